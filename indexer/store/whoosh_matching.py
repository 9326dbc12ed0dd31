"""Which documents a plan finds in Whoosh, and how well each answers."""

from __future__ import annotations

import math
import operator
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import reduce

from indexer.store import lookup
from indexer.store.analysis import bare
from indexer.store.lookup import (
    AllOf,
    AnyOf,
    Beginning,
    Better,
    But,
    Every,
    Flat,
    Near,
    Plan,
    Published,
    Terms,
)
from indexer.store.whoosh_reading import K1, Postings, Snapshot
from indexer.store.whoosh_schema import decode

Numbers = Set[int]  # of documents
_ALONE = Terms | Flat | Beginning | Near | AnyOf  # it tells its documents from others as it adds
_SKIPPED = 20  # documents for each one looked at, from which on it is faster to look one by one


class Matching:
    """One question to one snapshot; what was read for it once is not read again."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._postings: dict[tuple[str, str], Postings] = {}
        self._found: dict[Plan, Numbers] = {}
        self._times: dict[Terms, Mapping[int, float]] = {}

    def find(self, plan: Plan) -> Numbers:
        """The documents that *plan* finds."""
        if plan not in self._found:
            self._found[plan] = self._find(plan)
        return self._found[plan]

    def scores(self, plan: Plan) -> dict[int, float]:
        """The documents that *plan* finds, each with its score."""
        found = self.find(plan)
        scores = dict.fromkeys(found, 0.0)
        self._add(plan, found, scores)
        return scores

    def _find(self, plan: Plan) -> Numbers:
        match plan:
            case Every():
                return self._snapshot.every
            case Terms(field, (term,)):
                return self._living(self._read(field, term).documents)
            case Terms():
                return self._phrase(plan).keys()
            case Beginning(field, prefix):
                return self._any_term(field, self._beginning(field, prefix))
            case Near(field):
                return self._any_term(field, self._near(plan))
            case Published(first, last):
                days = self._snapshot.days
                return {n for n in self._snapshot.every if first <= days[n] <= last}
            case AllOf(parts):
                return self._all(parts)
            case AnyOf(parts):
                return frozenset().union(*map(self.find, parts))
            case But(found, unwanted):
                return self.find(found) - self.find(unwanted)
            case Better(found, _):
                return self.find(found)
            case Flat(part):
                return self.find(part)

    def _all(self, parts: Sequence[Plan]) -> Numbers:
        found = sorted(map(self.find, parts), key=len)
        return reduce(operator.and_, found)

    def _any_term(self, field: str, terms: Iterable[str]) -> Numbers:
        found: set[int] = set()
        for term in terms:
            found.update(self._snapshot.documents(field, term))
        return self._living(found)

    def _beginning(self, field: str, prefix: str) -> Iterable[str]:
        """The terms that begin so; if it has no diacritics, those without find all others."""
        plain = prefix == bare(prefix)
        terms = set(self._snapshot.terms(field, prefix))
        return {term for term in terms if term == bare(term)} if plain else terms

    def _near(self, plan: Near) -> Iterable[str]:
        letters = lookup.first_letters(plan)
        return lookup.near(plan, {t for c in letters for t in self._snapshot.terms(plan.field, c)})

    def _living(self, documents: Iterable[int]) -> Numbers:
        deleted = self._snapshot.deleted
        return set(documents) - deleted if deleted else set(documents)

    def _read(self, field: str, term: str) -> Postings:
        key = field, term
        if key not in self._postings:
            self._postings[key] = self._snapshot.postings(field, term)
        return self._postings[key]

    def _among(self, part: Plan, among: Numbers) -> Set[int]:
        """Those of *among* that *part* finds; the places of a phrase are read in no others."""
        if isinstance(part, Terms) and len(part.terms) > 1 and part not in self._times:
            return self._follow(part, among).keys()
        return among & self.find(part)

    def _phrase(self, plan: Terms) -> Mapping[int, float]:
        """How often the terms of *plan* follow one another, for each document where they do."""
        if plan not in self._times:
            self._times[plan] = self._follow(plan, self._snapshot.every)
        return self._times[plan]

    def _follow(self, plan: Terms, among: Numbers) -> Mapping[int, float]:
        places = [self._places(plan.field, term, among) for term in plan.terms]
        common = reduce(operator.and_, sorted((among, *(p.keys() for p in places)), key=len))
        weigh = _weight_in_text if plan.field == "text" else len
        times = {}
        for document in common:
            starts = _starts([values[document] for values in places])
            if starts:
                times[document] = float(weigh(starts))
        return times

    def _places(self, field: str, term: str, among: Numbers) -> Mapping[int, bytes]:
        """The places of *term* in those of its documents that are *among*, and maybe in others."""
        documents, _, values = self._read(field, term)
        if len(among) * _SKIPPED > len(documents):
            return dict(zip(documents, values, strict=True))
        found = ((number, bisect_left(documents, number)) for number in among)
        return {n: values[at] for n, at in found if documents[at : at + 1] == [n]}

    def _add(self, plan: Plan, among: Numbers, scores: dict[int, float]) -> None:
        """Add what *plan* gives to the scores of those documents *among* that it finds.

        Only what is _ALONE may be given others as well.
        """
        match plan:
            case Terms():
                self._add_terms(plan, among, scores)
            case Beginning() | Near():
                _add_same(lookup.SHAPE_SCORE, among & self.find(plan), scores)
            case AllOf(parts) | AnyOf(parts):
                for part in parts:
                    self._add_part(part, among, scores)
            case But(found, _):
                self._add(found, among, scores)
            case Better(found, bonus):
                self._add(found, among, scores)
                self._add_part(bonus, among, scores)
            case Flat(part, score):
                _add_same(score, self._among(part, among), scores)

    def _add_part(self, part: Plan, among: Numbers, scores: dict[int, float]) -> None:
        self._add(part, among if isinstance(part, _ALONE) else among & self.find(part), scores)

    def _add_terms(self, plan: Terms, among: Numbers, scores: dict[int, float]) -> None:
        """BM25, where a phrase counts as one term, as rare as its terms together."""
        if not among:
            return
        read = [self._read(plan.field, term) for term in plan.terms]
        rarity = sum(self._rarity(len(each.documents)) for each in read)
        most = plan.weight * rarity * (K1 + 1)
        norms = self._snapshot.norms(plan.field)
        if len(read) == 1:
            times: Iterable[tuple[int, float]] = zip(
                read[0].documents, read[0].weights, strict=True
            )
        else:
            times = self._phrase(plan).items()
        for document, number in times:
            if document in among:
                scores[document] += most * number / (number + norms[document])

    def _rarity(self, documents: int) -> float:
        number = self._snapshot.size
        return math.log(1 + (number - documents + 0.5) / (documents + 0.5))


def _add_same(score: float, documents: Numbers, scores: dict[int, float]) -> None:
    for document in documents:
        scores[document] += score


def _starts(values: Sequence[bytes]) -> set[int]:
    """The places in one document from which on its terms follow one another."""
    starts = set(decode(values[0]))
    for step, value in enumerate(values[1:], 1):
        starts.intersection_update([place - step for place in decode(value)])
        if not starts:
            break
    return starts


def _weight_in_text(starts: Iterable[int]) -> int:
    return sum(lookup.TITLE_WEIGHT if start < lookup.BODY else 1 for start in starts)
