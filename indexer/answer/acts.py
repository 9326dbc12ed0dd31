"""Who acts on which directive, since when, and by which sentence that is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from indexer.answer import filters
from indexer.answer.filters import Filters
from indexer.answer.meaning import candidates, each, means
from indexer.answer.names import beside
from indexer.answer.same import Firsts
from indexer.store.schema import article, claim, directive, link

Rows = list[dict[str, Any]]

ACTING = ("implements", "reviews", "supervises", "advises")  # to issue is not to carry out


def acts(connection: Connection, wanted: Filters, ids: Iterable[str] | None = None) -> Rows:
    """One row for each directive, unit and relation, with its first proof.

    Of the directives *ids* only, where they are given, and of what is open and may mean them.
    """
    query, firsts = _links(connection, wanted), Firsts(connection)
    if ids is not None:
        query = query.where(means(each(sorted(ids))))
    found = connection.execute(query)
    return [_act(list(group), firsts) for _, group in groupby(found, key=lambda r: tuple(r)[:5])]


def _links(connection: Connection, wanted: Filters) -> Select[Any]:
    key = (directive.c.id, claim.c.code, claim.c.candidates, link.c.unit, link.c.relation)
    return (
        select(
            *key,
            directive.c.issuer,
            directive.c.date,
            claim.c.reason,
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
    return {
        "directive_id": proof.id,
        "code": proof.code,
        "directive_issuer": proof.issuer,
        "directive_date": proof.date,
        **beside(proof.issuer, "issuer_successor"),
        "unit": proof.unit,
        **beside(proof.unit),
        "relation": proof.relation,
        "planned": proof.planned,
        **span(row.published for row in group),
        "articles": unique(row.article for row in group),
        "number": firsts.number(row.article for row in group),
        "evidence": proof.evidence,
        "candidates": candidates(proof.candidates),
        "reason": proof.reason if proof.candidates else None,
    }


def span(days: Iterable[str | None]) -> dict[str, str | None]:
    """The first and the last of *days*, the days of the articles that tell of one act."""
    known = sorted(day for day in days if day)
    return {"first": known[0] if known else None, "last": known[-1] if known else None}


def about(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What tells one directive from another; where that is open, one choice from another."""
    return (row["directive_id"] or "", row["code"], *row["candidates"])


def unique(values: Iterable[str]) -> list[str]:
    """*values* in order, each once."""
    return sorted(set(values))
