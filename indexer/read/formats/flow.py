"""Paragraphs and tables as office programs keep them → lines of text, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

Cell = Sequence["str | Table"]
Row = Sequence[Cell]
Block = "str | Table"

_LINE = 300  # characters of a row that is told on one line; a longer one is text in columns
_BAR = " | "  # between cells, as in the tables of web pages


@dataclass
class Table:
    """Rows of cells, each with paragraphs and tables in it."""

    rows: list[list[list[str | Table]]] = field(default_factory=list)


def written(blocks: Iterable[str | Table]) -> str:
    """*blocks* as text: a paragraph a line, a row of short cells a line with bars between them.

    Cells of more than a line stand below each other: the header and the signatures of an official
    document are tables of two cells, and each of these is read from top to bottom.
    """
    return "\n".join(_lines(blocks))


def _lines(blocks: Iterable[str | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from _row(row)
        else:
            yield block


def _row(row: Row) -> Iterator[str]:
    cells = [[line for line in _lines(cell) if line.strip()] for cell in row]
    filled = [cell for cell in cells if cell]
    if not filled:
        return
    if _is_line(cells):
        yield _BAR.join(" ".join(" ".join(cell).split()) for cell in filled)
    else:
        for cell in filled:
            yield from cell


def _is_line(cells: Sequence[Sequence[str]]) -> bool:
    """Whether a row is one of a table: short, and not several cells of several lines."""
    deep = [cell for cell in cells if len(cell) > 1 or any("\n" in line for line in cell)]
    if len(cells) <= 2:
        return not deep
    return len(deep) <= len(cells) // 2 and sum(len(line) for c in cells for line in c) <= _LINE
