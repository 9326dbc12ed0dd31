"""The vocabulary that several plugins share: document types, bodies and their names.

They follow Decree 30/2020/NĐ-CP (state) and Guideline 36-HD/VPTW (party).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from indexer.models import System
from indexer.text.tables import several, table

_HERE = Path(__file__).parent
COMMITTEE_LEVELS = {  # the level of a party committee's place, by the word before "ủy"
    "Tỉnh": "tỉnh",
    "Thành": "thành phố",
    "Huyện": "huyện",
    "Quận": "quận",
    "Thị": "thị xã",
    "Thị xã": "thị xã",
}
_SYSTEMS: dict[str, System | None] = {"party": "party", "state": "state", "": None}


@dataclass(frozen=True)
class DocumentType:
    """A type of document: Thông báo, TB."""

    abbreviation: str  # empty for laws, whose codes name the National Assembly instead
    name: str
    system: System | None  # None where party and state both use it


@dataclass(frozen=True)
class Body:
    """A body that issues documents, by its symbol in codes."""

    symbol: str  # "TU"
    names: tuple[str, ...]  # "Tỉnh ủy", "Thành ủy": one symbol may stand for several
    system: System
    levels: tuple[str, ...]  # of the places that have one each; empty for a body there is one of


@dataclass(frozen=True)
class NamedBody:
    """A central body by one of the names that texts give it."""

    name: str  # in full: "Thủ tướng Chính phủ" for "Thủ tướng"
    symbol: str | None  # in codes; None where it signs none of its own


@cache
def document_types() -> tuple[DocumentType, ...]:
    """Every type of document, in the order of the table."""
    return tuple(
        DocumentType(row["abbreviation"], row["name"], _SYSTEMS[row["system"]])
        for row in _rows("types.csv")
    )


@cache
def bodies() -> dict[str, Body]:
    """Every body that has a symbol, by its symbol."""
    return {
        row["symbol"]: Body(
            row["symbol"],
            tuple(row["name"].split("|")),
            _SYSTEMS[row["system"]] or "state",
            several(row["locality"]),
        )
        for row in _rows("bodies.csv")
    }


@cache
def fields() -> dict[str, str]:
    """The fields of ministries and departments, as written → in full: "GD&ĐT"."""
    return {row["written"]: row["name"] for row in _rows("fields.csv")}


@cache
def central() -> dict[str, NamedBody]:
    """The central bodies by each name that texts give them, ministries with short fields too."""
    named = {
        row["written"]: NamedBody(row["name"], row["body"] or None) for row in _rows("central.csv")
    }
    ministries = {
        body.names[0]: symbol
        for symbol, body in reversed(bodies().items())
        if body.system == "state" and not body.levels and body.names[0].startswith("Bộ ")
    }
    for written, field in {**{f: f for f in fields().values()}, **fields()}.items():
        name = f"Bộ {field}"
        if name in ministries:
            named.setdefault(f"Bộ {written}", NamedBody(name, ministries[name]))
    for name, symbol in ministries.items():
        named.setdefault(name, NamedBody(name, symbol))
    return named


def type_pattern() -> str:
    """A pattern for the full name of any document type, the longest first, as they are written."""
    names = sorted({t.name for t in document_types()}, key=lambda n: (-len(n), n))
    return "|".join(map(regex.escape, names))


def named_type() -> str:
    """A pattern for the words before a number: "Kế hoạch hành động số", "văn bản số:", "luật"."""
    return rf"(?i:{type_pattern()}|văn bản|luật)(?: \p{{Ll}}+){{0,3}}?(?: số)?:?"


def _rows(name: str) -> list[dict[str, str]]:
    return table(_HERE / name)
