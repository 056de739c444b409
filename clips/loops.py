"""Short silent loops in which an exercise shows itself: done well, and with its most usual fault.

``static/loops/EXERCISE.mp4`` and ``EXERCISE.FAULT.mp4``, each with a picture beside it, drawn by
``python -m benchmarks.render.loops``. What lies there is what there is: an exercise whose movement
nobody has drawn is shown in words alone.
"""

from pathlib import Path

FOLDER = Path(__file__).parent.parent / "static" / "loops"


def loop_of(exercise: str) -> Path | None:
    """The exercise done well."""
    path = FOLDER / f"{exercise}.mp4"
    return path if path.exists() else None


def faulty_loops(exercise: str) -> dict[str, Path]:
    """The exercise with a fault, by the fault's name."""
    found = sorted(FOLDER.glob(f"{exercise}.*.mp4"))
    return {path.name.split(".")[1]: path for path in found}


def address_of(loop: Path) -> str:
    """Where a page has a loop from, relative to Koshi's own address; a loop that was drawn anew has
    a new one."""
    return f"app/static/loops/{loop.name}?{loop.stat().st_mtime_ns:x}"


def picture_of(loop: Path) -> Path:
    """A picture out of a loop: the position that it is about."""
    return loop.with_suffix(".jpg")
