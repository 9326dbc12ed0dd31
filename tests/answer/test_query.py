"""The language of queries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.answer.query import parse, words
from indexer.store.engine import (
    All,
    And,
    DateRange,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)

ROWS: list[tuple[str, Query]] = [
    ("", All()),
    ("dân", Term("dân")),
    ("dân vận", And((Term("dân"), Term("vận")))),
    ("dân AND vận", And((Term("dân"), Term("vận")))),
    ("dân OR vận khéo", Or((Term("dân"), And((Term("vận"), Term("khéo")))))),
    ("(dân OR vận) khéo", And((Or((Term("dân"), Term("vận"))), Term("khéo")))),
    ("dân NOT vận", And((Term("dân"), Not(Term("vận"))))),
    ("dân AND NOT vận", And((Term("dân"), Not(Term("vận"))))),
    ("NOT vận", Not(Term("vận"))),
    ('"dân vận"', Phrase("dân vận")),
    ("“dân vận”", Phrase("dân vận")),  # as word processors type them
    ("ngh*", Prefix("ngh")),
    ("nghi~", Fuzzy("nghi")),
    ("nghi~2", Fuzzy("nghi", distance=2)),
    ("nghi~9", Fuzzy("nghi", distance=2)),  # more would find anything
    ("title:dân", Term("dân", "title")),
    ('issuer:"Tỉnh ủy"', Phrase("Tỉnh ủy", "issuer")),
    ("Unit:đoàn*", Prefix("đoàn", "unit")),
    ("code:380*", Prefix("380", "code")),
    ("380-TB*", Prefix("380-TB", "code")),
    ("code:380", Or((Term("380-TB/TU", "code"),))),
    ("code:999", Or((Term("999", "code"),))),
    (
        "380-TB/TU dân",
        And((Or((Term("380-TB/TU", "code"), Phrase("380-TB/TU"))), Term("dân"))),
    ),
    ("24/7", Term("24/7")),  # no code: it has no letter
    ("date:2016", DateRange("2016", "2016")),
    ("date:[2016 TO 2019]", DateRange("2016", "2019")),
    ("date:[2016-05 TO *]", DateRange("2016-05", None)),
    ("date:[09/10/2019 TO 11/2019]", DateRange("2019-10-09", "2019-11")),
    ("nhập/hợp", And((Term("nhập"), Term("hợp")))),  # either way to write it is found
    ("đ/c", Term("đ/c")),
    ("TP.HCM.", Term("TP.HCM")),
    ("380-TB/TU,", Or((Term("380-TB/TU", "code"), Phrase("380-TB/TU")))),
    ("[380-TB/TU]", Or((Term("380-TB/TU", "code"), Phrase("380-TB/TU")))),
    ("date:[2019 TO 2016]", DateRange("2016", "2019")),  # the other way round
    ("date:[* TO 2016]", DateRange(None, "2016")),
    ("- dân &", Term("dân")),
    ("&", And(())),
    ("and", Term("and")),  # operators are written large
    ("http://mau.vn", Term("http://mau.vn")),  # no field of that name
]


def _codes(typed: str) -> list[str]:
    return ["380-TB/TU"] if typed in ("380", "380-TB/TU") else []


@pytest.mark.parametrize(("typed", "query"), ROWS)
def test_a_query_asks_what_it_says(typed: str, query: Query) -> None:
    parsed = parse(typed, _codes)

    assert parsed.query == query
    assert parsed.hint is None


SPOKEN = [  # an operator that was meant, or a word?
    ("dân HOẶC vận", "hãy viết OR"),
    ("dân VÀ vận", "hãy viết AND"),
    ("dân or vận", "hãy viết OR"),
    ("dân và vận", None),
    ("DÂN VÀ VẬN", None),
    ("HOẶC dân", None),
]


@pytest.mark.parametrize(("typed", "hint"), SPOKEN)
def test_an_operator_in_words_is_told(typed: str, hint: str | None) -> None:
    told = parse(typed, _codes).hint

    assert (hint or "") in (told or "")
    assert (told is None) == (hint is None)


BROKEN = [  # the hints are for people, in Vietnamese
    ('dân "vận', "dấu ngoặc kép chưa được đóng."),
    ("(dân vận", "dấu ngoặc chưa được đóng."),
    ("dân vận)", "có dấu ngoặc đóng mà không có dấu ngoặc mở."),
    ("dân AND", "thiếu từ ở cuối."),
    ("OR dân", "thiếu từ trước 'OR'."),
    ("dân title:", "sau 'title:' không có gì."),
    ("date:[2016 TO gần đây]", "'[2016 TO gần đây]' không phải là ngày;"),
    ("date:hôm", "'hôm' không phải là ngày; hãy viết 2019-10-09,"),
    ("date:2019-13", "'2019-13' không phải là ngày;"),
    ("(" * 500 + "dân", "quá nhiều dấu ngoặc lồng nhau."),
]


@pytest.mark.parametrize(("typed", "why"), BROKEN)
def test_a_broken_query_is_searched_as_plain_words(typed: str, why: str) -> None:
    parsed = parse(typed, _codes)

    assert isinstance(parsed.query, And)
    assert all(isinstance(part, Term) for part in parsed.query.parts)
    assert parsed.hint is not None
    assert parsed.hint.startswith(f"Đã tìm như các từ thường: {why}")


def test_operators_and_fields_are_no_plain_words() -> None:
    assert parse("dân AND (vận", _codes).query == And((Term("dân"), Term("vận")))
    typed = "title:vận date:[2016 TO hôm]"
    assert parse(typed, _codes).query == And((Term("vận"), Term("2016"), Term("hôm")))


def test_what_is_shut_out_is_not_marked() -> None:
    parsed = parse('dân NOT vận OR "khéo léo"', _codes)

    assert list(words(parsed.query)) == [Term("dân"), Phrase("khéo léo")]


LANGUAGE = st.lists(
    st.sampled_from(
        ["dân", "(", ")", '"', "AND", "OR", "NOT", "*", "~", "date:", "[2016 TO", "]", "code:", "-"]
    )
)


@given(st.text() | LANGUAGE.map(" ".join) | LANGUAGE.map("".join))
def test_no_query_raises(typed: str) -> None:
    parse(typed, _codes)
