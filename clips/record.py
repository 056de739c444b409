"""Keeping a live set as a clip, so that Stop can give the same result as an upload."""

from pathlib import Path

import numpy as np

from clips.check import CheckedClip, Track
from pose.pose import Pose
from pose.video import ClipWriter
from rules import FormChecker


class LiveRecorder:
    """Writes every checked camera frame to a clip on this machine's disk and keeps its track."""

    def __init__(self, path: Path):
        self._path, self._track = path, Track()
        self._writer = ClipWriter(path)

    def __call__(self, image: np.ndarray, pose: Pose, checker: FormChecker) -> None:
        self._writer.write(image, pose.t)
        self._track.add(pose, checker)

    def finish(self, checker: FormChecker) -> CheckedClip | None:
        """Finish the file and the report; None when not a single frame came."""
        self._writer.close()
        if not self._track.t:
            self._path.unlink(missing_ok=True)
            return None
        return CheckedClip(self._path, checker.finish(), self._track, checker.signal)
