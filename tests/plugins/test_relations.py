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
    todo("theo đề nghị tại Quyết định số", "based_on", why="theo đề nghị is taken for a request"),
    todo("xét đề nghị tại Quyết định số", "based_on", why="tại follows right behind"),
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
    todo("đáp ứng yêu cầu của Quyết định số", "cites", why="no such words in the table"),
]


@pytest.mark.parametrize(("words", "relation"), TWO)
def test_the_words_between_two_mentions_tell_their_relation(words: str, relation: str) -> None:
    text = f"Huyện học Kế hoạch số {PLAN} {words} {DECISION}."

    assert stated(text) == [(PLAN, relation, DECISION)]


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("được sửa đổi, bổ sung bởi Quyết định số", "amends"),
        ("được thay thế bởi Quyết định số", "replaces"),
        ("bị thay thế bằng Quyết định số", "replaces"),
        ("bị bãi bỏ bởi Quyết định số", "repeals"),
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
        "Căn cứ Luật\nĐê điều số 79/2006/QH11;\nCăn cứ khoản\n1 Điều 9 Nghị định số 53/2019/NĐ-CP;",
        [(PLAN, "based_on", "79/2006/QH11"), (PLAN, "based_on", "53/2019/NĐ-CP")],
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
