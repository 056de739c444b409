"""Sitting at the desk (机での座り方), from the side, once: feet, knees and elbows.

Source texts 000 and 003 ask for soles on the floor, knees at 90 degrees and elbows too, and for a
screen 10-15 cm below the eyes. The first three are observed and never rated; the screen is asked
for, not seen. Sitting still is looked at once, for some seconds: who sits for hours is watched by
`rules.desk`.

Grades: V, M, D, C, J of evidence-more.md; D here = six seated people, four of them drawn.

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
from rules.balance import knees_point
from rules.exercise import Dose, Signal
from rules.fault import Band, Fault, measured_line
from rules.hold import HoldExercise
from rules.registry import register
from rules.report import MeasuredLine

# Degrees by which the near foot slopes: -5..+14 of six whose soles are flat (D).
SOLES = Fault(
    "soles_off", "foot", "deg", Band(25.0, 22.0), None, min_s=1.0, unsure=8.0, observed=True
)
# Degrees that a knee and an elbow are away from a right angle: knees of drawn people read within 3
# of the truth (D); how far "about 90 degrees" goes no source tells (J).
KNEES = Fault(
    "knees_off", "knee", "deg", Band(25.0, 22.0), None, min_s=1.0, unsure=8.0, observed=True
)
ELBOWS = Fault(
    "elbows_off", "elbow", "deg", Band(30.0, 27.0), None, min_s=1.0, unsure=10.0, observed=True
)
# Degrees from upright of the thighs and the trunk of who sits: 72-91 and 0-21 (D).
THIGHS, TRUNK = (55.0, 115.0), 40.0
SEEN = 0.5  # visibility of a joint that is believed


@register
class Sitting(HoldExercise):
    """Signal: how far the trunk leans forward, degrees."""

    name = "sitting"
    version = 2
    order = 26
    observed = True
    upright = True
    needs = ("SHOULDER", "HIP", "KNEE")
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

    def position(self, profile: Profile, held: str | None) -> str | None:
        thighs = tilt(profile.mid_knee, profile.mid_hip)
        upright = tilt(profile.mid_hip, profile.mid_shoulder) < TRUNK
        return "" if THIGHS[0] < thighs < THIGHS[1] and upright else None

    def measure(self, profile: Profile, variant: str) -> tuple[float, MeasuredLine]:
        trunk = lean(profile.mid_hip, profile.mid_shoulder, knees_point(profile))
        return trunk, measured_line(profile, "MID_SHOULDER", "MID_HIP", "KNEE")

    def read(self, profile: Profile, variant: str) -> dict[str, float]:
        along, down = profile.toe - profile.heel
        slope = math.degrees(math.atan2(down, knees_point(profile) * along))
        knee = joint_angle(profile.hip, profile.knee, profile.ankle)
        elbow = joint_angle(profile.shoulder, profile.elbow, profile.wrist)
        hand = _seen(profile, "ELBOW", "WRIST") and arms_on_person(profile) is None
        return {
            "soles_off": abs(slope) if _seen(profile, "HEEL", "TOE") else math.nan,
            "knees_off": abs(knee - 90) if _seen(profile, "ANKLE") else math.nan,
            "elbows_off": abs(elbow - 90) if hand else math.nan,
        }

    def lines(self, profile: Profile) -> dict[str, MeasuredLine]:
        return {
            "soles_off": measured_line(profile, "HEEL", "TOE"),
            "knees_off": measured_line(profile, "HIP", "KNEE", "ANKLE"),
            "elbows_off": measured_line(profile, "SHOULDER", "ELBOW", "WRIST"),
        }


def _seen(profile: Profile, *joints: str) -> bool:
    """Whether some joints are in the picture and not only supposed."""
    return profile.inside(*joints) and min(profile.visibility[j] for j in joints) >= SEEN
