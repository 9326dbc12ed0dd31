"""The reports by their names: what the catalogue holds, as rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from indexer.answer import chain
from indexer.answer.acts import Rows
from indexer.answer.filters import Filters
from indexer.answer.same import Firsts
from indexer.answer.show import named
from indexer.report.beside import Beside
from indexer.report.implementers import implementers, units
from indexer.report.lists import directives, doubts
from indexer.report.matrix import matrix
from indexer.report.one import one
from indexer.report.red_links import red_links
from indexer.report.silent import silent
from indexer.report.statistics import statistics, sums
from indexer.store.index import Index

if TYPE_CHECKING:
    from sqlalchemy import Connection


def _chain(connection: Connection, wanted: Filters, beside: Beside) -> Rows:
    asked = one(connection, wanted, "chain").id
    return chain.chain(connection, asked, wanted, beside.places)


# Those that need nothing beside the index; the others need the place table, or a list of units.
_ALONE: Mapping[str, Callable[[Connection, Filters], Rows]] = {
    "implementers": implementers,
    "units": units,
    "directives": directives,
    "statistics": statistics,
    "doubts": doubts,
    "matrix": matrix,
    "red-links": red_links,
}
_ON_ONE: Mapping[str, Callable[[Connection, Filters, Beside], Rows]] = {
    "chain": _chain,
    "silent": silent,
}
REPORTS = (*_ALONE, *_ON_ONE)

# Ids of articles in a row, and how many these are: near-duplicates count once.
_COUNTS = {"articles": "number", "open": "open_number"}


def report(
    index: Index,
    name: str,
    wanted: Filters,
    beside: Beside | None = None,
    *,
    by: str | None = None,
) -> Rows:
    """The rows of the report *name*, one of REPORTS; statistics may be added up *by* something.

    Where it is open which directive an article means, its row has no directive_id but the ids of
    the `candidates`; of a directive, such articles are `open`. `number` and `open_number`
    are how many `articles` and `open` there are, with near-duplicates counted once.

    Raises UnknownCode where *wanted* names a code that the index does not hold, NoDirective and
    SeveralDirectives where a report on one directive is not asked for just one, NothingExpected
    and UnknownProvince where it is not told what to expect.
    """
    with index.connect() as connection:
        if wanted.code:
            named(connection, wanted.code)
        if name in _ON_ONE:
            rows = _ON_ONE[name](connection, wanted, beside or Beside())
        elif by is not None:
            rows = sums(connection, wanted, by)
        else:
            rows = _ALONE[name](connection, wanted)
        firsts = Firsts(connection)
        for row in rows:
            for each in (row, *row.get("directives", ())):
                _count(each, firsts)
    return rows


def _count(row: dict[str, Any], firsts: Firsts) -> None:
    for ids, number in _COUNTS.items():
        if ids in row:
            row[number] = firsts.number(row[ids])
