"""A body on a chair's edge with one leg out in front, facing the picture's right."""

import math

import numpy as np

from pose.pose import Pose
from tests.figures import SHANK, SIDE_ON, THIGH, TRUNK, View, beside, flesh, made_once

FOLD = 32.0  # degrees of a good fold


def good(share: float, t: float) -> Pose:
    """A good stretch, whatever the share: tall for a moment, then folded."""
    return folded(FOLD * min(1.0, max(0.0, (t - 0.1) / 0.3)), t)


@made_once
def folded(
    fold: float,
    t: float = 0.0,
    view: View = SIDE_ON,
    rounded: float = 0.0,
    leg: str = "near",
    out: float = 45.0,
    kneeling: bool = False,
) -> Pose:
    """The trunk `fold` degrees forward of upright, the back `rounded` by so many degrees; the
    "near" or the "far" `leg` out, its shin `out` degrees before upright, the other foot under its
    knee, or that leg `kneeling`."""

    def down(degrees: float) -> np.ndarray:  # from here, + forward
        return np.array([math.sin(math.radians(degrees)), -math.cos(math.radians(degrees))])

    hip = np.array([0.0, 1.1])
    lean = -down(-fold)
    shoulder = hip + TRUNK * lean
    top = {
        "EAR": tuple(shoulder + 0.3 * lean),
        "SHOULDER": tuple(shoulder),
        "ELBOW": tuple(0.5 * (shoulder + hip) + (0.2, 0.0)),
        "WRIST": tuple(hip + 0.5 * THIGH * down(60)),
        "HIP": tuple(hip),
    }

    def legged(thigh: float, shin: float) -> dict[str, tuple[float, float]]:
        knee = hip + THIGH * down(thigh)
        ankle = knee + SHANK * down(shin)
        heel = ankle + 0.1 * down(shin)
        toe = heel + 0.35 * down(shin + 90)
        return {
            name: tuple(point)
            for name, point in zip(
                ("KNEE", "ANKLE", "HEEL", "TOE"), (knee, ankle, heel, toe), strict=True
            )
        }

    stretched = {**top, **legged(58.0, out)}
    other = {**top, **(legged(5.0, -95.0) if kneeling else legged(74.0, -8.0))}
    nearer, further = (stretched, other) if leg == "near" else (other, stretched)
    body = flesh(nearer, rounded)
    near, far = (view.pose(joints, (0.4, 1.0), t, body) for joints in (nearer, further))
    return beside(near, far, view)
