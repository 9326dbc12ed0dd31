"""Boxes never touch, lines never run over them, and what rests on another stands right of it."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.report.graph.layout.columns import columns
from indexer.report.graph.layout.layered import layered
from indexer.report.graph.layout.model import Box, Drawing, Line, Place, Point
from indexer.report.graph.layout.ordering import Slot, crossings, ordered
from indexer.report.graph.layout.placing import spread

BOXES = st.lists(
    st.builds(
        Box,
        id=st.integers(0, 99).map(str),
        height=st.floats(20, 120),
        band=st.integers(0, 3),
        end=st.booleans(),
    ),
    min_size=1,
    max_size=24,
    unique_by=lambda box: box.id,
)


@st.composite
def pictures(draw: st.DrawFn) -> tuple[list[Box], list[Line]]:
    boxes = draw(BOXES)
    ids = st.sampled_from([box.id for box in boxes])
    kinds = st.sampled_from("ab")
    ties = draw(st.lists(st.tuples(ids, ids, kinds), max_size=40, unique=True))
    return boxes, [Line(source, target, (target, kind)) for source, target, kind in ties]


def line(source: str, target: str) -> Line:
    return Line(source, target, target)


def box(id_: str, band: int = 0, *, end: bool = False) -> Box:
    return Box(id_, 40, band, end)


def overlap(one: Place, other: Place) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def touches(place: Place, begin: Point, end: Point) -> bool:
    """Whether the level line from *begin* to *end* runs over *place*."""
    left, right = sorted((begin.x, end.x))
    across = left < place.x + place.width and place.x < right
    return across and place.y < begin.y < place.y + place.height


@settings(max_examples=60, deadline=None)
@given(pictures())
def test_boxes_never_touch(picture: tuple[list[Box], list[Line]]) -> None:
    places = layered(*picture).places.values()

    assert len(places) == len(picture[0])
    assert [pair for pair in itertools.combinations(places, 2) if overlap(*pair)] == []


@settings(max_examples=60, deadline=None)
@given(pictures())
def test_lines_swing_between_columns_and_run_straight_between_boxes(
    picture: tuple[list[Box], list[Line]],
) -> None:
    drawn = layered(*picture)
    columns_ = {(place.x, place.x + place.width) for place in drawn.places.values()}

    for route in drawn.routes:
        for number, (begin, end) in enumerate(itertools.pairwise(route)):
            if number % 2:
                assert begin.y == end.y
                assert not any(touches(place, begin, end) for place in drawn.places.values())
            else:
                left, right = sorted((begin.x, end.x))
                assert not any(left < b and a < right for a, b in columns_)


@settings(max_examples=60, deadline=None)
@given(pictures())
def test_lines_begin_and_end_at_the_sides_of_their_boxes(
    picture: tuple[list[Box], list[Line]],
) -> None:
    drawn = layered(*picture)

    for each, route in zip(picture[1], drawn.routes, strict=True):
        for id_, point in ((each.source, route[0]), (each.target, route[-1])):
            place = drawn.places[id_]
            assert point.x in (place.x, place.x + place.width)
            assert place.y < point.y < place.y + place.height


@settings(max_examples=60, deadline=None)
@given(pictures())
def test_everything_lies_on_the_sheet(picture: tuple[list[Box], list[Line]]) -> None:
    drawn = layered(*picture)
    points = [point for route in drawn.routes for point in route]

    for place in drawn.places.values():
        assert place.x >= 0
        assert place.y >= -1e-6
        assert place.x + place.width <= drawn.width
        assert place.y + place.height <= drawn.height + 1e-6
    assert all(0 <= p.x <= drawn.width and -5 < p.y <= drawn.height for p in points)
    assert [span.band for span in drawn.bands] == sorted({box.band for box in picture[0]})


def test_nothing_is_laid_out_as_nothing() -> None:
    assert layered([], []) == Drawing({}, [], [], 0, 0)


def names(boxes: list[Box], lines: list[Line]) -> list[list[str]]:
    return [column.boxes for column in columns(boxes, lines)]


def test_what_rests_on_another_stands_right_of_it() -> None:
    boxes = [box("law"), box("decree"), box("plan"), box("letter")]
    lines = [line("decree", "law"), line("plan", "decree"), line("plan", "law")]

    assert names(boxes, [*lines, line("plan", "letter")]) == [
        ["law"],
        ["decree", "letter"],
        ["plan"],
    ]


def test_bands_come_first_and_ends_last() -> None:
    boxes = [box("unit", 0, end=True), box("low", 1), box("top", 0)]

    assert names(boxes, [line("unit", "top"), line("top", "low")]) == [["top"], ["unit"], ["low"]]


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_a_circle_is_cut_at_one_place(size: int) -> None:
    boxes = [box(str(n)) for n in range(size)]
    lines = [line(str(n), str((n + 1) % size)) for n in range(size)]

    assert [len(column) for column in names(boxes, lines)] == [1] * size


def test_a_high_column_is_parted() -> None:
    parts = names([box(str(n)) for n in range(60)], [])

    assert 1 < len(parts) < 8
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_a_long_chain_needs_no_deep_stack() -> None:
    boxes = [box(str(n)) for n in range(3000)]
    lines = [line(str(n), str(n + 1)) for n in range(2999)]

    assert len(columns(boxes, lines)) == 3000


def test_crossings_are_undone() -> None:
    left, right = ([Slot(n, str(k)) for k in range(8)] for n in (0, 1))
    mixed = random.Random(7).sample(right, 8)
    segments = list(zip(left, right, strict=True))

    assert crossings([left, mixed], segments) > 0
    assert crossings(ordered([left, mixed], segments), segments) == 0


@pytest.mark.parametrize(
    ("wanted", "weights", "apart", "expected"),
    [
        ([0, 10, 20], [1, 1, 1], [5, 5], [0, 10, 20]),  # there is room
        ([0, 0], [1, 1], [10], [-5, 5]),
        ([0, 0], [3, 1], [10], [-2.5, 7.5]),  # what matters more moves less
        ([5, 0, 30], [1, 1, 1], [1, 1], [2, 3, 30]),
        ([], [], [], []),
    ],
)
def test_room_is_made_with_the_least_shift(
    wanted: list[float], weights: list[float], apart: list[float], expected: list[float]
) -> None:
    assert spread(wanted, weights, apart) == pytest.approx(expected)


def test_lines_of_a_bundle_share_a_lane() -> None:
    boxes = [box("top", 0), box("between", 1), box("a", 2), box("b", 2)]
    together = layered(boxes, [Line("a", "top", "x"), Line("b", "top", "x")]).routes
    apart = layered(boxes, [Line("a", "top", "x"), Line("b", "top", "y")]).routes

    assert together[0][1:] == together[1][1:]
    assert apart[0][1].y != apart[1][1].y
