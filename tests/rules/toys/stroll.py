"""A toy of passes: somebody who goes across the picture, as far as feet are told apart."""

from pose.geometry import tilt
from rules.exercise import Dose, Signal
from rules.fault import Band, Fault, measured_line
from rules.passes import PassExercise
from rules.registry import register
from rules.repeated import decided
from tests.bodies.walking import good

LEANS = Fault("stoops", "stroll", "deg", Band(15.0, 10.0), Band(30.0, 25.0))

__all__ = ["Stroll", "good"]


@register
class Stroll(PassExercise):
    name = "stroll"
    upright = True
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    signal = Signal("stroll", "deg")
    faults = (LEANS,)
    strengths = ("stoops",)
    dose = Dose(reps=4)

    def __init__(self, most=None):
        super().__init__(most)
        self._tilts = []

    def in_position(self, profile):
        return tilt(profile.mid_ankle, profile.mid_shoulder) < 30

    def measure(self, profile):
        self.line = measured_line(profile, "MID_HIP", "MID_SHOULDER")
        self._tilts.append((profile.t, tilt(profile.mid_hip, profile.mid_shoulder)))
        return self._tilts[-1][1]

    def tried(self, start, end):
        return end - start > 0.5

    def judge(self, rep, fps):
        most = max(tilt for t, tilt in self._tilts if rep.top_start_s <= t <= rep.end_s)
        return decided(LEANS, most, (rep.top_start_s, rep.end_s), rep, self.line)

    def forget(self, before):
        self._tilts = [row for row in self._tilts if row[0] >= before]
