"""The encodings: what each one wrote for a Vietnamese letter, as letters.csv tells.

A document of an old font or code page comes as characters of Windows' Western code page: a
program that knew no better showed the byte F1 as "ñ". Such characters are called its *surface*.
"""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

# The bytes that windows-1252 leaves open come as themselves, as browsers read them.
_WESTERN = [bytes([byte]).decode("cp1252", "replace") for byte in range(256)]
_SURFACE = [chr(byte) if c == "\N{REPLACEMENT CHARACTER}" else c for byte, c in enumerate(_WESTERN)]
# What programs make of a character of the surface: PDF readers draw the soft hyphen as a minus.
_ALSO = {"\N{GREEK SMALL LETTER MU}": 0xB5, "\N{MINUS SIGN}": 0xAD, "\N{BULLET OPERATOR}": 0xB7}
BYTES = (  # character of a surface → byte
    {chr(byte): byte for byte in range(256)} | {c: byte for byte, c in enumerate(_SURFACE)} | _ALSO
)
SURFACE = "".join(c for c in BYTES if ord(c) >= 0x80)  # all of it but ASCII


def surface(data: bytes) -> str:
    """*data* as a program shows it that takes it for windows-1252; one character for each byte."""
    return data.decode("latin-1").translate(_SHOWN)


_SHOWN = {byte: c for byte, c in enumerate(_SURFACE) if ord(c) != byte}


@dataclass(frozen=True)
class Encoding:
    """One way in which Vietnamese was written; *found* takes the pieces that stand for letters."""

    name: str
    letters: Mapping[str, str]
    found: re.Pattern[str]
    capitals: bool = True  # whether it has capitals with a tone

    def convert(self, text: str) -> str:
        """*text* with every letter of this encoding as the Vietnamese letter that it stands for."""
        done = self.found.sub(lambda piece: self.letters[piece[0]], text)
        return unicodedata.normalize("NFC", done)


@functools.cache
def encodings() -> tuple[Encoding, ...]:
    """All encodings; where a text reads the same in two of them, the first is meant."""
    source = resources.files("indexer.text.legacy").joinpath("letters.csv")
    rows = list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
    single = {
        name: {int(row[name], 16): row["letter"] for row in rows if row[name]}
        for name in ("tcvn3", "viscii", "vps")
    }
    return (
        _of_bytes("tcvn3", single["tcvn3"], capitals=False),
        _of_pieces("vni", {row["vni"]: row["letter"] for row in rows}),
        _of_bytes("windows-1258", _code_page("cp1258")),
        _of_bytes("viscii", single["viscii"]),
        _of_bytes("vps", single["vps"]),
    )


def _of_bytes(name: str, letters: Mapping[int, str], *, capitals: bool = True) -> Encoding:
    """An encoding in which each letter, or mark, is one byte."""
    pieces = {c: letters[byte] for c, byte in BYTES.items() if byte in letters}
    return _encoding(name, {c: letter for c, letter in pieces.items() if c != letter}, capitals)


def _of_pieces(name: str, letters: Mapping[str, str]) -> Encoding:
    """An encoding in which a mark follows its letter; the mark's case is nobody's care."""
    either = {piece[0] + piece[1:].swapcase(): letter for piece, letter in letters.items()}
    return _encoding(name, either | dict(letters), capitals=True)


def _encoding(name: str, letters: Mapping[str, str], capitals: bool) -> Encoding:
    longest_first = sorted(letters, key=len, reverse=True)
    found = re.compile("|".join(map(re.escape, longest_first)))
    return Encoding(name, letters, found, capitals)


def _code_page(codec: str) -> dict[int, str]:
    shown = {byte: bytes([byte]).decode(codec, "ignore") for byte in range(0x80, 256)}
    return {byte: c for byte, c in shown.items() if c}
