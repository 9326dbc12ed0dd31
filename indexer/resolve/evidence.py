"""What a claim tells of its directive, in a form that can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from indexer.resolve import areas, offices
from indexer.resolve.areas import Area
from indexer.resolve.numbering import Numbering
from indexer.resolve.offices import Office
from indexer.text.unicode import fold, normalise

_DATE = regex.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_WORD = regex.compile(r"\w+")
_LAST = "2100"  # no year from here on is more than a slip: 2109 for 2019
FULL = 10  # characters of "2009-01-06"


@dataclass(frozen=True)
class Evidence:
    """What one claim tells."""

    office: Office | None
    date: str  # ISO day, month or year, or ""
    term: str
    title: frozenset[str]  # its words
    type: str
    area: Area  # where the article plays, if the code is a local body's and none is named
    published: str
    slip: str = ""  # a day after the article's own, which cannot be
    confirmed: bool = False  # another claim tells the same title, so it was not misread

    @property
    def placed(self) -> bool:
        """Whether it names the one body in the country that issued the directive."""
        return self.office is not None and self.office.placed

    @property
    def weight(self) -> tuple[bool, bool, bool, bool, bool]:
        """How much it tells; the more, the earlier it is heard."""
        full = len(self.date) == FULL
        return (full, self.placed, bool(self.date), bool(self.term), bool(self.area))


def evidence(
    *,
    issuer: str | None,
    named: bool,
    date: str | None,
    term: str | None,
    title: str | None,
    type_: str | None,
    place: str | None,
    published: str | None,
    numbering: Numbering,
) -> Evidence:
    """The evidence in what an article says; *named* tells whether it names the issuer itself."""
    office = offices.office(issuer)
    where = areas.with_parts(areas.area(place), published or "")
    merged = sum(rank == areas.PROVINCE for rank, _ in where) > 1
    if office and not named and office.level and (merged or office.rank != numbering.rank):
        where = where or office.area
        office = None  # a guess: of the province or the district, of one that was merged into it
    local = office is None or (office.level and not office.place)
    known = date if date and _DATE.fullmatch(date) else ""
    slip = ""
    if known >= _LAST or (published and known > published[: len(known)]):
        known, slip = "", known  # the article speaks of what was there
    return Evidence(
        office=office,
        date=known,
        term=(term or offices.term(issuer) or "").upper(),
        title=_words(title or ""),
        type=type_ or "",
        area=where if local and numbering.local else Area(),
        published=published or "",
        slip=slip,
    )


@lru_cache(maxsize=20_000)
def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(normalise(title))))
