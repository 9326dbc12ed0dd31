"""Text → the terms that are searched; the same for every engine, for documents and questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import regex

from indexer.text.unicode import fold, fold_tone, normalise

_RUN = regex.compile(r"[^\W_]+")


@lru_cache(maxsize=4)  # title and text of an article are asked for several times in a row
def syllables(text: str) -> Sequence[str]:
    """The syllables and figures of *text*: lower case, one form of tone placement."""
    return tuple(_split(text))


def beginnings(text: str) -> Sequence[str]:
    """How words begin that begin with the word *text*: hoà is hòa, and the beginning of hoàn."""
    typed = normalise(text).lower()
    return tuple(dict.fromkeys((*_split(text), *_RUN.findall(typed))))


def _split(text: str) -> list[str]:
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
    return "_".join(_split(text))


def compounds(words: Iterable[str]) -> list[str]:
    """The terms of those of *words* that have several syllables; the others are terms already."""
    joined = (term for term in map(word, words) if "_" in term)
    return list(dict.fromkeys(term for each in joined for term in (each, bare(each))))


def unmarked(syllable: str) -> str:
    """The term for *syllable* in a text that has no diacritics at all.

    `vận` is looked for as this one too, so that a text typed without diacritics is found by a
    question with them; `van` in any other text is another word.
    """
    return f"~{syllable}"


def terms_of(text: str) -> list[tuple[str, ...]]:
    """For each syllable of *text* the terms by which it is found."""
    found = syllables(text)
    if all(bare(syllable) == syllable for syllable in found):
        return [(syllable, unmarked(syllable)) for syllable in found]
    return list(map(_terms, found))


@lru_cache(maxsize=50_000)
def _terms(syllable: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((syllable, bare(syllable))))


def placed(
    values: Iterable[str], starts: Sequence[int] = ()
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Each syllable of *values*: the number of its value, its place, and its terms.

    Places leave a gap between values, so that no phrase runs from one into the next; a value
    stands no earlier than its number in *starts* says.
    """
    at = 0
    for number, text in enumerate(values):
        if number < len(starts):
            at = max(at, starts[number])
        found = terms_of(text)
        for place, terms in enumerate(found, at):
            yield number, place, terms
        at += len(found) + 1
