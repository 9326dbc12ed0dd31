"""Numbers with what belongs to them: scale, unit, the whole of a ratio, the end of a range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from indexer.text.numbers import SCALES, Number, numbers
from plugins._counted import NOUN, NOUNS, OTHERS, UNITS, any_of

_SCALE = any_of(SCALES)
_SHORT_SCALES = {"tr": "triệu", "trđ": "triệu đồng", "tr.đ": "triệu đồng", "k": "nghìn"}
# What an amount is told for: đồng/m2, đồng/người lao động, lần/năm.
_EACH = rf"(?:(?:[kc]?m\s?[23²³](?!\d)|{any_of(NOUNS)})(?!\p{{L}})|\p{{L}}+[23²³]?)"
_TAIL = regex.compile(
    rf"""
    (?:\s*+(?P<short>{any_of(_SHORT_SCALES)})(?![\p{{L}}\p{{N}}]))?+
    (?:\s*+(?P<scale>{_SCALE}(?:\s{{1,2}}{_SCALE})?+)(?![\p{{L}}\p{{N}}]))?+
    (?!\s++{any_of(OTHERS)}(?![\p{{L}}\p{{N}}]))  # 2013 đồng thời
    (?:\s*+(?P<unit>[%‰]|{any_of(UNITS)}(?![\p{{L}}\p{{N}}²³])
       |tháng(?=\s+(?:tiền\s+)?(?:lương|phụ\s+cấp|thu\s+nhập))))?+    # as an amount of pay
    (?P<per>(?:\s?/\s?(?:1\s(?!{_SCALE}))?{_EACH}){{1,3}}+)?+
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_DENSITY = regex.compile(  # people and the like for each area
    rf"\s*+(?P<noun>{any_of(NOUNS)})\s?/\s?(?P<area>k?m\s?[2²]|ha)(?![\p{{L}}\p{{N}}])",
    regex.IGNORECASE,
)
_LOOSE = regex.compile(r"\s?/\s?|(?<=m)\s(?=[23])")  # blanks within a unit: đồng / m 2
_NEAR = 60  # characters after a number that may hold its unit
_TIMES = regex.compile(r"\s?[x×]\s?", regex.IGNORECASE)
_LENGTHS = frozenset({"mm", "cm", "m", "km"})
_OF = regex.compile(  # 4 trong số 9, 379 doanh nghiệp trong tổng số 620, 20/tổng số 25
    r"(?:\s\p{L}+){0,6}?\s+(?:trong|trên)\s+(?:tổng\s+)?số\s+|\s*/\s*tổng\s+số\s+|\s+(?:trong|phần)\s+",
    regex.IGNORECASE,
)
_SLASH = regex.compile(r"\s?/\s?")
_RANGE = regex.compile(
    r"\s?[-–—]\s?|\s+(?:đến|tới|hoặc|(?:lên|xuống|còn)(?:\s+(?:đến|tới|còn))?)"
    r"(?:\s+(?:khoảng|hơn|gần|trên|dưới))?\s+",
    regex.IGNORECASE,
)
_LIST = regex.compile(r"\s{0,2}(?:,|;|và|hoặc|-|–|/|đến)\s{0,2}", regex.IGNORECASE)
# "05 (năm) xã", "15 tỷ đồng (mười lăm tỷ đồng)": the words only repeat the figure.
_SPELT = regex.compile(
    r"(?<=[\p{N}\p{L}])\s?\(\s?(?:(?:không|một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|mươi|mốt|tư|lăm"
    r"|linh|lẻ|trăm|nghìn|ngàn|triệu|tỷ|tỉ|phẩy|đồng|chẵn),?\s?+)++\)",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and what stands beside it."""

    start: int
    end: int  # after the unit, where there is one
    value: float
    worded: bool = False
    of: float | None = None
    unit: str | None = None  # with its scale word: "triệu đồng/tháng"
    scaled: bool = False  # the unit begins with, or is, a scale word
    range: bool = False  # the next figure is the other end of it
    list: bool = False  # the figure before is one of the same list

    @property
    def bare(self) -> bool:
        """Whether what it counts is a noun, not a unit of measure."""
        return self.unit is None or self.unit in SCALES


def without_spelling(text: str) -> str:
    """*text*, of the same length, without figures said again in words: 05 (năm) xã."""
    return _SPELT.sub(lambda match: " " * len(match[0]), text)


def figures(text: str) -> Iterator[Figure]:
    """The figures of *text* in order; a ratio is one, a range is two."""
    found = list(_joined(_alone(_with_unit(number, text) for number in numbers(text)), text))
    i = 0
    while i < len(found):
        current = found[i]
        before = text[max(found[i - 1].end, current.start - 8) : current.start] if i else " "
        if _LIST.fullmatch(before):
            current = replace(current, list=True)
        whole = found[i + 1] if i + 1 < len(found) else None
        gap = text[current.end : whole.start][:_NEAR] if whole else ""
        if whole and _is_ratio(current, whole, gap):
            if not _is_longer(current, whole, text):
                yield replace(current, end=whole.end, of=whole.value, unit=whole.unit)
            i += 2
            continue
        if whole and _is_range(current, found[i + 1 : i + 4], gap, text):
            current = replace(current, range=True)
        yield current
        i += 1


def _alone(found: Iterable[Figure]) -> Iterator[Figure]:
    """*found* without the digits that belong to the unit of another: the 2 of `15 m 2`."""
    end = 0
    for figure in found:
        if figure.start >= end:
            yield figure
            end = figure.end


def _joined(found: Iterable[Figure], text: str) -> Iterator[Figure]:
    """*found*, with amounts that are told in several scales as one: 3 tỷ 200 triệu đồng."""
    before: Figure | None = None
    for figure in found:
        if before and (both := _sum(before, figure, text)):
            before = both
            continue
        if before:
            yield before
        before = figure
    if before:
        yield before


def _sum(first: Figure, last: Figure, text: str) -> Figure | None:
    """`3 tỷ` and `200 triệu đồng` that stand side by side as one figure, in the last one's unit."""
    larger, smaller = SCALES.get(first.unit or ""), SCALES.get((last.unit or "").split(" ")[0])
    if not (larger and smaller and larger > smaller and larger > last.value * smaller):
        return None
    if first.worded or last.worded or text[first.end : last.start].strip(" "):
        return None
    return replace(last, start=first.start, value=first.value * (larger // smaller) + last.value)


def _with_unit(number: Number, text: str) -> Figure:
    far = number.end + _NEAR
    if "/" in text[number.end : far] and (density := _DENSITY.match(text, number.end, far)):
        area = "".join(density["area"].replace("²", "2").split())
        unit = f"{density['noun']}/{area}"
        return Figure(number.start, density.end(), number.value, number.worded, unit=unit)
    tail = _TAIL.match(text, number.end)
    if not tail or not _is_told(tail) or _is_noun(tail, text):
        return Figure(number.start, number.end, number.value, number.worded)
    scale = _SHORT_SCALES.get(
        (tail["short"] or "").lower(), " ".join((tail["scale"] or "").split())
    )
    unit = " ".join((tail["unit"] or "").lower().split())
    unit = UNITS.get(unit, unit)  # tháng is no unit of the list
    per = _LOOSE.sub(lambda m: m[0].strip(), tail["per"] or "").strip()
    words = " ".join(w for w in (scale.lower(), unit) if w) + per
    return Figure(
        number.start, tail.end(), number.value, number.worded, unit=words, scaled=bool(scale)
    )


def _is_told(tail: regex.Match[str]) -> bool:
    """Whether a number has a scale or a unit; "5G" is a name, units of one letter are small."""
    return bool(tail["short"] or tail["scale"] or tail["unit"]) and tail["unit"] not in ("G", "M")


def _is_noun(tail: regex.Match[str], text: str) -> bool:
    """Whether *tail* only begins a noun: "3 đồng chí", "3 đ/c" are comrades, not dong."""
    noun = NOUN.match(text, tail.start())
    return noun is not None and noun.end() >= tail.end()


def _is_ratio(part: Figure, whole: Figure, gap: str) -> bool:
    if part.value > whole.value or not whole.value or (part.unit and part.unit != whole.unit):
        return False
    if _SLASH.fullmatch(gap):
        simple = float(part.value).is_integer() and whole.unit != "%"
        return not part.worded and (simple or part.unit is not None)
    return _OF.fullmatch(gap) is not None


def _is_range(first: Figure, others: Sequence[Figure], gap: str, text: str) -> bool:
    """Whether *first* and the next of *others* are told of one thing: 30% đến 70%, 4 x 6 cm."""
    if first.unit is None:
        return _RANGE.fullmatch(gap) is not None or _is_side(others, text, gap)
    return first.unit == others[0].unit and _RANGE.fullmatch(gap) is not None


def _is_side(others: Sequence[Figure], text: str, gap: str) -> bool:
    """Whether what stands before *gap* is the length of a side, as *others* are: 4 x 6 x 10 cm."""
    if not _TIMES.fullmatch(gap):
        return False
    for here, after in zip(others, [*others[1:3], None], strict=False):
        if here.unit is not None or after is None:
            return here.unit in _LENGTHS
        if not _TIMES.fullmatch(text, here.end, after.start):
            return False
    return False


def _is_longer(part: Figure, whole: Figure, text: str) -> bool:
    """Whether `5/8` belongs to something longer: 3/5/8, 5/8/12."""
    after, before = text[whole.end : whole.end + 2], text[max(0, part.start - 1) : part.start]
    return before == "/" or (after[:1] == "/" and after[1:2].isdigit())
