"""What the plugins find in files, without an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from indexer.annotate import annotate
from indexer.annotate.record import as_record
from indexer.errors import ReadError
from indexer.models import Article
from indexer.plugin import Plugin
from indexer.read import Unread, read, read_stream, walk

STDIN = Path("-")


class Files:
    """Reads articles; whatever cannot be read comes as a ReadError among them."""

    def walk(self, paths: Iterable[Path]) -> Iterator[Path | ReadError]:
        """The files at and under *paths*, in order."""
        for path in paths:
            try:
                yield from walk([path])
            except ReadError as error:
                yield error

    def read(self, path: Path, place: str | None = None) -> Iterator[Article | ReadError]:
        """The articles of one file."""
        yield from map(_told, read(path, place=place))

    def read_stream(
        self, stream: BinaryIO, place: str | None = None
    ) -> Iterator[Article | ReadError]:
        """The articles of JSON Lines."""
        yield from map(_told, read_stream(stream, place=place))


def extract(
    paths: Sequence[Path],
    plugins: Sequence[Plugin],
    *,
    place: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[dict[str, Any] | ReadError]:
    """The record of each article at and under *paths*, and what could not be read.

    The path "-" is *stdin*, JSON Lines.
    """
    for found in _articles(paths, place, stdin):
        yield found if isinstance(found, ReadError) else as_record(annotate(found, plugins))


def _articles(
    paths: Sequence[Path], place: str | None, stdin: BinaryIO | None
) -> Iterator[Article | ReadError]:
    files = Files()
    if stdin is not None and STDIN in paths:
        yield from files.read_stream(stdin, place)
    for path in files.walk(path for path in paths if path != STDIN):
        if isinstance(path, ReadError):
            yield path
        else:
            yield from files.read(path, place)


def _told(found: Article | Unread) -> Article | ReadError:
    return ReadError(found.path, found.reason) if isinstance(found, Unread) else found
