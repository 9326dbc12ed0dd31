"""The table of formats: a kind of file, and what reads it. A new format is a row more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from indexer.read import decode, page
from indexer.read.article import Draft
from indexer.read.formats import docx, mail, odt, ole, pdf, rtf
from indexer.read.job import Found, Job, ReadBytes


def _text(data: bytes, job: Job) -> Iterator[Found]:
    del job
    found = decode.text(data)
    yield Draft(text=found.text, encoding=found.encoding)


def _page(data: bytes, job: Job) -> Iterator[Found]:
    del job
    yield page.draft(data)


READERS: Mapping[str, ReadBytes] = {
    "text": _text,
    "page": _page,
    "docx": docx.read,
    "word": docx.read_flat,
    "ole": ole.read,
    "odt": odt.read,
    "flat": odt.read_flat,
    "rtf": rtf.read,
    "pdf": pdf.read,
    "mail": mail.read,
}
