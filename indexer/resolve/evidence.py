"""What a claim tells of its directive, in a form that can be compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import regex

from indexer.resolve import offices
from indexer.resolve.offices import Office
from indexer.text.unicode import fold, normalise

_DATE = regex.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_WORD = regex.compile(r"\w+")
_FULL = 10  # characters of "2009-01-06"
_TITLE = 4  # words; shorter titles ("công tác dân vận") are borne by many directives
_ALIKE = 0.8  # of the words of the shorter title stand in the longer


@dataclass(frozen=True)
class Evidence:
    """What one claim tells."""

    office: Office | None
    date: str  # ISO day, month or year, or ""
    term: str
    title: frozenset[str]  # its words
    near: tuple[str, str] | None  # level and name of the place the article is about
    published: str

    @property
    def placed(self) -> bool:
        """Whether it names the one body in the country that issued the directive."""
        return self.office is not None and self.office.placed

    @property
    def weight(self) -> tuple[bool, bool, bool, bool, bool]:
        """How much it tells; the more, the earlier it is heard."""
        full = len(self.date) == _FULL
        return (full, self.placed, bool(self.date), bool(self.term), self.near is not None)


@dataclass
class Testimony:
    """All that is told of one directive."""

    offices: set[Office] = field(default_factory=set)
    days: set[str] = field(default_factory=set)  # full dates
    parts: set[str] = field(default_factory=set)  # years and months
    terms: set[str] = field(default_factory=set)
    titles: set[frozenset[str]] = field(default_factory=set)
    near: set[tuple[str, str]] = field(default_factory=set)

    def add(self, told: Evidence) -> None:
        """Take in what one more claim tells."""
        if told.office:
            self.offices.add(told.office)
        elif told.near:
            self.near.add(told.near)
        if told.date:
            (self.days if len(told.date) == _FULL else self.parts).add(told.date)
        if told.term:
            self.terms.add(told.term)
        if told.title:
            self.titles.add(told.title)

    def allows(self, told: Evidence) -> bool:
        """Whether nothing in *told* contradicts it."""
        return (
            self._allows_office(told)
            and self._allows_date(told)
            and (not told.term or not self.terms or told.term in self.terms)
            and self._allows_place(told)
        )

    def agreement(self, told: Evidence) -> tuple[bool, bool, bool, bool, bool]:
        """In what *told* agrees: day, issuer, term, title, place of the article."""
        return (
            told.date in self.days,
            any(o.placed and o == told.office for o in self.offices),
            told.term in self.terms,
            self._same_title(told),
            self._is_near(told),
        )

    def _allows_office(self, told: Evidence) -> bool:
        if told.office is None:
            return True
        against = [o for o in self.offices if offices.contradict(o, told.office)]
        # Politburo and Secretariat share symbol and numbers, and articles take one for the other.
        sure = told.date in self.days or self._same_title(told)
        return all(sure and o.body == told.office.body == offices.CENTRE for o in against)

    def _allows_date(self, told: Evidence) -> bool:
        days, date = self.days, told.date
        if not date:  # an article does not speak of what is not yet issued
            known = min(days | self.parts, default="")
            return not (known and told.published) or told.published[:4] >= known[:4]
        if len(date) < _FULL:
            return any(_fits(d, date) for d in days) if days else self._fits_parts(date)
        if not days:
            return self._fits_parts(date)
        return date in days or self._mistyped(told)

    def _fits_parts(self, date: str) -> bool:
        return all(_fits(date, part) or _fits(part, date) for part in self.parts)

    def _mistyped(self, told: Evidence) -> bool:
        """Whether another day is a typing error: the same office, title, and year or day."""
        same_office = told.placed and told.office in self.offices
        near_day = any(d[:4] == told.date[:4] or d[4:] == told.date[4:] for d in self.days)
        return same_office and near_day and self._same_title(told)

    def _same_title(self, told: Evidence) -> bool:
        return any(_alike(told.title, title) for title in self.titles)

    def _allows_place(self, told: Evidence) -> bool:
        """An article about one province speaks of its own committee, unless it names another."""
        if told.office is not None and told.office.place:
            return all(_same_area(told.office, near) for near in self.near)
        if told.near is None:
            return True
        placed = [o for o in self.offices if o.place]
        if any(not _same_area(o, told.near) for o in placed):
            return False
        return bool(placed) or all(n[0] != told.near[0] or n == told.near for n in self.near)

    def _is_near(self, told: Evidence) -> bool:
        if told.near is None:
            return False
        return any((o.level, o.place) == told.near for o in self.offices) or told.near in self.near


def evidence(
    *,
    issuer: str | None,
    date: str | None,
    term: str | None,
    title: str | None,
    place: str | None,
    published: str | None,
) -> Evidence:
    """The evidence in what an article says."""
    office = offices.office(issuer)
    local = office is None or (office.level and not office.place)
    return Evidence(
        office=office,
        date=date if date and _DATE.fullmatch(date) else "",
        term=(term or offices.term(issuer) or "").upper(),
        title=_words(title or ""),
        near=offices.level_and_name(place) if local else None,
        published=published or "",
    )


@lru_cache(maxsize=20_000)
def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(normalise(title))))


@lru_cache(maxsize=100_000)
def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= _TITLE and len(one & other) >= _ALIKE * shorter


def _fits(day: str, part: str) -> bool:
    return f"{day}-".startswith(f"{part}-")


def _same_area(office: Office, near: tuple[str, str]) -> bool:
    """Whether *office* may be that of the place *near*; of another level, it always may."""
    return office.level != near[0] or office.place.startswith(near[1])
