"""Relations: one directive is based on, implements, amends, replaces, repeals or cites another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from indexer.models import Annotations, Article, Code, DirectiveRelation, Relation
from indexer.text.sentences import sentence_at, sentences

name = "relations"
needs = ("codes",)

_TYPE_WORDS = r"(?:(?:các |một số (?:điều|nội dung)(?: của)? )?\p{L}+(?: \p{L}+){0,3} )?(?:số )?"
# What joins two mentions, read from the first to the second; True where the second one acts.
_JOINTS: tuple[tuple[str, DirectiveRelation, bool], ...] = (
    (r"(?:được|bị) (?:sửa đổi|bổ sung)[^.;]{0,40}?(?:bởi|theo|tại|bằng) ", "amends", True),
    (r"(?:được|bị) thay thế (?:bởi|bằng) ", "replaces", True),
    (r"(?:bị|được) bãi bỏ (?:bởi|theo|tại) ", "repeals", True),
    (
        r"(?:sửa đổi|bổ sung)(?:, (?:sửa đổi|bổ sung))?(?: một số (?:điều|nội dung))?[^.;]{0,15}? ",
        "amends",
        False,
    ),
    (r"bãi bỏ (?:một phần|một số|(?:các )?(?:điều|khoản|điểm))[^.;]{0,40}? ", "amends", False),
    (r"thay thế(?: cho)? ", "replaces", False),
    (r"(?:bãi bỏ|hủy bỏ|làm hết hiệu lực) ", "repeals", False),
    (
        r"(?:căn cứ|trên cơ sở|(?:theo (?:tinh thần|đề nghị|đề xuất)|xét đề nghị)[^.;]{0,60}?)"
        r"(?: tại)? ",
        "based_on",
        False,
    ),
    (r"gắn với (?:việc )?(?:thực hiện |triển khai )*", "cites", False),
    (
        r"(?:(?:để|nhằm|về|việc|tiếp tục|tổ chức|hướng dẫn|quy định chi tiết|và) )*"
        r"(?:thực hiện|triển khai|thi hành|cụ thể hóa|cụ thể hoá|hướng dẫn)"
        r"(?: thực hiện| thi hành)? ",
        "implements",
        False,
    ),
)
_COMPILED = [
    (regex.compile(rf"(?i)(?:\A|[\s,(]){joint}{_TYPE_WORDS}\Z"), relation, turned)
    for joint, relation, turned in _JOINTS
]
_GROUND = regex.compile(r"(?i)[-–+*\s]*căn cứ\b")
_NEAR = 140  # code points that may lie between two mentions that are joined
_LISTED = regex.compile(rf"\s*(?:[,;]|và)[^.]{{0,200}}?(?:[,;]|và) {_TYPE_WORDS}\Z")


def extract(article: Article, found: Annotations) -> Iterator[Relation]:
    """The relations between directives that *article* states, each once, with its sentence.

    In an official document the one that acts is the document itself: its "Căn cứ" (grounds) give
    based_on. Elsewhere the words between two mentions in one sentence tell.
    """
    codes = found.of(Code)
    spans = sentences(article.text)
    own = next((c for c in codes if c.own), None)
    seen: set[tuple[str, str, str]] = set()
    every = [*_grounds(article.text, codes, spans, own), *_joined(article.text, codes, spans)]
    for relation in every:
        key = (relation.source, relation.target, relation.relation)
        if relation.source != relation.target and key not in seen:
            seen.add(key)
            yield relation


def _grounds(
    text: str, codes: Sequence[Code], spans: Sequence[tuple[int, int]], own: Code | None
) -> Iterator[Relation]:
    """What the "Căn cứ" lines of an official document name."""
    for code in codes if own else ():
        span = sentence_at(spans, code.start)
        if own and _GROUND.match(text, *span):
            yield _relation(own, code, "based_on", text, span)


def _joined(
    text: str, codes: Sequence[Code], spans: Sequence[tuple[int, int]]
) -> Iterator[Relation]:
    """Pairs of mentions in one sentence whose joining words tell the relation."""
    last: tuple[Code, DirectiveRelation] | None = None
    for first, second in pairwise(codes):
        span = sentence_at(spans, first.start)
        if second.start >= span[1]:
            last = None
            continue
        between = text[first.end : second.start]
        joint = _joint(between, second.start - first.end)
        if joint:
            relation, turned = joint
            last = None if turned else (first, relation)
            source, target = (second, first) if turned else (first, second)
            yield _relation(source, target, relation, text, span)
        elif last and _LISTED.match(between):
            yield _relation(last[0], second, last[1], text, span)
        else:
            last = None


def _joint(between: str, length: int) -> tuple[DirectiveRelation, bool] | None:
    if length > _NEAR and not regex.search(r"\bgắn với\b|\bthay thế\b|\bbãi bỏ\b", between[-60:]):
        return None
    for pattern, relation, turned in _COMPILED:
        match = pattern.search(between)
        if match and not regex.search(r"[;:]", between[: match.start()]):
            return relation, turned
    return None


def _relation(
    source: Code, target: Code, relation: DirectiveRelation, text: str, span: tuple[int, int]
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
