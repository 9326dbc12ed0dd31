"""Which directives a code means that a person typed in their own way: "380 tb tu"."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence, Set
from functools import cache
from typing import Any, NamedTuple

import regex
from sqlalchemy import ColumnElement, Connection, Row, Select, distinct, func, or_, select

from indexer.answer.names import beside, tells
from indexer.answer.same import first_of
from indexer.resolve.numbering import variants
from indexer.store.schema import claim, directive
from indexer.text.successors import also_known, formerly, symbols_beside
from indexer.text.unicode import fold, normalise

_PARTS = regex.compile(r"\d+|[^\W\d_]+")
_QUESTION = regex.compile(r"[\w\s/.,:;()–-]{1,120}")  # no quotes, no operators but words
_VOWEL = regex.compile("[aeiouy]")
_FILLERS = frozenset({"so", "cua"})  # số (number), của (of)
_DAY_WORDS = frozenset({"ngay", "thang", "nam"})  # day, month, year
_MOST = 16  # parts of the longest way to name one directive that we know, and some more
_INITIALS = (2, 3, 4)  # syllables in the name of a type: quyết định … nghị quyết liên tịch
_TOO_FAR = 0.6  # difflib's own default; 381-TB/TU and 380-TB/TU are 0.89 alike
_NEAR = 2000  # codes that are compared for a hint; 2,000 take 30 ms


class Known(NamedTuple):
    """A directive of the catalogue and how many articles speak of it."""

    id: str
    code: str
    type: str | None
    issuer: str | None
    date: str | None
    title: str | None
    articles: int


def understood(connection: Connection, typed: str) -> list[Known]:
    """The directives that *typed* names, those that it names best first, then by articles.

    Every word and figure of *typed* must stand in a directive's code, type, issuer or date, and
    its number among them; "10 năm dân vận khéo" names none, so it is a question of words. A code
    typed in full names those that have just this code.
    """
    if not _QUESTION.fullmatch(typed):
        return []
    found: dict[str, tuple[int, Known]] = {}
    for parts in _readings(typed):
        for row in connection.execute(_numbered(parts)):
            level = _level(parts, row)
            if level is not None and level < found.get(row.id, (9,))[0]:
                found[row.id] = (level, known(row))
    ranked = sorted(found.values(), key=lambda f: (f[0], -f[1].articles, f[1].code, f[1].id))
    in_full = [directive for level, directive in ranked if level == 0]
    return in_full if in_full and not is_figure(typed) else [known for _, known in ranked]


def is_figure(typed: str) -> bool:
    """Whether nothing but one figure was typed: perhaps a code's number, perhaps just that."""
    return typed.strip().isdigit()


def nearest(connection: Connection, typed: str, *, number: int = 3) -> list[str]:
    """Up to *number* known codes that look most like *typed*."""
    wanted = "".join(_parts(typed))
    figures = [p.lstrip("0") for p in _parts(typed) if p.isdigit()]
    letters = "".join(p for p in _parts(typed) if not p.isdigit())
    alike: list[ColumnElement[bool]] = []
    if figures:
        alike.append(directive.c.number.in_(figures))
    if letters:
        alike.append(directive.c.folded.endswith(letters, autoescape=True))
    if not alike:
        return []
    rows = connection.scalars(select(directive.c.code).distinct().where(or_(*alike)).limit(_NEAR))
    by_form = {"".join(_parts(code)): code for code in rows}
    near = difflib.get_close_matches(wanted, by_form, n=number, cutoff=_TOO_FAR)
    return [by_form[form] for form in near]


def with_articles() -> Select[tuple[object, ...]]:
    """Every directive with the number of its articles, as rows for known().

    Near-duplicates count once.
    """
    articles = func.count(distinct(first_of(claim.c.article_id))).label("articles")
    return (
        select(directive, articles)
        .outerjoin(claim, claim.c.directive_id == directive.c.id)
        .group_by(directive.c.id)
    )


def known(row: Row[tuple[object, ...]]) -> Known:
    """The directive in a row of with_articles()."""
    return Known(*(getattr(row, key) for key in Known._fields))


def as_row(known: Known) -> dict[str, Any]:
    """*known* with the keys of the interface, and what its issuer is called now."""
    return known._asdict() | beside(known.issuer)


def _readings(typed: str) -> Iterator[list[str]]:
    """The parts of *typed*; again with "tư" read as TW, as many write Trung ương."""
    if len(_parts(typed)) > _MOST:
        return
    yield _parts(typed)
    central = regex.sub(r"\btư\b", "tw", normalise(typed), flags=regex.IGNORECASE)
    if central != typed:
        yield _parts(central)


def _parts(typed: str) -> list[str]:
    return _PARTS.findall(fold(normalise(typed)))


def _bare(parts: Sequence[str]) -> list[str]:
    return sorted(part.lstrip("0") for part in parts)


def _numbered(parts: Sequence[str]) -> Select[tuple[object, ...]]:
    figures = {part.lstrip("0") for part in parts if part.isdigit()}
    return with_articles().where(directive.c.number.in_(figures - {""}))


def _level(parts: Sequence[str], row: Row[tuple[object, ...]]) -> int | None:
    """How well *row* explains *parts*, or None.

    0 by its whole code, 1 by every word, 2 by initials, 3 by what its issuer is called now, or was
    before a merger that it comes after.
    """
    code = _parts(row.code)
    if any(_bare(parts) == _bare(_parts(way)) for way in variants(row.code)):
        return 0
    figures = {int(part) for part in (*code, *_parts(row.date or "")) if part.isdigit()}
    typed = [int(part) for part in parts if part.isdigit()]
    if not figures.issuperset(typed):
        return None
    words = [part for part in parts if not part.isdigit()]
    if len(typed) > 1:
        words = [word for word in words if word not in _DAY_WORDS]
    letters = [part for part in code if not part.isdigit()]
    level = _explained(words, letters, row.type, row.issuer)
    if level is None:
        others = _otherwise(frozenset(words), letters, row)
        return 3 if any(_explained(words, o, row.type, issuer) for o, issuer in others) else None
    return level


def _explained(
    words: Sequence[str], letters: Sequence[str], type_: str | None, issuer: str | None
) -> int | None:
    """Whether a code of *letters*, its type and issuer explain *words*: 1, by initials 2."""
    central = "trung ương" if "tw" in letters else ""
    named = set(_parts(" ".join((type_ or "", issuer or "", central))))
    own = _FILLERS | {*letters, "".join(letters)} | named
    if own.issuperset(words):
        return 1
    return 2 if _spelt_out(words, own, set(letters)) else None


def _otherwise(
    words: Set[str], letters: Sequence[str], row: Row[tuple[object, ...]]
) -> Iterator[tuple[Sequence[str], str | None]]:
    """The letters and issuer of *row* as they are now, or were before, where *words* tell that."""
    day, own = row.date or "", row.issuer or ""
    others = [step.name for step in formerly(own) if step.since <= day]
    names = [name for name in (*also_known(own), *others) if tells(words, name, own)]
    yield from ((letters, name) for name in names)
    for letter in letters:
        for symbol, since in _symbols().get(letter, ()):
            if symbol in words and (since or "") <= day:
                changed = [symbol if part == letter else part for part in letters]
                yield from ((changed, name) for name in (row.issuer, *names))


@cache
def _symbols() -> dict[str, list[tuple[str, str | None]]]:
    """Symbols of bodies and those that stand beside them, as _parts() has them."""
    found: dict[str, list[tuple[str, str | None]]] = {}
    for symbol, others in symbols_beside().items():
        found.setdefault(fold(symbol), []).extend((fold(other), day) for other, day in others)
    return found


def _spelt_out(words: Sequence[str], own: frozenset[str], letters: set[str]) -> bool:
    """Each of *words* is one of *own*, or in a run whose initials stand in the code.

    QĐ is read as Quy định by one article and typed as "quyết định" by someone else.
    """
    if not words:
        return True
    if words[0] in own and _spelt_out(words[1:], own, letters):
        return True
    return any(
        _initials(words[:n]) in letters and _spelt_out(words[n:], own, letters)
        for n in _INITIALS
        if n <= len(words)
    )


def _initials(words: Sequence[str]) -> str | None:
    """The first letters of *words*; None where one is no syllable but an abbreviation itself."""
    syllables = all(_VOWEL.search(word) for word in words)
    return "".join(word[0] for word in words) if syllables else None
