"""Whatever stops a run, Ctrl-C, a kill or a full disk: one line, a sound index, and it goes on."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.answer.filters import Filters
from indexer.answer.runs import runs
from indexer.report.rows import report
from indexer.store.engine import All
from indexer.store.index import Index

ROOT = Path(__file__).parents[1]
ARTICLES = 60

# Slow, and tells which processes are at work.
SLOW = """
import os, pathlib, time

def extract(article, found):
    pathlib.Path(os.environ["PROBE"], str(os.getpid())).touch()
    time.sleep(0.1)
    return ()
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with articles in many files, and one with a slow plugin."""
    for name in ("in", "probe", "plugins"):
        (tmp_path / name).mkdir()
    (tmp_path / "plugins" / "slow.py").write_text(SLOW, encoding="utf-8")
    for n in range(ARTICLES):
        text = f"Đảng ủy xã Phù Lưu quán triệt Nghị quyết số {n + 10}-NQ/HU của Huyện ủy Hàm Yên."
        (tmp_path / "in" / f"{n}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def started(folder: Path, *more: str) -> subprocess.Popen[str]:
    """Ingest in two processes, with the slow plugin, as a shell starts it."""
    words = ("ingest", folder / "in", "--index", folder / "index", "--jobs", "2")
    return subprocess.Popen(
        [sys.executable, "-m", "cli", *map(str, words), "--plugins", folder / "plugins", *more],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PROBE": str(folder / "probe")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def at_work(folder: Path, number: int) -> list[int]:
    """The processes that annotate, once there are so many."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        pids = [int(path.name) for path in (folder / "probe").iterdir()]
        if len(pids) >= number:
            return pids
        time.sleep(0.02)
    raise AssertionError("no process has come to work")


def still_there(pids: list[int], seconds: float = 10) -> list[int]:
    """Those of *pids* that have not ended soon."""
    deadline = time.monotonic() + seconds
    while (left := [pid for pid in pids if _is_there(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")  # one that nobody waits for in this container is no process
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def finish(folder: Path) -> dict[str, Any]:
    """Run the command again and check that nothing is missing."""
    with started(folder, "--json", "--quiet") as process:
        out, err = process.communicate(timeout=300)
    assert (process.returncode, err) == (0, "")
    with Index.open(folder / "index") as index:
        assert index.check() == []
        assert len(index.ids(All())) == ARTICLES
        codes = {row["code"] for row in report(index, "directives", Filters())}
        assert codes == {f"{n + 10}-NQ/HU" for n in range(ARTICLES)}
    told: dict[str, Any] = json.loads(out)
    return told


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_ends_at_once_with_one_line(folder: Path, how: signal.Signals) -> None:
    with started(folder) as process:
        pids = at_work(folder, 2)
        if how == signal.SIGINT:  # the terminal sends it to all of them
            os.killpg(process.pid, how)
        else:
            process.send_signal(how)
        out, err = process.communicate(timeout=30)

    assert (process.returncode, out) == (130, "")
    assert err.splitlines() == [
        "Stopped. What the index holds is safe; the same command goes on from there."
    ]
    assert still_there(pids) == []
    with Index.open(folder / "index") as index:
        assert [run["outcome"] for run in runs(index)] == ["stopped"]
    assert finish(folder)["seen"] == ARTICLES


def test_a_killed_run_leaves_no_process_and_is_known(folder: Path) -> None:
    with started(folder) as process:
        pids = at_work(folder, 2)
        process.kill()
        process.communicate(timeout=30)

    assert still_there(pids) == []
    with Index.open(folder / "index") as index:
        assert [run["outcome"] for run in runs(index)] == ["cut off"]
    assert finish(folder)["seen"] == ARTICLES


def test_readers_go_on_while_a_run_writes(folder: Path) -> None:
    with started(folder) as process:
        at_work(folder, 2)
        with Index.open(folder / "index") as index:
            (run,) = runs(index)
            rows = report(index, "directives", Filters())
            found = index.ids(All())
        with started(folder) as second:
            _, err = second.communicate(timeout=60)
        assert process.poll() is None  # all this while it was at work
        process.communicate(timeout=120)

    assert run["outcome"] == "under way"
    assert len(rows) <= ARTICLES
    assert len(found) <= ARTICLES
    assert second.returncode == 2
    assert err.count("\n") == 1
    assert "Another tracuu is writing" in err
    with Index.open(folder / "index") as index:
        assert len(index.ids(All())) == ARTICLES


def test_a_watch_ends_well(folder: Path) -> None:
    with started(folder, "--watch", "--prune", "--json") as process:
        assert process.stderr
        assert process.stdout
        assert f" {ARTICLES} added" in process.stderr.readline()
        (folder / "in" / "new.txt").write_text("Tin mới.", encoding="utf-8")
        assert " 1 added" in process.stderr.readline()
        (folder / "in" / "empty.txt").touch()
        assert " 1 failed" in process.stderr.readline()
        assert "empty.txt: it is empty" in process.stderr.readline()
        (folder / "in" / "new.txt").unlink()
        assert " 1 removed" in process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)

    told = json.loads(out)
    assert (process.returncode, err) == (1, "")  # one file could not be read
    assert (told["added"], told["removed"], len(told["failed"])) == (ARTICLES + 1, 1, 1)
    with Index.open(folder / "index") as index:
        assert len(index.ids(All())) == ARTICLES
        assert [run["outcome"] for run in runs(index)] == ["done"]


@pytest.fixture
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 1 MB of its own, on which the index has its place."""
    (disk := folder / "index").mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if not mount or not umount or _mounted(mount, disk, "size=1m"):
        pytest.skip("this user may mount no disk")
    yield disk
    subprocess.run([umount, str(disk)], check=True)


def _mounted(mount: str, disk: Path, options: str) -> int:
    command = [mount, "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_a_full_disk_ends_the_run_with_one_line(folder: Path, small_disk: Path) -> None:
    for path in (folder / "in").iterdir():
        text = path.read_text(encoding="utf-8")
        words = " ".join(f"từ{path.stem}x{n}" for n in range(800))
        path.write_text(f"{text}\n{words}", encoding="utf-8")
    with started(folder, "--quiet") as process:
        out, err = process.communicate(timeout=300)

    assert (process.returncode, out) == (2, "")
    assert err.count("\n") == 1
    assert f"The disk of the index folder '{small_disk}' is full. Make room" in err
    with Index.open(small_disk) as index:
        index.ids(All())  # it opens and answers

    assert _mounted(shutil.which("mount") or "", small_disk, "remount,size=300m") == 0
    finish(folder)


def test_killed_runs_are_made_up_for(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("kills", ROOT / "benchmarks" / "kills.py")
    assert spec is not None
    assert spec.loader is not None
    kills = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(kills)
    trial = kills.Trial(tmp_path, random.Random(7), 2, 20)  # moments, not secrets

    assert list(trial.kill(3)) == []
    assert trial.kills == 3
