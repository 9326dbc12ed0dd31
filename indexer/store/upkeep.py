"""Whether catalogue and full text agree."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from indexer.store.engine import All, Engine
from indexer.store.errors import BrokenFullText
from indexer.store.fulltext import all_ids
from indexer.store.rows import text_hash, unpacked
from indexer.store.schema import article, failure, pending, sketch, source, ungrouped, unresolved


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it should be."""

    what: str  # an article's id, a file, or the part of the index
    why: str


def differences(database: sa.Engine, full_text: Callable[[], Engine]) -> list[Difference]:
    """Where the catalogue and the full text differ, or are damaged."""
    with database.connect() as connection:
        damaged = list(_damages(connection))
        if damaged:  # nothing else can be asked of it
            return damaged
        waiting = set(connection.scalars(sa.select(pending.c.article_id)))
        known = set(all_ids(connection)) - waiting
        return [
            *_unfinished(connection, len(waiting)),
            *_failures(connection),
            *_broken_articles(connection),
            *_full_text(full_text, known, waiting),
        ]


def _damages(connection: sa.Connection) -> Iterator[Difference]:
    try:
        answers = list(connection.exec_driver_sql("PRAGMA integrity_check").scalars())
        strays = list(connection.exec_driver_sql("PRAGMA foreign_key_check"))
    except sa.exc.DatabaseError as error:
        yield Difference("catalogue", str(error.orig))
        return
    yield from (Difference("catalogue", answer) for answer in answers if answer != "ok")
    for table in sorted({row[0] for row in strays}):
        yield Difference("catalogue", f"rows of '{table}' belong to nothing")


def _unfinished(connection: sa.Connection, waiting: int) -> Iterator[Difference]:
    """What a kill has left; the next run of ingest finishes it."""
    if waiting:
        yield Difference("full text", f"{waiting} articles wait for the next run of ingest")
    if codes := connection.scalar(sa.select(sa.func.count()).select_from(unresolved)):
        yield Difference("directives", f"{codes} codes wait for the next run of ingest")
    if stale := connection.scalar(sa.select(sa.func.count()).where(article.c.stale)):
        yield Difference("articles", f"{stale} wait to be annotated by the next run of ingest")
    alone = sa.select(sa.func.count()).select_from(article).outerjoin(sketch)
    new = connection.scalar(alone.where(sa.or_(sketch.c.compared.is_(None), ~sketch.c.compared)))
    if new or connection.scalar(sa.select(sa.func.count()).select_from(ungrouped)):
        yield Difference("near-duplicates", "some wait to be grouped by the next run of ingest")
    partly = sa.select(source.c.path).where(~source.c.complete).order_by(source.c.path)
    for path in connection.scalars(partly):
        yield Difference(path, "was not read to its end without a failure; ingest it again")


def _failures(connection: sa.Connection) -> Iterator[Difference]:
    """Plugins that raised; the next run of ingest tries again."""
    f = failure.c
    for row in connection.execute(sa.select(failure).order_by(f.article_id, f.plugin)):
        yield Difference(row.article_id, f"plugin '{row.plugin}' failed on it: {row.reason}")


def _broken_articles(connection: sa.Connection) -> Iterator[Difference]:
    columns = (article.c.id, article.c.text, article.c.sha256, article.c.words, article.c.record)
    for row in connection.execute(sa.select(*columns).order_by(article.c.id)):
        if text_hash(row.text) != row.sha256:
            yield Difference(row.id, "its text is not the one that was read")
        try:
            unpacked(row.words)
            json.loads(row.record)
        except ValueError:
            yield Difference(row.id, "its record in the catalogue is broken")


def _full_text(
    full_text: Callable[[], Engine], known: set[str], waiting: set[str]
) -> Iterator[Difference]:
    try:
        held = full_text().ids(All())
        full_text().verify()
    except BrokenFullText as error:
        yield Difference("full text", str(error))
        return
    for missing in sorted(known - set(held)):
        yield Difference(missing, "is missing in the full text")
    for surplus in sorted(set(held) - known - waiting):
        yield Difference(surplus, "is in the full text but not in the catalogue")
    if len(held) > len(set(held)):
        yield Difference("full text", f"holds {len(held) - len(set(held))} articles twice")
