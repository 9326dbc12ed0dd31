"""A graph as GraphML, for Gephi, yEd, Cytoscape and other programs that draw or measure graphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from indexer.report.graph.markup import element, told
from indexer.report.graph.model import Graph
from indexer.report.graph.records import edges, nodes

Record = dict[str, Any]

_TYPES = {bool: "boolean", int: "int", float: "double", str: "string"}
_ENDS = ("id", "source", "target")  # attributes of the elements themselves
_HEAD = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns "
    "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
}


def as_graphml(graph: Graph) -> str:
    """*graph* with typed attributes; what is not known of a node is not there.

    Lists, which GraphML does not have, are the ids in a line each. `weight` is what such programs
    take for the strength of an edge: the number of articles.
    """
    of_nodes = [_flat(record) for record in nodes(graph)]
    of_edges = [_flat(record) | {"weight": float(record["number"])} for record in edges(graph)]
    body = element(
        "graph",
        [*map(_node, of_nodes), *(_edge(f"e{n}", edge) for n, edge in enumerate(of_edges))],
        id="tracuu",
        edgedefault="directed",
    )
    keys = [*_keys("node", of_nodes), *_keys("edge", of_edges)]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{element("graphml", [*keys, body], **_HEAD)}\n'


def _flat(record: Record) -> Record:
    """*record* without what is not known, and with lists as text."""
    told_ = {k: "\n".join(v) if isinstance(v, list) else v for k, v in record.items()}
    return {key: value for key, value in told_.items() if value not in (None, "")}


def _keys(owner: str, records: Sequence[Record]) -> Iterator[str]:
    """What each attribute is called and of which type it is."""
    types = {key: _TYPES[type(value)] for record in records for key, value in record.items()}
    for name in [name for name in types if name not in _ENDS]:
        named = {"attr.name": name, "attr.type": types[name]}
        yield element("key", id=f"{owner}-{name}", for_=owner, **named) + "\n"


def _node(record: Record) -> str:
    return element("node", _data("node", record), id=record["id"]) + "\n"


def _edge(id_: str, record: Record) -> str:
    ends = {"source": record["source"], "target": record["target"]}
    return element("edge", _data("edge", record), id=id_, **ends) + "\n"


def _data(owner: str, record: Record) -> Iterator[str]:
    for name, value in record.items():
        if name not in _ENDS:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            yield element("data", told(text), key=f"{owner}-{name}")
