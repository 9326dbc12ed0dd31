"""Sources: what each of them said when it was last read, within a transaction of the caller."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as insert_once

from indexer.store.rows import Row
from indexer.store.schema import article, copy, source


@dataclass(frozen=True)
class Source:
    """A file as it was read, or standard input."""

    path: str
    sha256: str = ""
    size: int | None = None
    modified: int | None = None  # nanoseconds since the epoch
    place: str | None = None  # the --place it was read with


@dataclass(frozen=True)
class Kept:
    """What the index knows of one article or copy of a source."""

    fingerprint: str
    path: str
    stale: bool = False
    copy: bool = False  # its text is kept with another article


@dataclass(frozen=True)
class Known:
    """What the index has of a source."""

    id: int
    source: Source
    complete: bool  # it was read to its end, without a failure
    articles: int
    copies: int


class Unseen(NamedTuple):
    """What a source no longer says, by the ids of its rows."""

    articles: list[str]
    copies: list[int]


def known(connection: sa.Connection, names: Collection[str]) -> dict[str, Known]:
    """Those of the sources *names* that the index has."""
    return {each.source.path: each for each in _known(connection, source.c.path.in_(names))}


def alike(connection: sa.Connection, read: Source) -> list[Known]:
    """Other sources that were read to their end and held just what *read* holds, by path."""
    same = (source.c.sha256 == read.sha256) & source.c.complete & (source.c.path != read.path)
    return _known(connection, same)


def _known(connection: sa.Connection, which: sa.ColumnElement[bool]) -> list[Known]:
    numbers = (
        sa.select(sa.func.count()).where(table.c.source_id == source.c.id).scalar_subquery()
        for table in (article, copy)
    )
    query = sa.select(source, *numbers).where(which).order_by(source.c.path)
    return [
        Known(
            row.id,
            Source(row.path, row.sha256, row.size, row.modified, row.place),
            row.complete,
            *row[-2:],
        )
        for row in connection.execute(query)
    ]


def paths(connection: sa.Connection) -> list[str]:
    """The paths of all sources, in order."""
    return list(connection.scalars(sa.select(source.c.path).order_by(source.c.path)))


def begin(connection: sa.Connection, read: Source) -> int:
    """The id of a source, which counts as unfinished from now on."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    values = {"place": read.place, "read_at": now, "complete": False}
    connection.execute(
        insert_once(source)
        .values(path=read.path, sha256="", **values)
        .on_conflict_do_update(index_elements=["path"], set_=values)
    )
    query = sa.select(source.c.id).where(source.c.path == read.path)
    return int(connection.execute(query).scalar_one())


def end(connection: sa.Connection, source_id: int, read: Source, *, complete: bool) -> None:
    """Note how far a source was read; one that was not and has said nothing is forgotten."""
    values: Row = {"complete": complete}
    if complete:
        values |= {k: getattr(read, k) for k in ("sha256", "size", "modified")}
    _update(connection, source_id, values)
    if not complete and not any(count(connection, source_id)):
        connection.execute(sa.delete(source).where(source.c.id == source_id))


def touch(connection: sa.Connection, source_id: int, read: Source) -> None:
    """Note size and time of a source whose content is the one that was read."""
    _update(connection, source_id, {"size": read.size, "modified": read.modified})


def kept(connection: sa.Connection, source_id: int) -> dict[str, Kept]:
    """What a source has said so far, by the ids that its reader gave."""
    known: dict[str, Kept] = {}
    a, c = article.c, copy.c
    articles = sa.select(a.given, a.fingerprint, a.path, a.stale).where(a.source_id == source_id)
    for given, printed, path, stale in connection.execute(articles):
        known[given] = Kept(printed, path, stale=stale)
    copies = sa.select(c.given, c.fingerprint, c.path).where(c.source_id == source_id)
    for given, printed, path in connection.execute(copies):
        known[given] = Kept(printed, path, copy=True)
    return known


def unseen(connection: sa.Connection, source_id: int, seen: Collection[str]) -> Unseen:
    """What a source has said but for the articles that its reader calls *seen*."""
    still = set(seen)

    def gone(table: sa.Table) -> list[Any]:
        query = sa.select(table.c.id, table.c.given).where(table.c.source_id == source_id)
        return [each.id for each in connection.execute(query) if each.given not in still]

    return Unseen(gone(article), gone(copy))


def count(connection: sa.Connection, source_id: int) -> tuple[int, int]:
    """How many articles and how many copies a source has."""

    def number(table: sa.Table) -> int:
        query = sa.select(sa.func.count()).select_from(table).where(table.c.source_id == source_id)
        return connection.scalar(query) or 0

    return number(article), number(copy)


def _update(connection: sa.Connection, source_id: int, values: Row) -> None:
    connection.execute(sa.update(source).where(source.c.id == source_id).values(values))
