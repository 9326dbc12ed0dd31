"""Short forms: "Thông báo số 380", "Nghị quyết 68", the 217 of "số 217, 218-QĐ/TW".

Which document a short form means is settled by the article itself: by the body that follows it,
by a full code with its number and type, else it stays with what is known (gold rule: 68-NQ).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
_YEAR_AFTER = regex.compile(  # not of what a clause behind it tells: "… năm 2025 thưởng Tết"
    r" năm (?P<year>(?:19|20)\d\d)(?=\s?(?:[.,;:)]|của|do|về|quy định|hướng dẫn|sửa đổi))"
)
_DATED_TYPES = ("Nghị định", "Thông tư", "Thông tư liên tịch")  # whose codes always have a year
_GOVERNMENT = "Nghị định"  # which the Government alone issues, whoever else is named
_PROGRAMMES = ("Đề án", "Chương trình", "Dự án")  # called by the number of their decision
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
    body: str | None = None  # that issued it, as the words around it tell


@dataclass(frozen=True)
class _Document:
    """A document that has its full code in the text."""

    code: FullCode  # as first mentioned
    word: str | None  # the type that stands before a mention


Known = dict[str, list[_Document]]  # by number


def short_forms(
    text: str, full: Sequence[FullCode], words: Mapping[str, str]
) -> Iterator[ShortForm]:
    """The short forms of *text*, whose full codes are *full*.

    *words* are the type words that stand before them, by canonical code.
    """
    known = _known(full, words)
    found = list(_in_lists(text, full))
    taken = Spans([*((c.start, c.end) for c in full), *((f.start, f.end) for f in found)])
    end = 0  # of the last list that a worded form opened
    for form in _worded(text, known):
        if form.start >= end and not taken.touch(form.start, form.end):
            listed = [form, *_rest_of_list(text, form)]
            end = listed[-1].end
            found += [replace(member, last=end) for member in listed]
    found += (form for form in _abbreviated(text, known) if not taken.touch(form.start, form.end))
    yield from _resolved(sorted(found, key=lambda f: f.start), text, known)


def _worded(text: str, known: Known) -> Iterator[_Found]:
    """Type word and number: "Thông báo số 380", "Nghị quyết 68", "Nghị định 30/2020"."""
    for match in _words().finditer(text):
        if _REAL_NUMBER.match(text, match.start("number")):
            continue
        word = match["word"].lower()
        if match["year"] and "/" not in match[0] and word not in _NO_VERBS:
            continue  # "Kế hoạch 2021-2025" is a span of years
        types = _by_name().get(word, ())
        number = spell_number(match["number"])
        form = _Found(match.start(), match.end(), number, match["year"], types)
        told = any(types and _fits(form, document) for document in known.get(number, ()))
        worded = match["so"] or match["symbol"] or match["year"] or told
        if worded or _stands_alone(match, text):
            yield form


def _abbreviated(text: str, known: Known) -> Iterator[_Found]:
    """Symbol and number of a document that has its full code elsewhere: "NQ170", "NĐ 100"."""
    for match in _symbols().finditer(text) if known else ():
        types = _types_of_symbol()[match["symbol"]]
        number = spell_number(match["number"])
        form = _Found(match.start(), match.end(), number, None, types)
        if any(_fits(form, document) for document in known.get(number, ())):
            yield form


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


def _known(full: Sequence[FullCode], words: Mapping[str, str]) -> Known:
    documents: dict[str, _Document] = {}
    for code in full:
        word = words.get(code.canonical)
        documents.setdefault(code.canonical, _Document(code, word))
    known: Known = {}
    for document in documents.values():
        known.setdefault(document.code.number, []).append(document)
    return known


def _resolved(forms: Sequence[_Found], text: str, known: Known) -> Iterator[ShortForm]:
    """The short forms with their codes: of a document that is named in full, else what is known.

    What one mention tells of body and year, all of the same number and type know.
    """
    read = [_read(form, text) for form in forms]
    alike: dict[tuple[str, str | None], list[_Found]] = {}
    for form in read:
        alike.setdefault((form.number, _first(form)), []).append(form)
    for form in read:
        if meant := _meant(form, known.get(form.number, ())):
            code, type_ = meant.code, _name(meant.code.type) or meant.word
            yield ShortForm(form.start, form.end, code.canonical, type_, code.body, code.system)
        else:
            yield _spelt(_completed(form, alike[form.number, _first(form)]))


def _first(form: _Found) -> str | None:
    return form.types[0].name if form.types else None


def _read(form: _Found, text: str) -> _Found:
    """*form* with the year and the body that stand beside it."""
    year = _YEAR_AFTER.match(text, form.end)
    if form.year is None and year and any(t.name in _DATED_TYPES for t in form.types):
        form = replace(form, year=year["year"])  # "Nghị định 105 năm 2014"
    if body := _issuer(form, text):
        return replace(form, body=body)
    if form.like:
        return replace(form, body=form.like.body, year=form.year or form.like.year)
    return form


def _issuer(form: _Found, text: str) -> str | None:
    """The symbol of the body that the words around *form* tell."""
    body = body_after(text, form.last or form.end) or body_before(text, form.start)
    names = {t.name for t in form.types}
    if body == "TTg" and names & {_GOVERNMENT, "Nghị quyết"}:
        return "CP"  # the Prime Minister signs for the Government
    return None if _GOVERNMENT in names and body != "CP" else body


def _completed(form: _Found, alike: Sequence[_Found]) -> _Found:
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


def _meant(form: _Found, numbered: Sequence[_Document]) -> _Document | None:
    """The document that is meant: of several that fit, the only one named before; else none."""
    fitting = [d for d in numbered if _fits(form, d) and form.body in (None, *_signs(d.code))]
    before = [d for d in fitting if d.code.start < form.start]
    left = before if len(before) == 1 else fitting
    return left[0] if len(left) == 1 else None


def _fits(form: _Found, document: _Document) -> bool:
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


def _spelt(form: _Found) -> ShortForm:
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


def _system(form: _Found) -> System | None:
    if form.like and form.body == form.like.body:
        return form.like.system
    return system_of(form.body) if form.body else None


def _name(type_: DocumentType | None) -> str | None:
    return type_.name if type_ else None


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
def _symbols() -> regex.Pattern[str]:
    symbols = sorted(_types_of_symbol(), key=len, reverse=True)
    names = "|".join(map(regex.escape, symbols))
    return regex.compile(rf"(?<![\w/-])(?P<symbol>{names}) ?{_NUMBER}(?!\s?[-–/]\s?\w|[.,]\d)")


@cache
def _types_of_symbol() -> dict[str, tuple[DocumentType, ...]]:
    table: dict[str, tuple[DocumentType, ...]] = {}
    for type_ in document_types():
        if type_.abbreviation:
            table[type_.abbreviation] = (*table.get(type_.abbreviation, ()), type_)
    return table


@cache
def _by_name() -> dict[str, tuple[DocumentType, ...]]:
    table: dict[str, tuple[DocumentType, ...]] = {name.lower(): () for name in _NAMELESS}
    for type_ in document_types():
        table[type_.name.lower()] = (*table.get(type_.name.lower(), ()), type_)
    return table
