"""Text whose font tells its encoding → Unicode: what words alone can only suggest is known then.

A font's name is believed where the words agree: a program may have kept the name and changed the
text to Unicode.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from indexer.text.legacy import tcvn3
from indexer.text.legacy.evidence import SAMPLE, WORD, Fit, Reader, as_it_stands, is_surface
from indexer.text.legacy.tables import encodings

_FAMILIES = (
    (re.compile(r"\.vn", re.IGNORECASE), "tcvn3"),  # .VnTime, .VnArial Narrow
    (re.compile(r"vni[- ]", re.IGNORECASE), "vni"),  # VNI-Times, VNI-Helve
    (re.compile(r"vps[- ]", re.IGNORECASE), "vps"),
)


class Font(NamedTuple):
    """What the name of a font tells of its text."""

    encoding: str
    capitals: bool = False  # it draws small letters as capitals: .VnTimeH


class Stretch(NamedTuple):
    """Text in one font; None is any font of today. A line break of its own parts paragraphs."""

    text: str
    font: Font | None


def font(name: str | None) -> Font | None:
    """What a font of this *name* tells; None for a font of today."""
    bare = (name or "").strip(" ;\"'")
    encoding = next((told for family, told in _FAMILIES if family.match(bare)), None)
    if encoding is None:
        return None
    return Font(encoding, capitals=encoding == "tcvn3" and bare.upper().endswith("H"))


def converted(stretches: Sequence[Stretch]) -> tuple[list[str], str | None]:
    """Each of the *stretches* in Unicode, and the encoding that most of them were in, if any.

    Where several in one font follow each other the first has the text of all: a letter of VNI may
    begin in one and end in the next.
    """
    found = Counter(
        stretch.font.encoding for stretch in stretches if stretch.font and stretch.text.strip()
    )
    readers = {name: reader for name in found if (reader := _trusted(name, stretches))}
    if not readers:
        return [stretch.text for stretch in stretches], None
    texts: list[str] = []
    for told, run in itertools.groupby(stretches, key=lambda stretch: stretch.font):
        parts = [stretch.text for stretch in run]
        reader = readers.get(told.encoding) if told else None
        if told and reader:
            opens = not texts or texts[-1].endswith("\n")
            parts = [_read("".join(parts), told, reader, opens=opens), *[""] * (len(parts) - 1)]
        texts += parts
    return texts, max(readers, key=lambda name: found[name])


def _trusted(name: str, stretches: Iterable[Stretch]) -> Reader | None:
    """The reader of an encoding, where the words in its fonts speak for it more than against it."""
    reader = Reader(next(each for each in encodings() if each.name == name))
    texts = ("".join(part.text for part in run) for told, run in itertools.groupby(
        stretches, key=lambda stretch: stretch.font
    ) if told and told.encoding == name)  # fmt: skip
    words = {match[0] for text in texts for match in islice(WORD.finditer(text), SAMPLE)}
    speaks = sum(
        as_it_stands(word) is not Fit.YES and is_surface(word) and reader.fit(word) is Fit.YES
        for word in words
    )
    against = sum(
        not is_surface(word) or (as_it_stands(word) is Fit.YES and reader.fit(word) is Fit.NO)
        for word in words
    )
    return reader if speaks > against else None


def _read(text: str, told: Font, reader: Reader, *, opens: bool) -> str:
    if not all(is_surface(match[0]) for match in WORD.finditer(text)):
        return text  # Unicode, in whatever font
    done = reader.encoding.convert(text)
    if told.capitals:
        return done.upper()
    if reader.encoding.capitals:
        return done
    done = tcvn3.with_names(tcvn3.with_capitals(done))
    return tcvn3.with_first_letters(done) if opens else tcvn3.with_first_letters(f"-{done}")[1:]
