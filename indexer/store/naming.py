"""Ids of articles: the reader's own where no other article has it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from indexer.store.schema import article, source

# What is asked of each article is put into words once.
_OWN = sa.select(article.c.id, article.c.sha256).where(
    article.c.source_id == sa.bindparam("source_id"), article.c.given == sa.bindparam("given")
)
_TAKEN = sa.select(sa.exists().where(article.c.id == sa.bindparam("name")))


def own(connection: sa.Connection, source_id: int, given: str) -> Any:
    """The row, with id and sha256, of the article that its reader calls *given*, or None."""
    return connection.execute(_OWN, {"source_id": source_id, "given": given}).one_or_none()


class Names:
    """Gives out ids; one that was given out and is not yet written is not given out again."""

    def __init__(self) -> None:
        self._promised: dict[str, tuple[int, str]] = {}

    def free(self, connection: sa.Connection, source_id: int, given: str) -> str:
        """The id of the article that its reader calls *given*; no other article has it."""
        old = own(connection, source_id, given)
        if old is not None:
            return str(old.id)
        owner = (source_id, given)
        for name in _names(connection, source_id, given):
            taken = connection.scalar(_TAKEN, {"name": name})
            if self._promised.get(name, owner) == owner and not taken:
                self._promised[name] = owner
                return name
        raise AssertionError("no id is free")  # 58 hashes of 24 bits and more have collided

    def written(self, name: str) -> None:
        """The article with this id is in the catalogue now."""
        self._promised.pop(name, None)


def _names(connection: sa.Connection, source_id: int, given: str) -> Iterator[str]:
    yield given
    path = connection.scalar(sa.select(source.c.path).where(source.c.id == source_id))
    digest = hashlib.sha256(f"{path}\n{given}".encode()).hexdigest()
    yield from (f"{given}~{digest[:n]}" for n in range(6, 64))
