"""The directives and doubts of the catalogue, one a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row, select

from indexer.answer import filters
from indexer.answer.acts import ACTING, Rows, unique
from indexer.answer.filters import Filters
from indexer.answer.meaning import candidates
from indexer.answer.names import beside
from indexer.answer.same import Firsts
from indexer.store.schema import claim, directive, doubt, link


def directives(connection: Connection, wanted: Filters) -> Rows:
    """The directives, each with its articles and the units that act on it."""
    passing = filters.claims(connection, wanted)
    found = connection.execute(
        select(*(claim.c[key] for key in ("directive_id", "candidates", "article_id")))
        .add_columns(link.c.unit, link.c.relation)
        .outerjoin(link, link.c.claim_id == claim.c.id)
        .where(claim.c.id.in_(passing))
    )
    said: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in found:
        for meant in [row.directive_id] if row.directive_id else candidates(row.candidates):
            said[meant].append(row)
    fitting = select(directive).where(directive.c.id.in_(filters.directives(connection, wanted)))
    known = [row for row in connection.execute(fitting) if row.id in said]
    firsts = Firsts(connection)
    rows = [_directive(row, said[row.id], firsts) for row in known]
    return sorted(rows, key=lambda r: (-r["number"], r["code"], r["directive_id"]))


def doubts(connection: Connection, wanted: Filters) -> Rows:
    """What a careful reader would question, with the articles that give reason to."""
    key = (claim.c.directive_id, claim.c.code, doubt.c.kind, doubt.c.why, claim.c.candidates)
    query = (
        select(*key, claim.c.reason, claim.c.article_id)
        .join(claim, claim.c.id == doubt.c.claim_id)
        .where(claim.c.id.in_(filters.claims(connection, wanted)))
        .order_by(claim.c.code, *key, claim.c.reason, claim.c.article_id)
    )
    names = ("directive_id", "code", "kind", "why", "candidates", "reason")
    rows = [_row(row._asdict()) for row in connection.execute(query)]
    return [
        dict(zip(names, values, strict=True))
        | {"articles": unique(row["article_id"] for row in group)}
        for values, group in groupby(rows, key=itemgetter(*names))
    ]


def _directive(known: Row[Any], group: Sequence[Row[Any]], firsts: Firsts) -> dict[str, Any]:
    articles = unique(row.article_id for row in group if row.candidates is None)
    undecided = unique(row.article_id for row in group if row.candidates is not None)
    return {
        "directive_id": known.id,
        **{key: getattr(known, key) for key in ("code", "type", "issuer", "date", "title")},
        **beside(known.issuer),
        "articles": articles,
        "number": firsts.number(articles),
        "units": unique(r.unit for r in group if r.relation in ACTING and r.candidates is None),
        "open": undecided,
        "open_number": firsts.number(undecided),
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    reason = row["reason"] if row["candidates"] else None
    return row | {"candidates": candidates(row["candidates"]), "reason": reason}
