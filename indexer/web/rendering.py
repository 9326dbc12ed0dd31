"""Templates: everything is escaped but the marks of a passage."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import regex
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from indexer.answer.snippet import without_overlaps
from indexer.report.words import VIETNAMESE, called
from indexer.web import links
from indexer.web.days import days_in

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
_MARKED = regex.compile(r"<mark>(.*?)</mark>", regex.DOTALL)


def marked_passage(passage: str) -> Markup:
    """A passage of the search, escaped anew, with nothing but its marks as markup."""
    mark, parts, here = Markup("<mark>{}</mark>"), [], 0
    for match in _MARKED.finditer(passage):
        before = passage[here : match.start()]
        parts += [escape(html.unescape(before)), mark.format(html.unescape(match[1]))]
        here = match.end()
    return Markup("").join([*parts, escape(html.unescape(passage[here:]))])


def with_marks(text: str, words: Iterable[str]) -> Markup:
    """*text*, escaped, with each of *words* marked; those that overlap have one mark."""
    found = [m.span() for word in words if word for m in regex.finditer(regex.escape(word), text)]
    mark, parts, here = Markup("<mark>{}</mark>"), [], 0
    for start, end in without_overlaps(found):
        parts += [escape(text[here:start]), mark.format(text[start:end])]
        here = end
    return Markup("").join([*parts, escape(text[here:])])


@cache
def environment() -> Environment:
    """The templates, and what they call."""
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["marked_passage"] = marked_passage
    made.filters["with_marks"] = with_marks
    made.filters["local_time"] = local_time
    made.filters["days_in"] = lambda text, lang: days_in(text, in_vietnamese=lang == VIETNAMESE)
    made.globals.update(links=links, called=called, static=static)
    return made


def render(template: str, **context: Any) -> str:
    """The page that *template* gives."""
    return environment().get_template(template).render(context)


@cache
def static(name: str) -> str:
    """The address of a file of static/, another one when its content is."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def local_time(moment: str | None, lang: str) -> str:
    """An ISO time as the clock of this machine shows it."""
    if not moment:
        return ""
    written = "%d/%m/%Y %H:%M:%S" if lang == VIETNAMESE else "%Y-%m-%d %H:%M:%S"
    return datetime.fromisoformat(moment).astimezone().strftime(written)
