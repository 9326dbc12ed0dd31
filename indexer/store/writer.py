"""The one writer of an index. Every step may be repeated, and may be the last before a kill."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import sqlalchemy as sa

from indexer.models import Annotations, Article
from indexer.store import runs, schema, sources
from indexer.store.comparing import compare_new, renew_sketches
from indexer.store.engine import Engine
from indexer.store.feeding import Feeder
from indexer.store.fulltext import chunks
from indexer.store.grouping import regroup
from indexer.store.inserting import Inserter
from indexer.store.moving import move, move_within
from indexer.store.naming import Names, own
from indexer.store.promoting import Heirs, dethrone, enthrone, first_heir, precedence, take_heirs
from indexer.store.resolving import resolve_changed
from indexer.store.rows import (
    RECORDED,
    Prepared,
    Row,
    fingerprint,
    kept_article,
    prepare,
    text_hash,
)
from indexer.store.runs import Failures
from indexer.store.sources import Kept, Known, Source

Outcome = Literal["added", "updated", "duplicate"]
KEYS = 500  # values in one SQL list; SQLite takes 32,766

# What is asked twice of each article is put into words once.
_ARTICLE = schema.article.c
_OTHER = sa.or_(
    _ARTICLE.source_id != sa.bindparam("source_id"), _ARTICLE.given != sa.bindparam("given")
)
_SAME_TEXT = (
    sa.select(_ARTICLE.id, _ARTICLE.published, _ARTICLE.given, _ARTICLE.path)
    .where(_ARTICLE.sha256 == sa.bindparam("sha256"), _OTHER)
    .order_by(_ARTICLE.id)
    .limit(1)
)
_DROP_COPY = sa.delete(schema.copy).where(
    schema.copy.c.source_id == sa.bindparam("of_source"),
    schema.copy.c.given == sa.bindparam("called"),
)


class Writer:
    """Writes articles, source by source; use Index.writer()."""

    def __init__(self, database: sa.Engine, full_text: Callable[[], Engine]) -> None:
        self._database = database
        self._feeder = Feeder(database, full_text)
        self._inserter = Inserter(database)
        self._names = Names()
        self._current: sa.Connection | None = None

    @contextmanager
    def batch(self) -> Iterator[None]:
        """All steps within are written together: all of them, or none where the power goes."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        if self._current is not None:
            yield self._current
            return
        with self._database.begin() as self._current:
            try:
                yield self._current
            finally:
                self._current = None

    def add(self, source: Source, annotations: Iterable[Annotations]) -> list[Outcome]:
        """Take in all that *source* says; what it said before is replaced."""
        source_id = self.begin(source)
        batch = []
        for each in annotations:
            article = each.article
            named = article.model_copy(update={"id": self.free_id(source_id, article.id)})
            batch.append(prepare(each.model_copy(update={"article": named}), article.id))
        outcomes = self.put(source_id, batch)
        self.finish(source_id, source, seen={p.given for p in batch})
        return outcomes

    def remove_source(self, path: str) -> int:
        """Drop *path* and all it said; returns how many articles and copies that were."""
        known = self.known([path]).get(path)
        if known is None:
            return 0
        with self._transaction() as connection:
            removed = self._drop_unseen(connection, known.id, seen=())
            connection.execute(sa.delete(schema.source).where(schema.source.c.id == known.id))
        return removed

    def known(self, paths: Collection[str]) -> dict[str, Known]:
        """What the index has of each of the sources *paths*, some hundreds at a time."""
        with self._transaction() as connection:
            return sources.known(connection, paths)

    def alike(self, source: Source) -> list[Known]:
        """Other sources that held just what *source* holds."""
        with self._transaction() as connection:
            return sources.alike(connection, source)

    def move(self, known: Known, path: str) -> bool:
        """Note that the file of a source is at *path* now; its articles keep their ids.

        False where that cannot be: the source stays as it is then.
        """
        with self._transaction() as connection:
            return move(connection, known, path)

    def move_within(self, source_id: int, given: str, path: str) -> None:
        """Note where in its file an article or a copy stands now that has not changed itself."""
        with self._transaction() as connection:
            move_within(connection, source_id, given, path)

    def sources(self) -> list[str]:
        """The paths of all sources, in order."""
        with self._transaction() as connection:
            return sources.paths(connection)

    def begin(self, source: Source) -> int:
        """The id of *source*, which counts as unfinished from now on."""
        with self._transaction() as connection:
            return sources.begin(connection, source)

    def kept(self, source_id: int) -> dict[str, Kept]:
        """What a source has said so far, by the ids that its reader gave."""
        with self._transaction() as connection:
            return sources.kept(connection, source_id)

    def touch(self, source_id: int, source: Source) -> None:
        """Note size and time of a source whose content is the one that was read."""
        with self._transaction() as connection:
            sources.touch(connection, source_id, source)

    def finish(
        self, source_id: int, source: Source, *, seen: Collection[str], complete: bool = True
    ) -> int:
        """End the reading of a source; returns how many articles and copies it has lost.

        Where the reading was not *complete*, what it did not come to stays, and it will be read
        again; a source that has said nothing is forgotten.
        """
        with self._transaction() as connection:
            removed = self._drop_unseen(connection, source_id, seen) if complete else 0
            sources.end(connection, source_id, source, complete=complete)
        return removed

    def free_id(self, source_id: int, given: str) -> str:
        """The id of the article that its reader calls *given*; no other article has it."""
        with self._transaction() as connection:
            return self._names.free(connection, source_id, given)

    def holds(self, source_id: int, article: Article) -> bool:
        """Whether another article has the same text, and goes before this one."""
        with self._transaction() as connection:
            row = _copy_row(article)
            other = _same_text(connection, source_id, row)
            return other is not None and precedence(other) < precedence(row)

    def put_copy(self, source_id: int, article: Article) -> Outcome:
        """Take down that *article*, of holds(), stands in this source too.

        Where the other says something else by now, it is an article, to be annotated; also where
        one has the text by now that comes after this one.
        """
        row = _copy_row(article)
        with self._transaction() as connection:
            other = _same_text(connection, source_id, row)
            if other and precedence(other) < precedence(row):
                self._put_copy(connection, source_id, row)
                return "duplicate"
            self._forget(connection, source_id, article.id)
            about = article.model_dump(include=set(RECORDED))
            heirs = Heirs(article.text, about, [row | {"source_id": source_id}])
            new_id = enthrone(connection, heirs, self._names.free)
            if other:
                self._inserter.clear(connection, other["id"])
                dethrone(connection, other["id"], by=new_id)
        return "duplicate" if other else "added"

    def put(self, source_id: int, batch: Sequence[Prepared]) -> list[Outcome]:
        """Write *batch*: all of it, or nothing where the power goes.

        The id of each article is one of free_id().
        """
        with self._transaction() as connection:
            return [self._put(connection, source_id, prepared) for prepared in batch]

    def stale(self) -> Iterator[tuple[int, str, Article]]:
        """Articles to be annotated again: source, the reader's id, and themselves."""
        a = schema.article.c
        with self._transaction() as connection:
            ids = list(connection.scalars(sa.select(a.id).where(a.stale).order_by(a.id)))
        for article_id in ids:
            with self._transaction() as connection:
                query = sa.select(schema.article).where(a.id == article_id)
                row = connection.execute(query).one()
            yield row.source_id, row.given, kept_article(row._mapping)

    def outdate(self, made_by: str) -> None:
        """Make stale what other plugins than those of this digest annotated, or some failed on."""
        a = schema.article.c
        with self._transaction() as connection:
            connection.execute(
                sa.update(schema.article).where(a.made_by != made_by, ~a.stale).values(stale=True)
            )

    def begin_run(self, options: Mapping[str, Any], plugins: Mapping[str, str]) -> int:
        """The number of a new run of ingest, with its *options* and the versions of *plugins*."""
        with self._transaction() as connection:
            return runs.begin(connection, options, plugins)

    def resume_run(self, number: int) -> bool:
        """Whether run *number* is still kept, and so goes on."""
        with self._transaction() as connection:
            return runs.go_on(connection, number)

    def note_run(self, number: int, report: Mapping[str, Any], failures: Failures) -> None:
        """What a run has done up to now, and which inputs have failed since the last time."""
        with self._transaction() as connection:
            runs.note(connection, number, report, failures)

    def end_run(self, number: int, outcome: runs.Outcome, reason: str | None = None) -> None:
        """A run has ended; *reason* tells why where it failed."""
        with self._transaction() as connection:
            runs.end(connection, number, outcome, reason)

    def settle(self) -> None:
        """Resolve and group what has changed, and bring the full text into line with it."""
        self.resolve()
        self.group()
        self.publish()

    def resolve(self) -> None:
        """Find anew which directives are meant by what has changed; outside of batch()."""
        resolve_changed(self._database)

    def group(self) -> None:
        """Find anew which articles are the same news as what has changed; outside of batch()."""
        renew_sketches(self._database)
        compare_new(self._database)
        regroup(self._database)

    def publish(self) -> None:
        """Make searchable what has changed; outside of batch()."""
        self._feeder.feed()
        self._feeder.commit()

    def feed(self) -> None:
        """Hand the full text what has changed so far; publish() makes it searchable.

        To be called now and then, outside of batch(), while other processes annotate.
        """
        self._feeder.feed()

    def _put(self, connection: sa.Connection, source_id: int, prepared: Prepared) -> Outcome:
        given = prepared.given
        row = prepared.article | {"given": given}
        self._names.written(row["id"])
        other = _same_text(connection, source_id, row)
        if other and precedence(other) < precedence(row):
            self._put_copy(connection, source_id, row)
            return "duplicate"
        old = own(connection, source_id, given)
        if old is not None and old.sha256 == row["sha256"]:
            first = first_heir(connection, old.id)
            if first and precedence(first) < precedence(row):  # its day is a later one by now
                self._put_copy(connection, source_id, row)
                return "duplicate"
        heirs = None
        if old is not None:
            if old.sha256 != row["sha256"]:
                heirs = take_heirs(connection, old.id)
            self._inserter.clear(connection, old.id)
        was_copy = _drop_copy(connection, source_id, given)
        self._inserter.write(connection, source_id, prepared, new=old is None)
        if other:
            self._inserter.clear(connection, other["id"])
            dethrone(connection, other["id"], by=row["id"])
        if heirs:
            enthrone(connection, heirs, self._names.free)
        if old is not None or was_copy:
            return "updated"
        return "duplicate" if other else "added"

    def _put_copy(self, connection: sa.Connection, source_id: int, row: Row) -> None:
        """Note a copy, in place of what this source said under the same id."""
        self._forget(connection, source_id, row["given"])
        original = _same_text(connection, source_id, row)
        names = (*schema.TOLD, "given", "fingerprint")
        values = {name: row[name] for name in names} | {"source_id": source_id}
        article_id = original["id"] if original else None
        connection.execute(sa.insert(schema.copy).values(article_id=article_id, **values))

    def _forget(self, connection: sa.Connection, source_id: int, given: str) -> None:
        """Drop what a source said under an id, be it an article or a copy."""
        old = own(connection, source_id, given)
        if old is not None:
            self._drop(connection, old.id)
        _drop_copy(connection, source_id, given)

    def _drop_unseen(self, connection: sa.Connection, source_id: int, seen: Collection[str]) -> int:
        """Drop what a source no longer says; its copies first, so that none takes a place."""
        gone = sources.unseen(connection, source_id, seen)
        for ids in chunks(gone.copies, KEYS):
            connection.execute(sa.delete(schema.copy).where(schema.copy.c.id.in_(ids)))
        for article_id in gone.articles:
            self._drop(connection, article_id)
        return len(gone.articles) + len(gone.copies)

    def _drop(self, connection: sa.Connection, article_id: str) -> None:
        """Drop an article; where its text has a copy, that takes its place."""
        heirs = take_heirs(connection, article_id)
        self._inserter.clear(connection, article_id)
        connection.execute(sa.delete(schema.article).where(schema.article.c.id == article_id))
        if heirs:
            enthrone(connection, heirs, self._names.free)


def _same_text(connection: sa.Connection, source_id: int, row: Row) -> Row | None:
    """Another article with the text of *row*: its id, and what precedence() asks for."""
    key = {"sha256": row["sha256"], "source_id": source_id, "given": row["given"]}
    found = connection.execute(_SAME_TEXT, key).mappings().one_or_none()
    return dict(found) if found else None


def _drop_copy(connection: sa.Connection, source_id: int, given: str) -> bool:
    said = {"of_source": source_id, "called": given}
    return connection.execute(_DROP_COPY, said).rowcount > 0


def _copy_row(article: Article) -> Row:
    row = article.model_dump(exclude=set(RECORDED))
    return row | {
        "given": article.id,
        "sha256": text_hash(article.text),
        "fingerprint": fingerprint(article),
    }
