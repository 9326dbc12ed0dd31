"""Other processes answer what only reads, and know what is needed for it."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from telling import run_apart, telling

from indexer.plugin import Sources
from indexer.web.app import create_app
from indexer.web.asgi import App, Receive, Scope, Send
from indexer.web.password import Password
from indexer.web.settings import Settings
from indexer.web.workers import Workers

BASE = "http://127.0.0.1:8765"
PATIENCE = 60.0  # seconds for processes to start on a busy machine


class Here:
    """The application of this process, which knows that it is."""

    def __init__(self) -> None:
        self._app = telling()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._app({**scope, "here": os.getpid()}, receive, send)


def asked(workers: App, path: str, method: str = "GET") -> tuple[int, str]:
    """Status and text that *workers* answer."""
    return asked_at_once(workers, path, method=method)[0]


def asked_at_once(workers: App, *paths: str, method: str = "GET") -> list[tuple[int, str]]:
    """The same for some requests that are under way together."""
    told: list[list[dict[str, Any]]] = [[] for _ in paths]

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def one(path: str, messages: list[Any]) -> None:
        async def send(message: Any) -> None:
            messages.append(message)

        scope = {"type": "http", "method": method, "path": path, "visitor": "me", "headers": []}
        await workers(scope, receive, send)

    async def each() -> None:
        await asyncio.gather(*map(one, paths, told))

    run_apart(each())
    return [
        (first["status"], b"".join(message.get("body", b"") for message in rest).decode())
        for first, *rest in told
    ]


def elsewhere(workers: Workers, path: str = "/") -> int:
    """The process that answers, once one that is not ours does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        process = int(asked(workers, path)[1].split()[0])
        if process != os.getpid():
            return process
        time.sleep(0.05)
    raise AssertionError("no other process answers")


@pytest.fixture
def workers() -> Iterator[Workers]:
    """Two processes that tell which they are."""
    made = Workers(Here(), 2, telling)
    made.start()
    yield made
    made.stop()


def test_what_reads_is_answered_elsewhere_and_the_rest_here(workers: Workers) -> None:
    assert elsewhere(workers) != os.getpid()

    assert asked(workers, "/")[1].endswith(" me")
    for path in ("/intake", "/intake/progress", "/login", "/static/page.css"):
        assert asked(workers, path) == (200, f"{os.getpid()} me")
    assert asked(workers, "/", "POST") == (200, f"{os.getpid()} me")


def test_a_process_that_ends_takes_no_answer_with_it(workers: Workers) -> None:
    first = elsewhere(workers)

    assert asked(workers, "/crash") == (200, f"{os.getpid()} me")
    assert elsewhere(workers) != first


def test_all_that_is_under_way_when_a_process_ends_is_answered(workers: Workers) -> None:
    here = f"{os.getpid()} me"
    for _ in range(4):  # of five times that new ones are started: a crash counts once
        elsewhere(workers)
        assert asked_at_once(workers, *["/crash"] * 6) == [(200, here)] * 6

    assert elsewhere(workers) != os.getpid()


@pytest.mark.parametrize("error", [OSError(11, "no more processes"), ImportError("no semaphores")])
def test_where_no_process_can_start_all_is_answered_here(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    def none(*_: object) -> None:
        raise error

    monkeypatch.setattr("indexer.web.workers.Processes", none)
    workers = Workers(Here(), 2, telling)
    workers.start()

    assert asked(workers, "/") == (200, f"{os.getpid()} me")
    assert str(error) in capsys.readouterr().err
    workers.stop()


def test_where_processes_end_again_and_again_all_is_answered_here(workers: Workers) -> None:
    for _ in range(5):
        elsewhere(workers)
        assert asked(workers, "/crash") == (200, f"{os.getpid()} me")

    assert asked(workers, "/") == (200, f"{os.getpid()} me")


def test_a_fault_is_told_as_one(workers: Workers) -> None:
    elsewhere(workers)

    assert asked(workers, "/fails") == (500, "")


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_processes_end_with_the_first(workers: Workers) -> None:
    process = elsewhere(workers)

    os.kill(process, signal.SIGINT)  # Ctrl-C is for the first alone
    assert elsewhere(workers)
    workers.stop()

    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.fixture
def served(open_folder: Path) -> Iterator[Callable[..., TestClient]]:
    """What makes a page that two processes answer: served(password=…)."""
    opened: list[TestClient] = []

    def made(**options: Any) -> TestClient:
        sources = Sources("plugins", entry_points=False)
        app = create_app(Settings(open_folder, sources, jobs=2, **options))
        client = TestClient(app, base_url=BASE)
        opened.append(client.__enter__())
        inner = app.app
        assert isinstance(inner, Workers)
        inner.wait(PATIENCE)
        return client

    yield made
    for client in opened:
        client.__exit__(None, None, None)


def test_a_form_of_one_process_is_known_to_the_others(served: Callable[..., TestClient]) -> None:
    page = served()
    shown = page.get("/", params={"q": "380-TB/TU"})
    token = re.search(r'name="token" value="(\w+)"', shown.text)
    assert token

    kept = page.post("/saved", data={"token": token[1], "q": "380", "name": "of two"})
    assert kept.status_code == 200
    assert "of two" in page.get("/saved").text
    token = re.search(r'name="token" value="(\w+)"', page.get("/saved").text)
    assert token
    page.post("/saved/remove", data={"token": token[1], "name": "of two"})
    assert "of two" not in page.get("/saved").text


def test_who_is_logged_in_is_known_to_all(served: Callable[..., TestClient]) -> None:
    page = served(password=Password("một mật khẩu dài"))
    first = page.get("/", params={"q": "380-TB/TU"})
    assert first.url.path == "/login"
    token = re.search(r'name="token" value="(\w+)"', first.text)
    assert token

    page.post("/login", data={"token": token[1], "password": "một mật khẩu dài"})
    shown = page.get("/", params={"q": "380-TB/TU"})

    assert "380-TB/TU" in shown.text
    assert 'action="/logout"' in shown.text
