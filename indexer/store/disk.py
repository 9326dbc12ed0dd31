"""What was written is brought to the disk itself."""

from __future__ import annotations

import os
from pathlib import Path


def settle(folder: Path) -> None:
    """Have the system write its buffers for all files in *folder*, to stay through a power cut.

    And for their names: of the folder, and of the folder itself. Windows does that by itself.
    """
    for path in folder.iterdir():
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    if os.name != "nt":
        for place in (folder, folder.parent):
            opened = os.open(place, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)
