"""What a person is about to type."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.answer.complete import complete
from indexer.store.index import Index

BEGUN = [
    # typed → kind and text of the first, and the whole question with it
    ("3", "code", "380-TB/TU", "380-TB/TU"),
    ("38", "code", "380-TB/TU", "380-TB/TU"),
    ("380-t", "code", "380-TB/TU", "380-TB/TU"),
    ("380 tb", "code", "380-TB/TU", "380-TB/TU"),
    ("0380", "code", "380-TB/TU", "380-TB/TU"),
    ("thông báo 3", "code", "380-TB/TU", "380-TB/TU"),
    ("thong bao so 38", "code", "380-TB/TU", "380-TB/TU"),
    ("tb 38", "code", "380-TB/TU", "380-TB/TU"),
    ("TB/T", "code", "380-TB/TU", "380-TB/TU"),
    ("học tập thông báo 38", "code", "380-TB/TU", "học tập 380-TB/TU"),
    ("yen s", "unit", "Huyện ủy Yên Sơn", "Huyện ủy Yên Sơn"),
    ("huyện yên", "issuer", "UBND huyện Yên Sơn", "UBND huyện Yên Sơn"),
    ("bộ chí", "issuer", "Bộ Chính trị", "Bộ Chính trị"),
    ("khe", "word", "khéo", "khéo"),
    ("học tập khe", "word", "khéo", "học tập khéo"),
]


@pytest.mark.parametrize(("typed", "kind", "text", "query"), BEGUN)
def test_what_was_begun_is_completed(
    sample: Index, typed: str, kind: str, text: str, query: str
) -> None:
    found = complete(sample, typed)
    named = [(each["kind"], each["text"], each["query"]) for each in found]

    assert (kind, text, query) in named
    if kind == "code":
        assert named[0] == (kind, text, query)


def test_a_code_tells_what_it_is_of_and_how_many_articles_have_it(sample: Index) -> None:
    (found,) = complete(sample, "380")

    assert found["about"] == "Ban Thường vụ Tỉnh ủy Tuyên Quang, 2018-11-05, công tác dân vận khéo"
    assert found["count"] == 2


def test_diacritics_that_were_typed_count(sample: Index) -> None:
    assert complete(sample, "khé")[0]["text"] == "khéo"
    assert complete(sample, "tân")[0]["text"] == "tân"


@pytest.mark.parametrize("typed", ["", " ", "y", "zzz", "9999", "-", "380-TB/TU/X"])
def test_nothing_is_made_up(sample: Index, typed: str) -> None:
    assert complete(sample, typed) == []


def test_there_are_no_more_than_asked_for(sample: Index) -> None:
    assert len(complete(sample, "th", 3)) == 3


@settings(deadline=None)  # what is read first takes longer
@given(st.text(max_size=40) | st.text(alphabet="0123456789-/ QĐTBUtưs%_", max_size=40))
def test_nothing_that_is_typed_raises(sample: Index, typed: str) -> None:
    complete(sample, typed)
