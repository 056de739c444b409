"""Where a body on its feet or a seat faces, whether the feet bear it, where they are and whether
they stay there."""

import math
from typing import NamedTuple

import numpy as np

from pose.geometry import joint_angle, lean, length, median, tilt
from pose.profile import Joints, Profile
from rules.terms import Side

_TURNS = 0.1  # share of every frame in which way the toes point: it hardly changes
# Share of the body's mass and place of its middle from the upper to the lower joint (Winter, M);
# the arms where their elbows are.
_HEAD, _TRUNK, _THIGH, _SHANK, _ARMS = 0.081, 0.497, 0.200, 0.093, 0.100
_ALONG_LIMB = 0.433
_HEAD_OVER = 0.3  # trunk lengths over the shoulders
# The centre of mass so far behind the ankles (leg lengths) is on a seat: seated -0.51..-0.27, just
# before the hips leave it -0.07..-0.20, squatting -0.05..+0.13 (D, 18 people, three of them real);
# two chair rises of fifteen were taken for hinges for a while. From the near ankle
# alone a body that is turned by 15 degrees reads 0.06 further back (D).
SEATED = -0.07
# The far shank in the picture as a share of the near one: 0.61 and more in good squats, 0.45-0.55
# where a hanging shirt hides it and trunk and thighs are misread with it (D): the middle.
FAR_SHANK = 0.58
# Feet that both go so far along the floor within a movement (leg lengths) walk: 0.01-0.15 in hinges
# and squats, 2.9 in a walk of two seconds (D).
WALKED = 0.6
# Degrees of who sits with a leg out in front. That leg of two people (D): thigh 47-72 from upright,
# shin -19 to -54, the knee 131-179; of who rises with the feet far in front the shin -16, the knee
# 116 (D). The other foot stands under its knee or beside the first; a kneeling shin reads 105 (D).
OUT_THIGH, OUT_SHIN, OUT_KNEE = (40.0, 88.0), (-75.0, -17.0), 124.0
KNEELS = 55.0


class Facing:
    """Which way of the picture the body faces: the way its toes point, seen over many frames."""

    def __init__(self) -> None:
        self._turned = 0.0

    def __call__(self, profile: Profile) -> float:
        """+1 for the picture's right, -1 for its left; takes another frame."""
        self._turned += _TURNS * (faces(profile) - self._turned)
        return self.now

    @property
    def now(self) -> float:
        """The same, as the frames until now have it."""
        return math.copysign(1.0, self._turned)


def side_of_leg(leg: Joints, profile: Profile, ahead: float) -> Side:
    """Which side one of a body's legs (the profile's own joints, or its far ones) is of. Seen from
    the side the near leg of who looks to the left of the picture (`ahead` below 0) is the left."""
    return "left" if (ahead < 0) == (leg is profile) else "right"


def faces(profile: Profile) -> float:
    """Which way the toes point in one frame: +1 for the picture's right, -1 for its left, 0 when
    they are not known."""
    forward = float(profile.toe[0] - profile.heel[0])
    return 0.0 if math.isnan(forward) else math.copysign(1.0, forward)


def ahead(profile: Profile, facing: float) -> float:
    """How far the body's centre of mass is in front of the middle of the ankles (the near one where
    the other is not seen), in leg lengths; negative behind it, where nobody stays without a seat.
    """
    shoulder, hip, knee = profile.mid_shoulder[0], profile.mid_hip[0], profile.mid_knee[0]
    foot = float((profile.mid_ankle if far_shank(profile) > FAR_SHANK else profile.ankle)[0])
    parts = (
        (_HEAD, shoulder + _HEAD_OVER * (shoulder - hip)),
        (_TRUNK, (shoulder + hip) / 2),
        (_THIGH, hip + _ALONG_LIMB * (knee - hip)),
        (_SHANK, knee + _ALONG_LIMB * (profile.mid_ankle[0] - knee)),
        (_ARMS, (profile.elbow[0] + profile.far.elbow[0]) / 2),
    )
    known = [(mass, x) for mass, x in parts if math.isfinite(x)]
    centre = sum(mass * x for mass, x in known) / sum(mass for mass, _ in known)
    return math.copysign(1.0, facing) * (float(centre) - foot) / profile.leg


def far_shank(profile: Profile) -> float:
    """The far shank in the picture as a share of the near one, NaN where it is not known."""
    far = length(profile.far.ankle, profile.far.knee)
    return far / length(profile.ankle, profile.knee)


def seated(profile: Profile, facing: float) -> bool:
    """Whether a body with bent knees is on a seat and not on its own feet."""
    return ahead(profile, facing) < SEATED


def knees_point(profile: Profile) -> float:
    """Which way the knees of who sits point: +1 for the picture's right, -1 for its left."""
    return math.copysign(1.0, profile.mid_knee[0] - profile.mid_hip[0])


def leg_out(profile: Profile) -> Joints | None:
    """The leg that is out in front of who sits, the near one where both are; None where none is, or
    the other one kneels."""
    facing = knees_point(profile)
    for leg, other in ((profile, profile.far), (profile.far, profile)):
        if (
            OUT_THIGH[0] < tilt(leg.knee, leg.hip) < OUT_THIGH[1]
            and OUT_SHIN[0] < lean(leg.ankle, leg.knee, facing) < OUT_SHIN[1]
            and joint_angle(leg.hip, leg.knee, leg.ankle) > OUT_KNEE
            and lean(other.ankle, other.knee, facing) < KNEELS
        ):
            return leg
    return None


class Stance(NamedTuple):
    """Where the near and the far ankle are along the floor and how long the leg is (px), in a frame
    of a size."""

    near: float
    far: float
    leg: float
    size: tuple[int, int]


def stance(profile: Profile) -> Stance:
    """Where the feet are now."""
    near, far = float(profile.ankle[0]), float(profile.far.ankle[0])
    return Stance(near, far, profile.leg, profile.size)


def walked(stances: list[Stance]) -> bool:
    """Whether both feet have left their places, as far as it is seen in pictures of one size."""
    same = [each for each in stances if each.size == stances[-1].size]
    if not same:
        return False
    moved = np.ptp([(each.near, each.far) for each in same], axis=0)
    return bool(moved.min() > WALKED * median(each.leg for each in same))
