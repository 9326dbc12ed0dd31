"""Folders that are watched: what settles there is taken in, until Ctrl-C."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.answer.runs import one, runs
from indexer.intake import watching
from indexer.intake.report import Report
from indexer.intake.watching import Watch
from indexer.pipeline import ingest, watch
from indexer.plugin import Sources
from indexer.store.engine import All
from indexer.store.errors import IndexBusy
from indexer.store.index import Index

Step = Callable[[], Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (folder := tmp_path / "in").mkdir()
    return folder


def written(path: Path, text: str) -> Step:
    return lambda: path.write_text(text, encoding="utf-8")


class TestLooking:
    def look(self, watched: Watch) -> list[str]:
        change = watched.look()
        watched.taken(change)
        return [path.name for path in change.files]

    def test_a_file_is_taken_in_once_it_has_settled(self, folder: Path) -> None:
        watched = Watch([folder])
        written(folder / "a.txt", "một")()
        assert self.look(watched) == []
        written(folder / "a.txt", "một hai")()  # it still grows
        assert self.look(watched) == []
        assert self.look(watched) == ["a.txt"]
        assert self.look(watched) == []

    def test_a_changed_file_is_taken_in_again(self, folder: Path) -> None:
        watched = Watch([folder])
        written(folder / "a.txt", "một")()
        assert [self.look(watched) for _ in range(2)] == [[], ["a.txt"]]
        written(folder / "a.txt", "hai ba")()
        assert [self.look(watched) for _ in range(3)] == [[], ["a.txt"], []]

    def test_what_was_not_taken_in_stays_to_be_done(self, folder: Path) -> None:
        watched = Watch([folder])
        written(folder / "a.txt", "một")()
        watched.look()
        assert [path.name for path in watched.look().files] == ["a.txt"]
        assert self.look(watched) == ["a.txt"]

    def test_what_has_gone_is_told_but_not_of_a_disk_that_was_taken_away(
        self, folder: Path
    ) -> None:
        for name in ("a.txt", "b.txt"):
            written(folder / name, name)()
        watched = Watch([folder])
        self.look(watched)
        self.look(watched)
        (folder / "a.txt").unlink()
        change = watched.look()
        assert change.gone_under == [folder]
        assert change.matters(prune=True)
        assert not change.matters(prune=False)
        watched.taken(change)
        assert watched.look().gone_under == []
        (folder / "b.txt").unlink()
        assert watched.look().gone_under == []

    def test_a_folder_that_is_not_there_yet(self, folder: Path) -> None:
        watched = Watch([folder / "later"])
        assert self.look(watched) == []
        (folder / "later").mkdir()
        written(folder / "later" / "a.txt", "một")()
        assert [self.look(watched) for _ in range(2)] == [[], ["a.txt"]]

    def test_a_slow_disk_is_looked_at_less_often(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slept: list[float] = []
        clock = iter([0.0, 3.0])
        monkeypatch.setattr(watching.time, "monotonic", lambda: next(clock))
        monkeypatch.setattr(watching.time, "sleep", slept.append)
        watched = Watch([folder])
        watched.wait()
        watched.look()
        watched.wait()
        assert slept == [2.0, 30.0]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.create(tmp_path / "index") as made:
        yield made


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sources:
    (package := tmp_path / "packages" / "nothing_found").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "none.py").write_text("extract = lambda *_: ()")
    monkeypatch.syspath_prepend(str(package.parent))
    return Sources("nothing_found", entry_points=False)


@pytest.fixture
def while_waiting(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has these steps done, one each time the watch waits; then comes Ctrl-C."""

    def planned(*steps: Step) -> None:
        rest = iter(steps)

        def wait(_: Watch) -> None:
            step = next(rest, None)
            if step is None:
                raise KeyboardInterrupt
            step()

        monkeypatch.setattr(Watch, "wait", wait)

    return planned


def nothing() -> None:
    """Let files settle."""


def told(reports: list[Any]) -> list[tuple[int, int, int]]:
    return [(each.added, each.updated, each.removed) for each in reports]


def test_what_comes_is_taken_in_until_ctrl_c(
    index: Index, sources: Sources, folder: Path, while_waiting: Callable[..., None]
) -> None:
    written(folder / "a.txt", "một")()
    while_waiting(
        nothing,
        written(folder / "b.txt", "hai"),
        nothing,
        written(folder / "a.txt", "một đã sửa"),
        nothing,
        (folder / "b.txt").unlink,
        nothing,
    )
    reports: list[Any] = []
    total = watch([folder], index, sources, tell=reports.append, jobs=1)

    assert told(reports) == [(1, 0, 0), (1, 0, 0), (0, 1, 0)]
    assert (total.seen, total.added, total.updated) == (3, 2, 1)
    assert len(index.ids(All())) == 2
    assert index.check() == []


def test_with_prune_what_goes_is_dropped(
    index: Index, sources: Sources, folder: Path, while_waiting: Callable[..., None]
) -> None:
    for name in ("a.txt", "b.txt"):
        written(folder / name, name)()
    while_waiting(nothing, (folder / "b.txt").unlink, (folder / "a.txt").unlink, nothing)
    reports: list[Any] = []
    watch([folder], index, sources, tell=reports.append, prune=True, jobs=1)

    assert told(reports) == [(2, 0, 0), (0, 0, 1)]
    assert len(index.ids(All())) == 1  # the last one too has gone: the disk, as it seems


def test_with_prune_what_went_before_is_dropped_at_once(
    index: Index, sources: Sources, folder: Path, while_waiting: Callable[..., None]
) -> None:
    for name in ("a.txt", "b.txt"):
        written(folder / name, name)()
    ingest([folder], index, sources, jobs=1)
    (folder / "b.txt").unlink()
    while_waiting(nothing, nothing)
    reports: list[Any] = []
    watch([folder], index, sources, tell=reports.append, prune=True, jobs=1)

    assert told(reports) == [(0, 0, 1)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_with_prune_a_name_that_is_no_utf8_stays(
    index: Index, sources: Sources, folder: Path, while_waiting: Callable[..., None]
) -> None:
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/b\xe1o.txt")).write_text("một")
    except OSError:
        pytest.skip("this system has no such names")
    for name in ("a.txt", "b.txt"):
        written(folder / name, name)()
    while_waiting(nothing, (folder / "b.txt").unlink, nothing)
    reports: list[Any] = []
    watch([folder], index, sources, tell=reports.append, prune=True, jobs=1)

    assert told(reports) == [(3, 0, 0), (0, 0, 1)]


def test_all_that_a_watch_takes_in_is_one_run(
    index: Index, sources: Sources, folder: Path, while_waiting: Callable[..., None]
) -> None:
    written(folder / "a.txt", "một")()
    while_waiting(nothing, (folder / "empty.txt").touch, nothing)
    total = watch([folder], index, sources, jobs=1)
    (listed,) = runs(index)
    run = one(index, listed["run"])

    assert (run["outcome"], run["added"], run["seen"]) == ("done", 1, 2)
    assert [failure["reason"] for failure in run["failed"]] == ["it is empty"]
    assert run["options"]["paths"] == [str(folder)]
    assert run["options"]["watch"]
    assert 0 < run["seconds"] <= total.seconds


def test_it_waits_for_another_writer(
    index: Index, sources: Sources, folder: Path, while_waiting: Callable[..., None]
) -> None:
    written(folder / "a.txt", "một")()
    other = index.writer()
    other.__enter__()
    while_waiting(nothing, nothing, lambda: other.__exit__(None, None, None))
    reports: list[Any] = []
    watch([folder], index, sources, tell=reports.append, jobs=1)

    assert [type(each) for each in reports] == [IndexBusy, IndexBusy, Report]
    assert len(index.ids(All())) == 1
