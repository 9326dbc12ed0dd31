"""How each kind of line looks: told by colour, and in print without colour by stroke and ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from indexer.report.graph.markup import element
from indexer.report.graph.model import MAY_MEAN, UNIT, Edge, Node

# Shapes on a square of 10, pointing to the right; the line comes from the left or leaves there.
_SHAPES = {
    "arrow": "M0 0.8 10 5 0 9.2Z",
    "open arrow": "M0.8 0.8 9.4 5 0.8 9.2",
    "double arrow": "M0 0.8 5.2 5 0 9.2ZM4.8 0.8 10 5 4.8 9.2Z",
    "cross": "M1 1 9 9M9 1 1 9",
    "ring": "M5 1.2a3.8 3.8 0 1 0 0.01 0Z",
    "dot": "M5 1.2a3.8 3.8 0 1 0 0.01 0Z",
    "square": "M1.5 1.5H8.5V8.5H1.5Z",
    "diamond": "M5 0.4 9.6 5 5 9.6 0.4 5Z",
    "triangle": "M1 9 5 1.4 9 9Z",
}
_HOLLOW = ("open arrow", "cross", "ring", "triangle")


class Style(NamedTuple):
    """A colour, the dashes of the line, and its two ends."""

    colour: str
    dashes: str | None = None
    head: str = "arrow"
    tail: str | None = None


_OF_DIRECTIVES: Mapping[str, Style] = {
    "implements": Style("#0b57a4"),
    "based_on": Style("#1c7442", "9 4"),
    "amends": Style("#a85100", "10 3 2 3"),
    "replaces": Style("#76389b", "18 4 4 4", "double arrow"),
    "repeals": Style("#b3261e", "5 4", "cross"),
    "cites": Style("#666666", "1.5 3.5", "open arrow"),
    MAY_MEAN: Style("#666666", "1 6", "ring"),
}
_OF_UNITS: Mapping[str, Style] = {  # dashes are for what is planned
    "issues": Style("#8c8c8c", tail="square"),
    "implements": Style("#0b57a4", tail="dot"),
    "reviews": Style("#00707f", tail="ring"),
    "supervises": Style("#8a5a00", tail="diamond"),
    "advises": Style("#5d4aa8", tail="triangle"),
}
PLANNED = "6 5"


class Kind(NamedTuple):
    """A kind of line: what it tells, and whether a unit does it."""

    relation: str
    by_unit: bool

    @property
    def style(self) -> Style:
        """How it looks."""
        return (_OF_UNITS if self.by_unit else _OF_DIRECTIVES)[self.relation]

    @property
    def faint(self) -> bool:
        """Whether it lies below the others."""
        return self.relation in THIN or self.relation == "cites"

    @property
    def name(self) -> str:
        """For classes and ids."""
        return f"{'unit' if self.by_unit else 'directive'}-{self.relation.replace('_', '-')}"


KINDS = (
    *(Kind(relation, by_unit=False) for relation in _OF_DIRECTIVES),
    *(Kind(relation, by_unit=True) for relation in _OF_UNITS),
)


def kind_of(edge: Edge, source: Node) -> Kind:
    """The kind of *edge*, which comes from *source*."""
    return Kind(edge.relation, by_unit=source.kind == UNIT)


THIN = ("issues", MAY_MEAN)  # who issued a directive stands in its box as well


def thickness(articles: int) -> float:
    """How thick a line is that so many articles tell of: 1.4 for one, 3.6 at most."""
    return min(1.4 + 0.5 * max(articles - 1, 0), 3.6)


def line_attributes(kind: Kind, *, planned: bool, articles: int = 1) -> dict[str, object]:
    """The attributes of a path that is drawn as *kind*."""
    style = kind.style
    return {
        "stroke": style.colour,
        "stroke_width": 1.1 if kind.relation in THIN else thickness(articles),
        "stroke_dasharray": PLANNED if planned else style.dashes,
        "marker_end": f"url(#{_marker(kind, style.head)})",
        "marker_start": f"url(#{_marker(kind, style.tail)})" if style.tail else None,
    }


def markers(kinds: Iterable[Kind]) -> Iterator[str]:
    """The ends of the lines of *kinds*, as definitions."""
    for kind in kinds:
        style = kind.style
        yield _definition(kind, style.head, at=9.4 if style.head != "cross" else 13)
        if style.tail:
            yield _definition(kind, style.tail, at=1)


def _definition(kind: Kind, shape: str, at: float) -> str:
    hollow = shape in _HOLLOW
    closed = shape in ("ring", "triangle")
    path = element(
        "path",
        d=_SHAPES[shape],
        fill="#ffffff" if closed else "none" if hollow else kind.style.colour,
        stroke=kind.style.colour if hollow else "none",
        stroke_width=1.6 if hollow else None,
    )
    return element(
        "marker",
        path,
        id=_marker(kind, shape),
        viewBox="0 0 10 10",
        refX=at,
        refY=5,
        markerWidth=9,
        markerHeight=9,
        markerUnits="userSpaceOnUse",
        orient="auto",
    )


def _marker(kind: Kind, shape: str) -> str:
    return f"{kind.name}-{shape.replace(' ', '-')}"
