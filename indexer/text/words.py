"""Words of Vietnamese text; the only file that imports underthesea."""

from __future__ import annotations

import contextlib
import functools
import importlib
import sys
import warnings
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import regex

from indexer.text.features import Features
from indexer.text.unicode import fold_tone

Span = tuple[int, int]

# underthesea's speed falls with the length of what it is given: 214k characters/s for 800 at a
# time, 177k for 12,000, 86k for 200,000.
CHUNK = 1_000
# Syllables of every kind, in each of the places that a feature can ask for.
_PROBE = (
    "Sáng 25/7/2019, UBND tỉnh Bắc Ninh ban hành Kế hoạch số 1.234 về “cải cách hành chính”; "
    "hợp tác xã A4 đạt +5 %, 99999999999 đồng - ĐÃ nộp đủ: Đ. 1 2 ước"
)
_LINE = regex.compile(r"(?:[^\n]|\n(?=\p{Ll}))+")  # a line that goes on in lower case was broken
_SYLLABLE = regex.compile(r"[\p{L}\p{M}]+|\p{N}+(?:[.,]\p{N}+)*")
_WORD = regex.compile(r"[\p{L}\p{N}](?:.*[\p{L}\p{M}\p{N}])?", regex.DOTALL)


def syllables(text: str) -> list[Span]:
    """The spans of runs of letters and of figures ("19.471") in *text*, without any model."""
    return [m.span() for m in _SYLLABLE.finditer(text)]


def word_spans(text: str, keep: Sequence[Span] = ()) -> list[Span]:
    """The spans of the words of *text*, in order; a word may hold several syllables.

    Each span of *keep* (a document's code) is one word, whatever stands in it. What holds
    neither letter nor figure is no word.
    """
    whole = _joined(keep, len(text))
    masked = fold_tone(_masked(text, whole))
    words = (
        (start + first, start + last)
        for start, end in _chunks(masked)
        for first, last in _tokenised(masked[start:end])
    )
    apart = (span for part in _outside(words, whole) for span in _trimmed(text, *part))
    return sorted([*apart, *whole])


def _joined(keep: Sequence[Span], length: int) -> list[Span]:
    """*keep* in order, without what is empty or outside the text; overlapping ones as one."""
    joined: list[Span] = []
    for start, end in sorted((max(0, s), min(e, length)) for s, e in keep):
        if start >= end:
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _masked(text: str, whole: Sequence[Span]) -> str:
    """*text* with figures in place of codes: "số 380-TB/TU của" is to read as "số 380 của"."""
    parts: list[str] = []
    end = 0
    for start, stop in whole:
        parts += [text[end:start], "0" * (stop - start)]
        end = stop
    return "".join([*parts, text[end:]])


def _chunks(text: str) -> Iterator[Span]:
    """The lines of *text*; long ones cut after a sentence, else at a blank, else anywhere."""
    for line in _LINE.finditer(text):
        start, stop = line.span()
        while stop - start > CHUNK:
            cut = _cut(text, start, start + CHUNK)
            yield start, cut
            start = cut
        yield start, stop


def _cut(text: str, start: int, end: int) -> int:
    for mark in (". ", "; ", " "):
        cut = text.rfind(mark, start + CHUNK // 2, end)
        if cut >= 0:
            return cut + len(mark)
    return end


def _tokenised(chunk: str) -> Iterator[Span]:
    """The words of a short text, found again by their length: no character of it is lost."""
    solid = [i for i, c in enumerate(chunk) if not c.isspace()]
    lengths = [sum(not c.isspace() for c in word) for word in _tokenise()(chunk)]
    if sum(lengths) != len(solid):
        yield from syllables(chunk)  # text that was not normalised at the door
        return
    at = 0
    for length in lengths:
        yield solid[at], solid[at + length - 1] + 1
        at += length


def _outside(words: Iterable[Span], whole: Sequence[Span]) -> Iterator[Span]:
    """What of *words* lies outside the spans of *whole*."""
    ends = [end for _, end in whole]
    for first, last in words:
        i = bisect_right(ends, first)
        while i < len(whole) and whole[i][0] < last:
            yield first, whole[i][0]
            first = whole[i][1]
            i += 1
        yield first, last


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without blanks around it, where it holds a letter or a figure."""
    if match := _WORD.search(text, start, end):
        yield match.span()


@functools.cache
def _tokenise() -> Callable[[str], list[str]]:
    """underthesea's word_tokenize: imported at the first word (0.5 s), silent on stdout."""
    with contextlib.redirect_stdout(sys.stderr), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from underthesea import word_tokenize

        word_tokenize("Việt Nam")  # loads its model
    # Its own mending of tokens ("nghành" → "ngành") would change their lengths.
    return _sooner() or functools.partial(word_tokenize, use_token_normalize=False)


def _sooner() -> Callable[[str], list[str]] | None:
    """The same in two thirds of the time, with our features; None where they are not its own.

    That is so where another version of underthesea keeps its model in another way.
    """
    try:
        package = importlib.import_module("underthesea.pipeline.word_tokenize")
        read = importlib.import_module("underthesea.models.fast_crf_sequence_tagger").joblib.load
        (folder,) = Path(package.__file__ or "").parent.glob("models/*/")
        features = Features(read(folder / "features.bin"), read(folder / "dictionary.bin"))
        model, split = package.word_tokenize_model, package.tokenize
        syllables = split(_PROBE, use_token_normalize=False)
        theirs = model.featurizer.process([[[syllable] for syllable in syllables]])[0]
        if [tuple(each) for each in theirs] != features.of(syllables):
            return None
    except (ImportError, AttributeError, OSError, TypeError, ValueError):
        return None

    def tokenise(text: str) -> list[str]:
        syllables = split(text, use_token_normalize=False)
        words: list[str] = []
        for syllable, tag in zip(
            syllables, model.estimator.tag(features.of(syllables)), strict=True
        ):
            if tag == "I-W" and words:
                words[-1] += f" {syllable}"
            else:
                words.append(syllable)
        return words

    return tokenise
