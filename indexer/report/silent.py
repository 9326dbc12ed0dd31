"""Units that ought to act on a directive and have left no trace of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from indexer.answer.acts import Rows, unique
from indexer.answer.chain import chain
from indexer.answer.filters import Filters
from indexer.answer.meaning import each
from indexer.report.beside import Beside
from indexer.report.expected import Expected, Text, expected, plain, unit
from indexer.report.one import one
from indexer.store.schema import article, claim
from indexer.text.unicode import fold_tone


def silent(connection: Connection, wanted: Filters, beside: Beside) -> Rows:
    """The expected units that neither act on the directive nor on what was issued to carry it out.

    They come as they were told. `articles` are those on the directive that name the unit without
    telling that it acts; `open` those in which it acts on what may be the directive or another.
    """
    asked = one(connection, wanted, "silent")
    due = expected(wanted, beside, asked.date)
    if beside.expected is None:  # then the place is whom to expect, not where articles play
        wanted = wanted.model_copy(update={"place": None})
    rows = chain(connection, asked.id, wanted, beside.places)
    acting = {
        (unit(name), row["place"]) for row in rows if not row["candidates"] for name in _who(row)
    }
    left = [known for known in due if not known.is_among(acting)]
    texts = _texts(connection, {row["directive_id"] for row in rows} - {None}) if left else {}
    undecided = [row for row in rows if row["candidates"]]
    return [
        {
            "unit": known.name,
            "directive_id": asked.id,
            "code": asked.code,
            "articles": unique(key for key, text in texts.items() if known.is_in(text)),
            "open": unique(_open(known, undecided)),
        }
        for known in left
    ]


def _who(row: dict[str, Any]) -> Iterator[str]:
    """The unit of a row of a chain, or who issued its directive."""
    if name := row["unit"] or row["directive_issuer"]:
        yield name


def _open(known: Expected, undecided: Rows) -> Iterator[str]:
    """The articles in which *known* acts on what may be the directive or another."""
    for row in undecided:
        if known.is_among([(unit(row["unit"]), row["place"])]):
            yield from row["articles"]


def _texts(connection: Connection, ids: set[str]) -> dict[str, Text]:
    """The articles that speak of one of the directives *ids*."""
    about = select(claim.c.article_id).where(claim.c.directive_id.in_(each(sorted(ids))))
    query = select(article.c.id, article.c.title, article.c.text).where(article.c.id.in_(about))
    texts = {row.id: f"{row.title or ''}\n{row.text}" for row in connection.execute(query)}
    return {known: Text(fold_tone(text), plain(text)) for known, text in texts.items()}
