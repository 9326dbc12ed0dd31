"""A graph as a picture: one SVG file that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.answer.rungs import LEVELS
from indexer.report.graph import boxes, styles
from indexer.report.graph.layout.layered import layered
from indexer.report.graph.layout.model import Box, Drawing, Line, Point
from indexer.report.graph.legend import legend
from indexer.report.graph.letters import wrapped
from indexer.report.graph.markup import element, told
from indexer.report.graph.model import UNIT, Graph, Node
from indexer.report.graph.wording import names, notes, of_edge, of_node, title, word
from indexer.report.words import VIETNAMESE

_MARGIN = 24.0
_NARROWEST = 760.0
_HEAD = 24.0  # height of a heading over columns
_PAD = 12.0  # of a band around its columns
_APART = 14.0  # between title, picture, legend and notes
_BULGE = 30.0  # of a line that ends where it begins, or above it
_INSIDE = f"translate({_PAD:g} {_HEAD + _PAD:g})"
STYLE = """
svg text { font-family: Arial, "Liberation Sans", "Helvetica Neue", "DejaVu Sans", sans-serif; }
svg .graph-title { font-size: 18px; font-weight: bold; fill: #111; }
svg .note, svg .key { font-size: 11.5px; fill: #222; }
svg .band { fill: #f5f5f2; }
svg .band-name { font-size: 12px; font-weight: bold; fill: #444; letter-spacing: .04em; }
svg .directive { fill: #fff; stroke: #333; stroke-width: 1.1; }
svg .directive.here { fill: #e9f1fa; }
svg .unit { fill: #fbf6e9; stroke: #6b6250; stroke-width: 1.1; }
svg .open { fill: #fff; stroke: #333; stroke-width: 1.3; stroke-dasharray: 5 3; }
svg .asked { stroke: #000; stroke-width: 3; }
svg .icon { fill: #fff; stroke: #333; stroke-width: .9; }
svg .code { font-size: 13px; font-weight: bold; fill: #000; }
svg .date { font-size: 10.5px; fill: #222; }
svg .issuer { font-size: 11px; fill: #111; }
svg .title { font-size: 10.5px; fill: #444; }
svg .name { font-size: 11.5px; fill: #111; }
svg .more { font-size: 9.5px; fill: #555; }
svg .edge path, svg .sample path { fill: none; }
svg .edge .wide { stroke: transparent; stroke-width: 9; }
"""


class _Block(NamedTuple):
    """A part of the picture, and how high it is."""

    height: float
    parts: Sequence[str]


def as_svg(graph: Graph, lang: str = VIETNAMESE) -> str:
    """*graph* as an SVG document."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing(graph, lang)}\n'


def drawing(
    graph: Graph,
    lang: str = VIETNAMESE,
    links: Mapping[str, str] | None = None,
    *,
    styled: bool = True,
    zoom: float = 1,
) -> str:
    """*graph* as an svg element; in a page, which has a title, nodes lead to their *links*.

    Where it is not *styled*, the page has STYLE among its own. It is *zoom* times as large as its
    units tell.
    """
    nodes = {node.id: node for node in graph.nodes}
    kinds = [styles.kind_of(edge, nodes[edge.source]) for edge in graph.edges]
    used = [kind for kind in styles.KINDS if kind in kinds]
    texts = {node.id: boxes.runs(node, lang) for node in graph.nodes}
    laid = layered(
        [_box(node, texts[node.id]) for node in graph.nodes],
        [
            Line(edge.source, edge.target, (edge.target, kind, edge.planned))
            for edge, kind in zip(graph.edges, kinds, strict=True)
        ],
    )
    room = max(laid.width + 2 * _PAD, _NARROWEST)
    body = [
        *_bands(laid, lang),
        *_edges(graph, kinds, laid, lang),
        *_nodes(graph, texts, laid, lang, links or {}),
    ]
    blocks = [
        _written("" if links else title(graph, lang), room, "graph-title", 18, bold=True),
        _Block(_HEAD + laid.height + 2 * _PAD, body) if graph.nodes else _Block(0, []),
        _Block(*legend(graph, used, lang, room)),
        *(_written(note, room, "note", 11.5) for note in notes(graph, lang)),
    ]
    name = title(graph, lang)
    return _stacked(blocks, room, name, used, lang, STYLE if styled else "", zoom)


def _box(node: Node, lines: Sequence[boxes.Run]) -> Box:
    return Box(node.id, boxes.height(lines), LEVELS.index(node.level), end=node.kind == UNIT)


def _stacked(
    blocks: Sequence[_Block],
    room: float,
    name: str,
    used: Sequence[styles.Kind],
    lang: str,
    style: str,
    zoom: float,
) -> str:
    """*blocks* one below the other."""
    parts, y = [], _MARGIN
    for block in blocks:
        if block.parts:
            parts.append(element("g", block.parts, transform=f"translate({_MARGIN:g} {y:.1f})"))
            y += block.height + _APART
    width, height = room + 2 * _MARGIN, y - _APART + _MARGIN
    return element(
        "svg",
        [
            element("title", told(name), id="graph-title"),
            *([element("style", style)] if style else []),
            element("defs", styles.markers(used)),
            element("rect", width=width, height=height, fill="#fff"),
            *parts,
        ],
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:.1f} {height:.1f}",
        width=width * zoom,
        height=height * zoom,
        role="img" if style else "group",  # in a page its boxes are links, which an image has not
        aria_labelledby="graph-title",
        lang=lang,
    )


def _written(text: str, room: float, kind: str, size: float, *, bold: bool = False) -> _Block:
    """*text* in as many lines as it takes, four at most."""
    step = size * 1.35
    lines = wrapped(text, room, size, 4, bold=bold)
    parts = [
        element("text", told(line), x=0, y=size + step * number, class_=kind)
        for number, line in enumerate(lines)
    ]
    return _Block(step * len(lines), parts)


def _bands(laid: Drawing, lang: str) -> Iterator[str]:
    """A ground and a heading for the columns of each level."""
    for band in laid.bands:
        room = {"x": band.left, "width": band.right - band.left + 2 * _PAD}
        high = _HEAD + laid.height + 2 * _PAD
        yield element("rect", class_="band", y=0, height=high, rx=6, **room)
        name = word(LEVELS[band.band], lang)
        yield element("text", told(name), x=band.left + _PAD, y=17, class_="band-name")


def _edges(
    graph: Graph,
    kinds: Sequence[styles.Kind],
    laid: Drawing,
    lang: str,
) -> Iterator[str]:
    """The lines; those that say least lie lowest."""
    called = names(graph)
    number = {node.id: n for n, node in enumerate(graph.nodes)}
    drawn = zip(graph.edges, kinds, laid.routes, strict=True)
    for edge, kind, route in sorted(drawn, key=lambda d: (not d[1].faint, d[0].number)):
        path = _path(route)
        looks = styles.line_attributes(kind, planned=edge.planned, articles=edge.number)
        yield element(
            "g",
            [
                element("title", told(of_edge(edge, called, lang))),
                element("path", d=path, class_="wide"),
                element("path", d=path, **looks),
            ],
            class_=f"edge of-{number[edge.source]} of-{number[edge.target]}",
            transform=_INSIDE,
        )


def _nodes(
    graph: Graph,
    texts: Mapping[str, Sequence[boxes.Run]],
    laid: Drawing,
    lang: str,
    links: Mapping[str, str],
) -> Iterator[str]:
    beside = _beside(graph)
    for number, node in enumerate(graph.nodes):
        box = element(
            "g",
            [
                element("title", told(of_node(node, lang))),
                *boxes.drawn(node, texts[node.id], laid.places[node.id]),
            ],
            class_=" ".join(["node", f"of-{number}", *beside[node.id]]),
            id=f"node-{number}",
            transform=_INSIDE,
        )
        yield element("a", box, href=links[node.id]) if node.id in links else box


def _beside(graph: Graph) -> dict[str, list[str]]:
    """For each node the classes that tell to which others it is tied."""
    number = {node.id: n for n, node in enumerate(graph.nodes)}
    others: dict[str, set[int]] = {node.id: set() for node in graph.nodes}
    for edge in graph.edges:
        others[edge.source].add(number[edge.target])
        others[edge.target].add(number[edge.source])
    return {id_: [f"of-{n}" for n in sorted(tied)] for id_, tied in others.items()}


def _path(route: Sequence[Point]) -> str:
    """Swings between columns, straight lines through them."""
    parts = [f"M{route[0].x:.1f} {route[0].y:.1f}"]
    for number, (begin, end) in enumerate(pairwise(route)):
        if number % 2:
            parts.append(f"H{end.x:.1f}")
        else:
            out = (end.x - begin.x) / 2 or _BULGE
            into = (end.x - begin.x) / 2 or -_BULGE
            points = (Point(begin.x + out, begin.y), Point(end.x - into, end.y), end)
            parts.append("C" + " ".join(f"{point.x:.1f} {point.y:.1f}" for point in points))
    return "".join(parts)
