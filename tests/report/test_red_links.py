"""Directives that are cited and not there; and where articles can be opened."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from indexer.answer.filters import Filters
from indexer.models import Annotations, Article
from indexer.report.rows import report
from indexer.report.sources import sources
from indexer.store.index import Index
from indexer.store.sources import Source


def red_links(index: Index, **wanted: str) -> list[dict[str, Any]]:
    return report(index, "red-links", Filters(**wanted))


def test_what_has_a_text_of_its_own_is_no_red_link(country: Index) -> None:
    assert [row["code"] for row in red_links(country)] == ["15-CTr/TU", "33-KH/HU", "30/2020/NĐ-CP"]


def test_a_red_link_tells_who_cites_it(country: Index) -> None:
    (law,) = red_links(country, code="30/2020/NĐ-CP")

    assert law.pop("directive_id")
    assert law == {
        "code": "30/2020/NĐ-CP",
        "type": None,
        "issuer": "Chính phủ",
        "successor": None,
        "date": None,
        "title": None,
        "mentions": 1,
        "articles": ["law"],
        "number": 1,
        "cited_by": ["33-KH/HU"],
        "open": [],
        "open_number": 0,
    }


def test_mentions_are_counted_within_the_filters(sample: Index) -> None:
    assert [(row["mentions"], len(row["articles"])) for row in red_links(sample)][:2] == [
        (3, 2),
        (2, 1),
    ]
    assert [row["mentions"] for row in red_links(sample, code="380-TB/TU", until="2019")] == [2]


def test_an_article_that_may_mean_another_is_no_citation(undecided: Index) -> None:
    here, there = red_links(undecided, code="05-NQ/TU")

    assert here["mentions"] == there["mentions"] == 1
    assert here["open"] == there["open"] == ["somewhere"]


def test_a_matrix_holds_each_unit_with_all_that_it_acts_on(sample: Index) -> None:
    rows = report(sample, "matrix", Filters())
    by_unit = {row["unit"]: row for row in rows}
    planned = by_unit["Đảng ủy xã Tân Long"]["directives"]

    assert [row["total"] for row in rows] == [1] * 6
    assert [(cell["code"], cell["relations"], cell["planned"]) for cell in planned] == [
        ("380-TB/TU", [], ["implements"])
    ]
    assert len(report(sample, "matrix", Filters(unit="huyện ủy"))) == 2


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tin bài.txt").write_text("x", encoding="utf-8")
    (tmp_path / "many.jsonl").write_text("x", encoding="utf-8")
    page = "https://example.org/a"
    articles = {
        "tin bài.txt": [("file", "tin bài.txt", page)],
        "many.jsonl": [
            ("record", "many.jsonl#1", page),
            ("bare", "many.jsonl#2", None),
            ("script", "many.jsonl#3", "javascript:alert(1)"),
        ],
        "gone.txt": [("gone", "gone.txt", None)],
    }
    with Index.create(tmp_path / "index") as index, index.writer() as writer:
        for name, told in articles.items():
            found = [
                Annotations(article=Article(id=id_, path=path, text=f"{id_}.", url=url), found={})
                for id_, path, url in told
            ]
            writer.add(Source(name), found)
    return Index.open(tmp_path / "index")


def test_articles_are_opened_where_their_file_is_or_their_page(opened: Index) -> None:
    with opened as index:
        every = [{"articles": ["file", "record"]}, {"article": "bare"}, {"open": ["gone"]}]
        nested = [{"directives": [{"articles": ["script"]}]}]
        found = sources(index, [*every, *nested])

    here = Path(os.getcwd()).as_uri()  # noqa: PTH109 - the same folder
    assert found == {
        "file": f"{here}/tin%20b%C3%A0i.txt",
        "record": "https://example.org/a",
        "bare": f"{here}/many.jsonl",
        "script": f"{here}/many.jsonl",
    }
