"""The passage that is shown of a hit."""

from __future__ import annotations

import html

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from indexer.answer.snippet import LENGTH, snippet, spans_of
from indexer.store.engine import Fuzzy, Phrase, Prefix, Term

TEXT = "Phong trào Dân vận khéo của đội vận động; hội đồng đã họp về 290-QĐ/TW."

ROWS = [
    (Term("dan"), ["Dân"]),
    (Term("vận"), ["vận", "vận"]),
    (Term("văn"), []),  # other marks are another word
    (Term("van"), ["vận", "vận"]),
    (Phrase("dan van kheo"), ["Dân vận khéo"]),
    (Phrase("vận động"), ["vận động"]),
    (Prefix("đ"), []),  # too short for a prefix: it is looked for as a word
    (Prefix("độ"), ["đội", "động"]),
    (Prefix("ho"), ["hội", "họp"]),
    (Fuzzy("dong"), ["động", "đồng"]),
    (Term("290-QĐ/TW"), ["290-QĐ/TW"]),
    (Term("..."), []),
]


@pytest.mark.parametrize(("sought", "marked"), ROWS)
def test_words_are_found_with_or_without_diacritics(
    sought: Term | Phrase | Prefix | Fuzzy, marked: list[str]
) -> None:
    assert [TEXT[start:end] for start, end in spans_of(TEXT, [sought])] == marked


def test_old_and_new_tone_placement_are_one() -> None:
    text = "Tỉnh uỷ và Tỉnh ủy"

    assert len(spans_of(text, [Phrase("tỉnh ủy")])) == 2
    assert len(spans_of(text, [Phrase("Tỉnh uỷ")])) == 2


def test_offsets_stay_true_where_folding_changes_the_length() -> None:
    text = "İstanbul ÅÉ ﬁ: dân vận"

    assert [text[start:end] for start, end in spans_of(text, [Term("van")])] == ["vận"]


def test_a_snippet_is_escaped_html_with_marks() -> None:
    assert snippet("a < b & <b>c</b>", [(4, 5)]) == (
        "a &lt; <mark>b</mark> &amp; &lt;b&gt;c&lt;/b&gt;"
    )


def test_the_best_passage_is_shown_not_the_first() -> None:
    text = "Có dân. " + "Trời đẹp. " * 60 + "Phong trào dân vận khéo. " + "Trời đẹp. " * 60

    shown = snippet(text, spans_of(text, [Term("dân"), Term("vận"), Term("khéo")]))

    assert "<mark>dân</mark> <mark>vận</mark> <mark>khéo</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_neighbours_in_the_question_are_best_where_they_are_neighbours() -> None:
    rest = "Trời đẹp. " * 60
    text = f"Vận động nhân dân, vận động toàn dân. {rest} Công tác dân vận. {rest}"

    shown = snippet(text, spans_of(text, [Term("dân"), Term("vận")]))

    assert "Công tác <mark>dân</mark> <mark>vận</mark>." in shown


def test_mentions_of_a_directive_are_one_match_beside_the_words() -> None:
    rest = "Trời đẹp. " * 60
    text = f"Nghị quyết 18, tức 18-NQ/TW, nói rõ. {rest} Theo Nghị quyết 18 sắp xếp lại. {rest}"
    mentions = [m.span() for m in regex.finditer("Nghị quyết 18|18-NQ/TW", text)]

    shown = snippet(text, spans_of(text, [Term("sắp"), Term("xếp")]), mentions)

    assert "<mark>Nghị quyết 18</mark> <mark>sắp</mark> <mark>xếp</mark> lại" in shown


def test_without_matches_the_beginning_is_shown() -> None:
    assert snippet("Trời đẹp. " * 60, []).startswith("Trời đẹp. Trời")


@given(st.text(), st.text(min_size=1, max_size=3))
def test_a_snippet_shows_nothing_but_the_text(text: str, sought: str) -> None:
    shown = snippet(text, spans_of(text, [Term(sought), Prefix(sought)]))

    plain = html.unescape(regex.sub("</?mark>", "", shown)).removeprefix("… ").removesuffix(" …")
    assert plain.split() == " ".join(plain.split()).split()
    assert "".join(plain.split()) in "".join(text.split())
    assert len(plain) <= LENGTH + len(text.split()) + max(map(len, text.split()), default=0)
