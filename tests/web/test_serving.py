"""How the page is served: where, to whom, and what is told when it cannot be."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import cli
from indexer.plugin import Sources
from indexer.web.guard import Guard
from indexer.web.readers import Readers
from indexer.web.serving import address
from indexer.web.sessions import Sessions
from indexer.web.settings import Settings, is_local
from indexer.web.vocabulary import WORDS
from indexer.web.words import Wording


async def _ended() -> list[dict[str, Any]]:
    """What is answered to a request that is under way when the server waits no longer."""
    begun, sent = asyncio.Event(), []

    async def app(*_: object) -> None:
        begun.set()
        await asyncio.Event().wait()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    settings = Settings(Path("none"))
    host = f"127.0.0.1:{settings.port}".encode()
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b""}
    asked = Guard(app, settings, Sessions())({**scope, "headers": [(b"host", host)]}, receive, send)
    under_way = asyncio.ensure_future(asked)
    await begun.wait()
    under_way.cancel()
    await under_way
    return sent


def test_who_waits_when_the_page_is_ended_is_told() -> None:
    with ThreadPoolExecutor(1) as pool:  # browsers that were tested leave a loop in this thread
        start, body = pool.submit(asyncio.run, _ended()).result()

    assert start["status"] == 503
    assert (b"cache-control", b"no-store") in start["headers"]
    assert "đang dừng" in body["body"].decode()


def told(*args: str) -> tuple[int, str]:
    """The exit code of `tracuu serve`, and what it says on stderr."""
    done = CliRunner().invoke(cli.main, ["serve", *args])
    return done.exit_code, done.stderr


def test_no_index_is_told(tmp_path: Path) -> None:
    code, line = told("--index", str(tmp_path / "none"))

    assert code == 2
    assert "No index in" in line
    assert line.count("\n") == 1


def test_a_taken_port_is_told(sample_folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, line = told("--index", str(sample_folder), "--port", str(port))

    assert code == 2
    assert f"Port {port} of 127.0.0.1 is taken" in line


def test_an_address_of_another_machine_is_told(sample_folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "password.txt"
    secret.write_text("một mật khẩu dài\n", encoding="utf-8")

    code, line = told(
        "--index", str(sample_folder), "--host", "192.0.2.1", "--password-file", str(secret)
    )

    assert code == 2
    assert "Cannot listen at 192.0.2.1" in line


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "tracuu.example"])  # noqa: S104
def test_others_need_a_password(sample_folder: Path, host: str) -> None:
    code, line = told("--index", str(sample_folder), "--host", host)

    assert code == 2
    assert "needs a password" in line


def test_a_short_password_and_a_missing_file_are_told(sample_folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "password.txt"
    secret.write_text("1234567\n", encoding="utf-8")

    assert "too short" in told("--index", str(sample_folder), "--password-file", str(secret))[1]
    missing = told("--index", str(sample_folder), "--password-file", str(tmp_path / "none"))
    assert "Cannot read the password" in missing[1]


@pytest.mark.parametrize(
    ("host", "local"),
    [
        *(("127.0.0.1", True), ("127.0.0.2", True), ("localhost", True), ("::1", True)),
        *(("0.0.0.0", False), ("10.0.0.1", False), ("::", False), ("office", False)),  # noqa: S104
    ],
)
def test_which_addresses_only_this_machine_reaches(host: str, local: bool) -> None:
    assert is_local(host) == local


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8765/"),
        ("0.0.0.0", "http://127.0.0.1:8765/"),  # noqa: S104
        ("::1", "http://[::1]:8765/"),
    ],
)
def test_the_address_can_be_typed_into_a_browser(host: str, url: str) -> None:
    assert address(Settings(Path(), Sources("plugins"), host)) == url


def test_it_serves_until_it_is_told_to_end(sample_folder: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(Path(cli.__file__)), "serve", "--json"]
    options = ["--index", str(sample_folder), "--port", str(port)]
    root = str(Path(cli.__file__).parent)
    served = subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root, "PYTHONUNBUFFERED": "1"},
    )
    ends = threading.Timer(60, served.kill)
    ends.start()
    try:
        assert served.stdout
        said = b""
        while not said.rstrip().endswith(b"}"):
            line = served.stdout.readline()
            assert line, "it ended before it said where it is"
            said += line
        url = json.loads(said)["url"]
        with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310
            assert "380-TB/TU" in answer.read().decode()
        served.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        assert served.wait(20) == 0 or os.name != "posix"
    finally:
        ends.cancel()
        served.kill()
        served.stdout.close()  # type: ignore[union-attr]
        served.wait()


def test_readers_share_what_is_open(sample_folder: Path) -> None:
    readers = Readers(sample_folder)
    with readers.index() as first, readers.index() as second:
        assert first is not second
    with readers.index() as third:
        assert third in (first, second)
    with pytest.raises(ValueError, match="x"), readers.index() as broken:
        raise ValueError("x")
    with readers.index() as fourth:
        assert fourth is not broken
    readers.close()


@pytest.mark.parametrize("name", sorted(WORDS))
def test_words_have_the_same_gaps_in_both_languages(name: str) -> None:
    vietnamese, english = WORDS[name]

    assert vietnamese
    assert english
    assert sorted(_gaps(vietnamese)) == sorted(_gaps(english))


def _gaps(text: str) -> list[str]:
    return [part.partition("}")[0] for part in text.split("{")[1:]]


def test_figures_are_written_as_people_write_them() -> None:
    assert Wording("vi").number(12034) == "12.034"
    assert Wording("en").number(12034) == "12,034"
    assert Wording("xx").lang == "vi"
