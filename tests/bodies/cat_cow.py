"""Cat and cow: on hands and knees, the back rounded up and let down."""

import math

from pose.pose import Pose
from tests.figures import SIDE_ON, View, _all_fours, flesh, made_once

CAT, COW = 45.0, -30.0  # degrees by which the back of a good one is bent


def good(share: float, t: float) -> Pose:
    """From a flat back to the share of a good cat; later from the cow."""
    down = min(1.0, max(0.0, (t - 1.0) / 1.5))
    return cat_cow(share * CAT + (1 - share) * down * COW, t)


@made_once
def cat_cow(
    bend: float,
    t: float = 0.0,
    view: View = SIDE_ON,
    rock: float = 0.0,
    elbow: float = 175.0,
    flat: float = 0.0,
) -> Pose:
    """On hands and knees, the back bent by `bend` degrees, + rounded, over the `flat` one; the hips
    `rock` trunk lengths behind the knees, the elbows at `elbow` degrees."""
    joints = _all_fours(0.0, 0.0)
    aside = math.dist(joints["SHOULDER"], joints["WRIST"]) / 2 / math.tan(math.radians(elbow / 2))
    joints["ELBOW"] = (aside, joints["SHOULDER"][1] / 2)
    for name in ("EAR", "SHOULDER", "HIP"):
        joints[name] = (joints[name][0] + rock, joints[name][1])
    return view.pose(joints, (0.9, 0.5), t, flesh(joints, bend + flat, prone=True))
