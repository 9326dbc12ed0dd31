"""The passage of a text that answers best, with the matches marked."""

from __future__ import annotations

import html
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import regex

from indexer.store.engine import Fuzzy, Phrase, Prefix, Term
from indexer.store.lookup import Near, near
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
    """A text in the forms that words are compared with, each made when it is needed."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def toned(self) -> str:
        """In lower case, tones in new spelling; as long as the text."""
        return _lower(fold_tone(self._text))

    @cached_property
    def folded(self) -> str:
        """In lower case without diacritics."""
        return self._text.translate(_FOLDS)

    @cached_property
    def origin(self) -> Sequence[int]:
        """Where in the text each character of *folded* comes from."""
        folds = [_FOLDS[ord(character)] for character in self._text]
        if len(folds) == len(self.folded) and all(folds):
            return range(len(folds))
        return [i for i, part in enumerate(folds) for _ in part]

    def spans(self, sought: Sought) -> Iterator[Span]:
        toned = _lower(fold_tone(normalise(sought.text)))
        bare = fold(toned)
        if isinstance(sought, Fuzzy):
            yield from self.near(toned, sought.distance)
            return
        if bare != toned:
            found = list(_find(self.toned, toned, sought))
            yield from found
            if found or self.toned != self.folded:
                return  # else the text has no diacritics at all
        for start, end in _find(self.folded, bare, sought):
            yield self.origin[start], self.origin[end - 1] + 1

    def near(self, typed: str, distance: int) -> Iterator[Span]:
        """The words that have up to *distance* letters wrong, with diacritics or without."""
        words = _WORD.findall(typed)
        if not words:
            return
        asked = Near("text", words[0], distance)
        found = {m.span(): m[0] for m in _WORD.finditer(self.toned)}
        alike = {word for word in set(found.values()) if near(asked, (word, fold(word)))}
        yield from (span for span, word in found.items() if word in alike)


def _find(text: str, typed: str, sought: Sought) -> Iterator[Span]:
    words = _WORD.findall(typed)
    if not words:
        return
    # between the words of a phrase anything but a word may stand: "290-QĐ/TW", a line break
    pattern = r"[\W_]+".join(regex.escape(word) for word in words)
    rest = r"[^\W_]*" if isinstance(sought, Prefix) else r"(?![^\W_])"
    for match in regex.finditer(rf"(?<![^\W_]){pattern}{rest}", text):
        yield match.span()


class _Folds(dict[int, str]):
    """What each character is without case and diacritics, made when first asked for."""

    def __missing__(self, character: int) -> str:
        self[character] = folded = fold(chr(character))
        return folded


_FOLDS = _Folds()


def _lower(text: str) -> str:
    """*text* in lower case, of the same length ("İ" would grow)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
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
        words = [text[first:last] for first, last in spans]
        folds = {word: fold(word) for word in set(words)}
        kinds = [folds[word] for word in words]
        first = max(range(len(spans)), key=lambda i: (_worth(spans, kinds, i), -i))
        start = max(0, spans[first][0] - _BEFORE)
    if start:
        start = _blank_after(text, start, spans[first][0])
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + LENGTH // 2)
    if spans:
        end = max(end, spans[first][1])
    return start, end


def _worth(spans: Sequence[Span], kinds: Sequence[str], first: int) -> tuple[int, int]:
    """How many different matches, and how many in all, a passage from *first* on holds."""
    after = bisect_left(spans, (spans[first][0] + LENGTH - _BEFORE, 0))
    return len(set(kinds[first:after])), after - first


def _blank_after(text: str, start: int, latest: int) -> int:
    blank = text.find(" ", start, latest)
    return blank + 1 if blank >= 0 else start
