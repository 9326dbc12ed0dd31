"""A full disk is told as such, and the index that was being written opens and goes on."""

import contextlib
import errno
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from indexer.models import Annotations, Article
from indexer.store import catalogue
from indexer.store.engine import ENGINES, All
from indexer.store.errors import DiskFull
from indexer.store.faults import is_full
from indexer.store.index import Index
from indexer.store.sources import Source
from indexer.store.whoosh_engine import WhooshEngine

NO_SPACE = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


ERRORS = [
    (NO_SPACE, True),
    (OSError(errno.EACCES, "Permission denied"), False),
    (sqlite(sqlite3.SQLITE_FULL), True),
    (sqlite(sqlite3.SQLITE_IOERR_SHMSIZE), True),
    (sqlite(sqlite3.SQLITE_IOERR_READ), False),  # a damaged disk
    (sqlite3.OperationalError("raised by Python, without a code"), False),
    (sa.exc.OperationalError("SELECT", {}, sqlite(sqlite3.SQLITE_FULL)), True),
    (sa.exc.OperationalError("SELECT", {}, sqlite(sqlite3.SQLITE_BUSY)), False),
]


@pytest.mark.parametrize(("error", "full"), ERRORS)
def test_a_full_disk_is_told_from_other_errors(error: Exception, full: bool) -> None:
    assert is_full(error) == full


def say(folder: Path, articles: int) -> None:
    """Write so many articles, of 4 kB each, one source each."""
    with Index.at(folder) as index, index.writer() as writer:
        for n in range(articles):
            read = Article(id=f"n{n}", path=f"{n}.txt", text=f"{n}\n" + f"bản tin {n} " * 400)
            writer.add(Source(f"{n}.txt"), [Annotations(article=read)])


def small_catalogue(patched: pytest.MonkeyPatch) -> None:
    prepare = catalogue._prepare

    def limited(connection: sqlite3.Connection, record: Any) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA max_page_count = 60")

    patched.setattr(catalogue, "_prepare", limited)


def full_at_adding(patched: pytest.MonkeyPatch) -> None:
    def add(self: WhooshEngine, _: Iterable[Any]) -> None:
        self._writer()
        raise NO_SPACE

    patched.setattr(WhooshEngine, "add", add)


def full_at_closing(patched: pytest.MonkeyPatch) -> None:
    """The files of a segment can be written no more, not even to give them up."""

    def commit(self: WhooshEngine) -> None:
        def close() -> None:
            raise NO_SPACE

        self._writer().perdocwriter.close = close
        real(self)

    real = WhooshEngine.commit
    patched.setattr(WhooshEngine, "commit", commit)


@pytest.mark.parametrize("limit", [small_catalogue, full_at_adding, full_at_closing])
def test_the_next_run_goes_on(tmp_path: Path, limit: Callable[[pytest.MonkeyPatch], None]) -> None:
    Index.create(tmp_path).close()
    with pytest.MonkeyPatch.context() as patched:
        limit(patched)
        with pytest.raises(DiskFull, match="Make room"):
            say(tmp_path, 60)
    with Index.open(tmp_path) as index:
        assert index.ids(All()) == []
        assert index.check() != []

    say(tmp_path, 60)
    with Index.open(tmp_path) as index:
        assert len(index.ids(All())) == 60
        assert index.check() == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not (mount := shutil.which("mount")) or _mounted(mount, disk, "size=1m").returncode:
        pytest.skip("this user may mount no disk")
    yield disk
    subprocess.run([shutil.which("umount") or "umount", str(disk)], check=True)


def _mounted(mount: str, disk: Path, options: str) -> Any:
    command = [mount, "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
    return subprocess.run(command, capture_output=True, check=False)


def fill(path: Path) -> None:
    """Take all the room that is left."""
    with contextlib.suppress(OSError), path.open("wb", 0) as file:
        while file.write(b"x" * 4096):
            pass


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_a_disk_that_is_really_full(small_disk: Path, engine: str) -> None:
    folder = small_disk / "index"
    Index.create(folder, engine).close()
    fill(small_disk / "other.bin")
    with Index.open(folder) as index:  # to read it needs no room
        assert index.ids(All()) == []
    (small_disk / "other.bin").unlink()

    with pytest.raises(DiskFull):
        say(folder, 300)
    with Index.open(folder) as index:
        assert index.ids(All()) == []

    assert _mounted(shutil.which("mount") or "", small_disk, "remount,size=30m").returncode == 0
    say(folder, 300)
    with Index.open(folder) as index:
        assert len(index.ids(All())) == 300
        assert index.check() == []
