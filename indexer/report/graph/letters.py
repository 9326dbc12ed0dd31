"""How wide text is, near enough to break it into lines, without a font at hand."""

from __future__ import annotations

import unicodedata

# Shares of the size. Those of DejaVu Sans, the widest font that a reader is likely to get, so that
# what fits in it fits in Arial; capitals and figures of a bold font are a tenth wider.
_NARROW, _USUAL, _CAPITAL, _WIDE = 0.36, 0.61, 0.72, 0.95
_NARROWS = frozenset("iljtfrI.,;:'|!()[]/-– “”‘’\"·")
_WIDES = frozenset("mwMW@%—…")
_BOLD = 1.12


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The room that *text* takes in one line."""
    shares = sum(map(_share, unicodedata.normalize("NFC", text)))
    return shares * size * (_BOLD if bold else 1)


def wrapped(text: str, room: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """*text* in at most so many lines of *room*; what is left over is an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words:
        if len(lines) == most - 1:
            lines.append(shortened(" ".join(words), room, size, bold=bold))
            break
        taken = 1
        while taken < len(words) and width(" ".join(words[: taken + 1]), size, bold=bold) <= room:
            taken += 1
        line = " ".join(words[:taken])
        if width(line, size, bold=bold) > room:  # one word, longer than a line
            end = _seam(line[: _fitting(line, room, size, bold=bold)])
            words[:1] = [line[end:]]
            lines.append(line[:end])
        else:
            del words[:taken]
            lines.append(line)
    return lines


def shortened(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """*text* where it fits, else the beginning of it and an ellipsis."""
    if width(text, size, bold=bold) <= room:
        return text
    end = _fitting(text, room - width("…", size, bold=bold), size, bold=bold)
    return text[:end].rstrip(" ,;.–-") + "…"


def _fitting(text: str, room: float, size: float, *, bold: bool) -> int:
    """How many characters of *text* fit, at least one."""
    end = 1
    while end < len(text) and width(text[: end + 1], size, bold=bold) <= room:
        end += 1
    return end


def _seam(fitting: str) -> int:
    """Where to break a word of which *fitting* fits: after a stroke, as codes have them."""
    return max(fitting.rfind("/"), fitting.rfind("-")) + 1 or len(fitting)


def _share(letter: str) -> float:
    base = unicodedata.normalize("NFD", letter)[0]
    if unicodedata.combining(base):
        return 0
    if unicodedata.east_asian_width(base) in "WF":
        return 1
    if base in _WIDES:
        return _WIDE
    if base in _NARROWS:
        return _NARROW
    return _CAPITAL if base.isupper() else _USUAL
