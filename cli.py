"""The commands that staff type; each one parses, calls, prints."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.report.output import progress, put, put_each, put_report

# What a command needs is imported inside it, so that `tracuu --help` answers at once.
if TYPE_CHECKING:
    from indexer.answer.filters import Filters
    from indexer.errors import ReadError
    from indexer.models import Article
    from indexer.plugin import Plugin

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path)

# Written out here, for their modules are slow to import; a test compares them.
RELATIONS = (
    *("issues", "implements", "reviews", "supervises", "advises"),
    *("based_on", "amends", "replaces", "repeals", "cites"),
)
REPORTS = ("implementers", "units", "directives", "statistics", "doubts")
FORMATS = ("table", "csv", "json", "md")
ENGINES = ("whoosh",)
FILTERS = {
    "type": 'Type of the directive: "thông báo".',
    "issuer": "Who issued the directive, or a part of the name.",
    "unit": "A unit that acts on the directive, or a part of its name.",
    "place": "Where the article plays.",
    "code": "The directive's code in any usual writing, or its id.",
}

_TOLD = 200  # characters of an error that nobody expected


class Commands(click.Group):
    """A group whose errors are one line on stderr each, with the exit codes of the interface."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command line *args* and exit: 0 done, 1 in part, 2 not at all."""
        _speak_utf8()
        sys.exit(self._run(*args, **{**extra, "standalone_mode": False}))

    def _run(self, *args: Any, **extra: Any) -> int:
        try:
            done = super().main(*args, **extra)
            sys.stdout.flush()
        except click.Abort:  # Ctrl-C
            return 130
        except BrokenPipeError:  # the reader, `head` say, has had enough
            _forget_stdout()
            return 0
        except click.ClickException as error:
            return _complain(error.format_message(), command=getattr(error, "ctx", None))
        except Exception as error:
            return _explain(error)
        return done if isinstance(done, int) else 0


def _complain(message: str, *, command: click.Context | None = None) -> int:
    line = " ".join(message.split())
    usage = f" Try: {command.command_path} --help." if command else ""
    click.echo(f"Error: {line}{usage}", err=True)
    return 2


def _explain(error: Exception) -> int:
    """Tell a known error in its own words, an unknown one as what to report."""
    from indexer.errors import TracuuError

    if os.environ.get("TRACUU_DEBUG"):
        raise error
    if isinstance(error, TracuuError):
        return _complain(str(error))
    frame = _last_frame(error)
    told = f"{type(error).__name__}: {error}"[:_TOLD]
    return _complain(
        f"this is a fault of tracuu, please report it: {told} (in {frame}). "
        "TRACUU_DEBUG=1 shows all of it."
    )


def _last_frame(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return "nowhere"
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's own code page is."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="replace")


def _forget_stdout() -> None:
    """Keep the interpreter from flushing into the closed pipe as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command takes."""
    index = click.option(
        "--index",
        type=FOLDER,
        envvar="TRACUU_INDEX",
        default=Path("index"),
        show_default=True,
        show_envvar=True,
        help="The folder of the index.",
    )
    as_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
    return index(as_json(command))


def with_plugins(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that adds folders of plugins to the built-in and installed ones."""
    return click.option(
        "--plugins",
        "folders",
        type=FOLDER,
        multiple=True,
        metavar="DIR",
        help="A folder of further plugins; may be given again. Also: $TRACUU_PLUGINS.",
    )(command)


def with_filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that narrow a search or a report."""
    relation = click.option("--relation", type=click.Choice(RELATIONS), help="What a unit does.")
    since = click.option("--from", "since", help="Published on this day, month, year, or later.")
    until = click.option("--to", "until", help="Published on this day, month, year, or before.")
    command = relation(since(until(command)))
    for name, told in reversed(FILTERS.items()):
        command = click.option(f"--{name}", help=told)(command)
    return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tracuu", prog_name="tracuu")
def main() -> None:
    """Find directives in Vietnamese administrative texts, who implements them, and the proof."""


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--place", help='Locality of texts that do not say: "tỉnh Bắc Ninh".')
@with_plugins
@common
def extract(
    files: tuple[Path, ...], place: str | None, folders: tuple[Path, ...], as_json: bool, **_: Any
) -> int:
    """What the plugins find in FILES, without an index."""
    from indexer.report import summary

    failed: list[ReadError] = []
    records = _extracted(files, place=place, plugins=_plugins(folders), failed=failed)
    number = put_each(records, None if as_json else summary.of_article)
    return _how_far(number, failed)


@main.command()
@click.argument("query")
@with_filters
@click.option("--sort", type=click.Choice(["relevance", "date"]), default="relevance")
@click.option("--limit", type=click.IntRange(min=0), default=10, show_default=True)
@click.option("--offset", type=click.IntRange(min=0), default=0)
@common
def search(query: str, index: Path, as_json: bool, **options: Any) -> None:
    """Directives and articles that answer QUERY: a code, words, "phrases", fields."""
    from indexer.answer.search import Question, search
    from indexer.report import summary
    from indexer.store.index import Index

    paging = {key: options.pop(key) for key in ("sort", "limit", "offset")}
    question = Question(query=query, filters=_filters(options), **paging)
    with Index.open(index) as opened:
        put(search(opened, question), None if as_json else summary.of_answer)


@main.command()
@click.argument("code_or_id")
@common
def show(code_or_id: str, index: Path, as_json: bool) -> int:
    """A directive by its code or id, or an article by its id, with all that is known of it."""
    from indexer.answer.show import show
    from indexer.report import summary
    from indexer.store.index import Index

    with Index.open(index) as opened:
        found = show(opened, code_or_id)
    put(found, None if as_json else summary.of_shown)
    return 1 if "candidates" in found else 0


@main.command()
@click.argument("name", type=click.Choice(REPORTS), metavar="NAME")
@click.argument("only", metavar="[CODE]", required=False)
@with_filters
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: as --output ends.")
@click.option("--output", type=FILE, help="Write to this file instead of the screen.")
@common
def report(
    name: str,
    only: str | None,
    form: str | None,
    output: Path | None,
    index: Path,
    as_json: bool,
    **options: Any,
) -> None:
    """The report NAME on all directives or on one CODE.

    NAME is one of implementers, units, directives, statistics, doubts.
    """
    from indexer.report.rows import report
    from indexer.store.index import Index

    wanted = _filters(options | {"code": only or options["code"]})
    with Index.open(index) as opened:
        rows = report(opened, name, wanted)
    put_report(name, rows, form="json" if as_json else form, output=output)


@main.command()
@with_plugins
@common
def plugins(folders: tuple[Path, ...], as_json: bool, **_: Any) -> None:
    """The plugins with their source and version."""
    from indexer.report import summary

    rows = [
        {"name": p.name, "kind": p.kind, "version": p.version, "enabled": True, "origin": p.origin}
        for p in _plugins(folders)
    ]
    put(rows, None if as_json else summary.of_plugins)


@main.command()
@common
def check(index: Path, as_json: bool) -> int:
    """Whether catalogue and full text agree; what differs is listed, with exit code 1."""
    from indexer.report import summary
    from indexer.store.index import Index

    with Index.open(index) as opened:
        found = [{"what": d.what, "why": d.why} for d in opened.check()]
    result = {"ok": not found, "differences": found}
    put(result, None if as_json else summary.of_check)
    return 1 if found else 0


@main.command()
@click.option("--engine", type=click.Choice(ENGINES), help="Default: the one it has.")
@common
def reindex(engine: str | None, index: Path, as_json: bool) -> None:
    """Build the full text again from the catalogue."""
    from indexer.store.index import Index

    with Index.open(index) as opened, progress("Rebuilding") as moved:
        articles = opened.reindex(engine, moved)
    put({"articles": articles}, None if as_json else lambda _: f"{articles} articles.")


@main.command()
@click.argument("gold", type=FOLDER)
@click.option("--errors", "layer", metavar="LAYER", help="List what this layer missed instead.")
@with_plugins
@common
def evaluate(
    gold: Path, layer: str | None, folders: tuple[Path, ...], as_json: bool, **_: Any
) -> int:
    """Precision, recall and F1 of each layer against the gold files in GOLD."""
    from indexer.report import summary
    from indexer.report.evaluation import errors, evaluate, gold_files, pairs

    failed: list[ReadError] = []
    known, files, done = _plugins(folders), gold_files(gold), itertools.count(1)
    with progress("Measuring") as moved:

        def extract(path: Path) -> Iterator[dict[str, Any]]:
            moved(next(done), len(files))
            return _extracted([path], place=None, plugins=known, failed=failed)

        measured = list(pairs(files, extract))
    if layer:
        faults = [{"article": a, "fault": f, "item": i} for a, f, i in errors(measured, layer)]
        put(faults, None if as_json else summary.of_faults)
    else:
        scores = [score.as_row() for score in evaluate(measured)]
        put(scores, None if as_json else summary.of_scores)
    return _how_far(len(measured), failed)


def _plugins(folders: Sequence[Path]) -> list[Plugin]:
    from indexer.plugin import Sources, discover

    listed = os.environ.get("TRACUU_PLUGINS", "").split(os.pathsep)
    more = (Path(folder) for folder in listed if folder)
    return discover(Sources(package="plugins", folders=(*folders, *more)))


def _filters(options: dict[str, Any]) -> Filters:
    from indexer.answer.filters import Filters, as_day

    days = {key: as_day(options[key]) for key in ("since", "until") if options[key]}
    return Filters(**{key: value for key, value in options.items() if value} | days)


def _how_far(done: int, failed: Sequence[Exception]) -> int:
    """Tell what failed, each in a line; the exit code that says how much was done."""
    for failure in failed:
        click.echo(failure, err=True)
    if not failed:
        return 0
    return 1 if done else 2


def _extracted(
    files: Iterable[Path], *, place: str | None, plugins: Sequence[Plugin], failed: list[ReadError]
) -> Iterator[dict[str, Any]]:
    """The record of each article in *files*; what cannot be read goes to *failed*."""
    from indexer.annotate import annotate
    from indexer.annotate.record import as_record
    from indexer.errors import ReadError

    for path in files:
        for article in _read(path, place=place):
            if isinstance(article, ReadError):
                failed.append(article)
            else:
                yield as_record(annotate(article, plugins))


def _read(path: Path, *, place: str | None) -> Iterator[Article | ReadError]:
    from indexer.errors import ReadError
    from indexer.models import Article

    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        yield ReadError(str(path), error.strerror or str(error))
    except UnicodeDecodeError:
        yield ReadError(str(path), "not UTF-8")
    else:
        yield Article(id=path.stem, path=str(path), place=place, text=text)


if __name__ == "__main__":
    main()
