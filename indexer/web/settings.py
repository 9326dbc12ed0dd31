"""What a page is served with."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from indexer.plugin import Sources
from indexer.web.password import Password

LOCAL = ("127.0.0.1", "localhost", "::1")
PORT = 8765
MB = 1_000_000  # bytes


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

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches the page."""
        return is_local(self.host)


def is_local(host: str) -> bool:
    """Whether *host* is an address that only this machine reaches."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
