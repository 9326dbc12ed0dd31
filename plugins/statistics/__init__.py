"""Statistics: counts, percentages, ratios, money, areas and other measures."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from indexer.models import Annotations, Article, Code, Date, Statistic
from plugins._counted import DATED, masked
from plugins.statistics.counts import counts
from plugins.statistics.figures import Figure, without_spelling
from plugins.statistics.nouns import phrase_after, phrase_before
from plugins.statistics.setting import Setting

_NEW_SENTENCE = regex.compile(r"[.!?…]\s|\n")

name = "statistics"
needs = ("codes", "dates", "organisations", "places", "units")


def extract(article: Article, found: Annotations) -> Iterator[Statistic]:
    """Every figure of *article* that counts or measures something.

    A range is two. A figure without a noun of its own takes the one before it. Numbers inside
    codes and dates are none. What the text tells of it comes with it: the directive it was achieved
    under, who achieved it, where, when, and whether it is only aimed at.
    """
    text = masked(masked(article.text, found.of(Date), DATED), found.of(Code))
    text = without_spelling(text)
    kept = list(counts(text))
    setting = Setting(article.text, found)
    what: str | None = None
    floor = 0
    for i, figure in enumerate(kept):
        end = figure.end
        counted = kept[i + 1] if figure.range and i + 1 < len(kept) else figure
        if span := phrase_after(text, counted.end, counted.unit):
            what = " ".join(article.text[slice(*span)].split())
            end = span[1] if counted is figure else end
        else:
            what = phrase_before(text, floor, figure.start) or (
                None if _NEW_SENTENCE.search(text, floor, figure.start) else what
            )
        floor = end
        yield _statistic(article, figure, end, what, setting)


def _statistic(
    article: Article, figure: Figure, end: int, what: str | None, setting: Setting
) -> Statistic:
    told = setting.of((figure.start, end), what)
    return Statistic(
        start=figure.start,
        end=end,
        text=article.text[figure.start : end],
        value=figure.value,
        of=figure.of,
        unit=figure.unit,
        what=what,
        **told._asdict(),
    )
