"""The article's own directive: what the header, the signature or a data page tells of it."""

from __future__ import annotations

import pytest

from indexer.annotate import annotate
from indexer.annotate.record import as_record
from indexer.models import Annotations, Article, Code, Directive
from indexer.plugin import Sources, discover
from indexer.text.unicode import normalise

PLUGINS = [p for p in discover(Sources("plugins", entry_points=False)) if p.name != "words"]

STATE = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 731/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nam, ngày 4 tháng 6 năm 2018

QUYẾT ĐỊNH
Về việc trồng cây ven sông

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ NAM
Căn cứ Luật số 61/2020/QH14;

QUYẾT ĐỊNH:
Điều 1. Trồng 300 cây ven sông Đáy.
Điều 2. Giám đốc Sở Xây dựng chịu trách nhiệm thi hành./.
"""


def found(text: str) -> Annotations:
    return annotate(Article(id="a", path="a.txt", text=normalise(text)), PLUGINS)


def own(text: str) -> Directive:
    """The directive that *text* itself is."""
    annotations = found(text)
    start = next(c.start for c in annotations.of(Code) if c.own)
    return next(d for d in annotations.of(Directive) if start in d.codes)


SIGNATURES = [
    ("TM. ỦY BAN NHÂN DÂN\nSở Y Tế\nCHỦ TỊCH\nTrần Văn Lâm\n", "Trần Văn Lâm"),  # a recipient
    ("CHỦ TỊCH\n\n\nTrần Văn Lâm\n", "Trần Văn Lâm"),
    ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn Lâm\n", "Trần Văn Lâm"),
    ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nTrần Văn Lâm\n", "Trần Văn Lâm"),
    ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nTrần Văn Lâm\n", "Trần Văn Lâm"),
    ("TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG TỔ CHỨC\nTrần Văn Lâm\n", "Trần Văn Lâm"),
    ("Q. GIÁM ĐỐC\nTrần Văn Lâm\n", "Trần Văn Lâm"),
    ("TM. BAN BÍ THƯ\nThường trực Ban Bí thư\nTrần Văn Lâm\n", "Trần Văn Lâm"),
    # that it is signed is told
    ("CHỦ TỊCH\n(Đã ký)\nTrần Văn Lâm\n", "Trần Văn Lâm"),
    ("CHỦ TỊCH\n(đã ký) Trần Văn Lâm\n", "Trần Văn Lâm"),
    ("CHỦ TỊCH\nĐã ký: Trần Văn Lâm\n", "Trần Văn Lâm"),
    ("CHỦ TỊCH\n(Ký, đóng dấu)\nTrần Văn Lâm\n", "Trần Văn Lâm"),
    ("(Đã ký)\nTrần Văn Lâm\n", "Trần Văn Lâm"),  # the office was lost
    # ranks and degrees are not the name
    ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nThượng tướng Trần Văn Lâm\n", "Trần Văn Lâm"),
    ("CHỈ HUY TRƯỞNG\nĐại tá\nTrần Văn Lâm\n", "Trần Văn Lâm"),
    ("GIÁM ĐỐC\nPGS.TS. Trần Văn Lâm\n", "Trần Văn Lâm"),
    ("HIỆU TRƯỞNG\nThS Trần Văn Lâm\n", "Trần Văn Lâm"),
    # names of two words, of peoples, in old tone placement
    ("CHỦ TỊCH\nVàng Páo\n", "Vàng Páo"),
    ("CHỦ TỊCH\nH'Lan Niê Kđăm\n", "H'Lan Niê Kđăm"),
    ("CHỦ TỊCH\nTrần Thị Hoà\n", "Trần Thị Hoà"),
    # lines that are broken, marked, in columns
    ("**TM. ỦY BAN\nNHÂN DÂN**\n*PHÓ CHỦ TỊCH*\n**Trần\nVăn Lâm**\n", "Trần Văn Lâm"),
    ("TL.\nCHỦ TỊCH\nTrần Văn Lâm\n", "Trần Văn Lâm"),
    ("Nơi nhận: | KT. CHỦ TỊCH\n- Lưu: VT. | PHÓ CHỦ TỊCH\n | Trần Văn Lâm\n", "Trần Văn Lâm"),
    ("Nơi nhận:          CHỦ TỊCH\n- Lưu: VT.          Trần Văn Lâm\n", "Trần Văn Lâm"),
    # who is to have it has not signed it, nor who signs a form in an annex
    ("Nơi nhận:\n- PCT Lê Thị Mận;\n- Lưu: VT.\nCHỦ TỊCH\nTrần Văn Lâm\n", "Trần Văn Lâm"),
    ("CHỦ TỊCH\nTrần Văn Lâm\nPHỤ LỤC\nGIÁM ĐỐC\nLê Thị Mận\n", "Trần Văn Lâm"),
    # nobody has
    ("Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n", None),
    ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n", None),
    ("KT. CHỦ TỊCH\nPhó Chủ Tịch\n", None),
    ("CHỦ TỊCH\nXã trồng cây.\nTrần Văn Lâm\n", None),  # a sentence lies between
    ("Chủ tịch\nTrần Văn Lâm\n", None),  # a line of a list: no authority in capitals
]


@pytest.mark.parametrize(("signature", "signer"), SIGNATURES)
def test_who_signed_stands_below_the_authority(signature: str, signer: str | None) -> None:
    assert own(f"{STATE}\n{signature}").signer == signer


def test_words_like_a_label_in_the_text_tell_nothing() -> None:
    text = (
        f"{STATE}\nNgười ký văn bản chịu trách nhiệm.\n"
        "Cơ quan ban hành văn bản có trách nhiệm gửi báo cáo.\nTrích yếu nội dung ghi ngắn gọn.\n"
    )
    told = own(text)

    assert "trách nhiệm" not in f"{told.issuer} {told.signer}"
    assert "ngắn gọn" not in (told.title or "")


def test_the_signer_stands_beside_the_own_code() -> None:
    article = as_record(found(f"{STATE}\nCHỦ TỊCH\nTrần Văn Lâm\n"))["article"]

    assert (article["own"], article["signer"]) == ("731/QĐ-UBND", "Trần Văn Lâm")


def test_only_an_official_document_has_a_signer() -> None:
    text = "Kế hoạch số 218/KH-UBND được ban hành.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Lâm\n"

    assert as_record(found(text))["article"]["signer"] is None


HEADERS = [
    # the chairman decides: marked, in old tone placement
    (
        STATE.replace("\nCHỦ TỊCH", "\n**CHỦ TỊCH").replace("HÀ NAM\nCăn", "HÀ NAM**\nCăn"),
        "Chủ tịch UBND tỉnh Hà Nam",
    ),
    (STATE.replace("ỦY BAN", "UỶ BAN"), "Chủ tịch UBND tỉnh Hà Nam"),
    # a body below the first
    (
        "CỤC THUẾ\nTHUẾ TỈNH HÀ NAM\nSố: 731/HNA-NVDTPC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Hà Nam, ngày 4 tháng 6 năm 2018\n\nKính gửi: Công ty Sông Đáy.\n",
        "Thuế tỉnh Hà Nam",
    ),
]


@pytest.mark.parametrize(("text", "issuer"), HEADERS)
def test_the_issuer_is_the_one_that_decides(text: str, issuer: str) -> None:
    assert own(text).issuer == issuer


DAYS = [
    ("ngày **4** tháng **6** năm 2018", "2018-06-04"),  # in bold
    ("ngày     tháng 6 năm 2018", None),  # left blank; not the day of a law below
]


def test_a_day_in_the_subject_is_not_that_of_the_document() -> None:
    text = STATE.replace("Hà Nam, ngày 4 tháng 6 năm 2018\n", "")
    text = text.replace("việc trồng cây ven sông", "Tết trồng cây ngày 19 tháng 2 năm 2018")

    assert own(text).date is None


@pytest.mark.parametrize(("day", "date"), DAYS)
def test_the_day_is_the_one_in_the_header(day: str, date: str | None) -> None:
    text = STATE.replace("ngày 4 tháng 6 năm 2018", day)
    text = text.replace("Luật số 61/2020/QH14", "Luật Đê điều ngày 29 tháng 11 năm 2006")

    assert own(text).date == date


PAGE = """Số hiệu: | 731/QĐ-UBND
Loại văn bản: | Quyết định
Nơi ban hành: | {place}
Người ký: | {signer}
Ngày ban hành: | 04/06/2018
{document}"""


def test_a_data_page_is_read_where_it_has_no_document() -> None:
    told = own(
        PAGE.format(place="Tỉnh Hà Nam", signer="Trần Văn Lâm", document="Chưa có nội dung.")
    )

    assert (told.issuer, told.date) == ("UBND tỉnh Hà Nam", "2018-06-04")  # the number tells which
    assert told.signer == "Trần Văn Lâm"


def test_the_document_tells_more_than_its_data_page() -> None:
    document = f"{STATE}\nNơi nhận:\n- Như trên.\nCHỦ TỊCH\nTrần Văn Lâm\n"

    told = own(PAGE.format(place="Tỉnh Hà Nam", signer="Đã biết", document=document))

    assert (told.issuer, told.signer) == ("Chủ tịch UBND tỉnh Hà Nam", "Trần Văn Lâm")


def test_recipients_are_no_issuer() -> None:
    text = STATE.replace("ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\n", "BỘ PHẬN MỘT CỬA\n")

    assert own(f"{text}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n").issuer == "UBND tỉnh Hà Nam"


def test_who_signs_on_a_data_page_is_a_person() -> None:
    told = own(PAGE.format(place="Bộ Y tế", signer="Đã biết", document=""))

    assert (told.issuer, told.signer) == ("Bộ Y tế", None)
