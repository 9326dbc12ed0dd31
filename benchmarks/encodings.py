"""How well text in old encodings is read: every text is written in each of them and read again.

    python benchmarks/encodings.py FILE.jsonl[.gz] [--texts N] [--truth FOLDER]

"file" is text that is read from bytes, "font" the characters that a document shows which was
written with a font of that encoding. Cells are per cent of the words that are right, letter by
letter, in texts of so many words; TCVN3 has no capitals with a tone, so that some of its words
cannot be. FOLDER holds NAME_ENCODING_N.txt beside NAME_*_N.unicode_truth.txt.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import functools
import gzip
import json
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import resources
from itertools import islice
from pathlib import Path

from indexer.read import decode
from indexer.text.legacy import recover, surface
from indexer.text.unicode import normalise

LENGTHS = (20, 50, 200, 1000)  # words
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."})
_TONES = "\u0300\u0301\u0303\u0309\u0323"

Write = Callable[[str], bytes]


@functools.cache
def _rows() -> Sequence[Mapping[str, str]]:
    source = resources.files("indexer.text.legacy").joinpath("letters.csv")
    return tuple(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))


def written(text: str, encoding: str) -> bytes:
    """*text*, in NFC, in one of ENCODINGS; what that one does not have is "?"."""
    return ENCODINGS[encoding](text)


def _of_bytes(name: str) -> Write:
    pieces = {row["letter"]: bytes([int(row[name], 16)]) for row in _rows() if row[name]}
    small = {c.upper(): piece for c, piece in pieces.items() if c.upper() not in pieces}
    return functools.partial(_piecewise, pieces | small)  # where there are no capitals with a tone


def _vni() -> Write:
    return functools.partial(
        _piecewise, {row["letter"]: row["vni"].encode("latin-1") for row in _rows()}
    )


def _piecewise(pieces: Mapping[str, bytes], text: str) -> bytes:
    return b"".join(pieces.get(c) or c.encode("cp1252", "replace") for c in text)


def _windows(text: str) -> bytes:
    """A letter that the code page does not have as one is written as a letter and its tone."""
    return b"".join(_parted(c).encode("cp1258", "replace") for c in text)


def _parted(letter: str) -> str:
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in marks if c in _TONES)
        rest = "".join(c for c in marks if c not in _TONES)
        return unicodedata.normalize("NFC", rest) + tone
    return letter


def _spoilt(text: str, times: int) -> bytes:
    for _ in range(times):
        text = surface(text.encode())
    return text.encode()


ENCODINGS: dict[str, Write] = {
    "utf-8": str.encode,
    "tcvn3": _of_bytes("tcvn3"),
    "vni": _vni(),
    "viscii": _of_bytes("viscii"),
    "vps": _of_bytes("vps"),
    "windows-1258": _windows,
    "utf-8 as windows-1252": functools.partial(_spoilt, times=1),
    "utf-8 as windows-1252, twice": functools.partial(_spoilt, times=2),
    "utf-16, marked": lambda text: text.encode("utf-16"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
}
FONTS = ("tcvn3", "vni", "viscii", "vps", "windows-1258")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--texts", type=int, default=500, help="of each length")
    parser.add_argument("--truth", type=Path)
    asked = parser.parse_args()
    parts = {words: list(_parts(asked.file, words, asked.texts)) for words in LENGTHS}
    _print("words", *(str(words) for words in parts))
    _print("texts", *(str(len(texts)) for texts in parts.values()))
    for encoding in ENCODINGS:
        _print(f"{encoding} (file)", *(_right(t, encoding, _of_file) for t in parts.values()))
    for encoding in FONTS:
        _print(f"{encoding} (font)", *(_right(t, encoding, _of_font) for t in parts.values()))
    _sound(asked.file)
    if asked.truth:
        _against(asked.truth)


def _print(name: str, *cells: str) -> None:
    sys.stdout.write(f"{name:<36}" + "".join(f"{cell:>9}" for cell in cells) + "\n")


def _texts(file: Path) -> Iterator[str]:
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def _parts(file: Path, words: int, number: int) -> Iterator[str]:
    """Pieces of so many words from the middle of texts, with their lines."""
    pieces = re.compile(rf"\S+(?:\s+\S+){{{words - 1}}}")
    found = (pieces.search(text, text.find(" ", len(text) // 4)) for text in _texts(file))
    yield from islice((normalise(m[0]).translate(_PLAIN) for m in found if m), number)


def _of_file(data: bytes) -> str:
    try:
        return decode.text(data).text
    except decode.NotText:
        return ""


def _of_font(data: bytes) -> str:
    return recover(surface(data)).text


def _right(texts: Sequence[str], encoding: str, read: Callable[[bytes], str]) -> str:
    right = total = 0
    for text in texts:
        good, words = _compared(text, normalise(read(written(text, encoding))))
        right, total = right + good, total + words
    return f"{100 * right / total:.2f}" if total else "-"


def _compared(text: str, read: str) -> tuple[int, int]:
    """How many words of *text* stand in *read*, and how many there are."""
    words, found = text.split(), read.split()
    if len(words) == len(found):
        return sum(a == b for a, b in zip(words, found, strict=True)), len(words)
    blocks = difflib.SequenceMatcher(None, words, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks), len(words)


def _sound(file: Path) -> None:
    """How many texts in Unicode are changed, and how fast that is known."""
    number = changed = size = 0
    spent = 0.0
    for text in _texts(file):
        began = time.perf_counter()
        changed += recover(text).encoding is not None
        spent += time.perf_counter() - began
        number, size = number + 1, size + len(text.encode())
    _print("texts in Unicode", str(number))
    _print("changed", str(changed))
    _print("MB/s", f"{size / spent / 1e6:.0f}")


def _against(folder: Path) -> None:
    truths = {path.name.split(".")[0][-1]: path for path in folder.glob("*.unicode_truth.txt")}
    for path in sorted(folder.glob("synthetic_*_[0-9].txt")):
        truth = normalise(truths[path.stem[-1]].read_text(encoding="utf-8"))
        found = decode.text(path.read_bytes())
        right, words = _compared(truth, normalise(found.text))
        _print(path.name, f"{100 * right / words:.2f}", f"  {found.encoding}")


if __name__ == "__main__":
    main()
