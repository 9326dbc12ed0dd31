"""One text and what its source says of it → Article."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from indexer.models import Article, Model
from indexer.read.furniture import without_furniture
from indexer.read.heading import title
from indexer.read.stamp import day, published
from indexer.text.legacy import recover
from indexer.text.unicode import normalise

_WORDED = ("title", "place", "source")  # what is told in words
_BREAK = re.compile(r"[\r\n]+")


class Unread(Model):
    """An input that could not be taken in: a file, or one record of it, and why."""

    path: str  # the file, or "file.jsonl#3" for the third line of a file
    reason: str  # in plain words


@dataclass(frozen=True)
class Draft:
    """A text as its file holds it, with what the file tells of it."""

    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    place: str | None = None
    url: str | None = None
    source: str | None = None
    encoding: str | None = None  # of the file, where its reader knows; "unicode" otherwise
    author: str | None = None
    created: str | None = None  # when the file was made, which is no day of publication
    name: str | None = None  # a title among its properties: often an old one, so asked last


def finish(draft: Draft, *, path: str, place: str | None) -> Article | Unread:
    """The article that *draft* is: in Unicode, normalised, without furniture, with title and day.

    *place* is for drafts that state none.
    """
    draft = _in_unicode(draft)
    text = without_furniture(normalise(draft.text))
    if not any(c.isalnum() for c in text):
        return Unread(path=path, reason="it holds no text")
    return Article(
        id=_line(draft.id) or own_id(path),
        path=path,
        title=_line(draft.title) or title(text) or _line(draft.name),
        published=day(draft.published or "") or published(text.split("\n")),
        place=_line(draft.place) or _line(place),
        url=_line(draft.url),
        source=_line(draft.source),
        encoding=draft.encoding or "unicode",
        author=_line(draft.author),
        created=day(draft.created or ""),
        text=text,
    )


def _in_unicode(draft: Draft) -> Draft:
    """*draft* with its text, and what is told of it in the same encoding, in Unicode.

    Fonts make office documents, and records taken from them, look like another language.
    """
    fields = {name: _BREAK.sub(" ", getattr(draft, name) or "") for name in _WORDED}
    found = recover("\n".join((draft.text, *fields.values())))
    if found.encoding is None:
        return draft
    text, *lines = found.text.rsplit("\n", len(fields))
    told = {name: line or None for name, line in zip(fields, lines, strict=True)}
    return replace(draft, text=text, encoding=found.encoding, **told)


def own_id(path: str) -> str:
    """An id for an article that has none: the same each time it is read from the same path."""
    return "a-" + hashlib.sha256(path.encode("utf-8", "replace")).hexdigest()[:12]


def _line(value: str | None) -> str | None:
    """A field on one line, in the form of the text; None for an empty one."""
    return " ".join(normalise(value or "").split()) or None
