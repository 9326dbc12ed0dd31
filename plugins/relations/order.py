"""What cannot be: a document that acts on a later one, or ends one of a higher rank."""

from __future__ import annotations

from collections.abc import Mapping

import regex

from indexer.models import Code, DirectiveRelation
from plugins.relations.joints import CHANGES

# The rank of state bodies by their symbol, of those that can end documents of the next.
_RANKS = (
    (r"(?:QH|UBTVQH)\d*\Z|UBTVQH", 5),
    (r"CP\Z", 4),
    (r"TTg\b", 3),
    (r"HĐND\b", 1),
    (r"(?:UBND|UB|S\p{Lu}+)\b", 0),
    (r"(?:B\p{Lu}+|NHNN|TTCP|UBDT|TANDTC|VKSNDTC|KTNN)\b", 2),
)
_RANKED = [(regex.compile(pattern), rank) for pattern, rank in _RANKS]
_YEAR = regex.compile(r"/((?:19|20)\d\d)/")


def can_be(
    source: Code, target: Code, relation: DirectiveRelation, dates: Mapping[str, str]
) -> bool:
    """Whether *source* can have done so; *dates* are the issue dates that are told, by code."""
    lower, higher = _rank(source), _rank(target)
    if relation in CHANGES and lower is not None and higher is not None and lower < higher:
        return False
    acted, was = _issued(source, dates), _issued(target, dates)
    shared = min(len(acted), len(was))
    return not shared or acted[:shared] >= was[:shared]


def _rank(code: Code) -> int | None:
    return next((rank for body, rank in _RANKED if body.match(code.body or "")), None)


def _issued(code: Code, dates: Mapping[str, str]) -> str:
    """When *code* was issued, as far as a date beside it or the year in it tells."""
    year = _YEAR.search(code.code)
    return year[1] if year else dates.get(code.code, "")
