"""What may come in: a clip is looked at behind the wall (`clips.wall`) before anything is kept."""

from pathlib import Path

from clips.wall import Limits, probe
from pose.video import ClipError, ClipInfo

MAX_FPS = 500.0  # phones' slow motion reaches 240
MAX_BYTES = 4 << 30
_LOOK = Limits(memory=2 << 30, cpu_s=60)  # the look reads the whole file and decodes one picture


def examine(path: Path, limits: Limits = _LOOK) -> ClipInfo:
    """Length, rate and size of a clip that may come in.

    Raises
    ------
    ClipError
        It cannot be read, or it is longer, larger or faster than we take.
    """
    info = probe(path, limits)
    if info.fps > MAX_FPS:
        raise ClipError("clip-too-fast")
    return info
