"""Saved searches: what is new since last time, whoever writes meanwhile."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from indexer.answer.filters import Filters
from indexer.answer.saved import add, listed, mark_seen, remove, run
from indexer.answer.search import Question, search
from indexer.models import Annotations, Article
from indexer.store import saved
from indexer.store.index import Index
from indexer.store.saved import BadName, NotSaved, SavedFault
from indexer.store.sources import Source

LONG = """Hội chợ làng nghề khai mạc với ba mươi gian hàng gốm, mây tre, dệt thổ cẩm. Khách tới xem
nghệ nhân chuốt bình, thử men, đập khuôn đất; trẻ con nặn tò he bên giếng cổ. Ban tổ chức cho biết
năm nay khách đông hơn, hàng bán chạy, nhiều hộ đã nhận đơn đặt cho tới cuối năm."""


@pytest.fixture
def index(tmp_path: Path) -> Any:
    with Index.create(tmp_path / "index") as made:
        say(made, "a", "Làng gốm mở lò.")
        say(made, "b", "Chợ gốm cuối tuần.")
        yield made


def said(name: str, text: str) -> Annotations:
    article = Article(id=name, path=f"{name}.txt", text=text, published="2021-01-01")
    return Annotations(article=article, found={})


def say(index: Index, name: str, text: str) -> None:
    with index.writer() as writer:
        writer.add(Source(f"{name}.txt"), [said(name, text)])


def ids(answer: dict[str, Any]) -> list[str]:
    return [hit["id"] for hit in answer["hits"]]


def new(index: Index) -> list[tuple[str, int, int]]:
    return [(row["name"], row["total"], row["new"]) for row in listed(index)]


def test_what_a_search_finds_when_it_is_saved_is_not_new(index: Index) -> None:
    row = add(index, "Gốm", Question(query="gốm"))

    assert row["total"] == 2
    assert new(index) == [("Gốm", 2, 0)]
    assert run(index, "Gốm")["hits"] == []


def test_what_came_since_is_new_until_it_was_shown(index: Index) -> None:
    add(index, "Gốm", Question(query="gốm"))
    say(index, "c", "Triển lãm gốm.")
    say(index, "d", "Đua thuyền.")

    answer = run(index, "gom")  # a name is found without its diacritics

    assert ids(answer) == ["c"]
    assert (answer["total"], answer["new"]) == (1, 1)
    assert new(index) == [("Gốm", 3, 1)]
    mark_seen(index, answer)
    assert new(index) == [("Gốm", 3, 0)]
    everything = run(index, "Gốm", old=True)
    assert sorted(ids(everything)) == ["a", "b", "c"]
    assert [hit["new"] for hit in everything["hits"]] == [False] * 3


def test_only_what_was_shown_is_seen(index: Index) -> None:
    add(index, "Gốm", Question(query="gốm"))
    for name in "cdefg":
        say(index, name, f"Gốm {name * 3} ra lò.")

    first = run(index, "Gốm", limit=2)
    mark_seen(index, first)
    rest = run(index, "Gốm", limit=10)

    assert first["new"] == 5
    assert rest["new"] == 3
    assert not set(ids(first)) & set(ids(rest))


def test_the_same_news_in_another_paper_is_not_new(index: Index) -> None:
    say(index, "fair", LONG)
    add(index, "Hội chợ", Question(query="gốm"))
    add(index, "Từng bài", Question(query="gốm", every=True))
    say(index, "fair-too", f"{LONG}\nTheo báo khác")
    (hit,) = search(index, Question(query="giếng"))["hits"]
    assert len(hit["same"]) == 1

    assert new(index) == [("Hội chợ", 3, 0), ("Từng bài", 4, 1)]


def test_filters_and_order_are_kept(index: Index) -> None:
    asked = Question(query="gốm", filters=Filters(until="2020"), sort="oldest", every=True)
    add(index, "Cũ", asked)
    (row,) = listed(index)

    assert row["filters"] == {"until": "2020"}
    assert (row["sort"], row["all"], row["total"]) == ("oldest", True, 0)
    assert row["made"] == row["looked"]


def test_an_article_that_went_and_came_back_is_not_new(index: Index) -> None:
    add(index, "Gốm", Question(query="gốm"))
    with index.writer() as writer:
        writer.remove_source("a.txt")
    assert new(index) == [("Gốm", 1, 0)]
    say(index, "a", "Làng gốm mở lò.")

    assert new(index) == [("Gốm", 2, 0)]


def test_all_goes_on_while_articles_are_taken_in(index: Index) -> None:
    add(index, "Gốm", Question(query="gốm"))
    say(index, "c", "Triển lãm gốm.")
    with index.writer() as writer:
        writer.add(Source("d.txt"), [said("d", "Gốm mới.")])
        with Index.open(index.folder) as other:
            answer = run(other, "Gốm")
            mark_seen(other, answer)
            add(other, "Chợ", Question(query="chợ"))
            assert remove(other, "Chợ") == "Chợ"
            assert ids(answer) == ["c"]

    assert new(index) == [("Gốm", 4, 1)]  # the one that came in the meantime


def test_two_who_look_at_once_lose_nothing(index: Index) -> None:
    add(index, "Gốm", Question(query="không có"))

    def look(number: int) -> None:
        for step in range(10):
            saved.mark_seen(index, "Gốm", [f"{number}-{step}"])

    threads = [threading.Thread(target=look, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert saved.by_name(index, "Gốm").seen == {f"{n}-{s}" for n in range(4) for s in range(10)}


NAMES = [
    ("", "needs a letter"),
    (" -- ", "needs a letter"),
    ("x" * 101, "up to 100 characters"),
    ("GOM", "there is one. Remove it"),
]


@pytest.mark.parametrize(("name", "reason"), NAMES)
def test_what_is_no_name_is_refused(index: Index, name: str, reason: str) -> None:
    add(index, "Gốm", Question(query="gốm"))

    with pytest.raises(BadName, match=reason):
        add(index, name, Question(query="chợ"))
    assert len(listed(index)) == 1


def test_a_name_that_nobody_saved_is_told_with_those_there_are(index: Index) -> None:
    with pytest.raises(NotSaved, match="Save one: tracuu saved add"):
        run(index, "gốm")
    add(index, "Gốm", Question(query="gốm"))
    for ask in (run, remove):
        with pytest.raises(NotSaved, match=r"'chợ'\. There are 'Gốm'"):
            ask(index, "chợ")


def test_one_who_never_saved_leaves_no_file(index: Index) -> None:
    assert listed(index) == []
    assert not (index.folder / saved.FILE).exists()


def test_a_file_that_cannot_be_used_is_told(index: Index) -> None:
    path = index.folder / saved.FILE
    path.write_bytes(b"no database" * 100)
    with pytest.raises(SavedFault, match="damaged"):
        listed(index)
    path.unlink()
    add(index, "Gốm", Question(query="gốm"))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE saved SET seen = x'00'")
    with pytest.raises(SavedFault, match="damaged"):
        listed(index)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9")
    connection.close()
    with pytest.raises(SavedFault, match=r"version 9\. Update tracuu"):
        listed(index)


def test_rows_can_be_written_as_json(index: Index) -> None:
    add(index, "Gốm", Question(query="gốm"))

    assert json.loads(json.dumps(listed(index))) == listed(index)
    assert json.dumps(run(index, "Gốm", old=True))
