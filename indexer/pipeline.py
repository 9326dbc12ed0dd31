"""The stages in order: files → an index, or files → what is found in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from indexer import read
from indexer.annotate import annotate
from indexer.annotate.pool import Pool, usual_jobs
from indexer.annotate.record import as_record
from indexer.intake.inputs import STDIN, Inputs
from indexer.intake.measure import Measure
from indexer.intake.recording import Recording
from indexer.intake.report import Progress, Report, Tally
from indexer.intake.watching import Turn, Watch
from indexer.intake.writing import Writing
from indexer.models import Article
from indexer.plugin import Plugin, Sources, digest
from indexer.read import Limits, Reader, Unread
from indexer.store.errors import IndexBusy
from indexer.store.index import Index
from indexer.store.rows import Prepared, prepare


def ingest(
    paths: Iterable[Path | str],
    index: Index,
    sources: Sources,
    *,
    place: str | None = None,
    jobs: int | None = None,
    prune: bool = False,
    force: bool = False,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
    on_progress: Progress | None = None,
    turn: Turn | None = None,
) -> Report:
    """Take the articles of *paths* into *index*; "-" is *stdin*, JSON Lines.

    What is there already and unchanged is not read again, but with *force*; it is annotated again
    where a plugin has failed on it, or where the plugins or their versions are others now. *prune*
    drops what came from files under *paths* that are gone. *limits* are how far the reading of a
    file goes.

    A kill loses nothing: the next run goes on. The index keeps what the run has done; *turn* is
    for watch(), whose turns are one run.
    """
    given = [str(path) for path in paths]
    files, streams = _parted(given, stdin)
    roots = [_real(path) for path in files]
    tally = Tally(on_progress, Measure(roots) if on_progress else None)
    jobs = jobs or usual_jobs()
    turn = turn or Turn(given, roots)
    options = {"paths": turn.paths, "place": place, "jobs": jobs, "prune": prune, "force": force}
    options["watch"] = turn.before is not None
    with (
        index.writer() as writer,
        Pool(sources, jobs, prepared) as pool,
        Reader(limits, index.temporary) as reader,
    ):
        versions = {plugin.name: plugin.version for plugin in pool.plugins}
        with Recording(writer, tally, options, versions).go_on(turn.before) as recording:
            writer.outdate(digest(pool.plugins))
            inputs = Inputs(writer, tally, reader, place=place, force=force)
            writing = Writing(writer, pool, tally, recording.note)
            writing.write(inputs.steps(roots, streams))
            if prune:
                writing.drop(inputs.gone(turn.gone_under))
            writing.write(inputs.stale())
            writing.settle()
        return recording.report()


def watch(
    paths: Iterable[Path | str],
    index: Index,
    sources: Sources,
    *,
    prune: bool = False,
    tell: Callable[[Report | IndexBusy], None] = lambda _: None,
    progress: Callable[[], AbstractContextManager[Progress | None]] = nullcontext,
    **options: Any,
) -> Report:
    """Take in what lies and what appears under *paths*, until Ctrl-C; all of it is one run.

    What was taken in together is told, and that another writer is at work, for which we wait.
    *options* are those of ingest(). Raises KeyboardInterrupt where Ctrl-C cuts a taking-in short.
    """
    named = [str(path) for path in paths]
    watched = Watch([_real(Path(name)) for name in named])
    total, at_work = Report(), False
    try:
        while True:
            while not (change := watched.look()).matters(prune=prune):
                watched.wait()
            turn = Turn(named, change.gone_under, total)
            at_work = True
            try:
                with progress() as moved:
                    report = ingest(
                        *(change.files, index, sources),
                        **{"prune": prune, "turn": turn, "on_progress": moved, **options},
                    )
            except IndexBusy as busy:
                at_work = False
                tell(busy)
                watched.wait()
                continue
            at_work = False
            watched.taken(change)
            total = total.plus(report)
            tell(report)
    except KeyboardInterrupt:
        if at_work:
            raise
        return total


def extract(
    paths: Iterable[Path | str],
    plugins: Sequence[Plugin],
    *,
    place: str | None = None,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[dict[str, Any] | Unread]:
    """The record of each article of *paths*, without an index; what cannot be read, among them.

    The path "-" is *stdin*, JSON Lines.
    """
    with Reader(limits) as reader:
        for found in _articles(*_parted(paths, stdin), reader, place):
            yield found if isinstance(found, Unread) else as_record(annotate(found, plugins))


def prepared(article: Article, plugins: Sequence[Plugin]) -> Prepared:
    """All that is written of *article*."""
    return prepare(annotate(article, plugins), made_by=digest(plugins))


def _real(path: Path) -> Path:
    """*path* from the root on, links followed; of one that leads to itself, as far as it goes."""
    return Path(os.path.realpath(path))


def _parted(
    paths: Iterable[Path | str], stdin: BinaryIO | None
) -> tuple[list[Path], list[BinaryIO]]:
    """The files and folders of *paths*, and the stream where they name it."""
    named = [str(path) for path in paths]
    streams = [stdin] if stdin is not None and STDIN in named else []
    return [Path(path) for path in named if path != STDIN], streams


def _articles(
    files: Iterable[Path], streams: Iterable[BinaryIO], reader: Reader, place: str | None
) -> Iterator[Article | Unread]:
    for stream in streams:
        yield from read.read_stream(stream, place=place)
    for found in read.walk(files):
        yield from [found] if isinstance(found, Unread) else reader.read(found, place=place)
