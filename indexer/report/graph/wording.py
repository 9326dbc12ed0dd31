"""The words of a graph, in Vietnamese and in English; what all reports say stands in words.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from indexer.report.graph.model import DIRECTIVE, UNIT, Edge, Graph, Node
from indexer.report.words import VIETNAMESE, cell, phrase

_WORDS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "around": "Liên hệ quanh {}",
        "all": "Liên hệ giữa các văn bản và đơn vị",
        "nothing": "Không thấy liên hệ nào trong các bài viết.",
        "left out": "Hình này còn thiếu {}; chỉ giữ những gì gần nhất và được nhắc nhiều nhất.",
        "directives": "{} văn bản",
        "units": "{} đơn vị",
        "and": " và ",
        "more": "+ {} liên hệ không vẽ",
        "open": "chưa xác định giữa {} văn bản",
        "legend": "Chú giải",
        "centre": "Trung ương",
        "province": "Cấp tỉnh",
        "local": "Cấp huyện, xã",
        "other": "Chưa rõ cấp",
        "directive here": "văn bản, có toàn văn trong kho",
        "directive": "văn bản, chỉ được nhắc đến",
        "unit": "đơn vị",
        "undecided": "chưa xác định văn bản nào",
        "asked": "văn bản được hỏi",
        "planned": "đơn vị dự kiến làm",
        "many": "nét càng đậm, càng nhiều bài viết nhắc",
        "articles": "{} bài viết",
        "by units": "{} (đơn vị)",
        "nodes": "Văn bản và đơn vị",
        "edges": "Liên hệ, với câu chứng",
        "hint": "Chọn một ô trong hình để xem dòng của ô đó trong bảng.",
    },
    "en": {
        "around": "What is related to {}",
        "all": "What ties directives and units",
        "nothing": "No relation is told.",
        "left out": "Left out are {}; this picture holds what is nearest and most told of.",
        "directives": "{} directives",
        "units": "{} units",
        "and": " and ",
        "more": "+ {} ties not drawn",
        "open": "undecided between {} directives",
        "legend": "Legend",
        "centre": "Centre",
        "province": "Province",
        "local": "District or commune",
        "other": "Level not known",
        "directive here": "directive whose text is in the index",
        "directive": "directive, only spoken of",
        "unit": "unit",
        "undecided": "undecided which directive",
        "asked": "directive that was asked for",
        "planned": "planned by the unit",
        "many": "the thicker, the more articles tell",
        "articles": "{} articles",
        "by units": "{} (unit)",
        "nodes": "Directives and units",
        "edges": "Relations, with their evidence",
        "hint": "Choose a box of the picture to see its row in the table.",
    },
}


def word(name: str, lang: str = VIETNAMESE, *values: object) -> str:
    """What is called *name* here, with *values* in its gaps."""
    return _WORDS[lang][name].format(*values)


def title(graph: Graph, lang: str = VIETNAMESE) -> str:
    """What the graph shows, and what it was narrowed to."""
    centre = graph.centre
    what = word("around", lang, _with_issuer(centre)) if centre else word("all", lang)
    narrowed = [
        f"{phrase(key, lang)}: {cell(value, key, lang)}" for key, value in graph.asked.items()
    ]
    return " · ".join([what, *narrowed])


def _with_issuer(node: Node) -> str:
    return f"{node.label} ({node.issuer})" if node.issuer else node.label


def notes(graph: Graph, lang: str = VIETNAMESE) -> list[str]:
    """What a reader has to know of the graph as a whole."""
    if graph.beyond:
        kinds = ((DIRECTIVE, "directives"), (UNIT, "units"))
        told = [(graph.left_out.get(kind, 0), name) for kind, name in kinds]
        numbers = [word(name, lang, number) for number, name in told if number]
        return [word("left out", lang, word("and", lang).join(numbers))]
    return [] if graph.edges else [word("nothing", lang)]


def names(graph: Graph) -> dict[str, str]:
    """What each node is called; of several with one code, with what tells them apart."""
    times = Counter(node.label for node in graph.nodes)
    return {
        node.id: node.label if times[node.label] == 1 else f"{node.label} ({_apart(node)})"
        for node in graph.nodes
    }


def _apart(node: Node) -> str:
    known = [fact for fact in (node.issuer, node.date) if fact]
    return ", ".join(known) or (" | ".join(node.candidates) + "?" if node.candidates else node.id)


def of_node(node: Node, lang: str = VIETNAMESE) -> str:
    """All that is known of *node*, in a few lines."""
    facts = [node.label, node.type, node.issuer, node.date, node.title]
    if node.candidates:
        facts.append(f"{word('open', lang, len(node.candidates))}: {', '.join(node.candidates)}")
    if node.more:
        facts.append(word("more", lang, node.more))
    return "\n".join(fact for fact in facts if fact)


def of_edge(edge: Edge, called: Mapping[str, str], lang: str = VIETNAMESE) -> str:
    """What *edge* tells, with its proof; *called* is what the nodes are called."""
    done = cell(edge.relation, "relation", lang)
    if edge.planned:
        done += f" ({phrase('planned', lang)})"
    if edge.undecided:
        done += f" ({phrase('undecided', lang)})"
    head = f"{called[edge.source]} → {called[edge.target]}: {done}"
    lines = [f"{head} · {word('articles', lang, edge.number)}"]
    return "\n".join([*lines, f"“{edge.evidence}”"] if edge.evidence else lines)
