"""Where the title of a directive begins and ends: after "về", in quotes, or after a colon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

_QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’"}
_OPENING = regex.compile(
    r"[\s,:*_]*(?:(?P<about>(?:,? ?(?:quy định|hướng dẫn|phê duyệt|ban hành)(?: chi tiết)? )?"
    r"(?:thông báo [kK]ết luận(?: của [^.;,\n]{3,60}?)? )?[vV]ề(?: việc)?[\s:]+)"
    r"|(?P<colon>:\s*(?=\p{Lu}))|(?=[“\"«]))"
)
_QUOTED_LATER = regex.compile(  # "triển khai tổ chức thực hiện “Năm kỷ cương …”"
    r" (?:triển khai|thực hiện|ban hành|phê duyệt|phát động)[^“\".;:()\n]{0,40}(?=[“\"«])"
)
# What goes on after a title that has no quotes.
_END = regex.compile(
    r"""[;\n*] | \.(?=\s|$) | \.\.\. | … | \?
    | \s\((?=[^)]{0,30}\d|i+\)|sau|gọi) | \s[-–]\s(?=\p{Lu}) | ,?\sgồm[\s:]
    | ,?\s(?:có\snêu|có\shiệu\slực|nêu\srõ|như\ssau|cho\sthấy|thì\s|gắn\svới|nhằm\s|để\s
      |đã\s(?:được|nêu|xác|chỉ|có|đề|quy|tạo|góp|giúp|và)|là\s(?:cơ|căn|một)
      |được\s(?:ban\shành|quy|xác|nêu|triển)|quy\sđịnh\s(?:rõ|cụ|như))
    | \svà\s(?:các\svăn\sbản|công\sbố|trao\s|phát\sđộng|biểu\sdương|khen\sthưởng)
    | ,?\sđang\s | ,\sđược\s | \sđược\s(?:(?=\p{Lu})|cộng\sđồng|dư\sluận|nhân\sdân)
    | \sđến\s(?!(?:19|20)\d\d)(?=\d)
    | ,\s(?:[\p{L}]+\s){1,6}(?:đã|sẽ)\s   # a clause of its own begins
    | ,\s(?:trong\sđó|qua\sđó|theo\sđó|từ\sđó|đến\snay|đồng\sthời|nhất\slà|các\scấp|với\s|ngay\s
      |thời\sgian\squa|những\snăm|năm\s\d|toàn\s(?:tỉnh|huyện|thành)|bên\scạnh|tại\s|mới\s
      |các\s(?:huyện|sở|ban|đơn|địa|bộ)|công\stác\s(?:này|trên)|(?:huyện|thành\sphố|xã)\sđã)
    | \s(?:được\s)?ban\shành\sngày\s\d
    | (?<!\d[\w/-]{0,20}[A-ZĐ]),\sngày\s\d   # a day after a code in the title belongs to it
    """,
    regex.VERBOSE,
)
_LONGEST = 400  # code points; the longest title of a law's implementing decree is near it


@dataclass(frozen=True)
class Title:
    """A title and where it ends in the text."""

    text: str
    end: int


def title_after(text: str, position: int, stops: Sequence[int]) -> Title | None:
    """The title that begins at *position*, without quotes and without "về"; None where none does.

    *stops* are where it can go no further: another document in the list, the unit that acts.
    """
    opening = _OPENING.match(text, position)
    if opening is None:
        later = _QUOTED_LATER.match(text, position)
        return _quoted(text, later.end()) if later else None
    start = opening.end()
    if start < len(text) and text[start] in _QUOTES:
        quoted = _quoted(text, start)
        if quoted:
            return quoted
    if not opening["about"] and not opening["colon"]:
        return None
    return _bare(text, start, stops)


def _quoted(text: str, start: int) -> Title | None:
    """What stands between the quotes that open at *start*; quotes inside it may nest."""
    opening, closing = text[start], _QUOTES[text[start]]
    depth = 0
    for i in range(start, min(len(text), start + _LONGEST)):
        if text[i] == opening and (opening != closing or i == start):
            depth += 1
        elif text[i] == closing:
            depth -= 1
            if depth == 0:
                return _tidy(text, start + 1, i)
    return None


def _bare(text: str, start: int, stops: Sequence[int]) -> Title | None:
    limit = min([start + _LONGEST, len(text), *(s for s in stops if s > start)])
    end = limit
    for match in _END.finditer(text, start, min(len(text), limit + 10)):
        if match.start() >= limit:
            break
        if not _in_quotes(text, start, match.start()):
            end = match.start()
            break
    return _tidy(text, start, end)


def _in_quotes(text: str, start: int, position: int) -> bool:
    part = text[start:position]
    return part.count("“") > part.count("”") or part.count('"') % 2 == 1


def _tidy(text: str, start: int, end: int) -> Title | None:
    """The title in one line, without what punctuation and brackets are left over at its ends."""
    tidy = " ".join(text[start:end].replace("*", "").split()).strip(" ,.;:-–…/")
    tidy = regex.sub(r"^Về (?:việc )?", "", tidy)
    if tidy.count(")") > tidy.count("("):
        tidy = tidy.rpartition(")")[0].strip()
    if tidy.count("(") > tidy.count(")"):
        tidy = tidy.rpartition("(")[0].strip()
    for opening, closing in (("“", "”"), ('"', '"')):
        if tidy.startswith(opening) and tidy.find(closing, 1) == len(tidy) - 1:
            tidy = tidy[1:-1]
    closed = end + 1 if text[end : end + 1] in _QUOTES.values() else end
    return Title(tidy, closed) if len(tidy) > 3 else None
