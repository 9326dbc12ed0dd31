"""Files that a browser hands in: written into the index folder as they come, and nowhere else."""

from __future__ import annotations

import hashlib
import secrets
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any, BinaryIO

import regex
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from indexer.errors import TracuuError
from indexer.text.unicode import normalise
from indexer.web.settings import MB, Settings

FOLDER = "uploads"  # in the index folder
_FIELD = 2_000  # bytes of a field that is no file
_FIELDS = 20
_HEAD = 8_000  # bytes of the headers of a part
_ODD = regex.compile(r'[\p{C}<>:"/\\|?*]+')  # what some disk does not take in a name
_DEVICE = regex.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")  # Windows keeps these
_LONGEST = 200  # bytes of a name: every disk takes it
_DIGEST = 12  # letters: what tells two files of one name apart
_COMING = "."  # how the folder of what is still coming begins
_LEFT = 24 * 3600.0  # seconds after which what was still coming comes no more

Check = Callable[[str | None], None]  # of the token, raises where it is not ours


class NotTaken(TracuuError):
    """What was handed in cannot be taken in."""


class TooMuch(NotTaken):
    """More was handed in than may be at once."""


@dataclass
class Form:
    """What came: fields, and files where they lie now."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    new: list[Path] = field(default_factory=list)  # those of the files that were not there before

    def discard(self) -> None:
        """Let go of the files that were not there before."""
        for path in self.new:
            shutil.rmtree(path.parent, ignore_errors=True)


async def receive(
    content_type: str, stream: AsyncIterator[bytes], settings: Settings, check: Check
) -> Form:
    """The form in *stream*, its files in the folder of uploads.

    The field "token" is handed to *check* before any file is written. Nothing is kept where this
    raises NotTaken, TooMuch, or what *check* does.
    """
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise NotTaken("Files come as a form of the kind multipart/form-data.")
    folder = settings.folder / FOLDER
    receiver = _Receiver(folder / f"{_COMING}{secrets.token_hex(8)}", settings, check)
    try:
        parser = MultipartParser(boundary, receiver.callbacks())
        async for chunk in stream:
            receiver.count(len(chunk))
            parser.write(chunk)
        parser.finalize()
        check(receiver.fields.get("token"))
        form = Form(receiver.fields)
        for file in receiver.files:
            _keep(form, folder, *file)
        return form
    except FormParserError as error:
        raise NotTaken(f"The form cannot be read ({error}).") from error
    except OSError as error:
        reason = error.strerror or str(error)
        line = f"The files cannot be written to the index folder ({reason})."
        raise NotTaken(line) from error
    finally:
        receiver.discard()


def safe_name(name: str) -> str:
    """*name* of a file as every disk takes it: no folder, no device, not hidden."""
    last = normalise(name).replace("\\", "/").rpartition("/")[2]
    plain = " ".join(_ODD.sub(" ", last).split()).strip(". ~$") or "tệp"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = plain, ""
    while len(f"{stem}.{ending}".encode()) > _LONGEST:
        stem = stem[:-1]
    plain = f"{stem}.{ending}" if ending else stem
    return f"_{plain}" if _DEVICE.fullmatch(plain) else plain


def tidy(folder: Path) -> None:
    """Drop what an end of the program left of files that were coming to the index in *folder*."""
    for left in (folder / FOLDER).glob(f"{_COMING}*"):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - _LEFT:  # younger: another page may get it now
                shutil.rmtree(left)


def shown_path(path: str, folder: Path) -> str:
    """*path* of a file, or of one in an archive, as it was handed in to the index in *folder*."""
    with suppress(ValueError):
        _, *given = PurePath(path).relative_to((folder / FOLDER).resolve()).parts
        return "/".join(given)
    return PurePath(path).name


def _keep(form: Form, folder: Path, arrived: Path, name: str, digest: str) -> None:
    """Put a file where it stays: the same file under the same name has one place."""
    kept = folder / digest[:_DIGEST] / name
    if not kept.exists():  # left alone where it is known: it may be read just now
        kept.parent.mkdir(parents=True, exist_ok=True)
        arrived.replace(kept)
        form.new.append(kept)
    form.files.append(kept)


class _Receiver:
    """Takes the parts of a form as the parser meets them."""

    def __init__(self, folder: Path, settings: Settings, check: Check) -> None:
        self.fields: dict[str, str] = {}
        self.files: list[tuple[Path, str, str]] = []  # where it lies, its name, its digest
        self._folder = folder
        self._settings = settings
        self._check = check
        self._size = 0
        self._begin()

    def callbacks(self) -> Any:
        """What the parser calls."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._on_header_name,
            "on_header_value": self._on_header_value,
            "on_header_end": self._on_header_end,
            "on_headers_finished": self._on_headers,
            "on_part_data": self._on_data,
            "on_part_end": self._end,
        }

    def count(self, size: int) -> None:
        """So many bytes more have come; raises TooMuch."""
        self._size += size
        if self._size > self._settings.max_upload:
            most = self._settings.max_upload // MB
            raise TooMuch(f"More than {most} MB at once. Hand in fewer, or use tracuu ingest.")

    def discard(self) -> None:
        """Let go of what is not kept."""
        if self._file is not None:
            self._file.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _begin(self) -> None:
        self._headers: dict[str, bytes] = {}
        self._head_size = 0
        self._name = self._value = b""
        self._field = ""
        self._filename: str | None = None
        self._text = bytearray()
        self._digest = hashlib.sha256()
        self._file: BinaryIO | None = None

    def _on_header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += self._part_of_head(data[start:end])

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += self._part_of_head(data[start:end])

    def _part_of_head(self, part: bytes) -> bytes:
        self._head_size += len(part)
        if self._head_size > _HEAD:
            raise NotTaken("The form cannot be read (a name in it is too long).")
        return part

    def _on_header_end(self) -> None:
        self._headers[self._name.decode("latin-1").lower()] = self._value
        self._name = self._value = b""

    def _on_headers(self) -> None:
        _, options = parse_options_header(self._headers.get("content-disposition", b""))
        self._field = options.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" not in options:
            return
        self._filename = options[b"filename"].decode("utf-8", "replace")
        self._check(self.fields.get("token"))  # before anything of it is written
        if len(self.files) >= self._settings.max_files:
            most = self._settings.max_files
            raise TooMuch(f"More than {most} files at once. Hand in fewer, or use tracuu ingest.")
        self._folder.mkdir(parents=True, exist_ok=True)
        self._file = (self._folder / str(len(self.files))).open("wb")

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        part = data[start:end]
        if self._file is not None:
            self._file.write(part)
            self._digest.update(part)
            return
        self._text += part
        if len(self._text) > _FIELD or len(self.fields) >= _FIELDS:
            raise NotTaken("The form cannot be read (it holds too much beside its files).")

    def _end(self) -> None:
        if self._file is None:
            self.fields[self._field] = self._text.decode("utf-8", "replace")
            return
        lying = Path(self._file.name)
        self._file.close()
        self._file = None
        if self._filename:  # a form without a file has one without a name
            digest = self._digest.hexdigest()
            self.files.append((lying, safe_name(self._filename), digest))
