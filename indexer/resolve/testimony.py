"""All that is told of one directive, and whether one claim more agrees with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from indexer.resolve import areas, offices
from indexer.resolve.areas import Area
from indexer.resolve.evidence import FULL, Evidence
from indexer.resolve.numbering import Numbering, term_days
from indexer.resolve.offices import CENTRE, Office

_TITLE = 4  # words; shorter titles ("công tác dân vận") are borne by many directives
_ALIKE = 0.8  # of the words of the shorter title stand in the longer
_UNLIKE = 0.34  # titles that share fewer are of two directives


@dataclass
class Testimony:
    """All that is told of one directive."""

    numbering: Numbering
    offices: Counter[Office] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)  # days, months and years
    terms: set[str] = field(default_factory=set)
    titles: set[frozenset[str]] = field(default_factory=set)
    types: Counter[str] = field(default_factory=Counter)
    areas: set[Area] = field(default_factory=set)
    issuers: tuple[Office, ...] = ()  # of the offices, those that none told more often contradicts
    kinds: frozenset[str] = frozenset()  # the types that are told most often
    day: str = ""  # the date that most tell; a day before a month before a year
    first_told: str = "9999"  # when the first article without its date was published

    def add(self, told: Evidence) -> None:
        """Take in what one more claim tells."""
        if told.office:
            self.offices[told.office] += 1
            self.issuers = _believed(self.offices)
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
            self.types[told.type] += 1
            most = max(self.types.values())
            self.kinds = frozenset(t for t, times in self.types.items() if times == most)

    def allows(self, told: Evidence) -> bool:
        """Whether nothing in *told* contradicts it."""
        if not (self._allows_office(told, sure=True) and self._allows_area(told, sure=True)):
            return False  # what most are refused for, before titles are compared
        same_day = self._same_day(told)
        same_title = self._same_title(told)
        sure = same_day or same_title
        return (
            self._allows_office(told, sure=sure)
            and self._allows_area(told, sure=sure)
            and (same_day or self._allows_title(told) or self._in_the_run(told))
            and self._allows_term(told)
            and self._allows_date(told, same_title=same_title)
        )

    def agreement(self, told: Evidence) -> tuple[bool, ...]:
        """In what *told* agrees, in the order of grouping.DECIDED."""
        return (
            bool(told.date) and any(_fits(day, told.date) for day in self.dates),
            self._same_title(told),
            self._same_office(told),
            any(_but_for_the_year(day, told.date or told.slip) for day in self.dates),
            self._same_term(told),
            self._is_near(told),
            told.type in self.kinds,
            bool(told.title) and not self._another_title(told),
            self._is_current(told) is True,
            bool(told.office and told.office.organ) and told.office in self.issuers,
        )

    def _allows_office(self, told: Evidence, *, sure: bool) -> bool:
        if told.office is None or told.office in self.issuers:
            return True
        against = [o for o in self.issuers if offices.contradict(o, told.office)]
        return all(sure and offices.confused(o, told.office) for o in against)

    def _allows_title(self, told: Evidence) -> bool:
        """Whether it is not another's: by two who tell it alike, or an article of another term."""
        if not self._another_title(told):
            return True
        if told.confirmed:
            return False
        return bool(told.date) or self.numbering.yearly or self._is_current(told) is not False

    def _in_the_run(self, told: Evidence) -> bool:
        """Whether one office gave the number on both dates, and so once, whatever the title."""
        same = told.date and self.day and self.numbering.same_run(self.day, told.date) is True
        kind = not (told.type and self.kinds) or told.type in self.kinds
        return bool(same) and kind and self._same_seat(told)

    def _another_title(self, told: Evidence) -> bool:
        return bool(self.titles) and all(_unlike(told.title, title) for title in self.titles)

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
        if not day:
            return date <= self.first_told and not self._out_of_term(date)
        if any(_fits(d, date) or _fits(date, d) for d in self.dates):
            return True
        same_seat = self._same_seat(told) or (same_title and not told.placed)
        return same_seat and self._mistyped(told, day, same_title=same_title)

    def _out_of_term(self, date: str) -> bool:
        return any(self._in_term(date, term) is False for term in self.terms)

    def _mistyped(self, told: Evidence, day: str, *, same_title: bool) -> bool:
        """Whether another date is a slip, for one office gives a number once in a run.

        Quyết định and Quy định have one symbol and two runs.
        """
        if told.type and self.kinds and told.type not in self.kinds and not same_title:
            return False
        if _but_for_the_year(day, told.date):
            return True
        if self._out_of_term(told.date):
            return False
        run = self.numbering.same_run(day, told.date)
        return bool(run) or (run is None and same_title and day[:4] == told.date[:4])

    def _same_seat(self, told: Evidence) -> bool:
        """Whether one office in the country issued both, by its name or the article's place."""
        if self.numbering.central:
            return True
        if told.placed:
            return told.office in self.issuers or (not self.issuers and self._is_near(told))
        return self._is_near(told)

    def _same_office(self, told: Evidence) -> bool:
        """Whether both name one body: not the centre's, whose organs have one row of numbers."""
        office = told.office
        return office in self.issuers and bool(office and office.placed and office.body != CENTRE)

    def _same_day(self, told: Evidence) -> bool:
        """Whether both tell one whole day, be it with a year that cannot be."""
        if len(told.date) == FULL and told.date in self.dates:
            return True
        return any(_but_for_the_year(day, told.slip) for day in self.dates)

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
            known = told.office in self.issuers
            return known or not any(_apart(told.office, area, sure=sure) for area in self.areas)
        if not told.area:
            return True
        placed = [o for o in self.issuers if o.place]
        if placed:
            own = told.office is None and not sure
            return not any(
                _apart(o, told.area, sure=sure) or (own and self._is_smaller(o, told.area))
                for o in placed
            )
        rank = self.numbering.rank or areas.COMMUNE
        return not any(areas.contradict(area, told.area, rank) for area in self.areas)

    def _is_smaller(self, office: Office, area: Area) -> bool:
        """Whether *office* is of a smaller place than *area*, which has one of its own.

        In an article on a province a bare 1234/QĐ-UBND is the province's.
        """
        return self.numbering.rank is None and (office.rank or 0) > max(r for r, _ in area)

    def _is_near(self, told: Evidence) -> bool:
        """Whether both are of one place, by the office that is named or the article's place."""
        here = _seat(told.office, told.area, self.numbering.rank)
        seats = [_seat(o, Area(), o.rank) for o in self.issuers if o.place]
        seats += [_seat(None, area, self.numbering.rank) for area in self.areas]
        return any(here & seat for seat in seats)

    def _is_current(self, told: Evidence) -> bool | None:
        """Whether it was issued in the year or term of the article; None where that is open."""
        known = self.day and told.published
        return self.numbering.same_run(self.day, told.published) if known else None


@lru_cache(maxsize=100_000)
def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= _TITLE and len(one & other) >= _ALIKE * shorter


@lru_cache(maxsize=100_000)
def _unlike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= _TITLE and len(one & other) < _UNLIKE * shorter


def _believed(told: Counter[Office]) -> tuple[Office, ...]:
    """The offices *told* that none told more often contradicts.

    Nor those of a province that another of them was merged into: that one issued it in its time.
    """
    return tuple(
        office
        for office, times in told.items()
        if not any(
            (more > times and offices.contradict(office, other)) or offices.follows(office, other)
            for other, more in told.items()
        )
    )


def _but_for_the_year(one: str, other: str) -> bool:
    """Whether two days differ in nothing but the year, which is then a slip of one of them."""
    return len(one) == len(other) == FULL and one[4:] == other[4:]


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
    return not (sure and (_merged_into(office.area, area) or _merged_into(area, office.area)))


def _merged_into(one: Area, other: Area) -> bool:
    """Whether the province of *one* was merged into that of *other*."""
    later = {areas.successor(name) for rank, name in one if rank == areas.PROVINCE}
    return any((areas.PROVINCE, name) in other for name in later if name)
