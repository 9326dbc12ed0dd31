"""Directives: type, issuer with locality, day and title of each document that has a code."""

from __future__ import annotations

import pytest

from indexer.annotate import annotate
from indexer.models import Article, Directive
from indexer.plugin import Sources, discover
from indexer.text.unicode import normalise

PLUGINS = [p for p in discover(Sources("plugins", entry_points=False)) if p.name != "words"]


def find(text: str, *, place: str | None = None) -> list[Directive]:
    """The directives that *text*, an article about *place*, tells of."""
    article = Article(id="a", path="a.txt", text=normalise(text), place=place)
    return list(annotate(article, PLUGINS).of(Directive))


def one(text: str, *, place: str | None = None) -> Directive:
    """The only directive of *text*."""
    (directive,) = find(text, place=place)
    return directive


ISSUERS = [
    # named after it
    ("Kết luận số 64-KL/TW của Ban Bí thư", "Ban Bí thư"),
    ("Kết luận số 64-KL/TW ngày 4/6/2018 của Bộ Chính trị", "Bộ Chính trị"),
    ("Quyết định 205-QĐ/TW, ngày 4/6/2018, của Bộ Chính trị (khóa XI)", "Bộ Chính trị khóa XI"),
    ("Chỉ thị 15-CT/TU do Ban Thường vụ Tỉnh ủy ban hành", "Ban Thường vụ Tỉnh ủy Hà Nam"),
    ("Kế hoạch 218/KH-UBND của UBND tỉnh", "UBND tỉnh Hà Nam"),
    ("Kế hoạch 218/KH-UBND của UBND huyện Bình Lục", "UBND huyện Bình Lục"),
    ("Quyết định 731/QĐ-TTg của Thủ tướng", "Thủ tướng Chính phủ"),
    ("Quyết định 731/QĐ-UBND của Chủ tịch UBND tỉnh", "Chủ tịch UBND tỉnh Hà Nam"),
    ("Thông tư 05/2019/TT-BNV của Bộ trưởng Bộ Nội vụ", "Bộ trưởng Bộ Nội vụ"),
    # named before it
    ("Ban Thường vụ Tỉnh ủy đã ban hành Chỉ thị số 15-CT/TU", "Ban Thường vụ Tỉnh ủy Hà Nam"),
    ("UBND tỉnh vừa có Kế hoạch số 218/KH-UBND", "UBND tỉnh Hà Nam"),
    # both as a whole: the committee
    (
        "Nghị quyết 05-NQ/TU của Ban Chấp hành và Ban Thường vụ Tỉnh ủy Hà Nam",
        "Tỉnh ủy Hà Nam",
    ),
    # under a short name, or an old one
    ("Chỉ thị 731/CT-BGDĐT của Bộ GD-ĐT", "Bộ Giáo dục và Đào tạo"),
    ("Kế hoạch 57/KH-SGDĐT của Sở GDĐT tỉnh Lạng Sơn", "Sở Giáo dục và Đào tạo tỉnh Lạng Sơn"),
    ("Chỉ thị 13/CT-NHNN của NHNN", "Ngân hàng Nhà nước"),
    ("Nghị quyết 26-NQ/TW của BCH Trung ương Đảng", "Ban Chấp hành Trung ương Đảng"),
    ("Thường vụ Tỉnh ủy có Thông báo số 652-TB/TU", "Ban Thường vụ Tỉnh ủy Hà Nam"),
    ("Kết luận 06/KL-TTr của Thanh tra tỉnh Hà Nam", "Thanh tra tỉnh Hà Nam"),
    ("Quy định 68-QĐ/TW của Bộ Chính trị khóa 10", "Bộ Chính trị khóa 10"),
    # its symbol behind its name
    ("Quân ủy Trung ương (QUTW) ban hành Chỉ thị 78-CT/QUTW", "Quân ủy Trung ương"),
    # marked as a link or in bold
    ("[Kết luận 34-KL/TW](http://a.vn/b) ngày 4/6/2018 của **Bộ Chính trị**", "Bộ Chính trị"),
    ("Kết luận 34-KL/TW ngày 4/6/2018 (Bộ Chính trị)", "Bộ Chính trị"),
    # between type and number
    ("Kết luận của Bộ Chính trị (số 34-KL/TW) được học", "Bộ Chính trị"),
    ("Kết luận Bộ Chính trị số 34-KL/TW được học", "Bộ Chính trị"),
    # of those before it, the one that decides in the document, not what is decided on
    (
        "Bộ Công Thương đã phê duyệt Trung tâm Điện lực Sông Hậu tại Quyết định 156/QĐ-BCT",
        "Bộ Công Thương",
    ),
    ("đề án được Bộ Chính trị cho chủ trương tại Kết luận 34-KL/TW", "Bộ Chính trị"),
    ("ý kiến của Bộ Chính trị tại văn bản số 34-CV/VPTW", "Văn phòng Trung ương Đảng"),
    ("thay mặt Ban Bí thư, đồng chí Lê Văn A đã ký ban hành Kết luận 34-KL/TW", "Ban Bí thư"),
    ("tại Quyết định số 326, Thủ tướng đã giao các tỉnh", "Thủ tướng Chính phủ"),
    ("Tổng cục Hải quan khẳng định không ra Thông báo 29/TB-TCHQ", "Tổng cục Hải quan"),
    # the subject of the sentence, whatever others it names
    (
        "UBND tỉnh giao Sở Tài chính lập dự toán đường 3.2 tại Công văn số 818/UBND-TCKH",
        "UBND tỉnh Hà Nam",
    ),
    (
        "Sở Xây dựng trình UBND tỉnh duyệt quy hoạch tại Văn bản số 1419/SXD-QH",
        "Sở Xây dựng tỉnh Hà Nam",
    ),
    (
        "Ban quản lý dự án thành phố trình UBND tỉnh tại Tờ trình số 84/TTr-BA",
        "Ban quản lý dự án thành phố",
    ),
    ("Quy chế 02-QC/BCĐTW của Ban chỉ đạo TW về nước sạch", "Ban Chỉ đạo Trung ương về nước sạch"),
    # several together
    ("Kết luận 34-KL/TW của Bộ Chính trị, Ban Bí thư", "Bộ Chính trị, Ban Bí thư"),
    ("Kết luận 34-KL/TW của Bộ Chính trị và Ban Bí thư", "Bộ Chính trị, Ban Bí thư"),
    ("Quyết định 731/QĐ-TTg của Thủ tướng, Bộ Nội vụ hướng dẫn", "Thủ tướng Chính phủ"),
    (
        "Thực hiện Kế hoạch 218/KH-UBND của UBND tỉnh, UBND huyện Bình Lục đã làm",
        "UBND tỉnh Hà Nam",
    ),
    ("Thực hiện Chỉ thị 15-CT/HU của Huyện ủy, Huyện ủy Bình Lục đã làm", "Huyện ủy Bình Lục"),
    (
        "Thông tư liên tịch 05/2013/TTLT-BCA-BYT của Bộ Công an",
        "Bộ Công an, Bộ Y tế",
    ),
    (
        "Thông tư liên tịch 05/2013/TTLT-BCA-BYT của Bộ trưởng Bộ Công an, Bộ trưởng Bộ Y tế",
        "Bộ trưởng Bộ Công an, Bộ trưởng Bộ Y tế",
    ),
    (
        "Nghị quyết liên tịch 12/2024/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN của "
        "Ủy ban Thường vụ Quốc hội, Chính phủ và "
        "Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
        "Ủy ban Thường vụ Quốc hội, Chính phủ, "
        "Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
    ),
    # only the code's body tells
    ("Nghị định 12/2017/NĐ-CP được thi hành", "Chính phủ"),
    ("Quyết định 731/QĐ-TTg được thi hành", "Thủ tướng Chính phủ"),
    ("Luật số 61/2020/QH14 được thi hành", "Quốc hội"),
    ("Nghị quyết 05-NQ/TU được thi hành", "Tỉnh ủy Hà Nam"),
    ("Kế hoạch 218/KH-UBND được thi hành", "UBND tỉnh Hà Nam"),
    ("Kết luận 64-KL/TW được thi hành", None),  # TW stands for several bodies
    ("Nghị quyết 03-NQ/HU được thi hành", None),  # whose huyện is not told
    ("Thông báo kết luận 71/TB-VPCP được gửi", "Văn phòng Chính phủ"),
]


@pytest.mark.parametrize(("text", "issuer"), ISSUERS)
def test_the_issuer_is_in_full_with_its_locality(text: str, issuer: str | None) -> None:
    assert one(f"Sáng nay, {text}.", place="tỉnh Hà Nam").issuer == issuer


def test_behind_a_title_stands_the_issuer_of_a_document_in_it() -> None:
    text = "Nghị quyết số 7/NQ-CP về nghề rèn theo Kết luận số 64-KL/TW của Bộ Chính trị"
    assert [(d.code, d.issuer) for d in find(text)] == [
        ("07/NQ-CP", "Chính phủ"),
        ("64-KL/TW", "Bộ Chính trị"),
    ]


def test_a_list_shares_the_issuer_that_ends_it() -> None:
    text = "Huyện học Quy định số 85, 86-QĐ/TW và Chỉ thị số 15-CT/TW của Bộ Chính trị khóa XI."

    assert {d.issuer for d in find(text)} == {"Bộ Chính trị khóa XI"}


LISTS = [
    # in one sentence, titles between them
    "Ngày 05/3/2021, UBND tỉnh Hà Nam ban hành Quyết định số 731/QĐ-UBND về trồng cây "
    "và Quyết định số 732/QĐ-UBND về nuôi cá.",
    "Ngày 05/3/2021, UBND tỉnh Hà Nam ban hành hai quyết định: Quyết định số 731/QĐ-UBND về trồng "
    "cây; Quyết định số 732/QĐ-UBND về nuôi cá.",
    # on lines below a lead
    "Ngày 05/3/2021, UBND tỉnh Hà Nam đã ban hành các quyết định sau:\n"
    "- Quyết định số 731/QĐ-UBND về trồng cây.\n- Quyết định số 732/QĐ-UBND về nuôi cá.",
]


@pytest.mark.parametrize("text", LISTS)
def test_who_issues_a_list_and_when_is_told_of_all_of_it(text: str) -> None:
    told = {(d.code, d.issuer, d.date) for d in find(text)}

    assert told == {
        ("731/QĐ-UBND", "UBND tỉnh Hà Nam", "2021-03-05"),
        ("732/QĐ-UBND", "UBND tỉnh Hà Nam", "2021-03-05"),
    }


LISTED = [
    (  # under a heading
        "Các kết luận của Bộ Chính trị\n1. Kết luận số 34-KL/TW ngày 4/6/2018 về đất.\n"
        "2. Kết luận số 35-KL/TW (05/7/2018) về nước.",
        [("Bộ Chính trị", "2018-06-04"), ("Bộ Chính trị", "2018-07-05")],
    ),
    (  # dated items under a lead
        "Bộ Chính trị đã ban hành các kết luận, gồm:\n- Ngày 4/6/2018: Kết luận số 34-KL/TW.\n"
        "- Ngày 05/7/2018: Kết luận số 35-KL/TW.",
        [("Bộ Chính trị", "2018-06-04"), ("Bộ Chính trị", "2018-07-05")],
    ),
    (  # days in brackets, the issuer behind the last
        "Học Kết luận 34-KL/TW (ngày 4/6/2018) và Kết luận 35-KL/TW (ngày 05/7/2018) "
        "của Bộ Chính trị.",
        [("Bộ Chính trị", "2018-06-04"), ("Bộ Chính trị", "2018-07-05")],
    ),
    (  # titles between
        "Học Kết luận 34-KL/TW về đất đai, Kết luận 35-KL/TW về nguồn nước của Bộ Chính trị.",
        [("Bộ Chính trị", None), ("Bộ Chính trị", None)],
    ),
    (  # in the rows of a table
        "| 34-KL/TW | 04/6/2018 | Bộ Chính trị | Đất |\n"
        "| 35-KL/TW | 05/7/2018 | Ban Bí thư | Nước |",
        [("Bộ Chính trị", "2018-06-04"), ("Ban Bí thư", "2018-07-05")],
    ),
    (  # the subject and its verb left out
        "Ngày 4/6/2018, Bộ Chính trị ban hành Kết luận 34-KL/TW về đất đai; ngày 05/7/2018 "
        "ban hành Kết luận 35-KL/TW về nguồn nước.",
        [("Bộ Chính trị", "2018-06-04"), ("Bộ Chính trị", "2018-07-05")],
    ),
]


@pytest.mark.parametrize(("text", "told"), LISTED)
def test_a_list_tells_issuer_and_day_of_each(text: str, told: list[tuple[str, str | None]]) -> None:
    assert [(d.issuer, d.date) for d in find(text)] == told


def test_who_speaks_in_a_document_has_issued_it() -> None:
    text = "Tại Quyết định số 731/QĐ-UBND ngày 05/3/2021, UBND tỉnh Hà Nam giao huyện trồng cây."

    assert one(text).issuer == "UBND tỉnh Hà Nam"


def test_issuer_and_day_may_stand_behind_the_title() -> None:
    text = "Quyết định số 205-QĐ/TW về “trồng cây” ngày 4/6/2018 của Bộ Chính trị khóa XII."

    told = one(text)

    assert (told.title, told.date, told.issuer) == (
        "trồng cây",
        "2018-06-04",
        "Bộ Chính trị khóa XII",
    )


def test_one_code_of_two_bodies_is_two_directives() -> None:
    text = (
        "Nghị quyết số 05-NQ/TU của Tỉnh ủy Hà Nam về du lịch. "
        "Nghị quyết số 05-NQ/TU của Tỉnh ủy Nam Định về đường sá."
    )

    assert [(d.issuer, d.title) for d in find(text)] == [
        ("Tỉnh ủy Hà Nam", "du lịch"),
        ("Tỉnh ủy Nam Định", "đường sá"),
    ]


SEVERAL = [  # how many documents one code names
    ("Chỉ thị số 35-CT/TW ngày 30/5/2019 hết hiệu lực, thay bằng Chỉ thị số 35-CT/TW ngày "
     "14/6/2024 về đại hội.", 2),
    ("Quy định số 11-QĐ/TW của Bộ Chính trị khóa XI và Quy định số 11-QĐ/TW của Bộ Chính trị "
     "khóa XII đều được học.", 2),
    # a slip in the year, in the day
    ("Chỉ thị số 35-CT/TW ngày 30/5/2019. Theo Chỉ thị số 35-CT/TW ngày 30/5/2009, xã làm.", 1),
    ("Chỉ thị số 35-CT/TW ngày 30/5/2019. Theo Chỉ thị số 35-CT/TW ngày 3/5/2020, xã làm.", 1),
    ("Chỉ thị số 35-CT/TW ngày 30/5/2019. Theo Chỉ thị số 35-CT/TW năm 2024, xã làm.", 1),
    # QĐ is of two types; the type word alone may be wrong
    ("Quy định số 41-QĐ/TW ngày 3/2/2017. Quyết định số 41-QĐ/TW ngày 9/5/2017.", 2),
    ("Quy định số 41-QĐ/TW năm 2016. Quyết định số 41-QĐ/TW ngày 9/5/2017.", 2),
    ("Quy định số 41-QĐ/TW ngày 3/2/2017. Quyết định số 41-QĐ/TW ngày 3/2/2017.", 1),
    ("Quy định số 41-QĐ/TW ngày 3/2/2017. Theo Quyết định số 41-QĐ/TW, xã làm.", 1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), SEVERAL)
def test_one_code_of_two_terms_is_two_directives(text: str, number: int) -> None:
    assert len(find(text)) == number


BESIDE_ITS_OWN = [  # an article about Hà Nam: whose documents a code names
    ("Xã làm theo Nghị quyết 04-NQ/TU. Đoàn tìm hiểu Nghị quyết 04-NQ/TU của Tỉnh ủy Long An.",
     ["Tỉnh ủy Hà Nam", "Tỉnh ủy Long An"]),
    ("Nghị quyết 04-NQ/TU của Tỉnh ủy. Đoàn tìm hiểu Nghị quyết 04-NQ/TU ngày 22/6/2013 của "
     "Ban Chấp hành Đảng bộ tỉnh Long An.",
     ["Tỉnh ủy Hà Nam", "Ban Chấp hành Đảng bộ tỉnh Long An"]),
    ("Đoàn tìm hiểu Nghị quyết 04-NQ/TU của Tỉnh ủy Long An. Nghị quyết 04-NQ/TU đi vào đời sống.",
     ["Tỉnh ủy Long An"]),
    ("Xã làm theo Kế hoạch 218/KH-UBND. Kế hoạch 218/KH-UBND của UBND huyện Bình Lục rất rõ.",
     ["UBND huyện Bình Lục"]),  # which lies in Hà Nam
    ("Tỉnh ủy Long An ban hành Chỉ thị 15-CT/TU. Xã làm theo Nghị quyết 04-NQ/TU.",
     ["Tỉnh ủy Long An", "Tỉnh ủy Hà Nam"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issuers"), BESIDE_ITS_OWN)
def test_a_bare_code_is_of_the_place_of_the_article(text: str, issuers: list[str]) -> None:
    assert [d.issuer for d in find(text, place="tỉnh Hà Nam")] == issuers


def test_an_organ_of_a_committee_does_not_contradict_it() -> None:
    text = (
        "Chỉ thị số 15-CT/TU của Ban Thường vụ Tỉnh ủy Hà Nam. "
        "Chỉ thị số 15-CT/TU của Tỉnh ủy Hà Nam được triển khai."
    )

    assert len(find(text)) == 1


DATES = [
    ("Kết luận số 64-KL/TW ngày 4/6/2018", "2018-06-04"),
    ("Kết luận số 64-KL/TW, ngày 04-6-2018,", "2018-06-04"),
    ("Kết luận số 64-KL/TW (ngày 4/6/2018)", "2018-06-04"),
    ("Kết luận số 64-KL/TW ngày 4 tháng 6 năm 2018", "2018-06-04"),
    ("Kết luận số 64-KL/TW của Ban Bí thư ngày 4/6/2018", "2018-06-04"),
    ("Kết luận số 64-KL/TW ban hành ngày 4/6/2018", "2018-06-04"),
    ("Kết luận số 64-KL/TW ban hành tháng 6/2018", "2018-06"),  # known in part
    ("Kết luận số 64-KL/TW năm 2018", "2018"),
    ("Kết luận số 64-KL/TW ngày 31/2/2018", "2018-02-31"),  # stays as printed
    ("Kết luận số 64-KL/TW", None),
    ("Ngày 9/9/2019, huyện họp bàn Kết luận số 64-KL/TW", None),  # the day of the meeting
    ("Ngày 4/6/2018, Ban Bí thư ban hành Kết luận số 64-KL/TW", "2018-06-04"),
    # told before it, with or without a body that is known
    ("Đến ngày 4/6/2018, Thường vụ Hội (TVH) có Thông báo số 64-TB/TVH", "2018-06-04"),
    ("Trước đó, vào ngày 4/6/2018, Viện Lúa đã gửi Công văn số 64/VL-KH", "2018-06-04"),
    ("Theo báo Ruộng Đồng, ngày 4/6/2018, Viện Lúa ra Quyết định số 64/QĐ-VL", "2018-06-04"),
    (
        "Ngày 4/6/2018, thay mặt Ban Bí thư, đồng chí Lê Văn Cau, Thường trực Ban Bí thư, "
        "ký ban hành Kết luận số 64-KL/TW",
        "2018-06-04",
    ),
    ("Ngày 4/6/2018, sau khi Viện Lúa ban hành Quyết định số 64/QĐ-VL, xã họp", None),
    ("Ngày 4/6/2018, Viện Lúa họp và cho biết đã có Quyết định số 64/QĐ-VL", None),
    ("Nghị định 12/2017/NĐ-CP có hiệu lực kể từ ngày ký ban hành (4/6/2018)", "2018-06-04"),
]


@pytest.mark.parametrize(("text", "date"), DATES)
def test_the_date_is_that_of_issue(text: str, date: str | None) -> None:
    assert one(f"{text}.").date == date


TITLES = [
    ("64-KL/TW của Ban Bí thư về công tác dân vận.", "công tác dân vận"),
    ("64-KL/TW về việc trồng cây ở thôn.", "trồng cây ở thôn"),
    ("64-KL/TW về “trồng cây ở thôn” được học.", "trồng cây ở thôn"),
    ('64-KL/TW về "trồng cây ở thôn" được học.', "trồng cây ở thôn"),
    ("64-KL/TW “Về trồng cây ở thôn”.", "trồng cây ở thôn"),  # about is dropped
    ("64-KL/TW ngày 4/6/2018 “Trồng cây ở thôn”.", "Trồng cây ở thôn"),
    ("64-KL/TW ngày 4/6/2018: Trồng cây ở thôn.", "Trồng cây ở thôn"),  # after a colon
    ("64-KL/TW về trồng cây; Chỉ thị này hay.", "trồng cây"),
    ("64-KL/TW về trồng cây, huyện đã trồng 200 cây.", "trồng cây"),  # a clause of its own
    ("64-KL/TW về trồng cây, bảo vệ rừng và đất.", "trồng cây, bảo vệ rừng và đất"),
    ("64-KL/TW về trồng cây giai đoạn 2016-2020.", "trồng cây giai đoạn 2016-2020"),
    ("64-KL/TW về trồng cây (gọi tắt là Kết luận 64).", "trồng cây"),
    ("64-KL/TW về trồng cây và Kết luận số 65-KL/TW về đất.", "trồng cây"),
    ("64-KL/TW về thực hiện “Năm dân vận” ở xã.", "thực hiện “Năm dân vận” ở xã"),
    ("64-KL/TW được quán triệt.", None),
    ("64-KL/TW ngày 4/6/2018.", None),
    ("64-KL/TW về\ntrồng cây ở thôn.", "trồng cây ở thôn"),
    ("64-KL/TW v/v trồng cây ở thôn.", "trồng cây ở thôn"),
    ("64-KL/TW của Hội Làm vườn Miền Trên về trồng cây ở thôn.", "trồng cây ở thôn"),
    ("64-KL/TW của Bộ Chính trị, Ban Bí thư về trồng cây ở thôn.", "trồng cây ở thôn"),
    ("64-KL/TW gửi các sở, hội (hội cấp tỉnh) về việc trồng cây.", "trồng cây"),
    ("64-KL/TW của Trại Giống có nội dung về trồng cây.", None),  # what it holds
    # what the document has done, demands or rules
    ("64-KL/TW về trồng cây đã yêu cầu xã làm vườn ươm.", "trồng cây"),
    ("64-KL/TW về trồng cây cũng đặt ra mục tiêu lớn.", "trồng cây"),
    ("64-KL/TW về trồng cây quy định chủ rừng phải góp giống.", "trồng cây"),
    ("64-KL/TW về xử lý vi phạm quy định về đất.", "xử lý vi phạm quy định về đất"),
    ("64-KL/TW về trồng cây yêu cầu các thôn góp giống.", "trồng cây"),
    ("64-KL/TW về việc đáp ứng yêu cầu các thôn.", "đáp ứng yêu cầu các thôn"),
    ("64-KL/TW về hỗ trợ dân công đã hết tuổi.", "hỗ trợ dân công đã hết tuổi"),
    ("64-KL/TW về trồng cây để chống sạt lở ven sông.", "trồng cây để chống sạt lở ven sông"),
    ("64-KL/TW về trồng cây (trong đó có cây ăn quả) ở xã.", "trồng cây"),
    ("64-KL/TW về trồng cây, bao gồm: cam, bưởi.", "trồng cây"),
    ("64-KL/TW về trồng cây và phê duyệt danh sách hộ.", "trồng cây"),
    ("64-KL/TW về trồng cây, nuôi ong đã được sửa đổi.", "trồng cây, nuôi ong"),
    ("64-KL/TW về trồng cây: Mỗi hộ một vườn.", "trồng cây"),
    # the next of a list goes by its name; not in the title of a change of several laws
    ("64-KL/TW về trồng cây, Nghị quyết Đại hội Hội Làm vườn.", "trồng cây"),
    (
        "64-KL/TW về việc sửa Luật Trồng trọt, Luật Thủy lợi.",
        "sửa Luật Trồng trọt, Luật Thủy lợi",
    ),
    (
        "64-KL/TW quy định về mức góp; cách thu, nộp giống; Hội góp ý.",
        "mức góp; cách thu, nộp giống",
    ),
    ("64-KL/TW quy định về mức góp; căn cứ tình hình, xã thu một nửa.", "mức góp"),
    # what it does stands straight after its day
    ("64-KL/TW ngày 4/6/2018 sửa đổi, bổ sung lệ làng.", "sửa đổi, bổ sung lệ làng"),
    ("64-KL/TW của Ban Bí thư ngày 4/6/2018 quy định mức góp.", "quy định mức góp"),
    ("64-KL/TW ngày 4/6/2018 của Ban Bí thư quy định mức góp.", None),  # what it says (gold rule)
    ("64-KL/TW ngày 4/6/2018 của Ban Bí thư giao xã làm vườn.", None),  # what it says
    ("64-KL/TW ngày 4/6/2018 quy định mỗi hộ phải trồng cây.", None),  # what it says
    ("64-KL/TW ngày 4/6/2018 triển khai Nghị quyết ấy.", None),  # what it is for
    ("64-KL/TW sửa đổi, bổ sung lệ làng.", None),  # without a day it is what the sentence says
    (
        "64-KL/TW ngày 4/6/2018 quy định mức góp; cách thu, nộp giống; Hội góp ý.",
        "quy định mức góp; cách thu, nộp giống",
    ),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_the_title_is_what_stands_behind_about(text: str, title: str | None) -> None:
    found = [d for d in find(f"Xã học Kết luận số {text}") if d.code == "64-KL/TW"]

    assert [d.title for d in found] == [title]


INTRODUCED = [
    # a phrase before the main clause ends with a comma and a subject
    "Theo {} về thuế đất, hộ nghèo được miễn nộp.",
    "Căn cứ {} về thuế đất, Sở Tài chính Hà Nam trả lời ông Cau.",
    "Còn tại {} về thuế đất, mức thu của hộ nghèo ở xã được giảm.",
    "Một là, thể chế hóa {} về thuế đất, Pháp lệnh Ruộng vườn giao xã thu.",
    "Ông Cau nói: “Triển khai {} về thuế đất, việc nặng nhất là đo lại ruộng”.",
    "Theo {} về thuế đất, đối với hộ nghèo, xã thu một nửa.",
    # a sentence of its own
    "{} về thuế đất có quy định, hộ nghèo nộp một nửa.",
]


@pytest.mark.parametrize("text", INTRODUCED)
def test_a_title_ends_where_the_main_clause_begins(text: str) -> None:
    told = find(text.format("Nghị định 12/2017/NĐ-CP"))

    assert [d.title for d in told if d.code == "12/2017/NĐ-CP"] == ["thuế đất"]


def test_commas_stay_in_a_title_before_the_main_clause() -> None:
    text = "Theo Nghị định 12/2017/NĐ-CP về thuế đất, phí rừng, người được giao rừng phải nộp phí."

    assert one(text).title == "thuế đất, phí rừng"


NO_TITLES = [
    "Điều 9 Nghị định 12/2017/NĐ-CP quy định về mức thu.",  # what a part of it is about
    "Xã sửa đổi, bổ sung khoản 3 Điều 9 Nghị định 12/2017/NĐ-CP về mức thu.",
    "Cũng theo Nghị định 12/2017/NĐ-CP, về mức thu, xã thu theo vụ.",  # the sentence is about it
    "Nghị định 12/2017/NĐ-CP: Hội Làm vườn thu theo vụ",  # news
    "Theo quy định tại Nghị định 12/2017/NĐ-CP: Định kỳ hai vụ một lần hộ nộp giống.",
    "Xã thi hành Luật Ruộng vườn, Luật số 61/2020/QH14 sửa một số điều.",  # another law's name
]


@pytest.mark.parametrize("text", NO_TITLES)
def test_what_a_sentence_says_is_no_title(text: str) -> None:
    assert one(text).title is None


HEADED = [
    ("Nghị định 12/2017/NĐ-CP: Quy định về thuế đất", "Quy định về thuế đất"),
    ("1. TOÀN VĂN: Nghị định 12/2017/NĐ-CP: Chính sách thuế đất", "Chính sách thuế đất"),
    (
        "Xã sửa đổi khoản 3 Điều 9 Nghị định 12/2017/NĐ-CP ngày 4/6/2017 về thuế đất.",
        "thuế đất",  # with its day it is the whole document that is named
    ),
]


@pytest.mark.parametrize(("text", "title"), HEADED)
def test_a_heading_gives_a_title_after_a_colon(text: str, title: str) -> None:
    assert one(text).title == title


def test_a_title_behind_day_or_issuer_goes_before_what_a_sentence_says() -> None:
    text = (
        "Bộ ban hành Nghị định 12/2017/NĐ-CP ngày 4/6/2017 quy định về thuế đất. "
        "Nghị định 12/2017/NĐ-CP quy định về thuế đất ở xã nghèo, xã đảo, xã vùng cao và ven đê."
    )

    assert one(text).title == "thuế đất"


def test_of_two_wordings_the_fuller_is_the_title() -> None:
    text = "Kết luận 64-KL/TW về trồng cây. Kết luận 64-KL/TW về trồng cây ở vùng núi đá vôi."

    assert one(text).title == "trồng cây ở vùng núi đá vôi"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Luật Doanh nghiệp số 59/2020/QH14", "Luật Doanh nghiệp"),
        ("Luật Doanh nghiệp năm 2020 (Luật số 59/2020/QH14)", "Luật Doanh nghiệp"),
        ("Bộ luật Lao động số 45/2019/QH14", "Bộ luật Lao động"),
    ],
)
def test_the_name_of_a_law_is_its_title(text: str, title: str) -> None:
    assert one(f"Xã thi hành {text}.").title == title


TYPES = [
    ("Thông báo kết luận số 88-TB/TU", "Thông báo"),
    ("Quy định 41-QĐ/TW. Nay Quy định số 41-QĐ/TW được học", "Quy định"),
    ("Công văn 615/UBND-KT", "Công văn"),
    ("Kế hoạch số 118 của UBND tỉnh", "Kế hoạch"),
]


@pytest.mark.parametrize(("text", "type_"), TYPES)
def test_the_type_is_in_full(text: str, type_: str) -> None:
    assert [d.type for d in find(f"Huyện thực hiện {text}.")] == [type_]


def test_each_document_is_one_directive_however_often_it_is_named() -> None:
    text = "Thông báo số 214-TB/TU. Thông báo 214- TB/TU. Thông báo số 214. Kế hoạch 218/KH-UBND."

    assert [(d.code, len(d.codes)) for d in find(text)] == [("214-TB/TU", 3), ("218/KH-UBND", 1)]


HEADER = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 218/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nam, ngày 4 tháng 6 năm 2018

KẾ HOẠCH
Trồng cây ven sông giai đoạn 2018 - 2020

Căn cứ Quyết định số 731/QĐ-TTg ngày 2/5/2018 của Thủ tướng Chính phủ về bảo vệ rừng;
"""
PARTY = """TỈNH ỦY HÀ NAM
BAN DÂN VẬN
*
Số 14-KH/BDVTU
ĐẢNG CỘNG SẢN VIỆT NAM
Phủ Lý, ngày 4 tháng 6 năm 2018

KẾ HOẠCH
Trồng cây ven sông

Thực hiện Thông báo số 214-TB/TU, Ban lập kế hoạch này.
"""
LETTER = """BỘ NỘI VỤ
Số: 1453/BNV-CQĐP
V/v trồng cây ven sông
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 4 tháng 6 năm 2018

Kính gửi: UBND các tỉnh.
"""
DECISION = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 731/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nam, ngày 4 tháng 6 năm 2018

QUYẾT ĐỊNH
Về việc trồng cây ven sông

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật số 61/2020/QH14;
"""

HEADERS = [
    (HEADER, "UBND tỉnh Hà Nam", "Trồng cây ven sông giai đoạn 2018 - 2020"),
    (PARTY, "Ban Dân vận Tỉnh ủy Hà Nam", "Trồng cây ven sông"),
    (LETTER, "Bộ Nội vụ", "trồng cây ven sông"),
    (DECISION, "Chủ tịch UBND tỉnh Hà Nam", "trồng cây ven sông"),  # he decides, not the board
]


@pytest.mark.parametrize(("text", "issuer", "title"), HEADERS)
def test_a_header_tells_issuer_day_and_subject(text: str, issuer: str, title: str) -> None:
    own = find(text)[0]

    assert (own.issuer, own.date, own.title) == (issuer, "2018-06-04", title)
