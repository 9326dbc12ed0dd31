"""A report as one web page that needs nothing beside it and prints well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from indexer.report.sheet import ARTICLES, Report, Sheet, brief, for_people
from indexer.report.wide import of_directive
from indexer.report.words import phrase

Row = Mapping[str, Any]

_ROOM = 20  # directives of a matrix: what a browser can shrink to the width of a sheet of paper
_NAMED = 5  # articles of a row; of the others their number
_STYLE = """
body { font: 11pt/1.4 "Times New Roman", "Liberation Serif", serif; margin: 1.5em; color: #000; }
h1 { font-size: 1.3em; margin: 0 0 .2em; }
table { border-collapse: collapse; }
th, td { border: 1px solid #999; padding: .25em .45em; text-align: left; vertical-align: top;
  overflow-wrap: break-word; white-space: pre-line; }
th { background: #eee; position: sticky; top: 0; }
th.tall div { writing-mode: vertical-rl; max-height: 16em; line-height: 1.2; }
td.number { text-align: right; white-space: nowrap; }
td.name { min-width: 9em; }
td.whole { white-space: pre; overflow-wrap: normal; }
tr.totals td { font-weight: bold; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { margin: 0; font-size: 9pt; }
  thead { display: table-header-group; }
  th { position: static; }
  tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
"""
_KINDS = {"unit": "name"}
_WHOLE = ("code", "date", "directive_date", "first", "last", "published")


def as_html(report: Report) -> str:
    """*report* as a page of its own, without scripts or anything from elsewhere."""
    number = f"<p>{len(report.rows)} {phrase('rows', report.lang)}</p>\n"
    return whole(report.title, report.lang, [number, *table(report)])


def whole(title: str, lang: str, body: Iterable[str], style: str = "") -> str:
    """A page with *title* as its heading above *body*, which is markup."""
    told = escape(title)
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n',
            '<meta http-equiv="Content-Security-Policy" ',
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
            f"<title>{told}</title>\n<style>{_STYLE}{style}</style>\n</head>\n<body>\n",
            f"<h1>{told}</h1>\n",
            *body,
            "</body>\n</html>\n",
        )
    )


def table(report: Report, anchors: Sequence[str] = ()) -> Iterator[str]:
    """The rows of *report* as a table; *anchors* are names by which links find them."""
    sheet = for_people(report, _ROOM)
    yield "<table>\n<thead>\n<tr>"
    yield from (_heading(key, heading) for key, heading in sheet.headings.items())
    yield "</tr>\n</thead>\n<tbody>\n"
    yield from _lines(report, sheet, anchors)
    yield "</tbody>\n</table>\n"


def _heading(key: str, heading: str) -> str:
    """A heading; that of a directive in a matrix stands upright, for there are many of them."""
    told = escape(heading)
    return f'<th class="tall"><div>{told}</div></th>' if of_directive(key) else f"<th>{told}</th>"


def _lines(report: Report, sheet: Sheet, anchors: Sequence[str]) -> Iterator[str]:
    last = len(sheet.rows) - 1 if sheet.totals else None
    for number, row in enumerate(sheet.rows):
        cells = "".join(_cell(report, row, key) for key in sheet.headings)
        kind = ' class="totals"' if number == last else ""
        name = f' id="{escape(anchors[number])}"' if anchors else ""
        yield f"<tr{name}{kind}>{cells}</tr>\n"


def _cell(report: Report, row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<td class="number">{escape(brief(row, key, report.lang))}</td>'
    if key in ARTICLES and isinstance(value, list | str):
        return f"<td>{_articles(report, [value] if isinstance(value, str) else value)}</td>"
    text = brief(row, key, report.lang)
    kind = "whole" if key in _WHOLE and "\n" not in text else _KINDS.get(key, "")
    return f'<td class="{kind}">{escape(text)}</td>' if kind else f"<td>{escape(text)}</td>"


def _articles(report: Report, ids: list[str]) -> str:
    """The first of the articles, each a link to its source, and how many there are more."""
    named = [_link(each, report.source(each)) for each in ids[:_NAMED]]
    if len(ids) > _NAMED:
        named.append(escape(phrase("more", report.lang).format(len(ids) - _NAMED)))
    return ", ".join(named)


def _link(text: str, target: str | None) -> str:
    shown = escape(text)
    return f'<a href="{escape(target)}">{shown}</a>' if target else shown
