"""Prepared articles → rows; what hangs on an article comes and goes with it."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as insert_once

from indexer.store import schema
from indexer.store.comparing import keep_sketch, untie
from indexer.store.rows import Claimed, Prepared, Row

# What is done with each article is put into words once.
_PENDING = insert_once(schema.pending).prefix_with("OR REPLACE")
_UNRESOLVED = insert_once(schema.unresolved).on_conflict_do_nothing()


class Inserter:
    """Writes articles within a transaction of its caller; gives the claims their ids itself."""

    def __init__(self, database: sa.Engine) -> None:
        self._database = database
        self._last_claim: int | None = None

    def write(
        self, connection: sa.Connection, source_id: int, prepared: Prepared, *, new: bool
    ) -> None:
        """Write an article and all that was found in it; clear() has been called for an old one."""
        row = prepared.article | {"source_id": source_id, "given": prepared.given}
        table = schema.article
        if new:
            connection.execute(sa.insert(table), row)
        else:
            connection.execute(sa.update(table).where(table.c.id == row["id"]).values(row))
        first = self._claim_ids(connection, len(prepared.claims))
        _many(connection, schema.claim, _claims(prepared.claims, row["id"], first))
        for name, rows in (
            ("mention", schema.mention),
            ("link", schema.link),
            ("doubt", schema.doubt),
        ):
            _many(connection, rows, _hanging(prepared.claims, f"{name}s", first))
        _many(connection, schema.relation, _relations(prepared, first))
        _many(connection, schema.statistic, _statistics(prepared, row["id"], first))
        failures = [failure | {"article_id": row["id"]} for failure in prepared.failures]
        _many(connection, schema.failure, failures)
        keep_sketch(connection, row["id"], prepared.sketch)
        mark_unresolved(connection, {claimed.row["code"] for claimed in prepared.claims})
        mark_pending(connection, [row["id"]])

    def clear(self, connection: sa.Connection, article_id: str) -> None:
        """Drop all that was found in an article; the article itself stays."""
        of_article = schema.claim.c.article_id == article_id
        codes = connection.scalars(sa.select(schema.claim.c.code).where(of_article))
        mark_unresolved(connection, set(codes))
        untie(connection, article_id)
        for table in (schema.statistic, schema.failure, schema.claim):
            connection.execute(sa.delete(table).where(table.c.article_id == article_id))
        mark_pending(connection, [article_id])

    def _claim_ids(self, connection: sa.Connection, number: int) -> int:
        """The first of *number* ids that no claim has; there is only one writer."""
        if self._last_claim is None:
            self._last_claim = connection.scalar(sa.select(sa.func.max(schema.claim.c.id))) or 0
        first = self._last_claim + 1
        self._last_claim += number
        return first


def mark_pending(connection: sa.Connection, ids: Iterable[str]) -> None:
    """Note that the full text has to be brought into line for these articles, once more."""
    rows = [{"article_id": each} for each in ids]
    if rows:
        connection.execute(_PENDING, rows)


def mark_unresolved(connection: sa.Connection, codes: Iterable[str]) -> None:
    """Note that the claims about these codes have changed."""
    rows = [{"code": code} for code in sorted(codes)]
    if rows:
        connection.execute(_UNRESOLVED, rows)


def _many(connection: sa.Connection, table: sa.Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)


def _claims(claims: list[Claimed], article_id: str, first: int) -> list[Row]:
    return [c.row | {"id": first + n, "article_id": article_id} for n, c in enumerate(claims)]


def _hanging(claims: list[Claimed], name: str, first: int) -> list[Row]:
    return [row | {"claim_id": first + n} for n, c in enumerate(claims) for row in getattr(c, name)]


def _relations(prepared: Prepared, first: int) -> list[Row]:
    return [
        row | {side: first + row[side] for side in ("from_claim", "to_claim")}
        for row in prepared.relations
    ]


def _statistics(prepared: Prepared, article_id: str, first: int) -> list[Row]:
    rows = []
    for statistic in prepared.statistics:
        row = statistic | {"article_id": article_id}
        claim = row.pop("claim")
        rows.append(row | {"claim_id": None if claim is None else first + claim})
    return rows
