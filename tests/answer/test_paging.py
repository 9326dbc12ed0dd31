"""Pages of an answer: whatever the order, they make up the whole and never overlap."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.answer.order import Order
from indexer.answer.search import Question, search
from indexer.models import Annotations, Article
from indexer.store.index import Index
from indexer.store.sources import Source
from indexer.text.alphabet import alphabetical

ORDERS: tuple[Order, ...] = ("relevance", "date", "oldest", "title")
WORDS = (
    *("làng", "nghề", "gốm", "sứ", "men", "lam", "lò", "nung", "đất", "sét", "bàn", "xoay"),
    *("thợ", "cả", "phường", "hội", "chợ", "phiên"),
)
DAYS = (None, "2019", "2019-05-02", "2019-05-02", "2021-11-30")  # some articles share a day
TITLES = (None, "Đất", "Dân", "Ân", "An", "Kế hoạch 9", "Kế hoạch 45", "An")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """40 articles, of which every fifth is carried by a second paper with another line below it."""
    folder = tmp_path_factory.mktemp("paging")
    dice = random.Random(7)
    with Index.create(folder) as made, made.writer() as writer:
        for number in range(40):
            body = " ".join(dice.choices(WORDS, k=90))
            about = {"published": dice.choice(DAYS), "title": dice.choice(TITLES)}
            texts = [body, f"{body}\nTheo một tờ báo khác"] if number % 5 == 0 else [body]
            for copy, text in enumerate(texts):
                name = f"a{number}-{copy}"
                article = Article(id=name, path=f"{name}.txt", text=text, **about)
                writer.add(Source(article.path), [Annotations(article=article, found={})])
    with Index.open(folder) as opened:
        yield opened


def ids(answer: dict[str, Any]) -> list[str]:
    return [hit["id"] for hit in answer["hits"]]


QUERIES = st.sampled_from(["", "gốm", "làng nghề", "gom OR cho", "không có", '"lò nung"'])
SHAPES = st.fixed_dictionaries(
    {"query": QUERIES, "sort": st.sampled_from(ORDERS), "every": st.booleans()}
)


@settings(max_examples=60, deadline=None)
@given(SHAPES, st.integers(0, 60), st.integers(0, 60))
def test_any_page_is_a_piece_of_the_whole(
    index: Index, shape: dict[str, Any], offset: int, limit: int
) -> None:
    whole = search(index, Question(**shape, limit=1_000))
    page = search(index, Question(**shape, limit=limit, offset=offset))

    assert ids(page) == ids(whole)[offset : offset + limit]
    assert page["total"] == whole["total"] == len(whole["hits"])
    assert page["facets"] == whole["facets"]
    assert len(set(ids(whole))) == whole["total"]


@settings(max_examples=20, deadline=None)
@given(SHAPES, st.integers(1, 9))
def test_pages_in_a_row_are_the_whole(index: Index, shape: dict[str, Any], size: int) -> None:
    whole, found, offset = ids(search(index, Question(**shape, limit=1_000))), list[str](), 0
    while page := ids(search(index, Question(**shape, limit=size, offset=offset))):
        found += page
        offset += size

    assert found == whole


def test_a_page_far_beyond_the_end_is_empty(index: Index) -> None:
    page = search(index, Question(query="gốm", offset=10**12))

    assert page["hits"] == []
    assert page["total"] > 0
    assert page["offset"] == 10**12


def test_the_oldest_come_first_and_what_has_no_day_last(index: Index) -> None:
    days = [h["published"] for h in search(index, Question(sort="oldest", limit=99))["hits"]]
    known = [day for day in days if day]

    assert known == sorted(known)
    assert len(known) > 20
    assert days == known + [None] * (len(days) - len(known))
    assert days[-1] is None


def test_titles_stand_as_in_a_dictionary_and_what_has_none_last(index: Index) -> None:
    titles = [h["title"] for h in search(index, Question(sort="title", limit=99))["hits"]]
    known = [title for title in titles if title]

    assert list(dict.fromkeys(known)) == ["An", "Ân", "Dân", "Đất", "Kế hoạch 9", "Kế hoạch 45"]
    assert known == sorted(known, key=alphabetical)
    assert titles[len(known) :] == [None] * (len(titles) - len(known))


@pytest.mark.parametrize("order", ["date", "oldest", "title"])
def test_equals_stand_by_their_ids(index: Index, order: Order) -> None:
    hits = search(index, Question(query="gốm", sort=order, every=True, limit=99))["hits"]
    key = "title" if order == "title" else "published"

    groups = [[h["id"] for h in group] for _, group in groupby(hits, key=lambda h: h[key])]
    assert any(len(group) > 2 for group in groups)
    assert all(group == sorted(group) for group in groups)


def test_a_figure_that_may_be_a_word_is_ordered_as_one_list(sample: Index) -> None:
    hits = search(sample, Question(query="380", sort="oldest"))["hits"]

    assert [hit["id"] for hit in hits] == ["notice", "plan"]
