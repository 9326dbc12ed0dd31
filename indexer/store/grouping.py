"""Twins → groups, for the articles whose ties have changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from indexer.resolve.alike import Member, grouped
from indexer.store.fulltext import chunks
from indexer.store.schema import article, same, twin, ungrouped

CHUNK = 500  # articles at a time


def regroup(database: sa.Engine) -> None:
    """Find anew the group of every article whose ties have changed."""
    query = sa.select(ungrouped.c.article_id).order_by(ungrouped.c.article_id).limit(CHUNK)
    while True:
        with database.begin() as connection:
            left = list(connection.scalars(query))
            if not left:
                return
            ids, ties = _hanging(connection, left)
            for some in chunks(ids, CHUNK):
                connection.execute(sa.delete(same).where(same.c.article_id.in_(some)))
                connection.execute(sa.delete(ungrouped).where(ungrouped.c.article_id.in_(some)))
            for group in grouped(_members(connection, ids), ties):
                if len(group) > 1:
                    rows = [{"article_id": each, "first": group[0]} for each in group]
                    connection.execute(sa.insert(same), rows)


def _hanging(
    connection: sa.Connection, ids: Sequence[str]
) -> tuple[list[str], set[tuple[str, str]]]:
    """*ids* and all that hangs together with them, and by which ties."""
    reached, edge, ties = set(ids), list(ids), set[tuple[str, str]]()
    while edge:
        met = set(_ties(connection, edge))
        edge = sorted({end for tie in met for end in tie} - reached)
        reached.update(edge)
        ties |= met
    return sorted(reached), ties


def _ties(connection: sa.Connection, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    for some in chunks(ids, CHUNK):
        for end in (twin.c.one, twin.c.other):
            query = sa.select(twin.c.one, twin.c.other).where(end.in_(some))
            yield from ((one, other) for one, other in connection.execute(query))


def _members(connection: sa.Connection, ids: Sequence[str]) -> Iterator[Member]:
    length = sa.func.length(article.c.text)
    for some in chunks(ids, CHUNK):
        query = sa.select(article.c.id, article.c.published, length).where(article.c.id.in_(some))
        yield from (Member(*row) for row in connection.execute(query))
