"""Taking files in beside the page: one run at a time, whose progress anyone may see."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer import pipeline
from indexer.errors import TracuuError
from indexer.intake.report import Moved, Report
from indexer.store.index import Index
from indexer.web.settings import Settings


class Busy(TracuuError):
    """Files are being taken in already."""

    def __init__(self) -> None:
        super().__init__("Files are being taken in just now. Wait until that has ended.")


class _Stopped(KeyboardInterrupt):
    """Someone asked for it to stop; the index keeps that it was stopped, not that it failed."""


@dataclass(frozen=True)
class Progress:
    """How far the last taking-in has come."""

    running: bool = False
    moved: Moved | None = None
    report: Report | None = None
    error: str | None = None
    stopped: bool = False


class Taking:
    """Takes files into one index, one run after the other."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._progress = Progress()
        self._asked_to_stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def progress(self) -> Progress:
        """How far it has come; a value, which does not change."""
        return self._progress

    @property
    def is_stopping(self) -> bool:
        """Whether what is under way ends with the file that is read now."""
        return self._asked_to_stop.is_set()

    def start(self, paths: Sequence[Path], place: str | None) -> None:
        """Begin to take *paths* in; raises Busy where that is going on already."""
        with self._lock:
            if self._progress.running:
                raise Busy
            self._progress = Progress(running=True)
            self._asked_to_stop.clear()
        self._thread = threading.Thread(target=self._run, args=(paths, place), daemon=True)
        self._thread.start()

    def stop(self, patience: float = 0.0) -> None:
        """Ask what is under way to end, and wait that many seconds; what is done stays."""
        self._asked_to_stop.set()
        if self._thread is not None and patience:
            self._thread.join(patience)

    def _run(self, paths: Sequence[Path], place: str | None) -> None:
        try:
            with Index.open(self._settings.folder) as index:
                known = self._settings.sources
                options = {"place": place, "on_progress": self._on_progress}
                report = pipeline.ingest(paths, index, known, **options)  # type: ignore[arg-type]
            self._progress = replace(self._progress, running=False, report=report)
        except _Stopped:
            self._progress = replace(self._progress, running=False, stopped=True)
        except TracuuError as error:
            self._progress = replace(self._progress, running=False, error=str(error))
        except BaseException as error:
            told = f"{type(error).__name__}: {error}"[:200]
            self._progress = replace(self._progress, running=False, error=told)
            raise  # the terminal has the details

    def _on_progress(self, moved: Moved) -> None:
        if self._asked_to_stop.is_set():
            raise _Stopped
        self._progress = replace(self._progress, moved=moved)
