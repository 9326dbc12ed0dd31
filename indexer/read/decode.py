"""Bytes → text and the encoding it was in, where they are text."""

from __future__ import annotations

import codecs
import html
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from indexer.text import legacy
from indexer.text.legacy import Recovered

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
_UNICODE = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "utf-32": "utf-32"}  # all others are UTF-16
_GUESSED = 10_000  # bytes by which UTF-16 without its mark is told
_NUL_BYTES = 0.3  # of each second byte of it at least: those of blanks and plain letters
_COMMON = 0.95  # of its characters at least are Latin letters, figures and marks
_LATIN = re.compile("[\t\n\r -\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u22ff\u25a0-\u25ff\ufeff]")
_DAMAGED = 10  # letters of UTF-8 at least for each byte that is none
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_CODE_PAGE = re.compile(r"(?:windows|cp|iso-8859)-?\d{1,4}", re.IGNORECASE)
_REFERENCE = re.compile(r"&#?\w{2,8};")
_WESTERN = "windows-1252"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1e\x7f-\x9f]")
_STRAY = 0.01  # of the characters of a Western text at most are controls
_ACCENTED, _FEW = 0.3, 5  # and at most are beyond ASCII, and a few in a short one

# A byte that is no UTF-8 is read as one of these, so that the rest of its line is not lost.
_BROKEN = re.compile("[\udc80-\udcff]")


class NotText(Exception):
    """The bytes cannot be read; the message is the reason, in plain words."""


def text(data: bytes) -> Recovered:
    """*data* as text, with its encoding; raises NotText.

    It is UTF-8, UTF-16, an old Vietnamese encoding, or windows-1252 where no word tells another.
    """
    shown, encoding = _shown(data)
    return _recovered(shown, encoding) or _western(shown, data)


def page(data: bytes) -> Recovered:
    """A web page's source as text, with its encoding; raises NotText.

    What it declares is believed where neither its bytes nor its words tell another encoding.
    """
    shown, encoding = _shown(data)
    found = _recovered(_REFERENCE.sub(_character, shown), encoding)
    if found is None and (declared := _declared(data)):
        name = declared.replace("cp125", "windows-125")
        found = Recovered(data.decode(declared, "replace"), name)
    return found or _western(shown, data)


def _shown(data: bytes) -> tuple[str, str | None]:
    """*data* as text and its encoding; a surface, with none, where it is no Unicode."""
    encoding = marked(data) or _unmarked(data) or "utf-8"
    if encoding == "utf-8" and b"\0" in data:
        raise NotText("it is no text (it holds NUL bytes)")
    try:
        return data.decode(encoding), _UNICODE.get(encoding, "utf-16")
    except UnicodeDecodeError as error:
        if not encoding.startswith("utf-8"):
            raise NotText(
                f"it has the mark of {encoding}, but is none; save it as UTF-8"
            ) from error
    done = data.decode("utf-8", "replace")
    lost = done.count(_REPLACEMENT)
    if _beyond_ascii(done) > (_DAMAGED + 1) * lost:
        return done, "utf-8, damaged"
    return "\n".join(map(_line, data.split(b"\n"))), None


def _line(data: bytes) -> str:
    """A line of a file that is no UTF-8 as a whole; a line may have come from another file."""
    try:
        done = data.decode("utf-8")
    except UnicodeDecodeError:
        return legacy.surface(data)
    return done if all(map(_LATIN.match, done)) else legacy.surface(data)


def _recovered(shown: str, encoding: str | None) -> Recovered | None:
    """*shown* in Unicode; None where it is a surface, and its words do not tell of what."""
    found = legacy.recover(shown, sure=encoding is None)
    if found.encoding:
        return found
    return Recovered(shown, encoding) if encoding else None


def _western(shown: str, data: bytes) -> Recovered:
    accented = _beyond_ascii(shown)
    stray = len(_CONTROL.findall(shown))
    if accented <= _ACCENTED * len(shown) + _FEW and stray <= _STRAY * len(shown):
        return Recovered(shown, _WESTERN)
    raise NotText(_not_utf8(data))


def _beyond_ascii(shown: str) -> int:
    return len(shown) - len(shown.encode("ascii", "ignore"))


def _character(reference: re.Match[str]) -> str:
    """The character that a page writes as "&agrave;" or "&#7841;"; those of its markup stay."""
    character = html.unescape(reference[0])
    return reference[0] if character.isascii() else character


class TooLong(str):
    """Stands for a line of more than LONGEST_LINE bytes; what it holds is passed over."""

    __slots__ = ()


def lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream, with their ends; check each with broken()."""
    first = stream.readline(LONGEST_LINE + 1)
    if (
        encoding := marked(first) or _unmarked(first[: len(first) // 2 * 2])
    ) and encoding != "utf-8-sig":
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


def _unmarked(data: bytes) -> str | None:
    """Which UTF-16 *data* is, where it has no mark: plain letters have a NUL byte on one side."""
    sample = data[:_GUESSED]
    if len(data) % 2 or b"\0" not in sample:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        done = sample.decode(encoding, "replace")
        common = sum(1 for _ in _LATIN.finditer(done))
        if high.count(0) >= _NUL_BYTES * len(high) and common >= _COMMON * len(done):
            return encoding
    return None


def _declared(data: bytes) -> str | None:
    """The code page that a page declares."""
    match = _DECLARED.search(data[:4096])
    name = match[1].decode("ascii").lower() if match else ""
    if not _CODE_PAGE.fullmatch(name) or name == "iso-8859-1":
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _not_utf8(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        where = f"byte 0x{data[error.start]:02X} in line {line}"
        return f"it is no text in UTF-8 or an old Vietnamese encoding ({where})"
    return "it is no text"
