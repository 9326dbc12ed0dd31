"""How articles spread over types, issuers, places, years, units and relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from indexer.answer.meaning import each
from indexer.answer.same import Firsts
from indexer.store.schema import article, claim, directive, link, relation

_MOST = 20  # values that a facet lists

Facet = list[dict[str, Any]]


def facets(connection: Connection, ids: Sequence[str], *, every: bool = False) -> dict[str, Facet]:
    """How the articles *ids* spread over types, issuers, places, years, units and relations.

    A relation is what a unit does with a directive, or one directive with another. Near-duplicates
    count once, but with *every*. Counted here and not by SQL, which takes twice as long.
    """
    owner = str if every else Firsts(connection).of
    found = each(ids)
    said = select(claim.c.article_id).where(claim.c.article_id.in_(found))
    of_claims = said.join(directive, directive.c.id == claim.c.directive_id)
    of_links = said.join(link, link.c.claim_id == claim.c.id)
    of_relations = said.join(relation, relation.c.from_claim == claim.c.id)
    year = func.substr(article.c.published, 1, 4)
    of_articles = select(article.c.id, article.c.place, year).where(article.c.id.in_(found))

    claims = connection.execute(of_claims.add_columns(directive.c.type, directive.c.issuer)).all()
    articles = connection.execute(of_articles).all()
    acts = connection.execute(of_links.add_columns(link.c.unit, link.c.relation)).all()
    related = connection.execute(of_relations.add_columns(relation.c.relation)).all()
    return {
        "type": _counted(((row[0], row[1]) for row in claims), owner),
        "issuer": _counted(((row[0], row[2]) for row in claims), owner),
        "place": _counted(((row[0], row[1]) for row in articles), owner),
        "year": _counted(((row[0], row[2]) for row in articles), owner),
        "unit": _counted(((row[0], row[1]) for row in acts), owner),
        "relation": _counted([(r[0], r[-1]) for rows in (acts, related) for r in rows], owner),
    }


def _counted(told: Iterable[tuple[str, str | None]], owner: Callable[[str], str]) -> Facet:
    """The values that most articles are *told* to have, each with their number."""
    having: dict[str, set[str]] = defaultdict(set)
    for article_id, value in told:
        if value is not None:
            having[value].add(owner(article_id))
    often = sorted((-len(owners), value) for value, owners in having.items())[:_MOST]
    return [{"value": value, "count": -number} for number, value in often]
