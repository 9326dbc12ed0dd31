"""What a person is about to type: codes, units, issuers and words that begin so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import regex
from sqlalchemy import desc, select

from indexer.answer.codes import Known, known, with_articles
from indexer.answer.explaining import parts_of
from indexer.store.codes import folded
from indexer.store.schema import directive, term
from indexer.text.unicode import fold, fold_tone, normalise

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from indexer.store.index import Index

Completion = dict[str, Any]

_KINDS = ("issuer", "unit", "word", "syllable")
_TOKEN = regex.compile(r"\S+")
_APART = regex.compile(r"[\W_]+")
_LAST = 8  # words at the end of what was typed that may be the beginning of one name
_FEWEST = 2  # letters; one letter begins everything
_LONGEST = 200  # characters of what was typed that are looked at
_CODE_LETTERS = 3  # of a code without its number: "nqt"; two begin many a word
_END = "\U0010ffff"
_SCANNED = 3000  # codes that begin with the same letters, of which the best are chosen


def complete(index: Index, typed: str, limit: int = 10) -> list[Completion]:
    """Up to *limit* ways to go on with *typed*: of its longest end that something begins with.

    Each has its `kind` (code, unit, issuer, word), the `text` that takes the place of that end, the
    whole `query` with it, what there is to tell `about` it, and the `count` of its articles.
    Codes come first where there is a figure, then what most articles have. Nothing that can be
    typed raises.
    """
    tidy = normalise(typed)[-_LONGEST:]
    found: dict[str, Completion] = {}
    with index.connect() as connection:
        for start in _starts(tidy):
            for way in _beginning(connection, tidy[start:], limit):
                query = tidy[:start] + way["text"]
                found.setdefault(fold(way["text"]), way | {"query": query})
            if found:  # what follows on fewer words is less likely what is meant
                break
    return list(found.values())[:limit]


def _starts(typed: str) -> list[int]:
    """Where the ends of *typed* begin that are tried, the longest first."""
    return [token.start() for token in _TOKEN.finditer(typed)][-_LAST:]


def _beginning(connection: Connection, part: str, limit: int) -> Iterator[Completion]:
    """What begins with *part*."""
    for row in _codes(connection, part, limit):
        about = ", ".join(told for told in (row.issuer, row.date, row.title) if told)
        yield {"kind": "code", "text": row.code, "about": about or None, "count": row.articles}
    yield from _terms(connection, part, limit)


def _codes(connection: Connection, part: str, limit: int) -> list[Known]:
    """The directives whose code begins with *part*, or whose type and number do."""
    parts = parts_of(part)
    figures = [p.lstrip("0") for p in parts if p.isdigit()]
    if not any(figures):
        return _by_letters(connection, "".join(parts), limit)
    if part.lstrip()[0].isdigit():
        wanted = folded(part)
        begun: tuple[ColumnElement[bool], ...] = (
            directive.c.folded.between(wanted, wanted + _END),
        )
    elif len(figures) == 1 and parts[-1].isdigit():
        type_ = directive.c.letters.startswith(parts[0]) | directive.c.type.in_(
            _types(connection, parts[:-1])
        )
        begun = (type_,)
    else:
        return []
    found: list[Known] = []
    for numbers in _numbers(figures[0], ends=part[-1].isdigit() and len(figures) == 1):
        rows = connection.execute(
            with_articles()
            .where(directive.c.number.in_(numbers), *begun)
            .order_by(desc(directive.c.articles), directive.c.folded)
            .limit(limit - len(found))
        )
        found += map(known, rows)
        if len(found) >= limit:
            break
    return found


def _numbers(figure: str, *, ends: bool) -> Iterator[list[str]]:
    """The numbers that may be meant: *figure*, and where the typing *ends* in it longer ones."""
    yield [figure]
    for more in (10, 100) if ends else ():
        yield [f"{figure}{number:0{len(str(more)) - 1}}" for number in range(more)]


def _types(connection: Connection, words: Sequence[str]) -> list[str]:
    """The types that begin with *words*: "thong bao so"."""
    wanted = " ".join(word for word in words if word != "so")
    types = connection.scalars(select(directive.c.type).distinct()) if wanted else ()
    return [type_ for type_ in types if type_ and fold(type_).startswith(wanted)]


def _by_letters(connection: Connection, letters: str, limit: int) -> list[Known]:
    """Those of most articles whose letters begin so: "TB/T"."""
    if len(letters) < _CODE_LETTERS:
        return []
    begun = directive.c.letters.between(letters, letters + _END)
    some = select(directive.c.id).where(begun).limit(_SCANNED).subquery()
    query = with_articles().join(some, some.c.id == directive.c.id)
    rows = connection.execute(query.order_by(desc(directive.c.articles)).limit(limit))
    return [known(row) for row in rows]


def _terms(connection: Connection, part: str, limit: int) -> Iterator[Completion]:
    """Names and words that begin with *part*; as it has diacritics, where any do."""
    key = _APART.sub(" ", fold(part)).lstrip()
    if len(key.strip()) < _FEWEST or any(character.isdigit() for character in key):
        return
    wanted = fold_tone(_APART.sub(" ", part.lower())).strip()
    found: list[tuple[bool, int, str, str]] = []
    for kind in _KINDS:
        begun = (term.c.kind == kind, term.c.key.between(key, key + _END))
        query = select(term.c.text, term.c.articles).where(*begun)
        marked = fold(wanted) != wanted
        rows = connection.execute(
            query.order_by(desc(term.c.articles)).limit(limit * (20 if marked else 1))
        )
        found += (
            (wanted not in f" {fold_tone(text.lower())}", -articles, text, kind)
            for text, articles in rows
        )
    seen: set[str] = set()
    for _, articles, text, kind in sorted(found)[: limit * 2]:
        if text not in seen:
            seen.add(text)
            shown = "word" if kind == "syllable" else kind
            yield {"kind": shown, "text": text, "about": None, "count": -articles}
