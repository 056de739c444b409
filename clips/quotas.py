"""How much one person may keep, and for how long a sign-in lasts (J); a server may say less."""

import os

_USUAL = {
    "KOSHI_MOST_SETS": 5000,
    "KOSHI_MOST_BYTES": 200 << 30,  # of clips
    "KOSHI_SIGN_IN_DAYS": 7,
}


class QuotaError(ValueError):
    """A setting that should say how much is no number: its ``name``, and what was ``given``."""

    def __init__(self, name: str, given: str):
        super().__init__(name)
        self.name, self.given = name, given


def most(name: str) -> int:
    """What that setting says, or what is usual. QuotaError: it is no whole number from 1 on."""
    given = os.environ.get(name, "").strip()
    if not given:
        return _USUAL[name]
    if not given.isdecimal() or len(given) > 18 or int(given) < 1:
        raise QuotaError(name, given)
    return int(given)


def look() -> None:
    """QuotaError: one of them cannot be used. To be told before anything begins."""
    for name in _USUAL:
        most(name)
