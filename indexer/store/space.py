"""A full disk, however it is told: by the system, or by SQLite in two ways."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from indexer.store.errors import DiskFull

_SYSTEM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}  # the disk; a user's share of it
# SHMSIZE: there is no room for the file by which readers and writer know of each other.
_SQLITE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}


def is_full(error: BaseException) -> bool:
    """Whether *error* tells that there is no room left on a disk."""
    if isinstance(error, OSError):
        return error.errno in _SYSTEM
    told = getattr(error, "orig", error)
    return getattr(told, "sqlite_errorcode", None) in _SQLITE


@contextmanager
def needed(folder: Path) -> Iterator[None]:
    """What is written to *folder* within; raises DiskFull where there is no room for it."""
    try:
        yield
    except (OSError, sa.exc.DBAPIError) as error:
        if is_full(error):
            raise DiskFull(folder) from error
        raise
