"""The words of the page, in Vietnamese and English; those of the reports stand in report.words."""

from __future__ import annotations

from indexer.report.words import ENGLISH, LANGUAGES, VIETNAMESE, cell, phrase
from indexer.web.days import day
from indexer.web.vocabulary import WORDS
from indexer.web.vocabulary.keeping import PLUGINS

_PLACES = {VIETNAMESE: 0, ENGLISH: 1}
_VIETNAMESE_MARKS = str.maketrans(",.", ".,")


class Wording:
    """What the page says in one language."""

    def __init__(self, lang: str | None) -> None:
        self.lang = lang if lang in LANGUAGES else VIETNAMESE

    @property
    def other(self) -> str:
        """The other language."""
        return ENGLISH if self.lang == VIETNAMESE else VIETNAMESE

    def __call__(self, name: str, *values: object, **named: object) -> str:
        """What is called *name* here, with *values* in its gaps; of one thing as of one."""
        if values in ((1,), ("1",)) and f"{name} one" in WORDS:
            name = f"{name} one"
        told = WORDS[name][_PLACES[self.lang]]
        return told.format(*values, **named) if values or named else told

    def term(self, name: str) -> str:
        """A term of the reports."""
        return phrase(name, self.lang)

    def cell(self, value: object, key: str = "") -> str:
        """A value of the reports."""
        return cell(value, key, self.lang)

    def number(self, value: float) -> str:
        """A figure with its thousands apart: 12.034,5 in Vietnamese, 12,034.5 in English."""
        told = f"{value:,}"
        return told.translate(_VIETNAMESE_MARKS) if self.lang == VIETNAMESE else told

    def seconds(self, milliseconds: float) -> str:
        """A time in seconds: 0,03 in Vietnamese, 0.03 in English."""
        return self.number(round(max(milliseconds, 10) / 1000, 2))

    def day(self, value: str | None) -> str:
        """A day, month, quarter, year or span as people write it."""
        return day(value or "", in_vietnamese=self.lang == VIETNAMESE)

    def plugin(self, name: str, told: str, *, shipped: bool) -> str:
        """What the plugin *name* finds, in this language where we know it, else as *told*."""
        known = PLUGINS.get(name) if shipped and self.lang == VIETNAMESE else None
        return known or told
