"""Who is logged in, what proves that a form is ours, and how often a password may be tried."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable

Clock = Callable[[], float]

_IDLE = 8 * 3600.0  # seconds until someone who asks for nothing is logged out: a working day
_MOST = 1000  # sessions
_FREE = 5  # wrong passwords from one address without a wait
_LONGEST = 300.0  # seconds to wait after many of them
_ADDRESSES = 10_000
_PER_MINUTE = 30  # wrong passwords from everywhere


def new_id() -> str:
    """A number that nobody guesses."""
    return secrets.token_urlsafe(32)


class Sessions:
    """Those who gave the password; kept in memory, so that a restart logs everyone out.

    Two with the same *secret* make and know the same tokens.
    """

    def __init__(self, clock: Clock = time.monotonic, secret: bytes | None = None) -> None:
        self._clock = clock
        self.secret = secret or secrets.token_bytes(32)
        self._until: dict[str, float] = {}
        self._lock = threading.Lock()

    def begin(self) -> str:
        """A new session."""
        known = new_id()
        with self._lock:
            now = self._clock()
            self._until = {key: end for key, end in self._until.items() if end > now}
            while len(self._until) >= _MOST:
                del self._until[min(self._until, key=self._until.__getitem__)]
            self._until[known] = now + _IDLE
        return known

    def goes_on(self, known: str | None) -> bool:
        """Whether the session *known* is one; it lasts anew then."""
        now = self._clock()
        with self._lock:
            if known is None or self._until.get(known, 0.0) <= now:
                return False
            self._until[known] = now + _IDLE
            return True

    def end(self, known: str | None) -> None:
        """Log out."""
        with self._lock:
            self._until.pop(known or "", None)

    def token(self, visitor: str) -> str:
        """What a form of ours carries for this *visitor*, and no other page can know."""
        return hmac.new(self.secret, visitor.encode(), hashlib.sha256).hexdigest()

    def is_token(self, visitor: str | None, given: str | None) -> bool:
        """Whether *given* is the token of *visitor*."""
        if not visitor or not given:
            return False
        return hmac.compare_digest(self.token(visitor).encode(), given.encode())


class Throttle:
    """How long to wait before a password may be tried again."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._failed: dict[str, tuple[int, float]] = {}  # address → how often, when last
        self._recent: deque[float] = deque(maxlen=_PER_MINUTE)
        self._lock = threading.Lock()

    def wait(self, address: str) -> float:
        """Seconds until *address* may try again; 0 where it may now."""
        now = self._clock()
        with self._lock:
            times, last = self._failed.get(address, (0, 0.0))
            own = last + _pause(times) - now if times else 0.0
            crowded = len(self._recent) == _PER_MINUTE
            every = self._recent[0] + 60.0 - now if crowded else 0.0
        return max(own, every, 0.0)

    def failed(self, address: str) -> None:
        """A wrong password came from *address*."""
        now = self._clock()
        with self._lock:
            if len(self._failed) >= _ADDRESSES:
                self._failed.clear()  # the limit for all still holds
            times, _ = self._failed.get(address, (0, 0.0))
            self._failed[address] = times + 1, now
            self._recent.append(now)

    def passed(self, address: str) -> None:
        """The last one from *address* was right."""
        with self._lock:
            self._failed.pop(address, None)
            if self._recent:
                self._recent.pop()


def _pause(times: int) -> float:
    """Nothing after the first mistakes, then twice as long each time."""
    return min(float(2 ** min(times - _FREE, 20)), _LONGEST) if times >= _FREE else 0.0
