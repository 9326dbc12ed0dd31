"""Which articles are the same news: what hangs together by pairs, and which of it comes first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Member(NamedTuple):
    """An article of a group, as far as it matters which of them stands for all."""

    id: str
    published: str | None
    length: int  # of its text


def components(ids: Iterable[str], ties: Iterable[tuple[str, str]]) -> list[list[str]]:
    """*ids* in groups of those that hang together by *ties*, whichever way; each in order."""
    beside: dict[str, set[str]] = {known: set() for known in ids}
    for one, other in ties:
        beside[one].add(other)
        beside[other].add(one)
    left, found = set(beside), []
    for begin in sorted(beside):
        if begin in left:
            reached, edge = {begin}, {begin}
            while edge:
                edge = {far for here in edge for far in beside[here]} - reached
                reached.update(edge)
            left -= reached
            found.append(sorted(reached))
    return found


def first(members: Iterable[Member]) -> str:
    """The id of the one that stands for all: published first, then the fullest, then by its id."""
    return min(members, key=lambda m: (m.published is None, m.published or "", -m.length, m.id)).id
