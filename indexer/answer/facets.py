"""How articles spread over types, issuers, places, years and units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, desc, distinct, func, select

from indexer.answer.meaning import each
from indexer.store.codes import first_of
from indexer.store.schema import article, claim, directive, link

_MOST = 20  # values that a facet lists


def facets(
    connection: Connection, ids: Sequence[str], *, every: bool = False
) -> dict[str, list[dict[str, Any]]]:
    """How the articles *ids* spread over types, issuers, places, years and units.

    Near-duplicates count once, but with *every*.
    """
    found = each(ids)
    of_claim, of_article = (
        own if every else first_of(own) for own in (claim.c.article_id, article.c.id)
    )
    of_claims = (
        select()
        .join_from(claim, directive, directive.c.id == claim.c.directive_id)
        .where(claim.c.article_id.in_(found))
    )
    of_links = (
        select()
        .join_from(link, claim, claim.c.id == link.c.claim_id)
        .where(claim.c.article_id.in_(found))
    )
    of_articles = select().select_from(article).where(article.c.id.in_(found))
    year = func.substr(article.c.published, 1, 4)
    return {
        "type": _counted(connection, of_claims, directive.c.type, of_claim),
        "issuer": _counted(connection, of_claims, directive.c.issuer, of_claim),
        "place": _counted(connection, of_articles, article.c.place, of_article),
        "year": _counted(connection, of_articles, year, of_article),
        "unit": _counted(connection, of_links, link.c.unit, of_claim),
    }


def _counted(
    connection: Connection,
    rows: Select[Any],
    value: ColumnElement[Any],
    owner: ColumnElement[Any],
) -> list[dict[str, Any]]:
    count = func.count(distinct(owner)).label("count")
    query = rows.add_columns(value.label("value"), count).where(value.is_not(None))
    ordered = query.group_by(value).order_by(desc(count), value).limit(_MOST)
    return [row._asdict() for row in connection.execute(ordered)]
