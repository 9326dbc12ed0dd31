"""Files and folders → articles: what a file is decides how it is read, its name only little."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from indexer.models import Article
from indexer.read import decode, kinds, members, records
from indexer.read.article import Draft, Unread, finish
from indexer.read.guard import Guard
from indexer.read.job import Part
from indexer.read.limits import MB, Limits, Unreadable
from indexer.read.members import Budget, Missed

CATALOGUE = "catalogue.db"  # a folder that holds this file is an index, not articles
_LITTER = {"thumbs.db", "desktop.ini"}  # what Windows leaves in folders
_SHORT = 1 * MB  # bytes of a plain text that is not worth the way to another process

_RECORDS: dict[str, Callable[[Iterable[str]], Iterator[records.Outcome]]] = {
    ".jsonl": records.of_json_lines,
    ".csv": records.of_csv,
}


def walk(paths: Iterable[Path]) -> Iterator[Path | Unread]:
    """The files that *paths* name, folders with all that lies in them, sorted; each file once.

    Hidden files, links to folders and folders that hold an index are passed over. A path that
    is not there, and what is no file (a pipe, a device, which would never end), comes as Unread. A
    folder that cannot be opened is given out itself, and read() tells why.
    """
    seen: set[str] = set()
    for path in paths:
        if not path.exists():
            yield Unread(path=_shown(path), reason="there is no such file or folder")
            continue
        for file in _below(path) if path.is_dir() else [path]:
            # A link that leads to itself has no end, but a name; Path.resolve() would raise.
            if (real := os.path.realpath(file)) not in seen:
                seen.add(real)
                reason = _no_file(file)
                yield Unread(path=_shown(file), reason=reason) if reason else file


def _below(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for root, folders, files in os.walk(folder, onerror=lambda e: closed.append(Path(e.filename))):
        if CATALOGUE in files:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        yield from (Path(root, name) for name in sorted(files) if not _is_hidden(name))
    yield from closed


def _no_file(path: Path) -> str | None:
    """Why *path* is nothing that can be read to its end; None for files, folders, broken links."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return None  # read() tells why it cannot be opened
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "it is a pipe or a device, no file"


def _is_hidden(name: str) -> bool:
    # "~$report.docx" is what an office program leaves while a file is open.
    return name.startswith((".", "~$")) or name.lower() in _LITTER


@dataclass(frozen=True)
class _Entry:
    """A file, or what lies in one: an archive's member, a message's attachment."""

    name: str  # "letters.zip/2019/a.docx"
    source: Path | bytes
    size: int
    depth: int  # how many files it lies in
    budget: Budget

    @property
    def ending(self) -> str:
        return PurePosixPath(self.name).suffix.lower()

    def open(self) -> BinaryIO:
        if isinstance(self.source, bytes):
            return io.BytesIO(self.source)
        return self.source.open("rb")

    def inner(self, name: str, data: bytes) -> _Entry:
        inside = f"{self.name}/{_told(name)}"
        return _Entry(inside, data, len(data), self.depth + 1, self.budget)


class Reader:
    """Reads files within *limits*; use it as a context manager, for it may hold a process.

    What programs need while they read lies in *temporary*, or where the system puts such files.
    """

    def __init__(self, limits: Limits | None = None, temporary: Path | None = None) -> None:
        self._limits = limits or Limits()
        self._guard = Guard(self._limits, temporary)

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._guard.close()

    def read(self, path: Path, *, place: str | None = None) -> Iterator[Article | Unread]:
        """The articles of one file, and what of it could not be read; never nothing at all.

        A file of records gives one for each record, an archive those of each member, a message
        itself and its attachments. *place* is for articles that state none.
        """
        name = _shown(path)
        try:
            if path.is_dir():
                os.scandir(path).close()  # tells why it cannot be opened, where it cannot
                raise Unreadable("it is a folder")
            if reason := _no_file(path):
                raise Unreadable(reason)
            entry = _Entry(name, path, path.stat().st_size, 0, Budget(self._limits))
            yield from self._read(entry, place)
        except Exception as error:
            yield Unread(path=name, reason=_reason(error))

    def _read(self, entry: _Entry, place: str | None) -> Iterator[Article | Unread]:
        with entry.open() as file:
            kind = self._kind(file, entry)
            if kind == "records":
                rows = _RECORDS[entry.ending](decode.lines(file))
                yield from _each(rows, entry.name, place)
            elif kind in kinds.ARCHIVES:
                yield from self._archive(kind, file, entry, place)
            elif not self._limits.fits(entry.size):
                raise Unreadable(self._limits.too_large(entry.size))
            elif kind == "text" and entry.size <= _SHORT:
                found = decode.text(file.read(_SHORT + 1))  # it may be growing
                draft = Draft(text=found.text, encoding=found.encoding)
                yield finish(draft, path=entry.name, place=place)
            else:
                yield from self._guarded(kind, entry, place)

    def _kind(self, file: BinaryIO, entry: _Entry) -> str:
        head = file.read(kinds.HEAD)
        file.seek(0)
        if not head and entry.ending not in _RECORDS:
            raise Unreadable("it is empty")
        kind = kinds.kind(head, entry.ending)
        return kinds.of_zip(file, entry.ending, self._limits) if kind == "zip" else kind

    def _guarded(self, kind: str, entry: _Entry, place: str | None) -> Iterator[Article | Unread]:
        parts: list[Part] = []  # read after the file itself: the process does one after the other
        for found in self._guard.read(kind, entry.source, entry.name, place):
            if isinstance(found, Part):
                parts.append(found)
            else:
                yield found
        for part in parts:
            yield from self._inner(entry.inner(part.name, part.data), place)

    def _archive(
        self, kind: str, file: BinaryIO, entry: _Entry, place: str | None
    ) -> Iterator[Article | Unread]:
        if entry.depth >= self._limits.max_depth:
            deepest = f"{self._limits.max_depth} deep"
            raise Unreadable(f"it lies in archives more than {deepest}; see --max-depth")
        empty = True
        stem = PurePosixPath(entry.name).name
        for found in members.members(kind, file, stem, entry.budget):
            empty = False
            if isinstance(found, Missed):
                path = f"{entry.name}/{_told(found.name)}" if found.name else entry.name
                yield Unread(path=path, reason=found.reason)
            else:
                yield from self._inner(entry.inner(*found), place)
        if empty:
            raise Unreadable("it is an archive without files")

    def _inner(self, entry: _Entry, place: str | None) -> Iterator[Article | Unread]:
        """What lies in another file; what is wrong with it is told of it alone."""
        try:
            yield from self._read(entry, place)
        except Exception as error:
            yield Unread(path=entry.name, reason=_reason(error))


def _reason(error: Exception) -> str:
    """Why a file could not be read; a library may stumble in its own way over what is broken."""
    match error:
        case decode.NotText() | Unreadable():
            return str(error)
        case OSError():
            return f"it cannot be opened ({error.strerror or error})"
        case MemoryError():
            return "it needs more memory than there is"
    told = " ".join(f"{type(error).__name__}: {error}".split())[:150]
    return _told(f"it is damaged; reading it failed ({told})")


def read(
    path: Path, *, place: str | None = None, limits: Limits | None = None
) -> Iterator[Article | Unread]:
    """What Reader.read() gives, for one file alone."""
    with Reader(limits) as reader:
        yield from reader.read(path, place=place)


def read_stream(
    stream: BinaryIO, name: str = "-", *, place: str | None = None
) -> Iterator[Article | Unread]:
    """The articles of JSON Lines that come from a stream, as read() gives them."""
    yield from _each(records.of_json_lines(decode.lines(stream)), name, place)


def _each(
    outcomes: Iterable[records.Outcome], name: str, place: str | None
) -> Iterator[Article | Unread]:
    number = 0
    for number, outcome in outcomes:
        path = f"{name}#{number}"
        if isinstance(outcome, Draft):
            yield finish(outcome, path=path, place=place)
        else:
            yield Unread(path=path, reason=outcome)
    if not number:
        yield Unread(path=name, reason="it holds no records")


def _shown(path: Path) -> str:
    """The path as it was given, in letters that any terminal and database can take."""
    return _told(path.as_posix())


def _told(name: str) -> str:
    return name.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
