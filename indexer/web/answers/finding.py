"""What the API answers to a search."""

from __future__ import annotations

from typing import Any, Literal

from indexer.web.answers.shared import Answer, Candidate, Maybe, Names, Same, Undecided


class Hit(Answer):
    """An article that answers; `snippet` is escaped HTML with <mark> around the matches."""

    id: str
    title: Maybe
    published: Maybe
    place: Maybe
    path: str
    url: Maybe
    successor: Maybe
    now_in: Maybe
    score: float
    snippet: str
    codes: Names
    open: list[Undecided]
    same: list[Same]


class Value(Answer):
    """A value to narrow by, and how many articles have it."""

    value: str
    count: int


class Facets(Answer):
    """How the articles spread."""

    type: list[Value]
    issuer: list[Value]
    place: list[Value]
    year: list[Value]
    unit: list[Value]
    relation: list[Value]


class Unknown(Answer):
    """The value of a filter that nothing has, and those like it."""

    filter: str
    value: str
    near: Names


class Found(Answer):
    """Directives and articles that answer."""

    query: str
    total: int
    offset: int
    suggestion: Maybe
    did_you_mean: Maybe
    unknown: list[Unknown]
    directives: list[Candidate]
    apart: Names
    hits: list[Hit]
    facets: Facets
    took_ms: float


class Liked(Answer):
    """The article that others are like."""

    id: str
    title: Maybe
    published: Maybe
    path: str


class Alike(Found):
    """The articles like one, and the words by which they were found."""

    like: Liked
    words: Names


class Completion(Answer):
    """A way to go on with what was typed."""

    kind: Literal["code", "unit", "issuer", "word"]
    text: str
    about: Maybe
    count: int
    query: str


class Saved(Answer):
    """A saved search."""

    name: str
    query: str
    filters: dict[str, Any]
    sort: str
    all: bool
    made: str
    looked: str
    total: int
    new: int
