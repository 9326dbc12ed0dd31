"""Which mentions of one code mean the same document within an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import regex

from indexer.models import Annotations, Organisation, Place
from indexer.text.places import places
from indexer.text.spans import within
from plugins._vocabulary import COMMITTEE_LEVELS
from plugins.codes.grammar import TWO_TYPES
from plugins.directives.reading import Reading, term_of

_APART = 3  # years: no number comes again sooner, and slips in day and month are told as doubts
_ORGANS = ("Ban Thường vụ ", "Ban Chấp hành ", "Thường trực ", "Chủ tịch ")
_LOCAL = ("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị", "UBND", "HĐND")
_BOARD = regex.compile(r"Đảng bộ (tỉnh|thành phố|huyện|quận|thị xã)(?= |$)")
_HEADS = {level: f"{head} ủy" for head, level in COMMITTEE_LEVELS.items()}
_WHOLE = regex.compile(r"\d{4}-\d\d-\d\d")
_LEVEL = regex.compile(r"(?:^|, )(tỉnh|thành phố|quận|huyện|thị xã) ([^,]+)")


def apart(readings: Sequence[Reading], found: Annotations) -> list[list[Reading]]:
    """*readings* of one code, in a group for each document: by committee, term, type and day.

    A mention that tells none of them goes with the group before it.
    """
    groups: list[_Group] = []
    for reading in readings:
        fitting = [group for group in groups if group.takes(reading)]
        if not fitting:
            groups.append(_Group(found))
        (fitting or groups)[-1].add(reading)
    return [group.readings for group in groups]


def named(readings: Iterable[Reading]) -> list[str]:
    """Every body that the text names as the issuer, after the code or before it."""
    return list(dict.fromkeys(o.name for reading in readings for o in _issuers(reading)))


def contradict(one: str, other: str) -> bool:
    """Whether two issuers are bodies of two places or levels: Thành ủy and Tỉnh ủy Bắc Ninh.

    Organs of one committee do not contradict it, nor do two central bodies each other.
    """
    one, other = committee(one), committee(other)
    if not (one.startswith(_LOCAL) and other.startswith(_LOCAL)):
        return False
    return not (one.startswith(other) or other.startswith(one))


def committee(issuer: str) -> str:
    """The body whose organ *issuer* is: "Ban Chấp hành Đảng bộ tỉnh Hà Nam" → "Tỉnh ủy Hà Nam"."""
    for organ in _ORGANS:
        issuer = issuer.removeprefix(organ)
    issuer = _BOARD.sub(lambda m: _HEADS[m[1]], issuer)
    return issuer.replace("Ủy ban nhân dân", "UBND").replace("Hội đồng nhân dân", "HĐND")


def elsewhere(organisation: Organisation, found: Annotations) -> bool:
    """Whether *organisation* is, by its own words, of another province than the article's."""
    span = (organisation.start, organisation.end)
    there = {p for place in within(found.of(Place), span) for p in _provinces_in(place.full)}
    home = _provinces_in(found.place or "")
    return bool(home and there) and not home & there


class _Group:
    """Mentions of one code that are taken for one document."""

    def __init__(self, found: Annotations) -> None:
        self.readings: list[Reading] = []
        self.issuers: set[str] = set()
        self.day = ""  # the first that is told
        self.dates: set[str] = set()
        self.types: set[str] = set()
        self._found = found

    def add(self, reading: Reading) -> None:
        self.readings.append(reading)
        self.issuers.update(named([reading]))
        self.day = self.day or _whole(reading.date)
        self.dates.update(filter(None, [reading.date]))
        self.types.update(filter(None, [reading.code.type]))

    def takes(self, reading: Reading) -> bool:
        names = named([reading])
        if any(contradict(name, known) for name in names for known in self.issuers):
            return False
        terms = {term_of(name) for name in names}, {term_of(name) for name in self.issuers}
        told, known = (found - {None} for found in terms)
        if told and known and not told & known:
            return False
        if self._of_another_type(reading) or self._from_elsewhere(reading):
            return False
        return not _years_apart(_whole(reading.date), self.day)

    def _of_another_type(self, reading: Reading) -> bool:
        """Whether type word and date differ: a Quy định and a Quyết định that share a number."""
        date, type_ = reading.date, reading.code.type
        if date is None or not self.dates or not {type_, *self.types} <= {*TWO_TYPES}:
            return False
        return type_ not in self.types and not any(_agree(date, known) for known in self.dates)

    def _from_elsewhere(self, reading: Reading) -> bool:
        """Whether it names an issuer from elsewhere, the others nobody: they are of this place."""
        return not self.issuers and any(elsewhere(o, self._found) for o in _issuers(reading))


def _issuers(reading: Reading) -> list[Organisation]:
    return [o for o in (reading.issuer, reading.issuing) if o]


def _whole(date: str | None) -> str:
    return date if date and _WHOLE.fullmatch(date) else ""


def _agree(one: str, other: str) -> bool:
    """Whether one of two dates is the other, or a part of it."""
    return one.startswith(other) or other.startswith(one)


def _years_apart(one: str, other: str) -> bool:
    """Whether two days are of two documents, and neither is the other with a slip in the year."""
    if not (one and other) or one[4:] == other[4:]:
        return False
    return abs(int(one[:4]) - int(other[:4])) >= _APART


@cache
def _provinces_in(named_: str) -> frozenset[str]:
    """The provinces of the places in "huyện Lý Nhân, tỉnh Hà Nam", as they are called now too."""
    found: set[str] = set()
    for level, name in _LEVEL.findall(named_):
        for place in places().get(name, ()):
            if place.level == level:
                found |= {place.province or place.name}
    into = {p.into for name in found for p in places().get(name, ()) if p.into}
    return frozenset(found | into)
