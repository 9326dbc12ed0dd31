"""Whatever is asked, every engine finds just what a plain reading of the rules finds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.store.analysis import bare, syllables
from indexer.store.codes import folded
from indexer.store.engine import (
    ENGINES,
    All,
    And,
    DateRange,
    Document,
    Engine,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    engine,
)

WORDS = ["dân", "dan", "dần", "vận", "van", "văn", "khéo", "hoà", "hòa", "Ủy", "380", "đê", "de"]
CODES = ["380-TB/TU", "2-NQ/TU", "02-NQ/TU"]


def documents(number: int) -> list[Document]:
    chance = random.Random(3)  # texts, not secrets

    def words(most: int) -> str:
        known = ["dan", "van", "380", "kheo"] if chance.random() < 0.2 else WORDS
        return " ".join(chance.choices(known, k=chance.randint(0, most)))

    return [
        Document(
            id=f"n{n}",
            title=words(4),
            body=words(12),
            words=tuple(words(3) for _ in range(2)),
            codes=tuple(chance.sample(CODES, chance.randint(0, 2))),
            places=tuple(words(2) for _ in range(2)),
            date=chance.choice([None, "2018", "2019-05", "2019-05-07", "2021-01-01"]),
        )
        for n in range(number)
    ]


DOCUMENTS = documents(150)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Engine]]:
    made = [engine(name).create(tmp_path_factory.mktemp(name)) for name in sorted(ENGINES)]
    for each in made:  # in several commits, some of it deleted again
        each.add(DOCUMENTS[:90])
        each.add([Document(id="gone", title="dân vận", body="dân vận khéo")])
        each.commit()
        each.delete(["gone", "n3"])
        each.add([DOCUMENTS[3], *DOCUMENTS[90:]])
        each.commit()
    yield made
    for each in made:
        each.close()


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Engine]]:
    """Nothing was deleted: what is left of it counts in one engine longer than in another."""
    made = [engine(name).create(tmp_path_factory.mktemp(name)) for name in sorted(ENGINES)]
    for each in made:
        for start in range(0, len(DOCUMENTS), 60):
            each.add(DOCUMENTS[start : start + 60])
            each.commit()
    yield made
    for each in made:
        each.close()


def values(document: Document, field: str | None) -> tuple[str, ...]:
    if field == "place":
        return document.places
    return (document.title,) if field == "title" else (document.title, document.body)


def is_found(typed: str, syllable: str, *, unmarked: bool) -> bool:
    """Without diacritics any spelling is found; with them a text that has none is, too."""
    return typed in (syllable, bare(syllable)) or (unmarked and bare(typed) == syllable)


def stands(document: Document, leaf: Term | Phrase | Prefix) -> bool:
    typed = syllables(leaf.text)
    for value in values(document, leaf.field):
        there = syllables(value)
        unmarked = all(bare(s) == s for s in there)
        if isinstance(leaf, Prefix) and len(typed[0]) > 1:
            there = [s[: len(typed[0])] for s in there]
        for start in range(len(there) - len(typed) + 1):
            pairs = zip(typed, there[start:], strict=False)
            if all(is_found(t, s, unmarked=unmarked) for t, s in pairs):
                return True
    return False


def finds(query: Query, document: Document) -> bool:
    match query:
        case All():
            return True
        case And(parts):
            return bool(parts) and all(finds(part, document) for part in parts)
        case Or(parts):
            return any(finds(part, document) for part in parts)
        case Not(part):
            return not finds(part, document)
        case DateRange(start, end):
            day = document.date or ""
            return bool(day) and (start or "") <= day and day[: len(end or "")] <= (end or "")
        case Term(text, "code"):
            return folded(text) in map(folded, document.codes)
        case Prefix(text, "code"):
            return any(folded(code).startswith(folded(text)) for code in document.codes)
        case Term() | Phrase() | Prefix():
            return stands(document, query)
    raise AssertionError(query)


FIELDS = st.sampled_from([None, None, "title", "place"])
TYPED = st.sampled_from(WORDS)
LEAVES = (
    st.builds(Term, TYPED, FIELDS)
    | st.builds(Phrase, st.lists(TYPED, min_size=1, max_size=3).map(" ".join), FIELDS)
    | st.builds(Prefix, st.sampled_from(["da", "dâ", "va", "vậ", "38", "kh", "đê", "d"]), FIELDS)
    | st.builds(Term, st.sampled_from([*CODES, "380"]), st.just("code"))
    | st.builds(Prefix, st.sampled_from(["380", "2-NQ"]), st.just("code"))
    | st.builds(DateRange, st.sampled_from([None, "2018", "2019-05"]), st.sampled_from(["2019"]))
    | st.just(All())
)
QUERIES = st.recursive(
    LEAVES,
    lambda parts: (
        st.builds(And, st.lists(parts, max_size=4).map(tuple))
        | st.builds(Or, st.lists(parts, max_size=3).map(tuple))
        | st.builds(Not, parts)
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(QUERIES)
def test_every_engine_finds_what_the_rules_say(engines: list[Engine], query: Query) -> None:
    expected = {document.id for document in DOCUMENTS if finds(query, document)}
    newest = sorted(expected, key=lambda name: (-day_of(name), name))
    for each in engines:
        assert set(each.ids(query)) == expected
        by_date = each.search(query, limit=200, sort="date")
        assert [hit.id for hit in by_date.hits] == newest
        assert by_date.total == len(expected)


def day_of(name: str) -> int:
    return int((DOCUMENTS[int(name[1:])].date or "").replace("-", "").ljust(8, "0"))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(QUERIES, st.integers(1, 12))
def test_pages_of_the_best_make_up_the_whole(
    engines: list[Engine], query: Query, size: int
) -> None:
    for each in engines:
        whole = each.search(query, limit=1000)
        parts = [each.search(query, limit=size, offset=n) for n in range(0, whole.total, size)]
        assert [h.id for part in parts for h in part.hits] == [h.id for h in whole.hits]
        keys = [(-round(h.score, 5), -day_of(h.id), h.id) for h in whole.hits]
        assert keys == sorted(keys)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(QUERIES)
def test_every_engine_comes_to_the_same_scores(untouched: list[Engine], query: Query) -> None:
    first, *others = (each.search(query, limit=200).hits for each in untouched)
    for other in others:
        assert {h.id: h.score for h in other} == pytest.approx({h.id: h.score for h in first})


ORDERED = [
    And((Term("dân"), Term("vận"))),
    And((Term("dan"), Term("van"), Term("khéo"))),
    Or((Term("ủy"), Term("đê"), Term("380-TB/TU", "code"))),
    And((Term("hòa"), Not(Term("văn")))),
    Phrase("dan van"),
    Term("vận", "place"),
    Prefix("vậ"),
]


@pytest.mark.parametrize("query", ORDERED, ids=str)
def test_every_engine_puts_hits_in_the_same_order(untouched: list[Engine], query: Query) -> None:
    first, *others = ([h.id for h in each.search(query, limit=200).hits] for each in untouched)
    assert len(first) > 5
    assert all(other == first for other in others)


def test_long_texts_count_as_long_in_every_engine(tmp_path: Path) -> None:
    """Lengths are rounded, above 40 syllables, and in all engines alike."""
    made = [engine(name).create(tmp_path / name) for name in sorted(ENGINES)]
    lengths = [1, 5, 23, 24, 39, 40, 41, 55, 56, 100, 150, 700, 3_000]
    for each in made:
        for n in lengths:
            rest = " ".join(f"chữ{n}" for n in range(n))
            each.add([Document(id=f"n{n}", title="", body=f"dân {rest}")])
        each.commit()
    found = [each.search(Term("dân"), limit=20).hits for each in made]
    scores = [{hit.id: hit.score for hit in hits} for hits in found]
    for each in made:
        each.close()
    assert scores[0] == pytest.approx(scores[1])
    assert len(set(scores[0].values())) > 8


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(WORDS), st.integers(1, 2))
def test_engines_agree_on_wrong_letters(engines: list[Engine], word: str, distance: int) -> None:
    first, *others = ({*each.ids(Fuzzy(word, distance=distance))} for each in engines)
    assert first
    assert all(other == first for other in others)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans()), min_size=1, max_size=8))
@pytest.mark.parametrize("name", sorted(ENGINES))
def test_how_a_text_is_cut_into_words_decides_nothing(
    name: str, tmp_path_factory: pytest.TempPathFactory, cut: list[tuple[str, bool]]
) -> None:
    """Each syllable may begin a word or not: the same questions find the text."""
    made = engine(name).create(tmp_path_factory.mktemp("cut"))
    text = " ".join(word for word, _ in cut)
    words = "".join(f"{'|' if begins else ' '}{word}" for word, begins in cut).split("|")
    made.add([Document(id="a", title="", body=text, words=tuple(w.strip() for w in words if w))])
    made.commit()
    asked = [word for word, _ in cut]
    for query in (
        Phrase(text),
        And(tuple(map(Term, asked))),
        And(tuple(map(Term, map(bare, asked)))),
    ):
        assert made.ids(query) == ["a"]
        assert [hit.id for hit in made.search(query).hits] == ["a"]
    made.close()
