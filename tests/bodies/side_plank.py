"""A body in the side plank, its front or back to the camera: `Pose` objects with known angles."""

import math
from dataclasses import replace

import numpy as np

from pose.pose import Landmark, Pose
from tests.figures import LEG, THIGH, TRUNK, View, _bent, _foot, _meet

# Seen from the front no side is nearer; halves of the body's width in trunk lengths.
FRONT = View(width=0.0, far=0.95)
COPIES = [
    replace(FRONT, mirrored=True),
    replace(FRONT, roll=10),
    replace(FRONT, roll=-10),
    replace(FRONT, scale=0.16),
    replace(FRONT, size=(640, 480)),
    replace(FRONT, size=(720, 1280)),
]
HALF = {"SHOULDER": 0.33, "HIP": 0.18, "KNEE": 0.1, "ANKLE": 0.08}
LYING = 28.0  # degrees under the line with the hips on the floor
SHOULDERS = 0.72  # their height over the floor


def side_plank(
    drop: float,
    t: float = 0.0,
    view: View = FRONT,
    knees: bool = False,
    turn: float = 0.0,
    elbow: float = 0.0,
    lifted: float = 0.0,
    back: bool = False,
    shoulders: float = SHOULDERS,
) -> Pose:
    """On the forearm, the head at the left: the hips `drop` degrees under (-: over) the line, the
    body turned by `turn` degrees about its own length, the elbow `elbow` and the upper leg `lifted`
    trunk lengths from where they should be. With the belly to the camera the right side is down,
    with the `back` the left one; mirrored views the other way round."""
    shoulder = np.array([0.0, shoulders])
    lower, end_height = (THIGH, 0.12) if knees else (LEG, 0.1)
    span = _bent(TRUNK, lower, drop)
    end = np.array([math.sqrt(span**2 - (shoulder[1] - end_height) ** 2), end_height])
    hip = _meet(shoulder, end, TRUNK, lower, above=drop < 0)
    knee = end if knees else hip + (end - hip) * THIGH / LEG
    ankle = knee + 0.25 * (hip - knee) if knees else end
    middle = {"SHOULDER": shoulder, "HIP": hip, "KNEE": knee, "ANKLE": ankle}
    across = {"SHOULDER": hip - shoulder, "HIP": hip - shoulder, "KNEE": end - hip}
    sides = []
    for up in (1, -1):
        joints = {}
        for name, point in middle.items():
            along = across.get(name, end - hip) / np.linalg.norm(across.get(name, end - hip))
            out = up * HALF[name] * math.cos(math.radians(turn))
            joints[name] = tuple(point + out * np.array([-along[1], along[0]]))
        if up > 0:
            for name, share in (("KNEE", 0.5), ("ANKLE", 1.0)):
                joints[name] = (joints[name][0], joints[name][1] + share * lifted)
        carried = joints["SHOULDER"][0]
        joints |= {
            "EAR": tuple(shoulder + 0.35 * (shoulder - hip)),
            "ELBOW": (carried - elbow, 0.0) if up < 0 else tuple(0.5 * (shoulder + hip)),
            "WRIST": (carried - elbow - 0.2, 0.05) if up < 0 else joints["HIP"],
            **_foot(joints["ANKLE"], np.add(joints["ANKLE"], (0.1, 0.05))),
        }
        sides.append(view.pose(joints, (1.15, 0.3), t))
    near, far = sides[::-1] if back else sides
    mark = "LEFT_" if view.mirrored else "RIGHT_"
    landmarks = near.landmarks.copy()
    marks = [each for each in Landmark if each.name.startswith(mark)]
    landmarks[marks] = far.landmarks[marks]
    return replace(near, landmarks=landmarks)


def good(share: float, t: float) -> Pose:
    """A good side plank, whatever the share."""
    return side_plank(0.0, t)
