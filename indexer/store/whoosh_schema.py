"""How documents are laid down in Whoosh: fields and the values of postings."""

from __future__ import annotations

import struct
import warnings
from collections import defaultdict
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

with warnings.catch_warnings():  # its own regular expressions and imports are old-fashioned
    warnings.simplefilter("ignore")
    from whoosh import fields, formats

from indexer.store.analysis import bare, syllables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ONE = struct.Struct("<I")


class Positions(formats.Positions):  # type: ignore[misc]
    """Each term with its places; the value is a sequence of (text, weight).

    Whoosh's own takes a Token object for each word and pickles every posting: three times slower.
    """

    def word_values(
        self, value: Sequence[tuple[str, float]], *_: Any, **__: Any
    ) -> Iterator[tuple[str, int, float, bytes]]:
        """Every distinct term with its frequency, weight and places."""
        places: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, float] = defaultdict(float)
        at = 0
        for text, weight in value:
            for syllable in syllables(text):
                for term in _terms(syllable):
                    places[term].append(at)
                    weights[term] += weight
                at += 1
            at += 1  # so that no phrase runs from one value into the next
        for term, found in places.items():
            yield term, len(found), weights[term], self.encode(found)

    def encode(self, poslist: list[int]) -> bytes:
        """*poslist* as bytes."""
        if len(poslist) == 1:  # as most are
            return _ONE.pack(poslist[0])
        steps = [after - before for before, after in pairwise((0, *poslist))]
        return struct.pack(f"<{len(steps)}I", *steps)  # zlib makes them small

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The places in bytes of encode()."""
        return list(accumulate(struct.unpack(f"<{len(valuestring) // 4}I", valuestring)))

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many places there are."""
        return len(valuestring) // 4


@lru_cache(maxsize=50_000)
def _terms(syllable: str) -> tuple[str, ...]:
    """The terms under which a syllable is found."""
    return tuple({syllable, bare(syllable)})


class Terms(formats.Existence):  # type: ignore[misc]
    """Terms that are ready as they stand; how often they occur is not kept."""

    def word_values(
        self, value: Sequence[str], *_: Any, **__: Any
    ) -> Iterator[tuple[str, int, float, bytes]]:
        """Every distinct term."""
        for term in set(value):
            yield term, 1, 1.0, b""


class Running(fields.FieldType):  # type: ignore[misc]
    """Text with the places of its syllables, for phrases."""

    def __init__(self) -> None:
        self.format = Positions()
        self.analyzer = None
        self.scorable = True
        self.stored = False
        self.set_sortable(False)


class Ready(fields.FieldType):  # type: ignore[misc]
    """A list of terms."""

    def __init__(self) -> None:
        self.format = Terms()
        self.analyzer = None
        self.scorable = True  # else Whoosh looks for a file of lengths at every posting
        self.stored = False
        self.set_sortable(False)


# The fields whose terms are words, not figures or what Whoosh makes of them.
TEXT = {"text", "title", "words", "code", "type", "issuer", "unit", "place"}


def schema() -> fields.Schema:
    """The fields of one article."""
    return fields.Schema(
        id=fields.ID(unique=True, sortable=True),
        date=fields.NUMERIC(int, sortable=True, default=0),
        text=Running(),  # title and body
        title=Running(),
        words=Ready(),
        code=Ready(),
        type=Running(),
        issuer=Running(),
        unit=Running(),
        place=Running(),
    )
