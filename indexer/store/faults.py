"""What the system, SQLite and an engine raise → the errors that a user understands.

The one place that tells a damaged index from one that is locked, forbidden or out of room.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from indexer.errors import TracuuError
from indexer.store.errors import (
    BrokenFullText,
    BrokenIndex,
    DiskFull,
    IndexLocked,
    NotReadable,
    NotWritable,
)

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}  # the disk; a user's share of it
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
# SHMSIZE: there is no room for the file by which readers and writer know of each other.
_SQLITE_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_OUT_OF_REACH = {
    *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM),
    *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL),
}


def is_full(error: BaseException) -> bool:
    """Whether *error* tells that there is no room left on a disk."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    told = getattr(error, "orig", error)
    return getattr(told, "sqlite_errorcode", None) in _SQLITE_FULL


def primary(error: BaseException) -> int | None:
    """The kind of an error of SQLite, without its finer shades; None where it tells none."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


@contextmanager
def of_catalogue(folder: Path) -> Iterator[None]:
    """Whatever the catalogue in *folder* raises within, in words; other errors as they are."""
    try:
        yield
    except (OSError, sa.exc.DBAPIError, sqlite3.Error) as error:
        if known := _of_catalogue(folder, error):
            raise known from error
        raise


def _of_catalogue(folder: Path, error: Exception) -> TracuuError | None:
    if is_full(error):
        return DiskFull(folder)
    if isinstance(error, OSError):
        return None
    told = getattr(error, "orig", error)
    code, reason = primary(told), str(told)
    if code in _LOCKED:
        return IndexLocked(folder)
    if code == sqlite3.SQLITE_READONLY:
        return NotWritable(folder, reason)
    if code in _OUT_OF_REACH:
        return NotReadable(folder, reason)
    if code in _DAMAGED or "no such" in reason or "Could not decode" in reason:
        return BrokenIndex(folder, reason)
    return None


@contextmanager
def of_full_text(folder: Path, *, writing: bool = False) -> Iterator[None]:
    """Whatever the full text in the index *folder* raises within, in words.

    A damaged file makes an engine raise what it likes, EOFError among it.
    """
    try:
        yield
    except (TracuuError, sa.exc.DBAPIError):  # of the catalogue that feeds it
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        if is_full(error):
            raise DiskFull(folder) from error
        if error.errno in _FORBIDDEN:
            raise (NotWritable if writing else NotReadable)(folder, reason) from error
        raise BrokenFullText(folder, reason) from error
    except Exception as error:
        reason = str(error) if isinstance(error, ValueError) else type(error).__name__
        raise BrokenFullText(folder, reason) from error
