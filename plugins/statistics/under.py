"""The directive that a figure was achieved under: the one its sentence or paragraph names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import regex

from indexer.models import Code
from plugins.statistics.lead import Lead
from plugins.statistics.wording import CONTINUES, OPENER

_NEAR = 600  # code points between a directive and the last figure that is told under it
_LONGEST = 2000  # of a line that opens with results
_AFTER = 160  # between a figure and the directive that is named behind it
_ENDED = regex.compile(  # nothing is achieved under what is ended, or only a ground
    r"(?i)\b(?:thay thế|bãi bỏ|hủy bỏ|sửa đổi|bổ sung|căn cứ)\b[^.;,]{0,30}\Z"
)
_CARRIED = (
    r"\b(?:theo|thực hiện|triển khai|thi hành|quán triệt|chấp hành|cụ thể hóa|kể từ khi có"
    r"|từ khi có|sau khi có)\b"
)
_RULE_CARRIED = regex.compile(  # "theo Nghị định 30" is where a rule stands
    rf"(?i)(?:{_CARRIED.replace('theo|', '')}|\bđã\b[^.;]{{0,100}}\btheo\b)[^.;,]{{0,60}}\Z"
)
_CARRIED_BEFORE = regex.compile(rf"(?i){_CARRIED}[^.;,]{{0,60}}\Z")
# What a document says, or consists of, is not what was achieved under it.
_CONTENT = regex.compile(
    r"(?i)\b(?:quy định|bao gồm|gồm|mức phạt|phạt tiền|xử phạt|bị phạt|có hiệu lực|nêu rõ"
    r"|khẳng định|quyết nghị|xác định|điều kiện)\b"
)
_PART = regex.compile(r"(?i)(?:điều|khoản|chương|mục|phần|phụ lục|trang|điểm|cấp|nhóm đối tượng)\b")
_RULES = ("Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch")
_TITLE = regex.compile(r"[^,.;:\n]{0,300}?\bvề\b[^,.;:\n]{0,300}\Z")  # what the document is about
_OTHER = regex.compile(r"[.!?…]\s|\n")  # another sentence


def under(
    text: str, span: tuple[int, int], what: str | None, codes: Sequence[Code], lead: Lead
) -> tuple[str, int] | None:
    """The code of the directive that the figure at *span* was achieved under, and where it stands.

    It is the one last named in the paragraph, or one named behind the figure as what is carried
    out; else, in a line that opens with results ("Sau 5 năm, …"), the one of the article's lead.
    """
    if what and _PART.match(what):
        return None
    if (code := _behind(text, span[1], codes)) or (code := _before(text, span[0], codes)):
        return code.code, code.start
    if lead.directive is None or lead.code is None:
        return None
    begin = max(0, span[0] - _LONGEST)
    line = text.rfind("\n", begin, span[0]) + 1 or begin
    named = bisect_left(codes, line, key=lambda c: c.start) < bisect_left(
        codes, span[0], key=lambda c: c.start
    )
    if named or not OPENER.match(text, line):
        return None
    return lead.directive, lead.code


def in_title(text: str, position: int, codes: Sequence[Code]) -> bool:
    """Whether the figure at *position* stands in what is told of a document's subject."""
    number = bisect_left(codes, position, key=lambda c: c.start) - 1
    return number >= 0 and _TITLE.match(text, codes[number].end, position) is not None


def _before(text: str, position: int, codes: Sequence[Code]) -> Code | None:
    """The code last named in the paragraph, where what follows it is no account of its content."""
    number = bisect_left(codes, position, key=lambda c: c.start) - 1
    if number < 0 or position - codes[number].end > _NEAR:
        return None
    code = codes[number]
    between = text[code.end : position]
    if "\n" in between or _ENDED.search(text, max(0, code.start - 60), code.start):
        return None
    if _CONTENT.search(between):
        return None
    if code.type in _RULES:
        carried = _RULE_CARRIED.search(text, max(0, code.start - 180), code.start)
        return code if carried else None
    *_, last = (0, *(match.end() for match in _OTHER.finditer(between)))
    if not last:
        return code
    goes_on = CONTINUES.match(text, code.end + last) or OPENER.match(text, code.end + last)
    carried = _CARRIED_BEFORE.search(text, max(0, code.start - 90), code.start)
    return code if goes_on or carried else None


def _behind(text: str, position: int, codes: Sequence[Code]) -> Code | None:
    """The code behind a figure in its sentence, as what was carried out."""
    number = bisect_left(codes, position, key=lambda c: c.start)
    if number == len(codes) or codes[number].start - position > _AFTER:
        return None
    code = codes[number]
    between = text[position : code.start]
    if _OTHER.search(between) or any(map(str.isdigit, between)):
        return None
    if _ENDED.search(between) or _CONTENT.search(between):
        return None
    return code if _CARRIED_BEFORE.search(between) else None
