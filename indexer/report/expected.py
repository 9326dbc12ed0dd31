"""Whom a report expects to act: the units of a file, or the districts or communes of a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from indexer.answer.filters import Filters
from indexer.answer.rungs import Place
from indexer.errors import TracuuError
from indexer.report.beside import COMMUNE, DISTRICT, REFORM, Beside
from indexer.resolve import areas
from indexer.resolve.offices import office
from indexer.text.unicode import fold, fold_tone, normalise

_COMMITTEES = {  # the committee of a place is its voice
    "tỉnh": ("tỉnh ủy",),
    "thành phố": ("thành ủy",),
    "quận": ("quận ủy",),
    "huyện": ("huyện ủy",),
    "thị xã": ("thị ủy", "thị xã ủy"),
}
_LARGE, _SMALL = "tinh|thanh pho|tp", "quan|huyen|thi xa|xa|phuong|thi tran|dac khu"  # folded
_LEVEL = regex.compile(rf"^(?:{_LARGE}|{_SMALL}) ")
_OF_DISTRICT = regex.compile(rf"^(?:{_SMALL}) ")
# What may follow a unit's name in a longer one: "xã Tân Long huyện Yên Sơn", not "xã Tân Long Hạ".
_AFTER = r"(?= (?:tỉnh|thành|quận|huyện|thị|xã|phường|đặc|khóa|nhiệm)\b|$)"
_ANY_BLANK = r"[\W_]+"
_BLANKS = regex.compile(_ANY_BLANK)


class NothingExpected(TracuuError):
    """It is not told from which units a trace is expected."""

    def __init__(self) -> None:
        super().__init__(
            "Report 'silent' has to know whom to expect. Give --expected FILE, a CSV file of "
            "units, or --place PROVINCE for its districts or communes."
        )


class UnknownProvince(TracuuError):
    """The place table does not have a province of that name, or nothing in it at that time."""

    def __init__(self, typed: str, level: str, into: str | None = None) -> None:
        units = "communes" if level == COMMUNE else "districts"
        now = f" It has been a part of '{into}' since 1 July 2025: give that." if into else ""
        super().__init__(
            f"The place table has no {units} of a province '{typed}'.{now} Give its name as in "
            "'tỉnh Bắc Ninh', another --level, or the units themselves: --expected FILE."
        )
        self.typed = typed


class Text(NamedTuple):
    """An article as it is written, but for tone marks, and as plain() has it."""

    written: str
    plain: str


class Expected(NamedTuple):
    """A unit or place, the ways in which it is named, as plain() has them, and its province."""

    name: str
    forms: tuple[str, ...]
    province: str | None = None

    def is_among(self, units: Iterable[tuple[str, str | None]]) -> bool:
        """Whether it is one of *units*, as unit() has them, each with its province if known."""
        named = _naming(self.forms)
        return any(named.search(unit) and self._may_lie_in(where) for unit, where in units)

    def is_in(self, text: Text) -> bool:
        """Whether *text* names it; "xã Tân Long Hạ" does not name "xã Tân Long"."""
        return any(
            regex.search(rf"\b(?i:{_ANY_BLANK.join(form.split())})\b(?!\s\p{{Lu}})", text.written)
            for form in self.forms
            if form in text.plain  # a hundred times quicker, and mostly the end of it
        )

    def _may_lie_in(self, province: str | None) -> bool:
        """Whether *province* is its own, was merged into it, or is not known."""
        if not self.province or not province:
            return True
        own, other = plain(self.province), plain(province)
        return own in (other, areas.successor(other))


def expected(wanted: Filters, beside: Beside, issued: str | None) -> list[Expected]:
    """Whom to expect for a directive *issued* on a day, if it is known.

    The units of a file as they are told; else the districts of --place, or for what was issued or
    published since the reform its communes. Raises NothingExpected or UnknownProvince.
    """
    if beside.expected is not None:
        return [Expected(name, (unit(name), plain(name))) for name in beside.expected]
    if not wanted.place:
        raise NothingExpected
    since = max(issued or "", wanted.since or "")
    level = beside.level or (COMMUNE if since[:7] >= REFORM[:7] else DISTRICT)
    units = beside.communes if level == COMMUNE else _districts(wanted, beside)
    inside = {(p.level, p.name, p.province) for p in _meant(wanted.place, list(units))}
    if not inside:
        raise UnknownProvince(wanted.place, level, _into(wanted.place, beside))
    return [
        Expected(f"{level} {name}", _names(level, name), province)
        for level, name, province in sorted(inside, key=lambda p: (p[0], p[1], p[2] or ""))
    ]


def unit(name: str) -> str:
    """A unit's name in one spelling, without the part of it that speaks for it.

    "Ban Thường vụ Huyện ủy Tiền Hải" is "huyện ủy tiền hải"; its department stays one.
    """
    known = office(name)
    return plain(f"{known.body} {known.place}") if known else plain(name)


def plain(text: str) -> str:
    """*text* in lower case with one blank between words, without punctuation."""
    return _BLANKS.sub(" ", fold_tone(normalise(text).lower())).strip()


def _districts(wanted: Filters, beside: Beside) -> Iterator[Place]:
    """The districts that there have been since the time that is asked for."""
    for at in beside.places.values():
        yield from (p for p in at if p.province and (p.until or "9") >= (wanted.since or ""))


def _meant(typed: str, units: list[Place]) -> list[Place]:
    """Those of *units* that lie in the province *typed*, or the one that is meant itself."""
    first, _, rest = typed.partition(",")
    if _OF_DISTRICT.match(fold(plain(first))):
        named = [p for p in units if fold(plain(f"{p.level} {p.name}")) == fold(plain(first))]
        return [p for p in named if not rest.strip() or _bare(p.province or "") == _bare(rest)]
    return [p for p in units if _bare(p.province or "") == _bare(first)]


def _bare(province: str) -> str:
    return _LEVEL.sub("", fold(plain(province)))


def _into(typed: str, beside: Beside) -> str | None:
    """The province that the one *typed* was merged into."""
    provinces = (p for at in beside.places.values() for p in at if p.province is None)
    return next((p.into for p in provinces if p.into and _bare(p.name) == _bare(typed)), None)


def _names(level: str, name: str) -> tuple[str, ...]:
    return tuple(plain(f"{before} {name}") for before in (level, *_COMMITTEES.get(level, ())))


@lru_cache(maxsize=5_000)
def _naming(forms: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile(rf"(?:^| )(?:{'|'.join(map(regex.escape, forms))}){_AFTER}")
