"""How documents are counted."""

import pytest

from indexer.resolve.numbering import numbering, variants

RUNS: list[tuple[str, str, str, bool | None]] = [
    ("35-CT/TW", "2019-05-30", "2020-12-31", True),
    ("35-CT/TW", "2019-05-30", "2024-06-14", False),
    ("35-CT/TW", "2019", "2021", None),  # the year in which the 13th congress met
    ("02-NQ/TU", "2016-03-04", "2020-06-30", True),
    ("02-NQ/TU", "2015-06-30", "2016-03-04", False),
    ("02-NQ/TU", "2015-10-01", "2016-06-04", None),  # before or after the congress
    ("02-NQ/TU", "2015-10-01", "2015-10-11", True),  # no number comes again so soon
    ("02-NQ/HU", "2015-04-30", "2015-12-11", False),  # districts elect before provinces
    ("1234/QĐ-UBND", "2019-03-04", "2019", True),
    ("1234/QĐ-UBND", "2019-12-31", "2020-01-01", False),
    ("12/2020/QĐ-UBND", "2020-03-04", "2021-03-04", True),  # the code has its year
    ("02-NQ/TU", "2016-02-31", "2016-03-04", None),  # no such day
]


@pytest.mark.parametrize(("code", "one", "other", "expected"), RUNS)
def test_two_days_lie_in_one_run_of_numbers(
    code: str, one: str, other: str, *, expected: bool | None
) -> None:
    assert numbering(code).same_run(one, other) is expected
    assert numbering(code).same_run(other, one) is expected


KINDS = [
    ("123/2020/NĐ-CP", True, False, None),
    ("12/2020/QĐ-UBND", False, True, None),
    ("02-NQ/TU", False, True, 1),
    ("05-KH/BTGTU", False, True, 1),
    ("02-NQ/ThU", False, True, 2),
    ("02-NQ/ĐU", False, True, 3),
    ("35-CT/TW", False, False, None),
    ("39-NQ", False, False, None),
]


@pytest.mark.parametrize(("code", "once", "local", "rank"), KINDS)
def test_who_counts(code: str, *, once: bool, local: bool, rank: int | None) -> None:
    found = numbering(code)
    assert (found.once, found.local, found.rank) == (once, local, rank)


def test_all_ways_to_write_a_code_have_the_same_variants_in_the_same_order() -> None:
    ways = ("19-QĐ/TW", "19-QĐi/TW", "19-QyĐ/TW")
    assert {variants(way) for way in ways} == {ways}
    assert variants("05-NQ/ThxU") == ("05-NQ/TXU", "05-NQ/ThxU")
    assert variants("12/QĐ-UBND") == ("12/QĐ-UBND",)
