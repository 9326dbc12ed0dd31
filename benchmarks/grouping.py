"""How long near-duplicates take to be found among many articles, and in how much memory.

    python benchmarks/grouping.py FILE [--articles 12000] [--form 500] [--new 2000]

The catalogue is filled with articles that are drawn by sentences from the texts of FILE (JSON Lines
with `text`, plain or as .gz); one in twenty is another one's text with a line of its own. Then new
ones are taken in, one and --new; then --form texts on one form, which differ by three numbers: all
of them are compared with each other.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import sqlalchemy as sa

from indexer.store import catalogue, schema
from indexer.store.comparing import compare_new, renew_sketches
from indexer.store.fulltext import chunks
from indexer.store.grouping import regroup
from indexer.text.sentences import sentences
from indexer.text.unicode import normalise

SENTENCES = 15  # of an article
ALIKE = 20  # one article in so many is another one's text
TEXTS = 2_000  # of FILE, from which the sentences are
STEPS: dict[str, Callable[[sa.Engine], None]] = {
    "sketches": renew_sketches,
    "comparing": compare_new,
    "grouping": regroup,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=12_000)
    parser.add_argument("--form", type=int, default=500)
    parser.add_argument("--new", type=int, default=2_000)
    asked = parser.parse_args()
    chance = random.Random(380)  # noqa: S311 - not for secrets
    drawn = _drawn([*_sentences(asked.file)], chance)
    form = next(drawn)
    with tempfile.TemporaryDirectory() as folder:
        catalogue.make(Path(folder), {})
        database = catalogue.connect(Path(folder))
        try:
            _take_in(
                database, f"{asked.articles} articles", itertools.islice(drawn, asked.articles)
            )
            _take_in(database, "one more", itertools.islice(drawn, 1))
            _take_in(database, f"{asked.new} more", itertools.islice(drawn, asked.new))
            filled = (_filled(form, chance) for _ in range(asked.form))
            _take_in(database, f"{asked.form} on one form", filled)
        finally:
            database.dispose()


def _take_in(database: sa.Engine, what: str, texts: Iterable[str]) -> None:
    """Write articles with these *texts*, and print what each step takes for them."""
    for some in chunks(texts, 1_000):
        with database.begin() as connection:
            _write(connection, some)
    told = []
    for name, step in STEPS.items():
        began = time.process_time()
        step(database)
        told.append(f"{name} {time.process_time() - began:.2f} s")
    with database.connect() as connection:
        groups = connection.scalar(sa.select(sa.func.count(schema.same.c.first.distinct())))
    memory = _memory()
    told += [f"{groups} groups", f"{memory:.0f} MB" if memory else "memory not known"]
    sys.stdout.write(f"{what:<20}{', '.join(told)}\n")
    sys.stdout.flush()


def _write(connection: sa.Connection, texts: Iterable[str]) -> None:
    there = connection.scalar(sa.select(sa.func.count()).select_from(schema.article)) or 0
    source = connection.scalar(sa.select(sa.func.max(schema.source.c.id)))
    if source is None:
        blank = {"path": "drawn", "sha256": "", "read_at": "", "complete": True}
        source = connection.execute(sa.insert(schema.source).values(blank)).lastrowid
    blank = dict.fromkeys(("path", "words", "record", "fingerprint", "made_by"), "")
    rows = [
        {"id": f"{number:x}", "given": str(number), "sha256": str(number), "text": text}
        | {"source_id": source, "stale": False, **blank}
        for number, text in enumerate(texts, start=there)
    ]
    connection.execute(sa.insert(schema.article), rows)


def _drawn(told: list[str], chance: random.Random) -> Iterator[str]:
    before = ""
    for number in itertools.count(1):
        text = " ".join(chance.choices(told, k=SENTENCES))
        yield f"{before} {chance.choice(told)}" if number % ALIKE == 0 else text
        before = text


def _filled(form: str, chance: random.Random) -> str:
    words = form.split()
    for place in (len(words) // 5, len(words) // 3, len(words) // 2):
        words[place] = str(chance.randint(1, 10**9))
    return " ".join(words)


def _sentences(file: Path) -> Iterator[str]:
    with (
        gzip.open(file, "rt", encoding="utf-8")
        if file.suffix == ".gz"
        else file.open(encoding="utf-8") as lines
    ):
        for line in itertools.islice(lines, TEXTS):
            text = normalise(json.loads(line)["text"])
            yield from (text[start:end] for start, end in sentences(text) if end - start > 40)


def _memory() -> float | None:
    """The most memory, in MB, that this process has taken so far; None on Windows."""
    try:
        import resource
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)  # macOS counts bytes


if __name__ == "__main__":
    main()
