"""Both sides of a doubt: what the doubtful article says, and what the others say."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from indexer.answer.accounts import Accounts
from indexer.store.schema import article, claim, doubt

Row = dict[str, Any]
Rows = list[Row]

# What a doubt of a kind is about; a code or a figure is not told of the directive by others.
_ATTRIBUTES = {"date": "date", "body": "issuer", "issuer": "issuer", "type": "type"}


def doubts(connection: Connection, asked: str, accounts: Accounts) -> Rows:
    """The doubts about the directive *asked*, by day of their articles, each with both sides.

    What near-duplicates give reason to is one doubt; `same` are those that do beside the first.

    `sides` are the values that articles tell of what is in doubt, the doubtful one first, then
    what most articles tell; `sentence` is that of the first article.
    """
    found = connection.execute(
        select(claim.c.article_id.label("article"), claim.c.code, doubt.c.kind, doubt.c.why)
        .add_columns(claim.c.date, claim.c.issuer, claim.c.type)
        .join(claim, claim.c.id == doubt.c.claim_id)
        .join(article, article.c.id == claim.c.article_id)
        .where(claim.c.directive_id == asked)
        .order_by(article.c.published, article.c.id, doubt.c.id)
    )
    return [
        {
            "article": row["article"],
            **accounts.head(row["article"]),
            **{key: row[key] for key in ("code", "kind", "why", "same")},
            "evidence": _evidence(row, accounts),
            "sides": _sides(row, accounts),
        }
        for row in accounts.firsts.once(row._asdict() for row in found)
    ]


def _evidence(row: Row, accounts: Accounts) -> str | None:
    """The sentence that gives reason to the doubt."""
    told = accounts.record(row["article"]).get("doubts", ())
    wanted = (row["code"], row["kind"], row["why"])
    return next(
        (d["evidence"] for d in told if (d["directive"], d["kind"], d["why"]) == wanted), None
    )


def _sides(row: Row, accounts: Accounts) -> Rows:
    attribute = _ATTRIBUTES.get(row["kind"])
    if attribute is None:
        return []
    told = accounts.saying(attribute)
    doubtful = row[attribute]
    number = {value: accounts.firsts.number(articles) for value, articles in told.items()}
    values = sorted(told, key=lambda value: (value != doubtful, -number[value], value))
    return [
        {
            "value": value,
            "articles": told[value],
            "number": number[value],
            "sentence": accounts.naming(
                row["article"] if value == doubtful else told[value][0], value
            ),
        }
        for value in values
    ]
