"""A directive with all that is known of it; or those to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any, get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from indexer.answer.filters import RELATIONS
from indexer.answer.show import show
from indexer.answer.state import titles, told_apart
from indexer.models import LinkRelation
from indexer.report.graph.model import MAY_MEAN
from indexer.web import links
from indexer.web.asking import Id
from indexer.web.pages.picture import still
from indexer.web.site import Here, wording
from indexer.web.words import Wording

router = APIRouter()

Record = dict[str, Any]


@router.get("/directive", name="directive")
def directive(request: Request, site: Here, id: Id) -> Response:  # noqa: A002
    """The directive with this id or code; an article where it is one's id."""
    recall = site.readers.recall()
    with site.readers.index() as index:
        found = recall(("show", id), lambda: show(index, id))
        if "article" in found:
            return RedirectResponse(links.of_article(found["article"]["id"]), 303)
        unsure = [claim["article"] for claim in found["open"]]
        called = titles(index, unsure) if unsure else {}
        if "candidates" in found:
            return site.page(request, "candidates.html", asked=id, found=found, titles=called)
        own = found["directive"]
        may_mean = [known for claim in found["open"] for known in claim["candidates"]]
        names = told_apart(index, may_mean) if may_mean else {}
        lang = wording(request).lang
        drawn = recall(("still", own["id"], lang), lambda: still(lang, index, own["id"], recall))
    return site.page(
        request,
        "directive.html",
        own=own,
        found=found,
        units=by_relation(found["units"]),
        places=by_place(found["chain"]),
        days_of=by_day(found["timeline"]),
        relations=told_once(found["relations"]),
        figures=by_article(found["statistics"]),
        mentions=by_news(found["mentions"]),
        named=times_named(found["mentions"]),
        acting=len({row["unit"] for row in found["units"]}),
        titles=called,
        names=names,
        spelt=[own["code"], *own["variants"]],
        drawn=drawn,
        words=relation_words(wording(request)),
    )


def relation_words(words: Wording) -> dict[str, str]:
    """What each relation is called."""
    return {relation: words.cell(relation, "relation") for relation in (*RELATIONS, MAY_MEAN)}


def by_relation(units: Iterable[Record]) -> list[tuple[str, list[Record]]]:
    """The units by what they do, in the order of the relations."""
    rows = list(units)
    acting = [(done, [r for r in rows if r["relation"] == done]) for done in get_args(LinkRelation)]
    return [(done, group) for done, group in acting if group]


def by_place(chain: Iterable[Record]) -> list[tuple[tuple[str, str | None], list[Record]]]:
    """The steps of a chain, place by place; the centre is a place of its own."""

    def place(row: Record) -> tuple[str, str | None]:
        return ("centre", None) if row["level"] == "centre" else ("place", row["place"])

    return [(key, list(group)) for key, group in groupby(chain, key=place)]


def by_day(events: Iterable[Record]) -> list[list[Record]]:
    """What happened, with what units did alike on one day as one."""

    def line(row: Record) -> tuple[Any, ...]:
        alone = None if row["event"] == "act" else (row["directive"], *row["articles"])
        return row["date"], row["event"], row["relation"], row["planned"], alone

    return [list(group) for _, group in groupby(events, key=line)]


def told_once(relations: Iterable[Record]) -> list[Record]:
    """Each relation with the number of articles that tell it, and the sentence of the first."""
    groups: dict[tuple[Any, ...], Record] = {}
    for row in relations:
        key = tuple(row[k] for k in ("from", "from_id", "relation", "to", "to_id"))
        groups.setdefault(key, {**row, "groups": set()})["groups"].add(row["group"])
    return [row | {"number": len(row["groups"])} for row in groups.values()]


def by_news(mentions: Iterable[Record]) -> list[tuple[Record, list[Record], list[Record]]]:
    """Where it is named: for each piece of news the first article, its places, other articles."""
    groups: dict[str, list[Record]] = {}
    for row in mentions:
        groups.setdefault(row["group"], []).append(row)
    found = []
    for group in groups.values():
        first, *others = by_article(group)
        found.append((*first, [head for head, _ in others]))
    return found


def times_named(mentions: Iterable[Record]) -> int:
    """How often it is named; of articles with the same news in the one that names it most."""
    most: dict[str, int] = {}
    for (group, _), times in Counter((row["group"], row["article"]) for row in mentions).items():
        most[group] = max(most.get(group, 0), times)
    return sum(most.values())


def by_article(rows: Iterable[Record]) -> list[tuple[Record, list[Record]]]:
    """The first row of each article, with all of them; of those alike the first."""
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row["article"])]
    return [(group[0], _once(group)) for group in groups]


def _once(rows: Iterable[Record]) -> list[Record]:
    """Figures as they are written, mentions by their sentence: each once."""
    known: dict[str, Record] = {}
    for row in rows:
        known.setdefault(row["text"] if "value" in row else row["sentence"] or row["text"], row)
    return list(known.values())
