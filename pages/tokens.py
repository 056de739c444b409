"""Names that nobody can guess, by which a browser gets what is its own. They stand in addresses,
and open nothing without the cookie by which that browser is known."""

import hashlib
import math
import secrets
import threading
import time
from collections.abc import Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


def mark(name: str, value: str) -> str:
    """A cookie as it is remembered by whom it lets in: its hash."""
    return hashlib.sha256(f"{name}={value}".encode()).hexdigest()


def brings(cookies: Mapping[str, str], by: str) -> bool:
    """Whether that cookie (its `mark`) is among these; one that is empty need not be."""
    return not by or by in (mark(*each) for each in cookies.items())


class Tokens(Generic[T]):
    """What somebody may do who knows a name, each for `lasts_s`, in the browser that is known by a
    cookie (``by``, its `mark`)."""

    def __init__(self, lasts_s: float = math.inf) -> None:
        self._lasts_s = lasts_s
        self._given: dict[str, tuple[T, str, float]] = {}
        self._lock = threading.Lock()

    def give(self, what: T, by: str = "") -> str:
        """A new name for it: 192 random bits."""
        token, now = secrets.token_urlsafe(24), time.monotonic()
        with self._lock:
            self._given = {name: each for name, each in self._given.items() if each[2] > now}
            self._given[token] = (what, by, now + self._lasts_s)
        return token

    def get(self, token: str, cookies: Mapping[str, str] | None = None) -> T | None:
        """What the name was given for; None for any that is not good, or comes without its
        cookie."""
        with self._lock:
            what, by, until = self._given.get(token, (None, "", -math.inf))
        good = until > time.monotonic() and brings(cookies or {}, by)
        return what if good else None
