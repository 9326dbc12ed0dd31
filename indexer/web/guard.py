"""What every request passes: whose page it asks for, who asks, and what a browser may do with it.

A page of a stranger that a reader has open in the same browser can send requests here. It gets no
answer to read: it cannot know the token of our forms, cannot put us in a frame, asks for nothing
but by a link, and where it gives our address a name of its own (DNS rebinding) the name is refused.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi.requests import HTTPConnection
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
_NOT_OURS = (
    "Địa chỉ này không phải của tracuu. Hãy mở địa chỉ mà lệnh tracuu serve in ra.\n"
    "This address is not one of tracuu's. Open the one that tracuu serve prints."
)
_FROM_ELSEWHERE = (
    "Yêu cầu này đến từ một trang khác. Hãy mở trang của tracuu.\n"
    "This request comes from another page. Open tracuu's."
)
_ENDING = (
    "Trang tra cứu đang dừng, câu trả lời này chưa xong. Hãy mở lại tracuu serve rồi thử lại.\n"
    "The page is being ended before this was answered. Start tracuu serve again, then try again."
)


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
            guarded = _with_headers(send, scope)
            refused = self._refused(scope)
            asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
            is_gone = is_begun = False

            async def telling(message: MutableMapping[str, Any]) -> None:
                nonlocal is_begun
                is_begun = True
                await guarded(message)

            async def hearing() -> MutableMapping[str, Any]:
                nonlocal is_gone
                message = await receive()
                is_gone = message["type"] == "http.disconnect"
                return message

            try:
                await (refused or self.app)(asked, hearing, telling)
            except asyncio.CancelledError:  # the server ends, and waits no longer
                if not is_begun:
                    await PlainTextResponse(_ENDING, 503)(asked, hearing, guarded)
            except Exception as error:  # the reader has been told; here the developer is
                if not is_gone:  # who goes away in the middle of a form is no fault
                    traceback.print_exception(error, file=sys.stderr)

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to a request that goes no further."""
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        hosts = [value for key, value in scope["headers"] if key.lower() == b"host"]
        host = headers.get("host", "")
        if len(hosts) != 1 or not self._is_ours(host):
            return PlainTextResponse(_NOT_OURS, 421)
        if not _from_here(headers, host, safe=scope["method"] in _SAFE):
            return PlainTextResponse(_FROM_ELSEWHERE, 403)
        # an empty one is none; other programs of this machine may have set what no rule allows
        visitor = HTTPConnection(scope).cookies.get(cookie_name(self._settings)) or None
        asked_for = self._settings.password is not None
        is_in = asked_for and self._sessions.goes_on(visitor)
        scope.update(visitor=visitor, logged_in=is_in)
        if is_in or not asked_for or scope["path"].startswith(_OPEN):
            return None
        return _log_in(scope, headers, host)

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


def cookie_name(settings: Settings) -> str:
    """The name of our cookie; browsers do not keep those of two ports apart."""
    return f"tracuu-{settings.port}"


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _from_here(headers: MutableMapping[str, str], host: str, *, safe: bool) -> bool:
    """Whether a page of ours asks, or no page at all; where it is *safe* a link from anywhere may.

    Within another page an image or a script of ours would tell by the time that it takes what is
    here. Browsers tell what they ask for at 127.0.0.1 and at no other address without encryption.
    """
    asking = headers.get("sec-fetch-site", "none")
    if safe:
        how = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
        return asking in ("same-origin", "none") or how == ("navigate", "document")
    if origin := headers.get("origin"):
        return origin in (f"http://{host}", f"https://{host}")
    return asking in ("same-origin", "none")


def _log_in(scope: Scope, headers: MutableMapping[str, str], host: str) -> Response:
    """To the page that asks for the password, and from there to what was asked for."""
    if scope["path"].startswith("/api/") or "hx-request" in headers:  # no place for a whole page
        return JSONResponse({"error": "Log in first."}, 401)
    wanted = _address(scope) if scope["method"] in _SAFE else _form_of(headers, host)
    return RedirectResponse(f"/login?next={quote(wanted, safe='')}", 303)


def _address(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return f"{scope['path']}?{query}" if query else str(scope["path"])


def _form_of(headers: MutableMapping[str, str], host: str) -> str:
    """The page of ours from which a form was sent."""
    page = urlsplit(headers.get("referer", ""))
    return page._replace(scheme="", netloc="").geturl() if page.netloc == host else "/"


def _with_headers(send: Send, scope: Scope) -> Send:
    """What sends an answer with our headers; to HEAD nothing else."""
    is_shipped, is_head = scope["path"].startswith("/static/"), scope["method"] == "HEAD"

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            kept = is_shipped and message["status"] < 400
            more = {**_HEADERS, "cache-control": "public, max-age=86400" if kept else "no-store"}
            added = [(key.encode(), value.encode()) for key, value in more.items()]
            message["headers"] = [*message.get("headers", ()), *added]
        elif is_head:
            message = {**message, "body": b""}
        await send(message)

    return sending
