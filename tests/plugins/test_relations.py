"""Relations: what one directive does with another."""

from __future__ import annotations

import pytest

from indexer.annotate import annotate
from indexer.models import Article, Relation
from indexer.plugin import Sources, discover
from indexer.text.unicode import normalise

PLUGINS = [p for p in discover(Sources("plugins", entry_points=False)) if p.name != "words"]
Row = tuple[str, str, str]


def find(text: str) -> list[Relation]:
    """The relations that *text* states."""
    article = Article(id="a", path="a.txt", text=normalise(text))
    return list(annotate(article, PLUGINS).of(Relation))


def stated(text: str) -> list[Row]:
    """Source, relation and target of each relation."""
    return [(r.source, r.relation, r.target) for r in find(text)]


def todo(*row: object, why: str) -> object:
    """A row that the rules ask for and that is not met yet."""
    return pytest.param(*row, marks=pytest.mark.xfail(reason=why, strict=True))


PLAN, DECISION = "218/KH-UBND", "731/QĐ-TTg"
EQUAL = "54/QĐ-UBND"  # a decision of a body that is not above that of the plan

TWO = [  # what stands between a plan and a decision, and what it tells
    ("thực hiện Quyết định số", "implements"),
    ("triển khai thực hiện Quyết định số", "implements"),
    ("về thực hiện Quyết định số", "implements"),
    ("về việc triển khai Quyết định số", "implements"),
    ("hướng dẫn thực hiện Quyết định số", "implements"),
    ("nhằm cụ thể hóa Quyết định số", "implements"),
    ("quy định chi tiết thi hành Quyết định số", "implements"),
    ("căn cứ Quyết định số", "based_on"),
    ("theo tinh thần Quyết định số", "based_on"),
    ("trên cơ sở Quyết định số", "based_on"),
    ("theo đề nghị tại Quyết định số", "based_on"),
    ("xét đề nghị tại Quyết định số", "based_on"),
    ("sửa đổi, bổ sung một số điều của Quyết định số", "amends"),
    ("sửa đổi Quyết định số", "amends"),
    ("bổ sung Quyết định số", "amends"),
    ("bãi bỏ một phần Quyết định số", "amends"),  # in part
    ("bãi bỏ khoản 2 Điều 3 Quyết định số", "amends"),
    ("thay thế Quyết định số", "replaces"),
    ("và thay thế cho Quyết định số", "replaces"),
    ("bãi bỏ Quyết định số", "repeals"),
    ("làm hết hiệu lực Quyết định số", "repeals"),
    ("gắn với thực hiện Quyết định số", "cites"),
    ("đáp ứng yêu cầu của Quyết định số", "cites"),
    ("thay thế các biểu mẫu tại Quyết định số", "amends"),
    ("sửa đổi điểm b khoản 4 Điều 11 Quyết định số", "amends"),
    ("nhằm thể chế hóa Quyết định số", "implements"),
    ("hướng dẫn chế độ trực đêm theo quy định tại Điều 7 Quyết định số", "implements"),
    ("gắn với thực hiện Quy chế trực đêm ban hành kèm theo Quyết định số", "cites"),
    ("về tổng kết 5 năm thực hiện Quyết định số", "cites"),  # no carrying out, but about it
]


@pytest.mark.parametrize(("words", "relation"), TWO)
def test_the_words_between_two_mentions_tell_their_relation(words: str, relation: str) -> None:
    text = f"Huyện học Kế hoạch số {PLAN} {words} {EQUAL}."

    assert stated(text) == [(PLAN, relation, EQUAL)]


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("được sửa đổi, bổ sung bởi Quyết định số", "amends"),
        ("được thay thế bởi Quyết định số", "replaces"),
        ("bị thay thế bằng Quyết định số", "replaces"),
        ("bị bãi bỏ bởi Quyết định số", "repeals"),
        ("(sửa đổi, bổ sung tại Quyết định số", "amends"),
        ("đã được sửa đổi bởi khoản 3 Điều 1 Quyết định số", "amends"),
        ("hết hiệu lực kể từ ngày Quyết định số", "repeals"),
    ],
)
def test_in_the_passive_the_second_one_acts(words: str, relation: str) -> None:
    text = f"Kế hoạch số {PLAN} {words} {DECISION}."

    assert stated(text) == [(DECISION, relation, PLAN)]


def test_a_date_an_issuer_and_a_title_may_stand_between() -> None:
    text = (
        "UBND huyện ra Kế hoạch số 218/KH-UBND ngày 4/6/2018 triển khai thực hiện Quyết định số "
        "731/QĐ-TTg ngày 2/5/2018 của Thủ tướng Chính phủ."
    )

    assert stated(text) == [(PLAN, "implements", DECISION)]


def test_a_list_of_documents_shares_the_relation() -> None:
    text = "Kế hoạch số 218/KH-UBND thực hiện Quyết định số 731/QĐ-TTg và Nghị quyết số 12/NQ-HĐND."

    assert stated(text) == [(PLAN, "implements", DECISION), (PLAN, "implements", "12/NQ-HĐND")]


OLD, NEW, LAW = "12/2016/NĐ-CP", "45/2021/NĐ-CP", "41/2015/QH13"
CIRCULAR = "07/2022/TT-BYT"

SAID = [
    # done
    (
        f"Nghị định số {NEW} của Chính phủ đã bãi bỏ Điều 3 Nghị định số {OLD}.",
        [(NEW, "amends", OLD)],
    ),
    (f"Sau Nghị định số {NEW}, Bộ Nội vụ đã sửa đổi Nghị định số {OLD}.", []),
    # what is changed in it
    (
        f"Nghị định số {NEW} điều chỉnh mức phạt quy định tại Khoản 1 Điều 5 Nghị định số {OLD}.",
        [(NEW, "amends", OLD)],
    ),
    (
        f"Nghị định số {NEW} sửa đổi biểu phí trong Phụ lục ban hành kèm theo Nghị định số {OLD}.",
        [(NEW, "amends", OLD)],
    ),
    (
        f"Nghị định số {NEW} sửa đổi nhiều điểm so với quy định tại Nghị định số {OLD}.",
        [(NEW, "cites", OLD)],
    ),
    # what of it is carried out
    (
        f"Nghị định số {NEW} thể chế hóa đầy đủ các quan điểm nêu tại Nghị quyết số 64-NQ/TW.",
        [(NEW, "implements", "64-NQ/TW")],
    ),
    (
        "Nghị quyết số 64-NQ/TW được cụ thể hóa tại Chỉ thị số 06-CT/HU và Kế hoạch 218/KH-UBND.",
        [("06-CT/HU", "implements", "64-NQ/TW"), ("218/KH-UBND", "implements", "64-NQ/TW")],
    ),
    (
        "Huyện có nhiều văn bản triển khai Chỉ thị số 06-CT/HU như: Kế hoạch số 218/KH-UBND.",
        [("218/KH-UBND", "implements", "06-CT/HU")],
    ),
    (
        "Đề án triển khai Chỉ thị số 06-CT/HU (ban hành kèm theo Quyết định số 54/QĐ-UBND).",
        [("54/QĐ-UBND", "implements", "06-CT/HU")],
    ),
    (
        "Kế hoạch số 218/KH-UBND về tổ chức học tập, quán triệt Chỉ thị số 06-CT/HU.",
        [("218/KH-UBND", "implements", "06-CT/HU")],
    ),
    (
        f"Căn cứ Nghị định số {NEW}; căn cứ Nghị định số {OLD}; xã ban hành Kế hoạch 218/KH-UBND.",
        [("218/KH-UBND", "based_on", NEW), ("218/KH-UBND", "based_on", OLD)],
    ),
    # one ends when the other begins
    (
        f"Từ ngày Nghị định số {NEW} có hiệu lực, Nghị định số {OLD} hết hiệu lực.",
        [(NEW, "repeals", OLD)],
    ),
    (f"Từ ngày Nghị định số {NEW} có hiệu lực, Nghị định số {OLD} bị chê.", []),
    # brackets end a list; discipline is no law
    (
        f"Nghị định số {NEW} sửa đổi Nghị định số {OLD} (được sửa đổi bởi Nghị định số"
        " 13/2018/NĐ-CP năm 2018), Nghị định số 14/2016/NĐ-CP.",
        [
            (NEW, "amends", OLD),
            ("13/2018/NĐ-CP", "amends", OLD),
            (NEW, "amends", "14/2016/NĐ-CP"),
        ],
    ),
    (
        f"Nghị định số {NEW} bổ sung mức kỷ luật để thể chế hóa Quy định số 69-QĐ/TW.",
        [(NEW, "implements", "69-QĐ/TW")],
    ),
    (
        "Trên cơ sở Kết luận số 64-KL/TW, Kết luận số 65-KL/TW, Chính phủ đã nêu nguyên tắc mới.",
        [],  # two grounds
    ),
    # a letter that answers another; what one asks to carry out
    (
        "Trả lời Công văn số 12/BNV-TL, Bộ Y tế có Công văn số 15/BYT-TL.",
        [("15/BYT-TL", "cites", "12/BNV-TL")],
    ),
    (
        "Trả lời kiến nghị của dân tại Công văn số 12/SYT-TL, Bộ Y tế có Công văn số 15/BYT-TL.",
        [("15/BYT-TL", "cites", "12/SYT-TL")],
    ),
    (
        "Bộ Y tế đã có Công văn số 15/BYT-TL trả lời kiến nghị tại Công văn số 12/SYT-TL.",
        [("15/BYT-TL", "cites", "12/SYT-TL")],
    ),
    (
        "Bộ Y tế có Công văn số 15/BYT-TL phúc đáp Công văn số 12/SYT-TL.",
        [("15/BYT-TL", "cites", "12/SYT-TL")],
    ),
    (
        "Liên quan đến Công văn số 12/SYT-TL, UBND tỉnh ra Quyết định số 54/QĐ-UBND về phà.",
        [(EQUAL, "cites", "12/SYT-TL")],
    ),
    (
        "Xét thấy có dấu hiệu vi phạm Chỉ thị số 26/CT-TTg, Bộ Y tế đã ra Quyết định số 76/QĐ-BYT.",
        [("76/QĐ-BYT", "cites", "26/CT-TTg")],
    ),
    ("Trả lời về Công văn số 12/SYT-TL, ông Nam nhắc Quyết định số 54/QĐ-UBND.", []),
    (
        f"Bộ Nội vụ ký Công văn số 12/BNV-TL, yêu cầu các trường thực hiện Nghị định số {OLD}.",
        [("12/BNV-TL", "cites", OLD)],
    ),
    # what its content refers to
    (
        f"Theo Nghị định số {NEW}, chủ đò được vay vốn theo Nghị định số {OLD}.",
        [(NEW, "cites", OLD)],
    ),
    (
        f"Bộ Nội vụ ký Công văn số 12/BNV-TL, yêu cầu trả lương theo Nghị định số {OLD}.",
        [("12/BNV-TL", "cites", OLD)],
    ),
    (f"Bộ Nội vụ ký Công văn số 12/BNV-TL gửi các trường theo Nghị định số {OLD}.", []),
    # what it says itself, after a colon as well; what somebody else says is not its content
    (
        f"Về học phí, lệ phí thi, Nghị định số {NEW} cũng quy định xã có quyền: Thu vé"
        f" quy định tại Điều 3 Luật Đê điều, Điều 4 Nghị định số {OLD}.",
        [(NEW, "cites", OLD)],
    ),
    (
        f"Về vé, Nghị định số {NEW} nêu rõ: Vé được quy định tại khoản 3 Điều 3 của Nghị định số"
        f" {OLD}.",
        [(NEW, "cites", OLD)],
    ),
    (
        f"Nghị định số {NEW} cũng đề xuất giảm giá vé theo chỉ đạo tại Nghị quyết số 64-NQ/TW.",
        [(NEW, "cites", "64-NQ/TW")],
    ),
    (
        f"Về vé, Nghị định số {NEW} nêu giá mới, ông Nam cho biết giá cũ theo Nghị định số {OLD}.",
        [],
    ),
    (f"Nghị định số {NEW} nêu giá vé; xe đò chạy theo quy định tại Nghị định số {OLD}.", []),
    (
        "Lưu ý: Theo tiểu mục 5.2 Mục 5 Kết luận số 64-KL/TW, Bộ Y tế được yêu cầu chủ trì sơ kết"
        " việc thực hiện Nghị quyết số 27-NQ/TW.",
        [("64-KL/TW", "cites", "27-NQ/TW")],
    ),
    (
        "Nội dung văn bản số 29/SYT-TL của Sở Y tế nêu rõ: “Chủ phà giữ giấy theo quy định tại"
        f" Nghị định số {OLD}”.",
        [("29/SYT-TL", "cites", OLD)],
    ),
    # a title in quotes may hold a semicolon
    (
        "Xã thực hiện Nghị quyết số 64-NQ/TW về “xây dựng bến; giữ gìn đê”, gắn với thực hiện"
        " Chỉ thị số 05-CT/TW.",
        [("64-NQ/TW", "cites", "05-CT/TW")],
    ),
    # what it was made on
    (
        f"Thông tư số {CIRCULAR} được soạn dựa trên nền tảng Nghị định số {OLD}.",
        [(CIRCULAR, "based_on", OLD)],
    ),
    (
        f"Thông tư số {CIRCULAR} được viết trên nền tảng pháp lý mới như Luật số {LAW}, Nghị"
        f" định số {OLD}.",
        [(CIRCULAR, "based_on", LAW), (CIRCULAR, "based_on", OLD)],
    ),
    # guidance on what stands in it
    (
        f"Thông tư số {CIRCULAR} hướng dẫn việc miễn phí tại Nghị định số {OLD}.",
        [(CIRCULAR, "implements", OLD)],
    ),
    (f"Thông tư số {CIRCULAR} dài, khác hướng dẫn của Bộ tại Nghị định số {OLD}.", []),
    # a law without a number does not end the list of what is changed
    (
        f"Nghị định số {NEW} sửa đổi Nghị định số {OLD} của Chính phủ quy định chi tiết một số điều"
        " của Luật Đê điều về bến và Nghị định số 13/2018/NĐ-CP.",
        [(NEW, "amends", OLD), (NEW, "amends", "13/2018/NĐ-CP")],
    ),
    # those who act stand behind "và các", whatever they do
    (
        f"Nghị quyết số 15/NQ-CP và các địa phương tích cực phổ biến, quán triệt Luật số {LAW}.",
        [],
    ),
    # what tells more than that it is cited
    (
        f"Nghị định số {NEW} thay thế Nghị định số {OLD}.\nNghị định số {NEW} quy định việc chuyển"
        f" tiếp theo quy định tại Nghị định số {OLD}.",
        [(NEW, "replaces", OLD)],
    ),
    (
        "Quốc hội thông qua Nghị quyết số 174/2024/QH15 về kỳ họp, trong đó, Quốc hội quyết nghị:"
        f" Tiếp tục giảm thuế quy định tại Điều 3 Nghị định số {OLD}.",
        [("174/2024/QH15", "cites", OLD)],
    ),
    # what ends in part is changed
    (
        f"Điều 8 Nghị định số {OLD} hết hiệu lực kể từ ngày Nghị định số {NEW} có hiệu lực.",
        [(NEW, "amends", OLD)],
    ),
    (
        f"Nghị định số {OLD} hết hiệu lực kể từ ngày Nghị định số {NEW} có hiệu lực.",
        [(NEW, "repeals", OLD)],
    ),
    # on what the sentence before told
    (
        "Huyện ủy ra Chỉ thị số 06-CT/HU. Trên cơ sở đó, UBND huyện ban hành Kế hoạch 218/KH-UBND.",
        [("218/KH-UBND", "based_on", "06-CT/HU")],
    ),
    (
        "UBND huyện có Kế hoạch 218/KH-UBND. Kế hoạch nhằm cụ thể hóa Chỉ thị số 06-CT/HU.",
        [("218/KH-UBND", "implements", "06-CT/HU")],
    ),
    # the acting document is named by its type word
    (
        f"Chính phủ ban hành Nghị định số {NEW}. Nghị định này thay thế Nghị định số {OLD}.",
        [(NEW, "replaces", OLD)],
    ),
    (
        f"Nghị định số {NEW} đã ra đời.\nNghị định có hiệu lực từ 5/6/2021, thay thế Nghị định số"
        f" {OLD}.",
        [(NEW, "replaces", OLD)],
    ),
    (
        f"Nghị định số {NEW} đã ra đời.\nNghị định này có hiệu lực từ 5/6/2021; thay thế Nghị định"
        f" số {OLD}.",
        [(NEW, "replaces", OLD)],
    ),
    (f"Nghị định số {NEW} trái với Nghị định số {OLD}.", []),
    # and so may be the one that it acts on
    (
        "Huyện ủy ra Chỉ thị số 06-CT/HU; UBND huyện có Kế hoạch 218/KH-UBND triển khai Chỉ thị.",
        [(PLAN, "implements", "06-CT/HU")],
    ),
    # what is changed does not change others, the first document does
    (
        f"Nghị định số {NEW} thay thế Nghị định số {OLD}; bãi bỏ Nghị định số 8/2010/NĐ-CP.",
        [(NEW, "replaces", OLD), (NEW, "repeals", "08/2010/NĐ-CP")],
    ),
    (
        f"Bộ trình Nghị định thay thế Nghị định số {NEW}, bãi bỏ Nghị định số {OLD}.",
        [],  # the one that will has no number yet
    ),
    (
        f"Nghị định số {NEW} sửa đổi Nghị định số {OLD} để thi hành Luật Đường thủy số {LAW}.",
        [(NEW, "amends", OLD), (NEW, "implements", LAW)],
    ),
    (
        f"Nghị định số {NEW} sửa đổi Thông tư số 2/2019/TT-BYT hướng dẫn Nghị định số {OLD} và"
        " Thông tư số 3/2019/TT-BYT.",
        [
            (NEW, "amends", "02/2019/TT-BYT"),
            ("02/2019/TT-BYT", "implements", OLD),
            (NEW, "amends", "03/2019/TT-BYT"),
        ],
    ),
    # sentences without a subject go on with that of the one before
    (
        f"Nghị định số {NEW} sửa đổi Nghị định số {OLD}.\nSửa đổi, bổ sung một số điều của Nghị"
        " định số 9/2018/NĐ-CP.",
        [(NEW, "amends", OLD), (NEW, "amends", "09/2018/NĐ-CP")],
    ),
    (
        "Thành ủy có Thông báo số 52-TB/TU. Theo đó, đồng ý xây chợ theo đề xuất của Ban Cán sự"
        " đảng tại Tờ trình số 19-TTr/BCS.",
        [("52-TB/TU", "based_on", "19-TTr/BCS")],
    ),
    (f"Nghị định số {NEW} đã ra đời. Trời mưa. Sửa đổi Nghị định số {OLD} là việc khó.", []),
    # another subject between the two
    (f"Theo Nghị định số {OLD}, Bộ Y tế đã bãi bỏ Thông tư số {CIRCULAR}.", []),
    (f"Theo Nghị định số {OLD}, UBND tỉnh đã triển khai Quyết định số {DECISION}.", []),
    (f"Nghị định số {NEW} gỡ vướng mắc trong quá trình thực hiện Nghị định số {OLD}.", []),
    (
        f"Tại Nghị định số {NEW}, Chính phủ bổ sung điểm h khoản 2 Điều 5 Nghị định số {OLD}.",
        [(NEW, "amends", OLD)],
    ),
    (
        f"Theo Công văn số 33/SYT-NV, các trạm phải thực hiện đúng Thông tư số {CIRCULAR}.",
        [("33/SYT-NV", "implements", CIRCULAR)],
    ),
    # a type word is no verb
    ("Xã học Kết luận số 64-KL/TW và Hướng dẫn số 15-HD/BTCTW.", []),
    # issued for another, told before it
    (
        f"Để sửa đổi Nghị định số {OLD}, Chính phủ đã ban hành Nghị định số {NEW}.",
        [(NEW, "amends", OLD)],
    ),
    (
        f"Một là, thể chế hóa Nghị quyết số 25-NQ/TW về đê điều, Luật số {LAW} đã có chương mới.",
        [(LAW, "implements", "25-NQ/TW")],
    ),
    (
        "UBND xã cụ thể hóa Chỉ thị số 06-CT/HU bằng Kế hoạch số 218/KH-UBND và Quyết định số"
        " 219/QĐ-UBND.",
        [(PLAN, "implements", "06-CT/HU"), ("219/QĐ-UBND", "implements", "06-CT/HU")],
    ),
    # a law that has been changed and ends: both are told of it, not of the one that changed it
    (
        f"Luật Đê điều số {LAW} đã được sửa đổi theo Luật số 60/2018/QH14 hết hiệu lực kể từ ngày"
        " Luật số 88/2024/QH15 có hiệu lực.",
        [("60/2018/QH14", "amends", LAW), ("88/2024/QH15", "repeals", LAW)],
    ),
    # a list behind a colon
    (
        f"Khi Nghị định số {NEW} có hiệu lực, các văn bản sau hết hiệu lực:\n- Nghị định số {OLD};"
        "\n- Khoản 2 Điều 8 Nghị định số 9/2018/NĐ-CP.",
        [(NEW, "repeals", OLD), (NEW, "amends", "09/2018/NĐ-CP")],
    ),
    # a semicolon ends a list, unless several were announced
    (
        f"Kế hoạch số {PLAN} thực hiện Quyết định số {DECISION}; Chỉ thị số 12/CT-TTg.",
        [(PLAN, "implements", DECISION)],
    ),
    (
        f"Kế hoạch số {PLAN} thực hiện các Quyết định số {DECISION}; Quyết định số 9/QĐ-TTg.",
        [(PLAN, "implements", DECISION), (PLAN, "implements", "09/QĐ-TTg")],
    ),
]


@pytest.mark.parametrize(("text", "relations"), SAID)
def test_who_acts_is_told_by_the_words_around(text: str, relations: list[Row]) -> None:
    assert stated(text) == relations


@pytest.mark.parametrize(
    "text",
    [
        f"Thông tư số {CIRCULAR} bãi bỏ Nghị định số {OLD}.",  # of a higher rank
        f"Quyết định số 5/2020/QĐ-UBND sửa đổi Quyết định số {DECISION}.",
        f"Nghị định số {OLD} thay thế Nghị định số {NEW}.",  # that was issued later
        "Kế hoạch số 218/KH-UBND ngày 4/6/2018 triển khai Quyết định số 731/QĐ-TTg ngày 2/5/2019.",
    ],
)
def test_what_cannot_be_is_not_told(text: str) -> None:
    assert stated(text) == []


# Behind the start of an article, which names what it is about.
NEWS = "Sáng nay trời rất đẹp. " * 12
FERRIES = f"Nghị định số {NEW} quy định về phà.\n{NEWS}"

CITING = [
    (
        f"UBND tỉnh vừa ban hành Chỉ thị số 15/CT-UBND.\n{NEWS}Các huyện làm đường theo Quyết định"
        f" số {DECISION}, Nghị định số {OLD} và nhất là Luật số {LAW}.",
        [("15/CT-UBND", DECISION), ("15/CT-UBND", OLD), ("15/CT-UBND", LAW)],
    ),
    (
        f"{FERRIES}Chủ phà thuộc diện quy định tại Điều 3 Nghị định số {OLD} được vay vốn.",
        [(NEW, OLD)],
    ),
    (
        f"Nghị định số {NEW} thay thế Nghị định số {OLD}.\n{NEWS}Phà neo theo Nghị định số {OLD}.",
        [],  # another relation is told
    ),
    # somebody speaks; another document is presented; the article asks about another
    (
        f"{FERRIES}Ông Nam nói: “Phà neo theo Nghị định số {OLD}.",
        [],
    ),
    (
        f"{FERRIES}Theo Điều 3 Nghị định số {OLD}, phà phải neo.",
        [],
    ),
    (
        f"{FERRIES}Tiền vé theo Nghị định số {OLD} là bao nhiêu?\nVé bán theo Nghị định số {OLD}.",
        [],
    ),
    # an old document, and a report, are no news that is presented
    (
        f"Sau 5 năm thực hiện Nghị định số {NEW}, {NEWS}Phà neo theo Nghị định số {OLD}.",
        [],
    ),
    (f"Sở có Báo cáo số 9/BC-SGT.\n{NEWS}Phà neo theo Nghị định số {OLD}.", []),
]


LETTER = f"{NEWS}Sở Y tế vừa có Công văn số 15/SYT-TL về vé. "
CITING += [  # a document that a few sentences present
    (f"{LETTER}Chủ phà thuộc diện quy định tại Điều 3 Nghị định số {OLD}.", [("15/SYT-TL", OLD)]),
    (
        f"{LETTER}Phà phải neo đúng chỉ đạo của tỉnh tại Văn bản số 7/UBND-KT.",
        [("15/SYT-TL", "07/UBND-KT")],
    ),
    (f"{LETTER}Ông Nam khẳng định phà neo đúng quy định tại Nghị định số {OLD}.", []),
    (f"{LETTER}Đây là con phà đóng theo Nghị định số {OLD}.", []),  # any phà, told by the way
    (
        f"{LETTER}Theo Quyết định số {DECISION}, phà neo như quy định tại Nghị định số {OLD}.",
        [(DECISION, OLD)],
    ),
    (f"{LETTER}{NEWS * 4}Phà neo như quy định tại Nghị định số {OLD}.", []),  # too far off
    (f"{NEWS}Sau khi có Công văn số 15/SYT-TL. Phà neo như quy định tại Nghị định {OLD}.", []),
    (  # an article that opens with it presents it, whatever is said of carrying it out
        f"Nghị định số {NEW} nêu gì? {NEWS}Trách nhiệm thực hiện Nghị định số {NEW} là rõ."
        f" {NEWS}Phà neo như quy định tại Nghị định số {OLD}.",
        [(NEW, OLD)],
    ),
]


@pytest.mark.parametrize(("text", "cited"), CITING)
def test_the_document_that_an_article_presents_cites_others(
    text: str, cited: list[tuple[str, str]]
) -> None:
    assert [(s, t) for s, relation, t in stated(text) if relation == "cites"] == cited


def test_the_aim_of_the_document_that_is_presented_is_what_it_carries_out() -> None:
    aim = "Mục đích của Nghị định nhằm quán triệt và thực hiện nghiêm túc Luật số"

    assert stated(f"{FERRIES}{aim} {LAW} và Nghị quyết số 64-NQ/TW.") == [
        (NEW, "implements", LAW),
        (NEW, "implements", "64-NQ/TW"),
    ]


def test_in_a_text_that_holds_a_whole_document_this_one_is_the_first() -> None:
    articles = "\n".join(f"Điều {n}. Phà" for n in range(1, 6))
    text = (
        f"Nghị định số {NEW} quy định về phà.\n{articles}\nNghị định số 3/2019/NĐ-CP rất hay.\n"
        f"Nghị định này bãi bỏ Nghị định số {OLD}."
    )

    assert stated(text) == [(NEW, "repeals", OLD)]


@pytest.mark.parametrize(
    "text",
    [
        "Huyện học Kế hoạch số 218/KH-UBND, Quyết định số 731/QĐ-TTg.",  # a list of both
        "Kế hoạch số 218/KH-UBND dài. Thực hiện Quyết định số 731/QĐ-TTg là việc khó.",
        "Kế hoạch số 218/KH-UBND thực hiện Kế hoạch số 218/KH-UBND.",  # itself
        "Kế hoạch số 218/KH-UBND rất rõ.",
        "",
    ],
)
def test_two_mentions_side_by_side_are_no_relation(text: str) -> None:
    assert stated(text) == []


def test_a_relation_told_twice_stands_once() -> None:
    text = f"Kế hoạch số {PLAN} thực hiện Quyết định số {DECISION}. "

    assert stated(text * 2) == [(PLAN, "implements", DECISION)]


def test_the_evidence_is_the_sentence() -> None:
    sentence = f"Kế hoạch số {PLAN} thực hiện Quyết định số {DECISION}."
    text = f"Trời mưa. {sentence} Trời nắng."
    (relation,) = find(text)

    assert relation.text == sentence
    assert (relation.source_code, relation.target_code) == (text.index(PLAN), text.index(DECISION))


DOCUMENT = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 218/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nam, ngày 4 tháng 6 năm 2018

KẾ HOẠCH
Trồng cây ven sông

{}
"""

GROUNDS = [
    ("Căn cứ Quyết định số 731/QĐ-TTg ngày 2/5/2018;", [(PLAN, "based_on", DECISION)]),
    ("- Căn cứ Quyết định số 731/QĐ-TTg;", [(PLAN, "based_on", DECISION)]),
    (
        "Căn cứ Quyết định số 731/QĐ-TTg;\nCăn cứ Nghị quyết số 12/NQ-HĐND;",
        [(PLAN, "based_on", DECISION), (PLAN, "based_on", "12/NQ-HĐND")],
    ),
    ("Theo đề nghị của Sở Y tế tại Tờ trình số 66/TTr-SYT;", [(PLAN, "based_on", "66/TTr-SYT")]),
    ("Xét Tờ trình số 66/TTr-SYT ngày 2/5/2018 của Sở Y tế;", [(PLAN, "based_on", "66/TTr-SYT")]),
    ("Xét báo cáo của Sở Y tế (văn bản số 66/BC-SYT);", [(PLAN, "based_on", "66/BC-SYT")]),
    (  # lines that were broken to fit
        "Căn cứ Luật\nĐê điều số 79/2006/QH11;\nCăn cứ khoản\n1 Điều 9 Nghị định số 53/2013/NĐ-CP;",
        [(PLAN, "based_on", "79/2006/QH11"), (PLAN, "based_on", "53/2013/NĐ-CP")],
    ),
    (
        "Thực hiện Quyết định số 731/QĐ-TTg, UBND tỉnh lập kế hoạch trồng cây.",
        [(PLAN, "implements", DECISION)],
    ),
    (
        "Kế hoạch này thay thế Kế hoạch số 99/KH-UBND ngày 2/5/2016.",
        [(PLAN, "replaces", "99/KH-UBND")],
    ),
    (
        f"Căn cứ Luật Đê điều số {LAW} đã được sửa đổi theo Luật số 60/2018/QH14;",
        [(PLAN, "based_on", LAW), ("60/2018/QH14", "amends", LAW)],  # not on what changed it
    ),
    (  # nor on the second one that changed it
        f"Căn cứ Luật Đê điều số {LAW} đã được sửa đổi theo Luật số 60/2018/QH14 và Luật số"
        " 8/2018/QH14;",
        [
            (PLAN, "based_on", LAW),
            ("60/2018/QH14", "amends", LAW),
            ("08/2018/QH14", "amends", LAW),
        ],
    ),
    (
        f"Xã được vay vốn theo quy định tại Nghị định số {OLD} thì lập danh sách.",
        [(PLAN, "cites", OLD)],
    ),
    (
        "Kế hoạch này bãi bỏ Kế hoạch số 99/KH-UBND ngày 2/5/2016.",
        [(PLAN, "repeals", "99/KH-UBND")],
    ),
]


@pytest.mark.parametrize(("line", "relations"), GROUNDS)
def test_in_a_document_with_its_own_number_it_is_the_one_that_acts(
    line: str, relations: list[Row]
) -> None:
    assert stated(DOCUMENT.format(line)) == relations


def test_a_party_document_has_grounds_too() -> None:
    text = (
        "TỈNH ỦY HÀ NAM\n*\nSố 14-HD/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Phủ Lý, ngày 4 tháng 6 năm 2018\n\nHƯỚNG DẪN\nTrồng cây ven sông\n\n"
        "- Căn cứ Điều lệ Đảng;\n- Căn cứ Kết luận số 64-KL/TW ngày 2/5/2018 của Ban Bí thư,\n"
        "Ban Thường vụ Tỉnh ủy hướng dẫn như sau:\n"
    )

    assert stated(text) == [("14-HD/TU", "based_on", "64-KL/TW")]


def test_grounds_without_a_document_are_no_relation() -> None:
    assert stated("Căn cứ Quyết định số 731/QĐ-TTg, huyện đã trồng cây.") == []


HELD = (  # an article that gives a decision word for word
    "Toàn văn Quyết định số 54/QĐ-UBND về trồng cây\nỦY BAN NHÂN DÂN\n"
    "*Căn cứ Luật Đê điều số 41/2015/QH13;*\n{}\nĐiều 1. Trồng cây.\n"
)
HELD_GROUNDS = [
    (
        "*Căn cứ Nghị định số 12/2016/NĐ-CP quy định chi tiết Luật Đê điều số 41/2015/QH13;*",
        ["41/2015/QH13", "12/2016/NĐ-CP"],
    ),
    (
        "*Xét đề nghị của Sở Y tế tại Tờ trình số 66/TTr-SYT và Đề án số 67/ĐA-SYT,*",
        ["41/2015/QH13", "66/TTr-SYT", "67/ĐA-SYT"],
    ),
    ("- Theo đề nghị của Sở Y tế tại Tờ trình số 66/TTr-SYT;", ["41/2015/QH13", "66/TTr-SYT"]),
    # one that another goes by is no ground; one line alone may be a sentence of the article
    ("Căn cứ báo cáo của xã theo Mẫu kèm theo Nghị định số 12/2016/NĐ-CP;", ["41/2015/QH13"]),
    ("", []),
]


@pytest.mark.parametrize(("line", "grounds"), HELD_GROUNDS)
def test_a_document_given_word_for_word_has_grounds(line: str, grounds: list[str]) -> None:
    told = [(s, t) for s, relation, t in stated(HELD.format(line)) if relation == "based_on"]

    assert told == [(EQUAL, ground) for ground in grounds]
