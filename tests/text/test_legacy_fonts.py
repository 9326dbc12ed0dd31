"""Text whose font tells its encoding."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.text.legacy.fonts import Font, Stretch, converted, font

Written = Callable[[str, str], bytes]

NAMES = [
    (".VnTime", Font("tcvn3")),
    (".VnTimeH", Font("tcvn3", capitals=True)),
    ('".vnarialh";', Font("tcvn3", capitals=True)),
    ("VNI-Times", Font("vni")),
    ("VPS Times", Font("vps")),
    ("Times New Roman", None),
    ("VnTime New", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("name", "told"), NAMES)
def test_what_the_name_of_a_font_tells(name: str | None, told: Font | None) -> None:
    assert font(name) == told


@pytest.fixture
def shown(written: Written) -> Callable[[str, str], str]:
    return lambda text, encoding: written(text, encoding).decode("latin-1")


def test_a_font_of_capitals_makes_capitals_and_the_others_do_not(shown) -> None:
    told = [
        Stretch(shown("quyết định ", "tcvn3"), font(".VnTimeH")),
        Stretch("ban ", font(".VnTimeH")),
        Stretch("hành về nước sạch", None),
        Stretch("\n", None),
        Stretch(shown("họp bàn về nước sạch", "tcvn3"), font(".VnTime")),
    ]
    texts, encoding = converted(told)
    assert "".join(texts) == "QUYẾT ĐỊNH BAN hành về nước sạch\nhọp bàn về nước sạch"
    assert encoding == "tcvn3"


def test_a_letter_may_begin_in_one_stretch_and_end_in_the_next(shown) -> None:
    whole = shown("Huyện ủy họp", "vni")
    told = [Stretch(letter, font("VNI-Times")) for letter in whole]
    assert "".join(converted(told)[0]) == "Huyện ủy họp"


def test_two_encodings_in_one_document(shown) -> None:
    told = [
        Stretch(shown("Quyết định", "tcvn3"), font(".VnTime")),
        Stretch(shown("Thường vụ", "vni"), font("VNI-Times")),
    ]
    assert converted(told)[0] == ["Quyết định", "Thường vụ"]


NAMED = [
    "Chủ tịch Ủy ban họp ở châu Á",
    "Sang Úc và Ấn Độ",
    "các Tỉnh ủy viên và Ủy viên",
    "được ủy quyền",
    "phúc lợi",
]


@pytest.mark.parametrize("text", NAMED)
def test_names_have_capitals_that_the_encoding_has_not(shown, text: str) -> None:
    told = [Stretch(shown(f"Huyện bàn về nước sạch; {text}", "tcvn3"), font(".VnTime"))]
    assert converted(told)[0] == [f"Huyện bàn về nước sạch; {text}"]


UNICODE = ["Quyết định về nước", "Cộng hòa xã hội", "plain"]


@pytest.mark.parametrize("text", UNICODE)
def test_text_that_is_unicode_stays_whatever_its_font(text: str) -> None:
    assert converted([Stretch(text, font(".VnTimeH"))]) == ([text], None)


def test_a_word_of_unicode_among_others_of_the_font_stays(shown) -> None:
    told = [
        Stretch(shown("Huyện họp bàn về nước sạch", "tcvn3"), font(".VnTime")),
        Stretch("\n", None),
        Stretch("Ủy ban nhân dân", font(".VnTime")),
    ]
    assert "".join(converted(told)[0]) == "Huyện họp bàn về nước sạch\nỦy ban nhân dân"
