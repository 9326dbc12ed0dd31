"""What Vietnamese counts and measures: the vocabulary that dates and statistics share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import regex

from indexer.models import Mention
from indexer.text.numbers import SCALES
from indexer.text.tables import table

MASK = "\ue000"  # stands for each character of a span that another plugin has claimed
DATED = "\ue001"  # the same where that is a date and it matters


_HERE = Path(__file__).parent


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of *words*, the longest first, with any blanks between syllables."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(r"\s+".join(map(regex.escape, w.split())) for w in ordered) + ")"


UNITS = {row["unit"]: row["canonical"] for row in table(_HERE / "units.csv")}
NOUNS = frozenset(row["noun"] for row in table(_HERE / "nouns.csv"))

# Words that only begin like a noun or a unit: "đồng thời" (at the same time) is no money.
OTHERS = frozenset(row["word"] for row in table(_HERE / "others.csv"))
_NOT_OTHER = rf"(?!\s*+{any_of(OTHERS)}(?![\p{{L}}\p{{N}}]))"

# A noun that can be counted.
NOUN = regex.compile(rf"{_NOT_OTHER}\s*+{any_of(NOUNS)}(?![\p{{L}}\p{{N}}])", regex.IGNORECASE)
# What follows a number that counts: a scale word, a unit or a noun that can be counted.
_ALL = any_of({*SCALES, *UNITS, *NOUNS} - {"%", "‰"})
COUNTED = regex.compile(rf"{_NOT_OTHER}\s*+(?:%|‰|{_ALL}(?![\p{{L}}\p{{N}}]))", regex.IGNORECASE)


def masked(text: str, claimed: Iterable[Mention], mask: str = MASK) -> str:
    """*text*, of the same length, with each character of the *claimed* mentions as a *mask*."""
    pieces: list[str] = []
    position = 0
    for mention in sorted(claimed, key=lambda m: (m.start, m.end)):
        start, end = max(mention.start, position), max(mention.end, position)
        pieces += text[position:start], mask * (end - start)
        position = end
    pieces.append(text[position:])
    return "".join(pieces)
