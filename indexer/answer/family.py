"""Which directives carry out or rest on which: the ties that a chain is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import groupby
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, select

from indexer.answer.acts import unique
from indexer.answer.meaning import each
from indexer.store.schema import article, claim, relation

TYING = ("implements", "based_on")

End = Literal["child", "parent"]

_SOURCE, _TARGET = claim.alias(), claim.alias()
_TYING = (
    select(
        _SOURCE.c.directive_id.label("child"),
        _TARGET.c.directive_id.label("parent"),
        *(relation.c.relation, relation.c.evidence, _SOURCE.c.article_id),
    )
    .join(_SOURCE, _SOURCE.c.id == relation.c.from_claim)
    .join(_TARGET, _TARGET.c.id == relation.c.to_claim)
    .join(article, article.c.id == _SOURCE.c.article_id)
    .where(relation.c.relation.in_(TYING))
    .where(_SOURCE.c.directive_id.is_not(None), _TARGET.c.directive_id.is_not(None))
    .where(_SOURCE.c.directive_id != _TARGET.c.directive_id)
    # to carry out says more than to rest on
    .order_by("child", "parent", relation.c.relation.desc(), article.c.published, article.c.id)
)


class Tie(NamedTuple):
    """That one directive carries out another, or rests on it, with its first proof."""

    child: str
    parent: str
    relation: str
    articles: list[str]
    evidence: str


class Family(NamedTuple):
    """A directive, those above it and those below it, by id; and what ties them."""

    above: frozenset[str]
    below: frozenset[str]
    ties: list[Tie]


def family(connection: Connection, asked: str) -> Family:
    """The directives that *asked* goes back to, and those that go back to it."""
    above = _reached(connection, asked, "child") - {asked}
    below = _reached(connection, asked, "parent") - {asked} - above
    inside = above | below | {asked}
    ties = [tie for tie in _ties(connection, inside, "child") if tie.parent in inside]
    return Family(above, below, ties)


def _reached(connection: Connection, begin: str, here: End) -> frozenset[str]:
    """All that ties lead to from *begin*, where it and what is reached is their *here*; itself."""
    there: End = "parent" if here == "child" else "child"
    reached, left = {begin}, {begin}
    while left:
        left = {getattr(tie, there) for tie in _ties(connection, left, here)} - reached
        reached |= left
    return frozenset(reached)


def _ties(connection: Connection, ids: Set[str], end: End) -> list[Tie]:
    """The ties of which one of *ids* is the child, or the parent."""
    asked = (_SOURCE if end == "child" else _TARGET).c.directive_id
    found: Iterable[Row[Any]] = connection.execute(_TYING.where(asked.in_(each(sorted(ids)))))
    return [_tie(list(group)) for _, group in groupby(found, key=lambda r: (r.child, r.parent))]


def _tie(group: Sequence[Row[Any]]) -> Tie:
    proof, articles = group[0], unique(row.article_id for row in group)
    return Tie(proof.child, proof.parent, proof.relation, articles, proof.evidence)
