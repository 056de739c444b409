import math

import numpy as np

from tests.figures import SHANK, SIDE_ON, THIGH, View, beside


def good(share: float, t: float):
    """The hips a share of the way forward."""
    return half_kneeling(share, t)


def half_kneeling(
    share: float,
    t: float = 0.0,
    knee: str = "near",
    trunk: float = 3.0,
    reach: float = 0.0,
    view: View = SIDE_ON,
):
    """On the "near" or the "far" `knee`, the other foot in front, facing the picture's left: the
    kneeling thigh leans by 0 to 25 degrees, the trunk by `trunk`; the front foot `reach` trunk
    lengths further ahead than under its knee."""

    def way(degrees: float) -> np.ndarray:  # upwards from here, + forward
        return np.array([-math.sin(math.radians(degrees)), math.cos(math.radians(degrees))])

    low = np.array([0.0, 0.08])
    hip = low + THIGH * way(25.0 * share)
    shoulder = hip + way(trunk)
    top = {
        "EAR": shoulder + 0.3 * way(trunk),
        "SHOULDER": shoulder,
        "ELBOW": shoulder + 0.5 * way(175.0),
        "WRIST": shoulder + 0.9 * way(170.0),
        "HIP": hip,
    }
    back = np.array([SHANK, 0.0])
    kneeling = {
        "KNEE": low,
        "ANKLE": low + back,
        "HEEL": low + back + (0.1, 0.05),
        "TOE": low + back + (0.2, -0.05),
    }
    sole = hip + THIGH * way(80.0)
    foot = np.array([sole[0] - reach, 0.1])
    up = math.sqrt(max(0.01, SHANK**2 - reach**2))
    front = {
        "KNEE": np.array([sole[0], foot[1] + up]),
        "ANKLE": foot,
        "HEEL": np.add(foot, (0.1, -0.08)),
        "TOE": np.add(foot, (-0.2, -0.1)),
    }
    legs = (kneeling, front) if knee == "near" else (front, kneeling)
    near, far = (view.pose({**top, **leg}, (0.0, 0.9), t) for leg in legs)
    return beside(near, far, view)
