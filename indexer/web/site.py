"""What all requests share, and how a page is answered with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse

from indexer.errors import TracuuError
from indexer.report.words import LANGUAGES
from indexer.web import links
from indexer.web.guard import cookie_name
from indexer.web.readers import Readers
from indexer.web.rendering import render
from indexer.web.sessions import Sessions, Throttle, new_id
from indexer.web.settings import Settings
from indexer.web.taking import Taking
from indexer.web.words import Wording

_LANG = "lang"
_YEAR = 365 * 24 * 3600  # seconds
_FORM = 64_000  # bytes of a form without files


class BadRequest(TracuuError):
    """What was asked cannot be answered as it is."""


class FormExpired(TracuuError):
    """A form that changes something came without our token."""

    def __init__(self) -> None:
        super().__init__("The form is not one of this page, or too old. Open the page again.")


@dataclass
class Site:
    """The index that is shown, and who is looking."""

    settings: Settings
    readers: Readers
    sessions: Sessions
    throttle: Throttle = field(default_factory=Throttle)

    def __post_init__(self) -> None:
        self.taking = Taking(self.settings)

    def page(
        self, request: Request, template: str, *, status: int = 200, **context: Any
    ) -> Response:
        """The page of *template*, in the language of the reader."""
        words = wording(request)
        visitor = visitor_of(request)
        known = visitor or new_id()
        response = HTMLResponse(
            render(
                template,
                t=words,
                lang=words.lang,
                token=self.sessions.token(known),
                logged_in=request.scope["logged_in"],
                here=request.url.path,
                again=_again(request, words.other),
                **context,
            ),
            status,
        )
        if visitor is None:
            self.remember(response, known)
        if request.query_params.get(_LANG) in LANGUAGES:
            response.set_cookie(_LANG, words.lang, max_age=_YEAR, httponly=True, samesite="lax")
        return response

    def remember(self, response: Response, visitor: str) -> None:
        """Have the browser tell us who asks from now on."""
        name = cookie_name(self.settings)
        response.set_cookie(name, visitor, httponly=True, samesite="lax")


async def site_of(request: Request) -> Site:
    """What all requests share; async, since what is not waits for a thread of its own."""
    site: Site = request.app.state.site
    return site


Here = Annotated[Site, Depends(site_of)]


def visitor_of(request: Request) -> str | None:
    """Who asks, as the guard has read it."""
    visitor: str | None = request.scope.get("visitor")
    return visitor


def wording(request: Request) -> Wording:
    """The language that is asked for, or was the last time."""
    asked = request.query_params.get(_LANG)
    return Wording(asked if asked in LANGUAGES else request.cookies.get(_LANG))


async def form(request: Request, site: Site) -> dict[str, str]:
    """The fields of a form of ours; raises FormExpired for one that is not."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _FORM:
            raise BadRequest("The form is too long.")
    fields = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    if not site.sessions.is_token(visitor_of(request), fields.get("token")):
        raise FormExpired
    return fields


def _again(request: Request, lang: str) -> str:
    """The same page in another language."""
    asked = {key: value for key, value in request.query_params.items() if key != _LANG}
    path = request.url.path if request.method == "GET" else "/"
    return links.with_query(path, {**asked, _LANG: lang})
