"""The time that a figure is told of, and whether it is only aimed at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import regex

from indexer.models import Code, Date
from indexer.text.spans import within
from plugins.statistics.wording import DONE, PLANNED

# What follows is compared with, or dated otherwise: no time of the figure.
_OTHERWISE = regex.compile(
    r"(?ir)\b(?:so (?:với|cùng kỳ)(?: cùng kỳ)?|sinh|của|kỷ niệm|so)"
    r"(?: (?:năm|tháng|quý|ngày))?\s*\Z"
)
_UNTIL = regex.compile(r"(?ir)\b(?:đến|hết|tới)(?: (?:hết|cuối|nay|ngày|tháng|năm))*\s*\Z")
_BEHIND = regex.compile(r"[^,;.:!?()\d\n]{0,60}?\b(?:năm|quý|tháng|giai đoạn|nhiệm kỳ)\s\Z")
_RIGHT_BEHIND = regex.compile(r"\s?\(?(?:trong |vào )?(?:năm|quý|tháng|giai đoạn|nhiệm kỳ)\s\Z")
_OF_CODE = regex.compile(r"[^,;.\n]{0,25}\Z")  # between a code and its own day
_FAR = 600  # code points around a figure that are looked at
_LONGEST = 2000  # of a line whose first words tell the time of all of it
_DAY = regex.compile(r"\d{4}-\d{2}-\d{2}")
_OPENING = regex.compile(
    r"[\s\-–+*•]*(?i:(?:tính |kể )?(?:trong |từ |đến |hết |cuối |riêng )*"
    r"(?:\d+ tháng (?:đầu|cuối) )?(?:năm |quý |tháng |giai đoạn |nhiệm kỳ |ngày )?)\Z"
)


def period(
    text: str,
    sentence: tuple[int, int],
    span: tuple[int, int],
    dates: Sequence[Date],
    codes: Sequence[Code],
) -> str | None:
    """The time of the figure at *span* in its *sentence*, as a date is written; None if not told.

    One right behind it, else the nearest one before it in the sentence, else one behind its noun,
    else the one that the first sentence of the line opens with.
    """
    begin = max(sentence[0], span[0] - _FAR)
    behind = next(iter(within(dates, (span[1], min(sentence[1], span[1] + _FAR)))), None)
    if behind and not _tells(text, behind, codes):
        behind = None
    if behind and _RIGHT_BEHIND.match(text, span[1], behind.start):
        return behind.value
    for date in reversed(within(dates, (begin, span[0]))):
        if _tells(text, date, codes):
            return date.value
    if behind and _BEHIND.match(text, span[1], behind.start):
        return behind.value
    line = text.rfind("\n", max(0, sentence[0] - _LONGEST), sentence[0]) + 1
    first = next(iter(within(dates, (line, min(line + _FAR, sentence[0])))), None)
    if first and _OPENING.match(text, line, first.start) and _tells(text, first, codes):
        return first.value
    return None


def planned(text: str, start: int, end: int) -> bool:
    """Whether what stands between *start* and a figure at *end* makes it an aim: "phấn đấu đạt"."""
    start = max(start, end - _FAR)
    start = max(start, text.rfind(";", start, end))
    aims = [match.start() for match in PLANNED.finditer(text, start, end)]
    return bool(aims) and not any(m.start() > aims[-1] for m in DONE.finditer(text, start, end))


def _tells(text: str, date: Date, codes: Sequence[Code]) -> bool:
    """Whether *date* may be the time of a figure: no day of issue, nothing compared with."""
    if not date.value[:4].isdigit():
        return False
    before = text[max(0, date.start - 40) : date.start]
    if _OTHERWISE.search(before):
        return False
    number = bisect_left(codes, date.start, key=lambda c: c.start) - 1
    if number >= 0 and _OF_CODE.match(text, codes[number].end, date.start):
        return False
    return not _DAY.search(date.value) or bool(_UNTIL.search(before)) or "/" in date.value
