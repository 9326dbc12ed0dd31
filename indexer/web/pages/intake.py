"""Taking files in: the form, what comes of it, and how far that is."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from indexer.web.settings import MB
from indexer.web.site import FormExpired, Here, Site, form, visitor_of
from indexer.web.taking import Busy
from indexer.web.uploads import NotTaken, receive, shown_path

router = APIRouter()


@router.get("/intake")
def ask(request: Request, site: Here) -> Response:
    """Where files are handed in, and how far the last ones are."""
    return _page(request, site, "intake.html")


@router.get("/intake/progress")
def progress(request: Request, site: Here) -> Response:
    """How far it is, as a part of that page."""
    return _page(request, site, "progress.html")


@router.post("/intake")
async def take(request: Request, site: Here) -> Response:
    """Take in the files of a form; the answer is the page that shows how far it is."""
    if site.taking.progress.running:
        raise Busy
    visitor = visitor_of(request)

    def check(token: str | None) -> None:
        if not site.sessions.is_token(visitor, token):
            raise FormExpired

    kind = request.headers.get("content-type", "")
    came = await receive(kind, request.stream(), site.settings, check)
    if not came.files:
        raise NotTaken("No file was chosen. Go back and choose one.")
    try:
        site.taking.start(came.files, came.fields.get("place", "").strip() or None)
    except Busy:  # someone else's files came first
        came.discard()
        raise
    return RedirectResponse("/intake", 303)


@router.post("/intake/stop")
async def stop(request: Request, site: Here) -> Response:
    """End what is under way; what is done stays."""
    await form(request, site)
    site.taking.stop()
    return RedirectResponse("/intake", 303)


def _page(request: Request, site: Site, template: str) -> Response:
    progress = site.taking.progress
    moved = progress.moved
    report = progress.report
    unread = report.failed if report else ()
    folder = site.settings.folder
    most = {"size": site.settings.max_upload // MB, "files": site.settings.max_files}
    return site.page(
        request,
        template,
        progress=progress,
        stopping=site.taking.is_stopping,
        moved=moved,
        reading=shown_path(moved.path, folder) if moved else "",
        report=report,
        failed=[(shown_path(each.path, folder), each.reason) for each in unread],
        most=most,
    )
