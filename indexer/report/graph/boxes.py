"""What stands in the box of a node, and how high it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.report.graph.layout.layered import WIDTH
from indexer.report.graph.layout.model import Place
from indexer.report.graph.letters import shortened, width, wrapped
from indexer.report.graph.markup import element, told
from indexer.report.graph.model import DIRECTIVE, OPEN, UNIT, Node
from indexer.report.graph.wording import word

_EDGE = 10.0  # between frame and text
_ABOVE = 7.0
_ICON = 14.0  # width of the mark of a text that is there
_ROOM = WIDTH - 2 * _EDGE
_ROUND = 15.0  # corners of a unit
_CODE = 5  # lines that the longest code may take


class Run(NamedTuple):
    """A line of text: its class, its size, how much lower than the line before it stands."""

    text: str
    kind: str
    size: float
    step: float
    date: str = ""  # at its right end


def runs(node: Node, lang: str) -> list[Run]:
    """The lines of text in the box of *node*."""
    return [*_own(node, lang), *_more(node, lang)]


def height(lines: Sequence[Run]) -> float:
    """Of a box with these lines."""
    return sum(line.step for line in lines) + 2 * _ABOVE


def drawn(node: Node, lines: Sequence[Run], at: Place) -> Iterator[str]:
    """The frame of *node* and its text."""
    corner = _ROUND if node.kind == UNIT else 3
    yield element(
        "rect",
        class_=" ".join(kinds(node)),
        **{key: float(getattr(at, key)) for key in ("x", "y", "width", "height")},
        rx=corner,
    )
    if node.in_index:
        yield icon(at.x + _EDGE, at.y + _ABOVE + 2)
    y = at.y + _ABOVE
    for line in lines:
        y += line.step
        base = y - (line.step - line.size) / 2 - line.size * 0.12
        indent = _ICON if node.in_index and line.kind == "code" else 0
        centred = node.kind == UNIT
        x = at.x + at.width / 2 if centred else at.x + _EDGE + indent
        anchor = "middle" if centred else None
        yield _text(line.text, x, base, line.kind, anchor)
        if line.date:
            yield _text(line.date, at.x + at.width - _EDGE, base, "date", "end")


def kinds(node: Node) -> list[str]:
    """The classes of a box."""
    return [node.kind, *["here"] * node.in_index, *["asked"] * node.asked]


def icon(x: float, y: float) -> str:
    """The mark of a text that is there: a sheet with a corner turned down."""
    sheet = f"M{x:g} {y:g}h5.5l3 3v8.5h-8.5z m5.5 0v3h3 m-6.6 2.4h4.6 m-4.6 2.4h4.6"
    return element("path", class_="icon", d=sheet)


def _own(node: Node, lang: str) -> Iterator[Run]:
    if node.kind == UNIT:
        for line in wrapped(node.label, _ROOM - 6, 11.5, 3):
            yield Run(line, "name", 11.5, 14.5)
        return
    yield from _head(node)
    if node.kind == OPEN:
        for line in wrapped(word("open", lang, len(node.candidates)), _ROOM, 11, 2):
            yield Run(line, "title", 11, 14)
    if node.kind == DIRECTIVE:
        for line in wrapped(node.issuer or "", _ROOM, 11, 2):
            yield Run(line, "issuer", 11, 14)
        for line in wrapped(node.title or "", _ROOM, 10.5, 2):
            yield Run(line, "title", 10.5, 13.5)


def _head(node: Node) -> Iterator[Run]:
    """The code, never cut, and the date beside it where there is room, else below."""
    code = f"? {node.label}" if node.kind == OPEN else node.label
    room = _ROOM - (_ICON if node.in_index else 0)
    date = node.date or ""
    both = width(code, 13, bold=True) + 8 + width(date, 10.5)
    beside = date if date and both <= room else ""
    first, *others = wrapped(code, room, 13, _CODE, bold=True) or [""]
    yield Run(first, "code", 13, 17, beside)
    for line in others:
        yield Run(line, "code", 13, 17)
    if date and not beside:
        yield Run(date, "date", 10.5, 14)


def _more(node: Node, lang: str) -> Iterator[Run]:
    if node.more:
        text = shortened(word("more", lang, node.more), _ROOM, 9.5)
        yield Run(text, "more", 9.5, 13)


def _text(text: str, x: float, y: float, kind: str, anchor: str | None) -> str:
    return element("text", told(text), x=x, y=y, class_=kind, text_anchor=anchor)
