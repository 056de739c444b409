"""A toy of watching: whoever stands is to lie down now and then."""

from pose.geometry import tilt
from rules.exercise import Dose, Signal
from rules.monitor import MonitorExercise
from rules.registry import register
from tests.figures import hinge


@register
class Sit(MonitorExercise):
    name = "sit"
    upright = True
    needs = ("SHOULDER", "HIP")
    signal = Signal("trunk_tilt", "deg")
    dose = Dose()
    due_s, hard_s, away_s, own_s, over_s = 10.0, 20.0, 2.0, 2.0, 3.0
    drifts, drift_s, still_s, note_again_s = {"tilt": 12.0}, 2.0, 60.0, 5.0

    def in_position(self, profile):
        return tilt(profile.hip, profile.shoulder) < 50

    def measure(self, profile):
        return {"tilt": tilt(profile.mid_hip, profile.mid_shoulder)}

    def place(self, profile):
        return profile.ear / profile.torso


def good(share: float, t: float):
    return hinge(0.0, t=t)
