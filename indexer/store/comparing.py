"""New articles → those that are the same news: found by sketches, then judged by their texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as insert_once

from indexer.resolve.likeness import EDITS, SAME, Worded, same_news
from indexer.resolve.sketch import VERSION, Sketch, estimate, numbers, sketch
from indexer.store import schema
from indexer.store.fulltext import chunks
from indexer.store.grouping import tied
from indexer.store.schema import article, claim, meta, same, twin, ungrouped

Beside = Mapping[str, list[str]]  # article → those that may be the same

CHUNK = 2_000  # new articles that are compared with all at once
_READ = 1_000  # sketches in memory at a time
_SKETCHED = 200  # texts in memory at a time
_SYLLABLES = 200_000  # of the texts that are in memory at a time; some 50 MB
_TIES = 10_000  # that are written at a time
_PLAUSIBLE = SAME - 0.18  # a share of 0.7 is estimated lower in one case of 4,000

_FACT = "likeness"
_RULES = f"{VERSION}.{SAME}.{EDITS}"


def keep_sketch(connection: sa.Connection, article_id: str, made: Sketch) -> None:
    """Write the sketch of an article; it is still to be compared."""
    row = {"article_id": article_id, "compared": False, **made._asdict()}
    connection.execute(insert_once(schema.sketch).prefix_with("OR REPLACE"), row)


def untie(connection: sa.Connection, article_id: str) -> None:
    """Take an article out of its group, which has to be found anew for those it was tied to."""
    mark_ungrouped(connection, [article_id, *tied(connection, [article_id])])
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
            ids = [row.article_id for row in rows]
            mark_ungrouped(connection, ids)
            for beside in _plausible(connection, rows):
                _tie(connection, _alike(connection, beside))
            connection.execute(
                sa.update(schema.sketch)
                .where(s.article_id == sa.bindparam("done"))
                .values(compared=True),
                [{"done": each} for each in ids],
            )


def _tie(connection: sa.Connection, ties: Iterable[tuple[str, str]]) -> None:
    for some in chunks([sorted(pair) for pair in ties], _TIES):
        values = [{"one": one, "other": other} for one, other in some]
        connection.execute(insert_once(twin).on_conflict_do_nothing(), values)
        mark_ungrouped(connection, sorted({end for pair in some for end in pair}))


def _plausible(connection: sa.Connection, new: Iterable[Any]) -> Iterator[Beside]:
    """For some articles at a time, those of *new* that each may be the same as; a pair once."""
    by_key: dict[int, list[str]] = defaultdict(list)
    signatures: dict[str, tuple[int, ...]] = {}
    for row in new:
        signatures[row.article_id] = numbers(row.signature)
        for key in numbers(row.bands):
            by_key[key].append(row.article_id)
    s = schema.sketch.c
    every = connection.execute(sa.select(s.article_id, s.bands, s.signature).order_by(s.article_id))
    for rows in every.partitions(_READ):
        some = {row[0]: _met(*row, by_key, signatures) for row in rows}
        beside = {known: met for known, met in some.items() if met}
        if beside:
            yield beside


def _met(
    known: str,
    keys: bytes,
    signature: bytes,
    by_key: Mapping[int, list[str]],
    signatures: Mapping[str, tuple[int, ...]],
) -> list[str]:
    shared = by_key.keys() & numbers(keys)
    if not shared:
        return []
    met = {each for key in shared for each in by_key[key]}
    if known in signatures:  # the pair comes from the other side too
        met = {each for each in met if known < each}
    own = numbers(signature)
    return [each for each in met if estimate(own, signatures[each]) >= _PLAUSIBLE]


def _alike(connection: sa.Connection, beside: Beside) -> Iterator[tuple[str, str]]:
    """The pairs of *beside* that are the same news; of its articles some are in memory at a time.

    Those that they may be the same as are read once for all of these: on many texts of one form
    reading each for each pair took more time than judging them.
    """
    kept: dict[str, Worded] = {}
    room = _SYLLABLES
    for known in beside:
        kept[known] = _worded(connection, known)
        room -= len(kept[known].written)
        if room <= 0:
            yield from _among(connection, kept, beside)
            kept, room = {}, _SYLLABLES
    yield from _among(connection, kept, beside)


def _among(
    connection: sa.Connection, kept: Mapping[str, Worded], beside: Beside
) -> Iterator[tuple[str, str]]:
    turned: dict[str, list[str]] = defaultdict(list)
    for known in kept:
        for met in beside[known]:
            turned[met].append(known)
    for met, near in sorted(turned.items()):
        worded = kept.get(met) or _worded(connection, met)
        yield from ((known, met) for known in near if same_news(kept[known], worded))


def _worded(connection: sa.Connection, article_id: str) -> Worded:
    query = sa.select(article.c.text, article.c.own).where(article.c.id == article_id)
    row = connection.execute(query).one()
    codes = sa.select(claim.c.code).where(claim.c.article_id == article_id)
    return Worded(row.text, row.own, frozenset(connection.scalars(codes)))
