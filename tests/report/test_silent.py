"""Who was expected to act on a directive and left no trace."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer.answer.filters import Filters
from indexer.report.beside import Beside, NoUnits, expected_units
from indexer.report.expected import NothingExpected, UnknownProvince, expected
from indexer.report.rows import report
from indexer.report.tables import FORMATS, Report
from indexer.store.index import Index


def silent(index: Index, beside: Beside, *units: str, **wanted: str) -> list[dict[str, Any]]:
    told = replace(beside, expected=units) if units else beside
    return report(index, "silent", Filters(code="20-NQ/TW", **wanted), told)


# an expected unit, and whether it has left a trace of 20-NQ/TW
UNITS = [
    ("Huyện ủy Tiền Hải", True),
    ("Huyện uỷ Tiền Hải", True),  # old tone mark
    ("BTV Huyện ủy Tiền Hải", True),  # speaks for it
    ("Ban Dân vận Huyện ủy Tiền Hải", False),  # a department has to act itself
    ("Huyện ủy Tiền", False),
    ("Huyện ủy Tiền Hải Đông", False),
    ("Tỉnh ủy Bắc Ninh", True),  # has issued what implements it
    ("Huyện ủy Quế Võ", True),  # has issued what implements that
    ("Đảng ủy xã Phương Liễu", True),  # acts on it
    ("Đảng ủy xã Phương", False),
    ("Tỉnh ủy Lạng Sơn", True),  # plans to
    ("Tỉnh ủy Thái Bình", False),
    ("Huyện ủy Gia Bình", False),  # is only named
]


@pytest.mark.parametrize(("unit", "trace"), UNITS)
def test_who_acts_or_issues_below_it_is_not_silent(
    country: Index, beside: Beside, unit: str, trace: bool
) -> None:
    rows = silent(country, beside, unit)

    assert [row["unit"] for row in rows] == ([] if trace else [unit])


def test_who_is_only_named_is_told_with_the_articles(country: Index, beside: Beside) -> None:
    named, unnamed = silent(country, beside, "Huyện ủy Gia Bình", "Tỉnh ủy Thái Bình")

    assert named.pop("directive_id")
    assert named == {
        "unit": "Huyện ủy Gia Bình",
        "code": "20-NQ/TW",
        "articles": ["named"],
        "number": 1,
        "open": [],
        "open_number": 0,
    }
    assert unnamed["articles"] == []


def test_an_open_trace_is_told_as_such(undecided: Index) -> None:
    known = report(undecided, "directives", Filters(issuer="Tỉnh ủy Hà Nam"))[0]["directive_id"]
    beside = Beside(expected=["Đảng ủy xã Minh Quang"])
    (row,) = report(undecided, "silent", Filters(code=known), beside)

    assert row["open"] == ["somewhere"]


PROVINCES = [
    ({"place": "tỉnh Bắc Ninh"}, {"huyện Gia Bình", "huyện Tiên Du", "thành phố Bắc Ninh"}),
    ({"place": "bac ninh"}, {"huyện Gia Bình", "huyện Tiên Du", "thành phố Bắc Ninh"}),
    ({"place": "Bắc Ninh", "since": "2020-04"}, {"huyện Gia Bình", "thành phố Bắc Ninh"}),
    ({"place": "Thái Bình"}, set()),
]


@pytest.mark.parametrize(("wanted", "expected"), PROVINCES)
def test_the_districts_of_a_province_are_expected(
    country: Index, beside: Beside, wanted: dict[str, str], expected: set[str]
) -> None:
    rows = silent(country, beside, **wanted)

    assert {row["unit"] for row in rows} == expected


COMMUNES = [
    # since the reform, and by --level, the communes of a province; one of another is no trace
    ({"place": "tỉnh Bắc Ninh", "since": "2025-07"}, None, set()),
    ({"place": "tỉnh Bắc Ninh"}, "commune", {"phường Phương Liễu", "xã Nhân Hòa"}),
    ({"place": "Hà Nội"}, "commune", {"xã Phương Liễu"}),
    # one of them
    ({"place": "xã Nhân Hòa"}, "commune", {"xã Nhân Hòa"}),
    ({"place": "xã Phương Liễu, tỉnh Bắc Ninh"}, "commune", set()),  # has acted
    ({"place": "xa phuong lieu, ha noi"}, "commune", {"xã Phương Liễu"}),
    ({"place": "huyện Gia Bình"}, None, {"huyện Gia Bình"}),
    ({"place": "Bắc Ninh", "since": "2025-08"}, "district", None),  # they had ended
    ({"place": "xã Nhân Hòa, Hà Nội"}, "commune", None),
]


@pytest.mark.parametrize(("wanted", "level", "silent_ones"), COMMUNES)
def test_the_communes_of_a_province_are_expected_since_the_reform(
    country: Index,
    beside: Beside,
    wanted: dict[str, str],
    level: str | None,
    silent_ones: set[str] | None,
) -> None:
    asked = replace(beside, level=level)
    if silent_ones is None:
        with pytest.raises(UnknownProvince):
            silent(country, asked, **wanted)
        return
    if not level and "since" in wanted:  # nothing was published since then: all are silent
        silent_ones = {"phường Phương Liễu", "xã Nhân Hòa", "xã Phương Liễu"}

    assert {row["unit"] for row in silent(country, asked, **wanted)} == silent_ones


def test_what_was_issued_since_the_reform_expects_communes(beside: Beside) -> None:
    place = Filters(place="Bắc Ninh")

    assert {each.name for each in expected(place, beside, "2025-08-20")} == {
        "phường Phương Liễu",
        "xã Phương Liễu",
        "xã Nhân Hòa",
    }
    assert "huyện Gia Bình" in {each.name for each in expected(place, beside, "2025-06-30")}
    assert "huyện Gia Bình" in {each.name for each in expected(place, beside, None)}


def test_a_province_that_was_merged_names_its_successor(beside: Beside) -> None:
    asked = replace(beside, level="commune")
    with pytest.raises(UnknownProvince, match="part of 'Hưng Yên'"):
        expected(Filters(place="tỉnh Thái Bình"), asked, None)


def test_it_has_to_know_whom_to_expect(country: Index, beside: Beside) -> None:
    with pytest.raises(NothingExpected):
        silent(country, beside)
    with pytest.raises(UnknownProvince, match="'Đông Bắc'"):
        silent(country, beside, place="Đông Bắc")


@pytest.mark.parametrize("form", FORMATS)
def test_it_has_every_form(country: Index, beside: Beside, form: str) -> None:
    rows = silent(country, beside, "=1+1", "Huyện ủy Gia Bình")

    assert FORMATS[form](Report("silent", rows))
    assert FORMATS[form](Report("silent", []))


FILES = [
    ("Đơn vị\nHuyện ủy A\nHuyện ủy B\n", ["Huyện ủy A", "Huyện ủy B"]),
    ("\ufeffTT;Tên đơn vị;Ghi chú\r\n1;Huyện ủy A;x\r\n", ["Huyện ủy A"]),  # as Excel saves it
    ("no,unit\n1,Huyện ủy A\n", ["Huyện ủy A"]),
    ("1\tunit\n1\tHuyện ủy A\n", ["Huyện ủy A"]),
    ("Huyện ủy A\nHuyện ủy B", ["Huyện ủy A", "Huyện ủy B"]),  # one column, no heading
    ("unit\n  Huyện  ủy A \n\nHuyện ủy A\n", ["Huyện ủy A"]),  # each once, blanks made even
    ("unit\n(\n1\nHuyện ủy A\n", ["Huyện ủy A"]),  # no names
    ('unit\n"Huyện ủy A, tỉnh B"\n', ["Huyện ủy A, tỉnh B"]),
]


@pytest.mark.parametrize(("content", "units"), FILES)
def test_units_are_read_from_a_file(tmp_path: Path, content: str, units: list[str]) -> None:
    path = tmp_path / "units.csv"
    path.write_text(content, encoding="utf-8", newline="")

    assert expected_units(path) == units


BAD_FILES = [
    (b"", "it is empty"),
    (b"\n\n", "it is empty"),
    (b"unit\n", "no line below"),
    (b"a,b\n1,2\n", "its columns are a, b"),
    (b"\x00\x01", "no text"),
    (b"unit\n\x80\x81\x82\x83\x84\x85\x86\x87\x88\n", "UTF-8"),
    (None, "No such file"),
]


@pytest.mark.parametrize(("content", "reason"), BAD_FILES)
def test_a_file_without_units_is_told(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "units.csv"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(NoUnits, match=reason) as told:
        expected_units(path)
    assert "units.csv" in str(told.value)
    assert "column 'Đơn vị' or 'unit'" in str(told.value)
