"""Files and streams → steps: what is new or has changed since the index last read it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from indexer import read
from indexer.intake.report import Tally
from indexer.models import Article
from indexer.read import Reader, Unread
from indexer.read.article import own_id
from indexer.store.fulltext import chunks
from indexer.store.rows import fingerprint
from indexer.store.sources import Kept, Known, Source
from indexer.store.writer import Writer

STDIN = "-"
LOOKED_UP = 500  # files that the index is asked about at once
_ESCAPED = re.compile(r"\\u(dc[89a-f][0-9a-f])")  # a byte that is no UTF-8


@dataclass
class Reading:
    """One source under way."""

    id: int
    source: Source
    kept: dict[str, Kept]
    seen: set[str] = field(default_factory=set)
    complete: bool = True


@dataclass(frozen=True)
class Found:
    """An article that has to be annotated; *given* is the id that its reader gave it."""

    source_id: int
    given: str
    article: Article
    reading: Reading | None = None  # none where it is annotated again


@dataclass(frozen=True)
class Copy:
    """An article whose text another one has."""

    source_id: int
    article: Article


@dataclass(frozen=True)
class End:
    """All of a source was read."""

    reading: Reading


Step = Found | Copy | End


class Inputs:
    """Compares what is read with what the index knows."""

    def __init__(
        self,
        writer: Writer,
        tally: Tally,
        reader: Reader,
        *,
        place: str | None = None,
        force: bool = False,
    ) -> None:
        self._writer = writer
        self._tally = tally
        self._reader = reader
        self._place = place
        self._force = force
        self._there: set[str] = set()  # names of the files of this run
        self._gone: dict[str, list[Known]] = {}  # by what it held: what has no file any more

    def steps(self, roots: Iterable[Path], streams: Iterable[BinaryIO] = ()) -> Iterator[Step]:
        """What has to be done for each input, in order; what is unchanged is only counted."""
        for stream in streams:
            yield from self._stream(stream)
        for some in chunks(read.walk(roots), LOOKED_UP):
            names = [_key(found) for found in some if isinstance(found, Path)]
            known = self._writer.known(names)
            for found in some:
                if isinstance(found, Unread):
                    self._tally.fail(found.path, found.reason)
                else:
                    yield from self._file(found, known.get(_key(found)))

    def stale(self) -> Iterator[Step]:
        """Articles to be annotated again, as the index knows them."""
        for source_id, given, article in self._writer.stale():
            yield Found(source_id, given, article)

    def gone(self, roots: Sequence[Path]) -> Iterator[str]:
        """The sources under *roots* whose file has gone; not those of a root that has gone.

        A disk that is not plugged in takes nothing away, nor one of which only the empty folder is
        there where it is put.
        """
        there = [
            root for root in roots if root.is_file() or (root.is_dir() and any(root.iterdir()))
        ]
        for name in self._writer.sources():
            path = Path(name)
            if name == STDIN or name in self._there:
                continue
            if any(path.is_relative_to(r) for r in there) and _is_gone(name):
                yield name

    def _file(self, path: Path, known: Known | None) -> Iterator[Step]:
        name = _key(path)
        self._there.add(name)
        try:
            status = path.stat()
            source = Source(name, "", status.st_size, status.st_mtime_ns, self._place)
            new = self._new(path, source, known)
            if new is not None:
                reading = self._begin(new)
                yield from self._read(reading, self._reader.read(path, place=self._place))
                yield End(reading)
            self._tally.close(name, status.st_size)
        except OSError as error:
            self._tally.fail(name, error.strerror or str(error))

    def _stream(self, stream: BinaryIO) -> Iterator[Step]:
        """Standard input has no end that could be compared: what it said before stays."""
        reading = self._begin(Source(STDIN, place=self._place))
        found = read.read_stream(stream, place=self._place)
        yield from self._read(reading, map(_named_by_text, found))
        reading.seen |= reading.kept.keys()
        yield End(reading)

    def _new(self, path: Path, source: Source, known: Known | None) -> Source | None:
        """*source* with the hash of its file, or None where the index has all of it as it is."""
        if known and self._is_read(known) and _written(known.source) == _written(source):
            self._unchanged(known)
            return None
        with path.open("rb") as file:
            source = replace(source, sha256=hashlib.file_digest(file, "sha256").hexdigest())
        if known is None and source.path == str(path):
            known = self._moved(source)
        if known and self._is_read(known) and known.source.sha256 == source.sha256:
            self._writer.touch(known.id, source)
            self._unchanged(known)
            return None
        return source

    def _is_read(self, known: Known) -> bool:
        """Whether nothing but a change of its file is a reason to read a source again."""
        return known.complete and known.source.place == self._place and not self._force

    def _moved(self, source: Source) -> Known | None:
        """What the index has of *source* under a name that no file has any more.

        Not where that ends otherwise: "a.txt" is read as one text, "a.jsonl" record by record.
        """
        if source.sha256 not in self._gone:
            alike = self._writer.alike(source)
            self._gone[source.sha256] = [k for k in alike if _is_gone(k.source.path)]
        gone = self._gone[source.sha256]
        for known in [k for k in reversed(gone) if _ending(k.source) == _ending(source)]:
            gone.remove(known)
            if self._writer.move(known, source.path):
                self._tally.move()
                return known
        return None

    def _unchanged(self, known: Known) -> None:
        self._tally.count("unchanged", known.articles)
        self._tally.count("duplicate", known.copies)

    def _begin(self, source: Source) -> Reading:
        source_id = self._writer.begin(source)
        return Reading(source_id, source, self._writer.kept(source_id))

    def _read(self, reading: Reading, articles: Iterable[Article | Unread]) -> Iterator[Step]:
        self._tally.arrive(reading.source.path)
        for found in _guarded(reading.source.path, articles):
            if isinstance(found, Unread):
                reading.complete = False
                self._tally.fail(found.path, found.reason)
            else:
                self._tally.read(reading.source.path, len(found.text.encode()), found.encoding)
                yield from self._article(reading, found)

    def _article(self, reading: Reading, article: Article) -> Iterator[Step]:
        given = _unique(article.id, reading.seen)
        reading.seen.add(given)
        article = article.model_copy(update={"id": given})
        old = reading.kept.get(given)
        if old and not self._force and not old.stale and old.fingerprint == fingerprint(article):
            if old.path != article.path:
                self._writer.move_within(reading.id, given, article.path)
            self._tally.count("duplicate" if old.copy else "unchanged")
        elif self._writer.holds(reading.id, article):
            yield Copy(reading.id, article)
        else:
            free = self._writer.free_id(reading.id, given)
            yield Found(reading.id, given, article.model_copy(update={"id": free}), reading)


def _written(source: Source) -> tuple[int | None, int | None]:
    return source.size, source.modified


def _ending(source: Source) -> str:
    return Path(source.path).suffix.lower()


def _is_gone(name: str) -> bool:
    """Whether no file has this _key(); what cannot be looked at may well be there."""
    return all(map(_is_missing, (Path(name), _unkeyed(name))))


def _is_missing(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _key(path: Path) -> str:
    """The path as the index keeps it: a name that is no UTF-8, from an old disk, is escaped."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _unkeyed(name: str) -> Path:
    """The path with this _key(), where that is escaped."""
    return Path(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), name))


def _guarded(path: str, articles: Iterable[Article | Unread]) -> Iterator[Article | Unread]:
    """*articles* of a file; a fault of its reader costs the rest of the file, not the run."""
    try:
        yield from articles
    except OSError as error:
        yield Unread(path=path, reason=error.strerror or str(error))
    except Exception as error:
        yield Unread(path=path, reason=f"reading it failed: {type(error).__name__}: {error}")


def _named_by_text(found: Article | Unread) -> Article | Unread:
    """A record without an id, named by its text: the third line of two streams is not the same."""
    if isinstance(found, Unread) or found.id != own_id(found.path):
        return found
    return found.model_copy(update={"id": own_id(found.text)})


def _unique(given: str, seen: set[str]) -> str:
    """*given*, or with a number where the source has used it before."""
    if given not in seen:
        return given
    number = 2
    while f"{given}~{number}" in seen:
        number += 1
    return f"{given}~{number}"
