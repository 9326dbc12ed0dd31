"""What was likely meant by words that no article has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.answer.search import Question, search
from indexer.answer.spelling import mended
from indexer.models import Annotations, Article, Words
from indexer.store.index import Index
from indexer.store.sources import Source

TEXT = "Phong trào thi đua dân vận khéo theo nghị quyết của xã; vận động bà con làm đường."
WORDS = ("Phong trào", "thi đua", "dân vận", "nghị quyết", "vận động", "bà con")


@pytest.fixture(scope="module")
def spelt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of ten articles that have the same words, and one that has others."""
    with Index.create(tmp_path_factory.mktemp("spelt") / "index") as index:
        with index.writer() as writer:
            said = [_said(f"a{n}", f"{TEXT} Lần {n}.") for n in range(10)]
            writer.add(Source("a.txt"), [*said, _said("b", "Văn nghệ quần chúng ở xã.")])
        yield index


def _said(name: str, text: str) -> Annotations:
    spans = tuple((at, at + len(word)) for word in WORDS if (at := text.find(word)) >= 0)
    words = Words(start=0, end=len(text), text=text, spans=spans)
    return Annotations(article=Article(id=name, path=name, text=text), found={"words": (words,)})


MEANT = [
    ("dan vn kheo", "dân vận khéo"),
    ("nghi qyet", "nghị quyết"),
    ("nghị quyếc", "nghị quyết"),
    ("dân vẫn khéo", "dân vận khéo"),  # another tone
    ("danvan kheo", "dân vận khéo"),  # no blank
    ("daan vaanj kheos", "dân vận khéo"),  # in the keys of Telex
    ("phong trao thi duaa", "phong trào thi đua"),
    ('"nghi qyet" OR xa', '"nghị quyết" OR xã'),
    ("title:nghii", "title:nghị"),
]


@pytest.mark.parametrize(("typed", "meant"), MEANT)
def test_mistyped_words_are_mended(spelt: Index, typed: str, meant: str) -> None:
    with spelt.connect() as connection:
        assert mended(connection, typed)[0] == meant


@pytest.mark.parametrize(
    "typed", ["dan van", "nghị quyết", "zzzzzz", "380", "", "AND OR", "*", "a" * 99]
)
def test_what_is_known_or_like_nothing_is_left(spelt: Index, typed: str) -> None:
    with spelt.connect() as connection:
        assert mended(connection, typed) == []


def test_what_is_offered_finds_something(spelt: Index) -> None:
    answer = search(spelt, Question(query="dan vn kheo"))

    assert answer["suggestion"] == "Có phải ý bạn là: dân vận khéo?"
    assert answer["did_you_mean"] == "dân vận khéo"
    assert search(spelt, Question(query=answer["did_you_mean"]))["total"] == 10


def test_words_that_no_article_has_together_are_offered_apart(spelt: Index) -> None:
    answer = search(spelt, Question(query="nghị quyết quần chúng"))

    assert answer["did_you_mean"] == "nghị OR quyết OR quần OR chúng"


def test_an_answer_needs_no_suggestion(spelt: Index) -> None:
    answer = search(spelt, Question(query="dân vận"))

    assert (answer["suggestion"], answer["did_you_mean"]) == (None, None)


@given(st.text(max_size=80) | st.text(alphabet='dânvậ ngiquyet~*:()"ANDOR', max_size=80))
def test_nothing_that_is_typed_raises(spelt: Index, typed: str) -> None:
    with spelt.connect() as connection:
        mended(connection, typed)
