"""What Vietnamese counts and measures: the vocabulary that dates and statistics share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import regex

from indexer.models import Mention
from indexer.text.numbers import SCALES
from indexer.text.tables import table

MASK = "\ue000"  # stands for each character of a span that another plugin has claimed


_HERE = Path(__file__).parent


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of *words*, the longest first, with any blanks between syllables."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(r"\s+".join(map(regex.escape, w.split())) for w in ordered) + ")"


UNITS = {row["unit"]: row["canonical"] for row in table(_HERE / "units.csv")}
NOUNS = frozenset(row["noun"] for row in table(_HERE / "nouns.csv"))

# A noun that can be counted.
NOUN = regex.compile(rf"\s*+{any_of(NOUNS)}(?![\p{{L}}\p{{N}}])", regex.IGNORECASE)
# What follows a number that counts: a scale word, a unit or a noun that can be counted.
COUNTED = regex.compile(
    rf"\s*+(?:%|‰|{any_of({*SCALES, *UNITS, *NOUNS} - {'%', '‰'})}(?![\p{{L}}\p{{N}}]))",
    regex.IGNORECASE,
)


def masked(text: str, claimed: Iterable[Mention]) -> str:
    """*text*, of the same length, with each character of the *claimed* mentions blotted out."""
    pieces: list[str] = []
    position = 0
    for mention in sorted(claimed, key=lambda m: (m.start, m.end)):
        start, end = max(mention.start, position), max(mention.end, position)
        pieces += text[position:start], MASK * (end - start)
        position = end
    pieces.append(text[position:])
    return "".join(pieces)
