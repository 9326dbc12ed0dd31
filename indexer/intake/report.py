"""What a run of ingest has done, counted as it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from indexer.intake.clock import Clock
from indexer.intake.measure import Measure
from indexer.models import Model
from indexer.read import Unread


@dataclass(frozen=True)
class Moved:
    """How far a run has come."""

    articles: int
    files: int
    size: int  # bytes that were read, or passed over because they are unchanged
    path: str  # the file under way
    of_files: int | None = None  # in all, where that is known by now
    of_size: int | None = None


Progress = Callable[[Moved], None]


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
    run: int = 0  # its number in the index
    moved: int = 0  # files that have another name now
    stages: Mapping[str, float] = {}  # seconds

    def plus(self, later: Report) -> Report:
        """Both together."""
        counts = {name: getattr(self, name) + getattr(later, name) for name in _COUNTS}
        counts["seconds"] = round(counts["seconds"], 3)
        stages = dict(self.stages)
        for name, seconds in later.stages.items():
            stages[name] = round(stages.get(name, 0) + seconds, 3)
        faulty = {each.plugin: each for each in self.plugin_failures}
        for each in later.plugin_failures:
            known = faulty.get(each.plugin, Faulty(plugin=each.plugin, articles=0, reason=""))
            number, reason = known.articles + each.articles, known.reason or each.reason
            faulty[each.plugin] = Faulty(plugin=each.plugin, articles=number, reason=reason)
        encodings = Counter(self.encodings) + Counter(later.encodings)
        parts = {"stages": stages, "plugin_failures": tuple(faulty.values())}
        parts["encodings"] = dict(encodings.most_common())
        return Report(run=later.run or self.run, **counts, **parts)


_COUNTS = (
    *("seen", "added", "updated", "unchanged", "duplicates", "removed", "failed", "seconds"),
    *("annotated_again", "moved"),
)


class Tally:
    """The counts of a run under way."""

    def __init__(self, on_progress: Progress | None = None, measure: Measure | None = None) -> None:
        self.clock = Clock()
        self._measure = measure
        self._on_progress = on_progress or (lambda _: None)
        self._counts: Counter[str] = Counter()
        self._failed: list[Unread] = []
        self._faulty: dict[str, tuple[int, str]] = {}
        self._removed = 0
        self._again = 0
        self._encodings: Counter[str] = Counter()
        self._moved = 0
        self._files = 0
        self._size = 0  # of the files that were read to their end
        self._part = 0  # of the file that is read

    @property
    def failed(self) -> list[Unread]:
        """The inputs that were not taken in, in order."""
        return self._failed

    def count(self, outcome: str, number: int = 1) -> None:
        """So many articles were "added", "updated", "unchanged" or a "duplicate"."""
        self._counts[outcome] += number

    def remove(self, number: int) -> None:
        """So many articles are no longer in the index."""
        self._removed += number

    def move(self) -> None:
        """A file that the index knows has another name now."""
        self._moved += 1

    def again(self) -> None:
        """An article that the index has was annotated again."""
        self._again += 1

    def fail(self, path: str, reason: str) -> None:
        """An input was not taken in."""
        self._failed.append(Unread(path=path, reason=reason))

    def blame(self, failures: Iterable[Mapping[str, str]]) -> None:
        """Plugins failed on one article."""
        for failure in failures:
            number, reason = self._faulty.get(failure["plugin"], (0, failure["reason"]))
            self._faulty[failure["plugin"]] = number + 1, reason

    def read(self, path: str, size: int, encoding: str | None) -> None:
        """An article of so many bytes was read from the file *path*, which has this encoding."""
        self._encodings[encoding or "unicode"] += 1
        self._part += size
        self.arrive(path)

    def close(self, path: str, size: int) -> None:
        """A file of *size* bytes is done."""
        self._files += 1
        self._size += size
        self._part = 0
        self.arrive(path)

    def arrive(self, path: str) -> None:
        """Tell whoever waits that this file is under way."""
        read = self._size + self._part
        known = self._measure.known() if self._measure else (None, None)
        self._on_progress(Moved(self._counts.total(), self._files, read, path, *known))

    def report(self) -> Report:
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
            seconds=round(self.clock.total, 3),
            plugin_failures=tuple(faulty),
            encodings=dict(self._encodings.most_common()),
            annotated_again=self._again,
            moved=self._moved,
            stages=self.clock.seconds(),
        )
