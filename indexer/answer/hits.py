"""The articles of a page as they are shown: with their passage, codes, near-duplicates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from indexer.answer.codes import Known
from indexer.answer.meaning import candidates, each, means
from indexer.answer.names import beside as now_called
from indexer.answer.same import others
from indexer.answer.snippet import Sought, Span, snippet, spans_of
from indexer.store.engine import Hit
from indexer.store.schema import article, claim, mention
from indexer.text.successors import now_in

_TOGETHER = 200  # articles whose texts stand in memory


def hits(
    connection: Connection,
    page: Sequence[Hit],
    sought: Sequence[Sought],
    named: Sequence[Known],
    *,
    beside: bool = False,
) -> list[dict[str, Any]]:
    """The articles of a page, each with the passage of it that answers best, as rows.

    Where the question names directives, it is the one with their mentions; and with the words
    *sought*, if they stand *beside* the code and are not the code itself.
    """
    rows: list[dict[str, Any]] = []
    for start in range(0, len(page), _TOGETHER):
        some = page[start : start + _TOGETHER]
        rows += _some(connection, some, sought, named, beside=beside)
    return rows


def _some(
    connection: Connection,
    page: Sequence[Hit],
    sought: Sequence[Sought],
    named: Sequence[Known],
    *,
    beside: bool,
) -> list[dict[str, Any]]:
    ids = [hit.id for hit in page]
    shown = ("id", "title", "published", "place", "path", "url", "text")
    columns = [article.c[key] for key in shown]
    rows = connection.execute(select(*columns).where(article.c.id.in_(each(ids))))
    by_id = {row.id: row._asdict() for row in rows}
    codes, places = _codes(connection, ids), _mentions(connection, ids, named)
    undecided, same = _open(connection, ids), others(connection, ids)
    found = []
    for hit in page:
        if hit.id in by_id:  # else the full text is behind the catalogue: check tells
            row = by_id[hit.id]
            text, mentioned = row.pop("text"), places.get(hit.id, [])
            excerpt = _excerpt(text, mentioned, sought, beside=beside)
            found.append(
                row
                | now_called(row["place"])
                | {"now_in": now_in(row["place"]), "score": round(hit.score, 4), "snippet": excerpt}
                | {"codes": codes.get(hit.id, []), "open": undecided.get(hit.id, [])}
                | {"same": same.get(hit.id, [])}
            )
    return found


def _excerpt(
    text: str, mentioned: Sequence[Span], sought: Sequence[Sought], *, beside: bool
) -> str:
    if not mentioned:
        return snippet(text, _marked(text, sought))
    if not beside:
        return snippet(text, mentioned)
    words = [part for part in sought if part.field != "code"]
    return snippet(text, _marked(text, words), mentioned)


def _marked(text: str, sought: Iterable[Sought]) -> list[Span]:
    """Where the words of a question stand in *text*; names in fields like unit, if nothing else."""
    parts = list(sought)
    found = spans_of(text, (part for part in parts if part.field in (None, "title", "code")))
    return found or spans_of(text, (part for part in parts if part.field))


def _codes(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[str]]:
    codes: dict[str, list[str]] = {}
    pair = (claim.c.article_id, claim.c.code)
    for owner, code in connection.execute(
        select(*pair).where(claim.c.article_id.in_(each(ids))).distinct().order_by(*pair)
    ):
        codes.setdefault(owner, []).append(code)
    return codes


def _open(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[dict[str, Any]]]:
    """The codes of which it is open what the articles *ids* mean, with what it may be."""
    key = (claim.c.article_id, claim.c.code, claim.c.candidates, claim.c.reason)
    undecided: dict[str, list[dict[str, Any]]] = {}
    for owner, code, kept, reason in connection.execute(
        select(*key)
        .where(claim.c.article_id.in_(each(ids)), claim.c.candidates.is_not(None))
        .distinct()
        .order_by(*key)
    ):
        choice = {"code": code, "candidates": candidates(kept), "reason": reason}
        undecided.setdefault(owner, []).append(choice)
    return undecided


def _mentions(
    connection: Connection, ids: Sequence[str], named: Sequence[Known]
) -> Mapping[str, list[Span]]:
    """Where the articles *ids* mention one of *named*, in any form: "Thông báo số 380"."""
    rows = connection.execute(
        select(claim.c.article_id, mention.c.start, mention.c.end)
        .join(claim, claim.c.id == mention.c.claim_id)
        .where(claim.c.article_id.in_(each(ids)))
        .where(means(each([known.id for known in named])))
    )
    spans: dict[str, list[Span]] = {}
    for owner, start, end in rows:
        spans.setdefault(owner, []).append((start, end))
    return spans
