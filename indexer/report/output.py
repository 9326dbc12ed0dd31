"""Values to stdout, as one JSON document or for people; progress to stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

# rich is imported where it is used: a command that prints JSON does without.
if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from indexer.report.sheet import Report

View = Callable[[Any], "RenderableType"]  # what a person reads of a value


class Moved(Protocol):
    """Moves a progress bar."""

    def __call__(self, done: int, total: int | None, item: str = "") -> None:
        """So many are *done* of *total*, which may not be known; *item* is under way."""


_ENDINGS = {  # of a report's file
    "table": ".txt",
    "csv": ".csv",
    "xlsx": ".xlsx",
    "json": ".json",
    "md": ".md",
    "html": ".html",
}
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


def form_of(form: str | None, output: Path | None, *, as_json: bool) -> str:
    """The form that a report takes: as asked for, else as the name of *output* ends, else a table.

    Raises click.UsageError where these contradict each other, or would put a workbook on a screen.
    """
    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} contradict each other. Give one.")
    asked, ending = "json" if as_json else form, output.suffix.lower() if output else ""
    if asked == "xlsx" and output is None and _is_a_screen():
        raise click.UsageError("A workbook is not for a screen. Add --output FILE.xlsx.")
    if not ending:
        return asked or "table"
    told = next((known for known, end in _ENDINGS.items() if end == ending), None)
    if told is None or asked not in (None, told):
        endings = ", ".join(f"{end} ({known})" for known, end in _ENDINGS.items())
        here = f"no {asked}" if asked else "no form of a report"
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
    written = tables.FORMATS[form](report)
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


def _console() -> Console:
    """As wide as the screen; a pipe has no width of its own."""
    from rich.console import Console

    console = Console(highlight=False)
    known = console.is_terminal or "COLUMNS" in os.environ
    return console if known else Console(highlight=False, width=_PAGE)


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
