"""The door of the engine: one form for every text, and what look-ups fold away."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.unicode import fold, fold_tone, normalise

ANY = st.text() | st.text(
    alphabet="aàạăâđoếuỷ\u0301\u0323\u0302 \u00a0\u200b\u00ad\ufeff\r\n\t\x85"
)

NORMALISED = [
    ("U\u0309y ban", "Ủy ban"),  # NFD
    ("ê\u0301", "ế"),  # half composed, as windows-1258 has it
    ("số\u00a0380", "số 380"),  # no-break blank
    ("a\u2009b\u3000c\td", "a b c d"),  # thin and ideographic blanks, tab
    ("hai  blank", "hai  blank"),  # runs stay as they are
    ("Thông\u200b báo", "Thông báo"),  # zero width
    ("dân\u00advận", "dânvận"),  # soft hyphen
    ("\ufeffĐảng", "Đảng"),  # byte order mark
    ("a\r\nb\rc\x85d\u2028e\x0cf", "a\nb\nc\nd\ne\nf"),
    ("a\x00\x07b", "ab"),  # control characters
    ("a\n\n b", "a\n\n b"),
    ("“380”–TB/TU ‘x’…", "“380”–TB/TU ‘x’…"),  # dashes and quotes stay
    ("ĐẢNG uỷ", "ĐẢNG uỷ"),  # case and tone placement stay
    ("nửa \ud83d cặp", "nửa \ufffd cặp"),  # half a surrogate pair
    ("👍🏽", "👍🏽"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), NORMALISED)
def test_the_door_gives_one_form(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(ANY)
def test_the_door_changes_nothing_the_second_time(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(ANY)
def test_composed_and_decomposed_texts_become_equal(text: str) -> None:
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(text)


@given(st.text(alphabet=st.characters()))
def test_a_normalised_text_can_be_written_and_has_no_stray_blanks(text: str) -> None:
    done = normalise(text)
    done.encode()
    assert {c for c in done if c.isspace()} <= {" ", "\n"}


FOLDED = [
    ("Đảng ủy", "dang uy"),
    ("ĐẢNG UỶ", "dang uy"),
    ("Ngượng nghịu", "nguong nghiu"),
    ("380-TB/TU", "380-tb/tu"),
    ("U\u0309y", "uy"),  # NFD
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_look_ups_see_neither_case_nor_diacritics(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


TONES = [
    ("uỷ ban", "ủy ban"),
    ("Uỷ Ban, UỶ BAN", "Ủy Ban, ỦY BAN"),
    ("hoà bình", "hòa bình"),
    ("khoẻ mạnh, loè", "khỏe mạnh, lòe"),
    ("thuỷ lợi", "thủy lợi"),
    ("quý, quỹ, Quỳ Hợp", "quý, quỹ, Quỳ Hợp"),  # the u belongs to qu
    ("hoàn toàn, loài, khuỷu, thuyền", "hoàn toàn, loài, khuỷu, thuyền"),  # one spelling
    ("ủy, hòa", "ủy, hòa"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), TONES)
def test_old_and_new_tone_placement_become_equal(text: str, expected: str) -> None:
    assert fold_tone(text) == expected


@given(ANY)
def test_tone_placement_keeps_offsets_and_settles_at_once(text: str) -> None:
    text = normalise(text)
    folded = fold_tone(text)
    assert len(folded) == len(text)
    assert fold_tone(folded) == folded
    assert fold(folded) == fold(text)
