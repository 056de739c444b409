from pose.pose import Pose
from tests.figures import SIDE_ON, View, hip_lift, lift_rest

TILT = 5.0  # degrees by which the hips come nearer to the line shoulder-knee


def good(share: float, t: float) -> Pose:
    """The share of a way to the back pressed to the floor."""
    return pressed(share, t)


def pressed(share: float, t: float = 0.0, tilt: float = TILT, view: View = SIDE_ON) -> Pose:
    """On the back, knees up, the pelvis a `share` of `tilt` degrees from its rest."""
    return hip_lift(lift_rest() + share * tilt, t, view, arms="chest")
