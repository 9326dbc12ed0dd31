"""The index folder: catalogue, full text and the lock of its one writer."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from indexer.store import catalogue, schema
from indexer.store.engine import Engine, Query, Result, Sort, engine
from indexer.store.errors import BrokenIndex, IndexBusy, IndexExists, NotWritable
from indexer.store.faults import of_catalogue
from indexer.store.guarded import Guarded

# Who only asks needs nothing of what writes, and starts in half the time.
if TYPE_CHECKING:
    from indexer.store.upkeep import Difference
    from indexer.store.writer import Writer

LOCK = "write.lock"
TEMPORARY = "temporary"  # of the programs that read files, while a writer is at work
PATIENCE = 0.3  # seconds; is_written() holds the lock for less
FULL_TEXT = "fulltext"  # holds a folder for each building of it; the catalogue names the one in use

Progress = Callable[[int, int], None]  # done, in all


class Index:
    """An open index. Many may read it, while one writes."""

    def __init__(self, folder: Path, database: sa.Engine) -> None:
        self.folder = folder
        self._database = database
        self._opened: tuple[Path, Engine] | None = None

    @classmethod
    def create(cls, folder: Path, engine_name: str = "whoosh") -> Index:
        """A new index in *folder*; raises IndexExists where there is one."""
        engine(engine_name)  # an unknown one is told before a folder is made
        with _lock(folder):
            if catalogue.is_there(folder):
                raise IndexExists(folder)
            Guarded.create(folder, engine_name, folder / FULL_TEXT / "1").close()
            catalogue.make(folder, {"engine": engine_name, "fulltext": "1"})
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Index:
        """The index in *folder*; raises NoIndex where there is none."""
        return cls(folder, catalogue.open_checked(folder))

    @classmethod
    def at(cls, folder: Path, engine_name: str = "whoosh") -> Index:
        """The index in *folder*, made with *engine_name* where there is none yet."""
        if catalogue.is_there(folder):
            return cls.open(folder)
        try:
            return cls.create(folder, engine_name)
        except IndexExists:  # another process has just made it
            return cls.open(folder)

    @property
    def temporary(self) -> Path:
        """A folder for what is needed while a writer is at work; it need not be there.

        What a kill leaves in it goes when the next writer begins.
        """
        return (self.folder / TEMPORARY).resolve()

    @property
    def engine_name(self) -> str:
        """The engine of the full text in use."""
        return self._fact("engine")

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all files."""
        self._close_full_text()
        self._database.dispose()

    @contextmanager
    def connect(self) -> Iterator[sa.Connection]:
        """A connection for reading the tables of indexer.store.schema."""
        with of_catalogue(self.folder), self._database.connect() as connection:
            yield connection

    def article(self, article_id: str) -> sa.Row[Any] | None:
        """One row of the table article, or None."""
        with self.connect() as connection:
            query = sa.select(schema.article).where(schema.article.c.id == article_id)
            return connection.execute(query).one_or_none()

    def search(
        self, query: Query, *, limit: int = 10, offset: int = 0, sort: Sort = "relevance"
    ) -> Result:
        """One page of the articles that *query* finds, and how many there are in all."""
        return self._full_text().search(query, limit=limit, offset=offset, sort=sort)

    def ids(self, query: Query) -> list[str]:
        """The ids of all articles that *query* finds, in no order."""
        return self._full_text().ids(query)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """The one writer; raises IndexBusy where another process or thread has it.

        Where the block ends well, all that it wrote is resolved and searchable.
        """
        from indexer.store.writer import Writer

        with _lock(self.folder), self._writing() as database:
            self._drop_old_full_texts()
            shutil.rmtree(self.temporary, ignore_errors=True)
            writer = Writer(database, self._full_text)
            try:
                yield writer
                writer.settle()
            except BaseException:
                self._close_full_text()  # what it was handed and has not committed
                raise
            finally:
                shutil.rmtree(self.temporary, ignore_errors=True)

    def is_written(self) -> bool:
        """Whether a writer is at work; where nobody here may write, none is taken to be."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder / LOCK, timeout=0)
        try:
            with lock:
                return False
        except Timeout:
            return True
        except OSError:
            return False

    def check(self) -> list[Difference]:
        """Where catalogue and full text differ, or are damaged; empty where all is well."""
        from indexer.store.upkeep import differences

        with of_catalogue(self.folder):
            return differences(self._database, self._full_text)

    def reindex(self, engine_name: str | None = None, on_progress: Progress | None = None) -> int:
        """Build the full text again from the catalogue, in another engine if asked.

        Returns the number of articles. Searches see the old one until the new one is whole.
        """
        from indexer.store.vocabulary import count_the_rest

        with _lock(self.folder):
            name = engine_name or self.engine_name
            number = int(self._fact("fulltext")) + 1
            folder = self.folder / FULL_TEXT / str(number)
            shutil.rmtree(folder, ignore_errors=True)  # of a rebuilding that was killed
            full_text = Guarded.create(self.folder, name, folder)
            total = self._build(full_text, on_progress or (lambda *_: None))
            with self._writing() as database, database.begin() as connection:
                catalogue.put(connection, "engine", name)
                catalogue.put(connection, "fulltext", str(number))
                connection.execute(sa.delete(schema.pending))
            with self._writing() as database:
                count_the_rest(database)
            self._close_full_text()
            self._drop_old_full_texts()
        return total

    def _build(self, full_text: Engine, on_progress: Progress) -> int:
        from indexer.store.fulltext import all_ids, documents

        try:
            with self.connect() as connection:
                ids = all_ids(connection)
                for done, document in enumerate(documents(connection, ids), 1):
                    full_text.add([document])
                    on_progress(done, len(ids))
            full_text.commit()
        finally:
            full_text.close()
        return len(ids)

    @contextmanager
    def _writing(self) -> Iterator[sa.Engine]:
        database = catalogue.connect(self.folder)
        try:
            yield database
        finally:
            catalogue.bring_home(database)
            database.dispose()

    def _full_text(self) -> Engine:
        """The full text in use; opened when first asked for, again when it was rebuilt."""
        folder = self.folder / FULL_TEXT / self._fact("fulltext")
        if self._opened is None or self._opened[0] != folder:
            self._close_full_text()
            self._opened = folder, Guarded.connect(self.folder, self._fact("engine"), folder)
        return self._opened[1]

    def _close_full_text(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            opened[1].close()

    def _drop_old_full_texts(self) -> None:
        """Delete what is not in use; what a reader on Windows still holds stays for next time."""
        used = self._fact("fulltext")
        for folder in (self.folder / FULL_TEXT).glob("*"):
            if folder.name.isdigit() and folder.name != used:
                shutil.rmtree(folder, ignore_errors=True)

    def _fact(self, key: str) -> str:
        with self.connect() as connection:
            value = catalogue.get(connection, key)
        if value is None:
            raise BrokenIndex(self.folder, f"it does not say its {key}")
        return value


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK, timeout=PATIENCE)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise IndexBusy(folder) from None
    except OSError as error:
        raise NotWritable(folder, error.strerror or str(error)) from error
    try:
        with of_catalogue(folder):
            yield
    finally:
        lock.release()
