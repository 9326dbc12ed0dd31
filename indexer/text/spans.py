"""Spans of a text: sets of them, and where patterns match."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    import regex

Span = tuple[int, int]


class Spans:
    """Spans of one text, start and end in code points; overlapping ones are one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def hold(self, position: int) -> bool:
        """Whether *position* lies in one of the spans."""
        i = bisect_right(self._starts, position) - 1
        return i >= 0 and position < self._ends[i]

    def touch(self, start: int, end: int) -> bool:
        """Whether any part from *start* to *end* lies in one of the spans."""
        i = bisect_right(self._starts, end - 1) - 1
        return i >= 0 and start < self._ends[i]


class Placed(Protocol):
    """Anything that starts somewhere in a text."""

    @property
    def start(self) -> int:
        """Where it starts, in code points."""


P = TypeVar("P", bound=Placed)


def within(placed: Sequence[P], span: Span) -> Sequence[P]:
    """Those of *placed*, which stand in order of the text, that start in *span*."""
    first = bisect_left(placed, span[0], key=lambda p: p.start)
    return placed[first : bisect_left(placed, span[1], key=lambda p: p.start)]


def match_near(
    pattern: regex.Pattern[str], text: str, position: int, far: int = 400
) -> regex.Match[str] | None:
    """pattern.match(text, position), which may look at *far* code points and no more.

    A pattern that must contain a literal is first looked for in all the rest of the text: where it
    is tried at many places, the time would grow with the square of the text's length.
    """
    return pattern.match(text, position, position + far)


def matches(
    pattern: regex.Pattern[str], text: str, starts: Iterable[int]
) -> Iterator[regex.Match[str]]:
    """What pattern.finditer(text) finds, where each match begins at one of *starts*, in order.

    Worth its while where the starts are found by a pattern that is much cheaper.
    """
    end = 0
    for start in starts:
        if start >= end and (match := pattern.match(text, start)):
            yield match
            end = match.end()
