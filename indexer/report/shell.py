"""How a command line begins and ends: what it reads, exit codes, every error as one line."""

from __future__ import annotations

import os
import re
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

if TYPE_CHECKING:  # slow to import
    from indexer.intake.report import Report
    from indexer.plugin import Plugin, Sources, Survey
    from indexer.read import Unread

Record = dict[str, Any]
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
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
        except click.Abort as error:  # Ctrl-C
            click.echo(str(error) or "Stopped.", err=True)
            return 130
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message())
            return _complain("No command given.", command=error.ctx)
        except click.ClickException as error:
            return _complain(error.format_message(), command=getattr(error, "ctx", None))
        except Exception as error:
            return _explain(error)
        return done if isinstance(done, int) else 0


@contextmanager
def until_stopped() -> Iterator[None]:
    """Ctrl-C, and the signal by which a system ends its services, end what is done within.

    Where it cannot end well by itself, one line tells that nothing is lost.
    """
    ours = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, signal.default_int_handler) if ours else None
    try:
        yield
    except KeyboardInterrupt:
        raise click.Abort(
            "Stopped. What the index holds is safe; the same command goes on from there."
        ) from None
    finally:
        if ours:
            signal.signal(signal.SIGTERM, before)


def how_far(done: int, failed: Sequence[str], paths: Sequence[Path] = ()) -> int:
    """Tell what *failed*, each in a line; returns the exit code that says how much was done.

    Where there was nothing in *paths* to do or to fail at, that is told.
    """
    for line in failed:
        click.echo(line, err=True)
    if failed:
        return 1 if done else 2
    if paths and not done:
        passed = "hidden files and index folders are passed over"
        click.echo(f"No file to read in {listed(paths)}; {passed}.", err=True)
    return 0


def listed(paths: Iterable[Path]) -> str:
    """*paths* in quotes, for a line that names them."""
    return ", ".join(f"'{path}'" for path in paths)


def some_are_there(paths: Sequence[Path]) -> None:
    """Complain before an index is made for nothing."""
    if not any(str(path) == "-" or path.exists() for path in paths):
        raise click.ClickException(f"Nothing to read: there is no {listed(paths)}. Check the path.")


def watchable(paths: Sequence[Path]) -> Sequence[Path]:
    """*paths*, where they can be watched."""
    if any(str(path) == "-" for path in paths):
        raise click.UsageError("--watch is for folders and files, not for '-'.")
    return paths


def ended(report: Report, paths: Sequence[Path], *, watched: bool) -> int:
    """Tell what has failed in a run of ingest, of a watch it was told; returns its exit code."""
    for faulty in report.plugin_failures:
        _tell_faulty([faulty.model_dump()], f"{faulty.articles} articles")
    failed = [line_of(failure) for failure in report.failed]
    if watched:
        return 1 if failed else 0
    return how_far(report.seen - len(failed), failed, paths)


def read_well(found: Iterable[Record | Unread], failed: list[str]) -> Iterator[Record]:
    """The records of *found*; what could not be read goes to *failed*."""
    for each in found:
        if isinstance(each, dict):
            _tell_faulty(each["failures"], each["article"]["path"])
            yield each
        else:
            failed.append(line_of(each))


def tell_engine(has: str, asked: str | None) -> None:
    """An engine was asked for that an index does not have; it goes on with its own."""
    if asked not in (None, has):
        keeps = f"The index keeps its full-text engine, '{has}'."
        click.echo(f"{keeps} To move it: tracuu reindex --engine {asked}.", err=True)


def _tell_faulty(failures: Iterable[Record], where: str) -> None:
    for failure in failures:
        click.echo(f"{where}: plugin '{failure['plugin']}' failed: {failure['reason']}", err=True)


def line_of(failure: Unread) -> str:
    """*failure* in a line; a name with line breaks or control characters makes no more of it."""
    told = f"{failure.path}: {failure.reason}"
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), told)


def standard_input(paths: Iterable[Path]) -> BinaryIO | None:
    """Standard input where one of *paths* is "-"; a program without a console has none."""
    if not any(str(path) == "-" for path in paths):
        return None
    if sys.stdin is None:
        raise click.ClickException("There is no standard input to read '-' from. Name a file.")
    return sys.stdin.buffer


def password(file: Path | None, *, needed: bool) -> str | None:
    """The password in the first line of *file*, in $TRACUU_PASSWORD, or asked for if *needed*.

    None where there is none: nobody is there to ask, or none is needed.
    """
    if file:
        try:
            return file.read_text(encoding="utf-8-sig").partition("\n")[0].strip("\r")
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or "it is no text in UTF-8"
            line = f"Cannot read the password in '{file}' ({reason})."
            raise click.ClickException(line) from error
    if known := os.environ.get("TRACUU_PASSWORD"):
        return known
    if needed and sys.stdin is not None and sys.stdin.isatty():
        asked: str = click.prompt("Mật khẩu", hide_input=True, confirmation_prompt=True, err=True)
        return asked
    return None


def sources_of(folders: Sequence[Path]) -> Sources:
    """Where plugins are looked for: the built-in and installed ones, and those of *folders*."""
    from indexer.plugin import Sources

    listed = os.environ.get("TRACUU_PLUGINS", "").split(os.pathsep)
    more = (Path(folder) for folder in listed if folder)
    return Sources(package="plugins", folders=(*folders, *more))


def plugins_of(folders: Sequence[Path]) -> list[Plugin]:
    """The plugins that can be used."""
    return list(survey_of(folders).usable)


def survey_of(folders: Sequence[Path]) -> Survey:
    """The plugins; those that cannot be used are told, and the others go on."""
    from indexer.plugin import survey

    known = survey(sources_of(folders))
    for unusable in known.unusable:
        click.echo(str(unusable), err=True)
    return known


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
