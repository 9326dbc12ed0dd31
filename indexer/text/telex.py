"""Words as they come where nobody turns the keys into Vietnamese: "quyeets ddinhj", "quye61t"."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

import regex

from indexer.text.syllables import is_syllable

# Doubled letters are â, ê, ô and đ; w marks ă, ơ and ư; s, f, r, x, j are the five tones, which
# stand behind a vowel, mostly at the end.
_DOUBLED = regex.compile(r"(?<=^|[^aeod])(aa|ee|oo|dd)")
_MARK = regex.compile(r"(?<=[aou]\p{L}*)w|(?<=[aeiouy]\p{L}*)[sfrxj](?=\p{L}{0,2}$)")
_VOWEL = regex.compile(r"[aeiouyw]")
# VNI: figures behind a letter, most people type them at the end: 1 to 5 are the tones, 6 makes
# â, ê, ô, 7 ơ and ư, 8 ă, 9 đ.
_KEYS = regex.compile(r"(?<!\w)(?=\p{L}+[1-9])[a-zđ]+[1-9][a-zđ1-9]*(?!\w)", regex.IGNORECASE)
_TONES = dict(zip("12345", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_SHORTEST = 2  # letters; "a1" is more likely a number
_SHAPES = {"6": ("aeo", "âêô"), "7": ("ou", "ơư"), "8": ("a", "ă"), "9": ("d", "đ")}


@lru_cache(maxsize=1_000)
def untyped(word: str) -> str:
    """*word*, in small letters, as Telex would have written it, without diacritics.

    What holds no vowel is an abbreviation and stays.
    """
    if not _VOWEL.search(word):
        return word
    plain = _DOUBLED.sub(lambda m: m[0][0], word)
    return _MARK.sub("", plain)


def from_vni(text: str) -> str:
    """*text* with the words that make a syllable in the keys of VNI as VNI would have written them.

    What is none stays, as "tb380".
    """
    return _KEYS.sub(lambda match: _of_keys(match[0]) or match[0], text)


def _of_keys(word: str) -> str | None:
    """The syllable that the keys *word* make; None where they make none."""
    keys = [key for key in word if key.isdigit()]
    tones = [_TONES[key] for key in keys if key in _TONES]
    letters = "".join(c for c in word if not c.isdigit())
    for key in dict.fromkeys(keys):
        if key in _SHAPES:
            plain, shaped = _SHAPES[key]
            table = str.maketrans(plain + plain.upper(), shaped + shaped.upper())
            changed = letters.translate(table)
            if changed == letters:
                return None
            letters = changed
    if len(tones) > 1 or len(letters) < _SHORTEST:
        return None
    ways = [
        letters[: at + 1] + tone + letters[at + 1 :] for at in range(len(letters)) for tone in tones
    ]
    made = (normalize("NFC", way) for way in ways or [letters])
    return next((way for way in made if is_syllable(way.lower())), None)
