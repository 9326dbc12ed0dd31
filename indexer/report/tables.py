"""Rows as what people take away: a table on the screen, csv for Excel, markdown, json."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from indexer.report.words import cell, columns, on_screen

Row = Mapping[str, Any]

# A cell that begins so is run as a formula by Excel and LibreOffice.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(name: str, rows: Sequence[Row]) -> str:
    """The report *name* as comma-separated values, with the mark by which Excel sees UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns(name).values())
    writer.writerows([_harmless(row[key], key) for key in columns(name)] for row in rows)
    return "\ufeff" + out.getvalue()


def as_markdown(name: str, rows: Sequence[Row]) -> str:
    """The report *name* as a markdown table, for reading: lists of articles as their number."""
    shown = {key: head for key, head in columns(name).items() if key not in _FOR_PROGRAMS}
    lines = [list(shown.values()), ["---"] * len(shown)]
    lines += [[_escaped(brief(row[key], key)) for key in shown] for row in map(_told, rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def as_json(_: str, rows: Sequence[Row]) -> str:
    """The rows as they are, with English keys."""
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[str, Sequence[Row]], str]] = {
    "csv": as_csv,
    "json": as_json,
    "md": as_markdown,
}


def as_table(name: str, rows: Sequence[Row], *, title: str | None = None) -> Table:
    """The rows as a table for the screen."""
    shown = on_screen(name)
    acts = name in ("implementers", "units")
    table = Table(title=title, title_justify="left", show_lines=acts, expand=acts)
    for key, heading in shown.items():
        share = _SHARES.get(key) if acts else None
        whole = key in _WHOLE and not acts
        table.add_column(heading, no_wrap=whole, ratio=share, overflow="fold")  # nothing is cut
    for row in rows:
        cells = _act(_told(row)) if acts else _told(row)
        table.add_row(*(Text(brief(cells.get(key), key)) for key in shown))
    return table


_FOR_PROGRAMS = ("directive_id", "candidates", "open")  # people read them in other cells
_WHOLE = ("code", "date", "directive", "published")  # cannot be copied when broken over two lines
_UNDECIDED = "chưa xác định"
_SHARES = {"code": 4, "unit": 3, "relation": 3, "evidence": 5}  # of the width of a screen


def _told(row: Row) -> Row:
    """*row* with what is open told where people look: beside the code, or the number of articles.

    The rows of a table whose own column are the candidates stay as they are.
    """
    if row.get("open"):
        return {**row, "articles": f"{len(row['articles'])}, {len(row['open'])} {_UNDECIDED}"}
    if "directive_id" in row and row.get("candidates"):
        return {**row, "code": f"{row['code']}\n{_UNDECIDED}: {', '.join(row['candidates'])}"}
    return row


def _act(row: Row) -> Row:
    """A row of implementers with what belongs together in one cell."""
    known = (row["code"], row["directive_issuer"], row["directive_date"])
    done = cell(row["relation"], "relation")
    told = (f"{done} (dự kiến)" if row["planned"] else done, row["first"], row["last"])
    return {
        **row,
        "code": "\n".join(fact for fact in known if fact),
        "relation": "\n".join(dict.fromkeys(fact for fact in told if fact)),
    }


def brief(value: object, key: str) -> str:
    """*value* for reading: as cell() has it, but the number of articles instead of their ids."""
    return str(len(value)) if key == "articles" and isinstance(value, list) else cell(value, key)


def _harmless(value: object, key: str) -> str:
    """*value* as a cell that no spreadsheet runs; a negative number stays one."""
    text = cell(value, key)
    number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(_FORMULA) and not number else text


def _escaped(text: str) -> str:
    return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").split())
