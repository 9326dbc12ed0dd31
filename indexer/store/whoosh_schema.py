"""How documents are laid down in Whoosh: fields, postings, and the sorting of postings."""

from __future__ import annotations

import contextlib
import marshal
import struct
import warnings
from collections import defaultdict
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, BinaryIO

with warnings.catch_warnings():  # its own regular expressions and imports are old-fashioned
    warnings.simplefilter("ignore")
    from whoosh import fields, formats
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.writing import PostingPool, SegmentWriter

from indexer.store.analysis import bare, syllables
from indexer.store.fulltext import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whoosh.index import FileIndex

_RUN = 2_000  # postings in one piece of a run
_OVERHEAD = 200  # bytes of a posting in memory beside its value


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
                for term in {syllable, bare(syllable)}:
                    places[term].append(at)
                    weights[term] += weight
                at += 1
            at += 1  # so that no phrase runs from one value into the next
        for term, found in places.items():
            yield term, len(found), weights[term], self.encode(found)

    def encode(self, poslist: list[int]) -> bytes:
        """*poslist* as bytes."""
        steps = [after - before for before, after in pairwise((0, *poslist))]
        return struct.pack(f"<{len(steps)}I", *steps)  # zlib makes them small

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The places in bytes of encode()."""
        return list(accumulate(struct.unpack(f"<{len(valuestring) // 4}I", valuestring)))

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


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own, without the shortest and longest document of each block of postings.

    They serve to skip blocks; we count all hits, so none is skipped.
    """

    length_stats = False


class Pool(PostingPool):  # type: ignore[misc]
    """Sorts the postings of a commit; what is too much for memory goes to disk in large pieces.

    Whoosh's own pickles each by itself, which is a quarter of all its work.
    """

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Take in one posting."""
        self.currentsize += _OVERHEAD + len(item[4] or b"")
        if self.currentsize > self.limit:
            self.save()
        self.current.append(item)

    def _write_run(self, file: BinaryIO, items: Iterable[Any]) -> None:
        with file:
            for piece in chunks(items, _RUN):
                marshal.dump(piece, file)

    def _read_run(self, path: str) -> Iterator[Any]:
        with self._open_run(path) as file:
            try:
                while True:
                    yield from marshal.load(file)  # noqa: S302  # our own file of a moment ago
            except EOFError:
                pass
        self._remove_run(path)


class Writer(SegmentWriter):  # type: ignore[misc]
    """Whoosh's own with the codec and the pool of here; its own option for a pool does nothing."""

    def __init__(self, index: FileIndex, *, megabytes: int) -> None:
        super().__init__(index, codec=Codec())
        self.pool = Pool(self._tempstorage, self.newsegment, limitmb=megabytes)

    def cancel(self) -> None:
        """Give up what was not committed, and the lock, even where the disk is full."""
        with contextlib.suppress(Exception):  # what cannot be closed is dropped by the next commit
            self._close_segment()
        self._finish()
