"""Each format gives what a reader of the document sees, whatever its file is called."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import making
import pytest

from indexer.models import Article
from indexer.read import Limits, Reader, Unread, walk
from indexer.read.formats import doc, ocr, pdf, programs
from indexer.read.job import Flaw, Job
from indexer.read.limits import Unreadable
from indexer.text.unicode import fold, normalise

DOC = Path(__file__).parent / "files" / "ke-hoach.doc"  # made by LibreOffice of making.docx()
WORD = ("antiword", "catdoc", "soffice")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as each:
        yield each


@pytest.fixture
def found(tmp_path: Path, reader: Reader) -> object:
    """What is read of a file with this name and content."""

    def read(name: str, data: bytes) -> list[Article | Unread]:
        path = tmp_path / name
        path.write_bytes(data)
        return [
            one.model_copy(update={"path": one.path.removeprefix(f"{tmp_path.as_posix()}/")})
            for one in reader.read(path)
        ]

    return read


def lines(one: Article | Unread) -> list[str]:
    assert isinstance(one, Article), one
    return [line for line in one.text.split("\n") if line.strip()]


def needs(*names: str) -> None:
    """Skip where none of these programs is there; where all must be, fail."""
    if not any(shutil.which(name) for name in names):
        _absent(f"none of {', '.join(names)} is installed")


def _absent(reason: str) -> None:
    if os.environ.get("TRACUU_REQUIRE_ALL"):
        pytest.fail(reason)
    pytest.skip(reason)


DOCUMENTS = {name: making.every()[name] for name in ("a.txt", "a.html", "a.docx", "a.odt", "a.rtf")}
DOCUMENTS["a.pdf"] = making.every()["a.pdf"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_gives_all_its_lines_in_reading_order(name: str, found) -> None:
    (one,) = found(name, DOCUMENTS[name])
    assert lines(one) == making.LINES
    assert one.title == " ".join(making.TITLE)


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.rtf", "a.pdf"])
def test_what_the_properties_of_a_file_tell_is_kept(name: str, found) -> None:
    (one,) = found(name, DOCUMENTS[name])
    assert one.created == "2021-05-04"
    assert one.author in ("Hoàng Thị Mai", "Hoang Thi Mai")
    assert one.published is None  # the day of the file is no day of publication


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.rtf", "a.pdf", "a.html"])
@pytest.mark.parametrize("called", ["a.doc", "a.pdf", "a.docx", "a.rtf", "a.bin", "a"])
def test_what_a_file_is_decides_not_its_name(name: str, called: str, found) -> None:
    (one,) = found(called, DOCUMENTS[name])
    assert lines(one) == making.LINES


def test_a_text_called_doc_is_read_as_text(found) -> None:
    (one,) = found("a.doc", "Huyện ủy họp.".encode())
    assert lines(one) == ["Huyện ủy họp."]


def test_a_page_of_word_is_read_in_the_encoding_it_declares(found) -> None:
    page = (
        '<html xmlns:w="urn:schemas-microsoft-com:office:word"><head>'
        '<meta http-equiv=Content-Type content="text/html; charset=windows-1252"></head>'
        "<body><p class=MsoNormal>Huy&#7879;n &#7911;y h\xf4m nay h\xe0nh \xe1n.</p></body></html>"
    )
    (one,) = found("a.doc", page.encode("cp1252"))
    assert lines(one) == ["Huyện ủy hôm nay hành án."]


WORDS = [
    # tracked changes
    ("<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
     "<w:ins><w:r><w:t>mới</w:t></w:r></w:ins></w:p>", ["mới"]),
    ("<w:p><w:moveFrom><w:r><w:t>xa</w:t></w:r></w:moveFrom><w:r><w:t>gần</w:t></w:r></w:p>",
     ["gần"]),
    # a text box stands twice, for new and for old programs
    ('<w:p><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent>' + making.par("Số: 5")
     + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + making.par("Số: 5")
     + "</w:txbxContent></mc:Fallback></mc:AlternateContent><w:r><w:t>Bên cạnh</w:t></w:r></w:p>",
     ["Bên cạnh", "Số: 5"]),
    # a table in a cell
    (making.table([[["một"]]]).replace(making.par("một"), making.table([[["hai"], ["ba"]]])),
     ["hai | ba"]),
    # what stands in content controls, and fields with their codes
    ("<w:sdt><w:sdtContent>" + making.par("trong khung") + "</w:sdtContent></w:sdt>",
     ["trong khung"]),
    ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Trang</w:t></w:r></w:p>", ["Trang"]),
    ("<w:p><w:r><w:t>QĐ</w:t><w:noBreakHyphen/><w:t>TTg</w:t><w:br/><w:t>dưới</w:t></w:r></w:p>",
     ["QĐ-TTg", "dưới"]),
    ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r></w:p>",
     ["hiện"]),
    # rows of a table, and two columns of lines
    (making.table([[["a", "a"], ["b"], ["c"]]]), ["a a | b | c"]),
    (making.table([[["Nơi nhận:", "- Lưu."], ["CHỦ TỊCH", "Lê Văn Tám"]]]),
     ["Nơi nhận:", "- Lưu.", "CHỦ TỊCH", "Lê Văn Tám"]),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "expected"), WORDS)
def test_word_shows_what_a_reader_sees(inside: str, expected: list[str], found) -> None:
    (one,) = found("a.docx", making.docx(inside))
    assert lines(one) == expected


def test_headers_footers_and_notes_of_word_are_read_but_no_page_numbers(found) -> None:
    note = '<w:p><w:r><w:t>Điều 1</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    parts = {
        "header1__xml": f"<w:hdr {making.W}>{making.par('TỈNH ỦY HÀ GIANG')}</w:hdr>",
        "header2__xml": f"<w:hdr {making.W}>{making.par('TỈNH ỦY HÀ GIANG')}</w:hdr>",
        "footer1__xml": f"<w:ftr {making.W}>{making.par('Trang 3')}</w:ftr>",
        "footnotes__xml": f'<w:footnotes {making.W}><w:footnote w:type="separator" w:id="1"/>'
        f'<w:footnote w:id="2">{making.par("Sửa năm 2020.")}</w:footnote></w:footnotes>',
    }
    (one,) = found("a.docx", making.docx(note, **parts))
    assert lines(one) == ["TỈNH ỦY HÀ GIANG", "Điều 1[1]", "[1] Sửa năm 2020."]


def test_numbers_that_word_counts_are_read(found) -> None:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/>'
    level += '<w:lvlText w:val="{}"/></w:lvl>'
    numbering = (
        f'<w:numbering {making.W}><w:abstractNum w:abstractNumId="7">'
        f"{level.format(0, 'decimal', 'Điều %1.')}{level.format(1, 'lowerLetter', '%2)')}"
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    at = '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    texts = [("Tên", 0), ("một", 1), ("hai", 1), ("Đất", 0), ("ba", 1)]
    inside = "".join(making.par(text, at.format(depth)) for text, depth in texts)
    (one,) = found("a.docx", making.docx(inside, numbering__xml=numbering))
    assert lines(one) == ["Điều 1. Tên", "a) một", "b) hai", "Điều 2. Đất", "a) ba"]


def test_a_page_that_word_holds_is_read_too(found) -> None:
    inside = f'<w:altChunk r:id="r0" xmlns:r="{making.R}"/>'
    page = "<html><body><p>Trong trang.</p></body></html>"
    (one,) = found("a.docx", making.docx(inside, chunk__htm=page))
    assert (one.path, lines(one)) == ("a.docx/chunk.htm", ["Trong trang."])


def test_word_of_2003_as_xml_is_read(found) -> None:
    xml = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>'
        f"{making.body()}</w:body></w:wordDocument>"
    )
    (one,) = found("a.doc", xml.encode())
    assert lines(one) == making.LINES


ODTS = [
    ("<text:tracked-changes><text:p>đã xóa</text:p></text:tracked-changes><text:p>còn</text:p>",
     ["còn"]),
    ("<text:p>một<text:s text:c='2'/>hai<text:tab/>ba<text:line-break/>bốn</text:p>",
     ["một hai ba", "bốn"]),
    ("<text:p>Điều 1<text:note><text:note-citation>1</text:note-citation><text:note-body>"
     "<text:p>Chú thích.</text:p></text:note-body></text:note></text:p>",
     ["Điều 1[1]", "[1] Chú thích."]),
    ("<text:p>Bên<draw:frame><draw:text-box><text:p>Khung</text:p></draw:text-box></draw:frame>"
     "</text:p>", ["Bên", "Khung"]),
    ("<text:list><text:list-item><text:p>mục</text:p></text:list-item></text:list>", ["mục"]),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "expected"), ODTS)
def test_opendocument_shows_what_a_reader_sees(inside: str, expected: list[str], found) -> None:
    (one,) = found("a.odt", making.odt(inside))
    assert [" ".join(line.split()) for line in lines(one)] == expected


def test_headers_of_opendocument_are_read(found) -> None:
    styles = "<style:header><text:p>ĐẢNG ỦY XÃ</text:p></style:header>"
    styles += "<style:footer><text:p><text:page-number>1</text:page-number></text:p></style:footer>"
    (one,) = found("a.odt", making.odt("<text:p>Thân bài.</text:p>", styles))
    assert lines(one) == ["ĐẢNG ỦY XÃ", "Thân bài."]


RICH = [
    ("\\u272?\\u227? x\\'e3", ["Đã xã"]),
    ("{\\uc2\\u7911\\'75?y ban}", ["ủy ban"]),
    ("{\\f1 V\\'e2\\'f2n b\\'e3n \\'f0\\'e3}", ["Vận băn đă"]),
    ("{\\b m\\u7897?t}{\\deleted xoa}{\\v an}{\\*\\generator x;} hai", ["một hai"]),
    ("{\\header UBND X\\u195?}{\\footer Trang 2}than{\\footnote {\\chftn} chu}", None),
    ("{\\pict\\wmetafile8 0102ab}tr\\u432?\\u7899?c\\line sau", ["trước", "sau"]),
    ("{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt trong khung\\par}}{\\shprslt cu}}ngoai",
     ["trong khung", "ngoai"]),
    ("{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt noi}}\\bin4 }}}} sau", ["noi sau"]),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "expected"), RICH)
def test_rich_text_shows_what_a_reader_sees(inside: str, expected: list[str] | None, found) -> None:
    (one,) = found("a.rtf", making.rtf(inside))
    told = [normalise(line) for line in expected or ["UBND XÃ", "than", "[1] chu"]]
    assert lines(one) == told


def test_a_message_is_an_article_and_so_is_each_attachment(found) -> None:
    attached = {"kế hoạch.docx": making.docx(), "ảnh.png": b"\x89PNG\r\n\x1a\n000"}
    message, plan, picture = found("a.eml", making.mail(attached, html=True))
    assert message.title == "Gửi kế hoạch số 48/KH-UBND về trồng cây"
    assert lines(message)[0] == message.title  # what it names is found in the text alone
    assert message.published == "2021-05-07"  # in Hanoi's time
    assert message.author == "Văn phòng huyện <vanphong@sonha.example>"
    assert (plan.path, lines(plan)) == ("a.eml/kế hoạch.docx", making.LINES)
    assert (picture.path, picture.reason) == (
        "a.eml/ảnh.png",
        "it is a picture (PNG), which is not read",
    )


def test_a_message_within_a_message_is_read(found) -> None:
    outer = EmailMessage()
    outer["Subject"] = "Chuyển tiếp"
    outer.set_content("Xem thư kèm.")
    inner = EmailMessage()
    inner["Subject"] = "Thư gốc"
    inner.set_content("Nội dung.")
    outer.add_attachment(inner)
    first, second = found("a.eml", outer.as_bytes())
    assert (first.title, second.title) == ("Chuyển tiếp", "Thư gốc")


def test_a_page_saved_in_one_file_is_read(found) -> None:
    page = (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
        b'Content-Location: file:///C:/a.htm\nContent-Type: text/html; charset="utf-8"\n\n'
        + "<html><body><p>Nghị quyết của huyện ủy.</p></body></html>".encode()
        + b"\n--x\nContent-Location: file:///C:/b.xml\nContent-Type: text/xml\n\n<a/>\n--x--\n"
    )
    (one,) = found("a.doc", page)
    assert lines(one) == ["Nghị quyết của huyện ủy."]


def test_each_member_of_an_archive_is_an_article(found) -> None:
    parts = {"a/b.docx": making.docx(), "c.jsonl": b'{"text": "mot"}\n', "__MACOSX/a": b"x"}
    inner = making.zipped({"d.txt": "Trong cùng."})
    for name, data in (
        ("a.zip", making.zipped(parts | {"e.zip": inner})),
        ("a.tar", making.tarred(parts | {"e.zip": inner})),
        ("a.tar.gz", making.tarred(parts | {"e.zip": inner}, "w:gz")),
        ("a.tar.bz2", making.tarred(parts | {"e.zip": inner}, "w:bz2")),
        ("a.tar.xz", making.tarred(parts | {"e.zip": inner}, "w:xz")),
    ):
        got = found(name, data)
        paths = [f"{name}/{inside}" for inside in ("a/b.docx", "c.jsonl#1", "e.zip/d.txt")]
        assert [one.path for one in got] == paths
        assert lines(got[0]) == making.LINES


def test_names_of_a_zip_that_are_utf8_without_saying_so_are_read(found) -> None:
    data = making.zipped({"kế.txt": "Một."})
    plain = data.replace(b"\x14\x00\x00\x08", b"\x14\x00\x00\x00")  # the flag that tells
    (one,) = found("a.zip", plain)
    assert one.path == "a.zip/kế.txt"


def test_a_pdf_is_read_in_columns_tables_and_paragraphs(found) -> None:
    left = [f"Cột trái dòng {n} nói về cây cối ven sông" for n in range(9)]
    right = [f"cột phải dòng {n} nói về đường làng mới" for n in range(9)]
    page = [(50.0, 700.0 - 14 * n, line) for n, line in enumerate(left)]
    page += [(320.0, 700.0 - 14 * n, line) for n, line in enumerate(right)]
    (one,) = found("a.pdf", making.pdf([page]))
    assert " ".join(one.text.split()) == " ".join([*left, *right])


def test_cells_between_rules_are_one_row(found) -> None:
    rows = [(60.0, 700.0, "Đơn vị"), (300.0, 700.0, "Việc")]
    rows += [
        (60.0, 670.0, "Xã Tân"),
        (60.0, 658.0, "Lập"),
        (300.0, 670.0, "trồng"),
        (300.0, 658.0, "cây"),
    ]
    rules = [(50.0, y, 500.0, y) for y in (715.0, 690.0, 650.0)]
    (one,) = found("a.pdf", making.pdf([rows], rules=rules))
    assert lines(one) == ["Đơn vị | Việc", "Xã Tân Lập | trồng cây"]


def test_running_heads_and_page_numbers_go_but_the_first_head_stays(found) -> None:
    body = "Đoạn này dài hết dòng rồi sang trang và cứ thế nối tiếp cho đến khi hết chuyện"
    pages = [
        [(60.0, 810.0, f"CÔNG BÁO/Số {7}"), (300.0, 20.0, str(n)), (60.0, 400.0, f"{body} {n}.")]
        for n in range(1, 6)
    ]
    (one,) = found("a.pdf", making.pdf(pages))
    assert lines(one) == ["CÔNG BÁO/Số 7", *(f"{body} {n}." for n in range(1, 6))]


def test_the_end_of_a_footnote_is_no_running_foot_though_many_pages_have_it(found) -> None:
    changed = ["bổ sung", "sửa đổi", "bãi bỏ", "thay thế"]
    pages = [[(60.0, 400.0, f"Điều {n} nói về việc này.")] for n in range(12)]
    for page, how in zip(pages[::3], changed, strict=True):
        page += [(60.0, 62.0, f"1 Khoản này được {how} theo Luật số 51/2019 về việc cư trú của")]
        page += [(60.0, 50.0, "người nước ngoài.")]
    (one,) = found("a.pdf", making.pdf(pages))
    assert one.text.count("của người nước ngoài.") == 4


def test_a_number_that_opens_a_page_is_no_page_number(found) -> None:
    pages = [[(60.0, 780.0, "2."), (90.0, 780.0, "Việc này đã xong.")]]
    (one,) = found("a.pdf", making.pdf(pages))
    assert " ".join(one.text.split()) == "2. Việc này đã xong."


def test_a_name_beside_two_lines_does_not_mix_them(found) -> None:
    """A signature in larger letters stands at the height of two lines of who gets a copy."""
    to = ["- Ban Bí thư;", "- Văn phòng Đảng;", "- Hội đồng và các Ủy ban của huyện;", "- Lưu VT."]
    page = [(60.0, 400.0 - 7 * n, line) for n, line in enumerate(to)]
    page += [(400.0, 389.5, "Hoàng Văn Lực")]
    (one,) = found("a.pdf", making.pdf([page]))
    assert lines(one) == [*to, "Hoàng Văn Lực"]


def test_words_on_a_coloured_ground_are_no_cells(found) -> None:
    ground = [(58.0, 698.0, 70.0, 711.0)]
    page = [(60.0, 700.0, "2."), (73.0, 700.0, "Việc giữ giấy tờ theo luật hàng không.")]
    (one,) = found("a.pdf", making.pdf([page], grounds=ground))
    assert lines(one) == ["2. Việc giữ giấy tờ theo luật hàng không."]


def test_a_code_that_is_broken_at_its_hyphen_is_whole_again(found) -> None:
    fill = "Căn cứ văn bản đã ban hành từ trước của cấp trên về việc này theo Quyết định số 15/QĐ-"
    page = [(60.0, 700.0, fill), (60.0, 686.0, "TTg của Thủ tướng."), (60.0, 650.0, "Hết.")]
    (one,) = found("a.pdf", making.pdf([page]))
    assert "số 15/QĐ-TTg của Thủ tướng." in one.text


def scan(text: str) -> bytes:
    """A PDF that holds a picture of *text*."""
    import pypdfium2 as pdfium

    drawn = pdfium.PdfDocument(making.pdf([[(80.0, 600.0, text)]], size=18))
    bitmap = drawn[0].render(scale=2, grayscale=True)
    dots = b"".join(
        bytes(bitmap.buffer)[at : at + bitmap.width]
        for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    )
    return making.pdf([[]], picture=(bitmap.width, bitmap.height, dots))


def test_a_scan_is_read_where_tesseract_is_there(found) -> None:
    if ocr.missing():
        _absent("tesseract with Vietnamese is not installed")
    (one,) = found("a.pdf", scan("TRONG CAY VEN SONG"))
    assert [fold(line) for line in lines(one)] == ["trong cay ven song"]  # it may see "SƠNG"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without any of the programs."""
    monkeypatch.setattr(programs, "found", lambda *_: None)
    ocr.missing.cache_clear()
    yield
    ocr.missing.cache_clear()


@pytest.mark.usefixtures("bare")
def test_a_scan_without_tesseract_is_told_with_what_to_install() -> None:
    job = Job("a.pdf", Limits())
    with pytest.raises(Unreadable, match=r"^it is a scan without text; install tesseract .*"):
        list(pdf.read(scan("TRONG CAY"), job))


@pytest.mark.usefixtures("bare")
def test_a_scan_among_pages_of_text_is_told_and_the_others_are_read() -> None:
    dots = (40, 40, bytes(1600))
    pages = [making.pdf_page() * 2, [], []]
    _draft, flaw = pdf.read(making.pdf(pages, picture=dots), Job("a.pdf", Limits()))
    assert isinstance(flaw, Flaw)
    assert flaw.reason.startswith("a part of it is a scan without text (page 2-3); install tess")


@pytest.mark.usefixtures("bare")
def test_a_doc_without_a_program_is_told_with_what_to_install() -> None:
    with pytest.raises(Unreadable, match=r"^it needs antiword, catdoc or LibreOffice"):
        doc.draft(DOC.read_bytes(), Job("a.doc", Limits()))


def test_a_doc_is_read(found) -> None:
    needs(*WORD)
    (one,) = found("a.doc", DOC.read_bytes())
    assert lines(one) == making.LINES
    assert (one.author, one.created) == ("Hoàng Thị Mai", "2021-05-04")


@pytest.mark.parametrize("name", WORD)
def test_each_program_reads_a_doc_alone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name == "soffice" and not shutil.which(name):
        pytest.skip("LibreOffice is not installed; antiword and catdoc do without it")
    needs(name)
    there = programs.found
    monkeypatch.setattr(programs, "found", lambda *names: there(*names) if name in names else None)
    text = doc.draft(DOC.read_bytes(), Job("a.doc", Limits())).text
    for line in (*making.LEFT, *making.RIGHT, *making.BODY, *making.SIGNED):
        assert line in text


def test_formats_in_a_folder_are_found(tmp_path: Path) -> None:
    for name, data in making.every().items():
        (tmp_path / name).write_bytes(data)
    assert len([x for x in walk([tmp_path]) if isinstance(x, Path)]) == len(making.every())
