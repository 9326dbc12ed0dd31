"""Files of old Microsoft programs: what is in the container, and the letters with a password."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import olefile

from indexer.read.formats import doc
from indexer.read.formats.packed import ENCRYPTED
from indexer.read.job import Found, Job
from indexer.read.limits import Unreadable

_OTHERS = (
    (("EncryptedPackage",), ENCRYPTED),
    (("Workbook",), "it is an Excel workbook, which is not read; save its sheets as CSV"),
    (("Book",), "it is an Excel workbook, which is not read; save its sheets as CSV"),
    (("PowerPoint Document",), "it is a PowerPoint presentation; save it as PDF"),
    (("__properties_version1.0",), "it is an Outlook message (.msg); save it as .eml"),
)
_ENCRYPTED = 0x0100  # a flag in the header of a Word document
_HEADER = 12  # bytes of it


def read(data: bytes, job: Job) -> Iterator[Found]:
    """The Word document in a container; raises Unreadable where there is another thing."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            about = _about(container)
    except (OSError, ValueError, IndexError, TypeError, AttributeError, OverflowError) as error:
        raise Unreadable("it is damaged, or no .doc file at all") from error
    yield replace(doc.draft(data, job), **about)


def _about(container: olefile.OleFileIO) -> dict[str, Any]:
    """The properties of a Word document; raises Unreadable where it is none to read."""
    for names, reason in _OTHERS:
        if any(container.exists(name) for name in names):
            raise Unreadable(reason)
    if not container.exists("WordDocument"):
        raise Unreadable("it holds no Word document")
    header = container.openstream("WordDocument").read(_HEADER)
    if len(header) == _HEADER and int.from_bytes(header[10:12], "little") & _ENCRYPTED:
        raise Unreadable(ENCRYPTED)
    try:
        properties = container.get_metadata()
    except Exception:  # they are no part of the text; a damaged list of them harms nothing
        return {}
    page = properties.codepage or 1252
    made = properties.create_time
    return {
        "name": _decoded(properties.title, page),
        "author": _decoded(properties.author, page),
        "created": made.date().isoformat() if isinstance(made, datetime) else None,
    }


def _decoded(value: object, page: int) -> str | None:
    if not isinstance(value, bytes):
        return value if isinstance(value, str) else None
    try:
        return value.decode("utf-8" if page in (65001, -535) else f"cp{page}").rstrip("\0")
    except (UnicodeDecodeError, LookupError):
        return None
