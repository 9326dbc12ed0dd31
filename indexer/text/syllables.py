"""Which letters can be one Vietnamese syllable, and which syllables are usual.

A syllable is an onset, a rhyme and a tone, and each of them is a closed set, so that a word can be
told from what is none without a dictionary. Foreign names and abbreviations are none.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator
from importlib import resources

LONGEST = 7  # letters: "nghiêng"

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300\u0301\u0309\u0303\u0323"
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"  # and none
_RHYMES = (
    "a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt "
    "âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi "
    "om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut "
    "uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt "
    "ươu ưt ưu y yêm yên yêng yêt yêu yn ynh yp yt"
)
_STOPS = ("c", "ch", "k", "p", "t")  # what ends so has one of two tones
_MARKED = "ăâêơôư"  # the tone stands on these, on the last of them


def _toned(rhyme: str) -> Iterator[str]:
    """*rhyme* with each tone it can have, in old spelling and in new."""
    tones = (_ACUTE, _DOT) if rhyme.endswith(_STOPS) else ("", _GRAVE, _ACUTE, _HOOK, _TILDE, _DOT)
    for at in _places(rhyme):
        for tone in tones:
            yield unicodedata.normalize("NFC", rhyme[: at + 1] + tone + rhyme[at + 1 :])


def _places(rhyme: str) -> list[int]:
    """Where a tone may stand; twice only where two spellings are in use ("hòa", "hoà")."""
    marked = [at for at, c in enumerate(rhyme) if c in _MARKED]
    vowels = [at for at, c in enumerate(rhyme) if c in "aeiouy" or c in _MARKED]
    if marked:
        return marked[-1:]
    if vowels[-1] < len(rhyme) - 1 or len(vowels) == 1:  # a consonant ends it
        return vowels[-1:]
    if rhyme in ("oa", "oe", "uy"):
        return vowels
    return [vowels[1]] if len(vowels) == 3 else vowels[:1]


@functools.cache
def _onsets() -> frozenset[str]:
    return frozenset(_ONSETS.split())


@functools.cache
def _rhymes() -> frozenset[str]:
    return frozenset(toned for rhyme in _RHYMES.split() for toned in _toned(rhyme))


def is_syllable(word: str) -> bool:
    """Whether *word*, in NFC and any case, is built as a Vietnamese syllable is."""
    if len(word) > LONGEST:
        return False
    word, onsets, rhymes = word.lower(), _onsets(), _rhymes()
    parted = ((word[:length], word[length:]) for length in (1, 2, 3))
    return word in rhymes or any(o in onsets and rhyme in rhymes for o, rhyme in parted)


def is_written_well(word: str) -> bool:
    """Whether *word* is a syllable in small letters, with a capital, or all in capitals."""
    return (len(word) == 1 or word[1:].islower() or word.isupper()) and is_syllable(word)


def best(words: Iterable[str]) -> str | None:
    """The most usual of those of *words* that are well-written syllables."""
    ranks = usual()
    fitting = (word for word in words if is_written_well(word))
    return min(fitting, key=lambda word: ranks.get(word.lower(), len(ranks)), default=None)


@functools.cache
def usual() -> dict[str, int]:
    """The syllables of everyday use with their rank, 0 for the commonest: "và", "của", "công"."""
    source = resources.files("indexer.text").joinpath("usual.csv").read_text(encoding="utf-8")
    return {word: rank for rank, word in enumerate(source.split()[1:])}
