"""What is told of a figure: its directive, who achieved it, where, when; whether it is an aim."""

from __future__ import annotations

import time
from typing import Any

import pytest

from indexer.annotate import annotate
from indexer.models import Article, Statistic
from indexer.plugin import Sources, discover
from indexer.text.unicode import normalise

PLUGINS = [p for p in discover(Sources("plugins", entry_points=False)) if p.name != "words"]

REVIEW = """Tổng kết 10 năm thực hiện Chỉ thị số 12-CT/TU
Tỉnh ủy Hòa Bình tổ chức hội nghị tổng kết 10 năm thực hiện Chỉ thị số 12-CT/TU của Ban Thường vụ \
Tỉnh ủy.
"""


def find(text: str, *, place: str | None = "huyện Kim Sơn") -> list[Statistic]:
    article = Article(id="a", path="a.txt", text=normalise(text), place=place)
    return list(annotate(article, PLUGINS).of(Statistic))


def told(text: str, figure: str, **about: Any) -> Statistic:
    """What is told of the figure that *text* has as *figure*."""
    return next(s for s in find(text, **about) if s.text.startswith(figure))


UNDER = [
    ("Thực hiện Kết luận 64-KL/TW, huyện đã trồng 25 km đường hoa.", "25 km", "64-KL/TW"),
    ("Theo Kế hoạch số 41/KH-UBND, huyện đã mở 12 lớp tập huấn.", "12 lớp", "41/KH-UBND"),
    # the sentence after goes on without a subject
    ("Huyện ủy ban hành Kế hoạch số 41-KH/HU. Đã mở 12 lớp tập huấn.", "12 lớp", "41-KH/HU"),
    # the directive is told behind the figure
    ("Xã có 14 hộ được vay vốn theo Nghị quyết 35-NQ/TU.", "14 hộ", "35-NQ/TU"),
    ("Xã đã hỗ trợ 14 hộ.\nBáo cáo này theo Nghị quyết 35-NQ/TU.", "14 hộ", None),
    # what a document says or consists of was not achieved under it
    ("Nghị định 77/2021/NĐ-CP gồm 5 chương, 31 điều.", "31 điều", None),
    ("Nghị định số 77/2021/NĐ-CP quy định mức phạt 3 triệu đồng.", "3 triệu", None),
    ("Kế hoạch số 41/KH-UBND về hỗ trợ 200 hộ nghèo đã được ban hành.", "200 hộ", None),
    ("Theo Nghị định 30/2020/NĐ-CP, có 29 loại văn bản.", "29 loại", None),
    ("Đã có 40 tàu đóng mới theo Nghị định 67/2014/NĐ-CP, trong đó 9 tàu lớn.", "9 tàu", "67/2014"),
    ("Thay thế Quyết định số 12/QĐ-UBND, huyện cấp 14 máy tính.", "14 máy", None),
    # the article's lead tells the directive of what opens with results
    (REVIEW + "Sau 10 năm, toàn tỉnh có 731 tổ hòa giải.", "731 tổ", "12-CT/TU"),
    (REVIEW + "Đến nay, đã xây dựng 25 mô hình. Trồng 300 cây xanh.", "300 cây", "12-CT/TU"),
    (REVIEW + "Dịp này, 24 tập thể được khen thưởng.", "24 tập thể", None),
    (REVIEW + "Sau 10 năm thực hiện Kết luận 64-KL/TW, có 31 mô hình.", "31 mô hình", "64-KL/TW"),
]


@pytest.mark.parametrize(("text", "figure", "code"), UNDER)
def test_a_figure_is_tied_to_the_directive_it_was_achieved_under(
    text: str, figure: str, code: str | None
) -> None:
    found = told(text, figure)

    assert bool(found.directive) == bool(code)
    assert (found.directive or "").startswith(code or "")
    assert (found.code is None) == (found.directive is None)


HU, UBND = "Huyện ủy Kim Sơn", "UBND huyện Kim Sơn"

WHO = [
    ("Huyện ủy Kim Sơn đã thành lập 25 tổ tự quản.", "25 tổ", HU),
    ("Năm 2019, Huyện ủy Kim Sơn thành lập 25 tổ tự quản và mở 3 lớp.", "3 lớp", HU),
    ("UBND huyện đã hỗ trợ 14 hộ nghèo.", "14 hộ", UBND),  # locality is the article's
    ("Xã Lai Thành đã chi trả 76 triệu đồng cho 34 hộ.", "34 hộ", "xã Lai Thành"),
    ("Xã Lai Thành đã trồng 50 cây; xã Yên Lộc đã trồng 70 cây.", "70 cây", "xã Yên Lộc"),
    # the sentence after leaves its subject out
    ("Huyện ủy Kim Sơn đã mở 3 lớp. Đồng thời, hỗ trợ 14 hộ.", "14 hộ", HU),
    ("Huyện ủy Kim Sơn đã mở 3 lớp. Nhân dân phấn khởi. Có 14 hộ vắng.", "14 hộ", None),
    # a label
    ("Kết quả:\n- Huyện ủy Kim Sơn: 25 tổ tự quản\n- Khác", "25 tổ", HU),
    # who asks for it, tells of it, or stands beside has not achieved it
    ("Huyện ủy Kim Sơn yêu cầu các xã xây dựng 25 mô hình.", "25 mô hình", None),
    ("Huyện ủy Kim Sơn cho biết, đã có 25 mô hình.", "25 mô hình", None),
    ("Theo báo cáo của Huyện ủy Kim Sơn, đã có 25 mô hình.", "25 mô hình", None),
    ("24 tập thể được UBND huyện Kim Sơn tặng giấy khen.", "24 tập thể", None),
    ("Dự có Huyện ủy Kim Sơn, các đoàn thể và 8 đại biểu.", "8 đại biểu", None),
    ("Huyện ủy Kim Sơn và Huyện ủy Yên Mô đã mở 3 lớp.", "3 lớp", None),  # whose is not told
    ("Huyện ủy Kim Sơn chưa có 1 mô hình nào trong 25 mô hình.", "25 mô hình", None),
    ("Theo quyết định UBND huyện Kim Sơn, đã chi 12 tỷ đồng.", "12 tỷ", None),
    ("Hôm qua, đội xã Lai Thành đã lập danh sách 5 người.", "5 người", None),
    # names that tell no body
    ("UBND đã hỗ trợ 14 hộ nghèo.", "14 hộ", None),
    ("Các cơ quan đã giải thể 8 phòng.", "8 phòng", None),
    # the lead's unit, where its place as a whole is the subject
    (REVIEW + "Sau 10 năm, toàn tỉnh có 731 tổ hòa giải.", "731 tổ", "Tỉnh ủy Hòa Bình"),
    (REVIEW + "Sau 10 năm, toàn huyện có 731 tổ hòa giải.", "731 tổ", None),
    (REVIEW + "Đến nay, đã xây dựng 25 mô hình.", "25 mô hình", "Tỉnh ủy Hòa Bình"),
    (REVIEW + "Sau 10 năm, bà con đã trồng 25 cây.", "25 cây", None),
    ("Kim Sơn: Mở 3 lớp tập huấn", "3 lớp", None),
]


@pytest.mark.parametrize(("text", "figure", "unit"), WHO)
def test_who_achieved_a_figure_is_told_or_left_empty(
    text: str, figure: str, unit: str | None
) -> None:
    place = "tỉnh Hòa Bình" if text.startswith(REVIEW) else "huyện Kim Sơn"

    assert told(text, figure, place=place).achieved_by == unit


WHERE = [
    ("Toàn huyện có 25 mô hình.", "25 mô hình", "huyện Kim Sơn"),
    ("Trên địa bàn huyện hiện có 25 mô hình.", "25 mô hình", "huyện Kim Sơn"),
    ("Cả nước có 25 mô hình.", "25 mô hình", "cả nước"),
    ("Tại xã Lai Thành, đã có 25 mô hình.", "25 mô hình", "xã Lai Thành"),
    ("Huyện ủy Yên Mô đã mở 3 lớp.", "3 lớp", "huyện Yên Mô"),
    ("Hội Nông dân huyện Yên Mô đã mở 3 lớp.", "3 lớp", "huyện Yên Mô"),
    ("Toàn tỉnh có 25 mô hình.", "25 mô hình", "tỉnh Ninh Bình"),  # the article is on a district
    ("Đã có 25 mô hình.", "25 mô hình", None),
]


@pytest.mark.parametrize(("text", "figure", "place"), WHERE)
def test_the_place_of_a_figure(text: str, figure: str, place: str | None) -> None:
    assert told(text, figure).place == place


WHEN = [
    ("Năm 2019, huyện có 25 mô hình.", "25 mô hình", "2019"),
    ("Giai đoạn 2016 - 2020, huyện có 25 mô hình.", "25 mô hình", "2016/2020"),
    ("Huyện đạt 26 tỷ đồng năm 2023.", "26 tỷ", "2023"),
    ("Tỷ lệ giảm từ 34% năm 2021 xuống 26% năm 2023.", "26%", "2023"),
    ("Tính đến 30/6/2020, huyện có 25 mô hình.", "25 mô hình", "2020-06-30"),
    ("Huyện có 25 mô hình, tăng 5 mô hình so với năm 2013.", "5 mô hình", None),
    ("Ngày 12/3/2019, huyện mở 3 lớp.", "3 lớp", None),  # the day of the news
    ("Kế hoạch 41/KH-UBND ngày 12/3/2019 giao 3 lớp.", "3 lớp", None),
    ("Năm 2019, huyện có 25 mô hình. Trong đó có 5 mô hình mới.", "5 mô hình", "2019"),
    ("Huyện có 25 mô hình.", "25 mô hình", None),
]


@pytest.mark.parametrize(("text", "figure", "period"), WHEN)
def test_the_time_of_a_figure(text: str, figure: str, period: str | None) -> None:
    assert told(text, figure).period == period


AIMS = [
    ("Huyện phấn đấu có 25 mô hình.", "25 mô hình", True),
    ("Năm 2025, huyện sẽ xây dựng 25 mô hình.", "25 mô hình", True),
    ("Huyện phấn đấu tốt; đã có 25 mô hình.", "25 mô hình", False),
    ("Chương trình mục tiêu quốc gia hỗ trợ 25 mô hình.", "25 mô hình", False),
    ("Huyện đã có 25 mô hình.", "25 mô hình", False),
]


@pytest.mark.parametrize(("text", "figure", "aim"), AIMS)
def test_an_aim_is_told_from_what_was_achieved(text: str, figure: str, aim: bool) -> None:
    assert told(text, figure).planned is aim


def test_endless_lists_take_no_time() -> None:
    one = "Xã Lai Thành theo Kế hoạch 41/KH-UBND năm 2019 toàn huyện trồng 25 cây "
    begun = time.perf_counter()
    short = len(find(one * 300))
    middle = time.perf_counter()
    long = len(find(one * 1200))
    taken = time.perf_counter() - middle

    assert long > short > 200
    assert taken < 10 * max(middle - begun, 0.2)  # four times as much, and not sixteen times
