"""Which directives a claim means, or may mean where that is open."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select, true

from indexer.store.schema import article, claim, directive, link, mention

Rows = list[dict[str, Any]]


def each(values: Sequence[str] | Sequence[int]) -> Select[Any]:
    """*values* as a subselect: one parameter, however many there are."""
    listed = func.json_each(json.dumps(values)).table_valued("value")
    return select(listed.c.value)


def means(ids: Select[Any]) -> ColumnElement[bool]:
    """Whether a claim means one of the directives *ids*, or is open and may mean one."""
    undecided = claim.alias()
    candidate = func.json_each(undecided.c.candidates).table_valued("value")
    # their codes are the same; the catalogue finds claims by code, not by candidate
    codes = select(directive.c.code).where(directive.c.id.in_(ids)).correlate(None)
    may_mean = (
        select(undecided.c.id)
        .join(candidate, true())
        .where(undecided.c.code.in_(codes), candidate.c.value.in_(ids))
    )
    return or_(claim.c.directive_id.in_(ids), claim.c.id.in_(may_mean))


def candidates(kept: str | None) -> list[str]:
    """The ids in the column of that name: none where it is not open what the claim means."""
    ids: list[str] = json.loads(kept) if kept else []
    return ids


def left_open(connection: Connection, asked: ColumnElement[bool]) -> Rows:
    """The open claims that are *asked* for: what they may mean, and all that hangs on them."""
    keys = ("id", "article_id", "code", "candidates", "reason")
    query = (
        select(*(claim.c[key] for key in keys))
        .join(article, article.c.id == claim.c.article_id)
        .where(claim.c.candidates.is_not(None), asked)
        .order_by(article.c.published, article.c.id, claim.c.id)
    )
    found = connection.execute(query).all()
    owners = claim.c.id.in_(each([row.id for row in found]))
    mentions = _by_claim(connection, mention, ("start", "end", "text"), owners)
    units = _by_claim(connection, link, ("unit", "relation", "planned", "evidence"), owners)
    return [
        {
            "article": row.article_id,
            "code": row.code,
            "candidates": candidates(row.candidates),
            "reason": row.reason,
            "mentions": mentions[row.id],
            "units": units[row.id],
        }
        for row in found
    ]


def _by_claim(
    connection: Connection, table: Any, keys: Sequence[str], owners: ColumnElement[bool]
) -> dict[int, Rows]:
    query = select(claim.c.id, *(table.c[key] for key in keys))
    joined = query.join_from(claim, table, table.c.claim_id == claim.c.id)
    by_claim: dict[int, Rows] = defaultdict(list)
    for owner, *values in connection.execute(joined.where(owners).order_by(table.c.start)):
        by_claim[owner].append(dict(zip(keys, values, strict=True)))
    return by_claim
