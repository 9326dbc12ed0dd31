"""Both sides of a doubt: what the doubtful article says, and what the others say."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from indexer.answer.accounts import Accounts
from indexer.answer.same import Firsts
from indexer.store.schema import article, claim, doubt

Rows = list[dict[str, Any]]

# What a doubt of a kind is about; a code or a figure is not told of the directive by others.
_ATTRIBUTES = {"date": "date", "body": "issuer", "issuer": "issuer", "type": "type"}


def doubts(connection: Connection, asked: str, accounts: Accounts) -> Rows:
    """The doubts about the directive *asked*, by day of their articles, each with both sides.

    `sides` are the values that articles tell of what is in doubt, the doubtful one first, then
    what most articles tell; `sentence` is that of the first article.
    """
    found = connection.execute(
        select(claim.c.article_id, claim.c.code, doubt.c.kind, doubt.c.why)
        .add_columns(claim.c.date, claim.c.issuer, claim.c.type)
        .join(claim, claim.c.id == doubt.c.claim_id)
        .join(article, article.c.id == claim.c.article_id)
        .where(claim.c.directive_id == asked)
        .order_by(article.c.published, article.c.id, doubt.c.id)
    )
    firsts = Firsts(connection)
    return [
        {
            "article": row.article_id,
            **accounts.head(row.article_id),
            **{key: getattr(row, key) for key in ("code", "kind", "why")},
            "evidence": _evidence(row, accounts),
            "sides": _sides(row, accounts, firsts),
        }
        for row in found
    ]


def _evidence(row: Any, accounts: Accounts) -> str | None:
    """The sentence that gives reason to the doubt."""
    told = accounts.record(row.article_id).get("doubts", ())
    wanted = (row.code, row.kind, row.why)
    return next(
        (d["evidence"] for d in told if (d["directive"], d["kind"], d["why"]) == wanted), None
    )


def _sides(row: Any, accounts: Accounts, firsts: Firsts) -> Rows:
    attribute = _ATTRIBUTES.get(row.kind)
    if attribute is None:
        return []
    told = accounts.saying(attribute)
    doubtful = getattr(row, attribute)
    number = {value: firsts.number(articles) for value, articles in told.items()}
    values = sorted(told, key=lambda value: (value != doubtful, -number[value], value))
    return [
        {
            "value": value,
            "articles": told[value],
            "number": number[value],
            "sentence": accounts.naming(
                row.article_id if value == doubtful else told[value][0], value
            ),
        }
        for value in values
    ]
