"""The year of a day, month or quarter that is told without one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

import regex

from indexer.text.sentences import Span, sentence_at, sentences
from plugins.dates.expressions import Expression, When

_RECURRING = regex.compile(r"\b(?:hàng|hằng|mỗi)\s+(?:năm|quý)\b|âm\s+lịch", regex.IGNORECASE)


class Years:
    """Fills missing years in, from the publication date and from the dates beside."""

    def __init__(self, text: str, told: Sequence[Expression], published: str | None) -> None:
        self._text = text
        self._sentences = sentences(text)
        self._told = [e for e in told if e.first.year or (e.last and e.last.year)]
        self._starts = [e.start for e in self._told]
        self._now = _day(published) or self._latest()
        self._by_day: dict[tuple[int | None, int | None], list[tuple[int, int]]] = {}
        for e in self._told:
            if e.first.day and e.first.year:
                key = e.first.month, e.first.day
                self._by_day.setdefault(key, []).append((e.start, e.first.year))

    def filled(self, expression: Expression) -> Expression:
        """*expression* with its missing years, where the article makes them certain."""
        first, last = expression.first, expression.last
        if last and last.year and not first.year:
            first = _before(first, last)
        elif last and first.year and not last.year:
            last = _after(last, first)
        elif not first.year:
            year = self._year(expression, first)
            first = first.in_year(year)
            last = last and (_after(last, first) if year else last)
        return Expression(expression.start, expression.end, first, last)

    def _year(self, expression: Expression, when: When) -> int | None:
        sentence = self._sentence(expression.start)
        if _RECURRING.search(self._text, expression.end, min(sentence[1], expression.end + 25)):
            return None
        if _RECURRING.search(self._text, max(sentence[0], expression.start - 25), expression.start):
            return None
        if when.quarter:
            return self._topic(expression) or self._closest(when)
        if when.day:
            return self._same_day(expression, when) or self._old(expression, sentence, when)
        return self._year_before(expression, sentence) or self._closest(when)

    def _sentence(self, position: int) -> Span:
        return sentence_at(self._sentences, position)

    def _same_day(self, expression: Expression, when: When) -> int | None:
        """The year in which the article names the same day, nearest to here."""
        told = self._by_day.get((when.month, when.day), [])
        return min(((abs(at - expression.start), y) for at, y in told), default=(0, None))[1]

    def _old(self, expression: Expression, sentence: Span, when: When) -> int | None:
        """The year of a tale from the past that the sentence has begun, else the closest one."""
        year = self._year_before(expression, sentence)
        if year and self._now and abs(self._now.year - year) < 2:
            year = None
        return year or self._closest(when)

    def _year_before(self, expression: Expression, sentence: Span) -> int | None:
        """The last year that the sentence tells before *expression*, not that of a span."""
        i = bisect_left(self._starts, expression.start) - 1
        if i < 0 or self._told[i].start < sentence[0] or self._told[i].last:
            return None
        return self._told[i].first.year

    def _topic(self, expression: Expression) -> int | None:
        """The year that the text speaks of: the last one that was told as a year alone."""
        i = bisect_left(self._starts, expression.start)
        for e in [*reversed(self._told[:i]), *self._told[i:]]:
            if not e.last and not e.first.month and not e.first.quarter:
                return e.first.year
        return None

    def _closest(self, when: When) -> int | None:
        """The year that brings *when* closest to the day of the article."""
        if self._now is None:
            years = [e.first.year for e in self._told if not e.last]
            return max(years, key=years.count, default=None)
        now = self._now
        return min(
            (now.year + d for d in (-1, 0, 1)), key=lambda y: _distance(when.in_year(y), now)
        )

    def _latest(self) -> date | None:
        """The latest day or month of the text, which was written soon after it."""
        days = [_middle(e.first) for e in self._told if e.first.year and e.first.month]
        return max((d for d in days if d.year < 2100), default=None)


def _distance(when: When, now: date) -> int:
    """Days from *now*; what is to come counts double, articles tell what was."""
    days = (_middle(when) - now).days
    return 2 * days if days > 0 and not when.day else abs(days)


def _middle(when: When) -> date:
    month = when.month or (when.quarter or 2) * 3 - 1
    day = min(when.day or 15, 28)
    return date(when.year or 1, month, day)


def _before(first: When, last: When) -> When:
    """*first* in the year of *last*, or in the one before where it would come after it."""
    same = first.in_year(last.year)
    later = (same.month or 0, same.day or 0) > (last.month or 12, last.day or 31)
    return first.in_year((last.year or 0) - 1) if later and last.month else same


def _after(last: When, first: When) -> When:
    same = last.in_year(first.year)
    earlier = (same.month or 12, same.day or 31) < (first.month or 0, first.day or 0)
    return last.in_year((first.year or 0) + 1) if earlier and first.month else same


def _day(published: str | None) -> date | None:
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return None  # "2016-09": not known to the day
    return day if 1900 <= day.year < 2100 else None
