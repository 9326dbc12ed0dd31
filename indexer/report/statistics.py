"""The figures of the catalogue, one a row, or added up by directive, unit, place or time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from indexer.annotate.record import whole
from indexer.answer import filters
from indexer.answer.acts import Rows
from indexer.answer.filters import Filters
from indexer.answer.meaning import candidates
from indexer.answer.same import Firsts
from indexer.report.owners import owner
from indexer.report.sums import Fact, Measure, Sum, added, articles, measure, number
from indexer.store.schema import article, claim, statistic

Row = Mapping[str, Any]
Key = tuple[Any, ...]

_HIDDEN = ("own_place", "group")  # what sums need and no row of a report has


def statistics(connection: Connection, wanted: Filters) -> Rows:
    """The figures, in order of their articles, with what is told of each.

    The place is the one that is told for the figure, else the article's. What near-duplicates tell
    is told once; `same` are those that tell it too.
    """
    rows = _rows(connection, wanted)
    for row in rows:
        for key in _HIDDEN:
            del row[key]
    return rows


def _rows(connection: Connection, wanted: Filters) -> Rows:
    """The same, with what is _HIDDEN beside: the figure's own place, and the article's group."""
    place = func.coalesce(statistic.c.place, article.c.place).label("place")
    query = (
        select(
            statistic.c.article_id.label("article"),
            claim.c.directive_id,
            claim.c.code,
            *(statistic.c[key] for key in ("text", "value", "of", "unit", "what")),
            *(statistic.c[key] for key in ("achieved_by", "period", "planned")),
            article.c.published,
            place,
            statistic.c.place.label("own_place"),
            statistic.c.sentence,
            claim.c.candidates,
            claim.c.reason,
        )
        .join(article, article.c.id == statistic.c.article_id)
        .outerjoin(claim, claim.c.id == statistic.c.claim_id)
        .where(*filters.of_figures(connection, wanted))
        .order_by(article.c.published, article.c.id, statistic.c.start)
    )
    of_claims = wanted.model_copy(update={"unit": None, "place": None})
    if of_claims.of_claims:
        query = query.where(claim.c.id.in_(filters.claims(connection, of_claims)))
    told, firsts = connection.execute(query), Firsts(connection)
    keys = tuple(told.keys())  # 76,000 times row.keys() take half a second
    rows = [dict(zip(keys, values, strict=True)) for values in told.all()]
    for row in rows:  # changed as they are: a copy of each takes as long as to read it
        whole(row)
        row["candidates"] = candidates(row["candidates"])
        if not row["candidates"]:
            row["reason"] = None
    rows = firsts.once(rows)
    for row in rows:
        row["group"] = firsts.of(row["article"])
    return rows


def sums(connection: Connection, wanted: Filters, by: str) -> Rows:
    """The figures of *by*, one of GROUPINGS, added up where measure and noun agree.

    Figures that do not tell *by* are left out. `articles` and `evidence` prove the sum; `apart` are
    the figures that are shown and not added, with the reason.
    """
    key_of = GROUPINGS[by]
    groups: dict[Key, dict[Measure, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in _rows(connection, wanted):
        key, known = key_of(row), measure(row)
        if key is not None and known is not None:
            groups[key][known[0]].append(row)
    rows = [
        _row(by, told, added(told, known))
        for kinds in groups.values()
        for known, told in kinds.items()
    ]
    telling = {
        key: len({r["group"] for told in kinds.values() for r in told})
        for key, kinds in groups.items()
    }
    ordered = zip(rows, (key for key, kinds in groups.items() for _ in kinds), strict=True)
    return [row for row, _ in sorted(ordered, key=lambda pair: _order(pair[0], pair[1], telling))]


def _order(row: Row, key: Key, telling: Mapping[Key, int]) -> tuple[Any, ...]:
    """The group that most articles tell of first; in it, what most articles tell."""
    told = row["number"] + len(row["apart"])
    return (
        -telling[key],
        tuple(map(str, key)),
        row["sum"] is None,
        -told,
        row["what"],
        str(row["unit"]),
    )


def _row(by: str, told: Sequence[Row], result: Sum) -> dict[str, Any]:
    shown = result.added or [fact for fact, _ in result.apart]
    proof = max(shown, key=lambda fact: (number([fact]), fact.value)).rows[0]
    nouns = Counter(row["what"] for row in told)
    return _group(by, told) | {
        "what": max(nouns, key=lambda noun: (nouns[noun], noun)),
        "unit": result.unit,
        "sum": _number(result.value),
        "of": _number(result.of),
        "figures": len(result.added),
        "articles": articles(result.added),
        "number": number(result.added),
        "evidence": proof["sentence"],
        "added": [_told(fact) for fact in result.added],
        "apart": [_told(fact) | {"why": why} for fact, why in result.apart],
    }


def _group(by: str, told: Sequence[Row]) -> dict[str, Any]:
    """What the rows of a group share, as the first of them, or most, have it."""
    if by == "directive":
        return {key: told[0][key] for key in ("directive_id", "code", "candidates", "reason")}
    column = _COLUMN[by]
    names = Counter(row[column] for row in told)
    return {column.removeprefix("own_"): max(names, key=lambda name: (names[name], name))}


def _told(fact: Fact) -> dict[str, Any]:
    """One figure as a program reads it, with the first sentence that tells it."""
    first = fact.rows[0]
    keys = ("text", "value", "of", "unit", "achieved_by", "place", "period")
    return {key: first[key] for key in keys} | {
        "articles": articles([fact]),
        "number": number([fact]),
        "sentence": first["sentence"],
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _by_directive(row: Row) -> Key | None:
    if row["directive_id"]:
        return (row["directive_id"],)
    return (row["code"], *row["candidates"]) if row["candidates"] else None


def _by_unit(row: Row) -> Key | None:
    known = owner(row["achieved_by"], None)
    return (known.name or known.key,) if known else None


def _by_place(row: Row) -> Key | None:
    known = owner(None, row["own_place"])
    return (known.key,) if known else None


def _by_period(row: Row) -> Key | None:
    return (row["period"],) if row["period"] else None


GROUPINGS: Mapping[str, Callable[[Row], Key | None]] = {
    "directive": _by_directive,
    "unit": _by_unit,
    "place": _by_place,
    "period": _by_period,
}
_COLUMN = {"unit": "achieved_by", "place": "own_place", "period": "period"}
