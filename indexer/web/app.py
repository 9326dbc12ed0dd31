"""The application: its pages, its API, and how errors are told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from indexer.answer.filters import BadDay
from indexer.answer.like import NoArticle
from indexer.answer.runs import UnknownRun
from indexer.answer.show import UnknownCode
from indexer.errors import NoIndex, TracuuError
from indexer.store.errors import (
    BrokenFullText,
    BrokenIndex,
    IndexBusy,
    IndexLocked,
    NewerIndex,
    NotReadable,
)
from indexer.store.saved import NotSaved
from indexer.web import api, rendering
from indexer.web.asgi import App
from indexer.web.guard import Guard
from indexer.web.pages import (
    article,
    completing,
    directive,
    intake,
    like,
    login,
    picture,
    reports,
    saved,
    search,
    state,
    undecided,
)
from indexer.web.readers import Readers
from indexer.web.sessions import Sessions
from indexer.web.settings import Settings
from indexer.web.site import FormExpired, Site, wording
from indexer.web.taking import Busy
from indexer.web.uploads import TooMuch
from indexer.web.workers import Workers

ABOUT = "What the catalogue of a tracuu index holds, as JSON; the keys are those of tracuu --json."
_PATIENCE = 10.0  # seconds for files that are being taken in, when the page ends
# Answers are Python at work, of which one thread runs at a time: with 40 threads, as is usual, 20
# readers wait twice as long, each for all others. One more than two, for who wants a long report.
_AT_WORK = 3
_STATUS = (  # the first that fits
    ((UnknownCode, UnknownRun, NoArticle, NotSaved), 404),
    (FormExpired, 403),
    ((IndexBusy, Busy), 409),
    (TooMuch, 413),
    ((NoIndex, BrokenIndex, BrokenFullText, NotReadable, IndexLocked, NewerIndex), 503),
    (TracuuError, 400),
)

_TOLD = (  # in the reader's language; the others in a line of English
    (UnknownCode, "no directive"),
    (NoArticle, "no article"),
    (UnknownRun, "no run"),
    (NotSaved, "not saved"),
    (BadDay, "bad day"),
    (Busy, "busy"),
    (FormExpired, "form expired"),
)

_PAGES = (
    *(search, completing, directive, article, like, saved, picture),
    *(reports, undecided, intake, state, login),
)


def create_app(settings: Settings) -> Guard:
    """The application for one index folder, behind its guard."""
    sessions = Sessions()
    app: App = _application(settings, sessions)
    if settings.jobs > 1:
        known = replace(settings, password=None)  # nobody logs in there
        app = Workers(app, settings.jobs, _of_worker, known, sessions.secret)
    return Guard(app, settings, sessions)


def _of_worker(settings: Settings, secret: bytes) -> FastAPI:
    return _application(settings, Sessions(secret=secret))


def _application(settings: Settings, sessions: Sessions) -> FastAPI:
    app = FastAPI(
        title="tracuu",
        description=ABOUT,
        version="1",
        docs_url=None,  # those load scripts from elsewhere; ours is /api
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_lifespan,
    )
    app.state.site = Site(settings, Readers(settings.folder), sessions)
    for pages in _PAGES:
        app.include_router(pages.router, include_in_schema=False)
    app.include_router(api.router)
    app.mount("/static", StaticFiles(directory=rendering.STATIC), name="static")
    for error in (TracuuError, RequestValidationError, HTTPException, 404, 405, Exception):
        app.add_exception_handler(error, _told)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = _AT_WORK
    yield
    app.state.site.taking.stop(_PATIENCE)
    app.state.site.readers.close()


async def _told(request: Request, error: Exception) -> Response:
    """What went wrong, in one line: as JSON under /api, else as a page."""
    status, line = _line(error)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": line}, status)
    asked = request.query_params.get("id") or request.query_params.get("name") or ""
    kind = next((name for each, name in _TOLD if isinstance(error, each)), None)
    if kind is None and status == 404:  # no such address
        kind = "no page"
    site: Site = request.app.state.site
    return site.page(
        request,
        "error.html",
        status=status,
        status_code=status,
        line=line,
        told=wording(request)(kind, asked) if kind else None,
        asked=asked,
        named=isinstance(error, UnknownCode),
        near=error.near if isinstance(error, UnknownCode) else (),
    )


def _line(error: Exception) -> tuple[int, str]:
    if isinstance(error, TracuuError):
        status = next(code for kinds, code in _STATUS if isinstance(error, kinds))
        return status, str(error)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"][1:])
        return 400, f"'{name}': {first['msg']}."
    if isinstance(error, HTTPException) or hasattr(error, "status_code"):
        return error.status_code, str(getattr(error, "detail", ""))
    return 500, ""
