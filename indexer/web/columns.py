"""A report as the page shows it: fewer columns than its file has, what belongs together in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import regex

from indexer.report.sheet import Report, counted, every_column, told
from indexer.report.wide import of_directive, spread
from indexer.report.words import SUMS, VIETNAMESE, columns
from indexer.web import links
from indexer.web.days import days_in
from indexer.web.words import Wording

Row = Mapping[str, Any]

_NAMED = 2  # articles of a row that are links; of the others their number
_ROOM = 20  # directives of a matrix
_SUM = ("what", "sum", "articles", "evidence", "apart")
# Each column by what it is headed with, and what stands below that in a cell.
_SHOWN: Mapping[str, Mapping[str, Sequence[str]]] = {
    "implementers": {
        "code": ("directive_issuer", "directive_date"),
        "unit": (),
        "relation": ("planned",),
        "when": (),
        "articles": (),
        "evidence": (),
    },
    "units": {
        "unit": (),
        "code": ("directive_issuer", "directive_date"),
        "relation": ("planned",),
        "when": (),
        "articles": (),
        "evidence": (),
    },
    "directives": {
        "code": ("type",),
        "issuer": ("date",),
        "title": (),
        "articles": (),
        "units": (),
    },
    "statistics": {
        "text": ("what", "planned"),
        "value": ("of", "unit"),
        "owner": ("place", "period"),
        "code": (),
        "article": ("published",),
        "sentence": (),
    },
    "doubts": {"code": (), "kind": (), "why": (), "articles": ()},
    "chain": {
        "place": ("level",),
        "who": ("directive_issuer", "directive_date"),
        "relation": ("to", "planned"),
        "when": (),
        "articles": (),
        "evidence": ("why",),
    },
    "silent": {"unit": (), "code": (), "articles": ()},
    "red-links": {
        "code": ("type",),
        "issuer": ("date",),
        "title": (),
        "mentions": (),
        "articles": (),
        "cited_by": (),
    },
    **{
        name: {key: (), **dict.fromkeys(_SUM, ()), "sum": ("of", "unit", "figures")}
        for name, key in zip(SUMS, ("code", "achieved_by", "place", "period"), strict=True)
    },
}
_OWN = ("when", "who", "owner")  # headed by the page's own words
_DAYS = ("date", "directive_date", "published", "period")
_FIGURES = ("mentions", "sum", "value")
_LISTED = ("articles", "article")
_ISO = regex.compile(r"\d{4}(?:-\d\d){0,2}")


class Cell(NamedTuple):
    """What stands in a cell, in small letters below it, and where its parts lead."""

    kind: str
    text: str = ""
    small: tuple[str, ...] = ()
    href: str = ""
    articles: tuple[str, ...] = ()
    in_all: int = 0  # articles, where not all are named
    open: int = 0  # articles of which it is open whether they belong here
    candidates: tuple[str, ...] = ()  # the directives that may be meant


class Table(NamedTuple):
    """Kinds of columns with their headings, the rows below them, and the last of all rows."""

    headings: Sequence[tuple[str, str]]
    lines: Sequence[Sequence[Cell]]
    totals: Sequence[Cell] = ()


def table(name: str, rows: Sequence[Row], words: Wording) -> Table:
    """The *rows* of the report *name*."""
    own = columns(name, words.lang)
    headings = [(key, words(key) if key in _OWN else own[key]) for key in _SHOWN[name]]
    told_rows = every_column(Report(name, rows, words.lang)).rows  # with what was not added
    return Table(headings, [_line(name, row, words) for row in told_rows])


def matrix(rows: Sequence[Row], words: Wording, start: int, most: int) -> Table:
    """The units of a matrix from *start* on, at *most* so many, and how many each column has."""
    headings, body = spread(rows, words.lang, _ROOM, _in_short)
    *units, totals = body
    return Table(
        [(_kind(key), _dated(head, words)) for key, head in headings.items()],
        [_of_unit(row, headings, words) for row in units[start : start + most]],
        _of_unit(totals, headings, words),
    )


def short(relation: str, words: Wording) -> str:
    """A relation as a cell of the matrix has it."""
    return words(f"short {relation}")


def _line(name: str, row: Row, words: Wording) -> list[Cell]:
    named = told(row, words.lang)  # with what bodies are called now
    return [_cell(row, named, key, small, words) for key, small in _SHOWN[name].items()]


def _cell(row: Row, named: Row, key: str, small: Sequence[str], words: Wording) -> Cell:
    below = tuple(filter(None, (_small(row, named, each, words) for each in small)))
    if key in _LISTED:
        return _of_articles(row, key, below)
    if key == "code" or (key == "who" and row["code"] and row["role"] != "unit"):
        return _of_code(row, "code", below)
    if key == "who" and row["role"] == "gap":
        return Cell("gap", words("gap"))
    if key == "who":
        key, below = "unit", ()
    if key == "place" and below and not row["place"]:  # only its level is known
        return Cell("place", below[0])
    if key == "when":
        days = dict.fromkeys(words.day(row[each]) for each in ("first", "last"))
        return Cell("when", " – ".join(filter(None, days)))
    if key == "unit":
        return Cell("unit", named["unit"] or "", below, links.of_search(unit=row["unit"] or ""))
    text = named.get("achieved_by") if key == "owner" else _worded(named.get(key), key, words)
    return Cell("number" if key in _FIGURES else key, text or "", below)


def _small(row: Row, named: Row, key: str, words: Wording) -> str:
    if key == "planned":
        return words("planned") if row["planned"] else ""
    if key == "what" and row["what"] and row["what"] in row["text"]:
        return ""
    if key == "of" and row["of"] is not None:
        return f"/ {_worded(row['of'], key, words)}"
    if key == "figures":
        return words("added up", row["figures"]) if row["figures"] > 1 else ""
    known = row if key == "directive_issuer" else named  # what it is called now stands on its page
    return _worded(known.get(key), key, words)


def _worded(value: object, key: str, words: Wording) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return words.number(int(value) if float(value).is_integer() else value)
    if key in _DAYS:
        return words.day(str(value or ""))
    told_ = words.cell(value, key)
    return days_in(told_, in_vietnamese=words.lang == VIETNAMESE) if key == "why" else told_


def _of_articles(row: Row, key: str, below: tuple[str, ...]) -> Cell:
    ids = [row[key]] if isinstance(row[key], str) else row[key]
    number = counted(row, key, "number") if key == "articles" else len(ids)
    return Cell(
        "articles",
        small=below,
        articles=tuple(ids[:_NAMED]),
        in_all=number if number > _NAMED else 0,
        open=counted(row, "open", "open_number") if row.get("open") else 0,
    )


def _of_code(row: Row, kind: str, below: tuple[str, ...]) -> Cell:
    if not row["code"]:
        return Cell(kind)
    href = links.of_directive(row.get("directive_id") or row["code"])
    open_ = () if row.get("directive_id") else tuple(row.get("candidates") or ())
    return Cell(kind, row["code"], below, href, candidates=open_)


def _in_short(acted: Row, lang: str) -> str:
    words = Wording(lang)
    done = [short(relation, words) for relation in acted["relations"]]
    return " ".join([*done, *(f"({short(relation, words)})" for relation in acted["planned"])])


def _of_unit(row: Row, headings: Mapping[str, str], words: Wording) -> list[Cell]:
    return [Cell(_kind(key), _worded(row.get(key), key, words)) for key in headings]


def _kind(key: str) -> str:
    return "acted" if of_directive(key) else "number" if key in ("total", "others") else key


def _dated(heading: str, words: Wording) -> str:
    lines = heading.split("\n")
    return "\n".join(words.day(line) if _ISO.fullmatch(line) else line for line in lines)
