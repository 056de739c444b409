"""What may come in: a clip is looked at by a process of its own, within limits of time and memory.

FFmpeg's demuxers and decoders are fed a file from anywhere; whatever that does to them, it does it
there and not to the pages.
"""

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from pose.video import ClipError, ClipInfo, probe

MAX_S = 30 * 60.0  # a longer clip is no set (J)
MAX_FPS = 500.0  # phones' slow motion reaches 240
MAX_BYTES = 4 << 30
_SECONDS, _MEMORY = 60, 2 << 30  # what the look may take; it reads the whole file


def examine(path: Path) -> ClipInfo:
    """Length, rate and size of a clip that may come in.

    Raises
    ------
    ClipError
        It cannot be read, or it is longer, larger or faster than we take.
    """
    command = [sys.executable, "-m", "clips.intake", str(path.absolute())]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=_SECONDS, cwd=Path(__file__).parent.parent
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:  # it hung, or died of its limits
        raise ClipError("clip-unreadable", type(error).__name__) from error
    if "error" in answer:
        raise ClipError(answer["error"])
    info = ClipInfo(**answer | {"size": tuple(answer["size"])})
    if info.duration > MAX_S:
        raise ClipError("clip-too-long")
    if info.fps > MAX_FPS:
        raise ClipError("clip-too-fast")
    return info


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has none of these; there the time limit alone holds
        return
    limits = ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS))
    for what, most in limits:
        with suppress(ValueError, OSError):  # macOS takes no limit of memory
            resource.setrlimit(what, (most, most))


def main() -> int:
    """Print as JSON what the clip named on the command line is, or why it is none."""
    _limit()
    try:
        info = probe(sys.argv[1])
        answer = asdict(info)
    except ClipError as error:
        answer = {"error": error.key}
    print(json.dumps(answer))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
