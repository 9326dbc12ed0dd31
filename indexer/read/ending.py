"""Ending a process with all that it has started: office suites are started by scripts."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from typing import Any

OWN_GROUP: dict[str, Any] = {} if sys.platform == "win32" else {"start_new_session": True}
"""How to start a process that end() can end with its descendants."""


def end(process: subprocess.Popen[bytes]) -> None:
    """End *process* and what it has started, whatever they are doing."""
    if sys.platform == "win32":
        # Windows knows no groups that end together; taskkill follows who started whom.
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(  # noqa: S603
                ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607
                capture_output=True,
                check=False,
                timeout=10,
            )
    else:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
