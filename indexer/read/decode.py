"""Bytes → text, where they are text."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LONGEST_LINE = 100_000_000  # bytes; a longer record is refused, not held in memory
_PIECE = 1_000_000  # bytes of it that are passed over at a time

_MARKS = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
# What a page may declare and be taken at its word; browsers read Latin-1 as windows-1252, too.
_LATIN = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_LEGACY = re.compile(r"(?:windows|cp|iso-8859)-?\d{1,4}|cp1252", re.IGNORECASE)
# A byte that is no UTF-8 is read as one of these, so that the rest of its line is not lost.
_BROKEN = re.compile("[\udc80-\udcff]")


class NotText(Exception):
    """The bytes cannot be read; the message is the reason, in plain words."""


def text(data: bytes) -> str:
    """*data* as UTF-8 or, with a byte order mark, UTF-16 text; raises NotText."""
    encoding = marked(data)
    if encoding is None and b"\0" in data:
        raise NotText("it is no text (it holds NUL bytes)")
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        raise NotText(_not_utf8(data, error)) from error


def page(data: bytes) -> str:
    """A web page's text: UTF-8, else the encoding that the page declares; raises NotText."""
    try:
        return text(data)
    except NotText:
        encoding = _declared(data)
        if encoding is None or b"\0" in data:
            raise
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(
            f"it declares {encoding}, which it is not (byte {error.start + 1}); save it as UTF-8"
        ) from error


class TooLong(str):
    """Stands for a line of more than LONGEST_LINE bytes; what it holds is passed over."""

    __slots__ = ()


def lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream, with their ends; check each with broken()."""
    first = stream.readline(LONGEST_LINE + 1)
    if (encoding := marked(first)) and encoding != "utf-8-sig":
        # Lines of UTF-16 cannot be told apart before they are decoded.
        whole = io.BufferedReader(_Again(first, stream))
        yield from io.TextIOWrapper(whole, encoding, errors="replace", newline="\n")
        return
    line = first.removeprefix(codecs.BOM_UTF8)
    while line:
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            _pass_over(stream)
            yield TooLong()
        else:
            yield line.decode("utf-8", "surrogateescape")
        line = stream.readline(LONGEST_LINE + 1)


def _pass_over(stream: BinaryIO) -> None:
    """Go on to the next line."""
    while (piece := stream.readline(_PIECE)) and not piece.endswith(b"\n"):
        pass


class _Again(io.RawIOBase):
    """A stream whose first bytes were read already."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first, self._rest = io.BytesIO(first), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        target = memoryview(buffer).cast("B")
        data = self._first.read(len(target)) or self._rest.read(len(target))
        target[: len(data)] = data
        return len(data)


def broken(line: str) -> bool:
    """Whether a line of lines() held bytes that are no UTF-8."""
    return _BROKEN.search(line) is not None


def marked(data: bytes) -> str | None:
    """The encoding that a byte order mark tells."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _declared(data: bytes) -> str | None:
    """The encoding that a page declares, where it is one that Vietnamese pages were made in."""
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    name = _LATIN.get(name, name)
    if not _LEGACY.fullmatch(name):
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    return (
        f"it is not UTF-8 text (byte 0x{data[error.start]:02X} in line {line}); "
        "save it as UTF-8 and try again"
    )
