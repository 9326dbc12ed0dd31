"""Days are told as people write them; ways to tell them apart from what is no day."""

from __future__ import annotations

import pytest

from indexer.web.days import day, days_in

DAYS = [  # as it is kept, in Vietnamese, in English
    ("2014-03-12", "12/03/2014", "2014-03-12"),
    ("2014-03", "03/2014", "2014-03"),
    ("2014", "2014", "2014"),
    ("2019-Q3", "quý III/2019", "2019-Q3"),
    ("2016/2020", "2016 – 2020", "2016 – 2020"),
    ("2016-07-01/2017", "01/07/2016 – 2017", "2016-07-01 – 2017"),
    ("--06-26", "26/06", "--06-26"),  # its year is not told
    ("--Q4", "quý IV", "--Q4"),
    ("12/3/2014", "12/3/2014", "12/3/2014"),  # no ISO day: as it is
    ("15/2020/NĐ-CP", "15/2020/NĐ-CP", "15/2020/NĐ-CP"),
    ("", "", ""),
]


@pytest.mark.parametrize(("kept", "vietnamese", "english"), DAYS)
def test_a_day_reads_as_people_write_it(kept: str, vietnamese: str, english: str) -> None:
    assert day(kept, in_vietnamese=True) == vietnamese
    assert day(kept, in_vietnamese=False) == english


def test_days_within_a_sentence_are_told_so_too() -> None:
    told = "2021-07-14 không thể là ngày của 12/2021-03-04/x và 2021-07-14-KH"

    assert days_in(told, in_vietnamese=True).startswith("14/07/2021 không thể")
    assert "12/2021-03-04/x" in days_in(told, in_vietnamese=True)  # part of a code
    assert "2021-07-14-KH" in days_in(told, in_vietnamese=True)
    assert days_in(told, in_vietnamese=False) == told
