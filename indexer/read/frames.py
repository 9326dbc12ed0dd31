"""Messages between two processes: each a JSON value with, where it has one, a load of bytes.

No pickles: what reads hostile files may be taken over by one, and must not be able to hand it on.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any

_SIZES = struct.Struct(">QQ")


def send(stream: IO[bytes], value: dict[str, Any], load: bytes = b"") -> None:
    """Write one message."""
    text = json.dumps(value).encode()
    stream.write(_SIZES.pack(len(text), len(load)))
    stream.write(text)
    stream.write(load)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next message; None at the end, be it in the middle of one."""
    sizes = stream.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    length, load = _SIZES.unpack(sizes)
    text, data = stream.read(length), stream.read(load)
    if len(text) < length or len(data) < load:
        return None
    value: dict[str, Any] = json.loads(text)
    return value, data
