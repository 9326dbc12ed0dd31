"""A process beside ours that reads files; what ends it, or takes too long, costs one file."""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from indexer.models import Article
from indexer.read import frames
from indexer.read.article import Unread
from indexer.read.ending import end
from indexer.read.job import Part
from indexer.read.limits import Limits

_START = "import sys; sys.path[:] = {path!r}; from indexer.read.child import main; main(*{told!r})"
_GRACE = 5  # seconds after which a reader that keeps no time is ended
_LEAVING = 1  # seconds in which it ends by itself, unless a library holds it
_STARTING = 60  # seconds to start on a machine that is busy

Message = tuple[dict[str, Any], bytes]


class Guard:
    """Reads in a process of its own, which starts with the first file; close() ends it."""

    def __init__(self, limits: Limits, beside: Path | None = None) -> None:
        self._limits = limits
        self._beside = beside  # where its temporary folder is made; None is the system's place
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: str | None = None  # for the temporary files of the programs it asks
        self._messages: queue.Queue[Message | None] = queue.Queue()

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def read(
        self, kind: str, source: Path | bytes, name: str, place: str | None
    ) -> Iterator[Article | Unread | Part]:
        """The articles of one file of this *kind*, its attachments, and what could not be read."""
        job = {"kind": kind, "name": name, "place": place}
        try:
            self._send(job, source)
            yield from self._answers(name)
        except BaseException:
            self.close()  # whoever stopped asking: what is still under way answers nobody
            raise

    def close(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        _end(process)
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if stream:
                    stream.close()
        process.wait()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _send(self, job: dict[str, Any], source: Path | bytes) -> None:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._start()
        load = source if isinstance(source, bytes) else b""
        path = None if isinstance(source, bytes) else str(source)
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):  # it has just ended: the answer tells
                frames.send(self._process.stdin, job | {"path": path}, load)

    def _start(self) -> None:
        """Start the process; it is no fork, which Windows lacks, and needs no main module."""
        if self._beside is not None:
            self._beside.mkdir(parents=True, exist_ok=True)
        self._folder = tempfile.mkdtemp(prefix="tracuu-", dir=self._beside)
        told = (self._limits.model_dump_json(), self._folder)
        code = _START.format(path=sys.path, told=told)
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._folder)
        self._messages = queue.Queue()
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | places,  # what it leaves behind when it is ended goes with the folder
        )
        listener = threading.Thread(
            target=_listen, args=(self._process.stdout, self._messages), daemon=True
        )
        listener.start()
        try:
            ready = self._messages.get(timeout=_STARTING)
        except queue.Empty:
            ready = None
        if ready is None:
            self.close()
            raise OSError("the process that reads files cannot be started")

    def _answers(self, name: str) -> Iterator[Article | Unread | Part]:
        while True:
            try:
                message = self._messages.get(timeout=self._limits.max_time + _GRACE)
            except queue.Empty:
                self.close()
                yield Unread(path=name, reason=too_slow(self._limits))
                return
            if message is None:
                self.close()
                yield Unread(path=name, reason=_CRASHED)
                return
            value, load = message
            if "end" in value:
                return
            if "clock" not in value:
                yield _found(value, load)


_CRASHED = "reading it ended the reader; it is damaged, or made to do harm"


def too_slow(limits: Limits) -> str:
    """The reason for a file that takes too long."""
    return f"reading it takes longer than {limits.max_time} s; see --max-time"


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process; it is asked first, for it may have started a program."""
    if sys.platform != "win32":
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_LEAVING)
            return
    end(process)


def _listen(stream: IO[bytes], messages: queue.Queue[Message | None]) -> None:
    """Put what comes from the process into *messages*, and None at its end."""
    with contextlib.suppress(OSError, ValueError):
        while message := frames.receive(stream):
            messages.put(message)
    messages.put(None)


def _found(value: dict[str, Any], load: bytes) -> Article | Unread | Part:
    if "article" in value:
        return Article(**value["article"])
    if "unread" in value:
        return Unread(**value["unread"])
    return Part(value["part"], load)
