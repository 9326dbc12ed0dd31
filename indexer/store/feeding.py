"""The full text is brought into line with the catalogue, in steps that a kill may end."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from indexer.store.engine import Engine
from indexer.store.fulltext import documents
from indexer.store.schema import pending
from indexer.store.vocabulary import Counted, count_the_rest


class Feeder:
    """Hands changed articles to the full text; they are pending until it has committed them."""

    def __init__(self, database: sa.Engine, full_text: Callable[[], Engine]) -> None:
        self._database = database
        self._full_text = full_text
        self._last = 0  # the last change that was handed over
        self._fed: set[str] = set()  # articles handed over and not yet committed
        self._counting = Counted()
        self._rest = True  # whether what was there before has yet to be counted

    def feed(self) -> None:
        """Hand over what has changed since the last time, and count its words."""
        if self._rest:
            count_the_rest(self._database)
            self._rest = False
        query = sa.select(pending).where(pending.c.id > self._last).order_by(pending.c.id)
        with self._database.connect() as connection:
            rows = connection.execute(query).all()
            if not rows:
                return
            ids = sorted(row.article_id for row in rows)
            if not self._fed.isdisjoint(ids):  # no engine sees twice what it has not committed
                self._full_text().commit()
                self._count()
            full_text = self._full_text()
            full_text.delete(ids)
            full_text.add(self._counting.passing(documents(connection, ids)))
        self._fed.update(ids)
        self._last = rows[-1].id

    def commit(self) -> None:
        """Make what was handed over searchable; from now on it is pending no more."""
        if not self._last:
            return
        self._full_text().commit()
        self._count()
        with self._database.begin() as connection:
            connection.execute(sa.delete(pending).where(pending.c.id <= self._last))
        self._last = 0

    def _count(self) -> None:
        """Write down which words the articles have that were handed over."""
        with self._database.begin() as connection:
            self._counting.write(connection, sorted(self._fed))
        self._fed.clear()
