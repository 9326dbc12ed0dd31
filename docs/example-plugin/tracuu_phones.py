"""Telephone numbers, each with the organisation named before it in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.models import Annotations, Article, Finding, Organisation
from indexer.text.sentences import Span, sentence_at, sentences

name = "phones"
needs = ("organisations",)

# Looks like a number: 0912 345 678, (024) 3825-1234, +84 912 345 678. Not 01/02/2020 or 0912-A.
_CANDIDATE = re.compile(
    r"(?<![\w./-])(?:\+84|\(0\d{2,3}\)|0|1[89]00)(?:[ .-]?\d){4,10}+(?![\w/]|[.-]\w)"
)
# Is one: landlines have eleven digits, mobiles ten, service numbers eight to ten.
_NUMBER = re.compile(r"02\d{9}|0[35789]\d{8}|1[89]00\d{4,6}")


def extract(article: Article, found: Annotations) -> Iterator[Finding]:
    """Yield every telephone number of *article*; its value is the bare digits."""
    spans = sentences(article.text)
    organisations = found.of(Organisation)
    for match in _CANDIDATE.finditer(article.text):
        number = _digits(match[0])
        if _NUMBER.fullmatch(number):
            start, end = match.span()
            sentence = sentence_at(spans, start)
            yield Finding(
                start=start,
                end=end,
                text=match[0],
                value=number,
                attributes={"organisation": _before(start, sentence, organisations)},
            )


def _digits(text: str) -> str:
    """The number as one dials it in the country."""
    return re.sub(r"\D", "", text.replace("+84", "0"))


def _before(start: int, sentence: Span, organisations: Sequence[Organisation]) -> str | None:
    named = [o.name for o in organisations if sentence[0] <= o.start < start]
    return named[-1] if named else None
