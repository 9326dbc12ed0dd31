"""What an article tells around its figures: the directive, the unit, the place, the time."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from indexer.models import Annotations, Code, Date
from indexer.text.sentences import Span, for_patterns, sentence_at, sentences
from plugins.statistics.achieved import Doers
from plugins.statistics.lead import Lead, lead
from plugins.statistics.under import in_title, under
from plugins.statistics.when import period, planned


class Told(NamedTuple):
    """What is told of one figure, under the names that a Statistic has for it."""

    directive: str | None = None
    code: int | None = None
    achieved_by: str | None = None
    place: str | None = None
    period: str | None = None
    planned: bool = False


class Setting:
    """Finds what one article tells of its figures."""

    def __init__(self, text: str, found: Annotations) -> None:
        self._text = for_patterns(text)
        self._spans = sentences(text)
        self._found = found
        self._codes = found.of(Code)
        self._dates = found.of(Date)

    def of(self, span: Span, what: str | None) -> Told:
        """What is told of the figure at *span*, which counts *what*."""
        try:
            sentence = sentence_at(self._spans, span[0])
        except ValueError:  # it begins with a blank
            return Told()
        if in_title(self._text, span[0], self._codes):
            return Told()
        tied = under(self._text, span, what, self._codes, self._lead)
        doer = self._doers.of(span[0])
        return Told(
            directive=tied[0] if tied else None,
            code=tied[1] if tied else None,
            achieved_by=doer.unit,
            place=doer.place,
            period=period(self._text, sentence, span, self._dates, self._codes),
            planned=planned(self._text, sentence[0], span[0]),
        )

    @cached_property
    def _lead(self) -> Lead:
        return lead(self._text, self._found)

    @cached_property
    def _doers(self) -> Doers:
        return Doers(self._text, self._found, self._lead)
