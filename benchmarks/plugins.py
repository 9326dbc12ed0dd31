"""How fast the plugins read: characters per second for each one, and for all of them.

    python benchmarks/plugins.py [PATH ...] [--limit N] [--repeat N]

PATH is a .jsonl or .jsonl.gz file of records, any other file that tracuu reads, or a folder of
them; without one it is the sample corpus. Reading the files is not timed, nor is the first
article, which loads vocabularies and models.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from indexer.models import Annotations, Article, Mention
from indexer.plugin import Plugin, Sources, discover
from indexer.read import Unread, read, read_stream, walk

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "corpus"


def main() -> None:
    """Print the table."""
    # This file bears the name of the package; its folder must not be searched before that.
    sys.path[:] = [p for p in sys.path if Path(p or ".").resolve() != HERE]
    options = _options()
    plugins = discover(Sources(package="plugins", entry_points=False))
    try:
        articles = list(islice(_articles(options.paths or [CORPUS]), options.limit))
    except OSError as error:
        sys.exit(str(error))
    if not articles:
        sys.exit("No article could be read. Name a file or folder that holds some.")
    _annotate(articles[0], plugins, {})
    best = min(
        (_timed(articles, plugins) for _ in range(options.repeat)), key=lambda t: sum(t.values())
    )
    _print(best, sum(len(a.text) for a in articles), len(articles))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--limit", type=int, help="read so many articles at most")
    parser.add_argument("--repeat", type=int, default=3, help="the fastest of so many runs counts")
    return parser.parse_args()


def _articles(paths: Iterable[Path]) -> Iterator[Article]:
    for path in paths:
        if path.name.endswith(".jsonl.gz"):
            with gzip.open(path) as stream:
                yield from _read(read_stream(cast("BinaryIO", stream)))
        elif path.is_file():
            yield from _read(read(path))
        else:
            for inside in walk([path]):
                if isinstance(inside, Unread):
                    sys.exit(f"{inside.path}: {inside.reason}")
                yield from _read(read(inside))


def _read(found: Iterable[Article | Unread]) -> Iterator[Article]:
    yield from (article for article in found if isinstance(article, Article))


def _timed(articles: Sequence[Article], plugins: Sequence[Plugin]) -> dict[str, float]:
    """The seconds that each plugin takes for all articles."""
    seconds = dict.fromkeys((p.name for p in plugins), 0.0)
    for article in articles:
        _annotate(article, plugins, seconds)
    return seconds


def _annotate(article: Article, plugins: Sequence[Plugin], seconds: dict[str, float]) -> None:
    """Runs each plugin on *article* as indexer.annotate does, and adds up its *seconds*."""
    found: dict[str, tuple[Mention, ...]] = {}
    for plugin in plugins:
        so_far = Annotations(article=article, found=found)
        began = time.perf_counter()
        found[plugin.name] = tuple(plugin.extract(article, so_far))
        seconds[plugin.name] = seconds.get(plugin.name, 0.0) + time.perf_counter() - began


def _print(seconds: dict[str, float], characters: int, articles: int) -> None:
    print(f"{articles:,} articles, {characters:,} characters")
    print(f"{'plugin':<16}{'seconds':>10}{'characters/s':>16}")
    for name, taken in sorted(seconds.items(), key=lambda item: item[1]):
        _row(name, taken, characters)
    without_words = sum(taken for name, taken in seconds.items() if name != "words")
    _row("all but words", without_words, characters)
    _row("all", sum(seconds.values()), characters)


def _row(name: str, taken: float, characters: int) -> None:
    print(f"{name:<16}{taken:>10.3f}{characters / max(taken, 1e-9):>16,.0f}")


if __name__ == "__main__":
    main()
