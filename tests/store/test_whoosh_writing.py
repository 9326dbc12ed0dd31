"""What is written in Whoosh reads the same, whether it fits into memory or not."""

import gc
import random
from pathlib import Path

import pytest

from indexer.store import whoosh_engine, whoosh_writing
from indexer.store.engine import All, DateRange, Document, Phrase, Prefix, Term
from indexer.store.whoosh_engine import WhooshEngine, create

QUERIES = [
    All(),
    Term("dân"),
    Term("dan"),
    Term("chung"),
    Term("12-NQ/TU", "code"),
    Term("giang", "place"),
    Prefix("th"),
    Phrase("dân vận khéo"),
    DateRange("2019", "2020"),
]


def documents(number: int) -> list[Document]:
    chance = random.Random(5)  # texts, not secrets
    words = ["dân", "vận", "khéo", "thôn", "xã", "Đảng", "ủy", "thi", "đua", "ﬁ", "𠀀", "ﾊ"]
    return [
        Document(
            id=f"n{n}",
            title=" ".join(chance.choices(words, k=4)),
            body=" ".join(["chung", *chance.choices(words, k=60), f"số{n}"]),
            words=("dân vận", "thi đua"),
            codes=(f"{n % 20}-NQ/TU",),
            places=(chance.choice(["Hà Giang", "Bắc Giang", "Hà Nam"]),),
            date=f"{2018 + n % 4}-0{1 + n % 9}-01",
        )
        for n in range(number)
    ]


def written(folder: Path, commits: int) -> WhooshEngine:
    engine = create(folder)
    some = documents(300)
    for n in range(commits):
        engine.add(some[n::commits])
        engine.commit()
    return engine


def hits(engine: WhooshEngine) -> list[list[tuple[str, float]]]:
    results = (engine.search(query, limit=400) for query in QUERIES)
    return [[(hit.id, round(hit.score, 4)) for hit in result.hits] for result in results]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[list[tuple[str, float]]]:
    found = hits(written(tmp_path_factory.mktemp("whole"), 1))
    assert all(found)
    return found


@pytest.mark.parametrize(("memory", "files"), [(0.03, 100), (0.03, 3), (0.001, 2)])
def test_what_memory_cannot_hold_is_written_all_the_same(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    expected: list[list[tuple[str, float]]],
    memory: float,
    files: int,
) -> None:
    saved: list[bool] = []
    save = whoosh_writing.Pool.save

    def counted(pool: whoosh_writing.Pool) -> None:
        saved.append(True)
        save(pool)

    monkeypatch.setattr(whoosh_writing.Pool, "save", counted)
    monkeypatch.setattr(whoosh_engine, "_MEMORY", memory)
    monkeypatch.setattr(whoosh_writing, "_FILES", files)

    assert hits(written(tmp_path, 1)) == expected
    assert len(saved) > min(files, 50)


def test_commits_that_are_merged_read_as_one(
    tmp_path: Path, expected: list[list[tuple[str, float]]]
) -> None:
    engine = written(tmp_path, 12)
    assert len(engine._index._segments()) < 12  # some were merged
    ids = [{hit for hit, _ in found} for found in hits(engine)]
    assert ids == [{hit for hit, _ in found} for found in expected]


def test_memory_is_watched_again_after_writing(tmp_path: Path) -> None:
    assert gc.isenabled()
    written(tmp_path, 1)
    assert gc.isenabled()
