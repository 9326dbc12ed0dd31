"""Fonts of web pages that draw small letters as capitals (.VnTimeH): their text becomes capitals.

Word's "web pages" tell fonts in styles, older ones in <font face>. All else of an old encoding is
read from the page's bytes, before it is a tree.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from indexer.text.legacy import fonts

_FAMILY = regex.compile(r"font-family\s*:\s*[\"']?([^;,\"'}]+)", regex.IGNORECASE)
_RULE = regex.compile(r"([^{}]{1,500})\{([^{}]*font-family[^{}]*)\}", regex.IGNORECASE)
_SELECTOR = regex.compile(r"[\w-]*(?:\.[\w-]+)?")  # "p.MsoTitle"; those that depend on others stay


def draws_capitals(style: str | None, face: str | None = None) -> bool | None:
    """Whether the font of an element draws capitals; None where it names no font."""
    told = _FAMILY.search(style or "")
    name = told[1] if told else face
    if not name:
        return None
    found = fonts.font(name)
    return found is not None and found.capitals


def selectors(css: str) -> Iterator[str]:
    """What a style sheet sets in such a font."""
    for rule in _RULE.finditer(css):
        if draws_capitals(rule[2]):
            each = (selector.strip() for selector in rule[1].split(","))
            yield from (one for one in each if one and _SELECTOR.fullmatch(one))
