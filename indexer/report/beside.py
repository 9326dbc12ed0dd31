"""What some reports need beside the index: the table of places, a list of units."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from indexer.answer.rungs import Place, Places
from indexer.errors import TracuuError
from indexer.read.decode import NotText, text
from indexer.text.places import communes, places
from indexer.text.unicode import fold, normalise

REFORM = "2025-07-01"  # since then there are no districts
DISTRICT, COMMUNE = LEVELS = ("district", "commune")

_HEADINGS = ("unit", "don vi", "ten don vi", "ten")  # as fold() has them
_LARGEST = 10_000_000  # bytes; a country has some 20,000 units


@dataclass(frozen=True)
class Beside:
    """The place table by name, communes as they are now, and what is told of whom to expect.

    That is a list of units, or the level of those that are expected, DISTRICT or COMMUNE.
    """

    places: Places = field(default_factory=dict)
    communes: Sequence[Place] = ()
    expected: Sequence[str] | None = None
    level: str | None = None


class NoUnits(TracuuError):
    """A file does not tell which units are expected."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"No units in '{path}': {reason}. Give a CSV file with a column 'Đơn vị' or 'unit'."
        )


class NotForReport(TracuuError):
    """An option is given to a report that has no use for it."""

    def __init__(self, option: str, meant: str, name: str) -> None:
        super().__init__(f"{option} is for the report '{meant}', not for '{name}'.")


class BothExpected(TracuuError):
    """A level is asked for beside a list of units, which has its own."""

    def __init__(self) -> None:
        super().__init__("--level is for the units of --place. Give it or --expected.")


def beside(
    name: str, *, expected: Path | None = None, level: str | None = None, by: str | None = None
) -> Beside:
    """What the report *name* needs beside the index; raises where an option is for another one."""
    options = (
        ("--expected", expected, "silent"),
        ("--level", level, "silent"),
        ("--by", by, "statistics"),
    )
    for option, given, meant in options:
        if given and name != meant:
            raise NotForReport(option, meant, name)
    if expected and level:
        raise BothExpected
    if expected:
        return Beside(places(), expected=expected_units(expected))
    return Beside(places(), communes() if name == "silent" else (), level=level)


def expected_units(path: Path) -> list[str]:
    """The units that the CSV file *path* names, each once; raises NoUnits.

    They stand in the column that its first line calls "Đơn vị" or "unit"; a file of one column may
    go without such a line.
    """
    content = _content(path)
    first = content.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(content.splitlines(), delimiter=delimiter) if any(row)]
    except csv.Error as error:
        raise NoUnits(path, f"it is no CSV ({error})") from error
    if not rows:
        raise NoUnits(path, "it is empty")
    column, begin = _column(path, rows[0])
    names = (" ".join(normalise(row[column]).split()) for row in rows[begin:] if column < len(row))
    units = list(dict.fromkeys(name for name in names if any(map(str.isalpha, name))))
    if not units:
        raise NoUnits(path, "there is no line below its headings")
    return units


def _content(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise NoUnits(path, f"it is larger than {_LARGEST:,} bytes")
        return text(path.read_bytes()).text
    except OSError as error:
        raise NoUnits(path, error.strerror or str(error)) from error
    except NotText as error:
        raise NoUnits(path, str(error)) from error


def _column(path: Path, head: Sequence[str]) -> tuple[int, int]:
    """Which column holds the units, and on which line they begin."""
    folded = [" ".join(fold(name).split()) for name in head]
    for heading in _HEADINGS:
        if heading in folded:
            return folded.index(heading), 1
    if len(head) == 1:
        return 0, 0
    raise NoUnits(path, f"its columns are {', '.join(head)[:100]}")
