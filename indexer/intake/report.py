"""What a run of ingest has done, counted as it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from indexer.models import Model
from indexer.read import Unread

Progress = Callable[[int, str], None]  # articles done, the file that is read


class Faulty(Model):
    """A plugin that raised on some articles, and what it said on the first."""

    plugin: str
    articles: int
    reason: str


class Report(Model):
    """What a run has done; everything that was seen is in one of the counts after it."""

    seen: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    removed: int = 0
    failed: tuple[Unread, ...] = ()
    seconds: float = 0.0
    plugin_failures: tuple[Faulty, ...] = ()
    encodings: Mapping[str, int] = {}  # of the articles that were read, the commonest first
    annotated_again: int = 0  # unchanged, but by other plugins than before


class Tally:
    """The counts of a run under way."""

    def __init__(self, on_progress: Progress | None = None) -> None:
        self._on_progress = on_progress or (lambda *_: None)
        self._counts: Counter[str] = Counter()
        self._failed: list[Unread] = []
        self._faulty: dict[str, tuple[int, str]] = {}
        self._removed = 0
        self._again = 0
        self._encodings: Counter[str] = Counter()

    def count(self, outcome: str, number: int = 1) -> None:
        """So many articles were "added", "updated", "unchanged" or a "duplicate"."""
        self._counts[outcome] += number

    def remove(self, number: int) -> None:
        """So many articles are no longer in the index."""
        self._removed += number

    def again(self) -> None:
        """An article that the index has was annotated again."""
        self._again += 1

    def read(self, encoding: str | None) -> None:
        """An article was read from a file in this encoding."""
        self._encodings[encoding or "unicode"] += 1

    def fail(self, path: str, reason: str) -> None:
        """An input was not taken in."""
        self._failed.append(Unread(path=path, reason=reason))

    def blame(self, failures: Iterable[Mapping[str, str]]) -> None:
        """Plugins failed on one article."""
        for failure in failures:
            number, reason = self._faulty.get(failure["plugin"], (0, failure["reason"]))
            self._faulty[failure["plugin"]] = number + 1, reason

    def arrive(self, path: str) -> None:
        """Tell whoever waits that this file is under way."""
        self._on_progress(self._counts.total(), path)

    def report(self, seconds: float) -> Report:
        """What was done so far."""
        faulty = (
            Faulty(plugin=name, articles=number, reason=reason)
            for name, (number, reason) in sorted(self._faulty.items())
        )
        return Report(
            seen=self._counts.total() + len(self._failed),
            added=self._counts["added"],
            updated=self._counts["updated"],
            unchanged=self._counts["unchanged"],
            duplicates=self._counts["duplicate"],
            removed=self._removed,
            failed=tuple(self._failed),
            seconds=round(seconds, 3),
            plugin_failures=tuple(faulty),
            encodings=dict(self._encodings.most_common()),
            annotated_again=self._again,
        )
