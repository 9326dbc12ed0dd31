"""A code among words, codes in every way of typing, and what was likely meant by a wrong one."""

from __future__ import annotations

import importlib.util
import random
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.answer.codes import apart, known, understood, with_articles
from indexer.answer.likely import nearest
from indexer.answer.search import Question, search
from indexer.answer.typed import mixed
from indexer.store.index import Index
from indexer.text.telex import untyped

ROOT = Path(__file__).parents[2]


@cache
def generator() -> ModuleType:
    """What makes ways of typing for the benchmark."""
    path = ROOT / "benchmarks" / "typed_codes.py"
    spec = importlib.util.spec_from_file_location("benchmark_of_typed_codes", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TYPED = [
    ("380TB/TU", ["380-TB/TU"]),
    ("380-TBTU", ["380-TB/TU"]),
    ("tb380tu", ["380-TB/TU"]),
    ("TB số 380 của TU", ["380-TB/TU"]),
    ("380\N{NON-BREAKING HYPHEN}TB/TU", ["380-TB/TU"]),
    ("380 – TB – TU", ["380-TB/TU"]),
    ("thongbao 380", ["380-TB/TU"]),
    ("thoong baos 380", ["380-TB/TU"]),  # in the keys of Telex
    ("số 380/TB-TU ngày 5/11/2018", ["380-TB/TU"]),
    ("số 380/TB-TU ngày 5/11/18", ["380-TB/TU"]),
    ("380-TB/TU 2018", ["380-TB/TU"]),
    ("TB-TU 2018", ["380-TB/TU"]),
    ("TB-TU 2017", []),
    ("380-TB/TU ngày 6/11/2018", ["380-TB/TU"]),  # a slip: its code is typed in full
    ("thông báo 380 năm 2017", []),
    ("QD290TW", ["290-QĐ/TW"]),
    ("QĐ290TƯ", ["290-QĐ/TW"]),
    ("quy định 290 BCT", ["290-QĐ/TW"]),
    ("Quyết định 290 của Bộ Chính trị năm 2014", ["290-QĐ/TW"]),  # the index knows no day of it
    ("05-NQ/TU ha nam", ["05-NQ/TU"]),
]


@pytest.mark.parametrize(("typed", "codes"), TYPED)
def test_a_code_is_understood_however_it_is_typed(
    sample: Index, typed: str, codes: list[str]
) -> None:
    with sample.connect() as connection:
        assert [known.code for known in understood(connection, typed)] == codes


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000))
def test_every_way_of_the_benchmark_names_the_directive(sample: Index, seed: int) -> None:
    made = generator()
    with sample.connect() as connection:
        everything = [known(row) for row in connection.execute(with_articles())]
        rng = random.Random(seed)
        one = rng.choice([each for each in everything if each.articles])
        for way in made.ways(rng, one, 8):
            if way.name not in made._MISTAKES:
                found = understood(connection, way.typed)
                outcome = made._outcome(way, one, found, everything)
                assert outcome != "missed", (way, one, found)


def test_what_tells_several_apart_is_told(sample: Index) -> None:
    with sample.connect() as connection:
        assert apart(understood(connection, "05-NQ/TU")) == ["issuer"]
        assert apart(understood(connection, "380-TB/TU")) == []

    assert search(sample, Question(query="05-NQ/TU"))["apart"] == ["issuer"]


LIKELY = [
    ("308-TB/TU", ["380-TB/TU"]),  # two figures swapped
    ("308 tb tu", ["380-TB/TU"]),
    ("thông báo 308", ["380-TB/TU"]),
    ("380-TV/TU", ["380-TB/TU"]),
    ("thng báo 380", ["380-TB/TU"]),
    ("38-TB/TU", ["380-TB/TU"]),
    ("nghị quyết 380 về văn hóa", []),
    ("10 năm dân vận", []),
]


@pytest.mark.parametrize(("typed", "codes"), LIKELY)
def test_a_mistake_is_told_by_the_code_that_was_meant(
    sample: Index, typed: str, codes: list[str]
) -> None:
    with sample.connect() as connection:
        assert nearest(connection, typed) == codes


MIXED = [
    ("380-TB/TU tổ dân vận", "380-TB/TU", "tổ dân vận"),
    ("khu dân cư thông báo 380", "380-TB/TU", "khu dân cư"),
    ("mô hình theo TB 380 ở Yên Sơn", "380-TB/TU", "mô hình theo ở Yên Sơn"),
    ("quy định 290 bộ máy", "290-QĐ/TW", "bộ máy"),  # not "bộ" of Bộ Chính trị
    ("thông báo 380 ngày 5/11/2018 tại khu phố", "380-TB/TU", "tại khu phố"),
    ('380-TB/TU "dân vận khéo"', "380-TB/TU", '"dân vận khéo"'),
]


@pytest.mark.parametrize(("typed", "code", "rest"), MIXED)
def test_words_beside_a_code_are_told_from_it(
    sample: Index, typed: str, code: str, rest: str
) -> None:
    with sample.connect() as connection:
        found = mixed(connection, typed)

    assert found
    assert ([known.code for known in found.directives], found.words) == ([code], rest)


@pytest.mark.parametrize(
    "typed",
    [
        "10 năm dân vận khéo",
        "380 ngày đêm",
        "380-TB/TU NOT khéo",
        "type:thông 380",
        "380-TB/TU",
        "",
    ],
)
def test_other_questions_are_not_split(sample: Index, typed: str) -> None:
    with sample.connect() as connection:
        assert mixed(connection, typed) is None


def test_words_beside_a_code_are_looked_for_in_its_articles(sample: Index) -> None:
    inside = search(sample, Question(query="thông báo 380 dân vận"))
    nowhere = search(sample, Question(query="thông báo 380 vận động viên"))

    assert [hit["id"] for hit in inside["hits"]] == ["notice"]  # not the festival
    assert [known["code"] for known in inside["directives"]] == ["380-TB/TU"]
    assert nowhere["hits"] == []  # no article has all of the words
    assert nowhere["directives"] == []


@given(st.text(max_size=60) | st.text(alphabet='0123456789 -/QĐTBUWtưsố"():', max_size=60))
def test_nothing_that_is_typed_raises(sample: Index, typed: str) -> None:
    with sample.connect() as connection:
        understood(connection, typed)
        nearest(connection, typed)
        mixed(connection, typed)


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("quyeets", "quyet"),
        ("ddinhj", "dinh"),
        ("thoong", "thong"),
        ("uyr", "uy"),
        ("trung", "trung"),
        ("tb", "tb"),
        ("suwar", "sua"),
    ],
)
def test_the_keys_of_telex_are_read(keys: str, word: str) -> None:
    assert untyped(keys) == word
