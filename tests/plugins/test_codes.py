"""Full codes: what names one document by its number, in every noise."""

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


def todo(*row: object, why: str) -> object:
    """A row that the rules ask for and that is not met yet."""
    return pytest.param(*row, marks=pytest.mark.xfail(reason=why, strict=True))


# Where a code may stand; what surrounds it must not change how it is read.
PLACES = (
    "Huyện quán triệt {} đến từng chi bộ.",
    "Hội nghị bàn việc (số {}).",
    "Cấp trên đã ban hành:\n- {};\n- các văn bản khác.",
    "{}",
)

# A code as it is written, and its canonical spelling.
BLANKS_AND_DASHES = [
    ("64-KL/TW", "64-KL/TW"),
    ("64- KL/TW", "64-KL/TW"),
    ("64 -KL/TW", "64-KL/TW"),
    ("64 - KL/TW", "64-KL/TW"),
    ("64-KL / TW", "64-KL/TW"),
    ("64 – KL/TW", "64-KL/TW"),  # en dash
    ("64—KL/TW", "64-KL/TW"),  # em dash
    ("64‑KL/TW", "64-KL/TW"),  # non-breaking hyphen
    ("64‐KL/TW", "64-KL/TW"),  # the hyphen of Unicode
    ("64−KL/TW", "64-KL/TW"),  # minus
    ("64\u00a0-\u00a0KL/TW", "64-KL/TW"),  # no-break blanks
    ("64\u2009–\u2009KL/TW", "64-KL/TW"),  # thin blanks
    ("64\t- KL/TW", "64-KL/TW"),
    ("64-\u200bKL/TW", "64-KL/TW"),  # zero width
    ("64-\u00adKL/TW", "64-KL/TW"),  # soft hyphen
    ("64--KL/TW", "64-KL/TW"),
    ("218/KH -UBND", "218/KH-UBND"),
    ("218/KH- UBND", "218/KH-UBND"),
    ("218/KH – UBND", "218/KH-UBND"),
    ("218 /KH-UBND", "218/KH-UBND"),
    ("218/ KH-UBND", "218/KH-UBND"),
    ("218 / KH - UBND", "218/KH-UBND"),
    ("73/2018/QĐ -TTg", "73/2018/QĐ-TTg"),
    ("73/2018 /QĐ-TTg", "73/2018/QĐ-TTg"),
    ("73 / 2018 / QĐ - TTg", "73/2018/QĐ-TTg"),
    ("73/2018/NĐ–CP", "73/2018/NĐ-CP"),
    ("73/2018/Q Đ-UBND", "73/2018/QĐ-UBND"),  # a blank inside the type
    ("73/2018/N Đ-CP", "73/2018/NĐ-CP"),
]

SEPARATORS = [
    # party bodies: NUMBER-TYPE/BODY
    ("88/KL-TW", "88-KL/TW"),
    ("88/KL/TW", "88-KL/TW"),
    ("88-KL-TW", "88-KL/TW"),
    ("205-QĐ-TW", "205-QĐ/TW"),
    ("21/KH-QU", "21-KH/QU"),
    ("14/CTr-HU", "14-CTr/HU"),
    ("45/TB/TU", "45-TB/TU"),
    ("19/HD-BTCTW", "19-HD/BTCTW"),
    # state bodies: NUMBER/TYPE-BODY
    ("731-QĐ/TTg", "731/QĐ-TTg"),
    ("118-KH-UBND", "118/KH-UBND"),
    ("118/KH/UBND", "118/KH-UBND"),
    ("118-KH/UBND", "118/KH-UBND"),
    ("09-NQ/HĐND", "09/NQ-HĐND"),
    ("12/2017/NĐ/CP", "12/2017/NĐ-CP"),
    ("12-2017-NĐ-CP", "12/2017/NĐ-CP"),
    ("12-2017/NĐ-CP", "12/2017/NĐ-CP"),
    ("12/2017-NĐ-CP", "12/2017/NĐ-CP"),
    ("27-2016/NQ-CP", "27/2016/NQ-CP"),
]

CENTRE = [
    ("62-KL/TƯ", "62-KL/TW"),
    todo("62-KL/Tư", "62-KL/TW", why="Tư has a small letter at its end"),
    ("62-KL/tư", "62-KL/TW"),
    ("62-KL/T.Ư", "62-KL/TW"),  # as many newspapers print it
    ("62-KL/T.W", "62-KL/TW"),
    ("35-HD/BTCTƯ", "35-HD/BTCTW"),
    ("118-HD/VPTƯ", "118-HD/VPTW"),
    ("05-HD/UBKTTƯ", "05-HD/UBKTTW"),
]

CASE = [
    ("205-qđ/tw", "205-QĐ/TW"),
    ("12/2017/nđ-cp", "12/2017/NĐ-CP"),
    ("118/kh-ubnd", "118/KH-UBND"),
    ("731/qđ-ttg", "731/QĐ-TTg"),
    ("14-ctr/hu", "14-CTr/HU"),
    ("731/QĐ-TTG", "731/QĐ-TTg"),
    ("731/QĐ-Ttg", "731/QĐ-TTg"),
    ("14-CTR/TU", "14-CTr/TU"),
    ("14-Ctr/TU", "14-CTr/TU"),
    ("66/TTR-UBND", "66/TTr-UBND"),
    ("66/Ttr-UBND", "66/TTr-UBND"),
    ("731/Qđ-UBND", "731/QĐ-UBND"),
    ("731/qđ-UBND", "731/QĐ-UBND"),
    ("45-Kh/TU", "45-KH/TU"),
    ("45-KH/Tu", "45-KH/TU"),
    ("11-NQ/ThU", "11-NQ/ThU"),
    ("11-NQ/THU", "11-NQ/ThU"),
    ("33-QĐi/TW", "33-QĐi/TW"),
    ("33-QĐI/TW", "33-QĐi/TW"),
    ("33-QyĐ/TU", "33-QyĐ/TU"),
    ("33-Qđi/TU", "33-QĐi/TU"),
    ("20-CTHĐ/TU", "20-CTHĐ/TU"),
    ("205-QĐ/Tw", "205-QĐ/TW"),
]

STROKES_AND_ALPHABETS = [
    ("56/QD-UBND", "56/QĐ-UBND"),
    ("64-QD/TW", "64-QĐ/TW"),
    ("56/2020/ND-CP", "56/2020/NĐ-CP"),
    ("12/NQ-HDND", "12/NQ-HĐND"),
    ("12/nq-hdnd", "12/NQ-HĐND"),
    ("14/CD-TTg", "14/CĐ-TTg"),
    ("14/CĐ-TW", "14/CĐ-TW"),  # of the steering committee for storms: the party sends none
    ("45-KH/DU", "45-KH/ĐU"),
    ("05-CTHD/TU", "05-CTHĐ/TU"),
    ("44/2019/TT-BGDDT", "44/2019/TT-BGDĐT"),
    ("56/Q\u00d0-UBND", "56/QĐ-UBND"),  # Ð of Icelandic
    ("56/Q\u0189-UBND", "56/QĐ-UBND"),  # Ɖ of Ewe
    ("12/NQ-H\u00d0ND", "12/NQ-HĐND"),
    ("64-q\u0111/tw", "64-QĐ/TW"),
    ("112-\u0421\u0422/TW", "112-CT/TW"),  # С and Т of Cyrillic
    ("112-CT/\u0422W", "112-CT/TW"),
    ("29-\u041a\u041d/TU", "29-KH/TU"),
    ("29-\u0422\u0412/\u0422U", "29-TB/TU"),
    ("31/2018/N\u0110-\u0421\u0420", "31/2018/NĐ-CP"),
]

BROKEN = [
    ("53-\nKL/TW", "53-KL/TW"),
    ("53-KL/\nTW", "53-KL/TW"),
    ("53\n-KL/TW", "53-KL/TW"),
    ("53-KL/\n TW", "53-KL/TW"),
    ("218/QĐ-\nUBND", "218/QĐ-UBND"),
    ("218/\nQĐ-UBND", "218/QĐ-UBND"),
    ("12/2017/\r\nNĐ-CP", "12/2017/NĐ-CP"),
    ("12/2017/NĐ-\nCP", "12/2017/NĐ-CP"),
    ("615/UBND-\nKTTH", "615/UBND-KTTH"),
    ("218/QĐ-UB-\nND", "218/QĐ-UBND"),  # hyphened at the end of the line
    ("53**-KL/TW", "53-KL/TW"),
    ("53-**KL/TW", "53-KL/TW"),
    ("53-KL/**TW", "53-KL/TW"),
    ("53-_KL_/TW", "53-KL/TW"),
    ("53[1]-KL/TW", "53-KL/TW"),  # a footnote mark
    ("53(1)-KL/TW", "53-KL/TW"),
]

NUMBERS = [
    ("7-KL/TW", "07-KL/TW"),
    ("07-KL/TW", "07-KL/TW"),
    ("007-KL/TW", "07-KL/TW"),
    ("0145-QĐ/TU", "145-QĐ/TU"),
    ("010/KH-UBND", "10/KH-UBND"),
    ("4/2019/NĐ-CP", "04/2019/NĐ-CP"),
    ("1/UBND-VP", "01/UBND-VP"),
    ("12345/QĐ-UBND", "12345/QĐ-UBND"),
    ("12a/KH-UBND", "12a/KH-UBND"),
    ("30a/2008/NQ-CP", "30a/2008/NQ-CP"),
    ("7b-KL/TW", "07b-KL/TW"),
    ("12A/KH-UBND", "12A/KH-UBND"),
    ("77/209/NĐ-CP", "77/209/NĐ-CP"),  # a year typed wrong stays
    ("77/20189/QĐ-UBND", "77/20189/QĐ-UBND"),
    ("45/98/QĐ-UB", "45/98/QĐ-UB"),  # a year of two digits, as the 1990s wrote it
    ("33-CT/TW", "33-CT/TW"),  # whoever issued it: what is wrong is a doubt's matter
]

BODIES = [
    ("57/2013/TTLT-BNV-BTC", "57/2013/TTLT-BNV-BTC"),  # joint issuers
    ("57/2013/TTLT-BNV-BTC-BYT", "57/2013/TTLT-BNV-BTC-BYT"),
    ("57/2013/TTLT/BNV-BTC", "57/2013/TTLT-BNV-BTC"),
    ("57/2013/TTLT-BTC-BLĐTB&XH", "57/2013/TTLT-BTC-BLĐTBXH"),
    ("81/2019/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "81/2019/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN"),
    ("22/KHLT-SNV-SYT", "22/KHLT-SNV-SYT"),
    ("05/CTPH-UBND-MTTQ", "05/CTPH-UBND-MTTQ"),
    ("93/KH-MTTQ-BTT", "93/KH-MTTQ-BTT"),
    ("41-QĐ/TWĐTN-VP", "41-QĐ/TWĐTN-VP"),
    ("57/KH-SGD&ĐT", "57/KH-SGDĐT"),
    ("14-KH/BTGTU", "14-KH/BTGTU"),
    ("14-KH/BTGDVTU", "14-KH/BTGDVTU"),
    ("14-TB/VPTU", "14-TB/VPTU"),
    ("06-KH/ĐUK", "06-KH/ĐUK"),
    ("26-BC/ĐU", "26-BC/ĐU"),
    ("03-NQ/CB", "03-NQ/CB"),
    ("03-HD/ĐTN", "03-HD/ĐTN"),
    ("71/QĐ-SGDĐT", "71/QĐ-SGDĐT"),
    ("71/QĐ-CTN", "71/QĐ-CTN"),
    ("71/TB-VPCP", "71/TB-VPCP"),
    ("71/QĐ-ĐHTB", "71/QĐ-ĐHTB"),  # a university: no table holds them all
    ("09/2019/QĐ-KTNN", "09/2019/QĐ-KTNN"),
    ("03/VBHN-BTC", "03/VBHN-BTC"),
]

LETTERS = [
    ("615/UBND-KT", "615/UBND-KT"),
    ("2210/VPCP-KTTH", "2210/VPCP-KTTH"),
    ("1453/BNV-CQĐP", "1453/BNV-CQĐP"),
    ("5120/BGDĐT-GDTrH", "5120/BGDĐT-GDTrH"),
    ("1204/STNMT-QLĐĐ", "1204/STNMT-QLĐĐ"),
    ("330/TTg-KTN", "330/TTg-KTN"),
    ("215/MTTQ-BTT", "215/MTTQ-BTT"),
    ("615/UBND - KT", "615/UBND-KT"),
    ("738-CV/TU", "738-CV/TU"),
    ("901-CV/BTCTW", "901-CV/BTCTW"),
    ("901-CV/VPHU", "901-CV/VPHU"),
    ("90/CV-UBND", "90/CV-UBND"),
]

LAWS = [
    ("61/2020/QH14", "61/2020/QH14"),
    ("61/2020/QH 14", "61/2020/QH14"),
    ("61/2020/ QH14", "61/2020/QH14"),
    ("61/2020-QH14", "61/2020/QH14"),
    ("61/2020/qh14", "61/2020/QH14"),
    ("9/2012/QH13", "09/2012/QH13"),
    ("1187/2015/UBTVQH13", "1187/2015/UBTVQH13"),
    ("1187/2015/UBTV13", "1187/2015/UBTVQH13"),
    ("34/2009/NQ-UBTVQH12", "34/2009/NQ-UBTVQH12"),
    ("06/2007/PL-UBTVQH11", "06/2007/PL-UBTVQH11"),
]

NOISE = [
    *BLANKS_AND_DASHES,
    *SEPARATORS,
    *CENTRE,
    *CASE,
    *STROKES_AND_ALPHABETS,
    *BROKEN,
    *NUMBERS,
    *BODIES,
    *LETTERS,
    *LAWS,
]


@pytest.mark.parametrize(("written", "code"), NOISE)
def test_a_code_in_any_noise_has_its_canonical_spelling(written: str, code: str) -> None:
    for place in PLACES:
        found = [(c.text, c.code, c.form) for c in find(place.format(written))]

        assert found == [(normalise(written), code, "full")], place


# Without a type, or glued to it: what the word before the number tells.
WITHOUT_TYPE = [
    ("Nghị định số 34/2007/CP", "34/2007/NĐ-CP"),
    ("Quyết định 34/2007/BTNMT", "34/2007/QĐ-BTNMT"),
    ("thông tư 34/2017- BYT", "34/2017/TT-BYT"),
    ("Thông tư số 34/2017/YT", "34/2017/TT-BYT"),  # the B of Bộ left out
    ("Thông tư số 34/2017/TTBTC", "34/2017/TT-BTC"),
    ("Hướng dẫn 34/HDBTGDVTW", "34-HD/BTGDVTW"),
    ("Nghị định 34-CP", "34/CP"),  # before 1996 the number had no type
    ("Công văn số 34/LĐLĐ", "34/LĐLĐ"),
]


LOST_SEPARATORS = [
    ("Quyết định số 86 QĐ-UBND", "86/QĐ-UBND"),
    ("Quyết định 86/2016 QĐ-UBND", "86/2016/QĐ-UBND"),
    ("Công văn 86 SGDĐT-VP", "86/SGDĐT-VP"),
]


@pytest.mark.parametrize(("written", "code"), [*WITHOUT_TYPE, *LOST_SEPARATORS])
def test_the_word_before_tells_a_type_that_the_code_leaves_out(written: str, code: str) -> None:
    assert [c.code for c in find(f"Xã thực hiện {written} đã lâu.")] == [code]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quyết định số 33/TTg, số 34/TTg", [("33/TTg", "Quyết định"), ("34/TTg", "Quyết định")]),
        (
            "Nghị quyết số 54/2017/QH14 ngày 3/2/2017 và số 98/2023/QH15",
            [("54/2017/QH14", "Nghị quyết"), ("98/2023/QH15", "Nghị quyết")],
        ),
        (  # a sentence lies between
            "Nghị quyết 54/2017/QH14 được học; xã đọc 98/2023/QH15",
            [("54/2017/QH14", "Nghị quyết"), ("98/2023/QH15", "Luật")],
        ),
    ],
)
def test_codes_without_a_type_share_the_word_before_their_list(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert [(c.code, c.type) for c in find(f"Xã thực hiện {text}.")] == found


@pytest.mark.parametrize("text", ["năm 34/2017/BYT", "tỷ lệ 34/CP", "Kết luận 34/2017/ABCD"])
def test_a_number_and_a_symbol_without_a_type_word_are_no_code(text: str) -> None:
    assert find(f"Xã ghi {text} vào sổ.") == []


@pytest.mark.parametrize(
    "place",
    ["Quán triệt {} trong đảng bộ", "{}", "«{}»", "“{}”", "({})", "[{}]", "{}.", "{},", "{}:",
     "{};", "{}…", "{}/.", "{}\n", "*{}*", "**{}**", "số:{}", "Số: {}", "- {} ngày 3/2/2019",
     "{}(1)", "{}[2]", "{}¹", "{}*", "| {} |", "Nghị quyết {}, Quy chế", "tinh thần ({}); huyện"],
)  # fmt: skip
@pytest.mark.parametrize("code", ["64-KL/TW", "218/KH-UBND", "12/2017/NĐ-CP", "61/2020/QH14"])
def test_what_stands_around_a_code_is_no_part_of_it(place: str, code: str) -> None:
    assert [(c.text, c.code) for c in find(place.format(code))] == [(code, code)]


GLUED = [
    ("Số: 12-NQ/ĐUĐẢNG CỘNG SẢN VIỆT NAM", ["12-NQ/ĐU"]),
    ("Số: 218/KH-UBNDCỘNG HÒA XÃ HỘI CHỦ NGHĨA", ["218/KH-UBND"]),
    ("Nghị định 12/2017/NĐ-CPquy định chi tiết", ["12/2017/NĐ-CP"]),
    ("Kết luận 64-KL/TWcủa Ban Bí thư", ["64-KL/TW"]),
    ("Quyết định 731/QĐ-TTgngày 3/2/2019", ["731/QĐ-TTg"]),
    ("Quyết định số731/QĐ-TTg", ["731/QĐ-TTg"]),
    ("Kết luận số64-KL/TW", ["64-KL/TW"]),
    todo("Kết luận64-KL/TW", ["64-KL/TW"], why="a letter before the number"),
    ("Luật số 61/2020/QH14ngày 17/6/2020", ["61/2020/QH14"]),
    ("số 15-CT/TU,16-CT/TU", ["15-CT/TU", "16-CT/TU"]),
    ("số 15-CT/TU;16-CT/TU", ["15-CT/TU", "16-CT/TU"]),
    ("64-KL/TW-Ban Bí thư", ["64-KL/TW"]),
    ("64-KL/TW – Ban Bí thư", ["64-KL/TW"]),
    ("218/KH-UBND - Huyện Yên Khánh", ["218/KH-UBND"]),
]


@pytest.mark.parametrize(("text", "codes"), GLUED)
def test_neighbours_glued_to_a_code_are_left_out(text: str, codes: list[str]) -> None:
    assert [c.text for c in find(text)] == codes


@pytest.mark.parametrize(
    ("text", "type_", "body", "system"),
    [
        ("Quy định số 41-QĐ/TW", "Quy định", "TW", "party"),  # the word decides what QĐ is
        ("Quyết định số 41-QĐ/TU", "Quyết định", "TU", "party"),
        ("Quyết định 41/QĐ-UBND", "Quyết định", "UBND", "state"),
        ("Thông tri số 05-TT/TU", "Thông tri", "TU", "party"),
        ("Thông tư 05/2019/TT-BNV", "Thông tư", "BNV", "state"),
        ("Chương trình 14-CTr/HU", "Chương trình", "HU", "party"),
        ("Chương trình hành động 20-CTHĐ/TU", "Chương trình hành động", "TU", "party"),
        ("Thông báo kết luận số 88-TB/TU", "Thông báo", "TU", "party"),
        ("Quy chế 12-QC/TU", "Quy chế", "TU", "party"),
        ("Đề án 09-ĐA/TU", "Đề án", "TU", "party"),
        ("Công điện số 14/CĐ-TTg", "Công điện", "TTg", "state"),
        ("Công văn 615/UBND-KT", "Công văn", "UBND-KT", "state"),
        ("Công văn 738-CV/TU", "Công văn", "TU", "party"),
        ("Luật số 61/2020/QH14", "Luật", "QH14", "state"),
        ("Bộ luật số 91/2015/QH13", "Bộ luật", "QH13", "state"),
        ("Bộ luật Hàng hải số 91/2015/QH13", "Bộ luật", "QH13", "state"),
        ("Luật sửa đổi, bổ sung Bộ luật Dân sự số 91/2015/QH13", "Bộ luật", "QH13", "state"),
        ("Luật Đường thủy (số 91/2015/QH13", "Luật", "QH13", "state"),
        ("Nghị quyết số 76/2014/QH13", "Nghị quyết", "QH13", "state"),
        ("Nghị quyết 1187/2015/UBTVQH13", "Nghị quyết", "UBTVQH13", "state"),
        ("Pháp lệnh 06/2007/PL-UBTVQH11", "Pháp lệnh", "UBTVQH11", "state"),
        ("Nghị định 12/2017/NĐ-CP", "Nghị định", "CP", "state"),
        ("Nghị định số 93-CP", "Nghị định", "CP", "state"),  # an old form: the word tells the type
        ("Hướng dẫn số 35-HD/BTCTƯ", "Hướng dẫn", "BTCTW", "party"),
    ],
)
def test_a_code_tells_type_body_and_system(text: str, type_: str, body: str, system: str) -> None:
    found = [(c.type, c.body, c.system) for c in find(f"Xã thực hiện {text}.")]

    assert found == [(type_, body, system)]


STATE_HEADER = """ỦY BAN NHÂN DÂN
HUYỆN YÊN KHÁNH
Số: {}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Yên Khánh, ngày 4 tháng 6 năm 2018

KẾ HOẠCH
Trồng cây vụ đông

Căn cứ Kế hoạch số 99/KH-UBND ngày 2/5/2018 của UBND tỉnh;
"""
PARTY_HEADER = """TỈNH ỦY HÀ NAM
*
Số {}
ĐẢNG CỘNG SẢN VIỆT NAM
Phủ Lý, ngày 4 tháng 6 năm 2018

THÔNG BÁO
Thực hiện Kế hoạch số 99-KH/TU.
"""


@pytest.mark.parametrize(
    ("header", "own"), [(STATE_HEADER, "218/KH-UBND"), (PARTY_HEADER, "214-TB/TU")]
)
def test_the_number_in_a_header_is_the_documents_own(header: str, own: str) -> None:
    codes = find(header.format(own))

    assert [c.code for c in codes if c.own] == [own]
    assert len(codes) == 2


LAW_HEADER = """QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Nghị quyết số: 98/2023/QH15

NGHỊ QUYẾT
Về việc trồng cây
"""


def test_a_type_may_stand_before_the_number_in_a_header() -> None:
    assert [c.code for c in find(LAW_HEADER) if c.own] == ["98/2023/QH15"]


@pytest.mark.parametrize(
    ("label", "start"),
    [
        ("218/KH-UBND", 2),  # the same as in the header, which tells more
        ("66/KH-UBND", 1),  # the page is of another document, whose annex has a header
    ],
)
def test_of_a_data_page_with_its_document_the_header_counts(label: str, start: int) -> None:
    text = f"Số hiệu: | {label}\nNgười ký: | Lê Thị Mận\n\n{STATE_HEADER.format('218/KH-UBND')}"

    (own,) = [c for c in find(text) if c.own]

    assert own.code == label
    assert text[: own.end].count(f"/{own.text.partition('/')[2]}") == start


def test_where_the_motto_is_lost_the_type_stands_below_the_number() -> None:
    text = "Số: 218/NQ-HĐND |\n|\n\n**NGHỊ QUYẾT**\n\n**Về việc trồng cây**\n"

    assert [c.code for c in find(text) if c.own] == ["218/NQ-HĐND"]
    assert [c.code for c in find(f"{'Trời mưa. ' * 20}\n{text}") if c.own] == []
    assert [c.code for c in find("Số: 218/NQ-HĐND rất hay.\nTrời mưa.\n") if c.own] == []


@pytest.mark.parametrize(
    "text",
    [
        STATE_HEADER.format("     /KH-UBND"),
        PARTY_HEADER.format("     -TB/TU"),
        "Số: 218/KH-UBND của huyện",  # no motto, no header
        "Xã treo khẩu hiệu Cộng hòa xã hội chủ nghĩa Việt Nam theo Kế hoạch số 218/KH-UBND.",
    ],
)
def test_without_a_header_number_no_code_is_own(text: str) -> None:
    assert [c.code for c in find(text) if c.own] == []


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Quy định số 41-QĐ/TW và Quyết định số 41-QĐ/TW", ["Quy định", "Quyết định"]),
        ("Quy định số 41-QĐ/TW. Theo Quy định 41 và 41-QĐ/TW, xã làm.", ["Quy định"] * 3),
        ("Theo 41-QĐ/TW, tức Quyết định 41, xã làm.", ["Quyết định"] * 2),
    ],
)
def test_the_word_at_each_mention_tells_what_a_party_qd_is(text: str, types: list[str]) -> None:
    assert [c.type for c in find(text)] == types
