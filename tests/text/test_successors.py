"""What bodies and places are called now, and what they were called before."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from indexer.text import renaming
from indexer.text.places import places
from indexer.text.successors import (
    also_known,
    formerly,
    now_in,
    provinces_of,
    successor,
    symbols_beside,
)
from plugins._vocabulary import bodies

# name → what it is called now
NOW = [
    ("Tỉnh ủy Bắc Giang", "Tỉnh ủy Bắc Ninh"),
    ("Tỉnh uỷ Bắc Giang", "Tỉnh ủy Bắc Ninh"),  # old tone mark
    ("Ban Thường vụ Tỉnh ủy Bắc Giang", "Ban Thường vụ Tỉnh ủy Bắc Ninh"),
    ("tỉnh bắc giang", "tỉnh Bắc Ninh"),
    ("Bắc Giang", "Bắc Ninh"),
    ("Công an Bắc Giang", "Công an Bắc Ninh"),
    ("Tỉnh ủy Bắc Ninh", None),
    # a province that went into a city
    ("Tỉnh ủy Hải Dương", "Thành ủy Hải Phòng"),
    ("UBND tỉnh Hải Dương", "UBND thành phố Hải Phòng"),
    ("Tỉnh đoàn Hải Dương", "Thành đoàn Hải Phòng"),
    ("UBND tỉnh Bình Dương", "UBND Thành phố Hồ Chí Minh"),
    ("Tỉnh ủy Bà Rịa – Vũng Tàu", "Thành ủy Thành phố Hồ Chí Minh"),
    ("Tỉnh ủy Thừa Thiên - Huế", "Thành ủy Huế"),
    ("Tỉnh ủy Hà Tây", "Thành ủy Hà Nội"),
    # split, and together again; or not
    ("Tỉnh ủy Vĩnh Phú", "Tỉnh ủy Phú Thọ"),
    ("tỉnh Hà Nam Ninh", "tỉnh Ninh Bình"),
    ("Tỉnh ủy Hải Hưng", "Tỉnh ủy Hưng Yên, Thành ủy Hải Phòng"),
    # ministries and commissions
    ("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính"),
    ("Bộ trưởng Bộ Lao động – Thương binh và Xã hội", "Bộ trưởng Bộ Nội vụ"),
    ("Bộ Bưu chính, Viễn thông", "Bộ Khoa học và Công nghệ"),  # by way of Thông tin và Truyền thông
    ("Bộ Thương mại", "Bộ Công Thương"),
    ("Bộ Thương mại Hoa Kỳ", None),
    ("Bộ Tài chính", None),
    ("Ban Dân vận Trung ương", "Ban Tuyên giáo và Dân vận Trung ương"),
    ("Ban Tuyên giáo Tỉnh ủy Nghệ An", "Ban Tuyên giáo và Dân vận Tỉnh ủy Nghệ An"),
    ("Ban Tuyên giáo Tỉnh ủy Bắc Giang", "Ban Tuyên giáo và Dân vận Tỉnh ủy Bắc Ninh"),
    ("Ban Tuyên giáo và Dân vận Tỉnh ủy Nghệ An", None),
    ("Sở Giao thông vận tải tỉnh Hà Nam", "Sở Xây dựng tỉnh Ninh Bình"),
    # what bears the name of a province and is none
    ("Thành ủy Bắc Giang", None),
    ("UBND thành phố Thái Bình", None),
    ("xã Thái Bình", None),
    ("Nhiệt điện Hải Dương", None),
    ("Ban Quản lý dự án Nhiệt điện Thái Bình", None),
    ("Ban Dân tộc Bắc Giang", "Ban Dân tộc Bắc Ninh"),
    ("Đại học Thái Bình Dương", None),
    # districts have no successor
    ("Huyện ủy Tiền Hải", None),
    ("Ban Dân vận Huyện ủy Tiền Hải", None),
    ("UBND huyện Tiền Hải, tỉnh Thái Bình", None),
    # no place at all
    ("Hội Nông dân tỉnh", None),
    ("Bộ Chính trị", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("name", "now"), NOW)
def test_a_name_has_a_successor_where_the_body_was_renamed_or_merged(
    name: str | None, now: str | None
) -> None:
    found = successor(name)

    assert (found.name if found else None) == now
    if found:
        assert found.source
        assert date.fromisoformat(f"{found.since}-01"[:10]) <= date(2025, 7, 1)


def test_a_successor_is_told_with_the_last_day_and_every_decision() -> None:
    found = successor("Ban Tuyên giáo Tỉnh ủy Bắc Giang")

    assert found is not None
    assert found.since == "2025-07-01"
    assert found.source.endswith("; Nghị quyết 202/2025/QH15")


# name → the province in which it lies now
INSIDE = [
    ("Huyện ủy Tiền Hải", "tỉnh Hưng Yên"),
    ("Ban Dân vận Huyện ủy Tiền Hải", "tỉnh Hưng Yên"),
    ("xã Đông Lâm, huyện Tiền Hải, tỉnh Thái Bình", "tỉnh Hưng Yên"),
    ("xã Đông Lâm, tỉnh Thái Bình", "tỉnh Hưng Yên"),
    ("huyện Yên Sơn", "tỉnh Tuyên Quang"),
    ("Thành ủy Thủ Dầu Một", "Thành phố Hồ Chí Minh"),
    ("quận Lê Chân", "thành phố Hải Phòng"),
    ("huyện Châu Thành", None),  # there are many
    ("xã Vũ Thư", None),  # not the district of that name
    ("xã Tân Long", None),
    ("Tỉnh ủy Thái Bình", None),  # it is no district
    ("Huyện đoàn Tiền Hải", "tỉnh Hưng Yên"),
    ("Thành đoàn Thái Bình", "tỉnh Hưng Yên"),
    ("UBND TP. Thái Bình", "tỉnh Hưng Yên"),
    ("Tỉnh đoàn Thái Bình", None),
    ("Bảo hiểm xã hội tỉnh Thái Bình", None),
    ("Liên minh Hợp tác xã tỉnh Thái Bình", None),
]


@pytest.mark.parametrize(("name", "province"), INSIDE)
def test_what_lies_below_a_province_is_told_with_the_one_of_today(
    name: str, province: str | None
) -> None:
    assert now_in(name) == province


def test_a_district_is_in_both_provinces() -> None:
    assert provinces_of("huyện Tiền Hải") == ("tỉnh Thái Bình", "tỉnh Hưng Yên")
    assert provinces_of("tỉnh Thái Bình") == ()


def test_all_later_names_are_known() -> None:
    assert set(also_known("Tỉnh ủy Vĩnh Phú")) == {"Tỉnh ủy Vĩnh Phúc", "Tỉnh ủy Phú Thọ"}
    assert also_known("Tỉnh ủy Bắc Ninh") == ()


def test_earlier_names_have_the_day_on_which_they_ended() -> None:
    found = {(step.name, step.since) for step in formerly("Bộ Nông nghiệp và Môi trường")}

    assert ("Bộ Tài nguyên và Môi trường", "2025-03-01") in found
    assert ("Bộ Thủy sản", "2025-03-01") in found  # first it went into Nông nghiệp …
    assert [s.name for s in formerly("Thành ủy Cần Thơ")] == [
        "Tỉnh ủy Hậu Giang",
        "Tỉnh ủy Sóc Trăng",
    ]


def test_who_is_one_of_several_heirs_was_not_called_so() -> None:
    """Tỉnh ủy Bắc Giang was not Tỉnh ủy Hà Bắc, which was split."""
    assert formerly("Tỉnh ủy Bắc Giang") == ()


def test_a_department_of_a_province_was_no_general_department() -> None:
    assert [step.name for step in formerly("Cục Thuế")] == ["Tổng cục Thuế"]
    assert formerly("Cục Thuế tỉnh Tiền Giang") == ()


def test_symbols_stand_beside_each_other() -> None:
    assert ("BTGDVTU", None) in symbols_beside()["BTGTU"]
    assert ("BTGTU", "2025-02-03") in symbols_beside()["BTGDVTU"]
    assert {old for old, _ in symbols_beside()["ĐU"]} >= {"HU", "QU"}


# The table


def table() -> list[dict[str, str]]:
    path = Path(renaming.__file__).with_name("successors.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_change_has_a_day_and_a_source() -> None:
    for row in table():
        assert date.fromisoformat(f"{row['since']}-01"[:10]), row
        assert row["source"], row
        assert row["kind"] in ("province", "reform", "body", "symbol"), row


def test_every_province_that_ended_has_the_decree_of_its_day() -> None:
    ended = [p.name for ps in places().values() for p in ps if p.into and p.until]

    assert len(ended) > 25
    for name in ended:
        found = successor(f"tỉnh {name}")
        assert found is not None
        assert found.source.startswith("Nghị quyết"), name


def test_all_provinces_of_the_past_lead_to_ones_of_today() -> None:
    today = {p.name for ps in places().values() for p in ps if not p.province and not p.until}
    for row in (row for row in table() if row["kind"] == "province"):
        found = successor(f"tỉnh {row['old']}")
        assert found is not None, row
        for name in found.name.split(", "):
            bare = name.removeprefix("tỉnh ").removeprefix("thành phố ").removeprefix("Thành phố ")
            assert bare in today, row


def test_new_symbols_are_in_the_vocabulary() -> None:
    assert {row["new"] for row in table() if row["kind"] == "symbol"} <= bodies().keys()
