"""Which document a short form means, as far as the article itself tells.

By the body and the year that stand beside it or beside another of the same number, by a full code
with its number and type; else it stays with what is known (gold rule: 68-NQ).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from indexer.models import System
from plugins._vocabulary import DocumentType, document_types
from plugins.codes.grammar import TWO_TYPES, FullCode, spell, system_of, two_types
from plugins.codes.issuers import bodies_after, body_after, body_before, body_inside

_YEAR_AFTER = regex.compile(  # not of what a clause behind it tells: "… năm 2025 thưởng Tết"
    r" năm (?P<year>(?:19|20)\d\d)(?=\s?(?:[.,;:)]|của|do|về|quy định|hướng dẫn|sửa đổi))"
)
_DATED_TYPES = ("Nghị định", "Thông tư", "Thông tư liên tịch")  # whose codes always have a year
_GOVERNMENT = "Nghị định"  # which the Government alone issues, whoever else is named
_PROGRAMMES = ("Đề án", "Chương trình", "Dự án")  # called by the number of their decision


@dataclass(frozen=True)
class ShortForm:
    """A mention of a document by a number that is not a whole code."""

    start: int
    end: int
    code: str
    type: str | None
    body: str | None
    system: System | None


@dataclass(frozen=True)
class Form:
    """A short form as it stands in the text, before it is known what it means."""

    start: int
    end: int
    number: str
    year: str | None
    types: tuple[DocumentType, ...]  # all that the word may stand for; empty for "Văn bản"
    like: FullCode | None = None  # the code in whose list it stands
    last: int | None = None  # where its list ends, behind which its issuer stands
    body: str | None = None  # that issued it, as the words around it tell


@dataclass(frozen=True)
class Document:
    """A document that has its full code in the text."""

    code: FullCode  # as first mentioned
    word: str | None  # the type that stands before a mention


Documents = dict[str, list[Document]]  # by number


def by_number(full: Sequence[FullCode], words: Mapping[str, str]) -> Documents:
    """The documents of the codes *full*; *words* are their type words, by canonical code."""
    by_code: dict[str, Document] = {}
    for code in full:
        by_code.setdefault(code.canonical, Document(code, words.get(code.canonical)))
    documents: Documents = {}
    for document in by_code.values():
        documents.setdefault(document.code.number, []).append(document)
    return documents


def resolve(forms: Sequence[Form], text: str, documents: Documents) -> Iterator[ShortForm]:
    """The short forms with their codes: of a document that is named in full, else what is known.

    What one mention tells of body and year, all of the same number and type know.
    """
    read = [_read(form, text) for form in forms]
    alike: dict[tuple[str, str | None], list[Form]] = {}
    for form in read:
        alike.setdefault((form.number, _first(form)), []).append(form)
    for form in read:
        if meant := _meant(form, documents.get(form.number, ())):
            code, type_ = meant.code, _called(form, meant)
            yield ShortForm(form.start, form.end, code.canonical, type_, code.body, code.system)
        else:
            yield _spelt(_completed(form, alike[form.number, _first(form)]))


def _first(form: Form) -> str | None:
    return form.types[0].name if form.types else None


def _read(form: Form, text: str) -> Form:
    """*form* with the year and the body that stand beside it."""
    year = _YEAR_AFTER.match(text, form.end)
    if form.year is None and year and any(t.name in _DATED_TYPES for t in form.types):
        form = replace(form, year=year["year"])  # "Nghị định 105 năm 2014"
    if body := _issuer(form, text):
        return replace(form, body=body)
    if form.like:
        return replace(form, body=form.like.body, year=form.year or form.like.year)
    return form


def _issuer(form: Form, text: str) -> str | None:
    """The symbol of the body that the words around *form* tell."""
    names = {t.name for t in form.types}
    after = bodies_after if any(name.endswith("liên tịch") for name in names) else body_after
    body = (
        after(text, form.last or form.end)
        or body_before(text, form.start)
        or body_inside(text, form.start, form.end)
    )
    if body == "TTg" and names & {_GOVERNMENT, "Nghị quyết"}:
        return "CP"  # the Prime Minister signs for the Government
    return None if _GOVERNMENT in names and body != "CP" else body


def _completed(form: Form, alike: Sequence[Form]) -> Form:
    """*form* with the body and the year of those *alike*, where none of them contradicts."""
    bodies = {f.body for f in alike if f.body and _agree(f.year, form.year)}
    body = form.body or _only(bodies)
    years = {f.year for f in alike if f.year and _agree(f.body, body)}
    return replace(form, body=body, year=form.year or _only(years))


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _only(values: set[str]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def _signs(code: FullCode) -> tuple[str, str]:
    """The body of a code, and without its unit: NHNN of 3851/NHNN-PC."""
    return code.body, code.body.partition("-")[0]


def _meant(form: Form, numbered: Sequence[Document]) -> Document | None:
    """The document that is meant: of several that fit, the only one named before; else none."""
    fitting = [d for d in numbered if fits(form, d) and form.body in (None, *_signs(d.code))]
    before = [d for d in fitting if d.code.start < form.start]
    left = before if len(before) == 1 else fitting
    return left[0] if len(left) == 1 else None


def fits(form: Form, document: Document) -> bool:
    """Whether *form* may mean *document*: by its number, its year and the word before it."""
    code = document.code
    if code.number != form.number or (form.year and code.year not in (None, form.year)):
        return False
    if not form.types:
        return True
    names = {t.name for t in form.types}
    if code.type is None:  # a law, a resolution of the Assembly or a letter: the word must say so
        told = {document.word} if document.word else {"Luật", "Bộ luật"}
        return bool(names & (told if code.body.startswith(("QH", "UBTVQH")) else {"Công văn"}))
    if names & {*_PROGRAMMES} and code.type.name == "Quyết định":
        return True  # "Đề án 896" is the one that Quyết định 896/QĐ-TTg approved
    return any(t.name in names for t in _types_like(code.type))


@cache
def _types_like(type_: DocumentType | None) -> tuple[DocumentType, ...]:
    """The types that share a symbol: QĐ is Quyết định and Quy định."""
    if type_ is None:
        return ()
    return tuple(t for t in document_types() if t.abbreviation == type_.abbreviation)


def _spelt(form: Form) -> ShortForm:
    """What is known: type and number, with the body or the year where they are told."""
    if not form.types:
        return ShortForm(form.start, form.end, form.number, None, None, None)
    system = _system(form)
    type_ = next((t for t in form.types if t.system in (None, system)), form.types[0])
    body = form.body if system else None
    if body and system:
        code = spell(form.number, form.year, type_, body, system)
    elif form.year:
        code, system = f"{form.number}/{form.year}/{type_.abbreviation}", "state"
    else:
        code = f"{form.number}-{type_.abbreviation}" if type_.abbreviation else form.number
    return ShortForm(form.start, form.end, code, type_.name, body, system or type_.system)


def _system(form: Form) -> System | None:
    if form.like and form.body == form.like.body:
        return form.like.system
    return system_of(form.body) if form.body else None


def _called(form: Form, document: Document) -> str | None:
    """The type of *document*; the word of *form*, or else of its code, where one may be of two."""
    code = document.code
    if not two_types(code):
        return code.type.name if code.type else document.word
    words = (None if form.like else _first(form), document.word)
    return next((word for word in words if word in TWO_TYPES), TWO_TYPES[0])
