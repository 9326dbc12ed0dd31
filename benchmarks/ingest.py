"""How fast `tracuu ingest` is, beside bare word_tokenize of the same texts, in one run.

    python benchmarks/ingest.py FILE.jsonl[.gz] [--jobs N] [--limit N] [--files]

Both have the same number of processes, and both times include starting them and loading
underthesea's model. A second run takes in the same again, unchanged. --limit takes the first
records only: measure with 2,000 and with all to see that memory does not grow. --files makes a text
file of each record. Where recollindex is installed, it takes in the same texts as files, too: it
finds words in them, and knows nothing of directives.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from indexer.intake.report import Report
from indexer.models import Article
from indexer.pipeline import ingest
from indexer.plugin import Sources
from indexer.read import read
from indexer.store.index import Index

HERE = Path(__file__).resolve().parent
CHUNK = 16  # texts that are sent to a process together, as in ingest


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--limit", type=int, help="Articles; default: all.")
    parser.add_argument("--files", action="store_true", help="One file for each article.")
    asked = parser.parse_args()
    # Python puts this folder first, and its plugins.py would stand in for the plugins.
    sys.path[:] = [entry for entry in sys.path if Path(entry).resolve() != HERE]
    with tempfile.TemporaryDirectory() as folder:
        records = _unpacked(asked.file, Path(folder), asked.limit)
        source = _apart(records, Path(folder) / "files") if asked.files else records
        index = Path(folder) / "index"
        began = _processor()
        report, size, memory = _ingest(source, index, asked.jobs)
        used = _processor() - began
        again = _again(source, index, asked.jobs)
        began = _processor()
        bare = _tokenize(records, asked.jobs)
        bare_used = _processor() - began
        texts = source if asked.files else _apart(records, Path(folder) / "files")
        recoll = _recollindex(texts, Path(folder) / "recoll")
    taken = report.added + report.duplicates
    _row("articles", f"{taken} ({len(report.failed)} failed)")
    _row("processes", str(asked.jobs))
    _row("ingest", f"{report.seconds:.1f} s, {taken / report.seconds:.1f} articles/s")
    _row("bare word_tokenize", f"{bare:.1f} s, {taken / bare:.1f} articles/s")
    _row("ratio", f"{bare / report.seconds:.2f}")
    if used and sys.platform != "win32":  # which does not tell of other processes
        told = f"{used:.1f} s, bare {bare_used:.1f} s, ratio {bare_used / used:.2f}"
        _row("processor time", told)
    if recoll is None:
        _row("recollindex", "not installed")
    else:
        _row("recollindex", f"{recoll:.1f} s, {taken / recoll:.1f} articles/s, words only")
    _row("second run", f"{again:.2f} s, {report.seconds / again:.0f} times as fast")
    for stage, seconds in report.stages.items():
        _row(f"  {stage}", f"{seconds:.1f} s")
    _row("largest process", f"{memory:.0f} MB" if memory else "not known on this system")
    _row("index", f"{size / 1e6:.1f} MB")


def _row(name: str, value: str) -> None:
    sys.stdout.write(f"{name:<20}{value}\n")


def _unpacked(file: Path, folder: Path, limit: int | None) -> Path:
    target = folder / "records.jsonl"
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rb") as packed, target.open("wb") as plain:
        plain.writelines(islice(packed, limit))
    return target


def _apart(records: Path, folder: Path) -> Path:
    """A folder with a text file for each record, a thousand to a folder."""
    with records.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            path = folder / f"{number // 1000}" / f"{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.loads(line)["text"], encoding="utf-8")
    return folder


def _ingest(records: Path, folder: Path, jobs: int) -> tuple[Report, int, float | None]:
    """What was done, the bytes of the index, and the memory that it took."""
    with Index.create(folder) as index:
        report = ingest([records], index, Sources("plugins"), jobs=jobs)
        memory = _largest_process()
        differences = index.check()
    if differences:
        sys.exit(f"check: {differences[:3]}")
    size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
    return report, size, memory


def _again(source: Path, folder: Path, jobs: int) -> float:
    """Seconds that the same takes once more; ends where anything is read again."""
    with Index.open(folder) as index:
        report = ingest([source], index, Sources("plugins"), jobs=jobs)
    if report.added or report.updated:
        sys.exit(f"read again: {report.added + report.updated} articles")
    return report.seconds


def _recollindex(texts: Path, folder: Path) -> float | None:
    """Seconds that recollindex takes for the files in *texts*; None where there is none."""
    program = shutil.which("recollindex")
    if program is None:
        return None
    folder.mkdir()
    (folder / "recoll.conf").write_text(f"topdirs = {texts}\nskippedPaths =\n", encoding="utf-8")
    started = time.monotonic()
    subprocess.run([program, "-c", str(folder), "-z"], check=True, capture_output=True)
    return time.monotonic() - started


def _processor() -> float:
    """Seconds that processors have worked for this program up to now, in all its processes."""
    return sum(os.times()[:4])


def _largest_process() -> float | None:
    """The most memory, in MB, that one process has taken so far; None on Windows."""
    try:
        import resource
    except ImportError:
        return None
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    most = max(resource.getrusage(each).ru_maxrss for each in who)
    return most / (1e6 if sys.platform == "darwin" else 1e3)  # macOS counts bytes


def _tokenize(records: Path, jobs: int) -> float:
    """Seconds that word_tokenize alone takes for the texts of *records*."""
    started = time.monotonic()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        texts = (a.text for a in read(records) if isinstance(a, Article))
        under_way = [pool.submit(_words, chunk) for chunk in _chunks(texts)]
        for future in under_way:
            future.result()
    return time.monotonic() - started


def _chunks(texts: Iterator[str]) -> Iterator[list[str]]:
    while chunk := list(islice(texts, CHUNK)):
        yield chunk


def _words(texts: Sequence[str]) -> int:
    with contextlib.redirect_stdout(sys.stderr):  # underthesea speaks as it loads
        from underthesea import word_tokenize
    return sum(len(word_tokenize(text)) for text in texts)


if __name__ == "__main__":
    main()
