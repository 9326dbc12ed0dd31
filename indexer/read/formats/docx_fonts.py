"""Which font each run of a Word document is in; the text of old fonts is put into Unicode."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.read.formats.packed import Element, attribute, child, local
from indexer.text.legacy import fonts
from indexer.text.legacy.fonts import Stretch

_LETTERS = ("t", "softHyphen")
_MOST_PARENTS = 50  # styles that are based on each other; a circle has no end
_BREAK = Stretch("\n", None)


class Fonts:
    """The fonts of a document's styles."""

    def __init__(self, styles: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        self._usual = ""  # the style of a paragraph that names none
        for each in styles if styles is not None else ():
            if local(each) == "docDefaults":
                self._default = _named(child(child(each, "rPrDefault"), "rPr"))
            elif local(each) == "style":
                name = attribute(each, "styleId") or ""
                self._styles[name] = each
                if attribute(each, "type") == "paragraph" and attribute(each, "default"):
                    self._usual = name

    def to_unicode(self, root: Element) -> str | None:
        """Change the text of *root* to Unicode where a font tells it; the encoding, if any was."""
        nodes: list[Element | None] = []
        stretches: list[Stretch] = []
        for paragraph in root.iter("{*}p"):
            style = child(child(paragraph, "pPr"), "pStyle")
            below = self._of_style(attribute(style, "val") or self._usual) or self._default
            for node, name in self._letters(paragraph, below):
                nodes.append(node)
                stretches.append(Stretch(_text(node), fonts.font(name)))
            nodes.append(None)
            stretches.append(_BREAK)
        if not any(stretch.font for stretch in stretches):
            return None
        texts, encoding = fonts.converted(stretches)
        if encoding:
            for node, text, stretch in zip(nodes, texts, stretches, strict=True):
                if node is not None and stretch.font:
                    _write(node, text)
        return encoding

    def _letters(
        self, paragraph: Element, below: str | None
    ) -> Iterator[tuple[Element, str | None]]:
        """The elements of a paragraph that hold letters, each with the name of its font."""
        under_way = list(reversed(paragraph))
        while under_way:
            node = under_way.pop()
            if local(node) == "r":
                properties = child(node, "rPr")
                style = attribute(child(properties, "rStyle"), "val")
                name = _named(properties) or self._of_style(style or "") or below
                yield from ((each, name) for each in node if local(each) in _LETTERS)
            elif local(node) != "p":  # those in text boxes come by themselves
                under_way += reversed(node)

    def _of_style(self, name: str) -> str | None:
        for _ in range(_MOST_PARENTS):
            style = self._styles.get(name)
            if style is None:
                return None
            if found := _named(child(style, "rPr")):
                return found
            name = attribute(child(style, "basedOn"), "val") or ""
        return None


def _named(properties: Element | None) -> str | None:
    """The font that properties name; letters beyond ASCII stand in that of "hAnsi"."""
    told = child(properties, "rFonts")
    return attribute(told, "hAnsi") or attribute(told, "ascii")


def _text(node: Element) -> str:
    return "\xad" if local(node) == "softHyphen" else node.text or ""


def _write(node: Element, text: str) -> None:
    """Let *node* hold *text*; what was a soft hyphen, which an old font drew as ư, is text now."""
    if local(node) == "softHyphen":
        node.tag = node.tag.removesuffix("softHyphen") + "t"
    node.text = text
