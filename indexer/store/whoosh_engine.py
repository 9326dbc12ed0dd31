"""The full text in Whoosh; only the files called whoosh_* import whoosh.

Its schema is a pickle that runs code when read: an index that comes from strangers must not be
opened.
"""

from __future__ import annotations

import gc
import heapq
import math
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

with warnings.catch_warnings():  # its own regular expressions and imports are old-fashioned
    warnings.simplefilter("ignore")
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import EmptyIndexError, FileIndex

from indexer.store import digests, layout
from indexer.store import engine as neutral
from indexer.store.analysis import compounds
from indexer.store.codes import folded
from indexer.store.lookup import SAME, plan, scored
from indexer.store.whoosh_matching import Matching
from indexer.store.whoosh_reading import Snapshot
from indexer.store.whoosh_schema import schema
from indexer.store.whoosh_writing import Writer

LAYOUT = "whoosh 3"
_MEMORY = 96  # MB that Whoosh may fill before it writes to disk


def create(folder: Path) -> WhooshEngine:
    """A new, empty full text in *folder*, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    storage = FileStorage(str(folder))
    layout.write(folder, LAYOUT)
    made = WhooshEngine(folder, storage.create_index(schema()))
    digests.seal(folder)
    return made


def connect(folder: Path) -> WhooshEngine:
    """The full text in *folder*; raises OSError or ValueError where it cannot be read."""
    layout.check(folder, LAYOUT)
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
        self._reading: Snapshot | None = None
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
        self._forget_snapshot()
        digests.seal(self._folder)

    def search(
        self,
        query: neutral.Query,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: neutral.Sort = "relevance",
    ) -> neutral.Result:
        """The hits from *offset*, best or newest first; equals newer first, then by id."""
        snapshot = self._snapshot()
        matching, asked = Matching(snapshot), plan(query)
        if sort == "relevance" and scored(asked):
            scores = matching.scores(asked)
        else:
            scores = dict.fromkeys(matching.find(asked), 0.0)
        page = _best(scores, snapshot, offset + limit)[offset:]
        hits = (neutral.Hit(snapshot.ids[n], scores[n]) for n in page)
        return neutral.Result(len(scores), tuple(hits))

    def ids(self, query: neutral.Query) -> list[str]:
        """The ids of all that *query* finds, in no order."""
        snapshot = self._snapshot()
        return [snapshot.ids[number] for number in Matching(snapshot).find(plan(query))]

    def verify(self) -> None:
        """Read all that was committed; raises ValueError where it is not what was written."""
        digests.verify(self._folder)

    def close(self) -> None:
        """Let go of the files; what was not committed is lost."""
        if self._writing is not None:
            writing, self._writing = self._writing, None
            writing.cancel()
        self._forget_snapshot()
        self._index.close()

    def _writer(self) -> Writer:
        if self._writing is None:
            self._writing = Writer(self._index, megabytes=_MEMORY)
        return self._writing

    def _snapshot(self) -> Snapshot:
        """The last commit, whichever process made it."""
        generation = self._index.latest_generation()
        if self._reading is None or generation != self._generation:
            self._forget_snapshot()
            self._generation = generation
            self._reading = Snapshot(self._index.reader())
        return self._reading

    def _forget_snapshot(self) -> None:
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
        "text": (document.title, document.body),
        "title": (document.title,),
        "words": compounds(document.words),
        "code": [folded(code) for code in document.codes],
        "type": _once(document.types),
        "issuer": _once(document.issuers),
        "unit": _once(document.units),
        "place": _once(document.places),
    }


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _best(scores: Mapping[int, float], snapshot: Snapshot, number: int) -> list[int]:
    """The documents with the best scores, in order; equals newest first, then by id."""
    rounded = {document: round(score * SAME) for document, score in scores.items()}
    if number < len(rounded) // 2:  # most need not be put in order
        least = heapq.nlargest(number, rounded.values())[-1] if number else math.inf
        rounded = {document: score for document, score in rounded.items() if score >= least}
    ids, days = snapshot.ids, snapshot.days
    return sorted(rounded, key=lambda n: (-rounded[n], -days[n], ids[n]))[:number]
