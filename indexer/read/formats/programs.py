"""Programs of others that read what no library reads; each is optional."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from indexer.read.ending import OWN_GROUP, end
from indexer.read.job import Job
from indexer.read.memory import unlimited

_WINDOWS = (
    r"C:\Program Files\LibreOffice\program",
    r"C:\Program Files (x86)\LibreOffice\program",
    r"C:\antiword",
    r"C:\Program Files\Tesseract-OCR",
)
_MAC = ("/Applications/LibreOffice.app/Contents/MacOS",)


class Failed(Exception):
    """A program could not do it; the message is what it said."""


def found(*names: str) -> str | None:
    """The first of these programs that is installed, on the path or where it is put by itself."""
    places = (os.environ.get("PATH", ""), *(_WINDOWS if os.name == "nt" else _MAC))
    for name in names:
        if program := shutil.which(name, path=os.pathsep.join(places)):
            return program
    return None


def output(
    command: Sequence[str | Path],
    job: Job,
    data: bytes | None = None,
    *,
    large: bool = False,
    folder: Path | None = None,
) -> bytes:
    """What *command* writes when it reads *data*; raises Failed, or TimeoutError.

    A *large* program is not held to the limit of memory. It is run in *folder*: old programs cannot
    open paths with letters that the system's code page has not.
    """
    try:
        done = _run(command, job, data, large, folder)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    except OSError as error:
        raise Failed(error.strerror or str(error)) from error
    if done.returncode:
        told = " ".join(done.stderr.decode("utf-8", "replace").split())[:150]
        raise Failed(told or f"it ended with code {done.returncode}")
    return done.stdout


def _run(
    command: Sequence[str | Path], job: Job, data: bytes | None, large: bool, folder: Path | None
) -> subprocess.CompletedProcess[bytes]:
    with unlimited() if large else contextlib.nullcontext():
        process = subprocess.Popen(  # noqa: S603
            [str(part) for part in command],
            stdin=subprocess.DEVNULL if data is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            **OWN_GROUP,
        )
    _under_way.append(process)
    try:
        written, said = process.communicate(data, timeout=job.seconds_left())
    except BaseException:
        end(process)  # what it has started holds the same pipes, and would go on
        process.communicate()
        raise
    finally:
        _under_way.remove(process)
    return subprocess.CompletedProcess(process.args, process.returncode, written, said)


_under_way: list[subprocess.Popen[bytes]] = []


def end_all() -> None:
    """End the program that is under way, if one is."""
    for process in _under_way:
        end(process)
