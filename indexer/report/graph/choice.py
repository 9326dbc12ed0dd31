"""Which nodes a graph holds: what lies near, and of that the strongest ties where room is short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from indexer.report.graph.model import MAY_MEAN
from indexer.report.graph.ties import Tie, is_open, is_unit

Distances = dict[str, int]  # key of a node → steps from what is asked for

# How much a tie says; what is not listed says most. Who issued a directive stands in its box.
_WEAK = {"cites": 1, MAY_MEAN: 2, "issues": 3}


def around(ties: Iterable[Tie], asked: str, depth: int) -> Distances:
    """All nodes within *depth* steps of *asked*.

    A unit is an end: no way leads through it. So is what is open, but for a directive that it may
    mean: from that one a step leads to it, and the next to what is told of it.
    """
    beside = _beside(ties)
    found: Distances = {asked: 0}
    fits: set[str] = set()  # what is open and may mean a directive that was reached
    ring = [asked]
    for distance in range(1, depth + 1):
        reached: list[str] = []
        for here in ring:
            for tie, there in beside[here]:
                if is_open(here) and (here not in fits or tie.relation == MAY_MEAN):
                    continue
                if tie.relation == MAY_MEAN:
                    fits.add(there)
                if there not in found:
                    found[there] = distance
                    reached.append(there)
        ring = [key for key in reached if not is_unit(key)]
    return found


def nearest(ties: Iterable[Tie], found: Distances, limit: int | None) -> list[str]:
    """At most *limit* of the nodes of *found*: ring by ring, in each the strongest ties first.

    Within a ring directives and units take turns, so that neither crowds out the other.
    """
    beside = _beside(ties)
    rings: dict[int, list[str]] = defaultdict(list)
    for key, distance in found.items():
        rings[distance].append(key)
    ordered: list[str] = []
    for distance, ring in sorted(rings.items()):
        inwards = {
            key: [t for t, k in beside[key] if found.get(k, distance) < distance] for key in ring
        }
        ordered += _in_turn(sorted(ring, key=lambda key: (*_weakness(inwards[key]), key)), inwards)
    return ordered[:limit]


def strongest(ties: Iterable[Tie], limit: int | None) -> list[str]:
    """At most *limit* nodes, so that the strongest of all *ties* lie between them."""
    every = [tie for tie in ties if tie.source != tie.target]
    beside = _beside(every)
    busy = {key: len({there for _, there in told}) for key, told in beside.items()}
    every.sort(
        key=lambda t: (*_weakness([t]), -busy[t.source] - busy[t.target], t.target, t.source)
    )
    kept: dict[str, None] = {}
    for tie in every:
        fresh = [key for key in dict.fromkeys(tie.ends) if key not in kept]
        if limit is None or len(kept) + len(fresh) <= limit:
            kept |= dict.fromkeys(fresh)
    return list(kept)


def beyond(ties: Iterable[Tie], kept: Iterable[str]) -> Mapping[str, int]:
    """How many nodes that are not *kept* each one is tied to; who issued it does not count."""
    inside, outside = set(kept), defaultdict(set)
    for tie in ties:
        if tie.relation in ("issues", MAY_MEAN):
            continue
        for here, there in (tie.ends, tie.ends[::-1]):
            if here in inside and there not in inside:
                outside[here].add(there)
    return {key: len(others) for key, others in outside.items()}


def _beside(ties: Iterable[Tie]) -> Mapping[str, list[tuple[Tie, str]]]:
    """Each node with its ties and what is at their other ends."""
    beside: dict[str, list[tuple[Tie, str]]] = defaultdict(list)
    for tie in ties:
        beside[tie.source].append((tie, tie.target))
        if tie.source != tie.target:
            beside[tie.target].append((tie, tie.source))
    return beside


def _weakness(ties: Sequence[Tie]) -> tuple[int, int]:
    """How little *ties* say of a node: what kind they are, then how few articles tell them."""
    kind = min((_WEAK.get(t.relation, 0) + t.planned for t in ties), default=0)
    return kind, -sum(len(tie.told) for tie in ties)


def _in_turn(ring: Sequence[str], inwards: Mapping[str, Sequence[Tie]]) -> list[str]:
    """*ring* with directives and units one after the other; those that only issue come last."""
    issuing = {k for k in ring if inwards[k] and all(t.relation == "issues" for t in inwards[k])}
    units = [key for key in ring if is_unit(key) and key not in issuing]
    others = [key for key in ring if not is_unit(key)]
    turns = [key for pair in zip_longest(others, units) for key in pair if key]
    return [*turns, *(key for key in ring if key in issuing and is_unit(key))]
