"""The day on which a page says that it was published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, timezone

import regex

HEAD = 12  # lines that hold text, from the top, in which a page's stamp stands
TAIL = 8
FIRST_YEAR = 1990  # a day before the Web, alone on a line, is what the text is about
FIRST_STATED = 1900  # "0001-01-01" is what programs write for no date at all
_LONGEST = 200  # characters of a line in which a stamp is looked for
_HANOI = timezone(timedelta(hours=7))

_LABEL = r"""
    (?: (?:ngày|thời\ gian|đã|được|bài) \s+
        (?:đăng|cập\ nhật|xuất\ bản|phát\ hành|tạo|viết) (?:\s+tin|\s+bài)?
      | (?:đăng|cập\ nhật|xuất\ bản|gửi)(?:\s+(?:ngày|lúc|vào|lần\ cuối|mới\ nhất|bởi))*
      | (?:post|publish|updat)(?:ed)?(?:\s+(?:on|date|at))?
    ) \b \s* [:：]? \s* (?:lúc|ngày|vào)? [\s:]*
"""
_WEEKDAY = r"(?: (?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s*nhật|t[2-7]|cn) \b [\s,.\-–]* )"
_TIME = r"""
    (?: (?:lúc\s*)? \d{1,2} \s? [:h] \s? \d{2} (?::\d{2})? '?
        (?:\s*(?:[ap]m|sa|ch|giờ|phút)\b)?
        (?:\s*\(?\s*(?:gmt|utc)\s*(?:[+-]\s*\d+)?\s*\)?)? )
"""
_DAY = r"""
    (?: (?<!\d) (?:ngày\s+)?
        (?: (?P<year>\d{4}) [-/.] (?P<month>\d{1,2}) [-/.] (?P<day>\d{1,2})
          | (?P<day>\d{1,2}) \s?[-/.]\s? (?P<month>\d{1,2}) \s?[-/.]\s? (?P<year>\d{4})
          | (?P<day>\d{1,2}) \s+ tháng \s+ (?P<month>\d{1,2}) [\s,]+ (?:năm\s+)? (?P<year>\d{4})
        ) (?!\d{2}/|[\d/]) )
"""
_GAP = r"[\s,|•·@\-–—]*"
_FLAGS = regex.VERBOSE | regex.IGNORECASE
STAMP = regex.compile(
    rf"""(?P<label>{_LABEL})? {_WEEKDAY}?
         (?: (?P<time>{_TIME}) {_GAP} {_WEEKDAY}? )? (?P<date>{_DAY})
         (?: {_GAP} (?P<time>{_TIME}) | T\d\d:\d\d\S* )?""",
    _FLAGS,
)
"""A page's time stamp as it may stand in a line, with its label, weekday and time."""
_DRESS = " \t()[]|*_#•·,-–—."  # what stands around a stamp on its line, markdown too
_ISO = regex.compile(r"\d{4}-?\d{2}-?\d{2}(?:[T ].*)?")
_BESIDE = 60  # characters beside a stamp: an author, a section
_FIGURE = regex.compile(r"\d")
_SENTENCE = regex.compile(r"[.!?…]\s*$|\p{Ll}\.\s+\p{Lu}")
# "Sông Mây, 22.3.2019. Mưa từ sáng": how agencies and reporters open their text.
_DATELINE = regex.compile(
    rf"""\W{{0,3}} (?:\p{{Lu}}\p{{L}}*[ ,]\s*){{1,4}} (?!(?i:ngày)) {_DAY}
         \s* [.)(–-] [\s.)(–-]* [\p{{Lu}}“]""",
    regex.VERBOSE,
)
_DATELINES = 5  # lines with text, from the top
_WRITTEN_OUT = regex.compile(r"\btháng\b", regex.IGNORECASE)


def day(value: str) -> str | None:
    """The ISO day of a date as records and pages' metadata write it; None where it is none.

    Understood: ISO 8601 (a time with an offset is told in Hanoi's time), 20200605 and what
    stamps look like, day first.
    """
    value = value.strip()
    try:
        moment = datetime.fromisoformat(value) if _ISO.fullmatch(value) else None
        found = moment.astimezone(_HANOI) if moment and moment.tzinfo else moment
    except (ValueError, OverflowError):
        found = None
    if found is None and (match := STAMP.search(value[:_LONGEST])):
        return _iso(match, FIRST_STATED)
    return found.date().isoformat() if found and found.year >= FIRST_STATED else None


def is_stamp(line: str) -> bool:
    """Whether *line* is a page's time stamp and nothing else."""
    line = line.strip(_DRESS)
    match = STAMP.fullmatch(line) if len(line) <= _LONGEST else None
    return match is not None and _is_no_header_date(match) and _iso(match) is not None


def published(lines: Sequence[str]) -> str | None:
    """The ISO day of the page's own stamp, in the first lines of its text or the last ones.

    A date in a sentence is not one, nor is the date in an official document's header.
    """
    filled = [line for line in lines if line.strip(_DRESS)]
    head, tail = filled[:HEAD], filled[HEAD:][-TAIL:]
    return (
        _first(head, bare=True)
        or next((found for line in head[:_DATELINES] if (found := _of_dateline(line))), None)
        or _first(tail[-2:], bare=True)
        or _first(tail, bare=False)
    )


def _of_dateline(line: str) -> str | None:
    match = _DATELINE.match(line)
    return _iso(match) if match else None


def _first(lines: Iterable[str], *, bare: bool) -> str | None:
    return next((found for line in lines if (found := _of_line(line, bare=bare))), None)


def _of_line(line: str, *, bare: bool) -> str | None:
    line = line.strip(_DRESS)
    for match in STAMP.finditer(line[:_LONGEST]):
        rest = (line[: match.start()] + line[match.end() :]).strip(_DRESS)
        certain = bool(match["label"] or match["time"])
        if not rest:
            fits = bare or certain
        elif certain or (bare and not _FIGURE.search(rest)):
            fits = len(rest) <= _BESIDE and not _SENTENCE.search(rest) and _is_apart(line, match)
        else:
            fits = False
        if fits and _is_no_header_date(match):
            return _iso(match)
    return None


def _is_apart(line: str, match: regex.Match[str]) -> bool:
    """Whether bars or dashes set the stamp apart in its line."""
    before, after = line[: match.start()].rstrip(), line[match.end() :].lstrip()
    sure = bool(match["label"] or match["time"])
    return (not before or before[-1] in "|•·-–—:") and (
        not after or after[0] in ("|•·-–—;(" if sure else "|•·-–—")
    )


def _is_no_header_date(match: regex.Match[str]) -> bool:
    """Whether it is no day in words, "ngày 5 tháng 3 năm 2020", without label and time."""
    return bool(match["label"] or match["time"] or not _WRITTEN_OUT.search(match["date"]))


def _iso(match: regex.Match[str], first_year: int = FIRST_YEAR) -> str | None:
    try:
        found = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None  # "31/02/2020": no day
    return found.isoformat() if found.year >= first_year else None
