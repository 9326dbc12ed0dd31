"""An article with everything that was found in it marked, each mark leading on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from indexer.answer.show import show
from indexer.answer.state import meant, told_apart
from indexer.web import links
from indexer.web.asking import Id
from indexer.web.marking import KINDS, count, marks_of, paragraphs, place_of
from indexer.web.site import Here

router = APIRouter()

Offset = Annotated[int | None, Query(ge=0, le=10**9)]
_WEB = ("http://", "https://")


@router.get("/article")
def article(
    request: Request,
    site: Here,
    id: Id,  # noqa: A002
    start: Offset = None,
    end: Offset = None,
    sentence: Annotated[str, Query(max_length=1000)] = "",
) -> Response:
    """The article with this id, at a place in it; a directive where it is one's id."""
    with site.readers.index() as index:
        found = show(index, id)
        if "article" not in found:
            return RedirectResponse(links.of_directive(id), 303)
        known = meant(index, found["article"]["id"])
        may_mean = [each for claim in found["open"] for each in claim["candidates"]]
        names = told_apart(index, may_mean) if may_mean else {}
    text, marks = found["text"], marks_of(found, known)
    here = (start, end or start) if start is not None else place_of(text, sentence)
    url = found["article"].get("url") or ""
    return site.page(
        request,
        "article.html",
        own=found["article"],
        found=found,
        lines=paragraphs(text, marks, here),
        counted=count(marks),
        kinds=KINDS,
        at_place=here is not None,
        names=names,
        page_url=url if url.lower().startswith(_WEB) else None,
    )
