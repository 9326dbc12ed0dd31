"""What is marked in a sentence, and nothing else is markup."""

from __future__ import annotations

import pytest

from indexer.web.rendering import with_marks

CODE, SHORT = "57-NQ/TW", "Nghị quyết 57"
ROWS = [  # text, words, how it is marked
    ("theo 57-NQ/TW.", [CODE], "theo <mark>57-NQ/TW</mark>."),
    ("Nghị quyết 57-NQ/TW", [CODE, SHORT], "<mark>Nghị quyết 57-NQ/TW</mark>"),  # they overlap
    ("Nghị quyết 57", [CODE, SHORT], "<mark>Nghị quyết 57</mark>"),
    ("57-NQ/TW57-NQ/TW", [CODE], "<mark>57-NQ/TW</mark><mark>57-NQ/TW</mark>"),  # they only touch
    ("<b>57-NQ/TW</b>", [CODE], "&lt;b&gt;<mark>57-NQ/TW</mark>&lt;/b&gt;"),
    ("không có gì", [CODE, ""], "không có gì"),
]


@pytest.mark.parametrize(("text", "words", "marked"), ROWS)
def test_words_are_marked_once_and_the_rest_is_escaped(
    text: str, words: list[str], marked: str
) -> None:
    assert str(with_marks(text, words)) == marked
