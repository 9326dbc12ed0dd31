"""What a file is: by its first bytes, and by its name only where plain text could be anything."""

from __future__ import annotations

import codecs
import re
import zipfile
from typing import BinaryIO

from indexer.read import decode
from indexer.read.limits import Limits, Unreadable
from indexer.read.members import BROKEN, is_tar, zip_names

HEAD = 4096  # bytes that tell
TEXTS = (".txt", ".md")
PAGES = (".html", ".htm")
RECORDS = (".jsonl", ".csv")
OFFICE = (".pdf", ".doc", ".docx", ".odt", ".rtf")
OTHERS = (".eml", ".mht", ".zip", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz")
FORMATS = (*TEXTS, *PAGES, *RECORDS, *OFFICE, *OTHERS)

ARCHIVES = ("zip", "tar", "gzip", "bzip2", "xz")
_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),  # an empty one
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
)
_TOLD = (  # what is known well enough to say what to do
    (b"Rar!\x1a\x07", "it is a RAR archive; unpack it and take in the folder"),
    (b"7z\xbc\xaf\x27\x1c", "it is a 7-Zip archive; unpack it and take in the folder"),
    (b"\xff\xd8\xff", "it is a picture (JPEG), which is not read"),
    (b"\x89PNG\r\n\x1a\n", "it is a picture (PNG), which is not read"),
    (b"GIF8", "it is a picture (GIF), which is not read"),
    (b"II*\x00", "it is a picture (TIFF), which is not read; scans are read as PDF"),
    (b"MM\x00*", "it is a picture (TIFF), which is not read; scans are read as PDF"),
    (b"MZ", "it is a program, which is not read"),
    (b"\x7fELF", "it is a program, which is not read"),
)
_RTF = re.compile(rb"\s*\{\s*\\rtf", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>|<!--.{0,2000}?-->|\s)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_PART = re.compile(
    r"\s*<(?:head|meta|title|body|table|div|p|style|font|center|!--)\b", re.IGNORECASE
)
_WORD_XML = re.compile(
    r"<(?:\w+:)?(?:wordDocument|package)\b[^>]{0,3000}schemas\.microsoft\.com/office", re.DOTALL
)
_FLAT_ODT = re.compile(r"<office:document\b[^>]{0,3000}opendocument", re.DOTALL)
_MAIL_FIELD = (
    r"(?:from|to|cc|subject|date|message-id|mime-version|received|return-path|reply-to"
    r"|delivered-to|content-type|content-transfer-encoding|dkim-signature|x-[\w-]+|arc-[\w-]+)"
)
_MAIL = re.compile(
    rf"(?:From \S+ [^\n]*\n)?{_MAIL_FIELD}:[^\n]*\n(?:[ \t][^\n]*\n)*{_MAIL_FIELD}:", re.IGNORECASE
)
_NOT_TEXTS = (
    ("xl/", "it is an Excel workbook, which is not read; save its sheets as CSV"),
    ("ppt/", "it is a PowerPoint presentation, which is not read; save it as PDF"),
    ("OEBPS/", "it is an e-book (EPUB), which is not read"),
)
_SHEET = "it is an OpenDocument {}, which is not read; save it as PDF or CSV"


def kind(head: bytes, ending: str) -> str:
    """What a file is that begins with *head* and whose name ends in *ending*.

    A key of readers.READERS, one of ARCHIVES (a "zip" may be more, see of_zip()), or "records".
    Raises Unreadable for what cannot be read, with the reason.
    """
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if ending not in (*TEXTS, *PAGES, *RECORDS):
        for magic, reason in _TOLD:
            if head.startswith(magic):
                raise Unreadable(reason)
    if _RTF.match(head.removeprefix(codecs.BOM_UTF8)):
        return "rtf"
    if b"%PDF-" in head[:1024] and ending not in TEXTS:
        return "pdf"
    if ending not in TEXTS and is_tar(head):
        return "tar"
    return _of_text(head, ending)


def _of_text(head: bytes, ending: str) -> str:
    """The kind of what may be text."""
    if ending in RECORDS:
        return "records"
    opening = _opening(head)
    if _PAGE.match(opening):
        return "page"
    if ending in TEXTS:
        return "text"
    if _WORD_XML.search(opening):
        return "word"
    if _FLAT_ODT.search(opening):
        return "flat"
    if _MAIL.match(opening.lstrip()):
        return "mail"
    if ending in PAGES or (_PART.match(opening) and ending in (*OFFICE, *OTHERS)):
        return "page"
    if ending in OFFICE:
        return "text" if _is_text(head) else _damaged(ending)
    if ending in (".eml", ".mht"):
        return "mail"
    if ending in (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz"):
        return _damaged(ending)
    raise Unreadable(f"its format is not known; what can be read: {' '.join(FORMATS)}")


def _damaged(ending: str) -> str:
    raise Unreadable(f"it is damaged, or no {ending[1:]} file at all")


def _opening(head: bytes) -> str:
    """The first characters, as far as they tell what markup it is."""
    return head.decode(decode.marked(head) or "latin-1", "replace").lstrip("\ufeffï»¿")


def _is_text(head: bytes) -> bool:
    """Whether *head* may begin a text: with a byte order mark, or without control characters."""
    if decode.marked(head):
        return True
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head)


def of_zip(file: BinaryIO, ending: str, limits: Limits) -> str:
    """What a zip is: "docx", "odt" or an archive, "zip"; raises Unreadable."""
    try:
        names = zip_names(file, limits)
    except zipfile.BadZipFile as error:
        known = ending[1:] if ending in (".docx", ".odt") else "zip"
        reason = f"it is damaged, or no {known} file at all ({_plain(error)})"
        raise Unreadable(reason) from error
    typed = "[Content_Types].xml" in names
    if typed and any(name.startswith("word/") for name in names):
        return "docx"
    if "content.xml" in names and ("mimetype" in names or ending == ".odt"):
        return _of_opendocument(file)
    if typed or ending == ".epub":
        for folder, reason in _NOT_TEXTS:
            if any(name.startswith(folder) for name in names):
                raise Unreadable(reason)
    if ending in (".docx", ".odt"):
        raise Unreadable(f"it is damaged, or no {ending[1:]} file at all (it holds no document)")
    return "zip"


def _of_opendocument(file: BinaryIO) -> str:
    with zipfile.ZipFile(file) as archive:
        try:
            with archive.open("mimetype") as member:
                told = member.read(200).decode("ascii", "replace")
        except (*BROKEN, RuntimeError, NotImplementedError):
            return "odt"  # its reader tells what is wrong
    for word in ("spreadsheet", "presentation", "graphics"):
        if word in told:
            raise Unreadable(_SHEET.format(word))
    return "odt"


def _plain(error: Exception) -> str:
    return " ".join(str(error).split())[:100].lower()
