"""Short forms: "Thông báo số 380", "Nghị quyết 68", the 217 of "số 217, 218-QĐ/TW".

Which document a short form means is settled by the article itself: by the body that follows it,
by a full code with its number and type, else it stays with what is known (gold rule: 68-NQ).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from indexer.models import System
from indexer.text.spans import Spans
from plugins._vocabulary import DocumentType, document_types
from plugins.codes.grammar import FullCode, spell, spell_number, system_of
from plugins.codes.issuers import body_after, body_before

_NAMELESS = ("Văn bản",)  # no type: the number alone is what is known
_NUMBER = r"(?P<number>\d{1,5}[a-zđ]?)(?![\w%])"
_YEAR = r"(?:\s?[/–-]\s?(?P<year>(?:19|20)\d\d)(?![\w/-]|\.\d))?"
# What stands before a number that has no "số" must be a type with a capital, and what follows
# must not be a thing that is counted: "Nghị quyết 68 của …", never "Quyết định 3 nội dung".
_GOES_ON = regex.compile(
    r"""\s*(?: [.,;:!?()\]”"»*…–-] | \Z | \n | ngày(?=\s\d) | năm(?=\s\d)
    | (?:của|về|nêu|đã|được|do|có|và|là|đặt|đề|quy|ra|cũng|hướng|yêu|thế|theo|trong|tại|khóa|khoá
    |với|vào|còn|nhằm|sẽ|này|trên|phải|không|đến|từ|chỉ|tiếp|cho|bao|như|gồm|thay|sửa|ban|gắn|ở|để|khi
    |thì|hết|bị|sau|mà|vì|nhưng|hiện|cần|đang)\b )""",
    regex.VERBOSE,
)
_NO_VERBS = ("nghị định", "nghị quyết", "thông tư", "thông tư liên tịch", "pháp lệnh")
_A_YEAR = regex.compile(r"(?:19|20)\d\d")
_REAL_NUMBER = regex.compile(r"\d+[.,]\d")
_LIST_AFTER = regex.compile(
    rf"(?:\s*,?\s*ngày\s+\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}})?\s*(?:,|;|và|,\s*và)\s*"
    rf"(?P<word>số\s+)?{_NUMBER}{_YEAR}(?!\s*[-–/.,:]\s*[\w])"
)
_LIST_BEFORE = regex.compile(rf"{_NUMBER}{_YEAR}\s*(?:,|;|và|,\s*và)\s*(?:số\s+)?")


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
class _Found:
    start: int
    end: int
    number: str
    year: str | None
    types: tuple[DocumentType, ...]  # all that the word may stand for; empty for "Văn bản"
    like: FullCode | None = None  # the code in whose list it stands
    last: int | None = None  # where its list ends, behind which its issuer stands


def short_forms(text: str, full: Sequence[FullCode]) -> Iterator[ShortForm]:
    """The short forms of *text*, whose full codes are *full*."""
    found = list(_in_lists(text, full))
    taken = Spans([*((c.start, c.end) for c in full), *((f.start, f.end) for f in found)])
    end = 0  # of the last list that a worded form opened
    for form in _worded(text, full):
        if form.start >= end and not taken.touch(form.start, form.end):
            listed = [form, *_rest_of_list(text, form)]
            end = listed[-1].end
            found += [replace(member, last=end) for member in listed]
    yield from _resolved(sorted(found, key=lambda f: f.start), text, full)


def _worded(text: str, full: Sequence[FullCode]) -> Iterator[_Found]:
    """Type word and number: "Thông báo số 380", "Nghị quyết 68", "Nghị định 30/2020"."""
    known = {(c.number, t.name) for c in full for t in _types_like(c.type)}
    for match in _words().finditer(text):
        if _REAL_NUMBER.match(text, match.start("number")):
            continue
        word = match["word"].lower()
        if match["year"] and "/" not in match[0] and word not in _NO_VERBS:
            continue  # "Kế hoạch 2021-2025" is a span of years
        types = _by_name().get(word, ())
        number = spell_number(match["number"])
        told = any((number, t.name) in known for t in types)
        worded = match["so"] or match["symbol"] or match["year"] or told
        if worded or _stands_alone(match, text):
            yield _Found(match.start(), match.end(), number, match["year"], types)


def _stands_alone(match: regex.Match[str], text: str) -> bool:
    """Whether a number without "số" is a document's.

    It is after a type that is no verb as well ("nghị định 67"), or where its issuer follows; else
    a capital must stand before it, and nothing that can be counted behind it.
    """
    if len(match["number"]) < 2 or match["word"].isupper() or _A_YEAR.fullmatch(match["number"]):
        return False  # "Hiến pháp 2013" is named by its year
    if match["word"].lower() in _NO_VERBS or body_after(text, match.end()):
        return True
    return match["word"][0].isupper() and _GOES_ON.match(text, match.end()) is not None


def _in_lists(text: str, full: Sequence[FullCode]) -> Iterator[_Found]:
    """Numbers beside a full code whose type and body they share: "số 217, 218-QĐ/TW"."""
    for code in full:
        if code.type is None:
            continue
        window = text[max(0, code.start - 80) : code.start]
        offset = code.start - len(window)
        for match in reversed(list(_chain_before(window))):
            yield _listed(match, offset, code)
        for after in _chain_after(text, code.end):
            yield _listed(after, 0, code)


def _chain_before(window: str) -> Iterator[regex.Match[str]]:
    """The list numbers that end *window*, back to the "số" or type word that opens the list."""
    chain: list[regex.Match[str]] = []
    end = len(window)
    for match in reversed(list(_LIST_BEFORE.finditer(window))):
        if match.end() != end:
            break
        chain.append(match)
        end = match.start()
    if chain and regex.search(r"(?:\bsố|\b[\p{L}]+)\s+\Z", window[:end]) and _opens(window[:end]):
        yield from chain


def _chain_after(text: str, end: int) -> Iterator[regex.Match[str]]:
    """The list numbers that follow *end* one after the other."""
    match = _LIST_AFTER.match(text, end)
    while match and _GOES_ON.match(text, match.end()):
        yield match
        match = _LIST_AFTER.match(text, match.end())


def _opens(before: str) -> bool:
    words = before.rstrip().lower()
    return words.endswith(" số") or any(words.endswith(name) for name in _by_name())


def _listed(match: regex.Match[str], offset: int, code: FullCode) -> _Found:
    start, end = match.start("number") + offset, match.end("number") + offset
    if match["year"]:
        end = match.end("year") + offset
    types = (code.type,) if code.type else ()
    return _Found(start, end, spell_number(match["number"]), match["year"], types, code)


def _rest_of_list(text: str, first: _Found) -> Iterator[_Found]:
    """The further numbers of a list that a worded one opens: "Nghị quyết số 18 và số 19"."""
    for match in _chain_after(text, first.end):
        if not match["word"] and len(match["number"]) < 2:
            break
        number = spell_number(match["number"])
        yield _Found(match.start("number"), match.end(), number, match["year"], first.types)


Known = dict[str, dict[str, list[FullCode]]]  # the full codes by number and canonical code


def _resolved(forms: Sequence[_Found], text: str, full: Sequence[FullCode]) -> Iterator[ShortForm]:
    """The short forms with their codes; one that another short form explains takes its code."""
    known: Known = {}
    for code in full:
        known.setdefault(code.number, {}).setdefault(code.canonical, []).append(code)
    shorts = [_resolve(form, text, known.get(form.number, {})) for form in forms]
    told: dict[tuple[str, str], ShortForm] = {}
    for form, short in zip(forms, shorts, strict=True):
        if short.body and short.type:
            told.setdefault((form.number, short.type), short)
    for form, short in zip(forms, shorts, strict=True):
        same = told.get((form.number, short.type or ""))
        if same and short.body is None:
            yield _as_short(form, same.code, same.type, same.body, same.system)
        else:
            yield short


def _resolve(form: _Found, text: str, known: dict[str, list[FullCode]]) -> ShortForm:
    issuer = body_after(text, form.last or form.end) or body_before(text, form.start)
    fitting = [
        codes
        for codes in known.values()
        if _fits(form, codes[0]) and issuer in (None, codes[0].body)
    ]
    meant = _meant(form, fitting)
    if meant:
        return _as_short(form, meant.canonical, _name(meant.type), meant.body, meant.system)
    if form.like and not issuer:
        like = form.like
        year = form.year or like.year
        code = spell(form.number, year, like.type, like.body, like.system)
        return _as_short(form, code, _name(like.type), like.body, like.system)
    return _unresolved(form, issuer)


def _meant(form: _Found, fitting: Sequence[list[FullCode]]) -> FullCode | None:
    """The document that is meant: of several that fit, the only one named before; else none."""
    before = [codes for codes in fitting if codes[0].start < form.start]
    left = before if len(before) == 1 else fitting
    return left[0][0] if len(left) == 1 else None


def _fits(form: _Found, code: FullCode) -> bool:
    if code.number != form.number or (form.year and code.year not in (None, form.year)):
        return False
    if not form.types:
        return True
    names = {t.name for t in form.types}
    if code.type is None:  # a law or a letter: the word must say so
        return bool(
            names & {"Luật", "Bộ luật"} if code.body.startswith("QH") else names & {"Công văn"}
        )
    return any(t.name in names for t in _types_like(code.type))


@cache
def _types_like(type_: DocumentType | None) -> tuple[DocumentType, ...]:
    """The types that share a symbol: QĐ is Quyết định and Quy định."""
    if type_ is None:
        return ()
    return tuple(t for t in document_types() if t.abbreviation == type_.abbreviation)


def _unresolved(form: _Found, body: str | None) -> ShortForm:
    """What is known: type and number, with the body or the year where they stand beside it."""
    if not form.types:
        return _as_short(form, form.number, None, None, None)
    system = system_of(body) if body else None
    type_ = next((t for t in form.types if t.system in (None, system)), form.types[0])
    if body and system:
        code = spell(form.number, form.year, type_, body, system)
        return _as_short(form, code, type_.name, body, system)
    if form.year:
        return _as_short(
            form, f"{form.number}/{form.year}/{type_.abbreviation}", type_.name, None, "state"
        )
    code = f"{form.number}-{type_.abbreviation}" if type_.abbreviation else form.number
    return _as_short(form, code, type_.name, None, type_.system)


def _name(type_: DocumentType | None) -> str | None:
    return type_.name if type_ else None


def _as_short(
    form: _Found, code: str, type_: str | None, body: str | None, system: System | None
) -> ShortForm:
    return ShortForm(form.start, form.end, code, type_, body, system)


@cache
def _words() -> regex.Pattern[str]:
    names = sorted({t.name for t in document_types()} | set(_NAMELESS), key=len, reverse=True)
    words = "|".join(regex.escape(n) for n in names)
    short = sorted({t.abbreviation for t in document_types()} - {""}, key=len, reverse=True)
    symbols = "|".join(regex.escape(s) for s in short)
    return regex.compile(
        rf"\b(?P<word>(?i:{words}))\s+(?P<so>(?i:số)\s*:?\s*)?{_NUMBER}"
        rf"(?:\s?[-–/]\s?(?P<symbol>{symbols})(?![\w/-])|{_YEAR}(?!\s?[-–/]\s?[\w])(?![.,]\d))"
    )


@cache
def _by_name() -> dict[str, tuple[DocumentType, ...]]:
    table: dict[str, tuple[DocumentType, ...]] = {name.lower(): () for name in _NAMELESS}
    for type_ in document_types():
        table[type_.name.lower()] = (*table.get(type_.name.lower(), ()), type_)
    return table
