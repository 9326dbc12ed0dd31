"""Where an article plays or an office sits: names of province, district and commune, by rank."""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from indexer.text.places import KnownPlace, places
from indexer.text.unicode import fold_tone, normalise

PROVINCE, DISTRICT, COMMUNE = 1, 2, 3
_RANKS = {
    "tỉnh": PROVINCE,
    "quận": DISTRICT,
    "huyện": DISTRICT,
    "thị xã": DISTRICT,
    "thành phố": DISTRICT,  # central cities by the table
    "xã": COMMUNE,
    "phường": COMMUNE,
    "thị trấn": COMMUNE,
    "đặc khu": COMMUNE,
}
LEVELS = "|".join(sorted(_RANKS, key=len, reverse=True))
_APART = regex.compile(r"[\W_]+")
_PARTS = regex.compile(r"[,;()]")
_NAMED = regex.compile(rf"\b({LEVELS}) (.+?)(?= (?:{LEVELS}) |$)")
_SHORT = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn"}

Area = frozenset[tuple[int, str]]  # rank and name


def rank(level: str, name: str) -> int | None:
    """The rank of a place: 1 for provinces and central cities, 2 districts, 3 communes."""
    if level == "thành phố" and any(p.level == level for p in _provinces(name)):
        return PROVINCE
    return _RANKS.get(level)


@lru_cache(maxsize=20_000)
def area(place: str | None) -> Area:
    """The ranks and names in *place*: "huyện Lý Nhân" lies in a province, and there is one of it.

    A name without its level counts where it is a province's.
    """
    found: set[tuple[int, str]] = set()
    for part in _PARTS.split(normalise(place or "")):
        words = _plain(part)
        named = _NAMED.findall(words)
        found |= {(r, name) for level, name in named if (r := rank(level, name))}
        if not named and _provinces(words):
            found.add((PROVINCE, words))
    if not any(r == PROVINCE for r, _ in found):
        found |= {(PROVINCE, p) for r, name in found if r == DISTRICT if (p := _lies_in(name))}
    return frozenset(found)


def with_parts(area_: Area, day: str) -> Area:
    """An area with the provinces that had been merged into its own by *day*.

    An article of 2026 about Ninh Bình may speak of what the committee of Hà Nam had issued.
    """
    own = {name for rank_, name in area_ if rank_ == PROVINCE}
    parts = {part for part, (into, until) in _merged().items() if into in own and until < day}
    return area_ | {(PROVINCE, part) for part in parts}


@lru_cache(maxsize=100_000)
def contradict(one: Area, other: Area, down_to: int = COMMUNE) -> bool:
    """Whether two areas lie apart; smaller places than of the rank *down_to* do not count."""
    ranks = {r for r, _ in one} & {r for r, _ in other}
    return any(not _of(r, one) & _of(r, other) for r in ranks if r <= down_to)


def _of(rank_: int, area_: Area) -> set[str]:
    return {name for r, name in area_ if r == rank_}


def successor(province: str) -> str | None:
    """The province that one was merged into: "hà nam" → "ninh bình"."""
    return _merged().get(province, (None, None))[0]


@cache
def _merged() -> dict[str, tuple[str, str]]:
    """Each province that ended → the one that it is in now, and its last day."""
    ended = [(name, p) for name, bearers in _known().items() for p in bearers]
    return {name: (_plain(p.into), p.until) for name, p in ended if p.into and p.until}


@lru_cache(maxsize=20_000)
def _lies_in(district: str) -> str | None:
    """The province that a district lies in; None where several bear its name."""
    found = {p.province for p in _known().get(district, ()) if p.province}
    return _plain(found.pop()) if len(found) == 1 else None


def _provinces(name: str) -> list[KnownPlace]:
    return [p for p in _known().get(name, ()) if p.province is None]


def _plain(name: str) -> str:
    words = _APART.sub(" ", fold_tone(normalise(name).lower())).split()
    return " ".join(_SHORT.get(word, word) for word in words)


@cache
def _known() -> dict[str, tuple[KnownPlace, ...]]:
    return {_plain(name): bearers for name, bearers in places().items()}
