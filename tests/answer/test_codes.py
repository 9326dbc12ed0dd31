"""Typed codes in every usual writing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.answer.codes import understood
from indexer.answer.explaining import Named, level, parts_of, typed_as
from indexer.answer.likely import nearest
from indexer.store.index import Index

WRITINGS = [
    ("380-TB/TU", ["380-TB/TU"]),
    ("380 tb tu", ["380-TB/TU"]),
    ("TB/TU 380", ["380-TB/TU"]),
    ("380tbtu", ["380-TB/TU"]),
    ("0380-TB/TU", ["380-TB/TU"]),
    ("thông báo 380", ["380-TB/TU"]),
    ("thong bao so 380", ["380-TB/TU"]),
    ("Thông báo số 380 của Tỉnh ủy Tuyên Quang", ["380-TB/TU"]),
    ("380-TB/TU ngày 05/11/2018", ["380-TB/TU"]),
    ("380", ["380-TB/TU"]),
    ("QD 290 TW", ["290-QĐ/TW"]),
    ("Quy định 290", ["290-QĐ/TW"]),
    ("Quyết định 290", ["290-QĐ/TW"]),  # QĐ is either
    ("290 QĐ Trung ương", ["290-QĐ/TW"]),
    ("290-QĐ/TƯ", ["290-QĐ/TW"]),
    ("290-QĐi/TW", ["290-QĐ/TW"]),  # another way to write it
    ("kế hoạch 45/KH-UBND", ["45/KH-UBND"]),
    ("nghị quyết 5", ["05-NQ/TU", "05-NQ/TU"]),  # two provinces
    ("NQ 05 Hà Nam", ["05-NQ/TU"]),
    ("tho6ng ba1o 380", ["380-TB/TU"]),  # the keys of VNI
    ("380 5/11/2018", ["380-TB/TU"]),
    ("380/2018", ["380-TB/TU"]),
    ("380/11", []),  # figures alone: no number and month
    ("11/380/2018", []),
    ("ngày 5/2021", []),  # a day, and not number 5
    ("tháng 5", []),
    ("290-QĐ/TU", []),  # of a provincial committee; and no "TU" is Trung ương
    ("chỉ thị 380", []),  # another type
    ("tt bu 380", []),  # the initials of abbreviations spell nothing
    ("380-TB/TU dân vận khéo", []),  # more than a code
    ("10 năm dân vận", []),
    ("381-TB/TU", []),
    ("", []),
    ("thông báo", []),
    ("9" * 5000, []),
]


@pytest.mark.parametrize(("typed", "codes"), WRITINGS)
def test_a_code_is_understood_in_any_usual_writing(
    sample: Index, typed: str, codes: list[str]
) -> None:
    with sample.connect() as connection:
        assert [known.code for known in understood(connection, typed)] == codes


CENTRAL = Named("366-QĐ/TW", "Quy định", "Ban Chấp hành Trung ương", "2025-08-30")
LETTER = Named("301/BGDĐT-GDMN", "Công văn", "Bộ Giáo dục và Đào tạo", "2017-02-06")
EXPLAINED = [
    ("366-QĐ/TW", CENTRAL, True),
    ("366 qđ bchtw", CENTRAL, True),
    ("366-QĐ/TU", CENTRAL, False),  # TU is a provincial committee, not Trung ương
    ("cv 301", LETTER, True),
    ("cv 366", CENTRAL, False),
    ("301/2017", LETTER, True),
    ("6/2/2017", LETTER, False),
    ("301 6/2/2017", LETTER, True),
    ("301 6/2", LETTER, False),
    ("số 301 ngày 6/2", LETTER, True),
]


@pytest.mark.parametrize(("typed", "known", "is_explained"), EXPLAINED)
def test_every_word_and_figure_is_explained(typed: str, known: Named, is_explained: bool) -> None:
    assert (level(typed_as(parts_of(typed)), known) is not None) == is_explained


def test_an_issuer_decides_between_two_directives_of_one_code(sample: Index) -> None:
    with sample.connect() as connection:
        (known,) = understood(connection, "05-NQ/TU Tuyên Quang")

    assert known.issuer == "Tỉnh ủy Tuyên Quang"


def test_what_is_typed_in_full_comes_before_what_more_articles_tell(sample: Index) -> None:
    with sample.connect() as connection:
        (known,) = understood(connection, "380-TB/TU")

    assert known.articles == 2


@pytest.mark.parametrize(
    ("typed", "hint"), [("381-TB/TU", "380-TB/TU"), ("290-QĐ/TU", "290-QĐ/TW"), ("xyz", None)]
)
def test_the_nearest_known_code_is_offered(sample: Index, typed: str, hint: str | None) -> None:
    with sample.connect() as connection:
        assert next(iter(nearest(connection, typed)), None) == hint


@given(st.text(alphabet=st.sampled_from("0123456789-/ QĐTBUWtưsố.²٣"), max_size=40) | st.text())
def test_nothing_that_is_typed_raises(sample: Index, typed: str) -> None:
    with sample.connect() as connection:
        understood(connection, typed)
        nearest(connection, typed)
