"""One step of renaming: what a body or province became, or came from, inside a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import regex

from indexer.text.places import KnownPlace, places
from indexer.text.tables import several, table
from indexer.text.unicode import fold_tone

_TABLE = Path(__file__).with_name("successors.csv")
_CITY, _PROVINCE = "thành phố", "tỉnh"
_FULL = {"Hồ Chí Minh": "Thành phố Hồ Chí Minh"}  # the only one that keeps the word in its name
_GOES_ON = regex.compile(r"\s\p{Lu}")
_DASH = r"\s?[-–,]\s?"
# Bodies there is one of in a province: "Công an Bắc Giang" is the province's. What else is called
# after a province ("Nhiệt điện Hải Dương") keeps its name.
_OF_PROVINCES = (
    r"(?:Công an|Sở|Ban (?:Thường|Chấp|Dân|Tuyên|Tổ|Nội)|Ủy ban|UBND|HĐND|Hội đồng nhân dân"
    r"|MTTQ|UBMTTQ|Mặt trận|Đoàn|Hội|Đảng bộ"
    r"|Văn phòng|Thanh tra|Liên đoàn Lao động|LĐLĐ|Tòa án|TAND|Viện Kiểm sát|VKSND|Bộ Chỉ huy"
    r"|Bộ đội Biên phòng|Trường Chính trị|Bảo hiểm xã hội|BHXH|Kho bạc|Cục|Chi cục|Liên minh)\b"
)
_SMALLER = "(?i:huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)"
# A place below a province, or what belongs to one: "Huyện ủy", "Xã đoàn", "UBND xã Tân Long".
_BELOW = regex.compile(
    rf"\b(?i:huyện|quận|thị(?: xã)?|xã|phường)(?= (?:[ủỦ]y|đoàn)\b)"
    rf"|(?<!(?i:hợp tác) ?)\b{_SMALLER}(?= \p{{Lu}}| \d|,|$)|\bcấp (?:huyện|xã)\b"
)


End = Literal["old", "new"]
_kept = lru_cache(maxsize=50_000)


@dataclass(frozen=True)
class Step:
    """What takes one name to another, from a day on, by some decision."""

    name: str
    since: str  # ISO day, or the part of it that is known
    source: str


@dataclass(frozen=True)
class _Rule:
    """That *old* became *new*; a rule of provinces has names without the word for their level."""

    old: str
    new: str
    since: str
    source: str
    splits: bool = False  # there are others that *old* became as well


@_kept
def onward(name: str) -> tuple[Step, ...]:
    """What *name* became when a body or the province in it was renamed, merged or split, once."""
    bodies = () if is_below(name) else _of_bodies(name, "old")
    return (*bodies, *_of_provinces(name, "old"))


@_kept
def back(name: str) -> tuple[Step, ...]:
    """What *name* would have been before it was renamed or took others in, once.

    Not what was split into several: none of them is all that it was.
    """
    bodies = () if is_below(name) else _of_bodies(name, "new")
    return (*bodies, *_of_provinces(name, "new"))


def symbols() -> Mapping[str, frozenset[tuple[str, str]]]:
    """The symbols of bodies in codes → those that took over, each with the day."""
    found: dict[str, set[tuple[str, str]]] = {}
    for rule in _rules("symbol"):
        found.setdefault(rule.old, set()).add((rule.new, rule.since))
    return {old: frozenset(news) for old, news in found.items()}


@_kept
def is_below(name: str) -> bool:
    """Whether *name* speaks of a district or commune, or of a city that is one."""
    return bool(_BELOW.search(name)) or any(
        match["name"] is None or not _is_province(match) for match in _reference().finditer(name)
    )


def province_in(name: str) -> str | None:
    """The province that *name* speaks of, with the word for its level: "tỉnh Thái Bình"."""
    found = (m for m in _reference().finditer(name) if m["name"] and _is_province(m))
    return next((titled(_plain(match["name"])) for match in found if match["word"]), None)


def titled(province: str) -> str:
    """*province* with the word for its level: "tỉnh Bắc Ninh", "thành phố Hải Phòng"."""
    return _FULL.get(province) or f"{_level(province)} {province}"


def _of_bodies(name: str, end: End) -> Iterator[Step]:
    match = _any_body().search(name)
    if not match or (match[0].startswith("Bộ ") and _GOES_ON.match(name, match.end())):
        return  # "Bộ Thương mại Hoa Kỳ" is none of ours
    of_all = not name[match.end() :].strip()
    for rule in _by_key("body", end).get(_key(match[0]), ()):
        if rule.old.startswith("Tổng cục") and not of_all:
            continue  # that of a province, "Cục Thuế tỉnh Tiền Giang", has always been called so
        there = rule.new if end == "old" else rule.old
        yield Step(name[: match.start()] + there + name[match.end() :], rule.since, rule.source)


def _of_provinces(name: str, end: End) -> Iterator[Step]:
    for match in _reference().finditer(name):
        if not match["name"] or not _is_province(match) or not _stands_for_it(match):
            continue
        for rule in _by_key("province", end).get(_key(_plain(match["name"])), ()):
            there = _written(match, rule.new if end == "old" else rule.old)
            told = name[: match.start()] + there + name[match.end() :]
            yield Step(told, rule.since, rule.source)
        return  # the first is the body's own


def _is_province(match: regex.Match[str]) -> bool:
    """Whether the word before a name is that of its level: "thành phố Bắc Giang" is a district."""
    word = (match["word"] or match["stem"] or "").lower().rstrip(".")
    asked = _PROVINCE if word == _PROVINCE else _CITY
    return not word or _level(_plain(match["name"])) == asked


def _stands_for_it(match: regex.Match[str]) -> bool:
    """Whether a name without a word for its level means the province, not what is called so."""
    if match["word"] or match["stem"]:
        return True
    goes_on = _GOES_ON.match(match.string, match.end())
    alone = not match.string[: match.start()].strip() or match.string[: match.start()].endswith(
        ", "
    )
    return not goes_on and (alone or bool(regex.match(_OF_PROVINCES, match.string)))


def _written(match: regex.Match[str], province: str) -> str:
    """*province* in the place of the one that *match* has found, in the same manner."""
    city = _level(province) == _CITY
    if match["stem"]:  # "Tỉnh ủy", "Tỉnh đoàn"
        stem = _like("thành" if city else _PROVINCE, match["stem"])
        return f"{stem} {match['organ']} {_FULL.get(province, province)}"
    if match["word"]:
        return _FULL.get(province) or f"{_like(_level(province), match['word'])} {province}"
    return _FULL.get(province, province)


def _like(word: str, pattern: str) -> str:
    return word.capitalize() if pattern[0].isupper() else word


def _level(province: str) -> str:
    return next((p.level for p in _known().get(province, ()) if p.province is None), _PROVINCE)


def _plain(name: str) -> str:
    """The name of a province as the tables have it: "Bà Rịa – Vũng Tàu", "HCM"."""
    return _spellings()[_key(name)]


def _key(name: str) -> str:
    return regex.sub(r"[\W_]+", " ", fold_tone(name).lower()).strip()


@cache
def _by_key(kind: str, end: End) -> dict[str, list[_Rule]]:
    """The rules of *kind* by what they say of one end; from new to old not those of splits."""
    rules = [*_rules(kind), *(_merged() if kind == "province" else ())]
    found: dict[str, list[_Rule]] = {}
    for rule in rules:
        if end == "old" or not rule.splits:
            found.setdefault(_key(getattr(rule, end)), []).append(rule)
    return found


def _merged() -> Iterator[_Rule]:
    """The provinces that were merged by the place table, with the decree of that day."""
    rows = [row for row in table(_TABLE) if row["kind"] == "reform"]
    decrees = {row["since"]: row["source"] for row in rows}
    for name, bearers in _known().items():
        for place in bearers:
            if place.into and place.until and name == fold_tone(place.name):
                since = (date.fromisoformat(place.until) + timedelta(days=1)).isoformat()
                yield _Rule(name, fold_tone(place.into), since, decrees[since])


def _rules(kind: str) -> Iterator[_Rule]:
    for row in table(_TABLE):
        news = several(row["new"]) if row["kind"] == kind else ()
        for new in map(fold_tone, news):
            splits = len(news) > 1
            yield _Rule(fold_tone(row["old"]), new, row["since"], row["source"], splits=splits)


@cache
def _known() -> dict[str, tuple[KnownPlace, ...]]:
    return {fold_tone(name): bearers for name, bearers in places().items()}


@cache
def _spellings() -> dict[str, str]:
    """Each spelling of a province, as _key() has it → its name."""
    found = {_key(rule.old): rule.old for rule in _rules("province")}
    for spelling, bearers in _known().items():
        found |= {_key(spelling): fold_tone(p.name) for p in bearers if p.province is None}
    return found


@cache
def _reference() -> regex.Pattern[str]:
    """A province in a name, or a city of whatever rank: "Tỉnh ủy X", "TP. X", "Công an X"."""
    provinces = [name for name, bearers in _known().items() if any(not p.province for p in bearers)]
    names = _alternatives([*provinces, *(rule.old for rule in _rules("province"))])
    city = r"(?:thành phố|tp\b\.?)"
    return regex.compile(
        rf"\b(?:(?P<stem>(?i:tỉnh|thành)) (?P<organ>[ủỦ]y|đoàn|Đoàn|hội)(?: (?i:tỉnh|{city}))?"
        rf"|(?P<word>(?i:tỉnh|{city})))[ ]?(?:(?P<name>(?i:{names}))\b|(?=\p{{Lu}}))"
        rf"|(?<!\b{_SMALLER} )(?<!\b(?i:huyện|quận|thị|xã|phường) (?:[ủỦ]y|đoàn) )"
        rf"\b(?P<name>{names})\b"
    )


@cache
def _any_body() -> regex.Pattern[str]:
    """Any body of the table, the longest name first, so that none is found within another."""
    known = {name for rule in _rules("body") for name in (rule.old, rule.new)}
    return regex.compile(rf"\b(?:{_alternatives(known)})\b")


def _alternatives(names: Iterable[str]) -> str:
    """A pattern for any of *names*, the longest first, whichever dash or comma is between them."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(_tolerant(name) for name in ordered)


def _tolerant(name: str) -> str:
    return _DASH.join(map(regex.escape, regex.split(r" ?[-–] |, ", name)))
