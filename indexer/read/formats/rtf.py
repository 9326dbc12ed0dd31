"""Rich text (.rtf, and many a .doc): its text with tables, notes, headers and text boxes.

Written here, because the libraries for it leave out headers, footnotes and text boxes, which
official documents use, and keep what was deleted with "track changes" on.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from indexer.read.article import Draft
from indexer.read.formats import rtf_words as words
from indexer.read.formats.flow import Table, written
from indexer.read.job import Found, Job
from indexer.read.limits import Unreadable
from indexer.text.legacy import fonts, surface
from indexer.text.legacy.fonts import Font, Stretch

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)"
)
_MOST_GROUPS = 10_000
_BREAKING = ("\n", words.CELL, words.WITHIN)
_BREAKS = re.compile(r"\n{3,}")
_PAGE_NUMBER = re.compile(r"(?:trang|page)?[\s\d/|–—-]*", re.IGNORECASE)


@dataclass(frozen=True)
class _State:
    """What holds within a group."""

    into: str | None = "body"  # None: nobody sees it
    skip: int = 1  # characters that stand in for one that old readers do not know
    font: int | None = None
    deleted: bool = False
    hidden: bool = False
    fresh: bool = True  # nothing but marks has come in this group
    in_table: bool = False
    optional: bool = False  # "\*": who does not know what follows shall pass it over


_END = _State()
_CHANGES: dict[str, Callable[[int | None], dict[str, Any]]] = {  # by control words
    "f": lambda value: {"font": value},
    "uc": lambda value: {"skip": max(0, min(value or 0, 10))},
    "deleted": lambda value: {"deleted": value != 0},
    "v": lambda value: {"hidden": value != 0},
    "intbl": lambda _: {"in_table": True},
    "pard": lambda _: {"in_table": False},
}


@dataclass
class _Reading:
    """One document under way."""

    page: str = "cp1252"
    default: int | None = None
    fonts: dict[int, str] = field(default_factory=dict)  # their code pages
    names: dict[int, str] = field(default_factory=dict)
    out: dict[str, list[Stretch]] = field(default_factory=dict)
    raw: bytearray = field(default_factory=bytearray)  # bytes of letters, not decoded yet
    raw_state: _State = field(default_factory=_State)
    created: dict[str, int] = field(default_factory=dict)
    notes: int = 0


def read(data: bytes, job: Job) -> Iterator[Found]:
    """The document."""
    del job
    reading = _Reading()
    _walk(data, reading)
    parts, encoding = _parts(reading)
    margins = {"above", "below"}
    for name in margins & parts.keys():
        lines = dict.fromkeys(parts[name].split("\n"))
        parts[name] = "\n".join(x for x in lines if not _PAGE_NUMBER.fullmatch(x.strip()))
    text = (parts.get(name, "").strip("\n") for name in ("above", "body", "notes", "below"))
    made = reading.created
    yield Draft(
        text="\n".join(part for part in text if part),
        encoding=encoding,
        name=parts.get("title"),
        author=parts.get("author"),
        created=f"{made['yr']:04d}-{made['mo']:02d}-{made['dy']:02d}" if len(made) == 3 else None,
    )


def _parts(reading: _Reading) -> tuple[dict[str, str], str | None]:
    """The text of each part in Unicode, and the encoding that fonts told."""
    pieces = [piece for part in reading.out.values() for piece in (*part, Stretch("\n", None))]
    texts, encoding = fonts.converted(pieces)
    parts: dict[str, str] = {}
    at = 0
    for name, part in reading.out.items():
        parts[name] = _tidy("".join(texts[at : at + len(part)]))
        at += len(part) + 1
    return parts, encoding


def _walk(data: bytes, reading: _Reading) -> None:
    stack: list[_State] = []
    state = _State()
    at = passed = 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        word, figure, code, odd, brace, plain = match.groups()
        letters = bytes.fromhex(code.decode()) if code else plain
        if letters:
            _letters(letters[passed:], state, reading)  # the first stand in for the letter before
            passed -= min(passed, len(letters))
            continue
        passed = 0
        value = int(figure) if figure else None
        if word == b"u":
            _unicode(value or 0, state, reading)
            passed = state.skip
        elif word == b"bin":
            at += max(0, value or 0)
        elif word:
            state = _control(word.decode("ascii"), value, state, reading)
        elif odd:
            state = _symbol(odd.decode("latin-1"), state, reading)
        elif brace and (state := _group(brace, state, stack, reading)) is _END:
            break
    _flush(reading)


def _group(brace: bytes, state: _State, stack: list[_State], reading: _Reading) -> _State:
    """The state after a brace; _END after the last one."""
    _flush(reading)
    if brace == b"{":
        stack.append(state)
        if len(stack) > _MOST_GROUPS:
            raise Unreadable("it is nested too deeply to be read")
        return replace(state, fresh=True, optional=False)
    outer = stack.pop() if stack else _END
    return outer if stack else _END


def _control(name: str, value: int | None, state: _State, reading: _Reading) -> _State:
    """The state after a control word; what it writes is written."""
    _flush(reading)
    if state.fresh and name not in ("f", "af", "ltrch", "rtlch"):
        state = _opened(name, state, reading)
    if name in _CHANGES:
        return replace(state, **_CHANGES[name](value))
    if name == "plain":
        return replace(state, font=reading.default, hidden=False, deleted=False)
    if name in words.SIGNS:
        broken = words.SIGNS[name] == "\n" and state.in_table and name not in ("row", "nestrow")
        _write(words.WITHIN if broken else words.SIGNS[name], state, reading)
    elif name == "chftn":
        _write(f"[{reading.notes + (state.into != 'notes')}]", state, reading)
    else:
        _told(name, value, state, reading)
    return state


def _told(name: str, value: int | None, state: _State, reading: _Reading) -> None:
    """Take down what a control word tells of the document: its code pages, when it was made."""
    if name == "ansicpg":
        reading.page = _codec(f"cp{value}") or reading.page
    elif name in words.PAGES:
        reading.page = words.PAGES[name]
    elif name == "deff":
        reading.default = value
    elif name == "fcharset" and state.font is not None:
        reading.fonts[state.font] = words.CHARSETS.get(value or 0, reading.page)
    elif name in ("yr", "mo", "dy") and state.into == "creatim" and value:
        reading.created[name] = value


def _opened(name: str, state: _State, reading: _Reading) -> _State:
    """The state of a group that *name* opens: where its text goes."""
    if name in words.PROPERTIES:
        return replace(state, into=name, fresh=False)
    if state.into is None or name in words.UNSEEN:
        return replace(state, into=None, fresh=False)
    if name in words.ASIDE:
        if name == "footnote":
            reading.notes += 1
            reading.out.setdefault("notes", []).append(Stretch("\n", None))
        elif words.ASIDE[name] == "body":
            reading.out.setdefault("body", []).append(Stretch("\n", None))
        new = _State(into=words.ASIDE[name], skip=state.skip, font=reading.default, fresh=False)
        return replace(new, in_table=state.in_table and name in ("shptxt", "dptxbxtext"))
    if state.optional and name not in words.OPTIONAL:
        return replace(state, into=None, fresh=False)
    return replace(state, fresh=False)


def _symbol(sign: str, state: _State, reading: _Reading) -> _State:
    _flush(reading)
    if sign == "*":
        return replace(state, optional=True)
    if sign in words.ODD:
        _write(words.ODD[sign], state, reading)
    return state


def _letters(raw: bytes, state: _State, reading: _Reading) -> None:
    if state.into is None or state.deleted or state.hidden:
        return
    if reading.raw and reading.raw_state != state:
        _flush(reading)
    reading.raw_state = state
    reading.raw += raw


def _flush(reading: _Reading) -> None:
    """Decode the letters that were gathered, in the code page of their font."""
    if reading.raw:
        raw, state = bytes(reading.raw), reading.raw_state
        reading.raw.clear()
        if state.into == "fonttbl":
            number = state.font or 0
            reading.names[number] = reading.names.get(number, "") + raw.decode("latin-1")
            return
        if _font(state, reading):
            _write(surface(raw), state, reading)
            return
        font = reading.default if state.font is None else state.font
        page = reading.fonts.get(font, reading.page) if font is not None else reading.page
        _write(raw.decode(page, "replace"), state, reading)


def _font(state: _State, reading: _Reading) -> Font | None:
    """The old font, if it is one, that holds at a place."""
    number = reading.default if state.font is None else state.font
    return fonts.font(reading.names.get(0 if number is None else number))


def _unicode(value: int, state: _State, reading: _Reading) -> None:
    _flush(reading)
    _write(chr(value % 0x10000), state, reading)


def _write(text: str, state: _State, reading: _Reading) -> None:
    if state.into is not None and not state.deleted and not state.hidden:
        told = _font(state, reading) if text not in _BREAKING else None
        reading.out.setdefault(state.into, []).append(Stretch(text, told))


def _codec(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _tidy(text: str) -> str:
    """*text* with its halves of letters joined and its rows of tables written as lines."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _BREAKS.sub("\n\n", written(_block(line) for line in whole.split("\n")))


def _block(line: str) -> str | Table:
    """A paragraph, or a row of a table as a table of its own."""
    if words.CELL not in line:
        return line.replace(words.WITHIN, "\n")
    return Table([[list(cell.split(words.WITHIN)) for cell in line.split(words.CELL)[:-1]]])
