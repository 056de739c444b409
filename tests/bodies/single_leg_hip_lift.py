"""A single-leg hip lift: on the back, one foot on the floor, the other leg to the ceiling."""

import math
from dataclasses import replace

import numpy as np

from pose.pose import Landmark, Pose
from tests.figures import SHANK, SIDE_ON, THIGH, View, hip_lift, lift_rest

REST = lift_rest()


def good(share: float, t: float) -> Pose:
    """The share of a good lift."""
    return single_leg(REST * (1 - share), t)


def single_leg(
    above: float,
    t: float = 0.0,
    view: View = SIDE_ON,
    support: str = "near",
    knee: float = 176.0,
    thigh: float = 0.0,
) -> Pose:
    """The hips `above` degrees over the line, the "near" or "far" leg on the floor; the knee of the
    other has `knee` degrees, its thigh is `thigh` degrees from upright, + towards the head."""

    def way(degrees: float) -> np.ndarray:  # px for a trunk length
        point = [-math.sin(math.radians(degrees)), math.cos(math.radians(degrees))]
        return view.px([point], (0, 0))[0] - view.px([(0, 0)], (0, 0))[0]

    pose = hip_lift(above, t, view)
    raised = "LEFT" if (support == "far") is not view.mirrored else "RIGHT"
    marks = [Landmark[f"{raised}_{name}"] for name in ("HIP", "KNEE", "ANKLE", "HEEL", "TOE")]
    hip = pose.landmarks[marks[0]]
    bent = hip + THIGH * way(thigh)
    foot = bent + SHANK * way(thigh + knee - 180)
    sole = 0.2 * way(thigh + 90)
    pose.landmarks[marks[1:]] = [bent, foot, foot - 0.3 * sole, foot + sole]
    return replace(pose, mask=None)
