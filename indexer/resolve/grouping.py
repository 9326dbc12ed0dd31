"""Which claims about one code are taken for one directive, and which of several is open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from indexer.resolve.evidence import Claim, Evidence, evidence
from indexer.resolve.numbering import numbering
from indexer.resolve.testimony import Testimony

FIRST = "tells most"
ONLY = "the only one that fits"
ONCE = "its number and year are given once"
DECIDED = (
    *("date", "title", "issuer", "day and month", "term", "place of the article", "type word"),
    *("no other title", "year or term of the article", "organ of the centre"),
)

Heard = Sequence[tuple[Claim, Evidence]]


class Group:
    """Claims that are taken for one directive."""

    def __init__(self, code: str) -> None:
        self.testimony = Testimony(numbering(code))
        self.claims: list[Claim] = []
        self.told: list[Evidence] = []  # by each of the claims
        self.reasons: dict[int, str] = {}

    def add(self, claim: Claim, told: Evidence, reason: str) -> None:
        """Take in one more claim, for a *reason*."""
        self.testimony.add(told)
        self.claims.append(claim)
        self.told.append(told)
        self.reasons[claim.key] = reason


def grouped(
    claims: Iterable[Claim],
) -> tuple[Mapping[int, Group], list[tuple[Claim, list[int]]]]:
    """The groups by number, and each claim that fits several of them with their numbers.

    What several fit is heard again when the others have been, and may have told more. So is a
    group: it was made when the one that it fits now had not yet been told enough of.
    """
    heard = _sorted(claims)
    groups = _Groups()
    if heard and numbering(heard[0][0].code).once:
        groups.put(None, heard, ONCE)
        return groups.known, []
    waiting = [list(alike) for _, alike in groupby(heard, key=_order)]
    while True:
        undecided = [alike for alike in waiting if not groups.place(alike)]
        if len(undecided) == len(waiting) and not groups.join():
            break
        waiting = undecided
    left = [(claim, groups.best(told)[0]) for alike in waiting for claim, told in alike]
    return groups.known, left


class _Groups:
    """The groups that there are so far.

    A claim that tells a province is compared with those of that province only: with all, thousands
    of claims about 01/KH-UBND took minutes.
    """

    def __init__(self) -> None:
        self.known: dict[int, Group] = {}
        self._made = 0
        self._of_province: dict[str, set[int]] = defaultdict(set)
        self._of_none: set[int] = set()  # they may be of any

    def put(self, number: int | None, heard: Heard, reason: str) -> None:
        """Put claims into the group of that number, or into a new one."""
        if number is None:
            number, self._made = self._made, self._made + 1
            self.known[number] = Group(heard[0][0].code)
            self._of_none.add(number)
        for claim, told in heard:
            self.known[number].add(claim, told, reason)
            for province in told.provinces:
                self._of_province[province].add(number)
                self._of_none.discard(number)

    def place(self, alike: Heard) -> bool:
        """Put claims that say the same into the group that fits best, or a new one; if one does."""
        best, reason = self.best(alike[0][1])
        if len(best) > 1:
            return False
        self.put(best[0] if best else None, alike, reason)
        return True

    def join(self) -> bool:
        """Put the last group all of whose claims fit one made before it into that; if one does."""
        for number, group in reversed(self.known.items()):
            before = (n for n in self._near(group.told[0]) if n < number)
            fitting = [n for n in before if all(map(self.known[n].testimony.allows, group.told))]
            if len(fitting) == 1:
                self.put(fitting[0], list(zip(group.claims, group.told, strict=True)), ONLY)
                self._drop(number)
                return True
        return False

    def best(self, told: Evidence) -> tuple[list[int], str]:
        """The groups that allow *told* and that it agrees with best, and in what."""
        fitting = [n for n in self._near(told) if self.known[n].testimony.allows(told)]
        if len(fitting) < 2:
            return fitting, ONLY if fitting else FIRST
        agreements = {n: self.known[n].testimony.agreement(told) for n in fitting}
        highest = max(agreements.values())
        decided = [name for name, agrees in zip(DECIDED, highest, strict=True) if agrees]
        return [n for n in fitting if agreements[n] == highest], ", ".join(decided)

    def _near(self, told: Evidence) -> Iterable[int]:
        """The groups that no province keeps apart from *told*, in order."""
        if not told.provinces:
            return list(self.known)
        return sorted(self._of_none.union(*(self._of_province[p] for p in told.provinces)))

    def _drop(self, number: int) -> None:
        del self.known[number]
        for numbers in (self._of_none, *self._of_province.values()):
            numbers.discard(number)


def _sorted(claims: Iterable[Claim]) -> Heard:
    """*claims* with what they tell; what tells most comes first, then what is told most often."""
    told = [(claim, evidence(claim)) for claim in claims]
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
