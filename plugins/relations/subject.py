"""What an article that presents one new document tells of others: those that it cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from indexer.models import Article, Code, DirectiveRelation
from indexer.text.sentences import Span
from indexer.text.spans import within
from plugins.relations.clauses import Told, goes_on, words_before
from plugins.relations.joints import CARRY_OUT, NUMBER
from plugins.relations.spots import Spot

_HEAD = 250  # code points at the start of an article that name what it is about
_NEWS = 900  # and those that tell that it has been issued
_REPORTS = ("Báo cáo", "Tờ trình", "Biên bản", "Thông cáo", "Văn bản hợp nhất")
_ISSUED = regex.compile(r"(?:ban hành|ký|vừa có|công bố)\b[^.;]{0,70}\Z")
_OPENS = regex.compile(rf"\W*(?:{NUMBER})?")
_OLD = regex.compile(r"\b(?:thực hiện|triển khai|từ khi|sau khi)\b[^.;]{0,60}\Z")
_CITED = regex.compile(
    r"(?<!\p{L})(?:(?<!kèm )theo|đúng|quán triệt|nghiêm"
    r"|(?:quy định|mục tiêu|yêu cầu|tinh thần|nhiệm vụ)(?: \p{L}+){0,4} (?:tại|của|trong|ở))\b"
    rf"(?:[^.;]{{0,80}}? )??{NUMBER}"
)
# Somebody else speaks, or it is told what the cited one is or how it came about.
_NOT_ITS_WORDS = regex.compile(
    r"\A\W*(?:\w{1,2}[.)] )?(?:(?:Bên cạnh đó|Ngoài ra|Đồng thời),? )?"
    r"(?i:theo|căn cứ|tại)\b[^,;:]*\Z"
    r"|\b(?:cho biết|cho rằng|nhấn mạnh|lý giải)\b|[“\"][^”\"]*\Z"
    r"|\b(?:được|đã) (?:sửa đổi|bổ sung|thay thế)\b[^.;]{0,200}\Z"
)
_JUST_ISSUED = regex.compile(
    r"\b(?:vừa|mới|đã|chính thức)(?: có| ký| ra| được)?(?: ban hành| công bố)?\b[^.;,]{0,60}\Z"
)
_PROVIDED = regex.compile(
    r"\b(?:quy định|mục tiêu|yêu cầu|tinh thần|nhiệm vụ|chỉ đạo|quan điểm)(?: \p{L}+){0,8}"
    rf" (?:tại|của|trong|ở) (?:[^.;,]{{0,60}} )?{NUMBER}"
)
_SPEAKS = regex.compile(r"\b(?:khẳng định|theo (?:ông|bà))\b|^\W*(?:Bên cạnh đó,? )?theo\b")
_IN_IT = regex.compile(rf"(?:\W*|[^.;:]{{0,60}}?, )(?:Tại|Trong|tại|trong) {NUMBER}")
_PRESENTED = 900  # code points in which a sentence that presents a document is gone on with
_AIM = regex.compile(  # "Mục đích của Kế hoạch nhằm quán triệt và thực hiện nghiêm túc Kết luận số"
    r"\W*(?:\(?\w{1,2}[.)] )?(?:[Mm]ục đích|Mục tiêu|Việc (?:xây dựng|ban hành))\b[^.;]{0,80}"
    rf"\b(?:nhằm|để|là)\b[^.;]{{0,60}}{CARRY_OUT}\b[^.;]{{0,60}}? {NUMBER}"
)
_MARKS = 4  # code points at the end of a sentence that may hold its question mark


def subject(article: Article, text: str, codes: Sequence[Code]) -> Code | None:
    """The one new document that *article* is or presents: named at its start, said to be issued."""
    own = next((code for code in codes if code.own), None)
    if own:
        return own
    start = max(_HEAD, len(article.title or ""))
    head = {code.code for code in codes if code.start < start}
    named = [c for c in codes if c.code in head and c.start < _NEWS]
    if len(head) != 1 or any(c.type in _REPORTS for c in named):
        return None
    if _OPENS.fullmatch(text, 0, named[0].start):
        return named[0]
    if any(_OLD.search(text, max(0, c.start - 100), c.start) for c in named):
        return None
    issued = any(_ISSUED.search(text, max(0, c.start - 100), c.start) for c in named)
    return named[0] if issued else None


def cited(
    text: str, about: Code, codes: Sequence[Code], spans: Sequence[Span]
) -> Iterator[tuple[Told, Span]]:
    """What the content of *about* refers to ("theo Nghị quyết …"), up to a question on another.

    And what it is there to carry out, where a sentence tells its aim.
    """
    for span in spans:
        here = within(codes, span)
        asked = "?" in text[max(span[0], span[1] - _MARKS) : span[1]]
        if asked and any(code.code != about.code for code in here):
            return
        yield from ((told, span) for told in _content(text, about, here, span))


def cited_there(
    text: str, codes: Sequence[Code], spans: Sequence[Span]
) -> Iterator[tuple[Told, Span]]:
    """What the content of a document refers to that a few sentences of an article present."""
    about: Code | None = None
    for span in spans:
        here = within(codes, span)
        if about and span[0] - about.end > _PRESENTED:
            about = None
        if about and here and _provided(text, here[0], span):
            yield from ((told, span) for told in _content(text, about, here, span))
        if here:
            about = _presented(text, here, span)


def _presented(text: str, here: Sequence[Code], span: Span) -> Code | None:
    """The one document of a sentence that tells that it is issued, or what it says."""
    first = here[0]
    if any(code.code != first.code for code in here) or first.type in _REPORTS:
        return None
    words = words_before(text, span[0], Spot(first.start, first.end, first))
    issued = _JUST_ISSUED.search(words) and not _OLD.search(words)
    return first if issued or _IN_IT.fullmatch(words) else None


def _provided(text: str, first: Code, span: Span) -> bool:
    """Whether a sentence goes by what stands in its *first* document, and nobody speaks."""
    words = words_before(text, span[0], Spot(first.start, first.end, first))
    return _PROVIDED.search(words) is not None and not _SPEAKS.search(words)


def _content(text: str, about: Code, here: Sequence[Code], span: Span) -> Iterator[Told]:
    """What one sentence of the content of *about* refers to, and carries out."""
    source = Spot(about.start, about.end, about)
    last: Spot | None = None
    relation: DirectiveRelation = "cites"
    for code in here:
        spot = Spot(code.start, code.end, code)
        words = words_before(text, last.end if last else span[0], spot)
        if _NOT_ITS_WORDS.search(words):
            break
        aim = last is None and _AIM.match(words) is not None
        if aim or _CITED.search(words[-200:]) or (last and goes_on(words)):
            relation = "implements" if aim else relation
            last = spot
            yield Told(source, spot, relation)
