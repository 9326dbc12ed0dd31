"""The parts of office documents: XML in zip files, opened so that neither can do harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from types import TracebackType
from typing import TypeAlias

from lxml import etree

from indexer.read.limits import MB, Limits, Unreadable, is_bomb

Element: TypeAlias = etree._Element

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class Package:
    """The parts of one document by their names; use it as a context manager."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = frozenset(self._zip.namelist())
        except _DAMAGED as error:
            raise Unreadable("it is damaged; its parts cannot be told apart") from error
        self._limits = limits

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._zip.close()

    def read(self, name: str) -> bytes:
        """The part *name*; raises Unreadable where it is damaged, a bomb, or not there."""
        try:
            info = self._zip.getinfo(name)
        except KeyError as error:
            raise Unreadable(f"it is damaged: its part {name} is missing") from error
        if is_bomb(info.compress_size, info.file_size) or not self._limits.fits(info.file_size):
            size = f"{info.file_size / MB:,.0f} MB"
            raise Unreadable(f"it is a bomb, or too large: its part {name} unpacks to {size}")
        try:
            return self._zip.read(info)
        except RuntimeError as error:
            raise Unreadable(ENCRYPTED) from error
        except _DAMAGED as error:
            raise Unreadable(f"it is damaged in its part {name}") from error

    def xml(self, name: str) -> Element:
        """The part *name* as a tree; raises Unreadable."""
        return parse(self.read(name), f"its part {name}")

    def xml_if_any(self, name: str) -> Element | None:
        """The part *name* as a tree; None where it is not there or damaged: it is no main part."""
        try:
            return self.xml(name) if name in self.names else None
        except Unreadable:
            return None


ENCRYPTED = "it is encrypted; open it with its password and save it without one"


def parse(data: bytes, what: str = "it") -> Element:
    """The tree of an XML file; raises Unreadable. Entities stay unresolved, nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,  # keeps libxml2's own limits: 256 levels, 10 MB in one text
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        told = " ".join(str(error).split())[:100]
        raise Unreadable(f"it is damaged: {what} is broken XML ({told})") from error
    if root is None:
        raise Unreadable(f"it is damaged: {what} is empty")
    return root


def local(node: Element) -> str:
    """The name of *node* without its namespace, of which there are old and new ones."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(node: Element | None, name: str) -> str | None:
    """The attribute *name* of *node*, in whatever namespace."""
    if node is None:
        return None
    for key, value in node.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(node: Element | None, name: str) -> Element | None:
    """The first child of *node* with this name."""
    if node is None:
        return None
    return next((each for each in node if local(each) == name), None)


def text_of(root: Element | None, name: str) -> str | None:
    """The text of the first element with this name, for properties."""
    if root is None:
        return None
    for node in root.iter():
        if local(node) == name and node.text and node.text.strip():
            return str(node.text).strip()
    return None
