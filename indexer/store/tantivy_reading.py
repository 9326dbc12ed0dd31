"""The last commit of a full text in tantivy, for those who search."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from tantivy import Index, Searcher

_COMMIT = "meta.json"  # names the files of the last commit; each commit puts a new one in its place
# Segment and number of a document → its day, the newest first, and its id. One number is the key:
# a pair takes twice as long to look up, for each of ten thousand hits.
Places = dict[int, tuple[int, str]]


class Reading:
    """The last commit of a folder, whichever process made it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._searcher: Searcher | None = None
        self._commit: tuple[int, ...] = ()
        self.places: Places = {}  # of the documents of this commit that were found before
        self._beside: tempfile.TemporaryDirectory[str] | None = None

    def searcher(self) -> Searcher:
        """What searches the last commit."""
        now = (self._folder / _COMMIT).stat()
        commit = now.st_ino, now.st_mtime_ns, now.st_size
        if self._searcher is None or commit != self._commit:
            self._searcher = self._open().searcher()
            self._commit = commit
            self.places = {}
        return self._searcher

    def close(self) -> None:
        """Let go of the files."""
        self._searcher = None
        if self._beside is not None:
            self._beside.cleanup()
            self._beside = None

    def _open(self) -> Index:
        try:
            return Index.open(str(self._folder))
        except (ValueError, OSError) as error:
            if "lock" not in str(error).lower():
                raise
        return Index.open(self._links())

    def _links(self) -> str:
        """A folder that can be written to, where all files of the full text are links to them.

        tantivy locks a file even to read, which on a read-only disk it cannot.
        """
        self.close()
        self._beside = tempfile.TemporaryDirectory(prefix="tracuu-", ignore_cleanup_errors=True)
        for path in self._folder.iterdir():
            if path.is_file() and path.suffix != ".lock":
                _linked(path, Path(self._beside.name) / path.name)
        return self._beside.name


def _linked(path: Path, link: Path) -> None:
    """Make *link* stand for *path*, whose content never changes; but what names the commit does."""
    if path.name != _COMMIT:
        with suppress(OSError):  # Windows lets few users make links
            link.symlink_to(path.resolve())
            return
    shutil.copyfile(path, link)
