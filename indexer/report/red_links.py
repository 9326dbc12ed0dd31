"""Directives that many speak of and whose own text nobody has taken in."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Select, func, select

from indexer.answer import filters
from indexer.answer.acts import Rows, unique
from indexer.answer.filters import Filters
from indexer.answer.same import Firsts
from indexer.report.lists import directives
from indexer.store.schema import article, claim, mention, relation


def red_links(connection: Connection, wanted: Filters) -> Rows:
    """The directives without a text of their own, those first that most articles speak of."""
    here = set(connection.scalars(present()))
    mentions = _spoken(connection, wanted)
    citing: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(_citing()):
        citing[row.directive_id].append(row.code)
    keys = ("directive_id", "code", "type", "issuer", "successor", "date", "title")
    counts = ("articles", "number", "open", "open_number")
    rows = [
        {key: row[key] for key in (*keys, *counts)}
        | {
            "mentions": mentions.get(row["directive_id"], 0),
            "cited_by": unique(citing[row["directive_id"]]),
        }
        for row in directives(connection, wanted)
        if row["directive_id"] not in here
    ]
    return sorted(rows, key=lambda r: (-r["number"], -r["mentions"], r["directive_id"]))


def present() -> Select[Any]:
    """The ids of the directives that are an article: it bears their code as its own."""
    return (
        select(claim.c.directive_id)
        .join(article, article.c.id == claim.c.article_id)
        .where(claim.c.code == article.c.own, claim.c.directive_id.is_not(None))
    )


def _spoken(connection: Connection, wanted: Filters) -> dict[str, int]:
    """How often each directive is spoken of; of near-duplicates by the one that does so most."""
    firsts = Firsts(connection)
    most: dict[str, dict[str, int]] = defaultdict(dict)
    for known, owner, number in connection.execute(_mentions(connection, wanted)):
        group = firsts.of(owner)
        most[known][group] = max(number, most[known].get(group, 0))
    return {known: sum(numbers.values()) for known, numbers in most.items()}


def _mentions(connection: Connection, wanted: Filters) -> Select[Any]:
    """How often each article speaks of each directive."""
    return (
        select(claim.c.directive_id, claim.c.article_id, func.count(mention.c.id))
        .join(mention, mention.c.claim_id == claim.c.id)
        .where(claim.c.id.in_(filters.claims(connection, wanted)))
        .where(claim.c.directive_id.is_not(None))
        .group_by(claim.c.directive_id, claim.c.article_id)
    )


def _citing() -> Select[Any]:
    """Each directive with the code of one that cites it, is based on it, amends it …"""
    source, target = claim.alias(), claim.alias()
    return (
        select(target.c.directive_id, source.c.code)
        .join(relation, relation.c.to_claim == target.c.id)
        .join(source, source.c.id == relation.c.from_claim)
        .where(target.c.directive_id.is_not(None))
    )
