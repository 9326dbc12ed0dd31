"""What nothing in the index has is told, with what it may have been."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.answer.filters import Filters
from indexer.answer.search import Question, search
from indexer.store.index import Index

# question, filters → the filter that is told, and the first of what is near
ROWS: list[tuple[str, dict[str, str], str, str | None]] = [
    ("khéo", {"unit": "Huyện ủy Yên Sn"}, "unit", "Huyện ủy Yên Sơn"),
    ("khéo", {"unit": "dang uy xa tan lon"}, "unit", "Đảng ủy xã Tân Long"),
    ("khéo", {"issuer": "Tỉnh ủy Tuyn Quang"}, "issuer", "Tỉnh ủy Tuyên Quang"),
    ("", {"place": "yen sn"}, "place", "huyện Yên Sơn"),
    ("khéo", {"type": "thông cáo"}, "type", "Thông báo"),
    ("khéo", {"type": "xyz"}, "type", None),
    ("khéo", {"code": "381-TB/TU"}, "code", "380-TB/TU"),
    ("khéo", {"since": "2030"}, "from", "2019-03-15"),
    ("khéo", {"until": "1990-05"}, "to", "2019-03-15"),
    ('unit:"hội nông dân"', {}, "unit", None),
    ("place:sơnn khéo", {}, "place", "huyện Yên Sơn"),
    ("don_vi:yên", {}, "field", "unit"),
    ("isuer:tỉnh", {}, "field", "issuer"),
    ("zzz:tỉnh", {}, "field", None),
]


@pytest.mark.parametrize(("typed", "wanted", "name", "near"), ROWS)
def test_what_nothing_has_is_told(
    sample: Index, typed: str, wanted: dict[str, str], name: str, near: str | None
) -> None:
    answer = search(sample, Question(query=typed, filters=Filters(**wanted)))

    assert answer["total"] == 0
    told = {row["filter"]: row for row in answer["unknown"]}
    assert list(told) == [name]
    assert [*told[name]["near"], None][0] == near
    assert near is None or near in answer["suggestion"]
    assert str(told[name]["value"]) in answer["suggestion"] or name in ("from", "to")


QUIET: list[tuple[str, dict[str, Any]]] = [
    ("khéo", {"unit": "Tân Long"}),  # it finds something
    ("khéo", {"place": "yen son", "type": "thong bao"}),
    ("https://yên.sơn/khéo", {}),
    ("10:30", {}),
]


@pytest.mark.parametrize(("typed", "wanted"), QUIET)
def test_what_is_known_is_not_told(sample: Index, typed: str, wanted: dict[str, Any]) -> None:
    assert search(sample, Question(query=typed, filters=Filters(**wanted)))["unknown"] == []


def test_filters_that_shut_out_all_tell_what_there_is_without_them(sample: Index) -> None:
    wanted = Filters(unit="Tân Long", relation="supervises")
    answer = search(sample, Question(query="khéo", filters=wanted))

    assert answer["unknown"] == []
    assert answer["suggestion"] == "Bỏ điều kiện lọc thì có 1 bài viết."


@pytest.mark.parametrize("typed", ["", "   ", "*", "-- ?"])
def test_who_types_nothing_gets_the_newest_and_is_told_what_to_type(
    sample: Index, typed: str
) -> None:
    answer = search(sample, Question(query=typed))
    days = [hit["published"] for hit in answer["hits"]]

    assert days == sorted(days, key=lambda day: day or "", reverse=True)
    assert answer["total"] == 5
    assert "Hãy gõ số ký hiệu" in answer["suggestion"]


def test_filters_without_words_are_a_question(sample: Index) -> None:
    assert search(sample, Question(filters=Filters(place="yên sơn")))["suggestion"] is None
