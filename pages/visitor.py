"""Whether a visitor has been here before."""

from clips import habits
from pages.door import at_home, me
from pages.server import library


def been_here() -> bool | None:
    """Whether this visitor has a set or a diary; None for who has no library, or cannot have it
    now: the pages that need it say why."""
    if not at_home():
        return None
    try:
        return habits.been_here(library(), me())
    except Exception:
        return None
