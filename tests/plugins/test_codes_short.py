"""Short forms: type word and number, lists, and what tells which document they mean."""

from __future__ import annotations

import pytest

from indexer.models import Annotations, Article, Code
from indexer.text.unicode import normalise
from plugins.codes import extract


def find(text: str) -> list[Code]:
    """The codes of *text* as it comes through the door, in order."""
    article = Article(id="a", path="a.txt", text=normalise(text))
    found = extract(article, Annotations(article=article))
    return sorted(found, key=lambda code: code.start)


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch 5 năm", "Kế hoạch 2021-2025", "kế hoạch năm 2020", "Báo cáo 9 tháng đầu năm",
        "Quyết định 3 nội dung", "Thông báo 24/24", "Báo cáo 15/18 xã", "Chương trình 30 phút",
        "Hướng dẫn 12 bước", "Quy trình 5 bước", "Đề án 1 triệu ha lúa", "Kế hoạch 100 ngày",
        "Dự án 12 km đường", "Tờ trình 10 trang", "Giấy mời 25 đại biểu", "dự án 500 kV",
        "Nghị quyết Trung ương 4, khóa XI", "Nghị quyết Đại hội XIII", "Nghị quyết Đại hội 13",
        "Luật Đất đai 2013", "Luật Đất đai năm 2024", "Hiến pháp năm 2013",
        "ban hành 15 nghị quyết", "15 Nghị quyết, 20 Kế hoạch", "Chương trình lúc 19h30",
        "thông báo 20 trường hợp", "Đề án", "Chỉ thị này", "văn bản nêu trên", "Phương án 2",
        "Hợp đồng 12 tháng", "Biên bản 2 bên", "theo Báo cáo 2,5 triệu lượt",
        "Nghị quyết 1.500 tỷ đồng",
        "Hiến pháp 1992",
        "Quy hoạch 2030",
        "tầm nhìn Chiến lược 2045",
        "thông báo 0912345678", "Công điện lúc 5 giờ",
    ],
)  # fmt: skip
def test_a_type_word_before_what_is_counted_or_dated_is_no_short_form(text: str) -> None:
    assert [(c.text, c.code) for c in find(f"Sáng nay, {text} được bàn.")] == []


BY_WHAT_FOLLOWS = [
    (
        "Kết luận số 731, ngày 4/6/2018 của Ban Thường vụ Tỉnh ủy",
        [("Kết luận số 731", "731-KL/TU")],
    ),
    ("Kết luận 731 của Tỉnh uỷ Hà Nam", [("Kết luận 731", "731-KL/TU")]),
    ("Nghị quyết số 14 của Thành ủy Hải Phòng", [("Nghị quyết số 14", "14-NQ/TU")]),
    ("Thông báo số 33 của Huyện ủy Yên Khánh", [("Thông báo số 33", "33-TB/HU")]),
    ("Chương trình số 5 của Quận ủy", [("Chương trình số 5", "05-CTr/QU")]),
    ("Nghị quyết số 3 của Đảng ủy xã", [("Nghị quyết số 3", "03-NQ/ĐU")]),
    ("Chỉ thị số 24 của Ban Bí thư", [("Chỉ thị số 24", "24-CT/TW")]),
    ("Quy định số 41 của Bộ Chính trị", [("Quy định số 41", "41-QĐ/TW")]),
    ("Nghị quyết 26 của Ban Chấp hành Trung ương", [("Nghị quyết 26", "26-NQ/TW")]),
    ("Nghị quyết số 26 do Bộ Chính trị ban hành", [("Nghị quyết số 26", "26-NQ/TW")]),
    ("Nghị định 91 của Chính phủ", [("Nghị định 91", "91/NĐ-CP")]),
    ("Quyết định số 731 của Thủ tướng Chính phủ", [("Quyết định số 731", "731/QĐ-TTg")]),
    ("Kế hoạch số 118 của UBND tỉnh", [("Kế hoạch số 118", "118/KH-UBND")]),
    ("Kế hoạch 118 của Ủy ban nhân dân huyện", [("Kế hoạch 118", "118/KH-UBND")]),
    ("Kế hoạch 118 của Uỷ ban nhân dân huyện", [("Kế hoạch 118", "118/KH-UBND")]),
    ("Nghị quyết số 12 của HĐND tỉnh", [("Nghị quyết số 12", "12/NQ-HĐND")]),
    ("Thông tư số 22 của Bộ Nội vụ", [("Thông tư số 22", "22/TT-BNV")]),
    (
        "Kết luận số 57 và số 63 của Bộ Chính trị",
        [("Kết luận số 57", "57-KL/TW"), ("63", "63-KL/TW")],
    ),
    ("Quyết định số 731 của Bộ GTVT", [("Quyết định số 731", "731/QĐ-BGTVT")]),
    ("Thông tư 22 của Bộ GD-ĐT", [("Thông tư 22", "22/TT-BGDĐT")]),
    ("Chỉ thị số 13 của Thống đốc NHNN", [("Chỉ thị số 13", "13/CT-NHNN")]),
    ("Hướng dẫn số 13 của Ban Tổ chức Trung ương", [("Hướng dẫn số 13", "13-HD/BTCTW")]),
    ("Nghị quyết 26 của BCH Trung ương Đảng", [("Nghị quyết 26", "26-NQ/TW")]),
    ("Nghị định 91 của Bộ Tài chính", [("Nghị định 91", "91-NĐ")]),  # which issues no decrees
    (
        "Thông tư liên tịch số 21/2016 của Bộ Nội vụ - Bộ Tài chính",
        [("Thông tư liên tịch số 21/2016", "21/2016/TTLT-BNV-BTC")],
    ),
    # the year, with or without the body
    ("Nghị định 91 năm 2018 của Chính phủ", [("Nghị định 91", "91/2018/NĐ-CP")]),
    ("Nghị định 91 năm 2018", [("Nghị định 91", "91/2018/NĐ")]),
    ("Nghị định 91 năm 2018 xã được thưởng", [("Nghị định 91", "91-NĐ")]),  # the year of another
    ("Nghị quyết số 26 năm 2018 của Tỉnh ủy", [("Nghị quyết số 26", "26-NQ/TU")]),
    ("Nghị định 91/2018", [("Nghị định 91/2018", "91/2018/NĐ")]),
    ("Nghị định số 91/2018 của Chính phủ", [("Nghị định số 91/2018", "91/2018/NĐ-CP")]),
    ("Thông tư 22/2021 của Bộ Tài chính", [("Thông tư 22/2021", "22/2021/TT-BTC")]),
]

BY_A_FULL_FORM = [
    (
        "Thông báo số 214-TB/TU ra đời đã lâu. Thông báo số 214 nay được tổng kết.",
        [("214-TB/TU", "214-TB/TU"), ("Thông báo số 214", "214-TB/TU")],
    ),
    (
        "Sơ kết Nghị quyết 36\nSáng nay, huyện sơ kết Nghị quyết số 36-NQ/TW.",  # a later one
        [("Nghị quyết 36", "36-NQ/TW"), ("36-NQ/TW", "36-NQ/TW")],
    ),
    (
        "TRIỂN KHAI CHỈ THỊ SỐ 24\nNgày 3/2, xã triển khai Chỉ thị số 24-CT/TU.",
        [("CHỈ THỊ SỐ 24", "24-CT/TU"), ("24-CT/TU", "24-CT/TU")],
    ),
    (
        "Nghị quyết số 12-NQ/TU và Chỉ thị số 12-CT/TW. Chỉ thị số 12 nêu rõ.",  # by its type
        [("12-NQ/TU", "12-NQ/TU"), ("12-CT/TW", "12-CT/TW"), ("Chỉ thị số 12", "12-CT/TW")],
    ),
    (
        "Nghị quyết số 26-NQ/TW khác Nghị quyết số 26 của HĐND tỉnh.",  # the issuer decides
        [("26-NQ/TW", "26-NQ/TW"), ("Nghị quyết số 26", "26/NQ-HĐND")],
    ),
    (
        "Quy định số 47-QĐ/TW rất rõ. Theo Quy định 47, đảng viên không được làm.",
        [("47-QĐ/TW", "47-QĐ/TW"), ("Quy định 47", "47-QĐ/TW")],
    ),
    (
        "Nghị định số 91/2018/NĐ-CP. Nghị định 91 và Nghị định 91/2018 là một.",
        [
            ("91/2018/NĐ-CP", "91/2018/NĐ-CP"),
            ("Nghị định 91", "91/2018/NĐ-CP"),
            ("Nghị định 91/2018", "91/2018/NĐ-CP"),
        ],
    ),
    (
        "Luật Doanh nghiệp số 59/2020/QH14. Luật số 59 có hiệu lực từ năm sau.",
        [("59/2020/QH14", "59/2020/QH14"), ("Luật số 59", "59/2020/QH14")],
    ),
    (
        "Công văn số 615/UBND-KT. Theo Công văn số 615, các xã báo cáo.",
        [("615/UBND-KT", "615/UBND-KT"), ("Công văn số 615", "615/UBND-KT")],
    ),
    (
        "Công văn số 615/UBND-KT. Theo Văn bản số 615, các xã báo cáo.",  # no type word
        [("615/UBND-KT", "615/UBND-KT"), ("Văn bản số 615", "615/UBND-KT")],
    ),
    (
        "Nghị quyết liên tịch số 88/2019/NQLT-UBTVQH14-CP. Nghị quyết liên tịch số 88 giao.",
        [
            ("88/2019/NQLT-UBTVQH14-CP", "88/2019/NQLT-UBTVQH14-CP"),
            ("Nghị quyết liên tịch số 88", "88/2019/NQLT-UBTVQH14-CP"),
        ],
    ),
    (
        "Kết luận số 731 của Ban Thường vụ Tỉnh ủy. Kết luận 731 được triển khai.",  # a short one
        [("Kết luận số 731", "731-KL/TU"), ("Kết luận 731", "731-KL/TU")],
    ),
    (
        "Thông báo\nsố 214-TB/TU. Thông báo\nsố 214 nay tổng kết.",  # broken to fit
        [("214-TB/TU", "214-TB/TU"), ("Thông báo\nsố 214", "214-TB/TU")],
    ),
    (
        "Nghị quyết số 05-NQ/TW và Nghị quyết số 05-NQ/TU. Kết quả của Nghị quyết số 05 rất tốt.",
        [("05-NQ/TW", "05-NQ/TW"), ("05-NQ/TU", "05-NQ/TU"), ("Nghị quyết số 05", "05-NQ")],
    ),
    (
        "Quyết định số 205-QĐ/TW. Cán bộ học QĐ 205, QĐ206 rất kỹ.",  # by the type's symbol
        [("205-QĐ/TW", "205-QĐ/TW"), ("QĐ 205", "205-QĐ/TW")],
    ),
    (
        "Nghị quyết số 94/2023/QH15 (gọi tắt là NQ94). Nghị quyết 94 khác Luật số 94.",
        [
            ("94/2023/QH15", "94/2023/QH15"),
            ("NQ94", "94/2023/QH15"),
            ("Nghị quyết 94", "94/2023/QH15"),
            ("Luật số 94", "94"),
        ],
    ),
    (
        "Thông tư 22/2021 của Bộ Tài chính ra đời. Nay Thông tư 22 của Bộ Tài chính hết hiệu lực.",
        [("Thông tư 22/2021", "22/2021/TT-BTC"), ("Thông tư 22", "22/2021/TT-BTC")],
    ),
    (
        "Nghị định 91 của Chính phủ, gọi là Nghị định 91/2018. Theo Nghị định 91, xã được giao.",
        [
            ("Nghị định 91", "91/2018/NĐ-CP"),
            ("Nghị định 91/2018", "91/2018/NĐ-CP"),
            ("Nghị định 91", "91/2018/NĐ-CP"),
        ],
    ),
    (
        "Ngân hàng Nhà nước ra văn bản số 731. Công văn số 731/NHNN-PC gửi các chi nhánh.",
        [("văn bản số 731", "731/NHNN-PC"), ("731/NHNN-PC", "731/NHNN-PC")],
    ),
    (
        "Quyết định số 731/QĐ-TTg duyệt Đề án. Đề án 731 giao các xã; Đề án 732 thì chưa.",
        [("731/QĐ-TTg", "731/QĐ-TTg"), ("Đề án 731", "731/QĐ-TTg"), ("Đề án 732", "732-ĐA")],
    ),
]

IN_LISTS = [
    ("Quy định số 85, 86-QĐ/TW", [("85", "85-QĐ/TW"), ("86-QĐ/TW", "86-QĐ/TW")]),
    ("Quy định số 85 và 86-QĐ/TW", [("85", "85-QĐ/TW"), ("86-QĐ/TW", "86-QĐ/TW")]),
    (
        "các Nghị quyết số 24, 25 và 26-NQ/TW",
        [("24", "24-NQ/TW"), ("25", "25-NQ/TW"), ("26-NQ/TW", "26-NQ/TW")],
    ),
    (
        "Chỉ thị số 12-CT/TU, số 15-CT/TU và 19 của Ban Thường vụ Tỉnh ủy",
        [("12-CT/TU", "12-CT/TU"), ("15-CT/TU", "15-CT/TU"), ("19", "19-CT/TU")],
    ),
    (
        "Nghị định số 34, 35/2018/NĐ-CP",
        [("34", "34/2018/NĐ-CP"), ("35/2018/NĐ-CP", "35/2018/NĐ-CP")],
    ),
    (
        "Quyết định số 1437 và 1438/QĐ-UBND",
        [("1437", "1437/QĐ-UBND"), ("1438/QĐ-UBND", "1438/QĐ-UBND")],
    ),
    (
        "Chương trình số 01, 02 và 03-CTr/QU",
        [("01", "01-CTr/QU"), ("02", "02-CTr/QU"), ("03-CTr/QU", "03-CTr/QU")],
    ),
    (
        "Nghị quyết số 18-NQ/TW và 19-NQ/TW",  # both are full
        [("18-NQ/TW", "18-NQ/TW"), ("19-NQ/TW", "19-NQ/TW")],
    ),
    (
        "Nghị quyết 18-NQ/TW và Nghị quyết 19",  # a list of two names: nothing tells whose it is
        [("18-NQ/TW", "18-NQ/TW"), ("Nghị quyết 19", "19-NQ")],
    ),
    (
        "Trong năm 2018 và 26-NQ/TW",  # a year before it is no list
        [("26-NQ/TW", "26-NQ/TW")],
    ),
    (
        "thực hiện 24-NQ/TW, 25 xã đã xong",  # what is counted after it is none
        [("24-NQ/TW", "24-NQ/TW")],
    ),
]

WHAT_IS_KNOWN = [
    ("Kế hoạch số 118", [("Kế hoạch số 118", "118-KH")]),
    ("Kế hoạch số: 118", [("Kế hoạch số: 118", "118-KH")]),
    ("kế hoạch số 118", [("kế hoạch số 118", "118-KH")]),
    ("Nghị quyết 43", [("Nghị quyết 43", "43-NQ")]),
    ("nghị quyết 43", [("nghị quyết 43", "43-NQ")]),
    ("Nghị định số 91", [("Nghị định số 91", "91-NĐ")]),
    ("Thông tư số 5", [("Thông tư số 5", "05-TT")]),
    ("Chương trình hành động số 20", [("Chương trình hành động số 20", "20-CTHĐ")]),
    ("Văn bản số 7025", [("Văn bản số 7025", "7025")]),
    ("công văn số 215", [("công văn số 215", "215-CV")]),
    ("Công văn 215 của xã", [("Công văn 215", "215-CV")]),
]


@pytest.mark.parametrize(("text", "expected"), BY_WHAT_FOLLOWS)
def test_a_short_form_takes_body_and_year_from_what_follows(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = find(f"Huyện thực hiện {text}.")

    assert [(c.text, c.code) for c in found] == expected
    assert {c.form for c in found} == {"short"}


BY_WHO_ISSUES_IT = [
    ("Bộ Y tế tham mưu Chính phủ ban hành Nghị định số 91", "91/NĐ-CP"),  # the nearest
    ("Trung ương ban hành Nghị quyết số 26", "26-NQ/TW"),
    ("Theo ý kiến của Bộ Tư pháp, thành phố bỏ quy định khi ban hành Quyết định số 91", "91-QĐ"),
    ("Ban Chỉ đạo Trung ương về chống hạn có Công văn số 215", "215-CV"),  # not the party's centre
]


@pytest.mark.parametrize(("text", "code"), BY_WHO_ISSUES_IT)
def test_a_short_form_takes_the_body_that_issues_it(text: str, code: str) -> None:
    assert [c.code for c in find(f"{text} gửi các tỉnh.")] == [code]


@pytest.mark.parametrize(("text", "expected"), BY_A_FULL_FORM)
def test_a_short_form_takes_the_code_that_the_article_tells(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(c.text, c.code) for c in find(text)] == expected


@pytest.mark.parametrize(("text", "expected"), IN_LISTS)
def test_a_list_shares_type_and_body(text: str, expected: list[tuple[str, str]]) -> None:
    found = find(f"Huyện thực hiện {text}.")

    assert [(c.text, c.code) for c in found] == expected
    assert {c.form for c in found if "-" in c.text} == {"full"}
    assert {c.form for c in found if c.text.isdigit()} <= {"short"}


@pytest.mark.parametrize(("text", "expected"), WHAT_IS_KNOWN)
def test_a_short_form_that_nothing_explains_keeps_what_is_known(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(c.text, c.code) for c in find(f"Huyện thực hiện {text}, kết quả tốt.")] == expected


def test_results_do_not_change_when_an_unrelated_paragraph_is_added() -> None:
    text = "Huyện thực hiện Quy định số 85, 86-QĐ/TW và Kết luận 731 của Tỉnh ủy."
    more = "\nTrời mưa to, lúa chín vàng đồng, bà con ra đồng từ sáng sớm."

    assert find(text + more) == find(text)
