"""What is told of an index that is damaged, locked, or not to be written to."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from indexer.models import Annotations, Article
from indexer.store import catalogue
from indexer.store.engine import ENGINES, All, Term
from indexer.store.errors import (
    BrokenFullText,
    BrokenIndex,
    DiskFull,
    IndexLocked,
    NotReadable,
    NotWritable,
)
from indexer.store.faults import of_catalogue, of_full_text
from indexer.store.index import Index
from indexer.store.sources import Source

NOBODY = 65534


@pytest.fixture(params=sorted(ENGINES))
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A small index."""
    return fill(tmp_path / "index", request.param)


def fill(folder: Path, engine: str) -> Path:
    with Index.create(folder, engine) as index, index.writer() as writer:
        for n in range(40):
            read = Article(id=f"n{n}", path=f"{n}.txt", text=f"Bản tin {n} về dân vận khéo. " * 20)
            writer.add(Source(f"{n}.txt"), [Annotations(article=read)])
    return folder


def sqlite(code: int, words: str = "as SQLite says it") -> Exception:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return sa.exc.OperationalError("SELECT", {}, error)


CATALOGUE = [
    (sqlite(sqlite3.SQLITE_FULL), DiskFull),
    (sqlite(sqlite3.SQLITE_BUSY), IndexLocked),
    (sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), IndexLocked),
    (sqlite(sqlite3.SQLITE_READONLY_DIRECTORY), NotWritable),
    (sqlite(sqlite3.SQLITE_CANTOPEN), NotReadable),
    (sqlite(sqlite3.SQLITE_IOERR_READ), NotReadable),
    (sqlite(sqlite3.SQLITE_CORRUPT_INDEX), BrokenIndex),
    (sqlite(sqlite3.SQLITE_NOTADB), BrokenIndex),
    (sqlite(sqlite3.SQLITE_ERROR, "no such column: article.made_by"), BrokenIndex),
    (sqlite(sqlite3.SQLITE_ERROR, "a fault of ours"), sa.exc.OperationalError),
    (PermissionError(13, "of some other file"), PermissionError),
]


@pytest.mark.parametrize(("error", "told"), CATALOGUE, ids=[str(e) for e, _ in CATALOGUE])
def test_errors_of_the_catalogue(error: Exception, told: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(Exception) as caught, of_catalogue(tmp_path):  # noqa: PT011
        raise error
    assert type(caught.value) is told


FULL_TEXT = [
    (EOFError(), False, BrokenFullText),
    (IndexError("x"), False, BrokenFullText),
    (OSError(5, "Input/output error"), False, BrokenFullText),
    (PermissionError(13, "Permission denied"), False, NotReadable),
    (PermissionError(13, "Permission denied"), True, NotWritable),
    (OSError(28, "No space left on device"), True, DiskFull),
    (sqlite(sqlite3.SQLITE_BUSY), True, sa.exc.OperationalError),  # of_catalogue() tells it
]


@pytest.mark.parametrize(("error", "writing", "told"), FULL_TEXT)
def test_errors_of_the_full_text(
    error: Exception, writing: bool, told: type[Exception], tmp_path: Path
) -> None:
    with pytest.raises(Exception) as caught, of_full_text(tmp_path, writing=writing):  # noqa: PT011
        raise error
    assert type(caught.value) is told


def segment(folder: Path) -> Path:
    """The largest file of the full text."""
    return max((folder / "fulltext" / "1").iterdir(), key=lambda path: path.stat().st_size)


# Whoosh leaves the file open that it could not make out.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_full_text_that_was_cut_short_is_told_by_all(folder: Path) -> None:
    os.truncate(segment(folder), segment(folder).stat().st_size // 2)

    with Index.open(folder) as index, pytest.raises(BrokenFullText, match="tracuu reindex"):
        index.search(Term("dân"))
    with Index.open(folder) as index:
        assert [d.what for d in index.check()] == ["full text"]
    with Index.open(folder) as index, pytest.raises(BrokenFullText), index.writer() as writer:
        writer.remove_source("1.txt")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("part", [0.1, 0.4, 0.6, 0.9])
def test_bytes_that_were_overwritten_are_told_by_check(folder: Path, part: float) -> None:
    path = segment(folder)
    data = bytearray(path.read_bytes())
    at = int(len(data) * part)
    data[at : at + 4] = b"\x01\x02\x03\x04"
    path.write_bytes(data)

    with Index.open(folder) as index:
        assert [d.what for d in index.check()] == ["full text"]
        index.reindex()
    with Index.open(folder) as index:
        assert index.check() == []


def test_a_catalogue_that_is_damaged_inside(folder: Path) -> None:
    with sqlite3.connect(folder / catalogue.FILE) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = bytearray((folder / catalogue.FILE).read_bytes())
    data[3 * 4096 :] = b"\xff" * (len(data) - 3 * 4096)
    (folder / catalogue.FILE).write_bytes(data)

    with pytest.raises(BrokenIndex, match="Move the folder away"), Index.open(folder) as index:
        index.article("n1")


def test_a_folder_in_place_of_the_catalogue(tmp_path: Path) -> None:
    (tmp_path / catalogue.FILE).mkdir()
    for enter in (Index.open, Index.at):
        with pytest.raises(BrokenIndex, match="is a folder"):
            enter(tmp_path)


def test_a_catalogue_that_another_program_keeps(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "PATIENCE", 0.1)
    other = sqlite3.connect(folder / catalogue.FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Index.open(folder) as index:
        assert len(index.ids(All())) == 40  # reading goes on
        with pytest.raises(IndexLocked, match="Close that program"), index.writer() as writer:
            writer.remove_source("1.txt")
    other.close()


@pytest.fixture(params=sorted(ENGINES))
def closed(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A small index, and a user who may not write to it."""
    if os.name == "nt":
        pytest.skip("rights to files work in another way here")
    top = Path(tempfile.mkdtemp())
    folder = fill(top / "index", request.param)
    with Index.open(folder) as index:  # Python loads what it needs for that
        index.search(Term("khéo"))
    for left in folder.glob("catalogue.db-*"):
        left.unlink()
    top.chmod(0o755)
    with becoming(NOBODY):
        allow(folder, write=False)
        yield folder
    shutil.rmtree(top)


@contextmanager
def becoming(user: int) -> Iterator[None]:
    """Go on as *user*, where this one may do all; else as the one who runs this."""
    before = os.geteuid()
    root = 0 in (before, os.getuid())
    if root:
        os.seteuid(0)
        os.seteuid(user)
    yield
    if root:
        os.seteuid(0)
        os.seteuid(before)


def allow(folder: Path, *, write: bool) -> None:
    with becoming(0):
        for path in (folder, *folder.rglob("*")):
            path.chmod((0o555 if path.is_dir() else 0o444) | (0o222 if write else 0))


@contextmanager
def opened_up(folder: Path) -> Iterator[None]:
    """Within it may be written to."""
    allow(folder, write=True)
    with becoming(0):
        yield
    allow(folder, write=False)


@pytest.mark.parametrize("read_before", [False, True])
def test_an_index_that_cannot_be_written_to_can_be_read(closed: Path, read_before: bool) -> None:
    if read_before:  # by someone who may write, which leaves files of SQLite
        with opened_up(closed), Index.open(closed) as index:
            assert index.article("n1") is not None
    with Index.open(closed) as index:
        assert len(index.ids(Term("khéo"))) == 40
        assert index.article("n1") is not None
        assert index.check() == []
        with pytest.raises(NotWritable, match="Choose another"), index.writer():
            pass
        with pytest.raises(NotWritable):
            index.reindex()
    assert bool(list(closed.glob("catalogue.db-*"))) == read_before


def test_changes_that_a_killed_writer_left_are_not_passed_over(closed: Path) -> None:
    """They stand in a file beside the catalogue, and belong to it."""
    with opened_up(closed):
        writer = sqlite3.connect(closed / catalogue.FILE)
        writer.execute("PRAGMA wal_autocheckpoint = 0")
        writer.execute("UPDATE article SET title = 'mới'")
        writer.commit()
        left = (closed / "catalogue.db-wal").read_bytes()
        writer.close()
        (closed / "catalogue.db-wal").write_bytes(left)
    with pytest.raises(NotReadable, match="the index itself may be sound"):
        Index.open(closed)


def test_an_index_that_may_not_be_read_is_told(closed: Path) -> None:
    with becoming(0):
        (closed / catalogue.FILE).chmod(0)
    with pytest.raises(NotReadable, match="you may read all of its files"):
        Index.open(closed)


def test_a_full_text_that_cannot_be_written_to(closed: Path) -> None:
    allow(closed, write=True)
    allow(closed / "fulltext", write=False)
    with Index.open(closed) as index, pytest.raises(NotWritable), index.writer() as writer:
        writer.remove_source("1.txt")


@pytest.mark.parametrize("name", ["a b", "số 1%20?x#y"])
def test_a_folder_of_any_name_can_be_read(name: str, tmp_path: Path) -> None:
    if os.name == "nt" and "?" in name:
        pytest.skip("no such name here")
    Index.create(tmp_path / name).close()
    with Index.open(tmp_path / name) as index:
        assert index.ids(All()) == []
