"""The members of archives, one by one and held to limits; nothing is unpacked to a disk."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO, NamedTuple, cast

from indexer.read.limits import MB, SMALL, Limits, Unreadable, is_bomb

_PIECE = 1 * MB  # bytes that are unpacked at a time
BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,  # a header's figures that are none
    IndexError,
    struct.error,
    OverflowError,
    KeyError,
)
"""What the libraries raise for archives that are damaged."""
_ENCRYPTED = "it is encrypted; unpack the archive with its password and take in the folder"
_END = struct.Struct("<4s4H2LH")  # of a zip's directory: …, entries, size, where it begins
_LARGEST_DIRECTORY = 8 * MB  # of 150,000 files or so, which take 80 MB of memory
_OPENERS: dict[str, Callable[[BinaryIO], Any]] = {
    "gzip": gzip.open,
    "bzip2": bz2.open,
    "xz": lzma.open,
}


class Member(NamedTuple):
    """A file in an archive, by its path in there."""

    name: str
    data: bytes


class Missed(NamedTuple):
    """What of an archive was not read, and why; an empty name means the rest of it."""

    name: str
    reason: str


@dataclass
class Budget:
    """What is left for one archive and all that lie in it."""

    limits: Limits
    members: int = 0
    unpacked: int = 0

    def count(self) -> None:
        """Count a member; raises Unreadable where there are too many."""
        self.members += 1
        if self.members > self.limits.max_members:
            most = f"{self.limits.max_members:,} files"
            raise Unreadable(f"it holds more than {most}; the rest was not read (--max-members)")

    def spend(self, size: int) -> None:
        """Count bytes; raises Unreadable where there are too many."""
        self.unpacked += size
        if self.unpacked > self.limits.max_unpacked * MB:
            most = f"{self.limits.max_unpacked:,} MB"
            raise Unreadable(
                f"it unpacks to more than {most}; the rest was not read (--max-unpacked)"
            )


def members(kind: str, file: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Missed]:
    """The files in an archive of this *kind*, in its order; what cannot be read comes as Missed."""
    try:
        if kind == "zip":
            yield from _of_zip(file, budget)
        elif kind == "tar":
            yield from _of_tar(_Bounded(file, file, budget), budget)
        else:
            yield from _of_packed(kind, file, name, budget)
    except Unreadable as error:
        yield Missed("", str(error))
    except MemoryError:
        yield Missed("", "it needs more memory than there is")
    except (*BROKEN, RuntimeError, NotImplementedError) as error:
        yield Missed("", f"it is damaged; the rest was not read ({_told(error)})")


def zip_names(file: BinaryIO, limits: Limits) -> frozenset[str]:
    """The names in a zip; raises Unreadable for one with too many, zipfile.BadZipFile."""
    _check_directory(file, limits)
    try:
        with zipfile.ZipFile(file) as archive:
            return frozenset(archive.namelist())
    except (*BROKEN, NotImplementedError) as error:
        raise zipfile.BadZipFile(_told(error)) from error
    finally:
        file.seek(0)


def _check_directory(file: BinaryIO, limits: Limits) -> None:
    """Raise Unreadable for a directory that would fill the memory before it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + _END.size:
        return
    directory = _END.unpack_from(tail, at)[5]
    if directory != 0xFFFFFFFF and directory > max(_LARGEST_DIRECTORY, 1_000 * limits.max_members):
        raise Unreadable(f"it holds more than {limits.max_members:,} files (--max-members)")


def _of_zip(file: BinaryIO, budget: Budget) -> Iterator[Member | Missed]:
    _check_directory(file, budget.limits)
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            budget.count()
            name = _readable(info)
            if reason := _refused(info, name, budget.limits):
                yield Missed(name, reason)
            elif not is_litter(name):
                yield _from_zip(archive, info, name, budget)


def _refused(info: zipfile.ZipInfo, name: str, limits: Limits) -> str | None:
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "it is a link, which is not followed"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "it is a device, no file"
    if info.flag_bits & 1:
        return _ENCRYPTED
    return _unsafe(name) or _too_much(info.compress_size, info.file_size, limits)


def _too_much(packed: int, unpacked: int, limits: Limits) -> str | None:
    if is_bomb(packed, unpacked):
        return f"it is a bomb: {packed:,} bytes would unpack to {unpacked / MB:,.0f} MB"
    return None if limits.fits(unpacked) else limits.too_large(unpacked)


def _unsafe(name: str) -> str | None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        return "its path leads out of the archive"
    return None


def is_litter(name: str) -> bool:
    """Whether a file in an archive is one that systems leave there, or hidden."""
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "~$")) for part in parts)
    return (
        hidden or parts[:1] == ("__MACOSX",) or name.lower().endswith(("thumbs.db", "desktop.ini"))
    )


def _readable(info: zipfile.ZipInfo) -> str:
    """The name of a member; many programs write UTF-8 without saying so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _from_zip(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget
) -> Member | Missed:
    try:
        with archive.open(info) as member:
            return Member(name, _whole(member, budget))
    except NotImplementedError:
        return Missed(name, "it is packed in a way that is not known; pack it again as plain zip")
    except RuntimeError:  # a password that no flag tells
        return Missed(name, _ENCRYPTED)
    except BROKEN as error:
        return Missed(name, f"it is damaged ({_told(error)})")


def _whole(source: IO[bytes], budget: Budget) -> bytes:
    """All of *source*, which counts; raises Unreadable."""
    pieces: list[bytes] = []
    size = 0
    while piece := source.read(_PIECE):
        budget.spend(len(piece))
        size += len(piece)
        pieces.append(piece)
        if not budget.limits.fits(size):
            raise Unreadable(budget.limits.too_large(size))
    return b"".join(pieces)


class _Bounded:
    """A stream that is unpacked forwards only, a little at a time, within the budget."""

    def __init__(self, source: BinaryIO, packed: BinaryIO, budget: Budget) -> None:
        self._source = source
        self._packed = packed
        self._budget = budget
        self._at = 0
        self._start = b""

    def peek(self) -> bytes:
        """The first block."""
        self._start = self._take(tarfile.BLOCKSIZE)
        return self._start

    def read(self, size: int = -1) -> bytes:
        """As of a file; a header that wants all the memory is refused."""
        if size < 0 or size > SMALL:
            raise Unreadable("it is damaged (a header that is too large); the rest was not read")
        found = self._start[:size]
        self._start = self._start[size:]
        if len(found) < size:
            found += self._take(size - len(found))
        self._at += len(found)
        return found

    def _take(self, size: int) -> bytes:
        found = b""
        while len(found) < size and (piece := self._source.read(size - len(found))):
            found += piece
        self._spend(len(found))
        return found

    def _spend(self, size: int) -> None:
        if self._source is not self._packed:
            self._budget.spend(size)
            packed = self._packed.tell()
            if is_bomb(packed, self._at + size):
                raise Unreadable("it is a bomb: little that unpacks to very much")

    def seek(self, to: int, whence: int = 0) -> int:
        """Forwards only."""
        if whence or to < self._at:
            raise tarfile.StreamError("seeking backwards is not allowed")
        while self._at < to and self.read(min(_PIECE, to - self._at)):
            pass
        return self._at

    def tell(self) -> int:
        """How far it was read."""
        return self._at


def _of_packed(kind: str, file: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Missed]:
    """The members of a packed tar, or the one file that was packed alone."""
    with _OPENERS[kind](file) as source:
        stream = _Bounded(source, file, budget)
        if is_tar(stream.peek()):
            yield from _of_tar(stream, budget)
        else:
            budget.count()
            yield Member(PurePosixPath(name).stem or "file", _alone(stream, budget.limits))


def _alone(stream: _Bounded, limits: Limits) -> bytes:
    pieces: list[bytes] = []
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        if not limits.fits(stream.tell()):
            raise Unreadable(limits.too_large(stream.tell()))
    return b"".join(pieces)


def is_tar(head: bytes) -> bool:
    """Whether *head* is the first block of a tar: its sum is right."""
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except (tarfile.HeaderError, *BROKEN):
        return False
    return True


def _of_tar(stream: _Bounded, budget: Budget) -> Iterator[Member | Missed]:
    with tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r:", errors="replace") as archive:
        while (info := archive.next()) is not None:
            vars(archive)["members"] = []  # it would keep them all
            if info.isdir():
                continue
            budget.count()
            if reason := _not_a_file(info) or _unsafe(info.name):
                yield Missed(info.name, reason)
            elif not budget.limits.fits(info.size):
                yield Missed(info.name, budget.limits.too_large(info.size))
            elif not is_litter(info.name) and (source := archive.extractfile(info)):
                yield Member(info.name, _exactly(source, info, budget))


def _not_a_file(info: tarfile.TarInfo) -> str | None:
    if info.issym() or info.islnk():
        return "it is a link, which is not followed"
    return None if info.isfile() else "it is a device, no file"


def _exactly(source: IO[bytes], info: tarfile.TarInfo, budget: Budget) -> bytes:
    if info.issparse():  # a few bytes that stand for very many
        budget.spend(info.size)
    pieces: list[bytes] = []
    left = info.size
    while left and (piece := source.read(min(_PIECE, left))):
        pieces.append(piece)
        left -= len(piece)
    if left:
        raise EOFError("unexpected end of data")
    return b"".join(pieces)


def _told(error: BaseException) -> str:
    told = " ".join(str(error).split())[:100] or type(error).__name__
    return told.encode("utf-8", "replace").decode("utf-8")
