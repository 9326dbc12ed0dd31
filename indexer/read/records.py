"""Records, JSON Lines and CSV: each one is an article, and a broken one harms no other."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from indexer.read import decode
from indexer.read.article import Draft
from indexer.text.unicode import normalise

Outcome = tuple[int, Draft | str]  # line or row, and its record or the reason why it is none

FIELDS = ("id", "title", "published", "place", "url", "source")
_CELL = 100_000_000  # characters; csv refuses more than 131,072 unless it is told otherwise
_TOO_LONG = f"it is longer than {decode.LONGEST_LINE / 1e6:,.0f} MB"
_CELLS = "\x1f"  # between cells that are decoded together; it stands for a letter in no encoding


class BadRecord(Exception):
    """A record cannot be read; the message is the reason."""


def of_json_lines(lines: Iterable[str]) -> Iterator[Outcome]:
    """The records of JSON Lines, with their line numbers; blank lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if isinstance(line, decode.TooLong):
            yield number, _TOO_LONG
        elif line.strip():
            yield number, _outcome(_parsed, line)


def of_csv(lines: Iterable[str]) -> Iterator[Outcome]:
    """The records of a CSV table, with their rows as a spreadsheet counts them.

    Its first row names the columns, "text" among them; commas, semicolons, tabs or bars part
    the cells. A table without such a row gives the reason, for row 1.
    """
    csv.field_size_limit(_CELL)
    source = iter(lines)
    heading = next(source, "")
    if isinstance(heading, decode.TooLong):
        yield 1, _TOO_LONG
    if not heading:
        return
    separator = max(",;\t|", key=heading.count)
    names = _names(heading, separator)
    if "text" not in names:
        listed = normalise(", ".join(names))[:200] or "none"
        yield 1, f"it has no column 'text' (its columns: {listed}); name one in the first row"
        return
    rows = csv.reader(_Lines(source), delimiter=separator, strict=True)
    for number, row in enumerate(_rows(rows), start=2):
        if isinstance(row, str):
            yield number, row
        elif any(row):
            yield number, _outcome(_named, (names, row))


class _Lines:
    """The lines of a table; one that is too long is a fault of its row, and the next is read."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        if isinstance(line, decode.TooLong):
            raise csv.Error(_TOO_LONG)
        return line


def _names(heading: str, separator: str) -> list[str]:
    try:
        return [name.strip().lower() for name in next(csv.reader([heading], delimiter=separator))]
    except (csv.Error, StopIteration):
        return []


def _rows(rows: Iterator[list[str]]) -> Iterator[list[str] | str]:
    """The rows, with the reason in place of each that is broken."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield _csv_reason(str(error))
        else:
            yield row


def _csv_reason(error: str) -> str:
    if error == "unexpected end of data":
        return "it opens a quotation mark that nothing closes before the end of the file"
    if error == _TOO_LONG:
        return error
    if "field larger" in error:
        return f"it has a cell of more than {_CELL:,} characters"
    return f"it is broken CSV ({error})"


def _outcome(read: Callable[[Any], Draft], source: Any) -> Draft | str:
    try:
        return read(source)
    except BadRecord as error:
        return str(error)


def _parsed(line: str) -> Draft:
    line, encoding = _decoded(line)
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadRecord(f"it is broken JSON (column {error.colno}: {error.msg})") from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 figures; 10,000 brackets
        raise BadRecord("it is JSON that goes beyond what a record may hold") from error
    if not isinstance(record, dict):
        raise BadRecord("it is JSON, but no object with a 'text'")
    return _draft(record, encoding)


def _named(source: tuple[list[str], list[str]]) -> Draft:
    names, row = source
    encoding: str | None = "utf-8"
    if any(map(decode.broken, row)):
        joined, encoding = _decoded(_CELLS.join(row))
        row = joined.split(_CELLS)
    if len(row) > len(names) and any(row[len(names) :]):
        raise BadRecord(
            f"it has {len(row)} cells under {len(names)} columns; "
            "a cell that holds the separator needs quotation marks"
        )
    return _draft(dict(zip(names, row, strict=False)), encoding)


def _decoded(record: str) -> tuple[str, str | None]:
    """A record of decode.lines() as text, with its encoding; a record may have one of its own."""
    if not decode.broken(record):
        return record, "utf-8"
    try:
        found = decode.text(record.encode("utf-8", "surrogateescape"))
    except decode.NotText as error:
        raise BadRecord(f"{error}; save the file as UTF-8 and try again") from error
    return found.text, found.encoding


def _draft(record: dict[str, Any], encoding: str | None) -> Draft:
    text = record.get("text")
    if text is None or text == "":
        raise BadRecord("it has no 'text'")
    if not isinstance(text, str):
        raise BadRecord(f"its 'text' is {_kind(text)}, not text")
    return Draft(text=text, encoding=encoding, **{name: _field(record, name) for name in FIELDS})


def _field(record: dict[str, Any], name: str) -> str | None:
    value = record.get(name)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise BadRecord(f"its '{name}' is {_kind(value)}, not text")


def _kind(value: object) -> str:
    kinds = {bool: "true or false", list: "a list", dict: "an object"}
    return kinds.get(type(value), "a number")
