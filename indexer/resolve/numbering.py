"""How the documents of a code are counted: once in the country, by the year, or by the term."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

import regex

from indexer.text.terms import terms

# 123/2020/NĐ-CP: with its year, the number of a central body is given once.
_WITH_YEAR = regex.compile(r"\d+/\d{4}/")
_STATE_BODY = regex.compile(r"UBND|HĐND")  # every province has its own 12/2020/QĐ-UBND
# Party codes: NUMBER-TYPE/BODY, or NUMBER-TYPE where the body is not told.
_PARTY = regex.compile(r"\d+-[\p{L}&]+(?:/|$)")
_CENTRAL = regex.compile(r"TW$")
# Committees of provinces, districts and communes, and their offices: VPTU, BTCHU.
_COMMITTEE = regex.compile(r"(?P<level>Th|Tx|TX|Thx|T|H|Q|Đ)U$")
_RANKS = {"T": 1, "Đ": 3}  # of a province, of a commune; those between are of a district

# Congresses elect new committees each five years, from communes (March) to provinces (November).
_CONGRESS = 5  # years
_MONTHS = {1: ("08-01", "11-30"), 2: ("05-01", "09-30"), 3: ("03-01", "08-31")}
_SOON = timedelta(days=180)  # a number does not come again so soon after it was given

_TYPES = regex.compile(r"(?<=^\d+[a-z]?-)(?:QĐi|QyĐ|QĐ)(?=/|$)")  # written for "Quy định"
_TOWNS = regex.compile(r"(?:TXU|ThxU)$")  # Thị xã ủy


@dataclass(frozen=True)
class Numbering:
    """How the numbers of a code run."""

    once: bool  # one document in the country
    yearly: bool  # begins anew each year; else with each term
    dated: bool  # the year stands in the code
    central: bool  # one committee in the country, whose terms are known
    local: bool  # every place has its own
    rank: int | None  # of the place whose committee it is, where the code tells

    def same_run(self, one: str, other: str) -> bool | None:
        """Whether two days, months or years lie in one run of numbers; None where that is open.

        One office gives a number once in a run: two dates in one run are one document.
        """
        if self.dated:
            return True
        spans = _span(one), _span(other)
        if None in spans:
            return None
        first, last = min(s[0] for s in spans if s), max(s[1] for s in spans if s)
        if self.yearly:
            return first[:4] == last[:4]
        apart = max(s[0] for s in spans if s), min(s[1] for s in spans if s)
        changes = _central_changes() if self.central else _changes(self.rank)
        return _no_change(changes, (first, last), (apart[1], apart[0]))


@cache
def numbering(code: str) -> Numbering:
    """How the numbers of *code* run."""
    dated, state = bool(_WITH_YEAR.match(code)), bool(_STATE_BODY.search(code))
    central, committee = bool(_CENTRAL.search(code)), _COMMITTEE.search(code)
    return Numbering(
        once=dated and not state,
        yearly=not _PARTY.match(code),
        dated=dated,
        central=central,
        local=bool(state or committee),
        rank=_RANKS.get(committee["level"], 2) if committee else None,
    )


def variants(code: str) -> tuple[str, ...]:
    """Every way to write *code*, the usual one first: 19-QĐ/TW is 19-QĐi/TW as well."""
    types = ("QĐ", "QĐi", "QyĐ") if _TYPES.search(code) else ("",)
    bodies = ("TXU", "ThxU") if _TOWNS.search(code) else ("",)
    return tuple(_TYPES.sub(t, _TOWNS.sub(body, code)) for body in bodies for t in types)


@cache
def term_days(term: str) -> tuple[str, str] | None:
    """First and last day of a term of the Central Committee: "XII"."""
    return terms().get(("party", term))


@lru_cache(maxsize=20_000)
def _span(told: str) -> tuple[str, str] | None:
    """First and last day of what is told: "2016-02" → ("2016-02-01", "2016-02-29")."""
    try:
        first = date.fromisoformat((told + "-01-01")[:10])
        if len(told) == 10:
            last = first
        elif len(told) == 7:
            last = (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        else:
            last = first.replace(month=12, day=31)
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()


Changes = tuple[tuple[str, str], ...]  # the days between which a new term begins, in order


def _no_change(changes: Changes, whole: tuple[str, str], between: tuple[str, str]) -> bool | None:
    """Whether no term begins within *whole*; one that surely begins *between* decides."""
    starts = [first for first, _ in changes]
    touched = changes[max(0, bisect_right(starts, whole[0]) - 1) : bisect_right(starts, whole[1])]
    touched = tuple(c for c in touched if c[1] > whole[0])
    if not touched:
        return True
    if any(between[0] < first and last <= between[1] for first, last in touched):
        return False
    soon = date.fromisoformat(whole[1]) - date.fromisoformat(whole[0]) < _SOON
    return True if soon else None


@cache
def _central_changes() -> Changes:
    days = sorted(first for (committee, _), (first, _) in terms().items() if committee == "party")
    return tuple((day, day) for day in days)


@cache
def _changes(rank: int | None) -> Changes:
    first, last = _MONTHS[rank] if rank else ("03-01", "11-30")
    return tuple((f"{year}-{first}", f"{year}-{last}") for year in range(1990, 2090, _CONGRESS))
