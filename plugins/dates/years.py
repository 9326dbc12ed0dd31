"""The year of a day, month or quarter that is told without one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import date

import regex

from indexer.text.sentences import Span, sentence_at, sentences
from plugins._counted import MASK
from plugins.dates.expressions import Expression, When

_RECURRING = regex.compile(r"\b(?:hàng|hằng|mỗi)\s+(?:năm|quý)\b|âm\s+lịch", regex.IGNORECASE)
_BIRTH = regex.compile(r"(?:\bsn|\bsinh(?:\s+năm)?)\s*$", regex.IGNORECASE)
_ASIDE = regex.compile(  # a goal or a comparison: not the time that the text speaks of
    r"\b(?:(?:đến|tới|trước|tầm\s+nhìn)(?:\s+(?:hết|cuối))?(?:\s+năm)?|so\s+với(?:\s+\p{L}+){0,4})\s*$",
    regex.IGNORECASE,
)
_OF_DIRECTIVE = regex.compile(rf"{MASK}[\s,(]*(?:ngày\s+|năm\s+)?$")
_TOGETHER = regex.compile(r"\s*(?:,|và|hoặc|-|–)\s*(?:cả\s+|quý\s+)?(?:năm\s+)?", regex.IGNORECASE)
_NEAR = 30  # characters around a date that are looked at


class Years:
    """Fills missing years in, from the publication date and from the dates beside."""

    def __init__(self, text: str, told: Sequence[Expression], published: str | None) -> None:
        self._text = text
        self._sentences = sentences(text)
        dated = [e for e in told if e.first.year or (e.last and e.last.year)]
        self._told = [e for e in dated if not self._after_word(_BIRTH, e)]
        self._starts = [e.start for e in self._told]
        self._published = _day(published)
        self._now = self._published or self._guessed()
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
        sentence = sentence_at(self._sentences, expression.start)
        near = max(sentence[0], expression.start - _NEAR), min(sentence[1], expression.end + _NEAR)
        if _RECURRING.search(self._text, *near):
            return None
        if when.quarter:
            return self._topic(expression) or self._closest(when)
        if when.day:
            return self._same_day(expression, when) or self._old(expression, sentence, when)
        return self._year_before(expression, sentence) or self._closest(when)

    def _same_day(self, expression: Expression, when: When) -> int | None:
        """The year in which the article names the same day, nearest to here."""
        told = self._by_day.get((when.month, when.day), [])
        i = bisect_left(told, (expression.start, 0))
        beside = told[max(0, i - 1) : i + 1]
        return min(((abs(at - expression.start), y) for at, y in beside), default=(0, None))[1]

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
        """The year that the text speaks of where it names a quarter."""
        i = bisect_left(self._starts, expression.start)
        if i < len(self._told):
            after = self._told[i]
            if not after.last and _TOGETHER.fullmatch(self._text, expression.end, after.start):
                return after.first.year  # quý IV và cả năm 2016
        for e in reversed(self._told[max(0, i - 20) : i]):
            if not (e.last or e.first.month or self._after_word(_ASIDE, e)):
                return e.first.year
        return None

    def _closest(self, when: When) -> int | None:
        """The year that brings *when* closest to the day of the article."""
        now = self._now
        if now is None:
            return None
        if not self._published and abs((_middle(when.in_year(now.year)) - now).days) < 300:
            return now.year  # the day is a guess, its year is less so
        return min(
            (now.year + d for d in (-1, 0, 1)), key=lambda y: _distance(when.in_year(y), now)
        )

    def _guessed(self) -> date | None:
        """About when the text was written: the latest year that it tells of more than in passing.

        A year counts where it is a day's, a month's or follows the word năm; Asian Cup 2019 may
        be to come, and so may what is planned.
        """
        own = [e for e in self._told if not self._after_word(_OF_DIRECTIVE, e)]
        told = own or self._told  # the day of a directive says little of the day of the text
        singles = [w for e in told for w in (e.first, e.last) if w and self._is_told(e, w)]
        years = Counter(w.year for w in singles if w.year and w.year < 2100)
        dated = {w.year for w in singles if w.month}
        often = [
            year
            for year, n in years.items()
            if 5 * n >= years.total() and (n > 1 or year in dated or not dated)
        ]
        if not often:
            return None
        year = max(often)
        days = [_middle(w) for w in singles if w.year == year and w.month]
        return max(days, default=date(year, 7, 1))

    def _is_told(self, expression: Expression, when: When) -> bool:
        if when.month:
            return True
        named = self._text.endswith("năm ", 0, expression.start)
        return named and not expression.last and not self._after_word(_ASIDE, expression)

    def _after_word(self, word: regex.Pattern[str], expression: Expression) -> bool:
        start = max(0, expression.start - _NEAR)
        return word.search(self._text[start : expression.start]) is not None


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
