"""Into which column each box goes: what rests on another stands right of it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from indexer.report.graph.layout.model import Box, Line

_LOWEST = 640.0  # how high a column may always be
_SHAPE = 200.0  # what a box takes of the width, over the shape of a page, which is 3 to 2
_GAP = 15.0


class Column(NamedTuple):
    """Boxes above each other, all of one band."""

    band: int
    boxes: list[str]


def columns(boxes: Sequence[Box], lines: Iterable[Line]) -> list[Column]:
    """The boxes in columns, band by band, none of them too high.

    Within a band targets stand left of their sources, and ends right of all others.
    """
    by_id = {box.id: box for box in boxes}
    heights = {box.id: box.height + _GAP for box in boxes}
    most = max(_LOWEST, math.sqrt(_SHAPE * sum(heights.values())))
    inside = [
        (line.source, line.target)
        for line in lines
        if by_id[line.source].band == by_id[line.target].band
    ]
    found: list[Column] = []
    for band in sorted({box.band for box in boxes}):
        for is_end in (False, True):
            ids = [box.id for box in boxes if (box.band, box.end) == (band, is_end)]
            for layer in _layers(ids, inside):
                found += [Column(band, part) for part in _parts(layer, heights, most)]
    return found


def _layers(ids: Sequence[str], ties: Iterable[tuple[str, str]]) -> list[list[str]]:
    """*ids* so that targets come in a layer before their sources."""
    known = set(ids)
    targets: dict[str, list[str]] = {id_: [] for id_ in ids}
    for source, target in dict.fromkeys(ties):
        if source != target and source in known and target in known:
            targets[source].append(target)
    ranks = _near(_ranks(_without_circles(targets)), targets)
    layers: dict[int, list[str]] = defaultdict(list)
    for id_ in ids:
        layers[ranks[id_]].append(id_)
    return [layers[rank] for rank in sorted(layers)]


def _without_circles(targets: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The same ties, those turned round that would close a circle."""
    turned: dict[str, list[str]] = {id_: [] for id_ in targets}
    state: dict[str, str] = {}
    for begin in targets:
        stack = [] if begin in state else [(begin, iter(targets[begin]))]
        state.setdefault(begin, "open")
        while stack:
            here, left = stack[-1]
            there = next(left, None)
            if there is None:
                state[here] = "done"
                stack.pop()
            elif state.get(there) == "open":
                turned[there].append(here)
            else:
                turned[here].append(there)
                if there not in state:
                    state[there] = "open"
                    stack.append((there, iter(targets[there])))
    return turned


def _ranks(targets: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """For each id how many ties lead on from it, one after the other, at most."""
    ranks: dict[str, int] = {}
    for begin in targets:
        stack = [begin]
        while stack:
            here = stack[-1]
            if left := [there for there in targets[here] if there not in ranks]:
                stack += left
            else:
                ranks[here] = max((ranks[there] + 1 for there in targets[here]), default=0)
                stack.pop()
    return ranks


def _near(ranks: Mapping[str, int], targets: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """*ranks*, but what rests on nothing stands beside the nearest that rests on it."""
    near = dict(ranks)
    sources: dict[str, list[int]] = defaultdict(list)
    for source, others in targets.items():
        for target in others:
            sources[target].append(ranks[source])
    for id_, own in targets.items():
        above = sources[id_]
        if not own and above and min(above) > ranks[id_]:
            near[id_] = min(above) - 1
    return near


def _parts(layer: Sequence[str], heights: Mapping[str, float], most: float) -> Iterator[list[str]]:
    """*layer* in as few parts as can be, all about as high."""
    total = sum(heights[id_] for id_ in layer)
    share = total / math.ceil(total / most)
    part: list[str] = []
    taken = 0.0
    for id_ in layer:
        if part and taken + heights[id_] / 2 > share:
            yield part
            part, taken = [], taken - share
        part.append(id_)
        taken += heights[id_]
    yield part
