"""Which encoding a text is in: the one by which its words become Vietnamese syllables.

Only words with a character beyond ASCII tell something, and those with a letter that no surface has
(ế, ủ) tell that they are Unicode already. The others are held against the syllables of Vietnamese
as they stand and as each encoding would read them. A word that is no syllable as it stands, but is
one when read, speaks for the encoding; one that is none either way speaks against it.
"""

from __future__ import annotations

import enum
import functools
import re
from collections import Counter
from collections.abc import Mapping
from itertools import islice

from indexer.text.legacy.tables import SURFACE, Encoding, encodings
from indexer.text.syllables import is_syllable, is_written_well, usual

SAMPLE = 100_000  # words that are looked at to decide; more would only take time
WORDS = 3  # different words that must speak for an encoding where the text may be sound
SHARE = 0.6  # of the words that are no Vietnamese as they stand, which it must explain
_LONGEST = 40  # characters of a word; what is longer is none
_OFTEN = 3  # times that a word counts, however often it stands

_LETTER = r"A-Za-z"
_BEYOND = r"\x02-\x06\x10-\x15\x19\x1c-\x1e\x80-\U0010ffff"  # letters of VISCII and VPS among them
WORD = re.compile(rf"(?<![{_LETTER}])[{_LETTER}]*[{_BEYOND}][{_LETTER}{_BEYOND}]*")
_ANY = re.compile(rf"[{_LETTER}{_BEYOND}]+")
_FOREIGN = re.compile(rf"[^\x00-\x7f{re.escape(SURFACE)}]")  # no surface has it
_PLAIN = re.compile("[A-Za-z]")
_LETTERS = re.compile(r"[^\W\d_]+")
_MARKS = "“”‘’«»„‚§•·–—…©®™²³°º¹\xa0\xad\N{MINUS SIGN}\N{BULLET OPERATOR}\ufeff"
_BEFORE, _AFTER = "“‘«„‚•·–—…©\xa0\xad\ufeff", "”’“‘»›…®©™²³°º¹·•–—\xa0\xad"
_WITHIN = "–—…’‘“”\xa0\xad·"
# A word with the marks that may stand around it, and between it and the next.
_DRESSED = re.compile(
    rf"[{_BEFORE}]*((?:[^\W\d_]+(?:[{_WITHIN}]+[^\W\d_]+)*)?)[{_AFTER}{_BEFORE}]*"
)
_SIGNS = "®™²³°"  # that follow a foreign word or a unit
_KEPT = 50_000  # words whose reading is kept


class Fit(enum.Enum):
    """How a word agrees with Vietnamese."""

    YES = enum.auto()  # it is one syllable, or several with marks between them
    NO = enum.auto()
    UNTOLD = enum.auto()  # it has no letter but ASCII, or is an abbreviation


def _fit(word: str) -> Fit:
    dressed = _DRESSED.fullmatch(word) if len(word) <= _LONGEST else None
    if dressed is None:
        return Fit.NO
    parts = [part for part in _LETTERS.findall(dressed[1]) if not part.isascii()]
    if all(is_written_well(part) for part in parts):
        return Fit.YES if parts else Fit.UNTOLD
    if all(part.isupper() and len(part) > 1 for part in parts):
        return Fit.UNTOLD  # "HĐND"
    return Fit.NO


@functools.lru_cache(maxsize=_KEPT)
def as_it_stands(word: str) -> Fit:
    """How *word* agrees with Vietnamese without being read."""
    return _fit(word)


class Reader:
    """Reads words by one encoding."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding
        self.fit = functools.lru_cache(maxsize=_KEPT)(self._fit)
        self.word = functools.lru_cache(maxsize=_KEPT)(self._word)

    def _fit(self, word: str) -> Fit:
        """How *word* agrees with Vietnamese when it is read."""
        return _fit(self._converted(word)) if len(word) <= _LONGEST else Fit.NO

    def _converted(self, word: str) -> str:
        done = self.encoding.convert(word)
        if not self.encoding.capitals:
            # Where no capital has a tone, small letters stand in a heading: "THàNH".
            plain = "".join(c for c in word if c.isascii() and c.isalpha())
            if len(plain) > 1 and plain.isupper():
                return done.upper()
        return done

    def _word(self, word: str) -> str:
        """*word* as this encoding reads it, or as it stands where that is the better reading."""
        if not is_surface(word):
            return word
        fit, inner = self.fit(word), word.strip(_MARKS)
        if len(word) == 1 and not inner:
            return self._lone(word)
        if fit is Fit.NO:
            if self.fit(inner) is Fit.YES:
                return word.replace(inner, self._converted(inner), 1)
            stands, usually = as_it_stands(word), inner.lower() in usual()
            if (usually and stands is not Fit.NO) or (stands is Fit.UNTOLD and word[-1] in _SIGNS):
                return word
        return self._converted(word)

    def _lone(self, word: str) -> str:
        """A mark that stands alone is one, but where it is a usual syllable ("«": "ô"), or đồng."""
        done = self.encoding.convert(word)
        return done if done == "đ" or done.lower() in usual() else word


def is_surface(word: str) -> bool:
    """Whether *word* can be a surface; what has a letter of Unicode alone is none."""
    return len(word) <= _LONGEST and not _FOREIGN.search(word)


def decided(text: str, *, sure: bool) -> Reader | None:
    """The reader for the encoding of *text*; None where it is sound, or nothing can be told.

    *sure* says that the text is no Unicode, so that one word may decide where it is Vietnamese.
    """
    found = Counter(islice((match[0] for match in WORD.finditer(text)), SAMPLE))
    odd = {
        word: min(number, _OFTEN)
        for word, number in found.items()
        if _PLAIN.search(word) and is_surface(word) and as_it_stands(word) is Fit.NO
    }
    least = 1 if sure and _is_vietnamese(text) else WORDS
    best, most = None, 0
    for reader in map(Reader, encodings()):
        score = _score(reader, odd, least=least)
        if score > most:
            best, most = reader, score
    return best


def _is_vietnamese(text: str) -> bool:
    """Whether the words of plain letters are more often syllables than not."""
    plain = [m[0] for m in islice(_ANY.finditer(text), SAMPLE) if m[0].isascii() and len(m[0]) > 1]
    return 2 * sum(map(is_syllable, plain)) >= len(plain)


def _score(reader: Reader, odd: Mapping[str, int], *, least: int) -> int:
    """How much the *odd* words speak for an encoding; 0 where it is too little."""
    fits = {word: reader.fit(word) for word in odd}
    spoken = [word for word, fit in fits.items() if fit is Fit.YES]
    gained = sum(odd[word] for word in spoken)
    against = sum(odd[word] for word, fit in fits.items() if fit is Fit.NO)
    if len(spoken) < least or gained < SHARE * (gained + against):
        return 0
    return gained - against + sum(odd.values())
