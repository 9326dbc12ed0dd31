"""The matrix as it is written down: a column for each directive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from indexer.report.words import Columns, called, cell, columns, phrase

Row = Mapping[str, Any]
Key = tuple[str, ...]

_APART = "\n"  # between the parts of a directive's key; no other column has it


def spread(
    rows: Sequence[Row],
    lang: str,
    most: int | None,
    worded: Callable[[Row, str], str] | None = None,
) -> tuple[Columns, list[Row]]:
    """Headings and rows of the matrix; the last row tells how many units each directive has.

    The directives that most units act on come first. Of those beyond *most*, each unit has their
    number. *worded* is what a cell says of a unit's act, in full where it is not given.
    """
    worded = worded or _worded
    cells = [(row, {_key(acted): acted for acted in row["directives"]}) for row in rows]
    known = {key: acted for _, by_key in cells for key, acted in by_key.items()}
    units = Counter(key for _, by_key in cells for key in by_key)
    ordered = sorted(known, key=lambda key: (-units[key], known[key]["code"], key))
    shown, rest = ordered[:most], ordered[len(ordered[:most]) :]
    own = columns("matrix", lang)
    headings = {key: own[key] for key in ("unit", "total")}
    headings |= {_column(key): _heading(known[key], lang) for key in shown}
    headings |= {"others": phrase("others", lang)} if rest else {}
    body: list[Row] = [
        {"unit": called(row["unit"], row.get("successor"), lang), "total": row["total"]}
        | {_column(key): worded(by_key[key], lang) for key in shown if key in by_key}
        | ({"others": sum(key in by_key for key in rest)} if rest else {})
        for row, by_key in cells
    ]
    totals = {"unit": phrase("total", lang), "total": len(rows)}
    totals |= {_column(key): units[key] for key in shown}
    return headings, [*body, totals | ({"others": sum(units[k] for k in rest)} if rest else {})]


def of_directive(column: str) -> bool:
    """Whether a column with the key *column* is that of a directive."""
    return _APART in column


def _key(acted: Row) -> Key:
    """What tells one directive from another; where that is open, one choice from another."""
    return (acted["directive_id"] or "", acted["code"], *acted["candidates"])


def _column(key: Key) -> str:
    return _APART.join(key)


def _heading(acted: Row, lang: str) -> str:
    open_ = phrase("undecided", lang) if acted["candidates"] else None
    parts = (acted["code"], acted["directive_issuer"], acted["directive_date"], open_)
    return "\n".join(part for part in parts if part)


def _worded(acted: Row, lang: str) -> str:
    return "; ".join(_relations(acted, lang))


def _relations(acted: Row, lang: str) -> Iterator[str]:
    for relation in acted["relations"]:
        yield cell(relation, "relation", lang)
    for relation in acted["planned"]:
        yield f"{cell(relation, 'relation', lang)} ({phrase('planned', lang)})"
