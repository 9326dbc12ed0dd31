"""Question → graph: the directives around one, or all, with the units that act on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from indexer.answer.acts import unique
from indexer.answer.filters import Filters
from indexer.answer.kept import Recall, anew
from indexer.answer.meaning import each
from indexer.answer.rungs import CENTRE, LOCAL, OTHER, PROVINCE, Places, standing
from indexer.answer.show import named
from indexer.report.graph import choice, ties
from indexer.report.graph.model import DIRECTIVE, OPEN, UNIT, Edge, Graph, Node
from indexer.report.graph.ties import Open, Tie, Ties, is_open, is_unit, unit_of
from indexer.report.one import SeveralDirectives
from indexer.report.red_links import present
from indexer.resolve.numbering import numbering
from indexer.store.index import Index
from indexer.store.schema import directive


class Wanted(NamedTuple):
    """What a graph is asked for; without a code in *filters*, it is of all."""

    filters: Filters
    depth: int = 2  # steps from the directive with that code
    units: bool = True
    limit: int | None = None  # nodes


def graph(index: Index, wanted: Wanted, places: Places, recall: Recall = anew) -> Graph:
    """The directives, units and what ties them; what is open stands in it as open.

    With *recall* all that are narrowed alike share the ties, whichever code they are asked for.
    Raises UnknownCode where the index does not hold the code that is asked for, SeveralDirectives
    where it is that of several.
    """
    with index.connect() as connection:
        asked = _asked(connection, wanted.filters.code)
        narrowing = wanted.filters.model_copy(update={"code": None})
        told = recall(
            ("ties", narrowing, wanted.units),
            lambda: ties.read(connection, narrowing, units=wanted.units),
        )
        if asked:
            found = choice.around(told.ties, asked, wanted.depth)
            kept = choice.nearest(told.ties, found, wanted.limit)
            every: Iterable[str] = found
        else:
            kept = choice.strongest(told.ties, wanted.limit)
            every = {key for tie in told.ties for key in tie.ends}
        nodes = _nodes(connection, kept, told, places, asked)
        edges = _edges(connection, [t for t in told.ties if {*t.ends} <= {*kept}], kept)
    narrowed = wanted.filters.model_dump(exclude_defaults=True, exclude={"code"})
    return Graph(nodes, edges, _left_out({*every} - {*kept}), narrowed)


def _asked(connection: Connection, typed: str | None) -> str | None:
    """The id of the one directive that is asked for."""
    if not typed:
        return None
    found = named(connection, typed)
    if len(found) > 1:
        raise SeveralDirectives(typed, [known.id for known in found])
    return found[0].id


def _nodes(
    connection: Connection, kept: Sequence[str], told: Ties, places: Places, asked: str | None
) -> list[Node]:
    query = select(directive).where(directive.c.id.in_(each(kept)))
    known = {row.id: row for row in connection.execute(query)}
    texts = set(connection.scalars(present()))
    more = choice.beyond(told.ties, kept)
    nodes = []
    for key in kept:
        if is_unit(key):
            name = unit_of(key)
            node = Node(key, UNIT, name, standing(name, places).level, more=more.get(key, 0))
        elif is_open(key):
            node = _open(key, told.opens[key], more.get(key, 0))
        else:
            node = _directive(known[key], places, texts, more.get(key, 0), asked=key == asked)
        nodes.append(node)
    return nodes


def _directive(row: Row[Any], places: Places, texts: set[str], more: int, *, asked: bool) -> Node:
    level = standing(row.issuer, places).level
    level = _level(row.code) if level == OTHER else level
    said = {key: getattr(row, key) for key in ("type", "issuer", "date", "title")}
    here = row.id in texts
    return Node(row.id, DIRECTIVE, row.code, level, in_index=here, asked=asked, more=more, **said)


def _open(key: str, undecided: Open, more: int) -> Node:
    level, meant = _level(undecided.code), undecided.candidates
    return Node(key, OPEN, undecided.code, level, candidates=meant, more=more)


def _level(code: str) -> str:
    """The level of whoever issues documents with such a code, where that can be told."""
    known = numbering(code)
    if known.central:
        return CENTRE
    ranks = {1: PROVINCE, 2: LOCAL, 3: LOCAL}
    return ranks[known.rank] if known.rank else OTHER


def _edges(connection: Connection, inside: Sequence[Tie], kept: Sequence[str]) -> list[Edge]:
    told = ties.evidence(connection, inside)
    place = {key: number for number, key in enumerate(kept)}
    ordered = sorted(inside, key=lambda t: (place[t.target], place[t.source], t.relation))
    return [
        Edge(
            *(tie.source, tie.target, tie.relation, tie.planned),
            undecided=any(map(is_open, tie.ends)),
            articles=tuple(unique(tie.articles)),
            evidence=told[tie.proof] if tie.proof else None,
            repeated=len(tie.articles) - len(tie.told),
        )
        for tie in ordered
    ]


def _left_out(keys: Iterable[str]) -> Mapping[str, int]:
    """How many directives and units are left out; what is open counts among the directives."""
    units = [is_unit(key) for key in keys]
    return {DIRECTIVE: units.count(False), UNIT: units.count(True)} if units else {}
