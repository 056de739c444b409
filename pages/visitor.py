"""Whether a visitor has been here before."""

from clips import habits
from pages.door import at_home, who
from pages.server import library


def been_here() -> bool | None:
    """Whether this visitor has a set or a diary; None for who has no library or is not known, or
    when it cannot be had now: the pages that need it say why."""
    if not at_home():
        return None
    try:
        person = who()
        return habits.been_here(library(), person) if person else None
    except Exception:
        return None
