"""Articles that are the same news: counted once, shown with the others of their group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from indexer.answer.meaning import each
from indexer.store.engine import Hit
from indexer.store.schema import article, same

Row = dict[str, Any]

_SHOWN = ("id", "title", "published", "path", "url")
# How an article says something: near-duplicates say the same at another place, in other words.
_OF_ARTICLE = ("article", "start", "end", "published", "place", "sentence")
_MINE, _THEIRS = same.alias(), same.alias()
_OTHERS = (
    select(_MINE.c.article_id.label("owner"), *(article.c[key] for key in _SHOWN))
    .join(_THEIRS, _THEIRS.c.first == _MINE.c.first)
    .join(article, article.c.id == _THEIRS.c.article_id)
    .where(article.c.id != _MINE.c.article_id)
    .order_by(article.c.id != _MINE.c.first, article.c.published, article.c.id)
)


class Firsts:
    """Which article stands for another; each stands for itself where it is no near-duplicate."""

    def __init__(self, connection: Connection) -> None:
        rows = connection.execute(select(same.c.article_id, same.c.first))
        self._first: dict[str, str] = {row.article_id: row.first for row in rows}

    def of(self, article_id: str) -> str:
        """The article that stands for the group of this one."""
        return self._first.get(article_id, article_id)

    def stands_alone(self, article_id: str) -> bool:
        """Whether this article is nobody's near-duplicate."""
        return article_id not in self._first

    def best(self, ranked: Iterable[Hit]) -> list[Hit]:
        """The first of *ranked* of each group."""
        first, met, found = self._first, set(), []
        for hit in ranked:
            group = first.get(hit.id)
            if group is None:
                found.append(hit)
            elif group not in met:
                met.add(group)
                found.append(hit)
        return found

    def parted(self, ids: Iterable[str]) -> tuple[list[str], list[list[str]]]:
        """Those of *ids* that are nobody's near-duplicates, and the others group by group."""
        first, alone, groups = self._first, [], defaultdict(list)
        for article_id in ids:
            group = first.get(article_id)
            if group is None:
                alone.append(article_id)
            else:
                groups[group].append(article_id)
        return alone, [*groups.values()]

    def number(self, ids: Iterable[str]) -> int:
        """How many of *ids* there are, near-duplicates counted once."""
        return len({self.of(known) for known in ids})

    def once(self, rows: Iterable[Row]) -> list[Row]:
        """*rows* of an `article` each, without those that a near-duplicate before it has told.

        What one article tells twice stays twice; `same`, which each row gets, holds the articles
        that tell it too. The words around it, as `sentence`, may be others.
        """
        found: list[Row] = []
        told: dict[tuple[Any, ...], Row] = {}
        times: Counter[tuple[Any, ...]] = Counter()
        for row in rows:
            if self.stands_alone(row["article"]):  # nobody else can have told it
                row["same"] = []
                found.append(row)
                continue
            said = tuple(repr(value) for key, value in row.items() if key not in _OF_ARTICLE)
            times[row["article"], said] += 1
            key = (self.of(row["article"]), said, times[row["article"], said])
            if key in told:
                told[key]["same"].append(row["article"])
            else:
                row["same"] = []
                told[key] = row
                found.append(row)
        return found


def others(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[Row]]:
    """The near-duplicates of each of *ids*, the one that stands for all first."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in connection.execute(_OTHERS.where(_MINE.c.article_id.in_(each(ids)))):
        found[row.owner].append({key: getattr(row, key) for key in _SHOWN})
    return found
