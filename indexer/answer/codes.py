"""Which directives a code means that a person typed in their own way: "380 tb tu"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import regex
from sqlalchemy import ColumnElement, Connection, Row, Select, desc, select

from indexer.answer.explaining import (
    DAY_WORDS,
    FILLERS,
    Named,
    Typed,
    figures_of,
    is_year,
    level,
    parts_of,
    renamed,
    typed_as,
    unexplained,
)
from indexer.answer.meaning import each
from indexer.answer.names import beside, tells
from indexer.resolve.areas import area
from indexer.resolve.numbering import variants
from indexer.store.codes import letters
from indexer.store.schema import article, claim, directive
from indexer.text.telex import from_vni
from indexer.text.unicode import normalise

# No quotes, no operators but words; every kind of dash and of bar.
QUESTION = regex.compile(r"[\w\s\p{Pd}−/\\.,:;()|+&№]{1,120}")
_CENTRAL = regex.compile(r"(?<!\p{L}|th[ôo]ng\s+)tư(?!\p{L})", regex.IGNORECASE)  # not "thông tư"
_DAY = regex.compile(r"(?<!\d)(\d{1,2}[/.-]\d{1,2}[/.-])(\d\d)(?![\d/-])")  # 6/1/09
_VOWEL = regex.compile("[aeiouy]")
_MOST = 16  # parts of the longest way to name one directive that we know, and some more
_LONGEST_RUN = 5  # parts of the letters of a code: "HD/BTGDVTU", "UBND-VX-NC"
_SHORTEST = 3  # letters that are a part of a code by themselves: "nqtw"; "tu" is a word as well
_GLUED = 5  # figures of a number and a year without their slash: "212025TT-BTC"
_SURE = 3  # up to this level of explaining() all that was typed is explained
_SOME = 200  # directives that letters alone are answered with, those of most articles
_WHERE = 40  # directives whose articles are asked for their places
# Other ways to write the letters of a code, see resolve.numbering.variants().
_LONGER = 2  # letters by which a code may be longer in another way to write it
_WAYS = (("qdi", "qd"), ("qyd", "qd"), ("thxu", "txu"))


class Known(NamedTuple):
    """A directive of the catalogue and how many articles speak of it."""

    id: str
    code: str
    type: str | None
    issuer: str | None
    date: str | None
    title: str | None
    articles: int


Ranked = dict[str, tuple[int, Known]]  # by id: how well it explains what was typed, 0 best


def understood(connection: Connection, typed: str) -> list[Known]:
    """The directives that *typed* names, those that it names best first, then by articles.

    Every word and figure of *typed* must stand in a directive's code, type, issuer or date, and
    its number or all its letters among them; "10 năm dân vận khéo" names none, so it is a question
    of words. A code typed in full names those that have just this code.
    """
    if not QUESTION.fullmatch(typed) or _is_day(typed):
        return []
    found: Ranked = {}
    for parts in readings(typed):
        if not any(well <= _SURE for well, _ in found.values()):
            found = _meant(connection, parts) | found
    return in_order(found, all_of_them=is_part(typed))


def _is_day(typed: str) -> bool:
    """Whether a day, month or year was typed, as such: "ngày 30/4", "tháng 10/2025"."""
    words = {part for part in parts_of(typed) if not part.isdigit()}
    return bool(words) and words <= DAY_WORDS


def is_part(typed: str) -> bool:
    """Whether no more was typed than a part of a code: a figure, or letters; or they are words."""
    parts = parts_of(typed)
    figures = [part for part in parts if part.isdigit()]
    return len(parts) == len(figures) == 1 or _is_by_letters(typed_as(parts))


def in_order(found: Ranked, *, all_of_them: bool = False) -> list[Known]:
    """The best of *found*, or *all_of_them*: the best first, then those of most articles."""
    ranked = sorted(found.values(), key=lambda f: (f[0], -f[1].articles, f[1].code, f[1].id))
    best = ranked[0][0] if ranked else 0
    worst = 0 if best == 0 and not all_of_them else max(_SURE, best)
    return [known for level, known in ranked if level <= worst]


def apart(several: Sequence[Known]) -> list[str]:
    """What tells *several* directives apart: code, type, issuer, date, title, if they differ."""
    keys = ("code", "type", "issuer", "date", "title")
    return [key for key in keys if len({getattr(known, key) for known in several}) > 1]


def with_articles() -> Select[tuple[object, ...]]:
    """Every directive with the number of its articles, as rows for known().

    Near-duplicates count once.
    """
    return select(*(directive.c[key] for key in Known._fields))


def known(row: Row[tuple[object, ...]]) -> Known:
    """The directive in a row of with_articles()."""
    return Known._make(row)


def as_row(known: Known) -> dict[str, Any]:
    """*known* with the keys of the interface, and what its issuer is called now."""
    return known._asdict() | beside(known.issuer)


def numbered(
    connection: Connection, figures: Iterable[str], years: Sequence[str] = ()
) -> list[Known]:
    """The directives whose number is one of *figures*, of one of *years* if any are given."""
    numbers = {figure.lstrip("0") for figure in figures} - {""}
    if not numbers:
        return []
    when = [directive.c.year.in_(years)] if years else []
    return _rows(connection, directive.c.number.in_(sorted(numbers)), *when)


def lettered(connection: Connection, words: Sequence[str], figures: Iterable[str]) -> list[Known]:
    """The directives with such a number whose letters are a run of *words*."""
    numbers = {figure.lstrip("0") for figure in figures} - {""}
    runs = letters_in(words)
    if not numbers or not runs:
        return []
    own = directive.c.letters.in_(sorted(runs))
    return _rows(connection, own, directive.c.number.in_(sorted(numbers)))


def letters_in(words: Sequence[str]) -> set[str]:
    """What may be the letters of a code among *words*, in any order of two: "tbtu"."""
    runs = {
        "".join(run)
        for at in range(len(words))
        for end in range(at + 1, min(at + _LONGEST_RUN, len(words)) + 1)
        for run in (words[at:end], words[at:end][::-1])
    }
    for odd, usual in _WAYS:
        for one, other in ((odd, usual), (usual, odd)):
            runs |= {run.replace(one, other, 1) for run in runs if one in run}
    return runs


def _rows(connection: Connection, *conditions: ColumnElement[bool]) -> list[Known]:
    rows = connection.execute(with_articles().where(*conditions))
    return [Known._make(row) for row in rows]


def readings(typed: str) -> Iterator[tuple[str, ...]]:
    """The parts of *typed*; first with "tư" read as TW, as many write Trung ương; last as VNI."""
    whole = _DAY.sub(r"\g<1>20\g<2>", normalise(typed))
    central = _CENTRAL.sub("tw", whole)
    for reading in dict.fromkeys((central, whole, from_vni(whole))):
        parts = parts_of(reading)
        if 0 < len(parts) <= _MOST:
            yield tuple(parts)


def _meant(connection: Connection, parts: Sequence[str]) -> Ranked:
    """What the catalogue has for *parts*, looked for where it is found soonest."""
    typed = typed_as(parts)
    figures = [part for part in parts if part.isdigit()]
    found = _explained(typed, lettered(connection, typed.words, figures))
    if any(len(figure) >= _GLUED for figure in figures):
        whole = "".join(parts).lstrip("0")
        found |= {row.id: (0, row) for row in _rows(connection, directive.c.folded == whole)}
    if not any(_settles(well, row) for well, row in found.values()):
        found |= _by_number(connection, typed, figures)
    if _is_by_letters(typed):
        found = _by_letters(connection, typed) | found
    return found


def _by_number(connection: Connection, typed: Typed, figures: Sequence[str]) -> Ranked:
    """Those with such a number: where a year was typed, first those of that year."""
    years = sorted(str(figure) for figure in typed.figures if is_year(figure))
    for number in dict.fromkeys(figures):
        if len(typed.figures) > 1 and years:
            of_year = numbered(connection, [number], years)
            if found := _explained(typed, of_year):
                return found
        if found := _explained(typed, numbered(connection, [number])):
            return found
    rows = numbered(connection, figures)
    return _renamed(typed, rows) or _there(connection, typed, rows)


def _settles(well: int, row: Known) -> bool:
    """Whether no other number need be looked at: "14/CP" may be 14/2008/NĐ-CP, "14 nd cp" not."""
    return well == 0 or (well <= _SURE and len(letters(row.code)) >= _SHORTEST)


def _explained(typed: Typed, rows: Iterable[Known]) -> Ranked:
    found: Ranked = {}
    for row in rows:
        if _is_whole(typed, row.code):
            found[row.id] = 0, row
        elif (well := level(typed, named(row))) is not None:
            found[row.id] = well, row
    return found


def _renamed(typed: Typed, rows: Iterable[Known]) -> Ranked:
    return {row.id: (3, row) for row in rows if renamed(typed, named(row))}


def _there(connection: Connection, typed: Typed, rows: Iterable[Known]) -> Ranked:
    """Those whose issuer tells no place, where their articles play at the place that was typed."""
    left: dict[str, tuple[Known, list[str]]] = {}
    for row in sorted(rows, key=lambda row: -row.articles):
        words = unexplained(typed.words, named(row))
        some = set(typed.words) - FILLERS - set(words)
        rest = tuple(word for word in typed.words if word not in words)
        fits = some and words and level(typed._replace(words=rest), named(row)) is not None
        if fits and not area(row.issuer):
            left[row.id] = row, words
        if len(left) == _WHERE:
            break
    told = (
        select(claim.c.directive_id, article.c.place)
        .join(article, article.c.id == claim.c.article_id)
        .where(claim.c.directive_id.in_(each(list(left))), article.c.place.is_not(None))
        .distinct()
    )
    there = {
        owner
        for owner, place in (connection.execute(told) if left else ())
        if {*left[owner][1]} <= {*parts_of(place)} and tells({*left[owner][1]}, place, "")
    }
    return {owner: (3, row) for owner, (row, _) in left.items() if owner in there}


def _is_by_letters(typed: Typed) -> bool:
    """Whether letters of a code were typed, and no more figures than a year."""
    years = all(map(is_year, typed.figures))
    short = any(not _VOWEL.search(word) for word in typed.words)
    return len(typed.figures) <= 1 and years and short and bool(_symbols(typed))


def _symbols(typed: Typed) -> list[str]:
    return sorted(run for run in letters_in(typed.words) if len(run) >= _SHORTEST)


def _by_letters(connection: Connection, typed: Typed) -> Ranked:
    """Those whose letters were typed, of a year if one was: "QĐ-UBND 2023"."""
    query = with_articles().where(directive.c.letters.in_(_symbols(typed)))
    for year in typed.figures:
        query = query.where(directive.c.year == str(year))
    rows = connection.execute(query.order_by(desc(directive.c.articles)).limit(_SOME))
    found = _explained(typed, map(known, rows))
    return {key: (well, row) for key, (well, row) in found.items() if well in (1, 2)}


def _is_whole(typed: Typed, code: str) -> bool:
    """Whether *typed* is just *code*, in any order and with any separators."""
    if not typed.figures.issuperset(figures_of(Named(code, None, None, None))):
        return False
    words = [word for word in typed.words if word not in FILLERS]
    if abs(len("".join(words)) - len(letters(code))) > _LONGER:
        return False
    figures = sorted(int(part) for part in typed.parts if part.isdigit())
    for way in variants(code):
        own = parts_of(way)
        symbols = [part for part in own if not part.isdigit()]
        same = sorted(symbols) == sorted(words) or "".join(symbols) == "".join(words)
        if same and figures == sorted(int(part) for part in own if part.isdigit()):
            return True
    return False


def named(row: Known) -> Named:
    """What *row* tells that may be typed."""
    return Named(row.code, row.type, row.issuer, row.date)
