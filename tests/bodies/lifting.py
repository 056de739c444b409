"""Lifting from the floor: down with knees and hips, the hands come to a thing before the feet."""

from dataclasses import replace

import numpy as np

from pose.pose import LABELS, Landmark, Pose
from tests.figures import LEG, SIDE_ON, View, on_feet


def good(share: float, t: float) -> Pose:
    """The share of a good lift."""
    return lifting(share, t)


def lifting(
    share: float,
    t: float = 0.0,
    view: View = SIDE_ON,
    thigh: float = 68.0,
    lean: float = 62.0,
    shank: float = 25.0,
    far: float = 0.3,
    hands: float = 0.2,
    rounded: float = 0.0,
) -> Pose:
    """A `share` of the way down to thighs tilted by `thigh` degrees, trunk and shank leaning by
    `lean` and `shank`; there the hands are `far` leg lengths before the ankles and `hands` trunk
    lengths over them, the back `rounded` by so many degrees."""
    rise, shank = 88 - share * (thigh - 2), 2 + share * (shank - 2)
    pose = on_feet(rise, share * lean, shank, t, view, share * rounded)
    marks, unit = pose.landmarks.copy(), view.unit
    ahead = -1 if view.mirrored else 1
    for label in LABELS:
        shoulder, ankle, wrist, elbow = (
            Landmark[f"{label}_{joint}"] for joint in ("SHOULDER", "ANKLE", "WRIST", "ELBOW")
        )
        hanging = marks[shoulder] + np.array([0.0, 1.1 * unit])
        thing = marks[ankle] + unit * np.array([ahead * far * LEG, -hands])
        marks[wrist] = hanging + share**2 * (thing - hanging)
        marks[elbow] = (marks[shoulder] + marks[wrist]) / 2
    return replace(pose, landmarks=marks)
