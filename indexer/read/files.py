"""Files and folders → articles, by the ending of the file's name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from indexer.models import Article
from indexer.read import decode, page, records
from indexer.read.article import Draft, Unread, finish
from indexer.text.legacy import Recovered

LARGEST = 100_000_000  # bytes of a file that is read as a whole; records are streamed
CATALOGUE = "catalogue.db"  # a folder that holds this file is an index, not articles
_LITTER = {"thumbs.db", "desktop.ini"}  # what Windows leaves in folders

_WHOLE: dict[str, Callable[[bytes], Draft]] = {
    ".txt": lambda data: _draft(decode.text(data)),
    ".md": lambda data: _draft(decode.text(data)),
    ".html": page.draft,
    ".htm": page.draft,
}
_RECORDS: dict[str, Callable[[Iterable[str]], Iterator[records.Outcome]]] = {
    ".jsonl": records.of_json_lines,
    ".csv": records.of_csv,
}
FORMATS = (*_WHOLE, *_RECORDS)


def walk(paths: Iterable[Path]) -> Iterator[Path | Unread]:
    """The files that *paths* name, folders with all that lies in them, sorted; each file once.

    Hidden files, links to folders and folders that hold an index are passed over. A path that
    is not there comes as Unread. A folder that cannot be opened is given out itself, and read()
    tells why.
    """
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            yield Unread(path=_shown(path), reason="there is no such file or folder")
            continue
        for file in _below(path) if path.is_dir() else [path]:
            if (real := file.resolve()) not in seen:
                seen.add(real)
                yield file


def _below(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for root, folders, files in os.walk(folder, onerror=lambda e: closed.append(Path(e.filename))):
        if CATALOGUE in files:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        yield from (Path(root, name) for name in sorted(files) if not _is_hidden(name))
    yield from closed


def _is_hidden(name: str) -> bool:
    # "~$report.docx" is what an office program leaves while a file is open.
    return name.startswith((".", "~$")) or name.lower() in _LITTER


def read(path: Path, *, place: str | None = None) -> Iterator[Article | Unread]:
    """The articles of one file, and what of it could not be read; never nothing at all.

    A file of records gives one for each record. *place* is for articles that state none.
    """
    name = _shown(path)
    try:
        yield from _read(path, name, place)
    except decode.NotText as error:
        yield Unread(path=name, reason=str(error))
    except OSError as error:
        yield Unread(path=name, reason=f"it cannot be opened ({error.strerror or error})")


def read_stream(
    stream: BinaryIO, name: str = "-", *, place: str | None = None
) -> Iterator[Article | Unread]:
    """The articles of JSON Lines that come from a stream, as read() gives them."""
    yield from _each(records.of_json_lines(decode.lines(stream)), name, place)


def _read(path: Path, name: str, place: str | None) -> Iterator[Article | Unread]:
    ending = path.suffix.lower()
    if path.is_dir():
        os.scandir(path).close()  # tells why it cannot be opened, where it cannot
        yield Unread(path=name, reason="it is a folder")
    elif ending in _RECORDS:
        with path.open("rb") as file:
            yield from _each(_RECORDS[ending](decode.lines(file)), name, place)
    elif ending in _WHOLE:
        yield finish(_WHOLE[ending](_content(path)), path=name, place=place)
    else:
        known = " ".join(FORMATS)
        yield Unread(path=name, reason=f"its format is not known; what can be read: {known}")


def _draft(found: Recovered) -> Draft:
    return Draft(text=found.text, encoding=found.encoding)


def _content(path: Path) -> bytes:
    if (size := path.stat().st_size) > LARGEST:
        raise decode.NotText(
            f"it is too large ({size / 1e6:,.0f} MB; at most {LARGEST / 1e6:,.0f} MB)"
        )
    data = path.read_bytes()
    if not data:
        raise decode.NotText("it is empty")
    return data


def _each(
    outcomes: Iterable[records.Outcome], name: str, place: str | None
) -> Iterator[Article | Unread]:
    number = 0
    for number, outcome in outcomes:
        path = f"{name}#{number}"
        if isinstance(outcome, Draft):
            yield finish(outcome, path=path, place=place)
        else:
            yield Unread(path=path, reason=outcome)
    if not number:
        yield Unread(path=name, reason="it holds no records")


def _shown(path: Path) -> str:
    """The path as it was given, in letters that any terminal and database can take."""
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")
