"""Pictures of every page, at the width of a desk and of a phone.

    python docs/screenshots.py                        those of docs/img, over corpus/
    python docs/screenshots.py --into FOLDER [--index FOLDER --code CODE]   all of them

Those of docs/img are of corpus/ alone. Needs a Chromium on this machine, and the extra `dev`.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from browsing import CODE, DESK, PHONE, chromium, make_index, pages, served  # noqa: E402

IN_DOCS = ("words", "directive", "article", "implementers", "intake")
ON_A_PHONE = ("words", "directive")
TALLEST = {1280: 640, 390: 844}  # pixels that docs/img shows; what is below is left out
SMALLER = 0.8  # in docs/img
# Paths begin at this project, wherever it lies.
SHORTEN = """folder => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode())
        texts.currentNode.nodeValue = texts.currentNode.nodeValue.replaceAll(folder, "")
}"""


def main() -> None:
    """Take the pictures."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--into", type=Path)
    told.add_argument("--index", type=Path)
    told.add_argument("--code", default=CODE)
    given = told.parse_args()
    with contextlib.ExitStack() as stack:
        made = stack.enter_context(tempfile.TemporaryDirectory())
        folder = given.index or make_index(Path(made) / "tracuu")
        address = stack.enter_context(served(folder))
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=chromium())
        known = pages(address, given.code)
        into = given.into or HERE / "img"
        into.mkdir(parents=True, exist_ok=True)
        for size in (DESK, PHONE):
            told = {"base_url": address, "viewport": size, "locale": "vi-VN"}
            scale = 1.0 if given.into else SMALLER
            page = browser.new_context(**told, device_scale_factor=scale).new_page()
            wanted = ON_A_PHONE if size == PHONE else IN_DOCS
            for name in known if given.into else wanted:
                page.goto(known[name])
                page.wait_for_timeout(300)  # ms, for the diagram
                path = into / f"{name}-{size['width']}.png"
                _take(page, path, whole=given.into is not None)
        browser.close()


def _take(page: Page, path: Path, *, whole: bool) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    if whole:
        page.screenshot(path=path, full_page=True)
    else:
        page.evaluate(SHORTEN, f"{HERE.parent.as_posix()}/")
        clip = {"x": 0, "y": 0, "width": width, "height": TALLEST[width]}
        page.screenshot(path=path, full_page=True, clip=clip)
    sys.stdout.write(f"{path.name} {path.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main()
