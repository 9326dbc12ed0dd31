"""The full text in tantivy, a library in Rust; only the files called tantivy_* import it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import regex
from tantivy import (
    DocAddress,
    Document,
    Index,
    IndexWriter,
    Order,
    PreTokenizedString,
    Schema,
    SchemaBuilder,
    Searcher,
    Token,
)

from indexer.store import digests, layout
from indexer.store import engine as neutral
from indexer.store.analysis import compounds, placed
from indexer.store.codes import folded
from indexer.store.lookup import (
    BODY,
    SAME,
    SHAPE_SCORE,
    TITLE_WEIGHT,
    UNMARKED_SCORE,
    AnyOf,
    But,
    Flat,
    Plan,
    plan,
    scored,
)
from indexer.store.tantivy_query import compiled
from indexer.store.tantivy_reading import Places, Reading

LAYOUT = "tantivy 1"
_MEMORY = 64_000_000  # bytes that tantivy may fill before it writes to disk
_MARGIN = 16  # hits beyond those asked for, among which equals of the last one are looked for
_FEW = 200  # hits; to put more in their order by strings takes longer than to read all
_LAST_DAY = 99_999_999
_DOCUMENTS = 32  # bits of a document's number in its segment
_OS_ERROR = regex.compile(r"(?:os error |Os \{ code: )(\d+)")


def create(folder: Path) -> TantivyEngine:
    """A new, empty full text in *folder*, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    with _plain_errors():
        Index(_schema(), path=str(folder), reuse=False)
    layout.write(folder, LAYOUT)
    digests.seal(folder)
    return TantivyEngine(folder)


def connect(folder: Path) -> TantivyEngine:
    """The full text in *folder*; raises OSError or ValueError where it cannot be read."""
    layout.check(folder, LAYOUT)
    return TantivyEngine(folder)


class TantivyEngine:
    """A full text in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._schema = _schema()
        self._reading = Reading(folder)
        self._writing: IndexWriter | None = None

    def delete(self, ids: Iterable[str]) -> None:
        """Drop the documents with these ids; unknown ones do no harm."""
        with _plain_errors():
            writer = self._writer()
            for each in ids:
                writer.delete_documents_by_term("id", each)

    def add(self, documents: Iterable[neutral.Document]) -> None:
        """Take in *documents*; none of their ids is there (any more) since the last commit."""
        for document in documents:  # whoever makes them may raise what is not ours
            with _plain_errors():
                self._writer().add_document(_laid_out(document))

    def commit(self) -> None:
        """Write down, to stay through a power cut, what was deleted and added."""
        if self._writing is None:
            return
        writing, self._writing = self._writing, None
        with _plain_errors():
            writing.commit()
            writing.wait_merging_threads()  # so that no file changes when this is over
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
        asked = plan(query)
        with _plain_errors():
            searcher = self._reading.searcher()
            found = _Found(asked, self._schema, searcher, self._reading.places)
            number = max(1, min(offset + limit, searcher.num_docs))
            hits = found.newest(number) if sort == "date" else found.best(number)
            return neutral.Result(found.total, tuple(hits[offset : offset + limit]))

    def ids(self, query: neutral.Query) -> list[str]:
        """The ids of all that *query* finds, in no order."""
        with _plain_errors():
            searcher = self._reading.searcher()
            asked = compiled(plan(query), self._schema, searcher)
            found = searcher.search(asked, limit=max(1, searcher.num_docs), count=False)
            return [_id(searcher, address) for _, address in found.hits]

    def verify(self) -> None:
        """Read all that was committed; raises ValueError where it is not what was written."""
        digests.verify(self._folder)

    def close(self) -> None:
        """Let go of the files; what was not committed is lost."""
        self._writing = None
        self._reading.close()

    def _writer(self) -> IndexWriter:
        if self._writing is None:
            index = Index.open(str(self._folder))
            self._writing = index.writer(_MEMORY, num_threads=1)
        return self._writing


def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    # The day, the newest first, and the id: what comes first of hits with the same score.
    builder.add_text_field("order", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("date", indexed=True, fast=True)
    for name in ("text", "title", "type", "issuer", "unit", "place"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="position")
    for name in ("words", "code"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _laid_out(document: neutral.Document) -> Document:
    day = neutral.day_number(document.date)
    made = Document()
    made.add_text("id", document.id)
    made.add_text("order", f"{_LAST_DAY - day:08}{document.id}")
    made.add_integer("date", day)
    running = {
        "title": [document.title],
        "type": document.types,
        "issuer": document.issuers,
        "unit": document.units,
        "place": document.places,
    }
    text = _tokens((document.title, document.body), (0, BODY), TITLE_WEIGHT)
    made.add_pre_tokenized_text("text", PreTokenizedString("", text))
    for name, values in running.items():
        tokens = _tokens(dict.fromkeys(values))
        made.add_pre_tokenized_text(name, PreTokenizedString("", tokens))
    for code in dict.fromkeys(map(folded, document.codes)):
        made.add_text("code", code)
    for term in compounds(document.words):
        made.add_text("words", term)
    return made


def _tokens(values: Iterable[str], starts: tuple[int, ...] = (), first: int = 1) -> list[Token]:
    """The terms of *values* at their places; those of the first value *first* times each."""
    return [
        token
        for number, at, terms in placed(values, starts)
        for term in terms
        for token in [Token(term, at, 0, 0)] * (1 if number else first)
    ]


class _Found:
    """What one plan finds in one commit."""

    def __init__(self, asked: Plan, schema: Schema, searcher: Searcher, places: Places) -> None:
        self._asked = asked
        self._places = places
        self._schema = schema
        self._searcher = searcher
        self._query = compiled(asked, schema, searcher)
        self.total = 0  # known when hits were asked for

    def newest(self, number: int, score: float = 0.0) -> list[neutral.Hit]:
        """The *number* newest, then by id; all have *score*."""
        if number > _FEW:
            found = self._search(number=self._searcher.num_docs)
            ranked = self._in_order([(score, address) for _, address in found])
            return ranked[:number]
        found = self._search(number, order_by_field="order", order=Order.Asc)
        return [neutral.Hit(order[8:], score) for order, _ in found]

    def best(self, number: int) -> list[neutral.Hit]:
        """The *number* best; equals newest first, then by id."""
        if not scored(self._asked):
            return self.newest(number)
        match self._asked:
            case AnyOf((first, Flat(last, _))) if not scored(first):
                return self._one_after_the_other(first, last, number)
        asked = number + _MARGIN
        while True:
            found = self._search(asked)
            # Those that are as good as the last one asked for must all be here.
            if len(found) < asked or _rounded(found[-1]) < _rounded(found[number - 1]):
                break
            asked *= 4
        if number < len(found):
            least = _rounded(found[number - 1])
            found = [hit for hit in found if _rounded(hit) >= least]
        return self._in_order(found)[:number]

    def _one_after_the_other(self, first: Plan, last: Plan, number: int) -> list[neutral.Hit]:
        """Hits of two scores only, by which all that have the same need not be read."""
        better = _Found(first, self._schema, self._searcher, self._places)
        hits = better.newest(number, SHAPE_SCORE)
        rest = _Found(But(last, first), self._schema, self._searcher, self._places)
        more = rest.newest(max(1, number - len(hits)), UNMARKED_SCORE)
        self.total = better.total + rest.total
        return [*hits, *more][:number]

    def _search(self, number: int, **order: Any) -> list[Any]:
        found = self._searcher.search(self._query, limit=number, **order)
        self.total = found.count  # type: ignore[attr-defined]  # its types leave this out
        return found.hits

    def _in_order(self, hits: Sequence[tuple[float, DocAddress]]) -> list[neutral.Hit]:
        """*hits* best first; equals newest first, then by id."""
        keys = [address.segment_ord << _DOCUMENTS | address.doc for _, address in hits]
        places = self._places
        if new := {*keys} - places.keys():
            self._read({key: hit[1] for key, hit in zip(keys, hits, strict=True) if key in new})
        ranked = [
            (-round(hit[0] * SAME), *places[k], hit[0]) for k, hit in zip(keys, hits, strict=True)
        ]
        ranked.sort()
        return [neutral.Hit(found, score) for _, _, found, score in ranked]

    def _read(self, new: Mapping[int, DocAddress]) -> None:
        """Remember what puts the documents *new* in order."""
        days = self._searcher.fast_field_values("date", [*new.values()])
        for (key, address), day in zip(new.items(), days, strict=True):
            self._places[key] = -int(day or 0), _id(self._searcher, address)


def _rounded(hit: tuple[float, DocAddress]) -> int:
    return round(hit[0] * SAME)


def _id(searcher: Searcher, address: DocAddress) -> str:
    found: str = searcher.doc(address)["id"][0]
    return found


@contextmanager
def _plain_errors() -> Iterator[None]:
    """What tantivy raises as the OSError or ValueError that it is.

    It tells the disk's errors as text, and where Rust panics by what is no Exception.
    """
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        if number := _OS_ERROR.search(str(error)):
            raise OSError(int(number[1]), os.strerror(int(number[1]))) from error
        raise
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise ValueError("it is damaged") from error
        raise
