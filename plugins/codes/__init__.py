"""Document codes: full ones, short forms and lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from indexer.models import Annotations, Article, Code
from indexer.text.sentences import unwrapped
from plugins._vocabulary import bodies, document_types
from plugins.codes.grammar import TWO_TYPES, FullCode, full_codes, two_types
from plugins.codes.shorthand import short_forms

name = "codes"

# The word before the code tells what its symbol does not: QĐ is Quyết định or Quy định, and a
# code of the National Assembly may be a law, a resolution or an ordinance.
_NAMES = {t.name.lower(): t.name for t in document_types()}
_WORD = regex.compile(
    rf"(?i)\b({'|'.join(sorted(_NAMES, key=len, reverse=True))})\s+(?:số:?\s*)?\Z"
)

_LISTED = regex.compile(  # what joins the codes of a list
    r"(?:,? ngày \d{1,2}[./-]\d{1,2}[./-]\d{4})?\s*(?:[,;]|,? và)\s+(?:số:?\s*)?"
)

_LAW = regex.compile(  # with its own name between: "Bộ luật Hình sự số 100/2015/QH13"
    r"\b([Bb]ộ luật|(?<![Bb]ộ )[Ll]uật|Pháp lệnh) \p{Lu}(?:(?!luật)[^.;:()\d\n]){2,90}"
    r" \(?(?:số:? ?)?\Z"
)

_LABEL = regex.compile(r"(?:^|[\n|])[ *]*Số (?:ký )?hiệu[\s*:|]*\Z")
_HEADER = 6000  # code points in which the header of an official document begins
_NEAR_MOTTO = 400  # code points between the motto and the number
_MOTTO = regex.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
    r"|Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc"
)
# What is left of a header where the motto was lost: the number, then the type on its own line.
_TOP = 120  # code points before such a number
_HEADING = regex.compile(
    rf"[\s|*_]*\n[\s|*_]*(?:{'|'.join(map(str.upper, _NAMES))})[*_]*\s*(?:\n|\*)"
)
_NUMBER_LINE = regex.compile(
    r"(?:^|[\n|])[ *]*(?:(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết) )?[Ss]ố\s*:?[\s*]*\Z"
)


def extract(article: Article, found: Annotations) -> Iterator[Code]:  # noqa: ARG001
    """Every place where *article* names one document by its number.

    A short form gets the code it means where the article tells; otherwise what is known of it.
    """
    text = unwrapped(article.text)
    full = list(full_codes(text))
    own, words = _own(article.text, full), _words(text, full)
    for code in full:
        word = _word_of(code, text) or words.get(code.canonical)
        yield _full(code, article.text, word, own is code)
    for short in short_forms(text, full, words):
        yield Code(
            start=short.start,
            end=short.end,
            text=article.text[short.start : short.end],
            code=short.code,
            type=short.type,
            body=short.body,
            system=short.system,
            form="short",
        )


def _own(text: str, full: Sequence[FullCode]) -> FullCode | None:
    """The number in the header of an official document: "Số: 12/KH-UBND" under the motto.

    Where the motto is lost, the type in capitals stands below the number.

    A page that lists the document's data has it behind the label "Số hiệu" as well, or only there.
    """
    motto = _MOTTO.search(text, 0, _HEADER)
    labelled = None
    for code in full:
        if code.start >= _HEADER:
            break
        before = text[max(0, code.start - 30) : code.start]
        near = motto is not None and abs(code.start - motto.start()) < _NEAR_MOTTO
        if labelled is None and _LABEL.search(before):
            labelled = code
        elif (near or _heads(text, code)) and _NUMBER_LINE.search(before):
            same = labelled is None or labelled.canonical == code.canonical
            return code if same else labelled
    return labelled


def _heads(text: str, code: FullCode) -> bool:
    """Whether the text opens with *code* and the type of the document below it."""
    return code.start < _TOP and _HEADING.match(text, code.end) is not None


def _words(text: str, full: Sequence[FullCode]) -> dict[str, str]:
    """The type whose name stands first before a mention of each code, where one does."""
    words: dict[str, str] = {}
    for before, code in zip([None, *full], full, strict=False):
        match = _WORD.search(text, max(0, code.start - 40), code.start)
        if match is None and code.type is None:
            match = _LAW.search(text, max(0, code.start - 120), code.start)
        if match:
            words.setdefault(code.canonical, _NAMES[match[1].lower()])
        elif before and before.canonical in words and _share_a_word(before, code, text):
            words.setdefault(code.canonical, words[before.canonical])
    return words


def _word_of(code: FullCode, text: str) -> str | None:
    """The type word before this mention, where one number may be of two types."""
    match = _WORD.search(text, max(0, code.start - 40), code.start) if two_types(code) else None
    return _NAMES[match[1].lower()] if match else None


def _share_a_word(before: FullCode, code: FullCode, text: str) -> bool:
    """Whether codes that tell no type stand in a list: "Nghị quyết 43/2022/QH15, 98/2023/QH15"."""
    untold = before.type is None and code.type is None
    return untold and _LISTED.fullmatch(text, before.end, code.start) is not None


def _full(code: FullCode, text: str, word: str | None, own: bool) -> Code:
    return Code(
        start=code.start,
        end=code.end,
        text=text[code.start : code.end],
        code=code.canonical,
        type=_type(code, word),
        body=code.body,
        system=code.system,
        form="full",
        own=own,
    )


def _type(code: FullCode, word: str | None) -> str:
    """The type's full name; where the symbol does not tell, the *word* before a mention does."""
    if code.type is None:
        return word or _untold(code)
    if two_types(code):
        return word if word in TWO_TYPES else TWO_TYPES[0]
    letter = word == "Công văn" and code.body not in bodies()  # 4948/CT-NVT, of Cục Thuế
    return "Công văn" if letter else code.type.name


def _untold(code: FullCode) -> str:
    """The type of a code that names none: a law, a resolution, else a letter."""
    if code.body.startswith("UBTVQH"):
        return "Nghị quyết"
    return "Luật" if code.body.startswith("QH") else "Công văn"
