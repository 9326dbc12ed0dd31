"""Which claims speak of the same directive: a pure function of all claims about one code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count

import regex

from indexer.resolve import areas, offices
from indexer.resolve.evidence import Claim
from indexer.resolve.grouping import Group, grouped
from indexer.resolve.numbering import numbering, variants
from indexer.text.numbers import impossible
from indexer.text.unicode import fold

_ISO = regex.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_APART = regex.compile(r"[\W_]+")
_TELLING = ("issuer", "date", "title")  # what tells documents of one code apart
_RARE = 5  # a value that is told five times less often than another is not taken for fuller

LEFT_OPEN = "several fit equally"
UNTOLD = "not told: {}"  # in what the candidates differ, and the claim says nothing of it


@dataclass(frozen=True)
class Directive:
    """One document that claims speak of."""

    id: str
    code: str
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


def resolve(claims: Iterable[Claim], taken: Collection[str] = ()) -> Partition:
    """The directives that *claims*, all about one code in its variants, speak of.

    Claims that do not contradict each other speak of one. Those that tell most are heard first;
    one that fits several directives goes to the one it agrees with best, and stays open where
    there is no best one. The order of *claims* does not matter. *taken* are ids that directives
    of other codes have: 12-HD/BTC and 12/HD-BTC may come to the same.
    """
    groups, undecided = grouped(claims)
    ids = _ids(list(groups.values()), taken)
    found = {n: _directive(i, group) for i, (n, group) in zip(ids, groups.items(), strict=True)}
    return Partition(
        directives=tuple(found.values()),
        open=tuple(
            _open(claim, sorted((found[n] for n in fitting), key=lambda each: each.id))
            for claim, fitting in undecided
        ),
    )


def _open(claim: Claim, candidates: Sequence[Directive]) -> Open:
    """That it is open which of *candidates* is meant, and what the article would have to say."""
    told = {**vars(claim), "issuer": claim.issuer if claim.named else None}
    differ = (key for key in _TELLING if len({getattr(each, key) for each in candidates}) > 1)
    untold = ", ".join(key for key in differ if not told[key])
    reason = UNTOLD.format(untold) if untold else LEFT_OPEN
    return Open(claim.key, tuple(each.id for each in candidates), reason)


def _ids(groups: Sequence[Group], taken: Collection[str]) -> list[str]:
    """An id for each group, from its code and what tells it from others of that code."""
    ids: dict[str, None] = {}
    for group in groups:
        short, long = _names(group)
        names = chain((short, long), (f"{long}.{n}" for n in count(2)))
        ids[next(name for name in names if name not in ids and name not in taken)] = None
    return list(ids)


def _names(group: Group) -> tuple[str, str]:
    """A short name, and a longer one where that is taken: the year, or the day, at its end."""
    code = _code(group)
    plain = _APART.sub("-", fold(code)).strip("-")
    if numbering(code).once:
        return plain, plain
    where = _where(group, named=True) or _near(group) or _where(group, named=False)
    date = _date(group.claims) or ""
    short = ".".join(part for part in (plain, where, date[:4]) if part)
    return short, ".".join(part for part in (plain, where, date) if part)


def _where(group: Group, *, named: bool) -> str:
    """The office that most claims tell: "tinh-uy-ha-nam"."""
    told = [c.issuer for c in group.claims if c.issuer and c.named is named]
    return _most(o.name for issuer in _located(told) if (o := offices.office(issuer))) or ""


def _located(issuers: Iterable[str]) -> list[str]:
    """Those that are one body in the country; not the province that theirs was merged into."""
    told = [(issuer, o) for issuer in issuers if (o := offices.office(issuer)) and o.placed]
    known = {o for _, o in told}
    later = {o for o in known if any(offices.follows(o, other) for other in known)}
    return [issuer for issuer, o in told if o not in later]


def _near(group: Group) -> str:
    """The smallest place that the articles are about: "ha-nam"."""
    smallest = [min(area, key=_now) for area in group.testimony.areas]
    return "-".join(fold(min((name for _, name in smallest), default="")).split())


def _now(place: tuple[int, str]) -> tuple[int, bool, str]:
    """The smallest first; a province that is there before those that were merged into it."""
    rank, name = place
    return -rank, areas.successor(name) is not None, name


def _code(group: Group) -> str:
    """The code as most write it; of two that are written as often, the usual one."""
    counts = Counter(claim.code for claim in group.claims)
    return min(counts, key=lambda code: (-counts[code], variants(code).index(code)))


def _directive(directive_id: str, group: Group) -> Directive:
    claims = group.claims
    terms = [c.term or offices.term(c.issuer) for c in claims]
    return Directive(
        id=directive_id,
        code=_code(group),
        claims=group.reasons,
        type=_most(c.type for c in claims),
        body=_most(c.body for c in claims),
        issuer=_issuer(claims),
        date=_date(claims),
        title=_title(claims),
        term=_most(terms),
    )


def _issuer(claims: Sequence[Claim]) -> str | None:
    """The fullest name of the office that most tell.

    One that is named, and one that tells its place, before others.
    """
    told = [(c.issuer, c.named) for c in claims if c.issuer]
    named = [issuer for issuer, named in told if named] or [issuer for issuer, _ in told]
    counts = Counter(_located(named) or named)
    of_office = Counter(offices.office(issuer) for issuer in counts.elements())
    often = max(of_office.values(), default=0)
    best = [
        v for v in counts if of_office[offices.office(v)] == often and counts[v] * _RARE >= often
    ]
    return min(best, key=lambda value: (-len(value), -counts[value], value), default=None)


def _date(claims: Sequence[Claim]) -> str | None:
    """The day that most tell, else the month, else the year; one that does not exist comes last."""
    told = [c.date for c in claims if c.date]
    dates = [date for date in told if _exists(date)] or told
    length = max(map(len, dates), default=0)
    return _most(date for date in dates if len(date) == length)


def _exists(date: str) -> bool:
    whole = _ISO.fullmatch(date)
    return whole is None or not impossible(*(int(whole[i] or 1) for i in (3, 2, 1)))


def _most(values: Iterable[str | None]) -> str | None:
    """What is told most often; among equals the first of the alphabet."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _title(claims: Sequence[Claim]) -> str | None:
    """What most tell, as fully as half of them do: the rest has run on into the sentence."""
    counts = Counter(claim.title for claim in claims if claim.title)
    told = {title: sum(counts[t] for t in counts if t.startswith(title)) for title in counts}
    best = min(told, key=lambda title: (-told[title], -len(title), title), default="")
    fuller = [t for t in told if t.startswith(best) and told[t] * 2 >= told[best]]
    return max(fuller, key=lambda title: (len(title), title), default=None)
