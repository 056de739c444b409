"""What exercises done on the feet share: where the body faces, whether it stands on its own feet,
and how its back rounds against the same body standing.
"""

import math
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from pose.geometry import median
from pose.profile import Profile
from pose.silhouette import ALONG, Reader, curve, level, trunk_contour
from rules.fault import measured_line
from rules.hip_hinge import (
    BUTTOCK,
    CHEST,
    DEG_PER_CHORD,
    HANGS,
    LOINS,
    SIDE_ON,
    STANDING_EVERY_S,
    STRAIGHT,
    WALKED,
)
from rules.report import MeasuredLine

_TURNS = 0.1  # share of every frame in which way the toes point: it hardly changes
_STOOD = 60  # frames of the standing outline that are kept
# Share of the body's mass and place of its middle from the upper to the lower joint (Winter, M);
# the arms where their elbows are.
_HEAD, _TRUNK, _THIGH, _SHANK, _ARMS = 0.081, 0.497, 0.200, 0.093, 0.100
_ALONG_LIMB = 0.433
_HEAD_OVER = 0.3  # trunk lengths over the shoulders
BENT_BACK = 25.0  # degrees of trunk lean from which the back is compared with standing (as a hinge)
SEEN_S = 0.2  # so long the bent back must be seen (s, J)
# The centre of mass so far behind the ankle (leg lengths) is on a seat: seated -0.52..-0.30, just
# before the hips leave it -0.12, squatting and standing -0.04..+0.22 (D, eleven people, five real).
SEATED = -0.07


class Facing:
    """Which way of the picture the body faces: the way its toes point, seen over many frames."""

    def __init__(self) -> None:
        self._turned = 0.0

    def __call__(self, profile: Profile) -> float:
        """+1 for the picture's right, -1 for its left; takes another frame."""
        self._turned += _TURNS * (faces(profile) - self._turned)
        return math.copysign(1.0, self._turned)


def faces(profile: Profile) -> float:
    """Which way the toes point in one frame: +1 for the picture's right, -1 for its left."""
    return math.copysign(1.0, float(profile.toe[0] - profile.heel[0]))


def ahead(profile: Profile, facing: float) -> float:
    """How far the body's centre of mass is in front of the near ankle, in leg lengths; negative
    behind it, where nobody stays without a seat."""
    shoulder, hip, knee = profile.mid_shoulder[0], profile.mid_hip[0], profile.mid_knee[0]
    parts = (
        (_HEAD, shoulder + _HEAD_OVER * (shoulder - hip)),
        (_TRUNK, (shoulder + hip) / 2),
        (_THIGH, hip + _ALONG_LIMB * (knee - hip)),
        (_SHANK, knee + _ALONG_LIMB * (profile.mid_ankle[0] - knee)),
        (_ARMS, (profile.elbow[0] + profile.far.elbow[0]) / 2),
    )
    known = [(mass, x) for mass, x in parts if math.isfinite(x)]
    centre = sum(mass * x for mass, x in known) / sum(mass for mass, _ in known)
    return math.copysign(1.0, facing) * float(centre - profile.ankle[0]) / profile.leg


def seated(profile: Profile, facing: float) -> bool:
    """Whether a body with bent knees is on a seat and not on its own feet."""
    return ahead(profile, facing) < SEATED


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


def lasting(samples: list[tuple[float, float]], seconds: float) -> float:
    """The highest value that (t in s, value) pairs keep for so long; NaN when none is."""
    if not samples:
        return math.nan
    times, values = (np.array(column) for column in zip(*samples, strict=True))
    starts = np.searchsorted(times, times - seconds)
    whole = [(a, b) for b, a in enumerate(starts) if times[b] - times[0] >= seconds]
    return float(max((values[a : b + 1].min() for a, b in whole), default=math.nan))


class Back(NamedTuple):
    """The back's outline in one frame: sagitta of its middle and how far the loins lie behind the
    chord shoulder-hip (chord lengths, NaN when not trusted), and what to draw."""

    curve: float = math.nan
    loins: float = math.nan
    line: MeasuredLine | None = None


UNREAD = Back()


class StandingBack:
    """Reads how rounded a back is: how much more its outline stands out than in the same person who
    stands. Numbers and their grades: `rules.hip_hinge`."""

    def __init__(self) -> None:
        self._reader = Reader()
        self._stood: deque[Back] = deque(maxlen=_STOOD)
        self._looked_t = -math.inf

    def read(self, profile: Profile, facing: float, lean: float, stands: bool) -> Back:
        """The back in this frame: when it leans by `BENT_BACK` degrees or more, now and then when
        the person `stands`, else it is not read."""
        due = stands and profile.t - self._looked_t >= STANDING_EVERY_S
        if profile.mask is None or not (due or lean > BENT_BACK):
            return UNREAD
        shoulder, hip = profile.mid_shoulder, profile.mid_hip
        x, y = hip - shoulder
        behind = math.copysign(1.0, facing) * np.array([-y, x])
        contour = trunk_contour(profile.mask, shoulder, hip, behind)
        value, span = curve(contour, CHEST, LOINS, BUTTOCK).sagitta, (CHEST[0], BUTTOCK[1])
        chord = shoulder, hip
        if not self._reader.read(profile.t, value, contour, span, profile.arms, chord).trusted:
            return UNREAD
        piece = (CHEST[0] <= ALONG) & (BUTTOCK[1] >= ALONG)
        line = measured_line(profile, "SHOULDER", "HIP", contour=contour.points[piece])
        back = Back(value, level(contour, LOINS), line)
        if due:
            self._looked_t = profile.t
            self._stood.append(back)
        return back

    def flexion(self, curves: Iterable[tuple[float, float, float]]) -> float:
        """Estimated rounding of a bent back in degrees, of (t in s, `Back.curve`, `Profile.view`)
        of some frames; NaN when it cannot be told: too few of them, seen obliquely, or in clothes
        that seem to hang off the back (there correct ones read as rounded as rounded ones, D)."""
        seen = [row for row in curves if math.isfinite(row[1])]
        if not seen or seen[-1][0] - seen[0][0] < SEEN_S or not self._stood:
            return math.nan
        if median(row[2] for row in seen) > SIDE_ON or self._hangs:
            return math.nan
        own = median(back.curve for back in self._stood)
        change = float(np.percentile([row[1] for row in seen], 75)) - own
        return (change - STRAIGHT) * DEG_PER_CHORD

    @property
    def _hangs(self) -> bool:
        return median(back.loins for back in self._stood) > HANGS

    @property
    def standing(self) -> MeasuredLine | None:
        """The outline of who stands, to show beside a rounded one."""
        return self._stood[len(self._stood) // 2].line if self._stood else None
