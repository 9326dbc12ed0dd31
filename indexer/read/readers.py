"""The table of formats: a kind of file, and what reads it. A new format is a row more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from indexer.read import decode, page
from indexer.read.article import Draft
from indexer.read.formats import docx, mail, odt, ole, pdf, rtf
from indexer.read.job import Found, Job, ReadBytes


def _text(data: bytes, job: Job) -> Iterator[Found]:
    del job
    yield Draft(text=decode.text(data))


def _page(data: bytes, job: Job) -> Iterator[Found]:
    del job
    yield page.draft(data)


def _in_unicode(text: str) -> str:
    """*text* in Unicode, where it was typed for a font like .VnTime that draws other letters."""
    return text


def _with_fonts(read: ReadBytes) -> ReadBytes:
    """*read* for a format whose letters may be those of an old font."""

    def reading(data: bytes, job: Job) -> Iterator[Found]:
        for found in read(data, job):
            yield (
                replace(found, text=_in_unicode(found.text)) if isinstance(found, Draft) else found
            )

    return reading


READERS: Mapping[str, ReadBytes] = {
    "text": _text,
    "page": _page,
    "docx": _with_fonts(docx.read),
    "word": _with_fonts(docx.read_flat),
    "ole": _with_fonts(ole.read),
    "odt": _with_fonts(odt.read),
    "flat": _with_fonts(odt.read_flat),
    "rtf": _with_fonts(rtf.read),
    "pdf": _with_fonts(pdf.read),
    "mail": mail.read,
}
