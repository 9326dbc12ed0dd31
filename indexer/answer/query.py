"""What a person types → a question to the full text; what cannot be parsed is plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

import regex

from indexer.answer.filters import BadDay, as_day
from indexer.store.engine import (
    All,
    And,
    DateRange,
    Field,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)
from indexer.text.unicode import normalise

Codes = Callable[[str], Sequence[str]]  # what was typed → the codes that it names
# A field and a name that was typed → what has that name otherwise: its old or new name.
Names = Callable[[Field, str], Sequence[Query]]

_TOKENS = regex.compile(
    r"""
      (?P<open>\() | (?P<close>\))
    | (?P<operator>AND|OR|NOT)(?=[\s(]|$)
    | (?P<field>(?i:code|type|issuer|unit|place|title|date):)
    | (?P<range>\[[^\]]*\])
    | (?P<phrase>"[^"]*")
    | (?P<word>[^\s()"]+)
    | (?P<stray>")
    """,
    regex.VERBOSE,
)
_FIELD = regex.compile(r"\b(?i:code|type|issuer|unit|place|title|date):")
_OPERATORS = ("AND", "OR", "NOT", "TO")
_WORD = regex.compile(r"[^\W_]+")
# 380-TB/TU, 123/2020/NĐ-CP; not 24/7, which has no letter
_CODE = regex.compile(r"\d+[/-](?:[\w.]+[/-])*\w*\p{L}\w*(?:[/-][\w.]+)*")
_CODE_BEGIN = regex.compile(r"\d+[/-][\w/.-]*")
_STROKES = regex.compile(r"\p{Ll}{2,}(?:/\p{Ll}{2,})+")  # not "đ/c", TB/TU
_SHAPED = regex.compile(r"(?P<text>.+?)(?:\*|(?P<fuzzy>~)(?P<distance>\d?))")
_RANGE = regex.compile(r"\[\s*(?P<start>\S+)\s+(?:TO|to|-)\s+(?P<end>\S+)\s*\]")
_SPOKEN = {
    "VÀ": "AND",
    "HOẶC": "OR",
    "KHÔNG": "NOT",
    "and": "AND",
    "or": "OR",
    "not": "NOT",
}
_QUOTES = str.maketrans("“”„«»", '"""""')
_AROUND = ".,;:!?…'’‘[]{}<>"  # signs that are no part of a word, nor tell its shape
_MOST_WRONG = 2  # letters that a fuzzy word may have wrong
_MOST_TOKENS = 100  # a pasted page is no question; what comes later is left out
_DEEPEST = 20  # brackets in brackets

Token = tuple[str, str]  # kind, text


class NotUnderstood(ValueError):
    """A query breaks the rules of its language; the text says how, in Vietnamese."""


@dataclass(frozen=True)
class Parsed:
    """A question, and what was wrong with the way it was put."""

    query: Query
    hint: str | None = None


def parse(typed: str, codes: Codes, names: Names = lambda *_: ()) -> Parsed:
    """The question that *typed* asks; *codes* tells which directives a typed code names.

    *names* tells what else may be meant by a name that is asked for in a field. Never raises: what
    breaks the rules is searched as plain words, and the hint says why.
    """
    tidy = normalise(typed).translate(_QUOTES)
    try:
        return Parsed(_Parser(_tokens(tidy), codes, names).whole(), _spoken(tidy))
    except NotUnderstood as error:
        return Parsed(And(plain(tidy)), f"Đã tìm như các từ thường: {error}.")


def words(query: Query) -> Iterator[Term | Phrase | Prefix | Fuzzy]:
    """The words that *query* looks for, in whichever field; not those that it shuts out."""
    match query:
        case Term() | Phrase() | Prefix() | Fuzzy():
            yield query
        case And(parts) | Or(parts):
            for part in parts:
                yield from words(part)


def _spoken(typed: str) -> str | None:
    """What to tell of an operator that was typed in Vietnamese, or in small letters.

    In Vietnamese it is a word of the text like others, unless it alone stands in capitals.
    """
    tokens = [text for kind, text in _tokens(typed) if kind == "word"]
    found = [word for word in tokens[1:-1] if word in _SPOKEN]
    if not found or not any(word.islower() for word in tokens if word not in _SPOKEN):
        return None
    return f"“{found[0]}” được tìm như một từ. Nếu là phép toán thì hãy viết {_SPOKEN[found[0]]}."


def _tokens(typed: str) -> list[Token]:
    found = islice(_TOKENS.finditer(typed), _MOST_TOKENS)
    return [(str(m.lastgroup), part) for m in found for part in _parted(m)]


def _parted(token: regex.Match[str]) -> list[str]:
    """The words of "nhập/hợp": where small letters meet, a stroke stands for a blank."""
    return token[0].split("/") if _STROKES.fullmatch(token[0]) else [token[0]]


def is_code(typed: str) -> bool:
    """Whether *typed* is one code as it is written in full, known or not."""
    return bool(_CODE.fullmatch(normalise(typed).strip().strip(_AROUND)))


def plain(typed: str) -> tuple[Term, ...]:
    """Every word of *typed* but the operators and names of fields."""
    found = [w for w in _WORD.findall(_FIELD.sub(" ", typed)) if w not in _OPERATORS]
    return tuple(Term(word) for word in found[:_MOST_TOKENS])


class _Parser:
    """Reads tokens from the left: OR binds less than AND, and AND may be left out."""

    def __init__(self, tokens: Sequence[Token], codes: Codes, names: Names) -> None:
        self.tokens = list(tokens)
        self.codes = codes
        self.names = names
        self.depth = 0

    def whole(self) -> Query:
        if not self.tokens:
            return All()
        query = self.either()
        if self.tokens:
            raise NotUnderstood("có dấu ngoặc đóng mà không có dấu ngoặc mở")
        return query

    def either(self) -> Query:
        parts = [self.both()]
        while self.take("operator", "OR"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self) -> Query:
        parts = [self.negated()]
        while self.tokens and self.tokens[0] != ("operator", "OR") and not self.at("close"):
            self.take("operator", "AND")
            parts.append(self.negated())
        return _all([part for part in parts if part is not None])

    def negated(self) -> Query | None:
        if not self.take("operator", "NOT"):
            return self.one()
        part = self.negated()
        return None if part is None else Not(part)

    def one(self) -> Query | None:
        if not self.tokens:
            raise NotUnderstood("thiếu từ ở cuối")
        kind, text = self.tokens.pop(0)
        match kind:
            case "open":
                return self.bracket()
            case "field":
                return self.field(text[:-1].lower())
            case "phrase":
                return Phrase(text[1:-1]) if _WORD.search(text) else None
            case "word" | "range":
                return self.word(text)
            case "stray":
                raise NotUnderstood("dấu ngoặc kép chưa được đóng")
        raise NotUnderstood(f"thiếu từ trước '{text}'")

    def bracket(self) -> Query:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NotUnderstood("quá nhiều dấu ngoặc lồng nhau")
        inner = self.either()
        if not self.take("close"):
            raise NotUnderstood("dấu ngoặc chưa được đóng")
        self.depth -= 1
        return inner

    def field(self, name: str) -> Query | None:
        if not (self.at("word") or self.at("phrase") or self.at("range")):
            raise NotUnderstood(f"sau '{name}:' không có gì")
        kind, text = self.tokens.pop(0)
        if name == "date":
            return _dates(text.strip('"'))
        if kind == "phrase" and name != "code":
            return self.named(text[1:-1], cast("Field", name)) if _WORD.search(text) else None
        return self.word(text.strip('"'), cast("Field", name))

    def named(self, text: str, field: Field) -> Query:
        """A phrase in a field, or what is called so in other words."""
        others = self.names(field, text)
        return Or((Phrase(text, field), *others)) if others else Phrase(text, field)

    def word(self, text: str, field: Field | None = None) -> Query | None:
        """A word with the signs of its shape: ``prefix*``, ``fuzzy~``; a code is one anywhere."""
        text = text.strip(_AROUND)
        if not _WORD.search(text):
            return None
        if shaped := _SHAPED.fullmatch(text):
            return _shaped(shaped, field)
        if field == "code" or (field is None and _CODE.fullmatch(text)):
            return self.code(text, field)
        return Term(text, field)

    def code(self, text: str, field: Field | None) -> Query:
        named = [Term(code, "code") for code in dict.fromkeys(self.codes(text))]
        literal = [Term(text, "code")] if field else [Term(text, "code"), Phrase(text)]
        return Or((*(named or literal[:1]), *literal[1:]))

    def at(self, kind: str) -> bool:
        return bool(self.tokens) and self.tokens[0][0] == kind

    def take(self, kind: str, text: str | None = None) -> bool:
        """Whether the next token is of *kind* (and reads *text*); if so it is taken."""
        if not self.at(kind) or (text and self.tokens[0][1] != text):
            return False
        del self.tokens[0]
        return True


def _all(parts: Sequence[Query]) -> Query:
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _shaped(match: regex.Match[str], field: Field | None) -> Query | None:
    text = match["text"].strip("*~")
    if not _WORD.search(text):
        return None
    if match["fuzzy"]:
        return Fuzzy(text, field, min(int(match["distance"] or 1), _MOST_WRONG))
    return Prefix(text, "code" if _CODE_BEGIN.fullmatch(text) else field)


def _dates(text: str) -> Query:
    ends = _RANGE.fullmatch(text)
    start, end = (_end(ends["start"]), _end(ends["end"])) if ends else (_end(text),) * 2
    if start and end and start > end and not start.startswith(end):
        start, end = end, start
    return DateRange(start, end)


def _end(day: str) -> str | None:
    try:
        return None if day == "*" else as_day(day)
    except BadDay:
        ways = "2019-10-09, 09/10/2019, 2019-10 hoặc 2019"
        raise NotUnderstood(f"'{day}' không phải là ngày; hãy viết {ways}") from None
