"""Single-leg stance (片脚立ち): on one leg, the front to the camera, a wall or a chair at hand.

Paced and timed, never judged. Source text 002 names unsteadiness on one leg and no exercise; 20 s
of each side, with a support at hand, are J. How much sway would be too much no source has for a
camera, and no clip of a free stance seen from the front was at hand to measure one. The camera sees
that one foot is off the floor, which leg stands and for how long; not how hard it is, nor which
muscle works. A hand on the support is as it should be.
"""

from pose.geometry import joint_angle, tilt
from pose.profile import Joints, Profile
from rules.exercise import Dose, OwnLimit, Signal
from rules.fault import side_line
from rules.guided import GuidedExercise, PacePart
from rules.registry import register
from rules.terms import Side

# Ankles apart in height, in leg lengths: 5 cm are one leg (V, evidence-more.md §4.6 [b26]).
LIFTED = 0.06
# Degrees: the standing leg and the trunk from upright, the standing knee (J); standing people read
# 0-9 and 174-180 (D).
LEG, TRUNK, KNEE = 18.0, 25.0, 150.0


@register
class SingleLegStance(GuidedExercise):
    """Signal: how much higher the lifted foot is than the other, in % of the leg."""

    name = "single_leg_stance"
    order = 22
    view = "front"
    facing = "camera"
    upright = True
    sides = True
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    needs_far = ("HIP", "KNEE", "ANKLE")
    signal = Signal("foot_height", "pct")
    pace = (PacePart("pace_stand", 20.0),)  # J
    dose = Dose(reps=1, per_side=True)  # J
    own_limit = OwnLimit("reps", 1, 3, 1)  # J

    @classmethod
    def side_of(cls, profile: Profile) -> Side | None:
        """The side of the standing leg: seen from the front the labels are right."""
        if height(profile) < LIFTED:
            return None
        return "left" if standing(profile).label == "LEFT" else "right"

    def ready(self, profile: Profile) -> bool:
        """Standing, on both legs or one."""
        leg = standing(profile)
        return bool(
            tilt(leg.ankle, leg.hip) < LEG
            and joint_angle(leg.hip, leg.knee, leg.ankle) > KNEE
            and tilt(profile.mid_hip, profile.mid_shoulder) < TRUNK
        )

    def in_position(self, profile: Profile) -> bool:
        return self.ready(profile) and height(profile) > LIFTED

    def look(self, t: float, profile: Profile) -> None:
        self.value = 100 * height(profile)
        near = standing(profile) is profile
        self.line = side_line(profile, near, "HIP", "KNEE", "ANKLE")


def standing(profile: Profile) -> Joints:
    """The leg whose foot is lower: the one that is stood on."""
    return profile if profile.ankle[1] >= profile.far.ankle[1] else profile.far  # px: y goes down


def height(profile: Profile) -> float:
    """How much higher the other foot is than the one that is stood on, in leg lengths."""
    return abs(float(profile.ankle[1] - profile.far.ankle[1])) / profile.leg
