"""World's greatest stretch (ワールドグレイテストストレッチ): in a long lunge an elbow goes to the
floor, then that arm opens to the ceiling.

Paced and counted, never judged. Source text 003: a big step forward, the elbow to the floor, then
open the chest and turn; 6 to 8 times each side. Nobody has published how far that should go, and no
clip of it was at hand, so every number here is J and kept wide. The camera sees that somebody is
in the lunge with a hand on the floor, which leg is in front, and an arm going up and coming down
again; the twist and the back it does not.
"""

import math

from pose.geometry import length, tilt
from pose.profile import Joints, Profile
from rules.balance import side_of_leg
from rules.exercise import Dose, OwnLimit, Signal
from rules.fault import side_line
from rules.guided import MovingExercise, PacePart
from rules.registry import register
from rules.terms import Side

# Degrees (J). The front shin from upright and its thigh; the rear thigh, whose knee is behind the
# hip, on the floor or off it; the trunk, which in a lunge with a twist stands (0-16, D).
FRONT_SHIN, FRONT_THIGH, REAR_THIGH, TRUNK = 45.0, 40.0, 15.0, 40.0
HAND_LOW = 0.6  # shins over the front ankle: a hand on the floor, or on a book (J)
# How far the higher hand is over the shoulders' middle, in % of the front shin: hands on the floor
# about -90, an arm to the ceiling 130 (geometry). A movement at all, and one that counts (J).
MIN_RISE, COUNTED, REST_BELOW = 60.0, 90.0, 20.0


@register
class WorldsGreatest(MovingExercise):
    """Signal: how far the higher hand is over the shoulders, in % of the front shin."""

    name = "worlds_greatest"
    order = 20
    view = "side_at_start"
    sides = True
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    needs_far = ("HIP", "KNEE", "ANKLE")
    turns = ("SHOULDER",)
    signal = Signal("hand_height", "pct")
    pace = (PacePart("pace_elbow", 4.0), PacePart("pace_open", 4.0))  # unhurried (J)
    dose = Dose(reps=6, per_side=True)  # 003: 6 to 8
    easier = ("hip_flexor", 2)  # J
    own_limit = OwnLimit("reps", 2, 12, 6)  # J
    rest_below, min_rise, counted = REST_BELOW, MIN_RISE, COUNTED

    @classmethod
    def side_of(cls, profile: Profile) -> Side | None:
        """The side of the leg in front."""
        legs = _legs(profile)
        if legs is None:
            return None
        front, rear = legs
        return side_of_leg(front, profile, front.ankle[0] - rear.ankle[0])

    def in_position(self, profile: Profile) -> bool:
        legs = _legs(profile)
        if legs is None or tilt(profile.mid_hip, profile.mid_shoulder) < TRUNK:
            return False
        front, _ = legs
        low = max(profile.wrist[1], profile.far.wrist[1])  # px: y goes down
        return bool(front.ankle[1] - low < HAND_LOW * length(front.knee, front.ankle))

    def measure(self, profile: Profile) -> float:
        legs = _legs(profile)
        if legs is None:
            return math.nan
        front, _ = legs
        high = min(profile.wrist[1], profile.far.wrist[1])
        self.line = side_line(profile, bool(profile.wrist[1] == high), "SHOULDER", "WRIST")
        over = float(profile.mid_shoulder[1] - high)
        return 100 * over / length(front.knee, front.ankle)


def _legs(profile: Profile) -> tuple[Joints, Joints] | None:
    """The front leg and the rear one; None when the body is in no lunge."""
    for front, rear in ((profile, profile.far), (profile.far, profile)):
        ahead = math.copysign(1.0, front.ankle[0] - rear.ankle[0])
        if (
            tilt(front.ankle, front.knee) < FRONT_SHIN
            and tilt(front.knee, front.hip) > FRONT_THIGH
            and (front.knee[0] - front.hip[0]) * ahead > 0
            and tilt(rear.knee, rear.hip) > REAR_THIGH
            and (rear.hip[0] - rear.knee[0]) * ahead > 0
        ):
            return front, rear
    return None
