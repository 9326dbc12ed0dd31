"""Short sketches of texts, by which those that may be the same are found; imports rensa alone."""

from __future__ import annotations

import re
import struct
import zlib
from operator import eq
from typing import NamedTuple

from rensa import RMinHash

from indexer.text.unicode import fold_tone

WIDTH = 3  # syllables of a shingle; most Vietnamese words have one or two
LEAST = 40  # shingles; of a shorter text nothing is concluded
LONGEST = 400_000  # characters that are looked at: 150 pages tell one text from another

# Of texts that share 0.7 of their shingles, 99.6 % have one of the keys in common; of those that
# share 0.1, as two on one matter do, 0.2 %.
_ROWS, _BANDS = 4, 20
_SLOTS = _ROWS * _BANDS
_SEED = 380
_SYLLABLE = re.compile(r"[^\W\d_]+|\d+")  # half the time of regex; the same on NFC texts

# Sketches of another version are made anew.
VERSION = f"{RMinHash.ALGORITHM_VERSION}.{WIDTH}.{LEAST}.{LONGEST}.{_ROWS}x{_BANDS}.{_SEED}"


class Sketch(NamedTuple):
    """A text in few bytes; nothing where it is too short to be told from others."""

    bands: bytes = b""
    signature: bytes = b""


def sketch(text: str, own: str | None = None) -> Sketch:
    """The sketch of *text*; *own* is the code that it bears where it is a document.

    Texts that bear different codes have no key in common.
    """
    found = _SYLLABLE.findall(excerpt(text).lower())
    syllables = [s.lstrip("0") or "0" for s in found]
    rows = [" ".join(row) for row in zip(*(syllables[n:] for n in range(WIDTH)), strict=False)]
    if len(rows) < LEAST:
        return Sketch()
    made = RMinHash(_SLOTS, _SEED)
    made.update(rows)
    signature = struct.pack(f"<{_SLOTS}I", *made.digest())
    size = _ROWS * 4
    bands = (signature[n : n + size] for n in range(0, len(signature), size))
    bearer = (own or "").encode()
    keys = (zlib.crc32(bytes([n]) + band + bearer) for n, band in enumerate(bands))
    return Sketch(struct.pack(f"<{_BANDS}I", *keys), signature)


def excerpt(text: str) -> str:
    """What of *text* is looked at, with tone marks where new spelling sets them."""
    return fold_tone(text[:LONGEST])


def numbers(packed: bytes) -> tuple[int, ...]:
    """The keys or the signature of a sketch, as numbers."""
    return struct.unpack(f"<{len(packed) // 4}I", packed)


def estimate(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The share of shingles that two texts have in common, by their signatures; within 0.05."""
    agreeing: int = sum(map(eq, one, other))
    return agreeing / len(one)
