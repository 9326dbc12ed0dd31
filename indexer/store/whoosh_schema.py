"""How documents are laid down in Whoosh: fields and the values of postings."""

from __future__ import annotations

import struct
import warnings
from collections import defaultdict
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

with warnings.catch_warnings():  # its own regular expressions and imports are old-fashioned
    warnings.simplefilter("ignore")
    from whoosh import columns, fields, formats

from indexer.store.analysis import placed
from indexer.store.lookup import BODY, TITLE_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ONE = struct.Struct("<I")
# The fields by which BM25 is computed; LENGTHS has so many terms of each in a document.
SCORED = ("text", "title", "words", "code", "type", "issuer", "unit", "place")
LENGTHS = "lengths"
_LENGTHS = struct.Struct(f"<{len(SCORED)}I")


def decode(value: bytes) -> Iterator[int]:
    """The places in what Positions.encode() made of them."""
    return accumulate(struct.unpack(f"<{len(value) // 4}I", value))


def lengths(of: Mapping[str, float]) -> bytes:
    """The value of LENGTHS for a document that has so many terms in each field."""
    return _LENGTHS.pack(*(int(of.get(field, 0)) for field in SCORED))


def read_lengths(field: str, values: bytes) -> tuple[int, ...]:
    """How many terms of *field* each of some documents has; *values* is what lengths() gave."""
    number = len(values) // struct.calcsize("I")
    return struct.unpack(f"<{number}I", values)[SCORED.index(field) :: len(SCORED)]


class Positions(formats.Positions):  # type: ignore[misc]
    """Each term with its places; the value is a sequence of texts.

    Whoosh's own takes a Token object for each word and pickles every posting: three times slower.
    """

    def __init__(self, starts: Sequence[int] = (), weights: Sequence[float] = ()) -> None:
        """*starts* and *weights* of the first texts, as far as they are not 0 and 1."""
        super().__init__()
        self.starts = starts
        self.weights = weights

    def word_values(
        self, value: Sequence[str], *_: Any, **__: Any
    ) -> Iterator[tuple[str, int, float, bytes]]:
        """Every distinct term with its frequency, weight and places."""
        places: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, float] = defaultdict(float)
        weight_of = dict(enumerate(self.weights))
        for number, at, terms in placed(value, self.starts):
            weight = weight_of.get(number, 1.0)
            for term in terms:
                places[term].append(at)
                weights[term] += weight
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
        return list(decode(valuestring))

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many places there are."""
        return len(valuestring) // 4


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

    def __init__(self, starts: Sequence[int] = (), weights: Sequence[float] = ()) -> None:
        self.format = Positions(starts, weights)
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
TEXT = frozenset(SCORED)


def schema() -> fields.Schema:
    """The fields of one article."""
    return fields.Schema(
        id=fields.ID(unique=True, sortable=True),
        date=fields.NUMERIC(int, sortable=True, default=0),
        text=Running((0, BODY), (float(TITLE_WEIGHT),)),  # title and body
        title=Running(),
        words=Ready(),
        code=Ready(),
        type=Running(),
        issuer=Running(),
        unit=Running(),
        place=Running(),
        **{LENGTHS: fields.COLUMN(columns.FixedBytesColumn(_LENGTHS.size))},
    )
