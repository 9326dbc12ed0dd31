"""The day a page says it was published, and the dates that are something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.read.stamp import day, is_stamp, published

STAMPS = [
    ("2018-02-21 09:27:09", "2018-02-21"),
    ("07/11/2018 15:33", "2018-11-07"),
    ("Ngày đăng 30/08/2015 | 10:34", "2015-08-30"),
    ("05/07/2021", "2021-07-05"),
    ("(5/7/2021)", "2021-07-05"),
    ("Thứ Hai, 19/03/2018, 08:15 (GMT+7)", "2018-03-19"),
    ("Thứ 3, 12/3/2019 | 9:05 AM", "2019-03-12"),
    ("CN, 05.06.2016", "2016-06-05"),
    ("Cập nhật: 12/3/2019", "2019-03-12"),
    ("Cập nhật lúc 10:30, thứ Ba, ngày 12 tháng 3 năm 2019", "2019-03-12"),
    ("**Ngày đăng: 31/10/2025**", "2025-10-31"),  # markdown
    ("Đăng lúc: 14:05 | 20/11/2018", "2018-11-20"),
    ("20:30' 12-03-2018", "2018-03-12"),
]
BESIDE = [
    ("(Đăng ngày 05/7/2021; lượt đọc: 4.806)", "2021-07-05"),
    ("(Trang tin Huyện ủy Sông Mây - 05/07/2021)", "2021-07-05"),
    ("05/07/2021 - Chuyên mục: Chính quyền số", "2021-07-05"),
    ("Sông Mây, 5.7.2021. Mưa rơi từ sáng sớm, nhưng hội trường đã kín người.", "2021-07-05"),
    ("(Hà Nội, 5/7/2021) - Sáng nay, Quốc hội khai mạc kỳ họp thứ nhất.", "2021-07-05"),
    ("Minh Thư | 05/07/2021 10:30", "2021-07-05"),
    ("Tin tức - 05/07/2021 08:00", "2021-07-05"),
    ("Tác giả: Minh Thư - Ngày đăng: 05/07/2021", "2021-07-05"),
]
NONE = [
    "Vào lúc 10:30 12/03/2018, hội nghị khai mạc.",  # a sentence
    "Chiều 05/06/2020",
    "Hạ Long, ngày 7 tháng 4 năm 2021",  # a document's header
    "ngày 7 tháng 4 năm 2021",
    "Quyết định số 291-QĐ/TW ngày 26/02/2011",
    "12/2020/NĐ-CP",
    "Từ 01/01/2019 đến 10/2/2020",
    "31/02/2020",  # no day
    "02/09/1945",  # before there were pages
    "15/2020/12",
    "Sông Mây, ngày 22/3/2019",  # a document's header
    "Sông Mây, ngày 22/3/2019. Hôm nay",
    "Kế hoạch 15 - 22/3/2019",  # a document's date
    "Đợt 2 | 22/3/2019",
    "",
]


@pytest.mark.parametrize(("line", "expected"), STAMPS)
def test_a_line_that_is_a_stamp_tells_the_day(line: str, expected: str) -> None:
    assert is_stamp(line)
    assert published([line]) == expected


@pytest.mark.parametrize(("line", "expected"), BESIDE)
def test_a_stamp_may_stand_beside_an_author_or_a_section(line: str, expected: str) -> None:
    assert not is_stamp(line)
    assert published([line]) == expected


@pytest.mark.parametrize("line", NONE)
def test_other_dates_are_no_stamps(line: str) -> None:
    assert not is_stamp(line)
    assert published([line]) is None


TEXT = ["Huyện ủy tổ chức hội nghị sơ kết công tác dân vận của năm."] * 40


def test_stamps_stand_at_the_top_or_the_end() -> None:
    assert published(["Tiêu đề", "", "05/07/2021", *TEXT]) == "2021-07-05"
    assert published([*TEXT, "Cập nhật: 05/07/2021", "Tổ biên tập"]) == "2021-07-05"
    assert published([*TEXT, "(5/7/2021)"]) == "2021-07-05"
    assert published([*TEXT, "05/07/2021", *TEXT]) is None


def test_the_first_stamp_counts() -> None:
    assert published(["Ngày đăng: 05/07/2021", "Cập nhật: 09/07/2021"]) == "2021-07-05"


STATED = [
    ("2021-07-05", "2021-07-05"),
    ("2021-07-05 08:00:00", "2021-07-05"),
    ("2021-07-05T23:30:00Z", "2021-07-06"),  # already the next morning in Hanoi
    ("2021-07-05T08:00:00+07:00", "2021-07-05"),
    ("20210705", "2021-07-05"),
    ("5/7/2021", "2021-07-05"),
    ("05/07/2021 10:00", "2021-07-05"),
    ("2021-07-05 08:00 (GMT+7)", "2021-07-05"),
    ("7/5/1954", "1954-05-07"),  # a record may be of an old newspaper
    ("0001-01-01T00:00:00", None),  # what programs write for no date
    ("0001-01-01T00:00:00+14:00", None),  # nowhere on the calendar in Hanoi
    ("2021-13-01", None),
    ("2021", None),
    ("hôm qua", None),
    ("", None),
]


@pytest.mark.parametrize(("value", "expected"), STATED)
def test_a_stated_date_becomes_an_iso_day(value: str, expected: str | None) -> None:
    assert day(value) == expected


@given(st.text(alphabet="0123456789/-.: hTZ+ngàyđăthứCN,|()\n"))
def test_no_line_breaks_the_search(line: str) -> None:
    for found in (day(line), published(line.split("\n"))):
        assert found is None or len(found) == 10
