"""Files → an index: reads, annotates and writes, article by article."""

from __future__ import annotations

import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from indexer import read
from indexer.annotate import annotate
from indexer.annotate.pool import Crash, Pool
from indexer.annotate.record import as_record
from indexer.models import Article, Model
from indexer.plugin import Plugin, Sources
from indexer.read import Unread
from indexer.read.article import own_id
from indexer.store.index import Index
from indexer.store.rows import Prepared, fingerprint, prepare
from indexer.store.writer import Kept, Source, Writer

STDIN = "-"
CHUNK = 16  # articles that are sent to a process together
CHUNK_SIZE = 200_000  # code points of text; a chunk of long articles is shorter
BATCH = 200  # articles that are written together
SETTLE = 5_000  # articles after which what was written becomes searchable

Progress = Callable[[int, str], None]  # articles done, the file that is read


class Faulty(Model):
    """A plugin that raised on some articles, and what it said on the first."""

    plugin: str
    articles: int
    reason: str


class Report(Model):
    """What a run has done; everything that was seen is in one of the counts after it."""

    seen: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    removed: int = 0
    failed: tuple[Unread, ...] = ()
    seconds: float = 0.0
    plugin_failures: tuple[Faulty, ...] = ()


def ingest(
    paths: Iterable[Path | str],
    index: Index,
    sources: Sources,
    *,
    place: str | None = None,
    jobs: int | None = None,
    prune: bool = False,
    force: bool = False,
    stdin: BinaryIO | None = None,
    on_progress: Progress | None = None,
) -> Report:
    """Take the articles of *paths* into *index*; "-" is *stdin*, JSON Lines.

    What is there already and unchanged is not read again, but with *force*. *prune* drops what
    came from files under *paths* that are gone. A kill loses nothing: the next run goes on.
    """
    started = time.monotonic()
    roots = [Path(path).resolve() for path in paths if str(path) != STDIN]
    streams = [stdin] if stdin is not None and STDIN in map(str, paths) else []
    with (
        index.writer() as writer,
        Pool(sources, jobs or os.cpu_count() or 1, prepared) as pool,
    ):
        run = _Run(writer, place=place, force=force, on_progress=on_progress)
        run.write(pool, run.events(roots, streams))
        if prune:
            run.prune(roots)
        run.write(pool, run.stale())
    return run.report(time.monotonic() - started)


def extract(
    paths: Sequence[Path],
    plugins: Sequence[Plugin],
    *,
    place: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[dict[str, Any] | Unread]:
    """The record of each article at and under *paths*, without an index; what was not read, too.

    The path "-" is *stdin*, JSON Lines.
    """
    for found in _articles_of(paths, place, stdin):
        yield found if isinstance(found, Unread) else as_record(annotate(found, plugins))


def _articles_of(
    paths: Sequence[Path], place: str | None, stdin: BinaryIO | None
) -> Iterator[Article | Unread]:
    if stdin is not None and STDIN in map(str, paths):
        yield from read.read_stream(stdin, place=place)
    for found in read.walk(path for path in paths if str(path) != STDIN):
        yield from [found] if isinstance(found, Unread) else read.read(found, place=place)


def prepared(article: Article, plugins: Sequence[Plugin]) -> Prepared:
    """All that is written of *article*."""
    return prepare(annotate(article, plugins))


@dataclass
class _Reading:
    """One source under way."""

    id: int
    source: Source
    kept: dict[str, Kept]
    seen: set[str] = field(default_factory=set)
    complete: bool = True


@dataclass(frozen=True)
class _Found:
    """An article that has to be annotated; *given* is the id that its reader gave it."""

    source_id: int
    given: str
    article: Article
    reading: _Reading | None = None  # none where it is annotated again


@dataclass(frozen=True)
class _Copy:
    """An article whose text another one has."""

    source_id: int
    article: Article


@dataclass(frozen=True)
class _End:
    """All of a source was read."""

    reading: _Reading


_Event = _Found | _Copy | _End


class _Run:
    """One run of ingest(): what it has counted so far."""

    def __init__(
        self,
        writer: Writer,
        *,
        place: str | None,
        force: bool,
        on_progress: Progress | None,
    ) -> None:
        self._writer = writer
        self._place = place
        self._force = force
        self._on_progress = on_progress or (lambda *_: None)
        self._counts: Counter[str] = Counter()
        self._failed: list[Unread] = []
        self._faulty: dict[str, tuple[int, str]] = {}
        self._removed = 0

    def report(self, seconds: float) -> Report:
        """What was done so far."""
        faulty = (
            Faulty(plugin=name, articles=number, reason=reason)
            for name, (number, reason) in sorted(self._faulty.items())
        )
        return Report(
            seen=self._counts.total() + len(self._failed),
            added=self._counts["added"],
            updated=self._counts["updated"],
            unchanged=self._counts["unchanged"],
            duplicates=self._counts["duplicate"],
            removed=self._removed,
            failed=tuple(self._failed),
            seconds=round(seconds, 3),
            plugin_failures=tuple(faulty),
        )

    def events(self, roots: Sequence[Path], streams: Iterable[BinaryIO]) -> Iterator[_Event]:
        """What has to be done for each input, in order; what is unchanged is only counted."""
        for stream in streams:
            yield from self._stream(stream)
        for found in read.walk(roots):
            if isinstance(found, Unread):
                self._fail(found.path, found.reason)
            else:
                yield from self._file(found)

    def stale(self) -> Iterator[_Event]:
        """Articles to be annotated again, since they took the place of their copies."""
        for source_id, given, article in self._writer.stale():
            yield _Found(source_id, given, article)

    def prune(self, roots: Sequence[Path]) -> None:
        """Drop the sources under *roots* whose file has gone; not those of a root that has gone.

        A disk that is not plugged in takes nothing away.
        """
        there = [root for root in roots if root.exists()]
        for name in self._writer.sources():
            path = Path(name)
            if name != STDIN and any(path.is_relative_to(r) for r in there) and not path.exists():
                self._removed += self._writer.remove_source(name)

    def write(self, pool: Pool[Prepared], events: Iterator[_Event]) -> None:
        """Do what *events* ask for; BATCH of them are written together."""
        results = pool.map((chunk, _articles(chunk)) for chunk in _chunks(events))
        steps = self._steps(results)
        done = 0
        while True:
            with self._writer.batch():
                written = sum(1 for _ in zip(range(BATCH), steps, strict=False))
            done += written
            if written < BATCH:
                return
            if done % SETTLE < BATCH:
                self._writer.settle()
            else:
                self._writer.feed()

    def _steps(
        self, results: Iterable[tuple[list[_Event], list[Prepared | Crash]]]
    ) -> Iterator[None]:
        for chunk, found in results:
            rest = iter(found)
            for event in chunk:
                match event:
                    case _Found():
                        self._put(event, next(rest))
                    case _Copy():
                        self._counts[self._writer.put_copy(event.source_id, event.article)] += 1
                    case _End(reading):
                        self._finish(reading)
                yield

    def _put(self, event: _Found, found: Prepared | Crash) -> None:
        if isinstance(found, Crash):
            self._fail(event.article.path, "the process that annotated it ended")
            if event.reading:
                event.reading.complete = False
            return
        for failure in found.failures:
            number, reason = self._faulty.get(failure["plugin"], (0, failure["reason"]))
            self._faulty[failure["plugin"]] = number + 1, reason
        (outcome,) = self._writer.put(event.source_id, [replace(found, given=event.given)])
        if event.reading:
            self._counts[outcome] += 1
            self._on_progress(self._counts.total(), event.article.path)

    def _finish(self, reading: _Reading) -> None:
        self._removed += self._writer.finish(
            reading.id, reading.source, seen=reading.seen, complete=reading.complete
        )

    def _file(self, path: Path) -> Iterator[_Event]:
        try:
            source = self._unread(path)
            if source is not None:
                reading = self._begin(source)
                yield from self._read(reading, read.read(path, place=self._place))
                yield _End(reading)
        except OSError as error:
            self._fail(str(path), error.strerror or str(error))

    def _stream(self, stream: BinaryIO) -> Iterator[_Event]:
        """Standard input has no end that could be compared: what it said before stays."""
        reading = self._begin(Source(STDIN, place=self._place))
        found = read.read_stream(stream, place=self._place)
        yield from self._read(reading, map(_named_by_text, found))
        reading.seen |= reading.kept.keys()
        yield _End(reading)

    def _unread(self, path: Path) -> Source | None:
        """The file as it stands, or None where the index has all of it as it is."""
        status = path.stat()
        known = None if self._force else self._writer.source(str(path))
        if known and not (known.complete and known.place == self._place):
            known = None
        same_time = known and (known.size, known.modified) == (status.st_size, status.st_mtime_ns)
        if known and same_time:
            self._unchanged(known.id)
            return None
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        source = Source(str(path), sha256, status.st_size, status.st_mtime_ns, self._place)
        if known and known.sha256 == sha256:
            self._writer.touch(known.id, source)
            self._unchanged(known.id)
            return None
        return source

    def _unchanged(self, source_id: int) -> None:
        articles, copies = self._writer.count(source_id)
        self._counts.update(unchanged=articles, duplicate=copies)

    def _begin(self, source: Source) -> _Reading:
        source_id = self._writer.begin(source)
        return _Reading(source_id, source, self._writer.kept(source_id))

    def _read(self, reading: _Reading, articles: Iterable[Article | Unread]) -> Iterator[_Event]:
        path = reading.source.path
        self._on_progress(self._counts.total(), path)
        try:
            for found in articles:
                if isinstance(found, Unread):
                    reading.complete = False
                    self._fail(found.path, found.reason)
                else:
                    yield from self._article(reading, found)
        except OSError as error:
            reading.complete = False
            self._fail(path, error.strerror or str(error))
        except Exception as error:  # a fault in a reader costs its file, not the run
            reading.complete = False
            self._fail(path, f"reading it failed: {type(error).__name__}: {error}")

    def _article(self, reading: _Reading, article: Article) -> Iterator[_Event]:
        given = _unique(article.id, reading.seen)
        reading.seen.add(given)
        article = article.model_copy(update={"id": given})
        old = reading.kept.get(given)
        if old and not self._force and not old.stale and old.fingerprint == fingerprint(article):
            self._counts["duplicate" if old.copy else "unchanged"] += 1
        elif self._writer.holds(reading.id, article):
            yield _Copy(reading.id, article)
        else:
            free = self._writer.free_id(reading.id, given)
            yield _Found(reading.id, given, article.model_copy(update={"id": free}), reading)

    def _fail(self, path: str, reason: str) -> None:
        self._failed.append(Unread(path=path, reason=reason))


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


def _articles(chunk: Iterable[_Event]) -> list[Article]:
    return [event.article for event in chunk if isinstance(event, _Found)]


def _chunks(events: Iterable[_Event]) -> Iterator[list[_Event]]:
    chunk: list[_Event] = []
    size = 0
    for event in events:
        chunk.append(event)
        size += len(event.article.text) if isinstance(event, _Found) else 0
        if len(chunk) >= CHUNK or size >= CHUNK_SIZE:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
