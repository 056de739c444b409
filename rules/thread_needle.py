"""Thread the needle (スレッド・ザ・ニードル): on all fours, one arm threaded under the trunk, then
the other.

Paced and counted, never judged. Source text 003: from all fours thread one arm through and twist;
10 times each side. A camera at the side sees the shoulder go down and come up again, and that the
hips stay over the knees. The turn of the chest, which is what it is about, lies across its view;
the threaded hand is hidden. Bands for hips that shift or sink (evidence-more.md §3.7) are J, with
one real person to set them by: whose hips leave their place is waited for, and nothing is said of
it.
"""

from pose.geometry import length, tilt
from pose.profile import Profile
from rules.exercise import Dose, OwnLimit, Signal
from rules.fault import side_line
from rules.guided import MovingExercise, PacePart
from rules.registry import register

# Degrees. The near thigh from upright: 0-15 on all fours, 7-16 threading (D, one real person); a
# plank's is 60 and more (D). Hips that follow the arm a little are allowed (J). The shin lies:
# 94-112 (D).
THIGH, SHIN = 38.0, (65.0, 130.0)
# The trunk: 74-83 on all fours, 59 with an arm raised, 116 with a shoulder on the floor (D); of who
# kneels upright 0-30 (J).
TRUNK = (50.0, 150.0)
# How far the lower shoulder is under the hips, in % of the thigh: all fours read -33 to -14, a
# shoulder on the floor 60 (D, one real person). A movement at all, and one that counts: 20 and 35 %
# of the trunk of evidence-more.md §3.7 (J).
MIN_DROP, COUNTED, REST_BELOW = 24.0, 40.0, 20.0


@register
class ThreadNeedle(MovingExercise):
    """Signal: how far the lower shoulder is under the hips, in % of the thigh."""

    name = "thread_needle"
    order = 19
    view = "side_at_start"
    facing = "down"
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    turns = ("SHOULDER",)
    signal = Signal("shoulder_drop", "pct")
    pace = (
        PacePart("pace_thread", 4.0),
        PacePart("pace_return", 3.0),
        PacePart("pace_other", 4.0),
        PacePart("pace_return", 3.0),
    )  # the stay of 2-2-2 (J) belongs to the way there: no word fits into it
    dose = Dose(reps=10)  # 003; each of both arms
    easier = ("cat_cow", 6)  # J
    own_limit = OwnLimit("reps", 3, 20, 10)  # J
    rest_below, min_rise, counted = REST_BELOW, MIN_DROP, COUNTED

    def in_position(self, profile: Profile) -> bool:
        return bool(
            tilt(profile.knee, profile.hip) < THIGH
            and SHIN[0] < tilt(profile.ankle, profile.knee) < SHIN[1]
            and TRUNK[0] < tilt(profile.mid_hip, profile.mid_shoulder) < TRUNK[1]
        )

    def measure(self, profile: Profile) -> float:
        lower = max(profile.shoulder[1], profile.far.shoulder[1])  # px: y goes down
        near = bool(profile.shoulder[1] == lower)
        self.line = side_line(profile, near, "HIP", "SHOULDER")
        return 100 * float(lower - profile.mid_hip[1]) / length(profile.hip, profile.knee)
