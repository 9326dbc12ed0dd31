"""Every error that a user may meet; each class owns its sentence."""

from __future__ import annotations

from pathlib import Path


class TracuuError(Exception):
    """Anything that ends a command with one clear line."""


class PluginError(TracuuError):
    """A plugin cannot be used."""

    def __init__(self, name: str, reason: str, origin: str = "") -> None:
        super().__init__(f"Plugin '{name}' cannot be used: {reason}.")
        self.name = name
        self.reason = reason
        self.origin = origin


class NoIndex(TracuuError):
    """A question was asked of a folder that holds no index."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"No index in '{folder}'. Make one: tracuu ingest PATH --index '{folder}'."
        )
