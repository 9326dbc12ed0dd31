"""Relations: one directive is based on, implements, amends, replaces, repeals or cites another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from indexer.models import Annotations, Article, Code, DirectiveRelation, Relation
from indexer.text.sentences import Span, for_patterns, sentences
from indexer.text.spans import within

name = "relations"
needs = ("codes",)

_TYPE = r"(?:(?:các |một số (?:điều|nội dung)(?: của)? )?\p{L}+(?: \p{L}+){0,3} )?(?:số:? )?"
_CARRY_OUT = r"(?:thực hiện|triển khai|thi hành|cụ thể hóa|hướng dẫn)(?: thực hiện| thi hành)?"
# What joins two mentions, read from the first to the second; True where the second one acts.
_JOINTS: tuple[tuple[str, DirectiveRelation, bool], ...] = (
    (r"(?:được|bị) (?:sửa đổi|bổ sung)[^.;]{0,40}?(?:bởi|theo|tại|bằng) ", "amends", True),
    (r"(?:được|bị) thay thế (?:bởi|bằng) ", "replaces", True),
    (r"(?:bị|được) bãi bỏ (?:bởi|theo|tại) ", "repeals", True),
    (
        r"(?:sửa đổi|bổ sung)(?:, (?:sửa đổi|bổ sung))?(?: một số \p{L}+)?[^.;]{0,15}? ",
        "amends",
        False,
    ),
    (r"bãi bỏ (?:một phần|một số|(?:các )?(?:điều|khoản|điểm))[^.;]{0,40}? ", "amends", False),
    (r"(?:và )?thay thế(?: cho)? ", "replaces", False),
    (r"(?:và )?(?:bãi bỏ|hủy bỏ|làm hết hiệu lực) ", "repeals", False),
    (
        r"(?:căn cứ|trên cơ sở|theo (?:tinh thần|đề nghị|đề xuất)[^.;]{0,60}?)(?: tại)? ",
        "based_on",
        False,
    ),
    (r"xét đề nghị[^.;]{0,60}? tại ", "based_on", False),
    (r"gắn với (?:việc )?(?:thực hiện |triển khai )*", "cites", False),
    (
        rf"(?:(?:để|nhằm|về|việc|tiếp tục|tổ chức|và) )*(?:{_CARRY_OUT}|quy định chi tiết) ",
        "implements",
        False,
    ),
)
_COMPILED = [
    (regex.compile(rf"(?i)(?:\A|[\s,(]){joint}{_TYPE}\Z"), relation, turned)
    for joint, relation, turned in _JOINTS
]
# What an official document does with the codes of a clause that these words open.
_OPENINGS: tuple[tuple[str, DirectiveRelation], ...] = (
    (r"căn cứ|theo đề nghị|xét (?:đề nghị|tờ trình|báo cáo)|trên cơ sở", "based_on"),
    (rf"{_CARRY_OUT}|tiếp tục thực hiện", "implements"),
    (r"(?:[^.;]{0,60}\b)?thay thế", "replaces"),
    (r"(?:[^.;]{0,60}\b)?bãi bỏ(?! (?:một phần|một số|điều|khoản|điểm))", "repeals"),
    (r"(?:[^.;]{0,60}\b)?(?:sửa đổi|bãi bỏ)", "amends"),
)
_CLAUSES = [
    (regex.compile(rf"(?i)[\s\-–+*•\d.)]*(?:{opening})\b"), relation)
    for opening, relation in _OPENINGS
]
_CARRYING = regex.compile(
    rf"(?i)[\s\-–+*•]*(?:(?:để|nhằm) )?(?:{_CARRY_OUT}|tiếp thu|quán triệt)\b[^.;]{{0,60}}\Z"
)
_GROUND = regex.compile(r"(?i)[\s\-–+*•]*(?:căn cứ|trên cơ sở)\b[^.;]{0,60}\Z")
_MAKES = regex.compile(
    r"(?i)\b(?:ban hành|xây dựng|ký|có|ra|thông qua)(?: (?:các|nhiều|\d+))?"
    r"(?: \p{L}+){0,4}(?: số:?)? \Z"
)
_OTHERS_ACT = regex.compile(r"\b(?:yêu cầu|đề nghị|giao|kiến nghị)\b")
_NEAR = 140  # code points that may lie between two mentions that are joined
_LISTED = regex.compile(rf"\s*(?:[,;]|và)?[^.]{{0,200}}?(?:[,;]|và) {_TYPE}\Z")


def extract(article: Article, found: Annotations) -> Iterator[Relation]:
    """The relations between directives that *article* states, each once, with its sentence.

    In an official document the one that acts is the document itself: its grounds ("Căn cứ") give
    based_on. Elsewhere the words around two mentions in one sentence tell.
    """
    text = for_patterns(article.text)
    codes = found.of(Code)
    own = next((c for c in codes if c.own), None)
    seen: set[tuple[str, str, str]] = set()
    for span in sentences(article.text):
        here = within(codes, span)
        pairs = [*_of_own(text, own, here, span), *_carried(text, here, span), *_joined(text, here)]
        for source, target, relation in pairs:
            key = (source.code, target.code, relation)
            if source.code != target.code and key not in seen:
                seen.add(key)
                yield _relation(source, target, relation, article.text, span)


Pair = tuple[Code, Code, DirectiveRelation]


def _of_own(text: str, own: Code | None, codes: Sequence[Code], span: Span) -> Iterator[Pair]:
    """What an official document itself does, clause by clause: "Căn cứ …; thực hiện …"."""
    if own is None:
        return
    for code in codes:
        start = max(text.rfind(";", span[0], code.start) + 1, span[0])
        clause = text[start : code.start]
        relation = next((r for opening, r in _CLAUSES if opening.match(clause)), None)
        if relation and code.start > own.end:
            yield own, code, relation


def _carried(text: str, codes: Sequence[Code], span: Span) -> Iterator[Pair]:
    """What is issued to carry out another: "Thực hiện Nghị quyết …, UBND ban hành Kế hoạch …"."""
    opened: list[tuple[Code, DirectiveRelation]] = []
    making = False
    for before, code in zip([None, *codes], codes, strict=False):
        start = before.end if before else span[0]
        words = text[start : code.start]
        if _MAKES.search(words) and opened:
            making = True
        elif not (making and before and _LISTED.fullmatch(words)):
            making = False
        if making:
            yield from ((code, ground, relation) for ground, relation in opened)
        elif before is None and (_CARRYING.match(words) or _GROUND.match(words)):
            opened = [(code, "implements" if _CARRYING.match(words) else "based_on")]
        elif opened and before and _LISTED.fullmatch(words):
            opened.append((code, opened[0][1]))


def _joined(text: str, codes: Sequence[Code]) -> Iterator[Pair]:
    """Pairs of mentions whose joining words tell the relation, and lists of them."""
    last: tuple[Code, DirectiveRelation] | None = None
    for first, second in pairwise(codes):
        between = text[first.end : second.start]
        joint = _joint(between)
        if joint:
            relation, turned = joint
            actor = last[0] if last and relation == "repeals" and last[1] == "replaces" else first
            last = None if turned else (actor, relation)
            yield (second, first, relation) if turned else (actor, second, relation)
        elif last and _LISTED.fullmatch(between):
            yield last[0], second, last[1]
        else:
            last = None


def _joint(between: str) -> tuple[DirectiveRelation, bool] | None:
    if len(between) > _NEAR and not regex.search(r"\b(?:gắn với|thay thế|bãi bỏ)\b", between[-60:]):
        return None
    if _OTHERS_ACT.search(between):
        return None
    for pattern, relation, turned in _COMPILED:
        match = pattern.search(between)
        if match and not regex.search(r"[;:]", between[: match.start()]):
            return relation, turned
    return None


def _relation(
    source: Code, target: Code, relation: DirectiveRelation, text: str, span: Span
) -> Relation:
    return Relation(
        start=span[0],
        end=span[1],
        text=text[span[0] : span[1]],
        source=source.code,
        target=target.code,
        relation=relation,
        source_code=source.start,
        target_code=target.start,
    )
