"""The passage of a text that answers best, with the matches marked."""

from __future__ import annotations

import html
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import regex

from indexer.store.analysis import beginnings
from indexer.store.engine import MIN_PREFIX, Fuzzy, Phrase, Prefix, Term
from indexer.store.lookup import Near, near
from indexer.text.unicode import fold, fold_tone, normalise

Span = tuple[int, int]

LENGTH = 240  # characters: two or three lines of a page
_BEFORE = 60  # of them stand before the first match, for it to be understood
_WORD = regex.compile(r"[^\W_]+")


Sought = Term | Phrase | Prefix | Fuzzy


def snippet(text: str, spans: Sequence[Span], mentions: Sequence[Span] = ()) -> str:
    """The passage of *text* that holds most of *spans*, as HTML with them in ``<mark>``.

    Those that are neighbours in the question are best where they are neighbours in the text.
    *mentions* are marked as well; they all tell the same. Without either, the beginning.
    """
    kinds = _Kinds(text, mentions)
    spans = without_overlaps([*spans, *mentions])
    start, end = _passage(text, spans, kinds)
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
            typed = beginnings(sought.text) if isinstance(sought, Prefix) else [toned]
            found = [span for each in typed for span in _find(self.toned, each, sought)]
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
    is_beginning = isinstance(sought, Prefix) and (
        sought.field == "code" or (len(words) == 1 and len(words[0]) >= MIN_PREFIX)
    )
    rest = r"[^\W_]*" if is_beginning else r"(?![^\W_])"
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


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """*spans* in order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


class _Kinds:
    """What the matches in a text are, each as a word without diacritics."""

    def __init__(self, text: str, mentions: Sequence[Span]) -> None:
        self._text = text
        self._mentions = without_overlaps(mentions)

    def of(self, spans: Sequence[Span]) -> list[str]:
        """The kind of each of *spans*; all that lie in mentions are of one."""
        words = ["" if self._is_mention(span) else self._text[slice(*span)] for span in spans]
        folds = {word: fold(word) for word in set(words)}
        return [folds[word] for word in words]

    def _is_mention(self, span: Span) -> bool:
        at = bisect_right(self._mentions, (span[0], len(self._text)))
        return at > 0 and span[0] < self._mentions[at - 1][1]

    def pairs(self, spans: Sequence[Span], kinds: Sequence[str]) -> list[tuple[str, str] | None]:
        """For each of *spans* its kind and that of the next, where only blanks are between."""
        found: list[tuple[str, str] | None] = [None] * len(spans)
        for at, ((_, end), (start, _)) in enumerate(pairwise(spans)):
            if kinds[at] != kinds[at + 1] and self._text[end:start].isspace():
                found[at] = kinds[at], kinds[at + 1]
        return found


def _passage(text: str, spans: Sequence[Span], kinds: _Kinds) -> Span:
    """Where the passage starts and ends, at blanks."""
    start = first = 0
    if spans:
        first = _best(spans, kinds)
        start = max(0, spans[first][0] - _BEFORE)
    if start:
        start = _blank_after(text, start, spans[first][0])
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + LENGTH // 2)
    if spans:
        end = max(end, spans[first][1])
    return start, end


def _best(spans: Sequence[Span], kinds: _Kinds) -> int:
    """The match with which the best passage begins: with most different matches, then pairs."""
    of = kinds.of(spans)
    pairs = kinds.pairs(spans, of)

    def worth(first: int) -> tuple[int, int, int, int]:
        after = bisect_left(spans, (spans[first][0] + LENGTH - _BEFORE, 0))
        together = {*pairs[first : after - 1]} - {None}
        return len({*of[first:after]}), len(together), after - first, -first

    return max(range(len(spans)), key=worth)


def _blank_after(text: str, start: int, latest: int) -> int:
    blank = text.find(" ", start, latest)
    return blank + 1 if blank >= 0 else start
