"""A question in its neutral form → what is looked up and how it counts; the same for every engine.

Hits are the same in every engine because all that decides them stands here and in `analysis`.
Scores are BM25, which each engine computes for itself: they agree to some digits, not to the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.store import engine as neutral
from indexer.store.analysis import bare, beginnings, syllables, unmarked
from indexer.store.codes import folded

TITLE_WEIGHT = 3  # a word of the title counts as much as three of the body
BODY = 10_000  # where the places of the body begin in the field "text": before it is the title
WORD_WEIGHT = 1.5  # neighbours in the question that are one word in the text
CODE_WEIGHT = 5.0  # what names a directive by its code tells more than any word
SHAPE_SCORE = 1.0  # of a word that has the shape asked for: `ngh*`, `nghi~`
PAIR_SCORE = 2.0  # of two neighbours in the question that are neighbours in the text
UNMARKED_SCORE = 0.001  # of a text without diacritics, below all that have them as asked
SAME = 100_000  # times which scores are compared as whole numbers; equals come newest first

_LONGEST_WORD = 4  # syllables

_Leaf = neutral.Term | neutral.Phrase | neutral.Prefix | neutral.Fuzzy


@dataclass(frozen=True)
class Every:
    """Every article; it adds nothing to a score."""


@dataclass(frozen=True)
class Terms:
    """Terms of a field that follow one another, scored by BM25 times *weight*."""

    field: str
    terms: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Beginning:
    """Any term of a field that begins so."""

    field: str
    prefix: str


@dataclass(frozen=True)
class Near:
    """Any term of a field with up to *distance* letters wrong; see near()."""

    field: str
    term: str
    distance: int


@dataclass(frozen=True)
class Published:
    """From one day number to another, both included; it adds nothing to a score."""

    first: int
    last: int


@dataclass(frozen=True)
class AllOf:
    """What all parts find."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True)
class AnyOf:
    """What one part finds; without parts, nothing."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True)
class But:
    """What is found and is not unwanted."""

    found: Plan
    unwanted: Plan


@dataclass(frozen=True)
class Better:
    """What is found; *bonus* adds to its score."""

    found: Plan
    bonus: Plan


@dataclass(frozen=True)
class Flat:
    """What *part* finds, each with the same *score*."""

    part: Plan
    score: float


Plan = Every | Terms | Beginning | Near | Published | AllOf | AnyOf | But | Better | Flat

NOTHING = AnyOf(())


def plan(query: neutral.Query) -> Plan:
    """What is to be looked up for *query*."""
    match query:
        case neutral.All():
            return Every()
        case neutral.And(parts):
            return _all_of(parts)
        case neutral.Or(parts):
            return _any_of(map(plan, parts))
        case neutral.Not(part):
            return But(Every(), plan(part))
        case neutral.DateRange():
            first, last = neutral.day_bounds(query)
            return Published(max(first, 1), last)  # 0: no date
        case _:
            return _leaf(query)


def scored(asked: Plan) -> bool:
    """Whether hits of *asked* differ in their scores."""
    match asked:
        case Terms():
            return True
        case AllOf(parts) | AnyOf(parts):
            return len(parts) > 1 or any(map(scored, parts))
        case But(found, _):
            return scored(found)
        case Better():
            return True
    return False


def near(asked: Near, terms: Iterable[str]) -> list[str]:
    """Those of *terms* that have at most as many letters wrong, missing or too much as asked.

    The first letter must be right, but for its diacritics.
    """
    return [term for term in terms if _within(asked.term, term, asked.distance)]


def first_letters(asked: Near) -> set[str]:
    """How the terms begin that near() has to be given."""
    return {asked.term[0], bare(asked.term[0])}


def _within(one: str, other: str, wrong: int) -> bool:
    if abs(len(one) - len(other)) > wrong:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return True  # one is the beginning of the other
    if not wrong:
        return False
    left, right = one[at:], other[at:]
    return (
        _within(left[1:], right[1:], wrong - 1)
        or _within(left[1:], right, wrong - 1)
        or _within(left, right[1:], wrong - 1)
    )


def _any_of(parts: Iterable[Plan]) -> Plan:
    found = tuple(parts)
    return found[0] if len(found) == 1 else AnyOf(found)


def _all_of(parts: Sequence[neutral.Query]) -> Plan:
    if not parts:
        return NOTHING
    wanted = [part for part in parts if not isinstance(part, neutral.Not | neutral.All)]
    unwanted = [plan(part.part) for part in parts if isinstance(part, neutral.Not)]
    plans = tuple(map(plan, wanted))
    found: Plan = AllOf(plans) if len(plans) > 1 else plans[0] if plans else Every()
    asked = [s for p in wanted if isinstance(p, neutral.Term) and not p.field for s in _of(p)]
    if len(asked) > 1:
        found = Better(found, _any_of((*_possible_words(asked), *_pairs(asked))))
    return But(found, _any_of(unwanted)) if unwanted else found


def _possible_words(asked: Sequence[str]) -> Iterator[Terms]:
    """Runs of neighbouring syllables: where one is a word of the text, it is a better hit.

    So a question need not be cut into words, and it finds the same however it would be cut.
    """
    for size in range(2, _LONGEST_WORD + 1):
        for start in range(len(asked) - size + 1):
            yield Terms("words", ("_".join(asked[start : start + size]),), WORD_WEIGHT)


def _pairs(asked: Sequence[str]) -> Iterator[Flat]:
    """Two neighbours each: a text where they stand together is a better hit than one with both.

    The score is the same for all, for the rarity of "người có công" is not that of its syllables.
    """
    for pair in pairwise(asked):
        yield Flat(Terms("text", pair), PAIR_SCORE)


def _of(leaf: _Leaf) -> Sequence[str]:
    return [folded(leaf.text)] if leaf.field == "code" else syllables(leaf.text)


def _leaf(leaf: _Leaf) -> Plan:
    """One look-up; what holds several syllables is looked for as a phrase."""
    terms = _of(leaf)
    field = leaf.field or "text"
    if not terms or not terms[-1]:
        return NOTHING
    if len(terms) == 1:
        match leaf:
            case neutral.Prefix() if len(terms[0]) >= neutral.MIN_PREFIX:
                return _beginning(field, terms[0] if field == "code" else leaf.text)
            case neutral.Fuzzy():
                return Near(field, terms[0], leaf.distance)
    weight = CODE_WEIGHT if field == "code" else 1.0
    return _or_unmarked(Terms(field, tuple(terms), weight), terms, Terms(field, _plain(terms)))


def _beginning(field: str, typed: str) -> Plan:
    forms = beginnings(typed)
    found: Plan = Beginning(field, forms[0])
    if len(forms) > 1:
        found = Flat(AnyOf(tuple(Beginning(field, form) for form in forms)), SHAPE_SCORE)
    plainly = Beginning(field, *_plain(forms[:1]))
    return _or_unmarked(found, forms, But(plainly, found))  # what has both is as good as others


def _or_unmarked(asked: Plan, typed: Sequence[str], plainly: Plan) -> Plan:
    """*asked*, or after it a text that has no diacritics at all.

    Asked without diacritics, it finds such a text anyway; no code has any.
    """
    if all(bare(term) == term for term in typed):
        return asked
    return AnyOf((asked, Flat(plainly, UNMARKED_SCORE)))


def _plain(terms: Sequence[str]) -> tuple[str, ...]:
    """*terms* as a text without diacritics has them; those that have none find any spelling."""
    return tuple(term if bare(term) == term else unmarked(bare(term)) for term in terms)
