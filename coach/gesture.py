"""One hand raised towards the ceiling: the sign that pauses a set."""

import numpy as np

from pose.pose import Landmark, Pose

# Reach = wrist above the shoulder in torso lengths of its side. 17 rendered clips of one raised
# hand: 0.72-1.17 while up, elbow 167-180 deg. Other wrists that are seen in exercise: at most 0.50
# (rendered, arms crossed on the chest), 0.26 in real clips. Both arms to the ceiling aside.
UP_REACH, DOWN_REACH = 0.65, 0.55
STRAIGHT_DEG = 145.0
# The raised wrist's visibility: near arm 0.8-1; far arm 0.55-0.7 at 0.1 s, 0.8 at 1 s.
SEEN = 0.4
# A far arm hidden behind the body is often placed on the raised near one (reach up to 1.0). Its
# wrist's visibility 0.8 s later: 0.05-0.21, once 0.36; with both arms up 0.37-0.74, all through a
# set of hip lifts >= 0.49. Where both arms cover each other (camera 8-14 deg to the head) it is
# 0.1-0.4 and no picture tells them apart; in a set they stay up, so `_ready` keeps it from firing.
HIDDEN = 0.22
HOLD_S, GAP_S = 0.8, 0.25  # how long the hand must be up; a gap that does not count as lowering

_SIDES = ("LEFT", "RIGHT")


class RaisedHand:
    """Tells when one hand, and only one, is raised straight towards the ceiling and kept there.

    Lying on the back or standing, seen from the side. One raising is told once; both arms have to
    come down before the next. Uses ``pose.t``, the landmarks and their visibility.
    """

    def __init__(self) -> None:
        self._ready = False  # both arms were seen down since the last firing
        self._arm: str | None = None
        self._since = self._seen = -np.inf

    def update(self, pose: Pose) -> bool:
        """Take one frame, in the order of time.

        Parameters
        ----------
        pose : Pose
            The pose of the frame; a frame without a person counts as one without a raised hand.

        Returns
        -------
        bool
            True in the one frame in which a hand has been up for `HOLD_S`.
        """
        arm = _raised(pose)
        if arm is None and pose.t - self._seen <= GAP_S:
            return False  # a short gap does not lower the hand
        if arm != self._arm:
            self._arm, self._since = arm, pose.t
        if arm is None:
            self._ready |= all(_reach(pose, side) < DOWN_REACH for side in _SIDES)
            return False
        self._seen = pose.t
        fired = self._ready and pose.t - self._since >= HOLD_S
        self._ready &= not fired
        return fired


def _raised(pose: Pose) -> str | None:
    """The side of the raised arm, None when there is none or both are up."""
    for side, other in (_SIDES, _SIDES[::-1]):
        seen = pose.visibility[Landmark[f"{side}_WRIST"]] >= SEEN
        if seen and _reach(pose, side) > UP_REACH and _elbow(pose, side) > STRAIGHT_DEG:
            down = _reach(pose, other) < DOWN_REACH
            hidden = pose.visibility[Landmark[f"{other}_WRIST"]] < HIDDEN
            return side if down or hidden else None
    return None


def _reach(pose: Pose, side: str) -> float:
    """How far the wrist is above the shoulder, in torso lengths of its side."""
    shoulder, wrist, hip = (pose[Landmark[f"{side}_{n}"]] for n in ("SHOULDER", "WRIST", "HIP"))
    return float((shoulder[1] - wrist[1]) / max(np.linalg.norm(shoulder - hip), 1.0))


def _elbow(pose: Pose, side: str) -> float:
    """Angle at the elbow in degrees, 180 straight."""
    shoulder, elbow, wrist = (pose[Landmark[f"{side}_{n}"]] for n in ("SHOULDER", "ELBOW", "WRIST"))
    a, b = shoulder - elbow, wrist - elbow
    return float(np.degrees(np.arctan2(abs(a[0] * b[1] - a[1] * b[0]), a @ b)))
