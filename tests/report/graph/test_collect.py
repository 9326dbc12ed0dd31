"""What a graph holds: directives, units, what is open, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.answer.filters import Filters
from indexer.answer.show import UnknownCode
from indexer.models import Annotations, Article, Code, Directive, Link, Mention, Relation
from indexer.report.beside import Beside
from indexer.report.graph.collect import Wanted, graph
from indexer.report.graph.model import Edge, Graph
from indexer.report.graph.wording import names
from indexer.report.one import SeveralDirectives
from indexer.store.index import Index
from indexer.store.sources import Source

Edges = set[tuple[str, str, str]]


def drawn(
    index: Index,
    beside: Beside,
    *,
    depth: int = 2,
    units: bool = True,
    limit: int | None = None,
    **wanted: str,
) -> Graph:
    return graph(index, Wanted(Filters(**wanted), depth, units, limit), beside.places)


def edges(found: Graph) -> Edges:
    """What the edges tell, by names."""
    called = {node.id: node.label for node in found.nodes}
    return {(called[e.source], e.relation, called[e.target]) for e in found.edges}


def labels(found: Graph) -> set[str]:
    return {node.label for node in found.nodes}


def edge(found: Graph, source: str, relation: str) -> Edge:
    called = names(found)
    (one,) = [e for e in found.edges if (called[e.source], e.relation) == (source, relation)]
    return one


def test_a_graph_holds_what_lies_around_a_directive(country: Index, beside: Beside) -> None:
    found = drawn(country, beside, code="15-CTr/TU", depth=1)

    assert edges(found) == {
        ("15-CTr/TU", "implements", "20-NQ/TW"),
        ("33-KH/HU", "implements", "15-CTr/TU"),
        ("33-KH/HU", "based_on", "15-CTr/TU"),
    }
    assert [node.label for node in found.nodes if node.asked] == ["15-CTr/TU"]
    assert found.beyond == 0


def test_nodes_tell_what_is_known_of_them(country: Index, beside: Beside) -> None:
    nodes = {node.label: node for node in drawn(country, beside, code="20-NQ/TW").nodes}

    assert nodes["20-NQ/TW"].in_index
    assert not nodes["15-CTr/TU"].in_index
    assert nodes["15-CTr/TU"].issuer == "Tỉnh ủy Bắc Ninh"
    assert {name: nodes[name].level for name in ("20-NQ/TW", "15-CTr/TU", "33-KH/HU")} == {
        "20-NQ/TW": "centre",
        "15-CTr/TU": "province",
        "33-KH/HU": "local",
    }
    assert nodes["Bộ Nội vụ"].level == "centre"
    assert nodes["các xã"].level == "other"
    assert (nodes["Bộ Nội vụ"].kind, nodes["20-NQ/TW"].kind) == ("unit", "directive")


@pytest.mark.parametrize(
    ("depth", "reached", "not_reached"),
    [
        (0, {"20-NQ/TW"}, {"15-CTr/TU", "Bộ Nội vụ"}),
        (1, {"15-CTr/TU", "Bộ Nội vụ"}, {"33-KH/HU"}),
        (2, {"33-KH/HU"}, {"30/2020/NĐ-CP", "Đảng ủy xã Phương Liễu"}),
        (3, {"30/2020/NĐ-CP", "Đảng ủy xã Phương Liễu"}, set()),
    ],
)
def test_depth_counts_steps(
    country: Index, beside: Beside, depth: int, reached: set[str], not_reached: set[str]
) -> None:
    found = labels(drawn(country, beside, code="20-NQ/TW", depth=depth))

    assert reached <= found
    assert not_reached.isdisjoint(found)


def test_what_lies_beyond_is_counted_at_its_neighbour(country: Index, beside: Beside) -> None:
    nodes = {n.label: n for n in drawn(country, beside, code="20-NQ/TW", depth=1).nodes}

    assert nodes["15-CTr/TU"].more == 1
    assert nodes["20-NQ/TW"].more == 0


def test_units_can_be_left_away(country: Index, beside: Beside) -> None:
    found = drawn(country, beside, code="20-NQ/TW", units=False)

    assert {node.kind for node in found.nodes} == {"directive"}
    assert labels(found) == {"20-NQ/TW", "15-CTr/TU", "33-KH/HU"}


def test_what_is_only_planned_is_told_so(country: Index, beside: Beside) -> None:
    found = drawn(country, beside, code="20-NQ/TW")

    assert edge(found, "Tỉnh ủy Lạng Sơn", "implements").planned
    assert not edge(found, "Huyện ủy Tiền Hải", "reviews").planned


def test_an_edge_has_its_articles_and_its_proof(sample: Index, beside: Beside) -> None:
    one = edge(drawn(sample, beside, code="290-QĐ/TW"), "45/KH-UBND", "implements")

    assert one.articles == ("plan",)
    assert str(one.evidence).startswith("UBND huyện Yên Sơn ban hành Kế hoạch 45/KH-UBND")


def test_without_a_code_all_is_drawn(country: Index, beside: Beside) -> None:
    every = drawn(country, beside)

    assert len(every.nodes) == 9
    assert ("33-KH/HU", "cites", "30/2020/NĐ-CP") in edges(every)
    assert every.centre is None


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"relation": "cites"}, {("33-KH/HU", "cites", "30/2020/NĐ-CP")}),
        ({"relation": "advises"}, {("Bộ Nội vụ", "advises", "20-NQ/TW")}),
        ({"unit": "phương liễu", "relation": "cites"}, {("33-KH/HU", "cites", "30/2020/NĐ-CP")}),
        (
            {"unit": "phương liễu", "place": "quế võ"},
            {
                ("Đảng ủy xã Phương Liễu", "implements", "33-KH/HU"),
                ("33-KH/HU", "implements", "15-CTr/TU"),
                ("33-KH/HU", "based_on", "15-CTr/TU"),
            },
        ),
        ({"issuer": "chính phủ"}, {("33-KH/HU", "cites", "30/2020/NĐ-CP")}),
        ({"place": "tỉnh Bắc Ninh"}, {("15-CTr/TU", "implements", "20-NQ/TW")}),
        ({"since": "2021"}, set()),
    ],
)
def test_filters_hold_for_edges(
    country: Index, beside: Beside, wanted: dict[str, str], expected: Edges
) -> None:
    found = drawn(country, beside, **wanted)

    assert edges(found) == expected
    assert found.asked == wanted


def test_a_filter_leaves_the_directive_that_is_asked_for(country: Index, beside: Beside) -> None:
    found = drawn(country, beside, code="20-NQ/TW", since="2021")

    assert (labels(found), found.edges) == ({"20-NQ/TW"}, [])


def test_what_is_open_is_a_node_of_its_own(undecided: Index, beside: Beside) -> None:
    found = drawn(undecided, beside, code="12-KH/ĐU")
    (open_,) = [node for node in found.nodes if node.kind == "open"]

    assert open_.label == "05-NQ/TU"
    assert len(open_.candidates) == 2
    assert edges(found) == {("12-KH/ĐU", "implements", "05-NQ/TU")}
    assert found.edges[0].undecided
    assert labels(found) == {"12-KH/ĐU", "05-NQ/TU"}, "no way leads on over what is open"


def test_what_may_mean_a_directive_stands_beside_it(undecided: Index, beside: Beside) -> None:
    one, other = drawn(undecided, beside, code="12-KH/ĐU").nodes[1].candidates
    found = drawn(undecided, beside, code=one)

    told = {(e.relation, e.target) for e in found.edges if e.source.startswith("open:")}
    assert told == {("may_mean", one)}
    assert ("12-KH/ĐU", "implements", "05-NQ/TU") in edges(found)
    assert ("Đảng ủy xã Minh Quang", "implements", "05-NQ/TU") in edges(found)
    assert other not in {node.id for node in found.nodes}
    assert all(e.undecided for e in found.edges if "open:" in e.source + e.target)


def test_a_code_has_to_be_known_and_of_one_directive(sample: Index, beside: Beside) -> None:
    with pytest.raises(UnknownCode):
        drawn(sample, beside, code="999-XX/YY")
    with pytest.raises(SeveralDirectives):
        drawn(sample, beside, code="05-NQ/TU")


Build = Callable[..., Index]


@pytest.fixture
def build(tmp_path: Path, request: pytest.FixtureRequest) -> Build:
    """Makes an index of articles: each tells relations "A relation B", or "unit > relation B"."""

    def made(*articles: list[str]) -> Index:
        index = Index.create(tmp_path / "made")
        request.addfinalizer(index.close)
        with index.writer() as writer:
            for number, lines in enumerate(articles):
                told = annotated(f"a{number:03}", lines)
                writer.add(Source(told.article.path), [told])
        return index

    return made


def annotated(id_: str, lines: list[str]) -> Annotations:
    text = "\n".join(lines)
    mentions: list[Mention] = []
    for line in lines:
        start = text.index(line)
        span = {"start": start, "end": start + len(line), "text": line}
        unit, _, rest = line.rpartition(" > ")
        words = rest.split()
        if unit:
            mentions.append(Link(**span, unit=unit, directive=words[1], relation=words[0]))
        else:
            ends = {"source": words[0], "target": words[2]}
            mentions.append(Relation(**span, **ends, relation=words[1]))
        for code in {word for word in words if "/" in word}:
            at = start + line.index(code)
            spot = {"start": at, "end": at + len(code), "text": code, "code": code}
            mentions.append(Code(**spot, form="full"))
            mentions.append(Directive(**spot, issuer="Chính phủ", codes=(at,)))
    return Annotations(article=Article(id=id_, path=f"{id_}.txt", text=text), found={"x": mentions})


def code(number: int) -> str:
    return f"{number}/2020/NĐ-CP"


def test_circles_and_ties_to_itself_are_held_once(build: Build, beside: Beside) -> None:
    round_ = [f"{code(1)} amends {code(2)}", f"{code(2)} amends {code(3)}"]
    index = build([*round_, f"{code(3)} amends {code(1)}", f"{code(1)} cites {code(1)}"], round_)

    found = drawn(index, beside, code=code(1), depth=9)

    assert edges(found) == {
        (code(1), "amends", code(2)),
        (code(2), "amends", code(3)),
        (code(3), "amends", code(1)),
        (code(1), "cites", code(1)),
    }
    assert len(edge(found, code(1), "amends").articles) == 2
    assert len(edge(found, code(1), "cites").articles) == 1


def test_of_a_hub_the_strongest_ties_are_kept(build: Build, beside: Beside) -> None:
    hub = code(1)
    weak = [f"{code(n)} cites {hub}" for n in range(10, 40)]
    strong = [
        f"{code(50)} implements {hub}",
        f"{code(51)} implements {hub}",
        f"A > implements {hub}",
    ]
    issued = [f"Chính phủ > issues {hub}"]
    index = build(weak + strong + issued, [strong[1], f"{code(60)} implements {code(10)}"])

    found = drawn(index, beside, code=hub, depth=2, limit=6)

    assert [node.label for node in found.nodes[:4]] == [hub, code(51), "A", code(50)]
    assert {node.label for node in found.nodes[4:]} <= {code(n) for n in range(10, 40)}
    assert dict(found.left_out) == {"directive": 29, "unit": 1}
    assert found.centre is not None
    assert found.centre.more == 28, "who issued it does not count: it stands in its box"


def test_directives_and_units_take_turns(build: Build, beside: Beside) -> None:
    hub = code(1)
    index = build(
        [f"{code(n)} implements {hub}" for n in range(10, 20)],
        [f"xã {letter} > implements {hub}" for letter in "ABCDEFGH"],
    )

    found = drawn(index, beside, code=hub, limit=9)

    assert [node.kind for node in found.nodes].count("unit") == 4


def test_of_all_the_strongest_ties_are_kept_with_both_ends(build: Build, beside: Beside) -> None:
    strong = f"{code(1)} amends {code(2)}"
    weak = [f"{code(n)} cites {code(n + 1)}" for n in range(10, 30, 2)]
    index = build([strong, *weak], [strong])

    found = drawn(index, beside, limit=5)

    assert {code(1), code(2)} < labels(found)
    assert len(found.nodes) == 4, "an end alone is nothing to look at"
    assert {key for e in found.edges for key in (e.source, e.target)} == {n.id for n in found.nodes}
    assert found.beyond == 18
