"""The page over corpus/, served as people serve it, and every address to look at."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
_KNOWN = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

CODE = "415-TB/TU"  # a directive of corpus/ with a chain, units and figures
REPORTS = ["implementers", "units", "directives", "statistics", "doubts", "matrix", "red-links"]
PAGES = {
    "home": "/",
    "code": f"/?q={CODE}",
    "words": "/?q=d%C3%A2n+v%E1%BA%ADn",
    "narrowed": "/?q=d%C3%A2n+v%E1%BA%ADn&type=K%E1%BA%BF+ho%E1%BA%A1ch&from=2015",
    "nothing": "/?q=zxcvbnm",
    "directive": f"/directive?id={CODE}",
    "candidates": "/directive?id=07-NQ/TU",
    "article": "",  # the first that names CODE
    "like": "",
    "diagram": f"/graph?id={CODE}",
    "ties": "/graph",
    "reports": "/reports",
    **{name: f"/report/{name}" for name in REPORTS},
    "sums": "/report/statistics?by=unit",
    "chain": f"/report/chain?code={CODE}",
    "undecided": "/undecided",
    "saved": "/saved",
    "intake": "/intake",
    "state": "/state",
    "run": "/runs/1",
    "api": "/api",
    "error": "/directive?id=999-XX/YY",
}


def chromium() -> str | None:
    """The Chromium of this machine."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def make_index(folder: Path) -> Path:
    """An index of the articles of corpus/ in *folder*."""
    files = sorted(p for p in (ROOT / "corpus").iterdir() if p.is_file() and p.suffix != ".md")
    options = [
        "--index",
        folder,
        "--quiet",
        "--jobs",
        "1",
    ]  # to start others takes longer than this
    command = [sys.executable, "-m", "cli", "ingest", *files, *options]
    subprocess.run(command, check=True, cwd=ROOT, env=_KNOWN, capture_output=True)
    return folder


@contextmanager
def served(folder: Path, *options: str) -> Iterator[str]:
    """The address at which `tracuu serve` shows *folder*."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port = str(tried.getsockname()[1])
    command = [sys.executable, "-m", "cli", "serve", "--index", folder, "--port", port, *options]
    with subprocess.Popen(
        command, cwd=ROOT, env=_KNOWN, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout
            process.stdout.readline()  # tells its address as soon as it can be opened
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def pages(address: str, code: str = CODE) -> dict[str, str]:
    """Every page by its name, with its path; that of an article is one that names *code*."""
    with urlopen(f"{address}/?q={code}", timeout=60) as answer:  # noqa: S310 - our own page
        found = re.search(r'<h3><a href="(/article[?]id=([^"]+))"', answer.read().decode())
    assert found, f"no article names {code}"
    known = {name: path.replace(CODE, code) for name, path in PAGES.items()}
    return known | {"article": found[1], "like": f"/like?id={found[2]}"}
