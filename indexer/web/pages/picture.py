"""What is related to a directive, as a picture: still, or one that can be moved about."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse
from markupsafe import Markup

from indexer.answer.filters import Filters
from indexer.answer.kept import Recall
from indexer.report.graph.collect import Wanted, graph
from indexer.report.graph.model import OPEN, UNIT, Graph, Node
from indexer.report.graph.svg import STYLE, drawing
from indexer.report.one import SeveralDirectives
from indexer.store.index import Index
from indexer.text.places import places
from indexer.web import links
from indexer.web.asking import Id
from indexer.web.site import Here, wording
from indexer.web.words import Wording

router = APIRouter()

NEAR = 25  # boxes beside the other facts of a directive
FAR = 60  # on a page of their own
DEEPEST = 4
_ZOOM = 1.2  # the smallest letters of a picture are 9.5 pixels high, too few to read on a page

Depth = Annotated[int, Query(ge=0, le=DEEPEST, description="Steps from the directive")]


@router.get("/graph")
def picture(request: Request, site: Here, id: Id = "", depth: Depth = 2) -> Response:  # noqa: A002
    """The ties around a directive, or the strongest of all; of several those to choose from."""
    recall = site.readers.recall()
    with site.readers.index() as index:
        try:
            drawn = around(index, id, depth, FAR, recall)
        except SeveralDirectives:
            return RedirectResponse(links.of_directive(id), 303)
    lang = wording(request).lang
    return site.page(
        request,
        "graph.html",
        asked=id,
        depth=depth,
        depths=range(1, DEEPEST + 1),
        centre=drawn.centre,
        drawn=as_markup(drawn, lang) if drawn.nodes else None,
    )


@router.get("/graph.css")
def style() -> Response:
    """How the lines and boxes of a picture look."""
    return PlainTextResponse(STYLE, media_type="text/css")


def still(lang: str, index: Index, known: str, recall: Recall) -> Markup | None:
    """The picture of what is a step from a directive; None where there is nothing."""
    drawn = around(index, known, 1, NEAR, recall)
    return as_markup(drawn, lang) if drawn.edges else None


def around(index: Index, known: str, depth: int, limit: int, recall: Recall) -> Graph:
    """The directive *known* and what is near it; without one the strongest ties."""
    return graph(index, Wanted(Filters(code=known or None), depth, True, limit), places(), recall)


def as_markup(drawn: Graph, lang: str) -> Markup:
    """The picture as an svg element, whose text the report has escaped."""
    words = Wording(lang)
    nodes = [replace(node, date=words.day(node.date) or None) for node in drawn.nodes]
    leading = {node.id: _leading(node) for node in nodes}
    shown = replace(drawn, nodes=nodes)
    return Markup(drawing(shown, lang, leading, styled=False, zoom=_ZOOM))  # noqa: S704


def _leading(node: Node) -> str:
    """Where a box leads: a directive's page, the choice between several, a unit's articles."""
    if node.kind == UNIT:
        return links.of_search("", unit=node.label)
    if node.kind == OPEN:
        return links.of_directive(node.label)
    return links.of_directive(node.id)
