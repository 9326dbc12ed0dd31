"""How documents are written in Whoosh: postings are sorted and laid down in blocks.

What is written is what Whoosh itself would read and write; it takes less time.
"""

from __future__ import annotations

import contextlib
import marshal
import warnings
from array import array
from collections import defaultdict
from itertools import groupby
from operator import itemgetter, sub
from typing import TYPE_CHECKING, Any, BinaryIO

with warnings.catch_warnings():  # its own regular expressions and imports are old-fashioned
    warnings.simplefilter("ignore")
    from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter
    from whoosh.writing import PostingPool, SegmentWriter

from indexer.store.fulltext import chunks
from indexer.store.whoosh_schema import LENGTHS, TEXT, lengths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whoosh.index import FileIndex

Valued = tuple[str, int, float, bytes]  # term, how often it stands there, weight, value
# Postings of a term in memory: document, weight, value, document, weight, value …
# A list of tuples would take half as much memory again.
Flat = list[Any]
Postings = tuple["array[int]", "array[float]", list[bytes]]  # documents, weights, values
Term = tuple[str, bytes, "array[int]", "array[float]", list[bytes]]  # field, term, its Postings

_LEVEL = 1  # of compression; with 3 an index is 3 % smaller, and takes longer to write
_SHORT = 100  # bytes that are not compressed
_FILES = 100  # runs that are read at a time
_RUN = 1_000  # terms in one piece of a run
_OVERHEAD = 120  # bytes of a posting in memory beside its value


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own, without the shortest and longest document of each block of postings.

    They serve to skip blocks; we count all hits, so none is skipped.
    """

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        """What writes the terms of a segment."""
        return FieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> PostingsWriter:
        """What writes the postings of a field."""
        return PostingsWriter(
            dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit
        )


class FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes what Whoosh's own writes, term by term where that goes posting by posting."""

    def add_postings(self, schema: Any, _: None, terms: Iterable[Term]) -> None:
        """Write *terms*, which come sorted."""
        for field, of_field in groupby(terms, itemgetter(0)):
            self.start_field(field, schema[field])
            for _field, term, *postings in of_field:
                self.start_term(term)
                self._postwriter.add_all(*postings)
                self.finish_term()
            self.finish_field()


class PostingsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Whoosh's own, which takes all postings of a term together."""

    def add_all(self, ids: array[int], weights: array[float], values: Sequence[bytes]) -> None:
        """Take in all postings of the term that was started; finish_postings() writes the last."""
        for start in range(0, len(ids), self._blocklimit):
            if start:
                self._write_block()
            block = slice(start, start + self._blocklimit)
            self._ids, self._weights = ids[block], weights[block]
            self._values = [value for value in values[block] if value]
            self._maxweight = max(self._weights)

    def _write_block(self, last: bool = False) -> None:
        # Most blocks are those of rare words; what is short does not become smaller.
        size = sum(map(len, self._values)) + 4 * len(self._ids)
        self._compression = _LEVEL if size > _SHORT else 0
        super()._write_block(last)

    def _mini_ids(self) -> tuple[int, ...]:
        ids = self._ids
        return (ids[0], *map(sub, ids[1:], ids))

    def _mini_weights(self) -> float | tuple[float, ...] | None:
        first, *others = weights = tuple(self._weights)
        if others and weights.count(first) < len(weights):
            return weights
        return None if first == 1.0 else float(first)


def _encoding(field: str) -> str:
    """Of its terms; in either one, letters are sorted as their bytes are."""
    return "utf-8" if field in TEXT else "latin-1"


class Pool(PostingPool):  # type: ignore[misc]
    """Keeps the postings of a commit by their terms; what is too much for memory goes to disk.

    Documents come in the order of their numbers, so that terms alone have to be sorted.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # By name of the field and by term, which is sorted as its bytes are.
        self._fields: dict[str, dict[str, Flat]] = {}

    def take(self, field: str, document: int, values: Iterable[Valued]) -> int:
        """Take in the terms of a field; returns its length, in which each has its weight."""
        terms = self._fields.setdefault(field, defaultdict(list))
        length = size = 0
        for term, _, weight, value in values:
            terms[term] += (document, weight, value)
            length += int(weight)
            size += _OVERHEAD + len(value)
        self.currentsize += size
        if self.currentsize > self.limit:
            self.save()
        return length

    def add(self, item: tuple[str, bytes, int, float, bytes | None]) -> None:
        """Take in one posting of another segment: field, term, and what Posting has."""
        field, term, document, weight, value = item
        self.take(field, document, [(term.decode(_encoding(field)), 1, weight, value or b"")])

    def save(self) -> None:
        """Write to disk what is in memory."""
        path, file = self._new_run()
        self._write_run(file, map(_packed, self._sorted()))
        self._add_run(path)
        self.currentsize = 0

    def iter_postings(self) -> Iterator[Term]:
        """Every term with its postings, in order."""
        if not self.runs:
            yield from self._sorted()
            return
        self.save()
        if len(self.runs) > _FILES:
            self.reduce_to(_FILES, _FILES)
        for (field, term), parts in groupby(self._merge_runs(self.runs), itemgetter(0, 1)):
            yield field, term, *_joined([_unpacked(part) for part in parts])

    def _sorted(self) -> Iterator[Term]:
        for field in sorted(self._fields):
            terms = self._fields.pop(field)
            encoding = _encoding(field)
            for term in sorted(terms):
                flat = terms.pop(term)
                ids, weights = array("I", flat[::3]), array("f", flat[1::3])
                yield field, term.encode(encoding), ids, weights, flat[2::3]

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


def _packed(term: Term) -> tuple[Any, ...]:
    """*term* as it stands in a run."""
    field, text, ids, weights, values = term
    return field, text, ids.tobytes(), weights.tobytes(), values


def _unpacked(part: tuple[Any, ...]) -> Postings:
    ids, weights = array("I"), array("f")
    ids.frombytes(part[2])
    weights.frombytes(part[3])
    return ids, weights, part[4]


def _joined(parts: list[Postings]) -> Postings:
    """The postings of one term in several runs, each of which is of later documents."""
    (ids, weights, values), *others = sorted(parts, key=lambda part: part[0][0])
    for more_ids, more_weights, more_values in others:
        ids += more_ids
        weights += more_weights
        values += more_values
    return ids, weights, values


class Writer(SegmentWriter):  # type: ignore[misc]
    """Whoosh's own with the codec and the pool of here; its own option for a pool does nothing."""

    def __init__(self, index: FileIndex, *, megabytes: int) -> None:
        super().__init__(index, codec=Codec())
        self.pool = Pool(self._tempstorage, self.newsegment, limitmb=megabytes)

    def add_document(self, **values: Any) -> None:
        """Take in a document with a value for each of these fields of schema()."""
        document, per_document = self.docnum, self.perdocwriter
        per_document.start_doc(document)
        found_lengths = {}
        for name in sorted(values):
            field, value = self.schema[name], values[name]
            if name in TEXT:
                found = field.format.word_values(value)
            else:
                found = ((t.decode(_encoding(name)), *rest) for t, *rest in field.index(value))
            length = self.pool.take(name, document, found)
            found_lengths[name] = length
            per_document.add_field(name, field, None, length if field.scorable else 0)
            if field.column_type:
                column_value = field.to_column_value(value)
                per_document.add_column_value(name, field.column_type, column_value)
        column = self.schema[LENGTHS].column_type
        per_document.add_column_value(LENGTHS, column, lengths(found_lengths))
        per_document.finish_doc()
        self._added = True
        self.docnum += 1

    def cancel(self) -> None:
        """Give up what was not committed, and the lock, even where the disk is full."""
        with contextlib.suppress(Exception):  # what cannot be closed is dropped by the next commit
            self._close_segment()
        self._finish()
