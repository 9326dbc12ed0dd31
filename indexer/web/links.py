"""Where things of the index stand on the page."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

HERE = "here"  # the place in an article that a link is about


def with_query(path: str, asked: Mapping[str, object]) -> str:
    """*path* with what is *asked*; what is not told is left out."""
    told = {key: value for key, value in asked.items() if value not in (None, "", False)}
    return f"{path}?{urlencode(told)}" if told else path


def of_search(query: str = "", **more: object) -> str:
    """The search for *query*."""
    return with_query("/", {"q": query, **more})


def of_directive(known: str) -> str:
    """The directive with this id, or those with this code."""
    return with_query("/directive", {"id": known})


def of_graph(known: str) -> str:
    """What is related to a directive, as a picture."""
    return with_query("/graph", {"id": known})


def of_article(known: str, start: int | None = None, end: int | None = None) -> str:
    """An article, at the place from *start* to *end* where that is told."""
    path = with_query("/article", {"id": known})
    if start is None:
        return path
    return f"{path}&{urlencode({'start': start, 'end': end or start})}#{HERE}"


def of_sentence(known: str, sentence: str | None) -> str:
    """An article at *sentence*."""
    if not sentence:
        return of_article(known)
    return f"{with_query('/article', {'id': known, 'sentence': sentence[:300]})}#{HERE}"


def of_report(name: str, **asked: object) -> str:
    """The report *name*, narrowed."""
    return with_query(f"/report/{name}", asked)
