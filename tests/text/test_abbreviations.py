"""Bodies whose names are abbreviated are called what they are called in full."""

from __future__ import annotations

import pytest

from indexer.text.abbreviations import spelt_out

ROWS = [
    ("UBND TP Hà Nội", "uy ban nhan dan thanh pho ha noi"),
    ("Ủy ban Nhân dân TP. HCM", "uy ban nhan dan thanh pho ho chi minh"),
    ("Uỷ ban nhân dân thành phố Hồ Chí Minh", "uy ban nhan dan thanh pho ho chi minh"),
    ("Sở GD&ĐT", "so giao duc va dao tao"),
    ("sở gd-đt", "so giao duc va dao tao"),
    ("UBMTTQ tỉnh", "uy ban mat tran to quoc tinh"),
    ("BTV TU Thái Bình", "ban thuong vu tinh uy thai binh"),
    ("BTV Thành ủy Huế", "ban thuong vu thanh uy hue"),
    ("xã Tân Tiến", "xa tan tien"),
    ("TPBank", "tpbank"),  # no word of its own
    ("", ""),
]


@pytest.mark.parametrize(("name", "words"), ROWS)
def test_abbreviations_are_spelt_out(name: str, words: str) -> None:
    assert spelt_out(name) == words
