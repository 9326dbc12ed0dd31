"""What is built as a Vietnamese syllable, and which syllables are usual."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.syllables import LONGEST, best, is_syllable, is_written_well, usual

SYLLABLES = [
    "công", "nghiêng", "được", "thuế", "khuya", "khuỷu", "quốc", "quyết", "gì", "giếng", "giữa",
    "ủy", "uỷ", "hòa", "hoà", "hoàn", "Đắk", "ỦY", "ý", "ở", "ạ", "boong", "ngoằn", "yêu",
]  # fmt: skip
OTHERS = [
    ("côngtác", "two of them"),
    ("cồc", "ends in a stop with a tone that it cannot have"),
    ("thừơng", "the tone on the wrong vowel"),
    ("nớc", "no such rhyme"),
    ("été", "French"),
    ("Müller", "German"),
    ("UBND", "an abbreviation"),
    ("nhµ", "TCVN3"),
    ("", "nothing"),
    ("a" * 1000, "too long"),
]


@pytest.mark.parametrize("word", SYLLABLES)
def test_syllables_are_told(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(("word", "why"), OTHERS)
def test_other_words_are_none(word: str, why: str) -> None:
    assert not is_syllable(word), why


@pytest.mark.parametrize(
    ("word", "well"),
    [("hội", True), ("Hội", True), ("HỘI", True), ("hỘi", False), ("HộI", False), ("Ở", True)],
)
def test_capitals_stand_in_front_or_everywhere(word: str, well: bool) -> None:
    assert is_written_well(word) == well


def test_usual_syllables_are_syllables_each_once() -> None:
    words = list(usual())
    assert len(words) == len(set(words)) > 2000
    assert [w for w in words if not is_syllable(w) or len(w) > LONGEST] == []
    assert [w for w in words if unicodedata.normalize("NFC", w) != w or w != w.lower()] == []


def test_the_most_usual_of_several_is_taken() -> None:
    assert best(["thọi", "thời", "thềi"]) == "thời"
    assert best(["SỐ", "Sờ", "số"]) in ("SỐ", "số")
    assert best(["xyz", "HộI"]) is None
    assert best([]) is None


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert is_syllable(text) in (True, False)
