"""The process that reads files for the guard: one after the other, within time and memory."""

from __future__ import annotations

import faulthandler
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from indexer.models import Article
from indexer.read import decode, frames
from indexer.read.article import Draft, Unread, finish
from indexer.read.formats import programs
from indexer.read.guard import too_slow
from indexer.read.job import Flaw, Job, Part
from indexer.read.limits import MB, Limits, Unreadable
from indexer.read.memory import at_most
from indexer.read.readers import READERS

_LATE = 10  # seconds after the limit at which we end ourselves, should nobody do it
_DEEP = "it is nested too deeply to be read"


def main(limits: str, folder: str) -> None:
    """Serve jobs from standard input until it ends, with *folder* for temporary files."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    signal.signal(signal.SIGTERM, _leave)
    jobs, answers = sys.stdin.buffer, _own_stdout()
    try:
        serve(jobs, answers, Limits.model_validate_json(limits))
    finally:  # a parent that was killed clears nothing away
        shutil.rmtree(folder, ignore_errors=True)


def _leave(*_: object) -> None:
    """End at once, and the program that is asked for help with us."""
    programs.end_all()
    os._exit(1)


def serve(jobs: BinaryIO, answers: BinaryIO, limits: Limits) -> None:
    """Read what *jobs* ask for and answer it, until they end."""
    at_most(limits.max_memory * MB)
    frames.send(answers, {"ready": True})
    while message := frames.receive(jobs):
        asked, load = message
        _arm(limits)
        for value, data in _answers(asked, load, limits, answers):
            frames.send(answers, value, data)
        faulthandler.cancel_dump_traceback_later()
        frames.send(answers, {"end": True})


def _own_stdout() -> BinaryIO:
    """Standard output for us alone: a library that prints must not speak into our messages."""
    ours = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return ours


def _arm(limits: Limits) -> None:
    """End this process some time after the limit, even in the middle of a library's loop."""
    faulthandler.dump_traceback_later(limits.max_time + _LATE, exit=True, file=sys.stderr)


def _answers(
    asked: dict[str, Any], load: bytes, limits: Limits, answers: BinaryIO
) -> Iterator[tuple[dict[str, Any], bytes]]:
    def restart() -> None:
        _arm(limits)
        frames.send(answers, {"clock": True})

    name = asked["name"]
    job = Job(name, limits, restart)
    try:
        data = Path(asked["path"]).read_bytes() if asked["path"] else load
        for found in _found(asked["kind"], data, job, asked["place"]):
            yield _message(found)
    except (Unreadable, decode.NotText) as error:
        yield _message(Unread(path=name, reason=str(error)))
    except MemoryError:
        reason = f"reading it needs more memory than {limits.max_memory:,} MB; see --max-memory"
        yield _message(Unread(path=name, reason=reason))
    except RecursionError:
        yield _message(Unread(path=name, reason=_DEEP))
    except TimeoutError:
        yield _message(Unread(path=name, reason=too_slow(limits)))
    except OSError as error:
        reason = f"it cannot be opened ({error.strerror or error})"
        yield _message(Unread(path=name, reason=reason))
    except Exception as error:  # a library that stumbles over what is damaged
        told = " ".join(f"{type(error).__name__}: {error}".split())[:150]
        yield _message(Unread(path=name, reason=f"it is damaged; reading it failed ({told})"))


def _found(
    kind: str, data: bytes, job: Job, place: str | None
) -> Iterator[Article | Unread | Part]:
    if not data:
        raise Unreadable("it is empty")
    for found in READERS[kind](data, job):
        if isinstance(found, Draft):
            yield finish(found, path=job.name, place=place)
        elif isinstance(found, Flaw):
            path = f"{job.name}/{found.name}" if found.name else job.name
            yield Unread(path=path, reason=found.reason)
        else:
            yield found


def _message(found: Article | Unread | Part) -> tuple[dict[str, Any], bytes]:
    if isinstance(found, Part):
        return {"part": found.name}, found.data
    key = "article" if isinstance(found, Article) else "unread"
    return {key: found.model_dump()}, b""
