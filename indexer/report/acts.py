"""Who acts on which directive: the rows that several reports are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from indexer.answer import filters
from indexer.answer.filters import Filters
from indexer.answer.meaning import candidates
from indexer.answer.same import Firsts
from indexer.store.schema import article, claim, directive, link

Rows = list[dict[str, Any]]

ACTING = ("implements", "reviews", "supervises", "advises")  # to issue is not to carry out


def implementers(connection: Connection, wanted: Filters) -> Rows:
    """Who acts on which directive: one row for each unit and relation, with its proof.

    The directive that most units act on comes first; under it what is done before what is
    planned, and what most articles tell first.
    """
    rows = acts(connection, wanted)
    units = Counter(known for known, _ in {(about(r), r["unit"]) for r in rows})
    return sorted(rows, key=lambda r: (-units[about(r)], r["code"], *_weight(r)))


def units(connection: Connection, wanted: Filters) -> Rows:
    """The same rows from the unit's side: the unit that acts on most directives first."""
    rows = acts(connection, wanted)
    directives = Counter(unit for unit, _ in {(r["unit"], about(r)) for r in rows})
    ordered = sorted(
        rows, key=lambda r: (-directives[r["unit"]], r["unit"], r["code"], *_weight(r))
    )
    return [{"unit": row["unit"]} | row for row in ordered]


def acts(connection: Connection, wanted: Filters) -> Rows:
    """One row for each directive, unit and relation, with its first proof."""
    found, firsts = connection.execute(_links(connection, wanted)), Firsts(connection)
    return [_act(list(group), firsts) for _, group in groupby(found, key=lambda r: tuple(r)[:5])]


def _links(connection: Connection, wanted: Filters) -> Select[Any]:
    key = (directive.c.id, claim.c.code, claim.c.candidates, link.c.unit, link.c.relation)
    return (
        select(
            *key,
            directive.c.issuer,
            directive.c.date,
            link.c.planned,
            link.c.evidence,
            article.c.id.label("article"),
            article.c.published,
        )
        .join(claim, claim.c.id == link.c.claim_id)
        .outerjoin(directive, directive.c.id == claim.c.directive_id)
        .join(article, article.c.id == claim.c.article_id)
        .where(or_(directive.c.id.is_not(None), claim.c.candidates.is_not(None)))
        .where(link.c.relation.in_(ACTING), *filters.of_links(connection, wanted))
        .where(claim.c.id.in_(filters.claims(connection, wanted)))
        # what is done proves more than what is planned, and the first account is nearest to it
        .order_by(*key, link.c.planned, article.c.published, article.c.id, link.c.start)
    )


def _act(group: Sequence[Row[Any]], firsts: Firsts) -> dict[str, Any]:
    proof = group[0]
    days = sorted(row.published for row in group if row.published)
    return {
        "directive_id": proof.id,
        "code": proof.code,
        "directive_issuer": proof.issuer,
        "directive_date": proof.date,
        "unit": proof.unit,
        "relation": proof.relation,
        "planned": proof.planned,
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "articles": unique(row.article for row in group),
        "number": firsts.number(row.article for row in group),
        "evidence": proof.evidence,
        "candidates": candidates(proof.candidates),
    }


def about(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What tells one directive from another; where that is open, one choice from another."""
    return (row["directive_id"] or "", row["code"], *row["candidates"])


def _weight(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        about(row),
        row["planned"],
        -row["number"],
        ACTING.index(row["relation"]),
        row["unit"],
    )


def unique(values: Iterable[str]) -> list[str]:
    """*values* in order, each once."""
    return sorted(set(values))
