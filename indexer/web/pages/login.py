"""Logging in with the password, and out again."""

from __future__ import annotations

import math

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from indexer.web.site import Here, Site, form, visitor_of, wording

router = APIRouter()


@router.get("/login")
def ask(request: Request, site: Here, next: str = "/") -> Response:  # noqa: A002
    """Where the password is asked for."""
    if site.settings.password is None or request.scope["logged_in"]:
        return RedirectResponse(_local(next), 303)
    return _page(request, site, next)


@router.post("/login")
async def log_in(request: Request, site: Here) -> Response:
    """Let in who knows the password."""
    fields = await form(request, site)
    after = _local(fields.get("next", "/"))
    if site.settings.password is None:
        return RedirectResponse(after, 303)
    address = request.client.host if request.client else ""
    if wait := site.throttle.wait(address):
        response = _page(request, site, after, 429, wording(request)("wait", math.ceil(wait)))
        response.headers["retry-after"] = str(math.ceil(wait))
        return response
    site.throttle.failed(address)  # until it is known to be right: many may come at once
    typed = fields.get("password", "")
    if not await run_in_threadpool(site.settings.password.matches, typed):
        return _page(request, site, after, 403, wording(request)("wrong"))
    site.throttle.passed(address)
    response = RedirectResponse(after, 303)
    site.remember(response, site.sessions.begin())  # another than before: nobody can hand us one
    return response


@router.post("/logout")
async def log_out(request: Request, site: Here) -> Response:
    """Forget who asks."""
    await form(request, site)
    site.sessions.end(visitor_of(request))
    return RedirectResponse("/login" if site.settings.password else "/", 303)


def _page(request: Request, site: Site, after: str, status: int = 200, told: str = "") -> Response:
    return site.page(request, "login.html", status=status, after=_local(after), told=told)


def _local(path: str) -> str:
    """*path* where it is one of ours; a browser takes //x and /\\x for the host x."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if plain and all(c.isprintable() and c != "\\" for c in path) else "/"
