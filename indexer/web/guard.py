"""What every request passes: whose page it asks for, who asks, and what a browser may do with it.

A page of a stranger that a reader has open in the same browser can send requests here. It gets no
answer to read: it cannot know the token of our forms, cannot put us in a frame, and where it gives
our address a name of its own (DNS rebinding) the name is refused.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
import traceback
from collections.abc import MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from indexer.web.asgi import App, Receive, Scope, Send
from indexer.web.sessions import Sessions
from indexer.web.settings import LOCAL, Settings

POLICY = "; ".join(
    (
        *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'"),
        *("connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"),
    )
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # not no-referrer: forms would come without their origin, by which we know them
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_OPEN = ("/login", "/static/")  # to those who have not logged in
_SAFE = ("GET", "HEAD", "OPTIONS")


class Guard:
    """Stands before the application; refuses or lets through."""

    def __init__(self, app: App, settings: Settings, sessions: Sessions) -> None:
        self.app = app
        self._settings = settings
        self._sessions = sessions
        self._names = frozenset((*LOCAL, settings.host.lower(), socket.gethostname().lower()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            guarded = _with_headers(send, cached=scope["path"].startswith("/static/"))
            try:
                await (self._refused(scope) or self.app)(scope, receive, guarded)
            except Exception as error:  # the reader has been told; here the developer is
                traceback.print_exception(error, file=sys.stderr)

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to a request that goes no further."""
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        hosts = [value for key, value in scope["headers"] if key.lower() == b"host"]
        host = headers.get("host", "")
        if len(hosts) != 1 or not self._is_ours(host):
            return PlainTextResponse(
                "This address is not one of tracuu's. Open the one that tracuu serve prints.", 421
            )
        if scope["method"] not in _SAFE and not _from_here(headers, host):
            return PlainTextResponse("This request comes from another page. Open tracuu's.", 403)
        visitor = cookie(headers.get("cookie", ""), self._settings)
        asked_for = self._settings.password is not None
        is_in = asked_for and self._sessions.goes_on(visitor)
        scope.update(visitor=visitor, logged_in=is_in)
        if is_in or not asked_for or scope["path"].startswith(_OPEN):
            return None
        return _log_in(scope)

    def _is_ours(self, host: str) -> bool:
        """Whether *host* is a name of this page; an address cannot be another's name for it."""
        try:
            asked = urlsplit(f"//{host}")
            name, port = asked.hostname or "", asked.port
        except ValueError:
            return False
        if asked.path or asked.query or asked.fragment or "@" in host or port not in self._ports():
            return False
        if name in self._names:
            return True
        return not self._settings.is_local and _is_address(name)

    def _ports(self) -> tuple[int | None, ...]:
        """The port we are asked at; none is told where it is the usual one."""
        return (self._settings.port, *((None,) if self._settings.port == 80 else ()))


def cookie(header: str, settings: Settings) -> str | None:
    """Who asks, as the browser remembers it."""
    try:
        found = SimpleCookie(header).get(cookie_name(settings))
    except CookieError:
        return None
    return found.value if found else None


def cookie_name(settings: Settings) -> str:
    """The name of our cookie; browsers do not keep those of two ports apart."""
    return f"tracuu-{settings.port}"


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _from_here(headers: MutableMapping[str, str], host: str) -> bool:
    """Whether what changes something was sent by a page of ours, or by no page at all."""
    if origin := headers.get("origin"):
        return origin in (f"http://{host}", f"https://{host}")
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _log_in(scope: Scope) -> Response:
    if scope["path"].startswith("/api/") or scope["method"] not in _SAFE:
        return JSONResponse({"error": "Log in first."}, 401)
    wanted = scope["path"]
    if query := scope["query_string"].decode("latin-1"):
        wanted = f"{wanted}?{query}"
    return RedirectResponse(f"/login?next={quote(wanted, safe='')}", 303)


def _with_headers(send: Send, *, cached: bool) -> Send:
    more = {**_HEADERS, "cache-control": "public, max-age=86400" if cached else "no-store"}
    added = [(key.encode(), value.encode()) for key, value in more.items()]

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *added]
        await send(message)

    return sending
