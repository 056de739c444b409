"""Shoulder blade circles (肩甲骨まわりのストレッチ): fingers on the shoulders, wide elbow circles.

Paced and counted, never judged. Source text 000 names stretches round the shoulder blades without
instructions: this is the common one, sitting or standing, 10 times (C). The camera sees the near
elbow go round; the shoulder blades themselves it does not.
"""

from pose.geometry import joint_angle, length, tilt
from pose.profile import Profile
from rules.exercise import Dose, OwnLimit, Signal
from rules.fault import measured_line
from rules.guided import MovingExercise, PacePart
from rules.registry import register

# From the wrist to its shoulder, in trunk lengths: hanging arms read 0.72-1.2, hands crossed on the
# chest 0.33-0.51 (D, 39 clips of people who stand or sit); fingers on the shoulders less (J).
HANDS_AT_SHOULDERS = 0.6
UPRIGHT = 30.0  # degrees of the trunk: somebody sits or stands (J)
# Degrees of the upper arm from the trunk: hanging 0, level 90. A movement at all, and one that
# counts: the elbow comes up to about the shoulder (J).
MIN_RISE, COUNTED = 30.0, 45.0
REST_BELOW = 60.0  # a clip that begins beyond it begins in the middle of a circle (J)


@register
class ShoulderBlade(MovingExercise):
    """Signal: how far the near upper arm is raised, in degrees from the trunk."""

    name = "shoulder_blade"
    order = 17
    upright = True
    needs = ("WRIST", "ELBOW", "SHOULDER", "HIP")  # the legs may be under a desk
    signal = Signal("arm_raised", "deg")
    pace = (PacePart("pace_up", 3.0), PacePart("pace_down", 3.0))  # slowly (J)
    dose = Dose(reps=10)  # C
    own_limit = OwnLimit("reps", 3, 20, 10)  # J
    rest_below, min_rise, counted = REST_BELOW, MIN_RISE, COUNTED

    def in_position(self, profile: Profile) -> bool:
        at_shoulder = length(profile.wrist, profile.shoulder) < HANDS_AT_SHOULDERS * profile.torso
        return at_shoulder and tilt(profile.mid_hip, profile.mid_shoulder) < UPRIGHT

    def measure(self, profile: Profile) -> float:
        self.line = measured_line(profile, "HIP", "SHOULDER", "ELBOW")
        return joint_angle(profile.hip, profile.shoulder, profile.elbow)
