"""What the API answers on an article."""

from __future__ import annotations

from typing import Any

from indexer.models import Form, System
from indexer.web.answers.shared import (
    Act,
    Answer,
    Figure,
    Maybe,
    Names,
    Open,
    Same,
    Span,
    Tie,
    Told,
    Why,
)


class Head(Answer):
    """What is known of an article as a whole."""

    id: str
    path: str
    paths: Names
    title: Maybe
    published: Maybe
    place: Maybe
    own: Maybe
    signer: Maybe
    url: Maybe
    source: Maybe
    encoding: Maybe
    author: Maybe
    created: Maybe


class Code(Span):
    """A code in the text, and in its usual form."""

    code: str
    type: Maybe
    body: Maybe
    system: System | None
    form: Form


class Date(Span):
    """A date in the text, and in ISO's form."""

    value: str


class Achieved(Span, Figure):
    """A figure with what the article tells of it."""

    directive: Maybe
    achieved_by: Maybe
    place: Maybe
    period: Maybe
    planned: bool


class Placed(Answer):
    """Where the sentence of evidence stands."""

    start: int
    end: int


class Link(Act, Placed):
    """What a unit does with a directive."""

    directive: str


class Relation(Tie, Placed):
    """What one directive does with another, and where that is told."""


class Doubt(Why, Placed):
    """What a careful reader would question."""

    directive: str
    evidence: str


class Failure(Answer):
    """A plugin that failed."""

    plugin: str
    reason: str


class Article(Answer):
    """An article with its text and all that was found in it."""

    article: Head
    text: str
    codes: list[Code]
    dates: list[Date]
    directives: list[Told]
    statistics: list[Achieved]
    links: list[Link]
    relations: list[Relation]
    doubts: list[Doubt]
    annotations: dict[str, list[dict[str, Any]]]
    failures: list[Failure]
    open: list[Open]
    same: list[Same]
