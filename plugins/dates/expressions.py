"""Date expressions as they stand in a text, before missing years are filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from indexer.text.numbers import impossible
from indexer.text.spans import matches
from plugins.dates.certain import is_day, is_listed, is_month, is_year


@dataclass(frozen=True)
class When:
    """A day, month, quarter or year, as far as it is told."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None

    def in_year(self, year: int | None) -> When:
        """The same day, month or quarter, in *year*."""
        return When(year, self.month, self.day, self.quarter)

    @property
    def iso(self) -> str:
        """ "2009-01-06", "2016-Q1", "2016"; "--10-09" without a year."""
        parts = ["-" if self.year is None else f"{self.year:04}"]
        parts += [f"Q{self.quarter}"] if self.quarter else []
        parts += [f"{n:02}" for n in (self.month, self.day) if n]
        return "-".join(parts)


@dataclass(frozen=True)
class Expression:
    """One date or span of dates in a text."""

    start: int
    end: int
    first: When
    last: When | None = None  # the end of a span


_DAY_SEP = r"(?:\s?[/.\-–]\s?|\s{0,3}/?(?i:tháng)\s{1,3})"
_YEAR_SEP = r"(?:\s?[/.\-–]\s?|,?\s{1,3}/?(?i:năm)\s{1,3})"
_AND = r"\s{0,3}(?:,|;|và|&|-|–|—|đến|tới)\s{0,3}"
_QUARTER = r"(?:IV|I{1,3}|[1-4])"
_YEAR = r"(?:19|20)\d\d"
_TERM = r"\b(?i:giai\s+đoạn|nhiệm\s+k[ỳì]|năm\s+học|niên\s+kh[óo][áa]?)\s{1,3}(?:năm\s)?"

_EXPRESSION = regex.compile(
    rf"""
      (?<![\d/.,\-])(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d\-])          # 2017-01-24
    | (?<![\d.,])(?<!(?<!\d{{4}})/)(?<!\p{{L}}-?)                                 # 06/1/2009
      (?:(?P<d0>\d{{1,2}})(?:\s?,\s?\d{{1,2}}){{0,6}}{_AND}(?:(?:hết\s|hết\sngày\s|ngày\s))?)?
      (?P<d>\d{{1,2}})(?P<sep>{_DAY_SEP})(?P<m>\d{{1,2}})
      (?:(?:{_YEAR_SEP}|(?<=(?i:tháng)\s{{1,3}}\d{{1,2}})\s(?={_YEAR}))
      (?P<y>\d{{4}}|\d\d)(?![\d%]|[.,]\d))?(?!\d|[.,]\d|/\d(?!\d?[-.]\d)|\s?%)
    | \b(?i:tháng)\s{{1,3}}
      (?:(?P<m0>\d{{1,2}})(?:\s?,\s?\d{{1,2}}){{0,6}}{_AND}(?:tháng\s)?(?=\d{{1,2}}{_YEAR_SEP}\d{{4}}))?
      (?P<m>\d{{1,2}})(?:(?:{_YEAR_SEP}|\s)(?P<y>\d{{4}}))?(?![\d%]|[.,/]\d)    # tháng 6/2017
    | \b(?i:qu[ýí])\s{{1,3}}
      (?:(?P<q0>{_QUARTER})(?:\s?,\s?{_QUARTER}){{0,3}}(?:{_AND}|\shoặc\s)(?:qu[ýí]\s)?)?
      (?P<q>{_QUARTER})(?:{_YEAR_SEP}(?P<y>\d{{4}}))?(?![\p{{L}}\d]|[.,/]\d)    # quý I/2024
    | (?<![\d/.,\-])(?<!\p{{L}}-?)(?P<y0>{_YEAR})\s{{0,3}}[-–—/]\s{{0,3}}
      (?P<y>{_YEAR})(?![\d/]|[.,]\d|-\d)                                         # 2016 – 2021
    | (?<={_TERM})(?P<y0>{_YEAR})\s{{1,3}}(?P<y>{_YEAR})(?![\d/]|[.,]\d)        # năm học 2016 2017
    | (?<=\(\s?)(?P<y0>1[5-8]\d\d)\s?[-–—]\s?(?P<y>{_YEAR}|1[5-8]\d\d)(?=\s?\)) # (1858 - 1945)
    | (?<![\d/.,\-])(?P<m>\d{{1,2}})[/.\-–](?P<y>{_YEAR})(?![\d/\-]|[.,]\d)      # 5/2016, 5-1941
    | (?<=\b(?i:năm)\s{{1,3}})(?P<y>[12]\d{{3}})(?!\d|[.,]\d|/\p{{L}})                  # năm 1428
    | (?<![\d/.,\-–])(?<!\p{{L}})(?P<y>{_YEAR})(?![\p{{L}}\d/]|[.,\-]\d|-\p{{L}})        # 2016
    """,
    regex.VERBOSE,
)

# Where an expression can start: a look at each of these is much quicker than one at each character.
_START = regex.compile(r"\d++|(?i:tháng|qu[ýí])")

_TO = regex.compile(
    r"""\s{0,3}(?:-|–|—|/|(?:cho\s)?(?:đến|tới))\s{0,3}
    (?:\d{1,2}\s?(?:h|giờ|:)\s?(?:\d\d)?(?:\s?phút)?,?\s{1,3})?   # đến 17h ngày 3/7
    (?:(?:hết|cuối|đầu|giữa|sáng|chiều|tối|trước)\s){0,2}(?:(?:ngày|năm|mùng)\s{1,3})?""",
    regex.VERBOSE,
)
_AND_DAY = regex.compile(r",\s|\s(?:và|hoặc)\s")
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}


def expressions(text: str) -> Iterator[Expression]:
    """The dates of *text* in order; `từ A đến B` and `A – B` are one.

    A day that the calendar has not is none, nor is a figure that may well be something else:
    478/488 delegates, 2016 trees, a version 3.2.
    """
    before: Expression | None = None
    starts = (m.start() for m in _START.finditer(text))
    for match in matches(_EXPRESSION, text, starts):
        current = _expression(match, text, _is_beside(before, match, text))
        if current is None:
            continue
        if before and (joined := _joined(before, current, text)):
            before = joined
            continue
        if before:
            yield before
        before = current
    if before:
        yield before


def _is_beside(before: Expression | None, match: regex.Match[str], text: str) -> bool:
    """Whether the day *before* stands in one list with *match*: 30/4 và 1/5."""
    if before is None or not before.first.day:
        return False
    return _AND_DAY.fullmatch(text, before.end, match.start()) is not None


def _joined(first: Expression, last: Expression, text: str) -> Expression | None:
    if first.last or last.last or last.start - first.end > 40:
        return None
    if not _TO.fullmatch(text, first.end, last.start):
        return None
    a, b = first.first, last.first
    if a.year and b.year and a.year > b.year:
        return None
    return Expression(first.start, last.end, a, b)


def _expression(match: regex.Match[str], text: str, beside: bool) -> Expression | None:
    if match["d"]:
        return _day(match, text, beside)
    if match["m"]:
        return _month(match, text)
    if match["q"]:
        last = When(_number(match["y"]), quarter=_quarter(match["q"]))
        first = match["q0"] and When(last.year, quarter=_quarter(match["q0"]))
        return _span(match.start(), match.end(), first, last)
    return _year(match, text)


def _day(match: regex.Match[str], text: str, beside: bool) -> Expression | None:
    year, start, end = _number(match["y"]), match.start(), match.end()
    if match["y"] and len(match["y"]) == 2:  # 27/6/17
        year = 2000 + int(match["y"])
    last = When(year, int(match["m"]), int(match["d"]))
    if impossible(int(match["d"]), int(match["m"]), year):
        return None
    first = None
    if match["d0"]:
        first = When(year, last.month, int(match["d0"]))
        if not is_listed(text, match) or impossible(int(match["d0"]), int(match["m"]), year):
            first, start = None, match.start("d")
    if not (first or is_day(text, match, start, beside=beside)):
        return None
    return _span(start, end, first, last)


def _month(match: regex.Match[str], text: str) -> Expression | None:
    last = When(_number(match["y"]), int(match["m"]))
    if impossible(1, int(match["m"])) or not is_month(text, match):
        return None
    first = match["m0"] and When(last.year, int(match["m0"]))
    if first and impossible(1, int(match["m0"])):
        return None
    return _span(match.start(), match.end(), first, last)


def _year(match: regex.Match[str], text: str) -> Expression | None:
    last = When(int(match["y"]))
    if match["y0"]:
        if int(match["y0"]) > int(match["y"]):
            return None
        return _span(match.start(), match.end(), When(int(match["y0"])), last)
    return _span(match.start(), match.end(), None, last) if is_year(text, match) else None


def _span(start: int, end: int, first: When | str | None, last: When) -> Expression:
    if isinstance(first, When):
        return Expression(start, end, first, last)
    return Expression(start, end, last)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _quarter(sign: str) -> int:
    return _QUARTERS.get(sign) or int(sign)
