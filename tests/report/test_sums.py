"""Figures added up: of one measure and one noun, each thing once, and nothing that does not add."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pytest
from openpyxl import load_workbook

from indexer.answer.filters import Filters
from indexer.models import Annotations, Article, Code, Directive, Statistic
from indexer.report.owners import days, owner
from indexer.report.rows import report
from indexer.report.sheet import Report
from indexer.report.sums import added, measure
from indexer.report.tables import FORMATS, of_report
from indexer.store.index import Index
from indexer.store.sources import Source


def figure(
    value: float, unit: str | None = None, what: str | None = "tổ", **told: Any
) -> dict[str, Any]:
    """A row of the report of statistics; what it does not tell is nothing."""
    known = dict.fromkeys(("of", "directive_id", "achieved_by", "place", "own_place", "period"))
    more = {"planned": False, "article": "a", "candidates": [], "sentence": "", "text": str(value)}
    return known | more | {"value": value, "unit": unit, "what": what} | told


def hu(name: str, value: float, **told: Any) -> dict[str, Any]:
    return figure(value, **{"achieved_by": f"Huyện ủy {name}", **told})


# figures of one measure; what comes out; why the others are not in it
SUMS: list[tuple[Sequence[dict[str, Any]], float | None, list[str]]] = [
    ([hu("A", 25), hu("B", 30)], 55, []),
    # told twice, counted once
    ([hu("A", 25), hu("A", 25, article="b"), hu("B", 30)], 55, []),
    ([hu("A", 25), hu("A", 25, achieved_by="Ban Thường vụ Huyện ủy A", article="b")], 25, []),
    ([hu("A", 25), hu("A", 25, period="2019", article="b")], 25, []),
    (
        [hu("A", 25), figure(25, own_place="huyện A", article="b")],
        25,
        [],
    ),  # the district's is its voice's
    # of one unit and time, and not the same: shown, not added
    ([hu("A", 25), hu("A", 40, article="b"), hu("B", 30)], 30, ["differs", "differs"]),
    ([hu("A", 25, period="2019"), hu("A", 40, period="2019")], None, ["differs", "differs"]),
    ([hu("A", 25, period="2019"), hu("A", 40)], None, ["differs", "differs"]),  # when is not told
    # of two times, or under two directives
    ([hu("A", 25, period="2019"), hu("A", 40, period="2020")], 65, []),
    ([hu("A", 25, directive_id="x"), hu("A", 40, directive_id="y")], 65, []),
    # a quarter is a part of its year
    ([hu("A", 25, period="2019"), hu("A", 6, period="2019-Q1")], 25, ["part"]),
    ([hu("A", 25, period="2019/2021"), hu("A", 6, period="2020-05-10")], 25, ["part"]),
    # a district is a part of its province, a commune of its district
    (
        [
            figure(90, own_place="tỉnh Bắc Ninh"),
            figure(25, own_place="huyện Quế Võ, tỉnh Bắc Ninh"),
        ],
        90,
        ["part"],
    ),
    (
        [
            figure(90, own_place="tỉnh Bắc Ninh", period="2019"),
            figure(25, own_place="huyện Quế Võ, tỉnh Bắc Ninh", period="2020"),
        ],
        115,
        [],
    ),
    ([figure(900, own_place="cả nước"), figure(90, own_place="tỉnh Bắc Ninh")], 900, ["part"]),
    ([figure(90, own_place="tỉnh Bắc Ninh"), figure(80, own_place="tỉnh Hà Nam")], 170, []),
    # associations of one place have their own; the place as a whole has theirs too
    (
        [
            figure(30, achieved_by="Hội Nông dân huyện Tiền Hải"),
            figure(20, achieved_by="Hội Phụ nữ huyện Tiền Hải"),
        ],
        50,
        [],
    ),
    (
        [
            figure(60, achieved_by="Huyện ủy Tiền Hải"),
            figure(20, achieved_by="Hội Phụ nữ huyện Tiền Hải"),
        ],
        60,
        ["part"],
    ),
    # aims, and figures of nobody
    ([hu("A", 25), hu("B", 100, planned=True)], 25, ["aim"]),
    ([hu("A", 25), figure(10), figure(10, article="b")], 25, ["untold", "untold"]),
    ([hu("A", 25), figure(10, place="huyện B")], 25, ["untold"]),  # where the article plays
    ([hu("A", 25), figure(10, achieved_by="các xã, phường")], 25, ["untold"]),
    # scales are one measure
    (
        [hu("A", 1.5, unit="tỷ đồng"), hu("B", 200, unit="triệu đồng"), hu("C", 1, unit="tỷ đồng")],
        2.7,
        [],
    ),
    ([hu("A", 0.1, unit="ha"), hu("B", 0.2, unit="ha")], 0.3, []),
    # rates
    ([hu("A", 90, unit="%"), hu("B", 80, unit="%")], None, ["rate", "rate"]),
    ([hu("A", 90, unit="triệu đồng/năm")], None, ["rate"]),
    ([hu("A", 2, unit="lần")], None, ["rate"]),
]


@pytest.mark.parametrize(("figures", "total", "why"), SUMS)
def test_only_what_may_be_added_is(
    figures: Sequence[dict[str, Any]], total: float | None, why: list[str]
) -> None:
    for order in (figures, list(reversed(figures))):
        known = measure(order[0])
        assert known is not None
        result = added(order, known[0])

        assert result.value is None if total is None else float(result.value or 0) == total
        assert sorted(reason for _, reason in result.apart) == why


def test_both_parts_of_a_ratio_are_added() -> None:
    figures = [hu("A", 478, of=488), hu("B", 20, of=22)]
    known = measure(figures[0])
    assert known is not None
    result = added(figures, known[0])

    assert (result.value, result.of) == (498, 510)


MEASURES = [
    (figure(1), figure(2), True),
    (figure(1), figure(2, what="TỔ"), True),
    (figure(1, what="hoà giải viên"), figure(2, what="hòa giải viên"), True),  # old tone mark
    (figure(1), figure(2, what="tở"), False),
    (figure(1), figure(2, what="tổ tự quản"), False),
    (figure(1, "ha"), figure(2, "m2"), False),
    (figure(1, "triệu đồng"), figure(2, "đồng"), True),
    (figure(1), figure(2, of=3), False),
]


@pytest.mark.parametrize(("one", "other", "same"), MEASURES)
def test_measure_and_noun_have_to_agree(
    one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    first, second = measure(one), measure(other)

    assert first is not None
    assert second is not None
    assert (first[0] == second[0]) is same


def test_what_counts_nothing_is_not_added() -> None:
    assert measure(figure(1, what=None)) is None


PERIODS = [
    ("2019", ("2019-01-01", "2019-12-31")),
    ("2020-02", ("2020-02-01", "2020-02-29")),
    ("2019-Q3", ("2019-07-01", "2019-09-30")),
    ("2016/2020", ("2016-01-01", "2020-12-31")),
    ("2019-05-10", ("2019-05-10", "2019-05-10")),
    ("--05-10", None),
    ("2019-13", None),
    (None, None),
]


@pytest.mark.parametrize(("period", "expected"), PERIODS)
def test_a_period_has_its_first_and_last_day(
    period: str | None, expected: tuple[str, str] | None
) -> None:
    assert days(period) == expected


def test_what_tells_neither_unit_nor_place_has_no_owner() -> None:
    assert owner(None, None) is None
    assert owner("các xã", None) is None
    assert owner("các xã", "huyện Quế Võ") == owner(None, "huyện Quế Võ")


class Told(NamedTuple):
    """A figure of an article on 12-CT/TU."""

    article: str
    place: str
    text: str
    value: float
    what: str
    more: dict[str, Any]


TH = {"achieved_by": "Huyện ủy Tiền Hải", "place": "huyện Tiền Hải"}
VT = {"achieved_by": "Huyện ủy Vũ Thư", "place": "huyện Vũ Thư"}
HA = {"unit": "ha"}
TOLD = (
    Told("one", "huyện Tiền Hải", "25 tổ", 25, "tổ", TH),
    Told("two", "tỉnh Thái Bình", "25 tổ", 25, "tổ", TH),
    Told("three", "huyện Vũ Thư", "30 tổ", 30, "tổ", VT | {"period": "2019"}),
    Told("four", "huyện Vũ Thư", "=1+1 tổ", 40, "tổ", {"planned": True}),
    Told("five", "huyện Vũ Thư", "2,5 ha đất", 2.5, "đất", HA | {"place": "xã Minh Quang"}),
)  # fmt: skip


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of articles on one directive, with their figures."""
    with Index.create(tmp_path_factory.mktemp("figures")) as index:
        with index.writer() as writer:
            for told in TOLD:
                writer.add(Source(f"{told.article}.txt"), [annotated(told)])
        yield index


def annotated(told: Told) -> Annotations:
    text = f"12-CT/TU: {told.text}. {told.article}"
    span = {"start": 0, "end": 8, "text": "12-CT/TU"}
    start = text.index(told.text)
    here = {"start": start, "end": start + len(told.text), "text": told.text}
    found = (
        Code(**span, code="12-CT/TU", form="full"),
        Directive(**span, code="12-CT/TU", issuer="Tỉnh ủy Thái Bình", codes=(0,)),
        Statistic(
            **here, value=told.value, what=told.what, directive="12-CT/TU", code=0, **told.more
        ),
    )
    article = Article(id=told.article, path=f"{told.article}.txt", text=text, place=told.place)
    return Annotations(article=article, found={"hand": found})


def by(index: Index, what: str, **wanted: str) -> list[dict[str, Any]]:
    return report(index, "statistics", Filters(**wanted), by=what)


def test_figures_are_added_by_directive_with_their_proof(figures: Index) -> None:
    groups, land = by(figures, "directive")

    assert (groups["code"], groups["what"], groups["sum"], groups["figures"]) == (
        "12-CT/TU",
        "tổ",
        55,
        2,
    )
    assert groups["articles"] == ["one", "three", "two"]
    assert "25 tổ" in groups["evidence"]
    assert [(each["value"], each["why"]) for each in groups["apart"]] == [(40, "aim")]
    assert [each["articles"] for each in groups["added"]] == [["three"], ["one", "two"]]
    assert (land["what"], land["unit"], land["sum"]) == ("đất", "ha", 2.5)


GROUPED = [
    ("unit", {"Huyện ủy Tiền Hải": 25, "Huyện ủy Vũ Thư": 30}, "achieved_by"),
    ("period", {"2019": 30}, "period"),
    ("place", {"huyện Tiền Hải": 25, "huyện Vũ Thư": 30}, "place"),
]


@pytest.mark.parametrize(("what", "expected", "key"), GROUPED)
def test_figures_are_added_by_what_is_asked_for(
    figures: Index, what: str, expected: dict[str, float], key: str
) -> None:
    found = {row[key]: row["sum"] for row in by(figures, what) if row["what"] == "tổ"}

    assert found == expected


NARROWED = [
    ({"unit": "vũ thư"}, ["three"]),
    ({"place": "xã minh quang"}, ["five"]),
    ({"place": "thái bình"}, ["five", "four", "one", "three", "two"]),  # its districts too
    ({"place": "huyện vũ thư"}, ["five", "four", "three"]),  # a commune that may lie in it
    ({"code": "12-CT/TU", "unit": "tiền hải"}, ["one", "two"]),
]


@pytest.mark.parametrize(("wanted", "expected"), NARROWED)
def test_unit_and_place_narrow_to_those_of_the_figure(
    figures: Index, wanted: dict[str, str], expected: list[str]
) -> None:
    rows = report(figures, "statistics", Filters(**wanted))

    assert sorted(row["article"] for row in rows) == expected


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("what", ["directive", "unit", "place", "period"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_sums_have_every_form(figures: Index, what: str, form: str, lang: str) -> None:
    rows = by(figures, what)

    assert FORMATS[form](Report(f"statistics-by-{what}", rows, lang))
    assert FORMATS[form](Report(f"statistics-by-{what}", [], lang))
    assert of_report(Report(f"statistics-by-{what}", rows, lang)).row_count == len(rows)


def test_a_workbook_has_sums_as_numbers_and_tells_what_is_apart(figures: Index) -> None:
    data = FORMATS["xlsx"](Report("statistics-by-directive", by(figures, "directive")))
    assert isinstance(data, bytes)
    head, first, second = load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    row = dict(zip(head, first, strict=True))

    assert row["Tổng cộng"] == 55
    assert dict(zip(head, second, strict=True))["Tổng cộng"] == 2.5
    assert row["Không cộng vào"] == "=1+1 tổ (huyện Vũ Thư, 1 bài): chỉ tiêu"


def test_a_long_list_of_what_is_apart_is_cut() -> None:
    row = report_row([figure(n, article=str(n)) for n in range(30)])
    markdown = FORMATS["md"](Report("statistics-by-place", [row]))

    assert isinstance(markdown, str)
    assert "và 10 số liệu nữa" in markdown


def report_row(figures: Sequence[dict[str, Any]]) -> dict[str, Any]:
    told = [each | {"why": "untold", "articles": [each["article"]]} for each in figures]
    blank = {"place": "x", "what": "tổ", "unit": None, "sum": None, "of": None, "figures": 0}
    return blank | {"articles": [], "evidence": "", "apart": told}
