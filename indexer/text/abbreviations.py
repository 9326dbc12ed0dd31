"""How bodies are abbreviated: "UBND TP" is "Ủy ban nhân dân thành phố"."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import regex

from indexer.text.tables import table
from indexer.text.unicode import fold

_WORD = regex.compile(r"\w+")
_BETWEEN = regex.compile(r"[\s.&-]+")


def spelt_out(name: str) -> str:
    """The words of *name* without diacritics, abbreviations by the words that they stand for."""
    words = " ".join(_WORD.findall(fold(name)))
    return _known().sub(lambda short: _long()[short[0]], words)


def in_full(text: str) -> str:
    """*text* with abbreviations spelt out, and all else as it is."""
    plain = fold(text)
    if len(plain) != len(text):
        return text
    parts, end = [], 0
    for short in _apart().finditer(plain):
        parts += [text[end : short.start()], _marked()[_BETWEEN.sub(" ", short[0])]]
        end = short.end()
    return "".join([*parts, text[end:]])


@cache
def _marked() -> dict[str, str]:
    rows = table(Path(__file__).with_name("abbreviations.csv"))
    return {fold(row["short"]): row["long"] for row in rows}


@cache
def _apart() -> regex.Pattern[str]:
    """Abbreviations with any signs between their parts: TP.HCM, GD&ĐT."""
    longest_first = sorted(_marked(), key=len, reverse=True)
    ways = "|".join(regex.escape(short).replace(r"\ ", r"[\s.&-]+") for short in longest_first)
    return regex.compile(rf"(?<![\w/-])(?:{ways})(?![\w/-])")


@cache
def _long() -> dict[str, str]:
    return {short: fold(long) for short, long in _marked().items()}


@cache
def _known() -> regex.Pattern[str]:
    longest_first = sorted(map(regex.escape, _long()), key=len, reverse=True)
    return regex.compile(rf"\b(?:{'|'.join(longest_first)})\b")
