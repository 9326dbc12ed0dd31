"""Which claims may mean a directive."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from indexer.answer.meaning import written
from indexer.resolve.numbering import variants

CODES = [
    "19-QĐ/TW",
    "19-QĐi/TW",
    "19-QyĐ/TW",
    "19-QĐ",
    "19-QĐi",
    "7-NQ/TXU",
    "7-QyĐ/ThxU",
    "5/QĐ-UBND",
]


@pytest.mark.parametrize("code", CODES)
def test_the_catalogue_knows_every_way_to_write_a_code(code: str) -> None:
    with sa.create_engine("sqlite://").connect() as connection:
        found = connection.execute(sa.select(*written(sa.literal(code)))).one()

    assert {code, *variants(code)} <= {*found}
