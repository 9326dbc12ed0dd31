"""Word documents (.docx, .docm, .dotx, and the XML of Word 2003): all that a reader of them sees.

Text that was deleted with "track changes" on is left out, text that was inserted is read.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from indexer.read.article import Draft
from indexer.read.formats.docx_fonts import Fonts
from indexer.read.formats.flow import Table, written
from indexer.read.formats.numbering import Numbering
from indexer.read.formats.packed import (
    Element,
    Package,
    attribute,
    child,
    local,
    parse,
    text_of,
)
from indexer.read.job import Flaw, Found, Job, Part
from indexer.read.limits import Unreadable

_GONE = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText"))
_PROPERTIES = frozenset(("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid", "sdtPr"))
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": "\xad", "cr": "\n"}
_PAGE_NUMBER = regex.compile(r"(?:trang|page)?[\s\d/|–—-]*", regex.IGNORECASE)


@dataclass
class _Document:
    """What the walk through the body needs to know and gathers."""

    numbering: Numbering
    fonts: Fonts
    notes: dict[tuple[str, str], Element]
    chunks: dict[str, str]  # relation → part that holds another document
    cited: list[tuple[str, str]] = field(default_factory=list)  # notes, in the order of the text
    included: list[str] = field(default_factory=list)


def read(data: bytes, job: Job) -> Iterator[Found]:
    """The document in a package; a document of another kind inside it comes as a part."""
    with Package(data, job.limits) as package:
        main = _main_part(package)
        relations = _relations(package, main)
        styles = _related(package, relations, "styles")
        fonts = Fonts(styles)
        document = _Document(
            numbering=Numbering(_related(package, relations, "numbering"), styles),
            fonts=fonts,
            notes=_notes(package, relations, fonts),
            chunks={key: part for key, (kind, part) in relations.items() if kind == "aFChunk"},
        )
        root = package.xml(main)
        encoding = fonts.to_unicode(root)
        above = _margins(package, relations, "header", document)
        body = written(_blocks(root, document))
        below = _margins(package, relations, "footer", document)
        notes = "\n".join(_cited(document))
        core = package.xml_if_any("docProps/core.xml")
        text = "\n".join(part for part in (above, body, notes, below) if part)
        included = [name for name in document.included if name in package.names]
        if text.strip() or not included:
            yield Draft(
                text=text,
                encoding=encoding,
                name=text_of(core, "title"),
                author=text_of(core, "creator"),
                created=text_of(core, "created"),
            )
        for name in included:
            yield _included(package, name)


def read_flat(data: bytes, job: Job) -> Iterator[Found]:
    """A document of Word 2003 that is one XML file."""
    del job
    root = parse(data)
    lists = next((each for each in root if local(each) == "lists"), None)
    fonts = Fonts(child(root, "styles"))
    document = _Document(Numbering(lists, child(root, "styles")), fonts, {}, {})
    yield Draft(
        encoding=fonts.to_unicode(root),
        text=written([*_blocks(root, document), *_cited(document)]),
        name=text_of(child(root, "DocumentProperties"), "Title"),
        author=text_of(child(root, "DocumentProperties"), "Author"),
        created=text_of(child(root, "DocumentProperties"), "Created"),
    )


def _included(package: Package, name: str) -> Part | Flaw:
    try:
        return Part(posixpath.basename(name), package.read(name))
    except Unreadable as error:
        return Flaw(posixpath.basename(name), str(error))


def _main_part(package: Package) -> str:
    for kind, part in _relations(package, "").values():
        if kind == "officeDocument" and part in package.names:
            return part
    return "word/document.xml"


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The parts that *part* names: id → (kind, name)."""
    folder, name = posixpath.split(part)
    root = package.xml_if_any(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, tuple[str, str]] = {}
    for each in root if root is not None else ():
        kind = (each.get("Type") or "").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target") or ""))
        if each.get("TargetMode") != "External":
            found[each.get("Id") or ""] = (kind, target.lstrip("/"))
    return found


def _related(package: Package, relations: dict[str, tuple[str, str]], kind: str) -> Element | None:
    name = next((part for found, part in relations.values() if found == kind), None)
    return package.xml_if_any(name) if name else None


def _notes(
    package: Package, relations: dict[str, tuple[str, str]], fonts: Fonts
) -> dict[tuple[str, str], Element]:
    notes = {}
    for kind in ("footnote", "endnote"):
        root = _related(package, relations, f"{kind}s")
        if root is not None:
            fonts.to_unicode(root)
        for note in root if root is not None else ():
            if attribute(note, "type") in (None, "normal"):  # the others are the rule above them
                notes[kind, attribute(note, "id") or ""] = note
    return notes


def _margins(
    package: Package, relations: dict[str, tuple[str, str]], kind: str, document: _Document
) -> str:
    """The text of all headers or footers, each once; a page number alone is none."""
    found = []
    for name in dict.fromkeys(part for known, part in relations.values() if known == kind):
        root = package.xml_if_any(name)
        if root is not None:
            document.fonts.to_unicode(root)
        text = written(_blocks(root, document)).strip() if root is not None else ""
        if not _PAGE_NUMBER.fullmatch(" ".join(text.split())):
            found.append(text)
    return "\n".join(dict.fromkeys(found))


def _blocks(node: Element, document: _Document) -> Iterator[str | Table]:
    """The paragraphs and tables in *node*, in reading order."""
    for each in node:
        name = local(each)
        if name == "p":
            yield from _paragraph(each, document)
        elif name == "tbl":
            yield _table(each, document)
        elif name == "altChunk":
            document.included.append(document.chunks.get(attribute(each, "id") or "", ""))
        elif name not in _GONE and name not in _PROPERTIES:
            yield from _blocks(each, document)


def _table(node: Element, document: _Document) -> Table:
    return Table([_cells(row, document) for row in _each(node, "tr")])


def _cells(row: Element, document: _Document) -> list[list[str | Table]]:
    properties = child(row, "trPr")
    if child(properties, "del") is not None:
        return []
    return [list(_blocks(cell, document)) for cell in _each(row, "tc")]


def _each(node: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, in whatever stands around them."""
    for each in node:
        if local(each) == name:
            yield each
        elif local(each) in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"):
            yield from _each(each, name)


def _paragraph(node: Element, document: _Document) -> Iterator[str | Table]:
    """The paragraph with its number, then the text boxes that hang on it."""
    boxes: list[str | Table] = []
    text = "".join(_text(node, document, boxes)).strip(" ")
    label = document.numbering.label(child(node, "pPr")) if text.strip() else ""
    yield label + text
    yield from boxes


def _text(node: Element, document: _Document, boxes: list[str | Table]) -> Iterator[str]:
    for each in node:
        name = local(each)
        if name == "t":
            yield each.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "br":
            yield "" if attribute(each, "type") == "column" else "\n"
        elif name == "sym":
            yield "•"
        elif name in ("footnoteReference", "endnoteReference"):
            yield _reference(name.removesuffix("Reference"), each, document)
        elif name in ("footnote", "endnote"):  # of Word 2003, where it stands
            document.notes[name, str(len(document.cited))] = each
            yield _reference(name, each, document)
        elif name == "txbxContent":
            boxes.extend(_blocks(each, document))
        elif name not in _GONE and name not in _PROPERTIES and not _is_hidden(each):
            yield from _text(each, document, boxes)


def _is_hidden(run: Element) -> bool:
    vanish = child(child(run, "rPr"), "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")


def _reference(kind: str, node: Element, document: _Document) -> str:
    key = kind, attribute(node, "id") or str(len(document.cited))
    if key not in document.notes:
        return ""
    document.cited.append(key)
    return f"[{len(document.cited)}]"


def _cited(document: _Document) -> Iterator[str]:
    """The notes, in the order in which the text cites them."""
    for number, key in enumerate(document.cited, start=1):
        note = written(_blocks(document.notes[key], document))
        yield f"[{number}] {' '.join(note.split())}"
