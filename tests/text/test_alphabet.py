"""The order in which Vietnamese words stand in a list."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.alphabet import alphabetical

ROWS = [
    ["an", "ăn", "ân", "ba", "cá", "da", "đa", "e", "ê"],  # ă, â, đ, ê are letters of their own
    ["ma", "mà", "mả", "mã", "má", "mạ"],  # tones, as dictionaries order them
    ["má", "mai"],  # letters come before tones
    ["Bắc Giang", "bắc ninh", "Bắc Ninh 2", "Cao Bằng"],  # case does not count
    ["bàn ăn", "bản án"],  # the first syllable decides
    ["Kế hoạch 9", "Kế hoạch 45", "Kế hoạch 380"],  # figures by their value
    ["7 việc", "Bảy việc"],  # figures before letters
    ["“Dân vận” khéo", "Đất đai"],  # signs do not count
]


@pytest.mark.parametrize("row", ROWS)
def test_words_stand_as_in_a_dictionary(row: list[str]) -> None:
    keys = [alphabetical(text) for text in row]

    assert all(one < other for one, other in pairwise(keys))


def test_composed_and_decomposed_letters_are_one() -> None:
    assert alphabetical("Việt") == alphabetical(unicodedata.normalize("NFD", "Việt"))


@given(st.lists(st.text(max_size=12)))
def test_whatever_stands_there_can_be_ordered(texts: list[str]) -> None:
    keys = sorted(map(alphabetical, texts))

    assert all(one <= other for one, other in pairwise(keys))


def test_a_figure_may_be_longer_than_python_reads() -> None:
    assert alphabetical("1" + "0" * 5_000) > alphabetical("9" * 4_000)
