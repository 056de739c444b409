"""A toy of guided time: breaths are paced while somebody lies propped on the elbows."""

from pose.geometry import tilt
from rules.exercise import Dose, OwnLimit, Signal
from rules.fault import Band
from rules.guided import GuidedExercise, PacePart
from rules.registry import register
from tests.figures import propped


@register
class Breathe(GuidedExercise):
    name = "breathe"
    facing = "down"
    needs = ("SHOULDER", "HIP", "KNEE")
    signal = Signal("breath", "pct")
    pace = (PacePart("pace_in", 2.0), PacePart("pace_out", 3.0))
    dose = Dose(breaths=3)
    own_limit = OwnLimit("breaths", 2, 6, 3, Band(0.5, 0.5), Band(0.5, 0.5))

    def in_position(self, profile):
        return tilt(profile.hip, profile.shoulder) > 45


def good(share: float, t: float):
    return propped(t)
