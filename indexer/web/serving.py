"""The page's server: on which address it listens, and how it ends."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from indexer.errors import TracuuError
from indexer.store.index import Index
from indexer.web.app import create_app
from indexer.web.settings import Settings

_QUEUE = 64  # connections that wait
_TURN = 0.0005  # seconds until the next thread gets its turn; with the usual 0.005 pages take twice
_PATIENCE = 3  # seconds for what is under way when we are told to end


class PortTaken(TracuuError):
    """Another program listens where we should."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Port {port} of {host} is taken, perhaps by another tracuu serve. "
            f"Choose another: --port {port % 65535 + 1}."
        )


class NoAddress(TracuuError):
    """We cannot listen at an address."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"Cannot listen at {host}, port {port} ({reason}). Give --host an address of this "
            "machine, and --port a number from 1024 on."
        )


class NoPassword(TracuuError):
    """Others would reach the page without a password."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"With --host {host} other machines reach the page, so it needs a password: "
            "--password-file FILE, or $TRACUU_PASSWORD, or type it in when asked."
        )


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve the page until Ctrl-C; *announce* is told its address as soon as it can be opened.

    Raises NoIndex, NoPassword, PortTaken and NoAddress before anything is served.
    """
    if not settings.is_local and settings.password is None:
        raise NoPassword(settings.host)
    Index.open(settings.folder).close()  # one that cannot be opened is told at once
    listening = _listen(settings.host, settings.port)
    sys.setswitchinterval(_TURN)
    config = uvicorn.Config(
        create_app(settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # nobody may tell us another address than their own
        timeout_graceful_shutdown=_PATIENCE,
    )
    with listening, suppress(KeyboardInterrupt):
        announce(address(settings))
        uvicorn.Server(config).run([listening])


def address(settings: Settings) -> str:
    """What to type into a browser on this machine."""
    anywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - told apart, not listened at
    host = anywhere.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}/"


def _listen(host: str, port: int) -> socket.socket:
    """A socket that nobody else has; raises PortTaken and NoAddress."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio switches Nagle's algorithm off, which costs each page 40 ms, where it is told of TCP
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows lets others in without it
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_QUEUE)
    except OSError as error:
        listening.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES) and port >= 1024:
            raise PortTaken(host, port) from error
        raise NoAddress(host, port, error.strerror or str(error)) from error
    return listening
