"""The hits of a search on a screen, and as rows to take away."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rich.console import Console

from indexer.answer.filters import Filters
from indexer.answer.like import like
from indexer.answer.search import Question, search
from indexer.models import Annotations, Article
from indexer.report.hits import as_report, of_answer, of_saved
from indexer.report.tables import FORMATS, as_csv, as_markdown
from indexer.report.workbook import as_xlsx
from indexer.store.index import Index
from indexer.store.sources import Source

EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "＝1", "a|b", "<b>&amp;"]


@pytest.fixture
def evil(tmp_path: Path) -> Iterator[Index]:
    """An index whose titles, texts and places begin like formulas."""
    with Index.create(tmp_path / "index") as made:
        with made.writer() as writer:
            for number, text in enumerate(EVIL):
                about = {"title": text, "place": text, "url": "https://gốm.example/="}
                article = Article(
                    id=f"={number}", path=f"={number}.txt", text=f"{text} gốm {number}", **about
                )
                writer.add(Source(article.path), [Annotations(article=article, found={})])
        yield made


def shown(answer: dict[str, Any], lang: str = "vi", width: int = 100) -> str:
    console = Console(width=width, highlight=False)
    with console.capture() as captured:
        console.print(of_answer(answer, lang))
    return " ".join(captured.get().split())


def test_no_cell_is_a_formula(evil: Index) -> None:
    report = as_report(evil, search(evil, Question(query="gốm", limit=99)), {}, "vi")
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(report))).worksheets[0]
    lines = list(csv.reader(io.StringIO(as_csv(report).removeprefix("\ufeff"))))

    assert len(lines) == len(EVIL) + 1 == sheet.max_row
    starts = ("=", "+", "-", "@", "＝")
    assert [cell for line in lines for cell in line if cell.lstrip().startswith(starts)] == []
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    titles = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert sorted(titles) == sorted(EVIL)


def test_a_passage_is_plain_text(evil: Index) -> None:
    report = as_report(evil, search(evil, Question(query="gốm", limit=99)), {}, "vi")
    passages = {row["title"]: row["snippet"] for row in report.rows}

    assert passages["<b>&amp;"] == "<b>&amp; gốm 7"
    assert "<mark>" not in str(report.rows)


def test_every_hit_has_a_line_with_headings_in_either_language(sample: Index) -> None:
    answer = search(sample, Question(query="yên sơn"))
    head, *lines = csv.reader(io.StringIO(as_csv(as_report(sample, answer, {}, "vi"))))
    english = as_markdown(as_report(sample, answer, {}, "en"))

    assert head[1:6] == ["Ngày đăng", "Địa bàn", "Nay là", "Số ký hiệu", "Đoạn trích"]
    assert [line[6] for line in lines] == [hit["id"] for hit in answer["hits"]]
    assert english.startswith("| Title | Published | Place | Codes | Passage |")


def test_a_workbook_tells_what_was_asked(sample: Index) -> None:
    answer = search(sample, Question(query="khéo", filters=Filters(place="yên sơn")))
    report = as_report(sample, answer, {"place": "yên sơn"}, "vi")

    assert report.title == "Bài viết tìm thấy · Câu hỏi: khéo · Địa bàn: yên sơn"


@pytest.mark.parametrize("form", FORMATS)
def test_an_answer_without_hits_can_be_written(sample: Index, form: str) -> None:
    answer = search(sample, Question(query="không có từ nào như vậy"))

    assert FORMATS[form](as_report(sample, answer, {}, "vi"))


PAGES = [
    ({"limit": 10}, "5 bài viết, "),
    ({"limit": 2}, "1–2 trong 5 bài viết, "),
    ({"limit": 2, "offset": 2}, ". Xem tiếp: --offset 4"),
    ({"limit": 2, "offset": 4}, "5–5 trong 5 bài viết, "),
    ({"offset": 7}, "Không còn bài viết nào từ số 8 trở đi; tất cả có 5 bài viết."),
    ({"limit": 0}, "5 bài viết, "),
]


@pytest.mark.parametrize(("page", "line"), PAGES)
def test_the_last_line_tells_which_page_it_is(
    sample: Index, page: dict[str, int], line: str
) -> None:
    assert line in shown(search(sample, Question(**page)))


def test_the_last_page_leads_nowhere(sample: Index) -> None:
    assert "Xem tiếp" not in shown(search(sample, Question(limit=3, offset=2)))


def test_facets_are_worded(sample: Index) -> None:
    answer = search(sample, Question(query="khéo"))

    assert "Việc làm, quan hệ: thực hiện (1)" in shown(answer)
    assert "What is done, relations: implements (1)" in shown(answer, "en")


def test_what_is_unknown_is_told_in_either_language(sample: Index) -> None:
    answer = search(sample, Question(query="khéo", filters=Filters(type="thông cáo")))

    assert "Không có loại văn bản nào là “thông cáo”. Gần giống: Thông báo" in shown(answer)
    assert "There is no type “thông cáo”. Like it: Thông báo" in shown(answer, "en")


def test_more_like_this_tells_by_which_words(sample: Index) -> None:
    answer = like(sample, "here", Question())

    assert f"Các bài viết giống: {'here'}" in shown(answer)
    assert f"By the words: {', '.join(answer['words'])}" in shown(answer, "en")


def test_who_saved_nothing_is_told_how_to() -> None:
    console = Console(width=100)
    with console.capture() as captured:
        console.print(of_saved([]))

    assert "tracuu saved add" in captured.get()
