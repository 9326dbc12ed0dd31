"""Which claims speak of the same directive: a pure function of all claims about one code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count, groupby

import regex

from indexer.resolve import offices
from indexer.resolve.evidence import Evidence, Testimony, evidence
from indexer.text.unicode import fold

# 123/2020/NĐ-CP: with its year, the number of a central body is given once.
_WITH_YEAR = regex.compile(r"\d+/\d{4}/")
_LOCAL_BODY = regex.compile(r"UBND|HĐND")  # every province has its own 12/2020/QĐ-UBND
# Committees of provinces, cities, districts and communes: TU HU QU ThU TXU ĐU, and their offices.
_COMMITTEE = regex.compile(r"(?:[THQĐ]|Th|Tx|TX|Thx)U$")
# Who has issued a code where nobody else is named.
_BY_DEFAULT = {"TW": "Trung ương", "CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ"}
_BODY = regex.compile(r"\w+$")
_APART = regex.compile(r"[\W_]+")
_RARE = 5  # a value that is told five times less often than another is not taken for fuller

FIRST = "tells most"
ONLY = "the only one that fits"
DECIDED = ("date", "issuer", "term", "title", "place of the article")
LEFT_OPEN = "several fit equally"


@dataclass(frozen=True)
class Claim:
    """What one article says of one directive."""

    key: int  # how the caller knows it; two claims that differ in nothing else are alike
    code: str
    type: str | None = None
    body: str | None = None
    issuer: str | None = None
    date: str | None = None
    title: str | None = None
    term: str | None = None
    published: str | None = None  # when the article was
    place: str | None = None  # that the article is about


@dataclass(frozen=True)
class Directive:
    """One document that claims speak of."""

    id: str
    claims: dict[int, str]  # key → why it belongs here
    type: str | None
    body: str | None
    issuer: str | None
    date: str | None
    title: str | None
    term: str | None


@dataclass(frozen=True)
class Open:
    """A claim that may mean several directives."""

    key: int
    candidates: tuple[str, ...]  # their ids
    reason: str


@dataclass(frozen=True)
class Partition:
    """All claims about one code: each belongs to one directive, or is open."""

    directives: tuple[Directive, ...] = ()
    open: tuple[Open, ...] = ()


class _Group:
    """Claims that are taken for one directive."""

    def __init__(self) -> None:
        self.testimony = Testimony()
        self.claims: list[Claim] = []
        self.reasons: dict[int, str] = {}

    def add(self, claim: Claim, told: Evidence, reason: str) -> None:
        self.testimony.add(told)
        self.claims.append(claim)
        self.reasons[claim.key] = reason


Heard = Sequence[tuple[Claim, Evidence]]
Groups = tuple[list[_Group], list[tuple[Claim, list[int]]]]


def resolve(claims: Iterable[Claim], taken: Collection[str] = ()) -> Partition:
    """The directives that *claims*, all about one code, speak of.

    Claims that do not contradict each other speak of one. Those that tell most are heard first;
    one that fits several directives goes to the one it agrees with best, and stays open where
    there is no best one. The order of *claims* does not matter. *taken* are ids that directives
    of other codes have: 12-HD/BTC and 12/HD-BTC may come to the same.
    """
    heard = sorted(((c, _evidence(c)) for c in claims), key=_order)
    if not heard:
        return Partition()
    once = _is_given_once(heard[0][0].code)
    groups, undecided = _all_as_one(heard) if once else _grouped(heard)
    ids = _ids(groups, taken)
    return Partition(
        directives=tuple(_directive(i, group) for i, group in zip(ids, groups, strict=True)),
        open=tuple(
            Open(claim.key, tuple(sorted(ids[n] for n in fitting)), LEFT_OPEN)
            for claim, fitting in undecided
        ),
    )


def _grouped(heard: Heard) -> Groups:
    """The groups, and each claim that fits several of them with their numbers."""
    groups: list[_Group] = []
    undecided: list[tuple[Claim, list[int]]] = []
    for _, alike in groupby(heard, key=_order):  # what says the same goes the same way
        claims = list(alike)
        told = claims[0][1]
        fitting = [n for n, g in enumerate(groups) if g.testimony.allows(told)]
        best, reason = _best(groups, fitting, told)
        if len(best) > 1:
            undecided += [(claim, best) for claim, _ in claims]
            continue
        if not best:
            groups.append(_Group())
        for claim, _ in claims:
            groups[best[0] if best else -1].add(claim, told, reason)
    return groups, undecided


def _best(groups: Sequence[_Group], fitting: list[int], told: Evidence) -> tuple[list[int], str]:
    """Those of *fitting* that *told* agrees with best, and in what."""
    if len(fitting) < 2:
        return fitting, ONLY if fitting else FIRST
    agreements = {n: groups[n].testimony.agreement(told) for n in fitting}
    highest = max(agreements.values())
    decided = [name for name, agrees in zip(DECIDED, highest, strict=True) if agrees]
    return [n for n in fitting if agreements[n] == highest], ", ".join(decided)


def _all_as_one(heard: Heard) -> Groups:
    group = _Group()
    for claim, told in heard:
        group.add(claim, told, "its number and year are given once")
    return [group], []


def _is_given_once(code: str) -> bool:
    return bool(_WITH_YEAR.match(code)) and not _LOCAL_BODY.search(code)


def _evidence(claim: Claim) -> Evidence:
    body = _BODY.search(claim.code)
    return evidence(
        issuer=claim.issuer or _BY_DEFAULT.get(body[0] if body else ""),
        date=claim.date,
        term=claim.term,
        title=claim.title,
        place=claim.place if _is_local(claim.code) else None,
        published=claim.published,
    )


def _is_local(code: str) -> bool:
    """Whether a body of the place that an article is about may have issued *code*."""
    return bool(_LOCAL_BODY.search(code) or _COMMITTEE.search(code))


def _order(heard: tuple[Claim, Evidence]) -> tuple[tuple[bool, ...], tuple[str, ...]]:
    """What tells most comes first; then by content, never by key."""
    claim, told = heard
    said = (claim.issuer, claim.date, claim.term, claim.title, claim.place, claim.published)
    content = (*said, claim.type, claim.body)
    return tuple(not w for w in told.weight), tuple(value or "" for value in content)


def _ids(groups: Sequence[_Group], taken: Collection[str]) -> list[str]:
    """An id for each group, from its code and what tells it from others of that code."""
    ids: list[str] = []
    for group in groups:
        short, long = _names(group)
        names = chain((short, long), (f"{long}.{n}" for n in count(2)))
        ids.append(next(name for name in names if name not in ids and name not in taken))
    return ids


def _names(group: _Group) -> tuple[str, str]:
    """A short name, and a longer one where that is taken: the year, or the day, at its end."""
    code = group.claims[0].code
    plain = _APART.sub("-", fold(code)).strip("-")
    if _is_given_once(code):
        return plain, plain
    known = (offices.office(c.issuer) for c in group.claims)
    near = fold(" ".join(min(group.testimony.near, default=())))
    where = _most(o.name for o in known if o and o.placed) or "-".join(near.split())
    date = _date(group.claims) or ""
    short = ".".join(part for part in (plain, where, date[:4]) if part)
    return short, ".".join(part for part in (plain, where, date) if part)


def _directive(directive_id: str, group: _Group) -> Directive:
    claims = group.claims
    terms = [c.term or offices.term(c.issuer) for c in claims]
    return Directive(
        id=directive_id,
        claims=group.reasons,
        type=_most(c.type for c in claims),
        body=_most(c.body for c in claims),
        issuer=_issuer(claims),
        date=_date(claims),
        title=_fullest(c.title for c in claims),
        term=_most(terms),
    )


def _issuer(claims: Sequence[Claim]) -> str | None:
    """The fullest name; one that tells its place before one that does not."""
    placed = [c.issuer for c in claims if (o := offices.office(c.issuer)) and o.placed]
    return _fullest(placed or [c.issuer for c in claims])


def _date(claims: Sequence[Claim]) -> str | None:
    """The day that most tell, else the month, else the year."""
    dates = [c.date for c in claims if c.date]
    length = max(map(len, dates), default=0)
    return _most(date for date in dates if len(date) == length)


def _most(values: Iterable[str | None]) -> str | None:
    """What is told most often; among equals the first of the alphabet."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _fullest(values: Iterable[str | None]) -> str | None:
    """The longest value that is not rare beside the others."""
    counts = Counter(value for value in values if value)
    often = max(counts.values(), default=0)
    common = [value for value in counts if counts[value] * _RARE >= often]
    return min(common, key=lambda value: (-len(value), -counts[value], value), default=None)
