"""Old encodings come back as Unicode; what is sound, or cannot be told, stays as it is."""

from __future__ import annotations

import random
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.text.legacy import recover, surface
from indexer.text.legacy.tables import encodings
from indexer.text.syllables import usual

Written = Callable[[str, str], bytes]

TEXT = (
    "Ủy ban nhân dân huyện Sông Mây vừa tổ chức hội nghị sơ kết một năm thực hiện Kế hoạch số "
    "15/KH-UBND về xây dựng đời sống văn hóa ở khu dân cư. Đến nay, toàn huyện đã có 62 tổ tự "
    "quản, vận động nhân dân hiến 1.250 m2 đất làm đường, trồng mới 7 ha rừng phòng hộ, sửa chữa "
    "43 ngôi nhà cho hộ nghèo. Đồng chí Chủ tịch yêu cầu các xã, thị trấn kịp thời khắc phục "
    "những hạn chế; mỗi quý báo cáo kết quả với Thường trực Huyện ủy trước ngày 25/12/2021.\n"
    "Ý kiến của cử tri phải được trả lời rõ ràng, không để kéo dài."
)
FONTS = ("tcvn3", "vni", "viscii", "vps", "windows-1258")
# As they were typed in those days; written by hand, so that the tables are not their own witness.
TYPED = [
    ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", "tcvn3"),
    ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc", "tcvn3"),
    ("ñy ban nh©n d©n tØnh, ngµy 5 th¸ng 3", "Ủy ban nhân dân tỉnh, ngày 5 tháng 3", "tcvn3"),
    ("Nh\xad vËy, t\xad t\xadëng ®­îc gi÷ v÷ng", "Như vậy, tư tưởng được giữ vững", "tcvn3"),
    ("Thñ t−íng ký Th«ng t− cña n−íc nhµ", "Thủ tướng ký Thông tư của nước nhà", "tcvn3"),  # PDF
    ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", "vni"),
    ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc", "vni"),
    ("ÔÛ xaõ, tyû leä hoä ngheøo chæ coøn 5%", "Ở xã, tỷ lệ hộ nghèo chỉ còn 5%", "vni"),
    ("Ñaát ñai maøu môõ, chaúng thieáu nöôùc", "Đất đai màu mỡ, chẳng thiếu nước", "vni"),
    ("Cµng hòa xã hµi chü nghîa Vi®t Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", "viscii"),
    ("Ðµc l§p - Tñ do - HÕnh phúc", "Độc lập - Tự do - Hạnh phúc", "viscii"),
    ("C¶ng hòa xã h¶i chû nghïa ViŒt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", "vps"),
    ("Côòng hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam",
     "windows-1258"),
    ("Há»™i nghá»‹ tá»•ng káº¿t", "Hội nghị tổng kết", "utf-8 as windows-1252"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "expected", "encoding"), TYPED)
def test_a_line_as_it_was_typed(typed: str, expected: str | None, encoding: str | None) -> None:
    found = recover(typed)
    assert (found.text, found.encoding) == (expected or typed, encoding)


@pytest.mark.parametrize("encoding", FONTS)
def test_a_text_comes_back_from_a_font(written: Written, encoding: str) -> None:
    found = recover(surface(written(TEXT, encoding)))
    assert (found.text, found.encoding) == (TEXT, encoding)


@pytest.mark.parametrize("encoding", FONTS)
def test_every_letter_comes_back(written: Written, encoding: str) -> None:
    letters = "ăâđêôơưàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ"
    letters += "" if encoding == "tcvn3" else letters.upper()
    table = next(e for e in encodings() if e.name == encoding)
    assert table.convert(surface(written(letters, encoding))) == letters


@pytest.mark.parametrize("times", [1, 2])
def test_utf8_that_was_taken_for_another(written: Written, times: int) -> None:
    name = "utf-8 as windows-1252" + ", twice" * (times - 1)
    found = recover(written(TEXT, name).decode())
    assert (found.text, found.encoding) == (TEXT, name)


def spoilt(text: str, *changes: tuple[str, str]) -> str:
    shown = surface(text.encode())
    for old, new in changes:
        shown = shown.replace(old, new)
    return shown


NEVER_SHOWN = [(chr(byte), "\ufffd") for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)]
LOST = [
    ("what windows-1252 does not have", NEVER_SHOWN),
    ("soft hyphens", [("\xad", "")]),
    ("no-break spaces became blanks", [("\xa0", " ")]),
]


@pytest.mark.parametrize(("what", "changes"), LOST)
def test_what_was_lost_of_utf8_is_told_by_the_syllable(
    what: str, changes: list[tuple[str, str]]
) -> None:
    assert recover(spoilt(TEXT, *changes)).text == TEXT, what


def test_a_few_spoilt_words_in_a_sound_text() -> None:
    text = "Xem bài “Những câu chuyện” của báo Sông Mây, số ra ngày 5/3."
    mixed = f"{text} (Nguồn: {surface('Trang tin của Ủy ban Dân tộc'.encode())}.) {text}"
    found = recover(mixed)
    assert found.text == f"{text} (Nguồn: Trang tin của Ủy ban Dân tộc.) {text}"
    assert found.encoding == "utf-8 as windows-1252"


class TestTcvn3:
    def test_small_letters_in_a_heading_are_capitals(self) -> None:
        typed = "BAN HµNH QUYÕT §ÞNH Vµ KÕ HO¹CH CñA Bé\nVÒ viÖc chuÈn bÞ, Sè 5/Q§-TW ë Hµ Néi"
        assert recover(typed).text == (
            "BAN HÀNH QUYẾT ĐỊNH VÀ KẾ HOẠCH CỦA BỘ\nVề việc chuẩn bị, Số 5/QĐ-TW ở Hà Nội"
        )

    def test_a_font_of_capitals_cannot_be_told(self) -> None:
        assert recover("quyÕt ®Þnh vÒ viÖc thµnh lËp").text == "quyết định về việc thành lập"

    def test_its_soft_hyphens_are_letters_and_come_back_when_lost(self, written: Written) -> None:
        text = (
            "Nhà nước tăng cường tư tưởng, đường lối; mọi người được hưởng ưu đãi như trước. "
            "Trường học mở thư viện, hưu trí tham gia, Hưng Yên dẫn đầu; a) cũ, c) mới. "
        )
        shown = surface(written(text, "tcvn3"))
        assert "\xad" in shown
        assert recover(shown).text == text
        assert recover(shown.replace("\xad", "")).text == text


OTHER_LANGUAGES = [
    "L’été dernier, les élèves français étaient très intéressés par l’œuvre créée à Orléans où "
    "l’on a fêté Noël ; « c’est dommage », répéta le maître. Où est-il allé ? Là-bas, déjà.",
    "Die Behörden möchten künftig Straßen für Fußgänger öffnen; Müller, Köhler und Löw hätten "
    "größere Flächen gewünscht, während Özil über die Änderung lächelte.",
    "El señor Muñoz llegó mañana después de la reunión; ¿qué pasó? ¡Ojalá! Niños y pingüinos.",
    "Då på färjan får små pojkar smörgås och kött. Det är så på ön, när någon går på båten.",
    "São Paulo não é Brasília; coração, ações, avó e avô, também você, às três.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy. Zażółć gęślą jaźń.",
    "Windows® 10, Office™, ©2021, 20 °C, 1.250 m², § 5, «x», µm, ½ kg, ±3, 5×4, ¡ ¿ ÷ ¶ ¬",
]
SOUND = [
    TEXT,
    unicodedata.normalize("NFD", TEXT),
    TEXT.upper(),
    "«Hội nghị» về Löw, Müller và Özil ở São Paulo; café Noël, 5 m² · 20 °C; Windows® của Đỗ Bá»…",
    "Các nhà văn Hà Nam và Bình Thuận là bạn cũ: có đi, có về, có vui, có buồn",
    "Ðảng ủy xã Ðông Hòa và Ðoàn xã",  # Eth for Đ: another fault, and harmless
    "Tên: Lê Thị Hà - Số: 5",
    "“XÃ”, “ĐÃ”, “LÀ”…",
    "Hµ",  # one word is too little
    "C«ng ty",
    "",
    "abc",
    "Привет, мир! 中文 한국어 ελληνικά",
    "\x13 HYPERLINK \x14 trang chủ \x15",  # the marks of fields that Word leaves
]


@pytest.mark.parametrize("text", OTHER_LANGUAGES + SOUND)
def test_what_is_sound_stays(text: str) -> None:
    found = recover(text)
    assert found.text is text
    assert found.encoding is None


@pytest.mark.parametrize("encoding", FONTS)
def test_a_document_of_several_parts(written: Written, encoding: str) -> None:
    """Headings in Unicode, a body in an old font, lines of figures and in other languages."""
    before = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCông văn số 5/CV-UB của các xã\n\n"
    after = f"\n{OTHER_LANGUAGES[0]}\n1.250 | 43 | 62\nThe quick brown fox.\nNơi nhận: như trên"
    found = recover(before + surface(written(TEXT, encoding)) + after)
    assert (found.text, found.encoding) == (before + TEXT + after, encoding)


def test_a_text_is_recovered_once(written: Written) -> None:
    for encoding in FONTS:
        done = recover(surface(written(TEXT, encoding))).text
        assert recover(done).encoding is None


WORDS = st.lists(
    st.sampled_from(sorted(list(usual())[:1500])), min_size=40, max_size=120, unique=True
)


@settings(max_examples=40, deadline=None)
@given(WORDS, st.sampled_from(FONTS))
def test_usual_words_in_any_order_come_back(written: Written, words: list[str], name: str) -> None:
    text = "Xã " + " ".join(words)
    found = recover(surface(written(text, name)))
    right = sum(a == b for a, b in zip(found.text.split(), text.split(), strict=True))
    assert right >= 0.99 * (len(words) + 1), found.encoding


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_usual_words_in_unicode_stay(words: list[str]) -> None:
    text = " ".join(words)
    assert recover(text).text is text


@given(st.text())
def test_any_text_ends_in_text(text: str) -> None:
    found = recover(text)
    assert isinstance(found.text, str)
    assert found.encoding or found.text is text


@given(st.binary())
def test_any_bytes_end_in_text(data: bytes) -> None:
    assert isinstance(recover(surface(data), sure=True).text, str)
    assert len(surface(data)) == len(data)


RANDOM = random.Random(5).randbytes(2_000_000)
HOSTILE = {
    "one letter": "ã" * 3_000_000,
    "one word": "a" * 3_000_000 + " ü",
    "one lead": "á»" * 1_500_000,
    "marks": "a–" * 1_500_000 + "¤",
    "holes": "á»§ " + "aá»\ufffd" * 700_000,
    "blanks": "á»§ " + "aÃ" * 1_000_000 + " ",
    "random": surface(RANDOM),
    "random letters": surface(bytes(b | 0x80 for b in RANDOM)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_no_longer_than_its_size(text: str) -> None:
    began = time.perf_counter()
    recover(text)
    recover(text, sure=True)
    assert time.perf_counter() - began < 30
