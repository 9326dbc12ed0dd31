"""PDF: the text layer in reading order, or what tesseract reads on a scan; imports pypdfium2."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import regex

from indexer.read.article import Draft
from indexer.read.formats import layout, ocr
from indexer.read.formats.layout import Line, Rules, Word
from indexer.read.formats.packed import ENCRYPTED
from indexer.read.job import Flaw, Found, Job
from indexer.read.limits import Unreadable

SCAN = "it is a scan without text"
_FEW = 200  # letters over a picture of the whole page: a stamp or a signature, not its text
_COVER = 0.5  # of the page: a picture of more is a scan
_THIN = 3.0  # points; a drawn box that is thinner is a line
_LINE = 20.0  # points; a drawn box that is lower lies behind one line of text
_EDGE = 0.12  # of the page, above and below, where running heads and page numbers stand
_REPEATED = 3  # pages with the same line at their edge
_SHARE = 0.2  # of all pages; odd and even ones may have heads of their own
_CLOSE_SHARE = 0.5  # of all pages, where it stands close to the text, as the end of a footnote does
_APART = 0.7  # heights of a line between the text and what stands in the margin
_UNKNOWN = 0.3  # of the letters: fonts that do not tell what they draw
_PAGE_NUMBER = regex.compile(
    r"[-–—| ]*(?:trang|page)?[\s:]*\d{1,4}(?:\s*(?:/|trên|of)\s*\d{1,4})?[-–—| ]*", regex.I
)
_FIGURES = regex.compile(r"\d+")
_NO_SIGN = frozenset((0x0, 0xFFFE, 0xFFFF, 0xFFFD))
_MOST_RULES = 20_000  # drawn lines of a page; a map has more


@dataclass
class _Page:
    """The lines of a page, and how high it is."""

    lines: list[Line]
    height: float


def read(data: bytes, job: Job) -> Iterator[Found]:
    """The document; pages that are scans without text, where nothing can read them, as a flaw."""
    document = _opened(data)
    try:
        number = len(document)
        if number > job.limits.max_pages:
            most = f"{job.limits.max_pages:,}"
            raise Unreadable(f"it has {number:,} pages; at most {most}, see --max-pages")
        pages, scans = _pages(document, job)
        about = document.get_metadata_dict()
    finally:
        document.close()
    text = layout.paragraphs(page.lines for page in _without_running_heads(pages))
    if text.strip():
        yield Draft(
            text=text,
            name=about.get("Title"),
            author=about.get("Author"),
            created=_day(about.get("CreationDate") or ""),
        )
        if scans:
            listed = _listed(scans)
            yield Flaw("", f"a part of it is a scan without text (page {listed}); {ocr.NEEDED}")
    elif scans:
        raise Unreadable(f"{SCAN}; {ocr.NEEDED}" if ocr.missing() else f"{SCAN} that can be read")
    else:
        raise Unreadable("it holds no text")


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Unreadable(ENCRYPTED) from error
        raise Unreadable("it is damaged, or no PDF file at all") from error


def _pages(document: pdfium.PdfDocument, job: Job) -> tuple[list[_Page], list[int]]:
    """All pages, and the numbers of those that are scans which were not read."""
    pages: list[_Page] = []
    scans: list[int] = []
    broken = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            broken += 1
            continue
        width, height = page.get_size()
        words, unknown = _words(page, width, height)
        rules = _rules(page, width, height)
        letters = sum(len(word.text) for word in words)
        if _is_scan(page, letters, unknown, width * height):
            seen = None if ocr.missing() else _seen(page, job)
            if seen is None:
                scans.append(number + 1)
            if seen or letters <= unknown:
                words, rules = seen or [], Rules()
        rows = layout.rows(words, rules)
        pages.append(_Page(list(layout.lines(rows, rules)), height))
        page.close()
    if broken and not pages:
        raise Unreadable("it is damaged; none of its pages can be read")
    return pages, scans


def _seen(page: pdfium.PdfPage, job: Job) -> list[Word] | None:
    job.begin_page()
    return ocr.words(page, job)


def _is_scan(page: pdfium.PdfPage, letters: int, unknown: int, area: float) -> bool:
    """Whether a page is a picture of text, a stamp's letters aside, or its letters are unknown."""
    if letters and unknown > _UNKNOWN * letters:
        return True
    if letters > _FEW:
        return False
    covered = 0.0
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return covered > _COVER * max(area, 1.0)


def _words(page: pdfium.PdfPage, width: float, height: float) -> tuple[list[Word], int]:
    """The words of a page in the order of its text layer, and how many letters are unknown."""
    text = page.get_textpage()
    place = _Placing(page, width, height)
    words: list[Word] = []
    letters = ""
    box: list[float] = []
    unknown = 0
    bounds = raw.FS_RECTF()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        # 2 is PDFium's sign for a hyphen at the end of a line; Vietnamese has them in codes only.
        sign = "-" if code == 2 else chr(code) if code < 0x110000 else " "
        if sign.isspace() or (code < 32 and code != 2):
            _end(words, letters, box)
            letters, box = "", []
            continue
        if code in _NO_SIGN or 0xE000 <= code <= 0xF8FF:
            unknown += 1
            if code in _NO_SIGN:
                continue
        if not raw.FPDFText_GetLooseCharBox(text, index, bounds):
            continue
        at = place(bounds.left, bounds.bottom, bounds.right, bounds.top)
        if box and _is_far(box, at):
            _end(words, letters, box)
            letters, box = "", []
        letters += sign
        box = (
            [min(box[0], at[0]), max(box[1], at[1]), min(box[2], at[2]), max(box[3], at[3])]
            if box
            else [*at]
        )
    _end(words, letters, box)
    text.close()
    return words, unknown


def _is_far(box: Sequence[float], at: tuple[float, float, float, float]) -> bool:
    """Whether a letter does not stand at the end of the word that was begun."""
    height = max(box[3] - box[2], at[3] - at[2], 1.0)
    gap = at[0] - box[1]
    shared = min(box[3], at[3]) - max(box[2], at[2])
    return gap > 0.4 * height or gap < -height or shared < 0.2 * min(box[3] - box[2], at[3] - at[2])


def _end(words: list[Word], letters: str, box: Sequence[float]) -> None:
    if letters and box:
        words.append(Word(letters, *box))


class _Placing:
    """Boxes of a page, turned and cropped as it may be, from its upper left corner down."""

    def __init__(self, page: pdfium.PdfPage, width: float, height: float) -> None:
        self._turn = page.get_rotation() % 360
        left, bottom, right, top = page.get_cropbox()
        self._left, self._bottom = left, bottom
        self._right, self._top = right, top
        self._size = width, height

    def __call__(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """(x0, x1, y0, y1) of a box."""
        if self._turn == 90:
            return bottom - self._bottom, top - self._bottom, left - self._left, right - self._left
        if self._turn == 180:
            return (
                self._right - right,
                self._right - left,
                bottom - self._bottom,
                top - self._bottom,
            )
        if self._turn == 270:
            return self._top - top, self._top - bottom, self._right - right, self._right - left
        return left - self._left, right - self._left, self._top - top, self._top - bottom


def _rules(page: pdfium.PdfPage, width: float, height: float) -> Rules:
    """The lines that are drawn on a page, and the edges of boxes."""
    rules = Rules()
    place = _Placing(page, width, height)
    for number, thing in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if number > _MOST_RULES:
            break
        x0, x1, y0, y1 = place(*thing.get_bounds())
        if y1 - y0 < _LINE and _is_background(thing):
            continue
        if y1 - y0 <= _THIN < x1 - x0:
            rules.across.append(((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= _THIN < y1 - y0:
            rules.down.append(((x0 + x1) / 2, y0, y1))
        elif x1 - x0 < 0.95 * width and y1 - y0 < 0.95 * height:
            rules.across += [(y0, x0, x1), (y1, x0, x1)]
            rules.down += [(x0, y0, y1), (x1, y0, y1)]
    return rules


def _is_background(thing: pdfium.PdfObject) -> bool:
    """Whether it is only filled: words that are marked by a colour, no cell of a table."""
    fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    told = raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    return bool(told and fill.value and not stroke.value)


def _without_running_heads(pages: list[_Page]) -> Iterator[_Page]:
    """*pages* without page numbers, and without what stands at the edge of many of them.

    The first page keeps what it says: an official document's header is there.
    """
    repeated = Counter(
        mark for page in pages for mark in {_mark(line) for line in _edges(page)} if mark
    )
    apart, close = (max(_REPEATED, share * len(pages)) for share in (_SHARE, _CLOSE_SHARE))
    for number, page in enumerate(pages):
        edges = _edges(page)
        gone = {id(line) for line in edges if _PAGE_NUMBER.fullmatch(line.text.strip())}
        heads = [line for line in edges if repeated[_mark(line)] >= apart]
        if number:
            inner = [line for line in page.lines if line not in heads and id(line) not in gone]
            gone |= {
                id(line)
                for line in heads
                if repeated[_mark(line)] >= close or not _is_close(line, inner)
            }
        page.lines = [line for line in page.lines if id(line) not in gone]
        yield page


def _edges(page: _Page) -> list[Line]:
    """The lines in the margins of a page, above and below."""
    high, low = _EDGE * page.height, (1 - _EDGE) * page.height
    return [line for line in page.lines if line.y1 < high or line.y0 > low]


def _is_close(line: Line, others: Sequence[Line]) -> bool:
    """Whether *line* follows one of the *others*, or is followed by one, as in a paragraph."""
    room = _APART * (line.y1 - line.y0)
    return any(
        max(line.y0, other.y0) - min(line.y1, other.y1) < room
        and other.x0 < line.x1
        and line.x0 < other.x1
        for other in others
    )


def _mark(line: Line) -> str:
    """What is the same in a running head on each page."""
    return _FIGURES.sub("#", " ".join(line.text.split()))


def _day(value: str) -> str | None:
    """The day of "D:20240419145635Z"."""
    match = regex.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", value)
    return "-".join(match.groups()) if match else None


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers in brief: "2-4, 9"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    told = [str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts]
    return ", ".join(told[:20]) + (" …" if len(told) > 20 else "")
