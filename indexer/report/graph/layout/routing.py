"""The way of each line: from box to box, through the lanes between those that stand in its way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from indexer.report.graph.layout.model import Line, Place, Point
from indexer.report.graph.layout.ordering import Slot

_PORTS = 11.0  # between two lines on one side of a box, where there is room
_CORNER = 9.0  # of a box, which no line touches
LEFT, RIGHT = "left", "right"


class Way(NamedTuple):
    """A line with the lanes that it takes, and on which sides of its boxes it begins and ends."""

    line: Line
    lanes: Sequence[Slot]
    out: str
    into: str


class _Port(NamedTuple):
    """Where lines touch a box: those of a bundle that end there share one."""

    box: str
    side: str
    who: Hashable


def way(line: Line, column: Mapping[str, int]) -> Way:
    """The way of *line*, given the column of each box."""
    begin, end = column[line.source], column[line.target]
    if begin == end:  # round the corner, or from a box to itself
        return Way(line, (), RIGHT, RIGHT)
    step = 1 if end > begin else -1
    lanes = [Slot(n, (line.bundle, step), lane=True) for n in range(begin + step, end, step)]
    return Way(line, lanes, RIGHT if step > 0 else LEFT, LEFT if step > 0 else RIGHT)


def routes(
    ways: Sequence[Way],
    places: Mapping[str, Place],
    middles: Mapping[Slot, float],
    spans: Sequence[tuple[float, float]],
) -> list[list[Point]]:
    """The points of each way; *spans* is from where to where each column reaches."""
    ports = _ports(ways, places, middles)
    found = []
    for each in ways:
        begin = ports[_out(each)]
        points = [Point(_edge(places[each.line.source], each.out), begin)]
        for lane in each.lanes:
            left, right = spans[lane.column]
            first, last = (left, right) if each.out == RIGHT else (right, left)
            points += [Point(first, middles[lane]), Point(last, middles[lane])]
        points.append(Point(_edge(places[each.line.target], each.into), ports[_into(each)]))
        found.append(points)
    return found


def _ports(
    ways: Sequence[Way], places: Mapping[str, Place], middles: Mapping[Slot, float]
) -> dict[_Port, float]:
    """How high each port is: ports of a side are in the order of where their lines come from."""
    aims: dict[_Port, list[float]] = defaultdict(list)
    for each in ways:
        source, target = each.line.source, each.line.target
        lanes = [middles[lane] for lane in each.lanes]
        aims[_out(each)].append(lanes[0] if lanes else _middle(places[target]))
        aims[_into(each)].append(lanes[-1] if lanes else _middle(places[source]))
    sides: dict[tuple[str, str], list[_Port]] = defaultdict(list)
    for port in aims:
        sides[port.box, port.side].append(port)
    found: dict[_Port, float] = {}
    for (box, _), ports in sides.items():
        ports.sort(key=lambda port: sum(aims[port]) / len(aims[port]))
        room = places[box].height - 2 * _CORNER
        step = min(_PORTS, room / max(1, len(ports) - 1))
        first = _middle(places[box]) - step * (len(ports) - 1) / 2
        found |= {port: first + step * number for number, port in enumerate(ports)}
    return found


def _out(each: Way) -> _Port:
    return _Port(each.line.source, each.out, ("out", each.line.bundle, each.line.target))


def _into(each: Way) -> _Port:
    return _Port(each.line.target, each.into, ("into", each.line.bundle))


def _middle(place: Place) -> float:
    return place.y + place.height / 2


def _edge(place: Place, side: str) -> float:
    return place.x if side == LEFT else place.x + place.width
