"""Saved searches, and what they find that they did not find before."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from indexer.answer.filters import Filters
from indexer.answer.same import Firsts
from indexer.answer.search import Question, find, once, search, tell
from indexer.store import saved

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from indexer.store.engine import Hit
    from indexer.store.index import Index
    from indexer.store.saved import Saved


def listed(index: Index) -> list[dict[str, Any]]:
    """All saved searches, each with how many articles it finds and how many of them are `new`."""
    rows = []
    known = saved.saved(index)
    with index.connect() as connection:
        for each in known:
            question = _question(each)
            ranked = find(index, connection, question).ranked
            fresh = _fresh(connection, question, ranked, each.seen)
            shown = ranked if question.every else once(connection, ranked)
            rows.append(_as_row(each, question) | {"total": len(shown), "new": len(fresh)})
    return rows


def add(index: Index, name: str, question: Question) -> dict[str, Any]:
    """Save *question* as *name*; what it finds now is not new. Raises BadName."""
    with index.connect() as connection:
        ranked = find(index, connection, question).ranked
    name = saved.save(index, name, _as_json(question), (hit.id for hit in ranked))
    answer = search(index, question.model_copy(update={"limit": 0, "offset": 0}))
    kept = _as_row(saved.by_name(index, name), question)
    return kept | {"total": answer["total"], "suggestion": answer["suggestion"]}


def run(index: Index, name: str, *, limit: int = 10, offset: int = 0, old: bool = False) -> Any:
    """What the search saved as *name* finds that is new, as search() answers; with *old* all of it.

    `new` tells how many are new, and of each hit whether it is. An article is not new that is the
    same news as one which was seen. Nothing is marked as seen. Raises NotSaved.
    """
    began = time.perf_counter()
    kept = saved.by_name(index, name)
    question = _question(kept).model_copy(update={"limit": limit, "offset": offset})
    with index.connect() as connection:
        found = find(index, connection, question)
        fresh = _fresh(connection, question, found.ranked, kept.seen)
        new = {hit.id for hit in fresh}
        ranked = found.ranked if old else fresh
        answer = tell(connection, question, ranked, sought=found.sought, named=found.named)
    for hit in answer["hits"]:
        hit["new"] = hit["id"] in new
    answer |= {"saved": _as_row(kept, question), "new": len(new)}
    return answer | {"took_ms": round((time.perf_counter() - began) * 1000, 1)}


def mark_seen(index: Index, answer: dict[str, Any]) -> None:
    """Mark the hits of an answer of run() as seen; an ingestion may go on meanwhile."""
    saved.mark_seen(index, answer["saved"]["name"], (hit["id"] for hit in answer["hits"]))


def remove(index: Index, name: str) -> str:
    """Drop the search saved as *name*; returns its name in full. Raises NotSaved."""
    return saved.remove(index, name)


def _fresh(
    connection: Connection, question: Question, ranked: Sequence[Hit], seen: Iterable[str]
) -> list[Hit]:
    """The hits that were not seen: of groups of the same news, the best of each."""
    if question.every:
        return [hit for hit in ranked if hit.id not in seen]
    firsts = Firsts(connection)
    known = {firsts.of(each) for each in seen}
    return [hit for hit in once(connection, ranked) if firsts.of(hit.id) not in known]


def _as_json(question: Question) -> str:
    """*question* without its page."""
    asked = question.model_dump(exclude_defaults=True, exclude=("limit", "offset", "filters"))
    asked["filters"] = question.filters.model_dump(exclude_defaults=True)
    return json.dumps(asked, ensure_ascii=False)


def _question(kept: Saved) -> Question:
    asked = json.loads(kept.asked)
    return Question(**asked | {"filters": Filters(**asked["filters"])})


def _as_row(kept: Saved, question: Question) -> dict[str, Any]:
    return {
        "name": kept.name,
        "query": question.query,
        "filters": question.filters.model_dump(exclude_defaults=True),
        "sort": question.sort,
        "all": question.every,
        "made": kept.made,
        "looked": kept.looked,
    }
