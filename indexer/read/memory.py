"""How much memory this process may take, where the system can keep to it."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from typing import Any

_most: list[int] = []


def at_most(size: int) -> None:
    """Refuse this process more than *size* bytes; on Windows, which cannot, nothing is done."""
    resource = _resource()
    if resource is None:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard != resource.RLIM_INFINITY:
        size = min(size, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS knows the limit, but may not set it
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))
        _most[:] = [size]


@contextlib.contextmanager
def unlimited() -> Iterator[None]:
    """Within, a program is started without the limit: an office suite needs more."""
    resource = _resource()
    if resource is None or not _most:
        yield
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (_most[0], hard))


def _resource() -> Any:
    try:
        return importlib.import_module("resource")
    except ImportError:
        return None
