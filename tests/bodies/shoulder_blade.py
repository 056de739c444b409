import math

import numpy as np

from tests.figures import SIDE_ON, UPPER_ARM, View, _foot


def good(share: float, t: float):
    """The elbow a share of the way up."""
    return circling(share, t)


def circling(
    share: float, t: float = 0.0, up: float = 130.0, hands: float = 0.25, view: View = SIDE_ON
):
    """Standing with the fingers on the shoulders, the wrist `hands` trunk lengths from them; the
    upper arm a `share` of the way from hanging to `up` degrees."""
    raised = math.radians(15.0 + share * (up - 15.0))
    along = np.array([math.sin(raised), -math.cos(raised)])
    shoulder = np.array([0.0, 2.75])
    joints = {
        "EAR": (0.0, 3.05),
        "SHOULDER": tuple(shoulder),
        "ELBOW": tuple(shoulder + UPPER_ARM * along),
        "WRIST": tuple(shoulder + hands * along),
        "HIP": (0.0, 1.75),
        "KNEE": (0.05, 0.9),
        **_foot((0.0, 0.0), (0.28, -0.1)),
    }
    return view.pose(joints, (0.15, 1.4), t)
