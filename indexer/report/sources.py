"""Where the articles of a report can be opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import regex
from sqlalchemy import select

from indexer.answer.meaning import each
from indexer.report.sheet import ARTICLES
from indexer.store.index import Index
from indexer.store.schema import article, source

_WEB = ("https://", "http://")
_RECORD = regex.compile(r"#\d+$")  # "news.jsonl#12": one of the articles of a file


def sources(index: Index, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The address of each article that *rows* name: its file, or for a record its page.

    An article that has neither is left out.
    """
    ids = sorted({known for row in rows for known in _named(row)})
    query = select(article.c.id, article.c.path, article.c.url, source.c.path.label("file"))
    query = query.join(source, source.c.id == article.c.source_id)
    with index.connect() as connection:
        found = connection.execute(query.where(article.c.id.in_(each(ids)))).all()
    files = {name: _address(name) for name in {row.file for row in found}}
    known = {}
    for row in found:
        page = row.url if row.url and row.url.lower().startswith(_WEB) else None
        record = _RECORD.search(row.path) is not None
        target = page or files[row.file] if record else files[row.file] or page
        if target:
            known[row.id] = target
    return known


def _named(row: Mapping[str, Any]) -> Iterator[str]:
    for key in ARTICLES:
        value = row.get(key) or ()
        yield from [value] if isinstance(value, str) else value
    for acted in row.get("directives", ()):
        yield from acted["articles"]


def _address(name: str) -> str | None:
    """The file as an address, where it is there: it is named as it was when it was taken in."""
    path = Path(name)
    return path.resolve().as_uri() if path.is_file() else None
