"""A body on one leg, its front to the camera."""

import math

import numpy as np

from pose.pose import Pose
from tests.figures import SHANK, THIGH, TRUNK, View, beside

# Seen from the front no side is nearer.
FRONT = View(width=0.0, far=0.95, scale=0.22)
SHOULDERS, HIPS = 0.34, 0.17  # half their width, trunk lengths


def good(share: float, t: float) -> Pose:
    """On both legs for a moment, then on the left one, whatever the share."""
    return on_one_leg(0.3 * min(1.0, max(0.0, (t - 0.3) / 0.3)), t)


def on_one_leg(
    lift: float,
    t: float = 0.0,
    leg: str = "left",
    view: View = FRONT,
    lean: float = 0.0,
    turned: float = 1.0,
) -> Pose:
    """On the "left" or the "right" `leg`, the other foot `lift` leg lengths over the floor, its
    knee to the front; the trunk leans by `lean` degrees, the body is seen `turned` (1 from the
    front, 0 from the side)."""
    up = np.array([math.sin(math.radians(lean)), math.cos(math.radians(lean))])

    def half(side: float, foot: float) -> dict[str, tuple[float, float]]:
        hip = np.array([side * HIPS * turned, THIGH + SHANK])
        ankle = np.array([hip[0], foot * (THIGH + SHANK)])
        knee = np.add(ankle, (0.0, SHANK))
        shoulder = (0.0, hip[1]) + TRUNK * up + (side * SHOULDERS * turned, 0.0)
        joints = {
            "EAR": shoulder + 0.3 * up - (side * 0.2, 0.0),
            "SHOULDER": shoulder,
            "ELBOW": np.add(shoulder, (side * 0.1, -0.5)),
            "WRIST": np.add(shoulder, (side * 0.15, -0.95)),
            "HIP": hip,
            "KNEE": knee,
            "ANKLE": ankle,
            "HEEL": ankle - (0.0, 0.06),
            "TOE": np.add(ankle, (side * 0.05, -0.12)),
        }
        return {name: tuple(point) for name, point in joints.items()}

    # The body's left is at the picture's right.
    left, right = (0.0, lift) if leg == "left" else (lift, 0.0)
    halves = (half(1.0, left), half(-1.0, right))
    return beside(*(view.pose(joints, (0.0, 1.4), t) for joints in halves), view)
