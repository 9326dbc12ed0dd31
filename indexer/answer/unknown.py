"""What was asked for that nothing in the index has: a unit nobody knows, a field that is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

import regex
from sqlalchemy import Column, func, select

from indexer.answer.codes import understood
from indexer.answer.likely import nearest
from indexer.answer.names import bearers, padded
from indexer.store.engine import Field
from indexer.store.schema import article, claim, directive, link
from indexer.text.unicode import fold

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from indexer.answer.filters import Filters
    from indexer.store.index import Index

Strange = dict[str, Any]

FIELDS = (*get_args(Field), "date")
_VALUES: Mapping[str, Column[Any]] = {
    "type": directive.c.type,
    "issuer": claim.c.issuer,
    "unit": link.c.unit,
    "place": article.c.place,
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "type": "Không có loại văn bản nào là “{}”.",
        "issuer": "Không có cơ quan ban hành nào là “{}”.",
        "unit": "Không có đơn vị nào là “{}”.",
        "place": "Không có địa bàn nào là “{}”.",
        "code": "Không có số ký hiệu nào là “{}”.",
        "field": "Không có trường “{}:”.",
        "days": "Bài viết trong kho được đăng từ {} đến {}.",
        "near": "Gần giống: {}.",
        "meant": "Có phải ý bạn là {}:?",
        "fields": "Các trường: {}.",
    },
    "en": {
        "type": "There is no type “{}”.",
        "issuer": "There is no issuer “{}”.",
        "unit": "There is no unit “{}”.",
        "place": "There is no place “{}”.",
        "code": "There is no code “{}”.",
        "field": "There is no field “{}:”.",
        "days": "The articles were published from {} to {}.",
        "near": "Like it: {}.",
        "meant": "Did you mean {}:?",
        "fields": "Fields: {}.",
    },
}
# What Vietnamese call the fields → their names.
_MEANT = {
    **dict.fromkeys(("loai", "loaivanban", "theloai"), "type"),
    **dict.fromkeys(("coquan", "coquanbanhanh", "banhanh"), "issuer"),
    **dict.fromkeys(("donvi", "dv"), "unit"),
    **dict.fromkeys(("diaban", "diaphuong", "noi", "tinh", "huyen", "xa"), "place"),
    **dict.fromkeys(("so", "sohieu", "sokyhieu", "kyhieu", "ma"), "code"),
    **dict.fromkeys(("tieude", "trichyeu", "ten"), "title"),
    **dict.fromkeys(("ngay", "ngaydang", "nam", "thang"), "date"),
}
_IN_FIELD = regex.compile(  # unit:"hội nông dân", place:yên
    rf'(?<![\w])(?P<field>{"|".join(_VALUES)}):(?:"(?P<phrase>[^"]*)"|(?P<word>[\w-]+)(?![*~]))',
    regex.IGNORECASE,
)
# Not https://, 10:30; Vietnamese names have several words: "cơ quan ban hành:".
_FIELD = regex.compile(
    r"(?<!\S)[(]?(?P<before>(?:\p{L}+\s+){0,3})(?P<name>\p{L}[\p{L}_]*):(?=[^\s/:])"
)
_NEAR = 3  # values that are offered
_ALIKE = 70  # of 100; bodies that share but a word or two have 50 to 69


def unknown(connection: Connection, typed: str, wanted: Filters) -> list[Strange]:
    """The filters and fields of a question whose values nothing in the index has.

    Each with the `filter`, its `value`, and up to three values `near` it that there are; of days,
    the first and the last that an article has. A name that is no field is the value of `field`.
    """
    asked = [(key, getattr(wanted, key)) for key in _VALUES if getattr(wanted, key)]
    asked += [
        (match["field"].lower(), match["phrase"] or match["word"])
        for match in _IN_FIELD.finditer(typed)
        if match["phrase"] or match["word"]
    ]
    found = [*_names(connection, asked), *_fields(typed), *_days(connection, wanted)]
    if wanted.code and not _is_known(connection, wanted.code):
        near = nearest(connection, wanted.code, number=_NEAR)
        found.append({"filter": "code", "value": wanted.code, "near": near})
    return found


def hint(index: Index, wanted: Filters, lang: str = "vi") -> str | None:
    """What unknown() has to tell of filters, for people."""
    with index.connect() as connection:
        return in_words(unknown(connection, "", wanted), lang)


def in_words(found: Sequence[Strange], lang: str = "vi") -> str | None:
    """What unknown() has found, for people; None where that is nothing."""
    told = dict.fromkeys(_told(strange, _WORDS[lang]) for strange in found)
    return " ".join(told) or None


def _names(connection: Connection, asked: Sequence[tuple[str, str]]) -> Iterator[Strange]:
    for key, value in asked:
        found = bearers(connection, _VALUES[key], value)
        if not (found.written or found.renamed or found.since):
            near = _alike(connection, _VALUES[key], value)
            yield {"filter": key, "value": value, "near": near}


def _alike(connection: Connection, column: Column[Any], value: str) -> list[str]:
    """The values of *column* that look most like *value*; of equals those that are there most."""
    from rapidfuzz import fuzz

    often = select(column, func.count().label("often")).where(column.is_not(None)).group_by(column)
    rows = connection.execute(often.order_by(func.count().desc(), column)).all()
    sought = padded(value).strip()
    scored = []
    for place, (name, _) in enumerate(rows):
        other = padded(name).strip()
        same = (
            fuzz.token_set_ratio(sought, other)
            if " " in sought
            else max((fuzz.ratio(sought, word) for word in other.split()), default=0.0)
        )
        score = (fuzz.partial_ratio(sought, other) + same) / 2  # a part of the name; its words
        if score >= _ALIKE:
            scored.append((-round(score), place, name))
    return [name for _, _, name in sorted(scored)[:_NEAR]]


def misnamed(typed: str) -> list[Strange]:
    """The names in *typed* that are surely meant for fields, in Vietnamese: "đơn vị:…"."""
    return [field for field in _fields(typed) if _meant(field["value"])]


def _fields(typed: str) -> Iterator[Strange]:
    for match in _FIELD.finditer(typed):
        name = match["name"]
        if name.lower() not in FIELDS:
            words = [*match["before"].split(), name]
            ends = (" ".join(words[at:]) for at in range(len(words)))
            named = next(filter(_meant, ends), name)
            meant = _meant(named)
            near = [meant] if meant else get_close_matches(fold(name), FIELDS, n=1)
            yield {"filter": "field", "value": named, "near": near}


def _meant(name: str) -> str | None:
    """The field that is called *name* in Vietnamese."""
    return _MEANT.get(regex.sub(r"[\s_]", "", fold(name)))


def days(connection: Connection, lang: str = "vi") -> str | None:
    """Between which days the articles were published, for people."""
    first, last = _span(connection)
    return _WORDS[lang]["days"].format(first, last) if first else None


def _span(connection: Connection) -> tuple[str | None, str | None]:
    day = article.c.published
    first, last = connection.execute(select(func.min(day), func.max(day))).one()
    return first, last


def _days(connection: Connection, wanted: Filters) -> Iterator[Strange]:
    if not (wanted.since or wanted.until):
        return
    first, last = _span(connection)
    if first is None or last is None:
        return
    if wanted.since and wanted.since > last:
        yield {"filter": "from", "value": wanted.since, "near": [first, last]}
    if wanted.until and wanted.until < first[: len(wanted.until)]:
        yield {"filter": "to", "value": wanted.until, "near": [first, last]}


def _is_known(connection: Connection, code: str) -> bool:
    own = select(directive.c.id).where(directive.c.id == code)
    return bool(understood(connection, code)) or connection.scalar(own) is not None


def _told(strange: Strange, words: Mapping[str, str]) -> str:
    key, value, near = strange["filter"], strange["value"], strange["near"]
    if key in ("from", "to"):
        return words["days"].format(*near)
    told = [words[key].format(value)]
    if key == "field":
        every = words["fields"].format(", ".join(FIELDS))
        told.append(words["meant"].format(near[0]) if near else every)
    elif near:
        told.append(words["near"].format("; ".join(near)))
    return " ".join(told)
