"""Articles in the order that is asked for; equals always stand in the same one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select

from indexer.answer.meaning import each
from indexer.store.engine import Hit
from indexer.store.schema import article
from indexer.text.alphabet import alphabetical

if TYPE_CHECKING:
    from sqlalchemy import Connection

Order = Literal["relevance", "date", "oldest", "title"]


def ordered(connection: Connection, hits: Sequence[Hit], order: Order) -> list[Hit]:
    """*hits*, which are best first, newest first, oldest first, or by title.

    What has no day or no title comes last; equals stand by their ids, whatever the engine.
    """
    if order == "relevance":
        return list(hits)
    column = article.c.title if order == "title" else article.c.published
    query = select(article.c.id, column).where(article.c.id.in_(each([hit.id for hit in hits])))
    told: dict[str, str | None] = {row[0]: row[1] for row in connection.execute(query)}
    by_id = sorted(hits, key=lambda hit: hit.id)
    has = [hit for hit in by_id if told.get(hit.id)]
    none = [hit for hit in by_id if not told.get(hit.id)]
    if order == "title":
        has.sort(key=lambda hit: alphabetical(told[hit.id] or ""))
    else:
        has.sort(key=lambda hit: told[hit.id] or "", reverse=order == "date")
    return has + none
