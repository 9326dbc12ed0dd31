"""An engine whose errors are those of indexer.store.errors, whichever engine it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from indexer.store.engine import Document, Engine, Query, Result, Sort, engine
from indexer.store.faults import of_full_text


class Guarded:
    """The full text of an index *folder*; as Engine, which tells what each call does."""

    def __init__(self, folder: Path, inner: Engine) -> None:
        self._folder = folder
        self._inner = inner

    @classmethod
    def create(cls, folder: Path, name: str, at: Path) -> Guarded:
        """A new full text for the index *folder* in its folder *at*."""
        module = engine(name)
        with of_full_text(folder, writing=True):
            return cls(folder, module.create(at))

    @classmethod
    def connect(cls, folder: Path, name: str, at: Path) -> Guarded:
        """The full text of the index *folder* in its folder *at*."""
        module = engine(name)
        with of_full_text(folder):
            return cls(folder, module.connect(at))

    def delete(self, ids: Iterable[str]) -> None:
        """As Engine.delete()."""
        with of_full_text(self._folder, writing=True):
            self._inner.delete(ids)

    def add(self, documents: Iterable[Document]) -> None:
        """As Engine.add()."""
        with of_full_text(self._folder, writing=True):
            self._inner.add(documents)

    def commit(self) -> None:
        """As Engine.commit()."""
        with of_full_text(self._folder, writing=True):
            self._inner.commit()

    def search(
        self, query: Query, *, limit: int = 10, offset: int = 0, sort: Sort = "relevance"
    ) -> Result:
        """As Engine.search()."""
        with of_full_text(self._folder):
            return self._inner.search(query, limit=limit, offset=offset, sort=sort)

    def ids(self, query: Query) -> list[str]:
        """As Engine.ids()."""
        with of_full_text(self._folder):
            return self._inner.ids(query)

    def verify(self) -> None:
        """As Engine.verify()."""
        with of_full_text(self._folder):
            self._inner.verify()

    def close(self) -> None:
        """As Engine.close()."""
        with of_full_text(self._folder):
            self._inner.close()
