"""Statistics: counts, percentages, ratios, money, areas and other measures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import regex

from indexer.models import Annotations, Article, Code, Date, Statistic
from plugins._counted import DATED, masked
from plugins.statistics.counts import counts
from plugins.statistics.figures import Figure, without_spelling
from plugins.statistics.nouns import phrase_after, phrase_before

_ENDED = regex.compile(  # nothing is achieved under what is ended, or only a ground
    r"(?i)\b(?:thay thế|bãi bỏ|hủy bỏ|sửa đổi|bổ sung|căn cứ)\b[^.;,]{0,30}\Z"
)
_NEAR = 600  # code points between a directive and the last figure that is told under it
_NEW_SENTENCE = regex.compile(r"[.!?…]\s|\n")

name = "statistics"
needs = ("codes", "dates")


def extract(article: Article, found: Annotations) -> Iterator[Statistic]:
    """Every figure of *article* that counts or measures something.

    A range is two. A figure without a noun of its own takes the one before it. Numbers inside
    codes and dates are none.
    """
    text = masked(masked(article.text, found.of(Date), DATED), found.of(Code))
    text = without_spelling(text)
    kept = list(counts(text))
    told = found.of(Code)
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
        yield _statistic(article, figure, end, what, _under(article.text, figure.start, told))


def _under(text: str, position: int, codes: Sequence[Code]) -> str | None:
    """The directive that a figure was achieved under: the one last named in its paragraph."""
    before = bisect_left(codes, position, key=lambda c: c.start) - 1
    if before < 0 or position - codes[before].end > _NEAR:
        return None
    code = codes[before]
    ended = _ENDED.search(text, max(0, code.start - 60), code.start)
    return None if ended or "\n" in text[code.end : position] else code.code


def _statistic(
    article: Article, figure: Figure, end: int, what: str | None, directive: str | None
) -> Statistic:
    return Statistic(
        start=figure.start,
        end=end,
        text=article.text[figure.start : end],
        value=figure.value,
        of=figure.of,
        unit=figure.unit,
        what=what,
        directive=directive,
    )
