"""Other processes that answer what only reads, so that many readers are served at once.

Python lets one thread of a process run at a time. What changes something, who is logged in and how
far a taking-in has come are known in one process, the one that was started; it hands on the rest.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, MutableMapping
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any, NamedTuple

from indexer.processes import Processes
from indexer.web.asgi import App, Receive, Scope, Send

Make = Callable[..., App]  # a function of a module: each process calls it once

# Where processes end so often within so many seconds, all is answered here from then on.
_OFTEN, _WITHIN = 5, 600.0
_NO_PROCESSES = (OSError, ImportError, NotImplementedError)  # too many, or a system without any
_READS = ("GET", "HEAD")
_HERE = ("/intake", "/login", "/static/")  # what only the first process knows, and plain files
_HANDED = (  # of a request: those parts that other processes can be told
    *("type", "http_version", "method", "scheme", "path", "raw_path", "query_string", "headers"),
    *("client", "server", "root_path", "visitor", "logged_in"),
)


class Answer(NamedTuple):
    """What a request is answered with."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Workers:
    """Stands before *app*, which answers here what the processes do not."""

    def __init__(self, app: App, number: int, make: Make, *given: Any) -> None:
        self._app = app
        self._number = number
        self._given = (make, *given)
        self._ends: deque[float] = deque(maxlen=_OFTEN)  # when processes ended
        self._processes: Processes | None = None
        self._starting: list[Future[None]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._lifespan(scope, receive, send)
        elif self._is_handed_on(scope) and (answer := await self._answer(scope)):
            await send({"type": "http.response.start", **_head(answer)})
            await send({"type": "http.response.body", "body": answer.body})
        else:
            await self._app(scope, receive, send)

    async def _lifespan(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.start()
        try:
            await self._app(scope, receive, send)
        finally:
            self.stop()

    def _is_handed_on(self, scope: Scope) -> bool:
        """Whether another process may answer, and one is there already."""
        reads = scope["method"] in _READS and not scope["path"].startswith(_HERE)
        return reads and any(started.done() for started in self._starting)

    async def _answer(self, scope: Scope) -> Answer | None:
        """What another process answers; None where it ended over it."""
        processes = self._processes
        if processes is None:
            return None
        handed = {key: scope[key] for key in _HANDED if key in scope}
        try:
            return await asyncio.wrap_future(processes.submit(_answer, handed))
        except BrokenProcessPool:
            if self._processes is processes:  # nobody else has started new ones
                self.stop()
                self._ends.append(time.monotonic())
                if len(self._ends) < _OFTEN or self._ends[-1] - self._ends[0] > _WITHIN:
                    self.start()
            return None

    def start(self) -> None:
        """Start the processes; until one can answer, and where none can, all is answered here."""
        try:
            self._processes = Processes(self._number, _begin, *self._given)
            self._starting = [self._processes.submit(_nothing) for _ in range(self._number)]
        except _NO_PROCESSES as error:
            self.stop()
            print(f"tracuu answers in one process, others cannot start: {error}", file=sys.stderr)

    def wait(self, patience: float) -> None:
        """Wait until all processes can answer; raises TimeoutError after that many seconds."""
        for started in self._starting:
            started.result(patience)

    def stop(self) -> None:
        """End the processes, whatever they are at."""
        processes, self._processes, self._starting = self._processes, None, []
        if processes is not None:
            processes.stop(at_once=True)


def _head(answer: Answer) -> dict[str, Any]:
    return {"status": answer.status, "headers": answer.headers}


_answering: list[tuple[App, asyncio.AbstractEventLoop]] = []  # of this process, a worker


def _begin(make: Make, *given: Any) -> None:
    loop = asyncio.new_event_loop()
    _answering[:] = [(make(*given), loop)]
    # one task that stays: with each that ends, anyio ends its threads, and new ones take new memory
    threading.Thread(target=loop.run_until_complete, args=(_stay(),), daemon=True).start()


async def _stay() -> None:
    await asyncio.Event().wait()


def _nothing() -> None:
    """What a process is asked so that it starts."""


def _answer(scope: Scope) -> Answer:
    app, loop = _answering[0]
    return asyncio.run_coroutine_threadsafe(_asked(app, scope), loop).result()


async def _asked(app: App, scope: Scope) -> Answer:
    """What *app* answers to a request without a body."""
    told: dict[str, Any] = {"status": 500, "headers": []}
    body = bytearray()
    messages = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> MutableMapping[str, Any]:
        if messages:
            return messages.pop()
        await asyncio.Event().wait()  # whoever asks stays until all has come
        raise AssertionError

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            told.update(status=message["status"], headers=list(message.get("headers", ())))
        else:
            body.extend(message.get("body", b""))

    try:
        await app(dict(scope), receive, send)
    except Exception as error:  # the reader has been told; here the developer is
        traceback.print_exception(error, file=sys.stderr)
    return Answer(told["status"], told["headers"], bytes(body))
