"""The order of Vietnamese words: a ă â b c d đ …, tones after letters, figures by their value."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng, as dictionaries have them
_RUN = regex.compile(r"\d+|[^\W\d_]+")

# A figure, or letters and tones: its kind, digits of a figure, the figure, letters, tones.
Key = tuple[tuple[int, int, str, tuple[int, ...], tuple[int, ...]], ...]


def alphabetical(text: str) -> Key:
    """What *text* is sorted by, syllable for syllable; case and signs do not count."""
    return tuple(map(_key, _RUN.findall(unicodedata.normalize("NFC", text.lower()))))


@lru_cache(maxsize=20_000)
def _key(run: str) -> tuple[int, int, str, tuple[int, ...], tuple[int, ...]]:
    if run.isdigit():
        figure = run.lstrip("0")
        return 0, len(figure), figure, (), ()
    letters, tones = zip(*map(_parts, run), strict=True)
    return 1, 0, "", letters, tones


def _parts(letter: str) -> tuple[int, int]:
    """The place of *letter* without its tone in the alphabet, and that of its tone."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((1 + _TONES.index(mark) for mark in marks if mark in _TONES), 0)
    plain = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return _LETTERS.get(plain, len(_LETTERS) + ord(plain[:1] or "\0")), tone
