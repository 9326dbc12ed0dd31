"""Documents of every format that is read, written by hand from a few lines of our own."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage
from xml.sax.saxutils import escape

LEFT = ["ỦY BAN NHÂN DÂN", "HUYỆN SƠN HẠ", "Số: 48/KH-UBND"]
RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
RIGHT += ["Sơn Hạ, ngày 6 tháng 5 năm 2021"]
TITLE = ["KẾ HOẠCH", "Trồng cây ven sông năm 2021"]
BODY = [
    "Căn cứ Chỉ thị số 19-CT/TU ngày 14/7/2020 của Ban Thường vụ Tỉnh ủy Lạng Sơn về trồng cây;",
    "Ủy ban nhân dân huyện ban hành kế hoạch trồng 300 cây bên sông Kỳ Cùng.",
]
TABLE = [["STT", "Xã", "Số cây"], ["1", "Tân Lập", "120"], ["2", "Hòa Bình", "180"]]
SIGNED = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Hoàng Văn Lực"]
LINES = [*LEFT, *RIGHT, *TITLE, *BODY, *(" | ".join(row) for row in TABLE), *SIGNED]
"""What a reader of the document sees, line by line."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OOXML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override '
    f'PartName="/word/document.xml" ContentType="{_OOXML}.document.main+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of *parts*."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(parts: Mapping[str, bytes], mode: str = "w") -> bytes:
    """A tar of *parts*, packed as *mode* tells: "w:gz"."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:
        for name, data in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def par(text: str, properties: str = "") -> str:
    """A paragraph of Word."""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(rows: Iterable[Sequence[Sequence[str]]]) -> str:
    """A table of Word, of paragraphs in cells in rows."""
    cells = ("".join(f"<w:tc>{''.join(map(par, cell))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def body() -> str:
    """The document as the body of a Word document."""
    return (
        table([[LEFT, RIGHT]])
        + "".join(map(par, [*TITLE, *BODY]))
        + table([[[cell] for cell in row] for row in TABLE])
        + "".join(map(par, SIGNED))
    )


def docx(inside: str | None = None, **parts: str | bytes) -> bytes:
    """A Word document with *inside* as its body; further parts are named without their folder."""
    kinds = {"header1.xml": "header", "header2.xml": "header", "footer1.xml": "footer"}
    kinds |= {"footnotes.xml": "footnotes", "numbering.xml": "numbering", "styles.xml": "styles"}
    named = {name.replace("__", "."): data for name, data in parts.items()}
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{R}/{kinds.get(name, "aFChunk")}" Target="{name}"/>'
        for n, name in enumerate(named)
    )
    text = body() if inside is None else inside
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" '
            f'Type="{R}/officeDocument" Target="word/document.xml"/><Relationship Id="b" '
            f'Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f"{relations}</Relationships>",
            "word/document.xml": f'<w:document {W} xmlns:r="{R}"><w:body>{text}</w:body>'
            "</w:document>",
            "docProps/core.xml": f'<c:coreProperties xmlns:c="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/" '
            'xmlns:x="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Mẫu cũ</dc:title>'
            "<dc:creator>Hoàng Thị Mai</dc:creator>"
            '<t:created x:type="t:W3CDTF">2021-05-04T08:00:00Z</t:created></c:coreProperties>',
            **{f"word/{name}": data for name, data in named.items()},
        }
    )


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = " ".join(
    f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table", "style", "draw")
)


def odt_body() -> str:
    """The document as an OpenDocument text has it."""

    def line(text: str) -> str:
        return f"<text:p>{escape(text)}</text:p>"

    def cell(lines: Sequence[str]) -> str:
        return f"<table:table-cell>{''.join(map(line, lines))}</table:table-cell>"

    def rows(found: Sequence[Sequence[Sequence[str]]]) -> str:
        each = "".join(
            f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in found
        )
        return f"<table:table>{each}</table:table>"

    return (
        rows([[LEFT, RIGHT]])
        + "".join(map(line, [*TITLE, *BODY]))
        + rows([[[value] for value in row] for row in TABLE])
        + "".join(map(line, SIGNED))
    )


def odt(inside: str | None = None, styles: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text."""
    text = odt_body() if inside is None else inside
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f"<m>{manifest}</m>",
            "content.xml": f"<office:document-content {_NAMES}><office:body><office:text>{text}"
            "</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_NAMES}>{styles}</office:document-styles>",
            "meta.xml": f'<office:document-meta {_NAMES} xmlns:dc="d" xmlns:meta="m"><office:meta>'
            "<meta:initial-creator>Hoàng Thị Mai</meta:initial-creator>"
            "<meta:creation-date>2021-05-04T08:00:00</meta:creation-date>"
            "</office:meta></office:document-meta>",
        }
    )


def rtf_text(text: str) -> str:
    """*text* as rich text writes it: letters that ASCII lacks as numbers."""
    signs = (c if ord(c) < 128 else f"\\u{ord(c) - 65536 * (ord(c) > 32767)}?" for c in text)
    return "".join(signs)


def rtf(inside: str | None = None) -> bytes:
    """A rich text."""

    def row(cells: Sequence[Sequence[str]]) -> str:
        each = ("\\par ".join(map(rtf_text, cell)) + "\\cell " for cell in cells)
        return f"\\trowd\\pard\\intbl {''.join(each)}\\row\\pard "

    text = inside
    if text is None:
        text = row([LEFT, RIGHT]) + "".join(f"{rtf_text(x)}\\par " for x in [*TITLE, *BODY])
        text += "".join(row([[value] for value in cells]) for cells in TABLE)
        text += "".join(f"{rtf_text(x)}\\par " for x in SIGNED)
    about = f"{{\\info{{\\author {rtf_text('Hoàng Thị Mai')}}}{{\\creatim\\yr2021\\mo5\\dy4}}}}"
    fonts = "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset163 Arial;}}"
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{fonts}{about}{text}}}".encode("ascii")


def pdf(
    pages: Sequence[Sequence[tuple[float, float, str]]],
    *,
    size: float = 10,
    rules: Sequence[tuple[float, float, float, float]] = (),
    grounds: Sequence[tuple[float, float, float, float]] = (),
    about: str = "/Author (Hoang Thi Mai) /CreationDate (D:20210504080000Z)",
    encrypt: bool = False,
    picture: tuple[int, int, bytes] | None = None,
) -> bytes:
    """A PDF with texts at (x, y from below) on its pages, and *rules* (x0, y0, x1, y1) on each.

    *grounds* are filled with colour behind the words.

    Letters that ASCII lacks get numbers of their own, and the table that tells what they are.
    """
    strange = sorted({c for page in pages for _, _, text in page for c in text if ord(c) > 126})
    codes = {c: 128 + n for n, c in enumerate(strange)}
    assert len(codes) < 128
    told = "".join(f"<{code:02X}> <{ord(c):04X}>\n" for c, code in codes.items())
    told += "".join(f"<{code:02X}> <{code:04X}>\n" for code in range(32, 127))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(codes) + 95} beginbfchar\n{told}endbfchar endcmap end end"
    )
    widths = " ".join(["500"] * 224)
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",  # the pages, below
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 32 /LastChar 255 "
        f"/Widths [{widths}] /ToUnicode 4 0 R >>".encode(),
        _stream(cmap.encode()),
        f"<< {about} >>".encode(),
    ]
    resources = "/Font << /F1 3 0 R >>"
    if picture:
        wide, high, dots = picture
        head = f"/Type /XObject /Subtype /Image /Width {wide} /Height {high} "
        head += "/ColorSpace /DeviceGray /BitsPerComponent 8"
        objects.append(_stream(dots, head))
        resources += f" /XObject << /Im {len(objects)} 0 R >>"
    kids = []
    for page in pages:
        drawn = "".join(f"{x0} {y0} m {x1} {y1} l S\n" for x0, y0, x1, y1 in rules).encode()
        drawn += b"".join(
            f"1 1 0 rg {x0} {y0} {x1 - x0} {y1 - y0} re f 0 g\n".encode()
            for x0, y0, x1, y1 in grounds
        )
        if picture:
            drawn += b"q 595 0 0 842 0 0 cm /Im Do Q\n"
        for x, y, text in page:
            letters = bytes(codes.get(c, ord(c)) for c in text)
            letters = letters.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            drawn += f"BT /F1 {size} Tf {x} {y} Td (".encode() + letters + b") Tj ET\n"
        objects.append(_stream(drawn))
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << {resources} >> >>".encode()
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()
    return _pdf_file(objects, encrypt=encrypt)


def pdf_file(*objects: bytes) -> bytes:
    """A PDF of *objects*, the first of which is its catalogue."""
    return _pdf_file(objects, encrypt=False)


def pdf_stream(data: bytes, head: str = "") -> bytes:
    """A stream as an object of a PDF."""
    return _stream(data, head)


def _stream(data: bytes, head: str = "") -> bytes:
    return f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _pdf_file(objects: Sequence[bytes], *, encrypt: bool) -> bytes:
    file = b"%PDF-1.5\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(file))
        file += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    locked = "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (" + "o" * 32
    locked += ") /U (" + "u" * 32 + ") >>"
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R {locked if encrypt else ''} >>"
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\n"
    return file + f"{end}startxref\n{len(file)}\n%%EOF\n".encode()


def pdf_page() -> list[tuple[float, float, str]]:
    """The document on a page, its header and its table in columns."""
    placed = [(60.0, 780.0 - 14 * n, line) for n, line in enumerate(LEFT)]
    placed += [(330.0, 780.0 - 14 * n, line) for n, line in enumerate(RIGHT)]
    placed += [(200.0, 700.0 - 14 * n, line) for n, line in enumerate(TITLE)]
    y = 650.0
    for line in BODY:
        for part in _folded(line, 85):
            placed.append((60.0, y, part))
            y -= 14
        y -= 10
    for row in TABLE:
        placed += [(60.0 + 120 * n, y, cell) for n, cell in enumerate(row)]
        y -= 14
    return placed + [(350.0, y - 30 - 14 * n, line) for n, line in enumerate(SIGNED)]


def _folded(line: str, width: int) -> list[str]:
    lines = [""]
    for word in line.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def mail(attached: Mapping[str, bytes] | None = None, *, html: bool = False) -> bytes:
    """A message with *attached* files."""
    message = EmailMessage()
    message["Subject"] = "Gửi kế hoạch số 48/KH-UBND về trồng cây"
    message["From"] = "Văn phòng huyện <vanphong@sonha.example>"
    message["To"] = "xa@sonha.example"
    message["Date"] = "Thu, 06 May 2021 20:30:00 -0700"
    text = "Kính gửi các xã,\nĐề nghị triển khai Kế hoạch số 48/KH-UBND."
    message.set_content(text)
    if html:
        message.add_alternative(f"<p>{text}</p>", subtype="html")
    for name, data in (attached or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A container of old Microsoft programs with these streams, each 4,096 bytes or longer."""
    sector = 512
    streams = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    fat = [0xFFFFFFFD, 0xFFFFFFFE]  # itself, and the directory
    data = b""
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, 1 if streams else 0xFFFFFFFF)]
    for number, (name, content) in enumerate(streams.items(), start=1):
        first, count = len(fat), -(-len(content) // sector)
        fat += [*range(first + 1, first + count), 0xFFFFFFFE]
        data += content.ljust(count * sector, b"\0")
        after = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, first, len(content), 0xFFFFFFFF, after))
    assert len(fat) <= 128
    assert len(entries) <= 4
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat)))
    return head + table + b"".join(entries).ljust(sector, b"\0") + data


def _entry(
    name: str, kind: int, first: int, size: int, child: int, right: int = 0xFFFFFFFF
) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(written), kind, 1, 0xFFFFFFFF, right, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )


def every() -> dict[str, bytes]:
    """A good file of each format."""
    text = "\n".join(LINES)
    return {
        "a.txt": text.encode(),
        "a.html": f"<html><body><p>{'</p><p>'.join(LINES)}</p></body></html>".encode(),
        "a.docx": docx(),
        "a.odt": odt(),
        "a.rtf": rtf(),
        "a.pdf": pdf([pdf_page()]),
        "a.eml": mail({"b.docx": docx(), "c.txt": text.encode()}),
        "a.zip": zipped({"b.docx": docx(), "d/c.txt": text, "e.pdf": pdf([pdf_page()])}),
        "a.tar.gz": tarred({"b.rtf": rtf(), "c.txt": text.encode()}, "w:gz"),
        "a.tar": tarred({"b.odt": odt(), "c.txt": text.encode()}),
        "a.jsonl": b'{"text": "So 48/KH-UBND"}\n{"text": "hai"}\n',
        "a.csv": "id,text\n1,Kế hoạch 48/KH-UBND\n".encode(),
    }
