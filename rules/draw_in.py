"""Draw-in (ドローイン): on the back, knees up, the belly drawn in with the out-breath and kept so.

Paced and counted, never judged. Source text 002: on the back, knees up; draw the belly in while
breathing out, keep it for 5 s, let go slowly; 10 times, without holding the breath. What the camera
sees is that somebody lies there; which muscles work it does not.
"""

from pose.profile import Profile
from rules.exercise import Dose, OwnLimit, Signal
from rules.fault import measured_line
from rules.guided import GuidedExercise, PacePart
from rules.lying import height, lies_with_knees_up
from rules.registry import register


@register
class DrawIn(GuidedExercise):
    """Signal: the height of the hips over the line shoulder-ankle, in % of the trunk."""

    name = "draw_in"
    order = 13
    facing = "up"
    needs = ("SHOULDER", "HIP", "KNEE")  # head and feet are often cut off on a mat at home
    signal = Signal("hips_height", "pct")
    # 002 has the 5 s; the ways there and back are unhurried breaths (J).
    pace = (PacePart("pace_out", 4.0), PacePart("pace_keep", 5.0), PacePart("pace_back", 3.0))
    dose = Dose(reps=10)  # 002
    own_limit = OwnLimit("reps", 3, 20, 10)  # J, as of a breath

    def in_position(self, profile: Profile) -> bool:
        return lies_with_knees_up(profile)

    def look(self, t: float, profile: Profile) -> None:
        self.value = 100 * height(profile, profile.hip)
        self.line = measured_line(profile, "SHOULDER", "HIP")
