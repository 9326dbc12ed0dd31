"""Dates: days, months, quarters, years and spans of them."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.models import Annotations, Article, Code, Date
from plugins._counted import masked
from plugins.dates.expressions import expressions
from plugins.dates.years import Years

name = "dates"
needs = ("codes",)


def extract(article: Article, found: Annotations) -> Iterator[Date]:
    """Every expression of *article* that names a day, month, quarter, year or span.

    A missing year is filled in where the article makes it certain. Figures inside a document's
    code are no dates.
    """
    text = masked(article.text, found.of(Code))
    told = list(expressions(text))
    years = Years(text, told, article.published)
    for expression in told:
        filled = years.filled(expression)
        value = filled.first.iso + (f"/{filled.last.iso}" if filled.last else "")
        start, end = expression.start, expression.end
        yield Date(start=start, end=end, text=article.text[start:end], value=value)
