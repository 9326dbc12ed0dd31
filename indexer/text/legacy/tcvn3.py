"""What TCVN3 leaves to be told by the words around: capitals with a tone, and an ư that was lost.

Its fonts have no capitals with a tone: a heading is typed in capitals with small letters between
them ("THµNH" for "THÀNH"), or in small letters of a font that draws capitals (.VnTimeH), which no
text tells. Its ư is the soft hyphen, which many programs drop: "nhµ níc" for "nhà nước".
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Mapping
from importlib import resources
from itertools import islice

from indexer.text.legacy.evidence import SAMPLE
from indexer.text.syllables import LONGEST, best, is_syllable, usual

_WORD = re.compile(r"[^\W\d_]+")
_FREE_WORD = re.compile(r"(?<![\w/.-])[^\W\d_]++(?![\d_/)-])")  # no part of a code or list
_SENTENCE = re.compile(
    r"(?:\A|(?<=[.!?] )|(?<=[.!?]\n)|(?<=\n\n)|(?<=\n[-+•] )|(?<=[:.!?] [\"“]))[à-ỹ](?=[a-z ])"
)
_TONED = re.compile("[ÀÁÃÈÉÌÍÒÓÕÙÚÝĨŨẠ-Ỹ]")
_HORNED = re.compile("[ơờớởỡợ]")
_IN_CODE = re.compile(r"[\d/_-]")  # what stands beside a part of a code: "383-QĐ/TW"
_CAPITALS = re.compile("[A-Z][à-ỹ]*[A-Z]")
_HEADING = 0.8  # of a heading's words are in capitals
_MISSING = 2  # different words without their ư show that it was lost


def with_capitals(line: str) -> str:
    """A converted *line*; in one of capitals, the small letters with a tone are capitals, too."""
    if not _CAPITALS.search(line):
        return line
    words = [match for match in _WORD.finditer(line) if not _is_in_code(line, match)]
    plain = ["".join(c for c in match[0] if c.isascii()) for match in words]
    capitals = sum(word.isupper() for word in plain)
    small = sum(not word.isupper() for word in plain if word)
    whole = any(len(word) > 1 and word.isupper() for word in plain)
    heading = whole and capitals > 1 and capitals >= _HEADING * (capitals + small)
    return _WORD.sub(lambda match: _capital(match[0], heading=heading), line)


def _is_in_code(line: str, word: re.Match[str]) -> bool:
    around = line[max(word.start() - 1, 0) : word.start()] + line[word.end() : word.end() + 1]
    return _IN_CODE.search(around) is not None


def _capital(word: str, *, heading: bool) -> str:
    plain = [c for c in word if c.isascii()]
    if word.isascii() or not all(c.isupper() for c in plain):
        return word
    return word.upper() if heading or len(plain) > 1 else word


def with_first_letters(text: str) -> str:
    """A converted *text* with a capital where a sentence begins with a letter that has a tone."""
    return _SENTENCE.sub(lambda match: match[0].upper(), text)


def with_names(text: str) -> str:
    """A converted *text* with the names of capitals.csv as they are written: "Ủy ban", "châu Á".

    Each of them stands with a capital more often than not in news and official texts.
    """
    names, found = _names()
    return found.sub(lambda match: names[match[0]], text)


@functools.cache
def _names() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Names as TCVN3 has them, without capitals that have a tone, and what they are."""
    source = resources.files("indexer.text.legacy").joinpath("capitals.csv")
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    names = {_TONED.sub(lambda c: c[0].lower(), row["written"]): row["written"] for row in rows}
    any_of = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return names, re.compile(rf"(?<!\w)(?:{any_of})(?!\w)")


def with_lost_letters(text: str) -> str:
    """A converted *text* with its ư again, where it is clear that it has lost them."""
    if "ư" in text:
        return text
    words = {match[0] for match in islice(_WORD.finditer(text), SAMPLE)}
    if len(list(islice(filter(_is_hurt, words), _MISSING))) < _MISSING:
        return text
    return _FREE_WORD.sub(lambda match: _whole(match[0]), text)


def _is_hurt(word: str) -> bool:
    """Whether *word* is no syllable, but one of everyday use with ư before its ơ: "nớc"."""
    if len(word) > LONGEST or not (_HORNED.search(word) and not is_syllable(word)):
        return False
    return _HORNED.sub(r"ư\g<0>", word).lower() in usual()


@functools.lru_cache(maxsize=50_000)
def _whole(word: str) -> str:
    """*word* with the ư that it has lost, where it is no syllable, or a less usual one."""
    if len(word) > LONGEST or word.isupper():
        return word  # the capital Ư is no soft hyphen
    meant = best(word[:at] + "ư" + word[at:] for at in range(len(word) + 1))
    if meant is None:
        return word
    ranks = usual()
    rank = ranks.get(meant.lower(), len(ranks))
    if is_syllable(word):
        return meant if rank < ranks.get(word.lower(), len(ranks)) else word
    is_unit = word.isascii() and rank == len(ranks) and not word.endswith("ng")  # "mm"
    return word if is_unit else meant
