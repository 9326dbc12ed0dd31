"""The passage of a text that answers best, with the matches marked."""

from __future__ import annotations

import html
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import regex

from indexer.store.engine import Fuzzy, Phrase, Prefix, Term
from indexer.text.unicode import fold, fold_tone, normalise

Span = tuple[int, int]

LENGTH = 240  # characters: two or three lines of a page
_BEFORE = 60  # of them stand before the first match, for it to be understood
_WORD = regex.compile(r"[^\W_]+")


Sought = Term | Phrase | Prefix | Fuzzy


def snippet(text: str, spans: Sequence[Span]) -> str:
    """The passage of *text* that holds most of *spans*, as HTML with them in ``<mark>``.

    Without spans, the beginning of the text.
    """
    spans = _merged(spans)
    start, end = _passage(text, spans)
    parts = ["… "] if start else []
    here = start
    for first, last in spans:
        if start <= first and last <= end:
            parts += [
                html.escape(text[here:first]),
                f"<mark>{html.escape(text[first:last])}</mark>",
            ]
            here = last
    parts.append(html.escape(text[here:end]))
    return " ".join("".join([*parts, " …" if end < len(text) else ""]).split())


def spans_of(text: str, sought: Iterable[Sought]) -> list[Span]:
    """Where the words *sought* stand in *text*; without diacritics, in every spelling."""
    searched = _Searched(text)
    return sorted({span for part in sought for span in searched.spans(part)})


class _Searched:
    """A text in the forms that words are compared with; offsets lead back to the text."""

    def __init__(self, text: str) -> None:
        self.toned = _lower(fold_tone(text))
        folded = [_fold(character) for character in text]
        self.folded = "".join(folded)
        self.origin = [i for i, part in enumerate(folded) for _ in part]

    def spans(self, sought: Sought) -> Iterator[Span]:
        toned = _lower(fold_tone(normalise(sought.text)))
        bare = fold(toned)
        if bare != toned:
            yield from _find(self.toned, toned, sought)
            return
        for start, end in _find(self.folded, bare, sought):
            yield self.origin[start], self.origin[end - 1] + 1


def _find(text: str, typed: str, sought: Sought) -> Iterator[Span]:
    words = _WORD.findall(typed)
    if not words:
        return
    if isinstance(sought, Fuzzy):
        wrong = regex.compile(rf"(?:{regex.escape(words[0])}){{e<={sought.distance}}}")
        yield from (m.span() for m in _WORD.finditer(text) if wrong.fullmatch(m[0]))
        return
    # between the words of a phrase anything but a word may stand: "290-QĐ/TW", a line break
    pattern = r"[\W_]+".join(regex.escape(word) for word in words)
    rest = r"[^\W_]*" if isinstance(sought, Prefix) else r"(?![^\W_])"
    for match in regex.finditer(rf"(?<![^\W_]){pattern}{rest}", text):
        yield match.span()


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    return fold(character)


def _lower(text: str) -> str:
    """*text* in lower case, of the same length ("İ" would grow)."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _passage(text: str, spans: Sequence[Span]) -> Span:
    """Where the passage starts and ends, at blanks."""
    start = 0
    if spans:
        first = max(range(len(spans)), key=lambda i: (_worth(text, spans, i), -i))
        start = max(0, spans[first][0] - _BEFORE)
    if start:
        start = _blank_after(text, start, spans[first][0])
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + LENGTH // 2)
    if spans:
        end = max(end, spans[first][1])
    return start, end


def _worth(text: str, spans: Sequence[Span], first: int) -> tuple[int, int]:
    """How many different matches, and how many in all, a passage from *first* on holds."""
    reach = spans[first][0] + LENGTH - _BEFORE
    inside = spans[first : bisect_left(spans, (reach, 0))]
    return len({fold(text[start:end]) for start, end in inside}), len(inside)


def _blank_after(text: str, start: int, latest: int) -> int:
    blank = text.find(" ", start, latest)
    return blank + 1 if blank >= 0 else start
