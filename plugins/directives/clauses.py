"""Where a document stands in its sentence, and where the main clause of that begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from indexer.models import Organisation
from plugins._vocabulary import named_type

_TYPE = named_type()
_HEADING = regex.compile(rf"[\W\d]*(?:(?i:toàn văn):? )?(?:{_TYPE}\s*)?")  # all that stands before
_PART = regex.compile(  # "khoản 3 Điều 4 Nghị định số", and whether it is changed there
    r"(?P<amends>(?:sửa đổi|bổ sung|bãi bỏ|thay thế) (?:[^.;:\n]{0,60} )?)?"
    rf"(?i:điều|khoản|điểm|mục|chương|phần) (?:\d\w{{0,3}}|[IVX]+|\p{{Ll}}),?(?: của)? {_TYPE}\s*\Z"
)
_NEAR = 150  # code points of "sửa đổi, bổ sung một số khoản của Điều 4 Nghị định số"
# Words that open a phrase in front of the main clause: "Theo Nghị định …, người dân phải nộp …".
_INTRODUCES = regex.compile(
    r"""(?:^|[.;:“"(,])[\s\W]*(?i:(?:còn|cũng|đồng\sthời|và)\s)?
    (?i:theo|căn\scứ|thực\shiện|triển\skhai|trên\scơ\ssở|tại|tiếp\sthu|quán\striệt|chấp\shành
      |thi\shành|thể\schế|cụ\sthể\shóa|để|nhằm|sau|qua|trong|hưởng\sứng|xuất\sphát|dựa)\s
    [^;:“"\n]*\Z""",
    regex.VERBOSE,
)
_VERB = regex.compile(r"\b(?:đã|sẽ|vừa|đang|phải|ban hành (?!kèm))")
# A comma, a subject of its own and its verb. Not "…, người được hưởng", "…, tầm nhìn đến năm …".
_MAIN = regex.compile(
    r"""(?<=,)\s
    (?: đối\svới\s | (?:trong|sau|qua|hơn|gần)\s(?:\p{L}+\s)?\d
      | (?!(?:trong|của|và|nhằm|để|theo|về|khi|đến|từ|trên|tầm\snhìn|định\shướng|giai\sđoạn)\s)
        (?:[^\s,.;:()]+\s){1,14}?
        (?<!\b(?:người|tượng|hợp|khi|các|những|việc|để|khoản|không|chưa)\s)
        (?:đã|sẽ|đang|vừa|phải|cần(?!\sthiết)|được|là|bị|cũng|chưa
          |có\s(?:trách|nghĩa|quyền|thể)|không\s(?:được|phải|có))\s
    )""",
    regex.VERBOSE,
)


@dataclass(frozen=True)
class Setting:
    """How a document is named, which decides where its title begins and ends."""

    dated: bool = False  # with its whole day
    day_last: bool = False  # the day stands right before what may be its title
    bare: bool = False  # by its code alone, without day and issuer
    heading: bool = False  # at the head of the sentence
    introduced: bool = False  # in a phrase before the main clause: "Theo Nghị định …, …"
    provision: bool = False  # a part of it: "khoản 2 Điều 4 Nghị định …"
    amended: bool = False  # a part of it that another document changes


def setting(
    before: str, units: Sequence[int], *, dated: bool, day_last: bool, bare: bool
) -> Setting:
    """How a document is named behind *before*, its sentence so far.

    *units* are where in it an organisation follows a comma, and so begins the main clause.
    """
    phrase = _INTRODUCES.search(before)
    led = phrase and not _VERB.search(before, phrase.start())
    part = _PART.search(before, max(0, len(before) - _NEAR))
    return Setting(
        dated=dated,
        day_last=day_last,
        bare=bare,
        heading=_HEADING.fullmatch(before) is not None,
        introduced=bool(phrase and led and not any(u > phrase.start() for u in units)),
        provision=part is not None,
        amended=part is not None and part["amends"] is not None,
    )


def follows_comma(text: str, organisation: Organisation) -> bool:
    """Whether *organisation* stands behind a comma, as the subject of a clause does."""
    return text[max(0, organisation.start - 2) : organisation.start] == ", "


def main_clause(text: str, start: int, limit: int) -> int:
    """Where from *start* on a comma comes before a clause of its own, else *limit*."""
    match = _MAIN.search(text, start, limit)
    return match.start() - 1 if match else limit
