"""How far a run of ingest has come, on stderr: a bar on a screen, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING

from indexer.intake.report import Report
from indexer.report.shell import line_of
from indexer.store.errors import IndexBusy

if TYPE_CHECKING:
    from indexer.intake.report import Moved, Progress

_OFTEN = 0.2  # seconds between two looks of the bar
_SELDOM = 30.0  # between two lines, where there is no screen
_WINDOW = 60.0  # seconds whose speed tells how long the rest takes
_MB = 1_000_000


class Speed:
    """How fast a run goes, by what it did in the last minute."""

    def __init__(self) -> None:
        self._past: deque[tuple[float, int, int]] = deque()

    def at(self, now: float, moved: Moved) -> Speed:
        """Take in how far it has come *now*."""
        self._past.append((now, moved.articles, moved.size))
        while now - self._past[0][0] > _WINDOW:
            self._past.popleft()
        return self

    def articles(self) -> float:
        """Articles a second."""
        return self._of(1)

    def left(self, moved: Moved) -> float | None:
        """Seconds that the rest takes; None where nobody can know."""
        speed = self._of(2)
        if moved.of_size is None or not speed:
            return None
        return max(0, moved.of_size - moved.size) / speed

    def _of(self, which: int) -> float:
        first, last = self._past[0], self._past[-1]
        return (last[which] - first[which]) / (last[0] - first[0]) if last[0] > first[0] else 0.0


@contextmanager
def told(*, quiet: bool) -> Iterator[Progress | None]:
    """What to call with how far a run has come; None where nobody wants to know."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet:
        yield None
    elif not console.is_terminal:
        yield _throttled(lambda moved, speed: _say(line(moved, speed)), _SELDOM)
    else:
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (BarColumn(bar_width=24), TextColumn("{task.description}", markup=False))
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("", total=None)

            def show(moved: Moved, speed: Speed) -> None:
                name = PurePath(moved.path).name
                told = f"{line(moved, speed)} · {name}"
                bar.update(task, completed=moved.size, total=moved.of_size, description=told)

            yield _throttled(show, _OFTEN)


def turns(*, quiet: bool) -> Callable[[Report | IndexBusy], None]:
    """What to call with each taking-in of a watch, and with what it has to wait for.

    What failed is told at once, since a watch may go on for days.
    """
    waits = False

    def tell(found: Report | IndexBusy) -> None:
        nonlocal waits
        again, waits = waits, isinstance(found, IndexBusy)
        if not quiet and not (waits and again):  # that it waits is told once
            told = _counts(found) if isinstance(found, Report) else str(found)
            _say(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {told}")
        for failure in found.failed if isinstance(found, Report) else ():
            _say(line_of(failure))

    return tell


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _counts(report: Report) -> str:
    names = ("added", "updated", "unchanged", "duplicates", "moved", "removed")
    counts = [(name, getattr(report, name)) for name in names]
    counts.append(("failed", len(report.failed)))
    told = ", ".join(f"{number} {name}" for name, number in counts if number)
    return told or "nothing new"


def line(moved: Moved, speed: Speed) -> str:
    """How far a run has come, how fast it goes and how long it will take."""
    size = f"{moved.size / _MB:,.1f}"
    whole = "" if moved.of_size is None else f" of {moved.of_size / _MB:,.1f}"
    files = "" if moved.of_files is None else f" of {moved.of_files:,}"
    left = speed.left(moved)
    return " · ".join(
        [
            f"{moved.articles:,} articles",
            f"{moved.files:,}{files} files",
            f"{size}{whole} MB",
            f"{speed.articles():,.0f} articles/s",
            *([] if left is None else [f"{_span(left)} left"]),
        ]
    )


def _span(seconds: float) -> str:
    """A time as people say it: "40 s", "12 min", "3 h 05 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02d} min"


def _throttled(tell: Callable[[Moved, Speed], None], every: float) -> Progress:
    """*tell*, called no more often than *every* seconds, and not before the first have gone by."""
    speed = Speed()
    last = looked = time.monotonic()

    def move(moved: Moved) -> None:
        nonlocal last, looked
        now = time.monotonic()
        if now - looked >= min(every, 1.0):
            speed.at(now, moved)
            looked = now
        if now - last >= every:
            tell(moved, speed)
            last = now

    return move
