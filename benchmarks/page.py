"""How long readers wait for the page when many of them ask at once.

    python benchmarks/page.py --index FOLDER [--readers 20] [--requests 1000] [--pause 0]

Serves the index as `tracuu serve` does, in a process of its own. Each reader asks for page after
page, one as soon as the last has come, or after a pause: searches for codes, words, two words,
phrases and beginnings of words, with and without diacritics, completions, directives, articles and
reports. What is asked is drawn from the index; each report is asked for once before. Prints
milliseconds of each kind.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).parents[1]
GOAL = 300.0  # ms that 95 of 100 answers take at most, with 20 readers
# How often each is asked for, of 100.
SHARES = {
    "code": 15,
    "word": 10,
    "two words": 10,
    "phrase": 5,
    "beginning": 5,
    "no diacritics": 5,
    "next page": 5,
    "completion": 15,
    "directive": 12,
    "article": 12,
    "report": 6,
}
REPORTS = ("implementers", "units", "directives", "statistics", "doubts", "matrix")

Taken = dict[str, list[float]]


def main() -> None:
    """Measure, and print."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--index", type=Path, required=True)
    told.add_argument("--readers", type=int, default=20)
    told.add_argument("--requests", type=int, default=1000)
    told.add_argument("--pause", type=float, default=0.0, help="seconds between two pages")
    given = told.parse_args()
    asked = requests(given.index, given.requests)
    with serving(given.index) as address:
        first, _ = read(address, [(name, f"/report/{name}") for name in REPORTS], 1, 0)
        taken, wrong = read(address, asked, given.readers, given.pause)
    sys.stdout.write("each report for the first time, s: ")
    sys.stdout.write(", ".join(f"{name} {ms[0] / 1000:.2f}" for name, ms in first.items()) + "\n")
    _print(taken, wrong, given.readers)


def requests(folder: Path, number: int) -> list[tuple[str, str]]:
    """*number* requests, each with its kind, in an order that is always the same."""
    drawn = random.Random(6)  # noqa: S311 - no secret
    with contextlib.closing(sqlite3.connect(folder / "catalogue.db")) as database:
        made = _makers(database, drawn)
    kinds = drawn.choices([*made], [SHARES[kind] for kind in made], k=number)
    return [(kind, made[kind]()) for kind in kinds]


def _makers(database: sqlite3.Connection, drawn: random.Random) -> Mapping[str, Callable[[], str]]:
    """What makes an address of each kind that the index has anything for."""

    def column(query: str) -> list[str]:
        return [row[0] for row in database.execute(query)]

    texts = column("SELECT coalesce(title, '') || ' ' || substr(text, 1, 2000) FROM article")
    articles = column("SELECT id FROM article ORDER BY id")
    directives = column("SELECT id FROM directive ORDER BY id")
    codes = column("SELECT code FROM directive ORDER BY id")

    def words(count: int) -> str:
        while True:
            found = [w for w in drawn.choice(texts).split() if w.isalpha() and len(w) > 1]
            if len(found) >= count:
                start = drawn.randrange(len(found) - count + 1)
                return " ".join(found[start : start + count]).lower()

    def search(query: str, **more: str) -> str:
        return "/?q=" + quote(query) + "".join(f"&{k}={v}" for k, v in more.items())

    made: dict[str, Callable[[], str]] = {
        "word": lambda: search(words(1)),
        "two words": lambda: search(words(2)),
        "phrase": lambda: search(f'"{words(2)}"'),
        "beginning": lambda: search(f"{words(1)[:3]}*"),
        "no diacritics": lambda: search(_bare(words(2))),
        "next page": lambda: search(words(1), page="2"),
        "completion": lambda: "/complete?q=" + quote(words(1)[: drawn.randrange(1, 5)]),
        "article": lambda: "/article?id=" + quote(drawn.choice(articles), safe=""),
        "report": lambda: f"/report/{drawn.choice(REPORTS)}?page={drawn.randrange(1, 4)}",
    }
    if codes:
        made["code"] = lambda: search(drawn.choice(codes))
        made["directive"] = lambda: "/directive?id=" + quote(drawn.choice(directives), safe="")
    return made


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a page that shows *folder*."""
    command = [sys.executable, "-m", "cli", "serve", "--index", str(folder), "--port", _free_port()]
    known = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=known) as served:
        try:
            line = served.stdout.readline() if served.stdout else ""
            yield next(word for word in line.split() if word.startswith("http://")).rstrip("/.")
        finally:
            served.terminate()
            served.wait()


def _free_port() -> str:
    import socket

    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return str(tried.getsockname()[1])


def read(
    address: str, asked: Sequence[tuple[str, str]], readers: int, pause: float
) -> tuple[Taken, int]:
    """Milliseconds of each request by its kind, and how many were not answered."""
    host = urlsplit(address).netloc
    taken: Taken = defaultdict(list)
    waiting, lock, wrong = iter(asked), threading.Lock(), [0]

    def one() -> None:
        connection = http.client.HTTPConnection(host, timeout=120)
        own = random.Random(threading.get_ident())  # noqa: S311 - no secret
        time.sleep(pause * own.uniform(0, 1))  # people do not begin at one stroke
        while True:
            with lock:
                kind, path = next(waiting, ("", ""))
            if not path:
                return connection.close()
            began = time.perf_counter()
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            ms = (time.perf_counter() - began) * 1000
            with lock:
                taken[kind].append(ms)
                wrong[0] += answer.status >= 400
            time.sleep(pause * own.uniform(0.5, 1.5))

    threads = [threading.Thread(target=one) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, wrong[0]


def _print(taken: Taken, wrong: int, readers: int) -> None:
    sys.stdout.write(f"{'ms':<16}{'pages':>7}{'p50':>9}{'p95':>9}{'max':>9}\n")
    for kind in (kind for kind in SHARES if kind in taken):
        _row(kind, taken[kind])
    every = [ms for times in taken.values() for ms in times]
    most = _row("all", every)
    sys.stdout.write(f"\n{readers} readers, {wrong} not answered\n")
    sys.stdout.write(f"p95 within {GOAL:.0f} ms: {'yes' if most <= GOAL else 'no'}\n")


def _row(kind: str, times: Sequence[float]) -> float:
    ranked = sorted(times)
    half, most = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.95)]
    sys.stdout.write(f"{kind:<16}{len(ranked):>7}{half:>9.1f}{most:>9.1f}{ranked[-1]:>9.1f}\n")
    return most


if __name__ == "__main__":
    main()
