"""How long each stage of a run takes."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Literal, TypeVar

T = TypeVar("T")
# "waiting" is for the processes that annotate; "annotating" is theirs, all of them together.
Stage = Literal[
    "reading", "annotating", "waiting", "catalogue", "directives", "near-duplicates", "full text"
]


class Clock:
    """Counts seconds by stage; a stage within another one stops the outer one's time."""

    def __init__(self) -> None:
        self._seconds: dict[Stage, float] = defaultdict(float)
        self._stages: list[Stage] = []
        self._began = self._since = time.monotonic()

    @contextmanager
    def stage(self, stage: Stage) -> Iterator[None]:
        """What is done within belongs to *stage*."""
        self._turn()
        self._stages.append(stage)
        try:
            yield
        finally:
            self._turn()
            self._stages.pop()

    def each(self, stage: Stage, values: Iterable[T]) -> Iterator[T]:
        """*values*, whose making belongs to *stage*; what is done with them does not."""
        rest = iter(values)
        while True:
            with self.stage(stage):
                try:
                    value = next(rest)
                except StopIteration:
                    return
            yield value

    def put(self, stage: Stage, seconds: float) -> None:
        """Other processes have spent so long on *stage* up to now."""
        self._seconds[stage] = seconds

    @property
    def total(self) -> float:
        """Seconds since it was made."""
        return time.monotonic() - self._began

    def seconds(self) -> dict[str, float]:
        """The seconds of every stage there was, the longest first."""
        longest = sorted(self._seconds, key=lambda stage: -self._seconds[stage])
        return {stage: round(self._seconds[stage], 3) for stage in longest}

    def _turn(self) -> None:
        now = time.monotonic()
        if self._stages:
            self._seconds[self._stages[-1]] += now - self._since
        self._since = now
