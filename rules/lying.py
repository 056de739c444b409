"""How somebody lies on the back: where the hips, knees and shins are, seen from the side.

The line shoulder-ankle (of raised legs: shoulder-hip) is the body's own floor, so that a camera
that is rolled a little says the same. D here = measured on 26 rendered and real people lying on the
back, and on 32 clips of lifts, planks, hinges and all-fours.
"""

from pose.geometry import side_of, tilt
from pose.profile import Array, Profile

# In trunk lengths over the line shoulder-ankle. Hips on the floor read -0.01..0.11, on a soft
# bed 0.16, at the top of lifts 0.33-0.67 (D); knees that stand 0.44-0.88, stretched legs about 0
# (D): between them.
HIPS_DOWN, KNEES_UP = 0.18, 0.25
# Degrees of the shins from upright: feet on the floor read 1-50 (D), legs held up in the air or on
# a chair 60 and more (J).
SHINS_STAND = 58.0
# Degrees of the line shoulder-ankle from the level: 0-10 (D), a sitting body is far steeper (J).
LEVEL = 28.0


def height(profile: Profile, point: Array) -> float:
    """How far a point (px) is over the line shoulder-ankle, in trunk lengths; + away from the
    floor."""
    shoulder, ankle = profile.shoulder, profile.ankle
    up = 1.0 if ankle[0] < shoulder[0] else -1.0  # of the two sides of the line, px: y goes down
    return up * side_of(shoulder, ankle, point) / profile.torso


def lies_with_knees_up(profile: Profile) -> bool:
    """On the back with the hips and the feet on the floor, wherever the camera is rolled to."""
    return bool(
        abs(tilt(profile.shoulder, profile.ankle) - 90) < LEVEL
        and height(profile, profile.hip) < HIPS_DOWN
        and height(profile, profile.knee) > KNEES_UP
        and tilt(profile.ankle, profile.knee) < SHINS_STAND
    )
