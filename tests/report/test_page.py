"""Reports as web pages."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

from indexer.answer.filters import Filters
from indexer.report.page import as_html
from indexer.report.rows import REPORTS, report
from indexer.report.sheet import Report
from indexer.report.words import columns
from indexer.store.index import Index

EVIL = '<script>alert("x")</script>&\'<img src=x onerror=y>'


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def links(self) -> list[str | None]:
        return [attrs["href"] for tag, attrs in self.tags if tag == "a"]


def row_of(name: str, **told: Any) -> dict[str, Any]:
    return dict.fromkeys(columns(name)) | told


def test_what_stands_in_a_cell_is_text() -> None:
    row = row_of("doubts", code=EVIL, why=EVIL, articles=[EVIL])
    page = Page(as_html(Report("doubts", [row], sources={EVIL: EVIL}, asked={"unit": EVIL})))

    assert {"script", "img"}.isdisjoint(tag for tag, _ in page.tags)
    assert page.text.count(EVIL) == 5  # three cells, title and heading
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)


@pytest.mark.parametrize(
    ("target", "linked"),
    [
        ("https://example.org/?a=1&b=2", True),
        ("file:///tin/a.txt", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
    ],
)
def test_only_pages_and_files_are_linked(target: str, linked: bool) -> None:
    row = row_of("doubts", articles=["a"])
    page = Page(as_html(Report("doubts", [row], sources={"a": target})))

    assert page.links() == ([target] if linked else [])


def test_it_needs_nothing_from_elsewhere_and_repeats_its_headings_in_print() -> None:
    page = as_html(Report("doubts", [row_of("doubts")]))

    assert {"link", "script", "img", "iframe"}.isdisjoint(tag for tag, _ in Page(page).tags)
    assert "url(" not in page
    assert "@import" not in page
    assert "table-header-group" in page
    assert page.startswith('<!DOCTYPE html>\n<html lang="vi">')


def test_it_tells_what_it_was_narrowed_to() -> None:
    asked = {"code": "1-CT/TU", "relation": "reviews", "since": "2019"}
    page = Page(as_html(Report("implementers", [], asked=asked)))

    narrowed = "Số ký hiệu: 1-CT/TU · Việc làm: sơ kết, tổng kết · Đăng từ: 2019"
    assert f"Đơn vị thực hiện văn bản · {narrowed}" in page.text


def test_words_are_whole_however_many_columns_there_are(sample: Index) -> None:
    page = as_html(Report("matrix", report(sample, "matrix", Filters())))

    assert "anywhere" not in page  # a column would shrink to one letter
    upright = [attrs.get("class") == "tall" for tag, attrs in Page(page).tags if tag == "th"]
    assert upright[:3] == [False, False, True]  # unit, total, the first directive


def test_of_many_articles_the_first_are_named() -> None:
    row = row_of("doubts", articles=[f"bài-{number}" for number in range(8)])

    assert "bài-4, và 3 bài nữa" in Page(as_html(Report("doubts", [row]))).text


@pytest.mark.parametrize("name", [name for name in REPORTS if name not in ("chain", "silent")])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_report_is_a_page(sample: Index, name: str, lang: str) -> None:
    rows = report(sample, name, Filters())
    page = Page(as_html(Report(name, rows, lang)))

    tags = [tag for tag, _ in page.tags]
    assert tags.count("tr") == len(rows) + 1 + (name == "matrix")
    assert ("290-QĐ/TW" in page.text) or ("380-TB/TU" in page.text)
