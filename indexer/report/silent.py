"""Units that ought to act on a directive and have left no trace of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import regex
from sqlalchemy import Connection, select

from indexer.answer.acts import Rows, unique
from indexer.answer.chain import chain
from indexer.answer.filters import Filters
from indexer.answer.meaning import each
from indexer.answer.rungs import Places
from indexer.errors import TracuuError
from indexer.report.beside import Beside
from indexer.report.one import one
from indexer.resolve.offices import office
from indexer.store.schema import article, claim
from indexer.text.unicode import fold, fold_tone, normalise

_COMMITTEES = {  # the committee of a place is its voice
    "tỉnh": ("tỉnh ủy",),
    "thành phố": ("thành ủy",),
    "quận": ("quận ủy",),
    "huyện": ("huyện ủy",),
    "thị xã": ("thị ủy", "thị xã ủy"),
}
_LEVEL = regex.compile(r"^(?:tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu)\s+")
# What may follow a unit's name in a longer one: "xã Tân Long huyện Yên Sơn", not "xã Tân Long Hạ".
_AFTER = r"(?= (?:tỉnh|thành|quận|huyện|thị|xã|phường|đặc|khóa|nhiệm)\b|$)"
_ANY_BLANK = r"[\W_]+"
_BLANKS = regex.compile(_ANY_BLANK)


class NothingExpected(TracuuError):
    """It is not told from which units a trace is expected."""

    def __init__(self) -> None:
        super().__init__(
            "Report 'silent' has to know whom to expect. Give --expected FILE, a CSV file of "
            "units, or --place PROVINCE for its districts."
        )


class UnknownProvince(TracuuError):
    """The place table does not have a province of that name, or nothing in it."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            f"The place table has no districts of a province '{typed}'. Give its name as in "
            "'tỉnh Bắc Ninh', or the units themselves: --expected FILE."
        )


class _Text(NamedTuple):
    """An article as it is written, but for tone marks, and as _plain() has it."""

    written: str
    plain: str


class _Expected(NamedTuple):
    """A unit or place, and the ways in which it is named, as _plain() has them."""

    name: str
    forms: tuple[str, ...]

    def is_among(self, units: Iterable[str]) -> bool:
        """Whether it is one of *units*, as _unit() has them."""
        words = regex.compile(rf"(?:^| )(?:{'|'.join(map(regex.escape, self.forms))}){_AFTER}")
        return any(map(words.search, units))

    def is_in(self, text: _Text) -> bool:
        """Whether *text* names it; "xã Tân Long Hạ" does not name "xã Tân Long"."""
        return any(
            regex.search(rf"\b(?i:{_ANY_BLANK.join(form.split())})\b(?!\s\p{{Lu}})", text.written)
            for form in self.forms
            if form in text.plain  # a hundred times quicker, and mostly the end of it
        )


def silent(connection: Connection, wanted: Filters, beside: Beside) -> Rows:
    """The expected units that neither act on the directive nor on what was issued to carry it out.

    They come as they were told. `articles` are those on the directive that name the unit without
    telling that it acts; `open` those in which it acts on what may be the directive or another.
    """
    asked = one(connection, wanted, "silent")
    if beside.expected is None:  # then the place is whom to expect, not where articles play
        expected = _places(wanted, beside.places)
        wanted = wanted.model_copy(update={"place": None})
    else:
        expected = [_Expected(name, (_unit(name), _plain(name))) for name in beside.expected]
    rows = chain(connection, asked.id, wanted, beside.places)
    acting = {_unit(name) for row in rows if not row["candidates"] for name in _who(row)}
    left = [each for each in expected if not each.is_among(acting)]
    texts = _texts(connection, {row["directive_id"] for row in rows} - {None}) if left else {}
    undecided = [row for row in rows if row["candidates"]]
    return [
        {
            "unit": each.name,
            "directive_id": asked.id,
            "code": asked.code,
            "articles": unique(known for known, text in texts.items() if each.is_in(text)),
            "open": unique(_open(each, undecided)),
        }
        for each in left
    ]


def _who(row: dict[str, Any]) -> Iterator[str]:
    """The unit of a row of a chain, or who issued its directive."""
    if name := row["unit"] or row["directive_issuer"]:
        yield name


def _open(unit: _Expected, undecided: Rows) -> Iterator[str]:
    """The articles in which *unit* acts on what may be the directive or another."""
    for row in undecided:
        if unit.is_among([_unit(row["unit"])]):
            yield from row["articles"]


def _places(wanted: Filters, places: Places) -> list[_Expected]:
    """The districts of a province in the time that is asked for."""
    if not wanted.place:
        raise NothingExpected
    bare = _LEVEL.sub("", _plain(wanted.place))
    provinces = {p.name for at in places.values() for p in at if p.province is None}
    meant = {name for name in provinces if fold(_plain(name)) == fold(bare)}
    inside = {
        (place.level, place.name)
        for at in places.values()
        for place in at
        if place.province in meant and (place.until or "9") >= (wanted.since or "")
    }
    if not inside:
        raise UnknownProvince(wanted.place)
    return [_Expected(f"{level} {name}", _names(level, name)) for level, name in sorted(inside)]


def _names(level: str, name: str) -> tuple[str, ...]:
    return tuple(_plain(f"{before} {name}") for before in (level, *_COMMITTEES.get(level, ())))


def _texts(connection: Connection, ids: set[str]) -> dict[str, _Text]:
    """The articles that speak of one of the directives *ids*."""
    about = select(claim.c.article_id).where(claim.c.directive_id.in_(each(sorted(ids))))
    query = select(article.c.id, article.c.title, article.c.text).where(article.c.id.in_(about))
    texts = {row.id: f"{row.title or ''}\n{row.text}" for row in connection.execute(query)}
    return {known: _Text(fold_tone(text), _plain(text)) for known, text in texts.items()}


def _unit(name: str) -> str:
    """A unit's name in one spelling, without the part of it that speaks for it.

    "Ban Thường vụ Huyện ủy Tiền Hải" is "huyện ủy tiền hải"; its department stays one.
    """
    known = office(name)
    return _plain(f"{known.body} {known.place}") if known else _plain(name)


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", fold_tone(normalise(text).lower())).strip()
