"""When an annotation that was found says the same as one of the gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from types import UnionType
from typing import Any, NamedTuple

import regex

from indexer.text.unicode import fold_tone, normalise

Item = Mapping[str, Any]  # one annotation of a layer: a code, a link …
Same = Callable[[Item, Item], float]  # how much a gold item and a found one agree; 0: not at all

# Short forms that count as their long ones, and words that scale a figure.
_LONG = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "mttq": "mặt trận tổ quốc",
    "btv": "ban thường vụ",
    "bch": "ban chấp hành",
    "tp": "thành phố",
    "tw": "trung ương",
    "bcđ": "ban chỉ đạo",
    "ttg": "thủ tướng",
    "cp": "chính phủ",
    "kt-xh": "kinh tế - xã hội",
    "uv": "ủy viên",
}
_SCALE = {
    "chục": 10.0,
    "trăm": 1e2,
    "nghìn": 1e3,
    "ngàn": 1e3,
    "vạn": 1e4,
    "triệu": 1e6,
    "tỷ": 1e9,
    "tỉ": 1e9,
}
_UNITS = {"m²": "m2", "mét vuông": "m2", "phần trăm": "%"}
_PUNCTUATION = regex.compile(r"[“”\"'‘’().,;:…]")


def _fold(value: object) -> str:
    """*value* as words to compare: case, punctuation, tone placement and short forms apart."""
    text = fold_tone(normalise(str(value or "")).lower())
    text = _PUNCTUATION.sub(" ", text).replace("–", "-").replace("—", "-")
    return " ".join(_LONG.get(word, word) for word in text.split())


def _common(a: object, b: object) -> tuple[int, int, int]:
    """How many words *a* and *b* share, and how many each of them has."""
    words_a, words_b = Counter(_fold(a).split()), Counter(_fold(b).split())
    return (words_a & words_b).total(), words_a.total(), words_b.total()


def _overlap(a: object, b: object) -> float:
    """The shared words among all; 1 for the same words."""
    shared, in_a, in_b = _common(a, b)
    return 2 * shared / (in_a + in_b) if in_a and in_b else float(in_a == in_b)


def _contained(a: object, b: object) -> float:
    """The shared words among those of the shorter one; 1 where it is part of the longer."""
    shared, in_a, in_b = _common(a, b)
    return shared / min(in_a, in_b) if in_a and in_b else float(in_a == in_b)


def _equal(*keys: str) -> Same:
    return lambda gold, found: float(all(gold[k] == found[k] for k in keys))


def _amount(item: Item) -> object:
    """The value with the scale words of its unit multiplied out."""
    value = item.get("value")
    if not isinstance(value, int | float):
        return value
    for word in _fold(item.get("unit")).split():
        value *= _SCALE.get(word, 1)
    return round(float(value), 6)


def _bare_unit(item: Item) -> str:
    unit = _fold(item.get("unit"))
    return " ".join(word for word in _UNITS.get(unit, unit).split() if word not in _SCALE)


def _same_figure(gold: Item, found: Item) -> float:
    """1 for the same amount of the same thing, told as unit or as noun."""
    if _amount(gold) != _amount(found) or gold.get("of") != found.get("of"):
        return 0.0
    unit, other = _bare_unit(gold), _bare_unit(found)
    noun, other_noun = gold.get("what") or "", found.get("what") or ""
    return float(unit == other or _contained(f"{unit} {noun}", f"{other} {other_noun}") >= 0.5)


def _same_figure_and_noun(gold: Item, found: Item) -> float:
    nouns = _contained(gold.get("what"), found.get("what"))
    return _same_figure(gold, found) * nouns if nouns >= 0.5 else 0.0


def _same_link(gold: Item, found: Item, *, at_least: float) -> float:
    if (gold["directive"], gold["relation"]) != (found["directive"], found["relation"]):
        return 0.0
    agreement = _overlap(gold["unit"], found["unit"])
    return agreement if agreement >= at_least else 0.0


def _same_link_and_planned(gold: Item, found: Item) -> float:
    same = bool(gold.get("planned")) == bool(found.get("planned"))
    return _same_link(gold, found, at_least=0.6) if same else 0.0


def _alike(gold: object, found: object, *, at_least: float) -> bool:
    return _overlap(gold, found) >= at_least if gold else not found


class Layer(NamedTuple):
    """One kind of item that is measured."""

    key: str  # of the record
    same: Same
    form: str | None = None  # only the codes of this form


LAYERS = {
    "codes": Layer("codes", _equal("code")),
    "codes.full": Layer("codes", _equal("code"), "full"),
    "codes.short": Layer("codes", _equal("code"), "short"),
    "dates": Layer("dates", _equal("value")),
    "directives": Layer("directives", _equal("code")),
    "statistics": Layer("statistics", _same_figure),
    "statistics+what": Layer("statistics", _same_figure_and_noun),
    "links": Layer("links", partial(_same_link, at_least=0.6)),
    "links.exact": Layer("links", partial(_same_link, at_least=0.999)),
    "links.planned": Layer("links", _same_link_and_planned),
    "relations": Layer("relations", _equal("from", "to", "relation")),
    "doubts": Layer("doubts", _equal("directive", "kind")),
}
# What an item of a gold file has to tell, or it cannot be compared.
NEEDED: Mapping[str, Mapping[str, type | UnionType]] = {
    "codes": {"code": str},
    "dates": {"value": str},
    "directives": {"code": str},
    "statistics": {"value": int | float},
    "links": {"unit": str, "directive": str, "relation": str},
    "relations": {"from": str, "to": str, "relation": str},
    "doubts": {"directive": str, "kind": str},
}
# Of a directive whose code was found; a value that the gold does not tell is to be absent.
ATTRIBUTES: dict[str, Callable[[object, object], bool]] = {
    "issuer": partial(_alike, at_least=0.85),
    "date": lambda gold, found: gold == found,
    "type": lambda gold, found: _fold(gold) == _fold(found),
    "title": partial(_alike, at_least=0.7),
}
