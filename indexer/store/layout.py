"""Which layout the files of a full text have; one of another layout has to be built again."""

from __future__ import annotations

from pathlib import Path

FILE = "layout"


def write(folder: Path, layout: str) -> None:
    """Note that the full text in *folder* has *layout*."""
    (folder / FILE).write_text(layout, encoding="utf-8")


def check(folder: Path, layout: str) -> None:
    """Raise ValueError where *folder* holds no full text of *layout*, OSError where none at all."""
    if not folder.is_dir():
        raise FileNotFoundError("it is not there")
    path = folder / FILE
    if not path.exists() or path.read_text(encoding="utf-8") != layout:
        raise ValueError("it was made by another version of tracuu")
