"""Where it is open which of several directives an article means."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from indexer.answer.state import numbers, told_apart, undecided
from indexer.web import links
from indexer.web.asking import PageNumber
from indexer.web.site import Here

router = APIRouter()

_PER_PAGE = 50


@router.get("/undecided")
def page(request: Request, site: Here, page: PageNumber = 1) -> Response:
    """What is open, by code."""
    with site.readers.index() as index:
        total = numbers(index)["undecided"]
        claims = undecided(index, limit=_PER_PAGE, offset=(page - 1) * _PER_PAGE)
        names = told_apart(index, [known for row in claims for known in row["candidates"]])
    pages = max(1, -(-total // _PER_PAGE))
    return site.page(
        request,
        "undecided.html",
        total=total,
        claims=claims,
        names=names,
        number=page,
        pages=pages,
        previous=links.with_query("/undecided", {"page": page - 1}) if page > 1 else None,
        following=links.with_query("/undecided", {"page": page + 1}) if page < pages else None,
    )
