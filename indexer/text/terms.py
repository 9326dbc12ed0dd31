"""The terms (khóa) of the Central Committee and of the National Assembly."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from indexer.text.tables import table


@cache
def terms() -> dict[tuple[str, str], tuple[str, str]]:
    """The first and last day of each term, by "party" or "assembly" and its Roman number."""
    rows = table(Path(__file__).with_name("terms.csv"))
    return {(row["committee"], row["term"]): (row["from"], row["to"]) for row in rows}
