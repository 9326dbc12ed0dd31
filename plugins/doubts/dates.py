"""Issue dates that cannot be: against the term, the anniversary told, the article's own day."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from indexer.models import Annotations, Article, Code, Date, Directive
from indexer.text.numbers import impossible, in_words
from indexer.text.terms import terms

_DAY = regex.compile(r"[\s,(]*(?:ngày )?(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")
_YEARS = regex.compile(
    r"(?i)\b(?P<count>\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười lăm|hai mươi) năm"
    r"(?: \p{L}+){0,5}? (?:thực hiện|triển khai|thi hành)(?: \p{L}+){0,6}?(?: số)? ?\Z"
)
_SLACK = 1  # years: "10 năm" is told a year early or late


def date_doubts(directive: Directive, article: Article, found: Annotations) -> Iterator[str]:
    """Every reason why the issue date of *directive* cannot be as the text has it."""
    own = set(directive.codes)
    codes = [c for c in found.of(Code) if c.start in own]
    for code in codes:
        yield from _no_such_day(code, article.text)
    date = directive.date
    if date is None:
        return
    against = [*_outside_term(directive, date), *_against_years(codes, date, article, found)]
    if against:
        yield f"{date} không thể là ngày ban hành: {'; '.join(against)}"
    elif article.published and date > article.published[: len(date)]:
        yield f"ngày ban hành {date} sau ngày đăng bài viết ({article.published})"


def _no_such_day(code: Code, text: str) -> Iterator[str]:
    match = _DAY.match(text, code.end)
    if match and impossible(int(match[1]), int(match[2]), int(match[3])):
        yield f"không có ngày {match[1]}/{match[2]}/{match[3]}"


def _outside_term(directive: Directive, date: str) -> Iterator[str]:
    committee = "assembly" if (directive.issuer or "").startswith("Quốc hội") else "party"
    span = terms().get((committee, directive.term or ""))
    if span and not span[0][: len(date)] <= date <= span[1][: len(date)]:
        yield f"{directive.issuer} làm việc từ {span[0]} đến {span[1]}"


def _against_years(
    codes: list[Code], date: str, article: Article, found: Annotations
) -> Iterator[str]:
    """The years of implementation that are told, against the years that have passed."""
    now = article.published or _latest(found)
    if now is None or not now[:4].isdigit():
        return
    passed = int(now[:4]) - int(date[:4])
    for code in codes:
        told = _YEARS.search(article.text, max(0, code.start - 80), code.start)
        years = _count(told["count"]) if told else None
        if years is not None and abs(passed - years) > _SLACK:
            yield f"bài viết nói {years} năm thực hiện, nhưng đến {now} là {passed} năm"
            return


def _count(words: str) -> int | None:
    return int(words) if words.isdigit() else in_words(words)


def _latest(found: Annotations) -> str | None:
    """The last whole day that the article names: it was not written before."""
    return max((d.value for d in found.of(Date) if len(d.value) == 10), default=None)
