"""The values of a graph: nodes, edges, and what of it is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

DIRECTIVE, UNIT, OPEN = KINDS = ("directive", "unit", "open")
MAY_MEAN = "may_mean"  # from what is open to each directive that it may mean


@dataclass(frozen=True)
class Node:
    """A directive, a unit, or a code of which it is open which directive it means."""

    id: str
    kind: str  # one of KINDS
    label: str  # its code, or its name
    level: str  # one of rungs.LEVELS
    type: str | None = None
    issuer: str | None = None
    date: str | None = None
    title: str | None = None
    in_index: bool = False  # an article of the index is its text
    asked: bool = False
    candidates: tuple[str, ...] = ()  # the directives that it may mean, where that is open
    more: int = 0  # how many it is tied to that the graph does not hold


@dataclass(frozen=True)
class Edge:
    """What one node does with another, as articles tell, with the first proof."""

    source: str
    target: str
    relation: str  # as in the interface, or MAY_MEAN
    planned: bool = False
    undecided: bool = False  # it is open which directive stands at one of its ends
    articles: tuple[str, ...] = ()
    evidence: str | None = None
    repeated: int = 0  # how many of the articles are near-duplicates of others of them

    @property
    def number(self) -> int:
        """How many articles tell it, near-duplicates counted once."""
        return len(self.articles) - self.repeated


@dataclass(frozen=True)
class Graph:
    """Nodes, those first that matter most, and all edges between them."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]
    left_out: Mapping[str, int] = field(default_factory=dict)  # kind → beyond the limit
    asked: Mapping[str, str] = field(default_factory=dict)  # what it was narrowed to

    @property
    def centre(self) -> Node | None:
        """The directive that was asked for."""
        return next((node for node in self.nodes if node.asked), None)

    @property
    def beyond(self) -> int:
        """How many nodes are left out for want of room."""
        return sum(self.left_out.values())
