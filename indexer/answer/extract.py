"""What the plugins find in files, without an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from indexer.annotate import annotate
from indexer.annotate.record import as_record
from indexer.errors import ReadError
from indexer.models import Article
from indexer.plugin import Plugin


def extract(
    files: Iterable[Path], plugins: Sequence[Plugin], place: str | None = None
) -> Iterator[dict[str, Any] | ReadError]:
    """The record of each article in *files*, and what could not be read of them."""
    for path in files:
        for article in _read(path, place):
            if isinstance(article, ReadError):
                yield article
            else:
                yield as_record(annotate(article, plugins))


def _read(path: Path, place: str | None) -> Iterator[Article | ReadError]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        yield ReadError(str(path), error.strerror or str(error))
    except UnicodeDecodeError:
        yield ReadError(str(path), "not UTF-8")
    else:
        yield Article(id=path.stem, path=str(path), place=place, text=text)
