"""What the API answers on a directive, and as a graph."""

from __future__ import annotations

from typing import Literal

from indexer.models import DirectiveRelation, LinkRelation
from indexer.web.answers.shared import (
    Act,
    Answer,
    Candidate,
    Days,
    Level,
    Maybe,
    Names,
    Open,
    Related,
    Sentenced,
    Span,
    Told,
    Why,
)


class Card(Told):
    """What is known of a directive as a whole."""

    id: str
    successor: Maybe
    successor_since: Maybe
    successor_source: Maybe
    now_in: Maybe
    signer: Maybe
    variants: Names


class Mention(Span):
    """A place that names the directive; `group` is the article that stands for its news."""

    article: str
    group: str
    title: Maybe
    published: Maybe
    sentence: str


class Unit(Act, Days):
    """A unit that acts on the directive."""

    article: str
    articles: Names
    number: int
    successor: Maybe
    now_in: Maybe


class ChainRow(Days):
    """A step of a directive's way down, or a gap in it."""

    place: Maybe
    level: Level
    role: Literal["directive", "unit", "gap"]
    directive_id: Maybe
    code: Maybe
    directive_issuer: Maybe
    directive_date: Maybe
    unit: Maybe
    relation: LinkRelation | DirectiveRelation | None
    to: Maybe
    planned: bool
    articles: Names
    number: int
    evidence: Maybe
    why: Maybe
    successor: Maybe
    issuer_successor: Maybe
    candidates: Names
    reason: Maybe


class OnDirective(Sentenced):
    """A figure that was achieved under the directive."""

    article: str
    title: Maybe
    published: Maybe
    same: Names


class Side(Answer):
    """What some articles tell of what is in doubt."""

    value: str
    articles: Names
    number: int
    sentence: Maybe


class Doubted(Why):
    """A doubt with both its sides."""

    article: str
    title: Maybe
    published: Maybe
    code: str
    same: Names
    evidence: Maybe
    sides: list[Side]


class Event(Answer):
    """What happened on a day."""

    date: Maybe
    dated_by: Literal["issue", "act", "article"] | None
    event: Literal["issued", "act", "directive", "statistics"]
    unit: Maybe
    relation: LinkRelation | DirectiveRelation | None
    directive: Maybe
    directive_id: Maybe
    planned: bool
    figures: Names
    articles: Names
    number: int
    evidence: Maybe
    successor: Maybe


class Directive(Answer):
    """A directive with all that is known of it."""

    directive: Card
    number: int
    mentions: list[Mention]
    units: list[Unit]
    relations: list[Related]
    chain: list[ChainRow]
    statistics: list[OnDirective]
    doubts: list[Doubted]
    timeline: list[Event]
    undated: list[Event]
    open: list[Open]


class Candidates(Answer):
    """The directives that have a code, where they are several."""

    candidates: list[Candidate]
    open: list[Open]


class Node(Told):
    """A directive, a unit, or what is open."""

    id: str
    kind: Literal["directive", "unit", "open"]
    label: str
    code: Maybe  # type: ignore[assignment]  # a unit has none
    level: Level
    in_index: bool
    asked: bool
    candidates: Names
    more: int


class Edge(Answer):
    """What one node does with another."""

    source: str
    target: str
    relation: LinkRelation | DirectiveRelation | Literal["may_mean"]
    planned: bool
    undecided: bool
    articles: Names
    number: int
    evidence: Maybe


class LeftOut(Answer):
    """How many nodes there were no room for."""

    directives: int = 0
    units: int = 0


class Graph(Answer):
    """What is related to a directive."""

    nodes: list[Node]
    edges: list[Edge]
    left_out: LeftOut
