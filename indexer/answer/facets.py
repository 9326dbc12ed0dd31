"""How articles spread over types, issuers, places, years, units and relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from indexer.answer.meaning import each
from indexer.answer.same import Firsts
from indexer.store.schema import article, claim, directive, link, relation

NAMES = ("type", "issuer", "place", "year", "unit", "relation")
_MOST = 20  # values that a facet lists

Facet = list[dict[str, Any]]
Column = Mapping[str, tuple[str, ...]]  # article → its values, each once; not those without any
Columns = Mapping[str, Column]  # by NAMES


def facets(
    connection: Connection,
    ids: Sequence[str],
    *,
    firsts: Firsts | None = None,
    known: Columns | None = None,
) -> dict[str, Facet]:
    """How the articles *ids* spread over types, issuers, places, years, units and relations.

    A relation is what a unit does with a directive, or one directive with another. Near-duplicates
    count once where *firsts* tells them. Counted here and not by SQL, which takes twice as long;
    what is *known* by columns() is not read again.
    """
    read = columns(connection, ids) if known is None else known
    alone, groups = (ids, []) if firsts is None else firsts.parted(ids)
    return {name: _counted(read[name], alone, groups) for name in NAMES}


def columns(connection: Connection, ids: Sequence[str] | None = None) -> Columns:
    """The values of the articles *ids*, or of all."""
    year = func.substr(article.c.published, 1, 4)
    said: Select[Any] = select(claim.c.article_id)
    of_claims = said.join(directive, directive.c.id == claim.c.directive_id)
    of_links = said.join(link, link.c.claim_id == claim.c.id)
    of_relations = said.join(relation, relation.c.from_claim == claim.c.id)
    found = None if ids is None else each(ids)

    def rows(query: Select[Any], owner: ColumnElement[str]) -> Sequence[Any]:
        return connection.execute(query if found is None else query.where(owner.in_(found))).all()

    claims = rows(of_claims.add_columns(directive.c.type, directive.c.issuer), claim.c.article_id)
    articles = rows(select(article.c.id, article.c.place, year), article.c.id)
    acts = rows(of_links.add_columns(link.c.unit, link.c.relation), claim.c.article_id)
    related = rows(of_relations.add_columns(relation.c.relation), claim.c.article_id)
    return {
        "type": _column((row[0], row[1]) for row in claims),
        "issuer": _column((row[0], row[2]) for row in claims),
        "place": _column((row[0], row[1]) for row in articles),
        "year": _column((row[0], row[2]) for row in articles),
        "unit": _column((row[0], row[1]) for row in acts),
        "relation": _column((r[0], r[-1]) for told in (acts, related) for r in told),
    }


def _column(told: Iterable[tuple[str, str | None]]) -> Column:
    found: dict[str, tuple[str, ...]] = {}
    for article_id, value in told:
        if value is not None:
            before = found.get(article_id, ())
            if value not in before:
                found[article_id] = (*before, value)
    return found


def _counted(column: Column, alone: Sequence[str], groups: Iterable[Sequence[str]]) -> Facet:
    """The values that most have, each with their number; a group has what one of it has."""
    having = Counter(chain.from_iterable(column[key] for key in alone if key in column))
    for members in groups:
        having.update({value for key in members for value in column.get(key, ())})
    often = sorted((-number, value) for value, number in having.items())[:_MOST]
    return [{"value": value, "count": -number} for number, value in often]
