"""Pictures of text → words with their places, by tesseract, where it knows Vietnamese."""

from __future__ import annotations

import csv
import functools
import subprocess
from typing import TYPE_CHECKING

from indexer.read.formats import programs
from indexer.read.formats.layout import Word
from indexer.read.job import Job

if TYPE_CHECKING:
    import pypdfium2 as pdfium

NEEDED = "install tesseract with its Vietnamese data (tesseract-ocr, tesseract-ocr-vie) to read it"
_LANGUAGE = "vie"
_DENSITY = 300  # dots an inch, what tesseract was trained on
_LONGEST = 6_000  # dots of a side; a larger page is a plan, and would fill the memory
_POINTS = 72  # an inch
_SURE = 20  # of 100; below is what tesseract sees in stains


@functools.cache
def missing() -> bool:
    """Whether tesseract or its Vietnamese is not there."""
    program = programs.found("tesseract")
    if program is None:
        return True
    try:
        done = subprocess.run(  # noqa: S603
            [program, "--list-langs"], capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return True
    return _LANGUAGE not in done.stdout.decode("utf-8", "replace").split()


def words(page: pdfium.PdfPage, job: Job) -> list[Word] | None:
    """What stands in the picture of a page; None where tesseract fails. Raises TimeoutError."""
    width, height = page.get_size()
    scale = min(_DENSITY / _POINTS, _LONGEST / max(width, height, 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    # A portable graymap, which tesseract reads without a library for pictures on our side.
    picture = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + _packed(bitmap)
    bitmap.close()
    program = programs.found("tesseract") or "tesseract"
    command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(int(scale * _POINTS))]
    try:
        told = programs.output([*command, "tsv"], job, picture)
    except programs.Failed:
        return None
    return [*_words(told.decode("utf-8", "replace"), scale)]


def _packed(bitmap: pdfium.PdfBitmap) -> bytes:
    """The dots without what fills the rows."""
    raw = bytes(bitmap.buffer)
    width, stride = bitmap.width, bitmap.stride
    if width == stride:
        return raw
    return b"".join(raw[at : at + width] for at in range(0, stride * bitmap.height, stride))


def _words(table: str, scale: float) -> list[Word]:
    """The words of tesseract's table; the words of one line get its height, for it may be askew."""
    found: list[Word] = []
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        text = (row.get("text") or "").strip()
        if not text or float(row["conf"]) < _SURE:
            continue
        x, y = float(row["left"]) / scale, float(row["top"]) / scale
        wide, high = float(row["width"]) / scale, float(row["height"]) / scale
        found.append(Word(text, x, x + wide, y, y + high))
    return found
