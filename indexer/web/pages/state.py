"""What the index holds, who reads texts for it, and what the last runs have done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from indexer.answer import runs as kept
from indexer.answer import state as known
from indexer.plugin import survey
from indexer.web.site import Here

router = APIRouter()

_RUNS = 30


@router.get("/state")
def state(request: Request, site: Here) -> Response:
    """The index in numbers, its plugins, its last runs."""
    with site.readers.index() as index:
        told = known.state(index)
        runs = kept.runs(index)[:_RUNS]
    return site.page(
        request,
        "state.html",
        told=told,
        runs=runs,
        plugins=survey(site.settings.sources),
        folder=site.settings.folder.resolve(),
    )


@router.get("/runs/{number}")
def run(request: Request, site: Here, number: Annotated[int, Path(ge=0, le=2**31)]) -> Response:
    """One run with what failed and why."""
    with site.readers.index() as index:
        return site.page(request, "run.html", run=kept.one(index, number))
