"""Document codes: full ones, short forms and lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from indexer.models import Annotations, Article, Code
from indexer.text.sentences import unwrapped
from plugins._vocabulary import bodies
from plugins.codes.grammar import FullCode, full_codes
from plugins.codes.shorthand import short_forms

name = "codes"

# The word before the code tells what its symbol does not: QĐ is Quyết định or Quy định, and a
# code of the National Assembly may be a law, a resolution or an ordinance.
_WORD = regex.compile(
    r"\b(quyết định|quy định|bộ luật|luật|nghị quyết|pháp lệnh|hiến pháp)\s+(?:số:?\s*)?\Z",
    regex.IGNORECASE,
)

_LABEL = regex.compile(r"(?:^|[\n|])[ *]*Số (?:ký )?hiệu[\s*:|]*\Z")
_LETTER = regex.compile(r"(?i)\bcông văn (?:số:? )?\Z")  # 4948/CT-NVT: a letter of Cục Thuế
_HEADER = 6000  # code points in which the header of an official document begins
_NEAR_MOTTO = 400  # code points between the motto and the number
_MOTTO = regex.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_NUMBER_LINE = regex.compile(r"(?:^|[\n|])[ *]*(?:[Ll]uật )?[Ss]ố\s*:?[\s*]*\Z")


def extract(article: Article, found: Annotations) -> Iterator[Code]:  # noqa: ARG001
    """Every place where *article* names one document by its number.

    A short form gets the code it means where the article tells; otherwise what is known of it.
    """
    text = unwrapped(article.text)
    full = list(full_codes(text))
    own, words = _own(article.text, full), _words(text, full)
    yield from (_full(code, article.text, words, own) for code in full)
    for short in short_forms(text, full):
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

    On a page that lists the document's data it stands behind the label "Số hiệu".
    """
    motto = _MOTTO.search(text, 0, _HEADER)
    for code in full:
        before = text[max(0, code.start - 30) : code.start]
        near = motto is not None and abs(code.start - motto.start()) < _NEAR_MOTTO
        if code.start < _HEADER and (
            _LABEL.search(before) or (near and _NUMBER_LINE.search(before))
        ):
            return code
    return None


def _words(text: str, full: Sequence[FullCode]) -> dict[str, str]:
    """The type word that stands first before a mention of each code, where one does."""
    words: dict[str, str] = {}
    for code in full:
        match = _WORD.search(text, max(0, code.start - 25), code.start)
        if match:
            words.setdefault(code.canonical, match[1])
    return words


def _full(code: FullCode, text: str, words: Mapping[str, str], own: FullCode | None) -> Code:
    return Code(
        start=code.start,
        end=code.end,
        text=text[code.start : code.end],
        code=code.canonical,
        type=_type(code, text, words.get(code.canonical)),
        body=code.body,
        system=code.system,
        form="full",
        own=code is own,
    )


def _type(code: FullCode, text: str, word: str | None) -> str | None:
    """The type's full name; where the symbol has several, the *word* before a mention decides."""
    law = code.type is None and code.body.startswith(("QH", "UBTVQH"))
    if law or (code.type and code.type.abbreviation == "QĐ" and code.system == "party"):
        if word and (law or word.lower().startswith("qu")):
            return word[0].upper() + word[1:].lower()
        if law:
            return "Nghị quyết" if code.body.startswith("UBTVQH") else "Luật"
        return "Quyết định"
    letter = (
        code.type
        and code.body not in bodies()
        and _LETTER.search(text, max(0, code.start - 20), code.start)
    )
    return code.type.name if code.type and not letter else "Công văn"
