"""Sitting at the desk (机での座り方), from the side, once: feet, knees and elbows.

Source texts 000 and 003 ask for soles on the floor, knees at 90 degrees and elbows too, and for a
screen 10-15 cm below the eyes. The first three are observed and never rated; the screen is asked
for, not seen. Sitting still is looked at once, for some seconds: who sits for hours is watched by
`rules.desk`.

Grades: V, M, D, C, J of evidence-more.md; D here = seven drawn people at a desk in 44 clips
(benchmarks/RESULTS.md), and six seated ones, four of them drawn.

A chair's or a table's leg in front of the foot is taken for a part of it: mostly such a sole is not
clear (D).

Not looked at: whether a flat foot is on the floor or in the air, the head over the shoulders (no
source that was read has a number for what an ear shows: evidence-more.md §5.1), the back, the
backrest, the other side of the body.
"""

import math

from pose.geometry import joint_angle, lean, tilt
from pose.profile import (
    Gates,
    Profile,
    Steady,
    arms_on_person,
    inside,
    large_enough,
    visible,
)
from pose.silhouette import sole
from rules.balance import knees_point
from rules.exercise import Dose, Signal
from rules.fault import Band, Fault, measured_line
from rules.hold import HoldExercise
from rules.registry import register
from rules.report import MeasuredLine

# Degrees by which the edge of the near foot's sole slopes in the person mask: 1-16 of those that
# are flat (16 with the camera 20 degrees from the side), 23-31 of those 20 off, 28-45 of those 38
# off, 26-28 of toes 30 up (D, without one behind the leg of a chair or a table). By the joints of
# the foot those 38 off are 4-37, as a flat one is.
SOLES = Fault(
    "soles_off", "foot", "deg", Band(25.0, 22.0), None, min_s=1.0, unsure=8.0, observed=True
)
# Degrees that a knee and an elbow are away from a right angle: knees of drawn people read within 9
# of the truth (D); how far "about 90 degrees" goes no source tells (J).
KNEES = Fault(
    "knees_off", "knee", "deg", Band(25.0, 22.0), None, min_s=1.0, unsure=8.0, observed=True
)
ELBOWS = Fault(
    "elbows_off", "elbow", "deg", Band(30.0, 27.0), None, min_s=1.0, unsure=10.0, observed=True
)
# A closed elbow is read too wide: 60 as 68-77, 75 as 80-88, 90 as 89-102, from there on as it is
# (D). So it is this many times as far from the second, which is how a right one is read: with both
# set on six of the people, no 60 of the seventh comes nearer to a right angle than 30.
CLOSED, RIGHT = 1.6, 92.0
# Degrees from upright of the thighs and the trunk of who sits: 72-91 and 0-21 (D).
THIGHS, TRUNK = (55.0, 115.0), 40.0
SEEN = 0.5  # visibility of a joint that is believed


@register
class Sitting(HoldExercise):
    """Signal: how far the trunk leans forward, degrees."""

    name = "sitting"
    version = 4
    bands_since = 3
    order = 26
    observed = True
    upright = True
    needs = ("SHOULDER", "HIP", "KNEE")
    needs_mask = True
    signal = Signal("trunk_tilt", "deg")
    faults = (SOLES, KNEES, ELBOWS)
    dose = Dose(seconds=15)  # J
    shortest_s = 5.0  # who sits for less rises, or has just sat down; nothing was looked at (J)

    @classmethod
    def gates(cls) -> Gates:
        """The rest may be behind a desk: each thing is looked at where its joints are seen."""
        return Gates(
            inside(*cls.needs), large_enough(*cls.needs), visible(*cls.needs), Steady(cls.needs)
        )

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._slope = math.nan

    def position(self, profile: Profile, held: str | None) -> str | None:
        thighs = tilt(profile.mid_knee, profile.mid_hip)
        upright = tilt(profile.mid_hip, profile.mid_shoulder) < TRUNK
        return "" if THIGHS[0] < thighs < THIGHS[1] and upright else None

    def measure(self, profile: Profile, variant: str) -> tuple[float, MeasuredLine]:
        self._slope, self.outline = _sole(profile)
        trunk = lean(profile.mid_hip, profile.mid_shoulder, knees_point(profile))
        return trunk, measured_line(profile, "MID_SHOULDER", "MID_HIP", "KNEE")

    def read(self, profile: Profile, variant: str) -> dict[str, float]:
        knee = joint_angle(profile.hip, profile.knee, profile.ankle)
        elbow = joint_angle(profile.shoulder, profile.elbow, profile.wrist)
        hand = _seen(profile, "ELBOW", "WRIST") and arms_on_person(profile) is None
        return {
            "soles_off": abs(self._slope),
            "knees_off": abs(knee - 90) if _seen(profile, "ANKLE") else math.nan,
            "elbows_off": max(CLOSED * (RIGHT - elbow), elbow - 90) if hand else math.nan,
        }

    def lines(self, profile: Profile) -> dict[str, MeasuredLine]:
        return {
            "knees_off": measured_line(profile, "HIP", "KNEE", "ANKLE"),
            "elbows_off": measured_line(profile, "SHOULDER", "ELBOW", "WRIST"),
        } | ({"soles_off": self.outline} if self.outline else {})


def _sole(profile: Profile) -> tuple[float, MeasuredLine | None]:
    """How the near foot's sole slopes, degrees, and its edge; NaN and None where it is not seen."""
    if profile.mask is None or not _seen(profile, "ANKLE", "HEEL", "TOE"):
        return math.nan, None
    slope, edge = sole(profile.mask, profile.knee, profile.ankle, knees_point(profile))
    if math.isnan(slope):
        return slope, None
    return slope, measured_line(profile, "HEEL", "TOE", contour=edge)


def _seen(profile: Profile, *joints: str) -> bool:
    """Whether some joints are in the picture and not only supposed."""
    return profile.inside(*joints) and min(profile.visibility[j] for j in joints) >= SEEN
