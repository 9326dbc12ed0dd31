"""An article's text with all that was found in it: pieces, each with the marks that lie on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from indexer.web import links

Record = Mapping[str, Any]

INLINE = ("code", "date", "statistic", "other")  # words of the text
SENTENCES = ("link", "relation", "doubt")  # whole sentences, which may hold the others
HERE = "here"  # the place that was asked for
KINDS = (*INLINE, *SENTENCES)


@dataclass(frozen=True)
class Mark:
    """A span of the text: what it is, what it means, and where it leads."""

    kind: str
    start: int
    end: int
    told: str = ""
    href: str = ""
    anchor: str = ""  # by which others lead to it
    note: str = ""  # what stands behind a sentence


@dataclass(frozen=True)
class Piece:
    """Some of the text on which the same marks lie; the shortest tells where it leads."""

    text: str
    marks: tuple[Mark, ...] = ()  # of words, the shortest first
    sentences: tuple[Mark, ...] = ()
    here: bool = False
    anchors: tuple[str, ...] = ()  # of the marks that begin with it
    notes: tuple[Mark, ...] = ()  # the sentences that end with it

    @property
    def kinds(self) -> tuple[str, ...]:
        """What lies on it, each once."""
        lying = (*self.marks, *self.sentences)
        return tuple(dict.fromkeys(mark.kind for mark in lying))


def marks_of(record: Record, meant: Mapping[int, Record]) -> list[Mark]:
    """All marks of an article's *record*; *meant* tells which directive a code means."""
    return [*_of_words(record, meant), *_of_sentences(record)]


def paragraphs(
    text: str, marks: Sequence[Mark], here: tuple[int, int] | None = None
) -> list[list[Piece]]:
    """The lines of *text* that hold anything, in pieces; *here* is the place asked for."""
    marks = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    spans = [mark for mark in marks if mark.kind in KINDS]
    if here is not None:
        start, end = max(0, here[0]), min(len(text), max(here[1], here[0] + 1))
        if start < end:
            spans.append(Mark(HERE, start, end, anchor=links.HERE))
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            inside = [mark for mark in spans if mark.start < at + len(line) and mark.end > at]
            lines.append(list(_pieces(line, at, inside)))
        at += len(line) + 1
    return lines


def _pieces(line: str, at: int, spans: Sequence[Mark]) -> Iterator[Piece]:
    """*line*, which begins *at* an offset, cut wherever a mark begins or ends."""
    last = at + len(line)
    cuts = {at, last}
    for mark in spans:
        cuts.update((max(mark.start, at), min(mark.end, last)))
    for start, end in pairwise(sorted(cuts)):
        lying = [mark for mark in spans if mark.start <= start and mark.end >= end]
        yield Piece(
            line[start - at : end - at],
            tuple(sorted((m for m in lying if m.kind in INLINE), key=_length)),
            tuple(sorted((m for m in lying if m.kind in SENTENCES), key=_length)),
            any(mark.kind == HERE for mark in lying),
            tuple(mark.anchor for mark in lying if mark.anchor and mark.start == start),
            tuple(m for m in lying if m.kind in SENTENCES and m.end == end and m.note),
        )


def _length(mark: Mark) -> int:
    return mark.end - mark.start


def _of_words(record: Record, meant: Mapping[int, Record]) -> Iterator[Mark]:
    for code in record.get("codes", ()):
        known = meant.get(code["start"], {})
        target = known.get("directive_id") or known.get("code") or code["code"]
        yield _mark("code", code, code["code"], links.of_directive(target))
    for date in record.get("dates", ()):
        yield _mark("date", date, date["value"], links.of_search(f'"{_plain(date["text"])}"'))
    for number, figure in enumerate(record.get("statistics", ())):
        yield _mark("statistic", figure, figure.get("what") or "", f"#statistic-{number}")
    for name, findings in record.get("annotations", {}).items():
        for found in findings:
            told = f"{name}: {found.get('value', '')}"
            yield _mark("other", found, told, links.of_search(f'"{_plain(found["text"])}"'))


def _of_sentences(record: Record) -> Iterator[Mark]:
    for kind, letter in zip(SENTENCES, "ĐQN", strict=True):
        for number, found in enumerate(record.get(f"{kind}s", ())):
            anchor = f"in-text-{kind}-{number}"
            yield Mark(
                *(kind, found["start"], found["end"]),
                told=_told(kind, found),
                href=f"#{kind}-{number}",
                anchor=anchor,
                note=f"{letter}{number + 1}",
            )


def _told(kind: str, found: Record) -> str:
    if kind == "link":
        return f"{found['unit']} → {found['directive']}"
    if kind == "relation":
        return f"{found['from']} → {found['to']}"
    return str(found["why"])


def _mark(kind: str, found: Record, told: str, href: str) -> Mark:
    anchor = f"{kind}-at-{found['start']}"
    return Mark(kind, found["start"], found["end"], told, href, anchor)


def _plain(text: str) -> str:
    """*text* as it may stand in a phrase of a query."""
    return " ".join(text.replace('"', " ").split())


def place_of(text: str, sentence: str) -> tuple[int, int] | None:
    """Where *sentence*, or its beginning, stands in *text*."""
    start = text.find(sentence) if sentence else -1
    return (start, start + len(sentence)) if start >= 0 else None


def count(marks: Iterable[Mark]) -> dict[str, int]:
    """How many marks of each kind there are, in the order of the legend."""
    kinds = [mark.kind for mark in marks]
    return {kind: kinds.count(kind) for kind in KINDS if kind in kinds}
