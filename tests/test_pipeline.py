"""From files to an index, in one process and in several, through failures and kills."""

import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import making
import pytest
import sqlalchemy as sa

from indexer.annotate import pool
from indexer.annotate.pool import Pool, usual_jobs
from indexer.answer.show import show
from indexer.errors import PluginError
from indexer.intake.report import Report
from indexer.models import Article
from indexer.pipeline import ingest, prepared
from indexer.plugin import Sources
from indexer.read import Limits, Reader
from indexer.store import schema
from indexer.store.engine import All, Term
from indexer.store.index import Index

# A plugin that finds full codes and their issuer, and does as the text bids it.
PROBE = """
import os, re, time
from indexer.models import Code, Directive

CODE = re.compile(r"\\d+-NQ/TU(?: của (Tỉnh ủy \\w+ \\w+))?")

def extract(article, found):
    if "plugin hỏng" in article.text and "PROBE_MENDED" not in os.environ:
        raise ValueError("as it was told")
    if "tiến trình chết" in article.text:
        os._exit(3)
    time.sleep(float(os.environ.get("PROBE_SECONDS", "0")))
    for match in CODE.finditer(article.text):
        code = match[0][: match[0].index("/") + 3]
        span = dict(start=match.start(), end=match.start() + len(code), text=code, code=code)
        yield Code(**span, body="TU", form="full")
        yield Directive(**span, issuer=match[1], codes=(match.start(),))
"""

PROGRAM = """
import sys
from pathlib import Path
from indexer.intake import writing
from indexer.pipeline import ingest
from indexer.plugin import Sources
from indexer.store.index import Index

if __name__ == "__main__":
    sys.path.insert(0, sys.argv[4])
    writing.BATCH, writing.SETTLE = 5, 20  # more moments at which a kill can hurt
    sources = Sources("probe", entry_points=False)
    with Index.at(Path(sys.argv[2])) as index:
        ingest([sys.argv[1]], index, sources, jobs=int(sys.argv[3]))
"""

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sources]:
    package = tmp_path / "packages" / "probe"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "codes.py").write_text(PROBE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(package.parent))
    yield Sources("probe", entry_points=False)
    for name in [name for name in sys.modules if name.partition(".")[0] == "probe"]:
        del sys.modules[name]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.create(tmp_path / "index") as made:
        yield made


@pytest.fixture
def run(index: Index, sources: Sources, tmp_path: Path) -> Run:
    """Take in the folder "in" and tell the counts that are not nought."""

    def taken(*paths: Path, **options: Any) -> dict[str, Any]:
        report = ingest(paths or [tmp_path / "in"], index, sources, **{"jobs": 1, **options})
        assert index.check() == [] or report.failed
        return counts(report)

    return taken


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def written(name: str, text: str) -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return written


def counts(report: Report) -> dict[str, Any]:
    kept = {"run", "seconds", "failed", "plugin_failures", "encodings", "stages"}
    told = report.model_dump(exclude=kept)
    parts = ("added", "updated", "unchanged", "duplicates")
    assert report.seen == sum(told[part] for part in parts) + len(report.failed)
    return {name: number for name, number in told.items() if number}


def jsonl(*records: dict[str, str]) -> str:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)


def dump(index: Index) -> dict[str, list[tuple[Any, ...]]]:
    """All that an index knows, without what numbers and times a run gives."""
    a, c, d = schema.article.c, schema.claim.c, schema.directive.c
    said = [a[name] for name in ("id", "path", "title", "text", "record", "given", "stale")]
    claims = [c[name] for name in ("article_id", "code", "issuer", "directive_id", "reason")]
    queries = {
        "articles": sa.select(*said),
        "claims": sa.select(*claims),
        "directives": sa.select(d.id, d.code, d.issuer),
        "copies": sa.select(schema.copy.c.article_id, schema.copy.c.path),
        "sources": sa.select(schema.source.c.path, schema.source.c.complete),
    }
    with index.connect() as connection:
        rows = {
            name: sorted(map(tuple, connection.execute(query)), key=repr)
            for name, query in queries.items()
        }
    return rows | {"full text": [(each,) for each in sorted(index.ids(All()))]}


class TestCounting:
    def test_new_unchanged_and_changed_files(self, run: Run, write: Any, index: Index) -> None:
        write("a.txt", "Thực hiện 05-NQ/TU của Tỉnh ủy Hà Nam.")
        changed = write("b.txt", "Tin thứ hai.")
        assert run() == {"seen": 2, "added": 2}
        before = dump(index)

        assert run() == {"seen": 2, "unchanged": 2}
        assert dump(index) == before

        write("b.txt", "Tin thứ hai, đã sửa.")
        assert run() == {"seen": 2, "unchanged": 1, "updated": 1}
        assert len(index.ids(Term("sửa"))) == 1
        assert changed.exists()

    def test_a_file_that_was_only_touched_is_unchanged(self, run: Run, write: Any) -> None:
        path = write("a.txt", "Tin thứ nhất.")
        run()
        os.utime(path, (1, 1))
        assert run() == {"seen": 1, "unchanged": 1}

    def test_another_place_is_another_reading(self, run: Run, write: Any, index: Index) -> None:
        write("a.txt", "Tin thứ nhất.")
        assert run(place="tỉnh Hà Nam") == {"seen": 1, "added": 1}
        assert run(place="tỉnh Hà Nam") == {"seen": 1, "unchanged": 1}
        assert run(place="tỉnh Lào Cai") == {"seen": 1, "updated": 1}
        assert index.ids(Term("lào", "place")) != []

    def test_force_reads_what_is_unchanged(self, run: Run, write: Any) -> None:
        write("a.txt", "Tin thứ nhất.")
        run()
        assert run(force=True) == {"seen": 1, "updated": 1}

    def test_the_encodings_of_what_was_read_are_counted(
        self, index: Index, sources: Sources, write: Any, tmp_path: Path
    ) -> None:
        old = write("a.txt", "")
        old.write_bytes("QuyÕt ®Þnh cña Huyện".encode("cp1252", "ignore"))
        write("b.txt", "Tin thứ hai.")
        write("c.txt", "Tin thứ hai.")
        report = ingest([tmp_path / "in"], index, sources, jobs=1)
        assert report.encodings == {"utf-8": 2, "tcvn3": 1}
        again = ingest([tmp_path / "in"], index, sources, jobs=1)
        assert again.encodings == {}  # nothing was read
        with index.connect() as connection:
            encoding = schema.article.c.encoding
            found = connection.scalars(sa.select(encoding).order_by(encoding))
            assert list(found) == ["tcvn3", "utf-8"]

    def test_records_that_changed_appeared_and_went(self, run: Run, write: Any) -> None:
        write("r.jsonl", jsonl({"id": "1", "text": "một"}, {"id": "2", "text": "hai"}))
        assert run() == {"seen": 2, "added": 2}
        write("r.jsonl", jsonl({"id": "3", "text": "ba"}, {"id": "2", "text": "hai!"}))
        assert run() == {"seen": 2, "added": 1, "updated": 1, "removed": 1}

    def test_a_record_that_moved_within_its_file_is_unchanged(
        self, run: Run, write: Any, index: Index
    ) -> None:
        records = [{"id": str(n), "text": f"bản tin {n}"} for n in range(3)]
        write("r.jsonl", jsonl(*records))
        run()
        write("r.jsonl", jsonl(*reversed(records)))
        assert run() == {"seen": 3, "unchanged": 3}
        for n in range(3):
            row = index.article(str(n))
            assert row is not None
            assert row.path.endswith(f"r.jsonl#{3 - n}")
            assert json.loads(row.record)["article"]["path"] == row.path

    def test_one_id_twice_is_two_articles(self, run: Run, write: Any, index: Index) -> None:
        write("r.jsonl", jsonl({"id": "1", "text": "một"}, {"id": "1", "text": "hai"}))
        write("s.jsonl", jsonl({"id": "1", "text": "ba"}))
        assert run() == {"seen": 3, "added": 3}
        assert run() == {"seen": 3, "unchanged": 3}
        assert run(force=True) == {"seen": 3, "updated": 3}
        assert len(index.ids(All())) == 3

    def test_copies(self, run: Run, write: Any, index: Index) -> None:
        first = write("a.txt", "Thực hiện 05-NQ/TU của Tỉnh ủy Hà Nam.")
        write("b/a.txt", first.read_text(encoding="utf-8"))
        assert run() == {"seen": 2, "added": 1, "duplicates": 1}
        assert run() == {"seen": 2, "unchanged": 1, "duplicates": 1}

        first.unlink()
        pruned = {"seen": 1, "duplicates": 1, "removed": 1, "annotated_again": 1}
        assert run(prune=True) == pruned
        with index.connect() as connection:
            (row,) = connection.execute(sa.select(schema.article)).all()
            codes = list(connection.scalars(sa.select(schema.claim.c.code)))
        assert row.path.endswith("in/b/a.txt")
        assert codes == ["05-NQ/TU"]  # annotated again, in its new place
        assert run() == {"seen": 1, "unchanged": 1}

    @pytest.mark.parametrize(
        "now",
        [
            {"a": ("T", "2021-01-01"), "b": ("T", "2020-01-01")},  # the first is the later one now
            {"a": ("U", "2018-01-01"), "b": ("T", "2020-01-01"), "c": ("T", "2019-01-01")},
        ],
    )
    def test_the_first_published_is_the_article_whatever_was_there_before(
        self, run: Run, write: Any, index: Index, sources: Sources, now: Any, tmp_path: Path
    ) -> None:
        def put(records: dict[str, tuple[str, str]]) -> None:
            for name, (text, day) in records.items():
                write(f"{name}.jsonl", jsonl({"text": text, "published": day}))

        put({"a": ("T", "2019-01-01"), "b": ("T", "2020-01-01")})
        run()
        put(now)
        run()
        with Index.create(tmp_path / "clean") as clean:
            ingest([tmp_path / "in"], clean, sources, jobs=1)
            assert dump(index) == dump(clean)

    def test_prune_drops_only_what_is_gone_under_the_paths(
        self, run: Run, write: Any, tmp_path: Path
    ) -> None:
        gone, other = write("a/x.txt", "một"), write("b/y.txt", "hai")
        write("a/stays.txt", "ba")
        run()
        gone.unlink()
        other.unlink()
        seen = {"seen": 1, "unchanged": 1}
        assert run(tmp_path / "in" / "a") == seen
        assert run(tmp_path / "in" / "a", prune=True) == seen | {"removed": 1}
        assert run(prune=True) == seen | {"removed": 1}

    def test_a_root_that_has_gone_takes_nothing_with_it(
        self, run: Run, write: Any, tmp_path: Path, index: Index
    ) -> None:
        write("disk/x.txt", "một")
        run()
        (tmp_path / "in" / "disk" / "x.txt").unlink()
        # a disk that is not plugged in leaves the empty folder where it was put, or none
        assert run(tmp_path / "in" / "disk", prune=True) == {}
        (tmp_path / "in" / "disk").rmdir()
        assert run(tmp_path / "in" / "disk", prune=True) == {"seen": 1}
        assert len(index.ids(All())) == 1

    def test_standard_input_adds_and_does_not_take_away(self, run: Run, index: Index) -> None:
        def piped(*records: dict[str, str]) -> dict[str, Any]:
            return run(Path("-"), stdin=io.BytesIO(jsonl(*records).encode()))

        assert piped({"text": "một"}, {"id": "n", "text": "hai"}) == {"seen": 2, "added": 2}
        assert piped({"text": "ba"}, {"id": "n", "text": "bốn"}) == {
            "seen": 2,
            "added": 1,
            "updated": 1,
        }
        assert piped({"text": "một"}) == {"seen": 1, "unchanged": 1}
        assert len(index.ids(All())) == 3


class TestMoving:
    """A file that has another name now is the source that it was."""

    @pytest.fixture
    def moved(self, write: Any, run: Run) -> Path:
        path = write("a.txt", "Thực hiện 05-NQ/TU của Tỉnh ủy Hà Nam.")
        write("b.txt", "Tin thứ hai.")
        run()
        (path.parent / "sub").mkdir()
        return path.rename(path.parent / "sub" / "z.txt")

    def test_it_keeps_its_article_with_its_id(self, run: Run, moved: Path, index: Index) -> None:
        before = sorted(index.ids(All()))
        assert run() == {"seen": 2, "unchanged": 2, "moved": 1}
        assert sorted(index.ids(All())) == before
        (found,) = index.ids(Term("05-NQ/TU", "code"))
        row = index.article(found)
        assert row is not None
        assert row.path == moved.resolve().as_posix()
        assert json.loads(row.record)["article"]["path"] == row.path

        assert run(prune=True) == {"seen": 2, "unchanged": 2}
        moved.write_text("Thực hiện 05-NQ/TU, nay đã sửa.", encoding="utf-8")
        assert run() == {"seen": 2, "unchanged": 1, "updated": 1}
        assert sorted(index.ids(All())) == before

    def test_another_place_or_force_reads_it_again(self, run: Run, moved: Path) -> None:
        assert run(place="tỉnh Hà Nam") == {"seen": 2, "updated": 2, "moved": 1}
        moved.rename(moved.parent / "y.txt")
        assert run(place="tỉnh Hà Nam", force=True) == {"seen": 2, "updated": 2, "moved": 1}

    def test_a_copy_of_a_file_that_is_there_is_no_move(
        self, run: Run, moved: Path, index: Index
    ) -> None:
        run()
        (moved.parent / "copy.txt").write_bytes(moved.read_bytes())
        assert run() == {"seen": 3, "unchanged": 2, "duplicates": 1}
        (found,) = index.ids(Term("05-NQ/TU", "code"))
        names = [Path(path).name for path in show(index, found)["article"]["paths"]]
        assert names == ["copy.txt", "z.txt"]  # in order, whichever came first

    def test_of_two_new_copies_one_is_the_old_file(self, run: Run, moved: Path) -> None:
        (moved.parent / "copy.txt").write_bytes(moved.read_bytes())
        assert run() == {"seen": 3, "unchanged": 2, "duplicates": 1, "moved": 1}
        assert run() == {"seen": 3, "unchanged": 2, "duplicates": 1}

    def test_what_is_read_otherwise_under_its_new_name_is_no_move(
        self, run: Run, write: Any
    ) -> None:
        path = write("r.txt", jsonl({"id": "1", "text": "một"}, {"id": "2", "text": "hai"}))
        assert run() == {"seen": 1, "added": 1}
        path.rename(path.with_suffix(".jsonl"))
        assert run(prune=True) == {"seen": 2, "added": 2, "removed": 1}

    def test_records_move_with_their_file(self, run: Run, write: Any, index: Index) -> None:
        path = write("r.jsonl", jsonl({"id": "1", "text": "một"}, {"text": "hai"}, {"text": "hai"}))
        assert run() == {"seen": 3, "added": 2, "duplicates": 1}
        before = sorted(index.ids(All()))
        path = path.rename(path.with_name("s.jsonl"))
        assert run() == {"seen": 3, "unchanged": 2, "duplicates": 1, "moved": 1}
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        assert run() == {"seen": 3, "unchanged": 2, "duplicates": 1}
        assert sorted(index.ids(All())) == before


class TestFailures:
    def test_a_bad_input_is_listed_and_the_rest_is_taken_in(
        self, index: Index, sources: Sources, write: Any, tmp_path: Path
    ) -> None:
        write("a.txt", "Tin thứ nhất.")
        write("empty.txt", "")
        write("r.jsonl", jsonl({"id": "1", "text": "một"}) + "\n{broken\n")
        for _ in range(2):  # they are told in every run, until they are mended
            report = ingest([tmp_path / "in", tmp_path / "not"], index, sources, jobs=1)
            names = [Path(failure.path).name for failure in report.failed]
            assert names == ["empty.txt", "r.jsonl#2", "not"]
            assert all(failure.reason for failure in report.failed)
        assert counts(report) == {"seen": 5, "unchanged": 2}

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
    def test_pipes_and_devices_are_listed_and_not_waited_for(
        self, index: Index, sources: Sources, write: Any
    ) -> None:
        folder = write("a.txt", "một").parent
        os.mkfifo(folder / "b.txt")
        (folder / "c.txt").symlink_to("/dev/zero")
        report = ingest([folder], index, sources, jobs=1)
        assert counts(report) == {"seen": 3, "added": 1}
        assert [(Path(each.path).name, each.reason) for each in report.failed] == [
            (name, "it is a pipe or a device, no file") for name in ("b.txt", "c.txt")
        ]

    def test_a_file_whose_name_is_no_utf8_is_taken_in(
        self, run: Run, write: Any, index: Index
    ) -> None:
        folder = write("a.txt", "một").parent
        try:
            for name in (b"b\xe1o.txt", b"b\xe0o.txt"):
                Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(str(name))
        except OSError:
            pytest.skip("this system has no such names")
        assert run() == {"seen": 3, "added": 3}
        assert run(prune=True) == {"seen": 3, "unchanged": 3}
        assert len(index.ids(All())) == 3

        Path(os.fsdecode(os.fsencode(folder) + b"/b\xe0o.txt")).unlink()
        assert run(prune=True) == {"seen": 2, "unchanged": 2, "removed": 1}

    def test_what_can_no_longer_be_read_is_not_lost(
        self, run: Run, write: Any, index: Index
    ) -> None:
        write("r.jsonl", jsonl({"id": "1", "text": "một"}, {"id": "2", "text": "hai"}))
        run()
        write("r.jsonl", jsonl({"id": "1", "text": "một"}) + "\n{broken\n")
        assert run() == {"seen": 2, "unchanged": 1}
        assert sorted(index.ids(All())) == ["1", "2"]

        write("r.jsonl", jsonl({"id": "1", "text": "một"}))
        assert run() == {"seen": 1, "unchanged": 1, "removed": 1}

    def test_a_reader_at_fault_costs_its_file_only(
        self,
        index: Index,
        sources: Sources,
        write: Any,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        sound = Reader.read

        def faulty(reader: Reader, path: Path, **options: Any) -> Iterator[Any]:
            yield from sound(reader, path, **options)
            if path.name == "a.txt":
                raise ZeroDivisionError("as it was told")

        monkeypatch.setattr(Reader, "read", faulty)
        write("a.txt", "một")
        write("b.txt", "hai")
        report = ingest([tmp_path / "in"], index, sources, jobs=1)

        assert counts(report) == {"seen": 3, "added": 2}
        assert [f.reason for f in report.failed] == [
            "reading it failed: ZeroDivisionError: as it was told"
        ]

    def test_a_plugin_that_raises_is_named(
        self, index: Index, sources: Sources, write: Any, tmp_path: Path
    ) -> None:
        write("a.txt", "plugin hỏng một")
        write("b.txt", "plugin hỏng hai")
        report = ingest([tmp_path / "in"], index, sources, jobs=1)

        assert counts(report) == {"seen": 2, "added": 2}
        (faulty,) = report.plugin_failures
        assert faulty.plugin == "codes"
        assert faulty.articles == 2
        assert faulty.reason == "ValueError: as it was told"

    def test_what_a_plugin_failed_on_is_told_by_check_and_tried_again(
        self,
        index: Index,
        sources: Sources,
        write: Any,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        write("a.txt", "plugin hỏng ở 05-NQ/TU")
        ingest([tmp_path / "in"], index, sources, jobs=1)
        (difference,) = index.check()
        assert difference.why == "plugin 'codes' failed on it: ValueError: as it was told"
        report = ingest([tmp_path / "in"], index, sources, jobs=1)
        assert [faulty.plugin for faulty in report.plugin_failures] == ["codes"]

        monkeypatch.setenv("PROBE_MENDED", "yes")
        report = ingest([tmp_path / "in"], index, sources, jobs=1)
        assert counts(report) == {"seen": 1, "unchanged": 1, "annotated_again": 1}
        assert len(index.ids(Term("05-NQ/TU", "code"))) == 1
        assert index.check() == []
        assert counts(ingest([tmp_path / "in"], index, sources, jobs=1)) == {
            "seen": 1,
            "unchanged": 1,
        }

    def test_other_plugins_and_versions_annotate_what_is_unchanged_again(
        self, index: Index, sources: Sources, write: Any, tmp_path: Path
    ) -> None:
        def annotated_again(*versions: str) -> int:
            for version in versions:
                (more / "more.py").write_text(f"version = '{version}'\nextract = lambda *_: ()")
            known = Sources(sources.package, (more,) if versions else (), entry_points=False)
            return ingest([tmp_path / "in"], index, known, jobs=1).annotated_again

        (more := tmp_path / "more").mkdir()
        write("a.txt", "một")
        write("b.txt", "hai")
        write("c.txt", "hai")
        assert annotated_again() == 0
        assert annotated_again("1") == 2
        assert annotated_again("1") == 0
        assert annotated_again("2") == 2
        assert annotated_again() == 2

    def test_a_plugin_that_cannot_be_used_ends_the_run_before_it_begins(
        self, index: Index, tmp_path: Path, sources: Sources
    ) -> None:
        folders = (tmp_path / "no such folder",)
        with pytest.raises(PluginError):
            ingest([], index, Sources(sources.package, folders))


class TestFormats:
    """Office files and archives on their way into the index."""

    @pytest.fixture
    def keep(self, tmp_path: Path) -> Callable[[str, bytes], Path]:
        def kept(name: str, data: bytes) -> Path:
            path = tmp_path / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            return path

        return kept

    @staticmethod
    def known(index: Index) -> dict[str, tuple[str | None, str | None]]:
        """Author and day of making of each article, by its path."""
        with index.connect() as connection:
            rows = connection.execute(sa.select(schema.article.c.path, schema.article.c.record))
            said = {Path(path).name: json.loads(record)["article"] for path, record in rows}
        return {name: (each["author"], each["created"]) for name, each in said.items()}

    def test_each_member_counts_and_one_that_fails_costs_no_other(
        self, run: Run, keep: Any, tmp_path: Path, index: Index, sources: Sources
    ) -> None:
        members = {"a.docx": making.docx(), "b.xyz": b"?", "c.txt": "Huyện ủy họp.".encode()}
        keep("t.zip", making.zipped(members))
        report = ingest([tmp_path / "in"], index, sources, jobs=1)
        assert counts(report) == {"seen": 3, "added": 2}
        (failed,) = report.failed
        assert failed.path.endswith("in/t.zip/b.xyz")
        assert run() == {"seen": 3, "unchanged": 2}  # read again: something may have been mended

        keep("t.zip", making.zipped({"c.txt": members["c.txt"]}))
        assert run() == {"seen": 1, "unchanged": 1, "removed": 1}

    def test_author_and_day_stay_when_plugins_or_copies_change(
        self, run: Run, keep: Any, index: Index
    ) -> None:
        first = keep("a.docx", making.docx())
        keep("b.docx", making.docx())
        told = ("Hoàng Thị Mai", "2021-05-04")
        assert run() == {"seen": 2, "added": 1, "duplicates": 1}
        assert self.known(index) == {"a.docx": told}

        first.unlink()
        assert run(prune=True)["removed"] == 1
        assert self.known(index) == {"b.docx": told}  # it was annotated again, too

    def test_limits_are_those_of_the_run(
        self, keep: Any, index: Index, sources: Sources, tmp_path: Path
    ) -> None:
        keep("a.txt", b"a" * 2_000_000)
        report = ingest([tmp_path / "in"], index, sources, jobs=1, limits=Limits(max_size=1))
        assert [each.reason for each in report.failed] == [
            "it is too large (2 MB; at most 1, see --max-size)"
        ]


class TestProcesses:
    @pytest.mark.parametrize(("cores", "jobs"), [(1, 1), (3, 3), (64, 8)])
    def test_as_many_as_there_are_cores_to_use_in_bounds(
        self, cores: int, jobs: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
        assert usual_jobs() == jobs
        monkeypatch.delattr(os, "sched_getaffinity")
        monkeypatch.setattr(os, "cpu_count", lambda: cores)
        assert usual_jobs() == jobs

    def test_more_than_windows_can_start_are_not_started(
        self, sources: Sources, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        started: list[int] = []

        def refused(jobs: int, **_: Any) -> Any:
            started.append(jobs)
            raise InterruptedError

        monkeypatch.setattr("indexer.processes.ProcessPoolExecutor", refused)
        with Pool(sources, 500, prepared) as many, pytest.raises(InterruptedError):
            list(many.map([(1, ()), (2, ())]))
        assert started == [61]

    @pytest.mark.parametrize(("length", "ahead"), [(10, 2 * pool.FURTHER), (4000, 2 * pool.AHEAD)])
    def test_so_far_is_read_ahead_as_there_is_room(
        self, sources: Sources, monkeypatch: pytest.MonkeyPatch, length: int, ahead: int
    ) -> None:
        def at_once(_: Any, articles: Sequence[Article]) -> Any:
            done: Future[Any] = Future()
            done.set_result(([article.id for article in articles], 0.0))
            return done

        def chunks() -> Iterator[tuple[int, list[Article]]]:
            for n in range(200):
                read.append(n)
                yield n, [Article(id=str(n), path="a.txt", text="a" * length)]

        monkeypatch.setattr(Pool, "_submit", at_once)
        monkeypatch.setattr(pool, "ROOM", 10_000)
        read: list[int] = []
        with Pool(sources, 2, prepared) as processes:
            for n, found in processes.map(chunks()):
                assert found == [str(n)]
                assert len(read) - n <= ahead
        assert len(read) == 200

    def test_what_is_done_is_handed_on_while_slow_files_are_read(
        self, sources: Sources, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def at_once(_: Any, articles: Sequence[Article]) -> Any:
            done: Future[Any] = Future()
            done.set_result(([article.id for article in articles], 0.0))
            return done

        def chunks() -> Iterator[tuple[int, list[Article]]]:
            for n in range(9):
                read.append(n)
                yield n, []

        monkeypatch.setattr(Pool, "_submit", at_once)
        monkeypatch.setattr(pool, "PROMPT", -1)  # each of them is slow
        read: list[int] = []
        with Pool(sources, 2, prepared) as processes:
            for n, _ in processes.map(chunks()):
                assert len(read) <= n + 2

    def test_one_process_reads_no_further_ahead(self, sources: Sources) -> None:
        def chunks() -> Iterator[tuple[int, list[Article]]]:
            for n in range(9):
                read.append(n)
                yield n, []

        read: list[int] = []
        with Pool(sources, 1, prepared) as alone:
            for n, _ in alone.map(chunks()):
                assert len(read) <= max(2, n + 1)

    def test_slow_files_are_not_lost_with_a_run_that_is_stopped(
        self, index: Index, sources: Sources, write: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def stopped(reader: Reader, path: Path, **options: Any) -> Iterator[Any]:
            if path.name == "9.txt":
                raise KeyboardInterrupt
            yield from read(reader, path, **options)

        read = Reader.read
        monkeypatch.setattr(Reader, "read", stopped)
        monkeypatch.setattr("indexer.intake.writing.LONG", -1)  # each of them is slow
        for n in range(10):
            folder = write(f"{n}.txt", f"bản tin {n}").parent
        with pytest.raises(KeyboardInterrupt):
            ingest([folder], index, sources, jobs=1)
        with index.connect() as connection:
            count = sa.select(sa.func.count()).select_from(schema.article)
            assert connection.scalar(count) == 9

    @pytest.fixture
    def many(self, write: Any) -> None:
        records = [
            {"id": str(n), "text": f"Bản tin {n} về 0{n % 7}-NQ/TU của Tỉnh ủy Hà Nam"}
            for n in range(60)
        ]
        write("r.jsonl", jsonl(*records, {"id": "60", "text": "Bản tin 3 về 03-NQ/TU"}))

    @pytest.mark.usefixtures("many")
    def test_several_processes_make_the_index_that_one_makes(
        self, run: Run, index: Index, sources: Sources, tmp_path: Path
    ) -> None:
        run()
        with Index.create(tmp_path / "other") as other:
            report = ingest([tmp_path / "in"], other, sources, jobs=2)
            assert counts(report) == {"seen": 61, "added": 61}
            assert dump(other) == dump(index)

    @pytest.mark.usefixtures("many")
    def test_a_process_that_dies_costs_its_article_only(
        self, run: Run, write: Any, index: Index
    ) -> None:
        write("dies.txt", "tiến trình chết")
        assert run(jobs=2) == {"seen": 62, "added": 61}
        assert len(index.ids(All())) == 61


def _in_process(program: Path, source: Path, index: Path, packages: Path, **more: str) -> Any:
    return subprocess.Popen(
        [sys.executable, str(program), str(source), str(index), "1", str(packages)],
        env=os.environ | more,
        stderr=subprocess.PIPE,
    )


def test_nothing_is_written_outside_the_index_folder(
    index: Index, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What programs need to read lies in the index folder and goes; so does what a kill left."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.rtf").write_bytes(making.rtf())
    (index.temporary / "tracuu-old").mkdir(parents=True)
    (index.temporary / "tracuu-old" / "document.doc").write_text("x")
    made: list[str] = []
    real = tempfile.mkdtemp

    def noted(*args: Any, **options: Any) -> str:
        made.append(real(*args, **options))
        return made[-1]

    monkeypatch.setattr(tempfile, "mkdtemp", noted)
    assert run() == {"seen": 1, "added": 1}
    assert [Path(each).parent for each in made] == [index.temporary]
    assert not index.temporary.exists()


def test_a_run_killed_at_any_moment_is_finished_by_the_next(
    tmp_path: Path, sources: Sources, write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.intake.writing.BATCH", 5)
    records = [
        {"id": str(n), "text": f"Bản tin {n % 40} về 0{n % 7}-NQ/TU của Tỉnh ủy Hà Nam {n // 45}"}
        for n in range(90)
    ]
    write("r.jsonl", jsonl(*records[:60]))
    for n, record in enumerate(records[60:]):
        write(f"{n}.txt", record["text"])
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    with Index.create(tmp_path / "clean") as clean:
        ingest([tmp_path / "in"], clean, sources, jobs=1)
        expected = dump(clean)

    chance = random.Random(4)  # moments, not secrets
    folder = tmp_path / "killed"
    for _ in range(4):
        process = _in_process(
            program, tmp_path / "in", folder, tmp_path / "packages", PROBE_SECONDS="0.02"
        )
        deadline = time.monotonic() + 20
        while not (folder / "catalogue.db").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.9))
        process.kill()
        process.communicate()
        with Index.at(folder) as index:
            index.ids(All())  # it opens and answers
    with Index.at(folder) as index:
        ingest([tmp_path / "in"], index, sources, jobs=1)
        assert index.check() == []
        assert dump(index) == expected
