"""The numbers that a word processor puts before paragraphs, "Điều 3." (article 3) among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import regex

from indexer.read.formats.packed import Element, attribute, child, local

_PLACE = regex.compile(r"%([1-9])")
_LEVELS = 9
_BULLET = "-"


class Numbering:
    """Counts the numbered paragraphs of one document, as they come."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, Element]] = {}  # abstract list → its levels
        self._lists: dict[str, str] = {}  # list → the abstract list it is of
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._styles = _numbered_styles(styles)
        for node in numbering if numbering is not None else ():
            self._define(node)

    def _define(self, node: Element) -> None:
        if local(node) == "abstractNum":
            levels = {_number(attribute(x, "ilvl")): x for x in node if local(x) == "lvl"}
            self._levels[attribute(node, "abstractNumId") or ""] = levels
        elif local(node) == "num":
            name = attribute(node, "numId") or ""
            self._lists[name] = attribute(child(node, "abstractNumId"), "val") or ""
            for over in node:
                start = attribute(child(over, "startOverride"), "val")
                if start is not None:
                    self._starts[name, _number(attribute(over, "ilvl"))] = _number(start)

    def label(self, properties: Element | None) -> str:
        """What stands before a paragraph with these properties, with a blank; mostly nothing."""
        name, level = self._of(properties)
        levels = self._levels.get(self._lists.get(name, ""), {})
        form = levels.get(level)
        if form is None or not 0 <= level < _LEVELS:
            return ""
        counts = self._count(name, level, levels)
        pattern = attribute(child(form, "lvlText"), "val") or ""
        if attribute(child(form, "numFmt"), "val") == "bullet":
            return f"{_BULLET} "

        def counted(match: regex.Match[str]) -> str:
            at = int(match[1]) - 1
            kind = attribute(child(levels.get(at), "numFmt"), "val") or "decimal"
            return figure(counts[at] or 1, kind)

        label = _PLACE.sub(counted, pattern).strip()
        return f"{label} " if label else ""

    def _of(self, properties: Element | None) -> tuple[str, int]:
        """The list and the level that a paragraph's properties, or those of its style, name."""
        named = child(properties, "numPr")
        style = self._styles.get(attribute(child(properties, "pStyle"), "val") or "")
        name = attribute(child(named, "numId"), "val")
        level = attribute(child(named, "ilvl"), "val")
        if name is None and style is not None:
            name = style[0]
        if level is None and style is not None:
            level = style[1]
        return name or "", _number(level)

    def _count(self, name: str, level: int, levels: Mapping[int, Element]) -> list[int | None]:
        # Lists of one abstract list go on counting together, but where one starts anew.
        anew = any(key[0] == name for key in self._starts)
        counts = self._counts.setdefault(
            name if anew else f"*{self._lists[name]}", [None] * _LEVELS
        )
        before = counts[level]
        start = self._starts.get((name, level))
        if start is None:
            start = _number(attribute(child(levels[level], "start"), "val"), 1)
        counts[level] = start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return counts


def _numbered_styles(styles: Element | None) -> dict[str, tuple[str | None, str | None]]:
    found: dict[str, tuple[str | None, str | None]] = {}
    for style in styles if styles is not None else ():
        named = child(child(style, "pPr"), "numPr")
        if named is not None:
            list_name = attribute(child(named, "numId"), "val")
            level = attribute(child(named, "ilvl"), "val")
            found[attribute(style, "styleId") or ""] = (list_name, level)
    return found


def _number(value: str | None, default: int = 0) -> int:
    try:
        return min(int(value or default), 1_000_000)
    except ValueError:
        return default


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 20 + 1)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
    "none": lambda _: "",
}


def figure(number: int, kind: str) -> str:
    """*number* as numbers of this *kind* are written, "lowerLetter" among them."""
    if not 0 < number < 4000:
        return str(number)
    return _FORMS.get(kind, str)(number)
