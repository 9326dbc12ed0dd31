"""What can go wrong with an index folder."""

from __future__ import annotations

from pathlib import Path

from indexer.errors import TracuuError


class IndexBusy(TracuuError):
    """A second writer came."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Another tracuu is writing to '{folder}'. Wait until it has ended, then try again."
        )


class NotWritable(TracuuError):
    """The index folder cannot be written to."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"Cannot write to the index folder '{folder}' ({reason}). Choose another: --index DIR."
        )


class NotReadable(TracuuError):
    """The index folder cannot be read, for no fault of the index."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"Cannot read the index in '{folder}' ({reason}). Check that its disk is there and "
            "that you may read all of its files; the index itself may be sound."
        )


class IndexLocked(TracuuError):
    """Another program, which is no tracuu, holds the catalogue."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Another program keeps the catalogue of '{folder}' to itself. "
            "Close that program, then try again; the index is safe."
        )


class DiskFull(TracuuError):
    """There is no room for what the index has to write."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The disk of the index folder '{folder}' is full. Make room on it, then run the same "
            "command again; what the index holds is safe."
        )


class IndexExists(TracuuError):
    """A new index was asked for where there is one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"'{folder}' holds an index already. Choose another folder.")


class NewerIndex(TracuuError):
    """The index was made by a later tracuu."""

    def __init__(self, folder: Path, found: int, known: int) -> None:
        super().__init__(
            f"The index in '{folder}' has schema version {found}, this tracuu knows up to {known}. "
            "Update tracuu."
        )


class BrokenIndex(TracuuError):
    """The index folder cannot be used as it is."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"The index in '{folder}' cannot be used ({reason}). "
            "Move the folder away and ingest again."
        )


class BrokenFullText(TracuuError):
    """The full text is missing or damaged; the catalogue is sound."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"The full text of '{folder}' cannot be read ({reason}). "
            f"Rebuild it: tracuu reindex --index '{folder}'."
        )


class UnknownEngine(TracuuError):
    """A full-text engine was asked for that is not there."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"No full-text engine '{name}'. Known: {', '.join(known)}.")


class EngineMissing(TracuuError):
    """The library of a full-text engine is not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The full-text engine '{name}' is not installed. Install it: pip install {name}. "
            "Or use the one that is always there: --engine whoosh (for an index that exists: "
            "tracuu reindex --engine whoosh)."
        )
