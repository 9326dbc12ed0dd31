"""Administrative places, and the one that the article is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

import regex

from indexer.models import Annotations, Article, Place
from indexer.text.places import KnownPlace, places
from indexer.text.sentences import for_patterns
from indexer.text.unicode import fold
from plugins._vocabulary import COMMITTEE_LEVELS

name = "places"

LEVELS = {  # every way a level word is written, as a pattern
    "tỉnh": r"[Tt]ỉnh",
    "thành phố": r"[Tt]hành\s+phố|T[Pp]\.?|tp\.?",
    "quận": r"[Qq]uận|Q\.",
    "huyện": r"[Hh]uyện|H\.",
    "thị xã": r"[Tt]hị\s+xã|TX\.?",
    "xã": r"[Xx]ã",
    "phường": r"[Pp]hường|P\.",
    "thị trấn": r"[Tt]hị\s+trấn|TT\.",
    "đặc khu": r"[Đđ]ặc\s+khu",
}
_SYLLABLE = r"\p{Lu}[\p{L}’']*+"
_LEVEL = "|".join(f"(?P<l{i}>{p})" for i, p in enumerate(LEVELS.values()))
_NAMED = regex.compile(
    rf"""(?<![\p{{L}}\d]) (?:{_LEVEL}|(?P<committee>Thị\ xã|Tỉnh|Thành|Huyện|Quận|Thị)\s+[ủỦ]y)
    [ ]?(?P<name>\d{{1,2}}\b|{_SYLLABLE}(?:(?:[ ]|[ ]?[-–][ ]?){_SYLLABLE}){{0,4}})""",
    regex.VERBOSE,
)
# How each of LEVELS and each committee begins. The library's re finds such words several times
# sooner than regex finds the pattern above, which then is only tried there.
_OPENS = re.compile(
    r"t(?:ỉnh|hành|p|hị)|T(?:ỉnh|hành|[PpXT]|hị)|quận|Q(?:uận|\.)|huyện|H(?:uyện|\.)|[Xx]ã"
    r"|phường|P(?:hường|\.)|[Đđ]ặc"
)
_CAPITALS = regex.compile(
    r"\b(?P<level>TỈNH|THÀNH PHỐ|QUẬN|HUYỆN|THỊ XÃ|THÀNH(?= ỦY)|THỊ(?= ỦY))(?: ỦY)? "
    r"(?P<name>\p{Lu}+(?: \p{Lu}+){0,3})"
)
_WORD = regex.compile(r"\S+")
_DASH = regex.compile(r"\s?[-–]\s?")  # "Bà Rịa-Vũng Tàu"
_SURNAMES = frozenset(  # as many as to tell a person's name from a place's
    """Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Trịnh Lương
    Mai Đào Tô Hà Cao Tạ Trương Lâm Phùng Quách Triệu Nông Hứa Vi Lò Giàng Thào""".split()  # noqa: SIM905 - a list of 38 literals reads worse
)
_GENERIC = {  # a level spoken of without a name: the article's own
    "tỉnh": regex.compile(
        r"\b(?:Tỉnh\s+ủy|UBND\s+tỉnh|HĐND\s+tỉnh|(?:[Tt]oàn|địa\s+bàn|của)\s+[Tt]ỉnh)\b"
    ),
    "thành phố": regex.compile(
        r"\b(?:Thành\s+ủy|(?:UBND|HĐND)\s+(?:TP|thành\s+phố)|(?:[Tt]oàn|địa\s+bàn|của)\s+[Tt]hành\s+phố)\b"
    ),
    "quận": regex.compile(r"\b(?:Quận\s+ủy|UBND\s+quận|(?:[Tt]oàn|địa\s+bàn|của)\s+quận)\b"),
    "huyện": regex.compile(r"\b(?:Huyện\s+ủy|UBND\s+huyện|(?:[Tt]oàn|địa\s+bàn|của)\s+huyện)\b"),
    "thị xã": regex.compile(
        r"\b(?:Thị(?:\s+xã)?\s+ủy|UBND\s+thị\s+xã|(?:toàn|địa\s+bàn)\s+thị\s+xã)\b"
    ),
    "xã": regex.compile(r"\b(?:UBND|HĐND|Đảng\s+ủy|địa\s+bàn|toàn)\s+xã\b"),
    "phường": regex.compile(r"\b(?:UBND|HĐND|Đảng\s+ủy|địa\s+bàn|toàn)\s+phường\b"),
}
_LEAD = 600  # code points: title and first paragraph weigh more than the rest
_ENOUGH = 3.0  # weight of names below which an article is about no place in particular
_SMALLER = 0.6  # a district outweighs its province from this share of the province's weight


def extract(article: Article, found: Annotations) -> Iterator[Place]:  # noqa: ARG001
    """The places that *article* names; the one that it is about as a whole is marked main."""
    text = for_patterns(article.text)
    named = sorted(
        [*_with_level(text), *_in_capitals(text), *_bare(text)], key=lambda p: (p.start, -p.end)
    )
    named = list(_apart(named))
    main = _main(named, text)
    marked = False
    for place in named:
        is_main = not marked and main is not None and _key(place) == main
        marked = marked or is_main
        yield place.model_copy(
            update={"main": is_main, "text": article.text[place.start : place.end]}
        )


def _with_level(text: str) -> Iterator[Place]:
    each = (_NAMED.match(text, m.start()) for m in _OPENS.finditer(text))
    for match in filter(None, each):  # they may overlap: "Tỉnh ủy Thái Bình Huyện ủy Vũ Thư"
        level = _level(match)
        words, known = _longest(match["name"], level)
        if not words:
            continue
        start = match.start("name") if match["committee"] else match.start()
        end = match.start("name") + len(words)
        place_name = known[0].name if known else words
        yield Place(
            start=start,
            end=end,
            text=text[start:end],
            level=level,
            name=place_name,
            province=_province(known),
        )


def _in_capitals(text: str) -> Iterator[Place]:
    """Known places in headings and headers: "HUYỆN ỦY VŨ THƯ", "UBND TỈNH LẠNG SƠN"."""
    for match in _CAPITALS.finditer(text):
        level = COMMITTEE_LEVELS.get(match["level"].capitalize(), match["level"].lower())
        words, known = _longest(match["name"].title(), level)
        if words and known:
            start, end = match.start("name"), match.start("name") + len(words)
            yield Place(
                start=start,
                end=end,
                text=text[start:end],
                level=level,
                name=known[0].name,
                province=_province(known),
            )


def _level(match: regex.Match[str]) -> str:
    if match["committee"]:
        return COMMITTEE_LEVELS[match["committee"]]
    return next(level for i, level in enumerate(LEVELS) if match[f"l{i}"])


@lru_cache(maxsize=20_000)
def _longest(words: str, level: str) -> tuple[str, tuple[KnownPlace, ...]]:
    """The part of *words* that is the name, by the table where it can be, else by its shape."""
    ends = [m.end() for m in _WORD.finditer(words)]
    for end in reversed(ends):
        candidate = _DASH.sub(" - ", words[:end])
        if known := _known(candidate, level):
            return words[:end], known
    if level == "tỉnh":
        return "", ()
    return _by_shape(words), ()


def _known(words: str, level: str) -> tuple[KnownPlace, ...]:
    """The places of the table by that name and level, other diacritics allowed: "Đăk Song"."""
    exact = tuple(p for p in places().get(words, ()) if p.level == level)
    return exact or tuple(p for p in _folded().get(fold(words), ()) if p.level == level)


@cache
def _folded() -> dict[str, tuple[KnownPlace, ...]]:
    table: dict[str, tuple[KnownPlace, ...]] = {}
    for name_, known in places().items():
        table[fold(name_)] = (*table.get(fold(name_), ()), *known)
    return table


def _by_shape(words: str) -> str:
    """A name that the table does not have: a number, or two or three syllables, no person's."""
    kept: list[str] = []
    for i, syllable in enumerate(words.split()):
        if i == 3 or syllable in "-–" or (i > 0 and syllable in _SURNAMES and i > 1):
            break
        kept.append(syllable)
    name_ = " ".join(kept)
    if name_.isdigit():
        return name_
    return name_ if len(kept) > 1 and not name_.isupper() else ""


def _province(known: tuple[KnownPlace, ...]) -> str | None:
    """The province that a known place lies in; None where several bear the name, or for itself."""
    provinces = {p.province for p in known}
    return provinces.pop() if len(provinces) == 1 else None


def _bare(text: str) -> Iterator[Place]:
    """Provinces and central cities named without their level: "(Thanh Hóa)"."""
    for match in _provinces().finditer(text):
        known = next(p for p in places()[match[0]] if p.province is None)
        yield Place(
            start=match.start(), end=match.end(), text=match[0], level=known.level, name=known.name
        )


@cache
def _provinces() -> regex.Pattern[str]:
    names = [n for n, ps in places().items() if any(p.province is None for p in ps)]
    names.remove("Hồ Chí Minh")  # the President, unless "TP." stands before it
    longest = "|".join(regex.escape(n) for n in sorted(names, key=len, reverse=True))
    return regex.compile(rf"(?<![\p{{L}}\d])(?:{longest})(?!\p{{L}})")


def _apart(named: Iterable[Place]) -> Iterator[Place]:
    """The places that do not lie inside one before them."""
    end = 0
    for place in named:
        if place.start >= end:
            yield place
            end = place.end


def _key(place: Place) -> tuple[str, str]:
    return place.level, place.name


def _main(named: list[Place], text: str) -> tuple[str, str] | None:
    """The smallest place that the article as a whole is about: names and level words vote."""
    votes: Counter[tuple[str, str]] = Counter()
    for place in named:
        votes[_key(place)] += (3 if _has_level(place) else 2) if place.start < _LEAD else 1
    times = Counter(_key(place) for place in named)
    first = {_key(place): place.start for place in reversed(named)}
    for level, name_ in votes:
        if not any(p.province is None for p in places().get(name_, ())):
            alone = text.count(name_) - times[level, name_]
            votes[level, name_] += alone  # "Thọ Xuân", once "huyện Thọ Xuân" has been named
    if not votes:
        return None
    levels = {level for level, _ in votes}
    generic = {level: len(p.findall(text)) for level, p in _GENERIC.items() if level in levels}
    weights = {key: vote + min(generic.get(key[0], 0), 6) * 0.5 for key, vote in votes.items()}
    best = max(weights, key=lambda k: (weights[k], -first[k]))
    if votes[best] + min(generic.get(best[0], 0), 6) * 0.5 < _ENOUGH:
        return None
    inside = {_key(p): first[_key(p)] for p in named if p.province == best[1] and p.level != "tỉnh"}
    return _smaller(best, weights, inside)


def _smaller(
    best: tuple[str, str],
    weights: Mapping[tuple[str, str], float],
    inside: Mapping[tuple[str, str], int],
) -> tuple[str, str]:
    """A district *inside* the best province that is spoken of nearly as much, else the best itself.

    *inside* tells where each of them is first named.
    """
    nearly = [k for k in inside if weights[k] >= _SMALLER * weights[best] and weights[k] >= _ENOUGH]
    return max(nearly, key=lambda k: (weights[k], -inside[k]), default=best)


def _has_level(place: Place) -> bool:
    return not place.text.startswith(place.name)
