"""The index folder: what is written stays, is found, and is told where it is not sound."""

import itertools
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa

from indexer.errors import NoIndex
from indexer.models import Annotations, Article, Code, Directive, Failure, Link, Statistic
from indexer.store import catalogue, resolving, schema
from indexer.store.engine import ENGINES, All, Phrase, Term
from indexer.store.errors import (
    BrokenFullText,
    BrokenIndex,
    IndexBusy,
    IndexExists,
    NewerIndex,
    NotWritable,
    UnknownEngine,
)
from indexer.store.guarded import Guarded
from indexer.store.index import Index
from indexer.store.sources import Source
from indexer.store.writer import Writer

CODE = "05-NQ/TU"
NEW_IN_3 = ("achieved_by", "place", "period", "planned")
NEW_IN_4 = {"article": ("encoding",), "copy": ("encoding",)}
NEW_IN_7 = {"directive": ("letters", "year", "articles")}


def article(
    name: str, text: str, path: str = "a.txt", *, issuer: str = "", code: str = CODE
) -> Annotations:
    """An article with what would have been found in it; a link, where it names *code*."""
    read = Article(id=name, path=path, text=text, title=name)
    start = text.find(code)
    if start < 0:
        return Annotations(article=read)
    span = {"start": start, "end": start + len(code), "text": code}
    found = (
        Code(**span, code=code, body="TU", form="full"),
        Directive(**span, code=code, issuer=issuer or None, codes=(start,)),
        Link(
            start=0, end=len(text), text=text, unit="UBND xã A", directive=code,
            relation="implements", code=start,
        ),
    )  # fmt: skip
    return Annotations(article=read, found={"all": found})


def dated(name: str, day: str | None) -> Annotations:
    """An article of *day* with a text that others have too."""
    made = article(name, f"Xã làm theo {CODE}.", f"{name}.txt")
    return made.model_copy(update={"article": made.article.model_copy(update={"published": day})})


@pytest.fixture(params=sorted(ENGINES))
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    with Index.create(tmp_path / "index", request.param) as made:
        yield made


def say(index: Index, path: str, *articles: Annotations) -> list[str]:
    with index.writer() as writer:
        return list(writer.add(Source(path), articles))


def column(index: Index, wanted: "sa.Column[str]") -> list[str]:
    with index.connect() as connection:
        return list(connection.scalars(sa.select(wanted).order_by(wanted)))


def age(index: Index, version: int, **columns: Sequence[str]) -> None:
    """Make *index* one of an older *version*, which did not know these columns of its tables."""
    engine = catalogue.connect(index.folder)
    with engine.begin() as connection:
        if "directive" in columns:
            for lookup in schema.LOOK_UPS:
                lookup.drop(connection)
        for table, names in columns.items():
            for name in names:
                connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {name}")
        catalogue.put(connection, "schema", str(version))
    engine.dispose()


class TestWriting:
    def test_what_was_added_is_found_and_resolved(self, index: Index) -> None:
        said = article("a", f"Thực hiện {CODE} về du lịch", issuer="Tỉnh ủy Hà Nam")
        assert say(index, "a.txt", said) == ["added"]

        assert index.ids(Phrase("du lịch")) == ["a"]
        assert index.ids(Term("05 nq tu", "code")) == ["a"]
        assert index.ids(Term("xã", "unit")) == ["a"]
        assert column(index, schema.directive.c.issuer) == ["Tỉnh ủy Hà Nam"]
        row = index.article("a")
        assert row is not None
        assert row.text == f"Thực hiện {CODE} về du lịch"
        assert index.check() == []

    def test_a_source_that_changed_says_only_what_it_says_now(self, index: Index) -> None:
        say(index, "a.txt", article("a", f"Thực hiện {CODE}"), article("b", "ở lại"))
        outcome = say(index, "a.txt", article("a", "đã đổi"), article("c", "mới"))

        assert outcome == ["updated", "added"]
        assert sorted(index.ids(All())) == ["a", "c"]
        assert index.ids(Term("đổi")) == ["a"]
        assert index.ids(Term("ở")) == []
        for table in (schema.claim, schema.directive, schema.mention, schema.link):
            assert column(index, table.c.id) == []
        assert index.check() == []

    def test_the_same_again_changes_nothing(self, index: Index) -> None:
        for _ in range(2):
            say(index, "a.txt", article("a", f"Thực hiện {CODE}"))

        assert index.ids(All()) == ["a"]
        assert len(column(index, schema.claim.c.id)) == 1
        assert index.check() == []

    def test_a_removed_source_leaves_nothing(self, index: Index) -> None:
        say(index, "a.txt", article("a", f"Thực hiện {CODE}"))
        with index.writer() as writer:
            assert writer.remove_source("a.txt") == 1
            assert writer.remove_source("a.txt") == 0

        for table in schema.metadata.sorted_tables:
            if table is not schema.meta:
                with index.connect() as connection:
                    rows = connection.execute(sa.select(table)).all()
                assert rows == [], table.name
        assert index.ids(All()) == []

    def test_two_sources_with_one_id_both_keep_their_article(self, index: Index) -> None:
        say(index, "a.txt", article("n1", "một"))
        say(index, "b.txt", article("n1", "hai", "b.txt"))
        first, second = sorted(index.ids(All()))

        assert (first, second.partition("~")[0]) == ("n1", "n1")
        assert index.ids(Term("hai")) == [second]
        say(index, "b.txt", article("n1", "ba", "b.txt"))
        assert index.ids(Term("ba")) == [second]  # it keeps its id
        say(index, "a.txt", article("n1", "bốn"))
        assert index.ids(Term("bốn")) == ["n1"]

    def test_failures_of_plugins_are_kept(self, index: Index) -> None:
        failures = (Failure(plugin="dates", reason="ValueError: x"),)
        say(index, "a.txt", article("a", "một").model_copy(update={"failures": failures}))
        assert column(index, schema.failure.c.plugin) == ["dates"]

    def test_a_step_that_fails_writes_nothing(self, index: Index) -> None:
        def articles() -> Iterator[Annotations]:
            yield article("a", f"Thực hiện {CODE}")
            raise ZeroDivisionError

        with index.writer() as writer, pytest.raises(ZeroDivisionError), writer.batch():
            writer.add(Source("a.txt"), articles())
        assert column(index, schema.article.c.id) == []


class TestCopies:
    def test_a_text_is_kept_once_with_the_paths_of_its_copies(self, index: Index) -> None:
        say(index, "a.txt", article("a", "như nhau"))
        assert say(index, "b.txt", article("b", "như nhau", "b.txt")) == ["duplicate"]

        assert index.ids(All()) == ["a"]
        assert column(index, schema.copy.c.path) == ["b.txt"]

    def test_a_copy_takes_the_place_of_an_article_that_goes(self, index: Index) -> None:
        for name in ("a", "b", "c"):
            say(index, f"{name}.txt", article(name, "như nhau", f"{name}.txt"))
        with index.writer() as writer:
            writer.remove_source("a.txt")
            (found,) = writer.stale()

        assert found[1:] == ("b", Article(id="b", path="b.txt", title="b", text="như nhau"))
        assert index.ids(Term("nhau")) == ["b"]
        assert column(index, schema.copy.c.path) == ["c.txt"]
        (difference,) = index.check()
        assert "1 wait to be annotated" in difference.why

    def test_a_copy_takes_the_place_of_a_text_that_changes(self, index: Index) -> None:
        say(index, "a.txt", article("a", "như nhau"))
        say(index, "b.txt", article("b", "như nhau", "b.txt"))
        say(index, "a.txt", article("a", "đã khác"))

        assert index.ids(Term("nhau")) == ["b"]
        assert index.ids(Term("khác")) == ["a"]

    def test_a_copy_that_changes_is_an_article(self, index: Index) -> None:
        say(index, "a.txt", article("a", "như nhau"))
        say(index, "b.txt", article("b", "như nhau", "b.txt"))
        assert say(index, "b.txt", article("b", "đã khác", "b.txt")) == ["updated"]

        assert index.ids(Term("khác")) == ["b"]
        assert column(index, schema.copy.c.path) == []

    def test_an_article_may_become_a_copy(self, index: Index) -> None:
        say(index, "a.txt", article("a", "như nhau"))
        say(index, "b.txt", article("b", "đã khác", "b.txt"))
        say(index, "b.txt", article("b", "như nhau", "b.txt"))

        assert index.ids(All()) == ["a"]
        assert index.check() == []

    def test_what_was_published_first_is_the_article_whichever_came_first(
        self, tmp_path: Path
    ) -> None:
        days = {"a": None, "b": "2024-05-06", "c": "2019-01-02", "d": "2019-01-02"}
        kept = set()
        for n, names in enumerate(itertools.permutations(days)):
            with Index.create(tmp_path / str(n)) as index:
                outcomes = [say(index, f"{x}.txt", dated(x, days[x])) for x in names]
                assert [each == ["added"] for each in outcomes] == [True, False, False, False]
                ids, copies = index.ids(All()), column(index, schema.copy.c.given)
                assert index.check() == []
                kept.add((*ids, *copies, *column(index, schema.mention.c.text)))
        assert kept == {("c", "a", "b", "d", CODE)}

    def test_a_copy_of_what_has_changed_meanwhile_is_an_article(self, index: Index) -> None:
        say(index, "a.txt", article("a", "như nhau"))
        with index.writer() as writer:
            moved = article("z", "như nhau", "z.txt").article
            source = writer.begin(Source("z.txt"))
            assert writer.holds(source, moved)
            writer.add(Source("a.txt"), [article("a", "đã khác")])
            assert writer.put_copy(source, moved) == "added"
            assert [found.id for *_, found in writer.stale()] == ["z"]

        assert index.ids(Term("nhau")) == ["z"]

    def test_a_copy_goes_with_its_source(self, index: Index) -> None:
        say(index, "a.txt", article("a", "như nhau"))
        say(index, "b.txt", article("b", "như nhau", "b.txt"))
        with index.writer() as writer:
            assert writer.remove_source("b.txt") == 1

        assert column(index, schema.copy.c.path) == []
        assert index.ids(All()) == ["a"]

    def test_copies_within_one_source_go_with_it(self, index: Index) -> None:
        same = [article(name, "như nhau") for name in ("a", "b")]
        assert say(index, "a.txt", *same) == ["added", "duplicate"]
        with index.writer() as writer:
            assert writer.remove_source("a.txt") == 2

        assert index.ids(All()) == []


class TestKills:
    """A kill is an exception that nobody catches: what the writer does at its end is not done."""

    def test_what_the_full_text_has_not_seen_it_sees_in_the_next_run(self, index: Index) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Writer, "settle", lambda _: None)
            say(index, "a.txt", article("a", f"Thực hiện {CODE}"))
        assert index.ids(All()) == []
        waiting = ["full text", "directives", "near-duplicates"]
        assert [d.what for d in index.check()] == waiting

        with index.writer():
            pass
        assert index.ids(All()) == ["a"]
        assert column(index, schema.directive.c.code) == [CODE]
        assert index.check() == []

    def test_a_full_text_that_was_written_twice_holds_each_article_once(
        self, index: Index, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        commit = Guarded.commit

        def commit_and_end(full_text: Guarded) -> None:
            commit(full_text)
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(Guarded, "commit", commit_and_end)
            with pytest.raises(KeyboardInterrupt):
                say(index, "a.txt", article("a", "một"))
        with index.writer():
            pass

        assert index.ids(All()) == ["a"]
        assert index.check() == []

    def test_what_was_handed_over_and_changed_again_is_there_once(self, index: Index) -> None:
        with index.writer() as writer:
            for text in ("một", "hai", "ba"):
                writer.add(Source("a.txt"), [article("a", text)])
                writer.feed()
            writer.add(Source("a.txt"), [article("a", "bốn")])

        assert index.ids(All()) == ["a"]
        assert index.ids(Term("bốn")) == ["a"]
        assert index.check() == []

    def test_what_was_handed_over_when_a_run_failed_is_there_once(self, index: Index) -> None:
        def fail(writer: Writer) -> None:
            writer.add(Source("a.txt"), [article("a", "một")])
            writer.feed()
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError), index.writer() as writer:
            fail(writer)
        say(index, "b.txt", article("b", "hai", "b.txt"))

        assert sorted(index.ids(All())) == ["a", "b"]
        assert index.check() == []

    def test_a_creation_that_was_cut_short_is_no_index(self, tmp_path: Path) -> None:
        engine = catalogue.connect(tmp_path)
        schema.metadata.create_all(engine)
        engine.dispose()
        with pytest.raises(NoIndex):
            Index.open(tmp_path)

        with Index.at(tmp_path) as made:
            assert made.check() == []

    def test_a_source_that_was_not_read_to_its_end_is_told(self, index: Index) -> None:
        with index.writer() as writer:
            source_id = writer.begin(Source("a.txt"))
            assert writer.free_id(source_id, "a") == "a"

        assert [d.what for d in index.check()] == ["a.txt"]


class TestOpening:
    def test_no_index(self, tmp_path: Path) -> None:
        with pytest.raises(NoIndex, match="Make one: tracuu ingest"):
            Index.open(tmp_path / "none")

    def test_an_index_is_not_made_twice(self, index: Index) -> None:
        with pytest.raises(IndexExists):
            Index.create(index.folder)
        with Index.at(index.folder) as again:
            assert again.ids(All()) == []

    def test_an_unknown_engine_leaves_nothing_behind(self, tmp_path: Path) -> None:
        with pytest.raises(UnknownEngine):
            Index.create(tmp_path / "index", "lucene")
        assert not (tmp_path / "index").exists()

    def test_an_index_of_a_later_version(self, index: Index) -> None:
        engine = catalogue.connect(index.folder)
        with engine.begin() as connection:
            catalogue.put(connection, "schema", str(schema.VERSION + 1))
        engine.dispose()

        with pytest.raises(NewerIndex, match=f"knows up to {schema.VERSION}"):
            Index.open(index.folder)

    def test_an_older_index_is_brought_up_to_date(
        self, index: Index, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def add_note(connection: sa.Connection) -> None:
            connection.exec_driver_sql("CREATE TABLE note (text TEXT)")

        monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
        monkeypatch.setattr(catalogue, "MIGRATIONS", {schema.VERSION - 1: add_note})
        with Index.open(index.folder) as opened, opened.connect() as connection:
            assert catalogue.get(connection, "schema") == str(schema.VERSION)
            assert connection.exec_driver_sql("SELECT * FROM note").all() == []

    def test_a_migration_that_is_cut_short_leaves_nothing_behind(
        self, index: Index, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def add_column(connection: sa.Connection) -> None:
            connection.exec_driver_sql("ALTER TABLE source ADD COLUMN note TEXT")
            if cut_short:
                raise InterruptedError

        cut_short = [True]
        monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
        monkeypatch.setattr(catalogue, "MIGRATIONS", {schema.VERSION - 1: add_column})
        with pytest.raises(InterruptedError):
            Index.open(index.folder)
        cut_short.clear()
        with Index.open(index.folder) as opened, opened.connect() as connection:
            assert connection.exec_driver_sql("SELECT note FROM source").all() == []

    def test_two_that_make_an_index_at_once_have_the_same(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def make_first(folder: Path, engine_name: str = "whoosh") -> Index:
            made(folder, engine_name).close()
            return made(folder, engine_name)

        made = Index.create
        monkeypatch.setattr(Index, "create", make_first)
        with Index.at(tmp_path / "new") as index:
            assert index.ids(All()) == []

    def test_version_1_did_not_know_whether_an_issuer_is_named(self, index: Index) -> None:
        say(index, "a.txt", article("a", f"Làm theo {CODE}", issuer="Tỉnh ủy Hà Nam"))
        age(index, 1, claim=("named",), statistic=NEW_IN_3, **NEW_IN_4, **NEW_IN_7)

        with Index.open(index.folder) as opened:
            assert column(opened, schema.claim.c.named) == [True]
            assert column(opened, schema.unresolved.c.code) == [CODE]

    def test_version_2_did_not_know_who_achieved_a_figure(self, index: Index) -> None:
        text = f"Huyện ủy A thực hiện {CODE}, đã mở 3 lớp"
        start = text.index("3 lớp")
        figure = Statistic(start=start, end=start + 5, text="3 lớp", value=3, what="lớp")
        said = article("a", text)
        found = {"all": (*said.found["all"], figure)}
        say(index, "a.txt", said.model_copy(update={"found": found}))
        age(index, 2, statistic=NEW_IN_3, **NEW_IN_4, **NEW_IN_7)

        with Index.open(index.folder) as opened:
            told = schema.statistic.c
            assert column(opened, told.value) == [3]
            assert column(opened, told.achieved_by) == column(opened, told.place) == [None]
            assert column(opened, told.planned) == [False]
            assert column(opened, schema.article.c.stale) == [True]  # the next ingest finds it

    def test_version_3_did_not_know_encodings(self, index: Index) -> None:
        say(index, "a.txt", article("a", "bản tin một"))
        age(index, 3, **NEW_IN_4, **NEW_IN_7)

        with Index.open(index.folder) as opened:
            assert column(opened, schema.article.c.encoding) == [None]

    def test_version_4_kept_no_runs(self, index: Index) -> None:
        def made(connection: sa.Connection) -> list[list[object]]:
            named = sa.inspect(connection)
            tables = {"run", "run_failure", "article", "source"}
            return [
                [(c["name"], str(c["type"]), c["nullable"]) for c in named.get_columns(table)]
                + sorted(str(index["name"]) for index in named.get_indexes(table))
                for table in sorted(tables)
            ]

        with catalogue.connect(index.folder).begin() as connection:
            new = made(connection)
            for statement in (
                *("DROP TABLE run_failure", "DROP TABLE run", "DROP INDEX ix_source_sha256"),
                *("DROP INDEX article_stale", "DROP INDEX article_made_by"),
                *(f"DROP INDEX {lookup.name}" for lookup in schema.LOOK_UPS),
                *(f"ALTER TABLE directive DROP COLUMN {c}" for c in NEW_IN_7["directive"]),
            ):
                connection.exec_driver_sql(statement)
            catalogue.put(connection, "schema", "4")
        with Index.open(index.folder) as opened, opened.connect() as connection:
            assert made(connection) == new
            assert catalogue.get(connection, "schema") == str(schema.VERSION)

    def test_version_6_counted_no_words_and_no_articles_of_directives(self, index: Index) -> None:
        say(index, "a.txt", article("a", f"Làm theo {CODE}", issuer="Tỉnh ủy Hà Nam"))
        age(index, 6, **NEW_IN_7)
        engine = catalogue.connect(index.folder)
        with engine.begin() as connection:
            schema.term.drop(connection)
            schema.counted.drop(connection)
        engine.dispose()

        with Index.open(index.folder) as opened:
            assert column(opened, schema.directive.c.letters) == ["nqtu"]
            assert column(opened, schema.directive.c.articles) == [1]
            assert column(opened, schema.term.c.text) == []
            say(opened, "b.txt", article("b", "bản tin hai", "b.txt"))
            assert {"theo", "tin"} <= set(column(opened, schema.term.c.text))

    def test_a_file_that_is_no_database(self, tmp_path: Path) -> None:
        (tmp_path / catalogue.FILE).write_text("no database " * 100)
        with pytest.raises(BrokenIndex, match="not a database"):
            Index.open(tmp_path)

    def test_a_file_in_place_of_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "index").write_text("")
        with pytest.raises(NotWritable, match="Choose another"):
            Index.at(tmp_path / "index")

    def test_a_second_writer_is_told_and_the_first_goes_on(self, index: Index) -> None:
        with index.writer() as writer:
            with (
                Index.open(index.folder) as other,
                pytest.raises(IndexBusy, match="Another tracuu is writing to"),
                other.writer(),
            ):
                pass
            writer.add(Source("a.txt"), [article("a", "một")])
        assert index.ids(All()) == ["a"]

    def test_a_second_process_is_told_too(self, index: Index) -> None:
        program = (
            "import sys; from pathlib import Path; from indexer.store.index import Index\n"
            "with Index.open(Path(sys.argv[1])) as i, i.writer(): pass"
        )
        with index.writer():
            ended = subprocess.run(
                [sys.executable, "-c", program, str(index.folder)],
                capture_output=True,
                check=False,
                text=True,
            )
        assert "IndexBusy" in ended.stderr

    def test_readers_go_on_while_a_writer_writes(self, index: Index) -> None:
        say(index, "a.txt", article("a", "một"))
        with Index.open(index.folder) as reader, index.writer() as writer, writer.batch():
            writer.add(Source("b.txt"), [article("b", "hai", "b.txt")])
            assert reader.ids(All()) == ["a"]
            assert column(reader, schema.article.c.id) == ["a"]


class TestUpkeep:
    def test_reindex_builds_the_same_again(self, index: Index) -> None:
        say(index, "a.txt", article("a", f"Thực hiện {CODE}"), article("b", "hai"))
        seen: list[tuple[int, int]] = []

        assert index.reindex(on_progress=lambda done, total: seen.append((done, total))) == 2
        assert seen == [(1, 2), (2, 2)]
        assert sorted(index.ids(All())) == ["a", "b"]
        assert [f.name for f in (index.folder / "fulltext").iterdir()] == ["2"]
        assert index.check() == []

    @pytest.mark.parametrize("name", sorted(ENGINES))
    def test_reindex_moves_to_another_engine(self, index: Index, name: str) -> None:
        say(index, "a.txt", article("a", f"Thực hiện {CODE}"), article("b", "hai"))
        with Index.open(index.folder) as reader:
            before = reader.ids(Phrase("thực hiện"))
            index.reindex(name)
            assert reader.ids(Phrase("thực hiện")) == before == ["a"]
        say(index, "c.txt", article("c", "Thực hiện tốt", "c.txt"))

        assert sorted(index.ids(Phrase("thực hiện"))) == ["a", "c"]
        assert index._fact("engine") == name
        assert index.check() == []

    def test_an_open_reader_follows_to_the_new_full_text(self, index: Index) -> None:
        say(index, "a.txt", article("a", "một"))
        with Index.open(index.folder) as reader:
            assert reader.ids(All()) == ["a"]
            index.reindex()
            say(index, "b.txt", article("b", "hai", "b.txt"))
            assert sorted(reader.ids(All())) == ["a", "b"]

    def test_a_lost_full_text_is_told_and_built_again(self, index: Index) -> None:
        say(index, "a.txt", article("a", "một"))
        for file in (index.folder / "fulltext" / "1").iterdir():
            file.unlink()

        with (
            Index.open(index.folder) as opened,
            pytest.raises(BrokenFullText, match="Rebuild it: tracuu reindex"),
        ):
            opened.ids(All())
        with Index.open(index.folder) as opened:
            (difference,) = opened.check()
            assert difference.what == "full text"
            opened.reindex()
            assert opened.ids(All()) == ["a"]

    # Whoosh leaves the file open that it could not make out.
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    def test_a_damaged_full_text_is_told(self, index: Index) -> None:
        say(index, "a.txt", article("a", "một"))
        for file in (index.folder / "fulltext" / "1").iterdir():  # what names the last commit
            if file.suffix == ".toc" or file.name == "meta.json":
                file.write_bytes(b"\0" * 500)

        with Index.open(index.folder) as opened, pytest.raises(BrokenFullText):
            opened.ids(All())

    def test_articles_missing_and_surplus_in_the_full_text_are_told(self, index: Index) -> None:
        say(index, "a.txt", article("a", "một"), article("b", "hai"))
        full_text = index._full_text()
        full_text.delete(["a"])
        full_text.commit()
        engine = catalogue.connect(index.folder)
        with engine.begin() as connection:
            connection.execute(sa.delete(schema.article).where(schema.article.c.id == "b"))
        engine.dispose()

        assert {(d.what, d.why) for d in index.check()} == {
            ("a", "is missing in the full text"),
            ("b", "is in the full text but not in the catalogue"),
        }

    def test_a_broken_record_and_a_changed_text_are_told(self, index: Index) -> None:
        say(index, "a.txt", article("a", "một"), article("b", "hai"))
        engine = catalogue.connect(index.folder)
        a = schema.article.c
        with engine.begin() as connection:
            connection.execute(sa.update(schema.article).where(a.id == "a").values(record="{"))
            connection.execute(sa.update(schema.article).where(a.id == "b").values(text="ba"))
        engine.dispose()

        assert [d.what for d in index.check()] == ["a", "b"]

    def test_what_a_killed_rebuilding_left_is_cleared_away(self, index: Index) -> None:
        (index.folder / "fulltext" / "7").mkdir()
        with index.writer():
            pass
        assert [f.name for f in (index.folder / "fulltext").iterdir()] == ["1"]


def test_what_is_unresolved_is_open_with_its_candidates(index: Index) -> None:
    say(index, "a.txt", article("a", f"Làm theo {CODE}", issuer="Tỉnh ủy Hà Nam"))
    say(index, "b.txt", article("b", f"Nhớ {CODE}", "b.txt", issuer="Tỉnh ủy Bắc Ninh"))
    say(index, "c.txt", article("c", f"Xem {CODE}", "c.txt"))

    with index.connect() as connection:
        query = sa.select(schema.claim).where(schema.claim.c.article_id == "c")
        row = connection.execute(query).one()
    assert row.directive_id is None
    assert row.candidates == '["05-nq-tu.tinh-uy-bac-ninh", "05-nq-tu.tinh-uy-ha-nam"]'

    with index.writer() as writer:
        writer.remove_source("b.txt")
    assert column(index, schema.claim.c.directive_id) == ["05-nq-tu.tinh-uy-ha-nam"] * 2


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_ways_to_write_a_code_are_one_directive_whichever_came_first(
    index: Index, order: tuple[int, ...]
) -> None:
    ways = ("19-QĐ/TU", "19-QĐi/TU", "19-QĐ/TU")
    for n in order:
        text, file = f"Bài {n} theo {ways[n]}", f"{n}.txt"
        say(index, file, article(str(n), text, file, issuer="Tỉnh ủy Hà Nam", code=ways[n]))

    assert directives(index) == dict.fromkeys("012", "19-qd-tu.tinh-uy-ha-nam")
    assert column(index, schema.directive.c.code) == ["19-QĐ/TU"]


# A party code, a state code of another body, and a third that nobody should write.
ALIKE = ("12-HD/BTC", "12/HD-BTC", "12/HĐ-BTC")


def directives(index: Index) -> dict[str, str]:
    """Each article with the id of the directive that it names."""
    with index.connect() as connection:
        query = sa.select(schema.claim.c.article_id, schema.claim.c.directive_id)
        return {row.article_id: row.directive_id for row in connection.execute(query)}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("together", [True, False])
def test_codes_that_look_alike_have_ids_that_tell_them_apart(
    index: Index, order: tuple[int, ...], together: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolving, "CHUNK", 1)
    with index.writer() as writer:
        for n in order:
            path = f"{n}.txt"
            said = article(str(n), f"Bài {n} nói về {ALIKE[n]}", path, code=ALIKE[n])
            writer.add(Source(path), [said])
            if not together:
                writer.settle()

    assert directives(index) == {"0": "12-hd-btc", "1": "12-hd-btc.2", "2": "12-hd-btc.3"}
    with index.writer() as writer:
        writer.remove_source("0.txt")
    assert directives(index) == {"1": "12-hd-btc", "2": "12-hd-btc.2"}
    assert index.check() == []


def test_the_writer_gives_no_id_twice_before_it_is_written(index: Index) -> None:
    with index.writer() as writer:
        one, other = (writer.begin(Source(path)) for path in ("a.txt", "b.txt"))
        ids = {writer.free_id(one, "n"), writer.free_id(other, "n")}
        assert len(ids) == 2
        for source in (one, other):
            writer.finish(source, Source(""), seen=(), complete=False)
