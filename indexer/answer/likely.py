"""Which known code was likely meant by one that nobody has: a wrong letter, two figures swapped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from indexer.answer.codes import Known, lettered, named, numbered
from indexer.answer.explaining import (
    Typed,
    figures_of,
    is_told,
    level,
    own_words,
    parts_of,
    typed_as,
    unexplained,
)
from indexer.store.codes import number as number_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LONG = 7  # letters of a word that may have two wrong
_WORTH = 2  # letters of a word that may have one wrong
_YEAR = 2  # what a figure counts that is another, against a letter
_DIGITS = "0123456789"
_MOST_PARTS = 16
_STRICT = 4  # from this level of explaining() on the day is another, or not told


def nearest(connection: Connection, typed: str, *, number: int = 5) -> list[str]:
    """Up to *number* known codes that look most like *typed*, the likeliest first."""
    parts = parts_of(typed)
    asked = typed_as(parts)
    figures = [part for part in parts if part.isdigit() and part.strip("0")]
    if not figures or len(parts) > _MOST_PARTS:
        return []
    far: dict[str, tuple[int, int]] = {}
    for distance, known in _likely(connection, asked, figures):
        rank = distance, -known.articles
        far[known.code] = min(rank, far.get(known.code, rank))
    return sorted(far, key=lambda code: (*far[code], code))[:number]


def _likely(
    connection: Connection, asked: Typed, figures: Sequence[str]
) -> Iterator[tuple[int, Known]]:
    """Directives that are a mistake or two away from *asked*, with how many."""
    for row in numbered(connection, figures):
        if (wrong := _wrong_letters(asked, row)) is not None:
            yield wrong + _YEAR * len(asked.figures - figures_of(named(row))), row
    for at, figure in enumerate(figures):
        others = set(_one_off(figure))
        for row in lettered(connection, asked.words, others):
            if _explains(asked, figure, row):
                yield (1 if _is_swapped(figure, row) else 2), row
        if at == 0:
            for row in numbered(connection, _swapped(figure)):
                if is_told(asked, named(row), asked.words) and _explains(asked, figure, row):
                    yield 1, row


def _wrong_letters(asked: Typed, row: Known) -> int | None:
    """How many letters of *asked* are wrong, if *row* is what was meant."""
    from rapidfuzz.distance import OSA

    own = "".join(part for part in parts_of(row.code) if not part.isdigit())
    joined = "".join(asked.words)
    most = 2 if len(own) > 3 else 1
    if own and joined and (wrong := OSA.distance(joined, own, score_cutoff=most)) <= most:
        return wrong
    left = unexplained(asked.words, named(row))
    if not left or len(left) == len(asked.words):
        return None
    meant = {word: _meant(word, own_words(named(row))) for word in left}
    words = tuple(meant.get(word, word) for word in asked.words)
    mended = asked._replace(words=tuple(word for word in words if word))
    if not all(meant.values()) or not is_told(mended, named(row), mended.words):
        return None
    if (level(mended, named(row)) or _STRICT) >= _STRICT:
        return None
    return sum(OSA.distance(word, other) for word, other in meant.items())


def _meant(word: str, own: Iterable[str]) -> str:
    """The one of *own* that *word* is likely to be; nothing where there is none."""
    from rapidfuzz.distance import OSA

    most = 0 if len(word) < _WORTH else 1 if len(word) < _LONG else 2
    wrong = {each: OSA.distance(word, each) for each in own if len(each) > 1}
    best = min(wrong, key=lambda each: (wrong[each], each), default="")
    return best if wrong.get(best, most + 1) <= most else ""


def _explains(asked: Typed, figure: str, row: Known) -> bool:
    """Whether *row* explains *asked*, but for the figure that is wrong."""
    rest = asked._replace(figures=asked.figures - {int(figure)})
    return (level(rest, named(row)) or _STRICT) < _STRICT


def _is_swapped(figure: str, row: Known) -> bool:
    return number_of(row.code) in _swapped(figure)


def _swapped(figure: str) -> set[str]:
    """*figure* with two neighbours swapped."""
    swapped = {
        figure[:n] + figure[n + 1] + figure[n] + figure[n + 2 :] for n in range(len(figure) - 1)
    }
    return {each.lstrip("0") for each in swapped} - {figure, ""}


def _one_off(figure: str) -> Iterator[str]:
    """*figure* with one of its digits wrong, missing or too many, or with two swapped."""
    yield from _swapped(figure)
    for n in range(len(figure) + 1):
        before, after = figure[:n], figure[n:]
        yield from (before + digit + after for digit in _DIGITS)
        if after:
            yield before + after[1:]
            yield from (before + digit + after[1:] for digit in _DIGITS)
