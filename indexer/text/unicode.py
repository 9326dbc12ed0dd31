"""One form for every text: what is done at the door, and what is folded away for look-ups."""

from __future__ import annotations

import unicodedata
from itertools import product

import regex

# Blanks of every kind, control characters, what is not seen (zero-width characters, soft
# hyphens, marks of direction and byte order) and halves of surrogate pairs.
_STRAY = regex.compile(r"[^\P{Zs} ]|[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Cf}\p{Cs}]")
_INSTEAD = {"\t": " "} | dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n")
_BY_CATEGORY = {"Zs": " ", "Cs": "\N{REPLACEMENT CHARACTER}"}  # no file can hold half a pair
_MARKS = regex.compile(r"\p{Mn}+")


def normalise(text: str) -> str:
    r"""*text* in the one form that is kept: NFC, plain blanks, lines that end in ``\n``.

    What is not seen (zero-width characters, soft hyphens, control characters) is dropped.
    Nothing else changes: dashes, quotes and case stay as they are.
    """
    return unicodedata.normalize("NFC", _STRAY.sub(_settle, text.replace("\r\n", "\n")))


def _settle(stray: regex.Match[str]) -> str:
    character = stray[0]
    return _INSTEAD.get(character) or _BY_CATEGORY.get(unicodedata.category(character), "")


def fold(text: str) -> str:
    """*text* for look-ups: lower case without diacritics, đ as d. Its length may differ."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.lower()))
    return unicodedata.normalize("NFC", bare.replace("đ", "d"))


def _tone_pairs() -> dict[str, str]:
    """The new spelling for each old one: "oà" → "òa", with every tone and case."""
    pairs: dict[str, str] = {}
    for vowels in ("oa", "oe", "uy"):
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            for first, last in product(*((c, c.upper()) for c in vowels)):
                new = unicodedata.normalize("NFC", first + tone + last)
                pairs[unicodedata.normalize("NFC", first + last + tone)] = new
    return pairs


_TONES = _tone_pairs()
# Only at the end of a syllable ("hoàn" has one spelling) and not after q ("quý" has one).
_OLD_TONE = regex.compile(rf"(?<![qQ])(?:{'|'.join(_TONES)})(?!\p{{L}})")


def fold_tone(text: str) -> str:
    """*text* with every tone mark where new spelling sets it: "uỷ" → "ủy", "hoà" → "hòa".

    An NFC text keeps its length, so offsets stay true; case and all else stay.
    """
    return _OLD_TONE.sub(lambda m: _TONES[m[0]], text)
