"""How a full code is written, and its one canonical spelling.

Party: NUMBER-TYPE/BODY (Guideline 36-HD/VPTW). State: NUMBER/YEAR/TYPE-BODY, NUMBER/TYPE-BODY,
NUMBER/BODY-UNIT for letters (Decree 30/2020/NĐ-CP), NUMBER/YEAR/QH15 for laws.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from indexer.models import System
from indexer.text.spans import Spans
from plugins._vocabulary import DocumentType, bodies, document_types, type_pattern

# Letters of other alphabets that look like ours; one for one, so that offsets stay true.
_LOOKALIKES = str.maketrans(
    "АВСЕНІКМОРТХУаеорсухÐƉɖ‐‑‒–—−",
    "ABCEHIKMOPTXYaeopcyxĐĐđ------",
)
_LOOKALIKE = regex.compile(f"[{''.join(map(chr, _LOOKALIKES))}]")

_CAPITAL = "[A-ZĐƯ]"
_TOKEN = rf"(?:T\.[ƯW]|{_CAPITAL}(?:[A-ZĐƯ0-9&]|[a-zđ](?=[a-zđ]?(?:[A-ZĐƯ]|\b)))*+)"
_LOWER = "(?:[a-zđư]{2,8})"
_MARKUP = r"[*_]{0,3}"
# A dash or a slash, blanks beside it, a line broken at it; not the dash that opens a line's item.
_SEP = rf"{_MARKUP}(?:[ ]{{0,2}}[-/]{{1,2}}[ \n]{{0,2}}|\n[-/](?=\S)){_MARKUP}"
_CODE = regex.compile(
    rf"""
    (?: (?<![\w/.\-] | \d[,:] | /\s) | (?<=\b[Ss]ố) )
    (?P<number>\d{{1,6}}[a-zđA-ZĐ]?(?![\w]))(?:\[\d{{1,2}}\]|\(\d{{1,2}}\))?
    (?:(?P<before_year>{_SEP})(?P<year>\d{{2,5}}(?=\s?[-/]|[ ]{_TOKEN}[-/])))?
    (?P<first>{_SEP}|[ ](?={_TOKEN}[ ]?[-/]))
    (?:
      (?P<law>(?:QH|UBTVQH|UBTV|qh|ubtvqh)\s?[IVX\d]{{1,4}})(?!\d)
      |
      (?P<type>[QN][ ]Đ|{_TOKEN}|{_LOWER})(?P<second>{_SEP})
      (?P<body>{_TOKEN}(?:(?:-\n?|[ ]-[ ]?|-[ ])(?={_TOKEN}){_TOKEN})*+|{_LOWER}(?:-{_LOWER})*+)
      |
      (?P<bare>TTg|[A-ZĐ]{{2,10}})(?![\w/-])
    )
    """,
    regex.VERBOSE,
)
_ELSEWHERE = regex.compile(  # web addresses, mail addresses and file names hold no codes
    r"(?:https?://|www\.)\S++|(?<=@)[\w.-]++"
    r"|(?<![^\s/])[^\s/]{1,150}(?<=\.(?:pdf|docx?|xlsx?|pptx?|html?|jpe?g|png|zip|rar))(?!\w)",
    regex.IGNORECASE,
)
_BLANK = regex.compile(r"[ \n]")
_TYPE_BEFORE = regex.compile(  # or before the first of a list: "Quyết định số 90/TTg, số 91/TTg"
    rf"(?P<word>{type_pattern()}|Văn bản)\s+(?:số:?\s*)?"
    r"(?:\d{1,5}[/-][A-ZĐ]{2,10}(?:[,;]|\s+và)\s+(?:số:?\s*)?){0,3}\Z",
    regex.IGNORECASE,
)
_NUMBER_LINE = regex.compile(  # of a header, or of a page that lists a document's data
    r"(?:^|[\n|])[ *]*số(?: (?:ký )?hiệu)?[\s*:|]*\Z", regex.IGNORECASE
)
_WORD_BEHIND = regex.compile(r"-[A-ZĐ][a-zđ]+\Z")  # the "-Ban" of "64-KL/TW-Ban Bí thư"
_NO_DOCUMENT = regex.compile(  # what is numbered in the same way but is none
    r"(?:hợp đồng|mẫu|biểu|gói thầu|bản án|hóa đơn|phiếu)\s+(?:số:?\s*)?\Z", regex.IGNORECASE
)
TWO_TYPES = ("Quyết định", "Quy định")  # of the party's QĐ; the first where no word tells which
_CENTRAL_SUFFIX = ("TW", "TU", "HU", "QU", "ĐU")  # BTCTW, VPTU …: offices of party committees


@dataclass(frozen=True)
class FullCode:
    """A full code that stands in a text."""

    start: int
    end: int
    number: str  # "02": at least two digits, a letter after it kept
    year: str | None
    type: DocumentType | None  # None for letters and for laws
    body: str  # "TU", "CP", "UBND-TNMT", "QH15"
    system: System

    @property
    def canonical(self) -> str:
        """The one spelling: "380-TB/TU", "123/2020/NĐ-CP", "526/UBND-TNMT", "45/2019/QH14"."""
        return spell(self.number, self.year, self.type, self.body, self.system)


def two_types(code: FullCode) -> bool:
    """Whether its symbol is of two types, each numbered on its own: QĐ of the party."""
    return code.system == "party" and code.type is not None and code.type.abbreviation == "QĐ"


def spell(
    number: str, year: str | None, type_: DocumentType | None, body: str, system: System
) -> str:
    """The canonical code made of its parts."""
    if system == "party" and type_:
        return f"{number}-{type_.abbreviation}/{body}"
    tail = f"{type_.abbreviation}-{body}" if type_ else body
    return "/".join(part for part in (number, year, tail) if part)


def full_codes(text: str) -> Iterator[FullCode]:
    """The full codes of *text*, in order."""
    plain = _LOOKALIKE.sub(lambda m: m[0].translate(_LOOKALIKES), text)
    elsewhere = _Elsewhere(plain)
    for match in _CODE.finditer(plain):
        before = plain[max(0, match.start() - 20) : match.start()]
        if elsewhere.holds(match.start()) or _NO_DOCUMENT.search(before):
            continue
        kind = _law if match["law"] else _without_type if match["bare"] else _numbered
        code = kind(match, plain)
        if code:
            yield code


class _Elsewhere:
    """What of *plain* are addresses and file names; looked for only beside a place asked for."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._spans = Spans(())  # of the run without blanks that was asked for last
        self._end = 0  # of that run

    def holds(self, position: int) -> bool:
        """Whether *position*, which stands behind those asked for before, lies in one of them."""
        if position >= self._end:
            blanks = (self._plain.rfind(blank, self._end, position) for blank in " \n")
            start, end = max(blanks) + 1, _BLANK.search(self._plain, position)
            self._end = end.start() if end else len(self._plain)
            run = _ELSEWHERE.finditer(self._plain, start, self._end)
            self._spans = Spans(match.span() for match in run)
        return self._spans.hold(position)


def spell_number(digits: str) -> str:
    """A document number as codes have it: at least two digits, no more leading zeros."""
    letter = digits[-1] if digits[-1].isalpha() else ""
    return digits.removesuffix(letter).lstrip("0").zfill(2) + letter


def _law(match: regex.Match[str], plain: str) -> FullCode | None:
    if not match["year"] and not _worded(match, plain):
        return None
    body = regex.sub(r"^UBTV(?!QH)", "UBTVQH", match["law"].upper().replace(" ", ""))
    return FullCode(
        match.start(),
        match.end(),
        spell_number(match["number"]),
        match["year"],
        None,
        body,
        "state",
    )


def _worded(match: regex.Match[str], plain: str) -> bool:
    """Whether a type word stands right before the number: "Nghị định số …"."""
    return _word_before(match, plain) is not None


def _word_before(match: regex.Match[str], plain: str) -> str | None:
    word = _TYPE_BEFORE.search(plain[max(0, match.start() - 40) : match.start()])
    return word["word"].lower() if word else None


def _without_type(match: regex.Match[str], plain: str) -> FullCode | None:
    """Number and body alone: a letter ("Công văn số 295/LĐLĐ"), a decree of before 1996 (64-CP).

    With a year a type belongs to it, which is glued to the body ("156/2013/TTBTC") or told by the
    word before ("Nghị định số 01/2008/CP").
    """
    number, year, bare = spell_number(match["number"]), match["year"], match["bare"]
    place = match.start(), match.end()
    if types_of(bare) or not (word := _word_before(match, plain)):
        return None
    if glued := _glued(bare):
        type_, body = glued
        return FullCode(*place, number, year, type_, body, system_of(body) or "state")
    if not year:
        return FullCode(*place, number, None, None, bare, "state")
    told = next((t for t in document_types() if t.name.lower() == word and t.abbreviation), None)
    body = next((s for s in (_symbol(bare), _symbol(f"B{bare}")) if s in bodies()), "")
    return FullCode(*place, number, year, told, body, "state") if told and body else None


def _glued(bare: str) -> tuple[DocumentType, str] | None:
    """The type and the known body that stand without a separator: "HDBTGDVTW"."""
    for i in range(2, len(bare) - 1):
        body = _symbol(bare[i:])
        if bare not in bodies() and body in bodies() and (types := types_of(bare[:i])):
            system = system_of(body)
            return next((t for t in types if t.system in (None, system)), types[0]), body
    return None


def _numbered(match: regex.Match[str], plain: str) -> FullCode | None:
    written, tail = match["type"].replace(" ", ""), match["body"]
    types = types_of(written)
    if written.islower() and not (types and _symbol(tail.partition("-")[0]) in bodies()):
        return None  # words in small letters that only look like a code
    known = types or _symbol(written) in bodies()
    if match["first"] == " " and not (known and _worded(match, plain)):
        return None  # "Quyết định 386 QĐ-TTg": a lost separator, only after the type word
    body, length = _body(tail, plain, match)
    if not body:
        return None
    system = "state" if body == "TW" and _of_state(types) else _system(match, body)
    if types:
        type_ = next((t for t in types if t.system in (None, system)), types[0])
    elif "-" not in match["first"] and "-" in match["second"] and _is_letter(match, plain):
        type_, body = None, f"{_symbol(written)}-{body}"  # 526/UBND-TNMT, a letter
    else:
        return None
    end = match.end("body") - len(tail) + length
    number = spell_number(match["number"])
    return FullCode(match.start(), end, number, match["year"], type_, body, system)


def _of_state(types: Sequence[DocumentType]) -> bool:
    """Whether only the state has such documents: 01/CĐ-TW is no party code for all its TW."""
    return bool(types) and all(t.system == "state" for t in types)


def _system(match: regex.Match[str], body: str) -> System:
    """Whose code it is: the body tells; for an unknown one, the separators as written."""
    if match["year"]:
        return "state"
    known = system_of(body)
    if known:
        return known
    return "party" if "-" in match["first"] and "/" in match["second"] else "state"


def system_of(body: str) -> System | None:
    """The system that a body's symbol belongs to, None where it is not known."""
    head = body.partition("-")[0]
    found = bodies().get(head) or bodies().get(head.rstrip("0123456789"))
    if found:
        return found.system
    return "party" if head.endswith(_CENTRAL_SUFFIX) and len(head) > 3 else None


@cache
def types_of(written: str) -> tuple[DocumentType, ...]:
    """The types that an abbreviation stands for, however its case and strokes are written."""
    exact = tuple(t for t in document_types() if t.abbreviation == written)
    if exact:
        return exact
    bare = _bare(written)
    return tuple(t for t in document_types() if t.abbreviation and _bare(t.abbreviation) == bare)


def _is_letter(match: regex.Match[str], plain: str) -> bool:
    """Whether a body stands where a type would: 526/UBND-TNMT is a letter of an UBND.

    One that is not in the table is believed after the word: "công văn số 45/TCMT-GGT".
    """
    symbol = _symbol(match["type"])
    if symbol in bodies() or (len(symbol) > 2 and symbol[0] in "BS" and symbol.isupper()):
        return True
    before = plain[max(0, match.start() - 40) : match.start()]
    headed = _NUMBER_LINE.search(before) is not None
    return symbol.isupper() and (headed or _worded(match, plain))


def _body(tail: str, plain: str, match: regex.Match[str]) -> tuple[str, int]:
    """The body's symbol and how much of *tail* it takes; nothing where it is no body.

    What was glued to the code by a lost blank is left out: "NQ/ĐUĐẢNG CỘNG SẢN", "NĐ-CPquy".
    """
    start, end = match.span("body")
    if end < len(plain) and plain[end].isalpha():
        glued = plain[start : end + 4]
        longest = max((s for s in _symbols() if glued.startswith(s)), key=len, default="")
        return longest, len(longest)
    whole = _symbol(tail.replace("-\n", ""))
    if "-\n" in tail and whole in bodies():
        return whole, len(tail)  # "QĐ-UB-" and "ND": hyphened at the end of the line
    tail = _WORD_BEHIND.sub("", tail)
    parts = [part.strip() for part in tail.split("-")]
    kept = tail
    if " -" in tail or "- " in tail:  # a dash between blanks goes on only with a known body
        while len(parts) > 1 and _symbol(parts[-1]) not in bodies():
            kept = kept[: kept.rindex("-")].rstrip()
            parts.pop()
    symbol = "-".join(_symbol(part) for part in parts)
    if tail.islower() and parts and _symbol(parts[0]) not in bodies():
        return "", 0
    return (symbol, len(kept)) if len(symbol) > 1 else ("", 0)


@cache
def _symbols() -> tuple[str, ...]:
    return tuple(bodies())


@cache
def _symbol(written: str) -> str:
    """A body's symbol in its standard spelling: "TƯ" → "TW", "ttg" → "TTg", "HDND" → "HĐND"."""
    upper = regex.sub(r"(?i)T\.?Ư|T\.W", "TW", written)
    if upper in bodies():
        return upper
    bare = _bare(upper)
    if written == written.lower() or bare in _stroked():
        return _stroked().get(bare, upper.upper())
    return upper.replace("&", "")


@cache
def _stroked() -> dict[str, str]:
    return {_bare(symbol): symbol for symbol in reversed(bodies())}


def _bare(symbol: str) -> str:
    return symbol.upper().replace("Đ", "D").replace("Ư", "U").replace("&", "")
