"""Relations: one directive is based on, implements, amends, replaces, repeals or cites another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from indexer.models import Annotations, Article, Code, Directive, DirectiveRelation, Relation
from indexer.text.sentences import Span, for_patterns, sentences
from indexer.text.spans import within
from plugins.relations.clauses import Told, carried, goes_on, joined, makes, words_before
from plugins.relations.grounds import grounds
from plugins.relations.joints import NUMBER, joint
from plugins.relations.order import can_be
from plugins.relations.spots import Spot, referred, spots
from plugins.relations.subject import cited, cited_there, subject

name = "relations"
needs = ("codes", "directives")

# What an official document does with the codes of a clause that these words open.
_OPENINGS: tuple[tuple[str, DirectiveRelation], ...] = (
    (r"căn cứ|theo đề nghị|xét (?:đề nghị|tờ trình|báo cáo)|trên cơ sở", "based_on"),
    (r"(?:tiếp tục )?(?:thực hiện|triển khai|thi hành|cụ thể hóa|hướng dẫn)", "implements"),
    (r"(?:[^.;]{0,60}\b)?thay thế", "replaces"),
    (r"(?:[^.;]{0,60}\b)?bãi bỏ(?! (?:một phần|một số|điều|khoản|điểm))", "repeals"),
    (r"(?:[^.;]{0,60}\b)?(?:sửa đổi|bãi bỏ)", "amends"),
)
_CLAUSES = [
    (regex.compile(rf"(?i)[\s\-–+*•\d.)]*(?:{opening})\b"), relation)
    for opening, relation in _OPENINGS
]
# A sentence without a subject of its own goes on with what the one before it tells.
_GOES_ON = regex.compile(
    r"[\s\-–+*•]*(?:Theo đó|Cụ thể|Trong đó|Đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó|Sửa đổi"
    r"|Bổ sung|Bãi bỏ|Thay thế|Quy định chi tiết)\b"
)

# "Trên cơ sở đó, UBND tỉnh ban hành …": on that of the sentence before.
_ON_THAT: tuple[tuple[regex.Pattern[str], DirectiveRelation], ...] = (
    (regex.compile(r"\W*(?:Trên cơ sở|Căn cứ(?: vào)?|Từ) đó\b"), "based_on"),
    (
        regex.compile(
            r"\W*(?:Để )?(?:[Tt]hực hiện|[Tt]riển khai|[Cc]ụ thể hóa) (?:các )?(?:nội dung|nhiệm vụ"
            r"|chủ trương|chỉ đạo|chính sách|mục tiêu|yêu cầu) (?:này|trên|nêu trên|đó)\b"
        ),
        "implements",
    ),
)
# "Kể từ ngày Nghị định này có hiệu lực, các văn bản sau hết hiệu lực:" and an item behind it.
_ENDING = regex.compile(r"\b(?:hết hiệu lực|bãi bỏ)\b[^.;]*:\Z")
_ITEM = regex.compile(
    r"[\s\-–+*•]*(?:\(?\p{L}\)|\d{1,2}[.)])?\s*"
    rf"(?P<part>(?:Điều|Khoản|Điểm|Mục|Chương)\b[^.;]{{0,80}}? )?{NUMBER}"
)


_THAT = ("Trên cơ sở", "Căn cứ", "Từ", "Để", "Thực hiện", "Triển khai", "Cụ thể hóa")
_CLAUSE = 200  # code points; its opening words tell


def extract(article: Article, found: Annotations) -> Iterator[Relation]:
    """The relations between directives that *article* states, each once, with its sentence.

    In an official document the one that acts is the document itself: its grounds ("Căn cứ") give
    based_on. Elsewhere the words around two documents in one sentence tell.
    """
    text, spans, codes = for_patterns(article.text), sentences(article.text), found.of(Code)
    if len({code.code for code in codes}) < 2:
        return
    dates = {d.code: d.date for d in found.of(Directive) if d.date}
    stated: dict[tuple[str, str, str], Relation] = {}
    for told, span in _told(text, codes, spans):
        if _possible(told, dates):
            stated.setdefault(_key(told), _relation(told, article.text, span))
    about = subject(article, text, codes)
    for told, span in () if about and about.own else grounds(text, about, codes):
        if _possible(told, dates):
            stated.setdefault(_key(told), _relation(told, article.text, span))
    related = {frozenset((source, target)) for source, target, _ in stated}
    content = cited(text, about, codes, spans) if about else cited_there(text, codes, spans)
    for told, span in content:
        pair = frozenset(_key(told)[:2])
        if pair not in related and _possible(told, dates):
            stated.setdefault(_key(told), _relation(told, article.text, span))
    told_more = {key[:2] for key in stated if key[2] != "cites"}
    kept = [each for key, each in stated.items() if key[2] != "cites" or key[:2] not in told_more]
    yield from sorted(kept, key=lambda relation: relation.start)


def _key(told: Told) -> tuple[str, str, str]:
    return told.source.code.code, told.target.code.code, told.relation


def _possible(told: Told, dates: Mapping[str, str]) -> bool:
    source, target = told.source.code, told.target.code
    return source.code != target.code and can_be(source, target, told.relation, dates)


def _told(text: str, codes: Sequence[Code], spans: Sequence[Span]) -> Iterator[tuple[Told, Span]]:
    """What each sentence tells; one that has no subject goes on with that of the one before."""
    own = next((c for c in codes if c.own), None)
    every = spots(text, codes)
    actor: Spot | None = None
    ended: Spot | None = None  # by which the documents of a list lose their effect
    for span in spans:
        here = within(every, span)
        lead = _lead(text, here, span, actor)
        told = [
            *_of_own(text, own, here, span),
            *carried(text, here, span[0]),
            *joined(text, [*lead, *here], span[0]),
            *_item(text, ended, here, span),
            *_on_that(text, actor, here, span),
        ]
        yield from ((each, span) for each in told)
        actor = _actor(told, [s for s in here if not (s.is_code and referred(text, s.code))])
        if text[span[1] - 1] == ":":
            ended = actor if _ENDING.search(text, max(span[0], span[1] - 200), span[1]) else None


def _on_that(text: str, actor: Spot | None, here: Sequence[Spot], span: Span) -> Iterator[Told]:
    """What is issued on what the sentence before told: "Trên cơ sở đó, … ban hành"."""
    if not actor or not here or not text.startswith(_THAT, span[0]):
        return
    relation = next((r for opening, r in _ON_THAT if opening.match(text, *span)), None)
    if relation and makes(words_before(text, span[0], here[0])):
        yield Told(here[0], actor, relation)


def _lead(text: str, here: Sequence[Spot], span: Span, actor: Spot | None) -> list[Spot]:
    """The document of the sentence before as the subject of one that has none of its own."""
    if actor and here and _GOES_ON.match(text, span[0], here[0].start):
        return [Spot(span[0], span[0], actor.code)]
    return []


def _actor(told: Sequence[Told], here: Sequence[Spot]) -> Spot | None:
    """The document that a sentence is about: the one that acts, or the only one."""
    if told:
        return told[-1].source
    return here[0] if len({spot.code.code for spot in here}) == 1 else None


def _item(text: str, ended: Spot | None, here: Sequence[Spot], span: Span) -> Iterator[Told]:
    """An item of a list of documents that lose their effect, in whole or in part."""
    if not ended or not here:
        return
    item = _ITEM.fullmatch(words_before(text, span[0], here[0]))
    if item:
        yield Told(ended, here[0], "amends" if item["part"] else "repeals")


def _of_own(text: str, own: Code | None, here: Sequence[Spot], span: Span) -> Iterator[Told]:
    """What an official document itself does, clause by clause: "Căn cứ …; thực hiện …"."""
    if own is None:
        return
    other: Spot | None = None  # one that changed the document before it
    for spot in here:
        if not spot.is_code or spot.start < own.end:
            continue
        start = max(text.rfind(";", span[0], spot.start) + 1, span[0])
        clause = text[start : min(spot.start, start + _CLAUSE)]
        relation = next((r for opening, r in _CLAUSES if opening.match(clause)), None)
        changed_by = joint(words_before(text, start, spot))
        listed = other and other.end > start and goes_on(words_before(text, other.end, spot))
        other = spot if listed or (changed_by and changed_by.turned) else None
        if relation and not other:
            yield Told(Spot(own.start, own.end, own), spot, relation)


def _relation(told: Told, text: str, span: Span) -> Relation:
    return Relation(
        start=span[0],
        end=span[1],
        text=text[span[0] : span[1]],
        source=told.source.code.code,
        target=told.target.code.code,
        relation=told.relation,
        source_code=told.source.code.start,
        target_code=told.target.code.start,
    )
