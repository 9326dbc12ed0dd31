"""The page over an index of corpus/ in a real browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import browsing
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

_PATIENCE = 20_000  # ms for what a page has to show; a busy machine takes long


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine; nothing is downloaded."""
    found = browsing.chromium()
    if found is None:
        reason = f"none of {', '.join(browsing.CHROMIUM)} is installed"
        if os.environ.get("TRACUU_REQUIRE_ALL"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def corpus_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the articles of corpus/."""
    return browsing.make_index(tmp_path_factory.mktemp("browser") / "index")


@pytest.fixture(scope="session")
def site(corpus_folder: Path) -> Iterator[str]:
    """The page over corpus/; no test changes it."""
    with browsing.served(corpus_folder) as address:
        yield address


@pytest.fixture(scope="session")
def addresses(site: str) -> dict[str, str]:
    """Every page of it by its name, with its path."""
    return browsing.pages(site)


@pytest.fixture(scope="session")
def kept(chromium: Browser, site: str) -> Iterator[Page]:
    """A page of the site for those who change nothing: what browsers keep of it is kept."""
    context = chromium.new_context(base_url=site, viewport=browsing.PHONE, locale="vi-VN")
    context.set_default_timeout(_PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """What opens an empty page in a browser of its own: opened(address, viewport=PHONE).

    What a script does wrong, or the policy of the page forbids it, fails the test.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def made(address: str, **options: object) -> Page:
        told = {"viewport": browsing.DESK, "locale": "vi-VN", **options}
        context = chromium.new_context(base_url=address, **told)
        context.set_default_timeout(_PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if _refused(line.text) else None)
        return page

    yield made
    for context in contexts:
        context.close()
    assert not faults


def _refused(line: str) -> bool:
    return "Content Security Policy" in line
