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
    (
        "Huyện ủy Kim Sơn tổ chức trồng cây theo Kế hoạch số 218/KH-UBND.",
        {(HU, "218/KH-UBND", "implements")},
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


ACTING = [
    # what opens the sentence holds for each unit behind it
    (
        "Thực hiện Kết luận số 64-KL/TW, UBND huyện Kim Sơn lập 5 tổ; Huyện ủy Kim Sơn mở 3 lớp.",
        {(UBND, "64-KL/TW", "implements"), (HU, "64-KL/TW", "implements")},
    ),
    (
        "Với Kết luận số 64-KL/TW, Huyện ủy Kim Sơn đã rút ngắn 3 thủ tục.",
        {(HU, "64-KL/TW", "implements")},
    ),
    (
        "Trên tinh thần Kết luận số 64-KL/TW, Huyện ủy Kim Sơn đã vận động 2 tỷ đồng.",
        {(HU, "64-KL/TW", "implements")},
    ),
    (
        "Hưởng ứng Kết luận số 64-KL/TW, Huyện ủy Kim Sơn đã tặng 4 nhà.",
        {(HU, "64-KL/TW", "implements")},
    ),
    # the one beside acts on the document itself
    (
        "Huyện ủy Kim Sơn phối hợp với UBND huyện Kim Sơn giám sát việc thực hiện 64-KL/TW.",
        {(HU, "64-KL/TW", "supervises"), (UBND, "64-KL/TW", "supervises")},
    ),
    # said of itself
    (
        "Huyện ủy Kim Sơn cho biết đang triển khai Kết luận số 64-KL/TW.",
        {(HU, "64-KL/TW", "implements")},
    ),
    # another part of the sentence is negated
    (
        "Huyện ủy Kim Sơn vận động dân không đốt rác, góp phần thực hiện Kết luận số 64-KL/TW.",
        {(HU, "64-KL/TW", "implements")},
    ),
    # inspection is stronger than watching over, which is weaker than a review
    ("Huyện ủy Kim Sơn theo dõi việc thực hiện 64-KL/TW.", {(HU, "64-KL/TW", "supervises")}),
    (
        "Huyện ủy Kim Sơn theo dõi, đánh giá kết quả thực hiện 64-KL/TW.",
        {(HU, "64-KL/TW", "reviews")},
    ),
    # the name that the text gave a body, the kind that stands for it
    (
        "Tập đoàn Điện lực Việt Nam (EVN) họp. EVN đã triển khai Kết luận số 64-KL/TW.",
        {("Tập đoàn Điện lực Việt Nam", "64-KL/TW", "implements")},
    ),
    (
        "Sở Y tế tỉnh Hà Nam họp. Sở đã triển khai Kết luận số 64-KL/TW.",
        {("Sở Y tế tỉnh Hà Nam", "64-KL/TW", "implements")},
    ),
    (
        "Ban cán sự đảng Bộ Nội vụ đã quán triệt Kết luận số 64-KL/TW.",
        {("Ban cán sự đảng Bộ Nội vụ", "64-KL/TW", "implements")},
    ),
    (  # those who issued it together
        "Thực hiện Kết luận số 64-KL/TW của Bộ Chính trị, Ban Bí thư, Huyện ủy Kim Sơn mở 3 lớp.",
        {
            ("Bộ Chính trị", "64-KL/TW", "issues"),
            ("Ban Bí thư", "64-KL/TW", "issues"),
            (HU, "64-KL/TW", "implements"),
        },
    ),
    (  # a presidium is no mission
        "Đoàn Chủ tịch Ủy ban Trung ương MTTQ Việt Nam đã triển khai Kết luận số 64-KL/TW.",
        {
            (
                "Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
                "64-KL/TW",
                "implements",
            )
        },
    ),
    (
        "Huyện ủy Kim Sơn đang làm các nhiệm vụ được giao khi thực hiện 64-KL/TW.",
        {(HU, "64-KL/TW", "implements")},
    ),
    (  # a body that is no part of a code
        "Căn cứ 12/QĐ-UBND, Sở Y tế tỉnh Hà Nam mở thêm 2 lớp.",
        {("Sở Y tế tỉnh Hà Nam", "12/QĐ-UBND", "implements")},
    ),
    (
        "Đảng bộ huyện Kim Sơn đã triển khai Kết luận số 64-KL/TW.",
        {("Đảng bộ huyện Kim Sơn", "64-KL/TW", "implements")},
    ),
    (
        "Trong năm, ngành Y tế huyện Kim Sơn triển khai Kết luận số 64-KL/TW.",
        {("ngành Y tế huyện Kim Sơn", "64-KL/TW", "implements")},
    ),
    (
        "Tỉnh đoàn Hà Nam mở hội thi tìm hiểu Kết luận số 64-KL/TW.",
        {("Tỉnh đoàn Hà Nam", "64-KL/TW", "implements")},
    ),
    (  # who holds the meeting on it
        "Lễ sơ kết 3 năm thực hiện Kết luận số 64-KL/TW do Huyện ủy Kim Sơn chủ trì.",
        {(HU, "64-KL/TW", "reviews")},
    ),
    (  # who is asked how it is carried out, and who asks
        "Đoàn giám sát của Quốc hội đã làm việc với Huyện ủy Kim Sơn về tình hình thực hiện"
        " Kết luận số 64-KL/TW.",
        {
            ("Đoàn giám sát của Quốc hội", "64-KL/TW", "supervises"),
            (HU, "64-KL/TW", "implements"),
        },
    ),
    (  # the sender, not who gets the letter
        "Huyện ủy Kim Sơn có thư gửi các chi bộ về việc thực hiện Kết luận số 64-KL/TW.",
        {(HU, "64-KL/TW", "implements")},
    ),
]


DECREE = "12/2016/NĐ-CP"
IN_DOCUMENTS = [
    # on what stands in a document
    (
        "Trên cơ sở định hướng của Bộ Chính trị, Ban Bí thư tại Kết luận số 127-KL/TW, Kết luận số"
        " 130-KL/TW, Huyện ủy Kim Sơn đã mở 5 lớp.",
        {(HU, "127-KL/TW", "implements"), (HU, "130-KL/TW", "implements")},
    ),
    (
        "Căn cứ quy định tại điểm a khoản 3 Điều 17 Nghị định số 12/2016/NĐ-CP, UBND huyện Kim Sơn"
        " thông báo giá vé.",
        {(UBND, DECREE, "implements")},
    ),
    (
        "Huyện ủy yêu cầu các xã, thị trấn thực hiện ý kiến chỉ đạo của Ban Thường vụ Tỉnh ủy"
        " về việc nhận xe ô tô do doanh nghiệp biếu, tặng, cho mượn tại Thông báo số 27-TB/TU.",
        {("các xã, thị trấn", "27-TB/TU", "implements")},
    ),
    (
        "UBND huyện Kim Sơn theo chức năng được giao căn cứ ý kiến chỉ đạo của Tỉnh ủy tại Công văn"
        " số 27-CV/TU, phối hợp rà soát nhà ở.",
        {(UBND, "27-CV/TU", "implements")},
    ),
    (
        "Huyện ủy yêu cầu các xã, thị trấn thực hiện nghiêm chỉ đạo của Tỉnh ủy tại Kết luận số"
        " 26-KL/TU và của Ban Bí thư tại Chỉ thị số 27-CT/TW.",
        {
            ("các xã, thị trấn", "26-KL/TU", "implements"),
            ("các xã, thị trấn", "27-CT/TW", "implements"),
        },
    ),
    # a law that is kept to, told of all; and what only speaks of it
    (
        "Các xã, thị trấn đều thực hiện mức hỗ trợ cho dân theo Nghị định số 12/2016/NĐ-CP.",
        {("Các xã, thị trấn", DECREE, "implements")},
    ),
    (
        "Các xã, thị trấn đã kiểm tra những con tàu của dân vùng biển theo Nghị định số"
        " 12/2016/NĐ-CP.",
        set(),
    ),
    # one of many, which a list names
    (
        "Huyện ủy Kim Sơn đã quán triệt nghiêm túc các nghị quyết, chỉ thị của Đảng và Nhà nước về"
        " xây dựng Đảng trong tình hình mới, nhất là Nghị quyết Đại hội XII của Đảng, Chỉ thị số"
        " 05-CT/TW.",
        {(HU, "05-CT/TW", "implements")},
    ),
    (
        "Huyện ủy Kim Sơn đã quán triệt nghiêm túc nhiều việc của dân ở các thôn, xóm vùng biển và"
        " vùng núi trong tình hình mới ở nơi đây, khác với ý của Chỉ thị số 05-CT/TW.",
        set(),
    ),
    # a semicolon behind the clause that opens the sentence
    (
        "Thực hiện Chỉ thị số 27-CT/TW của Ban Bí thư về đón Tết; Huyện ủy Kim Sơn chỉ đạo một số"
        " việc sau.",
        {(HU, "27-CT/TW", "implements")},
    ),
    # who asks and who is asked in a meeting
    (
        "Tại buổi làm việc của đoàn kiểm tra Bộ Chính trị với Huyện ủy Kim Sơn về thực hiện Nghị"
        " quyết số 39-NQ/TW, ông Nam trình bày.",
        {
            ("đoàn kiểm tra Bộ Chính trị", "39-NQ/TW", "supervises"),
            (HU, "39-NQ/TW", "implements"),
        },
    ),
    # who directs others to do it
    (
        "Huyện ủy Kim Sơn đã chỉ đạo các chi bộ học tập Chỉ thị số 05-CT/TW.",
        {(HU, "05-CT/TW", "implements"), ("các chi bộ", "05-CT/TW", "implements")},
    ),
    # to whom one reports, who gives means, to whom land is given
    (
        "Xã báo cáo Huyện ủy Kim Sơn trong 5 năm thực hiện Nghị quyết số 06-NQ/TU về làng nghề.",
        set(),
    ),
    (
        "Nếu không tính kế hoạch UBND huyện Kim Sơn giao và bổ sung thực hiện Nghị quyết số"
        " 57-NQ/TW thì ít hơn.",
        set(),
    ),
    (
        "Huyện có Quyết định số 47/QĐ-UBND thu hồi 48 ha đất giao cho Trung tâm Y tế huyện Kim"
        " Sơn.",
        set(),
    ),
    # who issues what is about another carries that one out by it: a relation
    (
        "UBND huyện Kim Sơn có Kế hoạch số 15/KH-UBND năm 2018 ban hành chương trình hành động thực"
        " hiện Nghị quyết số 57-NQ/TW.",
        set(),
    ),
    # what a document is about, behind a comma, is no deed of who issued it
    (
        "UBND huyện Kim Sơn vừa ban hành Kế hoạch số 15/KH-UBND, hướng dẫn thi hành Nghị định 19 về"
        " bến đò.",
        set(),
    ),
    # "tham mưu … ban hành" a law is more than to refer to it
    (
        "UBND huyện Kim Sơn đã tham mưu Chính phủ ban hành Nghị định số 12/2016/NĐ-CP.",
        {(UBND, DECREE, "advises")},
    ),
]


@pytest.mark.parametrize(("text", "links"), IN_DOCUMENTS)
def test_what_stands_in_a_document_is_carried_out(text: str, links: set[Row]) -> None:
    told = {row for row in stated(text) | stated(text, planned=True) if row[2] != "issues"}

    assert told == links


FERRY = "Nghị định số 12/2016/NĐ-CP quy định về phà.\n\n"
DUTIES = [
    ("UBND huyện Kim Sơn có trách nhiệm bán vé.", UBND),
    ("1. UBND huyện Kim Sơn chịu trách nhiệm bán vé.", UBND),
    ("UBND huyện Kim Sơn (Điều 11) có trách nhiệm bán vé.", UBND),
    ("Nghị định quy định UBND huyện Kim Sơn có trách nhiệm bán vé.", UBND),
    ("## Trách nhiệm quản lý bến đò của UBND huyện Kim Sơn\n\nBán vé.", UBND),
    ("Trách nhiệm của UBND huyện Kim Sơn (Điều 12): Bán vé.", UBND),
    ("Ông Nam nói với UBND huyện Kim Sơn rất lâu.", None),
    ("Ông Nam tin rằng UBND huyện Kim Sơn có trách nhiệm bán vé.", None),
    ("Luật Đê điều 2006 rất dài.\nUBND huyện Kim Sơn có trách nhiệm bán vé.", None),
    ("Các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành.", None),
    ("Các cơ quan, tổ chức có trách nhiệm bán vé.", None),
]


@pytest.mark.parametrize(("line", "unit"), DUTIES)
def test_a_document_that_is_presented_gives_duties(line: str, unit: str | None) -> None:
    told = {row for row in stated(FERRY + line, planned=True) if row[2] != "issues"}

    assert told == ({(unit, DECREE, "implements")} if unit else set())


@pytest.mark.parametrize(("text", "links"), ACTING)
def test_who_acts_is_told_in_many_ways(text: str, links: set[Row]) -> None:
    assert stated(text) == links
    assert stated(text, planned=True) == set()


@pytest.mark.parametrize(("text", "links"), RELATIONS)
def test_the_verb_tells_what_a_unit_does(text: str, links: set[Row]) -> None:
    assert stated(text) == links
    assert stated(text, planned=True) == set()


PROVINCE = "UBND tỉnh Hà Nam"
ISSUED = [
    (
        "UBND tỉnh Hà Nam mới đây đã ban hành Kế hoạch 218/KH-UBND.",
        {(PROVINCE, "218/KH-UBND", "issues")},
    ),
    (
        "UBND tỉnh Hà Nam ngày 4/6 ban hành Kế hoạch 218/KH-UBND.",
        {(PROVINCE, "218/KH-UBND", "issues")},
    ),
    (
        "UBND tỉnh Hà Nam thống nhất ban hành Kế hoạch 218/KH-UBND.",
        {(PROVINCE, "218/KH-UBND", "issues")},
    ),
    ("Quán được Bộ Y tế cấp phép số 218/GP-BYT.", {("Bộ Y tế", "218/GP-BYT", "issues")}),
    (  # something is approved in it
        "Bến xe được UBND tỉnh Hà Nam phê duyệt theo Quyết định 218/QĐ-UBND.",
        {(PROVINCE, "218/QĐ-UBND", "issues")},
    ),
    ("Bến xe được Bộ Nội vụ xây theo Quyết định 218/QĐ-BNV.", set()),
    (  # a later predicate of the same subject
        "UBND tỉnh Hà Nam đã họp với dân ba lần; ban hành Kế hoạch 218/KH-UBND.",
        {(PROVINCE, "218/KH-UBND", "issues")},
    ),
    ("UBND tỉnh Hà Nam đã họp với dân ba lần, ban hành Kế hoạch 218/KH-BNV.", set()),
    (  # in brackets behind what is asked
        "Theo đề nghị của Bộ Nội vụ (Tờ trình số 12/TTr-BNV), lễ hội dời sang xuân.",
        {("Bộ Nội vụ", "12/TTr-BNV", "issues")},
    ),
    (  # who signs stands behind what it is about
        "Thông tư số 12/2017/TT-BNV về phép năm của thợ lặn được Bộ Nội vụ ký.",
        {("Bộ Nội vụ", "12/2017/TT-BNV", "issues")},
    ),
    ("Thông tư số 12/2017/TT-BNV về đơn từ được Bộ Y tế ký.", set()),
    (  # the symbol of an assembly has its term
        "Tại Nghị quyết số 19/NQ-UBTVQH15, Ủy ban Thường vụ Quốc hội lập xã mới.",
        {("Ủy ban Thường vụ Quốc hội", "19/NQ-UBTVQH15", "issues")},
    ),
    (  # an agency, whose ministry stands behind it
        "Cục Thú y, Bộ Nội vụ vừa có Công văn số 12/TY-DT.",
        {("Cục Thú y", "12/TY-DT", "issues")},
    ),
    (  # issuing is no carrying out
        "UBND huyện Kim Sơn chỉ đạo xây dựng và ban hành Kế hoạch số 218/KH-UBND.",
        {(UBND, "218/KH-UBND", "issues")},
    ),
    (
        "Kết luận số 64-KL/TW của Ban Bí thư rất rõ.",
        {("Ban Bí thư", "64-KL/TW", "issues")},
    ),
    (
        "UBND huyện Kim Sơn ban hành Kế hoạch số 218/KH-UBND.",
        {(UBND, "218/KH-UBND", "issues")},
    ),
    ("Nghị định 12/2017/NĐ-CP rất rõ.", set()),  # only the code's body tells
    (  # joint issuers have one entry each
        "Thông tư liên tịch 57/2013/TTLT-BNV-BTC của Bộ Nội vụ và Bộ Tài chính.",
        {
            ("Bộ Nội vụ", "57/2013/TTLT-BNV-BTC", "issues"),
            ("Bộ Tài chính", "57/2013/TTLT-BNV-BTC", "issues"),
        },
    ),
    (
        "Kết luận số 64-KL/TW của Bộ Chính trị, Ban Bí thư. Bộ Chính trị họp. Ban Bí thư họp.",
        {("Bộ Chính trị", "64-KL/TW", "issues"), ("Ban Bí thư", "64-KL/TW", "issues")},
    ),
    # one name with a comma in it stays one
    (
        "Thông tư 05/2025/TT-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch.",
        {("Bộ Văn hóa, Thể thao và Du lịch", "05/2025/TT-BVHTTDL", "issues")},
    ),
    # what only the units of the sentence tell
    (
        "Thành phố Đà Lạt đã ban hành Công văn số 57/VP-KT về cây xanh.",
        {("thành phố Đà Lạt", "57/VP-KT", "issues")},
    ),
    (
        "Thừa ủy quyền của Thủ tướng Chính phủ, Phó Thủ tướng Lê A vừa ký Công văn số 31/TTg-KT.",
        {("Thủ tướng Chính phủ", "31/TTg-KT", "issues")},
    ),
    (
        "UBND huyện Kim Sơn cụ thể hóa Nghị quyết bằng Kế hoạch số 12/KH-UBND, Chỉ thị 3/CT-UBND.",
        {(UBND, "12/KH-UBND", "issues"), (UBND, "03/CT-UBND", "issues")},
    ),
    (
        "Tại Nghị định 12/2017/NĐ-CP vừa ban hành, Chính phủ nâng mức phạt.",
        {("Chính phủ", "12/2017/NĐ-CP", "issues")},
    ),
    (
        "Giấy phép số 15/CCKL-BT do Chi cục Kiểm lâm cấp năm ngoái.",
        {("Chi cục Kiểm lâm", "15/CCKL-BT", "issues")},
    ),
    # the plan is about the conclusion, with or without "về"
    (
        "UBND huyện Kim Sơn có Kế hoạch số 218/KH-UBND triển khai Kết luận 64-KL/TW.",
        {(UBND, "218/KH-UBND", "issues")},
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


IN_WHICH = [
    (
        "Chiến lược bến đò được Thủ tướng Chính phủ phê duyệt tại Quyết định 1586 ngày 24/10/2012.",
        {("Thủ tướng Chính phủ", "1586-QĐ", "issues")},
    ),
    (
        "Theo định hướng của Bộ Chính trị, Ban Bí thư tại Kết luận số 127-KL/TW, việc này cần làm.",
        {("Bộ Chính trị", "127-KL/TW", "issues"), ("Ban Bí thư", "127-KL/TW", "issues")},
    ),
    (
        "Tại Công điện số 149/CĐ-TTg về tặng quà cho dân, Thủ tướng Chính phủ muốn làm ngay.",
        {("Thủ tướng Chính phủ", "149/CĐ-TTg", "issues")},
    ),
    (
        "Chủ tịch UBND huyện Kim Sơn đã ký tiếp văn bản số 15/UBND-KT.",
        {("Chủ tịch UBND huyện Kim Sơn", "15/UBND-KT", "issues")},
    ),
    (
        "Cục Thú y cho biết, với quy định hiện hành tại Thông tư số 04/2022 quy định về trâu, thuế"
        " không đổi.",
        set(),
    ),
    ("Người dân được hưởng theo Luật Bảo hiểm xã hội số 58/2014/QH13.", set()),  # its name
    (
        "Bộ Tài chính vừa ban hành Thông tư số 329/2016/TT-BTC, hướng dẫn thi hành Nghị định 119 về"
        " vé.",
        {("Bộ Tài chính", "329/2016/TT-BTC", "issues")},
    ),
]


@pytest.mark.parametrize(("text", "links"), IN_WHICH)
def test_who_decides_in_a_document_issues_it(text: str, links: set[Row]) -> None:
    assert {row for row in stated(text) if row[2] == "issues"} == links


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
    (  # behind one that another belongs to
        "Các vụ thuộc Bộ Y tế, Giám đốc Sở Y tế, bệnh viện tư chịu trách nhiệm thi hành 64-KL/TW.",
        {("Giám đốc Sở Y tế", "64-KL/TW", "implements")},
    ),
    (  # what a plan lays on a unit
        "Theo Kế hoạch số 218/KH-BNV, Huyện ủy Kim Sơn chịu trách nhiệm mời khách.",
        {(HU, "218/KH-BNV", "implements")},
    ),
    (
        "Bộ Y tế có Công văn số 12/BYT-KCB gửi Sở Y tế các tỉnh yêu cầu dự trữ máu.",
        {("Sở Y tế các tỉnh", "12/BYT-KCB", "implements")},
    ),
    (  # an order goes on from sentence to sentence
        "Thủ tướng ký Công điện số 5/CĐ-TTg. Thủ tướng giao Bộ Y tế trữ thuốc. Bộ Công Thương, theo"
        " nhiệm vụ được giao, tăng cường dự báo.",
        {("Bộ Y tế", "05/CĐ-TTg", "implements"), ("Bộ Công Thương", "05/CĐ-TTg", "implements")},
    ),
    (  # "này" is not the one that it replaces
        "Bộ Y tế có Kế hoạch số 12/KH-BYT. Kế hoạch này thay thế Kế hoạch số 9/KH-BYT. Huyện ủy Kim"
        " Sơn chịu trách nhiệm thi hành Kế hoạch này.",
        {(HU, "12/KH-BYT", "implements")},
    ),
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

HEADS = "các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch UBND các tỉnh"
TASKS = [
    # a document, or who speaks in it, gives a task; its title may stand between
    (
        "Công văn số 57/UBND-KT về việc dọn rác yêu cầu các xã, thị trấn kiểm tra chợ.",
        {("các xã, thị trấn", "57/UBND-KT", "implements")},
    ),
    (
        "Tại Công văn số 57/UBND-KT, Chủ tịch UBND tỉnh Hà Nam đề nghị các phường rà soát chợ.",
        {("các phường", "57/UBND-KT", "implements")},
    ),
    (
        "Bộ Y tế có Công văn số 57/BYT-DP chỉ đạo Sở Y tế tỉnh Hà Nam kiểm tra chợ.",
        {("Sở Y tế tỉnh Hà Nam", "57/BYT-DP", "implements")},
    ),
    (
        "Kế hoạch số 218/KH-UBND nêu rõ, Sở Y tế tỉnh Hà Nam có trách nhiệm lo nước sạch.",
        {("Sở Y tế tỉnh Hà Nam", "218/KH-UBND", "implements")},
    ),
    (
        "Nghị định 12/2017/NĐ-CP bổ sung trách nhiệm của Bộ Nội vụ phải báo cáo hằng năm.",
        {("Bộ Nội vụ", "12/2017/NĐ-CP", "implements")},
    ),
    (
        "Bộ trưởng Bộ Nội vụ và các cơ quan liên quan chịu trách nhiệm thi hành Quyết định"
        " 12/QĐ-BNV.",
        {
            ("Bộ trưởng Bộ Nội vụ", "12/QĐ-BNV", "implements"),
            ("các cơ quan liên quan", "12/QĐ-BNV", "implements"),
        },
    ),
    # heads of many bodies are a collective, and a law that they are told to act by counts
    (
        f"Thủ tướng Chính phủ yêu cầu {HEADS} chỉ đạo công tác này theo đúng quy định của"
        " Nghị định 12/2017/NĐ-CP.",
        {(HEADS, "12/2017/NĐ-CP", "implements")},
    ),
    # what somebody asks for is asked of all who follow
    (
        "Hội nghị thống nhất: Huyện ủy Kim Sơn triển khai 64-KL/TW; UBND huyện Kim Sơn sơ kết"
        " 64-KL/TW.",
        {(HU, "64-KL/TW", "implements"), (UBND, "64-KL/TW", "reviews")},
    ),
    # the directive is left out: told before in the sentence, or in the one before
    (
        "Bí thư đề nghị các xã thực hiện 64-KL/TW; giao Huyện ủy Kim Sơn kiểm tra việc thực hiện"
        " tại cơ sở.",
        {("các xã", "64-KL/TW", "implements"), (HU, "64-KL/TW", "supervises")},
    ),
    (
        "UBND tỉnh Hà Nam ký Công văn số 57/UBND-KT. UBND tỉnh Hà Nam giao Sở Y tế tỉnh Hà Nam"
        " xét nghiệm nước.",
        {("Sở Y tế tỉnh Hà Nam", "57/UBND-KT", "implements")},
    ),
    ("Huyện ủy Kim Sơn được giao sơ kết 64-KL/TW.", {(HU, "64-KL/TW", "reviews")}),
    (
        "Nhằm thi hành Luật số 10/2022/QH15, Bộ Nội vụ sẽ mở 3 lớp.",
        {("Bộ Nội vụ", "10/2022/QH15", "implements")},
    ),
    ("1. Huyện ủy Kim Sơn triển khai 64-KL/TW.", {(HU, "64-KL/TW", "implements")}),  # a duty
]


@pytest.mark.parametrize(("text", "links"), [*PLANNED, *TASKS])
def test_what_is_still_to_be_done_is_planned(text: str, links: set[Row]) -> None:
    assert stated(text, planned=True) == links
    assert {row for row in stated(text) if row[2] != "issues"} == set()


def test_what_is_both_done_and_planned_is_done() -> None:
    text = "Huyện ủy Kim Sơn sẽ triển khai 64-KL/TW. Huyện ủy Kim Sơn đã triển khai 64-KL/TW."

    assert stated(text) == {(HU, "64-KL/TW", "implements")}
    assert stated(text, planned=True) == set()


RAIN = "Trời mưa to. " * 60


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
        "Huyện ủy Kim Sơn yêu cầu nghiêm túc triển khai Kết luận số 64-KL/TW.",  # who asks acts not
        "Theo Nghị định 12/2017/NĐ-CP, Bộ Nội vụ có 20 vụ.",  # only quoted
        "Theo Báo cáo số 12/BC-BNV, Huyện ủy Kim Sơn đã trồng cây.",
        "Báo cáo số 12/BC-BNV đề nghị Bộ Y tế cấp thuốc.",  # asks, and gives no task
        "Nghị định 12/2017/NĐ-CP quy định Bộ Nội vụ có trách nhiệm quản lý.",  # its content
        "Bộ Nội vụ xem Kết luận số 64-KL/TW. Bộ Kế hoạch và Đầu tư chỉ đạo các xã họp.",
        "Ông Tâm xem 64-KL/TW. Huyện ủy Kim Sơn triển khai Kế hoạch của Sở Y tế.",
        "Trường Kim Sơn được thành lập theo Quyết định số 12/QĐ-BNV.",
        "Theo Hải quan các tỉnh miền Tây, khi cơ quan thuế giúp thì thực hiện tốt 64-KL/TW.",
        "Theo lời của Cục Thú y (Bộ Y tế) sau 2 năm triển khai Kết luận số 64-KL/TW đã có 9 trạm.",
        "Nhận thức của người đứng đầu một số bộ ngành, địa phương triển khai 64-KL/TW còn kém.",
        "Tại Hội nghị Thủ tướng Chính phủ với các nhà nông, ông Tâm nhìn lại một năm thực hiện "
        "Kết luận số 64-KL/TW.",
        "Ông Tâm đọc Bộ luật số 12/2019/QH14. Bộ Y tế triển khai Bộ luật lao động.",
        f"{RAIN}Ông Tâm xem 64-KL/TW. {RAIN}Bộ Y tế thực hiện Kết luận này.",
        "Nhân dân các xã triển khai Kết luận số 64-KL/TW.",
        "Căn cứ Kết luận số 64-KL/TW;\nĐiều 5. Bộ Y tế giám sát việc thực hiện Kết luận này.",
        # what a document that is given word for word says of itself
        f"{RAIN}Sau Kết luận số 64-KL/TW có thêm văn bản.\nĐiều 5. Thi hành\n"
        "Bộ Y tế giám sát việc thực hiện Kết luận này.",
        "Nghị định 12/2017/NĐ-CP ra đời. Bộ Công an thực hiện theo điểm đ khoản 2 Điều 16 của Nghị"
        " định này.",
        "Bệnh viện Đa khoa tỉnh Hòa Bình phải theo Nghị định 12/2017/NĐ-CP.",
        "Huyện ủy Kim Sơn đã chỉ đạo thu hồi Quyết định số 12/QĐ-BNV.",
        "Bộ Y tế xem Báo cáo số 12/BC-BNV. Huyện ủy Kim Sơn triển khai lập Báo cáo nghiên cứu đê.",
        "Ông Tâm chịu trách nhiệm trước Huyện ủy Kim Sơn về việc thực hiện 64-KL/TW.",
        "Vì cầu xây theo Nghị định 12/2017/NĐ-CP bị nứt, hôm qua, Bộ Nội vụ đã cử đoàn về xem.",
    ],
)
def test_no_link_without_a_unit_that_acts_on_the_document(text: str) -> None:
    assert [(x.unit, x.relation) for x in find(text)] == []


def test_before_whom_one_answers_acts_not() -> None:
    found = find(
        "Chính phủ yêu cầu các Bộ trưởng chịu trách nhiệm trước Quốc hội, Chính phủ về kết quả và "
        "thực hiện Kết luận số 64-KL/TW."
    )
    assert {x.unit for x in found} == {"các Bộ trưởng"}


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
