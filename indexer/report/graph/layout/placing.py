"""How high everything in a column stands: as near to its neighbours as room allows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from indexer.report.graph.layout.ordering import Neighbours, Orders, Slot, sweeps

_STRAIGHT = 6.0  # how much more a line that passes should be straight than a box be near

Heights = Callable[[Slot], float]


def middles(orders: Orders, beside: Neighbours, height: Heights, gap: Heights) -> dict[Slot, float]:
    """The middle of each slot. Two in a column never come nearer than the larger of their gaps."""
    apart = [
        [
            (height(one) + height(other)) / 2 + max(gap(one), gap(other))
            for one, other in pairwise(order)
        ]
        for order in orders
    ]
    found: dict[Slot, float] = {}
    for order, steps in zip(orders, apart, strict=True):
        middle = -sum(steps) / 2
        for slot, step in zip(order, [*steps, 0.0], strict=True):
            found[slot] = middle
            middle += step
    for sweep in range(sweeps(orders)):
        numbers = range(len(orders)) if sweep % 2 == 0 else reversed(range(len(orders)))
        for number in numbers:
            order = orders[number]
            aims = [_aim(slot, beside, found) for slot in order]
            placed = spread([a for a, _ in aims], [w for _, w in aims], apart[number])
            found |= dict(zip(order, placed, strict=True))
    return found


def spread(
    wanted: Sequence[float], weights: Sequence[float], apart: Sequence[float]
) -> list[float]:
    """The places nearest to *wanted*, each at least *apart* from the one before.

    Nearest by weighted squares: pooling neighbours that would be too near is the exact solution.
    """
    offsets = [0.0]
    for step in apart:
        offsets.append(offsets[-1] + step)
    pools: list[tuple[float, float, int]] = []  # mean, weight, number
    for aim, weight, offset in zip(wanted, weights, offsets, strict=False):
        mean, total, number = aim - offset, weight, 1
        while pools and pools[-1][0] > mean:
            above, heavy, many = pools.pop()
            mean = (mean * total + above * heavy) / (total + heavy)
            total, number = total + heavy, number + many
        pools.append((mean, total, number))
    means = [mean for mean, _, number in pools for _ in range(number)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=False)]


def _aim(slot: Slot, beside: Neighbours, found: dict[Slot, float]) -> tuple[float, float]:
    """Where *slot* would stand best, and how much that matters; without neighbours as it is."""
    told = [
        (found[other], _STRAIGHT if slot.lane and other.lane else 1.0)
        for tied in (beside.before, beside.after)
        for other in tied.get(slot, ())
    ]
    total = sum(weight for _, weight in told)
    if not told:
        return found[slot], 0.1
    return sum(middle * weight for middle, weight in told) / total, total
