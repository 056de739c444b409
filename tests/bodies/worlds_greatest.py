import math

import numpy as np

from pose.pose import Pose
from tests.figures import FOREARM, SHANK, SIDE_ON, THIGH, TRUNK, UPPER_ARM, View, _foot, beside


def good(share: float, t: float) -> Pose:
    """The share of a way from hands on the floor, over an elbow down, to the arm at the ceiling."""
    return lunging(share, t)


def lunging(
    share: float,
    t: float = 0.0,
    front: str = "near",
    trunk: float = 68.0,
    shin: float = 5.0,
    knee_down: bool = False,
    lowers: float = 22.0,
    opens: float = 1.0,
    view: View = SIDE_ON,
) -> Pose:
    """In a long lunge to the picture's left, the "near" or the "far" leg in `front`: for the first
    half of the `share` the trunk leans by `lowers` degrees more than `trunk` and comes back, in the
    second the near arm goes from the floor to the ceiling, or the share `opens` of that; the far
    hand on the floor; the front shin leans by `shin` degrees, the rear knee is up or down. Hands
    are inside of the front foot: lower in the picture than a far one."""
    trunk += lowers * math.sin(math.pi * min(1.0, 2 * share))
    arm = opens * max(0.0, 2 * share - 1)

    def way(degrees: float) -> np.ndarray:  # upwards from here, + to the picture's left
        return np.array([-math.sin(math.radians(degrees)), math.cos(math.radians(degrees))])

    ankle = np.zeros(2)
    knee = ankle + SHANK * way(shin)
    hip = knee + THIGH * way(-80.0)
    rear = hip + THIGH * (way(-140.0) if knee_down else way(-120.0))
    foot = rear + SHANK * way(-85.0 if knee_down else -105.0)
    shoulder = hip + TRUNK * way(trunk)
    level = hip + TRUNK * way(68.0)
    floor = np.array([level[0] - 0.2, 0.05 if front == "near" else -0.2])
    up = shoulder + (UPPER_ARM + FOREARM) * way(0.0)
    moving = floor + arm * (up - floor)

    def half(leg: dict, wrist: np.ndarray) -> dict[str, tuple[float, float]]:
        joints = {
            "EAR": shoulder + 0.3 * way(trunk),
            "SHOULDER": shoulder,
            "ELBOW": (shoulder + wrist) / 2,
            "WRIST": wrist,
            "HIP": hip,
            **leg,
        }
        return {name: tuple(point) for name, point in joints.items()}

    ahead = {"KNEE": knee, **_foot(ankle, ankle - (0.25, 0.1))}
    behind = {"KNEE": rear, **_foot(foot, foot - (0.05, 0.15))}
    legs = (ahead, behind) if front == "near" else (behind, ahead)
    near, far = (half(leg, wrist) for leg, wrist in zip(legs, (moving, floor), strict=True))
    return beside(*(view.pose(side, (0.9, 0.7), t) for side in (near, far)), view)
