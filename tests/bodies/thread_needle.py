import math

import numpy as np

from pose.pose import Pose
from tests.figures import FOREARM, SHANK, SIDE_ON, THIGH, TRUNK, UPPER_ARM, View, beside

ARM = UPPER_ARM + FOREARM
DROP = 32.0  # degrees of the lower shoulder under its hip at the end: 53 % of the thigh


def good(share: float, t: float) -> Pose:
    """One arm, then the other: the share of a way under the body."""
    return threaded(share, t, arm="near" if t < 10.5 else "far")


def threaded(
    share: float,
    t: float = 0.0,
    arm: str = "near",
    drop: float = DROP,
    back: float = 0.0,
    view: View = SIDE_ON,
) -> Pose:
    """On all fours, the head at the left, the "near" or the "far" `arm` a `share` of the way under
    the body, until its shoulder is `drop` degrees under the hips and the other half-way there; the
    hips `back` trunk lengths behind the knees by then. The hand of the far arm comes towards the
    camera and so lower in the picture, that of the near one goes away from it; at rest the far hand
    is seen a little higher."""
    knee = np.array([1.0, 0.05])
    thigh = math.asin(share * back / THIGH)
    hip = knee + THIGH * np.array([math.sin(thigh), math.cos(thigh)])
    level = math.degrees(math.asin(ARM - THIGH))  # of the trunk at rest, above the horizontal
    hand = knee - [math.cos(math.radians(level)), 0.0]
    towards = -0.3 if arm == "far" else 0.2

    def half(down: float, under: float, higher: float) -> dict[str, tuple[float, float]]:
        turn = math.radians(level - share * (level + down))
        shoulder = hip + TRUNK * np.array([-math.cos(turn), math.sin(turn)])
        wrist = hand + [0.0, higher] + share * under * np.array([0.7, towards])
        joints = {
            "EAR": shoulder - (0.3, 0.0),
            "SHOULDER": shoulder,
            "ELBOW": (shoulder + wrist) / 2,
            "WRIST": wrist,
            "HIP": hip,
            "KNEE": knee,
            "ANKLE": np.add(knee, (SHANK, 0.0)),
        }
        return {name: tuple(point) for name, point in joints.items()}

    of_near, of_far = (
        ((drop, 1.0), (drop / 2, 0.0)) if arm == "near" else ((drop / 2, 0.0), (drop, 1.0))
    )
    near, far = half(*of_near, 0.0), half(*of_far, 0.15)
    return beside(*(view.pose(side, (1.0, 0.6), t) for side in (near, far)), view)
