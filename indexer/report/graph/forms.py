"""A graph in each of the forms that people and programs take away."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from indexer.answer.filters import Filters
from indexer.report.graph.collect import Wanted, graph
from indexer.report.graph.graphml import as_graphml
from indexer.report.graph.model import Graph
from indexer.report.graph.page import as_html
from indexer.report.graph.records import as_record, edge_rows
from indexer.report.graph.svg import as_svg
from indexer.report.sources import sources
from indexer.report.words import VIETNAMESE
from indexer.store.index import Index
from indexer.text.places import places

ROOM = 40  # nodes of a picture where nothing else is asked for: what fits on a page
_PICTURES = ("svg", "html")


class Asked(NamedTuple):
    """What is asked for, and in which of FORMATS it is to be told."""

    filters: Filters
    form: str
    lang: str = VIETNAMESE
    depth: int = 2
    units: bool = True
    limit: int | None = None


class Told(NamedTuple):
    """A graph in its form; how many nodes it shows, and how many there are beyond the limit."""

    text: str
    shown: int
    beyond: int


Sources = Mapping[str, str]  # article → where it can be opened

FORMATS: Mapping[str, Callable[[Graph, str, Sources], str]] = {
    "svg": lambda drawn, lang, _: as_svg(drawn, lang),
    "html": as_html,
    "graphml": lambda drawn, *_: as_graphml(drawn),
    "json": lambda drawn, *_: json.dumps(as_record(drawn), ensure_ascii=False, indent=2) + "\n",
}


def tell(index: Index, asked: Asked) -> Told:
    """The graph in the form that is asked for; a picture holds ROOM nodes if no limit is told.

    Raises UnknownCode and SeveralDirectives.
    """
    limit = asked.limit or (ROOM if asked.form in _PICTURES else None)
    drawn = graph(index, Wanted(asked.filters, asked.depth, asked.units, limit), places())
    known = sources(index, edge_rows(drawn)) if asked.form == "html" else {}
    text = FORMATS[asked.form](drawn, asked.lang, known)
    return Told(text, len(drawn.nodes), drawn.beyond)
