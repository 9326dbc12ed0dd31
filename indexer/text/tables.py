"""Tables of what is known of the country, kept as CSV beside the module that reads them."""

from __future__ import annotations

import csv
from pathlib import Path


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def several(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several: "TP|TP."."""
    return tuple(part for part in cell.split("|") if part)
