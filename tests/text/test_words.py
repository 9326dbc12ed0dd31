"""Words of Vietnamese text, at their places, with codes kept whole."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.text import words
from indexer.text.features import Features
from indexer.text.unicode import normalise
from indexer.text.words import syllables, word_spans

CORPUS = Path(__file__).parents[2] / "corpus"

WORDS = [
    ("Ban Dân vận tổng kết công tác", ["Ban", "Dân vận", "tổng kết", "công tác"]),
    ("Hội nghị của Tỉnh uỷ.", ["Hội nghị", "của", "Tỉnh uỷ"]),  # old tone placement
    ("khu dân\ncư", ["khu", "dân cư"]),  # a line broken to fit
    ("Trồng 19.471 m2", ["Trồng", "19.471", "m2"]),
    ("Tốt lắm 👍🏽 !!!", ["Tốt", "lắm"]),
    ("“…” – (*)", []),
    ("", []),
    (" \n ", []),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_hold_their_syllables_together(text: str, expected: list[str]) -> None:
    assert [text[a:b].replace("\n", " ") for a, b in word_spans(text)] == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Thông báo số 381-TB/TU của Tỉnh ủy", "381-TB/TU"),
        ("Kết luận 121- KL/TW ngày", "121- KL/TW"),  # with a blank in it
        ("(45/2021/NĐ-CP)", "45/2021/NĐ-CP"),
        ("số382-TB/TUcủa", "382-TB/TU"),  # lost blanks
        ("383-TB/TU", "383-TB/TU"),
        ("theo 384-\nTB/TU", "384-\nTB/TU"),  # broken to fit
    ],
)
def test_a_kept_span_is_one_word(text: str, code: str) -> None:
    start = text.index(code)
    kept = (start, start + len(code))
    spans = word_spans(text, keep=[kept])
    assert kept in spans
    assert all(b <= kept[0] or a >= kept[1] for a, b in spans if (a, b) != kept)


def test_a_code_does_not_disturb_the_words_beside_it() -> None:
    text = "thực hiện Quyết định số 291-QĐ/TW của Bộ Chính trị"
    start = text.index("291")
    words = [text[a:b] for a, b in word_spans(text, keep=[(start, start + 9)])]
    assert words == ["thực hiện", "Quyết định", "số", "291-QĐ/TW", "của", "Bộ Chính trị"]


@settings(max_examples=60, deadline=None)
@given(
    st.text() | st.text(alphabet="aỷ́ .\n/-1Đ😀\u00a0\x1c"),
    st.lists(st.tuples(st.integers(-2, 30), st.integers(-2, 30)), max_size=4),
)
def test_words_of_any_text_are_in_order_and_apart(text: str, keep: list[tuple[int, int]]) -> None:
    spans = word_spans(text, keep=keep)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aỷâđb1 .,\n/-()"))
def test_no_letter_or_figure_is_lost(text: str) -> None:
    text = normalise(text)
    held = {i for a, b in word_spans(text) for i in range(a, b)}
    assert held >= {i for i, c in enumerate(text) if c.isalnum()}


@pytest.mark.parametrize(
    "unit", ["Ban Thường vụ Tỉnh ủy họp ", "a", "a.", "http://", "1/", "👍"], ids=repr
)
def test_time_grows_with_length_only(unit: str) -> None:
    """A line of 200,000 characters takes seconds at most; squares of it would take hours."""
    text = unit * (200_000 // len(unit))
    began = time.perf_counter()
    word_spans(text)
    assert time.perf_counter() - began < 30


def test_no_model_is_loaded_before_the_first_word_and_nothing_is_printed() -> None:
    program = (
        "import sys, indexer.text.words as w\n"
        "assert 'underthesea' not in sys.modules\n"
        "w.word_spans('Tỉnh ủy')\n"
        "assert 'underthesea' in sys.modules\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert run.stdout == b""


def test_syllables_are_runs_of_letters_or_figures() -> None:
    text = "731 Tổ, 19.471m2 (99,5%)"
    found = [text[a:b] for a, b in syllables(text)]
    assert found == ["731", "Tổ", "19.471", "m", "2", "99,5"]


def test_words_are_those_of_underthesea(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line for path in CORPUS.glob("*.txt") for line in path.read_text("utf-8").split("\n")]
    ours = words._tokenise()
    assert words._sooner()
    monkeypatch.setattr(words, "_sooner", lambda: None)
    theirs = words._tokenise.__wrapped__()

    assert [ours(line) for line in lines] == [theirs(line) for line in lines]


def test_features_that_are_not_underthesea_s_own_are_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words._tokenise()
    monkeypatch.setattr(Features, "of", lambda _, syllables: [("T[0]=",) for _ in syllables])

    assert words._sooner() is None
