"""Text → the terms that are searched; the same for every engine, for documents and questions."""

from __future__ import annotations

from functools import lru_cache

import regex

from indexer.text.unicode import fold, fold_tone, normalise

_RUN = regex.compile(r"[^\W_]+")


def syllables(text: str) -> list[str]:
    """The syllables and figures of *text*: lower case, one form of tone placement."""
    return _RUN.findall(fold_tone(normalise(text).lower()))


# Vietnamese has some 7,000 syllables in use; names, figures and foreign words take the rest.
@lru_cache(maxsize=50_000)
def bare(syllable: str) -> str:
    """*syllable* without diacritics; it is indexed beside the marked one, at the same place.

    So `van` finds vận, văn and van, and `vận` just vận.
    """
    return fold(syllable)


@lru_cache(maxsize=50_000)
def word(text: str) -> str:
    """A word of several syllables as one term: "Dân vận" → "dân_vận"."""
    return "_".join(syllables(text))
