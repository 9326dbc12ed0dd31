"""The catalogue: one SQLite file, which is the truth of the index."""

from __future__ import annotations

import contextlib
import sqlite3
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa

from indexer.errors import NoIndex
from indexer.store import schema
from indexer.store.codes import count_articles, letters, year
from indexer.store.errors import BrokenIndex, NewerIndex, NotReadable
from indexer.store.faults import of_catalogue, primary

FILE = "catalogue.db"
PATIENCE = 30  # seconds that a reader waits for the writer's commit, which takes fractions of one


def _name_issuers(connection: sa.Connection) -> None:
    """Claims tell whether the issuer is named; which directives they mean is found anew."""
    named = "ALTER TABLE claim ADD COLUMN named BOOLEAN NOT NULL DEFAULT 1"
    connection.exec_driver_sql(named)
    codes = sa.select(schema.claim.c.code).distinct()
    connection.execute(sa.delete(schema.unresolved))
    connection.execute(sa.insert(schema.unresolved).from_select(["code"], codes))


def _tell_who_achieved(connection: sa.Connection) -> None:
    """Figures tell who achieved them, where and when; articles are to be annotated again."""
    for column in ("achieved_by VARCHAR", "place VARCHAR", "period VARCHAR"):
        connection.exec_driver_sql(f"ALTER TABLE statistic ADD COLUMN {column}")
    aim = "ALTER TABLE statistic ADD COLUMN planned BOOLEAN NOT NULL DEFAULT 0"
    connection.exec_driver_sql(aim)
    connection.execute(sa.update(schema.article).values(stale=True))


def _tell_encodings(connection: sa.Connection) -> None:
    """Articles tell which encoding their file was in; those that are there do not know it."""
    for table in ("article", "copy"):
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN encoding VARCHAR")


def _keep_runs(connection: sa.Connection) -> None:
    """What runs have done is kept; what a run asks for first is found without reading texts."""
    for statement in (
        """CREATE TABLE IF NOT EXISTS run (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        started VARCHAR NOT NULL, ended VARCHAR, outcome VARCHAR, reason TEXT,
        options TEXT NOT NULL, plugins TEXT NOT NULL, report TEXT NOT NULL)""",
        """CREATE TABLE IF NOT EXISTS run_failure (id INTEGER NOT NULL PRIMARY KEY,
        run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
        path VARCHAR NOT NULL, reason TEXT NOT NULL)""",
        "CREATE INDEX IF NOT EXISTS ix_run_failure_run_id ON run_failure (run_id)",
        "CREATE INDEX IF NOT EXISTS ix_source_sha256 ON source (sha256)",
        "CREATE INDEX IF NOT EXISTS article_stale ON article (id) WHERE stale",
        "CREATE INDEX IF NOT EXISTS article_made_by ON article (made_by)",
    ):
        connection.exec_driver_sql(statement)


def _group_near_duplicates(connection: sa.Connection) -> None:
    """Room for sketches and groups; the next writer makes them from the texts."""
    article = "VARCHAR NOT NULL REFERENCES article (id) ON DELETE CASCADE"
    for statement in (
        f"""CREATE TABLE IF NOT EXISTS sketch (article_id {article} PRIMARY KEY,
        bands BLOB NOT NULL, signature BLOB NOT NULL, compared BOOLEAN NOT NULL)""",
        "CREATE INDEX IF NOT EXISTS ix_sketch_compared ON sketch (compared)",
        f"""CREATE TABLE IF NOT EXISTS twin (one {article}, other {article},
        PRIMARY KEY (one, other)) WITHOUT ROWID""",
        "CREATE INDEX IF NOT EXISTS ix_twin_other ON twin (other)",
        f"""CREATE TABLE IF NOT EXISTS same (article_id {article} PRIMARY KEY,
        first {article})""",
        "CREATE INDEX IF NOT EXISTS ix_same_first ON same (first)",
        "CREATE TABLE IF NOT EXISTS ungrouped (article_id VARCHAR NOT NULL PRIMARY KEY)",
    ):
        connection.exec_driver_sql(statement)


def _look_up_codes(connection: sa.Connection) -> None:
    """Directives tell their letters and articles; what completes words is counted by ingest."""
    d = schema.directive.c
    kinds = ("letters VARCHAR NOT NULL DEFAULT ''", "year VARCHAR")
    for column in (*kinds, "articles INTEGER NOT NULL DEFAULT 0"):
        connection.exec_driver_sql(f"ALTER TABLE directive ADD COLUMN {column}")
    rows = [
        {"key": row.id, "letters": letters(row.code), "year": year(row.code, row.date)}
        for row in connection.execute(sa.select(d.id, d.code, d.date))
    ]
    if rows:
        named = sa.update(schema.directive).where(d.id == sa.bindparam("key"))
        told = named.values(letters=sa.bindparam("letters"), year=sa.bindparam("year"))
        connection.execute(told, rows)
    count_articles(connection)
    on = "ON directive"
    for statement in (
        """CREATE TABLE IF NOT EXISTS term (kind VARCHAR NOT NULL, "key" VARCHAR NOT NULL,
        text VARCHAR NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (kind, "key", text))
        WITHOUT ROWID""",
        """CREATE TABLE IF NOT EXISTS counted (article_id VARCHAR NOT NULL PRIMARY KEY,
        terms BLOB NOT NULL)""",
        f"CREATE INDEX IF NOT EXISTS directive_letters_number {on} (letters, number)",
        f"CREATE INDEX IF NOT EXISTS directive_letters_year {on} (letters, year, articles)",
        f"CREATE INDEX IF NOT EXISTS directive_number_year {on} (number, year)",
    ):
        connection.exec_driver_sql(statement)


# What takes a catalogue of schema version N to N + 1.
MIGRATIONS: Mapping[int, Callable[[sa.Connection], None]] = {
    1: _name_issuers,
    2: _tell_who_achieved,
    3: _tell_encodings,
    4: _keep_runs,
    5: _group_near_duplicates,
    6: _look_up_codes,
}


def connect(folder: Path) -> sa.Engine:
    """The catalogue in *folder* to write to, whatever is in it yet."""
    url = sa.URL.create("sqlite", database=str(folder / FILE))
    engine = sa.create_engine(url, connect_args={"timeout": PATIENCE})
    sa.event.listen(engine, "connect", _prepare)
    return engine


def reader(folder: Path) -> sa.Engine:
    """The catalogue in *folder* to read only; the folder need not be one to write to."""
    return sa.create_engine(
        "sqlite://", creator=lambda: _open_to_read(folder / FILE), poolclass=sa.QueuePool
    )


class Changes:
    """Tells whether anyone has written to the catalogue in *folder*; for one thread at a time.

    Raises what a reader does where it cannot be opened or read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        if not is_there(folder):
            raise NoIndex(folder)
        with of_catalogue(folder):
            self._connection = _open_to_read(folder / FILE)

    def number(self) -> int:
        """A number that is another one as soon as something was written."""
        with of_catalogue(self._folder):
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def make(folder: Path, facts: Mapping[str, str]) -> None:
    """A new catalogue in *folder*; it counts as one when its last row, the version, is there."""
    engine = connect(folder)
    try:
        schema.metadata.create_all(engine)
        with engine.begin() as connection:
            rows = [*facts.items(), ("schema", str(schema.VERSION))]
            for key, value in rows:
                put(connection, key, value)
    finally:
        engine.dispose()


def is_there(folder: Path) -> bool:
    """Whether *folder* holds a catalogue that was made to its end; raises where it is damaged."""
    try:
        mode = (folder / FILE).stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise NotReadable(folder, error.strerror or str(error)) from error
    if stat.S_ISDIR(mode):
        raise BrokenIndex(folder, f"{FILE} is a folder")
    with of_catalogue(folder):
        return _version(folder) is not None


def open_checked(folder: Path) -> sa.Engine:
    """The catalogue in *folder* to read, of the schema that this version knows.

    Raises NoIndex, BrokenIndex, or NewerIndex for one that a later tracuu has made.
    """
    if not is_there(folder):
        raise NoIndex(folder)
    with of_catalogue(folder):
        found = _version(folder) or 0
        if found > schema.VERSION:
            raise NewerIndex(folder, found, schema.VERSION)
        if found < schema.VERSION:
            _migrate(folder)
        return reader(folder)


def bring_home(database: sa.Engine) -> None:
    """Bring what was written from the file beside the catalogue into it, as far as readers let us.

    SQLite does so when the last connection closes, but where that can only read, it does not.
    """
    with contextlib.suppress(sa.exc.DBAPIError), database.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 1000")  # ms
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()


def get(connection: sa.Connection, key: str) -> str | None:
    """A fact about the index itself."""
    return connection.scalar(sa.select(schema.meta.c.value).where(schema.meta.c.key == key))


def put(connection: sa.Connection, key: str, value: str) -> None:
    """Set a fact about the index itself."""
    connection.execute(sa.delete(schema.meta).where(schema.meta.c.key == key))
    connection.execute(sa.insert(schema.meta).values(key=key, value=value))


def _version(folder: Path) -> int | None:
    """The schema version of the catalogue; None where its making was cut short."""
    engine = reader(folder)
    try:
        with engine.connect() as connection:
            found = get(connection, "schema")
            return None if found is None else int(found)
    except sa.exc.OperationalError as error:
        if "no such table" in str(error.orig):
            return None
        raise
    finally:
        engine.dispose()


def _migrate(folder: Path) -> None:
    engine = connect(folder)
    try:
        with engine.begin() as connection:
            # Python begins a transaction with the first row that is written, too late for a column
            # that is added: it would stay where the rest is cut short, and never be added again.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            for version in range(int(get(connection, "schema") or 0), schema.VERSION):
                MIGRATIONS[version](connection)
                put(connection, "schema", str(version + 1))
    finally:
        engine.dispose()


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")  # readers go on while a writer writes
    # FULL, not NORMAL: the full text may never be ahead of what the catalogue remembers.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write.

    SQLite keeps a file beside the catalogue by which readers and writer know of each other. Where
    there may be none, nobody can write either, and the catalogue can be read without it; but not
    where a writer that was killed has left changes in a second file beside it.
    """
    connection = _connected(path, "mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.Error as error:
        connection.close()
        left = path.with_name(f"{path.name}-wal")
        alone = not (left.exists() and left.stat().st_size)
        if primary(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) and alone:
            return _connected(path, "mode=ro&immutable=1")
        raise
    return connection


def _connected(path: Path, options: str) -> sqlite3.Connection:
    # Three slashes before C:/index, four before a //server/share of Windows.
    full = path.resolve().as_posix()
    uri = f"file://{'' if full.startswith('/') else '/'}{quote(full, safe='/:')}?{options}"
    return sqlite3.connect(uri, uri=True, timeout=PATIENCE, check_same_thread=False)
