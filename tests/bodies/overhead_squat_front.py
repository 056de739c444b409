"""An overhead squat, its front to the camera, which is level and far away."""

import math

import numpy as np

from pose.pose import Pose
from tests.figures import FOREARM, SHANK, THIGH, TRUNK, UPPER_ARM, View, beside

# Seen from the front no side is nearer; the hands need room.
FRONT = View(width=0.0, far=0.95, scale=0.17)
SHOULDERS, HIPS, ANKLES = 0.30, 0.17, 0.30  # half their width, trunk lengths


def good(share: float, t: float) -> Pose:
    """The share of a usual one."""
    return squatting(share, t)


def squatting(
    share: float,
    t: float = 0.0,
    view: View = FRONT,
    depth: float = 75.0,
    knees: float = 1.15,
    toes: float = 0.0,
    shift: float = 0.0,
    raised: float = 12.0,
    turned: float = 1.0,
) -> Pose:
    """A `share` of the way down to thighs tilted by `depth` degrees towards the camera, where the
    knees are `knees` times as far apart as the ankles, the feet point `toes` degrees further out
    than the 25 of standing, and the hips have gone `shift` distances of the ankles to the picture's
    right; the straight arms `raised` degrees out from straight up; `turned` 1 is from the front, 0
    from the side."""

    def down(degrees: float) -> float:
        return math.cos(math.radians(share * degrees))

    knee_y = SHANK * down(25)
    hip_y = knee_y + THIGH * down(depth)
    hips = np.array([share * shift * 2 * ANKLES, hip_y])
    out, foot = math.radians(raised), math.radians(25 + share * toes)

    def half(side: float) -> dict[str, tuple[float, float]]:
        def at(x: float, y: float) -> np.ndarray:
            return np.array([side * x * turned, y])

        ankle = at(ANKLES, 0.0)
        knee = at(ANKLES * (0.9 + share * (knees - 0.9)), knee_y)
        shoulder = hips + at(SHOULDERS, TRUNK * down(35))
        arm = at(math.sin(out), math.cos(out))
        heel = ankle - (0.0, 0.03)
        joints = {
            "EAR": shoulder + at(-0.2, 0.25),
            "SHOULDER": shoulder,
            "ELBOW": shoulder + UPPER_ARM * arm,
            "WRIST": shoulder + (UPPER_ARM + FOREARM) * arm,
            "HIP": hips + at(HIPS, 0.0),
            "KNEE": knee,
            "ANKLE": ankle,
            "HEEL": heel,
            "TOE": heel + 0.2 * at(math.sin(foot), -math.cos(foot)),
        }
        return {name: tuple(point) for name, point in joints.items()}

    # The body's left is at the picture's right.
    return beside(*(view.pose(half(side), (0.0, 1.4), t) for side in (1.0, -1.0)), view)
