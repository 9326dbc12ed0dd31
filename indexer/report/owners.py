"""Whose figure one is, and when: what tells that two figures are of one thing, or one of a part."""

from __future__ import annotations

import calendar
from functools import lru_cache
from typing import NamedTuple

import regex

from indexer.resolve import areas
from indexer.resolve.areas import Area
from indexer.resolve.offices import office
from indexer.text.unicode import fold_tone, normalise

COUNTRY = "cả nước"
# Collectives are not told apart: "các huyện ủy" of which province?
_SEVERAL = regex.compile(r"(?i)(?:tất cả |toàn bộ )?(?:các|những|mọi|nhiều|một số)\b")
# Bodies that speak for their place as a whole; a department or a mass organisation does not.
_VOICES = regex.compile(
    rf"^(?:(?:tỉnh|thành|quận|huyện|thị) ủy|(?:đảng ủy|đảng bộ|ủy ban nhân dân|hội đồng nhân dân)"
    rf" (?:{areas.LEVELS}))$"
)
_LEVEL = regex.compile(rf"\b(?:{areas.LEVELS})$")
_DATE = regex.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?"
)

Days = tuple[str, str]  # the first and the last


class Owner(NamedTuple):
    """Who or what place a figure is of; owners with one key are the same."""

    key: str
    area: Area | None = None  # where it sits; none for bodies of the centre and for unknown ones
    whole: bool = False  # it stands for its place as a whole
    kind: str = ""  # of body, whatever its level: "hội nông dân"
    central: bool = False
    name: str = ""  # of a body, without the part of it that speaks for it

    def holds(self, other: Owner) -> bool:
        """Whether what *other* has done is a part of what this one tells."""
        if self.key == other.key:
            return False
        if self.key == COUNTRY:
            return True
        if other.area is None:
            return False
        if self.area is None:
            return self.central
        inside = self.area < other.area
        if self.whole:
            return inside or (self.area == other.area and not other.whole)
        return inside and bool(self.kind) and self.kind == other.kind


@lru_cache(maxsize=50_000)
def owner(unit: str | None, place: str | None) -> Owner | None:
    """The owner of a figure that *unit* achieved, else that is told of *place*; None if neither."""
    if unit and not _SEVERAL.match(unit):
        return _body(unit)
    if not place:
        return None
    if place == COUNTRY:
        return Owner(COUNTRY, whole=True)
    area = areas.area(place)
    return _of_place(area) if area else Owner(_plain(place))


def _body(unit: str) -> Owner:
    known = office(unit)
    if known is None:
        return Owner(_plain(unit), name=_plain(unit))
    if not known.level:
        return Owner(_plain(unit), central=known.placed, name=_plain(unit))
    area, name = known.area or None, f"{known.body} {known.place}"
    if area and (_VOICES.match(known.body) or known.body == known.level):
        return _of_place(area)._replace(name=name)
    kind = _LEVEL.sub("", known.body).strip()
    return Owner(name, area, kind=kind, name=name)


def _of_place(area: Area) -> Owner:
    return Owner(" ".join(f"{rank}:{name}" for rank, name in sorted(area)), area, whole=True)


def _plain(name: str) -> str:
    return " ".join(fold_tone(normalise(name).lower()).split())


@lru_cache(maxsize=10_000)
def days(period: str | None) -> Days | None:
    """The first and the last day of *period*; None where it is not told."""
    ends = [_ends(part) for part in (period or "").split("/")]
    told = [end for end in ends if end]
    return (told[0][0], told[-1][1]) if told and len(told) == len(ends) else None


def _ends(date: str) -> Days | None:
    match = _DATE.fullmatch(date)
    if not match:
        return None
    year = match["year"]
    first, last = 1, 12
    if match["quarter"]:
        first, last = 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"])
    elif match["month"]:
        first = last = int(match["month"])
    if not (1 <= last <= 12 and int(year)):  # as articles write: 2019-13
        return None
    if match["day"]:
        return date, date
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(int(year), last)[1]:02}"
