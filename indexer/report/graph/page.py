"""A graph as one web page: the picture, and below it tables with every sentence of proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from indexer.report import page
from indexer.report.graph.model import Graph
from indexer.report.graph.records import edge_rows, node_rows
from indexer.report.graph.svg import drawing
from indexer.report.graph.wording import title, word
from indexer.report.sheet import Report

_STYLE = """
.drawing { overflow-x: auto; margin: .5em 0 0; }
.drawing svg { max-width: 100%; min-width: 60em; height: auto; }
.hint { margin: .2em 0 0; color: #444; }
td, th { overflow-wrap: break-word; }
h2 { font-size: 1.1em; margin: 1.4em 0 .4em; break-after: avoid; }
tr:target td { background: #fff2c2; }
svg a { cursor: pointer; outline: none; }
svg a:focus rect, svg a:hover rect { stroke: #b3261e; stroke-width: 2.6; }
svg .edge:hover path:not(.wide) { stroke-width: 4.5; }
svg .edge, svg .node { transition: opacity .12s; }
@media print {
  .hint { display: none; }
  .drawing { overflow: visible; break-after: page; }
  .drawing svg { min-width: 0; width: 100%; max-height: 170mm; }
}
"""


def as_html(graph: Graph, lang: str, sources: Mapping[str, str]) -> str:
    """*graph* as a page of its own; *sources* is where articles can be opened.

    A box leads to its row. While one is pointed at, or has the focus, all that is not tied to it
    fades; this takes no script.
    """
    anchors = {node.id: f"row-{number}" for number, node in enumerate(graph.nodes)}
    body = _body(graph, lang, sources, anchors)
    return page.whole(title(graph, lang), lang, body, _STYLE + "".join(_fading(graph)))


def _body(
    graph: Graph, lang: str, sources: Mapping[str, str], anchors: Mapping[str, str]
) -> Iterator[str]:
    links = {id_: f"#{anchor}" for id_, anchor in anchors.items()}
    yield f'<p class="hint">{escape(word("hint", lang))}</p>\n'
    yield f'<div class="drawing">{drawing(graph, lang, links)}</div>\n'
    yield f"<h2>{escape(word('nodes', lang))}</h2>\n"
    rows = Report("graph-nodes", node_rows(graph), lang)
    yield from page.table(rows, list(anchors.values()))
    if graph.edges:
        yield f"<h2>{escape(word('edges', lang))}</h2>\n"
        yield from page.table(Report("graph-edges", edge_rows(graph), lang, sources))


def _fading(graph: Graph) -> Iterator[str]:
    """For each node the rules that fade what is not tied to it; lines in a bundle add up."""
    for number in range(len(graph.nodes)):
        chosen = f"svg:has(#node-{number}:hover, a:focus > #node-{number})"
        yield f"{chosen} .edge:not(.of-{number}) {{ opacity: .05; }}\n"
        yield f"{chosen} .node:not(.of-{number}) {{ opacity: .25; }}\n"
