import math

import numpy as np

from tests.bodies.diaphragm import DEEP, breath_at
from tests.figures import SHANK, SIDE_ON, THIGH, View, flesh, made_once


def good(share: float, t: float):
    """Lying and breathing with the pacer, whatever the share."""
    return on_the_wall(t, breath=round(breath_at(t), 2))


@made_once
def on_the_wall(
    t: float = 0.0,
    thigh: float = 0.0,
    shank: float = 90.0,
    breath: float = 0.0,
    arms_up: bool = False,
    view: View = SIDE_ON,
):
    """On the back, the feet on a wall: thigh and shank so many degrees from upright towards the
    feet, at `breath` (0 empty .. 1 full); the hands on the chest, or `arms_up` to the ceiling."""

    def way(degrees: float) -> np.ndarray:
        return np.array([math.sin(math.radians(degrees)), math.cos(math.radians(degrees))])

    hip = np.array([1.0, 0.0])
    knee = hip + THIGH * way(thigh)
    ankle = knee + SHANK * way(shank)
    wrist = (0.0, 1.0) if arms_up else (0.25, 0.25)
    joints = {
        "EAR": (-0.3, 0.05),
        "SHOULDER": (0.0, 0.0),
        "ELBOW": (0.0, 0.55) if arms_up else (0.35, 0.1),
        "WRIST": wrist,
        "HIP": tuple(hip),
        "KNEE": tuple(knee),
        "ANKLE": tuple(ankle),
        "HEEL": tuple(ankle - 0.1 * way(0.0)),
        "TOE": tuple(ankle + 0.2 * way(0.0)),
    }
    return view.pose(joints, (0.9, 0.4), t, flesh(joints, 0.0, DEEP * breath))
