"""Rows as csv, markdown, json and as tables on the screen."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from rich.console import Console

from indexer.answer.filters import Filters
from indexer.report.rows import REPORTS, report
from indexer.report.tables import FORMATS, as_csv, as_markdown, as_table
from indexer.report.words import columns
from indexer.store.index import Index

DOUBT = {
    "directive_id": "290-qd-tw",
    "code": "290-QĐ/TW",
    "kind": "date",
    "why": "một | hai\nba",
    "articles": ["a", "b"],
    "candidates": [],
}
UNDECIDED = DOUBT | {"directive_id": None, "candidates": ["290-qd-tw.a", "290-qd-tw.b"]}


def screen(name: str, rows: list[dict[str, Any]], width: int) -> str:
    console = Console(width=width)
    with console.capture() as captured:
        console.print(as_table(name, rows))
    return captured.get()


def test_csv_is_what_excel_reads_as_vietnamese() -> None:
    written = as_csv("doubts", [DOUBT])

    assert written.startswith("\ufeff")
    head, row = csv.reader(io.StringIO(written.removeprefix("\ufeff")))
    known = ["Mã văn bản", "Số ký hiệu", "Nghi vấn về", "Vì sao", "Bài viết"]
    assert head == [*known, "Chưa xác định giữa"]
    assert row == ["290-qd-tw", "290-QĐ/TW", "ngày", "một | hai\nba", "a; b", ""]


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_a_csv_is_a_formula(evil: str) -> None:
    rows = [DOUBT | {"why": evil, "articles": [evil]}]

    _, row = csv.reader(io.StringIO(as_csv("doubts", rows), newline=""))
    assert (row[3], row[4]) == (f"'{evil}", f"'{evil}")


def test_a_negative_figure_stays_a_figure() -> None:
    figure = dict.fromkeys(columns("statistics")) | {"text": "-5%", "value": -5}

    _, row = csv.reader(io.StringIO(as_csv("statistics", [figure])))
    assert "-5" in row
    assert "'-5%" in row


def test_markdown_keeps_a_row_in_a_line() -> None:
    assert as_markdown("doubts", [DOUBT]) == (
        "| Số ký hiệu | Nghi vấn về | Vì sao | Bài viết |\n"
        "| --- | --- | --- | --- |\n"
        "| 290-QĐ/TW | ngày | một \\| hai ba | 2 |\n"
    )


def test_what_is_open_is_told_with_its_candidates() -> None:
    told = "290-QĐ/TW chưa xác định: 290-qd-tw.a, 290-qd-tw.b"
    _, row = csv.reader(io.StringIO(as_csv("doubts", [UNDECIDED])))

    assert (row[0], row[1], row[-1]) == ("", "290-QĐ/TW", "290-qd-tw.a; 290-qd-tw.b")
    assert f"| {told} |" in as_markdown("doubts", [UNDECIDED])
    for part in told.split():
        assert part in screen("doubts", [UNDECIDED], 120)


def test_the_articles_that_may_speak_of_a_directive_are_counted_apart() -> None:
    row = dict.fromkeys(columns("directives")) | {"code": "1-NQ/TU", "articles": ["a", "b"]}

    assert "│ 2 " in screen("directives", [row | {"open": []}], 120)
    assert "2, 1 chưa xác định" in as_markdown("directives", [row | {"open": ["c"]}])


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_has_every_format(sample: Index, name: str) -> None:
    rows = report(sample, name, Filters())

    assert rows
    assert set(columns(name)) == set(rows[0])
    assert json.loads(FORMATS["json"](name, rows)) == rows
    assert len(list(csv.reader(io.StringIO(FORMATS["csv"](name, rows))))) == len(rows) + 1
    assert FORMATS["md"](name, rows).count("\n") == len(rows) + 2
    assert rows[0]["code"] in screen(name, rows, 120)


@pytest.mark.parametrize("name", REPORTS)
def test_an_empty_report_has_its_headings(name: str) -> None:
    assert "Số ký hiệu" in as_csv(name, [])
    assert "Số ký hiệu" in as_markdown(name, [])
    assert "Số ký hiệu" in screen(name, [], 120)


@pytest.mark.parametrize("name", REPORTS)
def test_a_code_is_whole_on_a_narrow_screen(sample: Index, name: str) -> None:
    rows = report(sample, name, Filters())

    assert all(row["code"] in screen(name, [row], 80) for row in rows)
    assert max(map(len, screen(name, rows, 80).splitlines())) <= 80
