"""The same answers for programs: JSON under /api, with its OpenAPI page."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel

from indexer.answer import runs as kept
from indexer.answer import state as known
from indexer.answer.complete import complete
from indexer.answer.like import like
from indexer.answer.saved import listed
from indexer.answer.search import Question
from indexer.answer.search import search as answer
from indexer.answer.show import show
from indexer.plugin import survey
from indexer.report.beside import beside
from indexer.report.graph.records import as_record
from indexer.report.rows import report as rows_of
from indexer.web.asking import Every, Id, Sort, Text, Wanted
from indexer.web.pages.picture import Depth, around
from indexer.web.site import BadRequest, Here

Record = dict[str, Any]
Name = Literal[
    "implementers",
    "units",
    "directives",
    "statistics",
    "doubts",
    "matrix",
    "chain",
    "silent",
    "red-links",
]
By = Annotated[
    Literal["", "directive", "unit", "place", "period"],
    Query(description="Add up 'statistics' by this"),
]
Level = Annotated[
    Literal["", "district", "commune"], Query(description="Of the units of place, for 'silent'")
]


class Refused(BaseModel):
    """Why there is no answer."""

    error: str


_REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Refused, "description": "The request is not right; the line tells why."},
    401: {"model": Refused, "description": "A password is asked for at /login."},
    404: {"model": Refused, "description": "The index holds nothing of that name."},
    422: {"model": Refused, "description": "Not used; what is not right has status 400."},
    503: {"model": Refused, "description": "The index cannot be read."},
}
router = APIRouter(prefix="/api", responses=_REFUSALS)


@router.get("", include_in_schema=False)
@router.get("/", include_in_schema=False)
def page(request: Request, site: Here) -> Response:
    """What programs can ask, for people."""
    return site.page(request, "api.html", schema=request.app.openapi())


@router.get("/search")
def search(
    site: Here,
    wanted: Wanted,
    q: Text = "",
    sort: Sort = "relevance",
    limit: Annotated[int, Query(ge=0, le=1000, description="Articles of a page")] = 10,
    offset: Annotated[int, Query(ge=0, le=10**9, description="Articles before it")] = 0,
    every: Every = False,
) -> Record:
    """Directives and articles that answer a question: a code, words, "phrases", fields."""
    question = Question(query=q, filters=wanted, sort=sort, limit=limit, offset=offset, every=every)
    recall = site.readers.recall()
    with site.readers.index() as index:
        return answer(index, question, recall)


@router.get("/directive")
def directive(site: Here, id: Id) -> Record:  # noqa: A002
    """A directive by its id or code, with all that is known of it; or its candidates."""
    return _shown(site, id, "article")


@router.get("/article")
def article(site: Here, id: Id) -> Record:  # noqa: A002
    """An article by its id, with its text and all that was found in it."""
    return _shown(site, id, "directive", "candidates")


@router.get("/report/{name}")
def report(
    site: Here,
    name: Annotated[Name, Path(description="Of the report")],
    wanted: Wanted,
    by: By = "",
    level: Level = "",
) -> list[Record]:
    """The rows of a report."""
    whom = beside(name, level=level or None, by=by or None)
    with site.readers.index() as index:
        return rows_of(index, name, wanted, whom, by=by or None)


@router.get("/graph")
def graph(
    site: Here,
    id: Id = "",  # noqa: A002
    depth: Depth = 1,
    limit: Annotated[int, Query(ge=1, le=500, description="Nodes")] = 60,
) -> Record:
    """What is related to a directive, as nodes and edges; without an id the strongest ties."""
    recall = site.readers.recall()
    with site.readers.index() as index:
        return as_record(around(index, id, depth, limit, recall))


@router.get("/complete")
def completions(
    site: Here,
    q: Text = "",
    limit: Annotated[int, Query(ge=1, le=50, description="Ways to go on")] = 10,
) -> list[Record]:
    """What begins as a person types: codes, units, issuers, words."""
    with site.readers.index() as index:
        return complete(index, q, limit)


@router.get("/like")
def alike(
    site: Here,
    id: Id,  # noqa: A002
    wanted: Wanted,
    limit: Annotated[int, Query(ge=0, le=1000, description="Articles of a page")] = 10,
    offset: Annotated[int, Query(ge=0, le=10**9, description="Articles before it")] = 0,
) -> Record:
    """The articles most like one, and the words by which they were found."""
    question = Question(filters=wanted, limit=limit, offset=offset)
    with site.readers.index() as index:
        return like(index, id, question)


@router.get("/saved")
def saved(site: Here) -> list[Record]:
    """The saved searches, each with how many articles it finds and how many are new."""
    with site.readers.index() as index:
        return listed(index)


@router.get("/plugins")
def plugins(site: Here) -> list[Record]:
    """The plugins with their source and version."""
    return [
        {"name": p.name, "kind": p.kind, "version": p.version, "enabled": True, "origin": p.origin}
        for p in survey(site.settings.sources).usable
    ]


@router.get("/state")
def state(site: Here) -> Record:
    """What the index holds, in numbers."""
    with site.readers.index() as index:
        return known.state(index)


@router.get("/runs")
def runs(site: Here) -> list[Record]:
    """What the runs of ingest have done, newest first."""
    with site.readers.index() as index:
        return kept.runs(index)


@router.get("/runs/{number}")
def run(site: Here, number: Annotated[int, Path(ge=0, le=2**31)]) -> Record:
    """A run with what failed and why."""
    with site.readers.index() as index:
        return kept.one(index, number)


def _shown(site: Here, asked: str, *others: str) -> Record:
    """What has the id *asked*; raises BadRequest where it is one of the *others*."""
    with site.readers.index() as index:
        found = show(index, asked)
    if any(other in found for other in others):
        raise BadRequest(f"'{asked}' is the id of another kind: ask for that one.")
    return found
