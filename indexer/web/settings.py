"""What a page is served with."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from indexer.plugin import Sources
from indexer.processes import cores
from indexer.web.password import Password

LOCAL = ("127.0.0.1", "localhost", "::1")
PORT = 8765
MB = 1_000_000  # bytes
_USUAL = 4  # processes that answer; each holds the libraries and what it remembers


@dataclass(frozen=True)
class Settings:
    """The index that is shown, to whom, and how much may be handed in."""

    folder: Path
    sources: Sources = field(default_factory=lambda: Sources("plugins"))
    host: str = LOCAL[0]
    port: int = PORT
    password: Password | None = None
    max_upload: int = 500 * MB  # of all files that are handed in together
    max_files: int = 500
    jobs: int = 1  # processes that answer; with one, the one that was started

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches the page."""
        return is_local(self.host)


def usual_jobs() -> int:
    """How many processes answer where nobody says: one a core that we may use, up to 4."""
    return min(_USUAL, cores())


def is_local(host: str) -> bool:
    """Whether *host* is an address that only this machine reaches."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
