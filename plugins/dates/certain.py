"""Whether a figure that could be a date is one: 19/19 communes and 2016 trees are none."""

from __future__ import annotations

import regex

from plugins._counted import COUNTED

_NEAR = 40  # characters before a figure that are looked at

# Words before a day; the figure after them is one whatever follows it.
_DAY_BEFORE = regex.compile(
    r"""\b(?:ngày|sáng|trưa|chiều|tối|đêm|khuya|hôm|mùng|mồng|thứ\s+(?:hai|ba|tư|năm|sáu|bảy)
    |chủ\s+nhật|rạng\s+sáng)(?:\s+(?:nay|qua|kia|mùng|mồng))?[\s,:(]{1,4}$""",
    regex.VERBOSE | regex.IGNORECASE,
)
# Words before a day or before anything that one can count: what follows it decides.
_MAYBE_BEFORE = regex.compile(
    r"\b(?:từ|đến|tới|hết|trước|sau|vào|dịp|lễ|qua|kể từ|nay|cuối|đầu|kỷ niệm|chào mừng|diễu binh"
    r"|hạn chót)\s+$",
    regex.IGNORECASE,
)
# "Quốc khánh 2/9", "Ngày Phụ nữ 8/3"; not "Việt Nam đạt 1/10"
_EVENT_BEFORE = regex.compile(
    r"\b\p{Lu}\p{L}*\s+(?:(?!đạt|dưới|trên|chiếm|khoảng|gần|hơn|còn|có|là|được|giảm|tăng)\p{L}+\s+)?$"
)
_DAY_OF = regex.compile(r"\b[Nn]gày\s+\p{Lu}\p{L}*(?:\s\p{L}+){0,6}\s$")  # Ngày Thầy thuốc 27/2
_MONTH_BEFORE = regex.compile(r"\((?:[^()\d\n]*\s)?$|\b(?i:từ|đến|tới)\s+$")  # (Tua, 12-1920)
_SHARE = regex.compile(r"\b(?:chiếm|lên|đạt|tăng|giảm|xuống)\s+(?:đến|tới)\s+$", regex.IGNORECASE)
_ACT_BEFORE = regex.compile(r"\b(?:Luật|Pháp lệnh|Hiến pháp)(?:,?\s\p{L}+){0,7}\s$")
_OF_WHOLE = regex.compile(r"\s+(?:tổng|số|của|diện|dân số|lượng|quân|trong|chiều dài)\b")
_NAMED_FOR = regex.compile(  # streets, places and models are called by days
    r"\b(?:đường|phố|cầu|chợ|công viên|quảng trường|trường|phường|thị trấn|nông trường|hẻm|ngõ"
    r"|ngách|kiệt|tổ|số|lô|bậc|lớp|trình độ|tỷ lệ|tỉ lệ|công ty|nhà máy|xí nghiệp|thửa|điều|khoản"
    r"|điểm)\s+$",
    regex.IGNORECASE,
)
_LIST_BEFORE = regex.compile(
    r"\b(?:ngày|đêm|từ|sáng|chiều|tối|trong|vào|mùng|mồng)\s+$", regex.IGNORECASE
)
_BRACKET = regex.compile(r"(?<!\d)\($")  # not 7-6(7/3)
_DURATION = regex.compile(r"\s*ngày\b", regex.IGNORECASE)
_MONTH_WORD = regex.compile(r"\s*tháng\s*", regex.IGNORECASE)
_NUMBERED = regex.compile(r"\bsố:?\s*$", regex.IGNORECASE)

_YEAR_BEFORE = regex.compile(
    r"""\b(?:năm|giai\s+đoạn|nhiệm\s+kỳ|nhiệm\s+kì|niên\s+khóa|niên\s+độ|khóa|từ|đến|tới|trước|sau|cuối|đầu
    |giữa|hết|so\s+với|mùa|vụ|hè|xuân|thu|đông|luật|kỳ|tháng|quý|(?:19|20)\d\d\s*(?:,|và|hoặc|;))\s+$""",
    regex.VERBOSE | regex.IGNORECASE,
)
_AMOUNT_BEFORE = regex.compile(
    r"""\b(?:khoảng|gần|hơn|trên|dưới|đạt|có|là|được|còn|chừng|tổng|cả|số|giá|xem|cập|cộng|tổng\s+số|bằng
    |thêm|tất\s+cả|lượt|hotline|đt|điện\s+thoại|iso|tcvn|qcvn|quá|gồm|(?<!so\s)với|những|các|mỗi|lên|xuống)
    [\s:]+$|[$€£+*×=<>#@]\s*$""",
    regex.VERBOSE | regex.IGNORECASE,
)
_AMOUNT_AFTER = regex.compile(r"\s*(?:%|(?:lên|xuống|đ|năm|tháng|ngày|tuổi)\b|[$€£×=])")
_LABEL_AFTER = regex.compile(r"\s+\d+[A-Z]?\b")  # đảng viên 2025 mẫu 2B
_NAME_BEFORE = regex.compile(r"\w\s+\p{Lu}[\p{L}]*\s$")  # APEC 2017 tổ chức tại
_WORD_BEFORE = regex.compile(
    r"[\p{L}\ue000”\"'’)*]\s+$|[(\[]\s*$|^\s*$|[,;]\s+$|\p{L}\d{1,3}\s$|\n\s?$"
)


def is_day(text: str, match: regex.Match[str], start: int, *, beside: bool = False) -> bool:
    """Whether `d/m` or `d/m/yyyy` that starts at *start* is a day; *beside* another, it may be."""
    before, sep = text[max(0, start - _NEAR) : start], match["sep"] or ""
    if match["y"] and len(match["y"]) == 4:
        return not (_NUMBERED.search(before) and "." in sep)
    if _DAY_BEFORE.search(before):
        return True
    if sep != "/" and not _MONTH_WORD.fullmatch(sep):
        return False  # "2 - 3", "4.5": only beside a word for day
    if match["y"]:  # 27/6/17
        return bool(_MAYBE_BEFORE.search(before))
    if _NAMED_FOR.search(before) or COUNTED.match(text, match.end()) or match[0] == "24/7":
        return False
    share = int(match["d"]) <= int(match["m"])
    if _SHARE.search(before) or (share and _OF_WHOLE.match(text, match.end())):
        return False  # chiếm tới 3/4 diện tích
    if _DURATION.match(text[match.end() : match.end() + _NEAR]):
        return False  # 9 tháng 10 ngày
    bracketed = _BRACKET.search(before) and text[match.end() : match.end() + 1] == ")"
    return bool(
        bracketed
        or beside
        or any(w.search(before) for w in (_MAYBE_BEFORE, _EVENT_BEFORE, _DAY_OF))
    )


def is_listed(text: str, match: regex.Match[str]) -> bool:
    """Whether the days before the last one of `11 và 12/7` belong to it."""
    first, last, between = match["d0"], match["d"], text[match.start("d0") : match.start("d")]
    before = text[max(0, match.start() - _NEAR) : match.start()]
    if int(first) >= int(last):
        return False
    if _LIST_BEFORE.search(before):
        return "/" in match["sep"] or bool(_DAY_BEFORE.search(before))  # từ 1,5 - 3 tỷ
    return "/" in match["sep"] and not regex.search(r"[\p{L},;&]", between)  # 15-20/8


def is_month(text: str, match: regex.Match[str]) -> bool:
    """Whether `m/yyyy` is a month; with the word `tháng` it always is."""
    if match[0][0] in "tT":
        return True
    before = text[max(0, match.start() - _NEAR) : match.start()]
    if "/" not in match[0] and not _MONTH_BEFORE.search(before):
        return False  # số 1-2007, lần thứ 4-2017
    return not _NAMED_FOR.search(before)


def is_year(text: str, match: regex.Match[str]) -> bool:
    """Whether a bare four-digit figure is a year."""
    before = text[max(0, match.start() - _NEAR) : match.start()]
    if regex.search(r"\bnăm\s+$", before, regex.IGNORECASE):
        return True
    if _AMOUNT_AFTER.match(text, match.end()):
        return False
    if _ACT_BEFORE.search(before):
        return True
    counted = COUNTED.match(text, match.end())
    labelled = counted and _LABEL_AFTER.match(text, counted.end())
    if counted and not (labelled or _NAME_BEFORE.search(before)):
        return False
    if _AMOUNT_BEFORE.search(before):
        return False
    return bool(_YEAR_BEFORE.search(before) or _WORD_BEFORE.search(before))
