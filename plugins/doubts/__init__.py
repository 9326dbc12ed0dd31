"""Doubts: contradictions about a directive that a careful reader would question."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.models import Annotations, Article, Code, Directive, Doubt, DoubtKind
from indexer.text.sentences import Span, sentence_at, sentences
from plugins.doubts.bodies import body_doubt, issuer_doubt, type_doubt, year_doubt
from plugins.doubts.dates import date_doubts

name = "doubts"
needs = ("codes", "dates", "directives", "organisations")


def extract(article: Article, found: Annotations) -> Iterator[Doubt]:
    """What *article* tells of a directive that cannot be so, and what speaks against it.

    One doubt of a kind for a directive: the first reason found.
    """
    codes = {c.start: c for c in found.of(Code)}
    spans = sentences(article.text)
    for directive in found.of(Directive):
        mentions = [codes[start] for start in directive.codes if start in codes]
        seen: set[DoubtKind] = set()
        for kind, why, code in _doubts(directive, mentions, article, found):
            if kind not in seen:
                seen.add(kind)
                yield _doubt(
                    article.text, sentence_at(spans, code.start), directive, kind, why, code
                )


def _doubts(
    directive: Directive, mentions: list[Code], article: Article, found: Annotations
) -> Iterator[tuple[DoubtKind, str, Code]]:
    if not mentions:
        return
    first = mentions[0]
    reasons: list[tuple[DoubtKind, str | None, Code]] = [
        *(("date", why, first) for why in date_doubts(directive, article, found)),
        ("body", body_doubt(directive, first), first),
        ("issuer", issuer_doubt(directive), first),
        ("code", year_doubt(first), first),
        *(("type", type_doubt(code, article.text), code) for code in mentions),
    ]
    yield from ((kind, why, code) for kind, why, code in reasons if why)


def _doubt(
    text: str, span: Span, directive: Directive, kind: DoubtKind, why: str, code: Code
) -> Doubt:
    start, end = span
    return Doubt(
        start=start,
        end=end,
        text=text[start:end],
        directive=directive.code,
        kind=kind,
        why=why,
        code=code.start,
    )
