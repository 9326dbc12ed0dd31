"""Twins → groups, for the articles whose ties have changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from indexer.resolve.grouping import Member, component, first
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
            done: set[str] = set()
            for each in left:
                if each not in done:
                    group = component(each, lambda ids: _neighbours(connection, ids))
                    _write(connection, sorted(group))
                    done |= group
            for ids in chunks(sorted(done), CHUNK):
                connection.execute(sa.delete(ungrouped).where(ungrouped.c.article_id.in_(ids)))


def _neighbours(connection: sa.Connection, ids: Sequence[str]) -> Iterator[str]:
    for some in chunks(ids, CHUNK):
        for mine, theirs in ((twin.c.one, twin.c.other), (twin.c.other, twin.c.one)):
            yield from connection.scalars(sa.select(theirs).where(mine.in_(some)))


def _write(connection: sa.Connection, ids: Sequence[str]) -> None:
    """Write down that *ids* are the same news, or that an article stands alone."""
    for some in chunks(ids, CHUNK):
        connection.execute(sa.delete(same).where(same.c.article_id.in_(some)))
    if len(ids) > 1:
        stands = first(
            member for some in chunks(ids, CHUNK) for member in _members(connection, some)
        )
        connection.execute(sa.insert(same), [{"article_id": i, "first": stands} for i in ids])


def _members(connection: sa.Connection, ids: Sequence[str]) -> Iterator[Member]:
    length = sa.func.length(article.c.text)
    query = sa.select(article.c.id, article.c.published, length).where(article.c.id.in_(ids))
    yield from (Member(*row) for row in connection.execute(query))
