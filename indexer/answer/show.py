"""One directive or one article, with all that is known of it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, or_, select

from indexer.annotate.record import whole
from indexer.answer.accounts import Accounts
from indexer.answer.acts import span
from indexer.answer.chain import chain
from indexer.answer.codes import Known, as_row, known, understood, with_articles
from indexer.answer.filters import Filters
from indexer.answer.likely import nearest
from indexer.answer.meaning import candidates, each, means
from indexer.answer.names import beside, told
from indexer.answer.same import others
from indexer.answer.sides import doubts
from indexer.answer.timeline import timeline
from indexer.errors import TracuuError
from indexer.resolve.numbering import variants
from indexer.store.codes import first_of
from indexer.store.index import Index
from indexer.store.schema import (
    article,
    claim,
    copy,
    directive,
    doubt,
    link,
    mention,
    relation,
    statistic,
)
from indexer.text.places import places
from indexer.text.successors import now_in

Rows = list[dict[str, Any]]

_PARTS = {  # what hangs on an open claim
    "mentions": (mention, ("start", "end", "text")),
    "units": (link, ("unit", "relation", "planned", "evidence")),
    "statistics": (statistic, ("start", "end", "text", "value", "of", "unit", "what", "sentence")),
    "doubts": (doubt, ("kind", "why")),
}
_SOURCE, _TARGET = claim.alias(), claim.alias()
_RELATIONS = (
    select(
        _SOURCE.c.code.label("from"),
        _TARGET.c.code.label("to"),
        relation.c.relation,
        relation.c.evidence,
        _SOURCE.c.directive_id.label("from_id"),
        _TARGET.c.directive_id.label("to_id"),
        _SOURCE.c.article_id.label("article"),
        first_of(_SOURCE.c.article_id).label("group"),
        relation.c.from_claim,
        relation.c.to_claim,
    )
    .join(_SOURCE, _SOURCE.c.id == relation.c.from_claim)
    .join(_TARGET, _TARGET.c.id == relation.c.to_claim)
    .order_by(_SOURCE.c.code, _TARGET.c.code, _SOURCE.c.article_id, relation.c.start)
)


class UnknownCode(TracuuError):
    """A code or id was asked for that the index does not hold."""

    def __init__(self, typed: str, near: Sequence[str]) -> None:
        hint = f" Codes like it: {', '.join(near)}." if near else ""
        super().__init__(f"No directive and no article '{typed}' in the index.{hint}")
        self.typed, self.near = typed, tuple(near)


def show(index: Index, typed: str) -> dict[str, Any]:
    """The directive or article with the id or code *typed*, with the keys of the interface.

    Where *typed* fits several directives: {"candidates": [one row each]}. What is open stands
    beside: the claims that may mean the directive, or that the article makes. Raises UnknownCode.
    """
    with index.connect() as connection:
        found = _exactly(connection, typed)
        if not found and (article := index.article(typed)) is not None:
            return _article(connection, article)
        found = found or named(connection, typed)
        if len(found) > 1:
            return _several(connection, found)
        return _directive(connection, found[0])


def several(index: Index, typed: str) -> dict[str, Any] | None:
    """What show() answers where *typed* fits several directives; None where it fits one.

    Raises UnknownCode.
    """
    with index.connect() as connection:
        found = named(connection, typed)
        return _several(connection, found) if len(found) > 1 else None


def named(connection: Connection, typed: str) -> list[Known]:
    """The directives with the id or code *typed*, at least one; raises UnknownCode."""
    found = _exactly(connection, typed) or understood(connection, typed)
    if not found:
        raise UnknownCode(typed, nearest(connection, typed))
    return found


def _exactly(connection: Connection, typed: str) -> list[Known]:
    """The directive with the id *typed*, or those with just this code."""
    for column, values in ((directive.c.id, [typed]), (directive.c.code, variants(typed))):
        rows = connection.execute(with_articles().where(column.in_(values))).all()
        if rows:
            return [known(row) for row in rows]
    return []


def _several(connection: Connection, found: Sequence[Known]) -> dict[str, Any]:
    undecided = _open(connection, means(each([known.id for known in found])))
    return {"candidates": [as_row(known) for known in found], "open": undecided}


def _article(connection: Connection, row: Row[Any]) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(row.record)
    known = {"id": row.id, "paths": _paths(connection, row)}
    head = {"article": record.pop("article") | known, "text": row.text}
    undecided = _open(connection, claim.c.article_id == row.id)
    same = others(connection, [row.id]).get(row.id, [])
    return head | record | {"open": undecided, "same": same}


def _paths(connection: Connection, row: Row[Any]) -> list[str]:
    """The files in which the text of an article stands, the one it was read from first."""
    copies = select(copy.c.path).where(copy.c.article_id == row.id).order_by(copy.c.path)
    return [row.path, *connection.scalars(copies)]


def _directive(connection: Connection, asked: Known) -> dict[str, Any]:
    accounts = Accounts(connection, asked.id)
    mentions = _mentions(connection, asked.id, accounts)
    its_claims = select(claim.c.id).where(claim.c.directive_id == asked.id)
    relations = [row for _, row in _relations(connection, its_claims)]
    statistics = _statistics(connection, asked.id, accounts)
    spelt = Counter(mention["text"] for mention in mentions if mention["text"] != asked.code)
    own = {key: value for key, value in asked._asdict().items() if key != "articles"}
    own |= told(asked.issuer) | {"signer": _signer(connection, asked)}
    dated, undated = timeline(connection, asked, accounts, relations, statistics)
    return {
        "directive": own | {"variants": [text for text, _ in spelt.most_common()]},
        "number": asked.articles,
        "mentions": mentions,
        "units": _units(connection, asked.id, accounts),
        "relations": relations,
        "chain": chain(connection, asked.id, Filters(), places()),
        "statistics": statistics,
        "doubts": doubts(connection, asked.id, accounts),
        "timeline": dated,
        "undated": undated,
        "open": _open(connection, means(each([asked.id]))),
    }


def _signer(connection: Connection, asked: Known) -> str | None:
    """Who signed it, where an article is the document itself."""
    query = (
        select(article.c.record)
        .join(claim, claim.c.article_id == article.c.id)
        .where(claim.c.directive_id == asked.id, article.c.own == asked.code)
        .order_by(article.c.id)
    )
    signers = (json.loads(record)["article"].get("signer") for record in connection.scalars(query))
    return next((signer for signer in signers if signer), None)


def _mentions(connection: Connection, asked: str, accounts: Accounts) -> Rows:
    own = (claim.c.article_id.label("article"), first_of(claim.c.article_id).label("group"))
    query: Select[Any] = select(*own, mention.c.start, mention.c.end, mention.c.text)
    query = query.join(claim, claim.c.id == mention.c.claim_id)
    query = _in_order(query.where(claim.c.directive_id == asked), mention.c.start)
    return [
        row
        | accounts.head(row["article"])
        | {"sentence": accounts.sentence(row["article"], row["start"])}
        for row in _rows(connection, query)
    ]


def _units(connection: Connection, asked: str, accounts: Accounts) -> Rows:
    """Each unit with what it does, what is done before what is planned, with its first proof."""
    key = (link.c.unit, link.c.relation)
    found = connection.execute(
        select(*key, link.c.planned, link.c.evidence, claim.c.article_id, article.c.published)
        .join(claim, claim.c.id == link.c.claim_id)
        .join(article, article.c.id == claim.c.article_id)
        .where(claim.c.directive_id == asked)
        .order_by(*key, link.c.planned, article.c.published, article.c.id, link.c.start)
    )
    units = []
    for (unit, done), group in groupby(found, key=lambda row: (row.unit, row.relation)):
        told = list(group)
        first = told[0]
        proof = {"planned": first.planned, "evidence": first.evidence, "article": first.article_id}
        articles = sorted({row.article_id for row in told})
        days = span(row.published for row in told)
        now = beside(unit) | {"now_in": now_in(unit), "number": accounts.firsts.number(articles)}
        units.append({"unit": unit, "relation": done, "articles": articles} | proof | days | now)
    return sorted(units, key=lambda u: (u["relation"], u["planned"], -u["number"]))


def _relations(
    connection: Connection, claims: Select[Any]
) -> Iterator[tuple[set[int], dict[str, Any]]]:
    """What directives do to each other on either side of which is one of *claims*, with both."""
    either = or_(_SOURCE.c.id.in_(claims), _TARGET.c.id.in_(claims))
    for row in _rows(connection, _RELATIONS.where(either)):
        yield {row.pop("from_claim"), row.pop("to_claim")}, row


def _statistics(connection: Connection, asked: str, accounts: Accounts) -> Rows:
    keys = ("start", "end", "text", "value", "of", "unit", "what", "sentence")
    columns = [statistic.c[key] for key in keys]
    query = (
        select(claim.c.article_id.label("article"), *columns)
        .join(claim, claim.c.id == statistic.c.claim_id)
        .where(claim.c.directive_id == asked)
    )
    rows = _rows(connection, _in_order(query, statistic.c.start))
    once = accounts.firsts.once(map(whole, rows))
    return [row | accounts.head(row["article"]) for row in once]


def _open(connection: Connection, asked: ColumnElement[bool]) -> Rows:
    """The open claims that are *asked* for: what they may mean, and all that hangs on them."""
    keys = ("id", "article_id", "code", "candidates", "reason")
    query = select(*(claim.c[key] for key in keys)).where(claim.c.candidates.is_not(None), asked)
    found = connection.execute(_in_order(query, claim.c.id)).all()
    ids = [row.id for row in found]
    parts = {key: _by_claim(connection, table, keys, ids) for key, (table, keys) in _PARTS.items()}
    parts["relations"] = defaultdict(list)
    for ends, row in _relations(connection, each(ids)):
        for end in ends:
            parts["relations"][end].append(row)
    return [
        {
            "article": row.article_id,
            "code": row.code,
            "candidates": candidates(row.candidates),
            "reason": row.reason,
            **{key: by_claim[row.id] for key, by_claim in parts.items()},
        }
        for row in found
    ]


def _by_claim(
    connection: Connection, table: Table, keys: Sequence[str], ids: Sequence[int]
) -> dict[int, Rows]:
    columns = (table.c[key] for key in ("claim_id", *keys))
    query = select(*columns).where(table.c.claim_id.in_(each(ids))).order_by(table.c.id)
    by_claim: dict[int, Rows] = defaultdict(list)
    for row in _rows(connection, query):
        by_claim[row.pop("claim_id")].append(whole(row) if "value" in row else row)
    return by_claim


def _in_order(query: Select[Any], column: Any) -> Select[Any]:
    """*query* by day of its articles, and in each article by *column*."""
    joined = query.join(article, article.c.id == claim.c.article_id)
    return joined.order_by(article.c.published, article.c.id, column)


def _rows(connection: Connection, query: Select[Any]) -> Rows:
    return [row._asdict() for row in connection.execute(query)]
