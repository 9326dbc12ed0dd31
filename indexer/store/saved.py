"""Searches that staff have saved, in a file of their own: no writer of the catalogue is in the way.

Which articles each has been shown with is kept too, so that what came since can be told.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from indexer.errors import TracuuError
from indexer.store.faults import is_full, primary
from indexer.text.unicode import fold, normalise

if TYPE_CHECKING:
    from indexer.store.index import Index

FILE = "saved.db"
VERSION = 1  # of the table; kept as SQLite's user_version
PATIENCE = 10  # seconds that one waits for another who writes here, which takes milliseconds
LONGEST = 100  # characters of a name

_TABLE = """CREATE TABLE IF NOT EXISTS saved (
    key VARCHAR NOT NULL PRIMARY KEY, name VARCHAR NOT NULL, asked TEXT NOT NULL,
    made VARCHAR NOT NULL, looked VARCHAR NOT NULL, seen BLOB NOT NULL)"""
_ALL = "SELECT name, asked, made, looked, seen FROM saved ORDER BY key"


class Saved(NamedTuple):
    """A search under a name."""

    name: str
    asked: str  # JSON: the question
    made: str  # ISO time, UTC
    looked: str  # when it was last looked at; likewise
    seen: frozenset[str]  # ids of the articles that it was shown with


class BadName(TracuuError):
    """A search cannot be saved under a name."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"A search cannot be saved as '{name}': {reason}.")


class NotSaved(TracuuError):
    """A search was asked for that nobody has saved."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        listed = ", ".join(f"'{each}'" for each in known)
        there = f"There are {listed}." if listed else "Save one: tracuu saved add NAME QUERY."
        super().__init__(f"No saved search '{name}'. {there}")
        self.name = name


class SavedFault(TracuuError):
    """The file of saved searches cannot be read or written."""

    def __init__(self, path: Path, reason: str, what: str) -> None:
        super().__init__(f"Saved searches in '{path}': {reason}. {what} The index itself is sound.")


def saved(index: Index) -> list[Saved]:
    """All saved searches, by name; none where none was ever saved."""
    path = index.folder / FILE
    if not path.exists():
        return []
    with _opened(path, "ro") as connection:
        return [_saved(row) for row in connection.execute(_ALL)]


def by_name(index: Index, name: str) -> Saved:
    """The search saved as *name*, with or without diacritics; raises NotSaved."""
    known = {_key(each.name): each for each in saved(index)}
    if _key(name) not in known:
        raise NotSaved(name, (each.name for each in known.values()))
    return known[_key(name)]


def save(index: Index, name: str, asked: str, seen: Iterable[str]) -> str:
    """Keep the question *asked* as *name*, with the articles that it finds now; returns the name.

    Raises BadName where the name is none, or is that of another saved search.
    """
    tidy = " ".join(normalise(name).split())
    if not _key(tidy):
        raise BadName(tidy, "a name needs a letter or a figure")
    if len(tidy) > LONGEST:
        raise BadName(f"{tidy[:LONGEST]}…", f"a name has up to {LONGEST} characters")
    now = _now()
    with _opened(index.folder / FILE, "rwc") as connection:
        row = (_key(tidy), tidy, asked, now, now, _packed(seen))
        try:
            connection.execute("INSERT INTO saved VALUES (?, ?, ?, ?, ?, ?)", row)
        except sqlite3.IntegrityError:
            raise BadName(tidy, f"there is one. Remove it: tracuu saved remove '{tidy}'") from None
    return tidy


def mark_seen(index: Index, name: str, ids: Iterable[str]) -> None:
    """Note that the search saved as *name* was looked at, and that these articles were shown."""
    by_name(index, name)
    with _opened(index.folder / FILE, "rw") as connection:
        connection.execute("BEGIN IMMEDIATE")
        row = connection.execute("SELECT seen FROM saved WHERE key = ?", (_key(name),)).fetchone()
        if row is not None:
            kept = _packed(_unpacked(row[0]).union(ids))
            values = (_now(), kept, _key(name))
            connection.execute("UPDATE saved SET looked = ?, seen = ? WHERE key = ?", values)


def remove(index: Index, name: str) -> str:
    """Drop the search saved as *name*; returns the name as it was written. Raises NotSaved."""
    known = by_name(index, name)
    with _opened(index.folder / FILE, "rw") as connection:
        connection.execute("DELETE FROM saved WHERE key = ?", (_key(name),))
    return known.name


def _saved(row: tuple[str, str, str, str, bytes]) -> Saved:
    name, asked, made, looked, seen = row
    return Saved(name, asked, made, looked, _unpacked(seen))


def _key(name: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(normalise(name))).split())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _packed(ids: Iterable[str]) -> bytes:
    return zlib.compress(json.dumps(sorted(ids), ensure_ascii=True).encode())


def _unpacked(kept: bytes) -> frozenset[str]:
    return frozenset(json.loads(zlib.decompress(kept)))


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """The file, to read ("ro"), to write ("rw"), or to be made ("rwc"); faults in words."""
    try:
        with closing(_connected(path, mode)) as connection, connection:
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found > VERSION:
                raise SavedFault(path, f"they are of version {found}", "Update tracuu.")
            if mode == "rwc":
                connection.execute(_TABLE)
                connection.execute(f"PRAGMA user_version = {VERSION}")
            yield connection
    except (sqlite3.Error, zlib.error, ValueError) as error:
        raise _in_words(path, error) from error


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    full = path.resolve().as_posix()
    uri = f"file://{'' if full.startswith('/') else '/'}{quote(full, safe='/:')}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=PATIENCE)


def _in_words(path: Path, error: Exception) -> SavedFault:
    code = primary(error)
    if is_full(error):
        return SavedFault(path, "the disk is full", "Make room on it, then try again.")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return SavedFault(path, "another program keeps the file to itself", "Try again later.")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return SavedFault(path, str(error), "Check that you may read and write that file.")
    return SavedFault(path, f"the file is damaged ({error})", "Move it away; searches are lost.")
