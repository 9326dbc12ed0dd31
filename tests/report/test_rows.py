"""The reports of a small index."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.answer.acts import ACTING
from indexer.answer.filters import Filters
from indexer.answer.show import UnknownCode
from indexer.report.rows import REPORTS, report
from indexer.store.index import Index


def rows(index: Index, name: str, **wanted: str) -> list[dict[str, Any]]:
    return report(index, name, Filters(**wanted))


def test_implementers_tell_who_acts_on_a_directive_with_proof(sample: Index) -> None:
    done, planned = rows(sample, "implementers", code="380-TB/TU")

    assert done.pop("directive_id") == planned.pop("directive_id")
    assert "quán triệt Thông báo số 380-TB/TU" in done.pop("evidence")
    assert done == {
        "code": "380-TB/TU",
        "directive_issuer": "Ban Thường vụ Tỉnh ủy Tuyên Quang",
        "directive_date": "2018-11-05",
        "unit": "Ban Dân vận Huyện ủy Yên Sơn",
        "relation": "implements",
        "planned": False,
        "first": "2019-03-15",
        "last": "2019-03-15",
        "articles": ["notice"],
        "number": 1,
        "successor": None,
        "issuer_successor": None,
        "candidates": [],
        "reason": None,
    }
    assert (planned["unit"], planned["planned"]) == ("Đảng ủy xã Tân Long", True)


def test_who_issues_a_directive_does_not_implement_it(sample: Index) -> None:
    assert {row["relation"] for row in rows(sample, "implementers")} <= set(ACTING)
    assert rows(sample, "implementers", code="45/KH-UBND") == []


def test_two_directives_of_one_code_stay_apart(sample: Index) -> None:
    found = rows(sample, "implementers", code="05-NQ/TU")

    assert {(row["directive_issuer"], row["unit"]) for row in found} == {
        ("Tỉnh ủy Tuyên Quang", "Đảng ủy phường Tân Quang"),
        ("Tỉnh ủy Hà Nam", "Đảng ủy phường Quang Trung"),
    }
    assert len({row["directive_id"] for row in found}) == 2


def test_units_tell_the_same_from_the_other_side(sample: Index) -> None:
    def key(row: dict[str, Any]) -> tuple[str, ...]:
        return (row["unit"], row["directive_id"], row["relation"])

    there, back = rows(sample, "implementers"), rows(sample, "units")

    assert sorted(there, key=key) == sorted(back, key=key)
    assert all(next(iter(row)) == "unit" for row in back)


def test_directives_tell_their_articles_and_units(sample: Index) -> None:
    first, *_ = rows(sample, "directives")

    assert (first["code"], first["type"], first["title"]) == (
        "380-TB/TU",
        "Thông báo",
        "công tác dân vận khéo",
    )
    assert first["articles"] == ["notice", "plan"]
    assert first["units"] == ["Ban Dân vận Huyện ủy Yên Sơn", "Đảng ủy xã Tân Long"]


def test_statistics_tell_figure_and_sentence(sample: Index) -> None:
    (row,) = rows(sample, "statistics")

    assert row.pop("directive_id")
    assert row == {
        "article": "notice",
        "code": "380-TB/TU",
        "text": "25 mô hình",
        "value": 25,
        "of": None,
        "unit": None,
        "what": "mô hình",
        "achieved_by": None,
        "period": None,
        "planned": False,
        "published": "2019-03-15",
        "place": "huyện Yên Sơn",
        "sentence": "Đến nay toàn huyện có 25 mô hình.",
        "candidates": [],
        "reason": None,
        "same": [],
    }


def test_doubts_tell_why(sample: Index) -> None:
    (row,) = rows(sample, "doubts")

    assert row.pop("directive_id")
    assert row == {
        "code": "290-QĐ/TW",
        "kind": "date",
        "why": "no day is told",
        "articles": ["plan"],
        "number": 1,
        "candidates": [],
        "reason": None,
    }


OPEN = ["implementers", "units", "statistics", "doubts"]


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("wanted", [{}, {"code": "05-NQ/TU"}, {"issuer": "Tỉnh ủy Hà Nam"}])
def test_a_row_of_an_open_code_tells_what_it_may_mean(
    undecided: Index, name: str, wanted: dict[str, str]
) -> None:
    known = {row["directive_id"] for row in rows(undecided, "directives", code="05-NQ/TU")}
    (row,) = (row for row in rows(undecided, name, **wanted) if row["directive_id"] is None)

    assert row["code"] == "05-NQ/TU"
    assert set(row["candidates"]) == known
    assert row["reason"].startswith("not told: ")
    assert row.get("directive_issuer") is None


def test_what_is_open_adds_nothing_to_what_is_decided(sample: Index, undecided: Index) -> None:
    decided = [row for row in rows(undecided, "implementers") if row["directive_id"]]
    here, there = rows(undecided, "directives", code="05-NQ/TU")

    assert decided == rows(sample, "implementers")
    assert [here["articles"], there["articles"]] == [["there"], ["here"]]
    assert here["open"] == there["open"] == ["somewhere"]
    assert "Minh Quang" not in str(here["units"] + there["units"])


NARROWED = [
    ("implementers", {"unit": "tan long"}, 1),
    ("implementers", {"relation": "supervises"}, 1),
    ("implementers", {"issuer": "Hà Nam"}, 1),
    ("implementers", {"place": "yên sơn"}, 4),
    ("units", {"since": "2021"}, 2),
    ("directives", {"type": "kế hoạch"}, 1),
    ("directives", {"unit": "Yên Sơn"}, 3),
    ("statistics", {"until": "2018"}, 0),
    ("statistics", {"code": "290-QĐ/TW"}, 0),
    ("statistics", {"place": "Yên Sơn"}, 1),
    ("doubts", {"code": "380-TB/TU"}, 0),
    ("doubts", {"unit": "Huyện ủy Yên Sơn"}, 1),
]


@pytest.mark.parametrize(("name", "wanted", "number"), NARROWED)
def test_filters_narrow_a_report(
    sample: Index, name: str, wanted: dict[str, str], number: int
) -> None:
    assert len(rows(sample, name, **wanted)) == number


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_on_an_unknown_code_says_so(sample: Index, name: str) -> None:
    with pytest.raises(UnknownCode, match="'381-TB/TU'"):
        rows(sample, name, code="381-TB/TU")
