"""Which of those with one text is the article: the others are its copies.

A copy takes the place of the article that goes, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from indexer.models import Annotations, Article
from indexer.store.inserting import mark_pending
from indexer.store.rows import Row, prepare, recorded
from indexer.store.schema import TOLD, article, copy

_LATEST = "~"  # after every day

FreeId = Callable[[sa.Connection, int, str], str]


@dataclass(frozen=True)
class Heirs:
    """The copies of a text whose article goes, in order."""

    text: str
    about: Mapping[str, str | None]  # author and day of making, which a copy does not keep
    copies: Sequence[Row]


def precedence(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """By what the first of those with one text is the article: it does not matter which came first.

    What was published first; its day is the one that the text speaks from.
    """
    return row["published"] or _LATEST, row["path"], row["given"]


def first_heir(connection: sa.Connection, article_id: str) -> Row | None:
    """The copy that would take the place of an article, as precedence() asks for it, or None."""
    columns = (copy.c.published, copy.c.path, copy.c.given)
    rows = connection.execute(sa.select(*columns).where(copy.c.article_id == article_id))
    return min(map(dict, rows.mappings()), key=precedence, default=None)


def take_heirs(connection: sa.Connection, article_id: str) -> Heirs | None:
    """The copies of an article, out of the catalogue now; None where it has none."""
    own = copy.c.article_id == article_id
    rows = connection.execute(sa.select(copy).where(own)).mappings()
    copies: list[Row] = sorted(map(dict, rows), key=precedence)
    if not copies:
        return None
    connection.execute(sa.delete(copy).where(own))
    query = sa.select(article.c.text, article.c.record).where(article.c.id == article_id)
    gone = connection.execute(query).one()
    return Heirs(gone.text, recorded(gone.record), copies)


def enthrone(connection: sa.Connection, heirs: Heirs, free_id: FreeId) -> str:
    """Make the first of *heirs* an article of its own, and the others its copies; its id.

    It is stale: its text is there and searched, but it has to be annotated again, since day and
    place of the copy may be others.
    """
    first, *others = heirs.copies
    said = {k: first[k] for k in TOLD}
    new_id = free_id(connection, first["source_id"], first["given"])
    read = Article(id=new_id, text=heirs.text, **said, **heirs.about)
    row = prepare(Annotations(article=read), first["given"]).article
    row |= {"source_id": first["source_id"], "given": first["given"], "stale": True}
    connection.execute(sa.insert(article).values(row))
    if others:
        connection.execute(sa.insert(copy), [other | {"article_id": new_id} for other in others])
    mark_pending(connection, [new_id])
    return new_id


def dethrone(connection: sa.Connection, article_id: str, by: str) -> None:
    """Make an article, whose findings have been cleared, a copy of the article *by*, as its copies.

    Both have one text.
    """
    own = article.c.id == article_id
    row = connection.execute(sa.select(article).where(own)).mappings().one()
    values = {name: row[name] for name in (*TOLD, "source_id", "given", "fingerprint")}
    connection.execute(sa.insert(copy).values(values | {"article_id": by}))
    others = sa.update(copy).where(copy.c.article_id == article_id)
    connection.execute(others.values(article_id=by))
    connection.execute(sa.delete(article).where(own))
