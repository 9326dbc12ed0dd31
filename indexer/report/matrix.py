"""Units and directives: who acts on what, in one table."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from indexer.answer.acts import ACTING, Rows, about, acts, unique
from indexer.answer.filters import Filters
from indexer.answer.names import beside

if TYPE_CHECKING:
    from sqlalchemy import Connection


def matrix(connection: Connection, wanted: Filters) -> Rows:
    """One row for each unit, with all directives that it acts on, as it does most first.

    `relations` is what it does with one, `planned` what is only planned.
    """
    units: dict[str, dict[tuple[Any, ...], Rows]] = defaultdict(lambda: defaultdict(list))
    for row in acts(connection, wanted):
        units[row["unit"]][about(row)].append(row)
    rows = [
        {
            "unit": unit,
            **beside(unit),
            "total": len(directives),
            "directives": [_cell(directives[key]) for key in sorted(directives)],
        }
        for unit, directives in units.items()
    ]
    return sorted(rows, key=lambda row: (-row["total"], row["unit"]))


def _cell(rows: Rows) -> dict[str, Any]:
    """What one unit does with one directive."""
    known = ("directive_id", "code", "directive_issuer", "directive_date", "candidates")
    done = {row["relation"] for row in rows if not row["planned"]}
    planned = {row["relation"] for row in rows if row["planned"]}
    return {key: rows[0][key] for key in known} | {
        "relations": [relation for relation in ACTING if relation in done],
        "planned": [relation for relation in ACTING if relation in planned],
        "articles": unique(article for row in rows for article in row["articles"]),
    }
