"""The day that a sentence tells before a document which was issued on it."""

from __future__ import annotations

import regex

from indexer.models import Date
from plugins._vocabulary import type_pattern

_TYPE = rf"(?i:{type_pattern()}|văn bản)(?: \p{{Ll}}+){{0,3}}?(?: số)?:?"
_GIVES = regex.compile(
    r"[ )]+(?:(?:đã|vừa|mới|cũng|chính thức|kịp thời) )*"
    rf"(?:ký ban hành|ban hành|ký|có|ra|gửi|thông qua) (?:(?:bản|các|những) )?{_TYPE}\s*\Z"
)
_OPENS_CLAUSE = regex.compile(  # before a day: nothing else, or the end of the clause before
    r"(?:\A|[,:;.“\"(*\n]|\b[Tt]rước đó|\b[Tt]iếp đó|\b[Ss]au đó|\b[Mm]ới đây)\s*"
    r"(?i:(?:vào|đến|chiều|sáng|tối|trong) )?(?i:(?:vào )?(?:ngày|năm) )?\Z|\bNgày \Z"
)
_DOER = regex.compile(r",? (?:\p{Lu}|đồng chí|ông|bà|thay mặt|tại \p{Lu})[^.;:\n]{2,160}")
_BUSY = regex.compile(  # words that say that something else was done on that day
    r"\b(?:sau khi|khi|theo|thực hiện|triển khai|căn cứ|đã|sẽ|để|họp|hội nghị"
    r"|tổ chức|dự|thăm|về|cho biết|cho hay)\b"
)
_DATED_ITEM = regex.compile(
    rf"[:,–-]\s*(?:ban hành |có )?{_TYPE}\s*\Z"
)  # "- Ngày 5/3/2021: Kế hoạch số"
IN_PART = regex.compile(r"\d{4}(?:-\d\d){0,2}\Z")  # a day, month or year, no span, no quarter
_TYPED = 60  # code points of what issues it: "đã ký ban hành các Thông tư liên tịch số"


def issued_behind(before: str) -> int | None:
    """Where *before*, a sentence up to a code, begins to say that the document is issued."""
    near = max(0, len(before) - _TYPED)
    match = _GIVES.search(before, near) or _DATED_ITEM.search(before, near)
    return match.start() if match else None


def issue_day(before: str, start: int, day: Date) -> str | None:
    """The value of *day* if *before*, the sentence from *start* to what issues it, says so.

    "Đến ngày 9/1/2017, Thường vụ Tỉnh ủy" (có Thông báo số …), whether that body is known or not.
    """
    doer = before[day.end - start :]
    opens = _OPENS_CLAUSE.search(before[: day.start - start])
    does = doer in ("", ",") or (_DOER.fullmatch(doer) and not _BUSY.search(doer))
    return day.value if opens and does and IN_PART.match(day.value) else None
