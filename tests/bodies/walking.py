"""Somebody who walks across the picture and back, its side to the camera."""

import math
from dataclasses import replace

import numpy as np

from pose.pose import Landmark, Pose
from tests.figures import FOREARM, LEG, SHANK, UPPER_ARM, View, beside

FAR_OFF = View(scale=0.25)
FROM, TO = 0.08, 0.92  # of the picture's width
STEP, WIDE = 1.0, 0.5  # how far a step goes, and a foot at most from under the hips; trunk lengths


def good(share: float, t: float) -> Pose:
    """As `tests.figures.reps` has it with ways of 3 s there and 4 s back: the face to where it goes
    next."""
    return walking(share, t, back=(t - 1) % 10 >= 4)


def walking(
    share: float,
    t: float = 0.0,
    view: View = FAR_OFF,
    back: bool = False,
    lean: float = 3.0,
    gaze: float = 12.0,
    bob: float = 0.0,
    wide: float = WIDE,
) -> Pose:
    """At a `share` of the way through the picture, or of the way `back`, faced to the left: the
    trunk `lean` degrees forward, the nose `gaze` degrees under the ear, the hips going up and down
    by `bob` trunk lengths more than the legs make them, the feet `wide` from under them."""
    forward = -1.0 if back else 1.0
    width = view.size[0] / view.unit
    x = (FROM + share * (TO - FROM)) * width
    swing = wide * math.sin(math.pi * (x - FROM * width) / STEP)
    up = bob * math.cos(2 * math.pi * (x - FROM * width) / STEP)
    hip = np.array([x, math.sqrt(LEG**2 - swing**2) + up])
    along = np.array([forward * math.sin(math.radians(lean)), math.cos(math.radians(lean))])
    shoulder = hip + along
    ear = shoulder + 0.3 * along

    def half(foot: float) -> dict[str, tuple[float, float]]:
        ankle = np.array([x + foot, 0.0])
        hand = shoulder - np.array([foot / 2, UPPER_ARM + FOREARM])
        joints = {
            "EAR": ear,
            "SHOULDER": shoulder,
            "ELBOW": (shoulder + hand) / 2,
            "WRIST": hand,
            "HIP": hip,
            "KNEE": ankle + (hip - ankle) * SHANK / LEG,
            "ANKLE": ankle,
            "HEEL": ankle - np.array([0.08 * forward, 0.06]),
            "TOE": ankle + np.array([0.28 * forward, -0.08]),
        }
        return {name: tuple(point) for name, point in joints.items()}

    near, far = (view.pose(half(foot), (width / 2, 1.3), t) for foot in (swing, -swing))
    pose = beside(near, far, view)
    down = math.radians(gaze)
    nose = ear + 0.2 * np.array([forward * math.cos(down), -math.sin(down)])
    landmarks = pose.landmarks.copy()
    landmarks[Landmark.NOSE] = view.px([tuple(nose)], (width / 2, 1.3))[0]
    visibility = pose.visibility.copy()
    visibility[Landmark.NOSE] = view.near
    return replace(pose, landmarks=landmarks, visibility=visibility)
