"""Kills `tracuu ingest` at random moments and tells whether the next run makes up for it.

    python benchmarks/kills.py [--kills 100] [--seed 1] [--jobs 2] [--articles 60] [--engine NAME]

A folder is made from the texts of the sample corpus: single files, records, copies. It is taken in,
then much of it changes: files come, go, move, get another text. Taking in these changes is killed
(SIGKILL, all of a sudden, with several processes at work) one to four times in a row, then run to
its end; so is taking in all of it at once. Each time all reports are compared line by line with
those of an index that nobody killed, and so are all articles and the hits of some questions;
tracuu check has to find nothing. Batches are small: there are many moments when a kill can hurt.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# Python puts this folder first, and its plugins.py would stand in for the plugins.
sys.path[:] = [entry for entry in sys.path if Path(entry).resolve() != HERE]
sys.path.insert(0, str(HERE.parent))

from indexer.answer.filters import Filters  # noqa: E402
from indexer.answer.runs import runs  # noqa: E402
from indexer.answer.search import Question, search  # noqa: E402
from indexer.errors import TracuuError  # noqa: E402
from indexer.report.beside import Beside  # noqa: E402
from indexer.report.rows import REPORTS, report  # noqa: E402
from indexer.store import schema  # noqa: E402
from indexer.store.engine import ENGINES, All  # noqa: E402
from indexer.store.index import Index  # noqa: E402
from indexer.text.places import places  # noqa: E402

CORPUS = HERE.parent / "corpus"
QUESTIONS = ("nông thôn", '"chủ nhật xanh"', "415-TB/TU", "dân vận OR môi trường", "triển kh*")
MOST = 4  # kills in a row
SHARE = 0.7  # of the trials in which changes are taken in; in the others, all at once
WHEN = {"starts": 0.1, "reads": 0.2, "writes": 0.7}  # from when on it is killed, how often
PROGRAM = """
import sys
from indexer.annotate import pool
from indexer.intake import writing
pool.AHEAD, pool.FURTHER = 1, 2
writing.CHUNK, writing.BATCH, writing.SETTLE = 3, 5, 20
import cli
cli.main(sys.argv[1:])
"""


def main() -> None:
    """Kill, compare, print a table; exit code 1 where an index differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--engine", choices=sorted(ENGINES), default="whoosh")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        chance = random.Random(asked.seed)  # noqa: S311  # moments, not secrets
        trial = Trial(Path(folder), chance, asked.jobs, asked.articles, asked.engine)
        for when, seconds in trial.seconds.items():
            _row(f"clean run, since it {when}", f"{seconds:.1f} s")
        sys.stdout.flush()
        bad = list(trial.kill(asked.kills))
    for when, number in sorted(trial.moments.items()):
        _row(f"killed while {when}", str(number))
    _row("kills", str(trial.kills))
    _row("ended before", f"{trial.missed} runs")
    _row("resumed", f"{trial.rounds} times")
    _row("as without a kill", str(trial.rounds - len(bad)))
    for fault in bad:
        _row("differs", fault)
    sys.exit(1 if bad else 0)


def _row(name: str, value: str) -> None:
    sys.stdout.write(f"{name:<44}{value}\n")


class Trial:
    """An index before the changes, the folder after them, and what a clean run makes of both."""

    def __init__(
        self, folder: Path, chance: random.Random, jobs: int, articles: int, engine: str = "whoosh"
    ) -> None:
        self.kills = self.missed = self.rounds = 0
        self.moments: Counter[str] = Counter()
        self._chance = chance
        self._options = ("--jobs", str(jobs), "--engine", engine)
        self._input, self._before = folder / "in", folder / "before"
        self._index, changed, new = folder / "index", folder / "changed", folder / "new"
        make(self._input, chance, articles)
        self._finished(self._before)
        change(self._input, chance)
        shutil.copytree(self._before, changed)
        with self._started(changed) as process:
            at = []
            for when in WHEN:
                self._wait_until(when, changed, process, _runs(self._before))
                at.append(time.monotonic())
        end = time.monotonic()
        self.seconds = {when: end - then for when, then in zip(WHEN, at, strict=True)}
        self._finished(new)
        self._expected = {True: dict(dump(changed)), False: dict(dump(new))}

    def kill(self, number: int) -> Iterator[str]:
        """Kill so many runs; what differs from the clean index is told."""
        while self.kills < number:
            shutil.rmtree(self._index, ignore_errors=True)
            if changes := self._chance.random() < SHARE:
                shutil.copytree(self._before, self._index)
            for _ in range(min(self._chance.randint(1, MOST), number - self.kills)):
                self._kill_one()
            self._finished(self._index)
            self.rounds += 1
            if fault := self._difference(self._expected[changes]):
                yield fault

    def _kill_one(self) -> None:
        before = _runs(self._index)
        with self._started(self._index) as process:
            (when,) = self._chance.choices([*WHEN], [*WHEN.values()])
            self._wait_until(when, self._index, process, before)
            time.sleep(self._chance.uniform(0, 1) * self.seconds[when])
            if process.poll() is not None:
                self.missed += 1
                return
            process.kill()
        self.kills += 1
        self.moments[self._moment(before)] += 1

    def _wait_until(
        self, when: str, index: Path, process: subprocess.Popen[bytes], before: int
    ) -> None:
        """Wait until a new run has come so far, or ended."""
        there = {"starts": lambda: True, "reads": lambda: _runs(index) > before}
        there["writes"] = lambda: _runs(index) > before and _seen(index) > 0
        while process.poll() is None and not there[when]():
            time.sleep(0.02)

    def _moment(self, before: int) -> str:
        """How far the run that was killed had come."""
        if _runs(self._index) <= before:
            return "it starts"
        with Index.open(self._index) as index:
            unfinished = {each.what for each in index.check()} & {"full text", "directives"}
        if not _seen(self._index):
            return "it reads the first"
        return "it writes" if unfinished else "what it wrote is searchable"

    def _difference(self, expected: dict[str, list[str]]) -> str:
        with Index.open(self._index) as index:
            if found := index.check():
                return f"check: {found[0].what}: {found[0].why}"
        after = dict(dump(self._index))
        for name, lines in expected.items():
            for number, (old, new) in enumerate(zip(lines, after[name], strict=False), start=1):
                if old != new:
                    return f"{name}, line {number}: {old[:200]} | {new[:200]}"
            if len(lines) != len(after[name]):
                return f"{name}: {len(lines)} lines | {len(after[name])} lines"
        return ""

    def _finished(self, index: Path) -> None:
        with self._started(index) as process:
            code = process.wait()
        if code:
            raise SystemExit(f"ingest has ended with exit code {code}")

    def _started(self, index: Path) -> subprocess.Popen[bytes]:
        words = ("ingest", self._input, "--index", index, "--prune")
        return subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *map(str, words), *self._options, "--quiet"],
            env={**os.environ, "PYTHONPATH": str(HERE.parent)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def _runs(folder: Path) -> int:
    """How many runs an index knows; none where there is no index yet."""
    try:
        with Index.open(folder) as index:
            return len(runs(index))
    except TracuuError:
        return 0


def _seen(folder: Path) -> int:
    """What the last run has told of what it has done."""
    with Index.open(folder) as index:
        return int(runs(index)[0].get("seen", 0))


def make(folder: Path, chance: random.Random, number: int) -> None:
    """Texts like those of the corpus: in files, in records, some of them twice."""
    texts = _texts(chance, number)
    folder.mkdir()
    for n, text in enumerate(texts[: number // 2]):
        path = folder / f"{n % 5}" / f"{n}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if n % 6 == 0:  # a copy, read before or after the other one
            (folder / f"{chance.choice('08')}{n}.txt").write_text(text, encoding="utf-8")
    for name, some in (("r", texts[number // 2 :]), ("s", texts[:3])):
        records = [{"id": f"{name}{n}", "text": text} for n, text in enumerate(some)]
        _write(folder / f"{name}.jsonl", records)


def change(folder: Path, chance: random.Random) -> None:
    """A day later: files have come, gone, moved, got another text; so have records."""
    files = sorted(folder.rglob("*.txt"))
    chance.shuffle(files)
    fifth = len(files) // 5
    gone, moved, other = files[:fifth], files[fifth : 2 * fifth], files[2 * fifth : 3 * fifth]
    for path in gone:
        path.unlink()
    for path in moved:
        path.rename(path.with_name(f"moved-{path.name}"))
    for path in other:
        path.write_text(f"{path.read_text(encoding='utf-8')}\nTin đã sửa.", encoding="utf-8")
    for n, text in enumerate(_texts(chance, fifth)):
        (folder / f"new-{n}.txt").write_text(text, encoding="utf-8")
    lines = (folder / "r.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    for record in records[::4]:
        record["text"] += "\nTin đã sửa."
    _write(folder / "r.jsonl", records[2:])


def _write(path: Path, records: list[dict[str, str]]) -> None:
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text("".join(lines), encoding="utf-8")


def _texts(chance: random.Random, number: int) -> list[str]:
    """Passages of the corpus, no two of them the same."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    texts = []
    for n in range(number):
        lines = [line for line in chance.choice(pages).splitlines() if line.strip()]
        start = chance.randrange(max(1, len(lines) - 4))
        texts.append(
            "\n".join([f"Bản tin {n}.{chance.randrange(10**9)}", *lines[start : start + 6]])
        )
    return texts


def dump(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """All that the index in *folder* tells: reports, articles, hits, by name, line by line."""
    with Index.open(folder) as index:
        beside = Beside(places())
        for name in REPORTS:
            if name not in ("chain", "silent"):  # those ask for one directive, and add no facts
                yield f"report {name}", _lines(report(index, name, Filters(), beside))
        with index.connect() as connection:
            for table in (schema.article, schema.copy):
                names = [c.name for c in table.columns if c.name not in ("source_id", "words")]
                asked = [table.c[n] for n in names if table is schema.article or n != "id"]
                rows = connection.execute(table.select().with_only_columns(*asked)).mappings()
                yield table.name, sorted(_lines(dict(row) for row in rows))
        yield "full text", sorted(index.ids(All()))
        for query in QUESTIONS:
            hits = search(index, Question(query=query, limit=1000, filters=Filters()))["hits"]
            for hit in hits:  # how rare a word is, engines count with what was replaced lately
                del hit["score"]
            yield query, sorted(_lines(hits))


def _lines(rows: Any) -> list[str]:
    return [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows]


if __name__ == "__main__":
    main()
