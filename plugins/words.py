"""The words of an article, for the search index; a document's code is one word."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.models import Annotations, Article, Code, Words
from indexer.text.words import word_spans

name = "words"
needs = ("codes",)


def extract(article: Article, found: Annotations) -> Iterator[Words]:
    """Yield one mention of the whole text with the spans of its words; none without words."""
    codes = [(c.start, c.end) for c in found.of(Code) if c.form == "full"]
    spans = word_spans(article.text, keep=codes)
    if spans:
        yield Words(start=0, end=len(article.text), text=article.text, spans=tuple(spans))
