"""Steps → index: articles are annotated side by side and written in batches."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from indexer.annotate.pool import Crash, Pool
from indexer.intake.inputs import Copy, End, Found, Reading, Step
from indexer.intake.report import Tally
from indexer.models import Article
from indexer.store.fulltext import chunks
from indexer.store.rows import Prepared
from indexer.store.writer import Writer

CHUNK = 16  # articles that are sent to a process together
CHUNK_SIZE = 200_000  # code points of text; a chunk of long articles is shorter
BATCH = 200  # articles that are written together
LONG = 5  # seconds after which fewer are: a power cut costs the work of a moment, not of hours
SETTLE = 4_000  # articles after which what was written becomes searchable
WORTH = 1_000  # articles for which it is worth while once all is read and much is still annotated


class Writing:
    """Does what the steps of a run ask for, and counts it."""

    def __init__(
        self, writer: Writer, pool: Pool[Prepared], tally: Tally, note: Callable[[], None]
    ) -> None:
        self._writer = writer
        self._pool = pool
        self._tally = tally
        self._clock = tally.clock
        self._note = note  # called after each batch
        self._all_read = False

    def write(self, steps: Iterator[Step]) -> None:
        """Do what *steps* ask for; BATCH of them are written together, slow ones sooner."""
        read = self._clock.each("reading", self._until_read(steps))
        results = self._pool.map((chunk, _articles(chunk)) for chunk in _chunks(read))
        each = self._each(self._clock.each("waiting", results))
        unsettled, more = 0, True
        while more:
            with self._clock.stage("catalogue"), self._writer.batch():
                written, more = _some(each)
            unsettled += written
            self._clock.put("annotating", self._pool.seconds)
            self._note()
            if more and unsettled >= (WORTH if self._all_read else SETTLE):
                self.settle()
                unsettled = 0
            elif more:
                with self._clock.stage("full text"):
                    self._writer.feed()

    def _until_read(self, steps: Iterator[Step]) -> Iterator[Step]:
        self._all_read = False
        yield from steps
        self._all_read = True

    def settle(self) -> None:
        """Resolve and group what has changed, and make it searchable."""
        with self._clock.stage("directives"):
            self._writer.resolve()
        with self._clock.stage("near-duplicates"):
            self._writer.group()
        with self._clock.stage("full text"):
            self._writer.publish()

    def drop(self, sources: Iterable[str]) -> None:
        """Drop *sources* and all they said."""
        for some in chunks(sources, BATCH):
            with self._clock.stage("catalogue"), self._writer.batch():
                for path in some:
                    self._tally.remove(self._writer.remove_source(path))

    def _each(self, results: Iterable[tuple[list[Step], list[Prepared | Crash]]]) -> Iterator[None]:
        for chunk, found in results:
            rest = iter(found)
            for step in chunk:
                match step:
                    case Found():
                        self._put(step, next(rest))
                    case Copy():
                        self._tally.count(self._writer.put_copy(step.source_id, step.article))
                    case End(reading):
                        self._finish(reading)
                yield

    def _put(self, step: Found, found: Prepared | Crash) -> None:
        if isinstance(found, Crash):
            self._tally.fail(step.article.path, "the process that annotated it ended")
            if step.reading:
                step.reading.complete = False
            return
        self._tally.blame(found.failures)
        (outcome,) = self._writer.put(step.source_id, [replace(found, given=step.given)])
        if step.reading:
            self._tally.count(outcome)
        else:
            self._tally.again()
        self._tally.arrive(step.article.path)

    def _finish(self, reading: Reading) -> None:
        self._tally.remove(
            self._writer.finish(
                reading.id, reading.source, seen=reading.seen, complete=reading.complete
            )
        )


def _some(each: Iterator[None]) -> tuple[int, bool]:
    """Do BATCH steps, or those of LONG seconds; how many, and whether there may be more."""
    began, done = time.monotonic(), 0
    for done, _ in enumerate(each, 1):
        if done == BATCH or time.monotonic() - began > LONG:
            return done, True
    return done, False


def _articles(chunk: Iterable[Step]) -> list[Article]:
    return [step.article for step in chunk if isinstance(step, Found)]


def _chunks(steps: Iterable[Step]) -> Iterator[list[Step]]:
    chunk: list[Step] = []
    size, began = 0, time.monotonic()
    for step in steps:
        chunk.append(step)
        size += len(step.article.text) if isinstance(step, Found) else 0
        if len(chunk) >= CHUNK or size >= CHUNK_SIZE or time.monotonic() - began > LONG:
            yield chunk
            chunk, size, began = [], 0, time.monotonic()
    if chunk:
        yield chunk
