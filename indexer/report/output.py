"""Values to stdout, as one JSON document or for people; progress to stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import click

# rich is imported where it is used: a command that prints JSON does without.
if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from indexer.answer.filters import Filters
    from indexer.report.graph.forms import Told
    from indexer.report.sheet import Report
    from indexer.store.index import Index

View = Callable[[Any], "RenderableType"]  # what a person reads of a value


class Moved(Protocol):
    """Moves a progress bar."""

    def __call__(self, done: int, total: int | None, item: str = "") -> None:
        """So many are *done* of *total*, which may not be known; *item* is under way."""


class Forms(NamedTuple):
    """The forms that something is written in: what it is, the endings of files, the default."""

    what: str
    endings: Mapping[str, str]
    default: str
    files: Mapping[str, str]  # those that are not for a screen, and what they are


REPORT = Forms(
    "report",
    {
        "table": ".txt",
        "csv": ".csv",
        "xlsx": ".xlsx",
        "json": ".json",
        "md": ".md",
        "html": ".html",
    },
    default="table",
    files={"xlsx": "workbook"},
)
GRAPH = Forms(
    "graph",
    {"svg": ".svg", "html": ".html", "graphml": ".graphml", "json": ".json"},
    default="svg",
    files={"svg": "picture"},
)
_HITS = 10  # on a screen
_PAGE = 120  # characters of a table that does not go to a screen


def put(value: Any, view: View | None) -> None:
    """Print *value* as JSON, or as what *view* makes of it."""
    if view is None:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    else:
        _console().print(view(value))


def put_each(values: Iterable[Any], view: View | None) -> int:
    """Print *values* as they come and return how many there were."""
    number = 0
    for value in values:
        if view is None:
            click.echo("[" if not number else ",")
        put(value, view)
        number += 1
    if view is None:
        click.echo("]" if number else "[]")
    return number


def form_of(form: str | None, output: Path | None, *, as_json: bool, forms: Forms = REPORT) -> str:
    """One of *forms*: as asked for, else as the name of *output* ends, else the default.

    Raises click.UsageError where these contradict each other, or would put a file on a screen.
    """
    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} contradict each other. Give one.")
    asked, ending = "json" if as_json else form, output.suffix.lower() if output else ""
    shown = asked or forms.default
    if shown in forms.files and output is None and _is_a_screen():
        what, end = forms.files[shown], forms.endings[shown]
        raise click.UsageError(f"A {what} is not for a screen. Add --output FILE{end}.")
    if not ending:
        return shown
    told = next((known for known, end in forms.endings.items() if end == ending), None)
    if told is None or asked not in (None, told):
        endings = ", ".join(f"{end} ({known})" for known, end in forms.endings.items())
        here = f"no {asked}" if asked else f"no form of a {forms.what}"
        raise click.UsageError(f"'{output}' ends like {here}. Endings: {endings}.")
    return told


def put_report(report: Report, *, form: str, output: Path | None) -> None:
    """Write *report* in *form* to the screen or to *output*."""
    from indexer.report import tables

    if form not in tables.FORMATS:
        shown = tables.of_report(report)
        if output is None:
            _console().print(shown)
        else:
            _save(output, _as_text(shown))
        return
    if not report.rows and form != "json":
        click.echo(tables.nothing(report), err=True)
    _write(tables.FORMATS[form](report), output)


class Written(NamedTuple):
    """How the answer of a search is written: form, file, language."""

    form: str
    output: Path | None
    lang: str

    @property
    def limit(self) -> int:
        """How many hits where no limit is asked for: those that a screen has room for, or all."""
        on_screen = self.output is None and self.form in ("table", "json")
        return _HITS if on_screen else sys.maxsize


def written_of(options: dict[str, Any], *, as_json: bool) -> Written:
    """What --format, --output and --lang ask for, taken out of *options*; as form_of()."""
    form, output = options.pop("form"), options.pop("output")
    return Written(form_of(form, output, as_json=as_json), output, options.pop("lang"))


def put_answer(index: Index, answer: Any, written: Written, wanted: Filters | None = None) -> None:
    """Write the answer of a search; as JSON or on a screen all of it, else its hits as rows."""
    from indexer.report import hits

    form, output, lang = written
    if form == "json":
        _write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", output)
    elif form == "table":
        shown = hits.of_answer(answer, lang)
        _console().print(shown) if output is None else _save(output, _as_text(shown))
    else:
        asked = wanted.model_dump(exclude_defaults=True) if wanted else {}
        report = hits.as_report(index, answer, asked, lang)
        put_report(report, form=form, output=output)


def put_graph(told: Told, output: Path | None) -> None:
    """Write a graph to the screen or to *output*, and tell how much of it is left out."""
    _write(told.text, output)
    if told.beyond:
        every = told.shown + told.beyond
        rest = f"the nearest and most told of. --limit {every} shows all."
        click.echo(f"{told.shown} of {every} nodes are shown, {rest}", err=True)


def put_choice(several: Any, *, form: str, output: Path | None) -> int:
    """List the directives that one code may mean; returns the exit code that says so.

    Where a file is asked for, on stderr: nothing else than the file is ever in its place.
    """
    from indexer.report import summary

    if form == "json" and output is None:
        put(several, None)
    else:
        _console(stderr=True).print(summary.of_shown(several))
    return 1


def _write(written: str | bytes, output: Path | None) -> None:
    data = written.encode() if isinstance(written, str) else written
    if output is None:
        click.echo(data, nl=False)
    else:
        _save(output, data)


def _is_a_screen() -> bool:
    return sys.stdout.isatty()


def _save(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise click.FileError(str(path), error.strerror) from error


def _as_text(shown: RenderableType) -> bytes:
    from rich.console import Console

    console = Console(width=_PAGE, force_terminal=False, no_color=True, highlight=False)
    with console.capture() as captured:
        console.print(shown)
    return captured.get().encode()


def _console(*, stderr: bool = False) -> Console:
    """As wide as the screen; a pipe has no width of its own."""
    from rich.console import Console

    console = Console(highlight=False, stderr=stderr)
    known = console.is_terminal or "COLUMNS" in os.environ
    return console if known else Console(highlight=False, width=_PAGE, stderr=stderr)


@contextmanager
def progress(label: str) -> Iterator[Moved]:
    """A bar on stderr, where that is a screen; what is yielded moves it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    told = TextColumn("{task.fields[item]}", markup=False)
    hidden = not console.is_terminal
    with Progress(*columns, told, console=console, transient=True, disable=hidden) as bar:
        task = bar.add_task("", total=None, item="")
        yield lambda done, total, item="": bar.update(task, completed=done, total=total, item=item)
