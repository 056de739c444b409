"""A toy of cycles about a neutral: on hands and knees the trunk goes to and fro."""

from pose.geometry import tilt
from rules.cycles import CycleExercise
from rules.exercise import Dose, Metric, Signal
from rules.fault import Band, Fault
from rules.registry import register
from tests.figures import all_fours

MISSING = Fault("back_missing", "low", "pct", Band(-4.0, -5.0), None, sign=-1)


@register
class Sway(CycleExercise):
    name = "sway"
    facing = "down"
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    signal = Signal("sway", "pct")
    usual = 0.0
    rest_below, min_rise, counted_rise = 5.0, 8.0, 12.0
    faults = (MISSING,)
    strengths = ("back_missing",)
    metrics = (Metric("low_pct", "pct"), Metric("high_pct", "pct"))
    dose = Dose(reps=10, tempo=(3, 1, 3))

    def in_position(self, profile):
        return tilt(profile.hip, profile.shoulder) > 60

    def reading(self, profile):
        ahead = -1 if profile.shoulder[0] < profile.hip[0] else 1
        return 100 * ahead * (profile.shoulder[0] - profile.wrist[0]) / profile.torso

    def watch(self, t, profile):
        return []

    def judge(self, cycle, rep, fps):
        low, high = self.ends(cycle)
        known = self.neutral is not None
        rep.metrics = {"low_pct": low if known else None, "high_pct": high if known else None}
        return []


def good(share: float, t: float):
    """To the front for positive shares, to the back for negative ones."""
    return all_fours(t, back=-0.2 * share)
