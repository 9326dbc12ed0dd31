"""Which figures count or measure something, and which only number or date it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import regex

from indexer.text.tables import table
from plugins._counted import COUNTED, DATED, MASK, OTHERS, any_of
from plugins.statistics.figures import Figure, figures

_STOPS = table(Path(__file__).parent / "stops.csv")


def _words(*kinds: str) -> str:
    words = {row["word"] for row in _STOPS if row["kind"] in kinds}
    return any_of(words | OTHERS if "open" in kinds else words)


_NEAR = 48  # characters before a figure that are looked at
_BACKWARDS = regex.IGNORECASE | regex.REVERSE  # what ends at the figure is found soonest from there
_END = r"(?![\p{L}\p{N}])"
_HARD = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?:{_words('before', 'label')}\s{{0,2}}|{_words('label')}\s?:\s?)$",
    _BACKWARDS,
)
_COMPOUND = regex.compile(rf"(?<![\p{{L}}\p{{N}}]){_words('compound')}\s{{0,2}}$", _BACKWARDS)
_SOFT = regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?<!\bmỗi\s){_words('soft')}\s{{0,2}}$", _BACKWARDS)
_STAGE = regex.compile(r"(?:giai\s+đoạn|đợt|kỳ)\s+$", _BACKWARDS)  # giai đoạn 1 Đề án
_NAME = regex.compile(rf"(?<![\p{{L}}\p{{N}}]){_words('name')}\s{{0,2}}$", _BACKWARDS)
_AFTER = regex.compile(rf"\s*+{_words('after')}{_END}", regex.IGNORECASE)
_TERM = regex.compile(r"\s*+(?:khóa|khoá|nhiệm\s+kỳ)\s+(?:[IVX]+\b|\d)")  # Trung ương tám khóa I
_OPEN = regex.compile(rf"\s*+{_words('open')}{_END}", regex.IGNORECASE)
_WORDED_STOP = regex.compile(rf"\s++{_words('worded', 'open')}{_END}", regex.IGNORECASE)

# "số 5" names one of several; "tổng số 5" and "ngay cả số 241 doanh nghiệp" count.
_NUMBERED = regex.compile(r"(?<!\p{L})số:?\s{0,2}$", regex.IGNORECASE)
_AMOUNT = regex.compile(r"(?<!\p{L})(?:tổng|trong|con|hệ|chỉ|trị|quân|dân)\s+số:?\s{0,2}$", regex.I)
_THE_AMOUNT = regex.compile(
    r"(?:(?<!\p{L})(?i:cả|có|với|là|và|trên|của)\s+|[,.;:]\s+)số\s+$"  # not "Địa chỉ: Số 5"
)

_CLOCK = regex.compile(r"\s?(?:h|giờ|g)\s?\d|:\d\d|h\b|\s?-\s?\d{1,2}h", regex.IGNORECASE)
_GLUED = regex.compile(
    rf"[\p{{L}}{MASK}{DATED}_+]|[-/][\p{{L}}\d{MASK}{DATED}]|\.\p{{L}}|\s?(?:[x×]|nhân)\s?\d"
)
_GLUED_BEFORE = regex.compile(rf"[/#@_+{MASK}{DATED}]$|\d:$|[\p{{L}}\d]\.$|\p{{L}}-$")
_NOUN = regex.compile(r"\s++(?P<word>\p{L}+)(?:\s(?P<next>\p{L}+))?")
_CAPITAL_BEFORE = regex.compile(r"\p{Lu}\p{L}*\s$")
_SENTENCE = regex.compile(r"(?:^|[.!?:;\n…”\"]\s*(?:\*{1,4}\s*)?|\n[-+*•\s]*)\p{Lu}\p{L}*\s$")

# Words after which a figure without a noun still is an amount.
_CUE = regex.compile(
    r"""(?<!\p{L})(?:đạt|là|còn|hệ\s+số|khoảng|gần|hơn|trên|lên|xuống|tổng\s+số|tổng\s+cộng|(?<!văn\s)bằng|tăng|giảm
    |thêm|chỉ\s+có|chiếm|ước|được|từ)\s{1,2}$""",
    regex.VERBOSE | _BACKWARDS,
)
_CUE_AT_END = regex.compile(r"(?<!\p{L})(?:có|quá|với|gồm)\s{1,2}$", regex.IGNORECASE)
_END_OF_CLAUSE = regex.compile(r"\s*(?:[,;)]|\.(?:\s|$)|$)")
_OF_TEXT = regex.compile(r"\s(?:chương|mục|phần|điều|khoản)\s", regex.IGNORECASE)
_LETTERED = regex.compile(r"\d[đgm]$")  # điểm 4đ, mục 4g
_QUOTED = regex.compile(r"(?:[“‘]|(?<![\p{L}\p{N},.])[\"'])[^“”\"'‘’.;:!?\n]{0,40}$")
_MOTTO = regex.compile(
    r"(?:\s\p{Ll}+){1,2}(?:,[^“”\"'‘’.;:!?\n]{1,30})?\s?[”\"'’]"
)  # 5 không, 3 sạch”
_FROM = regex.compile(r"(?<!\p{L})từ\s+$", regex.IGNORECASE)
_UPWARD = regex.compile(r"\s+trở\s+(?:lên|xuống)", regex.IGNORECASE)
_NAMED_FRACTION = regex.compile(  # scales, houses, wage grades, round the clock
    r"(?<!\p{L})(?:tỷ\s+lệ|tỉ\s+lệ|quy\s+hoạch(?:\s+chi\s+tiết)?|chi\s+tiết|phân\s+khu|số|ngõ|hẻm|ngách"
    r"|kiệt|tổ|bậc|lớp|trình\s+độ|đường|nhà|lô|thửa|điều|ngày|phiên|trực)\s+$",
    _BACKWARDS,
)
_AROUND_THE_CLOCK = {(24, 24), (24, 7), (7, 7), (7, 24)}


def counts(text: str) -> Iterator[Figure]:
    """The figures of *text* that count or measure something, in order."""
    found = list(figures(text))
    kept = [False] * len(found)
    for i in reversed(range(len(found))):  # the first of a range stands or falls with the last
        this = found[i]
        if this.range and i + 1 < len(found) and not found[i + 1].of:
            kept[i] = kept[i + 1] and not (found[i + 1].bare and _is_numbered(this, text))
            found[i] = _like(this, found[i + 1]) if kept[i] else this
        else:
            kept[i] = _is_statistic(this, text)
    numbered = False  # the number of something; asked only of lists, which go on as they began
    before: Figure | None = None  # the one before, where that counts
    for i, this in enumerate(found):
        if before and _is_after_count(before, this, text):
            kept[i], numbered = True, False
        elif this.list or (i + 1 < len(found) and found[i + 1].list):
            numbered = (this.list and numbered) or _is_numbered(this, text)
        before = this if kept[i] and not (numbered and this.list and this.bare) else None
        if before:
            yield before


def _is_after_count(first: Figure, this: Figure, text: str) -> bool:
    """Whether a count of parts of a text stands between: 6 chương 43 điều has no chapter 43."""
    between = _OF_TEXT.fullmatch(text, first.end, this.start)
    return between is not None and COUNTED.match(text, this.end) is not None


def _like(first: Figure, last: Figure) -> Figure:
    """The first figure of a range, with the unit that stands after the last."""
    return Figure(
        first.start,
        first.end,
        first.value,
        first.worded,
        unit=last.unit,
        range=True,
        list=first.list,
    )


def _is_statistic(figure: Figure, text: str) -> bool:
    before = text[max(0, figure.start - _NEAR) : figure.start]
    if _GLUED_BEFORE.search(before[-3:]):
        return False
    if figure.worded and figure.of is None:
        return _is_worded_count(figure, text, before)
    if figure.of is not None:
        return _is_ratio(figure, text, before)
    if not figure.bare or figure.scaled:
        lettered = _LETTERED.search(text[figure.start : figure.end]) and _HARD.search(before)
        return not (lettered or regex.search(r"(?<!\p{L})(?i:km|lần)\s?$", before))
    return _is_count(figure, text, before)


def _is_ratio(figure: Figure, text: str, before: str) -> bool:
    if (figure.value, figure.of) in _AROUND_THE_CLOCK or _NAMED_FRACTION.search(before):
        return False
    if _AFTER.match(text, figure.end) or _GLUED.match(text, figure.end):
        return False
    if figure.scaled or not figure.bare:
        return True
    return bool(_has_noun(text, figure.end, before) or _CUE.search(before) or "(" in before[-1:])


def _is_count(figure: Figure, text: str, before: str) -> bool:
    if _GLUED.match(text, figure.end) or _CLOCK.match(text, figure.end):
        return False
    if _AFTER.match(text, figure.end) or _TERM.match(text, figure.end):
        return False
    if _is_serial(figure, text) or _is_numbered(figure, text) or _is_slogan(figure, text):
        return False
    if _has_noun(text, figure.end, before):
        return True
    if _FROM.search(before):
        return bool(_UPWARD.match(text, figure.end))
    if _CUE_AT_END.search(before) and _END_OF_CLAUSE.match(text[figure.end : figure.end + _NEAR]):
        return "tuổi" not in before
    return bool(_CUE.search(before))


def _is_slogan(figure: Figure, text: str) -> bool:
    """Whether the figure belongs to a motto in quotes, with no noun: “Chi bộ 4 tốt”."""
    if COUNTED.match(text, figure.end) or not _MOTTO.match(text[figure.end : figure.end + _NEAR]):
        return False
    return bool(_QUOTED.search(text[max(0, figure.start - _NEAR) : figure.start]))


def _is_worded_count(figure: Figure, text: str, before: str) -> bool:
    if figure.value == 1 or _NAME.search(before):
        return False
    if _AFTER.match(text, figure.end) or _TERM.match(text, figure.end):
        return False
    if not figure.bare:
        return True
    if _WORDED_STOP.match(text, figure.end):
        return False
    noun = _NOUN.match(text, figure.end)
    if not noun:
        return figure.scaled
    ambiguous = text[figure.start : figure.end].lower() in ("chín", "bẩy")  # ripe, to pry
    if ambiguous and not COUNTED.match(text, figure.end):
        return False
    if noun["word"][0].isupper():  # "hai Ban chỉ đạo", not "Hai Bà Trưng"
        return bool(COUNTED.match(text, figure.end)) and not (noun["next"] or "A")[0].isupper()
    return text[figure.start].islower() or bool(_SENTENCE.search(before + "A "))


def _is_numbered(figure: Figure, text: str) -> bool:
    """Whether the words before make the figure the number of something: Điều 5, lớp 12."""
    before = text[max(0, figure.start - _NEAR) : figure.start]
    if _HARD.search(before):
        return not _COMPOUND.search(before)
    if _NUMBERED.search(before) and not _AMOUNT.search(before):
        return not (_THE_AMOUNT.search(before) and COUNTED.match(text, figure.end))
    if not _SOFT.search(before) or _COMPOUND.search(before):
        return False
    counted = COUNTED.match(text, figure.end)
    named = counted and counted[0].lstrip()[:1].isupper() and _STAGE.search(before)
    return counted is None or bool(named)


def _is_serial(figure: Figure, text: str) -> bool:
    """Whether the digits are no amount: 0912345678, 007."""
    digits = text[figure.start : figure.end]
    return digits.startswith("00") or (digits[0] == "0" and len(digits) > 2 and digits.isdigit())


def _has_noun(text: str, position: int, before: str) -> bool:
    """Whether what follows *position* can be counted."""
    if COUNTED.match(text, position):
        return not _is_listed_heading(text, position)
    noun = _NOUN.match(text, position)
    if not noun or _OPEN.match(text, position):
        return False
    if noun["word"][0].isupper():
        return noun["word"].isupper() and len(noun["word"]) > 1
    return not _CAPITAL_BEFORE.search(before) or bool(_SENTENCE.search(before))


def _is_listed_heading(text: str, position: int) -> bool:
    """Whether the noun begins another line: a cell of a table, the number of a heading."""
    return "\n" in text[position : position + 2]
