"""Pelvic tilt (ペルビックティルト): on the back, knees up, the low back pressed softly to the floor
and let go.

Paced and counted, never judged. Source text 000 names it without instructions: these are the
common ones, 10 times (C, J). The line shoulder-hip-knee moves by some five degrees, so tilts are
counted as far as they are read; how far the pelvis went, and which way, that does not tell for
sure. Whose bottom leaves the floor is waited for, and a movement as large as a hip lift is none.
"""

from pose.profile import Profile
from rules.exercise import Dose, OwnLimit, Signal
from rules.fault import measured_line
from rules.guided import MovingExercise, PacePart
from rules.hip_lift import MIN_RISE as LIFTED
from rules.hip_lift import overshoot
from rules.lying import lies_with_knees_up
from rules.registry import register
from rules.reps import Cutting

# Degrees. One real person's four tilts read 3.9-5.3, six people who lie and breathe 3.6 at most
# (D): counted from the middle on. Hips on the floor read -60 and lower, lifted ones -13 to 13 (D).
REST_BELOW, MIN_RISE, COUNTED = -25.0, 2.5, 3.75
LEAST = 1.2  # twice the noise of that person (D, evidence-more.md §3.10)


@register
class PelvicTilt(MovingExercise):
    """Signal: the hips over the line shoulder-knee, in degrees; they lie under it, and less so the
    further the back is pressed to the floor."""

    name = "pelvic_tilt"
    order = 21
    facing = "up"
    needs = ("SHOULDER", "HIP", "KNEE")  # head and feet are often cut off on a mat at home
    signal = Signal("pelvis", "deg")
    pace = (PacePart("pace_press", 4.0), PacePart("pace_release", 3.0))  # unhurried (J)
    dose = Dose(reps=10)  # J
    own_limit = OwnLimit("reps", 3, 20, 10)  # J
    rest_below, min_rise, counted, too_much = REST_BELOW, MIN_RISE, COUNTED, LIFTED
    cutting = Cutting(least=LEAST)

    def in_position(self, profile: Profile) -> bool:
        return lies_with_knees_up(profile)

    def measure(self, profile: Profile) -> float:
        self.line = measured_line(profile, "SHOULDER", "HIP", "KNEE")
        return overshoot(profile)
