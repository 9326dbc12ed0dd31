"""Words and names are counted by articles, and stay so when articles change and go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from indexer.models import Annotations, Article
from indexer.store import catalogue
from indexer.store.engine import Document
from indexer.store.index import Index
from indexer.store.schema import counted, term
from indexer.store.sources import Source
from indexer.store.vocabulary import keys, packed, terms, unpacked


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.create(tmp_path / "index") as made:
        yield made


def say(index: Index, path: str, *texts: str) -> None:
    said = [
        Annotations(article=Article(id=f"{path}{n}", path=path, text=text))
        for n, text in enumerate(texts)
    ]
    with index.writer() as writer:
        writer.add(Source(path), said)


def counts(index: Index) -> dict[str, int]:
    with index.connect() as connection:
        return {row.text: row.articles for row in connection.execute(sa.select(term))}


def test_each_article_counts_once_for_a_word(index: Index) -> None:
    say(index, "a", "Dân vận, dân vận!", "Dân làm")

    assert counts(index) == {"dân": 2, "vận": 1, "làm": 1}


def test_what_changes_or_goes_is_taken_away(index: Index) -> None:
    say(index, "a", "dân vận", "dân làm")
    say(index, "b", "dân biết")
    say(index, "a", "dân bàn")

    assert counts(index) == {"dân": 2, "bàn": 1, "biết": 1}

    with index.writer() as writer:
        writer.remove_source("a")

    assert counts(index) == {"dân": 1, "biết": 1}


def test_a_copy_does_not_count_and_takes_over_when_its_article_goes(index: Index) -> None:
    say(index, "a", "dân vận")
    say(index, "b", "dân vận")
    assert counts(index) == {"dân": 1, "vận": 1}

    with index.writer() as writer:
        writer.remove_source("a")

    assert counts(index) == {"dân": 1, "vận": 1}


@pytest.mark.parametrize("by", ["writer", "reindex"])
def test_articles_that_were_never_counted_are(index: Index, by: str) -> None:
    say(index, "a", "dân vận")
    engine = catalogue.connect(index.folder)
    with engine.begin() as connection:
        connection.execute(sa.delete(term))
        connection.execute(sa.delete(counted))
    engine.dispose()

    if by == "writer":
        say(index, "b", "dân làm")
        assert counts(index) == {"dân": 2, "vận": 1, "làm": 1}
    else:
        index.reindex()
        assert counts(index) == {"dân": 1, "vận": 1}


def test_terms_are_syllables_words_and_names() -> None:
    found = terms(
        Document(
            id="a",
            title="Hoà bình",
            body="Thực hiện 380-TB/TU năm 2019",
            words=("Thực hiện", "380-TB/TU", "năm 2019"),
            units=("UBND  huyện A",),
            issuers=("Bộ Chính trị",),
        )
    )

    assert ("syllable", "hòa") in found  # one form of tone placement
    assert {text for kind, text in found if kind == "word"} == {"thực hiện"}
    assert {text for kind, text in found if kind in ("unit", "issuer")} == {
        "UBND huyện A",
        "Bộ Chính trị",
    }
    assert not [
        text for kind, text in found if kind == "syllable" and any(c.isdigit() for c in text)
    ]
    assert set(unpacked(packed(found))) == found


def test_a_name_is_found_from_each_of_its_words_on() -> None:
    assert keys("unit", "Tỉnh ủy Bắc Ninh") == [
        "tinh uy bac ninh",
        "uy bac ninh",
        "bac ninh",
        "ninh",
    ]
    assert keys("word", "dân vận") == ["dan van"]
