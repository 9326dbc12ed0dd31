"""Messages (.eml) with their attachments, and web pages that were saved in one file (.mht)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parsedate_to_datetime

from indexer.read import decode, page
from indexer.read.article import Draft
from indexer.read.job import Flaw, Found, Job, Part
from indexer.read.limits import Unreadable

_BODIES = ("text/plain", "text/html")
_TAIL = {"text/html": ".html", "message/rfc822": ".eml", "application/pdf": ".pdf"}
_MOST_PARTS = 10_000
_FROM = re.compile(rb"From [^\n]*\n")


def read(data: bytes, job: Job) -> Iterator[Found]:
    """The message, then its attachments."""
    del job
    message = message_from_bytes(
        _FROM.sub(b"", data, count=1) if data[:5] == b"From " else data, policy=policy.compat32
    )
    parts = list(_leaves(message))
    body = _body(parts)
    subject, sender = _header(message, "Subject"), _header(message, "From")
    text = _text(body) if body is not None else Draft(text="")
    attached = [part for part in parts if part is not body and not _is_dress(part, body)]
    saved_page = not subject and not sender
    if saved_page or (_header(message, "X-MimeOLE") and body is None):
        yield text
    elif text.text.strip() or not attached:
        yield Draft(
            text="\n\n".join(filter(None, (subject, text.text))),
            title=subject,
            published=_day(message),
            author=sender,
        )
    yield from _attachments(attached)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something; a forwarded message is one of them."""
    under_way = [message]
    number = 0
    while under_way:
        part = under_way.pop()
        number += 1
        if number > _MOST_PARTS:
            raise Unreadable(f"it has more than {_MOST_PARTS:,} parts")
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            under_way.extend(x for x in reversed(inner) if isinstance(x, Message))
        else:
            yield part


def _body(parts: list[Message]) -> Message | None:
    """The part that a reader sees first: plain text, else a page."""
    for kind in _BODIES:
        for part in parts:
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                return part
    return None


def _is_dress(part: Message, body: Message | None) -> bool:
    """Whether a part only goes with the body: its other form, its pictures and styles."""
    if (
        part.get_content_disposition() == "attachment"
        or part.get_content_type() == "message/rfc822"
    ):
        return False
    other = body is not None and part.get_content_type() in _BODIES and not part.get_filename()
    return (
        other
        or part.get_content_maintype() in ("image", "multipart")
        or (
            part.get_content_type() in ("text/css", "text/xml", "text/javascript")
            or (not part.get_filename() and "Content-Location" in part)
        )
    )


def _text(part: Message) -> Draft:
    data = _content(part)
    if not data.strip():
        return Draft(text="")
    if part.get_content_type() == "text/html":
        return page.draft(_declaring(data, part.get_content_charset()))
    return Draft(text=_decoded(data, part.get_content_charset()))


def _declaring(data: bytes, charset: str | None) -> bytes:
    """A page in UTF-8, where its message tells the encoding that it does not tell itself."""
    try:
        decode.page(data)
    except decode.NotText:
        return _decoded(data, charset).encode()
    return data


def _decoded(data: bytes, charset: str | None) -> str:
    """*data* in the encoding that the message names, else in the one it is found to be."""
    try:
        return decode.text(data).text
    except decode.NotText:
        if charset is None:
            raise
    try:
        return data.decode(charset, "replace")
    except LookupError as error:
        raise Unreadable(f"its encoding '{charset}' is not known") from error


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _attachments(parts: list[Message]) -> Iterator[Found]:
    for number, part in enumerate(parts, start=1):
        kind = part.get_content_type()
        name = _filename(part) or f"{number}{_TAIL.get(kind, '')}"
        if kind == "message/rfc822":
            inner = part.get_payload()
            message = inner[0] if isinstance(inner, list) and inner else None
            data = message.as_bytes() if isinstance(message, Message) else _content(part)
            name = name if name.lower().endswith(".eml") else f"{name}.eml"
        else:
            data = _content(part)
        yield Part(name, data) if data else Flaw(name, "it is an attachment without content")


def _filename(part: Message) -> str | None:
    name = part.get_filename()
    return _unfolded(name).replace("/", "_").replace("\\", "_") if name else None


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    return _unfolded(str(value)) if value else None


def _unfolded(value: str) -> str:
    """A header on one line, its encoded words read."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    text = ""
    try:
        for piece, charset in decode_header(value):
            if isinstance(piece, str):
                text += piece
            else:
                text += _word(piece, charset)
    except (HeaderParseError, ValueError):
        text = value
    return " ".join(text.split()).encode("utf-8", "replace").decode("utf-8")


def _word(piece: bytes, charset: str | None) -> str:
    for name in ("utf-8", charset or "utf-8"):
        try:
            return piece.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return piece.decode("latin-1")


def _day(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
