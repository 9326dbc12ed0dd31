"""Marks lie on the words that were found, however they overlap; nothing of the text is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.web.marking import KINDS, Mark, Piece, marks_of, paragraphs, place_of

TEXT = "Ngày 12/3/2019 quán triệt 380-TB/TU.\n\nHai mô hình."


def pieces(text: str, marks: list[Mark], here: tuple[int, int] | None = None) -> list[Piece]:
    return [piece for line in paragraphs(text, marks, here) for piece in line]


def test_a_mark_lies_on_its_words() -> None:
    code = Mark("code", 26, 35, "380-TB/TU", "/directive?id=380-TB/TU", "code-at-26")

    marked = [piece for piece in pieces(TEXT, [code]) if piece.marks]

    assert [piece.text for piece in marked] == ["380-TB/TU"]
    assert marked[0].marks == (code,)
    assert marked[0].anchors == ("code-at-26",)


def test_of_two_that_overlap_the_shorter_leads_and_both_show() -> None:
    long, short = Mark("statistic", 5, 20, href="#long"), Mark("date", 10, 14, href="#short")

    found = {piece.text: piece for piece in pieces(TEXT, [long, short])}

    assert found["2019"].marks == (short, long)
    assert found["2019"].kinds == ("date", "statistic")
    assert found["12/3/"].marks == (long,)


def test_a_sentence_has_its_note_where_it_ends() -> None:
    sentence = Mark("link", 0, 36, "", "#link-0", "in-text-link-0", "Đ1")
    code = Mark("code", 26, 35)

    noted = [piece for piece in pieces(TEXT, [sentence, code]) if piece.notes]

    assert [piece.text for piece in noted] == ["."]


def test_lines_without_anything_are_left_out() -> None:
    assert len(paragraphs(TEXT, [])) == 2
    assert paragraphs("", []) == []


def test_a_place_that_is_not_in_the_text_is_none() -> None:
    assert place_of(TEXT, "quán triệt") == (15, 25)
    assert place_of(TEXT, "quán triệt kỹ") is None
    assert not any(piece.here for piece in pieces(TEXT, [], (900, 950)))


def test_findings_of_other_plugins_are_marked_too() -> None:
    found = {"start": 0, "end": 4, "text": "Ngày", "value": "day"}

    marks = marks_of({"annotations": {"days": [found]}}, {})

    assert [(mark.kind, mark.told) for mark in marks] == [("other", "days: day")]


@given(
    text=st.text(alphabet="ab \n", max_size=60),
    spans=st.lists(
        st.tuples(st.sampled_from(KINDS), st.integers(-2, 70), st.integers(-2, 70)), max_size=8
    ),
)
def test_nothing_of_the_text_is_lost(text: str, spans: list[tuple[str, int, int]]) -> None:
    marks = [Mark(*span, anchor=f"at-{n}", note="1") for n, span in enumerate(spans)]

    lines = paragraphs(text, marks, (3, 9))

    assert ["".join(p.text for p in line) for line in lines] == [
        line for line in text.split("\n") if line.strip()
    ]
    anchors = [anchor for line in lines for piece in line for anchor in piece.anchors]
    assert len(anchors) == len(set(anchors))
