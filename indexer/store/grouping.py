"""Twins → groups, for the articles whose ties have changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import sqlalchemy as sa

from indexer.resolve.alike import Member, grouped
from indexer.store.codes import count_articles
from indexer.store.fulltext import chunks
from indexer.store.schema import article, claim, same, twin, ungrouped

CHUNK = 500  # articles at a time


def regroup(database: sa.Engine) -> None:
    """Find anew the group of every article whose ties have changed."""
    query = sa.select(ungrouped.c.article_id).order_by(ungrouped.c.article_id).limit(CHUNK)
    while True:
        with database.begin() as connection:
            left = list(connection.scalars(query))
            if not left:
                return
            bound = _hanging(connection, left)
            changed = bool(bound)
            for some in chunks({*left, *bound}, CHUNK):
                gone = connection.execute(sa.delete(same).where(same.c.article_id.in_(some)))
                changed = changed or gone.rowcount > 0
                connection.execute(sa.delete(ungrouped).where(ungrouped.c.article_id.in_(some)))
            for group in grouped(_members(connection, bound), partial(_tied, connection)):
                if len(group) > 1:
                    rows = [{"article_id": each, "first": group[0]} for each in group]
                    connection.execute(sa.insert(same), rows)
            if changed:
                _count(connection, {*left, *bound})


def _count(connection: sa.Connection, ids: Iterable[str]) -> None:
    """Note how many articles mean the directives that the articles *ids* speak of."""
    for some in chunks(ids, CHUNK):
        codes = sa.select(claim.c.code).where(claim.c.article_id.in_(some)).distinct()
        count_articles(connection, list(connection.scalars(codes)))


def tied(connection: sa.Connection, ids: Sequence[str]) -> set[str]:
    """The articles that are tied to one of *ids*, at most CHUNK."""
    found: set[str] = set()
    for mine, theirs in ((twin.c.one, twin.c.other), (twin.c.other, twin.c.one)):
        found.update(connection.scalars(sa.select(theirs).where(mine.in_(ids))))
    return found


def _tied(connection: sa.Connection, article_id: str) -> set[str]:
    return tied(connection, [article_id])


def _hanging(connection: sa.Connection, ids: Sequence[str]) -> list[str]:
    """Those of *ids* that are tied, and all that hangs together with them by whatever ties."""
    bound, edge = set[str](), set(ids)
    while edge:
        met = set[str]().union(*(tied(connection, some) for some in chunks(edge, CHUNK)))
        edge = met - bound
        bound |= met
    return sorted(bound)


def _members(connection: sa.Connection, ids: Sequence[str]) -> Iterator[Member]:
    length = sa.func.length(article.c.text)
    for some in chunks(ids, CHUNK):
        query = sa.select(article.c.id, article.c.published, length).where(article.c.id.in_(some))
        yield from (Member(*row) for row in connection.execute(query))
