"""What several answers of the API have in common."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from indexer.models import DirectiveRelation, DoubtKind, LinkRelation

Maybe = str | None
Names = list[str]
Level = Literal["centre", "province", "local", "other"]


class Answer(BaseModel):
    """Has these keys and no others."""

    model_config = ConfigDict(extra="forbid")


class Refused(Answer):
    """Why there is no answer."""

    error: str


class Span(Answer):
    """A part of an article's text, in code points."""

    start: int
    end: int
    text: str


class Candidate(Answer):
    """A directive in short; `articles` are counted, those with the same news once."""

    id: str
    code: str
    type: Maybe
    issuer: Maybe
    date: Maybe
    title: Maybe
    articles: int
    successor: Maybe


class Same(Answer):
    """An article with the same news."""

    id: str
    title: Maybe
    published: Maybe
    path: str
    url: Maybe


class Undecided(Answer):
    """A code of which the article does not tell whose it is."""

    code: str
    candidates: Names
    reason: Maybe


class Figure(Answer):
    """A figure as it is written, with its value."""

    text: str
    value: int | float
    of: int | float | None
    unit: Maybe
    what: Maybe


class Act(Answer):
    """What a unit does."""

    unit: str
    relation: LinkRelation
    planned: bool
    evidence: str


class Sentenced(Span, Figure):
    """A figure with its sentence."""

    sentence: str


class Why(Answer):
    """A doubt in short."""

    kind: DoubtKind
    why: str


class Tie(Answer):
    """What one directive does with another, as codes."""

    source: str = Field(alias="from")
    to: str
    relation: DirectiveRelation
    evidence: str


class Related(Tie):
    """A relation with the ids of both directives."""

    from_id: Maybe
    to_id: Maybe
    article: str
    group: str


class Open(Undecided):
    """All that hangs on a code of which it is open whose it is."""

    article: str
    mentions: list[Span]
    units: list[Act]
    statistics: list[Sentenced]
    doubts: list[Why]
    relations: list[Related]


class Told(Answer):
    """A directive as one article tells of it."""

    code: str
    type: Maybe
    issuer: Maybe
    date: Maybe
    title: Maybe


class Days(Answer):
    """When articles tell of it: first, and last."""

    first: Maybe
    last: Maybe
