"""A squat: the thighs tilt, knees and trunk come forward, the arms are held out in front."""

import math

from pose.pose import Pose
from tests.figures import SIDE_ON, View, on_feet

LEVEL = 80.0  # degrees of the thighs in a good squat


def good(share: float, t: float) -> Pose:
    """The share of a good squat."""
    return squatting(share, t)


def squatting(
    share: float,
    t: float = 0.0,
    view: View = SIDE_ON,
    depth: float = LEVEL,
    lean: float = 42.0,
    shank: float = 28.0,
    heel: float = 0.0,
    rounded: float = 0.0,
    reach: float = 0.9,
) -> Pose:
    """A `share` of the way down to thighs tilted by `depth` degrees, where trunk and shank lean by
    `lean` and `shank` degrees, the heel is `heel` foot lengths up, which brings the shank further
    forward, and the back `rounded` by so many degrees; the hands `reach` trunk lengths in front of
    the chest all the time."""
    return on_feet(
        88 - share * (depth - 2),
        share * lean,
        2 + share * (shank + on_toes(heel) - 2),
        t,
        view,
        share * rounded,
        share * heel,
        reach,
    )


def on_toes(heel: float) -> float:
    """How far a heel that is up so many foot lengths tilts foot and shank, degrees."""
    return math.degrees(math.asin(heel))
