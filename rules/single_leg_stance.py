"""Single-leg stance (片脚立ち): on one leg, the front to the camera, a wall or a chair at hand.

Source text 002 names unsteadiness on one leg (片脚立ちでのふらつき) and no exercise; 20 s of each
side, with a support at hand, are J. Koshi looks at the time, at how much the shoulders sway over
the foot, and at whether the trunk leans. Why somebody sways it does not see, nor how level the
pelvis is: the front of the hips is where MediaPipe is weak. A hand on the support is as it should
be.
"""

import math
from collections import deque

from pose.geometry import joint_angle, length, median, tilt
from pose.profile import (
    Array,
    Gates,
    Joints,
    Profile,
    Steady,
    far_inside,
    inside,
    large_enough,
    visible,
)
from rules.exercise import Dose, OwnLimit, Signal
from rules.fault import Band, Fault, measured_line
from rules.hold import HoldExercise
from rules.registry import register
from rules.report import MeasuredLine
from rules.terms import Side

# Ankles apart in height, in leg lengths: 5 cm are one leg (V, evidence-more.md §4.6 [b26]), under
# half of it the foot is down again (J).
LIFTED, DOWN = 0.06, 0.03
# Degrees: the standing leg and the trunk from upright, the standing knee (J); standing people read
# 0-9 and 174-180 (D).
LEG, TRUNK, KNEE = 18.0, 25.0, 150.0
# A standing foot that is so far (leg lengths) from where it stood has hopped: another stance (J).
HOPPED = 0.10
# Seconds whose sway and whose mean lean are taken together (evidence-more.md §4.6, J).
OVER_S = 2.0
# From the shoulders to the ankles is so much of the body's height (Winter, M).
OF_HEIGHT = 0.78

# Quiet stances of five drawn people in clothes of their own read 0.1-0.6, four that sway by 5
# degrees of the trunk 4.6-6.1 (D); bands of evidence-more.md §4.6 (J), `unsure` down to where they
# end (J).
SWAY = Fault("wobbles", "sway", "pct", Band(4.5, 3.0), Band(8.0, 6.0), min_s=1.0, unsure=1.5)
LEANS = Fault("leans", "trunk", "deg", Band(8.0, 5.0), Band(15.0, 12.0), min_s=1.0, unsure=3.0)

# Seconds of a stance that a trainer may set as the most; putting the foot down takes one (J).
OWN = OwnLimit("s", 5, 120, 20, Band(3.0, 2.0), Band(10.0, 9.0), signal="hold")


@register
class SingleLegStance(HoldExercise):
    """Signal: how far the shoulders went to and fro over the standing foot in the last two seconds,
    in % of the body's height."""

    name = "single_leg_stance"
    version = 4
    order = 22
    view = "front"
    facing = "camera"
    upright = True
    sides = True
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    needs_far = ("HIP", "KNEE", "ANKLE")
    signal = Signal("sway", "pct")
    dose = Dose(seconds=20, per_side=True)  # J
    faults = (SWAY, LEANS)
    strengths = ("wobbles", "leans")
    own_limit = OWN

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._upright: deque[float] = deque(maxlen=60)  # leans on both feet: the own zero
        self._seen: deque[tuple[float, float, float]] = deque()  # time, sideways, lean
        self._stands_at: Array | None = None

    @classmethod
    def gates(cls) -> Gates:
        """A thigh that is lifted to the front changes its length in the picture."""
        return Gates(
            inside(*cls.needs),
            far_inside(*cls.needs_far),
            large_enough(*cls.needs),
            visible(*cls.needs),
            Steady(("SHOULDER", "HIP")),
            view=cls.view,
            facing=cls.facing,
        )

    @classmethod
    def side_of(cls, profile: Profile) -> Side | None:
        """The side of the standing leg: seen from the front the labels are right."""
        if lifted(profile) < LIFTED:
            return None
        return "left" if standing(profile).label == "LEFT" else "right"

    def still_point(self, profile: Profile) -> Array:
        return profile.mid_shoulder

    def ready(self, profile: Profile) -> bool:
        """Standing, on both legs or one."""
        stood = standing(profile)
        return bool(
            tilt(stood.ankle, stood.hip) < LEG
            and joint_angle(stood.hip, stood.knee, stood.ankle) > KNEE
            and tilt(profile.mid_hip, profile.mid_shoulder) < TRUNK
        )

    def position(self, profile: Profile, held: str | None) -> str | None:
        if not self.ready(profile):
            return None
        if held is None and lifted(profile) < LIFTED:
            self._upright.append(leaning(profile))
        if lifted(profile) < (LIFTED if held is None else DOWN):
            return None
        foot = standing(profile).ankle
        if held is None or self._stands_at is None:
            self._stands_at = foot
        return "" if length(foot, self._stands_at) < HOPPED * leg(profile) else None

    def measure(self, profile: Profile, variant: str) -> tuple[float, MeasuredLine]:
        if self._hold is None:
            self._seen.clear()
        foot = standing(profile).ankle
        sideways = float(profile.mid_shoulder[0] - foot[0]) / height(profile)
        self._seen.append((profile.t, sideways, leaning(profile)))
        while self._seen[0][0] < profile.t - OVER_S:
            self._seen.popleft()
        line = measured_line(profile, "MID_HIP", "MID_SHOULDER")
        places = [sideways for _, sideways, _ in self._seen]
        return 100 * (max(places) - min(places)), line

    def read(self, profile: Profile, variant: str) -> dict[str, float]:
        leans = sum(lean for _, _, lean in self._seen) / len(self._seen)
        zero = median(self._upright) if self._upright else math.nan
        return {"wobbles": self.value, "leans": abs(leans - zero)}


def standing(profile: Profile) -> Joints:
    """The leg whose foot is lower: the one that is stood on."""
    return profile if profile.ankle[1] >= profile.far.ankle[1] else profile.far  # px: y goes down


def lifted(profile: Profile) -> float:
    """How much higher the other foot is than the one that is stood on, in leg lengths."""
    return abs(float(profile.ankle[1] - profile.far.ankle[1])) / leg(profile)


def leg(profile: Profile) -> float:
    """Length of the standing leg in px: the other's thigh points at the camera."""
    stood = standing(profile)
    return length(stood.hip, stood.knee) + length(stood.knee, stood.ankle)


def leaning(profile: Profile) -> float:
    """How far the trunk leans to the picture's right, in degrees; to its left below 0."""
    along = profile.mid_shoulder - profile.mid_hip
    return math.degrees(math.atan2(along[0], -along[1]))


def height(profile: Profile) -> float:
    """The body's height in px."""
    return (length(profile.mid_shoulder, profile.mid_hip) + leg(profile)) / OF_HEIGHT
