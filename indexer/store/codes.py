"""A document code as it is looked up."""

from __future__ import annotations

import regex

from indexer.text.unicode import fold

_APART = regex.compile(r"[\W_]+")
_NUMBER = regex.compile(r"0*(\d+)")


def folded(code: str) -> str:
    """*code* as one term without separators, diacritics and leading zeros: "380tbtu"."""
    return _APART.sub("", fold(code)).lstrip("0")


def number(code: str) -> str:
    """The number that *code* begins with, without leading zeros: "380"."""
    match = _NUMBER.search(code)
    return match[1] if match else ""
