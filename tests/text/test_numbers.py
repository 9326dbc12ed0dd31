"""Vietnamese numbers: figures, words, and days that no calendar has."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.numbers import figure, impossible, in_words, numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("02", 2),
        ("19.471", 19471),
        ("1.210.000", 1210000),
        ("19.471,5", 19471.5),
        ("99,57", 99.57),
        ("7.4", 7.4),  # the foreign point
        ("0.125", 0.125),  # no thousand begins with 0
        ("1,234,567", 1234567),  # the foreign thousands
        ("1,210", 1.21),  # a single comma is the decimal one
        ("1.2.3", None),  # a section
        ("5.000.00", None),
        ("1" * 16, None),  # an account number
        ("1" * 100_000, None),
    ],
)
def test_a_figure_has_the_value_that_vietnamese_gives_it(text: str, value: float | None) -> None:
    assert figure(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hai", 2),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("hai mươi tư", 24),
        ("ba trăm", 300),
        ("ba trăm linh năm", 305),
        ("một nghìn hai trăm", 1200),
        ("hai tỷ ba trăm triệu", 2_300_000_000),
        ("Năm mươi", 50),
        ("mười năm", None),  # ten years
        ("hai mươi năm", None),  # twenty years
        ("hai ba", None),  # two or three
        ("triệu", None),
        ("ba triệu hai tỷ", None),  # the scales must fall
        ("", None),
    ],
)
def test_words_have_a_value_where_they_make_a_number(text: str, value: int | None) -> None:
    assert in_words(text) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Ba xã hiến 19.471m2 đất và 20 cây.", [3, 19471, 20]),
        ("Năm nay có mười hai thôn", [12]),  # a lone năm is the year
        ("ba tỉnh", [3]),  # "tỉ" begins the next word, it is none
        ("phòng Covid-19 ở nhà A4", []),
        ("mục 1.2.3", []),
        ("hai tư lệnh, ba linh mục", [2, 3]),
    ],
)
def test_numbers_of_a_text(text: str, values: list[float]) -> None:
    assert [n.value for n in numbers(text)] == values


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        (31, 2, 2020, True),
        (29, 2, 2019, True),
        (29, 2, 2020, False),
        (29, 2, None, False),  # some year has it
        (31, 4, None, True),
        (1, 13, 2020, True),
        (0, 1, 2020, True),
        (1, 1, 0, True),
    ],
)
def test_impossible_days(day: int, month: int, year: int | None, expected: bool) -> None:
    assert impossible(day, month, year) is expected


@given(st.text(alphabet=st.sampled_from("0123456789.,-/% haibmươnătrệuỷ\n")) | st.text())
def test_numbers_lie_in_the_text_in_order(text: str) -> None:
    position = 0
    for number in numbers(text):
        assert position <= number.start < number.end <= len(text)
        position = number.end


@pytest.mark.parametrize("piece", ["9", "9.", "9,", "hai ", "hai mươi ", "triệu ", "1.000"])
def test_hostile_digits_end_in_seconds(piece: str) -> None:
    begin = time.perf_counter()
    for _ in numbers(piece * (300_000 // len(piece))):
        pass
    assert time.perf_counter() - begin < 10
