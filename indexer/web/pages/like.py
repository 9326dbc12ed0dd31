"""Articles that are like one."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from indexer.answer.like import like
from indexer.answer.search import Question
from indexer.web import links
from indexer.web.asking import PER_PAGE, Id, PageNumber, Wanted
from indexer.web.site import Here

router = APIRouter()


@router.get("/like")
def alike(
    request: Request,
    site: Here,
    id: Id,  # noqa: A002
    wanted: Wanted,
    page: PageNumber = 1,
) -> Response:
    """Those most like the article with this id, and the words by which they were found."""
    question = Question(filters=wanted, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    with site.readers.index() as index:
        found = like(index, id, question)
    pages = max(1, -(-found["total"] // PER_PAGE))
    return site.page(
        request,
        "like.html",
        found=found,
        number=page,
        pages=pages,
        previous=links.with_query("/like", {"id": id, "page": page - 1}) if page > 1 else None,
        following=links.with_query("/like", {"id": id, "page": page + 1}) if page < pages else None,
    )
