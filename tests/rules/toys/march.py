"""A toy of alternating sides: on hands and knees one leg after the other is lifted."""

from pose.geometry import tilt
from rules.alternating import AlternatingExercise, Limbs
from rules.exercise import Dose, Metric, Signal
from rules.fault import Band, Fault, measured_line
from rules.registry import register
from rules.repeated import tempo_findings
from tests.figures import all_fours

HIGH = Fault("too_high", "lift", "pct", Band(90.0, 85.0), None, min_s=0.3)
FAST = Fault("too_fast", "out", "s", Band(-1.0, -1.2), None, sign=-1, concern="tempo")


@register
class March(AlternatingExercise):
    name = "march"
    facing = "down"
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    needs_far = ("HIP", "KNEE")
    signal = Signal("knee_lift", "pct")
    rest_below, min_rise, counted_rise = 15.0, 15.0, 30.0
    watched = (HIGH,)
    tempo = {"out": FAST}
    faults = (HIGH, FAST)
    strengths = ("too_high", "too_fast")
    metrics = (Metric("top_pct", "pct", (HIGH,)),)
    dose = Dose(reps=10, tempo=(2, 2, 2), per_side=True)

    def in_position(self, profile):
        return tilt(profile.hip, profile.shoulder) > 60

    def limbs(self, profile):
        lowest = max(profile.knee[1], profile.far.knee[1])
        near, far = (
            100 * (lowest - knee[1]) / profile.torso for knee in (profile.knee, profile.far.knee)
        )
        # A far knee out of the frame is put beside the near one.
        return Limbs(near, far if profile.far.inside("ANKLE") else float("nan"))

    def watch(self, t, profile):
        which = "" if self.moved_near else "FAR_"
        self.line = measured_line(profile, "SHOULDER", f"{which}HIP", f"{which}KNEE")
        yield HIGH, self.value, self.line, 0.0

    def judge(self, cycle, rep, fps):
        rep.metrics = {"top_pct": cycle.rise}
        return tempo_findings(cycle, rep, self.tempo, fps)


def good(share: float, t: float):
    """The near leg, and from 10.5 s on the far one."""
    swung = 70 * share
    return all_fours(t, legs=(swung, 0.0) if t < 10.5 else (0.0, swung))
