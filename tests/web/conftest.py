"""The page over the small index, asked as a browser on this machine asks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.plugin import Sources
from indexer.web.app import create_app
from indexer.web.settings import Settings

BASE = "http://127.0.0.1:8765"


def browser(settings: Settings) -> TestClient:
    """A client that keeps cookies and follows to where it is sent."""
    return TestClient(create_app(settings), base_url=BASE)


@pytest.fixture(scope="session")
def page(open_folder: Path) -> Iterator[TestClient]:
    """The page over the small index; no test changes it."""
    with browser(Settings(open_folder, Sources("plugins", entry_points=False))) as client:
        yield client


@pytest.fixture
def own(open_folder: Path, tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    """What makes a page over an index of its own: own(max_files=1)."""
    folder = tmp_path / "index"
    shutil.copytree(open_folder, folder)
    opened: list[TestClient] = []

    def made(**options: object) -> TestClient:
        sources = Sources("plugins", entry_points=False)
        client = browser(Settings(folder, sources, **options))  # type: ignore[arg-type]
        opened.append(client.__enter__())
        return client

    yield made
    for client in opened:
        client.__exit__(None, None, None)
