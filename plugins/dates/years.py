"""The year of a day, month or quarter that is told without one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import regex

from indexer.text.sentences import Span, sentence_at, sentences
from plugins._counted import MASK
from plugins.dates.expressions import Expression, When

_RECURRING = regex.compile(
    r"\b(?:hàng|hằng|mỗi)\s+(?:năm|quý)\b|âm\s+lịch|\bnăm\s+báo\s+cáo\b", regex.IGNORECASE
)
_BIRTH = regex.compile(r"(?:\bsn|\bsinh(?:\s+năm)?)\s*$", regex.IGNORECASE)
_ASIDE = regex.compile(  # a goal, a comparison, the day of effect: not the time of the text
    r"\b(?:(?:đến|tới|trước|tầm\s+nhìn)(?:\s+(?:hết|cuối))?(?:\s+(?:ngày|năm))?|so\s+với(?:\s+\p{L}+){0,4}"
    r"|(?:hiệu\s+lực|áp\s+dụng)(?:\s+thi\s+hành)?(?:\s+kể)?\s+từ(?:\s+ngày)?)\s*$",
    regex.IGNORECASE,
)
_SO_FAR = regex.compile(r"(?:\bTính\s+đến|\bĐến)\s+(?:ngày\s+)?$")
_THIS_YEAR = regex.compile(r"\btháng\s+đầu\s+(?:của\s+)?năm\s+$", regex.IGNORECASE)
_OFFSETS = {"nay": 0, "ngoái": -1}
_RELATIVE = regex.compile(rf",?\s+năm\s+(?P<which>{'|'.join(_OFFSETS)})\b", regex.IGNORECASE)
_OTHER_YEAR = regex.compile(r"\s+(?:của\s+)?năm\s+(?:sau|trước|kế\s+tiếp|liền)\b", regex.IGNORECASE)
_COMING = regex.compile(r"\s+(?:sắp\s+)?tới\b(?!\s+(?:nay|ngày|tháng|\d))", regex.IGNORECASE)
_OF_DIRECTIVE = regex.compile(rf"{MASK}[\s,(]*(?:ngày\s+|năm\s+)?$")
_TOGETHER = regex.compile(r"\s*(?:,|và|hoặc|-|–)\s*(?:cả\s+|quý\s+)?(?:năm\s+)?", regex.IGNORECASE)
_NEAR = 30  # characters around a date that are looked at

# How far a day may lie from one told with its year. In news of 2017 that state no day of their
# own, the latest year told was theirs eight times of ten within these bounds, four without any.
_SINCE, _UNTIL = 75, 30  # days after the day told, days before it
_OFTEN = 3  # a year told as often as this is that of the text, too


class Years:
    """Fills missing years in, from the publication date and from the dates beside."""

    def __init__(self, text: str, told: Sequence[Expression], published: str | None) -> None:
        self._text = text
        self._sentences = sentences(text)
        dated = [e for e in told if e.first.year or (e.last and e.last.year)]
        self._told = [e for e in dated if not self._after_word(_BIRTH, e)]
        self._starts = [e.start for e in self._told]
        self._published = _day(published)
        self._now = self._published or self._guessed(told)
        latest = max((w.year for w in self._past(self._told) if w.year), default=0)
        self._since = (self._now.year if self._now else latest) - 1
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
        after = self._text[expression.end : expression.end + _NEAR]
        if _RECURRING.search(self._text, *near) or _OTHER_YEAR.match(after):
            return None
        if self._now and (relative := _RELATIVE.match(after)):
            return self._now.year + _OFFSETS[relative["which"].lower()]
        if self._published and _COMING.match(after):
            return _next(when, self._published)
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
        year = min(((abs(at - expression.start), y) for at, y in beside), default=(0, None))[1]
        return year if year and year >= self._since else None  # not an anniversary

    def _old(self, expression: Expression, sentence: Span, when: When) -> int | None:
        """The year of a tale from the past that the sentence has begun, else the closest one."""
        year = self._year_before(expression, sentence)
        if year and self._now and abs(self._now.year - year) < 2:
            year = None
        return year or self._closest(when)

    def _year_before(self, expression: Expression, sentence: Span) -> int | None:
        """The last year that the sentence tells before *expression*; no span, goal or name."""
        i = bisect_left(self._starts, expression.start) - 1
        if i < 0 or self._told[i].start < sentence[0] or self._told[i].last:
            return None
        last = self._told[i]
        return last.first.year if self._is_told(last, last.first) else None

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

    def _guessed(self, all_told: Sequence[Expression]) -> date | None:
        """About when the text was written, where its dates leave no doubt of the year.

        That is the latest year it tells of: where a day without a year comes close to a date of
        that year, or where the year is told again and again, or its first months are. What is
        planned does not count.
        """
        own = self._past(e for e in self._told if not self._after_word(_OF_DIRECTIVE, e))
        issued = self._past(e for e in self._told if self._after_word(_OF_DIRECTIVE, e))
        years = Counter(w.year for w in own if w.year)
        year = max((w.year for w in (*own, *issued) if w.year and w.year < 2100), default=None)
        if year is None:
            return None
        days = {w.in_year(year) for e in all_told if (w := e.first).day and self._is_news(e)}
        dated = {w for w in own if w.year == year and w.month}
        recent = {w for w in issued if w.day and w.year in (year, year - 1)}
        this_year = {e.first.year for e in self._told if self._after_word(_THIS_YEAR, e)}
        close = [
            _middle(d)
            for d in days
            if any(_is_close(d, w) for w in dated) or any(_is_issued(d, w) for w in recent)
        ]
        if not (close or years[year] >= _OFTEN or year in this_year):
            return None
        return max(close or map(_middle, dated), default=date(year, 7, 1))

    def _past(self, told: Iterable[Expression]) -> list[When]:
        """The days, months and years that have been, of all that are *told*."""
        filled = (self.filled(e) for e in told)
        return [w for e in filled for w in (e.first, e.last) if w and self._is_told(e, w)]

    def _is_news(self, expression: Expression) -> bool:
        """Whether *expression* has no year and is not to come."""
        named = expression.first.year or (expression.last and expression.last.year)
        return not (named or self._after_word(_ASIDE, expression))

    def _is_told(self, expression: Expression, when: When) -> bool:
        """Whether *when* belongs to what has been: not to a goal, a span of years or a name."""
        so_far = when.day and self._after_word(_SO_FAR, expression)
        if self._after_word(_ASIDE, expression) and not so_far:
            return False
        named = self._text[max(0, expression.start - 4) : expression.start].lower() == "năm "
        return bool(when.month) or (named and not expression.last)

    def _after_word(self, word: regex.Pattern[str], expression: Expression) -> bool:
        start = max(0, expression.start - _NEAR)
        return word.search(self._text[start : expression.start]) is not None


def _is_close(day: When, told: When) -> bool:
    """Whether *day* lies about *told*: in that month or after it, or a little before that day."""
    since = (_middle(day) - _middle(told)).days
    until = _UNTIL if told.day else 0
    return day.month == told.month or -until <= since <= _SINCE


def _is_issued(day: When, told: When) -> bool:
    """Whether a directive issued on *told* was new on *day*."""
    return 0 <= (_middle(day) - _middle(told)).days <= _UNTIL


def _distance(when: When, now: date) -> int:
    """Days from *now*; what is to come counts double, articles tell what was."""
    days = (_middle(when) - now).days
    return 2 * days if days > 0 and not when.day else abs(days)


def _next(when: When, now: date) -> int:
    """The year in which *when* comes next."""
    this_year = (when.month or (when.quarter or 1) * 3, when.day or 31)
    return now.year + (this_year < (now.month, now.day))


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
