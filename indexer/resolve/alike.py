"""Which articles are one piece of news: groups in which every two are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Member(NamedTuple):
    """An article, as far as it matters which of a group stands for all."""

    id: str
    published: str | None
    length: int  # of its text


def grouped(members: Iterable[Member], near: Callable[[str], set[str]]) -> list[list[str]]:
    """The ids of *members* in groups, whatever order they come in; *near* tells what is like each.

    Of a group the one that stands for all is in front: published first, then the fullest, then by
    its id. In this order each article joins the first group that it is like all of. So the middle
    of a chain, which is like its neighbours alone, brings no two together that are unlike.
    """
    groups: list[list[str]] = []
    place: dict[str, int] = {}
    for member in sorted(members, key=_precedence):
        alike = near(member.id)
        met = sorted({place[known] for known in alike if known in place})
        fitting = next((n for n in met if alike.issuperset(groups[n])), len(groups))
        if fitting == len(groups):
            groups.append([])
        groups[fitting].append(member.id)
        place[member.id] = fitting
    return groups


def _precedence(member: Member) -> tuple[bool, str, int, str]:
    return member.published is None, member.published or "", -member.length, member.id
