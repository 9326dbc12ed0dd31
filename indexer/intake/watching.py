"""Folders that are looked at again and again: which files have come, changed or gone.

By looking, not by the system's notices: of a change that another machine makes on a network share
there are none, and what a notice tells has to settle all the same.
"""

from __future__ import annotations

import stat
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer import read
from indexer.intake.report import Report

SETTLED = 2.0  # seconds; a file that was the same for so long is taken to be whole
_SHARE = 10  # of the time at most a tenth is spent on looking, on a slow network too

State = tuple[int, int]  # size, and nanoseconds since the epoch


@dataclass(frozen=True)
class Change:
    """What is to be taken in, and where something has gone."""

    files: Sequence[Path] = ()
    gone_under: Sequence[Path] = ()

    def matters(self, *, prune: bool) -> bool:
        """Whether there is anything to do."""
        return bool(self.files or (prune and self.gone_under))


@dataclass(frozen=True)
class Turn:
    """One taking-in; those of a watch are one run, which goes on where it was *before*."""

    paths: Sequence[str]  # as they were named
    gone_under: Sequence[Path]  # where to look for what has gone
    before: Report | None = None


class Watch:
    """Knows what was taken in under some paths."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = roots
        self._taken: dict[Path, State] = {}
        self._before: dict[Path, State] = {}
        self._unpruned = set(roots)  # that may have lost files before we came
        self._seconds = 0.0  # that the last look took

    def look(self) -> Change:
        """What has changed since the last taken(), and is the same as in the look before."""
        began = time.monotonic()
        now = self._states()
        self._seconds = time.monotonic() - began
        new = [path for path, state in now.items() if self._taken.get(path) != state]
        settled = [path for path in new if self._before.get(path) == now[path]]
        lost = [path for path in self._taken if path not in now]
        unpruned = self._unpruned if len(settled) == len(new) else set[Path]()
        self._before = now
        return Change(settled, self._thinned(lost, unpruned, now))

    def taken(self, change: Change) -> None:
        """*change*, of the last look, is in the index now."""
        self._unpruned -= set(change.gone_under)
        self._taken = {p: state for p, state in self._taken.items() if p in self._before}
        self._taken |= {path: self._before[path] for path in change.files}

    def wait(self) -> None:
        """Let files settle until the next look."""
        time.sleep(max(SETTLED, self._seconds * _SHARE))

    def _thinned(
        self, lost: Sequence[Path], unpruned: Collection[Path], now: Collection[Path]
    ) -> list[Path]:
        """The roots that have lost some files, or may have before they were looked at.

        One that has lost all is a disk that went away.
        """
        return [
            root
            for root in self._roots
            if (root in unpruned or any(path.is_relative_to(root) for path in lost))
            and any(path.is_relative_to(root) for path in now)
        ]

    def _states(self) -> dict[Path, State]:
        states: dict[Path, State] = {}
        for path in read.walk(self._roots):
            try:
                status = path.stat() if isinstance(path, Path) else None
            except OSError:  # it has just gone
                continue
            if isinstance(path, Path) and status and stat.S_ISREG(status.st_mode):
                states[path] = status.st_size, status.st_mtime_ns
        return states
