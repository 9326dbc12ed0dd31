"""The search: directives and articles that answer, and what narrows them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from indexer.answer.filters import RELATIONS, Filters
from indexer.answer.search import Question
from indexer.answer.search import search as answer
from indexer.answer.state import most_cited, numbers
from indexer.web import links
from indexer.web.asking import (
    PER_PAGE,
    SORTS,
    Every,
    PageNumber,
    Sort,
    Text,
    Wanted,
    as_query,
    chips,
)
from indexer.web.site import Here, wording

router = APIRouter()

_FACETS = {  # as the answer has them → the filter that a value sets
    "type": "type",
    "issuer": "issuer",
    "unit": "unit",
    "relation": "relation",
    "place": "place",
    "year": "year",
}
_CITED = 12  # directives to start with


@router.get("/")
def search(
    request: Request,
    site: Here,
    wanted: Wanted,
    q: Text = "",
    sort: Sort = "relevance",
    page: PageNumber = 1,
    every: Every = False,
) -> Response:
    """The answer to a question, or where nothing is asked what there is."""
    query = q.strip()
    recall = site.readers.recall()
    with site.readers.index() as index:
        if not query and wanted == Filters():
            start = recall("home", lambda: (numbers(index), most_cited(index, _CITED)))
            return site.page(request, "home.html", q="", numbers=start[0], cited=start[1])
        question = Question(
            query=query,
            filters=wanted,
            sort=sort,
            limit=PER_PAGE,
            offset=(page - 1) * PER_PAGE,
            every=every,
        )
        found = answer(index, question, recall)
    asked = {"q": query, **as_query(wanted), "sort": sort if sort != "relevance" else ""}
    asked |= {"all": "1"} if every else {}
    pages = max(1, -(-found["total"] // PER_PAGE))
    return site.page(
        request,
        "search.html",
        q=query,
        sort=sort,
        found=found,
        wanted=as_query(wanted),
        chips=chips("/", asked, wording(request)),
        facets=_facets(found["facets"], asked),
        sorts=[(key, links.with_query("/", {**asked, "sort": key})) for key in SORTS],
        every=every,
        other_count=links.with_query("/", {**asked, "all": None if every else 1}),
        relations=RELATIONS,
        number=page,
        pages=pages,
        previous=_page(asked, page - 1) if page > 1 else None,
        following=_page(asked, page + 1) if page < pages else None,
    )


def _page(asked: dict[str, Any], number: int) -> str:
    return links.with_query("/", {**asked, "page": number if number > 1 else None})


def _facets(facets: dict[str, Any], asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The values to narrow by, each with its address; not those that narrow already."""
    return [
        {
            "name": name,
            "values": [
                {**value, "href": links.with_query("/", {**asked, **_set(name, value["value"])})}
                for value in facets[name]
            ],
        }
        for name in _FACETS
        if facets.get(name) and not asked.get(_FACETS[name])
    ]


def _set(name: str, value: str) -> dict[str, str]:
    """The filter that a value of the facet *name* sets."""
    return {"from": value, "to": value} if name == "year" else {_FACETS[name]: value}
