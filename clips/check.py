"""Checking a clip: frames → pose → rules → report, and the signals to draw and chart it."""

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np

from pose.estimator import PoseEstimator
from pose.model import ensure_model
from pose.pose import Pose
from pose.video import probe, read_frames
from rules import EXERCISES, Event, FormChecker, SetReport

# Told how far the work is: frames done, frames in all (0 = unknown).
Progress = Callable[[int, int], None]

_T = TypeVar("_T")
_AHEAD = 8  # frames decoded while the model works on an earlier one


@dataclass
class Track:
    """What was seen in every frame of a set, kept small: 400 bytes a frame.

    ``t`` s, ``value`` main signal (NaN = not judged), ``reps`` counted so far, ``hold_s``,
    ``landmarks`` px of a frame of ``size``, ``visibility`` 0..1, ``outline`` the piece (n, 2) px of
    the body's outline that was read, if any.
    """

    size: list[tuple[int, int]] = field(default_factory=list)
    t: list[float] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    reps: list[int] = field(default_factory=list)
    hold_s: list[float] = field(default_factory=list)
    landmarks: list[np.ndarray] = field(default_factory=list)
    visibility: list[np.ndarray] = field(default_factory=list)
    outline: list[np.ndarray | None] = field(default_factory=list)

    def add(self, pose: Pose, checker: FormChecker) -> None:
        """Keep one frame after the checker has seen it."""
        state = checker.state
        self.size.append(pose.size)
        self.t.append(pose.t)
        self.value.append(state.value)
        self.reps.append(state.rep_count)
        self.hold_s.append(state.hold_s)
        self.landmarks.append(pose.landmarks.astype(np.float32))
        self.visibility.append(pose.visibility.astype(np.float16))
        seen = state.outline
        self.outline.append(np.array(seen.contour, np.float32) if seen else None)

    def pose(self, i: int, size: tuple[int, int]) -> Pose:
        """The pose of frame `i` again, in px of a picture of `size` (w, h)."""
        scale = np.array(size) / self.size[i]
        return Pose(self.t[i], size, self.landmarks[i] * scale, self.visibility[i])


@dataclass
class CheckedClip:
    """A checked clip: where it is, what was found, what was seen. ``signal`` names the main signal.

    ``path`` is None when a live set could not be recorded. ``truncated_s`` is where a clip that
    promised to be longer breaks off, else None.
    """

    path: Path | None
    report: SetReport
    track: Track
    signal: str
    truncated_s: float | None = None


def check(
    path: Path | str,
    exercise: str,
    progress: Progress | None = None,
    hear: Callable[[list[Event]], None] | None = None,
) -> CheckedClip:
    """Check one clip. `hear` is told what became certain, frame by frame, as a live set would be.

    Raises
    ------
    pose.video.ClipError
        The clip cannot be read.
    pose.model.ModelError
        The pose model is missing and cannot be built.
    ValueError
        Unknown exercise.
    """
    path = Path(path)
    checker = FormChecker(exercise)
    info = probe(path)
    total = min(info.frames, round(info.duration * 30)) if info.frames else 0
    track = Track()
    with PoseEstimator(ensure_model(), masks=EXERCISES[exercise].needs_mask) as estimator:
        for frame in ahead(read_frames(path), _AHEAD):
            pose = estimator.estimate(frame.image, frame.t, frame.crop)
            events = checker.update(pose)
            track.add(pose, checker)
            if hear and events:
                hear(events)
            if progress:
                progress(len(track.t), total)
    end = track.t[-1] if track.t else 0.0
    broken = info.duration - end > max(1.0, 0.02 * info.duration)
    return CheckedClip(path, checker.finish(), track, checker.signal, end if broken else None)


def ahead(items: Iterator[_T], count: int) -> Iterator[_T]:
    """The same items, produced up to `count` ahead in a thread of their own."""
    slots: queue.Queue = queue.Queue(maxsize=count)
    stop = threading.Event()

    def put(item) -> bool:
        while not stop.is_set():
            try:
                slots.put(item, timeout=0.1)
                return True
            except queue.Full:
                continue
        return False

    def produce() -> None:
        try:
            for item in items:
                if not put((item, None)):
                    return
            put((None, StopIteration()))
        except BaseException as error:
            put((None, error))

    thread = threading.Thread(target=produce, daemon=True)
    thread.start()
    try:
        while True:
            item, error = slots.get()
            if isinstance(error, StopIteration):
                return
            if error is not None:
                raise error
            yield item
    finally:
        stop.set()
        thread.join()
