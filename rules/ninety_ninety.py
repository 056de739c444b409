"""90/90 breathing (90/90ブリージング): on the back, the feet on a wall, hips and knees square.

Paced and counted, never judged. Source text 003: the feet on a wall at 90 degrees; breathe all the
way out and let the ribs settle; in by the nose, out by the mouth, slowly and again. It gives no
seconds and no number: those of its diaphragm breathing are taken. The wall is not seen, and what
the low back does neither.
"""

from pose.geometry import side_of, tilt
from pose.profile import Profile
from rules.breath import BreathExercise
from rules.exercise import Dose, OwnLimit
from rules.guided import PacePart
from rules.lying import LEVEL
from rules.registry import register

# Degrees of the thighs from upright and of the shins from the level (evidence-more.md §6, J).
THIGHS_UPRIGHT, SHINS_LEVEL = 25.0, 25.0
# In trunk lengths over the line shoulder-hip: hands on the belly or the floor read below 0.35, arms
# that point to the ceiling in a dead bug 0.6-1.1 (evidence-more.md §2.2, D): between them.
ARMS_DOWN = 0.5


@register
class NinetyNinety(BreathExercise):
    """The breath, the legs resting on a wall."""

    name = "ninety_ninety"
    order = 14
    facing = "up"
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    pace = (PacePart("pace_in", 4.0), PacePart("pace_out", 6.0))  # as of diaphragm breathing (J)
    dose = Dose(breaths=6)  # J
    own_limit = OwnLimit("breaths", 3, 20, 6)  # J

    def in_position(self, profile: Profile) -> bool:
        shoulder, hip, knee, ankle = profile.points("SHOULDER", "HIP", "KNEE", "ANKLE")
        towards_knees = side_of(shoulder, hip, knee)
        arm = side_of(shoulder, hip, profile.wrist) / profile.torso
        return bool(
            abs(tilt(hip, shoulder) - 90) < LEVEL
            and tilt(hip, knee) < THIGHS_UPRIGHT
            and abs(tilt(knee, ankle) - 90) < SHINS_LEVEL
            and (ankle[0] - knee[0]) * (hip[0] - shoulder[0]) > 0  # away from the head
            and not arm * (1 if towards_knees > 0 else -1) > ARMS_DOWN
        )
