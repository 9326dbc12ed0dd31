"""One directive on the screen."""

from __future__ import annotations

from typing import Any

import pytest
from rich.console import Console

from indexer.answer.show import show
from indexer.report.card_words import ENGLISH, VIETNAMESE
from indexer.report.summary import of_shown
from indexer.store.index import Index


def printed(shown: dict[str, Any], *, width: int = 120, lang: str = "vi") -> str:
    console = Console(width=width, force_terminal=False, no_color=True)
    with console.capture() as captured:
        console.print(of_shown(shown, lang))
    return captured.get()


def words(text: str) -> str:
    """*text* without the line breaks that fit it to a screen, and the frames."""
    return " ".join(text.replace("│", " ").split())


def with_many_units(shown: dict[str, Any], number: int) -> dict[str, Any]:
    (unit, *_) = shown["units"]
    return shown | {"units": [unit | {"unit": f"Đảng ủy xã Số {n}"} for n in range(number)]}


@pytest.mark.parametrize("width", [60, 80, 120])
def test_nothing_is_lost_at_any_width(sample: Index, width: int) -> None:
    shown = show(sample, "380-TB/TU")
    text = printed(shown, width=width)

    assert max(map(len, text.splitlines())) <= width
    for fact in ("Ban Thường vụ Tỉnh ủy Tuyên Quang", "2018-11-05", shown["directive"]["id"]):
        assert fact in words(text)
    for unit in shown["units"]:
        assert unit["unit"] in words(text)
        assert unit["evidence"] in words(text)
    for mention in shown["mentions"]:
        assert " ".join(mention["sentence"].split()) in words(text)


def test_the_parts_stand_in_order_with_their_numbers(sample: Index) -> None:
    text = printed(show(sample, "290-QĐ/TW"))
    parts = [
        "Đơn vị (2)",
        "Chuỗi triển khai",
        "Diễn biến theo thời gian (2)",
        "Quan hệ văn bản (1)",
    ]
    parts += ["Nghi vấn (1)", "Nơi nhắc đến (2)"]
    found = [text.index(part) for part in parts]

    assert found == sorted(found)
    assert "Số liệu (" not in text  # there are none


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_long_list_is_cut_and_tells_how_to_get_all(sample: Index, lang: str) -> None:
    shown = with_many_units(show(sample, "380-TB/TU"), 40)
    text = words(printed(shown, lang=lang))
    hint = (VIETNAMESE if lang == "vi" else ENGLISH)["card more"]
    told = [n for n in range(40) if f"Đảng ủy xã Số {n} ·" in text]

    assert 3 < len(told) < 15
    report = f"tracuu report implementers {shown['directive']['id']}"
    assert hint.format(40 - len(told), report) in text


PARTS = [
    ("380-TB/TU", "statistics", "tracuu report statistics"),
    ("380-TB/TU", "mentions", "tracuu show"),
    ("290-QĐ/TW", "doubts", "tracuu report doubts"),
    ("290-QĐ/TW", "relations", "tracuu show"),
    ("290-QĐ/TW", "timeline", "tracuu show"),
    ("290-QĐ/TW", "undated", "tracuu show"),
]


@pytest.mark.parametrize(("code", "part", "hint"), PARTS)
def test_every_list_is_cut(sample: Index, code: str, part: str, hint: str) -> None:
    shown = show(sample, code)
    row = (shown[part] or shown["timeline"])[0]
    many = [
        row | {"sentence": f"câu {n}", "date": f"20{n:02}", "from": f"{n}-KL/TW"} for n in range(60)
    ]
    text = words(printed(shown | {part: many}))
    before, _, after = text.rpartition(" mục nữa: ")

    assert after.startswith(f"{hint} {shown['directive']['id']}")
    assert 30 < int(before.split()[-1]) < 60


def test_a_relation_that_many_articles_tell_stands_once(sample: Index) -> None:
    shown = show(sample, "290-QĐ/TW")
    (row,) = shown["relations"]
    same = {"from": "7-KL/TW", "relation": "cites"}
    told = [row | same | {"group": f"a{n}", "evidence": f"câu {n}"} for n in range(9)]
    text = words(printed(shown | {"relations": told}))

    assert text.count(f"7-KL/TW viện dẫn {row['to']}") == 1
    assert f"{row['to']} · 9 bài “câu 0”" in text
    assert "câu 1”" not in text


def test_a_sentence_without_end_is_cut(sample: Index) -> None:
    shown = show(sample, "380-TB/TU")
    endless = [unit | {"evidence": "rất dài " * 500} for unit in shown["units"]]

    assert len(printed(shown | {"units": endless})) < len(printed(shown)) + 2000


def test_the_card_speaks_english(sample: Index) -> None:
    text = printed(show(sample, "290-QĐ/TW"), lang="en")

    assert "Units (2)" in text
    assert "Đơn vị (" not in text
    assert "Chuỗi" not in text


def test_both_languages_have_the_same_words() -> None:
    assert VIETNAMESE.keys() == ENGLISH.keys()
    assert [k for k in ENGLISH if ENGLISH[k].count("{}") != VIETNAMESE[k].count("{}")] == []


def test_candidates_tell_how_to_open_one(sample: Index) -> None:
    shown = show(sample, "05-NQ/TU")
    text = words(printed(shown, width=80))

    assert [f"tracuu show {known['id']}" in text for known in shown["candidates"]] == [True, True]
    assert "Tỉnh ủy Hà Nam (nay: Tỉnh ủy Ninh Bình)" in text


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("what", ["plan", "somewhere", "05-NQ/TU", "12-KH/ĐU", "290-QĐ/TW"])
def test_all_that_can_be_shown_is_worded_in_both_languages(
    undecided: Index, what: str, lang: str
) -> None:
    assert printed(show(undecided, what), lang=lang)
