"""What a reader is given beside the bytes, and what it may give back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from indexer.read.article import Draft
from indexer.read.limits import Limits


class Part(NamedTuple):
    """A file inside the one that is read: an attachment."""

    name: str
    data: bytes


class Flaw(NamedTuple):
    """A part of a file that could not be read, and why; the others can."""

    name: str  # "" is the file itself
    reason: str


Found = Draft | Part | Flaw


@dataclass
class Job:
    """One file to read, and how far its reader may go."""

    name: str
    limits: Limits
    restart: Callable[[], None] = lambda: None
    _until: float = field(init=False)

    def __post_init__(self) -> None:
        self._until = time.monotonic() + self.limits.max_time

    def begin_page(self) -> None:
        """Start the clock again: each page of a scan has its own time."""
        self.restart()
        self._until = time.monotonic() + self.limits.max_time

    def seconds_left(self) -> float:
        """How long a program that is asked for help may take."""
        return max(0.1, self._until - time.monotonic())


ReadBytes = Callable[[bytes, Job], Iterator[Found]]
