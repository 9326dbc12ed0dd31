"""A report as an Excel workbook: what is a number is one, and nothing in it is ever a formula."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import regex

from indexer.report.sheet import ARTICLES, Report, Sheet, counted, every_column
from indexer.report.words import cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Row = Mapping[str, Any]

_DAYS = ("date", "directive_date", "first", "last", "published")
_DAY = regex.compile(r"[12]\d{3}-\d{2}-\d{2}")  # not "2019", "2019-10", "2019-Q3": periods
_FIRST_YEAR = 1900  # Excel's calendar begins there
# Limits of Excel: a sheet's columns and links, the letters of a cell and of a link.
_COLUMNS, _LINKS, _LETTERS, _LINK = 16_384, 65_530, 32_767, 2_000
_NARROW, _WIDE = 8, 60  # letters
_WIDTHS = {"evidence": 60, "sentence": 60, "why": 50, "title": 40, "snippet": 60}


def as_xlsx(report: Report) -> bytes:
    """*report* as the bytes of a workbook of one sheet."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": report.title[:255]})
        _Writer(book, report).write(every_column(report, _COLUMNS - 3))
    return out.getvalue()


class _Writer:
    """Writes the one sheet of a workbook."""

    def __init__(self, book: Workbook, report: Report) -> None:
        self._report = report
        self._sheet: Worksheet = book.add_worksheet(report.name)
        wrapped: dict[str, Any] = {"text_wrap": True, "valign": "top"}
        # Marked as text, a cell stays text when someone edits it: "=1+1", "-5%".
        self._text: Format = book.add_format({**wrapped, "quote_prefix": True})
        self._heading = book.add_format(
            {**wrapped, "quote_prefix": True, "bold": True, "bottom": 1, "bg_color": "#E7E6E6"}
        )
        self._number = book.add_format({"valign": "top"})
        self._day = book.add_format({"valign": "top", "num_format": "dd/mm/yyyy", "align": "left"})
        self._link = book.add_format({**wrapped, "font_color": "#0563C1", "underline": 1})
        self._links = 0

    def write(self, sheet: Sheet) -> None:
        """Headings that stay in sight, with filters; the rows below them."""
        for place, (key, heading) in enumerate(sheet.headings.items()):
            self._sheet.write_string(0, place, heading[:_LETTERS], self._heading)
            self._sheet.set_column(place, place, self._width(key, heading, sheet))
        for line, row in enumerate(sheet.rows, start=1):
            for place, key in enumerate(sheet.headings):
                self._put(line, place, key, row)
        filtered = len(sheet.rows) - sheet.totals  # totals are no row to sort among the others
        self._sheet.autofilter(0, 0, max(filtered, 0), len(sheet.headings) - 1)
        self._sheet.freeze_panes(1, 1 if sheet.totals else 0)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)  # as wide as a page, as long as it takes
        self._sheet.repeat_rows(0)
        self._sheet.set_header(f"&L{_no_code(self._report.title)[:200]}&R&P/&N")

    def _put(self, line: int, place: int, key: str, row: Row) -> None:
        value = counted(row, "articles", "number") if key == "number" else row.get(key)
        if value is None or value is False:  # most cells of a long report
            return
        if isinstance(value, int | float) and not isinstance(value, bool):
            self._sheet.write_number(line, place, value, self._number)
            return
        if key in _DAYS and (day := _as_day(value)):
            self._sheet.write_datetime(line, place, day, self._day)
            return
        text = _cut(cell(value, key, self._report.lang))
        linked = key in ARTICLES and self._linked(line, place, value, text)
        if text and not linked:
            self._sheet.write_string(line, place, text, self._text)

    def _linked(self, line: int, place: int, value: object, text: str) -> bool:
        """Whether *text* was written as a link to the first of the articles that it names."""
        named = value if isinstance(value, list) else [value]
        target = self._report.source(str(named[0])) if named else None
        if not target or len(target) > _LINK or self._links == _LINKS:
            return False
        self._sheet.write_url(line, place, _kept(target), self._link, string=text)
        self._links += 1
        return True

    def _width(self, key: str, heading: str, sheet: Sheet) -> int:
        """In letters, as wide as the longest line of the first rows, within bounds."""
        if key in _WIDTHS:
            return _WIDTHS[key]
        texts = [heading, *(cell(row.get(key), key, self._report.lang) for row in sheet.rows[:200])]
        longest = max(len(line) for text in texts for line in (text.splitlines() or [""]))
        return min(max(longest + 2, _NARROW), 20 if key in ARTICLES else _WIDE // 2)


def _as_day(value: object) -> date | None:
    """*value* where it is a day that Excel knows; not "2019", nor 2019-02-30 as articles write."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.year > _FIRST_YEAR else None


def _kept(target: str) -> str:
    """*target* so that XlsxWriter keeps it: it takes file: for a path of Windows and turns it."""
    return target.replace("file:", "FILE:", 1) if target.startswith("file:") else target


def _cut(text: str) -> str:
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1]}…"


def _no_code(text: str) -> str:
    """*text* for a page's header, where & begins a code."""
    return text.replace("&", "&&")
