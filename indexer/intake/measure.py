"""How much there is to read, counted beside the reading, which does not wait for it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from indexer import read


class Measure:
    """The number and size of all files of some paths; known after a while."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = roots
        self._known: tuple[int, int] | None = None
        threading.Thread(target=self._count, daemon=True).start()

    def known(self) -> tuple[int, int] | tuple[None, None]:
        """Files and bytes, once all were counted."""
        return self._known or (None, None)

    def _count(self) -> None:
        files = size = 0
        for found in read.walk(self._roots):
            if isinstance(found, Path):
                files += 1
                with suppress(OSError):  # the reading tells why
                    size += found.stat().st_size
        self._known = files, size
