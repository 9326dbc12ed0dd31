"""Rows of the catalogue → documents of the full text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa

from indexer.store.engine import Document
from indexer.store.rows import unpacked
from indexer.store.schema import article, claim, link

T = TypeVar("T")

CHUNK = 200  # articles at a time; their texts stand in memory together


def all_ids(connection: sa.Connection) -> list[str]:
    """The ids of all articles, in order."""
    return list(connection.scalars(sa.select(article.c.id).order_by(article.c.id)))


def documents(connection: sa.Connection, ids: Iterable[str]) -> Iterator[Document]:
    """The document of each of *ids* that is in the catalogue."""
    for chunk in chunks(ids, CHUNK):
        yield from _some(connection, chunk)


def chunks(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """*values* in lists of *size*; the last may be shorter."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def _some(connection: sa.Connection, ids: Sequence[str]) -> Iterator[Document]:
    said = _grouped(connection, ids, claim.c.code, claim.c.type, claim.c.issuer)
    units = _grouped(connection, ids, link.c.unit)
    columns = (getattr(article.c, name) for name in _COLUMNS)
    for row in connection.execute(sa.select(*columns).where(article.c.id.in_(ids))):
        claims = said[row.id]
        yield Document(
            id=row.id,
            title=row.title or "",
            body=row.text,
            words=tuple(row.text[start:end] for start, end in unpacked(row.words)),
            codes=_once(c.code for c in claims),
            types=_once(c.type for c in claims),
            issuers=_once(c.issuer for c in claims),
            units=_once(u.unit for u in units[row.id]),
            places=_once([row.place]),
            date=row.published,
        )


_COLUMNS = ("id", "title", "text", "words", "place", "published")


def _grouped(
    connection: sa.Connection, ids: Sequence[str], *columns: sa.Column[Any]
) -> dict[str, list[sa.Row[Any]]]:
    """The rows of a table that hang on the claims of each of *ids*."""
    query = sa.select(claim.c.article_id, *columns).where(claim.c.article_id.in_(ids))
    if link.c.unit in columns:
        query = query.join(link, link.c.claim_id == claim.c.id)
    found: dict[str, list[sa.Row[Any]]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.article_id].append(row)
    return found


def _once(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
