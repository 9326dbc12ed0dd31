"""One directive's way from the centre over the provinces to districts and communes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from indexer.answer.acts import Rows, acts, unique
from indexer.answer.family import Family, Tie, family
from indexer.answer.filters import Filters
from indexer.answer.meaning import each
from indexer.answer.names import beside
from indexer.answer.rungs import (
    CENTRE,
    LEVELS,
    LOCAL,
    PROVINCE,
    Places,
    Standing,
    province_of,
    standing,
)
from indexer.answer.same import Firsts
from indexer.store.schema import article, claim, directive

KEYS = (  # of a row
    *("place", "level", "role", "directive_id", "code", "directive_issuer", "directive_date"),
    *("unit", "relation", "to", "planned", "first", "last", "number", "articles", "evidence"),
    *("why", "successor", "issuer_successor", "candidates", "reason"),
)
_ROLES = ("directive", "unit", "gap")


def chain(connection: Connection, asked: str, wanted: Filters, places: Places) -> Rows:
    """The directives above and below the one with the id *asked*, and the units that act on them.

    From the centre downwards, province by province. What is missing is a row of its own, a gap.
    """
    related = family(connection, asked)
    known = _directives(connection, {asked, *related.above, *related.below})
    done = _acts(connection, wanted, {asked, *related.below})
    map_ = _Map(connection, places, done, related)
    speaking = _speaking(connection, known)
    rows = [*_issued(known, related, asked, speaking, map_), *_acting(done, known, map_)]
    rows += _gaps(rows)
    firsts = Firsts(connection)
    for row in rows:
        row["number"] = firsts.number(row["articles"])
    return sorted(rows, key=_order)


class _Map:
    """Where bodies stand; those that do not tell their province are where their articles are."""

    def __init__(self, connection: Connection, places: Places, done: Rows, related: Family) -> None:
        told = [row["articles"] for row in done] + [tie.articles for tie in related.ties]
        ids = sorted({known for articles in told for known in articles})
        query = select(article.c.id, article.c.place).where(article.c.id.in_(each(ids)))
        self._place = {row.id: row.place for row in connection.execute(query)}
        self._places = places

    def of(self, name: str | None, articles: Iterable[str], above: str = "") -> Standing:
        """The standing of the body *name* that *articles* tell of; *above* is the last resort."""
        around = {province_of(self._place.get(known), self._places) for known in articles} - {""}
        near = around.pop() if len(around) == 1 else above
        return standing(name, self._places, near)


def _directives(connection: Connection, ids: Iterable[str]) -> dict[str, Row[Any]]:
    query = select(directive).where(directive.c.id.in_(each(sorted(ids))))
    return {row.id: row for row in connection.execute(query)}


def _speaking(connection: Connection, ids: Iterable[str]) -> dict[str, list[str]]:
    """The articles that speak of each directive."""
    query = select(claim.c.directive_id, claim.c.article_id)
    query = query.where(claim.c.directive_id.in_(each(sorted(ids))))
    speaking: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        speaking[row.directive_id].append(row.article_id)
    return {known: unique(articles) for known, articles in speaking.items()}


def _acts(connection: Connection, wanted: Filters, ids: set[str]) -> Rows:
    """What units do with one of *ids*, or with one that is open and may be one of them."""
    return acts(connection, wanted.model_copy(update={"code": None}), ids)


def _issued(
    known: Mapping[str, Row[Any]],
    related: Family,
    asked: str,
    speaking: Mapping[str, list[str]],
    map_: _Map,
) -> Iterator[dict[str, Any]]:
    """A row for each tie of a directive to one above it; the topmost have one without."""
    ties: dict[str, list[Tie]] = defaultdict(list)
    told: dict[str, set[str]] = defaultdict(set)
    for tie in related.ties:
        ties[tie.child].append(tie)
        told[tie.child].update(tie.articles)
    own = map_.of(known[asked].issuer, ())
    for id_, row in known.items():
        above = "" if id_ in related.above else own.province
        place = _standing(map_.of(row.issuer, told[id_], above))
        about = _about(row) | place | {"role": "directive"}
        for tie in ties[id_]:
            proof = {"articles": tie.articles, "evidence": tie.evidence}
            yield _row(about | proof, relation=tie.relation, to=known[tie.parent].code)
        if not ties[id_]:
            yield _row(about, articles=speaking.get(id_, []))


def _acting(done: Rows, known: Mapping[str, Row[Any]], map_: _Map) -> Iterator[dict[str, Any]]:
    """A row for each unit, directive that it acts on, and what it does."""
    for act in done:
        issuer = known[act["directive_id"]].issuer if act["directive_id"] else None
        above = map_.of(issuer, ()).province
        place = map_.of(act["unit"], act["articles"], above)
        yield _row(act | _standing(place), role="unit", to=act["code"])


def _gaps(rows: Rows) -> Iterator[dict[str, Any]]:
    """What is not seen between the levels; of what is undecided nothing is concluded."""
    seen: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["place"] and row["level"] in (PROVINCE, LOCAL):
            seen[row["place"]].add(row["level"])
    if not any(row["level"] == CENTRE and row["role"] == "directive" for row in rows):
        yield _row({}, role="gap", level=CENTRE, why="nothing above")
    for place, levels in seen.items():
        if PROVINCE not in levels:
            yield _row({}, role="gap", level=PROVINCE, place=place, why="no province")
        if LOCAL not in levels:
            yield _row({}, role="gap", level=LOCAL, place=place, why="nothing local")
    if not any(row["level"] in (PROVINCE, LOCAL) for row in rows):
        yield _row({}, role="gap", level=PROVINCE, why="nobody")


def _about(row: Row[Any]) -> dict[str, Any]:
    return {
        "directive_id": row.id,
        "code": row.code,
        "directive_issuer": row.issuer,
        **beside(row.issuer, "issuer_successor"),
        "directive_date": row.date,
    }


def _standing(place: Standing) -> dict[str, Any]:
    return {"level": place.level, "place": place.province or None}


def _row(told: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A row with every column; what is not told is nothing."""
    blank = dict.fromkeys(KEYS) | {"planned": False, "articles": [], "candidates": []}
    return {key: {**told, **more}.get(key, value) for key, value in blank.items()}


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """The centre, then province by province, and what cannot be placed; each from the top down."""
    return (
        row["level"] != CENTRE,
        row["place"] is None,
        row["place"] or "",
        LEVELS.index(row["level"]),
        _ROLES.index(row["role"]),
        row["code"] or "",
        row["directive_id"] or "",
        row["planned"],
        row["unit"] or "",
        row["relation"] or "",
        row["to"] or "",
    )
