"""The words plugin: one mention of the whole text, codes whole."""

from __future__ import annotations

import pytest

from indexer.models import Annotations, Article, Code
from plugins.words import extract

TEXT = "Tổng kết Thông báo số 381-TB/TU ở khu dân cư"


def words(text: str, *codes: Code) -> list[str]:
    article = Article(id="a", path="a.txt", text=text)
    found = Annotations(article=article, found={"codes": codes})
    return [text[a:b] for mention in extract(article, found) for a, b in mention.spans]


def code(text: str, value: str, form: str = "full") -> Code:
    start = TEXT.index(text)
    return Code.model_validate(
        {"start": start, "end": start + len(text), "text": text, "code": value, "form": form}
    )


def test_a_full_code_is_one_word() -> None:
    found = words(TEXT, code("381-TB/TU", "381-TB/TU"))
    assert found == ["Tổng kết", "Thông báo", "số", "381-TB/TU", "ở", "khu", "dân cư"]


def test_a_short_form_stays_words() -> None:
    """ "Thông báo số 381" is looked for by its words, too."""
    found = words(TEXT, code("Thông báo số 381", "381-TB/TU", "short"))
    assert found[:4] == ["Tổng kết", "Thông báo", "số", "381"]


@pytest.mark.parametrize("text", ["", "…", " \n"])
def test_a_text_without_words_gives_nothing(text: str) -> None:
    assert words(text) == []
    article = Article(id="a", path="a.txt", text=text)
    assert list(extract(article, Annotations(article=article))) == []
