"""A graph as records: the nodes and edges of its JSON, and the rows of its tables."""

from __future__ import annotations

from typing import Any

from indexer.report.graph.model import DIRECTIVE, UNIT, Graph
from indexer.report.graph.wording import names

Records = list[dict[str, Any]]

_SAID = ("type", "issuer", "date", "title", "level", "in_index", "asked")


def as_record(graph: Graph) -> dict[str, Any]:
    """*graph* with the keys of the interface."""
    left_out = {f"{kind}s": number for kind, number in graph.left_out.items()}
    return {"nodes": nodes(graph), "edges": edges(graph), "left_out": left_out}


def nodes(graph: Graph) -> Records:
    """A record for each node; units have no code."""
    return [
        {"id": node.id, "kind": node.kind, "label": node.label}
        | {"code": None if node.kind == UNIT else node.label}
        | {key: getattr(node, key) for key in _SAID}
        | {"candidates": list(node.candidates), "more": node.more}
        for node in graph.nodes
    ]


def edges(graph: Graph) -> Records:
    """A record for each edge, with the ids of the nodes at its ends."""
    return [
        {
            "source": edge.source,
            "target": edge.target,
            "relation": edge.relation,
            "planned": edge.planned,
            "undecided": edge.undecided,
            "number": edge.number,
            "articles": list(edge.articles),
            "evidence": edge.evidence,
        }
        for edge in graph.edges
    ]


def node_rows(graph: Graph) -> Records:
    """A row for each node, as people read it; by the `id` of a directive more is found."""
    return [
        {"node": node.label, "role": node.kind}
        | {key: getattr(node, key) for key in _SAID}
        | {"id": list(node.candidates) or (node.id if node.kind == DIRECTIVE else None)}
        for node in graph.nodes
    ]


def edge_rows(graph: Graph) -> Records:
    """A row for each edge, as people read it."""
    called = names(graph)
    return [
        {"from": called[edge.source], "relation": edge.relation, "to": called[edge.target]}
        | {"planned": edge.planned, "undecided": edge.undecided}
        | {"articles": list(edge.articles), "number": edge.number, "evidence": edge.evidence}
        for edge in graph.edges
    ]
