"""How far reading goes before a file is given up, and what giving it up means."""

from __future__ import annotations

from pydantic import Field

from indexer.models import Model


class Unreadable(Exception):
    """What cannot be read; the message is the reason, in plain words."""


class Limits(Model):
    """What one file may cost. A file that wants more is told with the option that allows it."""

    max_size: int = Field(default=100, gt=0)  # MB of a file, or of one member of an archive
    max_time: int = Field(default=60, gt=0)  # seconds for a file; for each page of a scan
    max_memory: int = Field(default=2_048, gt=0)  # MB of the process that reads
    max_pages: int = Field(default=2_000, gt=0)  # of a PDF
    max_depth: int = Field(default=3, gt=0)  # archives in archives, attachments in messages
    max_members: int = Field(default=20_000, gt=0)  # of an archive with those in it
    max_unpacked: int = Field(default=4_096, gt=0)  # MB of an archive with those in it

    def fits(self, size: int) -> bool:
        """Whether a file of *size* bytes is not too large."""
        return size <= self.max_size * MB

    def too_large(self, size: int) -> str:
        """The reason for a file of *size* bytes."""
        return f"it is too large ({size / MB:,.0f} MB; at most {self.max_size:,}, see --max-size)"


MB = 1_000_000  # bytes
HIGHEST_RATIO = 200  # of unpacked to packed; text and pictures stay far below, deflate ends at 1032
SMALL = 10 * MB  # bytes unpacked, up to which no ratio is a bomb


def is_bomb(packed: int, unpacked: int) -> bool:
    """Whether so few bytes that unpack to so many were made to fill a machine."""
    return unpacked > SMALL and unpacked > HIGHEST_RATIO * max(packed, 1)
