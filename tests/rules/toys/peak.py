"""A toy of repetitions: from a plank the hips go up to a peak and come back."""

from rules.exercise import Dose, Metric, OwnLimit, Signal
from rules.fault import Band, Fault, measured_line
from rules.plank import hip_drop, plank_variant
from rules.registry import register
from rules.repeated import RepExercise, tempo_findings
from tests.figures import plank

HIGH = Fault("too_high", "peak", "deg", Band(40.0, 36.0), Band(60.0, 55.0), min_s=0.3)
FAST = Fault("too_fast", "out", "s", Band(-1.0, -1.2), None, sign=-1, concern="tempo")


@register
class Peak(RepExercise):
    name = "peak"
    facing = "down"
    needs = ("SHOULDER", "ELBOW", "HIP", "KNEE", "ANKLE")
    signal = Signal("hip_drop", "deg")
    rest_below, min_rise, counted_rise = 10.0, 10.0, 20.0
    watched = limited = (HIGH,)
    tempo = {"out": FAST}
    faults = (HIGH, FAST)
    strengths = ("too_high", "too_fast")
    metrics = (
        Metric("top_deg", "deg", (HIGH,)),
        Metric("out_s", "s", (FAST,)),
        Metric("back_s", "s"),
    )
    dose = Dose(reps=8, tempo=(2, 1, 2))
    own_limit = OwnLimit("deg", 20, 60, 30, Band(4.0, 2.0), Band(12.0, 9.0))

    def in_position(self, profile):
        return plank_variant(profile, "toes") is not None

    def measure(self, profile):
        self.line = measured_line(profile, "SHOULDER", "HIP", "ANKLE")
        return -hip_drop(profile, "toes")

    def watch(self, t, profile):
        yield HIGH, self.value, self.line, 0.0

    def judge(self, cycle, rep, fps):
        rep.metrics = {"top_deg": cycle.top, "out_s": cycle.out_s, "back_s": cycle.back_s}
        return tempo_findings(cycle, rep, self.tempo, fps)

    def reset_rep(self):
        pass


def good(share: float, t: float):
    return plank(-30 * share, t)
