"""The vocabulary tables: each is whole, without doubles, and speaks of what the others know."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from indexer.models import DirectiveRelation, LinkRelation
from indexer.text.places import communes, places
from indexer.text.unicode import fold_tone
from plugins._vocabulary import bodies, central, document_types
from plugins.organisations.grammar import organs
from plugins.places import LEVELS

ROOT = Path(__file__).parents[1]
TABLES = sorted(p for folder in ("plugins", "indexer/text") for p in (ROOT / folder).rglob("*.csv"))
REFORM = "2025-07-01"  # two levels of local government: districts ended on the day before


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one table, by its path."""
    with (ROOT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def twice(values: Iterator[object]) -> list[object]:
    """What stands more than once among *values*."""
    return [value for value, count in Counter(values).items() if count > 1]


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_table_has_the_same_cells_in_each_row(path: Path) -> None:
    raw = path.read_bytes()
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    cells = [cell for line in lines for cell in line]

    assert not raw.startswith(b"\xef\xbb\xbf")  # a byte order mark would be part of a name
    assert len(lines) > 1
    assert {len(line) for line in lines} == {len(lines[0])}
    assert twice(iter(lines[0])) == []
    assert [c for c in cells if c != c.strip() or not unicodedata.is_normalized("NFC", c)] == []
    assert twice(tuple(line) for line in lines) == []


def test_there_are_tables() -> None:
    assert {"types.csv", "bodies.csv", "places.csv", "verbs.csv", "terms.csv"} <= {
        path.name for path in TABLES
    }


# Types of document


def test_a_type_stands_once_in_each_system() -> None:
    table = rows("plugins/_vocabulary/types.csv")

    assert twice((r["abbreviation"], r["name"], r["system"]) for r in table) == []
    assert {r["system"] for r in table} <= {"party", "state", ""}


def test_a_symbol_of_both_systems_shares_no_system() -> None:
    """TT is Thông tri of the party and Thông tư of the state; QĐ alone is two types of one."""
    known = [(t.abbreviation, t.system) for t in document_types() if t.abbreviation]

    assert twice(iter(known)) == []


@pytest.mark.parametrize(
    ("abbreviation", "names"),
    [
        ("NQ", {"Nghị quyết"}),
        ("QĐ", {"Quyết định", "Quy định"}),
        ("TT", {"Thông tri", "Thông tư"}),
        ("CTr", {"Chương trình"}),
        ("TTr", {"Tờ trình"}),
        ("ĐA", {"Đề án"}),
        ("DA", {"Dự án"}),
        ("CĐ", {"Công điện"}),
        ("NĐ", {"Nghị định"}),
        ("TTLT", {"Thông tư liên tịch"}),
        ("", {"Luật", "Bộ luật", "Hiến pháp"}),
    ],
)
def test_a_symbol_stands_for_its_types(abbreviation: str, names: set[str]) -> None:
    assert {t.name for t in document_types() if t.abbreviation == abbreviation} == names


# Bodies


def test_a_body_stands_once() -> None:
    table = rows("plugins/_vocabulary/bodies.csv")

    assert twice(r["symbol"] for r in table) == []
    assert {r["system"] for r in table} == {"party", "state"}
    assert all(body.names and all(body.names) for body in bodies().values())


def test_the_levels_of_a_body_are_levels_of_places() -> None:
    assert {level for body in bodies().values() for level in body.levels} <= LEVELS.keys()


def test_a_body_of_several_names_has_a_level_for_each() -> None:
    """TU is Tỉnh ủy in a tỉnh and Thành ủy in a thành phố: names and levels go together."""
    several = [b for b in bodies().values() if len(b.names) > 1]

    assert several
    assert [b.symbol for b in several if len(b.levels) not in (1, len(b.names))] == []


@pytest.mark.parametrize(
    ("symbol", "system", "name"),
    [
        ("TW", "party", "Trung ương"),
        ("TU", "party", "Tỉnh ủy"),
        ("HU", "party", "Huyện ủy"),
        ("BTGDVTU", "party", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),  # since 2025
        ("BTGTU", "party", "Ban Tuyên giáo Tỉnh ủy"),  # before
        ("CP", "state", "Chính phủ"),
        ("TTg", "state", "Thủ tướng Chính phủ"),
        ("UBND", "state", "UBND"),
        ("BNV", "state", "Bộ Nội vụ"),
        ("MTTQ", "state", "Ủy ban MTTQ"),
    ],
)
def test_a_body_is_known_by_its_symbol(symbol: str, system: str, name: str) -> None:
    assert (bodies()[symbol].system, bodies()[symbol].names[0]) == (system, name)


def test_the_names_of_central_bodies_and_their_symbols_agree() -> None:
    named = {name: body.symbol for name, body in central().items() if body.symbol}

    assert set(named.values()) <= bodies().keys()
    shared = {"TW"}  # Bộ Chính trị and Ban Bí thư sign with it, and bear names of their own
    for symbol in {*named.values()} - shared:
        names = [name for name, other in named.items() if other == symbol]
        known = bodies()[symbol].names[0]
        assert any(name.startswith(known) for name in names), symbol


def test_names_of_organs_are_in_full() -> None:
    assert {full for full in organs().values() if full} <= organs().keys()


# Places


def test_a_place_stands_once() -> None:
    table = rows("indexer/text/places.csv")

    assert twice((r["name"], r["level"], r["province"]) for r in table) == []
    assert {r["level"] for r in table} <= LEVELS.keys()


def test_the_province_of_a_place_is_in_the_table() -> None:
    provinces = {r["name"] for r in rows("indexer/text/places.csv") if not r["province"]}

    assert [
        r for r in rows("indexer/text/places.csv") if r["province"] not in {"", *provinces}
    ] == []


def test_provinces_are_those_of_the_law() -> None:
    """63 until the reform of 2025 (Hà Tây ended in 2008), 34 after it, 6 of them cities."""
    provinces = [p for ps in places().values() for p in ps if p.province is None]
    now = {(p.name, p.level) for p in provinces if p.until is None}
    before = {p.name for p in provinces if p.until is None or p.until >= "2025"}

    assert len(now) == 34
    assert sum(level == "thành phố" for _, level in now) == 6
    assert len(before) == 63


@pytest.mark.parametrize(
    ("name", "until"),
    [("Bắc Ninh", None), ("Hà Nội", None), ("Thái Bình", "2025-06-30"), ("Bắc Kạn", "2025-06-30")],
)
def test_a_province_that_was_merged_has_its_last_day(name: str, until: str | None) -> None:
    assert [p.until for p in places()[name] if p.province is None] == [until]


def test_districts_ended_with_the_reform() -> None:
    districts = [
        p for ps in places().values() for p in ps if p.level in ("quận", "huyện", "thị xã")
    ]

    assert len({(p.name, p.province) for p in districts}) > 600
    assert [p for p in districts if p.until is None or p.until >= REFORM] == []


def test_a_last_day_is_a_day_and_comes_after_the_first() -> None:
    for row in rows("indexer/text/places.csv"):
        days = [date.fromisoformat(row[key]) for key in ("since", "until") if row[key]]
        assert days == sorted(days), row


def test_another_spelling_of_a_place_is_no_place_of_its_own() -> None:
    table = rows("indexer/text/places.csv")
    others = [(other, r["level"]) for r in table for other in r["also"].split("|") if other]

    assert {(r["name"], r["level"]) for r in table}.isdisjoint(others)


def test_a_province_that_ended_is_now_a_part_of_one_that_is_there() -> None:
    provinces = [r for r in rows("indexer/text/places.csv") if not r["province"]]
    now = {r["name"] for r in provinces if not r["until"]}

    assert {r["into"] for r in provinces if r["until"]} <= now
    assert [r for r in rows("indexer/text/places.csv") if r["into"] and not r["until"]] == []


def test_communes_are_those_of_the_law() -> None:
    """3,321 since the reform: 2,621 xã, 687 phường, 13 đặc khu, in 34 provinces."""
    now = {p.name for ps in places().values() for p in ps if p.province is None and not p.until}
    levels = Counter(p.level for p in communes())

    assert levels == {"xã": 2621, "phường": 687, "đặc khu": 13}
    assert {p.province for p in communes()} == now
    assert twice((p.name, p.level, p.province) for p in communes()) == []
    assert [p for p in communes() if fold_tone(p.name) != p.name] == []


# Verbs, terms, grounds


def test_verbs_tell_a_relation_and_stand_once() -> None:
    table = rows("plugins/units/verbs.csv")

    assert twice(r["phrase"] for r in table) == []
    assert {r["relation"] for r in table} <= {*get_args(LinkRelation)} - {"issues"}
    assert all(r["phrase"] == r["phrase"].lower() for r in table)


def test_no_two_relations_have_verbs_of_one_strength() -> None:
    """The strongest verb beside a code decides: "theo dõi, đánh giá" (watch, review) reviews."""
    strengths = {(r["relation"], int(r["strength"])) for r in rows("plugins/units/verbs.csv")}

    assert twice(strength for _, strength in strengths) == []


def test_there_is_a_relation_for_each_way_of_acting() -> None:
    assert {"implements", "reviews", "supervises", "advises"} == {
        r["relation"] for r in rows("plugins/units/verbs.csv")
    }
    assert "implements" in get_args(DirectiveRelation)


@pytest.mark.parametrize("committee", ["party", "assembly"])
def test_terms_follow_each_other(committee: str) -> None:
    table = [r for r in rows("indexer/text/terms.csv") if r["committee"] == committee]
    numerals = ["VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"]
    terms = [numerals.index(r["term"]) for r in table]

    assert terms == list(range(terms[0], terms[0] + len(terms)))
    for row in table:
        assert date.fromisoformat(row["from"]) < date.fromisoformat(row["to"])
    for earlier, later in pairwise(table):
        assert earlier["to"] == later["from"]


def test_there_are_terms_of_both_committees() -> None:
    assert {r["committee"] for r in rows("indexer/text/terms.csv")} == {"party", "assembly"}
