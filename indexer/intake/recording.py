"""A run is written down in the index as it goes, so that a killed one is known as well."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any

from indexer.intake.report import Report, Tally
from indexer.store.writer import Writer

Facts = Mapping[str, Any]


class Recording:
    """Keeps what a run does; use it as a context manager, within that of its writer."""

    def __init__(
        self, writer: Writer, tally: Tally, options: Facts, plugins: Mapping[str, str]
    ) -> None:
        self._writer = writer
        self._tally = tally
        self._options = options
        self._plugins = plugins
        self._number = 0
        self._before = Report()  # what the run had done when it last rested
        self._told = 0  # failures that are written down

    def go_on(self, before: Report | None) -> Recording:
        """Be the run that *before* tells of, where the index still keeps it."""
        if before is not None and self._writer.resume_run(before.run):
            self._number, self._before = before.run, before
        return self

    def __enter__(self) -> Recording:
        self._number = self._number or self._writer.begin_run(self._options, self._plugins)
        return self

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> None:
        if error is None:
            self.note()
            self._writer.end_run(self._number, "done")
            return
        with suppress(Exception):  # what ended the run is told, not that it cannot be noted
            self.note()
            stopped = isinstance(error, KeyboardInterrupt)
            reason = None if stopped else " ".join(str(error).split())
            self._writer.end_run(self._number, "stopped" if stopped else "failed", reason)

    def report(self) -> Report:
        """What was done since this run began, or went on."""
        return self._tally.report().model_copy(update={"run": self._number})

    def note(self) -> None:
        """Write down what was done so far."""
        new = self._tally.failed[self._told :]
        told = self._before.plus(self.report()).model_dump(mode="json", exclude={"run", "failed"})
        self._writer.note_run(self._number, told, [(each.path, each.reason) for each in new])
        self._told += len(new)
