"""Keeping live sets as clips, so that their end can give the same result as an upload."""

from pathlib import Path

import numpy as np

from clips.check import CheckedClip, Track
from pose.pose import Pose
from pose.video import ClipError, ClipWriter
from rules import FormChecker, SetReport


class LiveRecorder:
    """Writes each set of a live session to a clip of its own in `folder` and keeps its track.

    A disk that is full ends the clip, not the set: that set then has a result without a clip, and
    ``error`` tells why.
    """

    def __init__(self, folder: Path):
        self.sets: list[CheckedClip] = []
        self.error: ClipError | None = None
        self._folder = folder
        self._track = Track()
        self._path: Path | None = None
        self._writer: ClipWriter | None = None

    def add(self, image: np.ndarray, pose: Pose, checker: FormChecker) -> None:
        """One checked frame of the set going on."""
        self._track.add(pose, checker)
        try:
            if len(self._track.t) == 1:
                self._path = self._folder / f"set-{len(self.sets) + 1}.mp4"
                self._writer = ClipWriter(self._path, preset="ultrafast")
            if self._writer:
                self._writer.write(image, pose.t)
        except ClipError as error:
            self._give_up(error)

    def end(self, report: SetReport, signal: str) -> None:
        """The set is over; a set without a single frame leaves nothing."""
        try:
            if self._writer:
                self._writer.close()
        except ClipError as error:
            self._give_up(error)
        if self._track.t:
            self.sets.append(CheckedClip(self._path, report, self._track, signal))
        self._path, self._writer, self._track = None, None, Track()

    def _give_up(self, error: ClipError) -> None:
        self.error, self._path, self._writer = error, None, None
