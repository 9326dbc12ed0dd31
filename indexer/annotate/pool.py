"""Work on many articles in several processes, in order, through crashes."""

from __future__ import annotations

import itertools
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Generic, TypeVar

from indexer.models import Article
from indexer.plugin import Plugin, Sources, discover
from indexer.processes import MOST, Processes, cores

T = TypeVar("T")
C = TypeVar("C")
Work = Callable[[Article, Sequence[Plugin]], T]
Done = tuple[list[T], float]  # what came of some articles, and the seconds it took

USUAL = 8  # processes; each of them holds the words of underthesea in memory
# Chunks under way for each process: some always, many of short articles, so that none waits while
# the writer brings thousands of them to disk.
AHEAD, FURTHER = 3, 32
# Seconds after which what is done waits for no more to be read: scans take minutes each, and what
# was not handed on is lost in a power cut.
PROMPT = 5
ROOM = 4_000_000  # code points under way, beyond which there are no more than AHEAD chunks


def usual_jobs() -> int:
    """How many processes to start where nobody says: one a core that we may use, up to 8."""
    return min(USUAL, cores())


class Crash(Exception):
    """The process that worked on an article ended under it."""


class Pool(Generic[T]):
    """Processes that know the plugins; use it as a context manager.

    *work* is a function of a module, since it is sent to other processes. With one job all is
    done in this process.
    """

    def __init__(self, sources: Sources, jobs: int, work: Work[T]) -> None:
        self._sources = sources
        self._plugins = discover(sources)  # a plugin that cannot be used ends the run at once
        self._jobs = min(jobs, MOST)
        self._work = work
        self._processes: Processes | None = None
        self.seconds = 0.0  # of work, in all processes together

    @property
    def plugins(self) -> Sequence[Plugin]:
        """Those that its processes know."""
        return self._plugins

    def __enter__(self) -> Pool[T]:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._stop(at_once=kind is not None)  # nobody waits for what is still under way

    def map(
        self, chunks: Iterable[tuple[C, Sequence[Article]]]
    ) -> Iterator[tuple[C, list[T | Crash]]]:
        """Each chunk with what came of its articles, in the order of *chunks*.

        Reads only so far ahead that the processes have work; one chunk alone is not worth them.
        """
        rest = iter(chunks)
        first, second = next(rest, None), next(rest, None)
        few = [chunk for chunk in (first, second) if chunk is not None]
        if self._jobs == 1 or second is None:
            for label, articles in itertools.chain(few, rest):
                done, seconds = _timed(self._work, articles, self._plugins)
                self.seconds += seconds
                yield label, [*done]
        else:
            yield from self._spread(itertools.chain(few, rest))

    def _spread(
        self, chunks: Iterator[tuple[C, Sequence[Article]]]
    ) -> Iterator[tuple[C, list[T | Crash]]]:
        under_way: deque[tuple[C, Sequence[Article], Future[Done[T]]]] = deque()
        size, handed_on = 0, time.monotonic()
        for label, articles in chunks:
            under_way.append((label, articles, self._submit(articles)))
            size += _size(articles)
            while under_way and (
                len(under_way) >= (AHEAD if size > ROOM else FURTHER) * self._jobs
                or (time.monotonic() - handed_on > PROMPT and under_way[0][2].done())
            ):
                size -= _size(under_way[0][1])
                yield self._next(under_way)
                handed_on = time.monotonic()
        while under_way:
            yield self._next(under_way)

    def _next(
        self, under_way: deque[tuple[C, Sequence[Article], Future[Done[T]]]]
    ) -> tuple[C, list[T | Crash]]:
        label, articles, future = under_way.popleft()
        try:
            return label, [*self._result(future)]
        except BrokenProcessPool:  # one crash ends all processes: begin again, more carefully
            self._stop()
            found = [self._alone(article) for article in articles]
            again = [(name, a, f if _is_done(f) else self._submit(a)) for name, a, f in under_way]
            under_way.clear()
            under_way.extend(again)
            return label, found

    def _alone(self, article: Article) -> T | Crash:
        try:
            return self._result(self._submit([article]))[0]
        except BrokenProcessPool:
            self._stop()
            return Crash()

    def _result(self, future: Future[Done[T]]) -> list[T]:
        done, seconds = future.result()
        self.seconds += seconds
        return done

    def _submit(self, articles: Sequence[Article]) -> Future[Done[T]]:
        if self._processes is None:
            self._processes = Processes(self._jobs, _start, self._sources)
        return self._processes.submit(_each, self._work, articles)

    def _stop(self, *, at_once: bool = False) -> None:
        processes, self._processes = self._processes, None
        if processes is not None:
            processes.stop(at_once=at_once)


def _size(articles: Iterable[Article]) -> int:
    return sum(len(article.text) for article in articles)


def _is_done(future: Future[Any]) -> bool:
    """Whether *future* has a result that no crash has taken with it."""
    return future.done() and not future.cancelled() and future.exception() is None


_plugins: list[Plugin] = []  # of this process, where it is one of a pool


def _start(sources: Sources) -> None:
    _plugins[:] = discover(sources)


def _each(work: Work[T], articles: Sequence[Article]) -> Done[T]:
    return _timed(work, articles, _plugins)


def _timed(work: Work[T], articles: Sequence[Article], plugins: Sequence[Plugin]) -> Done[T]:
    began = time.monotonic()
    return [work(article, plugins) for article in articles], time.monotonic() - began
