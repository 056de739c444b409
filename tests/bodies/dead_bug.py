"""A dead bug: on the back, arms up and knees over the hips, a leg and the other arm stretched."""

import math

import numpy as np

from pose.pose import Pose
from tests.figures import (
    FOREARM,
    SHANK,
    SIDE_ON,
    THIGH,
    UPPER_ARM,
    View,
    beside,
    flesh,
    made_once,
)

ARM = UPPER_ARM + FOREARM
MIDDLE = (0.9, 0.4)


def good(share: float, t: float) -> Pose:
    """One side, then the other: the share of a good rep."""
    return dead_bug(share, t, leg="near" if t < 10.5 else "far")


@made_once
def dead_bug(
    share: float,
    t: float = 0.0,
    view: View = SIDE_ON,
    leg: str = "near",
    arm: str = "other",
    reach: float = 78.0,
    hand: float = 80.0,
    drift: float = 0.0,
    arch: float = 0.0,
    arms_up: bool = True,
) -> Pose:
    """On the back, the "near" or "far" `leg` and the arm of the "other" or the "same" side a
    `share` of the way out.

    At the end of it the thigh is `reach` and the arm `hand` degrees from upright, the resting thigh
    has drifted by `drift` degrees, and the back is arched by `arch` degrees, most of it late.
    Without `arms_up` the arms lie on the floor.
    """

    def way(degrees: float) -> np.ndarray:  # from the ceiling towards the feet
        return np.array([math.sin(math.radians(degrees)), math.cos(math.radians(degrees))])

    shoulder, hip = np.zeros(2), np.array([1.0, 0.0])
    sides = []
    for side in ("near", "far"):
        moves = side == leg
        thigh = share * (reach if moves else drift)
        shank = 90 - share * (90 - reach if moves else 0.0)
        reaching = moves is (arm == "same")
        raised = way(-share * hand if reaching else 0.0) if arms_up else way(95.0)
        knee = hip + THIGH * way(thigh)
        ankle = knee + SHANK * way(shank)
        sides.append(
            {
                "EAR": shoulder - [0.3, -0.05],
                "SHOULDER": shoulder,
                "ELBOW": shoulder + UPPER_ARM * raised,
                "WRIST": shoulder + ARM * raised,
                "HIP": hip,
                "KNEE": knee,
                "ANKLE": ankle,
                "HEEL": ankle - 0.1 * way(0.0),
                "TOE": ankle + 0.2 * way(0.0),
            }
        )
    near, far = sides
    late = max(0.0, (share - 0.6) / 0.4)
    body = flesh(near, -arch * late)
    return beside(view.pose(near, MIDDLE, t, body), view.pose(far, MIDDLE, t), view)
