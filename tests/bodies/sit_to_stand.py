"""Standing up from a chair: the trunk leans forward, the thighs rise, the trunk comes up."""

import math

from pose.pose import Pose
from tests.figures import SIDE_ON, View, on_feet

SEAT = 8.0  # degrees of the thigh over level
LEAN_FIRST = 0.2  # share of the way in which only the trunk moves


def good(share: float, t: float) -> Pose:
    """The share of a good rise."""
    return rising(share, t)


def rising(
    share: float,
    t: float = 0.0,
    view: View = SIDE_ON,
    lean: float = 40.0,
    shank: float = 9.0,
    top: float = 88.0,
    stoop: float = 0.0,
    rounded: float = 0.0,
) -> Pose:
    """A `share` of the way from the seat to standing.

    The trunk leans at most `lean` degrees, the seated shank `shank`; at the end the thighs are at
    `top` degrees and the trunk still leans by `stoop`; the back is `rounded` by so many degrees
    where it leans most.
    """
    up = max(0.0, (share - LEAN_FIRST) / (1 - LEAN_FIRST))
    most = 0.35  # of the way, where the trunk leans most
    bent = share / most if share < most else (1 - share) / (1 - most)
    bent = 0.5 - 0.5 * math.cos(math.pi * min(1.0, max(0.0, bent)))
    knees = shank + up * (90 - top - shank) + 8 * math.sin(math.pi * up)
    return on_feet(
        SEAT + up * (top - SEAT),
        bent * lean + share * stoop,
        knees,
        t,
        view,
        bent * rounded,
    )
