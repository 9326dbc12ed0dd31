"""What is to be laid out, and what comes of it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Box:
    """A box to be placed: in the columns of its band, in the last of them where it is an end."""

    id: str
    height: float
    band: int
    end: bool = False


@dataclass(frozen=True)
class Line:
    """A line to be drawn; those of one bundle run together to their common target."""

    source: str
    target: str
    bundle: Hashable


class Point(NamedTuple):
    """A place on the drawing."""

    x: float
    y: float


class Place(NamedTuple):
    """Where a box stands: its upper left corner, and its size."""

    x: float
    y: float
    width: float
    height: float


class Span(NamedTuple):
    """From where to where the columns of a band reach."""

    band: int
    left: float
    right: float


@dataclass(frozen=True)
class Drawing:
    """Where everything stands.

    A route begins at its source and ends at its target; it swings between the columns, from each
    point of even number to the next, and runs straight through them, between the others.
    """

    places: Mapping[str, Place]
    routes: Sequence[Sequence[Point]]  # of the lines, in their order
    bands: Sequence[Span]
    width: float
    height: float
