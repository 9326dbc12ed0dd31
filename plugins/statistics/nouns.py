"""The noun phrase that a figure counts, from the words after it or before it."""

from __future__ import annotations

from pathlib import Path

import regex

from indexer.text.numbers import SCALES
from indexer.text.tables import table
from plugins._counted import COUNTED, DATED, MASK, OTHERS, any_of

_NEAR = 60  # characters after a noun that are looked at
_MOST = 8  # words of a phrase; what comes later belongs to something else
_OPEN = OTHERS | {
    row["word"]
    for row in table(Path(__file__).parent / "stops.csv")
    if row["kind"] in ("open", "after") and row["word"] != "năm tuổi"
}
_BREAK = regex.compile(
    rf"(?:(?<!\btồn\s)(?:{any_of(_OPEN)})|tham\s+dự|thuộc|cả|mà|do|khoảng|trên|gần|hơn|mức|ước|cao|lại|nằm|dịp)(?![\p{{L}}\p{{N}}])",
    regex.IGNORECASE,
)
_WHEN = regex.compile(  # when something was so is no part of its name, nor is an abbreviation
    rf"""[\s,]*(?:(?:trong|vào|tại|đến|tới|từ|cả|cuối|đầu|hết|tính|thời\s+điểm|ngày|tháng|năm|quý
    |giai\s+đoạn|thời\s+kỳ)\s+)*{DATED}+|\s?\((?-i:[A-ZĐ]{{2,8}})\)""",
    regex.VERBOSE | regex.IGNORECASE,
)
_WORD = regex.compile(  # a line broken to fit goes on in lower case
    r"(?:[^\S\n]*+|[^\S\n]?\n(?=\p{Ll}))(?P<word>\p{L}(?:[\p{L}\p{N}&]|[.\-/](?=[\p{L}\p{N}]))*+)"
)
_EACH = regex.compile(r"(?:/\p{L}++)++")  # học sinh/lớp
_MONEY = regex.compile(r"đồng|USD|euro|tệ")
_OF_MONEY = regex.compile(
    r"""\s++(?:tổng|vốn|nguồn|tiền|kinh\s+phí|chi\s+phí|ngân\s+sách|lợi\s+nhuận|doanh\s+thu|thuế|nợ|phí|quỹ
    |tín\s+dụng|trái\s+phiếu|cổ\s+phiếu|học\s+bổng|bồi\s+thường|hỗ\s+trợ|phụ\s+cấp|trợ\s+cấp|lương|dư\s+nợ
    |giá\s+trị|tài\s+sản|hàng\s+hóa|viện\s+trợ)(?!\p{L})""",
    regex.VERBOSE,
)
_NO_NOUN = regex.compile(r"\s*+(?:\p{Lu}|(?:làm|đứng|thu|bị|giá|thành|lấy|bỏ|là|để)\s)")
_COMMA = regex.compile(r",\s")
_LEADING = regex.compile(r"[^\S\n]*+(?:các|những|số|của)\s", regex.IGNORECASE)

_CLAUSE = regex.compile(  # a number in it only names: trang A4, Quận 10:
    rf"(?:[^,;:.!?()\[\]\n…{MASK}{DATED}0-9]|(?<=\p{{L}})\d)*(?:\d{{1,3}}(?=:))?:?\s*\(?\s*$",
    regex.REVERSE,  # from its end, else it would be tried at each character
)
_BETWEEN = """đạt là còn chiếm tăng giảm khoảng gần trên hơn từ lên xuống tới đến chỉ được thêm ở
    mức với bằng có hiện tỷ_lệ tỉ_lệ ước cho dưới đã sẽ mới tương_đương tối_thiểu tối_đa ít_nhất
    bình_quân khi vượt mất bị dự_kiến trị_giá gấp lại toàn_bộ trong_đó nay hoàn_thành phấn_đấu và
    để tiếp_tục so quá cả cũng đều cao thấp hay hoặc các của theo không x"""
_VERBS = any_of(word.replace("_", " ") for word in _BETWEEN.split())
_TRAILING = regex.compile(rf"(?<![\p{{L}}\p{{N}}]){_VERBS}\s*$", regex.IGNORECASE | regex.REVERSE)
_PREPOSITION = regex.compile(
    r"(?<![\p{L}\p{N}])(?:đã|đang|sẽ|được|với|thì|nên|mà|để|khi|do|từ|là|có|cho)\s",
    regex.I,
)


def phrase_after(text: str, position: int, unit: str | None) -> tuple[int, int] | None:
    """The span of the noun phrase that begins at *position*; None where none does.

    After money comes a noun only if it is one that money is told of; after any unit of measure a
    capital begins something else: 1.285 cc Công suất.
    """
    if unit and _MONEY.search(unit) and not _OF_MONEY.match(text, position, position + _NEAR):
        return None
    if (
        unit
        and unit not in SCALES
        and unit != "%"
        and _NO_NOUN.match(text, position, position + _NEAR)
    ):
        return None
    if leading := _LEADING.match(text, position):
        position = leading.end() - 1
    start = end = None
    for _ in range(_MOST):
        word = _word(text, position)
        if not word:
            break
        start, end = word[0] if start is None else start, word[1]
        position = end
        if _COMMA.match(text, position) and COUNTED.match(text, position + 1):
            position += 1  # xã, phường, thị trấn
    if start is None or end is None:
        return None
    return start, end


def _word(text: str, position: int) -> tuple[int, int] | None:
    """The span of the next word that can belong to a noun phrase, or of several that are one."""
    word = _WORD.match(text, position)
    if not word:
        return None
    if noun := COUNTED.match(text, position):
        each = _EACH.match(text, noun.end(), noun.end() + _NEAR)
        return word.start("word"), each.end() if each else noun.end()
    return None if _BREAK.match(text, word.start("word")) else word.span("word")


def phrase_before(text: str, floor: int, position: int) -> str | None:
    """The noun phrase between *floor* and *position*, without the verb at its end."""
    near = text[max(floor, position - 120) : position]
    if DATED in near or "(" in near:
        near = _WHEN.sub("", near)
    clause = _CLAUSE.search(near)
    words = clause[0].strip(' :(\t\n-–—“"*') if clause else ""
    while match := _TRAILING.search(words):
        words = words[: match.start()].rstrip()
    cut = max((m.end() for m in _PREPOSITION.finditer(words)), default=0)
    return " ".join(words[cut:].split()[-_MOST:]) or None
