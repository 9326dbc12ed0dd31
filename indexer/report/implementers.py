"""Who acts on which directive, from the directive's side and from the unit's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from indexer.answer.acts import ACTING, Rows, about, acts
from indexer.answer.filters import Filters

if TYPE_CHECKING:
    from sqlalchemy import Connection


def implementers(connection: Connection, wanted: Filters) -> Rows:
    """Who acts on which directive: one row for each unit and relation, with its proof.

    The directive that most units act on comes first; under it what is done before what is
    planned, and what most articles tell first.
    """
    rows = acts(connection, wanted)
    units = Counter(known for known, _ in {(about(r), r["unit"]) for r in rows})
    return sorted(rows, key=lambda r: (-units[about(r)], r["code"], *_weight(r)))


def units(connection: Connection, wanted: Filters) -> Rows:
    """The same rows from the unit's side: the unit that acts on most directives first."""
    rows = acts(connection, wanted)
    directives = Counter(unit for unit, _ in {(r["unit"], about(r)) for r in rows})
    ordered = sorted(
        rows, key=lambda r: (-directives[r["unit"]], r["unit"], r["code"], *_weight(r))
    )
    return [{"unit": row["unit"]} | row for row in ordered]


def _weight(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        about(row),
        row["planned"],
        -row["number"],
        ACTING.index(row["relation"]),
        row["unit"],
    )
