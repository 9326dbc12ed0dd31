"""Graphs as svg, html, graphml and json: whole, readable, and nothing of a text becomes markup."""

from __future__ import annotations

import itertools
import json
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.answer.rungs import LEVELS
from indexer.report.graph import boxes
from indexer.report.graph.forms import FORMATS
from indexer.report.graph.graphml import as_graphml
from indexer.report.graph.layout.layered import WIDTH
from indexer.report.graph.letters import shortened, width, wrapped
from indexer.report.graph.markup import plain
from indexer.report.graph.model import DIRECTIVE, MAY_MEAN, OPEN, UNIT, Edge, Graph, Node
from indexer.report.graph.page import as_html
from indexer.report.graph.records import as_record
from indexer.report.graph.styles import KINDS
from indexer.report.graph.svg import as_svg

SVG = "{http://www.w3.org/2000/svg}"
slowly = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])

RELATIONS = ("implements", "based_on", "amends", "replaces", "repeals", "cites")
ACTS = ("issues", "implements", "reviews", "supervises", "advises")
EVIL = '<script>alert("x")</script>&\'\x0b\ud800]]>-->'

TEXT = st.one_of(st.text(max_size=40), st.just(EVIL), st.just("Tổ dân vận ở khu dân cư " * 5))
NODES = st.builds(
    Node,
    id=st.uuids().map(str),
    kind=st.sampled_from((DIRECTIVE, UNIT, OPEN)),
    label=st.one_of(st.sampled_from(("380-TB/TU", "1211/2016/NQ-UBTVQH13")), TEXT),
    level=st.sampled_from(LEVELS),
    type=st.none() | TEXT,
    issuer=st.none() | TEXT,
    date=st.none() | st.just("2019-10-09"),
    title=st.none() | TEXT,
    in_index=st.booleans(),
    asked=st.booleans(),
    candidates=st.just(()),
    more=st.integers(0, 500),
)


@st.composite
def graphs(draw: st.DrawFn, most: int = 12) -> Graph:
    """Any graph: circles, ties of a node to itself, units tied to units, nodes tied to nothing."""
    nodes = draw(st.lists(NODES, max_size=most, unique_by=lambda node: node.id))
    if not nodes:
        return Graph([], [])
    keys = st.sampled_from([node.id for node in nodes])
    kinds = {node.id: node.kind for node in nodes}
    edges = []
    for source, target in draw(st.lists(st.tuples(keys, keys), max_size=2 * most, unique=True)):
        done = ACTS if kinds[source] == UNIT else (*RELATIONS, MAY_MEAN)
        told = draw(st.lists(TEXT, max_size=3))
        edge = Edge(source, target, draw(st.sampled_from(done)), planned=draw(st.booleans()))
        edges.append(Edge(**vars(edge) | {"articles": tuple(told), "evidence": draw(TEXT)}))
    return Graph(nodes, edges, {DIRECTIVE: 3, UNIT: 0})


HAND = Graph(
    nodes=[
        Node("a", DIRECTIVE, "15-CTr/TU", "province", issuer="Tỉnh ủy Bắc Ninh", asked=True),
        Node("b", DIRECTIVE, "20-NQ/TW", "centre", date="2019-10-09", in_index=True, more=3),
        Node("u", UNIT, EVIL, "local"),
        Node("o", OPEN, "20-NQ/TW", "centre", candidates=("b", "c")),
    ],
    edges=[
        Edge("a", "b", "implements", articles=("x", "y"), evidence=EVIL),
        Edge("u", "a", "reviews", planned=True, articles=("x",), evidence="câu <b>chứng</b>"),
        Edge("a", "o", "cites", undecided=True, articles=("z",)),
        Edge("o", "b", MAY_MEAN, undecided=True, articles=("z",)),
    ],
    left_out={DIRECTIVE: 2, UNIT: 5},
)


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def titles(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}title")]


@slowly
@given(graphs())
def test_a_picture_is_well_formed_and_all_in_it_has_a_title(graph: Graph) -> None:
    root = ET.fromstring(as_svg(graph))  # noqa: S314 - it is ours
    kinds = [g.get("class", "").split(" ")[0] for g in root.iter(f"{SVG}g")]

    assert kinds.count("node") == len(graph.nodes)
    assert kinds.count("edge") == len(graph.edges)
    assert len(titles(root)) == 1 + len(graph.nodes) + len(graph.edges)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "g", "a", "title", "style", "defs", "marker", "path", "rect", "text"),
    }


@slowly
@given(graphs())
def test_boxes_and_words_do_not_overlap(graph: Graph) -> None:
    root = ET.fromstring(as_svg(graph))  # noqa: S314 - it is ours
    nodes = [g for g in root.iter(f"{SVG}g") if "node" in g.get("class", "").split()]
    frames = [
        tuple(float(rect.get(key, "")) for key in ("x", "y", "width", "height"))
        for node in nodes
        for rect in node.findall(f"{SVG}rect")
    ]

    assert len(frames) == len(graph.nodes)
    for (x, y, w, h), (x2, y2, w2, h2) in itertools.combinations(frames, 2):
        assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
    for node, (x, y, w, h) in zip(nodes, frames, strict=True):
        for text in node.findall(f"{SVG}text"):
            assert x <= float(text.get("x", "")) <= x + w
            assert y < float(text.get("y", "")) < y + h


@slowly
@given(NODES, st.sampled_from(["vi", "en"]))
def test_the_text_of_a_box_fits_into_it(node: Node, lang: str) -> None:
    for run in boxes.runs(node, lang):
        bold = run.kind == "code"
        room = WIDTH - 20 - (14 if bold and node.in_index else 0)
        taken = width(run.text, run.size, bold=bold)
        beside = width(run.date, 10.5) + 8 if run.date else 0
        assert taken + beside <= room or len(run.text) == 1


def test_a_code_is_never_cut() -> None:
    node = Node("x", DIRECTIVE, "1211/2016/NQ-UBTVQH13", "centre", date="2016-05-25", in_index=True)

    assert [(run.text, run.date) for run in boxes.runs(node, "vi")] == [
        ("1211/2016/NQ-", ""),
        ("UBTVQH13", ""),
        ("2016-05-25", ""),
    ]


@pytest.mark.parametrize(
    ("text", "room", "most", "expected"),
    [
        ("một hai ba", 500, 2, ["một hai ba"]),
        ("một hai ba", 45, 2, ["một hai", "ba"]),
        ("một hai ba bốn", 45, 2, ["một hai", "ba bốn"]),
        ("một hai ba bốn năm sáu", 45, 2, ["một hai", "ba bố…"]),
        ("khôngcóchỗngắt", 45, 9, ["khôngc", "óchỗng", "ắt"]),
        ("", 45, 2, []),
    ],
)
def test_text_is_broken_between_words(
    text: str, room: float, most: int, expected: list[str]
) -> None:
    assert wrapped(text, room, 11, most) == expected
    assert all(width(line, 11) <= room for line in expected)


def test_letters_are_as_wide_with_marks_as_without() -> None:
    assert width("Ủỵ", 10) == width("Uy", 10) == width("U\u0309y\u0323", 10)
    assert shortened("Ủy ban nhân dân", 60, 10) == "Ủy ban n…"


def test_a_picture_tells_what_is_undecided_planned_and_left_out() -> None:
    root = ET.fromstring(as_svg(HAND))  # noqa: S314 - it is ours
    told = " ".join(texts(root))

    assert "? 20-NQ/TW" in told
    assert "chưa xác định giữa 2 văn bản" in told
    assert "+ 3 liên hệ không vẽ" in told
    assert "Hình này còn thiếu 2 văn bản và 5 đơn vị" in told
    assert any("sơ kết, tổng kết (dự kiến)" in title for title in titles(root))
    assert any("viện dẫn (chưa xác định)" in title for title in titles(root))


def test_a_picture_can_be_told_in_english() -> None:
    told = " ".join(texts(ET.fromstring(as_svg(HAND, "en"))))  # noqa: S314 - it is ours

    assert "What is related to 15-CTr/TU" in told
    assert "undecided between 2 directives" in told
    assert "văn bản" not in told


def test_every_kind_of_line_can_be_told_from_the_others_without_colour() -> None:
    looks = [(kind.style.dashes, kind.style.head, kind.style.tail) for kind in KINDS]

    assert len(set(looks)) == len(KINDS)
    assert {kind.relation for kind in KINDS} == {*RELATIONS, *ACTS, MAY_MEAN}


def test_the_legend_explains_what_is_there_and_no_more() -> None:
    told = texts(ET.fromstring(as_svg(HAND)))  # noqa: S314 - it is ours

    assert {"thực hiện", "viện dẫn", "có thể là", "sơ kết, tổng kết"} <= set(told)
    assert {"bãi bỏ", "thay thế", "tham mưu"}.isdisjoint(told)


class Page(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@slowly
@given(graphs(8))
def test_a_page_holds_no_script_and_nothing_from_elsewhere(graph: Graph) -> None:
    page = Page(as_html(graph, "vi", {}))
    attributes = [pair for _, attrs in page.tags for pair in attrs.items()]

    assert {"script", "img", "link", "iframe", "object"}.isdisjoint(tag for tag, _ in page.tags)
    assert not any(name.startswith("on") or name == "src" for name, _ in attributes)
    assert all(str(value).startswith("#") for name, value in attributes if name == "href")


def test_every_box_of_a_page_leads_to_its_row() -> None:
    page = Page(as_html(HAND, "vi", {"x": "https://example.org/x"}))
    targets = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    ids = {attrs.get("id") for _, attrs in page.tags}

    assert [target for target in targets if str(target).startswith("#")] == [
        *("#row-0", "#row-1", "#row-2", "#row-3")
    ]
    assert {"row-0", "row-1", "row-2", "row-3"} <= ids
    assert targets.count("https://example.org/x") == 2
    assert "câu <b>chứng</b>" in page.text
    assert "b; c" in page.text, "what is open is told with its candidates"


def test_graphml_is_read_by_others_as_it_was_meant() -> None:
    read = nx.parse_graphml(as_graphml(HAND), force_multigraph=True)

    assert read.is_directed()
    assert read.nodes["b"] == {
        "kind": "directive",
        "label": "20-NQ/TW",
        "code": "20-NQ/TW",
        "date": "2019-10-09",
        "level": "centre",
        "in_index": True,
        "asked": False,
        "more": 3,
    }
    assert read.nodes["o"]["candidates"] == "b\nc"
    assert "code" not in read.nodes["u"]
    assert read.edges["a", "b", "e0"] == {
        "relation": "implements",
        "planned": False,
        "undecided": False,
        "number": 2,
        "articles": "x\ny",
        "evidence": plain(EVIL),
        "weight": 2.0,
    }


@slowly
@given(graphs())
def test_graphml_holds_any_graph(graph: Graph) -> None:
    read = nx.parse_graphml(as_graphml(graph), force_multigraph=True)
    keys = ET.fromstring(as_graphml(graph)).iter("{*}key")  # noqa: S314 - it is ours

    assert {*read.nodes} == {node.id for node in graph.nodes}
    assert sorted((s, t, told["relation"]) for s, t, told in read.edges(data=True)) == sorted(
        (edge.source, edge.target, edge.relation) for edge in graph.edges
    )
    assert {key.get("attr.type") for key in keys} <= {"string", "boolean", "int", "double"}


def test_json_has_the_keys_of_the_interface() -> None:
    record = json.loads(FORMATS["json"](HAND, "vi", {}))

    assert record == as_record(HAND)
    assert set(record) == {"nodes", "edges", "left_out"}
    assert set(record["nodes"][0]) == {
        *("id", "kind", "label", "code", "type", "issuer", "date", "title", "level", "in_index"),
        *("asked", "candidates", "more"),
    }
    assert set(record["edges"][0]) == {
        *("source", "target", "relation", "planned", "undecided", "number", "articles"),
        "evidence",
    }
    assert record["left_out"] == {"directives": 2, "units": 5}


@pytest.mark.parametrize("form", FORMATS)
def test_a_graph_of_nothing_can_be_written(form: str) -> None:
    written = FORMATS[form](Graph([], []), "vi", {})

    assert "Không thấy liên hệ nào" in written or form in ("json", "graphml")
