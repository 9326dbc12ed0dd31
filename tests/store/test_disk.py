"""A power cut after a commit takes nothing of it."""

import os
from pathlib import Path

import pytest

from indexer.store.engine import ENGINES, Document, engine


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_files_and_their_names_reach_the_disk_with_a_commit(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.name == "nt":
        pytest.skip("there are no descriptors of folders here")
    made = engine(name).create(tmp_path / "full text")
    made.add([Document(id="a", title="", body="dân vận")])
    settled: set[tuple[int, int]] = set()

    def fsync(descriptor: int) -> None:
        found = os.fstat(descriptor)
        settled.add((found.st_dev, found.st_ino))
        sync(descriptor)

    sync = os.fsync
    monkeypatch.setattr(os, "fsync", fsync)
    made.commit()
    made.close()

    there = [tmp_path, tmp_path / "full text", *(tmp_path / "full text").iterdir()]
    assert len(there) > 3
    assert [p for p in there if (p.stat().st_dev, p.stat().st_ino) not in settled] == []
