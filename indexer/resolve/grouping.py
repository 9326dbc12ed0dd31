"""Which articles are the same news: what hangs together by pairs, and which of it comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class Member(NamedTuple):
    """An article of a group, as far as it matters which of them stands for all."""

    id: str
    published: str | None
    length: int  # of its text


def component(begin: str, neighbours: Callable[[Sequence[str]], Iterable[str]]) -> set[str]:
    """All that hangs together with *begin*, and itself; *neighbours* tells the next of some."""
    reached, edge = {begin}, [begin]
    while edge:
        edge = sorted(set(neighbours(edge)) - reached)
        reached.update(edge)
    return reached


def first(members: Iterable[Member]) -> str:
    """The id of the one that stands for all: published first, then the fullest, then by its id."""
    return min(members, key=lambda m: (m.published is None, m.published or "", -m.length, m.id)).id
