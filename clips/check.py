"""Checking a clip: frames → pose → rules → report, and the signals to draw and chart it.

And finding out which exercise a clip shows.
"""

import math
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from clips.kept_poses import PoseWriter, read_poses
from clips.segments import Progress, poses
from clips.wall import probe
from pose.pose import Pose
from rules import EXERCISES, Event, FormChecker, SetReport
from rules.checker import MAYBE_ANOTHER
from rules.find import Finder, Part, Proposal, in_doubt, looks_like

# Joints of a frame that was not looked at are put between those of its neighbours, unless these
# lie further apart, s (J).
_BETWEEN_S = 0.2
WHOLE: Part = (None, None)
_HOLE_S = 1.0  # frames further apart than this: what is between was not seen (as `FormChecker`)


@dataclass
class Track:
    """What was seen in every frame of a set, kept small: 400 bytes a frame.

    Of a frame that was passed over it has what lies between its neighbours.

    ``t`` s, ``value`` main signal (NaN = not judged), ``reps`` (or paced rounds) counted so far,
    ``hold_s``, ``landmarks`` px of a frame of ``size``, ``visibility`` 0..1, ``outline`` the piece
    (n, 2) px of the body's outline that was read, if any.
    """

    size: list[tuple[int, int]] = field(default_factory=list)
    t: list[float] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    reps: list[int] = field(default_factory=list)
    hold_s: list[float] = field(default_factory=list)
    landmarks: list[np.ndarray] = field(default_factory=list)
    visibility: list[np.ndarray] = field(default_factory=list)
    outline: list[np.ndarray | None] = field(default_factory=list)
    _passed: list[float] = field(default_factory=list)

    def add(self, pose: Pose, checker: FormChecker) -> None:
        """Keep one frame after the checker has seen it."""
        state = checker.state
        self._fill(pose, state.value)
        self.size.append(pose.size)
        self.t.append(pose.t)
        self.value.append(state.value)
        self.reps.append(state.rep_count + state.rounds)
        self.hold_s.append(state.hold_s)
        self.landmarks.append(pose.landmarks.astype(np.float32))
        self.visibility.append(pose.visibility.astype(np.float16))
        seen = state.outline
        self.outline.append(np.array(seen.contour, np.float32) if seen else None)

    def skip(self, t: float) -> None:
        """Keep the time of a frame that was passed over; filled in with the next one's `add`."""
        self._passed.append(t)

    def _fill(self, pose: Pose, value: float) -> None:
        """The frames passed over before `pose`, whose main signal is `value`."""
        passed, self._passed = self._passed, []
        if not self.t:
            return
        t0, joints0, joints1 = self.t[-1], self.landmarks[-1], pose.landmarks.astype(np.float32)
        value0, visibility, near = self.value[-1], self.visibility[-1], pose.t - t0 <= _BETWEEN_S
        near = near and pose.size == self.size[-1]
        for t in passed:
            share = (t - t0) / (pose.t - t0) if near else np.nan
            self.size.append(self.size[-1])
            self.t.append(t)
            self.value.append(value0 + share * (value - value0))
            self.reps.append(self.reps[-1])
            self.hold_s.append(self.hold_s[-1])
            self.landmarks.append(joints0 + np.float32(share) * (joints1 - joints0))
            self.visibility.append(visibility)
            self.outline.append(self.outline[-1])

    def pose(self, i: int, size: tuple[int, int]) -> Pose:
        """The pose of frame `i` again, in px of a picture of `size` (w, h)."""
        scale = np.array(size) / self.size[i]
        return Pose(self.t[i], size, self.landmarks[i] * scale, self.visibility[i])


@dataclass
class CheckedClip:
    """A checked clip: where it is, what was found, what was seen. ``signal`` names the main signal.

    ``path`` is None when a live set could not be recorded. ``truncated_s`` is where a clip that
    promised to be longer breaks off, else None; ``slowed`` how many times slower than life it is by
    its own data (`pose.video.ClipInfo`): if not 1, no tempo was judged.
    """

    path: Path | None
    report: SetReport
    track: Track
    signal: str
    truncated_s: float | None = None
    slowed: float = 1.0

    @property
    def missing_s(self) -> float:
        """Seconds inside the clip without a picture: damaged, or skipped by the camera."""
        steps = np.diff(self.track.t)
        usual = np.median(steps) if len(steps) else 0.0
        return float(steps[steps > max(_HOLE_S, 3 * usual)].sum())


def check(
    path: Path | str,
    exercise: str,
    progress: Progress | None = None,
    hear: Callable[[list[Event]], None] | None = None,
    workers: int | None = None,
    most: float | None = None,
    kept: Path | None = None,
    part: Part = WHOLE,
) -> CheckedClip:
    """Check one clip. `hear` is told what became certain, frame by frame, as a live set would be;
    `workers` processes share a long one (None: as many as are good here), with the same result;
    `most` is the person's own limit, if there is one.

    `kept` are the clip's poses, if somebody has looked at it already (`find`); `part` is where in
    the clip the set lies: outside of it nobody is seen.

    Raises
    ------
    pose.video.ClipError
        The clip cannot be read.
    pose.model.ModelError
        The pose model is missing and cannot be built.
    ValueError
        Unknown exercise.
    OSError, ValueError, KeyError, zipfile.BadZipFile
        The kept poses are damaged.
    """
    path = Path(path)
    info = probe(path)
    checker = FormChecker(exercise, most=most, tempo=info.slowed == 1.0)
    track = Track()
    masks = EXERCISES[exercise].needs_mask
    looked = read_poses(kept) if kept else poses(path, info, masks, progress, workers)
    with closing(looked) as seen:
        for t, pose in seen:
            if pose is None:
                track.skip(t)
                continue
            if not masks:  # kept poses have them all the same
                pose = replace(pose, mask=None)
            if not (part[0] or 0.0) <= t <= (part[1] or math.inf):
                pose = Pose.empty(t, pose.size)
            events = checker.update(pose)
            track.add(pose, checker)
            if hear and events:
                hear(events)
    end = track.t[-1] if track.t else 0.0
    broken = info.last - end > max(1.0, 0.02 * info.last)
    cut = end if broken else None
    report = checker.finish()
    report.looks_like = other_than(report, track, info.slowed == 1.0)
    return CheckedClip(path, report, track, checker.signal, cut, info.slowed)


def find(
    path: Path, keep: Path, progress: Progress | None = None, workers: int | None = None
) -> list[Proposal]:
    """Which exercise a clip shows, and when; its poses are kept at the path `keep`, so that it need
    not be looked at again. Raises as `check`, and OSError."""
    info = probe(path)
    finder = Finder(tempo=info.slowed == 1.0)
    with closing(poses(path, info, True, progress, workers)) as seen, PoseWriter(keep) as kept:
        for each in seen:
            kept.add(each)
            if each[1] is not None:
                finder.update(each[1])
    return finder.finish()


def other_than(report: SetReport, track: Track, tempo: bool = True) -> str | None:
    """The exercise that a set looks like, when nothing of the chosen one was found in it, or only
    what is rather another."""
    return looks_like(report, find_again(track, tempo)) if doubted(report) else None


def doubted(report: SetReport) -> bool:
    """Whether a set that was seen well enough, if only from elsewhere or in part, may be of another
    exercise than the chosen one."""
    return bool(MAYBE_ANOTHER & {*report.reasons} or report.rep_count) and in_doubt(report)


def find_again(track: Track, tempo: bool = True) -> list[Proposal]:
    """Which exercise a set shows that was seen already."""
    finder = Finder(tempo=tempo)
    for i, size in enumerate(track.size):
        finder.update(track.pose(i, size))
    return finder.finish()
