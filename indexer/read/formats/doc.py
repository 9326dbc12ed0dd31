"""Word documents before 2007 (.doc), read by antiword, catdoc or LibreOffice."""

from __future__ import annotations

import contextlib
import itertools
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import regex
from lxml import etree

from indexer.read.article import Draft
from indexer.read.formats import docx, programs
from indexer.read.formats.flow import Table, written
from indexer.read.formats.numbering import figure
from indexer.read.formats.packed import Element, local
from indexer.read.job import Job
from indexer.read.limits import Unreadable
from indexer.text.legacy import recover

NEEDED = (
    "it needs antiword, catdoc or LibreOffice to be read; install one of them, "
    "or save the file as .docx"
)
_BARS = regex.compile(r"[ \t]*\|[ \t|]*")
_WORD = regex.compile(r"\w+")
_TOLERATED = 1.01  # the one tells numbers of lists that the other leaves out
_OLD_FONTS = (".Vn", "VNI-", "VNI ", "VPS-", "VPS ")  # how their names begin
_PICTURE = "[pic]"  # what antiword writes for one
_SIGN = regex.compile(r"[^\s|]")
_BEGINS = regex.compile(
    r"(?<=\S)[\p{Lu}_*(“–-]"
)  # what begins a line, and stands in the middle of one
_LISTS = ("orderedlist", "itemizedlist")
_ASIDE = ("informaltable", "table", "footnote", *_LISTS)
_NUMERATIONS = {
    "arabic": "decimal",
    "loweralpha": "lowerLetter",
    "upperalpha": "upperLetter",
    "lowerroman": "lowerRoman",
    "upperroman": "upperRoman",
}


def draft(data: bytes, job: Job) -> Draft:
    """A document's text; raises Unreadable where no program is there, or none can read it.

    antiword tells most of tables and lists, but it may miss some; so catdoc is asked too, and where
    it has words that antiword has not, LibreOffice decides. It alone tells what is in which font,
    so it is asked about text that is not in Unicode.
    """
    readers = [(name, read) for name, read in _READERS if programs.found(name)]
    if not readers:
        raise Unreadable(NEEDED)
    texts: list[Draft] = []
    said: list[str] = []
    with tempfile.TemporaryDirectory(prefix="tracuu-") as folder:
        path = Path(folder, "document.doc")  # not its own name, which a program may misread
        path.write_bytes(data)
        for name, read in readers:
            try:
                texts.append(read(path, job))
            except TimeoutError:
                if not any(each.text for each in texts):
                    raise
            except (programs.Failed, Unreadable) as error:
                said.append(
                    f"{name}: {str(error).replace(str(path), 'it').replace(path.name, 'it')}"
                )
            if len(texts) > 1 and not _lacks(texts[0].text, texts[1].text):
                break
        if len(texts) == 2 and readers[-1][0] == "soffice" and _is_in_old_fonts(data, texts[0]):
            with contextlib.suppress(TimeoutError, programs.Failed, Unreadable):
                texts = [by_fonts] if (by_fonts := _by_office(path, job)).encoding else texts
    # Where the first two differ, the last decides; catdoc alone also shows codes of fields.
    found = [each for each in (texts[2:] + texts[:2]) if each.text.strip()]
    if found:
        return found[0]
    raise Unreadable(f"it holds no text that can be read ({'; '.join(said) or 'it is empty'})")


def _is_in_old_fonts(data: bytes, found: Draft) -> bool:
    """Whether a document names old fonts and its text is in the encoding of one."""
    named = any(name.encode("utf-16-le") in data for name in _OLD_FONTS)
    return named and recover(found.text).encoding is not None


def _lacks(text: str, other: str) -> bool:
    """Whether *text* has clearly fewer words than *other*."""
    return len(_WORD.findall(other)) > _TOLERATED * len(_WORD.findall(text)) + 5


def _by_antiword(path: Path, job: Job) -> Draft:
    program = programs.found("antiword") or "antiword"
    # As DocBook, since its plain text breaks the cells of tables into lines.
    xml = programs.output(
        [program, "-m", "UTF-8.txt", "-x", "db", path.name], job, folder=path.parent
    )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    root = etree.fromstring(xml, parser) if xml.strip() else None
    if root is None:
        raise programs.Failed("no text")
    breaks = _Breaks(
        programs.output([program, "-m", "UTF-8.txt", "-w", "0", path.name], job, folder=path.parent)
    )
    told = _Told(breaks)
    lines = [block for part in root if local(part) == "chapter" for block in _blocks(part, told)]
    return Draft(text="\n".join(filter(None, (written(lines), *told.notes))))


class _Breaks:
    """The line breaks within paragraphs, which antiword's DocBook leaves out and its text has."""

    def __init__(self, plain: bytes) -> None:
        text = plain.decode("utf-8", "replace")
        text = "\n".join((text, *_columns(text)))
        signs = [(m[0], m.start()) for m in _SIGN.finditer(text)]
        self._tight = "".join(sign for sign, _ in signs)
        self._broken = [
            before >= 0 and "\n" in text[before:at]
            for before, at in zip(
                [-1, *(at for _, at in signs)], (at for _, at in signs), strict=False
            )
        ]

    def restore(self, text: str) -> str:
        """*text* with a line break where two words run together for the lack of one."""
        if not _BEGINS.search(text):
            return text
        start = self._tight.find("".join(_SIGN.findall(text)))
        if start < 0:
            return text
        restored = ""
        at = start
        for number, sign in enumerate(text):
            if _SIGN.match(sign):
                if self._broken[at] and _BEGINS.match(text, number):
                    restored += "\n"
                at += 1
            restored += sign
        return restored


def _columns(text: str) -> Iterator[str]:
    """Each column of the tables in antiword's text, whose lines stand side by side there."""
    lines = text.split("\n")
    for in_table, run in itertools.groupby(lines, key=lambda line: line.startswith("|")):
        if in_table:
            cells = (line.strip("|").split("|") for line in run)
            yield from ("\n".join(column) for column in itertools.zip_longest(*cells, fillvalue=""))


@dataclass
class _Told:
    """What is known while a document is walked through."""

    breaks: _Breaks
    notes: list[str] = field(default_factory=list)


def _blocks(node: Element, told: _Told) -> Iterator[str | Table]:
    """The paragraphs and tables of a part."""
    for each in node:
        name = local(each)
        if name in ("para", "title", "simpara"):
            yield from _paragraph(each, told)
        elif name in ("informaltable", "table"):
            yield _table(each, told)
        elif name in _LISTS:
            yield from _list(each, told)
        elif name != "footnote":
            yield from _blocks(each, told)


def _paragraph(node: Element, told: _Told) -> Iterator[str | Table]:
    """The lines of a paragraph, and the tables and lists in it, in their order."""
    text = node.text or ""
    for each in node:
        name = local(each)
        if name == "footnote":
            text += _note(each, told)
        elif name in _ASIDE:
            yield from _lines(text, told)
            text = ""
            yield from _blocks_of(each, told)
        else:
            text += "".join(_inline(each, told))
        text += each.tail or ""
    yield from _lines(text, told)


def _blocks_of(node: Element, told: _Told) -> Iterator[str | Table]:
    if local(node) in _LISTS:
        yield from _list(node, told)
    else:
        yield _table(node, told)


def _inline(node: Element, told: _Told) -> Iterator[str]:
    yield node.text or ""
    for each in node:
        if local(each) == "footnote":
            yield _note(each, told)
        else:
            yield from _inline(each, told)
        yield each.tail or ""


def _lines(text: str, told: _Told) -> Iterator[str]:
    """The lines of a text, in which bars are the ends of cells that no table is told for."""
    for line in told.breaks.restore(text.strip("\n")).split("\n"):
        for cell in _BARS.split(line):
            bare = cell.replace(_PICTURE, "").strip()
            if bare:
                yield bare


def _note(node: Element, told: _Told) -> str:
    at = len(told.notes)
    told.notes.append("")
    told.notes[at] = f"[{at + 1}] {' '.join(written(_blocks(node, told)).split())}"
    return f"[{at + 1}]"


def _table(node: Element, told: _Told) -> Table:
    return Table(
        [
            [[*_paragraph(entry, told)] for entry in row if local(entry) == "entry"]
            for row in node.iter()
            if local(row) == "row"
        ]
    )


def _list(node: Element, told: _Told) -> Iterator[str | Table]:
    kind = _NUMERATIONS.get(node.get("numeration") or "", "")
    for number, item in enumerate((x for x in node if local(x) == "listitem"), start=1):
        label = f"{figure(number, kind)}. " if kind else "- "
        for block in _blocks(item, told):
            yield label + block if isinstance(block, str) else block
            label = ""


def _by_catdoc(path: Path, job: Job) -> Draft:
    program = programs.found("catdoc") or "catdoc"
    plain = programs.output([program, "-d", "utf-8", "-w", path.name], job, folder=path.parent)
    return Draft(text=plain.decode("utf-8", "replace").replace("\t", " | "))


def _by_office(path: Path, job: Job) -> Draft:
    program = programs.found("soffice") or "soffice"
    folder = path.parent
    profile = (
        folder / "profile"
    ).as_uri()  # one of its own, so that an open window does not matter
    command = [program, "--headless", f"-env:UserInstallation={profile}"]
    programs.output([*command, "--convert-to", "docx", "--outdir", folder, path], job, large=True)
    made = path.with_suffix(".docx")
    if not made.exists():
        raise programs.Failed("it was not converted")
    drafts = [found for found in docx.read(made.read_bytes(), job) if isinstance(found, Draft)]
    encoding = next((each.encoding for each in drafts if each.encoding), None)
    return Draft(text="\n".join(each.text for each in drafts), encoding=encoding)


_READERS: tuple[tuple[str, Callable[[Path, Job], Draft]], ...] = (
    ("antiword", _by_antiword),
    ("catdoc", _by_catdoc),
    ("soffice", _by_office),
)
