"""Doubts: contradictions about a directive that a careful reader would question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from indexer.models import Annotations, Article, Code, Directive, Doubt, DoubtKind
from indexer.text.sentences import Span, sentence_at, sentences
from plugins.doubts.bodies import body_doubt, issuer_doubt, type_doubt, year_doubt
from plugins.doubts.dates import code_year_doubt, date_doubts
from plugins.doubts.figures import figure_doubts

name = "doubts"
needs = ("codes", "dates", "directives", "organisations", "relations")


def extract(article: Article, found: Annotations) -> Iterator[Doubt]:
    """What *article* tells of a directive that cannot be so, and what speaks against it.

    One doubt of a kind for a directive: the first reason found.
    """
    codes = {c.start: c for c in found.of(Code)}
    spans = sentences(article.text)
    figures: dict[int, str] = {c.start: why for why, c in figure_doubts(article, found)}
    for directive in found.of(Directive):
        mentions = [codes[start] for start in directive.codes if start in codes]
        seen: set[DoubtKind] = set()
        reasons = [
            *_doubts(directive, mentions, article, found, spans),
            *_of_figures(mentions, figures),
        ]
        for kind, why, code in reasons:
            if kind not in seen:
                seen.add(kind)
                yield _doubt(
                    article.text, sentence_at(spans, code.start), directive, kind, why, code
                )


def _doubts(
    directive: Directive,
    mentions: list[Code],
    article: Article,
    found: Annotations,
    spans: Sequence[Span],
) -> Iterator[tuple[DoubtKind, str, Code]]:
    if not mentions:
        return
    first = mentions[0]
    reasons: list[tuple[DoubtKind, str | None, Code]] = [
        *(("date", why, first) for why in date_doubts(directive, article, found, spans)),
        ("body", body_doubt(directive, first), first),
        ("issuer", issuer_doubt(directive), first),
        ("code", year_doubt(first), first),
        *(("code", code_year_doubt(code, found), code) for code in mentions),
        *(("type", type_doubt(code, article.text), code) for code in mentions),
    ]
    yield from ((kind, why, code) for kind, why, code in reasons if why)


def _of_figures(
    mentions: list[Code], figures: Mapping[int, str]
) -> Iterator[tuple[DoubtKind, str, Code]]:
    yield from (("figure", figures[c.start], c) for c in mentions if c.start in figures)


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
