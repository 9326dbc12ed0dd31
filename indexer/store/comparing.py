"""New articles → those that are the same news: found by sketches, then judged by their texts."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as insert_once

from indexer.resolve.likeness import EDITS, SAME, Worded, same_news
from indexer.resolve.sketch import VERSION, Sketch, estimate, numbers, sketch
from indexer.store import schema
from indexer.store.schema import article, claim, meta, same, twin, ungrouped

CHUNK = 2_000  # new articles that are compared with all at once
_READ = 1_000  # sketches in memory at a time
_SKETCHED = 200  # texts in memory at a time
_SYLLABLES = 400_000  # of the texts that are kept for the next pair; some 50 MB
_PLAUSIBLE = SAME - 0.18  # a share of 0.7 is estimated lower in one case of 4,000

_FACT = "likeness"
_RULES = f"{VERSION}.{SAME}.{EDITS}"


def keep_sketch(connection: sa.Connection, article_id: str, made: Sketch) -> None:
    """Write the sketch of an article; it is still to be compared."""
    row = {"article_id": article_id, "compared": False, **made._asdict()}
    connection.execute(insert_once(schema.sketch).prefix_with("OR REPLACE"), row)


def untie(connection: sa.Connection, article_id: str) -> None:
    """Take an article out of its group, which has to be found anew for those it was tied to."""
    mark_ungrouped(connection, [article_id, *_tied(connection, article_id)])
    tie = sa.or_(twin.c.one == article_id, twin.c.other == article_id)
    connection.execute(sa.delete(twin).where(tie))
    connection.execute(sa.delete(schema.sketch).where(schema.sketch.c.article_id == article_id))


def mark_ungrouped(connection: sa.Connection, ids: Iterable[str]) -> None:
    """Note that the groups of these articles have to be found anew."""
    rows = [{"article_id": each} for each in ids]
    if rows:
        connection.execute(insert_once(ungrouped).on_conflict_do_nothing(), rows)


def renew_sketches(database: sa.Engine) -> None:
    """Sketch what has no sketch; all of it where it was sketched or compared in another way."""
    with database.begin() as connection:
        known = connection.scalar(sa.select(meta.c.value).where(meta.c.key == _FACT))
        if known != _RULES:
            mark_ungrouped(connection, connection.scalars(sa.select(same.c.article_id)).all())
            for table in (twin, schema.sketch):
                connection.execute(sa.delete(table))
            fact = {"key": _FACT, "value": _RULES}
            connection.execute(insert_once(meta).prefix_with("OR REPLACE"), fact)
    a, s = article.c, schema.sketch.c
    bare = sa.select(a.id, a.own, a.text).outerjoin(schema.sketch, s.article_id == a.id)
    while True:
        with database.begin() as connection:
            rows = connection.execute(bare.where(s.article_id.is_(None)).limit(_SKETCHED)).all()
            for row in rows:
                keep_sketch(connection, row.id, sketch(row.text, row.own))
        if len(rows) < _SKETCHED:
            return


def compare_new(database: sa.Engine) -> None:
    """Tie what has not been compared yet to all that is the same news."""
    s = schema.sketch.c
    query = sa.select(s.article_id, s.bands, s.signature).where(~s.compared)
    while True:
        with database.begin() as connection:
            rows = connection.execute(query.order_by(s.article_id).limit(CHUNK)).all()
            if not rows:
                return
            texts = _Texts(connection)
            pairs = _plausible(connection, rows)
            ties = {pair for pair in pairs if same_news(texts[pair[0]], texts[pair[1]])}
            if ties:
                values = [{"one": one, "other": other} for one, other in sorted(ties)]
                connection.execute(insert_once(twin).on_conflict_do_nothing(), values)
            ids = [row.article_id for row in rows]
            mark_ungrouped(connection, {*ids, *(end for pair in ties for end in pair)})
            connection.execute(
                sa.update(schema.sketch)
                .where(s.article_id == sa.bindparam("done"))
                .values(compared=True),
                [{"done": each} for each in ids],
            )


class _Texts:
    """Articles as they are compared; those asked for last stay in memory."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._kept: OrderedDict[str, Worded] = OrderedDict()
        self._size = 0

    def __getitem__(self, article_id: str) -> Worded:
        worded = self._kept.pop(article_id, None)
        if worded is None:
            worded = self._read(article_id)
            self._size += len(worded.lower)
        self._kept[article_id] = worded
        while self._size > _SYLLABLES and len(self._kept) > 2:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest.lower)
        return worded

    def _read(self, article_id: str) -> Worded:
        query = sa.select(article.c.text, article.c.own).where(article.c.id == article_id)
        row = self._connection.execute(query).one()
        codes = sa.select(claim.c.code).where(claim.c.article_id == article_id)
        return Worded(row.text, row.own, frozenset(self._connection.scalars(codes)))


def _plausible(connection: sa.Connection, new: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Each pair of one of *new* and any other article that may be the same, lesser id first."""
    by_key: dict[int, list[str]] = defaultdict(list)
    signatures: dict[str, tuple[int, ...]] = {}
    for row in new:
        signatures[row.article_id] = numbers(row.signature)
        for key in numbers(row.bands):
            by_key[key].append(row.article_id)
    s = schema.sketch.c
    every = connection.execute(sa.select(s.article_id, s.bands, s.signature).order_by(s.article_id))
    for rows in every.partitions(_READ):
        for known, packed, signed in rows:
            yield from _beside(known, numbers(packed), numbers(signed), by_key, signatures)


def _beside(
    known: str,
    keys: tuple[int, ...],
    signature: tuple[int, ...],
    by_key: Mapping[int, list[str]],
    signatures: Mapping[str, tuple[int, ...]],
) -> Iterator[tuple[str, str]]:
    if by_key.keys().isdisjoint(keys):
        return
    met = {each for key in keys if key in by_key for each in by_key[key]} - {known}
    for each in sorted(met):
        twice = known in signatures and known > each  # the pair comes from the other side too
        if not twice and estimate(signature, signatures[each]) >= _PLAUSIBLE:
            yield min(known, each), max(known, each)


def _tied(connection: sa.Connection, article_id: str) -> list[str]:
    return [
        tied
        for mine, theirs in ((twin.c.one, twin.c.other), (twin.c.other, twin.c.one))
        for tied in connection.scalars(sa.select(theirs).where(mine == article_id))
    ]
