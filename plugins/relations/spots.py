"""Where a sentence speaks of a document: by its code, or again by its type word alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from indexer.models import Code
from indexer.text.spans import Spans, matches
from plugins._vocabulary import type_pattern

TYPES = type_pattern()
# "Nghị định này", "Quyết định trên", "nghị định mới": a document that has been named. Without
# such a word only as the subject that opens a clause ("Thông tư có hiệu lực …") or the object
# that closes one ("triển khai Chỉ thị."). Not "; Luật sửa đổi …": the name of a new one.
_IS = r"có hiệu lực|được|đã|cũng|còn|nêu|yêu cầu|gồm|nhằm|ra đời|xác định|đề ra"
_DOES = r"quy định|hướng dẫn|sửa đổi|bổ sung|thay thế|bãi bỏ"
_AGAIN = regex.compile(
    r"(?<![\p{L}\d])(?:"
    rf"(?P<marked>(?i:{TYPES})) (?:này|trên|mới|nêu trên|nói trên)(?!\p{{L}})"
    rf"|(?<=(?:^|[.;:,\n*]|\bđó) ?)(?P<subject>{TYPES})(?= (?:{_IS})\b)"
    rf"|(?<=(?:^|[.\n*]|\b(?:đó|thời|thể|ra),?) ?)(?P<does>{TYPES})(?= (?:{_DOES})\b)"
    r"|(?<=(?:thực hiện|triển khai|cụ thể hóa|thi hành|hướng dẫn|của) )"
    rf"(?P<object>{TYPES})(?=[.,;]| bằng\b|$)"
    r")"
)
_AS_WRITTEN = re.compile(TYPES)  # plain words: the library's re finds them soonest
_MARK = regex.compile(r" (?:này|trên|mới|nêu trên|nói trên)(?!\p{L})")
_BEFORE_MARK = regex.compile(rf"(?r)(?i:{TYPES})")
# A document that another one changes or refers to: "Nghị định này" behind it is the other one.
_REFERRED = regex.compile(r"\b(?:thay thế|bãi bỏ|sửa đổi|bổ sung|quy định tại|theo)\b[^.;]{0,60}\Z")
_ARTICLE = regex.compile(r"(?m)^\W*Điều \d+\b")  # article, the part of a law
_QUOTED = 5  # so many of them: the text holds a document, "này" is the one that it presents
_SEVERAL = regex.compile(r"(?:\b(?:[Cc]ác|những|nhiều|mỗi|hai|ba|bốn|năm|dự thảo)|\d) \Z")


@dataclass(frozen=True)
class Spot:
    """A place where the text speaks of one document."""

    start: int
    end: int
    code: Code  # the mention that it is or goes back to

    @property
    def is_code(self) -> bool:
        """Whether the code itself stands here, not a word for the document."""
        return self.start == self.code.start


def spots(text: str, codes: Sequence[Code]) -> list[Spot]:
    """Every place where *text* speaks of one of the documents of *codes*, in order."""
    named = [Spot(c.start, c.end, c) for c in codes]
    taken = Spans([(c.start, c.end) for c in codes])
    again = [s for s in _again(text, codes) if not taken.touch(s.start, s.end)]
    return sorted([*named, *again], key=lambda s: s.start)


def referred(text: str, code: Code) -> bool:
    """Whether *code* is named as one that another document changes or refers to."""
    return bool(_REFERRED.search(text, max(0, code.start - 80), code.start))


def _type_words(text: str) -> list[int]:
    """Where a type word starts that may stand for a document: as it is written, or before "này"."""
    marked = (_BEFORE_MARK.match(text, 0, m.start()) for m in _MARK.finditer(text))
    return sorted({m.start() for m in (*_AS_WRITTEN.finditer(text), *marked) if m})


def _again(text: str, codes: Sequence[Code]) -> Iterator[Spot]:
    """The document itself is "Quyết định này"; else the word is for the last one of its type.

    Before any has been named it is the only one of its type, in a text that quotes one at length
    the first.
    """
    own = next((c for c in codes if c.own), None)
    typed: dict[str, list[Code]] = {}
    for code in codes:
        typed.setdefault((code.type or "").lower(), []).append(code)
    typed = {word: [c for c in of if not referred(text, c)] or of for word, of in typed.items()}
    quoted = sum(1 for _ in _ARTICLE.finditer(text)) >= _QUOTED
    for match in matches(_AGAIN, text, _type_words(text)):
        if _SEVERAL.search(text, max(0, match.start() - 10), match.start()):
            continue
        word = (match["marked"] or match["subject"] or match["does"] or match["object"]).lower()
        same = typed.get(word, [])
        last = bisect_left(same, match.start(), key=lambda c: c.start) - 1
        if own and (own.type or "").lower() == word and own.start < match.start():
            yield Spot(match.start(), match.end(), own)
        elif last >= 0 or len({code.code for code in same}) == 1:
            yield Spot(match.start(), match.end(), same[0 if quoted else max(last, 0)])
