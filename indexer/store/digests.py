"""Digests of files that are written once, so that a damaged one is known."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from indexer.store.disk import settle

FILE = "digests.json"
# How the names end of what changes or goes; meta.json and .managed.json are tantivy's.
_PASSING = (FILE, ".tmp", "LOCK", ".lock", "meta.json", ".managed.json")


def seal(folder: Path) -> None:
    """Note what the files in *folder* hold, and have all of it stay through a power cut.

    What was noted before is not read again.
    """
    _write(folder)
    settle(folder)


def _write(folder: Path) -> None:
    known = _noted(folder) if (folder / FILE).exists() else {}
    names = sorted(
        p.name for p in folder.iterdir() if p.is_file() and not p.name.endswith(_PASSING)
    )
    noted = {name: known.get(name) or _digest(folder / name) for name in names}
    beside = folder / f"{FILE}.tmp"
    beside.write_text(json.dumps(noted), encoding="utf-8")
    beside.replace(folder / FILE)


def verify(folder: Path) -> None:
    """Raise ValueError where a file in *folder* no longer holds what was noted.

    A file that has gone, since a commit has merged it with others, is no fault.
    """
    for name, noted in _noted(folder).items():
        try:
            found = _digest(folder / name)
        except FileNotFoundError:
            continue
        if found != noted:
            raise ValueError(f"{name} is damaged")


def _noted(folder: Path) -> dict[str, str]:
    try:
        noted: dict[str, str] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ValueError(f"{FILE} is missing or damaged") from None
    return noted


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
