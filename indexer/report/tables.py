"""Reports as what people take away: a table on the screen, csv for Excel, markdown, json."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rich.table import Table
from rich.text import Text

from indexer.report.page import as_html
from indexer.report.sheet import Report, brief, every_column, for_people, told
from indexer.report.words import SUMS, VIETNAMESE, Columns, cell, on_screen, phrase
from indexer.report.workbook import as_xlsx

Row = Mapping[str, Any]

# A cell that begins so, be it behind blanks, is run as a formula by Excel and LibreOffice; the
# wide forms are where the input of Asian languages is set up.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
# What there is room for on a screen: directives of a matrix, and rows.
_ROOM, _LINES = 3, 500


def as_csv(report: Report) -> str:
    """*report* as comma-separated values, with the mark by which Excel sees UTF-8."""
    sheet = every_column(report)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_harmless(heading, "", report.lang) for heading in sheet.headings.values()])
    for row in sheet.rows:
        writer.writerow([_harmless(row.get(key), key, report.lang) for key in sheet.headings])
    return "\ufeff" + out.getvalue()


def as_markdown(report: Report) -> str:
    """*report* as a markdown table, for reading: lists of articles as their number."""
    headings, rows, _ = for_people(report, _ROOM)
    lines = [[_escaped(heading) for heading in headings.values()], ["---"] * len(headings)]
    lines += [[_escaped(brief(row, k, report.lang)) for k in headings] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def as_json(report: Report) -> str:
    """The rows as they are, with English keys."""
    return json.dumps(report.rows, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Report], str | bytes]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": as_json,
    "md": as_markdown,
    "html": as_html,
}


def of_report(report: Report) -> Table:
    """*report* as a table for the screen; what is too long for one is cut, which is told."""
    if report.name == "matrix":
        headings, rows, _ = for_people(report, _ROOM)
        *body, totals = rows
        table = _table(headings, [*body[:_LINES], totals], lang=report.lang)
    else:
        shown = replace(report, rows=report.rows[:_LINES])
        table = as_table(report.name, every_column(shown).rows, lang=report.lang)
    number = len(report.rows)
    if not number:
        table.caption = nothing(report)
    if number > _LINES:
        table.caption = phrase("cut", report.lang).format(number - _LINES)
    return table


def nothing(report: Report) -> str:
    """That *report* has no rows, and why, where that is known."""
    told = phrase("narrowed" if report.asked else "nothing", report.lang)
    return f"{told} {report.hint}" if report.hint else told


def as_table(
    name: str, rows: Sequence[Row], *, title: str | None = None, lang: str = VIETNAMESE
) -> Table:
    """The rows as a table for the screen."""
    merged = _MERGED.get(name)
    cells = [told(row, lang) for row in rows]
    if merged:
        cells = [merged(row, lang) for row in cells]
    return _table(on_screen(name, lang), cells, title=title, merged=merged is not None, lang=lang)


def _table(
    headings: Columns,
    rows: Sequence[Row],
    *,
    title: str | None = None,
    merged: bool = False,
    lang: str = VIETNAMESE,
) -> Table:
    table = Table(title=title, title_justify="left", show_lines=merged, expand=merged)
    for key, heading in headings.items():
        share = _SHARES.get(key) if merged else None
        lines = (line for row in rows for line in str(row.get(key) or "").split("\n"))
        whole = key in _WHOLE and not merged and max(map(len, lines), default=0) <= _CODE
        table.add_column(heading, no_wrap=whole, ratio=share, overflow="fold")  # nothing is cut
    for row in rows:
        table.add_row(*(Text(brief(row, key, lang)) for key in headings))
    return table


_WHOLE = ("code", "date", "directive", "published")  # cannot be copied when broken over two lines
_CODE = 30  # letters of a code; what is longer is the choice between several, and folds
_SHARES = {  # of a screen's width
    "place": 2,
    "code": 4,
    "unit": 3,
    "relation": 3,
    "evidence": 5,
    "achieved_by": 3,
    "period": 2,
    "what": 3,
    "sum": 2,
    "of": 2,
    "apart": 4,
}


def _act(row: Row, lang: str) -> Row:
    """A row of implementers with what belongs together in one cell."""
    known = (row["code"], row["directive_issuer"], row["directive_date"])
    done = cell(row["relation"], "relation", lang)
    planned = f"{done} ({phrase('planned', lang)})" if row["planned"] else done
    days = (planned, row["first"], row["last"])
    return {
        **row,
        "code": "\n".join(fact for fact in known if fact),
        "relation": "\n".join(dict.fromkeys(fact for fact in days if fact)),
    }


def _step(row: Row, lang: str) -> Row:
    """A row of a chain likewise; a gap is told where others have their proof."""
    done = cell(row["relation"], "relation", lang)
    planned = f"({phrase('planned', lang)})" if row["planned"] else ""
    above = row["to"] if row["role"] == "directive" else None
    known = (row["code"], row["directive_issuer"], row["directive_date"])
    place = (row["place"], cell(row["level"], "level", lang))
    return {
        **row,
        "place": "\n".join(fact for fact in place if fact),
        "code": "\n".join(fact for fact in known if fact),
        "unit": row["unit"] or (cell("gap", "role", lang) if row["role"] == "gap" else None),
        "relation": " ".join(fact for fact in (done, planned, above) if fact),
        "evidence": row["evidence"] or cell(row["why"], "why", lang),
    }


# Reports with long sentences: what belongs together stands in one cell.
_MERGED: Mapping[str, Callable[[Row, str], Row]] = {
    "implementers": _act,
    "units": _act,
    "chain": _step,
    **dict.fromkeys(SUMS, lambda row, _: row),
}


def _harmless(value: object, key: str, lang: str) -> str:
    """*value* as a cell that no spreadsheet runs; a negative number stays one."""
    text = cell(value, key, lang)
    number = isinstance(value, int | float)
    runs = text.lstrip().startswith(_FORMULA) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if runs and not number else text


def _escaped(text: str) -> str:
    return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").split())
