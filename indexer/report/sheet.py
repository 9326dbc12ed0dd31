"""A report as it is written down: its rows with headings, in one language, whatever the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import regex

from indexer.report.wide import spread
from indexer.report.words import VIETNAMESE, Columns, cell, columns, phrase

Row = Mapping[str, Any]

# People read them in other cells.
FOR_PROGRAMS = ("directive_id", "candidates", "open", "number", "open_number", "same")
# Pages and files, nothing that runs; no character that would break the file they are written to.
_OPENED = regex.compile(r"(?:https?|file)://[^\s\p{C}]+")
ARTICLES = ("articles", "article", "open", "same")  # columns that hold ids of articles


@dataclass(frozen=True)
class Report:
    """The rows of the report *name*, and what is needed to write them down."""

    name: str
    rows: Sequence[Row]
    lang: str = VIETNAMESE
    sources: Mapping[str, str] = field(default_factory=dict)  # article → where it can be opened
    asked: Mapping[str, str] = field(default_factory=dict)  # the filters that narrowed it

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
    return Sheet(columns(report.name, report.lang), report.rows)


def for_people(report: Report, most: int) -> Sheet:
    """*report* with what people read: what is open stands in other cells."""
    every = every_column(report, most)
    shown = {key: head for key, head in every.headings.items() if key not in FOR_PROGRAMS}
    return every._replace(headings=shown, rows=[told(row, report.lang) for row in every.rows])


def told(row: Row, lang: str) -> Row:
    """*row* with what is open told where people look: beside the code, or the number of articles.

    The rows of a table whose own column are the candidates stay as they are.
    """
    undecided = phrase("undecided", lang)
    if row.get("open"):
        number, left = counted(row, "articles", "number"), counted(row, "open", "open_number")
        return {**row, "articles": f"{number}, {left} {undecided}"}
    if "directive_id" in row and row.get("candidates"):
        return {**row, "code": f"{row['code']}\n{undecided}: {', '.join(row['candidates'])}"}
    return row


def counted(row: Row, ids: str, number: str) -> int:
    """How many articles *row* names: as it tells itself, else how many ids there are."""
    told: int | None = row.get(number)
    return len(row.get(ids) or ()) if told is None else told


def brief(row: Row, key: str, lang: str = VIETNAMESE) -> str:
    """A cell for reading: as cell() has it, but the number of articles instead of their ids."""
    if key == "articles" and isinstance(row.get(key), list):
        return str(counted(row, key, "number"))
    return cell(row.get(key), key, lang)
