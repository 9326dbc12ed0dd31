"""Statistics: what counts or measures something, and what only numbers or dates it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.models import Annotations, Article, Code, Statistic
from plugins.dates import extract as dates
from plugins.statistics import extract


def find(text: str, *, code: str = "") -> list[Statistic]:
    """The statistics of *text*; where *code* stands in it, it is taken for a document's code."""
    article = Article(id="a", path="a.txt", text=text)
    start = text.find(code)
    codes = (
        [Code(start=start, end=start + len(code), text=code, code=code, form="full")]
        if code
        else []
    )
    so_far = Annotations(article=article, found={"codes": tuple(codes)})
    found = {"codes": tuple(codes), "dates": tuple(dates(article, so_far))}
    return list(extract(article, Annotations(article=article, found=found)))


Row = tuple[float, float | None, str | None, str | None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # counts
        ("thành lập 731 Tổ dân vận", [(731, None, None, "Tổ dân vận")]),
        ("cử 02 đồng chí", [(2, None, None, "đồng chí")]),  # comrades, not dong
        ("Ba chương trình của huyện", [(3, None, None, "chương trình")]),
        ("chính quyền địa phương hai cấp", [(2, None, None, "cấp")]),
        ("gồm 12 xã, phường, thị trấn", [(12, None, None, "xã, phường, thị trấn")]),
        ("có 05 (năm) thôn", [(5, None, None, "thôn")]),  # said again in words
        ("ngay cả số 241 doanh nghiệp này", [(241, None, None, "doanh nghiệp")]),
        ("giải thể 63 Chi cục Thú y", [(63, None, None, "Chi cục Thú y")]),
        ("bổ nhiệm 22 Đại sứ đặc mệnh", [(22, None, None, "Đại sứ đặc mệnh")]),
        (
            "quận Tây Hồ có 9, quận Ba Đình có 8.",
            [(9, None, None, "quận Tây Hồ"), (8, None, None, "quận Ba Đình")],
        ),
        ("cấp phó không quá 3.", [(3, None, None, "cấp phó")]),
        ("dự thảo có 6 chương 43 điều", [(6, None, None, "chương"), (43, None, None, "điều")]),
        ("tuyên dương 6 đ/c", [(6, None, None, "đ/c")]),  # comrades, not dong
        ("bình quân 38 học sinh/lớp", [(38, None, None, "học sinh/lớp")]),
        ("nêu 3 nguyên nhân chính", [(3, None, None, "nguyên nhân chính")]),
        # measures
        ("hiến 19.471m2 đất", [(19471, None, "m2", "đất")]),
        ("góp 336.899 ngày công", [(336899, None, "ngày công", "góp")]),
        ("thu 125.363 triệu đồng", [(125363, None, "triệu đồng", "thu")]),
        ("đón 2,6 triệu lượt khách", [(2.6, None, "triệu", "lượt khách")]),
        ("tốc độ thiết kế 80 km/h", [(80, None, "km/h", "tốc độ thiết kế")]),
        ("bằng 2 lần mức lương cơ sở", [(2, None, "lần", "mức lương cơ sở")]),
        ("thu hai tỷ đồng", [(2_000_000_000, None, "đồng", "thu")]),
        ("mức khoán: 500.000 đồng/người/ngày", [(5e5, None, "đồng/người/ngày", "mức khoán")]),
        ("hệ số phụ cấp từ 1,25 trở lên", [(1.25, None, None, "hệ số phụ cấp")]),
        ("bốc dỡ 700 m 3 đất", [(700, None, "m3", "đất")]),  # one figure, not 700 and 3
        ("dung tích 175 cm3", [(175, None, "cm3", "dung tích")]),
        ("nóng tới 41 o C", [(41, None, "độ C", "nóng")]),
        ("mật độ là 2.300 người/km 2", [(2300, None, "người/km2", "mật độ")]),
        ("giá vé 20.000 đồng/trẻ em", [(20000, None, "đồng/trẻ em", "giá vé")]),
        ("trợ cấp bằng 0,5 tháng tiền lương", [(0.5, None, "tháng", "tiền lương")]),
        ("quyết toán 39 tỷ 245 triệu đồng", [(39245, None, "triệu đồng", "quyết toán")]),
        ("khung ảnh 10 x 15 cm", [(10, None, "cm", "khung ảnh"), (15, None, "cm", "khung ảnh")]),
        ("Nhóm 2: 40 kg", [(40, None, "kg", "Nhóm 2")]),
        # what is counted: not what only follows
        ("kinh phí 6 tỷ đồng mua thuốc", [(6, None, "tỷ đồng", "kinh phí")]),
        ("giá 12 triệu đồng Mặc dù vậy", [(12, None, "triệu đồng", "giá")]),
        ("góp 4 tỷ đồng tiền đền bù", [(4, None, "tỷ đồng", "tiền đền bù")]),
        ("Nợ công (NSNN) năm 2010 ở mức 50%", [(50, None, "%", "Nợ công")]),
        ("tỷ lệ che phủ trong toàn xã đạt 35%", [(35, None, "%", "tỷ lệ che phủ trong toàn xã")]),
        (
            "lấn 85 m2 đất, trong đó hơn 56 m2 đã cấp sổ",
            [(85, None, "m2", "đất"), (56, None, "m2", "đất")],
        ),
        ("doanh thu 40 tỷ đồng", [(40, None, "tỷ đồng", "doanh thu")]),
        # shares
        ("cử tri đi bầu đạt 99,57%.", [(99.57, None, "%", "cử tri đi bầu")]),
        ("tăng 7,4 % so với trước", [(7.4, None, "%", None)]),
        ("38% hộ nghèo", [(38, None, "%", "hộ nghèo")]),
        # ratios
        ("bầu được 478/488 đại biểu", [(478, 488, None, "đại biểu")]),
        ("4 trong số 9 báo cáo", [(4, 9, None, "báo cáo")]),
        ("77 trong tổng số 108 thôn", [(77, 108, None, "thôn")]),
        ("379 hộ trong tổng số 620 hộ nghèo", [(379, 620, None, "hộ nghèo")]),
        ("1 trong 4 chương trình", [(1, 4, None, "chương trình")]),
        ("là một trong ba tỉnh", [(1, 3, None, "tỉnh")]),
        ("chi 3 tỷ đồng/8 tỷ đồng", [(3, 8, "tỷ đồng", "chi")]),
        # ranges are two
        ("tăng 8,5-9%", [(8.5, None, "%", None), (9, None, "%", None)]),
        (
            "cần 25.000-30.000 tỉ đồng",
            [(25000, None, "tỉ đồng", "cần"), (30000, None, "tỉ đồng", "cần")],
        ),
        ("tổ chức 1 - 2 sự kiện", [(1, None, None, "sự kiện"), (2, None, None, "sự kiện")]),
        (
            "giảm từ 401 xuống còn 208 đơn vị",
            [(401, None, None, "đơn vị"), (208, None, None, "đơn vị")],
        ),
        (
            "tự lo từ 30% đến dưới 70% chi phí",
            [(30, None, "%", "chi phí"), (70, None, "%", "chi phí")],
        ),
        (
            "70% và 50 % mức đóng",
            [(70, None, "%", None), (50, None, "%", "mức đóng")],
        ),
    ],
)
def test_statistics_have_value_unit_and_noun(text: str, expected: list[Row]) -> None:
    assert [(s.value, s.of, s.unit, s.what) for s in find(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        # durations, ages, times
        "Sau 10 năm thực hiện", "trong 9 tháng đầu năm", "hai ngày", "từ 5 đến 7 ngày",
        "18 tuổi", "từ 16 đến 18 tuổi", "lúc 20h15", "từ 7 giờ 15 phút", "trực 24/24 giờ",
        # numbers of things
        "Điều 5 và Điều 11", "khoản 2 Điều 4 Luật này", "các điều 5, 6 và 7 của Luật", "mục 3",
        "lần thứ 12", "kỳ họp thứ 9", "Kỳ họp thứ bảy", "khóa 12", "lớp 12", "lớp 6, 7 và 8",
        "Trung ương 4 khóa XII", "phòng họp số 1", "mức độ 3, 4", "giai đoạn 2 của",
        "quận 10", "tổ dân phố 5", "Quốc lộ 1A", "Km 12", "số nhà 24", "số 12/3 đường Láng",
        "tỷ lệ 1/500", "bậc 3/7", "xã Hòa Bình 2 vận động", "mạng 5G", "Covid-19", "ISO 9001",
        "1. Mở đầu", "(1) Về nguồn vốn", "Điện thoại: 0912345678", "Hotline 1900 1234",
        "Số lượt xem: 711", "Lượt xem: 1250", "Đang online40",
        # days
        "ngày 03/02/2023", "chiều 27/6", "năm 2016", "giai đoạn 2016-2020", "30 Tết",
        # not exact, not counting
        "vài trăm người", "hàng nghìn hộ", "một xã", "một trong những xã", "là 1 trong những",
        "hai bên", "hai nước", "Một là, hai là, ba là", "Hai Bà Trưng", "giải ba", "năm nay",
        "Ban Chỉ đạo 35 tỉnh họp",
        "5 xây, 3 chống", "thực hiện 4 tại chỗ", "thắng 3-0 trên sân khách",
    ],
)  # fmt: skip
def test_not_statistics(text: str) -> None:
    assert find(text) == []


def test_figures_inside_a_code_are_no_statistics() -> None:
    found = find("Nghị quyết 12-NQ/TU và 3 đề án", code="12-NQ/TU")
    assert [s.text for s in found] == ["3 đề án"]


@given(
    st.text(alphabet=st.sampled_from("0123456789/.,-–% xãtrongsốđồtỷệuhaiựơ()\n")) | st.text(),
)
def test_any_text_gives_spans_in_order(text: str) -> None:
    position = 0
    for statistic in find(text):
        assert position <= statistic.start < statistic.end <= len(text)
        assert statistic.text == text[statistic.start : statistic.end]
        position = statistic.start


@pytest.mark.parametrize(
    "piece", ["1", "1/", "1 ", "1 trong 2 ", "5%", "3 xã, phường, ", "5 triệu ", "hai ", "(năm "]
)
def test_hostile_text_ends_in_seconds(piece: str) -> None:
    begin = time.perf_counter()
    find(piece * (100_000 // len(piece)))
    assert time.perf_counter() - begin < 10
