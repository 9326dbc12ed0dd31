"""Short forms: "Thông báo số 380", "Nghị quyết 68", the 217 of "số 217, 218-QĐ/TW"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

import regex

from indexer.text.spans import Spans, matches
from plugins._vocabulary import DocumentType, document_types
from plugins.codes.grammar import FullCode, spell_number
from plugins.codes.issuers import body_after
from plugins.codes.meaning import Documents, Form, ShortForm, by_number, fits, resolve

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
_DIGIT = regex.compile(r"\d(?<=[\s:ốỐ]\d)")  # the first of a number
_LIST_AFTER = regex.compile(
    rf"(?:\s*,?\s*ngày\s+\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}})?\s*(?:,|;|và|,\s*và)\s*"
    rf"(?P<word>số\s+)?{_NUMBER}{_YEAR}(?!\s*[-–/.,:]\s*[\w])"
)
_LIST_BEFORE = regex.compile(rf"{_NUMBER}{_YEAR}\s*(?:,|;|và|,\s*và)\s*(?:số\s+)?")


def short_forms(
    text: str, full: Sequence[FullCode], words: Mapping[str, str]
) -> Iterator[ShortForm]:
    """The short forms of *text*, whose full codes are *full*.

    *words* are the type words that stand before them, by canonical code.
    """
    documents = by_number(full, words)
    found = list(_in_lists(text, full))
    taken = Spans([*((c.start, c.end) for c in full), *((f.start, f.end) for f in found)])
    end = 0  # of the last list that a worded form opened
    for form in _worded(text, documents):
        if form.start >= end and not taken.touch(form.start, form.end):
            listed = [form, *_rest_of_list(text, form)]
            end = listed[-1].end
            found += [replace(member, last=end) for member in listed]
    found += (
        form for form in _abbreviated(text, documents) if not taken.touch(form.start, form.end)
    )
    yield from resolve(sorted(found, key=lambda f: f.start), text, documents)


def _worded(text: str, documents: Documents) -> Iterator[Form]:
    """Type word and number: "Thông báo số 380", "Nghị quyết 68", "Nghị định 30/2020"."""
    for match in matches(_words(), text, _before_numbers(text)):
        if _REAL_NUMBER.match(text, match.start("number")):
            continue
        word = match["word"].lower()
        if match["year"] and "/" not in match[0] and word not in _NO_VERBS:
            continue  # "Kế hoạch 2021-2025" is a span of years
        types = _by_name().get(word, ())
        number = spell_number(match["number"])
        form = Form(match.start(), match.end(), number, match["year"], types)
        told = any(types and fits(form, document) for document in documents.get(number, ()))
        worded = match["so"] or match["symbol"] or match["year"] or told
        if worded or _stands_alone(match, text):
            yield form


def _abbreviated(text: str, documents: Documents) -> Iterator[Form]:
    """Symbol and number of a document that has its full code elsewhere: "NQ170", "NĐ 100"."""
    for match in _symbols().finditer(text) if documents else ():
        types = _types_of_symbol()[match["symbol"]]
        number = spell_number(match["number"])
        form = Form(match.start(), match.end(), number, None, types)
        if any(fits(form, document) for document in documents.get(number, ())):
            yield form


def _before_numbers(text: str) -> Iterator[int]:
    """Where the type words start that stand before a number: far fewer than there are words."""
    word = _word_before()
    for digit in _DIGIT.finditer(text):
        if before := word.match(text, 0, digit.start()):
            yield before.start()


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


def _in_lists(text: str, full: Sequence[FullCode]) -> Iterator[Form]:
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


def _listed(match: regex.Match[str], offset: int, code: FullCode) -> Form:
    start, end = match.start("number") + offset, match.end("number") + offset
    if match["year"]:
        end = match.end("year") + offset
    types = (code.type,) if code.type else ()
    return Form(start, end, spell_number(match["number"]), match["year"], types, code)


def _rest_of_list(text: str, first: Form) -> Iterator[Form]:
    """The further numbers of a list that a worded one opens: "Nghị quyết số 18 và số 19"."""
    for match in _chain_after(text, first.end):
        if not match["word"] and len(match["number"]) < 2:
            break
        number = spell_number(match["number"])
        yield Form(match.start("number"), match.end(), number, match["year"], first.types)


@cache
def _type_word() -> str:
    names = sorted({t.name for t in document_types()} | set(_NAMELESS), key=len, reverse=True)
    words = "|".join(regex.escape(n) for n in names)
    return rf"\b(?P<word>(?i:{words}))\s+(?P<so>(?i:số)\s*+:?\s*+)?"


@cache
def _word_before() -> regex.Pattern[str]:
    """What ends at a number, read backwards from there."""
    return regex.compile(f"(?r){_type_word()}")


@cache
def _words() -> regex.Pattern[str]:
    short = sorted({t.abbreviation for t in document_types()} - {""}, key=len, reverse=True)
    symbols = "|".join(regex.escape(s) for s in short)
    return regex.compile(
        rf"{_type_word()}{_NUMBER}"
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
