import math

from tests.figures import FOOT, SHANK, SIDE_ON, THIGH, TRUNK, View, _foot, _meet

REST, TURN = -25.0, 20.0  # degrees of the head to the floor: at rest, and how far it goes


def good(share: float, t: float):
    """The share of a way back over the towel."""
    return over_the_towel(share, t)


def over_the_towel(
    share: float, t: float = 0.0, turn: float = TURN, at_head: bool = True, view: View = SIDE_ON
):
    """On the back, knees up, the head a `share` of `turn` degrees back; the hands `at_head` or on
    the belly."""
    knee = _meet((TRUNK, 0), (FOOT, 0), THIGH, SHANK)
    back = math.radians(REST + share * turn)
    ear = (-0.3 * math.cos(back), -0.3 * math.sin(back))
    joints = {
        "EAR": ear,
        "SHOULDER": (0.0, 0.0),
        "ELBOW": (-0.2, 0.45) if at_head else (0.4, 0.1),
        "WRIST": (ear[0] - 0.1, ear[1] + 0.1) if at_head else (0.75, 0.2),
        "HIP": (TRUNK, 0.0),
        "KNEE": tuple(knee),
        **_foot((FOOT, 0.0), (FOOT + 0.25, -0.05)),
    }
    return view.pose(joints, (1.1, 0.4), t)
