"""How fast questions are answered: both engines beside SQLite FTS5 and bare tantivy, in one run.

    python benchmarks/queries.py INDEX [--articles 12000] [--queries 40] [--seed 1]

The texts are those of INDEX, which is not changed; where more articles are asked for, they come
again with every tenth syllable another one. Questions are made of what stands in the texts. All
four tell how many articles there are and find the best ten. FTS5 and bare tantivy get the same
syllables, once as they are and once without diacritics, and know neither titles, words nor the
order of equal hits. The last column is the whole answer of `tracuu search` from INDEX, with
directives, passages and facets. Each question is asked three times; the shortest time counts, for
other programs make one longer at random.
"""

from __future__ import annotations

import argparse
import math
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Python puts this folder first, and its plugins.py would stand in for the plugins.
sys.path[:] = [entry for entry in sys.path if Path(entry).resolve() != HERE]

import tantivy  # noqa: E402

from indexer.answer.query import parse  # noqa: E402
from indexer.answer.search import Question, search  # noqa: E402
from indexer.store.analysis import bare, syllables  # noqa: E402
from indexer.store.engine import Document, Engine, engine  # noqa: E402
from indexer.store.fulltext import all_ids, documents  # noqa: E402
from indexer.store.index import Index  # noqa: E402

TIMES = 3
BATCH = 2_000  # articles that are committed together
SLACK = 1.5, 5.0  # times what bare tantivy takes, and milliseconds, that ours may take
Asked = Callable[[str], int]  # a question → how many articles answer it


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--articles", type=int, help="default: as many as INDEX has")
    parser.add_argument("--queries", type=int, default=40, help="of each kind; 40")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)  # noqa: S311  # questions, not secrets
    with tempfile.TemporaryDirectory() as folder, Index.open(asked.index) as index:
        with index.connect() as connection:
            ids = all_ids(connection)
            sample = list(documents(connection, chance.sample(ids, min(len(ids), 2_000))))
        number = asked.articles or len(ids)
        kinds = {kind: list(some) for kind, some in questions(sample, asked.queries, chance)}
        engines = dict(_built(Path(folder), index, number, chance))
        engines["answer"] = lambda typed: int(search(index, Question(query=typed))["total"])
        _print({kind: _timed(some, engines) for kind, some in kinds.items() if some}, [*engines])


def questions(
    sample: Sequence[Document], number: int, chance: random.Random
) -> Iterator[tuple[str, Iterator[str]]]:
    """For each kind its questions, as they are typed."""

    def run(length: int) -> str:
        """So many neighbouring syllables of a text."""
        while True:
            text = syllables(chance.choice(sample).body)
            start = chance.randrange(max(1, len(text) - length))
            found = text[start : start + length]
            if len(found) == length and all(map(str.isalpha, found)):
                return " ".join(found)

    coded = [(d, code) for d in sample for code in d.codes]
    kinds: dict[str, Callable[[], str]] = {
        "word": lambda: run(1),
        "two words": lambda: run(2),
        "four words": lambda: run(4),
        "phrase of two": lambda: f'"{run(2)}"',
        "phrase of three": lambda: f'"{run(3)}"',
        "without diacritics": lambda: bare(run(2)),
        "phrase without": lambda: f'"{bare(run(2))}"',
        "prefix": lambda: f"{run(1)[:3]}*",
    }
    if coded:
        kinds["code"] = lambda: chance.choice(coded)[1]
        kinds["code and word"] = lambda: f"{chance.choice(coded)[1]} {run(1)}"
    for kind, one in kinds.items():
        yield kind, (one() for _ in range(number))


def _built(
    folder: Path, index: Index, number: int, chance: random.Random
) -> Iterator[tuple[str, Asked]]:
    """Each full text with all articles in it."""
    whoosh, ours = (engine(name).create(folder / name) for name in ("whoosh", "tantivy"))
    fts5, raw = Fts5(folder / "fts5.db"), Raw(folder / "raw")
    adding: dict[str, Callable[[list[Document]], None]] = {
        "whoosh": partial(_take_in, whoosh),
        "tantivy": partial(_take_in, ours),
        "FTS5": fts5.add,
        "bare tantivy": raw.add,
    }
    seconds = dict.fromkeys(adding, 0.0)
    for some in _batches(index, number, chance):
        for name, add in adding.items():
            began = time.perf_counter()
            add(some)
            seconds[name] += time.perf_counter() - began
    told = ", ".join(f"{name} {taken:.0f}" for name, taken in seconds.items())
    sys.stdout.write(f"{number} articles, written in seconds: {told}\n\n")
    yield "whoosh", lambda typed: whoosh.search(parse(typed, _itself).query).total
    yield "tantivy", lambda typed: ours.search(parse(typed, _itself).query).total
    yield "FTS5", fts5.search
    yield "bare tantivy", raw.search


def _take_in(full_text: Engine, some: list[Document]) -> None:
    full_text.add(some)
    full_text.commit()


def _itself(code: str) -> list[str]:
    return [code]


def _batches(index: Index, number: int, chance: random.Random) -> Iterator[list[Document]]:
    with index.connect() as connection:
        ids = all_ids(connection)
        some: list[Document] = []
        for at in range(0, number, len(ids)):
            for document in documents(connection, ids[: number - at]):
                some.append(_changed(document, at, chance) if at else document)
                if len(some) == BATCH:
                    yield some
                    some = []
        yield some


def _changed(document: Document, again: int, chance: random.Random) -> Document:
    """*document* with a tenth of its syllables drawn from anywhere in it."""
    words = document.body.split(" ")
    for at in range(chance.randrange(10), len(words), 10):
        words[at] = chance.choice(words)
    return replace(document, id=f"{document.id}-{again}", body=" ".join(words))


class Fts5:
    """SQLite's own full text."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        self._database.execute(
            "CREATE VIRTUAL TABLE article USING fts5"
            "(exact, bare, tokenize = 'unicode61 remove_diacritics 0', content = '')"
        )

    def add(self, some: Sequence[Document]) -> None:
        """Take in *some* articles."""
        rows = (_both(document) for document in some)
        self._database.executemany("INSERT INTO article (exact, bare) VALUES (?, ?)", rows)
        self._database.commit()

    def search(self, typed: str) -> int:
        """How many articles answer; the best ten are found too."""
        column, parts = _parts(typed)
        signs = " AND ".join(f'"{part}"{"*" if shaped else ""}' for part, shaped in parts)
        asked = (f"{column} : ({signs})",)
        count = "SELECT count(*) FROM article WHERE article MATCH ?"
        best = "SELECT rowid FROM article WHERE article MATCH ? ORDER BY rank LIMIT 10"
        self._database.execute(best, asked).fetchall()
        return int(self._database.execute(count, asked).fetchone()[0])


class Raw:
    """tantivy as it comes."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        builder = tantivy.SchemaBuilder()
        for name in ("exact", "bare"):
            builder.add_text_field(name, tokenizer_name="whitespace")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._searcher = self._index.searcher()

    def add(self, some: Sequence[Document]) -> None:
        """Take in *some* articles."""
        writer = self._index.writer(64_000_000, 1)
        for document in some:
            exact, plain = _both(document)
            writer.add_document(tantivy.Document(exact=exact, bare=plain))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, typed: str) -> int:
        """How many articles answer; the best ten are found too."""
        column, parts = _parts(typed)
        queries = [self._one(column, part.split(), shaped) for part, shaped in parts]
        asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in queries])
        return int(self._searcher.search(asked, limit=10).count)

    def _one(self, column: str, terms: list[str], shaped: bool) -> tantivy.Query:
        if shaped:
            return tantivy.Query.regex_query(self._schema, column, f"{terms[0]}.*")
        if len(terms) > 1:
            return tantivy.Query.phrase_query(self._schema, column, list(terms))
        return tantivy.Query.term_query(self._schema, column, terms[0])


def _both(document: Document) -> tuple[str, str]:
    found = syllables(f"{document.title} {document.body}")
    return " ".join(found), " ".join(map(bare, found))


def _parts(typed: str) -> tuple[str, list[tuple[str, bool]]]:
    """The column to ask, and the words or phrases, each with whether it is a prefix."""
    words = [typed] if typed.startswith('"') else typed.split()
    parts = [(" ".join(syllables(word)), word.endswith("*")) for word in words]
    return ("bare" if typed == bare(typed) else "exact"), parts


def _timed(some: Sequence[str], engines: Mapping[str, Asked]) -> dict[str, list[float]]:
    """Milliseconds of each question."""
    return {name: [_best(partial(ask, typed)) for typed in some] for name, ask in engines.items()}


def _best(ask: Callable[[], int]) -> float:
    best = math.inf
    for _ in range(TIMES):
        began = time.perf_counter()
        ask()
        best = min(best, time.perf_counter() - began)
    return best * 1000


def _print(kinds: Mapping[str, Mapping[str, list[float]]], names: Sequence[str]) -> None:
    head = "".join(f"{name:>24}" for name in names)
    sys.stdout.write(f"{'ms: p50, p95, max':<20}{head}\n")
    kept = True
    for kind, taken in kinds.items():
        figures = {name: _figures(taken[name]) for name in names}
        row = "".join(f"{a:>10.1f}{b:>7.1f}{c:>7.1f}" for a, b, c in figures.values())
        sys.stdout.write(f"{kind:<20}{row}\n")
        pairs = zip(figures["tantivy"], figures["bare tantivy"], strict=True)
        kept &= all(ours <= SLACK[0] * bare_one + SLACK[1] for ours, bare_one in list(pairs)[:2])
    written = [ms for taken in kinds.values() for ms in taken["whoosh"]]
    half, most, worst = _figures(written)
    sys.stdout.write(f"\nwhoosh, all kinds: {half:.1f}, {most:.1f}, {worst:.1f}\n")
    sys.stdout.write(
        f"tantivy within {SLACK[0]} times bare tantivy and {SLACK[1]:.0f} ms, p50 and p95 of each "
        f"kind: {'yes' if kept else 'no'}\n"
    )


def _figures(taken: Sequence[float]) -> tuple[float, float, float]:
    ranked = sorted(taken)
    return ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.95)], ranked[-1]


if __name__ == "__main__":
    main()
