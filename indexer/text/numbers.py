"""Vietnamese numbers in running text: figures ("19.471", "99,57"), number words, scale words."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass

import regex

LONGEST = 15  # digits; what is longer is no amount but an account or a serial number

SCALES = {
    "chục": 10,
    "trăm": 100,
    "nghìn": 10**3,
    "ngàn": 10**3,  # the southern word for nghìn
    "vạn": 10**4,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}

_DIGITS = {
    "một": 1,
    "mốt": 1,  # after mươi
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,  # after mươi
    "năm": 5,
    "lăm": 5,  # after mươi and mười
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_THOUSANDS = {w: SCALES[w] for w in ("nghìn", "ngàn", "triệu", "tỷ", "tỉ")}

# One figure with all its points and commas. Not inside a name: "A4", "H5N1", "Covid-19". Its first
# digit goes before the lookbehinds, since it is what is quick to find.
_FIGURE = regex.compile(
    r"[0-9](?<![\p{L}\p{N}_].)(?<!\p{L}-.)(?<!\d[.,].)[0-9]*+(?:[.,][0-9]++)*+(?![\p{No}])"
)
_GROUPED = regex.compile(r"[1-9]\d{0,2}(?:\.\d{3})++(?:,\d++)?")  # 1.210.000  19.471,5
_ENGLISH = regex.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}+")  # 1,210,000
_DECIMAL = regex.compile(r"\d++(?:[.,]\d++)?")  # 99,57  7.4  02

_FIRST = r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười)"
_NEXT = (
    r"(?:mươi|mười|mốt|lăm|trăm|nghìn|ngàn|triệu|tỷ|tỉ"
    r"|(?<=mươi\s)tư|(?<=(?:trăm|nghìn|ngàn)\s)(?:linh|lẻ))"  # not "hai tư lệnh", "ba linh mục"
)
_END = r"(?![\p{L}\p{N}_])"
_WORDS = regex.compile(
    rf"\b(?<![\p{{L}}\p{{N}}_]){_FIRST}{_END}(?:\s(?:{_FIRST}|{_NEXT}){_END})*+",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands in a text, in digits or in words."""

    start: int
    end: int
    value: float
    worded: bool = False  # "hai mươi", not "20"


def numbers(text: str) -> Iterator[Number]:
    """The numbers of *text* in order, without their scale words and units.

    Section numbers ("1.2.3") and digits inside a name ("Covid-19") are none, nor is a lone
    "năm", which far more often means year than five.
    """
    figures = ((m, figure(m[0]), False) for m in _FIGURE.finditer(text))
    worded = ((m, in_words(m[0]), True) for m in _WORDS.finditer(text))
    for match, value, in_letters in sorted((*figures, *worded), key=lambda each: each[0].start()):
        if value is not None and match[0].lower() != "năm":
            yield Number(match.start(), match.end(), value, in_letters)


def figure(text: str) -> float | None:
    """The value of a figure as Vietnamese writes it: "19.471" is 19471, "99,57" is 99.57.

    None for what is no number: "1.2.3", or more digits than an amount can have.
    """
    if len(text) > 2 * LONGEST or sum(c.isdigit() for c in text) > LONGEST:
        return None
    if _GROUPED.fullmatch(text):
        return _value(text.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(text):
        return _value(text.replace(",", ""))
    if _DECIMAL.fullmatch(text):
        return _value(text.replace(",", "."))
    return None


def in_words(text: str) -> int | None:
    """The value of a number in words: "hai mươi lăm" is 25; None where they make no number."""
    total = group = 0
    limit = None  # the scale before, which the next one must stay below
    pending = text.lower().split()
    while pending:
        scale_at = next((i for i, w in enumerate(pending) if w in _THOUSANDS), len(pending))
        below = _below_thousand(pending[:scale_at])
        if below is None:
            return None
        scale = _THOUSANDS[pending[scale_at]] if scale_at < len(pending) else 1
        if limit is not None and scale >= limit:
            return None
        group, limit = below * scale, scale
        total += group
        pending = pending[scale_at + 1 :]
    return total or None


def impossible(day: int, month: int, year: int | None = None) -> bool:
    """Whether the calendar has no such day: 31/02/2020; without a year, in no year at all."""
    if not (1 <= month <= 12) or (year is not None and not 1 <= year <= 9999):
        return True
    return not 1 <= day <= calendar.monthrange(2000 if year is None else year, month)[1]


def _value(text: str) -> float:
    return float(text) if "." in text else int(text)


def _below_thousand(words: list[str]) -> int | None:
    """ "ba trăm hai mươi lăm": 325; None where the words are in no such order."""
    hundreds = 0
    if len(words) >= 2 and words[1] == "trăm":
        if words[0] not in _DIGITS:
            return None
        hundreds, words = _DIGITS[words[0]] * 100, words[2:]
        if words[:1] in (["linh"], ["lẻ"]):
            words = words[1:]
            return hundreds + _DIGITS[words[0]] if len(words) == 1 and words[0] in _DIGITS else None
        if not words:
            return hundreds
    rest = _below_hundred(words)
    return None if rest is None else hundreds + rest


def _below_hundred(words: list[str]) -> int | None:
    match words:
        case [unit] if unit in _DIGITS:
            return _DIGITS[unit]
        case ["mười"]:
            return 10
        case ["mười", unit] if unit in _DIGITS and unit != "năm":  # "mười năm": ten years
            return 10 + _DIGITS[unit]
        case [tens, "mươi" | "mười"] if tens in _DIGITS:
            return _DIGITS[tens] * 10
        case [tens, "mươi" | "mười", unit] if tens in _DIGITS and unit in _DIGITS:
            return None if unit == "năm" else _DIGITS[tens] * 10 + _DIGITS[unit]
    return None
