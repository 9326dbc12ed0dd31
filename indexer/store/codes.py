"""A document code as it is looked up, and how many articles mean it."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import regex
import sqlalchemy as sa

from indexer.store.schema import claim, directive, same
from indexer.text.unicode import fold

_APART = regex.compile(r"[\W_]+")
_NUMBER = regex.compile(r"0*(\d+)")
_YEAR = regex.compile(r"(?<=^\d+[a-zđ]?/)(?:19|20)\d\d(?=/|$)")
_LETTERS = regex.compile(r"[^\W\d_]+")


def folded(code: str) -> str:
    """*code* as one term without separators, diacritics and leading zeros: "380tbtu"."""
    return _APART.sub("", fold(code)).lstrip("0")


def number(code: str) -> str:
    """The number that *code* begins with, without leading zeros: "380"."""
    match = _NUMBER.search(code)
    return match[1] if match else ""


@lru_cache(maxsize=50_000)
def letters(code: str) -> str:
    """The letters of *code* without diacritics, as one word: "tbtu", "ndcp"."""
    return "".join(_LETTERS.findall(fold(code)))


def year(code: str, date: str | None) -> str | None:
    """The year in *code*, "2020" in 123/2020/NĐ-CP, else that of its day *date*."""
    match = _YEAR.search(code)
    return match[0] if match else date[:4] if date else None


def first_of(column: sa.Column[str]) -> sa.ColumnElement[str]:
    """The article that stands for the one in *column*, for counting what is distinct."""
    known = sa.select(same.c.first).where(same.c.article_id == column).correlate(column.table)
    return sa.func.coalesce(known.scalar_subquery(), column)


def count_articles(connection: sa.Connection, codes: Collection[str] | None = None) -> None:
    """Note how many articles surely mean each directive, or each of those with one of *codes*.

    Near-duplicates count once.
    """
    own = claim.c.directive_id == directive.c.id
    articles = sa.select(sa.func.count(first_of(claim.c.article_id).distinct())).where(own)
    counted = sa.update(directive).values(articles=articles.scalar_subquery())
    if codes is not None:
        counted = counted.where(directive.c.code.in_(codes))
    connection.execute(counted)
