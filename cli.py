"""The commands that staff type; each one parses, calls, prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

# What a command needs is imported inside it, so that `tracuu --help` answers at once.
if TYPE_CHECKING:
    from indexer.errors import ReadError
    from indexer.models import Article
    from indexer.plugin import Plugin

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path)


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
    return _complain(
        f"this is a fault of tracuu, please report it: {type(error).__name__}: {error} ({frame}); "
        "TRACUU_DEBUG=1 shows more"
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
    files: tuple[Path, ...],
    place: str | None,
    folders: tuple[Path, ...],
    index: Path,  # noqa: ARG001  # every command takes it
    as_json: bool,
) -> int:
    """What the plugins find in FILES, without an index."""
    from indexer.report import summary

    failed: list[str] = []
    records = _extracted(files, place=place, plugins=_plugins(folders), failed=failed)
    number = _print_list(records, None if as_json else summary.of_article)
    for line in failed:
        click.echo(line, err=True)
    return 0 if not failed else 1 if number else 2


@main.command()
@with_plugins
@common
def plugins(folders: tuple[Path, ...], index: Path, as_json: bool) -> None:  # noqa: ARG001
    """The plugins with their source and version."""
    from indexer.report import summary

    rows = [
        {"name": p.name, "kind": p.kind, "version": p.version, "enabled": True, "origin": p.origin}
        for p in _plugins(folders)
    ]
    _print(rows, None if as_json else summary.of_plugins)


def _plugins(folders: Sequence[Path]) -> list[Plugin]:
    from indexer.plugin import Sources, discover

    listed = os.environ.get("TRACUU_PLUGINS", "").split(os.pathsep)
    more = (Path(folder) for folder in listed if folder)
    return discover(Sources(package="plugins", folders=(*folders, *more)))


def _extracted(
    files: Iterable[Path], *, place: str | None, plugins: Sequence[Plugin], failed: list[str]
) -> Iterator[dict[str, Any]]:
    """The record of each article in *files*; what cannot be read goes to *failed*."""
    from indexer.annotate import annotate
    from indexer.annotate.record import as_record
    from indexer.errors import ReadError

    for path in files:
        for article in _read(path, place=place):
            if isinstance(article, ReadError):
                failed.append(str(article))
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


def _print(value: Any, view: Callable[[Any], Any] | None) -> None:
    """Print *value* as JSON, or as what *view* makes of it."""
    if view is None:
        click.echo(_json(value))
    else:
        _console().print(view(value))


def _print_list(values: Iterable[Any], view: Callable[[Any], Any] | None) -> int:
    """Print *values* as they come and return how many there were."""
    number = 0
    for value in values:
        if view is None:
            click.echo("[" if not number else ",")
        _print(value, view)
        number += 1
    if view is None:
        click.echo("]" if number else "[]")
    return number


def _json(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False)


if __name__ == "__main__":
    main()
