"""Who bears a name that is asked for, today's or an earlier one: 'Tỉnh ủy Bắc Giang'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from functools import lru_cache
from typing import Any, NamedTuple

import regex
from sqlalchemy import Column, ColumnElement, Connection, and_, or_, select

from indexer.answer.meaning import each
from indexer.store.schema import article, claim, link, statistic
from indexer.text.abbreviations import spelt_out
from indexer.text.successors import also_known, formerly, now_in, provinces_of, successor
from indexer.text.unicode import fold

_WORD = regex.compile(r"\w+")
# Words that names of many bodies share: who asks for "thành ủy" does not ask for Tỉnh ủy Hải Dương,
# though that is Thành ủy Hải Phòng now.
SHARED = frozenset({"tinh", "thanh", "pho", "uy", "bo", "so", "ban", "cuc", "va", "tong", "doan"})
_FEWEST = 2  # words of a name that tells which one is meant; a single one is looked for as it is


class Bearers(NamedTuple):
    """The values of a column that a name may stand for."""

    written: list[str]  # the words stand in them
    renamed: list[str]  # later they, or the province that a place lay in, were called so
    since: dict[str, list[str]]  # by the day from which they are what was called so


def bearers(
    connection: Connection, column: Column[Any], wanted: str, *, as_written: bool = False
) -> Bearers:
    """The values of *column* that the words of *wanted* stand for, in any spelling: UBND too.

    With *as_written* only those in which they stand, in their order.
    """
    sought, words = padded(wanted), frozenset(padded(wanted).split())
    found = Bearers([], [], defaultdict(list))
    for value in connection.scalars(select(column).distinct().where(column.is_not(None))):
        if sought in padded(value):
            found.written.append(value)
        elif as_written or len(words) < _FEWEST:
            continue
        elif any(_means(sought, words, other, value) for other in _later(column, value)):
            found.renamed.append(value)
        else:
            days = [s.since for s in formerly(value) if _means(sought, words, s.name, value)]
            if days:
                found.since[min(days)].append(value)
    return found


def bearing(column: Column[Any], found: Bearers) -> ColumnElement[bool]:
    """Whether *column* has one of the values *found*, since when it counts."""
    conditions: list[ColumnElement[bool]] = [column.in_(each([*found.written, *found.renamed]))]
    for day, values in sorted(found.since.items()):
        conditions.append(and_(column.in_(each(values)), _from(column, day)))
    return or_(*conditions)


def tells(words: Set[str], name: str, value: str) -> bool:
    """Whether one of *words*, without diacritics, stands in *name* and not in *value*.

    Words that many bodies share do not count.
    """
    return bool(words & set(padded(name).split()) - set(padded(value).split()) - SHARED)


def beside(name: str | None, key: str = "successor") -> dict[str, str | None]:
    """What the body or place *name* is called now, as what stands beside it in a row."""
    now = successor(name)
    return {key: now.name if now else None}


def told(name: str | None) -> dict[str, str | None]:
    """What there is to tell of *name* now: its successor, since when, by what; or where it lies."""
    now = successor(name)
    return {
        "successor": now.name if now else None,
        "successor_since": now.since if now else None,
        "successor_source": now.source if now else None,
        "now_in": now_in(name),
    }


@lru_cache(maxsize=50_000)
def padded(name: str) -> str:
    """The words of *name* without diacritics and abbreviations, between blanks."""
    return f" {spelt_out(name)} "


def is_written(wanted: str, value: str) -> bool:
    """Whether the words of *wanted* stand in *value* just so, no abbreviation spelt out."""
    sought, there = (f" {' '.join(_WORD.findall(fold(name)))} " for name in (wanted, value))
    return sought in there


def _later(column: Column[Any], value: str) -> Iterable[str]:
    """Names that *value* got later; of the place of an article, the provinces it lies in too."""
    return (*also_known(value), *(provinces_of(value) if column.name == "place" else ()))


def _means(sought: str, words: Set[str], name: str, value: str) -> bool:
    """Whether *sought* stands in another *name* of *value*, and tells it from that."""
    return sought in padded(name) and tells(words, name, value)


def _from(column: Column[Any], day: str) -> ColumnElement[bool]:
    """Whether what has *column* is of *day* or later: a directive by its own, else the article."""
    if column is link.c.unit:
        late = select(claim.c.id).join(article, article.c.id == claim.c.article_id)
        return link.c.claim_id.in_(late.where(article.c.published >= day))
    if column.table is statistic:
        late = select(article.c.id).where(article.c.published >= day)
        return statistic.c.article_id.in_(late)
    own: Column[Any] = column.table.c["published" if column is article.c.place else "date"]
    return own >= day
