"""The features by which underthesea's tagger knows the words of a text.

underthesea works each of its 43 features of a syllable out on its own, and spends more time on that
than on anything else. Here what several of them ask of the same syllables is worked out once. The
outcome is the same; text/words.py sees to that before it relies on it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import regex

# T[0] is the syllable itself, T[-1,0] the one before and it, T[1].lower the next in lower case.
_TEMPLATE = regex.compile(r"T\[(?P<first>-?\d)(?:,(?P<last>-?\d))?\](?:\.(?P<function>\w+))?")
_INTEGER = regex.compile(r"[+-]?[0-9]++")
_YES_OR_NO = ("isdigit", "istitle", "is_in_dict")
_LARGEST = 2**31  # of the numbers that isdigit knows

T = TypeVar("T")


@dataclass(frozen=True)
class _Template:
    syntax: str
    first: int  # of its syllables, counted from the one that has the feature
    count: int
    function: str

    def column(self, values: Sequence[str | bool], length: int) -> list[str]:
        """This feature for each syllable of a text of that *length*; *values* are its values."""
        name = f"{self.syntax}="
        yes, no = f"{name}True", f"{name}False"
        here = values[max(0, self.first) :]
        if self.function in _YES_OR_NO:
            named = [yes if value else no for value in here]
        else:
            named = [f"{name}{value}" for value in here]
        before = [f"{name}BOS"] * -self.first
        return (before + named + [f"{name}EOS"] * (self.first + self.count))[:length]


class Features:
    """The features that *templates* ask for; *dictionary* holds words in lower case."""

    def __init__(self, templates: Iterable[str], dictionary: Container[str]) -> None:
        """Raises ValueError for a template of a kind that is not known here."""
        self._templates = [_parsed(syntax) for syntax in templates]
        self._dictionary = dictionary

    def of(self, syllables: Sequence[str]) -> list[tuple[str, ...]]:
        """The features of each of *syllables*, in the order of the templates."""
        asked = {(t.count, t.function) for t in self._templates}
        values = {(n, what): self._values(syllables, n, what) for n, what in asked}
        columns = [t.column(values[t.count, t.function], len(syllables)) for t in self._templates]
        return list(zip(*columns, strict=True))

    def _values(self, syllables: Sequence[str], count: int, what: str) -> Sequence[str | bool]:
        """What each *count* syllables that stand in a row are."""
        match what:
            case "lower":
                return [text.lower() for text in _runs(syllables, count)]
            case "is_in_dict":
                return [text.lower() in self._dictionary for text in _runs(syllables, count)]
            case "isdigit":
                return [_is_integer(text) for text in _runs(syllables, count)]
            case "istitle":
                titles = [s[0] == s[0].upper() for s in syllables]
                return [all(run) for run in _in_a_row(titles, count)]
        return _runs(syllables, count)


def _parsed(syntax: str) -> _Template:
    match = _TEMPLATE.fullmatch(syntax)
    function = match["function"] or "" if match else None
    if match is None or function not in ("", "lower", *_YES_OR_NO):
        raise ValueError(syntax)
    first = int(match["first"])
    return _Template(syntax, first, int(match["last"] or first) - first + 1, function)


def _runs(syllables: Sequence[str], count: int) -> Sequence[str]:
    return syllables if count == 1 else [" ".join(run) for run in _in_a_row(syllables, count)]


def _in_a_row(each: Sequence[T], count: int) -> Iterator[tuple[T, ...]]:
    return zip(*(each[i:] for i in range(count)), strict=False)


def _is_integer(text: str) -> bool:
    return _INTEGER.fullmatch(text) is not None and -_LARGEST <= int(text) < _LARGEST
