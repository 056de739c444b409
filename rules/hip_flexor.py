"""Hip flexor stretch (腸腰筋ストレッチ): on one knee, the hips moved forward and kept there.

Paced and counted, never judged. Source text 000 names a stretch of the hips, "above all 腸腰筋",
without instructions: this is the common one, half kneeling, the side of the knee on the floor being
stretched, with its usual 20 s (C). The camera sees that somebody kneels like that, upright, and
which leg; how far the pelvis is tucked, and what is felt, it does not.
"""

import math

from pose.geometry import lean, tilt
from pose.profile import Joints, Profile
from rules.balance import side_of_leg
from rules.exercise import Dose, OwnLimit, Signal
from rules.fault import measured_line
from rules.guided import GuidedExercise, PacePart
from rules.registry import register
from rules.terms import Side

# Degrees. Two real people on one knee (D): the kneeling thigh 3-28 from upright, more the further
# the hips go forward (J); its shin 0-15 from the level; the other shin 4-30 from upright in a
# lunge, 55 stretched out in front in a hamstring stretch; its thigh 60-86.
THIGH, SHIN_LEVEL = 50.0, 30.0
FRONT_SHIN, FRONT_THIGH = 43.0, 40.0
UPRIGHT = 35.0  # of the trunk: 0-16 in a lunge, 78 bent over the stretched leg (D): between (J)


@register
class HipFlexor(GuidedExercise):
    """Signal: how far the thigh of the kneeling leg leans forward, in degrees from upright."""

    name = "hip_flexor"
    order = 16
    upright = True
    sides = True
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    needs_far = ("HIP", "KNEE", "ANKLE")
    signal = Signal("thigh_lean", "deg")
    pace = (PacePart("pace_forward", 4.0), PacePart("pace_keep", 20.0), PacePart("pace_back", 4.0))
    dose = Dose(reps=2, per_side=True)  # J
    own_limit = OwnLimit("reps", 1, 5, 2)  # J

    @classmethod
    def side_of(cls, profile: Profile) -> Side | None:
        """The side of the kneeling leg: by where the legs are, which way a foot on its toes points
        says nothing."""
        legs = _legs(profile)
        if legs is None:
            return None
        kneeling, front = legs
        return side_of_leg(kneeling, profile, front.ankle[0] - kneeling.knee[0])

    def in_position(self, profile: Profile) -> bool:
        upright = tilt(profile.mid_hip, profile.mid_shoulder) < UPRIGHT
        return upright and _legs(profile) is not None

    def look(self, t: float, profile: Profile) -> None:
        legs = _legs(profile)
        if legs is None:
            return
        kneeling, front = legs
        ahead = math.copysign(1.0, front.ankle[0] - kneeling.knee[0])
        self.value = lean(kneeling.knee, kneeling.hip, ahead)
        far = "" if kneeling is profile else "FAR_"
        self.line = measured_line(profile, f"{far}HIP", f"{far}KNEE")


def _legs(profile: Profile) -> tuple[Joints, Joints] | None:
    """The kneeling leg and the one in front; None when the body is not on one knee."""
    for kneeling, front in ((profile, profile.far), (profile.far, profile)):
        behind = (kneeling.ankle[0] - kneeling.knee[0]) * (front.ankle[0] - kneeling.knee[0]) < 0
        if (
            behind
            and tilt(kneeling.knee, kneeling.hip) < THIGH
            and abs(tilt(kneeling.ankle, kneeling.knee) - 90) < SHIN_LEVEL
            and tilt(front.ankle, front.knee) < FRONT_SHIN
            and tilt(front.knee, front.hip) > FRONT_THIGH
        ):
            return kneeling, front
    return None
