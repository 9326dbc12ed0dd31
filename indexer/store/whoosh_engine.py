"""The full text in Whoosh; only the files called whoosh_* import whoosh.

Its schema is a pickle that runs code when read: an index that comes from strangers must not be
opened.
"""

from __future__ import annotations

import gc
import os
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

with warnings.catch_warnings():  # its own regular expressions and imports are old-fashioned
    warnings.simplefilter("ignore")
    from whoosh import query
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import EmptyIndexError, FileIndex
    from whoosh.searching import SearchContext, Searcher

from indexer.store import digests
from indexer.store import engine as neutral
from indexer.store.analysis import bare, syllables, word
from indexer.store.codes import folded
from indexer.store.whoosh_matching import Without
from indexer.store.whoosh_schema import schema
from indexer.store.whoosh_writing import Writer

TITLE_WEIGHT = 3.0  # a word of the title counts as much as three of the body
WORD_WEIGHT = 1.5  # neighbours in the question that are one word in the text
_LONGEST_WORD = 4  # syllables
_MEMORY = 128  # MB that Whoosh may fill before it writes to disk


def create(folder: Path) -> WhooshEngine:
    """A new, empty full text in *folder*, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    storage = FileStorage(str(folder))
    made = WhooshEngine(folder, storage.create_index(schema()))
    digests.write(folder)
    return made


def connect(folder: Path) -> WhooshEngine:
    """The full text in *folder*; raises OSError or ValueError where it cannot be read."""
    try:
        return WhooshEngine(folder, FileStorage(str(folder)).open_index())
    except EmptyIndexError:
        raise ValueError("it is not there") from None
    except OSError:
        raise
    except Exception as error:  # a damaged file makes pickle and struct raise what they like
        raise ValueError(f"it is damaged: {type(error).__name__}") from error


class WhooshEngine:
    """A full text in one folder."""

    def __init__(self, folder: Path, index: FileIndex) -> None:
        self._folder = folder
        self._index = index
        self._writing: Writer | None = None
        self._reading: Searcher | None = None
        self._generation = -1  # of the commit that it reads

    def delete(self, ids: Iterable[str]) -> None:
        """Drop the documents with these ids; unknown ones do no harm."""
        writer = self._writer()
        for each in ids:
            writer.delete_by_term("id", each)

    def add(self, documents: Iterable[neutral.Document]) -> None:
        """Take in *documents*; none of their ids is there (any more) since the last commit."""
        writer = self._writer()
        for document in documents:
            with _undisturbed():
                writer.add_document(**_fields(document))

    def commit(self) -> None:
        """Write down, to stay through a power cut, what was deleted and added."""
        if self._writing is None:
            return
        with _undisturbed():
            self._writing.commit()
        self._writing = None
        self._forget_searcher()
        digests.write(self._folder)
        _to_disk(self._folder)

    def search(
        self,
        query: neutral.Query,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: neutral.Sort = "relevance",
    ) -> neutral.Result:
        """The hits from *offset*, best or newest first; equals newer first, then by id."""
        searcher = self._searcher()
        found = list(_matches(searcher, _compile(query), searcher.weighting))
        if not found:
            return neutral.Result(0, ())
        reader = searcher.reader()
        ids, dates = reader.column_reader("id"), reader.column_reader("date")
        by_date = sort == "date"
        ranked = sorted(
            (0.0 if by_date else -round(score, 6), -dates[n], ids[n], score) for n, score in found
        )
        page = ranked[offset : offset + limit]
        return neutral.Result(len(found), tuple(neutral.Hit(r[2], r[3]) for r in page))

    def ids(self, query: neutral.Query) -> list[str]:
        """The ids of all that *query* finds, in no order."""
        searcher = self._searcher()
        found = list(_matches(searcher, _compile(query), None))
        if not found:
            return []
        ids = searcher.reader().column_reader("id")
        return [ids[n] for n, _ in found]

    def verify(self) -> None:
        """Read all that was committed; raises ValueError where it is not what was written."""
        digests.verify(self._folder)

    def close(self) -> None:
        """Let go of the files; what was not committed is lost."""
        if self._writing is not None:
            writing, self._writing = self._writing, None
            writing.cancel()
        self._forget_searcher()
        self._index.close()

    def _writer(self) -> Writer:
        if self._writing is None:
            self._writing = Writer(self._index, megabytes=_MEMORY)
        return self._writing

    def _searcher(self) -> Searcher:
        """A searcher of the last commit, whichever process made it.

        Not by its refresh(), which fails where the index was empty before.
        """
        generation = self._index.latest_generation()
        if self._reading is None or generation != self._generation:
            self._forget_searcher()
            self._generation = generation
            self._reading = self._index.searcher()
        return self._reading

    def _forget_searcher(self) -> None:
        if self._reading is not None:
            self._reading.close()
            self._reading = None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No search for circles in memory, which among so many postings takes a tenth of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _fields(document: neutral.Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "date": neutral.day_number(document.date),
        "text": ((document.title, TITLE_WEIGHT), (document.body, 1.0)),
        "title": ((document.title, 1.0),),
        "words": [t for w in map(word, document.words) for t in {w, bare(w)}],
        "code": [folded(code) for code in document.codes],
        "type": _once(document.types),
        "issuer": _once(document.issuers),
        "unit": _once(document.units),
        "place": _once(document.places),
    }


def _once(values: Iterable[str]) -> tuple[tuple[str, float], ...]:
    return tuple((value, 1.0) for value in dict.fromkeys(values))


def _to_disk(folder: Path) -> None:
    """Have the system write its buffers: the catalogue is about to rely on these files."""
    for path in folder.iterdir():
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def _matches(searcher: Searcher, q: query.Query, weighting: Any) -> Iterator[tuple[int, float]]:
    """The number and score of every document that *q* finds."""
    context = SearchContext(needs_current=True, weighting=weighting, top_query=q)
    for leaf, offset in searcher.leaf_searchers():
        matcher = q.matcher(leaf, context)
        while matcher.is_active():
            yield offset + matcher.id(), matcher.score() if weighting else 0.0
            matcher.next()


def _compile(q: neutral.Query) -> query.Query:
    return _translated(q).normalize()


def _translated(q: neutral.Query) -> query.Query:
    match q:
        case neutral.All():
            return query.Every()
        case neutral.And(parts):
            return _all_of(parts)
        case neutral.Or(parts):
            return query.Or([_translated(part) for part in parts]) if parts else query.NullQuery
        case neutral.Not(part):
            return Without(query.Every(), _translated(part))
        case neutral.DateRange():
            first, last = neutral.day_bounds(q)
            return query.NumericRange("date", max(first, 1), last)  # 0: no date
        case _:
            return _leaf(q)


def _all_of(parts: Sequence[neutral.Query]) -> query.Query:
    # Whoosh takes "all of them, every document among them" for every document.
    wanted = [part for part in parts if not isinstance(part, neutral.Not | neutral.All)]
    unwanted = [_translated(part.part) for part in parts if isinstance(part, neutral.Not)]
    if not parts:
        return query.NullQuery
    found = query.And([_translated(part) for part in wanted]) if wanted else query.Every()
    if words := _possible_words(wanted):
        found = query.AndMaybe(
            found, query.Or([query.Term("words", w, boost=WORD_WEIGHT) for w in words])
        )
    return Without(found, query.Or(unwanted)) if unwanted else found


def _possible_words(parts: Sequence[neutral.Query]) -> list[str]:
    """Runs of neighbouring syllables: where one is a word of the text, it is a better hit.

    So a question need not be cut into words, and it finds the same however it would be cut.
    """
    asked = [s for p in parts if isinstance(p, neutral.Term) and not p.field for s in _of(p)]
    return [
        "_".join(asked[i : i + n])
        for n in range(2, _LONGEST_WORD + 1)
        for i in range(len(asked) - n + 1)
    ]


def _of(leaf: neutral.Term | neutral.Phrase | neutral.Prefix | neutral.Fuzzy) -> list[str]:
    return [folded(leaf.text)] if leaf.field == "code" else syllables(leaf.text)


def _leaf(leaf: neutral.Term | neutral.Phrase | neutral.Prefix | neutral.Fuzzy) -> query.Query:
    """One look-up; what holds several syllables is looked for as a phrase."""
    terms = _of(leaf)
    field = leaf.field or "text"
    if not terms or not terms[-1]:
        return query.NullQuery
    if len(terms) > 1:
        return query.Phrase(field, terms)
    match leaf:
        case neutral.Prefix() if len(terms[0]) >= neutral.MIN_PREFIX:
            return query.Prefix(field, terms[0])
        case neutral.Fuzzy():
            return query.FuzzyTerm(field, terms[0], maxdist=leaf.distance, prefixlength=1)
        case _:
            return query.Term(field, terms[0])
