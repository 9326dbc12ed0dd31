"""OpenDocument texts (.odt, .ott, .fodt): what a reader of them sees, without tracked deletions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from indexer.read.article import Draft
from indexer.read.formats.flow import Table, written
from indexer.read.formats.packed import (
    ENCRYPTED,
    Element,
    Package,
    attribute,
    local,
    parse,
    text_of,
)
from indexer.read.job import Found, Job
from indexer.read.limits import Unreadable

_GONE = frozenset(
    (
        *("tracked-changes", "annotation", "sequence-decls", "page-number", "page-count", "desc"),
        *("title", "ruby-text", "forms", "event-listeners", "variable-decls", "user-field-decls"),
    )
)
_PARAGRAPHS = ("p", "h")
_MARGINS = ("header", "header-first", "header-left")
_FEET = ("footer", "footer-first", "footer-left")
_PAGE_NUMBER = regex.compile(r"(?:trang|page)?[\s\d/|–—-]*", regex.IGNORECASE)
_MOST_BLANKS = 100


@dataclass
class _Document:
    """The notes, in the order of the text."""

    notes: list[str] = field(default_factory=list)


def read(data: bytes, job: Job) -> Iterator[Found]:
    """The document in a package."""
    with Package(data, job.limits) as package:
        manifest = package.xml_if_any("META-INF/manifest.xml")
        if manifest is not None and text_is_encrypted(manifest):
            raise Unreadable(ENCRYPTED)
        meta, styles = (package.xml_if_any(name) for name in ("meta.xml", "styles.xml"))
        yield _draft(package.xml("content.xml"), styles, meta)


def read_flat(data: bytes, job: Job) -> Iterator[Found]:
    """A document that is one XML file."""
    del job
    root = parse(data)
    yield _draft(root, root, root)


def text_is_encrypted(manifest: Element) -> bool:
    """Whether the manifest names parts that need a password."""
    return any(local(node) == "encryption-data" for node in manifest.iter())


def _draft(content: Element, styles: Element | None, meta: Element | None) -> Draft:
    document = _Document()
    body = next((node for node in content.iter() if local(node) == "body"), content)
    lines = written(_blocks(body, document))
    margins = (_margins(styles, names, document) for names in (_MARGINS, _FEET))
    above, below = ("\n".join(dict.fromkeys(found)) for found in margins)
    return Draft(
        text="\n".join(part for part in (above, lines, *document.notes, below) if part),
        name=text_of(_meta(meta), "title"),
        author=text_of(_meta(meta), "initial-creator") or text_of(_meta(meta), "creator"),
        created=text_of(_meta(meta), "creation-date"),
    )


def _meta(root: Element | None) -> Element | None:
    if root is None:
        return None
    return next((node for node in root.iter() if local(node) == "meta"), None)


def _margins(styles: Element | None, names: tuple[str, ...], document: _Document) -> Iterator[str]:
    for node in styles.iter() if styles is not None else ():
        if local(node) in names and "style" in str(node.tag):
            text = written(_blocks(node, document)).strip()
            if not _PAGE_NUMBER.fullmatch(" ".join(text.split())):
                yield text


def _blocks(node: Element, document: _Document) -> Iterator[str | Table]:
    for each in node:
        name = local(each)
        if name in _PARAGRAPHS:
            boxes: list[str | Table] = []
            yield "".join(_text(each, document, boxes)).strip(" ")
            yield from boxes
        elif name == "table":
            yield Table([_cells(row, document) for row in _rows(each)])
        elif name not in _GONE:
            yield from _blocks(each, document)


def _rows(table: Element) -> Iterator[Element]:
    for each in table:
        if local(each) == "table-row":
            yield each
        elif local(each) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(each)


def _cells(row: Element, document: _Document) -> list[list[str | Table]]:
    return [list(_blocks(cell, document)) for cell in row if local(cell) == "table-cell"]


def _text(node: Element, document: _Document, boxes: list[str | Table]) -> Iterator[str]:
    yield node.text or ""
    for each in node:
        name = local(each)
        if name == "s":
            yield " " * min(int(attribute(each, "c") or 1), _MOST_BLANKS)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name == "note":
            yield _note(each, document)
        elif name == "text-box":
            boxes.extend(_blocks(each, document))
        elif name == "table":
            boxes.append(Table([_cells(row, document) for row in _rows(each)]))
        elif name not in _GONE:
            yield from _text(each, document, boxes)
        yield each.tail or ""


def _note(node: Element, document: _Document) -> str:
    body = next((each for each in node if local(each) == "note-body"), None)
    if body is None:
        return ""
    at = len(document.notes)
    document.notes.append("")
    text = " ".join(written(_blocks(body, document)).split())
    document.notes[at] = f"[{at + 1}] {text}"
    return f"[{at + 1}]"
