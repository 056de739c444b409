"""An overhead squat: a squat with straight arms up in the line of the trunk."""

from pose.pose import Pose
from tests.bodies.squat import on_toes
from tests.figures import View, on_feet

SIDE = View(scale=0.17)  # or the hands would leave the picture


def good(share: float, t: float) -> Pose:
    """The share of a good one."""
    return overhead(share, t)


def overhead(
    share: float,
    t: float = 0.0,
    view: View = SIDE,
    depth: float = 80.0,
    lean: float = 34.0,
    shank: float = 30.0,
    heel: float = 0.0,
    rounded: float = 0.0,
    raised: float = 8.0,
    fallen: float = 0.0,
) -> Pose:
    """A `share` of the way down, as `tests.bodies.squat.squatting`; the arms `raised` degrees in
    front of the trunk's line in standing, and `fallen` degrees further at the bottom."""
    return on_feet(
        88 - share * (depth - 2),
        share * lean,
        2 + share * (shank + on_toes(heel) - 2),
        t,
        view,
        share * rounded,
        share * heel,
        arms=raised + share * fallen,
    )
