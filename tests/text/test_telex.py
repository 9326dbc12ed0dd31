"""Words in the keys that they are typed with."""

from __future__ import annotations

import pytest

from indexer.text.telex import from_vni, untyped

TELEX = [
    ("quyeets", "quyet"),
    ("ddinhj", "dinh"),
    ("thuwowngf", "thuong"),
    ("tbtu", "tbtu"),  # the last letter is no tone
    ("ttr", "ttr"),  # no vowel: an abbreviation
]


@pytest.mark.parametrize(("typed", "meant"), TELEX)
def test_keys_of_telex(typed: str, meant: str) -> None:
    assert untyped(typed) == meant


VNI = [
    ("nghi5 quyet61", "nghị quyết"),  # at the end of the syllable
    ("nghi5 quye61t", "nghị quyết"),
    ("D9a3ng u3y", "Đảng ủy"),
    ("phu7o7ng2 d9uo7ng", "phường đương"),
    ("so61 380", "số 380"),
    ("hoa2 bi2nh", "hòa bình"),
    ("tb380 nq57 HD43 qd366tw", "tb380 nq57 HD43 qd366tw"),  # codes without blanks
    ("covid19 a1 mp3 24/7 2017", "covid19 a1 mp3 24/7 2017"),
    ("ho12", "ho12"),  # two tones
    ("ha9", "ha9"),  # no d that it could change
]


@pytest.mark.parametrize(("typed", "meant"), VNI)
def test_keys_of_vni(typed: str, meant: str) -> None:
    assert from_vni(typed) == meant
