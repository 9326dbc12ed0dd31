"""Whether two texts are the same news: the same words, and no other number or name among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice, zip_longest
from sys import intern

import regex

from indexer.resolve.sketch import WIDTH, excerpt

Around = tuple[int, int]  # the shingles before and after

# The share of shingles that two texts have in common. Of 5,000 articles nearly all pairs from 0.7
# on were read as one text in two versions, and most of those up to 0.6 as two on one matter.
SAME = 0.7
EDITS = 400  # syllables to one number or name that may differ, by a slip or an editor's hand
_SYLLABLE = regex.compile(r"[\p{L}\p{M}]+|\p{N}+")
_OPENING = regex.compile(r"(?:^|[.!?:…\n])[^\p{L}\p{N}]*\p{Lu}")  # a capital that tells no name


@dataclass(frozen=True)
class Worded:
    """A text as its syllables; its code, where it is a document, and those that it names."""

    text: str
    own: str | None = None
    codes: frozenset[str] = frozenset()

    @cached_property
    def written(self) -> list[str]:
        """Its syllables and figures, in order; the first of a sentence in lower case."""
        plain = _OPENING.sub(lambda m: m[0].lower(), excerpt(self.text))
        return [intern(s.lstrip("0") or "0") for s in _SYLLABLE.findall(plain)]

    @cached_property
    def rows(self) -> list[int]:
        """The shingles in order, upper case or lower; hashes, which other processes have not."""
        lower = [syllable.lower() for syllable in self.written]
        return [hash(row) for row in zip(*(lower[n:] for n in range(WIDTH)), strict=False)]

    @cached_property
    def shingles(self) -> frozenset[int]:
        """The same, each once."""
        return frozenset(self.rows)

    @cached_property
    def places(self) -> Mapping[int, list[int]]:
        """Where each of them stands."""
        found: dict[int, list[int]] = {}
        for place, row in enumerate(self.rows):
            found.setdefault(row, []).append(place)
        return found


def same_news(one: Worded, other: Worded) -> bool:
    """Whether both texts are one, but for headline, footer, a few words or a missing end.

    Two documents with other codes never are, nor two texts that each name a code that the other
    does not. Nor are texts that say the same of another place, person, day or number: where both
    go on alike before and after, one name or figure in EDITS syllables may differ.
    """
    if one.own != other.own or (one.codes - other.codes and other.codes - one.codes):
        return False
    if likeness(one, other) < SAME:
        return False
    allowed = min(len(one.written), len(other.written)) // EDITS
    return next(islice(differing(one, other), allowed, None), None) is None


def likeness(one: Worded, other: Worded) -> float:
    """The share of all shingles of the two that both have."""
    both = len(one.shingles) - len(one.shingles - other.shingles)  # half the time of &
    every = len(one.shingles) + len(other.shingles) - both
    return both / every if every else 0.0


def differing(one: Worded, other: Worded) -> Iterator[tuple[str, str]]:
    """What the texts name otherwise between words that both have: figures, names."""
    theirs = dict(_gaps(other, one))
    for around, mine in _gaps(one, other):
        if around in theirs and _contradict(mine, theirs[around]):
            yield " ".join(mine), " ".join(theirs[around])


def _gaps(worded: Worded, other: Worded) -> Iterator[tuple[Around, list[str]]]:
    """What stands between two shingles that *other* has too, by these; not before and after all."""
    rows, where = worded.rows, worded.places
    alone = sorted(place for row in worded.shingles - other.shingles for place in where[row])
    begins = None  # a run of shingles that only this one has
    for place, following in zip_longest(alone, alone[1:]):
        begins = place if begins is None else begins
        if following != place + 1:
            before, after = begins - 1, place + 1
            if before >= 0 and before + WIDTH < after < len(rows):
                yield (rows[before], rows[after]), worded.written[before + WIDTH : after]
            begins = None


def _contradict(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each has a figure, or each a name, and none that the other has."""
    return any(
        mine and theirs and mine.isdisjoint(theirs)
        for mine, theirs in ((_figures(one), _figures(other)), (_names(one), _names(other)))
    )


def _figures(syllables: Sequence[str]) -> set[str]:
    """Figures that follow each other are one: 6/2/2017 and 6.2.2017 are the same."""
    runs = groupby(syllables, key=lambda s: s[0].isdigit())
    return {".".join(run) for figures, run in runs if figures}


def _names(syllables: Sequence[str]) -> set[str]:
    """Words with a capital; those of several, like UBND, are short for what others write out."""
    return {s.lower() for s in syllables if s[0].isupper() and not s.isupper()}
