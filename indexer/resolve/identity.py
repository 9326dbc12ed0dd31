"""Which claims speak of the same directive; see resolve()."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Claim:
    """What one article says of one directive."""

    key: int  # how the caller knows it; two claims that differ only in this are alike
    code: str
    type: str | None = None
    body: str | None = None
    issuer: str | None = None
    date: str | None = None
    title: str | None = None
    term: str | None = None
    published: str | None = None  # of the article
    place: str | None = None  # that the article is about


@dataclass(frozen=True)
class Directive:
    """One document that claims speak of."""

    id: str
    claims: dict[int, str]  # key → why it belongs here
    type: str | None
    body: str | None
    issuer: str | None
    date: str | None
    title: str | None
    term: str | None


@dataclass(frozen=True)
class Open:
    """A claim that may mean several directives."""

    key: int
    candidates: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Partition:
    """All claims about one code, each in one directive or open."""

    directives: tuple[Directive, ...]
    open: tuple[Open, ...] = ()


def resolve(claims: Iterable[Claim]) -> Partition:
    """x"""
    cs = list(claims)
    if not cs:
        return Partition(())
    c = cs[0]
    return Partition(
        (
            Directive(
                c.code.replace("/", "_"),
                {x.key: "" for x in cs},
                c.type,
                c.body,
                c.issuer,
                c.date,
                c.title,
                c.term,
            ),
        )
    )
