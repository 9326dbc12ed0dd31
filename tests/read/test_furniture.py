"""What portals put around an article goes; running text and time stamps stay."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.read.furniture import without_furniture

A = "Huyện ủy Sông Mây tổ chức hội nghị sơ kết công tác dân vận."
B = "Hội nghị đã biểu dương 12 tập thể./."

GONE = [
    "Số lượt xem: 812",
    "Số lượt xem 3108",
    "Lượt xem: 1.350",
    "812 lượt xem",
    "- Lượt xem: 6327",
    "Đang online52",
    "Đang truy cập: 52",
    "Tất cả1804212",
    "Hôm nay: 120",
    "Tổng lượt truy cập: 1.804.212",
    "Thống kê truy cập",
    "Video",
    "Tăng cỡ chữ Giảm cỡ chữ",
    "A- A A+",
    "PublishingPortal - Block_TinTuc_Toolbar",
    "Chia sẻ | Facebook | Zalo",
    "Chia sẻ bài viết",
    "In trang Gửi email",
    "Bản in",
    "Quay lại",
    "Về trang chủ",
    "^^ Về đầu trang",
    "Bài trướcHuyện ủy Sông Mây làm việc với xã Đồi Cọ",
    "Bài tiếp theo: Kết quả tháng thứ nhất",
    "« Bài trước",
    "Trang chủ > Tin tức > Xây dựng Đảng",
    "Trang chủ / Tin tức",
    "Trang chủ | Giới thiệu | Tin tức | Liên hệ",
    "Bình luận (0)",
]


@pytest.mark.parametrize("line", GONE)
def test_a_line_of_furniture_goes(line: str) -> None:
    assert without_furniture(f"{A}\n{line}\n{B}") == f"{A}\n{B}"


STAYS = [
    "Trang chủ của cổng thông tin được nâng cấp.",
    "Bài trước chúng tôi đã kể về xã Đồi Cọ",  # goes on in lower case
    "Số lượt xem chương trình tăng gấp đôi so với năm trước.",
    "Giới thiệu",  # one word of a menu is no menu
    "In ấn tài liệu tuyên truyền",
    "Trong năm 2016",
    "Hôm nay 12/3, hội nghị bế mạc",
    "Video do Tổ dân vận tự quay được chiếu tại hội nghị.",
    "Chia sẻ kinh nghiệm dân vận khéo",
    "- Lưu: VT, BDV.",
    "A",
    "05/07/2021",
    "Tin tức",
    "THÔNG BÁO",
    "Đảng - đoàn thể",
    "Địa chỉ: số 5, phố Mới",  # no imprint beside it
]


@pytest.mark.parametrize("line", STAYS)
def test_other_lines_stay(line: str) -> None:
    text = f"{A}\n{line}\n{B}"
    assert without_furniture(text) == text


STAMPED = [
    ("2018-02-21 09:27:09 Số lượt xem 3108", "2018-02-21 09:27:09"),
    ("07/11/2018 15:33 Số lượt xem: 812", "07/11/2018 15:33"),
    ("Ngày đăng 30/08/2015 | 10:34  | Lượt xem: 1350", "Ngày đăng 30/08/2015 | 10:34"),
    ("Lượt xem: 1350 | 30/08/2015", "30/08/2015"),
    ("(Đăng ngày 30/8/2015; lượt đọc: 4.806)", "Đăng ngày 30/8/2015"),
    ("30/08/2015 In trang Gửi email", "30/08/2015"),
]


@pytest.mark.parametrize(("line", "kept"), STAMPED)
def test_a_time_stamp_beside_furniture_stays(line: str, kept: str) -> None:
    assert without_furniture(f"{A}\n{line}\n{B}") == f"{A}\n{kept}\n{B}"


ENDS = [
    "Video\nThống kê truy cập\nĐang online52\nTất cả1804212",
    "Các tin khác\nXã Đồi Cọ triển khai Kế hoạch 15-KH/HU (12/3/2019)\nHọp báo quý I",
    "**Tin liên quan**\n- Xã Đồi Cọ ra quân trồng cây",
    "Tin mới hơn:\nHọp báo quý I\nTin cũ hơn:\nHọp báo quý IV",
    "Ý kiến bạn đọc (0)",
    "© 2019 Huyện Sông Mây",
    "Bản quyền thuộc về UBND huyện Sông Mây\nĐịa chỉ: số 5, phố Mới\nĐiện thoại: 0123 456",
    "Tin khác\nHọp báo quý I\nCổng thông tin điện tử huyện Sông Mây\n"
    "Giấy phép số 15/GP-TTĐT ngày 01/02/2015\nGhi rõ nguồn khi đăng lại thông tin.",
]


@pytest.mark.parametrize("end", ENDS)
def test_what_stands_under_the_article_goes(end: str) -> None:
    assert without_furniture(f"{A}\n{B}\n\n{end}\n") == f"{A}\n{B}"


def test_a_heading_over_running_text_does_not_cut_it_off() -> None:
    text = f"{A}\nBình luận\n{B}"
    assert without_furniture(text) == text


def test_a_menu_goes_a_word_of_one_stays() -> None:
    menu = "Giới thiệu\n\nTin tức\nVăn bản\nLiên hệ"
    assert without_furniture(f"{menu}\n{A}") == A
    assert without_furniture(f"Giới thiệu\nTin tức\n{A}") == f"Giới thiệu\nTin tức\n{A}"


def test_a_text_of_furniture_alone_stays_whole() -> None:
    assert without_furniture("\nVideo\nTrang chủ\n") == "Video\nTrang chủ"


@given(st.lists(st.sampled_from([*GONE, *STAYS, A, B, "", "Tin khác", "© Sông Mây"])))
def test_running_text_is_never_lost(lines: list[str]) -> None:
    kept = without_furniture("\n".join(lines)).split("\n")
    assert kept.count(A) == lines.count(A)
    assert kept.count(B) == lines.count(B)


@pytest.mark.parametrize("unit", ["A- ", "Video\n", "Trang chủ ", "|", "0", "lượt xem "])
def test_time_grows_with_length_only(unit: str) -> None:
    began = time.perf_counter()
    without_furniture(unit * 30_000)
    assert time.perf_counter() - began < 10
