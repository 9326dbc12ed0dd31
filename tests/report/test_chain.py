"""From the centre down: directives, the units that act on them, and what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.answer.filters import Filters
from indexer.answer.rungs import standing
from indexer.answer.show import UnknownCode
from indexer.report.beside import Beside
from indexer.report.one import NoDirective, SeveralDirectives
from indexer.report.rows import report
from indexer.report.tables import FORMATS, Report
from indexer.report.words import columns
from indexer.store.index import Index


def chain(index: Index, beside: Beside, **wanted: str) -> list[dict[str, Any]]:
    return report(index, "chain", Filters(**wanted), beside)


def steps(index: Index, beside: Beside, **wanted: str) -> list[tuple[Any, ...]]:
    """place, level, and what the row is about: directive and to what it is tied, unit, or gap."""
    return [
        (row["place"], row["level"])
        + {
            "directive": (row["code"], row["relation"], row["to"]),
            "unit": (row["unit"], row["relation"], row["to"]),
            "gap": (row["why"],),
        }[row["role"]]
        for row in chain(index, beside, **wanted)
    ]


def test_a_chain_leads_from_the_centre_down_with_its_gaps(country: Index, beside: Beside) -> None:
    assert steps(country, beside, code="20-NQ/TW") == [
        (None, "centre", "20-NQ/TW", None, None),
        (None, "centre", "Bộ Nội vụ", "advises", "20-NQ/TW"),
        ("Bắc Ninh", "province", "15-CTr/TU", "implements", "20-NQ/TW"),
        ("Bắc Ninh", "local", "33-KH/HU", "implements", "15-CTr/TU"),
        ("Bắc Ninh", "local", "Đảng ủy xã Phương Liễu", "implements", "33-KH/HU"),
        ("Lạng Sơn", "province", "Tỉnh ủy Lạng Sơn", "implements", "20-NQ/TW"),
        ("Lạng Sơn", "local", "nothing local"),
        ("Thái Bình", "province", "no province"),
        ("Thái Bình", "local", "Huyện ủy Tiền Hải", "reviews", "20-NQ/TW"),
        (None, "other", "các xã", "implements", "20-NQ/TW"),
    ]


def test_a_chain_goes_up_as_well_but_not_aside(country: Index, beside: Beside) -> None:
    assert steps(country, beside, code="33-KH/HU") == [
        (None, "centre", "20-NQ/TW", None, None),
        ("Bắc Ninh", "province", "15-CTr/TU", "implements", "20-NQ/TW"),
        ("Bắc Ninh", "local", "33-KH/HU", "implements", "15-CTr/TU"),
        ("Bắc Ninh", "local", "Đảng ủy xã Phương Liễu", "implements", "33-KH/HU"),
    ]


def test_a_directive_without_anything_around_it_is_a_chain_of_gaps(
    sample: Index, beside: Beside
) -> None:
    assert steps(sample, beside, code="45/KH-UBND")[0] == (None, "centre", "290-QĐ/TW", None, None)
    assert (None, "centre", "nothing above") in steps(sample, beside, code="380-TB/TU")


def test_nobody_below_is_told(country: Index, beside: Beside) -> None:
    assert steps(country, beside, code="30/2020/NĐ-CP") == [
        (None, "centre", "30/2020/NĐ-CP", None, None),
        (None, "province", "nobody"),
    ]


def test_a_step_has_its_proof(country: Index, beside: Beside) -> None:
    rows = chain(country, beside, code="20-NQ/TW")
    by_code = {row["code"]: row for row in rows if row["role"] == "directive"}

    assert by_code["20-NQ/TW"]["articles"] == sorted(
        ["top", "programme", "coast", "border", "ministry", "named"]
    )
    assert by_code["15-CTr/TU"]["articles"] == ["programme"]
    assert by_code["15-CTr/TU"]["evidence"] == "15-CTr/TU implements 20-NQ/TW"
    assert [row["planned"] for row in rows if row["unit"] == "Tỉnh ủy Lạng Sơn"] == [True]
    assert all(row.keys() == dict.fromkeys(columns("chain")).keys() for row in rows)


def test_units_of_an_open_directive_are_shown_with_what_it_may_be(
    undecided: Index, beside: Beside
) -> None:
    (known,) = (
        row["directive_id"]
        for row in report(undecided, "directives", Filters(issuer="Tỉnh ủy Hà Nam"))
    )
    rows = [row for row in chain(undecided, beside, code=known) if row["candidates"]]

    assert [(row["unit"], row["directive_id"]) for row in rows] == [("Đảng ủy xã Minh Quang", None)]


@pytest.mark.parametrize("form", FORMATS)
def test_a_chain_has_every_form(country: Index, beside: Beside, form: str) -> None:
    rows = chain(country, beside, code="20-NQ/TW")

    assert FORMATS[form](Report("chain", rows))


@pytest.mark.parametrize("name", ["chain", "silent"])
@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({}, NoDirective),
        ({"code": "05-NQ/TU"}, SeveralDirectives),
        ({"code": "99-NQ/TU"}, UnknownCode),
    ],
)
def test_it_takes_one_directive(
    sample: Index, name: str, wanted: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        report(sample, name, Filters(**wanted))


# name, province where it is spoken of → level, province
STANDINGS = [
    ("Tỉnh ủy Bắc Ninh", "", "province", "Bắc Ninh"),
    ("Ban Dân vận Tỉnh ủy", "Bắc Ninh", "province", "Bắc Ninh"),
    ("Ủy ban nhân dân tỉnh", "", "province", ""),
    ("UBND TP. Hà Nội", "", "province", "Hà Nội"),
    ("Thành ủy Hà Nội", "", "province", "Hà Nội"),
    ("Thành ủy", "Hà Nội", "province", "Hà Nội"),
    ("Thành ủy", "Bắc Ninh", "local", "Bắc Ninh"),  # of a city in the province
    ("Thành ủy Bắc Ninh", "", "local", "Bắc Ninh"),
    ("Thành ủy TP. Hà Nội", "", "province", "Hà Nội"),
    ("Công an Hà Nội", "", "province", "Hà Nội"),
    # youth unions stand where the committees do
    ("Tỉnh đoàn", "Bắc Ninh", "province", "Bắc Ninh"),
    ("Thành đoàn Hà Nội", "", "province", "Hà Nội"),
    ("Thành đoàn Bắc Ninh", "", "local", "Bắc Ninh"),
    ("Huyện đoàn Tiền Hải", "", "local", "Thái Bình"),
    ("Xã đoàn Vũ Lễ", "Thái Bình", "local", "Thái Bình"),
    ("Đảng ủy xã Đoàn Đào", "Hưng Yên", "local", "Hưng Yên"),
    ("Sở Nội vụ", "Bắc Ninh", "province", "Bắc Ninh"),
    ("Huyện uỷ Tiền Hải", "", "local", "Thái Bình"),  # old tone mark
    ("Ban Thường vụ Huyện ủy Tiền Hải", "Bắc Ninh", "local", "Thái Bình"),  # the table knows
    ("UBND huyện Châu Thành", "", "local", ""),  # there are two
    ("UBND huyện Châu Thành", "Long An", "local", "Long An"),
    ("UBND huyện Châu Thành", "Bắc Ninh", "local", ""),
    ("UBND huyện Châu Thành, tỉnh An Giang", "", "local", "An Giang"),
    ("Đảng ủy xã Tân Long", "Bắc Ninh", "local", "Bắc Ninh"),
    ("Đảng ủy xã Tân Long, huyện Quế Võ", "", "local", "Bắc Ninh"),
    ("Công an phường 5", "Long An", "local", "Long An"),
    ("Bộ Nội vụ", "Bắc Ninh", "centre", ""),
    ("Bộ Chỉ huy Quân sự tỉnh Bắc Ninh", "", "province", "Bắc Ninh"),
    ("Thủ tướng Chính phủ", "", "centre", ""),
    ("Ban Tuyên giáo Trung ương", "", "centre", ""),
    ("Bảo hiểm xã hội Việt Nam", "", "centre", ""),  # no commune
    ("Bộ Lao động - Thương binh và Xã hội", "", "centre", ""),
    ("các tỉnh, thành phố", "Bắc Ninh", "other", ""),
    ("các xã", "Bắc Ninh", "other", ""),
    ("các xã trên địa bàn huyện Tiền Hải", "", "local", "Thái Bình"),
    ("Công ty Điện lực", "Bắc Ninh", "other", "Bắc Ninh"),
    (None, "", "other", ""),
]


@pytest.mark.parametrize(("name", "near", "level", "province"), STANDINGS)
def test_where_a_body_stands(
    beside: Beside, name: str | None, near: str, level: str, province: str
) -> None:
    assert standing(name, beside.places, near) == (level, province)
