"""In which order boxes, and lines that pass, stand in their columns: with few lines crossing."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

_MOST, _FEWEST = 24, 4  # sweeps; after 24 nothing gets better on graphs of a hundred boxes
_WORK = 60_000  # slots to be moved in all sweeps: a second on an office PC

Orders = list[list["Slot"]]


class Slot(NamedTuple):
    """Something that stands in a column: a box by its id, or the lane of lines that pass."""

    column: int
    what: Hashable
    lane: bool = False


class Neighbours(NamedTuple):
    """For each slot those beside it that it is tied to, in the column before and after."""

    before: Mapping[Slot, Sequence[Slot]]
    after: Mapping[Slot, Sequence[Slot]]


def neighbours(segments: Sequence[tuple[Slot, Slot]]) -> Neighbours:
    """Those of *segments*, each of which leads from a column to the next."""
    before: dict[Slot, list[Slot]] = defaultdict(list)
    after: dict[Slot, list[Slot]] = defaultdict(list)
    for left, right in segments:
        after[left].append(right)
        before[right].append(left)
    return Neighbours(before, after)


def ordered(orders: Orders, segments: Sequence[tuple[Slot, Slot]]) -> Orders:
    """*orders* rearranged within each column so that few of *segments* cross.

    Each column is sorted by where its neighbours stand, forth and back, and the best order kept.
    """
    beside = neighbours(segments)
    current = [list(order) for order in orders]
    best, fewest = current, crossings(current, segments)
    for sweep in range(sweeps(orders)):
        if not fewest:
            break
        forth = sweep % 2 == 0
        for number in range(len(current)) if forth else reversed(range(len(current))):
            near = number - 1 if forth else number + 1
            if 0 <= near < len(current):
                tied = beside.before if forth else beside.after
                current[number] = _by_middle(current[number], current[near], tied)
        number = crossings(current, segments)
        if number < fewest:
            best, fewest = [list(order) for order in current], number
    return best


def sweeps(orders: Orders) -> int:
    """How often to go through *orders*: less often where there is much of it."""
    slots = sum(map(len, orders))
    return max(_FEWEST, min(_MOST, _WORK // max(1, slots)))


def crossings(orders: Orders, segments: Sequence[tuple[Slot, Slot]]) -> int:
    """How many pairs of *segments* cross."""
    place = {slot: number for order in orders for number, slot in enumerate(order)}
    between: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for left, right in segments:
        between[left.column].append((place[left], place[right]))
    return sum(map(_inversions, between.values()))


def _inversions(pairs: Sequence[tuple[int, int]]) -> int:
    seen: list[int] = []
    number = 0
    for _, right in sorted(pairs):
        number += len(seen) - bisect_right(seen, right)
        insort(seen, right)
    return number


def _by_middle(
    order: Sequence[Slot], near: Sequence[Slot], tied: Mapping[Slot, Sequence[Slot]]
) -> list[Slot]:
    """*order* by the mean place of its neighbours in *near*; what has none stays where it is."""
    place = {slot: number / max(1, len(near) - 1) for number, slot in enumerate(near)}
    last = max(1, len(order) - 1)

    def middle(numbered: tuple[int, Slot]) -> float:
        number, slot = numbered
        known = [place[other] for other in tied.get(slot, ())]
        return sum(known) / len(known) if known else number / last

    return [slot for _, slot in sorted(enumerate(order), key=middle)]
