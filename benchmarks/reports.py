"""How long each report takes in each form, and one more article that names well-known directives.

    python benchmarks/reports.py FILE.jsonl[.gz]
    python benchmarks/reports.py --index DIR

A report is timed as a whole process, from start to end. The index is made of FILE or is DIR, which
is copied first and not changed.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from sqlalchemy import func, select

from indexer.pipeline import ingest
from indexer.plugin import Sources
from indexer.store import writer
from indexer.store.index import Index
from indexer.store.schema import claim, directive

HERE = Path(__file__).resolve().parent
FORMS = {
    "table": "txt",
    "csv": "csv",
    "xlsx": "xlsx",
    "json": "json",
    "md": "md",
    "html": "html",
}
ALL = ("implementers", "units", "matrix", "directives", "red-links", "statistics", "doubts")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path, nargs="?", help="articles as JSON Lines")
    parser.add_argument("--index", type=Path, help="an index, instead of FILE")
    parser.add_argument("--codes", type=int, default=100, help="that the article names; 100")
    parser.add_argument("--place", default="thành phố Hồ Chí Minh", help="for the report 'silent'")
    parser.add_argument("--only", metavar="NAME", help="one report")
    parser.add_argument("--repeat", type=int, default=1, help="times of each; the best is told")
    asked = parser.parse_args()
    if (asked.file is None) == (asked.index is None):
        parser.error("give FILE or --index DIR, one of them")
    # Python puts this folder first, and its plugins.py would stand in for the plugins.
    sys.path[:] = [entry for entry in sys.path if Path(entry).resolve() != HERE]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        index = folder / "index"
        if asked.index:
            shutil.copytree(asked.index, index)
        else:
            _build(asked.file, folder, index)
        codes = _most_cited(index, asked.codes)
        questions = [q for q in _questions(codes[0][1], asked.place) if asked.only in (None, q[0])]
        _time_reports(index, questions, folder, asked.repeat)
        _time_article(index, [named for named, _ in codes], folder)


def _build(file: Path, folder: Path, index: Path) -> None:
    records = file
    if file.suffix == ".gz":
        records = folder / file.stem
        with gzip.open(file) as packed, records.open("wb") as plain:
            shutil.copyfileobj(packed, plain)
    with Index.create(index) as made:
        ingest([records], made, Sources("plugins"), jobs=os.cpu_count() or 1)


def _most_cited(index: Path, number: int) -> list[tuple[str, str]]:
    """Those directives that most articles speak of, each by type and code, and by id."""
    articles = func.count(claim.c.article_id.distinct())
    query = (
        select(directive.c.type, directive.c.code, directive.c.id)
        .join(claim, claim.c.directive_id == directive.c.id)
        .group_by(directive.c.id)
        .order_by(articles.desc(), directive.c.id)
        .limit(number)
    )
    with Index.open(index) as opened, opened.connect() as connection:
        return [
            (f"{row.type or 'Văn bản'} số {row.code}", row.id) for row in connection.execute(query)
        ]


def _questions(known: str, place: str) -> list[list[str]]:
    """The reports, each with what it needs; *known* is the directive of those on one."""
    sums = [["statistics", "--by", by] for by in ("directive", "unit", "place", "period")]
    silent = [
        ["silent", known, "--place", place, "--level", each] for each in ("district", "commune")
    ]
    return [*([name] for name in ALL), *sums, ["chain", known], *silent]


def _time_reports(
    index: Path, questions: Sequence[Sequence[str]], folder: Path, repeat: int
) -> None:
    _row("seconds", list(FORMS))
    slowest = 0.0
    for question in questions:
        taken = [
            min(
                _run(index, ["report", *question, "--output", str(folder / f"report.{ending}")])
                for _ in range(repeat)
            )
            for ending in FORMS.values()
        ]
        slowest = max(slowest, *taken)
        told = question[:1] if len(question) < 3 else [question[0], question[-1]]
        _row(" ".join(told), [f"{seconds:.2f}" for seconds in taken])
    sys.stdout.write(f"slowest: {slowest:.2f}\n")


def _run(index: Path, command: Sequence[str]) -> float:
    """Seconds that `tracuu` takes for *command*."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "cli", *command, "--index", str(index)],
        cwd=HERE.parent,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # a report without rows says so
    )
    return time.perf_counter() - begun


def _time_article(index: Path, named: Sequence[str], folder: Path) -> None:
    """Take in an article that names well-known directives, as a process and then in this one."""
    for turn in ("first", "second"):
        lines = [f"Huyện ủy quán triệt {each}, lần {turn}." for each in named]
        (folder / f"{turn}.txt").write_text("\n".join(lines), encoding="utf-8")
    whole = _run(index, ["ingest", str(folder / "first.txt"), "--jobs", "1"])
    with Index.open(index) as opened, _timed() as seconds:
        ingest([folder / "second.txt"], opened, Sources("plugins"), jobs=1)
    sys.stdout.write(
        f"an article more, which names {len(named)} directives\n"
        f"  ingest as a whole process: {whole:.2f}\n"
        f"  resolution alone: {sum(seconds):.2f}\n"
    )


@contextmanager
def _timed() -> Iterator[list[float]]:
    """Seconds that each call of resolve_changed() takes."""
    seconds: list[float] = []
    resolve = writer.resolve_changed

    def timed(*values: object) -> None:
        begun = time.perf_counter()
        resolve(*values)  # type: ignore[arg-type]
        seconds.append(time.perf_counter() - begun)

    with mock.patch.object(writer, "resolve_changed", timed):
        yield seconds


def _row(name: str, values: Sequence[str]) -> None:
    sys.stdout.write(f"{name:<26}{''.join(f'{value:>8}' for value in values)}\n")


if __name__ == "__main__":
    main()
