"""Doubts: what a careful reader would question, and what only looks odd."""

from __future__ import annotations

import pytest

from indexer.annotate import annotate
from indexer.models import Article, Doubt
from indexer.plugin import Sources, discover
from indexer.text.unicode import normalise

PLUGINS = [p for p in discover(Sources("plugins", entry_points=False)) if p.name != "words"]
Row = tuple[str, str]


def find(text: str, *, published: str | None = "2019-10-09") -> list[Doubt]:
    """The doubts about *text*, an article of the day *published*."""
    article = Article(
        id="a", path="a.txt", text=normalise(text), published=published, place="tỉnh Hà Nam"
    )
    return list(annotate(article, PLUGINS).of(Doubt))


DOUBTS = [
    # a day that does not exist
    ("Kết luận số 64-KL/TW ngày 31/2/2018", ("64-KL/TW", "date")),
    ("Kết luận số 64-KL/TW, ngày 30-02-2018", ("64-KL/TW", "date")),
    ("Kết luận số 64-KL/TW ngày 12/13/2018", ("64-KL/TW", "date")),
    # a day that cannot be read
    ("Kết luận số 64-KL/TW ngày 4/62018", ("64-KL/TW", "date")),
    ("Kết luận số 64-KL/TW ngày 4/6/20188", ("64-KL/TW", "date")),
    ("Kết luận số 64-KL/TW (ngày 4/6/218)", ("64-KL/TW", "date")),
    # one that stands before the document, or farther behind it, in the same sentence
    ("Ngày 31/4/2018, Tỉnh ủy ra Kết luận số 64-KL/TU", ("64-KL/TU", "date")),
    ("Kết luận số 64-KL/TU của Tỉnh ủy ký ngày 30 tháng 2 năm 2018", ("64-KL/TU", "date")),
    ("Ngày 31/4, Tỉnh ủy ra Kết luận số 64-KL/TU", ("64-KL/TU", "date")),
    # a day of another year than the number
    ("Nghị định số 12/2017/NĐ-CP ngày 4/6/2018", ("12/2017/NĐ-CP", "date")),
    ("Thông tư số 9/2016/TT-BYT ban hành ngày 4 tháng 6 năm 2018", ("09/2016/TT-BYT", "date")),
    ("Thông tư số 9/2018/TT-BYT ban hành ngày 4 tháng 6 năm 2016", ("09/2018/TT-BYT", "code")),
    # a share that its two counts do not make
    ("Kết luận số 64-KL/TW: 45/50 chi bộ mở lớp, đạt 80%", ("64-KL/TW", "figure")),
    ("Kết luận số 64-KL/TW: có 450 trong tổng số 500 nhà (chiếm 80,5%)", ("64-KL/TW", "figure")),
    ("Kết luận số 64-KL/TW: đạt 80% (45/50 chi bộ mở lớp)", ("64-KL/TW", "figure")),
    # two days of one; a party document has its number once a year at most
    (
        "Chỉ thị số 5-CT/TW ngày 15/5/2016, nay là Chỉ thị số 5-CT/TW ngày 18/5/2016",
        ("05-CT/TW", "date"),
    ),
    (
        "Thông tư số 9/2018/TT-BYT ngày 4/6/2018 hay Thông tư số 9/2018/TT-BYT ngày 6/4/2018",
        ("09/2018/TT-BYT", "date"),
    ),
    # a year with five digits in what it is about
    ("Kết luận số 64-KL/TW về trồng rừng giai đoạn 2015 - 20130", ("64-KL/TW", "date")),
    # effect, and deeds, before the day of issue
    (
        "Kết luận số 64-KL/TW ngày 4/6/2018. Kết luận số 64-KL/TW có hiệu lực từ ngày 1/6/2018",
        ("64-KL/TW", "date"),
    ),
    # a day outside the issuer's term
    ("Kết luận số 64-KL/TW ngày 4/6/2018 của Bộ Chính trị khóa XI", ("64-KL/TW", "date")),
    ("Kết luận số 64-KL/TW ngày 4/6/2008 của Bộ Chính trị (khóa XII)", ("64-KL/TW", "date")),
    # a day that the years told contradict
    ("tổng kết 10 năm thực hiện Kết luận số 64-KL/TW ngày 4/6/2018", ("64-KL/TW", "date")),
    ("sơ kết năm năm triển khai Kết luận số 64-KL/TW ngày 4/6/2018", ("64-KL/TW", "date")),
    # a day after the article
    ("Kết luận số 64-KL/TW ngày 4/6/2020", ("64-KL/TW", "date")),
    # a body that contradicts the issuer
    ("Chỉ thị số 33-CT/TW của Ban Thường vụ Tỉnh ủy", ("33-CT/TW", "body")),
    ("Chỉ thị số 33-CT/TW của Huyện ủy Kim Sơn", ("33-CT/TW", "body")),
    ("Chỉ thị số 33-CT/TU của Ban Bí thư", ("33-CT/TU", "body")),
    ("Quyết định số 731/QĐ-TTg của UBND tỉnh", ("731/QĐ-TTg", "body")),
    ("Nghị định số 12/2017/NĐ-CP của Bộ Nội vụ", ("12/2017/NĐ-CP", "body")),
    ("Kế hoạch số 218/KH-UBND của HĐND tỉnh", ("218/KH-UBND", "body")),
    ("Chương trình số 33-CTr/TU của UBND tỉnh", ("33-CTr/TU", "body")),
    # two issuers that both fit the body
    (
        "Kết luận số 64-KL/TW của Ban Bí thư. Kết luận số 64-KL/TW của Bộ Chính trị",
        ("64-KL/TW", "issuer"),
    ),
    # a type word that contradicts the code
    ("Nghị định số 39-NQ/TW", ("39-NQ/TW", "type")),
    ("Kế hoạch số 15-CT/TU", ("15-CT/TU", "type")),
    ("Thông tư số 12/2017/NĐ-CP", ("12/2017/NĐ-CP", "type")),
    ("Kết luận số 88-TB/TU", ("88-TB/TU", "type")),
    # figures that do not agree
    (
        "Kết luận số 64-KL/TW. Số trạm giảm từ 52 xuống còn 37 trạm, tức giảm 16 trạm",
        ("64-KL/TW", "figure"),
    ),
    (
        "Đề án số 5-ĐA/TU: số lớp tăng từ 1.250 lên 1.300 lớp (tăng 60 lớp)",
        ("05-ĐA/TU", "figure"),
    ),
    (
        "Thông tư số 9/2018/TT-BYT sửa đổi, bổ sung hai thông tư. Thông tư số 9/2018/TT-BYT sửa đổi"
        " Thông tư số 2/2012/TT-BYT, Thông tư số 3/2012/TT-BYT và Thông tư số 4/2012/TT-BYT",
        ("09/2018/TT-BYT", "figure"),
    ),
    # a year that is none
    ("Nghị định số 77/209/NĐ-CP", ("77/209/NĐ-CP", "code")),
]


@pytest.mark.parametrize(("text", "doubt"), DOUBTS)
def test_a_contradiction_is_doubted(text: str, doubt: Row) -> None:
    found = find(f"Sáng nay, huyện học {text}.")

    assert [(d.directive, d.kind) for d in found] == [doubt]
    assert found[0].why


def test_a_document_cannot_act_before_it_was_issued() -> None:
    text = "Ngày 2/3/2018, huyện triển khai Kết luận số 64-KL/TW ngày 4/6/2018 của Ban Bí thư."

    assert [(d.directive, d.kind) for d in find(text)] == [("64-KL/TW", "date")]


def test_figures_far_behind_a_directive_are_about_something_else() -> None:
    text = "Kết luận số 64-KL/TW ra đời. " + "Hôm nay trời rất đẹp. " * 80
    text += "Số trạm giảm từ 52 xuống còn 37 trạm, giảm 16 trạm."

    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kết luận số 64-KL/TW ngày 4/6/2018 của Ban Bí thư",
        "Nghị định số 12/2017/NĐ-CP, 2018, 2019",  # no days
        "Quyết định số 9/QĐ-BYT ngày 4/6/2018 và Quyết định số 9/QĐ-BYT ngày 4/6/2017",  # two
        "Kết luận số 64-KL/TW ngày 4/6/2018 của Bộ Chính trị khóa XII",
        "tổng kết 10 năm thực hiện Kết luận số 64-KL/TW ngày 4/6/2009",
        "sơ kết 10 năm thực hiện Kết luận số 64-KL/TW ngày 4/6/2010",  # told a year early
        "kế hoạch 10 năm. Kết luận số 64-KL/TW ngày 4/6/2018 được học",  # of something else
        "Kết luận số 64-KL/TW ngày 9/10/2019",  # issued on the day itself
        "Kết luận số 64-KL/TW năm 2019",
        "Chỉ thị số 15-CT/TU của Ban Thường vụ Tỉnh ủy",
        "Nghị quyết số 05-NQ/TU của Thành ủy Hải Phòng",
        "Quyết định số 731/QĐ-UBND của Chủ tịch UBND tỉnh",
        "Quyết định số 205-QĐ/TW của Bộ Chính trị",
        "Quy định số 205-QĐ/TW của Bộ Chính trị",
        "Quy định số 205-QĐ/TW và Quyết định số 205-QĐ/TW",  # QĐ stands for both
        "Thông báo kết luận số 88-TB/TU",  # a notice of a conclusion
        "Thông tư số 12/2017/TTLT-BYT-BTC",  # a joint one
        "Tờ trình số 66/TT-UBND",  # TT has stood for both
        "Kết luận số 64-KL/TW của Bộ Chính trị. Kết luận số 64-KL/TW của Bộ Chính trị, Ban Bí thư",
        "Nghị định số 12/2017/NĐ-CP ngày 4/6/2017",
        "Nghị định số 12/2017/NĐ-CP ngày 4/6",  # the year is not told
        "Kết luận số 64-KL/TW ngày 4/6/2018. Kết luận số 64-KL/TW có hiệu lực từ ngày 4/6/2018",
        "Kết luận số 64-KL/TW ngày 4/6/2018 bãi bỏ Chỉ thị số 5-CT/TW có hiệu lực từ ngày 1/6/2008",
        "Số trạm giảm từ 52 xuống còn 37 trạm, giảm 16 trạm",  # about no directive
        "Kết luận số 64-KL/TW. Số trạm giảm từ 52 xuống còn 37 trạm, giảm 15 trạm",
        "Kết luận số 64-KL/TW. Số trạm giảm từ 52 xuống còn 37 trạm, giảm 28,8%",
        "Kết luận số 64-KL/TW. Quỹ tăng từ 3 tỷ đồng lên 4 tỷ đồng, tăng 900 triệu đồng",
        "Thông tư số 9/2018/TT-BYT sửa đổi, bổ sung hai thông tư",  # they are not named
        "Chương trình hành động số 20-CTr/TU",
        "Đề án kèm theo Quyết định số 731/QĐ-TTg",
        "Nghị quyết Trung ương, 15-CT/TU",
        "Kết luận số 64-KL/TW của Ban Bí thư. Kết luận số 65-KL/TW của Bộ Chính trị",
        "Kết luận số 731 của Tỉnh ủy",  # a short form has no body of its own
        "12/12 xã và 15/12 thôn",
        "Ngày 30/4/2018, Tỉnh ủy ra Kết luận số 64-KL/TU",
        "Ngày 31/4/2018 trời mưa. Tỉnh ủy ra Kết luận số 64-KL/TU",  # another sentence
        "Công văn số 31/4/2018 và Kết luận số 64-KL/TU",  # no day
        "Kết luận số 64-KL/TW: 45/50 chi bộ mở lớp, đạt 90%; 2/3 ngõ sạch (66,7%)",
        "Kết luận số 64-KL/TW: 455/459 đại biểu tán thành, chiếm 95,19% tổng số đại biểu",
        "Kết luận số 64-KL/TW: 45/50 chi bộ mở lớp, tăng 80% so với năm trước",
        "Kết luận số 64-KL/TW: đạt 90% (45/50 chi bộ mở lớp)",
        "45/50 chi bộ mở lớp, đạt 80%",  # about no directive
        "Chỉ thị số 5-CT/TW ngày 15/5/2016, nay là Chỉ thị số 5-CT/TW ngày 18/5/2011",  # two terms
        "",
    ],
)
def test_what_agrees_is_not_doubted(text: str) -> None:
    assert [(d.directive, d.kind, d.why) for d in find(f"Sáng nay, huyện học {text}.")] == []


def test_of_one_kind_there_is_one_doubt_for_a_directive() -> None:
    text = "Kết luận số 64-KL/TW ngày 31/2/2018. Kết luận số 64-KL/TW ngày 31/2/2018."

    assert [d.kind for d in find(text)] == ["date"]


def test_the_reason_names_what_contradicts_what() -> None:
    (doubt,) = find("Chỉ thị số 33-CT/TW của Ban Thường vụ Tỉnh ủy được học.")

    assert "33-CT/TW" in doubt.why
    assert "Ban Thường vụ Tỉnh ủy" in doubt.why


def test_the_evidence_is_the_sentence() -> None:
    (doubt,) = find("Trời mưa. Xã học Kết luận số 64-KL/TW ngày 31/2/2018. Trời nắng.")

    assert doubt.text == "Xã học Kết luận số 64-KL/TW ngày 31/2/2018."


def test_without_a_day_of_publication_the_latest_day_told_counts() -> None:
    text = "Ngày 3/9/2019, huyện tổng kết 10 năm thực hiện Kết luận số 64-KL/TW ngày 4/6/2018."

    assert [d.kind for d in find(text, published=None)] == ["date"]


def test_a_day_of_publication_that_is_none_harms_nothing() -> None:
    article = Article(
        id="a", path="a.txt", text="Kết luận số 64-KL/TW ngày 4/6/2018", published="?"
    )

    assert annotate(article, PLUGINS).failures == ()
