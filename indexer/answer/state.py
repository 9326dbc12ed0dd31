"""What the index holds, in numbers, and what it speaks of most."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, distinct, func, select

from indexer.answer.codes import as_row, known, with_articles
from indexer.answer.meaning import candidates, each
from indexer.store import catalogue
from indexer.store.index import Index
from indexer.store.schema import (
    VERSION,
    article,
    claim,
    directive,
    doubt,
    link,
    mention,
    pending,
    source,
)

_COUNTED: dict[str, Select[Any]] = {
    "articles": select(func.count(article.c.id)),
    "directives": select(func.count(directive.c.id)),
    "units": select(func.count(distinct(link.c.unit))),
    "mentions": select(func.count(mention.c.id)),
    "doubts": select(func.count(doubt.c.id)),
    "undecided": select(func.count(claim.c.id)).where(claim.c.candidates.is_not(None)),
    "sources": select(func.count(source.c.id)),
    "pending": select(func.count(pending.c.id)),
}


def numbers(index: Index) -> dict[str, int]:
    """How many there are of each."""
    with index.connect() as connection:
        return {name: connection.scalar(query) or 0 for name, query in _COUNTED.items()}


def state(index: Index) -> dict[str, Any]:
    """All that there is to tell of the index itself."""
    with index.connect() as connection:
        engine = catalogue.get(connection, "engine")
        last: ColumnElement[Any] = func.max(source.c.read_at)
        read = connection.scalar(select(last))
    about = {"engine": engine, "schema": VERSION, "last_read": read, "written": index.is_written()}
    return numbers(index) | about


def most_cited(index: Index, number: int) -> list[dict[str, Any]]:
    """The directives that most articles speak of."""
    order = (directive.c.articles.desc(), directive.c.code, directive.c.id)
    with index.connect() as connection:
        rows = connection.execute(with_articles().order_by(*order).limit(number))
        return [as_row(known(row)) for row in rows]


def undecided(index: Index, *, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """The claims of which it is open what they mean, by code and day; each with a sentence's place.

    `article`, `title`, `published`, `code`, `candidates`, `reason`, `start`, `end`.
    """
    first = func.min(mention.c.start)
    query = (
        select(claim.c.article_id.label("article"), article.c.title, article.c.published)
        .add_columns(claim.c.code, claim.c.candidates, claim.c.reason)
        .add_columns(first.label("start"), mention.c.end)  # SQLite: the end of that very row
        .join(article, article.c.id == claim.c.article_id)
        .outerjoin(mention, mention.c.claim_id == claim.c.id)
        .where(claim.c.candidates.is_not(None))
        .group_by(claim.c.id)
        .order_by(claim.c.code, article.c.published, article.c.id, claim.c.id)
        .limit(limit)
        .offset(offset)
    )
    with index.connect() as connection:
        rows = [row._asdict() for row in connection.execute(query)]
    return [row | {"candidates": candidates(row["candidates"])} for row in rows]


def titles(index: Index, articles: Iterable[str]) -> dict[str, str | None]:
    """The titles of *articles*."""
    ids = sorted(set(articles))
    query = select(article.c.id, article.c.title).where(article.c.id.in_(each(ids)))
    with index.connect() as connection:
        return {row.id: row.title for row in connection.execute(query)}


def told_apart(index: Index, directives: Iterable[str]) -> dict[str, dict[str, str | None]]:
    """By their ids the `code`, `issuer` and `date` of *directives*."""
    columns = [directive.c[key] for key in ("id", "code", "issuer", "date")]
    query = select(*columns).where(directive.c.id.in_(each(sorted(set(directives)))))
    with index.connect() as connection:
        return {row.id: row._asdict() for row in connection.execute(query)}


def meant(index: Index, article_id: str) -> dict[int, dict[str, Any]]:
    """By the start of each mention in an article: the directive it means, or those it may mean."""
    query = (
        select(mention.c.start, claim.c.directive_id, claim.c.candidates, claim.c.code)
        .join(claim, claim.c.id == mention.c.claim_id)
        .where(claim.c.article_id == article_id)
    )
    with index.connect() as connection:
        return {
            row.start: {
                "directive_id": row.directive_id,
                "candidates": candidates(row.candidates),
                "code": row.code,
            }
            for row in connection.execute(query)
        }
