"""Boxes and lines → where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from indexer.report.graph.layout.columns import Column, columns
from indexer.report.graph.layout.model import Box, Drawing, Line, Place, Span
from indexer.report.graph.layout.ordering import Orders, Slot, neighbours, ordered
from indexer.report.graph.layout.placing import middles
from indexer.report.graph.layout.routing import Way, routes, way

WIDTH = 212.0  # of a box
_LANE = 5.0  # height of a line that passes between boxes
_GAP, _LANE_GAP = 15.0, 6.0  # to the next in a column
_CHANNEL, _CROWD, _WIDEST = 54.0, 3.0, 150.0  # between columns; more for each line; at most
_BETWEEN_BANDS = 26.0


def layered(boxes: Sequence[Box], lines: Sequence[Line]) -> Drawing:
    """Where *boxes* and *lines* between them stand: no two boxes touch, no line runs over one.

    Bands stand from left to right, in each of them targets left of their sources. Boxes that come
    first are nearer to the top where nothing else speaks against it.
    """
    if not boxes:
        return Drawing({}, [], [], 0, 0)
    found = columns(boxes, lines)
    column = {id_: number for number, each in enumerate(found) for id_ in each.boxes}
    ways = [way(line, column) for line in lines]
    segments = _segments(ways, column)
    orders = ordered(_slots(found, ways), segments)
    heights = {box.id: box.height for box in boxes}
    middle = middles(
        orders,
        neighbours(segments),
        lambda slot: _LANE if slot.lane else heights[str(slot.what)],
        lambda slot: _LANE_GAP if slot.lane else _GAP,
    )
    lefts, width = _lefts(found, ways, column)
    spans = [(left, left + WIDTH) for left in lefts]
    top = min(middle[s] - (0 if s.lane else heights[str(s.what)] / 2) for o in orders for s in o)
    middle = {slot: y - top for slot, y in middle.items()}
    places = {
        id_: Place(lefts[n], middle[Slot(n, id_)] - heights[id_] / 2, WIDTH, heights[id_])
        for id_, n in column.items()
    }
    bottom = max([p.y + p.height for p in places.values()] + [y + _LANE for y in middle.values()])
    return Drawing(places, routes(ways, places, middle, spans), _bands(found, spans), width, bottom)


def _slots(found: Sequence[Column], ways: Sequence[Way]) -> Orders:
    """The boxes of each column, and below them the lanes of the lines that pass it."""
    orders: Orders = [[Slot(n, id_) for id_ in each.boxes] for n, each in enumerate(found)]
    for lane in dict.fromkeys(lane for each in ways for lane in each.lanes):
        orders[lane.column].append(lane)
    return orders


def _segments(ways: Sequence[Way], column: dict[str, int]) -> list[tuple[Slot, Slot]]:
    """What each way ties in neighbouring columns, from left to right, each once."""
    found: dict[tuple[Slot, Slot], None] = {}
    for each in ways:
        ends = [Slot(column[id_], id_) for id_ in (each.line.source, each.line.target)]
        stops = [ends[0], *each.lanes, ends[1]]
        if ends[0].column == ends[1].column:
            continue
        if ends[0].column > ends[1].column:
            stops.reverse()
        found |= dict.fromkeys(pairwise(stops))
    return list(found)


def _lefts(
    found: Sequence[Column], ways: Sequence[Way], column: dict[str, int]
) -> tuple[list[float], float]:
    """Where each column begins, and where all of it ends: more room where many lines cross."""
    crowd: dict[int, set[object]] = defaultdict(set)
    for each in ways:
        begin, end = sorted((column[each.line.source], column[each.line.target]))
        for number in range(begin, max(end, begin + 1)):
            crowd[number].add((each.line.bundle, each.line.source if end == begin + 1 else None))
    lefts, x = [], 0.0
    for number, here in enumerate(found):
        lefts.append(x)
        last = number == len(found) - 1
        channel = min(_CHANNEL + _CROWD * len(crowd[number]), _WIDEST)
        if last:
            channel = _CHANNEL / 2 if crowd[number] else 0
        elif found[number + 1].band != here.band:
            channel += _BETWEEN_BANDS
        x += WIDTH + channel
    return lefts, x


def _bands(found: Sequence[Column], spans: Sequence[tuple[float, float]]) -> list[Span]:
    bands: dict[int, Span] = {}
    for each, (left, right) in zip(found, spans, strict=True):
        begun = bands.get(each.band)
        bands[each.band] = Span(each.band, begun.left if begun else left, right)
    return list(bands.values())
