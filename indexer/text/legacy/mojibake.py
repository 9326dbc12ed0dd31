"""UTF-8 that a program took for windows-1252: "Há»™i nghá»‹" → "Hội nghị".

Each letter came as two or three characters. Those that windows-1252 does not have (bytes 81 8D 8F
90 9D) came as "�"; later programs made a blank of the no-break space and dropped the soft hyphen.
What was lost so is told by the syllable: few letters fit, and the more usual syllable is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product, zip_longest

from indexer.text.legacy.evidence import WORD, Fit, as_it_stands
from indexer.text.legacy.tables import BYTES
from indexer.text.syllables import LONGEST, best, usual

TIMES = 3  # that a text is read; a text spoilt more often was never seen

_TAIL = re.escape("".join(c for c, byte in BYTES.items() if 0x80 <= byte < 0xC0))
# What begins Vietnamese letters, marks of tone, quotes, dashes and signs: C2-C6 CB CC | E1 | E2 EF.
_PIECE = re.compile(rf"[Â-ÆËÌ][{_TAIL}]|á[º»][{_TAIL}]|[âï][{_TAIL}]{{2}}")
_TELLING = re.compile(rf"á[º»][{_TAIL}]|â€[{_TAIL}]")
_TAKEN = re.compile(
    r"[\x80-\u024f\u02c6\u02dc\u0300-\u036f\u1e00-\u1eff\u2000-\u22ff\u25a0-\u25ff\ufeff]"
)

_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")  # a text that holds these is not spoilt as a whole

_LOST = "\N{REPLACEMENT CHARACTER}"
_ONE_OF = {f"á»{_LOST}": "ềọỏỐờ", f"Ã{_LOST}": "ÁÍÝ"}
_HOLE = re.compile("|".join(_ONE_OF))
_START = r"(?<![^\W\d_])"  # of a word; each part has as many letters as a syllable, or time is lost
_PART = rf"(?:{_HOLE.pattern}|[^\W\d_]){{0,{LONGEST}}}"
_HURT = re.compile(rf"{_START}{_PART}(?:{_HOLE.pattern}){_PART}")
_HOLES = 2  # in a word; no syllable has more
_FOR_BLANK = {"Ã": "à", "áº": "Ạ", "á»": "Ỡ", "Æ": "Ơ"}
_BLANK = re.compile(rf"{_START}([^\W\d_]{{0,{LONGEST}}}?)(áº|á»|Ã|Æ) ([^\W\d_]{{0,{LONGEST}}})")
_FOR_HYPHEN = {"Ã": "í", "áº": "ậ", "á»": "ử"}
_HYPHEN = re.compile(rf"{_START}([^\W\d_]{{0,{LONGEST}}}?)(áº|á»|Ã)([^\W\d_]{{0,{LONGEST}}})")


def repaired(text: str) -> tuple[str, int]:
    """*text* as it was meant, and how often it had been taken for another; 0 where it is sound."""
    for times in range(TIMES):
        done = _once(text)
        if done == text:
            return text, times
        text = done
    return text, TIMES


def _once(text: str) -> str:
    if not _speaks(text):
        return text
    pure = not _UNICODE.search(text)
    done = WORD.sub(lambda match: _read(match[0], pure=pure), text)
    if _PIECE.search(done):
        return done  # it was spoilt twice; what is lost is told when all is read
    done = _HURT.sub(_healed, done.replace(f"Ä{_LOST}", "Đ"))
    if pure and "Ã\xa0" not in text:
        done = _BLANK.sub(_joined, done)
    if pure and "Ã\xad" not in text:
        done = _HYPHEN.sub(_filled, done)
    return done


def _words(text: str) -> Iterator[str]:
    return (match[0] for match in WORD.finditer(text))


def _speaks(text: str) -> bool:
    """Whether something in *text* can be nothing else: one letter of three bytes, or two words."""
    found = set()
    for word in _words(text):
        if not _PIECE.search(word) or as_it_stands(word) is Fit.YES:
            continue
        done = _read(word)
        if _TELLING.search(word) or _TELLING.search(done):
            return True
        if as_it_stands(done) is Fit.YES:
            found.add(word)
        if len(found) > 1:
            return True
    return False


def _read(word: str, *, pure: bool = False) -> str:
    """*word* with its pieces as the characters that they were; a sound word stays."""
    if pure or _TELLING.search(word) or as_it_stands(word) is not Fit.YES:
        return _PIECE.sub(_character, word)
    return word  # "XÃ”" may end a quotation


def _character(piece: re.Match[str]) -> str:
    try:
        meant = bytes(BYTES[c] for c in piece[0]).decode()
    except UnicodeDecodeError:
        return piece[0]
    return meant if _TAKEN.fullmatch(meant) else piece[0]


def _healed(word: re.Match[str]) -> str:
    """A word with characters that were lost: the most usual syllable that it can be."""
    holes = _HOLE.findall(word[0])
    if len(holes) > _HOLES:
        return word[0]
    parts = _HOLE.split(word[0])
    choices = product(*(_ONE_OF[hole] for hole in holes))
    meant = (
        "".join(map("".join, zip_longest(parts, letters, fillvalue=""))) for letters in choices
    )
    return best(meant) or word[0]


def _joined(piece: re.Match[str]) -> str:
    """A word that a blank has parted, or that ends before one: the blank was a part of a letter."""
    before, lead, after = piece.groups()
    first = before + _FOR_BLANK[lead]
    return best([first + after]) or f"{first} {after}"


def _filled(piece: re.Match[str]) -> str:
    """A word that has lost the soft hyphen of a letter."""
    before, lead, after = piece.groups()
    meant = before + _FOR_HYPHEN[lead] + after
    return meant if meant.lower() in usual() else piece[0]
