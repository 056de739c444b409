"""The body from the side: the near side's joints by name, and the gates before any judgement."""

import math
from collections import deque
from dataclasses import dataclass

import numpy as np

from pose.geometry import length
from pose.pose import Landmark, Mask, Pose

JOINTS = ("EAR", "SHOULDER", "ELBOW", "WRIST", "HIP", "KNEE", "ANKLE", "HEEL", "TOE")
_CORE = ("SHOULDER", "HIP", "KNEE", "ANKLE")
_ARMS = [Landmark[f"{side}_{name}"] for side in ("LEFT", "RIGHT") for name in ("ELBOW", "WRIST")]

# Shoulder width / trunk length in the picture. Measured on rendered clips (grade D): side-on
# 0.03-0.26, yaw 18 up to 0.39, yaw 30 0.20-0.47, yaw 50 0.56-0.88: refused between the last two.
NOT_SIDE_ON = (0.48, 0.44)  # enter, exit
OBLIQUE = (0.28, 0.25)  # here thresholds in degrees are widened (evidence.md §6.0)
# Shoulder-hip-knee-ankle length / long side of the frame. Rendered clips at half size read 0.20 and
# more and are judged as at full size, at a third 0.17 and less (D, benchmarks.accuracy --degrade).
TOO_FAR = 0.18
# Visibility is not a reliable gate alone (evidence.md §0.8): generous (grade C).
_MEAN_VISIBILITY, _MIN_VISIBILITY = 0.5, 0.3
# Visibilities are above 0.9 behind furniture too (D), but a hidden forearm leaves the person mask:
# this share of its line lies on it. In planks 0.98 and more, behind four painted boxes 0.00-0.55
# (D, 11 rendered and real planks).
_ON_MASK = 0.75
# A bone may differ this much from its median of the last 2 s (grade J; evidence.md says 15-25 %,
# real deadlifts behind barbell plates need more).
_BONE_CHANGE, _BONE_WINDOW_S = 0.35, 2.0
_JUMP_TORSO = 0.6  # a needed joint that moves so many trunk lengths between two frames has jumped
_SIDE_MARGIN, _SIDE_WAIT_S = 0.1, 1.0  # hysteresis of the near side (evidence.md §2.1)
_VIEW_WINDOW_S = 1.0


@dataclass(frozen=True, eq=False)
class Profile:
    """Joints of the near side in pixels, (2,) each, at time `t` (s).

    ``mid_shoulder`` and ``mid_hip`` are left-right mid-points: better for the trunk's tilt when
    the camera is not exactly side-on (evidence.md §2.1). ``oblique`` tells that it is not, by
    ``view``, the width of the shoulders over the trunk's length (see `shoulder_ratio`).
    ``arms`` are elbows and wrists of both sides (4, 2), ``mask`` the person mask if there is one.
    ``side`` is "LEFT" or "RIGHT".
    """

    t: float
    size: tuple[int, int]
    side: str
    ear: np.ndarray
    shoulder: np.ndarray
    elbow: np.ndarray
    wrist: np.ndarray
    hip: np.ndarray
    knee: np.ndarray
    ankle: np.ndarray
    heel: np.ndarray
    toe: np.ndarray
    mid_shoulder: np.ndarray
    mid_hip: np.ndarray
    arms: np.ndarray
    oblique: bool = False
    view: float = 0.0
    mask: Mask | None = None

    @property
    def torso(self) -> float:
        """Shoulder-hip length in px: the unit for distances of this body."""
        return length(self.shoulder, self.hip)

    @property
    def leg(self) -> float:
        """Hip-knee-ankle length in px."""
        return length(self.hip, self.knee) + length(self.knee, self.ankle)


def profile_of(pose: Pose, side: str, oblique: bool = False, view: float = 0.0) -> Profile:
    """The joints of one side ("LEFT" or "RIGHT") of a pose."""
    joints = {name.lower(): pose[Landmark[f"{side}_{name}"]] for name in JOINTS}
    return Profile(
        pose.t,
        pose.size,
        side,
        **joints,
        mid_shoulder=pose.mid("SHOULDER"),
        mid_hip=pose.mid("HIP"),
        arms=pose.landmarks[_ARMS],
        oblique=oblique,
        view=view,
        mask=pose.mask,
    )


def better_side(pose: Pose) -> tuple[str, float]:
    """The side ("LEFT"/"RIGHT") with the better visible joints, and by how much (0..1)."""
    left, right = (
        float(np.mean([pose.visibility[Landmark[f"{side}_{name}"]] for name in _CORE]))
        for side in ("LEFT", "RIGHT")
    )
    return ("LEFT" if left >= right else "RIGHT"), abs(left - right)


def shoulder_ratio(pose: Pose) -> float:
    """Distance of the shoulders / length of the trunk, both in the picture.

    0 exactly side-on, about 0.75 from the front (evidence.md §2.1): a measure of the yaw.
    """
    trunk = length(pose.mid("SHOULDER"), pose.mid("HIP"))
    width = length(pose[Landmark.LEFT_SHOULDER], pose[Landmark.RIGHT_SHOULDER])
    return width / trunk if trunk else math.inf


class Gates:
    """Decides frame by frame whether anything may be judged, and why not.

    Parameters
    ----------
    needs : tuple of str
        The near side's joints the exercise needs, e.g. ``("SHOULDER", "HIP", "KNEE")``.

    Reasons: ``no_person``, ``two_people``, ``not_side_on``, ``out_of_frame``, ``too_far``,
    ``hidden`` (badly visible, or behind something), ``unsteady`` (joints jump).
    """

    def __init__(self, needs: tuple[str, ...]):
        self._needs = needs
        self._side: str | None = None
        self._other_since = math.inf
        self._ratios: deque[tuple[float, float]] = deque()
        self._bones: deque[tuple[float, list[float]]] = deque()
        self._refused = self._oblique = False
        self._view = 0.0
        self._last: tuple[float, np.ndarray] | None = None
        self._size: tuple[int, int] | None = None

    def look(self, pose: Pose) -> tuple[Profile | None, str | None]:
        """The profile to judge and None, or None and the reason why this frame is not judged."""
        if not pose.found:
            return None, "no_person"
        self._see_view(pose)
        if pose.size != self._size:  # pixels of another picture cannot be compared
            self._size, self._last = pose.size, None
            self._bones.clear()
        if pose.people > 1:
            return None, "two_people"
        if self._refused:
            return None, "not_side_on"
        profile = profile_of(pose, self._near_side(pose), self._oblique, self._view)
        points = np.array([getattr(profile, name.lower()) for name in self._needs])
        width, height = pose.size
        inside = (points >= 0).all() and (points <= (width, height)).all()
        if not inside:  # also when a needed joint is missing (NaN)
            return None, "out_of_frame"
        if profile.torso + profile.leg < TOO_FAR * max(width, height):
            return None, "too_far"
        visibility = [pose.visibility[Landmark[f"{self._side}_{name}"]] for name in self._needs]
        if np.mean(visibility) < _MEAN_VISIBILITY or min(visibility) < _MIN_VISIBILITY:
            return None, "hidden"
        if "ELBOW" in self._needs and not _on_mask(profile.mask, profile.elbow, profile.wrist):
            return None, "hidden"
        if not self._steady(profile, points):
            return None, "unsteady"
        return profile, None

    def _near_side(self, pose: Pose) -> str:
        side, margin = better_side(pose)
        if self._side is None:
            self._side = side
        if side == self._side or margin < _SIDE_MARGIN:
            self._other_since = math.inf
        else:
            self._other_since = min(self._other_since, pose.t)
            if pose.t - self._other_since >= _SIDE_WAIT_S:
                self._side, self._other_since, self._last = side, math.inf, None
                self._bones.clear()
        return self._side

    def _see_view(self, pose: Pose) -> None:
        ratio = shoulder_ratio(pose)
        _remember(self._ratios, pose.t, ratio, _VIEW_WINDOW_S)
        seen = [r for _, r in self._ratios if math.isfinite(r)]
        if not seen:
            return
        ratio = self._view = float(np.median(seen))
        self._refused = ratio > NOT_SIDE_ON[1 if self._refused else 0]
        self._oblique = ratio > OBLIQUE[1 if self._oblique else 0]

    def _steady(self, profile: Profile, points: np.ndarray) -> bool:
        """No bone has changed its length and no joint has jumped."""
        bones = [profile.torso, length(profile.hip, profile.knee)]
        _remember(self._bones, profile.t, bones, _BONE_WINDOW_S)
        usual = np.median([b for _, b in self._bones], axis=0)
        if (np.abs(bones / usual - 1) > _BONE_CHANGE).any():
            return False
        last, self._last = self._last, (profile.t, points)
        if last is None or profile.t - last[0] > 0.15:
            return True
        return bool(np.linalg.norm(points - last[1], axis=1).max() <= _JUMP_TORSO * profile.torso)


def _on_mask(mask: Mask | None, a: np.ndarray, b: np.ndarray) -> bool:
    """Whether a bone lies on the person, as far as there is a mask and both ends are known."""
    if mask is None or not np.isfinite([a, b]).all():
        return True
    line = a + np.linspace(0, 1, 11)[:, None] * (b - a)
    return float(np.mean(mask.at(line) > 0.5)) >= _ON_MASK


def _remember(window: deque, t: float, value, seconds: float) -> None:
    window.append((t, value))
    while window[0][0] < t - seconds:
        window.popleft()
