"""The password of a page that other machines reach: kept as what scrypt makes of it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading

from indexer.errors import TracuuError

SHORTEST = 8  # characters
_COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}  # 32 MB and some 0.1 s a guess
_LONGEST = 1024  # characters that are looked at


class TooShort(TracuuError):
    """A password that is guessed too soon."""

    def __init__(self) -> None:
        super().__init__(f"The password is too short. Choose one of {SHORTEST} characters or more.")


class Password:
    """Tells whether what was typed is the password; raises TooShort for one that is no good."""

    def __init__(self, chosen: str) -> None:
        if len(chosen) < SHORTEST:
            raise TooShort
        self._salt = secrets.token_bytes(16)
        self._kept = self._made_of(chosen)
        self._one = threading.Lock()  # at a time: many guesses at once may not fill the memory

    def matches(self, typed: str) -> bool:
        """Whether *typed* is it; takes as long for one that is not."""
        with self._one:
            return hmac.compare_digest(self._made_of(typed), self._kept)

    def _made_of(self, text: str) -> bytes:
        data = text[:_LONGEST].encode("utf-8", "replace")
        return hashlib.scrypt(data, salt=self._salt, **_COST)
