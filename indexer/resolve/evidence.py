"""What a claim tells of its directive, in a form that can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from indexer.resolve import areas, offices
from indexer.resolve.areas import Area
from indexer.resolve.numbering import numbering, variants
from indexer.resolve.offices import Office
from indexer.text.unicode import fold, normalise

_DATE = regex.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_WORD = regex.compile(r"\w+")
_BODY = regex.compile(r"\w+$")
# Who has issued a code where nobody else is named.
_BY_DEFAULT = {"TW": "Trung ương", "CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ"}
_LAST = "2100"  # no year from here on is more than a slip: 2109 for 2019
FULL = 10  # characters of "2009-01-06"


@dataclass(frozen=True)
class Claim:
    """What one article says of one directive."""

    key: int  # how the caller knows it; two claims that differ in nothing else are alike
    code: str
    type: str | None = None
    body: str | None = None
    issuer: str | None = None
    named: bool = True  # the article names the issuer; else it is what the code's body tells there
    date: str | None = None
    title: str | None = None
    term: str | None = None
    published: str | None = None  # when the article was
    place: str | None = None  # that the article is about


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
    provinces: frozenset[str] = frozenset()  # of its office, or else of its area
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


def evidence(claim: Claim) -> Evidence:
    """The evidence in what an article says."""
    counted = numbering(claim.code)
    body = _BODY.search(claim.code)
    issuer = claim.issuer or _BY_DEFAULT.get(body[0] if body else "")
    office = offices.office(issuer)
    published = claim.published or ""
    where = areas.with_parts(areas.area(claim.place), published)
    merged = sum(rank == areas.PROVINCE for rank, _ in where) > 1
    if office and not claim.named and office.level and (merged or office.rank != counted.rank):
        where = where or office.area
        office = None  # a guess: of the province or the district, of one that was merged into it
    local = office is None or (office.level and not office.place)
    known, slip = claim.date if claim.date and _DATE.fullmatch(claim.date) else "", ""
    if known >= _LAST or (published and known > published[: len(known)]):
        known, slip = "", known  # the article speaks of what was there
    area = where if local and counted.local else Area()
    return Evidence(
        office=office,
        date=known,
        term=(claim.term or offices.term(issuer) or "").upper(),
        title=_words(claim.title or ""),
        # else the code tells it
        type=(claim.type or "") if len(variants(claim.code)) > 1 else "",
        area=area,
        published=published,
        slip=slip,
        provinces=_provinces(office.area if office and office.place else area),
    )


def _provinces(area: Area) -> frozenset[str]:
    """The provinces of *area*, and those that they were merged into."""
    own = {name for rank, name in area if rank == areas.PROVINCE}
    return frozenset(own | {now for name in own if (now := areas.successor(name))})


@lru_cache(maxsize=20_000)
def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(normalise(title))))
