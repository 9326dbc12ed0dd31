"""How fast the plugins read, beside eyecite, which finds the citations of American courts.

    python benchmarks/plugins.py [PATH ...] [--limit N] [--repeat N]
        [--opinions N] [--length CHARACTERS] [--density CITATIONS_PER_1000_CHARACTERS]

PATH is a .jsonl or .jsonl.gz file of records, any other file that tracuu reads, or a folder of
them; without one it is the sample corpus. eyecite reads its own kind of text, the opinions of
opinion.py, with the tokenizer that it uses unless told otherwise; the more citations there are,
the slower it is. Reading the files is not timed, nor is the first text of each, which loads
vocabularies and models. All runs alternate, and the fastest of each counts.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.metadata
import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

import opinion

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
    opinions = opinion.opinions(options.opinions, options.length, options.density)
    eyecite = _eyecite()
    ours, theirs = [], []
    for _ in range(options.repeat):
        ours.append(_timed(articles, plugins))
        if eyecite:
            theirs.append(_found(opinions, eyecite))
    speeds = _print(min(ours, key=lambda run: sum(run.values())), articles)
    if theirs:
        _print_eyecite(*min(theirs), opinions, speeds)
    else:
        print("\neyecite is not installed; to measure it, too: pip install -e '.[bench]'")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--limit", type=int, help="read so many articles at most")
    parser.add_argument("--repeat", type=int, default=3, help="the fastest of so many runs counts")
    eyecite = parser.add_argument_group("what eyecite reads")
    eyecite.add_argument("--opinions", type=int, default=20, help="how many (%(default)s)")
    eyecite.add_argument(
        "--length", type=int, default=opinion.LENGTH, help="characters of each (%(default)s)"
    )
    eyecite.add_argument(
        "--density",
        type=float,
        default=opinion.DENSITY,
        help="citations per 1,000 characters (%(default)s)",
    )
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


def _eyecite() -> Callable[[str], Sequence[object]] | None:
    """What finds citations, with its patterns loaded; None where it is not installed."""
    try:
        from eyecite import get_citations
    except ImportError:
        return None
    logging.getLogger("eyecite").setLevel(logging.ERROR)  # it warns of citations that overlap
    get_citations("Alder v. State, 531 U.S. 98 (2000)")
    return get_citations


def _found(
    opinions: Sequence[str], eyecite: Callable[[str], Sequence[object]]
) -> tuple[float, int]:
    """The seconds that eyecite takes for all opinions, and how many citations it finds."""
    began = time.perf_counter()
    citations = sum(len(eyecite(text)) for text in opinions)
    return time.perf_counter() - began, citations


def _print(seconds: dict[str, float], articles: Sequence[Article]) -> dict[str, float]:
    """Prints the table of the plugins; the characters per second of its last two rows."""
    characters = sum(len(a.text) for a in articles)
    print(f"{len(articles):,} articles, {characters:,} characters")
    print(f"{'plugin':<16}{'seconds':>10}{'characters/s':>16}")
    for name, taken in sorted(seconds.items(), key=lambda item: item[1]):
        _row(name, taken, characters)
    without_words = sum(taken for name, taken in seconds.items() if name != "words")
    return {
        "all but words": _row("all but words", without_words, characters),
        "all": _row("all", sum(seconds.values()), characters),
    }


def _print_eyecite(
    taken: float, citations: int, opinions: Sequence[str], ours: dict[str, float]
) -> None:
    characters = sum(map(len, opinions))
    print(
        f"\n{len(opinions):,} opinions, {characters:,} characters, "
        f"{1000 * citations / characters:.1f} citations found per 1,000"
    )
    theirs = _row(f"eyecite {importlib.metadata.version('eyecite')}", taken, characters)
    for name, speed in ours.items():
        print(f"{name}: {speed / theirs:.2f} times as fast as eyecite")


def _row(name: str, taken: float, characters: int) -> float:
    speed = characters / max(taken, 1e-9)
    print(f"{name:<16}{taken:>10.3f}{speed:>16,.0f}")
    return speed


if __name__ == "__main__":
    main()
