"""Files in old encodings: what comes out of them, and what is told of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import making
import pytest

from indexer.annotate.record import as_record
from indexer.models import Annotations, Article
from indexer.read import Unread, read

Written = Callable[[str, str], bytes]

TEXT = (
    "Huyện ủy Sông Mây sơ kết một năm thực hiện Kế hoạch\n\n"
    "Sáng 7/4, Huyện ủy Sông Mây tổ chức hội nghị sơ kết một năm thực hiện Kế hoạch số 15-KH/HU "
    "về công tác dân vận ở cơ sở; các xã, thị trấn đã lập 62 tổ dân vận."
)
FILES = [
    ("utf-8", "utf-8"),
    ("tcvn3", "tcvn3"),
    ("vni", "vni"),
    ("viscii", "viscii"),
    ("vps", "vps"),
    ("windows-1258", "windows-1258"),
    ("utf-8 as windows-1252", "utf-8 as windows-1252"),
    ("utf-8 as windows-1252, twice", "utf-8 as windows-1252, twice"),
    ("utf-16, marked", "utf-16"),
    ("utf-16-le", "utf-16"),
    ("utf-16-be", "utf-16"),
]


def article(path: Path, data: bytes) -> Article:
    path.write_bytes(data)
    (found,) = read(path)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(("encoding", "told"), FILES)
def test_a_file_in_each_encoding(
    tmp_path: Path, written: Written, encoding: str, told: str
) -> None:
    found = article(tmp_path / "a.txt", written(TEXT, encoding))
    assert (found.text, found.encoding) == (TEXT, told)
    assert found.title == "Huyện ủy Sông Mây sơ kết một năm thực hiện Kế hoạch"
    assert as_record(Annotations(article=found))["article"]["encoding"] == told


SHORT = [  # a file that is no UTF-8 must be something
    (b"Th\xf4ng b\xe1o", "Thông báo", "windows-1252"),
    ("Hµ Néi".encode("latin-1"), "Hà Nội", "tcvn3"),
    ("Quyeát ñònh".encode("latin-1"), "Quyết định", "vni"),
    ("Les élèves sont très intéressés".encode("latin-1"), None, "windows-1252"),
    ("Navn på handling".encode("latin-1"), None, "windows-1252"),
    ("“Ok” – 5 °C".encode("cp1252"), None, "windows-1252"),
]


@pytest.mark.parametrize(("data", "text", "encoding"), SHORT)
def test_a_short_file(tmp_path: Path, data: bytes, text: str | None, encoding: str) -> None:
    found = article(tmp_path / "a.txt", data)
    assert (found.text, found.encoding) == (text or data.decode("cp1252"), encoding)


def test_utf8_with_a_few_bytes_that_are_none(tmp_path: Path) -> None:
    found = article(tmp_path / "a.txt", TEXT.encode() + b" H\xf4")
    assert (found.text, found.encoding) == (f"{TEXT} H\ufffd", "utf-8, damaged")


def test_a_file_joined_from_two(tmp_path: Path, written: Written) -> None:
    found = article(tmp_path / "a.txt", f"{TEXT}\n".encode() + written(TEXT, "tcvn3"))
    assert (found.text, found.encoding) == (f"{TEXT}\n{TEXT}", "tcvn3")


def test_each_record_has_an_encoding_of_its_own(tmp_path: Path, written: Written) -> None:
    record = json.dumps({"text": TEXT, "title": "Sơ kết kế hoạch"}, ensure_ascii=False)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(written(record, name) for name in ("tcvn3", "utf-8", "vni")))
    found = [one for one in read(path) if isinstance(one, Article)]
    assert [one.encoding for one in found] == ["tcvn3", "utf-8", "vni"]
    assert {one.text for one in found} == {TEXT}
    assert {one.title for one in found} == {"Sơ kết kế hoạch"}


def test_a_record_of_the_characters_of_an_old_font(tmp_path: Path, written: Written) -> None:
    shown = {"text": TEXT, "title": "Sơ kết kế hoạch", "place": "huyện Sông Mây", "id": "é"}
    record = {k: written(v, "tcvn3").decode("latin-1") for k, v in shown.items()} | {"id": "é"}
    found = article(tmp_path / "a.jsonl", json.dumps(record).encode())
    assert (found.text, found.encoding) == (TEXT, "tcvn3")
    assert (found.title, found.place, found.id) == ("Sơ kết kế hoạch", "huyện Sông Mây", "é")


def test_a_row_of_a_table(tmp_path: Path, written: Written) -> None:
    table = f'title,text\n"Sơ kết, tổng kết","{TEXT}"'
    found = article(tmp_path / "a.csv", written(table, "tcvn3"))
    assert (found.title, found.text, found.encoding) == ("Sơ kết, tổng kết", TEXT, "tcvn3")


def run(text: str, font: str, more: str = "") -> str:
    properties = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t>{more}</w:r>'


@pytest.fixture
def shown(written: Written) -> Callable[[str], str]:
    """A text as the characters that a font of TCVN3 draws."""
    return lambda text: written(text, "tcvn3").decode("latin-1")


FONT_LINES = ["QUYẾT ĐỊNH", "Họp bàn về nước sạch ở XÃ ĐỒI CỌ hôm nay", "Huyện Sông Mây ướp lạnh"]


def test_fonts_of_a_word_document_tell_its_encoding(tmp_path: Path, shown) -> None:
    """Directly, by the style of a paragraph, and with a ư that was saved as a soft hyphen."""
    before, after = shown("Huyện Sông Mây ướp lạnh").split("\xad")
    style = '<w:pPr><w:pStyle w:val="B"/></w:pPr>'
    body = (
        f"<w:p>{run(shown('quyết định'), '.VnTimeH')}</w:p>"
        f"<w:p>{style}{run(shown('Họp bàn về nước sạch ở '), '')}"
        f"{run(shown('xã đồi cọ'), '.VnArialH')}{run(' hôm nay', 'Arial')}</w:p>"
        f"<w:p>{run(before, '.VnTime', '<w:softHyphen/>')}{run(after, '.VnTime')}</w:p>"
    )
    styles = (
        f'<w:styles {making.W}><w:style w:type="paragraph" w:styleId="A"><w:rPr>'
        '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    found = article(tmp_path / "a.docx", making.docx(body, styles__xml=styles))
    assert (found.text.split("\n"), found.encoding) == (FONT_LINES, "tcvn3")


def test_a_soft_hyphen_of_word_leaves_its_word_whole(tmp_path: Path) -> None:
    body = f"<w:p>{run('Ủy ban nhân', '', '<w:softHyphen/><w:t>dân tộc</w:t>')}</w:p>"
    assert article(tmp_path / "a.docx", making.docx(body)).text == "Ủy ban nhândân tộc"


def test_fonts_of_a_rich_text_tell_its_encoding(tmp_path: Path, shown) -> None:
    def told(text: str) -> str:
        return "".join(c if ord(c) < 128 else f"\\'{ord(c):02x}" for c in shown(text))

    fonts = (
        "{\\fonttbl{\\f0\\fcharset163 .VnTime;}{\\f1{\\*\\panose 01}.VnTimeH;}"
        "{\\f2 Arial{\\*\\falt .VnArialH};}}"
    )
    hyphened = told("Huyện Sông Mây ướp lạnh").replace("\\'ad", "\\-")
    rtf = (
        f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{fonts}{{\\f1 {told('quyết định')}}}\\par "
        f"{told('Họp bàn về nước sạch ở ')}{{\\f1 {told('xã đồi cọ')}}}"
        f"{{\\f2  h\\u244?m nay}}\\par {hyphened}}}"
    )
    found = article(tmp_path / "a.rtf", rtf.encode("ascii"))
    assert (found.text.split("\n"), found.encoding) == (FONT_LINES, "tcvn3")


def test_fonts_of_a_web_page_tell_what_is_in_capitals(tmp_path: Path, written: Written) -> None:
    def told(text: str) -> bytes:
        return written(text, "tcvn3")

    html = (
        b"<html><head><style>p.T, h2 {margin:0; font-family:\".VnTimeH\";}</style></head><body>"
        b"<p class=T>" + told("quyết định <i>số</i> <span style='font-family:.VnTime'>15</span> ")
        + b"</p><p>" + told("Họp bàn về nước sạch ở ") + b"<font face='.VnArialH'>"
        + told("xã đồi cọ") + b"</font></p><p>" + told(TEXT) + b"</p></body></html>"
    )  # fmt: skip
    found = article(tmp_path / "a.html", html)
    assert "QUYẾT ĐỊNH SỐ 15" in found.text
    assert "Họp bàn về nước sạch ở XÃ ĐỒI CỌ" in found.text


NO_TEXT = [bytes(range(128, 256)) * 3, b"\x00\x01\x02\x03" * 40, b"\x89\x8d\x90\x9d" * 30]


@pytest.mark.parametrize("data", NO_TEXT)
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (found,) = read(path)
    assert isinstance(found, Unread)
    assert found.reason.startswith("it is no text")
