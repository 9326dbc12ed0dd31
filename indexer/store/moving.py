"""A file has another name now: its articles and copies stay what they are."""

from __future__ import annotations

import json
from pathlib import Path

import sqlalchemy as sa

from indexer.read.article import own_id
from indexer.store.rows import Row
from indexer.store.schema import article, copy, source
from indexer.store.sources import Known


def move(connection: sa.Connection, known: Known, path: str) -> bool:
    """Write *path* wherever the name of the source *known* stands; False where it does not stand.

    That is so for names that are no UTF-8, which are shown otherwise than they are kept.
    """
    old, new = Path(known.source.path).as_posix(), Path(path).as_posix()
    for table in (article, copy):
        names = sa.select(table.c.path).where(table.c.source_id == known.id)
        if not all(name.startswith(old) for name in connection.scalars(names)):
            return False
    for table in (article, copy):
        ids = sa.select(table.c.id).where(table.c.source_id == known.id)
        for each in connection.scalars(ids).all():
            _rename(connection, table, each, old, new)
    values = {"path": path}
    connection.execute(sa.update(source).where(source.c.id == known.id).values(values))
    return True


def move_within(connection: sa.Connection, source_id: int, given: str, path: str) -> None:
    """Write the *path* of a record that stands elsewhere in its file now."""
    for table in (article, copy):
        own = (table.c.source_id == source_id) & (table.c.given == given)
        found = connection.execute(sa.select(table.c.id, table.c.path).where(own)).one_or_none()
        if found is not None:
            _rename(connection, table, found.id, found.path, path)


def _rename(connection: sa.Connection, table: sa.Table, key: str | int, old: str, new: str) -> None:
    """Give one article or copy its new path; its own id and all that was found stay."""
    columns = [table.c.path, table.c.given, *([article.c.record] if table is article else [])]
    row = connection.execute(sa.select(*columns).where(table.c.id == key)).one()
    path = new + row.path.removeprefix(old)
    values: Row = {"path": path}
    if row.given == own_id(row.path):  # the reader will call it after its new path
        values["given"] = own_id(path)
    if table is article:
        record = json.loads(row.record)
        record["article"]["path"] = path
        values["record"] = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    connection.execute(sa.update(table).where(table.c.id == key).values(values))
