"""How bodies are abbreviated: "UBND TP" is "Ủy ban nhân dân thành phố"."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import regex

from indexer.text.tables import table
from indexer.text.unicode import fold

_WORD = regex.compile(r"\w+")


def spelt_out(name: str) -> str:
    """The words of *name* without diacritics, abbreviations by the words that they stand for."""
    words = " ".join(_WORD.findall(fold(name)))
    return _known().sub(lambda short: _long()[short[0]], words)


@cache
def _long() -> dict[str, str]:
    rows = table(Path(__file__).with_name("abbreviations.csv"))
    return {fold(row["short"]): fold(row["long"]) for row in rows}


@cache
def _known() -> regex.Pattern[str]:
    longest_first = sorted(map(regex.escape, _long()), key=len, reverse=True)
    return regex.compile(rf"\b(?:{'|'.join(longest_first)})\b")
