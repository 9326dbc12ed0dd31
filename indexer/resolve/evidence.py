"""What a claim tells of its directive, in a form that can be compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from indexer.resolve import areas, offices
from indexer.resolve.areas import Area
from indexer.resolve.numbering import Numbering, term_days
from indexer.resolve.offices import Office
from indexer.text.unicode import fold, normalise

_DATE = regex.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_WORD = regex.compile(r"\w+")
_FULL = 10  # characters of "2009-01-06"
_TITLE = 4  # words; shorter titles ("công tác dân vận") are borne by many directives
_ALIKE = 0.8  # of the words of the shorter title stand in the longer
_UNLIKE = 0.34  # titles that share fewer are of two directives


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
    confirmed: bool = False  # another claim tells the same title, so it was not misread

    @property
    def placed(self) -> bool:
        """Whether it names the one body in the country that issued the directive."""
        return self.office is not None and self.office.placed

    @property
    def weight(self) -> tuple[bool, bool, bool, bool, bool]:
        """How much it tells; the more, the earlier it is heard."""
        full = len(self.date) == _FULL
        return (full, self.placed, bool(self.date), bool(self.term), bool(self.area))


@dataclass
class Testimony:
    """All that is told of one directive."""

    numbering: Numbering
    offices: set[Office] = field(default_factory=set)
    dates: Counter[str] = field(default_factory=Counter)  # days, months and years
    terms: set[str] = field(default_factory=set)
    titles: set[frozenset[str]] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    areas: set[Area] = field(default_factory=set)
    day: str = ""  # the date that most tell; a day before a month before a year
    first_told: str = "9999"  # when the first article without its date was published

    def add(self, told: Evidence) -> None:
        """Take in what one more claim tells."""
        if told.office:
            self.offices.add(told.office)
        if told.area:
            self.areas.add(told.area)
        if told.date:
            self.dates[told.date] += 1
            self.day = min(self.dates, key=lambda d: (-len(d), -self.dates[d], d))
        elif told.published:
            self.first_told = min(self.first_told, told.published)
        if told.term:
            self.terms.add(told.term)
        if told.title:
            self.titles.add(told.title)
        if told.type:
            self.types.add(told.type)

    def allows(self, told: Evidence) -> bool:
        """Whether nothing in *told* contradicts it."""
        if not (self._allows_office(told, sure=True) and self._allows_area(told, sure=True)):
            return False  # what most are refused for, before titles are compared
        same_day = len(told.date) == _FULL and told.date in self.dates
        same_title = self._same_title(told)
        sure = same_day or same_title
        return (
            self._allows_office(told, sure=sure)
            and self._allows_area(told, sure=sure)
            and (same_day or self._allows_title(told))
            and self._allows_term(told)
            and self._allows_date(told, same_title=same_title)
        )

    def agreement(self, told: Evidence) -> tuple[bool, ...]:
        """In what *told* agrees, in the order of identity.DECIDED."""
        return (
            bool(told.date) and any(_fits(day, told.date) for day in self.dates),
            self._same_title(told),
            any(o.placed and o == told.office for o in self.offices),
            self._same_term(told),
            self._is_near(told),
            told.type in self.types,
            self._is_current(told),
        )

    def _allows_office(self, told: Evidence, *, sure: bool) -> bool:
        if told.office is None:
            return True
        against = [o for o in self.offices if offices.contradict(o, told.office)]
        # Politburo and Secretariat share symbol and numbers, and articles take one for the other.
        return all(sure and o.body == told.office.body == offices.CENTRE for o in against)

    def _allows_title(self, told: Evidence) -> bool:
        if not (told.confirmed and self.titles):
            return True
        return not all(_unlike(told.title, title) for title in self.titles)

    def _allows_term(self, told: Evidence) -> bool:
        if not told.term:
            return True
        if self.terms and told.term not in self.terms:
            return False
        return not self.day or self._in_term(self.day, told.term) is not False

    def _allows_date(self, told: Evidence, *, same_title: bool) -> bool:
        if self.numbering.dated:
            return True
        date, day = told.date, self.day
        if not date:  # an article does not speak of what is not yet issued
            known = min((d for d in self.dates if len(d) == len(day)), default="")
            return not (known and told.published) or told.published >= known[: len(told.published)]
        if any(self._in_term(date, term) is False for term in self.terms):
            return False
        if not day:
            return date <= self.first_told
        if any(_fits(d, date) or _fits(date, d) for d in self.dates):
            return True
        same_seat = self._same_seat(told) or (same_title and not told.placed)
        return same_seat and self._mistyped(told, day, same_title=same_title)

    def _mistyped(self, told: Evidence, day: str, *, same_title: bool) -> bool:
        """Whether another date is a slip, for one office gives a number once in a run.

        Quyết định and Quy định have one symbol and two runs.
        """
        if told.type and self.types and told.type not in self.types and not same_title:
            return False
        if len(told.date) == len(day) == _FULL and told.date[4:] == day[4:]:
            return True  # the year
        run = self.numbering.same_run(day, told.date)
        return bool(run) or (run is None and same_title and day[:4] == told.date[:4])

    def _same_seat(self, told: Evidence) -> bool:
        """Whether one office in the country issued both, by its name or the article's place."""
        if self.numbering.central:
            return True
        if told.placed:
            return told.office in self.offices or (not self.offices and self._is_near(told))
        return self._is_near(told)

    def _same_title(self, told: Evidence) -> bool:
        return any(_alike(told.title, title) for title in self.titles)

    def _same_term(self, told: Evidence) -> bool:
        if not told.term:
            return False
        return told.term in self.terms or (
            bool(self.day) and self._in_term(self.day, told.term) is True
        )

    def _in_term(self, date: str, term: str) -> bool | None:
        """Whether the centre's *term* ran at *date*; None where that is open.

        Local committees count their terms each in its own way.
        """
        days = term_days(term) if self.numbering.central else None
        if days is None:
            return None
        first, last = (day[: len(date)] for day in days)
        if not first <= date <= last:
            return False
        return True if first < date < last else None

    def _allows_area(self, told: Evidence, *, sure: bool) -> bool:
        """An article about one province speaks of its own committee, unless it names another."""
        if told.office is not None and told.office.place:
            return not any(_apart(told.office, area, sure=sure) for area in self.areas)
        if not told.area:
            return True
        placed = [o for o in self.offices if o.place]
        if placed:
            return not any(_apart(o, told.area, sure=sure) for o in placed)
        rank = self.numbering.rank or areas.COMMUNE
        return not any(areas.contradict(area, told.area, rank) for area in self.areas)

    def _is_near(self, told: Evidence) -> bool:
        """Whether both are of one place, by the office that is named or the article's place."""
        here = _seat(told.office, told.area, self.numbering.rank)
        seats = [_seat(o, Area(), o.rank) for o in self.offices if o.place]
        seats += [_seat(None, area, self.numbering.rank) for area in self.areas]
        return any(here & seat for seat in seats)

    def _is_current(self, told: Evidence) -> bool:
        """Whether it was issued in the year or term in which the article was published."""
        day = self.day
        return bool(day and told.published) and self.numbering.same_run(day, told.published) is True


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
    if office and not named and office.level and office.rank != numbering.rank:
        where = where or office.area
        office = None  # a guess: the province's, or the district's
    local = office is None or (office.level and not office.place)
    known = date if date and _DATE.fullmatch(date) else ""
    if published and known > published[: len(known)]:
        known = ""  # a slip: the article speaks of what was there
    return Evidence(
        office=office,
        date=known,
        term=(term or offices.term(issuer) or "").upper(),
        title=_words(title or ""),
        type=type_ or "",
        area=where if local and numbering.local else Area(),
        published=published or "",
    )


@lru_cache(maxsize=20_000)
def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(normalise(title))))


@lru_cache(maxsize=100_000)
def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= _TITLE and len(one & other) >= _ALIKE * shorter


@lru_cache(maxsize=100_000)
def _unlike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= _TITLE and len(one & other) < _UNLIKE * shorter


def _fits(day: str, part: str) -> bool:
    return f"{day}-".startswith(f"{part}-")


def _seat(office: Office | None, area: Area, rank: int | None) -> Area:
    """The place of the committee: of *rank* where that is known, else the smallest told."""
    told = office.area if office and office.place else area
    level = office.rank if office and office.place else rank
    smallest = level or max((r for r, _ in told), default=None)
    return frozenset(place for place in told if place[0] == smallest)


@lru_cache(maxsize=100_000)
def _apart(office: Office, area: Area, *, sure: bool) -> bool:
    """Whether an article about *area* does not speak of *office* unless it names it.

    Where day or title agree, a province may have been merged into the article's since.
    """
    if not areas.contradict(office.area, area):
        return False
    later = {areas.successor(name) for rank, name in office.area if rank == areas.PROVINCE}
    return not (sure and any((areas.PROVINCE, name) in area for name in later if name))
