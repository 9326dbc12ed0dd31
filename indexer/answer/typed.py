"""A code among words, "380-TB/TU tổ dân vận": the directives, and the words to look for in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import regex

from indexer.answer.codes import QUESTION, Known, in_order, named, numbered, readings
from indexer.answer.explaining import FILLERS, Typed, is_told, level, parts_of, typed_as
from indexer.answer.names import SHARED

if TYPE_CHECKING:
    from sqlalchemy import Connection

_OPERATORS = frozenset({"AND", "OR", "NOT"})
_FIELD = regex.compile(r"[()]|\w+:", regex.IGNORECASE)
_BEFORE = 5  # words before a number that may belong to it: "thông tư liên tịch số"
_AT_ONCE = 4  # words that are taken together: "ngày 6/1/2009" is no day before its year is there
_VAGUE = FILLERS | SHARED  # what they begin may go on otherwise
_STRICT = 2  # levels of explaining() at which nothing is guessed


class Mixed(NamedTuple):
    """A code with words around it."""

    directives: list[Known]
    words: str  # the rest of what was typed


def mixed(connection: Connection, typed: str) -> Mixed | None:
    """The directives that a part of *typed* names, and the rest of it; None where none does.

    A number names one with its type before it or all its letters beside it: "nghị quyết 18 sắp xếp
    bộ máy", not "10 năm dân vận khéo". Operators and fields are left to who parses the question.
    """
    tokens = typed.split()
    if _OPERATORS.intersection(tokens) or any(map(_FIELD.match, tokens)):
        return None
    for at, token in enumerate(tokens):
        is_number = any(part.isdigit() for part in parts_of(token)) and QUESTION.fullmatch(token)
        if is_number and (found := _around(connection, tokens, at)):
            return found
    return None


def _around(connection: Connection, tokens: Sequence[str], at: int) -> Mixed | None:
    """The longest run of *tokens* around the one at *at* that names directives."""
    first, last = at, at + 1
    rows = _left(numbered(connection, parts_of(tokens[at])), tokens[first:last])
    for begin in range(at - 1, max(at - _BEFORE, 0) - 1, -1):
        if fewer := _left(rows, tokens[begin:last]):
            rows, first = fewer, begin
    grown = True
    while grown and rows:
        grown = False
        for more in range(1, _AT_ONCE + 1):
            end = last + more
            if end <= len(tokens) and (fewer := _left(rows, tokens[first:end])):
                rows, last, grown = fewer, end, True
                break
    while last < len(tokens) and last - 1 > at and {*parts_of(tokens[last - 1])} <= _VAGUE:
        last -= 1  # "bộ" is of "bộ máy", not of Bộ Chính trị
    typed = _as_code(tokens[first:last])
    before = parts_of(" ".join(tokens[first:at]))
    rows = [row for row in rows if typed and is_told(typed, named(row), before)]
    rest = " ".join([*tokens[:first], *tokens[last:]])
    if not typed or not rows or not parts_of(rest):
        return None
    ranked = {row.id: (level(typed, named(row)) or 0, row) for row in rows}
    return Mixed(in_order(ranked), rest)


def _left(rows: Sequence[Known], tokens: Sequence[str]) -> list[Known]:
    """Those of *rows* that explain *tokens*."""
    typed = _as_code(tokens)
    if typed is None:
        return []
    return [row for row in rows if (level(typed, named(row)) or _STRICT + 1) <= _STRICT]


def _as_code(tokens: Sequence[str]) -> Typed | None:
    text = " ".join(tokens)
    if not QUESTION.fullmatch(text):
        return None
    return next((typed_as(parts) for parts in readings(text)), None)


def by_title(found: Mixed) -> list[Known]:
    """The directives, those first whose title has most of the words."""
    words = {*parts_of(found.words)}

    def missing(known: Known) -> int:
        return len(words - {*parts_of(known.title or "")})

    return sorted(found.directives, key=missing)
