"""A report as it is written down: its rows with headings, in one language, whatever the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import regex

from indexer.report.wide import spread
from indexer.report.words import SUMS, VIETNAMESE, Columns, called, cell, columns, phrase

Row = Mapping[str, Any]

# People read them in other cells.
FOR_PROGRAMS = (
    *("directive_id", "candidates", "reason", "open", "number", "open_number", "same"),
    *("successor", "issuer_successor"),
)
# Pages and files, nothing that runs; no character that would break the file they are written to.
_OPENED = regex.compile(r"(?:https?|file)://[^\s\p{C}]+")
_SHOWN = 20  # figures that are not in a sum; of the others their number
ARTICLES = ("articles", "article", "open", "same")  # columns that hold ids of articles


@dataclass(frozen=True)
class Report:
    """The rows of the report *name*, and what is needed to write them down."""

    name: str
    rows: Sequence[Row]
    lang: str = VIETNAMESE
    sources: Mapping[str, str] = field(default_factory=dict)  # article → where it can be opened
    asked: Mapping[str, str] = field(default_factory=dict)  # the filters that narrowed it
    hint: str | None = None  # why there are no rows

    @property
    def title(self) -> str:
        """What the report is, and what it was narrowed to."""
        narrowed = [
            f"{phrase(key, self.lang)}: {cell(value, key, self.lang)}"
            for key, value in self.asked.items()
        ]
        return " · ".join([phrase(self.name, self.lang), *narrowed])

    def source(self, article: str) -> str | None:
        """Where *article* can be opened: a page or a file, nothing that runs."""
        target = self.sources.get(article, "")
        return target if _OPENED.fullmatch(target) else None


class Sheet(NamedTuple):
    """Columns and rows; in the last of the rows stand the totals, where there are any."""

    headings: Columns
    rows: Sequence[Row]
    totals: bool = False


def every_column(report: Report, most: int | None = None) -> Sheet:
    """*report* with all its columns; of the directives of a matrix at *most* so many."""
    if report.name == "matrix":
        headings, rows = spread(report.rows, report.lang, most)
        return Sheet(headings, rows, totals=True)
    told = report.rows
    if report.name in SUMS:
        told = [{**row, "apart": apart(row["apart"], report.lang)} for row in told]
    return Sheet(columns(report.name, report.lang), told)


def apart(figures: Sequence[Row], lang: str) -> str:
    """The figures that were not added, a line each: whose, when, by how many told, and why not."""
    lines = []
    for figure in figures[:_SHOWN]:
        number = phrase("told", lang).format(counted(figure, "articles", "number"))
        told = (figure["achieved_by"] or figure["place"], figure["period"], number)
        about = ", ".join(fact for fact in told if fact)
        lines.append(f"{figure['text']} ({about}): {cell(figure['why'], 'apart', lang)}")
    if len(figures) > _SHOWN:
        lines.append(phrase("further", lang).format(len(figures) - _SHOWN))
    return "\n".join(lines)


def for_people(report: Report, most: int) -> Sheet:
    """*report* with what people read: what is open stands in other cells."""
    every = every_column(report, most)
    shown = {key: head for key, head in every.headings.items() if key not in FOR_PROGRAMS}
    return every._replace(headings=shown, rows=[told(row, report.lang) for row in every.rows])


def told(row: Row, lang: str) -> Row:
    """*row* with what people need to know told where they look.

    What is open stands beside the code, or the number of articles; what a body is called now beside
    its name. The rows of a table whose own column are the candidates stay as they are.
    """
    row = _renamed(row, lang)
    undecided = phrase("undecided", lang)
    if row.get("open"):
        number, left = counted(row, "articles", "number"), counted(row, "open", "open_number")
        return {**row, "articles": f"{number}, {left} {undecided}"}
    if "directive_id" in row and row.get("candidates"):
        why = cell(row["reason"], "reason", lang)
        choice = f"{undecided}: {', '.join(row['candidates'])}\n({why})"
        return {**row, "code": f"{row['code']}\n{choice}"}
    return row


def counted(row: Row, ids: str, number: str) -> int:
    """How many articles *row* names: as it tells itself, else how many ids there are."""
    told: int | None = row.get(number)
    return len(row.get(ids) or ()) if told is None else told


def _renamed(row: Row, lang: str) -> Row:
    owner = next((key for key in ("unit", "issuer", "place") if key in row), "")
    pairs = ((owner, "successor"), ("directive_issuer", "issuer_successor"))
    names = {
        key: called(row[key], row[now], lang) for key, now in pairs if row.get(now) and row.get(key)
    }
    return {**row, **names}


def brief(row: Row, key: str, lang: str = VIETNAMESE) -> str:
    """A cell for reading: as cell() has it, but the number of articles instead of their ids."""
    if key == "articles" and isinstance(row.get(key), list):
        return str(counted(row, key, "number"))
    return cell(row.get(key), key, lang)
