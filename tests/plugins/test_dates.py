"""Dates: what names a day, month, quarter or year, and what only looks like it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.models import Annotations, Article, Code, Date
from plugins.dates import extract


def find(text: str, *, published: str | None = None, code: str = "") -> list[Date]:
    """The dates of *text*; where *code* stands in it, it is taken for a document's code."""
    article = Article(id="a", path="a.txt", text=text, published=published)
    start = text.find(code)
    codes = (
        [Code(start=start, end=start + len(code), text=code, code=code, form="full")]
        if code
        else []
    )
    return list(extract(article, Annotations(article=article, found={"codes": tuple(codes)})))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # days
        ("ban hành ngày 06/1/2009 về", [("06/1/2009", "2009-01-06")]),
        ("ngày 5.3.2020", [("5.3.2020", "2020-03-05")]),
        ("ngày 24-01-2017", [("24-01-2017", "2017-01-24")]),
        ("2017-01-24 09:27:09", [("2017-01-24", "2017-01-24")]),
        ("Hà Nội, ngày 05 tháng 3 năm 2020", [("05 tháng 3 năm 2020", "2020-03-05")]),
        ("ngày 05 / 8 / 2016", [("05 / 8 / 2016", "2016-08-05")]),
        ("ngày 31/02/2020", []),  # no such day
        ("ngày 12/13/2020", []),
        ("LỊCH HỌP NGÀY 30 THÁNG 6 NĂM 2020", [("30 THÁNG 6 NĂM 2020", "2020-06-30")]),
        ("Đăng: 15 Tháng 10 2016", [("15 Tháng 10 2016", "2016-10-15")]),
        ("ký ngày 09tháng 5 năm 2025", [("09tháng 5 năm 2025", "2025-05-09")]),
        ("chọn Ngày Nước sạch thế giới 22/3", [("22/3", "--03-22")]),
        ("thư nhân ngày Nhà giáo 20/11 của Sở", [("20/11", "--11-20")]),  # too many for a share
        ("nghỉ lễ 30/4 và 1/5", [("30/4", "--04-30"), ("1/5", "--05-01")]),
        ("tiết thu phân (23 tháng 9)", [("23 tháng 9", "--09-23")]),
        # spans of days
        (
            "từ ngày 1/7/2025 đến hết ngày 31/12/2026",
            [("1/7/2025 đến hết ngày 31/12/2026", "2025-07-01/2026-12-31")],
        ),
        (
            "Trong hai ngày 11 và 12/7/2017",
            [("11 và 12/7/2017", "2017-07-11/2017-07-12")],
        ),
        ("từ ngày 15 đến 20/8/2016", [("15 đến 20/8/2016", "2016-08-15/2016-08-20")]),
        ("(15-20/8/2016)", [("15-20/8/2016", "2016-08-15/2016-08-20")]),
        ("từ 20/12 đến 10/1/2018", [("20/12 đến 10/1/2018", "2017-12-20/2018-01-10")]),
        ("từ 20/12/2017 đến 10/1", [("20/12/2017 đến 10/1", "2017-12-20/2018-01-10")]),
        # months and quarters
        ("Tháng 2/2013, cảng mở", [("Tháng 2/2013", "2013-02")]),
        ("hết tháng 6 năm 2017", [("tháng 6 năm 2017", "2017-06")]),
        ("tháng 7 và 8/2017", [("tháng 7 và 8/2017", "2017-07/2017-08")]),
        ("từ 01/2016 đến 12/2016", [("01/2016 đến 12/2016", "2016-01/2016-12")]),
        ("họp ở Tua (12-1920)", [("12-1920", "1920-12")]),
        ("gửi tiền từ 11-2003 đến 9-2009", [("11-2003 đến 9-2009", "2003-11/2009-09")]),
        ("quý I/2024", [("quý I/2024", "2024-Q1")]),
        ("Quý 3 năm 2019", [("Quý 3 năm 2019", "2019-Q3")]),
        ("quý II hoặc III/2017", [("quý II hoặc III/2017", "2017-Q2/2017-Q3")]),
        # years
        ("năm 2016", [("2016", "2016")]),
        ("năm 938, năm 1428", [("1428", "1428")]),  # three digits: too many other things
        ("nhiệm kỳ 2016 – 2021", [("2016 – 2021", "2016/2021")]),
        ("từ năm 2014 đến năm 2017", [("2014 đến năm 2017", "2014/2017")]),
        ("năm 2015, 2016 và 2017", [("2015", "2015"), ("2016", "2016"), ("2017", "2017")]),
        ("9 tháng đầu năm 2016", [("2016", "2016")]),
        ("Luật Đất đai 2013 quy định", [("2013", "2013")]),
        ("đến năm 2030, tầm nhìn đến 2045", [("2030", "2030"), ("2045", "2045")]),
        ("(2016)", [("2016", "2016")]),
        ("năm học 2026 2027", [("2026 2027", "2026/2027")]),
        ("cụ Nguyễn Văn Tố (1889 - 1947)", [("1889 - 1947", "1889/1947")]),
        ("theo Hiến pháp 2013 đồng thời bảo đảm", [("2013", "2013")]),  # no money
        ("Luật Thủ đô 2012 tổ chức lại", [("2012", "2012")]),
        ("bản tự nhận xét 2025 mẫu 3A", [("2025", "2025")]),
        ("cao hơn so với 2015 là nhờ", [("2015", "2015")]),
        ("ra mắt xe Grand i10 2017", [("2017", "2017")]),
        ("Quá trình công tác\n2004 đến 2012: phó phòng", [("2004 đến 2012", "2004/2012")]),
        ("Hội nghị APEC 2017 tổ chức ở", [("2017", "2017")]),
        ("(19-5-1890/19-5-2020)", [("19-5-1890/19-5-2020", "1890-05-19/2020-05-19")]),
        (
            "mừng Quốc khánh 2/9/2016 và Ngày Phụ nữ 8/3/2017",
            [("2/9/2016", "2016-09-02"), ("8/3/2017", "2017-03-08")],
        ),
    ],
)
def test_dates_have_their_value(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(d.text, d.value) for d in find(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "19/19 xã đạt chuẩn",
        "đạt 8/8 huyện",
        "đạt 12/12 tiêu chí",
        "hơn 2000 hộ dân",
        "trồng 2016 cây xanh",
        "đạt 1.950 tấn",
        "khóa XI, lần thứ 12",
        "10 năm thực hiện",
        "9 tháng đầu năm",
        "lúc 20h15, hồi 9h30",
        "Số lượt xem 2007",
        "tỷ lệ 1/2000",
        "bậc 3/7",
        "phòng họp số 04/2024",
        "niên đại tới 2000 năm",
        "đường 30/4",
        "đường 3 Tháng 2",
        "chiếm tới 3/4 tổng diện tích",
        "Việt Nam đạt 1/10 của châu lục",
        "thắng 7-6(7/3)",
        "giá từ 1,5 - 3 tỷ đồng",
        "đường dây nóng Bình An 24/7",
        "thu hồi vốn sau 9 tháng 10 ngày",
    ],
)
def test_not_dates(text: str) -> None:
    assert find(text) == []


def test_figures_inside_a_code_are_no_dates() -> None:
    text = "Nghị định 12/2019/NĐ-CP ngày 3/2/2019"
    assert [d.text for d in find(text, code="12/2019/NĐ-CP")] == ["3/2/2019"]


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        ("Sáng 09/10, huyện họp.", "2019-10-09", ["2019-10-09"]),
        ("Ngày 28/12, huyện họp.", "2020-01-03", ["2019-12-28"]),
        ("Chiều 27/6, sở họp. Đến ngày 19/6/2017 đã xong.", None, ["2017-06-27", "2017-06-19"]),
        ("Từ 1/7 áp dụng. Lương tăng từ 1/7/2017.", None, ["2017-07-01", "2017-07-01"]),
        # without the day of the article: what is told close by, again and again, or as begun
        ("Sáng 17/5, họp. Sở đã báo cáo ngày 2/4/2025.", None, ["2025-05-17", "2025-04-02"]),
        ("Sáng 17/9, họp. Trạm xây ngày 2/4/2015.", None, ["--09-17", "2015-04-02"]),
        ("Sáng 17/5, họp về dự toán năm 2025.", None, ["--05-17", "2025"]),
        ("Chiều 5/7, họp về 6 tháng đầu năm 2025.", None, ["2025-07-05", "2025"]),
        (
            "Sáng 17/5, họp. Năm 2025 thu tăng. Năm 2025 chi giảm. Năm 2025 không nợ.",
            None,
            ["2025-05-17", "2025", "2025", "2025"],
        ),
        ("Sáng 17/5, họp. Luật có hiệu lực từ 1/7/2026.", None, ["--05-17", "2026-07-01"]),
        ("Đến 31/5/2017, đã xong. Ngày 30/6, họp.", None, ["2017-05-31", "2017-06-30"]),
        (
            "Cụ mất ngày 2/9/1969. Sáng 5/5/2017, họp về lễ 2/9.",
            None,
            ["1969-09-02", "2017-05-05", "2017-09-02"],
        ),
        ("Nộp trước ngày 31/7 của năm báo cáo.", "2017-02-20", ["--07-31"]),
        ("Nộp chậm nhất ngày 31 tháng 01 năm sau.", "2017-02-20", ["--01-31"]),
        ("Vào tháng 12 tới, huyện sơ kết.", "2023-07-12", ["2023-12"]),
        ("Đập vỡ tháng 9 năm ngoái.", "2017-07-12", ["2016-09"]),
        ("Sáng 17/5, huyện họp.", None, ["--05-17"]),
        ("Năm 2016 huyện họp. Quý I bàn một việc.", "2017-01-20", ["2016", "2016-Q1"]),
        ("Họp vào quý III hằng năm.", "2017-01-20", ["--Q3"]),
        ("Lễ hội ngày 10/10 hàng năm.", "2017-01-20", ["--10-10"]),
        ("Lợi nhuận quý IV và cả năm 2016 đều tăng.", "2017-02-01", ["2016-Q4", "2016"]),
        ("Ông An (SN 1986) bị thương ngày 8/5.", "2017-05-10", ["1986", "2017-05-08"]),
        ("Năm 1954, ngày 7/5, chiến dịch thắng.", "2017-05-10", ["1954", "1954-05-07"]),
    ],
)
def test_a_missing_year_comes_from_what_makes_it_certain(
    text: str, published: str | None, values: list[str]
) -> None:
    assert [d.value for d in find(text, published=published)] == values


@given(
    st.text(alphabet=st.sampled_from("0123456789/.-–, ngàythágnămqýIVđếvtừ\n")) | st.text(),
    st.sampled_from([None, "2019-10-09", "9999-12-31", "0001-01-01", "?"]),
)
def test_any_text_gives_spans_in_order(text: str, published: str | None) -> None:
    position = 0
    for date in find(text, published=published):
        assert position <= date.start < date.end <= len(text)
        assert date.text == text[date.start : date.end]
        position = date.end


@pytest.mark.parametrize(
    "piece",
    ["1", "1/", "1, ", "1/1/2016 ", "2016-", "2016 - ", "ngày 3/2 ", "tháng 5, ", "quý I, "],
)
def test_hostile_text_ends_in_seconds(piece: str) -> None:
    begin = time.perf_counter()
    find(piece * (200_000 // len(piece)))
    assert time.perf_counter() - begin < 10
