"""What the boxes and lines of a picture mean: only those that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.report.graph import styles
from indexer.report.graph.boxes import icon
from indexer.report.graph.letters import width
from indexer.report.graph.markup import element, told
from indexer.report.graph.model import DIRECTIVE, OPEN, UNIT, Graph
from indexer.report.graph.wording import word
from indexer.report.words import cell

_SIZE = 11.5
_SAMPLE = 56.0  # width of a line or box that stands as an example
_ROW = 22.0
_GAP = 26.0


class _Key(NamedTuple):
    """An example, at most _SAMPLE wide and as high as a row, and what it means."""

    example: str
    meaning: str


def legend(
    graph: Graph, used: Sequence[styles.Kind], lang: str, room: float
) -> tuple[float, list[str]]:
    """How high it is, and its parts: rows of at most *room*, for the *used* kinds of lines."""
    parts: list[str] = []
    x = y = 0.0
    for key in [*_boxes(graph, lang), *_lines(graph, used, lang)]:
        taken = _SAMPLE + 8 + width(key.meaning, _SIZE)
        if x and x + taken > room:
            x, y = 0.0, y + _ROW
        text = element("text", told(key.meaning), x=_SAMPLE + 8, y=_ROW / 2 + 4, class_="key")
        parts.append(element("g", [key.example, text], transform=f"translate({x:.1f} {y:.1f})"))
        x += taken + _GAP
    return (y + _ROW if parts else 0.0), parts


def _boxes(graph: Graph, lang: str) -> Iterator[_Key]:
    directives = [node for node in graph.nodes if node.kind == DIRECTIVE]
    if any(node.in_index for node in directives):
        yield _Key(_box("directive here") + icon(22, 5), word("directive here", lang))
    if not all(node.in_index for node in directives):
        yield _Key(_box("directive"), word("directive", lang))
    if graph.centre:
        yield _Key(_box("directive asked"), word("asked", lang))
    if any(node.kind == OPEN for node in graph.nodes):
        yield _Key(_box("open"), word("undecided", lang))
    if any(node.kind == UNIT for node in graph.nodes):
        yield _Key(_box("unit", 8), word("unit", lang))


def _box(kinds: str, corner: int = 3) -> str:
    return element("rect", class_=kinds, x=2, y=3, width=_SAMPLE - 4, height=_ROW - 6, rx=corner)


def _lines(graph: Graph, used: Sequence[styles.Kind], lang: str) -> Iterator[_Key]:
    for kind in used:
        name = cell(kind.relation, "relation", lang)
        ambiguous = kind.by_unit and any(k.relation == kind.relation for k in used if k != kind)
        yield _Key(_line(kind), word("by units", lang, name) if ambiguous else name)
    planning = [kind for kind in used if kind.by_unit and not kind.faint][:1]
    if planning and any(edge.planned for edge in graph.edges):
        yield _Key(_line(*planning, planned=True), word("planned", lang))
    thick = [edge for edge in graph.edges if edge.relation not in styles.THIN]
    if any(edge.number > 1 for edge in thick):
        yield _Key(_thicker(), word("many", lang))


def _line(kind: styles.Kind, *, planned: bool = False) -> str:
    looks = styles.line_attributes(kind, planned=planned)
    path = element("path", d=f"M4 {_ROW / 2:g}H{_SAMPLE - 4:g}", **looks)
    return element("g", path, class_="sample")


def _thicker() -> str:
    """Strokes as of one article, of three, and of many."""
    return "".join(
        element(
            "path", d=f"M4 {y}H{_SAMPLE - 4:g}", stroke="#333", stroke_width=styles.thickness(n)
        )
        for y, n in ((4, 1), (10, 3), (17, 9))
    )
