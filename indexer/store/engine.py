"""What a full-text engine is: documents in, questions in a neutral form, hits out."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from indexer.store.errors import EngineMissing, UnknownEngine

Sort = Literal["relevance", "date"]
Field = Literal["code", "type", "issuer", "unit", "place", "title"]

# Each module has create() and connect(); one whose library is not installed tells so.
ENGINES = {"whoosh": "indexer.store.whoosh_engine", "tantivy": "indexer.store.tantivy_engine"}
MIN_PREFIX = 2  # letters; a shorter prefix is looked for as a word


@dataclass(frozen=True)
class Document:
    """What is searched of one article. Only the id comes back; all else is in the catalogue."""

    id: str
    title: str
    body: str
    words: tuple[str, ...] = ()  # words of several syllables as the text has them: "dân vận"
    codes: tuple[str, ...] = ()  # canonical
    types: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    date: str | None = None  # ISO day of publication, or the part of it that is known


@dataclass(frozen=True)
class Term:
    """A word as it was typed. With diacritics it finds just that, without it finds every tone.

    No field means title and body. What holds several syllables ("380-TB/TU") is a phrase; in
    the field "code" it is one code, in any spelling.
    """

    text: str
    field: Field | None = None


@dataclass(frozen=True)
class Phrase:
    """Words that follow one another."""

    text: str
    field: Field | None = None


@dataclass(frozen=True)
class Prefix:
    """The beginning of a word, or of a code."""

    text: str
    field: Field | None = None


@dataclass(frozen=True)
class Fuzzy:
    """A word with up to *distance* letters wrong."""

    text: str
    field: Field | None = None
    distance: int = 1


@dataclass(frozen=True)
class And:
    """All parts; those that are Not are taken away. No part at all finds nothing."""

    parts: tuple[Query, ...]


@dataclass(frozen=True)
class Or:
    """At least one part."""

    parts: tuple[Query, ...]


@dataclass(frozen=True)
class Not:
    """Everything that *part* does not find."""

    part: Query


@dataclass(frozen=True)
class DateRange:
    """Articles published from *start* to *end*, both included; "2016" means all of that year."""

    start: str | None = None
    end: str | None = None


@dataclass(frozen=True)
class All:
    """Every article."""


Query = Term | Phrase | Prefix | Fuzzy | And | Or | Not | DateRange | All


class Hit(NamedTuple):
    """An article that was found."""

    id: str
    score: float


@dataclass(frozen=True)
class Result:
    """One page of hits, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]


class Engine(Protocol):
    """A full text. What is added and deleted is seen by searches after commit()."""

    def delete(self, ids: Iterable[str]) -> None:
        """Drop the documents with these ids; unknown ones do no harm."""

    def add(self, documents: Iterable[Document]) -> None:
        """Take in *documents*; none of their ids is there (any more) since the last commit."""

    def commit(self) -> None:
        """Write down, to stay through a power cut, what was deleted and added."""

    def search(
        self, query: Query, *, limit: int = 10, offset: int = 0, sort: Sort = "relevance"
    ) -> Result:
        """The hits from *offset*, best or newest first; equals newer first, then by id."""

    def ids(self, query: Query) -> list[str]:
        """The ids of all that *query* finds, in no order."""

    def verify(self) -> None:
        """Read all that was committed; raises where it is not what was written."""

    def close(self) -> None:
        """Let go of the files; what was not committed is lost."""


class Module(Protocol):
    """What the module of an engine offers."""

    def create(self, folder: Path) -> Engine:
        """A new, empty full text in *folder*, which is made."""

    def connect(self, folder: Path) -> Engine:
        """The full text in *folder*; raises OSError or ValueError where it cannot be read."""


def engine(name: str) -> Module:
    """The engine module called *name*, imported when first asked for.

    Raises UnknownEngine, and EngineMissing where its library is not installed.
    """
    if name not in ENGINES:
        raise UnknownEngine(name, sorted(ENGINES))
    try:
        module: Module = importlib.import_module(ENGINES[name])
    except ModuleNotFoundError as error:
        if error.name == name:
            raise EngineMissing(name) from None
        raise
    return module


def day_bounds(query: DateRange) -> tuple[int, int]:
    """*query* as two numbers: 2016 to 2019-05 is 20160000 to 20190599."""
    return _number(query.start, "0"), _number(query.end, "9")


def day_number(day: str | None) -> int:
    """An ISO day as a number that sorts: 20191009; 0 where there is none."""
    return _number(day, "0") if day else 0


def _number(day: str | None, fill: str) -> int:
    digits = "".join(c for c in (day or "")[:10] if c.isdigit())
    return int(digits[:8].ljust(8, fill))
