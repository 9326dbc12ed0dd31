"""Reports as workbooks, read again by another library."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from indexer.answer.filters import Filters
from indexer.report.rows import REPORTS, report
from indexer.report.sheet import Report
from indexer.report.tables import FORMATS
from indexer.report.words import columns
from indexer.store.index import Index

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")', "{=1}"]


def workbook(*asked: Any, **more: Any) -> Worksheet:
    written = FORMATS["xlsx"](Report(*asked, **more))
    assert isinstance(written, bytes)
    return openpyxl.load_workbook(io.BytesIO(written)).worksheets[0]


def row_of(name: str, **told: Any) -> dict[str, Any]:
    return dict.fromkeys(columns(name)) | told


def cell(sheet: Worksheet, heading: str, line: int = 2) -> Any:
    place = [head.value for head in sheet[1]].index(heading) + 1
    return sheet.cell(line, place)


# key, value of the row → heading of its column, value in the sheet, kind of cell
CELLS = [
    ("value", 731, "Giá trị", 731, "n"),
    ("value", -5, "Giá trị", -5, "n"),
    ("value", 88.2, "Giá trị", 88.2, "n"),
    ("published", "2019-03-15", "Ngày đăng", datetime(2019, 3, 15), "d"),
    ("published", "2019-03", "Ngày đăng", "2019-03", "s"),  # a month is no day
    ("published", "2019-Q3", "Ngày đăng", "2019-Q3", "s"),
    ("published", "2019-02-30", "Ngày đăng", "2019-02-30", "s"),  # as articles write
    ("published", "1890-05-19", "Ngày đăng", "1890-05-19", "s"),  # before Excel's calendar
    ("text", "2019-03-15", "Như viết", "2019-03-15", "s"),  # no column of days
    ("code", "0123", "Số ký hiệu", "0123", "s"),  # a leading zero stays
    ("sentence", "x" * 40_000, "Câu chứng", "x" * 32_766 + "…", "s"),  # Excel's limit
]


@pytest.mark.parametrize(("key", "value", "heading", "expected", "kind"), CELLS)
def test_numbers_and_days_are_real(
    key: str, value: object, heading: str, expected: object, kind: str
) -> None:
    found = cell(workbook("statistics", [row_of("statistics", **{key: value})]), heading)

    assert (found.value, found.data_type) == (expected, kind)


@pytest.mark.parametrize("evil", EVIL)
def test_no_cell_is_a_formula(evil: str) -> None:
    row = row_of("doubts", code=evil, why=evil, articles=[evil])
    for sources in ({}, {evil: "https://example.org/"}):
        sheet = workbook("doubts", [row], sources=sources)
        cells = [each for line in sheet.iter_rows() for each in line if each.value is not None]

        assert {each.data_type for each in cells} <= {"s", "n"}
        assert cell(sheet, "Vì sao").quotePrefix  # it stays text when it is edited


def test_no_heading_is_a_formula() -> None:
    acted = row_of("implementers", code="=1+1", candidates=[], relations=["implements"])
    row = {"unit": "@x", "total": 1, "directives": [acted | {"planned": [], "articles": []}]}

    assert all(each.data_type == "s" for each in workbook("matrix", [row])[1])


def test_headings_stay_in_sight_with_filters() -> None:
    sheet = workbook("doubts", [row_of("doubts", why="x " * 50)])

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["D"].width > 40
    assert cell(sheet, "Vì sao").alignment.wrap_text


def test_the_totals_of_a_matrix_are_numbers_outside_the_filter() -> None:
    acted = row_of("implementers", directive_id="1-x", code="1-CT/TU", candidates=[])
    acted |= {"relations": ["implements"], "planned": [], "articles": []}
    rows = [{"unit": unit, "total": 1, "directives": [acted]} for unit in ("A", "B")]
    sheet = workbook("matrix", rows)

    assert [each.value for each in sheet[4]] == ["Tổng số đơn vị", 2, 2]
    assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A1:C3", "B2")


def test_articles_are_counted_and_lead_to_their_source() -> None:
    sources = {"b": "file:///tin%20b%C3%A0i/b.txt", "a": "https://example.org/a?x=1&y=2"}
    rows = [row_of("doubts", articles=ids) for ids in (["a", "b"], ["b"], ["c"], [])]
    sheet = workbook("doubts", rows, sources=sources)
    found = [cell(sheet, "Bài viết", line) for line in (2, 3, 4, 5)]

    assert [cell(sheet, "Số bài viết", line).value for line in (2, 3, 4, 5)] == [2, 1, 1, 0]
    assert [each.value for each in found] == ["a; b", "b", "c", None]
    targets = [each.hyperlink.target if each.hyperlink else None for each in found]
    assert targets[1] == "FILE:///tin%20b%C3%A0i/b.txt"  # in capitals XlsxWriter leaves it alone
    assert targets == ["https://example.org/a?x=1&y=2", targets[1], None, None]


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "internal:A1", "https://example.org/a\x01", "https://a b/"]
)
def test_what_is_no_address_is_no_link(target: str) -> None:
    sheet = workbook("doubts", [row_of("doubts", articles=["a"])], sources={"a": target})

    assert cell(sheet, "Bài viết").hyperlink is None


@pytest.mark.parametrize("name", [name for name in REPORTS if name not in ("chain", "silent")])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_report_is_a_workbook(sample: Index, name: str, lang: str) -> None:
    rows = report(sample, name, Filters())
    sheet = workbook(name, rows, lang)

    assert sheet.max_row == len(rows) + 1 + (name == "matrix")
    assert workbook(name, [], lang).max_row == 1 + (name == "matrix")
