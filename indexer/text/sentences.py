"""Where sentences begin and end in Vietnamese running text, and where lines were only broken."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

import regex

from indexer.text.unicode import fold_tone

Span = tuple[int, int]

# A line that goes on: the next one begins in lower case, or this one ends with a word that
# nothing can end with ("của", "số", "ngày"), so that it was broken to fit a page.
# The lookbehinds come last: the break alone is quick to find.
_BROKEN = regex.compile(
    r"\n(?:(?= ?\p{Ll})(?<=[^\s.:;!?] ?\n)"
    r"|(?=\S)(?<=\b(?:của|số|và|ngày|tháng|năm|về|tại|do|với|các|tỉnh|huyện|xã|phường|theo|từ|đến|cho)\n)"
    r"|(?=\p{Lu})(?<=(?:[Cc]ăn cứ|của|,) Luật\n)"  # "Căn cứ Luật / Giáo dục số 43/2019/QH14"
    r"|(?=\d+[ ,;])(?<=\b(?:[Kk]hoản|Điều|[Đđ]iểm)\n))"  # "khoản / 1 Điều 9", no list "1."
)
# A full stop ends a sentence before a blank and a capital, an opening quote, a dash or a figure,
# unless it follows what is shortened (TP. Hà Nội, Q. Ba Đình, ThS. Nguyễn Văn A, PGS.TS. …).
_SHORTENED = (
    r"(?<!\b(?:TP|Tp|tp|Q|H|P|TX|Tx|TT|Tt|ThS|Th|TS|GS|PGS|BS|CN|KS|Nxb|NXB|St|Ô|B|Đ/c|đ/c"
    r"|\p{Lu}))(?<!(?:^|\n)[ ]{0,3}\d{1,2})"  # nor "1." before the first of a list
)
_END = regex.compile(
    rf"""
    (?: {_SHORTENED} \. (?=[”"»)]*+\s++[“"«(\[\-–•*]*+\s*+[\p{{Lu}}\p{{N}}])
      | \.(?=\p{{Lu}}\p{{Ll}})(?<=\p{{Ll}}{{2}}\.)      # "trình tự quy định.Thậm chí": a lost blank
      | [!?…]+ (?=[”"»)]*+\s++[“"«(\[\-–•*]*+\s*+[\p{{Lu}}\p{{N}}])
      | \./\.
      | \n
    )
    [”"»)]*
    """,
    regex.VERBOSE,
)


# Every plugin asks the same of the same article: the last answers are kept.
_kept = lru_cache(maxsize=4)


@_kept
def unwrapped(text: str) -> str:
    """*text* with the line breaks that only fit it to a page as blanks; its length stays."""
    return _BROKEN.sub(" ", text)


@_kept
def for_patterns(text: str) -> str:
    """*text* as patterns are written for it: unwrapped, tone marks where new spelling sets them.

    An NFC text keeps its length, so offsets stay true.
    """
    return fold_tone(unwrapped(text))


def sentences(text: str) -> list[Span]:
    """The spans of the sentences of *text*, in order, without blanks around them.

    A line break ends one too, in news and documents a paragraph is a line, except where the line
    was only broken to fit.
    """
    return list(_sentences(text))


@_kept
def _sentences(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(unwrapped(text)):
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def sentence_at(spans: Sequence[Span], position: int) -> Span:
    """The sentence that holds *position*; raises ValueError where none does."""
    i = bisect_right(spans, (position, float("inf"))) - 1
    if i < 0 or position >= spans[i][1]:
        raise ValueError(f"no sentence at {position}")
    return spans[i]


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
