import pytest

from indexer.store.codes import folded, number

ROWS = [
    ("380-TB/TU", "380tbtu", "380"),
    ("02-NQ/TU", "2nqtu", "2"),  # leading zeros
    ("290-QĐ/TW", "290qdtw", "290"),
    ("123/2020/NĐ-CP", "1232020ndcp", "123"),
    ("01-CTr/QU", "1ctrqu", "1"),
    ("TB/TU 380", "tbtu380", "380"),
    ("", "", ""),
]


@pytest.mark.parametrize(("code", "term", "figures"), ROWS)
def test_a_code_is_looked_up_without_what_may_be_written_differently(
    code: str, term: str, figures: str
) -> None:
    assert folded(code) == term
    assert number(code) == figures
