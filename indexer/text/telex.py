"""Words as they come where nobody turns the keys into Vietnamese: "quyeets ddinhj"."""

from __future__ import annotations

from functools import lru_cache

import regex

# Doubled letters are â, ê, ô and đ; w marks ă, ơ and ư; s, f, r, x, j are the five tones, which
# stand behind a vowel, mostly at the end.
_DOUBLED = regex.compile(r"(?<=^|[^aeod])(aa|ee|oo|dd)")
_MARK = regex.compile(r"(?<=[aou]\p{L}*)w|(?<=[aeiouy]\p{L}*)[sfrxj](?=\p{L}{0,2}$)")
_VOWEL = regex.compile(r"[aeiouyw]")


@lru_cache(maxsize=1_000)
def untyped(word: str) -> str:
    """*word*, in small letters, as Telex would have written it, without diacritics.

    What holds no vowel is an abbreviation and stays.
    """
    if not _VOWEL.search(word):
        return word
    plain = _DOUBLED.sub(lambda m: m[0][0], word)
    return _MARK.sub("", plain)
