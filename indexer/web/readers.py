"""Open indexes, each lent to one request at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from indexer.store.catalogue import FILE
from indexer.store.index import Index

_KEPT = 8  # open indexes that wait for the next request
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

    @contextmanager
    def index(self) -> Iterator[Index]:
        """An index for this request alone; raises what Index.open() does."""
        known, opened = self._take()
        try:
            yield opened
        except BaseException:
            opened.close()
            raise
        self._give(known, opened)

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            free, self._free = self._free, []
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

    def _give(self, known: Catalogue, opened: Index) -> None:
        with self._lock:
            if len(self._free) < _KEPT:
                self._free.append((known, opened))
                return
        opened.close()

    def _catalogue(self) -> Catalogue:
        with suppress(OSError):
            found = (self.folder / FILE).stat()
            return found.st_dev, found.st_ino
        return 0, 0
