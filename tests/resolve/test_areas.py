"""Where articles play and offices sit."""

import pytest

from indexer.resolve.areas import area, contradict, successor, with_parts

AREAS: list[tuple[str | None, set[tuple[int, str]]]] = [
    ("tỉnh Bắc Ninh", {(1, "bắc ninh")}),
    ("Bắc Ninh", {(1, "bắc ninh")}),
    ("huyện Lý Nhân", {(2, "lý nhân"), (1, "hà nam")}),
    ("xã Bắc Lý, huyện Lý Nhân, Hà Nam", {(3, "bắc lý"), (2, "lý nhân"), (1, "hà nam")}),
    ("TP. Hải Phòng", {(1, "hải phòng")}),  # a central city
    ("thành phố Phủ Lý", {(2, "phủ lý"), (1, "hà nam")}),
    ("huyện Châu Thành", {(2, "châu thành")}),  # ten provinces have one
    ("xã Bắc Lý", {(3, "bắc lý")}),
    ("Bắc Lý", set()),
    (None, set()),
]


@pytest.mark.parametrize(("place", "expected"), AREAS)
def test_an_area_has_what_the_place_lies_in(
    place: str | None, expected: set[tuple[int, str]]
) -> None:
    assert area(place) == expected


APART = [
    ("huyện Lý Nhân", "tỉnh Hà Nam", False),
    ("huyện Lý Nhân", "tỉnh Bắc Ninh", True),
    ("huyện Lý Nhân", "huyện Bình Lục", True),
    ("xã Bắc Lý", "tỉnh Bắc Ninh", False),  # it is not known where that commune lies
]


@pytest.mark.parametrize(("one", "other", "expected"), APART)
def test_areas_lie_apart_where_a_rank_has_two_names(
    one: str, other: str, *, expected: bool
) -> None:
    assert contradict(area(one), area(other)) is expected
    assert contradict(area(other), area(one)) is expected


def test_two_districts_are_one_area_for_a_committee_of_their_province() -> None:
    assert not contradict(area("huyện Lý Nhân"), area("huyện Bình Lục"), 1)


def test_a_merged_province_has_its_parts_from_the_day_of_the_merger() -> None:
    names = {(1, "ninh bình"), (1, "hà nam"), (1, "nam định")}
    assert with_parts(area("tỉnh Ninh Bình"), "2025-07-01") == names
    assert with_parts(area("tỉnh Ninh Bình"), "2025-06-30") == {(1, "ninh bình")}
    assert with_parts(area("tỉnh Ninh Bình"), "") == {(1, "ninh bình")}


def test_the_successor_of_a_province() -> None:
    assert successor("hà nam") == "ninh bình"
    assert successor("ninh bình") is None
