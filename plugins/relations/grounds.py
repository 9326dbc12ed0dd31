"""The grounds of a document given word for word: "Căn cứ Luật …; Xét Tờ trình số …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from indexer.models import Code
from indexer.text.sentences import Span
from indexer.text.spans import within
from plugins.relations.clauses import Told, goes_on, words_before
from plugins.relations.spots import Spot

_OPENS = r"(?:Căn cứ|Xét(?! thấy)|Theo đề nghị|Sau khi (?:xem xét|nghe)|Trên cơ sở)(?!\p{L})"
# A ground ends in a semicolon, or in a comma where its line ends; a sentence of news does not.
_GROUND = regex.compile(
    rf"(?:^|(?<=[;\n])|(?<=[;:.\p{{L}}] ?[-–+*] ?))[\s*_>#•+–-]*{_OPENS}"
    r"[^;\n]{0,500}(?:;|(?<=[,.*_])\s*(?:\n|\Z))"
)
_FEWEST = 2  # grounds that a document has; one alone may be a sentence of the article
_FARTHER = regex.compile(
    r"(?<!và )theo (?!đề nghị)|[^,]{80},"
)  # not the ground, what is told of it
_OF_ANOTHER = regex.compile(r"\b(?:sửa đổi|bổ sung|quy định|hướng dẫn|thi hành|thay thế)\b")


def grounds(text: str, about: Code | None, codes: Sequence[Code]) -> Iterator[tuple[Told, Span]]:
    """What the document that an article gives word for word is based on, each with its line.

    It is the only one that is named before its grounds, else *about*, which the article presents.
    """
    if "Căn cứ" not in text and "Xét" not in text:
        return
    found = [match.span() for match in _GROUND.finditer(text)]
    if len(found) < _FEWEST:
        return
    before = within(codes, (0, found[0][0]))
    given = before[0] if len({code.code for code in before}) == 1 else about
    if given is None:
        return
    source = Spot(given.start, given.end, given)
    for span in found:
        for code in _first(text, within(codes, span), span[0]):
            yield Told(source, Spot(code.start, code.end, code), "based_on"), span


def _first(text: str, codes: Sequence[Code], start: int) -> Iterator[Code]:
    """The document that a line names as a ground, and those that a list joins to it."""
    last: Code | None = None
    for code in codes:
        words = words_before(text, last.end if last else start, Spot(code.start, code.end, code))
        if last is None and _FARTHER.search(words):
            return
        if last and (_OF_ANOTHER.search(words) or not goes_on(words)):
            return
        last = code
        yield code
