"""A clamshell: on the side with bent knees, the front to the camera, the upper knee opened."""

from dataclasses import replace

import numpy as np

from pose.pose import Landmark, Pose
from tests.bodies.side_plank import FRONT
from tests.figures import View

OPEN = 0.4  # trunk lengths that the knees of a good one open


def good(share: float, t: float) -> Pose:
    """The share of a good one."""
    return clamshell(share * OPEN, t)


def clamshell(
    opening: float,
    t: float = 0.0,
    view: View = FRONT,
    heels: float = 0.0,
    shift: float = 0.0,
    head: float = 0.0,
    straight: bool = False,
) -> Pose:
    """Lying on the side, the head at the left, the knees `opening` trunk lengths further apart than
    at rest and the ankles `heels`; the shoulders and the head `shift` trunk lengths over their
    place, the head `head` more. With `straight` legs it is none. With the belly to the camera the
    right side is down; mirrored views the other way round."""
    knee, foot = ((0.85, 0.0), (1.65, 0.0)) if straight else ((0.6, -0.2), (1.15, 0.02))
    sides = []
    for up in (-1, 1):
        lifted = (opening, heels) if up > 0 else (0.0, 0.0)
        sides.append(
            {
                "EAR": (-0.35, 0.1 + shift + head),
                "SHOULDER": (0.0, up * 0.3 + shift),
                "ELBOW": (-0.1, up * 0.1 - 0.2),
                "WRIST": (0.2, -0.25),
                "HIP": (1.0, up * 0.17),
                "KNEE": (1.0 + knee[0], knee[1] + 0.11 * (1 + up) + lifted[0]),
                "ANKLE": (1.0 + foot[0], foot[1] + 0.07 * (1 + up) + lifted[1]),
                "HEEL": (1.05 + foot[0], foot[1] + 0.07 * (1 + up) + lifted[1]),
                "TOE": (1.05 + foot[0], foot[1] - 0.1 + 0.07 * (1 + up) + lifted[1]),
            }
        )
    lower, upper = (view.pose(side, (1.1, 0.0), t) for side in sides)
    marks = [m for m in Landmark if m.name.startswith("RIGHT_" if view.mirrored else "LEFT_")]
    landmarks = lower.landmarks.copy()
    landmarks[marks] = upper.landmarks[marks]
    return replace(lower, landmarks=landmarks, visibility=np.full(33, 0.9))
