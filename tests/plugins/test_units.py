"""Units: who issues, implements, reviews, supervises or advises on which directive."""

from __future__ import annotations

import pytest

from indexer.annotate import annotate
from indexer.models import Article, Link
from indexer.plugin import Sources, discover
from indexer.text.unicode import normalise

PLUGINS = [p for p in discover(Sources("plugins", entry_points=False)) if p.name != "words"]
Row = tuple[str, str, str]


def find(text: str, *, place: str | None = "huyện Kim Sơn") -> list[Link]:
    """The links that *text*, an article about *place*, states."""
    article = Article(id="a", path="a.txt", text=normalise(text), place=place)
    return list(annotate(article, PLUGINS).of(Link))


def stated(text: str, *, planned: bool = False) -> set[Row]:
    """Unit, code and relation of the links of *text* that are done, or planned."""
    return {(x.unit, x.directive, x.relation) for x in find(text) if x.planned is planned}


def todo(*row: object, why: str) -> object:
    """A row that the rules ask for and that is not met yet."""
    return pytest.param(*row, marks=pytest.mark.xfail(reason=why, strict=True))


HU = "Huyện ủy Kim Sơn"
UBND = "UBND huyện Kim Sơn"

RELATIONS = [
    ("Huyện ủy Kim Sơn triển khai Kết luận số 64-KL/TW.", {(HU, "64-KL/TW", "implements")}),
    ("Huyện ủy Kim Sơn đã quán triệt Kết luận số 64-KL/TW.", {(HU, "64-KL/TW", "implements")}),
    ("Huyện ủy Kim Sơn cụ thể hóa Kết luận số 64-KL/TW.", {(HU, "64-KL/TW", "implements")}),
    ("Huyện ủy Kim Sơn cụ thể hoá Kết luận số 64-KL/TW.", {(HU, "64-KL/TW", "implements")}),
    ("Huyện ủy Kim Sơn tổ chức học tập Kết luận 64-KL/TW.", {(HU, "64-KL/TW", "implements")}),
    ("Huyện ủy Kim Sơn tuyên truyền Kết luận số 64-KL/TW.", {(HU, "64-KL/TW", "implements")}),
    ("Huyện ủy Kim Sơn sơ kết Kết luận số 64-KL/TW.", {(HU, "64-KL/TW", "reviews")}),
    # the strongest verb decides
    (
        "Huyện ủy Kim Sơn tổng kết 5 năm thực hiện Kết luận số 64-KL/TW.",
        {(HU, "64-KL/TW", "reviews")},
    ),
    (
        "Huyện ủy Kim Sơn kiểm tra việc thực hiện Kết luận số 64-KL/TW.",
        {(HU, "64-KL/TW", "supervises")},
    ),
    ("Huyện ủy Kim Sơn giám sát việc triển khai 64-KL/TW.", {(HU, "64-KL/TW", "supervises")}),
    ("Huyện ủy Kim Sơn đôn đốc thực hiện 64-KL/TW.", {(HU, "64-KL/TW", "supervises")}),
    # who acts by a plan implements it
    todo(
        "Huyện ủy Kim Sơn tổ chức trồng cây theo Kế hoạch số 218/KH-UBND.",
        {(HU, "218/KH-UBND", "implements")},
        why="no verb of the table before theo",
    ),
    (
        "Trên cơ sở Kế hoạch số 218/KH-UBND, Huyện ủy Kim Sơn đã trồng cây.",
        {(HU, "218/KH-UBND", "implements")},
    ),
    (
        "Thực hiện Kết luận số 64-KL/TW, Huyện ủy Kim Sơn đã trồng 200 cây.",
        {(HU, "64-KL/TW", "implements")},
    ),
    (
        "Kết luận số 64-KL/TW được Huyện ủy Kim Sơn triển khai đến từng xã.",
        {(HU, "64-KL/TW", "implements")},
    ),
    # several units, several documents
    (
        "Huyện ủy Kim Sơn, UBND huyện Kim Sơn triển khai Kết luận số 64-KL/TW.",
        {(HU, "64-KL/TW", "implements"), (UBND, "64-KL/TW", "implements")},
    ),
    (
        "Huyện ủy Kim Sơn triển khai Kết luận số 64-KL/TW và Chỉ thị số 15-CT/TW.",
        {(HU, "64-KL/TW", "implements"), (HU, "15-CT/TW", "implements")},
    ),
    (
        "Huyện ủy Kim Sơn triển khai Quy định số 85, 86-QĐ/TW.",
        {(HU, "85-QĐ/TW", "implements"), (HU, "86-QĐ/TW", "implements")},
    ),
    (
        "Huyện ủy Kim Sơn triển khai 64-KL/TW. Huyện ủy Kim Sơn tổng kết 64-KL/TW.",
        {(HU, "64-KL/TW", "implements"), (HU, "64-KL/TW", "reviews")},
    ),
    # units: with their locality, collectives as worded, a locality that acts
    ("Huyện ủy triển khai Kết luận số 64-KL/TW.", {(HU, "64-KL/TW", "implements")}),
    (
        "Các xã, thị trấn triển khai Kết luận số 64-KL/TW.",
        {("Các xã, thị trấn", "64-KL/TW", "implements")},
    ),
    (
        "Huyện Kim Sơn đã triển khai Kết luận số 64-KL/TW.",
        {("huyện Kim Sơn", "64-KL/TW", "implements")},
    ),
    # a type word alone stands for the code that it means
    (
        "Xã học Kết luận số 64-KL/TW. Huyện ủy Kim Sơn đã tổng kết Kết luận này.",
        {(HU, "64-KL/TW", "reviews")},
    ),
    # the sentence before names the subject
    (
        "Huyện ủy Kim Sơn đã chủ động vào cuộc. Đã triển khai Kết luận số 64-KL/TW đến xã.",
        {(HU, "64-KL/TW", "implements")},
    ),
]


@pytest.mark.parametrize(("text", "links"), RELATIONS)
def test_the_verb_tells_what_a_unit_does(text: str, links: set[Row]) -> None:
    assert stated(text) == links
    assert stated(text, planned=True) == set()


ISSUED = [
    (
        "Kết luận số 64-KL/TW của Ban Bí thư rất rõ.",
        {("Ban Bí thư", "64-KL/TW", "issues")},
    ),
    (
        "UBND huyện Kim Sơn ban hành Kế hoạch số 218/KH-UBND.",
        {(UBND, "218/KH-UBND", "issues")},
    ),
    ("Nghị định 12/2017/NĐ-CP rất rõ.", set()),  # only the code's body tells
    todo(  # joint issuers have one entry each
        "Thông tư liên tịch 57/2013/TTLT-BNV-BTC của Bộ Nội vụ và Bộ Tài chính.",
        {
            ("Bộ Nội vụ", "57/2013/TTLT-BNV-BTC", "issues"),
            ("Bộ Tài chính", "57/2013/TTLT-BNV-BTC", "issues"),
        },
        why="only the first of joint issuers",
    ),
    (
        "Huyện ủy Kim Sơn triển khai Kết luận số 64-KL/TW của Ban Bí thư.",
        {("Ban Bí thư", "64-KL/TW", "issues"), (HU, "64-KL/TW", "implements")},
    ),
    (
        "UBND huyện Kim Sơn ban hành Kế hoạch số 218/KH-UBND về thực hiện Kết luận 64-KL/TW.",
        {(UBND, "218/KH-UBND", "issues")},  # from document to document: a relation, no link
    ),
]


@pytest.mark.parametrize(("text", "links"), ISSUED)
def test_an_issuer_that_is_named_issues(text: str, links: set[Row]) -> None:
    assert stated(text) == links


ADVISED = [
    (
        "Ban Dân vận Huyện ủy Kim Sơn tham mưu ban hành Kế hoạch số 14-KH/HU.",
        ("Ban Dân vận Huyện ủy Kim Sơn", "14-KH/HU", "advises"),
    ),
    (
        "Ban Dân vận Huyện ủy Kim Sơn tham mưu triển khai Kết luận số 64-KL/TW.",
        ("Ban Dân vận Huyện ủy Kim Sơn", "64-KL/TW", "advises"),
    ),
    (
        "Ban Dân vận Huyện ủy Kim Sơn tham mưu cấp ủy giám sát Kết luận số 64-KL/TW.",
        ("Ban Dân vận Huyện ủy Kim Sơn", "64-KL/TW", "advises"),
    ),
]


@pytest.mark.parametrize(("text", "link"), ADVISED)
def test_who_gives_advice_on_a_document_advises(text: str, link: Row) -> None:
    found = stated(text)

    assert link in found
    assert {relation for unit, _, relation in found if unit == link[0]} == {"advises"}


PLANNED = [
    (
        "Thời gian tới, Huyện ủy Kim Sơn tiếp tục triển khai Kết luận số 64-KL/TW.",
        {(HU, "64-KL/TW", "implements")},
    ),
    ("Huyện ủy Kim Sơn cần triển khai 64-KL/TW.", {(HU, "64-KL/TW", "implements")}),
    ("Huyện ủy Kim Sơn sẽ tổng kết 64-KL/TW.", {(HU, "64-KL/TW", "reviews")}),
    ("Huyện ủy Kim Sơn sẽ kiểm tra việc thực hiện 64-KL/TW.", {(HU, "64-KL/TW", "supervises")}),
    (
        "Kế hoạch số 218/KH-UBND giao Sở Y tế tỉnh Hà Nam lo nước sạch.",
        {("Sở Y tế tỉnh Hà Nam", "218/KH-UBND", "implements")},
    ),
    (
        "Đề nghị các xã, thị trấn triển khai Kết luận số 64-KL/TW.",
        {("các xã, thị trấn", "64-KL/TW", "implements")},
    ),
]


@pytest.mark.parametrize(("text", "links"), PLANNED)
def test_what_is_still_to_be_done_is_planned(text: str, links: set[Row]) -> None:
    assert stated(text, planned=True) == links
    assert stated(text) == set()


def test_what_is_both_done_and_planned_is_done() -> None:
    text = "Huyện ủy Kim Sơn sẽ triển khai 64-KL/TW. Huyện ủy Kim Sơn đã triển khai 64-KL/TW."

    assert stated(text) == {(HU, "64-KL/TW", "implements")}
    assert stated(text, planned=True) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Đồng chí Bí thư Huyện ủy triển khai Kết luận số 64-KL/TW.",  # a person
        "Nhiều tập thể triển khai Kết luận số 64-KL/TW.",
        "Một số địa phương triển khai tốt Kết luận số 64-KL/TW.",
        "Toàn tỉnh triển khai Kết luận số 64-KL/TW.",
        "Theo quy định tại Nghị định 12/2017/NĐ-CP, hộ dân phải khai báo.",  # merely refers to it
        "Huyện ủy Kim Sơn họp sáng nay. Kết luận số 64-KL/TW dài 12 trang.",
        "Huyện ủy Kim Sơn chưa triển khai Kết luận số 64-KL/TW.",
        "UBND huyện Kim Sơn trồng cây. Tổng kết 64-KL/TW là việc khó.",
        "Cần tiếp tục triển khai Kết luận số 64-KL/TW.",  # an instruction without an addressee
    ],
)
def test_no_link_without_a_unit_that_acts_on_the_document(text: str) -> None:
    assert [(x.unit, x.relation) for x in find(text)] == []


def test_the_evidence_is_the_sentence() -> None:
    text = "Trời mưa. Huyện ủy Kim Sơn triển khai 64-KL/TW. Trời nắng."
    (link,) = find(text)

    assert link.text == "Huyện ủy Kim Sơn triển khai 64-KL/TW."
    assert link.code == text.index("64")


def test_a_lead_gives_its_units_and_directive_to_the_list_below() -> None:
    text = (
        "Để thực hiện Kế hoạch số 218/KH-UBND, UBND tỉnh Hà Nam phân công:\n"
        "- Sở Y tế lo nước sạch;\n"
        "- UBND huyện Bình Lục trồng cây."
    )
    found = {(x.unit, x.planned) for x in find(text, place="tỉnh Hà Nam")}

    assert {("Sở Y tế tỉnh Hà Nam", True), ("UBND huyện Bình Lục", True)} <= found
