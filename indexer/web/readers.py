"""Open indexes, each lent to one request at a time, and what they were found to hold."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from indexer.answer.kept import Kept, Recall
from indexer.store.catalogue import FILE, Changes
from indexer.store.index import Index

_MOST = 4
_ROOM = 150_000  # rows of answers that are kept, and as many of reports
Catalogue = tuple[int, int]  # which file it is


class Readers:
    """What reads one index folder for many at once.

    What others write is seen by the next request, a rebuilt full text too; and so is a folder that
    took the place of another.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._free: list[tuple[Catalogue, Index]] = []
        self._lock = threading.Lock()
        self._lent = threading.Semaphore(_MOST)
        # apart, that many small answers do not push out a report that took seconds
        self._kept = {"answers": Kept(_ROOM), "reports": Kept(_ROOM)}
        self._changes: tuple[Catalogue, Changes] | None = None

    def recall(self, of: Literal["answers", "reports"] = "answers") -> Recall:
        """What gives an answer again while the index stays as it is now; raises as index() does."""
        now = self._catalogue()
        with self._lock:
            if self._changes is None or self._changes[0] != now:
                self._forget()
                self._changes = now, Changes(self.folder)
            return self._kept[of].at((now, self._changes[1].number()))

    @contextmanager
    def index(self) -> Iterator[Index]:
        """An index for this request alone; raises what Index.open() does."""
        with self._lent:
            known, opened = self._take()
            try:
                yield opened
            except BaseException:
                opened.close()
                raise
            with self._lock:
                self._free.append((known, opened))

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            free, self._free = self._free, []
            self._forget()
        for _, opened in free:
            opened.close()

    def _take(self) -> tuple[Catalogue, Index]:
        now = self._catalogue()
        with self._lock:
            while self._free:
                known, opened = self._free.pop()
                if known == now:
                    return known, opened
                opened.close()
        return now, Index.open(self.folder)

    def _forget(self) -> None:
        changes, self._changes = self._changes, None
        if changes is not None:
            changes[1].close()

    def _catalogue(self) -> Catalogue:
        with suppress(OSError):
            found = (self.folder / FILE).stat()
            return found.st_dev, found.st_ino
        return 0, 0
