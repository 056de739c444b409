"""Somebody who sits at a desk, the side to the camera."""

import math

import numpy as np

from pose.pose import Pose
from tests.figures import (
    FOREARM,
    SHANK,
    SIDE_ON,
    THIGH,
    TRUNK,
    UPPER_ARM,
    Joints,
    View,
    flesh,
    made_once,
)


def good(share: float, t: float) -> Pose:
    """As the source texts ask for it, whatever the share: nothing moves."""
    return at_desk(t)


@made_once
def at_desk(
    t: float = 0.0,
    view: View = SIDE_ON,
    knee: float = 90.0,
    elbow: float = 90.0,
    foot: float = 3.0,
    lean: float = 2.0,
) -> Pose:
    """Thighs level, the `knee` and the `elbow` bent to so many degrees, the toe `foot` degrees
    under the heel, the trunk leaning `lean` degrees forward."""

    def way(degrees: float) -> np.ndarray:  # from straight ahead, upward
        return np.array([math.cos(math.radians(degrees)), math.sin(math.radians(degrees))])

    hip = np.array([0.0, SHANK + 0.1])
    knee_at = hip + THIGH * way(0)
    ankle = knee_at - SHANK * way(knee)
    shoulder = hip + TRUNK * way(90 - lean)
    elbow_at = shoulder + UPPER_ARM * way(-90)
    wrist = elbow_at + FOREARM * way(90 - elbow)
    heel = ankle - 0.1 * way(-foot) - (0.0, 0.08)
    joints: Joints = {
        "EAR": shoulder + 0.3 * way(85),
        "SHOULDER": shoulder,
        "ELBOW": elbow_at,
        "WRIST": wrist,
        "HIP": hip,
        "KNEE": knee_at,
        "ANKLE": ankle,
        "HEEL": heel,
        "TOE": heel + 0.4 * way(-foot),
    }
    return view.pose(joints, (0.5, 1.0), t, flesh(joints, 0.0))
