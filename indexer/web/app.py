"""The application: its pages, its API, and how errors are told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from indexer.answer.like import NoArticle
from indexer.answer.runs import UnknownRun
from indexer.answer.show import UnknownCode
from indexer.errors import NoIndex, TracuuError
from indexer.report.expected import UnknownProvince
from indexer.report.one import SeveralDirectives
from indexer.report.words import ENGLISH
from indexer.store.errors import (
    BrokenFullText,
    BrokenIndex,
    DiskFull,
    IndexBusy,
    IndexLocked,
    NewerIndex,
    NotReadable,
    NotWritable,
)
from indexer.store.saved import NotSaved, SavedFault
from indexer.web import api, rendering
from indexer.web.asgi import App
from indexer.web.faults import told
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
from indexer.web.uploads import TooMuch, tidy
from indexer.web.workers import Workers

ABOUT = "What the catalogue of a tracuu index holds, as JSON; the keys are those of tracuu --json."
_FAULT = "A fault of tracuu, please report it. The terminal has the details."
_PATIENCE = 10.0  # seconds for files that are being taken in, when the page ends
# Answers are Python at work, of which one thread runs at a time: with 40 threads, as is usual, 20
# readers wait twice as long, each for all others. One more than two, for who wants a long report.
_AT_WORK = 3
_STATUS = (  # the first that fits
    ((UnknownCode, UnknownRun, NoArticle, NotSaved, UnknownProvince, api.OtherKind), 404),
    (FormExpired, 403),
    ((IndexBusy, Busy, SeveralDirectives), 409),
    (TooMuch, 413),
    ((NoIndex, BrokenIndex, BrokenFullText, NotReadable, IndexLocked, NewerIndex), 503),
    ((SavedFault, NotWritable, DiskFull), 503),
    (TracuuError, 400),
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
    app.openapi = partial(api.described, app)  # type: ignore[method-assign]
    app.mount("/static", StaticFiles(directory=rendering.STATIC), name="static")
    for error in (TracuuError, RequestValidationError, HTTPException, 404, 405, Exception):
        app.add_exception_handler(error, _told)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = _AT_WORK
    tidy(app.state.site.settings.folder)
    yield
    app.state.site.taking.stop(_PATIENCE)
    app.state.site.readers.close()


async def _told(request: Request, error: Exception) -> Response:
    """What went wrong, in one line: as JSON under /api, else as a page."""
    status, line = _line(error)
    if request.url.path.startswith("/api/"):
        answer: Response = JSONResponse({"error": line or _FAULT}, status)
    else:
        site: Site = request.app.state.site
        words = wording(request)
        line_lang = ENGLISH
        if isinstance(error, TracuuError):
            line, line_lang = told(error, words.lang)
        elif status == 404:  # no such address
            line, line_lang = words("no page"), words.lang
        unknown = error if isinstance(error, UnknownCode) else None
        answer = site.page(
            request,
            "error.html",
            status=status,
            status_code=status,
            line=line,
            line_lang=line_lang,
            asked=unknown.typed if unknown else "",
            near=unknown.near if unknown else (),
        )
    answer.headers.update(getattr(error, "headers", None) or {})  # what may be asked instead
    return answer


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
