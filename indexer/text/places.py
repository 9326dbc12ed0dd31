"""The provinces and districts before and after the reform of 1 July 2025; communes since."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.text.tables import several, table
from indexer.text.unicode import fold_tone


@dataclass(frozen=True)
class KnownPlace:
    """A province, district or commune of the tables."""

    name: str
    level: str
    province: str | None  # None for a province or central city itself
    until: str | None  # ISO day on which it ended
    into: str | None = None  # the province that it was merged into


@cache
def places() -> dict[str, tuple[KnownPlace, ...]]:
    """The places that bear a name (in new tone placement); other spellings have their own key."""
    found: dict[str, list[KnownPlace]] = {}
    for row in table(Path(__file__).with_name("places.csv")):
        optional = (row[key] or None for key in ("province", "until", "into"))
        place = KnownPlace(row["name"], row["level"], *optional)
        for name in (row["name"], *several(row["also"])):
            found.setdefault(fold_tone(name), []).append(place)
    return {name: tuple(bearers) for name, bearers in found.items()}


@cache
def communes() -> tuple[KnownPlace, ...]:
    """The communes, wards and special zones since the reform, each with its province."""
    rows = table(Path(__file__).with_name("communes.csv"))
    return tuple(KnownPlace(row["name"], row["level"], row["province"], None) for row in rows)
