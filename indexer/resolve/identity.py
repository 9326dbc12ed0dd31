"""Which claims speak of the same directive: a pure function of all claims about one code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, groupby

import regex

from indexer.resolve import areas, offices
from indexer.resolve.evidence import Evidence, Testimony, evidence
from indexer.resolve.numbering import numbering, variants
from indexer.text.unicode import fold

# Who has issued a code where nobody else is named.
_BY_DEFAULT = {"TW": "Trung ương", "CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ"}
_BODY = regex.compile(r"\w+$")
_APART = regex.compile(r"[\W_]+")
_RARE = 5  # a value that is told five times less often than another is not taken for fuller

FIRST = "tells most"
ONLY = "the only one that fits"
DECIDED = (
    *("date", "title", "issuer", "term", "place of the article", "type word"),
    "year or term of the article",
)
LEFT_OPEN = "several fit equally"


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


class _Group:
    """Claims that are taken for one directive."""

    def __init__(self, code: str) -> None:
        self.testimony = Testimony(numbering(code))
        self.claims: list[Claim] = []
        self.reasons: dict[int, str] = {}

    def add(self, claim: Claim, told: Evidence, reason: str) -> None:
        self.testimony.add(told)
        self.claims.append(claim)
        self.reasons[claim.key] = reason


Heard = Sequence[tuple[Claim, Evidence]]
Groups = tuple[list[_Group], list[tuple[Claim, list[int]]]]


def resolve(claims: Iterable[Claim], taken: Collection[str] = ()) -> Partition:
    """The directives that *claims*, all about one code in its variants, speak of.

    Claims that do not contradict each other speak of one. Those that tell most are heard first;
    one that fits several directives goes to the one it agrees with best, and stays open where
    there is no best one. The order of *claims* does not matter. *taken* are ids that directives
    of other codes have: 12-HD/BTC and 12/HD-BTC may come to the same.
    """
    heard = _sorted(claims)
    if not heard:
        return Partition()
    once = numbering(heard[0][0].code).once
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
    """The groups, and each claim that fits several of them with their numbers.

    What several fit is heard again when the others have been, and may have told more.
    """
    groups: list[_Group] = []
    waiting = [list(alike) for _, alike in groupby(heard, key=_order)]
    while True:
        undecided = [alike for alike in waiting if not _placed(groups, alike)]
        if len(undecided) == len(waiting):
            break
        waiting = undecided
    return groups, [(claim, _best(groups, told)[0]) for alike in waiting for claim, told in alike]


def _placed(groups: list[_Group], alike: Heard) -> bool:
    """Put claims that say the same into the group that fits best, or a new one; if one does."""
    code, told = alike[0][0].code, alike[0][1]
    best, reason = _best(groups, told)
    if len(best) > 1:
        return False
    if not best:
        groups.append(_Group(code))
    for claim, _ in alike:
        groups[best[0] if best else -1].add(claim, told, reason)
    return True


def _best(groups: Sequence[_Group], told: Evidence) -> tuple[list[int], str]:
    """The groups that allow *told* and that it agrees with best, and in what."""
    fitting = [n for n, group in enumerate(groups) if group.testimony.allows(told)]
    if len(fitting) < 2:
        return fitting, ONLY if fitting else FIRST
    agreements = {n: groups[n].testimony.agreement(told) for n in fitting}
    highest = max(agreements.values())
    decided = [name for name, agrees in zip(DECIDED, highest, strict=True) if agrees]
    return [n for n in fitting if agreements[n] == highest], ", ".join(decided)


def _all_as_one(heard: Heard) -> Groups:
    group = _Group(heard[0][0].code)
    for claim, told in heard:
        group.add(claim, told, "its number and year are given once")
    return [group], []


def _evidence(claim: Claim) -> Evidence:
    body = _BODY.search(claim.code)
    shared = variants(claim.code)
    return evidence(
        issuer=claim.issuer or _BY_DEFAULT.get(body[0] if body else ""),
        date=claim.date,
        term=claim.term,
        title=claim.title,
        type_=claim.type if len(shared) > 1 else None,  # else the code tells it
        named=claim.named,
        place=claim.place,
        published=claim.published,
        numbering=numbering(claim.code),
    )


def _sorted(claims: Iterable[Claim]) -> Heard:
    """*claims* with what they tell; what tells most comes first, then what is told most often."""
    told = [(claim, _evidence(claim)) for claim in claims]
    dates = Counter(known.date for _, known in told)
    titles = Counter(known.title for _, known in told)
    heard = [(c, replace(known, confirmed=titles[known.title] > 1)) for c, known in told]
    return sorted(heard, key=lambda h: (_order(h)[0], -dates[h[1].date], _order(h)[1]))


def _order(heard: tuple[Claim, Evidence]) -> tuple[tuple[bool, ...], tuple[str, ...]]:
    """What tells most comes first; then by content, never by key."""
    claim, told = heard
    said = (claim.issuer, claim.date, claim.term, claim.title, claim.place, claim.published)
    content = (*said, claim.type, claim.body, claim.code, "named" if claim.named else "")
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
    code = _code(group)
    plain = _APART.sub("-", fold(code)).strip("-")
    if numbering(code).once:
        return plain, plain
    where = _where(group, named=True) or _near(group) or _where(group, named=False)
    date = _date(group.claims) or ""
    short = ".".join(part for part in (plain, where, date[:4]) if part)
    return short, ".".join(part for part in (plain, where, date) if part)


def _where(group: _Group, *, named: bool) -> str:
    """The office that most claims tell: "tinh-uy-ha-nam"."""
    told = [offices.office(c.issuer) for c in group.claims if c.named is named]
    return _most(o.name for o in told if o and o.placed) or ""


def _near(group: _Group) -> str:
    """The smallest place that the articles are about: "ha-nam"."""
    smallest = [min(area, key=_now) for area in group.testimony.areas]
    return "-".join(fold(min((name for _, name in smallest), default="")).split())


def _now(place: tuple[int, str]) -> tuple[int, bool, str]:
    """The smallest first; a province that is there before those that were merged into it."""
    rank, name = place
    return -rank, areas.successor(name) is not None, name


def _code(group: _Group) -> str:
    """The code as most write it; of two that are written as often, the usual one."""
    counts = Counter(claim.code for claim in group.claims)
    return min(counts, key=lambda code: (-counts[code], variants(code).index(code)))


def _directive(directive_id: str, group: _Group) -> Directive:
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
    placed = [issuer for issuer in named if (o := offices.office(issuer)) and o.placed]
    counts = Counter(placed or named)
    of_office = Counter(offices.office(issuer) for issuer in counts.elements())
    often = max(of_office.values(), default=0)
    best = [
        v for v in counts if of_office[offices.office(v)] == often and counts[v] * _RARE >= often
    ]
    return min(best, key=lambda value: (-len(value), -counts[value], value), default=None)


def _date(claims: Sequence[Claim]) -> str | None:
    """The day that most tell, else the month, else the year."""
    dates = [c.date for c in claims if c.date]
    length = max(map(len, dates), default=0)
    return _most(date for date in dates if len(date) == length)


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
