"""The noun phrase that a figure counts, from the words after it or before it."""

from __future__ import annotations

from pathlib import Path

import regex

from indexer.text.tables import table
from plugins._counted import COUNTED, MASK, any_of

_MOST = 8  # words of a phrase; what comes later belongs to something else
_OPEN = {
    row["word"]
    for row in table(Path(__file__).parent / "stops.csv")
    if row["kind"] in ("open", "after") and row["word"] != "năm tuổi"
}
_BREAK = regex.compile(
    rf"(?:{any_of(_OPEN)}|tham\s+dự|thuộc|cả|mà|do|khoảng|trên|gần|hơn|mức|ước|cao)(?![\p{{L}}\p{{N}}])",
    regex.IGNORECASE,
)
_WORD = regex.compile(  # a line broken to fit goes on in lower case
    r"(?:[^\S\n]*+|[^\S\n]?\n(?=\p{Ll}))(?P<word>\p{L}(?:[\p{L}\p{N}&]|[.\-/](?=[\p{L}\p{N}]))*+)"
)
_COMMA = regex.compile(r",\s")
_LEADING = regex.compile(r"[^\S\n]*+(?:các|những|số|của)\s", regex.IGNORECASE)

_CLAUSE = regex.compile(rf"[^,;:.!?()\[\]\n…{MASK}0-9]*:?\s*\(?\s*$")
_VERBS = any_of(
    """đạt là còn chiếm tăng giảm khoảng gần trên hơn từ lên xuống tới đến chỉ được thêm ở mức với
    bằng có hiện tỷ_lệ tỉ_lệ ước cho thu chi dưới đã sẽ mới tương_đương tối_thiểu tối_đa ít_nhất
    bình_quân khi vượt mất bị phạt dự_kiến đóng góp trị_giá giá lại nay hoàn_thành phấn_đấu và để
    tiếp_tục so quá cả hay hoặc các của theo không x""".replace("_", " ").split()
)
_TRAILING = regex.compile(rf"(?<![\p{{L}}\p{{N}}]){_VERBS}\s*$", regex.IGNORECASE)
_PREPOSITION = regex.compile(
    r"(?<![\p{L}\p{N}])(?:đã|đang|sẽ|được|tại|với|thì|nên|mà|để|khi|do|từ|là|có|cho|trong)\s",
    regex.I,
)


def phrase_after(text: str, position: int) -> tuple[int, int] | None:
    """The span of the noun phrase that begins at *position*; None where none does."""
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
        return word.start("word"), noun.end()
    return None if _BREAK.match(text, word.start("word")) else word.span("word")


def phrase_before(text: str, floor: int, position: int) -> str | None:
    """The noun phrase between *floor* and *position*, without the verb at its end."""
    clause = _CLAUSE.search(text[max(floor, position - 90) : position])
    words = clause[0].strip(' :(\t\n-–—“"*') if clause else ""
    while match := _TRAILING.search(words):
        words = words[: match.start()].rstrip()
    cut = max((m.end() for m in _PREPOSITION.finditer(words)), default=0)
    return " ".join(words[cut:].split()[-_MOST:]) or None
