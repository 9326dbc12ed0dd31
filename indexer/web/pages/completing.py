"""What may be meant while it is typed."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from indexer.answer.complete import complete
from indexer.web.asking import Text
from indexer.web.site import Here

router = APIRouter()

_MOST = 10


@router.get("/complete")
def completions(request: Request, site: Here, q: Text = "") -> Response:
    """The list below the box; empty where nothing begins so."""
    with site.readers.index() as index:
        found = complete(index, q, _MOST) if q.strip() else []
    return site.page(request, "completions.html", found=found)
