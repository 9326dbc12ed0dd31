"""What a search has found: for the screen, and as rows to take away."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import regex
from rich.console import Group, RenderableType
from rich.text import Text

from indexer.answer.unknown import in_words
from indexer.report.card import of_candidates
from indexer.report.sheet import Report
from indexer.report.sources import sources
from indexer.report.summary import facet, head, same_news
from indexer.report.tables import as_table
from indexer.report.words import VIETNAMESE, cell, phrase
from indexer.store.index import Index

Record = Mapping[str, Any]

_FACETS = ("type", "issuer", "place", "year", "unit", "relation")
_MARK = regex.compile(r"<mark>(.*?)</mark>", regex.DOTALL)


def of_answer(answer: Record, lang: str = VIETNAMESE) -> RenderableType:
    """The directives that a question names, the hits with their passages, the facets in brief."""
    parts: list[RenderableType] = [Text(line) for line in _above(answer, lang)]
    if answer["directives"]:
        parts.append(of_candidates(answer["directives"], lang))
    for hit in answer["hits"]:
        parts += [_headed(hit, lang), _marked(hit["snippet"])]
        parts += [*(_undecided(code, lang) for code in hit["open"])]
        parts += [*same_news(hit["same"], lang), ""]
    for name in _FACETS:
        values = [{**v, "value": cell(v["value"], name, lang)} for v in answer["facets"][name]]
        parts += [facet(phrase(f"facet {name}", lang), values)] if values else []
    return Group(*parts, Text(_page(answer, lang), style="bold"))


def as_report(index: Index, answer: Record, asked: Mapping[str, str], lang: str) -> Report:
    """The hits of *answer* as rows to write down; *asked* is what they were narrowed to."""
    rows = [_row(hit) for hit in answer["hits"]]
    about = {"query": answer["query"]} if answer["query"].strip() else {}
    why = None if rows else next(_above(answer, lang), None)
    return Report("hits", rows, lang, sources(index, rows), {**about, **asked}, why)


def of_saved(rows: Sequence[Record], lang: str = VIETNAMESE) -> RenderableType:
    """The saved searches, one a row."""
    if not rows:
        return Text(phrase("none saved", lang))
    shown = [{**row, "filters": _filters(row, lang), "looked": _day(row["looked"])} for row in rows]
    return as_table("saved", shown, lang=lang)


def of_added(row: Record) -> RenderableType:
    """That a search is saved now, and what there is to say of it."""
    done = phrase("added").format(row["name"], row["total"], row["name"])
    return Text("\n".join(line for line in (row["suggestion"], done) if line))


def _above(answer: Record, lang: str) -> Iterator[str]:
    """What is told before the hits."""
    if told := in_words(answer["unknown"], lang) or answer["suggestion"]:
        yield told
    if model := answer.get("like"):
        yield phrase("like", lang).format(model["title"] or model["id"])
        if answer["words"]:
            yield phrase("by words", lang).format(", ".join(answer["words"]))
    if kept := answer.get("saved"):
        told = "some new" if answer["new"] else "none new"
        yield phrase(told, lang).format(kept["name"], answer["new"], _day(kept["looked"]))


def _page(answer: Record, lang: str) -> str:
    """Which page this is, of how many articles, and how to get the next."""
    total, first, number = answer["total"], answer["offset"] + 1, len(answer["hits"])
    took = f"{answer['took_ms']:.0f} ms"
    if number == total or (not answer["offset"] and not number):
        return phrase("one page", lang).format(total, took)
    if not number:
        return phrase("beyond", lang).format(first, total)
    last = answer["offset"] + number
    more = phrase("next", lang).format(last) if last < total else ""
    return phrase("page", lang).format(first, last, total, took) + more


def _headed(hit: Record, lang: str) -> RenderableType:
    if not hit.get("new"):
        return head(hit, lang)
    title = f"● {phrase('new', lang)}: {hit['title'] or hit['id']}"
    return head({**hit, "title": title}, lang)


def _marked(snippet: str) -> Text:
    """A snippet's HTML with its marks in bold."""
    text = Text()
    for number, part in enumerate(_MARK.split(snippet)):
        text.append(html.unescape(part), style="bold yellow" if number % 2 else "")
    return text


def _undecided(code: Record, lang: str) -> Text:
    """That a code may be one of several directives, with their ids, and why that is open."""
    choice = f"{code['code']} {phrase('undecided', lang)}: {', '.join(code['candidates'])}"
    return Text(f"{choice} ({cell(code['reason'], 'reason', lang)})", style="yellow")


def _row(hit: Record) -> dict[str, Any]:
    """A hit with plain values: its passage without marks, ids for what else is the same news."""
    told = ("title", "published", "place", "successor", "codes", "path", "url", "new")
    return {
        **{key: hit[key] for key in told if key in hit},
        "article": hit["id"],
        "snippet": html.unescape(_MARK.sub(r"\1", hit["snippet"])),
        "same": [other["id"] for other in hit["same"]],
    }


def _filters(row: Record, lang: str) -> str:
    return "\n".join(
        f"{phrase(key, lang)}: {cell(value, key, lang)}" for key, value in row["filters"].items()
    )


def _day(moment: str) -> str:
    """A moment in UTC as the clock on the wall shows it."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
