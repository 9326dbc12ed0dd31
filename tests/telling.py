"""Applications of ASGI without a server; what other processes have to be able to import."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor

from indexer.web.asgi import App, Receive, Scope, Send


def telling() -> App:
    """An application that tells the process it is in, and ends it where it is asked to."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            for done in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{done}.complete"})
            return
        if scope["path"] == "/fails":
            raise ValueError("on purpose")
        if scope["path"] == "/crash" and scope.get("here") != os.getpid():
            os._exit(3)
        body = f"{os.getpid()} {scope['visitor']}".encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x", b"y")]})
        await send({"type": "http.response.body", "body": body[:3], "more_body": True})
        await send({"type": "http.response.body", "body": body[3:]})

    return app


def run_apart(answering: Awaitable[None]) -> None:
    """Run *answering* in a thread: where browsers were tested before, a loop runs in this one."""

    async def run() -> None:
        await answering

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, run()).result()
