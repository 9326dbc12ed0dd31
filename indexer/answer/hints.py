"""What to ask instead of a question that nothing, or next to nothing, answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import regex

from indexer.answer.explaining import is_year
from indexer.answer.likely import nearest
from indexer.answer.query import is_code, plain
from indexer.answer.spelling import mended
from indexer.answer.unknown import days
from indexer.text.abbreviations import in_full

if TYPE_CHECKING:
    from sqlalchemy import Connection

Count = Callable[[str], int]  # a question → how many articles answer it

_FIELD = regex.compile(
    r'\b(?:code|type|issuer|unit|place|title|date):(?:"[^"]*"|\[[^\]]*\]|\S+)', regex.IGNORECASE
)
_DATE = regex.compile(r"\bdate:", regex.IGNORECASE)
_WORD = regex.compile(r"[^\W_]")
_FIGURE = regex.compile(r"(?<![\w.,/:-])[1-9]\d{3,}(?![\w.,/-])")  # 1500 is written 1.500


class Hint(NamedTuple):
    """A line for people, and the question that it offers."""

    line: str | None = None
    question: str | None = None


def instead(connection: Connection, typed: str, count: Count) -> Hint:
    """What to ask instead of *typed*, which no article answers."""
    if near := nearest(connection, typed):
        return Hint(f"Số ký hiệu gần giống: {', '.join(near)}.", near[0])
    for other in _otherwise(connection, typed):
        if count(other):
            return Hint(f"Có phải ý bạn là: {other}?", other)
    if is_code(typed):
        return Hint(f"Không có số ký hiệu nào là “{typed.strip()}”.")
    rest = " ".join(_FIELD.sub(" ", typed).split())
    if _FIELD.search(typed):
        return _without_fields(connection, typed, rest, count)
    return _any_of(rest, count)


def more(typed: str, found: int, count: Count) -> Hint:
    """What finds more than *typed* does, which only a few articles answer: it, spelt out."""
    other = in_full(typed)
    if other != typed and (number := count(other)) > found:
        return Hint(f"Viết đầy đủ thì có {number} bài viết: {other}", other)
    return Hint()


def _otherwise(connection: Connection, typed: str) -> Iterator[str]:
    """*typed* with abbreviations spelt out, with points in its figures, with mistakes mended."""
    grouped = _FIGURE.sub(_with_points, typed)
    yield from (other for other in (in_full(typed), grouped) if other != typed)
    yield from mended(connection, typed)


def _with_points(figure: regex.Match[str]) -> str:
    number = int(figure[0])
    return figure[0] if is_year(number) else f"{number:,}".replace(",", ".")


def _without_fields(connection: Connection, typed: str, rest: str, count: Count) -> Hint:
    if _WORD.search(rest) and (number := count(rest)):
        return Hint(f"Bỏ các trường thì có {number} bài viết: {rest}", rest)
    return Hint(days(connection) if _DATE.search(typed) else None)


def _any_of(typed: str, count: Count) -> Hint:
    every = list(dict.fromkeys(word.text for word in plain(typed)))
    telling = [word for word in every if not word.isdigit()]
    choice = " OR ".join(telling if len(telling) > 1 else every)
    if len(every) > 1 and count(choice):
        return Hint(f"Không bài viết nào có đủ các từ. Có từ nào cũng được: {choice}", choice)
    return Hint()
