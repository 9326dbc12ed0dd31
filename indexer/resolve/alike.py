"""Which articles are one piece of news: groups in which every two are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Member(NamedTuple):
    """An article, as far as it matters which of a group stands for all."""

    id: str
    published: str | None
    length: int  # of its text


def grouped(members: Iterable[Member], ties: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The ids of *members* in groups of which every two are tied, whatever order they come in.

    Of a group the one that stands for all is in front: published first, then the fullest, then by
    its id. In this order each article joins the first group that it is tied to all of. So what is
    like its neighbours alone, as the middle of a chain is, brings no two together that are unlike.
    """
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in ties:
        beside[one].add(other)
        beside[other].add(one)
    groups: list[list[str]] = []
    place: dict[str, int] = {}
    for member in sorted(members, key=_precedence):
        near = beside[member.id]
        met = sorted({place[known] for known in near if known in place})
        fitting = next((n for n in met if near.issuperset(groups[n])), len(groups))
        if fitting == len(groups):
            groups.append([])
        groups[fitting].append(member.id)
        place[member.id] = fitting
    return groups


def _precedence(member: Member) -> tuple[bool, str, int, str]:
    return member.published is None, member.published or "", -member.length, member.id
