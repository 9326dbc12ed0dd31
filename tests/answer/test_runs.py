"""What the runs of ingest have done, as the index keeps it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.answer.runs import UnknownRun, one, runs
from indexer.intake.writing import Writing
from indexer.pipeline import ingest
from indexer.plugin import Sources
from indexer.store import runs as store
from indexer.store.index import Index


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.create(tmp_path / "index") as made:
        yield made


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sources:
    (package := tmp_path / "packages" / "nothing_found").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "none.py").write_text('version = "7"\nextract = lambda *_: ()')
    monkeypatch.syspath_prepend(str(package.parent))
    return Sources("nothing_found", entry_points=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (folder := tmp_path / "in").mkdir()
    (folder / "a.txt").write_text("một", encoding="utf-8")
    (folder / "b.txt").write_text("hai", encoding="utf-8")
    (folder / "empty.txt").touch()
    return folder


def test_a_run_is_kept_with_all_it_did(index: Index, sources: Sources, folder: Path) -> None:
    report = ingest([folder], index, sources, jobs=1, place="tỉnh Hà Nam")
    told = one(index, report.run)

    assert told["outcome"] == "done"
    assert told["started"] <= told["ended"]
    assert (told["seen"], told["added"], told["updated"]) == (3, 2, 0)
    assert told["failed"] == [{"path": (folder / "empty.txt").as_posix(), "reason": "it is empty"}]
    assert told["plugins"] == {"none": "7"}
    assert told["options"]["paths"] == [str(folder)]
    assert told["options"]["place"] == "tỉnh Hà Nam"
    stages = told["stages"]
    assert set(stages) == {
        *("reading", "annotating", "waiting", "catalogue", "directives", "near-duplicates"),
        "full text",
    }
    assert sum(stages.values()) - stages["annotating"] <= told["seconds"] + 0.01


def test_the_newest_come_first_and_failures_are_counted(
    index: Index, sources: Sources, folder: Path
) -> None:
    for _ in range(3):
        ingest([folder], index, sources, jobs=1)

    assert [each["run"] for each in runs(index)] == [3, 2, 1]
    assert [each["failed"] for each in runs(index)] == [1, 1, 1]


def test_only_the_last_runs_are_kept(
    index: Index, sources: Sources, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "KEPT", 2)
    for _ in range(4):
        ingest([folder], index, sources, jobs=1)

    assert [each["run"] for each in runs(index)] == [4, 3]
    assert len(one(index, 3)["failed"]) == 1
    with pytest.raises(UnknownRun, match=r"no run 1\. It keeps 3 to 4"):
        one(index, 1)


def test_an_index_without_runs(index: Index) -> None:
    assert runs(index) == []
    with pytest.raises(UnknownRun, match="It keeps none"):
        one(index, 1)


@pytest.mark.parametrize(
    ("error", "outcome", "reason"),
    [
        (KeyboardInterrupt(), "stopped", None),
        (RuntimeError("the disk\nis full"), "failed", "the disk is full"),
    ],
)
def test_how_a_run_ended_is_told(
    index: Index,
    sources: Sources,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    outcome: str,
    reason: str | None,
) -> None:
    def broken(_: Writing) -> Any:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(Writing, "settle", broken)
        with pytest.raises(type(error)):
            ingest([folder], index, sources, jobs=1)

    told = one(index, 1)
    assert (told["outcome"], told["reason"]) == (outcome, reason)
    assert (told["added"], len(told["failed"])) == (2, 1)


def test_a_run_that_did_not_end_is_under_way_while_somebody_writes(index: Index) -> None:
    with index.writer() as writer:
        number = writer.begin_run({}, {})
        writer.note_run(number, {"added": 200}, [("x.txt", "it is empty")])
        assert one(index, number)["outcome"] == "under way"

    assert one(index, number)["outcome"] == "cut off"  # nobody writes, and it has not ended
    assert one(index, number)["added"] == 200
    assert len(one(index, number)["failed"]) == 1


def test_the_next_run_leaves_no_doubt_that_one_was_cut_off(
    index: Index, sources: Sources, folder: Path
) -> None:
    with index.writer() as writer:
        writer.begin_run({}, {})
    ingest([folder], index, sources, jobs=1)
    with index.writer():
        assert [each["outcome"] for each in runs(index)] == ["done", "cut off"]
