"""The words and names of all articles, with the number of articles that have each.

For completion and for what was mistyped; what is searched is in the full text.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Literal

import regex
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as insert_once

from indexer.store.analysis import bare, syllables, word
from indexer.store.engine import Document
from indexer.store.fulltext import CHUNK, chunks, documents
from indexer.store.schema import article, counted, pending, term
from indexer.text.unicode import fold, normalise

Kind = Literal["syllable", "word", "unit", "issuer"]  # a word has several syllables
Term = tuple[Kind, str]

_LONGEST = 24  # letters of a syllable: longer ones are glued by mistake
_MOST = 12  # words of a name from which on it is found
_LETTERS = regex.compile(r"\p{L}+")
_SEVERAL = regex.compile(r"\p{L}+(?:_\p{L}+)+")
_OF_NAME = regex.compile(r"\w+")
_SIGNS: dict[str, Kind] = {"s": "syllable", "w": "word", "u": "unit", "i": "issuer"}
_OF_KIND = {kind: sign for sign, kind in _SIGNS.items()}


class Counted:
    """Counts the terms of documents that pass by; write() brings the catalogue into line."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}
        self._changes: Counter[Term] = Counter()

    def passing(self, found: Iterable[Document]) -> Iterator[Document]:
        """*found*, each counted as it goes by; no article twice before write()."""
        for document in found:
            added = terms(document)
            self._changes.update(added)
            self._packed[document.id] = packed(added)
            yield document

    def write(self, connection: sa.Connection, ids: Iterable[str]) -> None:
        """Count anew the articles *ids*; those that did not pass by are gone. May be repeated."""
        changes, self._changes = self._changes, Counter()
        for chunk in chunks(ids, CHUNK):
            own = counted.c.article_id.in_(chunk)
            for kept in connection.scalars(sa.select(counted.c.terms).where(own)):
                changes.subtract(unpacked(kept))
            connection.execute(sa.delete(counted).where(own))
            there = [each for each in chunk if each in self._packed]
            rows = [{"article_id": each, "terms": self._packed.pop(each)} for each in there]
            if rows:
                connection.execute(sa.insert(counted), rows)
        _add(connection, changes)


def count_the_rest(database: sa.Engine) -> None:
    """Count the articles that never were: those of an index that is older than this table.

    Not those that the full text has yet to take in, which are counted as they go there.
    """
    known = sa.union(sa.select(counted.c.article_id), sa.select(pending.c.article_id))
    left = sa.select(article.c.id).where(article.c.id.not_in(known)).order_by(article.c.id)
    with database.connect() as connection:
        ids = list(connection.scalars(left))
    for chunk in chunks(ids, CHUNK):
        _count(database, chunk)


def terms(document: Document) -> frozenset[Term]:
    """What *document* adds: its syllables and words in lower case, units and issuers as written."""
    found: set[Term] = set()
    for text in (document.title, document.body):
        found.update(filter(None, map(_syllable, set(syllables(text)))))
    found.update(filter(None, map(_word, {*map(word, document.words)})))
    found.update(("unit", " ".join(unit.split())) for unit in document.units)
    found.update(("issuer", " ".join(issuer.split())) for issuer in document.issuers)
    return frozenset(found)


@lru_cache(maxsize=50_000)
def _syllable(text: str) -> Term | None:
    """A syllable as a term; None for figures and what is glued."""
    is_one = len(text) <= _LONGEST and _LETTERS.fullmatch(text)
    return ("syllable", text) if is_one else None


@lru_cache(maxsize=50_000)
def _word(text: str) -> Term | None:
    """A word of several syllables, as the full text has it, as a term."""
    return ("word", text.replace("_", " ")) if _SEVERAL.fullmatch(text) else None


def keys(kind: Kind, text: str) -> list[str]:
    """By what *text* is found: a name from each of its words on, without diacritics."""
    if kind in ("syllable", "word"):
        return [" ".join(map(bare, text.split()))]
    words = _OF_NAME.findall(fold(normalise(text)))
    return [" ".join(words[n:]) for n in range(min(len(words), _MOST))]


def packed(found: Iterable[Term]) -> bytes:
    """*found* as bytes; a line each."""
    lines = sorted(f"{_OF_KIND[kind]}{text}" for kind, text in found)
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), level=1)


def unpacked(kept: bytes) -> list[Term]:
    """The terms in bytes of packed()."""
    lines = zlib.decompress(kept).decode("utf-8", "surrogatepass").split("\n")
    return [(_SIGNS[line[0]], line[1:]) for line in lines if line]


def _count(database: sa.Engine, ids: list[str]) -> None:
    counting = Counted()
    with database.begin() as connection:
        for _ in counting.passing(documents(connection, ids)):
            pass
        counting.write(connection, ids)


def _add(connection: sa.Connection, changes: Counter[Term]) -> None:
    rows: list[dict[str, Any]] = [
        {"kind": kind, "key": key, "text": text, "articles": number}
        for (kind, text), number in changes.items()
        if number
        for key in keys(kind, text)
    ]
    if not rows:
        return
    insert = insert_once(term)
    more = term.c.articles + insert.excluded.articles
    own = [term.c.kind, term.c.key, term.c.text]
    connection.execute(insert.on_conflict_do_update(own, set_={"articles": more}), rows)
    if any(row["articles"] < 0 for row in rows):
        connection.execute(sa.delete(term).where(term.c.articles <= 0))
