"""The body as one camera sees it: near and far joints by name, left and right, and the gates before
any judgement."""

import math
from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, Protocol

import numpy as np

from pose.geometry import length, median
from pose.pose import LABELS, Label, Landmark, Mask, Pose

Array = np.ndarray[Any, Any]
# From where an exercise is seen: the body's side, its front, its side as long as it rests.
View = Literal["side", "front", "side_at_start"]
# Where the front of the body points: up from the floor, down to it, where the toes of who stands or
# sits point, to the camera.
Facing = Literal["up", "down", "toes", "camera"]
Reason = Literal[
    "no_person",
    "two_people",
    "not_side_on",
    "not_front_on",
    "out_of_frame",
    "too_far",
    "hidden",
    "unsteady",
]

JOINTS = ("EAR", "SHOULDER", "ELBOW", "WRIST", "HIP", "KNEE", "ANKLE", "HEEL", "TOE")
_FIELDS = [name.lower() for name in JOINTS]
# Where it is to be found out which exercise a clip shows, all of them read each frame: what they
# read alike is read once. Nobody writes into a pose's arrays once it has been looked at.
_kept = lru_cache(8)
# As arrays: a list of names costs more to look up than all that is done with the joints.
_MARKS = {label: np.array([Landmark[f"{label}_{name}"] for name in JOINTS]) for label in LABELS}
_CORE = {
    label: np.array([Landmark[f"{label}_{name}"] for name in ("SHOULDER", "HIP", "KNEE", "ANKLE")])
    for label in LABELS
}
_ARMS = np.array([Landmark[f"{side}_{name}"] for side in LABELS for name in ("ELBOW", "WRIST")])

# Shoulder width / trunk length in the picture. Measured on rendered clips (grade D): side-on
# 0.03-0.26, yaw 18 up to 0.39, yaw 30 0.20-0.47, yaw 50 0.56-0.88: refused between the last two.
NOT_SIDE_ON = (0.48, 0.44)  # enter, exit
# The front of the body: nine rendered and real side planks read 0.59-0.76, on all fours and lying
# seen from the side 0.00-0.23 (D). Open it goes on to a turn of about 55 degrees: who rolls forward
# or back in a hold is to hear that, and not that the camera stands wrong (J).
NOT_FRONT_ON = (0.38, 0.50)  # enter, exit
OBLIQUE = (0.28, 0.25)  # here thresholds in degrees are widened (evidence.md §6.0)
# Shoulder-hip-knee-ankle length / long side of the frame. Rendered clips at half size read 0.20 and
# more and are judged as at full size, at a third 0.17 and less (D, benchmarks.accuracy --degrade).
TOO_FAR = 0.18
# How long shoulder-hip-knee-ankle is, in trunk lengths, where it is not all in the picture (J).
_WHOLE = {"SHOULDER HIP": 1.0, "HIP KNEE": 0.9, "KNEE ANKLE": 0.85}
# A far limb is judged only so far inside the frame, in shares of its sides: what is cut off is put
# beside what is seen (evidence-more.md §2.1, D).
FAR_MARGIN = 0.02
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
# Hysteresis of the near side (evidence.md §2.1). The lower one is clear, 0.6 trunk lengths under
# the other (D): who rolls over lies on the other one soon.
_SIDE_MARGIN, _SIDE_WAIT_S, _LOWER_WAIT_S = 0.1, 1.0, 0.2
_VIEW_WINDOW_S = 1.0
_UNCLEAR = 0.2  # a body that lies so nearly along the camera's axis has no side that is told (J)


@dataclass(frozen=True, eq=False, kw_only=True)
class Joints:
    """The joints of one side in px, (2,) each, of a frame of `size`; ``label`` is MediaPipe's name
    of the side, ``visibility`` 0..1 by joint."""

    label: Label
    size: tuple[int, int]
    ear: Array
    shoulder: Array
    elbow: Array
    wrist: Array
    hip: Array
    knee: Array
    ankle: Array
    heel: Array
    toe: Array
    visibility: dict[str, float]

    def points(self, *joints: str) -> Array:
        """Some joints ("HIP") in px, (n, 2)."""
        return np.array([getattr(self, joint.lower()) for joint in joints]).reshape(-1, 2)

    def span(self, start: str, end: str) -> float:
        """How far one joint is from another, px."""
        return length(getattr(self, start.lower()), getattr(self, end.lower()))

    def inside(self, *joints: str, margin: float = 0.0) -> bool:
        """Whether some joints are known and in the frame, a share `margin` of it from its edges."""
        (left, right), (top, bottom) = ((margin * side, (1 - margin) * side) for side in self.size)
        points = (getattr(self, joint.lower()).tolist() for joint in joints)
        return all(left <= x <= right and top <= y <= bottom for x, y in points)


@dataclass(frozen=True, eq=False, kw_only=True)
class Profile(Joints):
    """The body in one frame at time `t` (s): its near side's joints, and the ``far`` side's.

    Seen from the front the near side is the one nearer to the floor, as of who lies on it; of who
    stands it is any.

    ``mid_shoulder``, ``mid_hip``, ``mid_knee`` and ``mid_ankle`` are left-right mid-points: better
    for the trunk's tilt when the camera is not exactly side-on (evidence.md §2.1), and the same
    when stacked legs are taken for each other. ``oblique`` tells that it is not, by ``view``, the
    width of the shoulders over the trunk's length (see `shoulder_ratio`). ``nose`` is of no side,
    ``arms`` are elbows and wrists of both (4, 2), ``mask`` the person mask if there is one.
    ``near_side`` is the body's own left or right (see `near_side`).
    """

    t: float
    far: Joints
    near_side: Literal["left", "right"] | None
    mid_shoulder: Array
    mid_hip: Array
    mid_knee: Array
    mid_ankle: Array
    nose: Array
    arms: Array
    oblique: bool = False
    view: float = 0.0
    mask: Mask | None = None

    @property
    def far_side(self) -> Literal["left", "right"] | None:
        """The body's own side that is not the near one."""
        if self.near_side is None:
            return None
        return "right" if self.near_side == "left" else "left"

    @property
    def torso(self) -> float:
        """Shoulder-hip length in px: the unit for distances of this body."""
        return length(self.shoulder, self.hip)

    @property
    def leg(self) -> float:
        """Hip-knee-ankle length in px."""
        return length(self.hip, self.knee) + length(self.knee, self.ankle)

    def mark(self, joint: str) -> tuple[Landmark, Array]:
        """Landmark and place (px) of a joint: of the near side ("HIP"), the far side ("FAR_HIP")
        or the middle of both ("MID_HIP", whose landmark is the near one); or the nose ("NOSE")."""
        if joint == "NOSE":
            return Landmark.NOSE, self.nose
        which, _, name = joint.rpartition("_")
        side = self.far if which == "FAR" else self
        point = getattr(self, joint.lower()) if which == "MID" else getattr(side, name.lower())
        return Landmark[f"{side.label}_{name}"], point


@_kept
def joints_of(pose: Pose, label: Label) -> Joints:
    """The joints of one side of a pose."""
    marks = _MARKS[label]
    return Joints(
        label=label,
        size=pose.size,
        visibility=dict(zip(JOINTS, pose.visibility[marks].tolist(), strict=True)),
        **dict(zip(_FIELDS, pose.landmarks[marks], strict=True)),
    )


@_kept
def profile_of(
    pose: Pose, label: Label, oblique: bool = False, view: float = 0.0, facing: Facing = "toes"
) -> Profile:
    """A pose seen with one side ("LEFT" or "RIGHT") as the near one."""
    near, far = joints_of(pose, label), joints_of(pose, "RIGHT" if label == "LEFT" else "LEFT")
    return Profile(
        **vars(near),
        t=pose.t,
        far=far,
        near_side=near_side(near, far, facing),
        mid_shoulder=(near.shoulder + far.shoulder) / 2,
        mid_hip=(near.hip + far.hip) / 2,
        mid_knee=(near.knee + far.knee) / 2,
        mid_ankle=(near.ankle + far.ankle) / 2,
        nose=pose.landmarks[Landmark.NOSE],
        arms=pose.landmarks[_ARMS],
        oblique=oblique,
        view=view,
        mask=pose.mask,
    )


def near_side(near: Joints, far: Joints, facing: Facing) -> Literal["left", "right"] | None:
    """Whether the near side is the body's own left or right; None where that cannot be told.

    By geometry, because MediaPipe's labels are wrong at times of who is seen from the side: the
    body's left is where its head direction crossed with its facing points (evidence-more.md §2.3).
    Who lies with the front or the back to the camera is labelled rightly (D, 14 side planks).
    """
    if facing == "camera":
        return "left" if near.label == "LEFT" else "right"
    x, y = near.shoulder + far.shoulder - near.hip - far.hip
    span = math.hypot(x, y)
    if facing == "toes":
        leftness, span = near.heel[0] - near.toe[0], length(near.heel, near.toe)
    else:
        leftness = x if facing == "up" else -x
    if not abs(leftness) > _UNCLEAR * span:
        return None
    return "left" if leftness > 0 else "right"


@_kept
def better_side(pose: Pose) -> tuple[Label, float]:
    """The side ("LEFT"/"RIGHT") with the better visible joints, and by how much (0..1)."""
    left, right = (_mean(pose.visibility[_CORE[side]].tolist()) for side in LABELS)
    return ("LEFT" if left >= right else "RIGHT"), abs(left - right)


@_kept
def lower_side(pose: Pose) -> tuple[Label, float]:
    """The side ("LEFT"/"RIGHT") whose shoulder is nearer to the floor, and by how much, in trunk
    lengths."""
    left, right = pose[Landmark.LEFT_SHOULDER], pose[Landmark.RIGHT_SHOULDER]
    trunk = length(pose.mid("SHOULDER"), pose.mid("HIP"))
    lower = float(left[1] - right[1]) / trunk if trunk else 0.0
    return ("LEFT" if lower >= 0 else "RIGHT"), abs(lower)


@_kept
def shoulder_ratio(pose: Pose) -> float:
    """Distance of the shoulders / length of the trunk, both in the picture.

    0 exactly side-on, about 0.75 from the front (evidence.md §2.1): a measure of the yaw.
    """
    trunk = length(pose.mid("SHOULDER"), pose.mid("HIP"))
    width = length(pose[Landmark.LEFT_SHOULDER], pose[Landmark.RIGHT_SHOULDER])
    return width / trunk if trunk else math.inf


class Gate(Protocol):
    """One thing that must be so in a frame before it is judged."""

    def __call__(self, profile: Profile) -> Reason | None:
        """The reason not to judge this frame; None when it may be."""


def inside(*joints: str) -> Gate:
    """The near side's joints are in the picture (and not missing)."""
    return lambda profile: None if profile.inside(*joints) else "out_of_frame"


def far_inside(*joints: str) -> Gate:
    """The far side's joints are in the picture, clear of its edges."""
    return lambda p: None if p.far.inside(*joints, margin=FAR_MARGIN) else "out_of_frame"


def large_enough(*joints: str) -> Gate:
    """The body is large enough in the picture, by those of its long bones whose ends are needed."""
    bones = [bone.split() for bone in _WHOLE if set(bone.split()) <= set(joints)]
    least = TOO_FAR * sum(_WHOLE[" ".join(bone)] for bone in bones) / sum(_WHOLE.values())

    def gate(profile: Profile) -> Reason | None:
        seen = sum(profile.span(*bone) for bone in bones)
        return "too_far" if seen < least * max(profile.size) else None

    return gate


def visible(*joints: str) -> Gate:
    """The near side's joints are seen, not only supposed."""

    def gate(profile: Profile) -> Reason | None:
        seen = [profile.visibility[joint] for joint in joints]
        return "hidden" if _mean(seen) < _MEAN_VISIBILITY or min(seen) < _MIN_VISIBILITY else None

    return gate


def arms_on_person(profile: Profile) -> Reason | None:
    """The near forearm lies on the person mask, if there is one: it is not behind something."""
    return None if _on_mask(profile.mask, profile.elbow, profile.wrist) else "hidden"


class Steady:
    """No bone of the near side has changed its length and no joint has jumped.

    Parameters
    ----------
    joints : tuple of str
        The joints that are looked at, and of shoulder-hip and hip-knee the bones between them.
    """

    def __init__(self, joints: tuple[str, ...]):
        self._joints = joints
        bones = (("SHOULDER", "HIP"), ("HIP", "KNEE"))
        self._ends = [bone for bone in bones if set(bone) <= set(joints)]
        self._bones: deque[tuple[float, list[float]]] = deque()
        self._last: tuple[float, Array] | None = None
        self._body: tuple[tuple[int, int], Label] | None = None

    def __call__(self, profile: Profile) -> Reason | None:
        """Whether this frame goes on from those before: None, or ``unsteady``."""
        body = profile.size, profile.label
        if body != self._body:  # pixels of another picture, or another side, cannot be compared
            self._body, self._last = body, None
            self._bones.clear()
        bones = [profile.span(*ends) for ends in self._ends]
        _remember(self._bones, profile.t, bones, _BONE_WINDOW_S)
        usual = map(median, zip(*(b for _, b in self._bones), strict=True))
        if any(abs(b - u) > _BONE_CHANGE * u for b, u in zip(bones, usual, strict=True)):
            return "unsteady"
        points = profile.points(*self._joints)
        last, self._last = self._last, (profile.t, points)
        if last is None or profile.t - last[0] > 0.15:
            return None
        most = _JUMP_TORSO * profile.torso
        still = all(math.hypot(*moved) <= most for moved in (points - last[1]).tolist())
        return None if still else "unsteady"


def usual_gates(
    near: tuple[str, ...], far: tuple[str, ...] = (), turns: tuple[str, ...] = ()
) -> list[Gate]:
    """What is asked of a body that is seen whole, by the joints that are needed of its near and of
    its far side. Joints that the movement `turns` away may be hidden and go where they like."""
    held = tuple(joint for joint in near if joint not in turns)
    gates: list[Gate] = [inside(*near)]
    if far:
        gates.append(far_inside(*far))
    gates += [large_enough(*near), visible(*held)]
    if "ELBOW" in near:
        gates.append(arms_on_person)
    return [*gates, Steady(held)]


def bending_gates(near: tuple[str, ...]) -> list[Gate]:
    """What is asked of who bends the knees, seen from the side: a thigh that points to the camera
    is no other person's, so only the trunk keeps its length."""
    steady = Steady(tuple(joint for joint in near if joint != "KNEE"))
    return [inside(*near), large_enough(*near), visible(*near), steady]


class Gates:
    """Decides frame by frame whether anything may be judged, and why not.

    Parameters
    ----------
    *gates : Gate
        What must be so of the body, in the order in which it is told, e.g.
        ``inside("SHOULDER", "HIP"), visible("SHOULDER", "HIP")``.
    view : View
        From where the body must be seen.
    facing : Facing
        Where its front points, to tell left from right.
    front_from : float
        Shoulder width over trunk length from which its front is seen, of a view from the front.

    Before all others comes that somebody is there (``no_person``), alone (``two_people``), and
    seen from where the exercise is judged (``not_side_on``, ``not_front_on``).
    """

    def __init__(
        self,
        *gates: Gate,
        view: View = "side",
        facing: Facing = "toes",
        front_from: float = NOT_FRONT_ON[1],
    ):
        self._gates, self._view, self._facing = gates, view, facing
        self._front = (NOT_FRONT_ON[0], front_from)
        self._side_of = lower_side if view == "front" else better_side
        self._label: Label | None = None
        self._other_since = math.inf
        self._ratios: deque[tuple[float, float]] = deque()
        self._refused, self._oblique = view == "front", False
        self._ratio = 0.0

    def look(self, pose: Pose, resting: bool = True) -> tuple[Profile | None, Reason | None]:
        """The profile to judge and None, or None and the reason why this frame is not judged.

        `resting`: whether no rep is under way; only then a body that turns within its reps is
        looked at for its view.
        """
        if not pose.found:
            return None, "no_person"
        if resting or self._view != "side_at_start":
            self._see_view(pose)
        if pose.people > 1:
            return None, "two_people"
        if self._refused:
            return None, "not_front_on" if self._view == "front" else "not_side_on"
        label = self._near_label(pose)
        profile = profile_of(pose, label, self._oblique, self._ratio, self._facing)
        for gate in self._gates:
            reason = gate(profile)
            if reason:
                return None, reason
        return profile, None

    def _near_label(self, pose: Pose) -> Label:
        label, margin = self._side_of(pose)
        if self._label is None:
            self._label = label
        if label == self._label or margin < _SIDE_MARGIN:
            self._other_since = math.inf
        else:
            self._other_since = min(self._other_since, pose.t)
            wait = _LOWER_WAIT_S if self._view == "front" else _SIDE_WAIT_S
            if pose.t - self._other_since >= wait:
                self._label, self._other_since = label, math.inf
        return self._label

    def _see_view(self, pose: Pose) -> None:
        ratio = shoulder_ratio(pose)
        _remember(self._ratios, pose.t, ratio, _VIEW_WINDOW_S)
        seen = [r for _, r in self._ratios if math.isfinite(r)]
        if not seen:
            return
        ratio = self._ratio = median(seen)
        if self._view == "front":
            self._refused = ratio < self._front[1 if self._refused else 0]
            return
        self._refused = ratio > NOT_SIDE_ON[1 if self._refused else 0]
        self._oblique = ratio > OBLIQUE[1 if self._oblique else 0]


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _on_mask(mask: Mask | None, a: Array, b: Array) -> bool:
    """Whether a bone lies on the person, as far as there is a mask and both ends are known."""
    if mask is None or not np.isfinite([a, b]).all():
        return True
    line = a + np.linspace(0, 1, 11)[:, None] * (b - a)
    return float(np.mean(mask.at(line) > 0.5)) >= _ON_MASK


def _remember(window: deque[tuple[float, Any]], t: float, value: Any, seconds: float) -> None:
    window.append((t, value))
    while window[0][0] < t - seconds:
        window.popleft()
