"""What was worked out once is given again while the index stays as it is."""

from __future__ import annotations

import gc
import threading
import weakref
from pathlib import Path

import pytest

from indexer.answer.kept import Kept, anew
from indexer.answer.search import Question, search
from indexer.models import Annotations, Article
from indexer.store.catalogue import Changes
from indexer.store.index import Index
from indexer.store.sources import Source


def test_a_value_is_made_once_in_a_state() -> None:
    kept, made = Kept(100), []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [kept.at("a")("key", make) for _ in range(3)] == [1, 1, 1]
    assert kept.at("b")("key", make) == 2
    assert anew("key", make) == 3


def test_who_asks_at_the_same_time_waits_for_the_one_that_makes_it() -> None:
    kept, made, go = Kept(100), [], threading.Event()

    def make() -> str:
        go.wait(10)
        made.append(1)
        return "made"

    threads = [threading.Thread(target=lambda: kept.at(1)("key", make)) for _ in range(5)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()

    assert made == [1]


def test_what_fails_is_tried_again() -> None:
    recall = Kept(100).at(1)
    with pytest.raises(ZeroDivisionError):
        recall("key", lambda: 1 // 0)

    assert recall("key", lambda: 7) == 7


class _Key:
    """What nothing but its place in memory tells from others."""


def test_of_what_fails_nothing_stays() -> None:
    kept, key = Kept(100), _Key()
    gone = weakref.ref(key)
    with pytest.raises(ZeroDivisionError):
        kept.at(1)(key, lambda: 1 // 0)
    del key
    gc.collect()

    assert gone() is None


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    recall, made = Kept(25).at(1), []

    def rows(name: str) -> list[str]:
        made.append(name)
        return [name] * 10

    for name in ("a", "b", "a", "c", "a", "b"):
        recall(name, lambda name=name: rows(name))

    assert made == ["a", "b", "c", "b"]


def _write(index: Index, name: str) -> None:
    text = f"Huyện ủy Sông Lô quán triệt Chỉ thị số 12-CT/TU về đê điều, tin {name}."
    with index.writer() as writer:
        read = Article(id=name, path=f"{name}.txt", text=text)
        writer.add(Source(f"{name}.txt"), [Annotations(article=read)])


def test_what_is_written_is_found_though_the_answer_was_kept(tmp_path: Path) -> None:
    kept, asked = Kept(1000), Question(query="đê điều")
    with Index.create(tmp_path / "index") as index:
        _write(index, "one")
        changes = Changes(tmp_path / "index")
        before = search(index, asked, kept.at(changes.number()))
        again = search(index, asked, kept.at(changes.number()))
        _write(index, "two")
        after = search(index, asked, kept.at(changes.number()))
        changes.close()

    assert [told["total"] for told in (before, again, after)] == [1, 1, 2]
