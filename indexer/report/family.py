"""Which directives carry out or rest on which: the ties that a chain is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from indexer.answer.codes import Known
from indexer.answer.filters import Filters
from indexer.answer.show import named
from indexer.errors import TracuuError
from indexer.report.acts import unique
from indexer.store.schema import article, claim, relation

TYING = ("implements", "based_on")


class NoDirective(TracuuError):
    """A report on one directive is not told on which."""

    def __init__(self, report: str) -> None:
        super().__init__(f"Report '{report}' is on one directive: tracuu report {report} CODE.")


class SeveralDirectives(TracuuError):
    """A report on one directive is asked for by a code that several have."""

    def __init__(self, typed: str, ids: Sequence[str]) -> None:
        more = f" and {len(ids) - 5} more" if len(ids) > 5 else ""
        super().__init__(
            f"'{typed}' names {len(ids)} directives. Give the id of one: "
            f"{', '.join(ids[:5])}{more}."
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


def one(connection: Connection, wanted: Filters, report: str) -> Known:
    """The directive that *wanted* names; raises NoDirective, SeveralDirectives or UnknownCode."""
    if not wanted.code:
        raise NoDirective(report)
    found = named(connection, wanted.code)
    if len(found) > 1:
        raise SeveralDirectives(wanted.code, [known.id for known in found])
    return found[0]


def family(connection: Connection, asked: str) -> Family:
    """The directives that *asked* goes back to, and those that go back to it."""
    ties = _ties(connection)
    above = _reached(asked, ((tie.child, tie.parent) for tie in ties)) - {asked}
    below = _reached(asked, ((tie.parent, tie.child) for tie in ties)) - {asked} - above
    inside = above | below | {asked}
    return Family(above, below, [t for t in ties if t.child in inside and t.parent in inside])


def _ties(connection: Connection) -> list[Tie]:
    source, target = claim.alias(), claim.alias()
    query = (
        select(
            source.c.directive_id.label("child"),
            target.c.directive_id.label("parent"),
            *(relation.c.relation, relation.c.evidence, source.c.article_id),
        )
        .join(source, source.c.id == relation.c.from_claim)
        .join(target, target.c.id == relation.c.to_claim)
        .join(article, article.c.id == source.c.article_id)
        .where(relation.c.relation.in_(TYING))
        .where(source.c.directive_id.is_not(None), target.c.directive_id.is_not(None))
        .where(source.c.directive_id != target.c.directive_id)
        # to carry out says more than to rest on
        .order_by("child", "parent", relation.c.relation.desc(), article.c.published, article.c.id)
    )
    found: Iterable[Row[Any]] = connection.execute(query)
    return [_tie(list(group)) for _, group in groupby(found, key=lambda r: (r.child, r.parent))]


def _tie(group: Sequence[Row[Any]]) -> Tie:
    proof, articles = group[0], unique(row.article_id for row in group)
    return Tie(proof.child, proof.parent, proof.relation, articles, proof.evidence)


def _reached(begin: str, steps: Iterable[tuple[str, str]]) -> frozenset[str]:
    """All that *steps* lead to from *begin*, and itself."""
    onward: Mapping[str, list[str]] = defaultdict(list)
    for here, there in steps:
        onward[here].append(there)
    reached, left = {begin}, [begin]
    while left:
        for there in onward[left.pop()]:
            if there not in reached:
                reached.add(there)
                left.append(there)
    return frozenset(reached)
