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
from indexer.report.sheet import Report
from indexer.report.tables import as_csv, as_json, as_markdown, nothing, of_report
from indexer.report.words import columns
from indexer.store.index import Index

LISTS = ("implementers", "units", "directives", "statistics", "doubts", "red-links")

DOUBT = {
    "directive_id": "290-qd-tw",
    "code": "290-QĐ/TW",
    "kind": "date",
    "why": "một | hai\nba",
    "articles": ["a", "b"],
    "number": 2,
    "candidates": [],
    "reason": None,
}
UNDECIDED = DOUBT | {
    "directive_id": None,
    "candidates": ["290-qd-tw.a", "290-qd-tw.b"],
    "reason": "not told: issuer, date",
}


def screen(name: str, rows: list[dict[str, Any]], width: int) -> str:
    console = Console(width=width)
    with console.capture() as captured:
        console.print(of_report(Report(name, rows)))
    return captured.get()


def test_csv_is_what_excel_reads_as_vietnamese() -> None:
    written = as_csv(Report("doubts", [DOUBT]))

    assert written.startswith("\ufeff")
    head, row = csv.reader(io.StringIO(written.removeprefix("\ufeff")))
    known = ["Mã văn bản", "Số ký hiệu", "Nghi vấn về", "Vì sao", "Số bài viết", "Bài viết"]
    assert head == [*known, "Chưa xác định giữa", "Vì sao chưa xác định"]
    assert row == ["290-qd-tw", "290-QĐ/TW", "ngày", "một | hai\nba", "2", "a; b", "", ""]


@pytest.mark.parametrize(
    "evil",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1", "＋1", "－1", "＠1"],
)
def test_no_cell_of_a_csv_is_a_formula(evil: str) -> None:
    rows = [DOUBT | {"why": evil, "articles": [evil]}]

    _, row = csv.reader(io.StringIO(as_csv(Report("doubts", rows)), newline=""))
    assert (row[3], row[5]) == (f"'{evil}", f"'{evil}")


def test_a_negative_figure_stays_a_figure() -> None:
    figure = dict.fromkeys(columns("statistics")) | {"text": "-5%", "value": -5}

    _, row = csv.reader(io.StringIO(as_csv(Report("statistics", [figure]))))
    assert "-5" in row
    assert "'-5%" in row


def test_markdown_keeps_a_row_in_a_line() -> None:
    assert as_markdown(Report("doubts", [DOUBT])) == (
        "| Số ký hiệu | Nghi vấn về | Vì sao | Bài viết |\n"
        "| --- | --- | --- | --- |\n"
        "| 290-QĐ/TW | ngày | một \\| hai ba | 2 |\n"
    )


def test_what_is_open_is_told_with_its_candidates_and_why() -> None:
    why = "bài viết không nói: cơ quan ban hành; ngày ban hành"
    told = f"290-QĐ/TW chưa xác định: 290-qd-tw.a, 290-qd-tw.b ({why})"
    _, row = csv.reader(io.StringIO(as_csv(Report("doubts", [UNDECIDED]))))

    assert row[:2] + row[-2:] == ["", "290-QĐ/TW", "290-qd-tw.a; 290-qd-tw.b", why]
    english = as_csv(Report("doubts", [UNDECIDED], "en"))
    assert "the article does not tell: issuer; date of issue" in english
    assert f"| {told} |" in as_markdown(Report("doubts", [UNDECIDED]))
    for part in told.split():
        assert part in screen("doubts", [UNDECIDED], 120)


def test_a_report_without_rows_says_so() -> None:
    assert "Không có dòng nào." in screen("doubts", [], 120)
    asked = Report("doubts", [], "en", asked={"unit": "hội nông dân"})
    assert nothing(asked) == "No rows fit what the report was narrowed to."


def test_the_choice_between_several_leaves_room_for_the_rest() -> None:
    figure = dict.fromkeys(columns("statistics")) | UNDECIDED | {"sentence": "bốn chữ một dòng"}
    ids = [f"290-qd-tw.ban-bi-thu.{year}" for year in range(1990, 2025)]
    assert "bốn chữ một dòng" in screen("statistics", [figure | {"candidates": ids}], 120)


def test_the_articles_that_may_speak_of_a_directive_are_counted_apart() -> None:
    row = dict.fromkeys(columns("directives")) | {"code": "1-NQ/TU", "articles": ["a", "b"]}

    assert "│ 2 " in screen("directives", [row | {"open": []}], 120)
    assert "2, 1 chưa xác định" in as_markdown(Report("directives", [row | {"open": ["c"]}]))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_rows_has_every_form(sample: Index, name: str) -> None:
    rows = report(sample, name, Filters())

    assert rows
    assert set(columns(name)) == set(rows[0])
    assert json.loads(as_json(Report(name, rows))) == rows
    assert len(list(csv.reader(io.StringIO(as_csv(Report(name, rows)))))) == len(rows) + 1
    assert as_markdown(Report(name, rows)).count("\n") == len(rows) + 2
    assert rows[0]["code"] in screen(name, rows, 120)


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_report_has_its_headings(name: str) -> None:
    assert "Số ký hiệu" in as_csv(Report(name, []))
    assert "Số ký hiệu" in as_markdown(Report(name, []))
    assert "Số ký hiệu" in screen(name, [], 120)


@pytest.mark.parametrize("name", LISTS)
def test_a_code_is_whole_on_a_narrow_screen(sample: Index, name: str) -> None:
    rows = report(sample, name, Filters())

    assert all(row["code"] in screen(name, [row], 80) for row in rows)
    assert max(map(len, screen(name, rows, 80).splitlines())) <= 80


def test_headings_and_words_come_in_english_too() -> None:
    row = dict.fromkeys(columns("implementers")) | {"relation": "based_on", "planned": True}
    head, told = csv.reader(io.StringIO(as_csv(Report("implementers", [row], "en"))))

    assert "Date of issue" in head
    assert {"is based on", "yes"} <= set(told)


@pytest.mark.parametrize("name", REPORTS)
def test_both_languages_have_the_same_words(name: str) -> None:
    assert columns(name, "en").keys() == columns(name, "vi").keys()
    assert Report(name, [], "en").title != Report(name, [], "vi").title


def test_a_screen_shows_the_first_rows_and_tells_how_many_there_are_more() -> None:
    rows = [DOUBT | {"code": f"{number}-QĐ/TW"} for number in range(510)]
    shown = screen("doubts", rows, 120)

    assert "499-QĐ/TW" in shown
    assert "500-QĐ/TW" not in shown
    assert "và 10 dòng nữa" in shown
    assert len(as_csv(Report("doubts", rows)).splitlines()) > 510


MATRIX = [
    {
        "unit": "=Huyện ủy A",
        "total": 2,
        "directives": [
            {
                "directive_id": id_,
                "code": code,
                "directive_issuer": None,
                "directive_date": None,
                "candidates": candidates,
                "relations": relations,
                "planned": planned,
                "articles": ["a"],
            }
            for id_, code, candidates, relations, planned in (
                ("1-x", "1-CT/TU", [], ["implements", "reviews"], []),
                (None, "2-CT/TU", ["2-x", "2-y"], [], ["implements"]),
            )
        ],
    },
]
MATRIX += [
    {**MATRIX[0], "unit": "Huyện ủy B", "total": 1, "directives": MATRIX[0]["directives"][:1]}
]


def test_a_matrix_has_a_column_for_each_directive_and_totals() -> None:
    table = list(csv.reader(io.StringIO(as_csv(Report("matrix", MATRIX)).removeprefix("\ufeff"))))

    assert table == [
        ["Đơn vị", "Tổng", "1-CT/TU", "2-CT/TU\nchưa xác định"],
        ["'=Huyện ủy A", "2", "thực hiện; sơ kết, tổng kết", "thực hiện (dự kiến)"],
        ["Huyện ủy B", "1", "thực hiện; sơ kết, tổng kết", ""],
        ["Tổng số đơn vị", "2", "2", "1"],
    ]


def test_a_matrix_without_rows_has_its_headings() -> None:
    assert as_csv(Report("matrix", [])).splitlines()[0] == "\ufeffĐơn vị,Tổng"
    assert "Tổng số đơn vị" in screen("matrix", [], 80)


def test_on_a_screen_a_matrix_counts_the_directives_beyond_the_first() -> None:
    some = MATRIX[0]["directives"][0]
    many = [some | {"directive_id": f"{n}-x", "code": f"{n}-CT/TU"} for n in range(9)]
    rows = [{"unit": "Huyện ủy A", "total": 9, "directives": many}]

    assert "Văn bản khác" in screen("matrix", rows, 120)
    assert "| Huyện ủy A | 9 | thực hiện; sơ kết, tổng kết |" in as_markdown(Report("matrix", rows))
    assert as_markdown(Report("matrix", rows)).splitlines()[2].endswith("| 6 |")
    assert len(as_csv(Report("matrix", rows)).splitlines()[0].split(",")) == 11
