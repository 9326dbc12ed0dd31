"""The catalogue: one SQLite file, which is the truth of the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from indexer.errors import NoIndex
from indexer.store import schema
from indexer.store.errors import BrokenIndex, DiskFull, NewerIndex
from indexer.store.space import is_full

FILE = "catalogue.db"
PATIENCE = 30  # seconds that a reader waits for the writer's commit, which takes fractions of one

# What takes a catalogue of schema version N to N + 1.
MIGRATIONS: Mapping[int, Callable[[sa.Connection], None]] = {}


def connect(folder: Path) -> sa.Engine:
    """The catalogue in *folder*, whatever is in it yet."""
    url = sa.URL.create("sqlite", database=str(folder / FILE))
    engine = sa.create_engine(url, connect_args={"timeout": PATIENCE})
    sa.event.listen(engine, "connect", _prepare)
    return engine


def make(folder: Path, facts: Mapping[str, str]) -> None:
    """A new catalogue in *folder*; it counts as one when its last row, the version, is there."""
    engine = connect(folder)
    try:
        schema.metadata.create_all(engine)
        with engine.begin() as connection:
            rows = [*facts.items(), ("schema", str(schema.VERSION))]
            for key, value in rows:
                put(connection, key, value)
    finally:
        engine.dispose()


def is_there(folder: Path) -> bool:
    """Whether *folder* holds a catalogue that was made to its end."""
    if not (folder / FILE).is_file():
        return False
    engine = connect(folder)
    try:
        with engine.connect() as connection:
            return get(connection, "schema") is not None
    except sa.exc.DatabaseError as error:
        if "no such table" in str(error.orig):
            return False
        if is_full(error):  # even a reader needs a little room
            raise DiskFull(folder) from error
        raise BrokenIndex(folder, str(error.orig)) from error
    finally:
        engine.dispose()


def open_checked(folder: Path) -> sa.Engine:
    """The catalogue in *folder*, of the schema that this version knows.

    Raises NoIndex, BrokenIndex, or NewerIndex for one that a later tracuu has made.
    """
    if not is_there(folder):
        raise NoIndex(folder)
    engine = connect(folder)
    try:
        with engine.begin() as connection:
            _migrate(connection, folder)
    except BaseException:
        engine.dispose()
        raise
    return engine


def get(connection: sa.Connection, key: str) -> str | None:
    """A fact about the index itself."""
    return connection.scalar(sa.select(schema.meta.c.value).where(schema.meta.c.key == key))


def put(connection: sa.Connection, key: str, value: str) -> None:
    """Set a fact about the index itself."""
    connection.execute(sa.delete(schema.meta).where(schema.meta.c.key == key))
    connection.execute(sa.insert(schema.meta).values(key=key, value=value))


def _migrate(connection: sa.Connection, folder: Path) -> None:
    found = int(get(connection, "schema") or 0)
    if found > schema.VERSION:
        raise NewerIndex(folder, found, schema.VERSION)
    for version in range(found, schema.VERSION):
        MIGRATIONS[version](connection)
        put(connection, "schema", str(version + 1))


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")  # readers go on while a writer writes
    # FULL, not NORMAL: the full text may never be ahead of what the catalogue remembers.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()
