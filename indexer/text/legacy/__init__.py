"""Text of old Vietnamese fonts and code pages, and UTF-8 that was taken for another → Unicode.

Encodings: TCVN3 (fonts .VnTime, .VnArial), VNI (VNI-Times), VISCII, VPS, windows-1258, and UTF-8
that was read as windows-1252, once or twice. Which one it is, is decided for a whole document, by
the syllables that come out; what is sound, or cannot be told, stays as it is. Lines and words of a
document that are Unicode already stay, too.

Ask before normalising: a soft hyphen is a letter of TCVN3.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from indexer.text.legacy import mojibake, tcvn3
from indexer.text.legacy.evidence import WORD, Fit, Reader, as_it_stands, decided, is_surface
from indexer.text.legacy.tables import surface

__all__ = ["Recovered", "recover", "surface"]


_MOJIBAKE = ("", "utf-8 as windows-1252", "utf-8 as windows-1252, twice")
# No Vietnamese text of more than a few words is without one of these, once it is not Unicode: what
# Vietnamese does not have, or a mark within a word, a capital behind a small letter, two tones.
_ODD = re.compile("[\x80-\x9f¢¤-¦¨ª¬¯´µ¶¸¹¼-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöøûüþÿ÷μ†‡ˆ˜‰ƒŠŒŽšœžŸ\ufffd]")
_ODDLY_PLACED = re.compile(  # it begins with one class of characters, which is found fast
    "[®«»·§ºÀ-Þìò](?:(?<=[®«»·§])(?=[^\\W\\d_])|(?<=á[º»])|(?<=[a-zà-ÿ][À-Þ])"
    "|(?<=[ÂÃ])[\x80-\xbf€‚-™]|(?<=[âãêôõý][ìò]))"
)
_LINE = re.compile(r"[^\n\r\v\f\u2028]+")


@dataclass(frozen=True)
class Recovered:
    """A text in Unicode, and the encoding that it was in; None where it was sound."""

    text: str
    encoding: str | None = None


def recover(text: str, *, sure: bool = False) -> Recovered:
    """*text* in Unicode, where it is a surface of another encoding; else *text* as it is.

    *sure* says that it is no UTF-8, as with the bytes of some files: one word may decide then.
    """
    if text.isascii() or not (sure or _ODD.search(text) or _ODDLY_PLACED.search(text)):
        return Recovered(text)
    plain, times = unicodedata.normalize("NFC", text), 0
    if not sure:
        plain, times = mojibake.repaired(plain)
    reader = decided(plain, sure=sure)
    if reader and (done := _read(plain, reader)) != plain:
        return Recovered(done, reader.encoding.name)
    if times:
        return Recovered(plain, _MOJIBAKE[min(times, 2)])
    return Recovered(text)


def _read(text: str, reader: Reader) -> str:
    """*text* by the encoding that was found, line by line; what is Unicode already stays."""
    if reader.encoding.capitals:
        return _LINE.sub(lambda match: _line(match[0], reader), text)
    done = _LINE.sub(lambda match: tcvn3.with_capitals(_line(match[0], reader)), text)
    return tcvn3.with_names(tcvn3.with_first_letters(tcvn3.with_lost_letters(done)))


def _line(line: str, reader: Reader) -> str:
    """A line as it is read; one that is sound, or of another language, as it stands."""
    sound = read = neither = 0
    for match in WORD.finditer(line):
        word = match[0]
        stands = as_it_stands(word)
        if not is_surface(word):
            sound += stands is Fit.YES
            continue
        fits = reader.fit(word)
        sound += stands is Fit.YES and fits is Fit.NO
        read += stands is Fit.NO and fits is Fit.YES
        neither += stands is Fit.NO and fits is Fit.NO
    if sound > read or (neither > 2 and neither > 2 * read):
        return line
    return WORD.sub(lambda match: reader.word(match[0]), line)
