"""What happened with one directive, in order: issued, acted on, drawn on by others, counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import regex
from sqlalchemy import Connection, select

from indexer.answer.accounts import Accounts
from indexer.answer.codes import Known
from indexer.answer.meaning import each
from indexer.answer.names import beside
from indexer.store.schema import article, claim, directive, link

Rows = list[dict[str, Any]]
Dated = tuple[str | None, str | None, Any]  # day of an act, whose day it is, its row

EVENTS = ("issued", "directive", "act", "statistics")  # of one day, in this order
_DAY = regex.compile(r"\d{4}-\d\d-\d\d")
# What may stand before the day of an act: "Ngày 12/3/2019, Huyện ủy …", "Sáng 5/6, …".
_OPENING = regex.compile(r"\W*(?:(?:sáng|trưa|chiều|tối|vào|trong)\s+)*(?:ngày\s+)?\Z", regex.I)


def timeline(
    connection: Connection, asked: Known, accounts: Accounts, relations: Rows, statistics: Rows
) -> tuple[Rows, Rows]:
    """The events of the directive *asked*, in order; and those of which no day is known.

    Each has its articles and the sentence of the first; `number` is how many these are, with
    near-duplicates counted once. `dated_by` tells whose day it is: that of the document's issue,
    that with which the sentence of the act begins, else the article's.
    """
    events = [
        _issued(asked, accounts),
        *_acts(connection, asked, accounts),
        *_drawing(connection, asked, relations),
        *_counting(accounts, statistics),
    ]
    for event in events:
        event["number"] = accounts.firsts.number(event["articles"])
    dated = sorted((event for event in events if event["date"]), key=_order)
    return dated, [event for event in events if not event["date"]]


def _issued(asked: Known, accounts: Accounts) -> dict[str, Any]:
    dates = accounts.saying("date")
    telling = dates.get(asked.date or "", [])
    articles = telling or list(dict.fromkeys(row.article_id for row in accounts.claims))
    return _event(
        "issued",
        asked.date,
        "issue",
        articles if asked.date else [],
        accounts.naming(articles[0], asked.date) if articles else None,
        unit=asked.issuer,
        directive=asked.code,
        directive_id=asked.id,
    )


def _acts(connection: Connection, asked: Known, accounts: Accounts) -> Iterator[dict[str, Any]]:
    """What units do: once for each of them and day; that it was issued is told already.

    Near-duplicates tell of one act, on the day of the first of them.
    """
    keys = ("unit", "relation", "planned", "start", "end", "evidence")
    found = connection.execute(
        select(*(link.c[key] for key in keys), claim.c.article_id, article.c.published)
        .join(claim, claim.c.id == link.c.claim_id)
        .join(article, article.c.id == claim.c.article_id)
        .where(claim.c.directive_id == asked.id, link.c.relation != "issues")
        .order_by(article.c.published, article.c.id, link.c.start)
    )
    dated = _of_firsts([(*_day(row, asked, accounts), row) for row in found], accounts)
    key = lambda d: (d[2].unit, d[2].relation, d[2].planned, d[0] or "", d[1])  # noqa: E731
    for (unit, done, planned, day, dated_by), group in groupby(sorted(dated, key=key), key=key):
        rows = [row for *_, row in group]
        yield _event(
            "act",
            day or None,
            dated_by,
            [row.article_id for row in rows],
            rows[0].evidence,
            unit=unit,
            relation=done,
            planned=planned,
            directive=asked.code,
            directive_id=asked.id,
        )


def _of_firsts(dated: Sequence[Dated], accounts: Accounts) -> Iterator[Dated]:
    """*dated* acts; near-duplicates that tell of one by their own day have that of the first."""

    def act(row: Any) -> tuple[Any, ...]:
        return row.unit, row.relation, row.planned, accounts.firsts.of(row.article_id)

    days: dict[tuple[Any, ...], str | None] = {}
    for day, dated_by, row in dated:
        if dated_by == "article":
            days.setdefault(act(row), day)
    for day, dated_by, row in dated:
        if dated_by == "act":
            yield day, dated_by, row
        else:
            first = days.get(act(row))
            yield first, "article" if first else None, row


def _day(row: Any, asked: Known, accounts: Accounts) -> tuple[str | None, str | None]:
    """The day of an act and whose it is; the day of issue in a sentence is not that of the act."""
    for date in accounts.record(row.article_id).get("dates", ()):
        if not row.start <= date["start"] < row.end:
            continue
        before = row.evidence[: date["start"] - row.start]
        known = _DAY.fullmatch(date["value"]) and date["value"] != asked.date
        if _OPENING.fullmatch(before) and known and date["value"] <= (row.published or "9"):
            return date["value"], "act"
        break
    return row.published, "article" if row.published else None


def _drawing(connection: Connection, asked: Known, relations: Rows) -> Iterator[dict[str, Any]]:
    """The directives that are based on it, amend it …: once for each, on the day of their issue."""
    towards = [row for row in relations if row["to_id"] == asked.id and row["from_id"] != asked.id]
    ids = sorted({row["from_id"] for row in towards if row["from_id"]})
    query = select(directive.c.id, directive.c.date, directive.c.issuer)
    found = connection.execute(query.where(directive.c.id.in_(each(ids))))
    known = {row.id: row for row in found}
    key = lambda row: (row["from"], row["from_id"] or "", row["relation"])  # noqa: E731
    for (code, id_, done), group in groupby(sorted(towards, key=key), key=key):
        rows = list(group)
        other = known.get(id_)
        yield _event(
            "directive",
            other.date if other else None,
            "issue" if other and other.date else None,
            [row["article"] for row in rows],
            rows[0]["evidence"],
            unit=other.issuer if other else None,
            relation=done,
            directive=code,
            directive_id=id_ or None,
        )


def _counting(accounts: Accounts, statistics: Rows) -> Iterator[dict[str, Any]]:
    """The articles with figures: once for each."""
    for known, group in groupby(statistics, key=lambda row: row["article"]):
        figures = list(group)
        day = accounts.head(known)["published"]
        yield _event(
            "statistics",
            day,
            "article" if day else None,
            [known],
            figures[0]["sentence"],
            figures=[figure["text"] for figure in figures],
        )


def _event(
    event: str,
    date: str | None,
    dated_by: str | None,
    articles: Iterable[str],
    evidence: str | None,
    **more: Any,
) -> dict[str, Any]:
    """A row with every key; what is not told is nothing."""
    blank: Mapping[str, Any] = {
        **dict.fromkeys(("unit", "relation", "directive", "directive_id")),
        "planned": False,
        "figures": [],
    }
    told = {
        "date": date,
        "dated_by": dated_by if date else None,
        "event": event,
        **blank,
        "articles": list(dict.fromkeys(articles)),
        "evidence": evidence,
    }
    return {**told, **more, **beside(more.get("unit"))}


def _order(event: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        event["date"],
        EVENTS.index(event["event"]),
        event["relation"] or "",
        event["planned"],
        event["unit"] or "",
        event["directive"] or "",
        event["articles"],
    )
