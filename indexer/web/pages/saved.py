"""Saved searches: kept under a name, and what they find that is new."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from indexer.answer import saved as kept
from indexer.answer.search import Question
from indexer.web import links
from indexer.web.asking import PER_PAGE, SORTS, PageNumber, filters
from indexer.web.site import BadRequest, Here, Site, form

router = APIRouter()

Name = Annotated[str, Query(max_length=200)]


@router.get("/saved")
def saved(request: Request, site: Here) -> Response:
    """All of them, each with how many articles are new."""
    with site.readers.index() as index:
        return site.page(request, "saved.html", rows=kept.listed(index))


@router.get("/saved/new")
def new(
    request: Request, site: Here, name: Name, page: PageNumber = 1, old: bool = False
) -> Response:
    """What one finds that is new; with *old* all that it finds."""
    with site.readers.index() as index:
        paging = {"limit": PER_PAGE, "offset": (page - 1) * PER_PAGE}
        found = kept.run(index, name, **paging, old=old)
    asked = {"name": found["saved"]["name"], "old": 1 if old else None}
    pages = max(1, -(-found["total"] // PER_PAGE))
    return site.page(
        request,
        "saved_new.html",
        found=found,
        old=old,
        other=links.with_query("/saved/new", {"name": asked["name"], "old": None if old else 1}),
        number=page,
        pages=pages,
        previous=_page(asked, page - 1) if page > 1 else None,
        following=_page(asked, page + 1) if page < pages else None,
    )


@router.post("/saved")
async def add(request: Request, site: Here) -> Response:
    """Keep a search under a name."""
    fields = await form(request, site)
    await run_in_threadpool(_add, site, fields)
    return RedirectResponse("/saved", 303)


@router.post("/saved/seen")
async def seen(request: Request, site: Here) -> Response:
    """Mark as seen what was shown on a page of what is new."""
    fields = await form(request, site)
    await run_in_threadpool(_seen, site, fields.get("name", ""))
    return RedirectResponse("/saved", 303)


@router.post("/saved/remove")
async def remove(request: Request, site: Here) -> Response:
    """Drop one."""
    fields = await form(request, site)
    await run_in_threadpool(_remove, site, fields.get("name", ""))
    return RedirectResponse("/saved", 303)


def _add(site: Site, fields: dict[str, str]) -> None:
    wanted = filters(fields)
    typed = fields.get("sort") or SORTS[0]
    sort = next((each for each in SORTS if each == typed), None)
    if sort is None:
        raise BadRequest(f"No order '{typed}'. Known: {', '.join(SORTS)}.")
    query, every = fields.get("q", "").strip(), bool(fields.get("all"))
    question = Question(query=query, filters=wanted, sort=sort, every=every)
    with site.readers.index() as index:
        kept.add(index, fields.get("name", "").strip(), question)


def _seen(site: Site, name: str) -> None:
    with site.readers.index() as index:
        kept.mark_seen(index, kept.run(index, name, limit=1_000_000))


def _remove(site: Site, name: str) -> None:
    with site.readers.index() as index:
        kept.remove(index, name)


def _page(asked: dict[str, object], number: int) -> str:
    return links.with_query("/saved/new", {**asked, "page": number if number > 1 else None})
