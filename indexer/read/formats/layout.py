"""Pieces of text with their places on a page → text in reading order.

Rows that are parted by a gap at the same place stand in columns. Between the rules of a table they
are its cells; else each column is read from top to bottom, like the header of an official document.
Lines that were broken to fit the page are joined to paragraphs.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import regex

GAP = 2.0  # heights of a line; pieces that are further apart stand in columns
_NARROW = 0.7  # heights; a gap in the gutter that other rows have
_LEADING = 1.9  # heights from line to line within a paragraph, at most
_INDENT = 1.0  # heights; a line that begins so much further right opens a paragraph
_OVERLAP = 0.5  # of the lower of two pieces: they stand in one row
_PROSE = 8  # lines of a column that is running text
_MANY = 3  # columns without rules that make a table
_OPENS = regex.compile(
    r"(?:[-+–•*·▪➢]\s|(?:\d{1,3}|[a-zđ]|[IVX]{1,5})[.)]\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s"
    r"|(?:Điều|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Căn cứ|CĂN CỨ|Nơi nhận|Kính gửi|Phụ lục|PHỤ LỤC)\b)"
)
_ENDED = regex.compile(r"[.;:!?…][”\"’»)]*$|\./\.?$")


@dataclass
class Piece:
    """A stretch of one line; y grows downwards."""

    words: list[Word]

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @property
    def y0(self) -> float:
        """Its upper edge."""
        return min(word.y0 for word in self.words)

    @property
    def y1(self) -> float:
        """Its lower edge."""
        return max(word.y1 for word in self.words)

    @property
    def height(self) -> float:
        """How high its letters are."""
        return max(self.y1 - self.y0, 1.0)

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Word:
    """A word and its box."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float


@dataclass
class Rules:
    """The lines that are drawn on a page."""

    across: list[tuple[float, float, float]] = field(default_factory=list)  # y, from x, to x
    down: list[tuple[float, float, float]] = field(default_factory=list)  # x, from y, to y


Row = list[Piece]
Gap = tuple[float, float]


@dataclass
class Line:
    """A line of a column, as it is joined to others."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    first: float  # width of its first word
    whole: bool = False  # the row of a table, which is joined to nothing
    right: float | None = None  # where its column ends, if it stands in one
    few: bool = False  # its column has few lines: a header or a signature, no running text


def rows(words: Iterable[Word], rules: Rules) -> list[Row]:
    """*words* in rows from top to bottom, each in pieces from left to right."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w.y0 + w.y1) / 2, w.x0)):
        for row in reversed(found[-4:]):
            if _beside(min(row, key=lambda other: _distance(other, word)), word):
                row.append(word)
                break
        else:
            found.append([word])
    return [_pieces(sorted(row, key=lambda w: w.x0), rules) for row in found]


def _beside(one: Word, other: Word) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > _OVERLAP * min(one.y1 - one.y0, other.y1 - other.y0)


def _distance(one: Word, other: Word) -> float:
    """How far two words are apart, from left to right; below 0 where one stands over the other."""
    return max(one.x0, other.x0) - min(one.x1, other.x1)


def _pieces(row: list[Word], rules: Rules) -> Row:
    pieces: Row = []
    for word in row:
        if pieces and not _is_apart(pieces[-1].words[-1], word, rules):
            pieces[-1].words.append(word)
        else:
            pieces.append(Piece([word]))
    return pieces


def _is_apart(left: Word, right: Word, rules: Rules) -> bool:
    height = max(left.y1 - left.y0, right.y1 - right.y0)
    if right.x0 - left.x1 > GAP * height:
        return True
    middle = (right.y0 + right.y1) / 2
    between = (left.x0 + left.x1) / 2, (right.x0 + right.x1) / 2
    return any(
        between[0] < x < between[1] and top <= middle <= bottom for x, top, bottom in rules.down
    )


def lines(found: Sequence[Row], rules: Rules) -> Iterator[Line]:
    """The lines of a page in reading order."""
    band: list[Row] = []
    gaps: list[Gap] = []
    for row in found:
        parted, shared = _fitting(row, gaps, band)
        if shared:
            band.append(parted)
            gaps = shared
            continue
        yield from _band(band, gaps, rules)
        band, gaps = [row], _gaps(row)
        if not gaps:
            yield _line(row)
            band = []
    yield from _band(band, gaps, rules)


def _gaps(row: Row) -> list[Gap]:
    return [(left.x1, right.x0) for left, right in itertools.pairwise(row)]


def _fitting(row: Row, gaps: list[Gap], band: list[Row]) -> tuple[Row, list[Gap]]:
    """The row, parted as its band is, and the gaps that are left; none where it does not fit."""
    if not gaps:
        return row, []
    height = max(piece.height for piece in row)
    if row[0].y0 - max(piece.y1 for piece in band[-1]) > 3 * height:
        return row, []
    parted = [part for piece in row for part in _parted(piece, gaps)]
    shared: list[Gap] = []
    for left, right in gaps:
        before = max((p.x1 for p in parted if p.x0 < right and p.x1 <= right), default=left)
        after = min((p.x0 for p in parted if p.x1 > left and p.x0 >= left), default=right)
        crossed = any(p.x0 < left and p.x1 > right for p in parted)
        low, high = max(left, min(before, right)), min(right, max(after, left))
        if not crossed and high - low > _NARROW * height / 2:
            shared.append((low, high))
    own = len(parted) - 1
    if len(shared) < len(gaps) and (own > len(shared) or not shared or len(gaps) == 1):
        return row, []
    return parted, shared


def _parted(piece: Piece, gaps: list[Gap]) -> list[Piece]:
    """*piece* in two where it goes across a gap of its band with a wide blank just there."""
    for left, right in gaps:
        for at in range(1, len(piece.words)):
            before, after = piece.words[at - 1], piece.words[at]
            low, high = max(left, before.x1), min(right, after.x0)
            if high - low > _NARROW * piece.height:
                return [Piece(piece.words[:at]), *_parted(Piece(piece.words[at:]), gaps)]
    return [piece]


def _line(row: Row) -> Line:
    first, last = row[0], row[-1]
    return Line(
        text=" ".join(piece.text for piece in row),
        x0=first.x0,
        x1=last.x1,
        y0=min(piece.y0 for piece in row),
        y1=max(piece.y1 for piece in row),
        first=first.words[0].x1 - first.words[0].x0,
    )


def _band(band: list[Row], gaps: list[Gap], rules: Rules) -> Iterator[Line]:
    """The lines of rows that are parted at the same places."""
    if not band:
        return
    columns = [[_of_column(row, gaps, n) for row in band] for n in range(len(gaps) + 1)]
    top, bottom = band[0][0].y0, max(piece.y1 for piece in band[-1])
    cuts = sorted(
        y
        for y, x0, x1 in rules.across
        if (top < y < bottom and x1 - x0 > bottom - top)
        or (top < y < bottom and x0 < gaps[0][0] and x1 > gaps[-1][1])
    )
    if cuts or len(gaps) + 1 >= _MANY:
        yield from _table(band, columns, cuts)
        return
    for column in columns:
        yield from _column([_line(row) for row in column if row])


def _column(lines: list[Line]) -> list[Line]:
    """*lines* of one column, each knowing where it ends."""
    for line in lines:
        line.right = max(other.x1 for other in lines)
        line.few = len(lines) < _PROSE
    return lines


def _of_column(row: Row, gaps: list[Gap], number: int) -> Row:
    """The pieces of *row* in one column."""
    left = gaps[number - 1][0] if number else float("-inf")
    right = gaps[number][1] if number < len(gaps) else float("inf")
    middle = [(piece, (piece.x0 + piece.x1) / 2) for piece in row]
    return [piece for piece, at in middle if left <= at < right or left <= piece.x0 < right > at]


def _table(band: list[Row], columns: list[list[Row]], cuts: Sequence[float]) -> Iterator[Line]:
    """The rows of a table, their cells parted by bars; between two rules all lines are one row."""
    middles = [(row[0].y0 + row[0].y1) / 2 for row in band]
    above = [sum(cut < middle for cut in cuts) if cuts else n for n, middle in enumerate(middles)]
    same = itertools.groupby(range(len(band)), key=above.__getitem__)
    groups = [list(numbers) for _, numbers in same]
    for group in groups:
        cells = [" ".join(piece.text for n in group for piece in column[n]) for column in columns]
        every = _line([piece for n in group for piece in band[n]])
        every.text = " | ".join(cell for cell in cells if cell)
        every.whole = True
        yield every


def paragraphs(pages: Iterable[Sequence[Line]]) -> str:
    """The lines of all pages as text, a paragraph a line."""
    text: list[str] = []
    last: Line | None = None
    for page in pages:
        right = _margin(page)
        for number, line in enumerate(page):
            goes_on = last is not None and (
                _goes_on(last, line, right) if number else _over_the_page(last, line)
            )
            if goes_on:
                text[-1] = _joined(text[-1], line.text)
            else:
                text.append(line.text)
            last = line
    return "\n".join(text)


def _margin(page: Sequence[Line]) -> float:
    """Where the lines of running text end."""
    return max((line.x1 for line in page if not line.whole), default=0)


def _goes_on(line: Line, following: Line, right: float) -> bool:
    """Whether a paragraph goes on from *line* to the *following* one: its break was for room."""
    height = max(line.y1 - line.y0, 1.0)
    if line.whole or following.whole or following.y0 < line.y0:
        return False
    if (line.text.isupper() and not following.text.isupper()) or (
        line.few and not following.text[0].islower()
    ):
        return False
    if following.text.isupper() and abs(following.x0 - line.x0) > _INDENT * height:
        return False  # a heading in the middle
    right = right if line.right is None else line.right
    if following.y0 - line.y0 > _LEADING * height or following.x0 > line.x0 + _INDENT * height:
        return False
    if _OPENS.match(following.text) and (_ENDED.search(line.text) or following.x0 >= line.x0):
        return False
    return line.x1 + following.first + height / 3 > right - 0.5 * height


def _over_the_page(line: Line, following: Line) -> bool:
    """Whether a paragraph goes on over the page: nothing has ended and nothing begins."""
    if line.whole or following.whole or _ENDED.search(line.text):
        return False
    return following.text[:1].islower() and not _OPENS.match(following.text)


def _joined(text: str, more: str) -> str:
    """Two lines as one; a code or a span of years that was broken at its hyphen is whole again."""
    broken = len(text) > 1 and text[-1] in "-–/" and not text[-2].isspace()
    return f"{text}{more}" if broken else f"{text} {more}"
