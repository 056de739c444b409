"""A bird dog: on hands and knees, a leg and the opposite arm stretched out."""

import math

import numpy as np

from pose.pose import Pose
from tests.figures import FOREARM, SHANK, SIDE_ON, THIGH, TRUNK, UPPER_ARM, View, beside

ARM = UPPER_ARM + FOREARM
MIDDLE = (1.0, 0.6)


def good(share: float, t: float) -> Pose:
    """One side, then the other: the share of a good rep."""
    return bird_dog(share, t, leg="near" if t < 10.5 else "far")


def bird_dog(
    share: float,
    t: float = 0.0,
    view: View = SIDE_ON,
    leg: str = "near",
    height: float = 0.0,
    knee: float = 172.0,
    tip: float = 0.0,
    shift: float = 0.0,
) -> Pose:
    """On hands and knees, the "near" or "far" `leg` and the opposite arm a `share` of the way out.

    At the end of it the ankle is `height` degrees over the hip and the knee has `knee` degrees; the
    chest has sunk by `tip` degrees, and the hips are `shift` degrees in front of the other knee.
    """

    def way(degrees: float) -> np.ndarray:  # from hanging down towards the feet
        return np.array([math.sin(math.radians(degrees)), -math.cos(math.radians(degrees))])

    knelt = np.array([1.0, 0.05])
    hip = knelt - THIGH * way(share * shift)
    level = math.degrees(math.asin(ARM - THIGH))  # of the trunk, above the horizontal
    shoulder = hip + TRUNK * way(share * tip - 90 - level)
    hand = knelt - [math.cos(math.radians(level)), 0.0]
    bend = 180 - knee
    thigh = 90 + height - bend * SHANK / (THIGH + SHANK)
    lifted = hip + THIGH * way(share * thigh)
    foot = lifted + SHANK * way(share * (thigh + bend) + (1 - share) * 90)
    reach = way(-95 * share)
    head = {"EAR": shoulder - [0.3, 0.0], "SHOULDER": shoulder, "HIP": hip}
    down = {"KNEE": knelt, "ANKLE": np.add(knelt, (SHANK, 0.0))}
    out = {"KNEE": lifted, "ANKLE": foot}
    propped = {"ELBOW": (shoulder + hand) / 2, "WRIST": hand}
    reaching = {"ELBOW": shoulder + UPPER_ARM * reach, "WRIST": shoulder + ARM * reach}
    near, far = head | propped | out, head | reaching | down
    if leg == "far":
        near, far = head | reaching | down, head | propped | out
    return beside(view.pose(near, MIDDLE, t), view.pose(far, MIDDLE, t), view)
