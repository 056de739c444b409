"""A toy of holds, seen from the front: standing on a slope, one side of the body lower."""

import math

from pose.geometry import tilt
from rules.exercise import Dose, OwnLimit, Signal
from rules.fault import Band, Baseline, Fault, measured_line
from rules.hold import HoldExercise
from rules.registry import register
from tests.figures import View, hinge

TURNS = Fault(
    "turns",
    "own",
    "share",
    Band(0.15, 0.1),
    Band(0.3, 0.25),
    min_s=0.3,
    sign=-1,
    baseline=Baseline((0.5, 0.9)),
)
FRONT = View(width=0.65, roll=15, far=0.95)


@register
class Lean(HoldExercise):
    name = "lean"
    view, facing, upright, sides = "front", "camera", True, True
    needs = needs_far = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    signal = Signal("lean", "deg")
    faults = (TURNS,)
    strengths = ("turns",)
    dose = Dose(seconds=20, per_side=True)
    own_limit = OwnLimit("s", 5, 60, 20, Band(3.0, 2.0), Band(10.0, 9.0), signal="hold")

    def position(self, profile, held):
        upright = tilt(profile.mid_ankle, profile.mid_shoulder) < 40
        return "stand" if upright else None

    def measure(self, profile, variant):
        line = measured_line(profile, "MID_SHOULDER", "MID_HIP", "MID_ANKLE")
        return tilt(profile.mid_hip, profile.mid_shoulder), line

    def read(self, profile, variant):
        return {"turns": profile.view}

    def still_point(self, profile):
        return profile.mid_hip


def good(share: float, t: float, width: float = FRONT.width):
    pose = hinge(0.0, t=t, view=View(width=width, roll=FRONT.roll, far=FRONT.far))
    assert math.isfinite(pose.landmarks[11, 0])
    return pose
