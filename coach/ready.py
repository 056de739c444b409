"""What still keeps a set from beginning, in the order in which a person can see to it."""

from collections import deque

import numpy as np

from coach.terms import Missing
from pose.pose import Pose
from pose.profile import Profile, Reason
from rules import EXERCISES

# The trunk keeps still when it has moved no further than this (trunk lengths) for so long (s). Real
# bodies at rest read 0.002-0.006, the hips of a lift move 0.3 and more (D); breathing is between.
STILL, STILL_S = 0.1, 0.6


class SetUp:
    """Tells before a set what is missing: first that somebody is there, then where they should be,
    then what the camera needs of them there.

    Somebody who stands is not told where the camera should be for who lies.

    Parameters
    ----------
    exercise : str
        A name in `rules.EXERCISES`.
    """

    def __init__(self, exercise: str):
        self._kind = EXERCISES[exercise]()
        self._trunk: deque[tuple[float, np.ndarray]] = deque()

    def missing(self, pose: Pose, profile: Profile | None, reason: Reason | None) -> Missing | None:
        """What is missing in this frame; `profile` and `reason` are what `Gates.look` said of it.

        Returns
        -------
        str or None
            "place" (not where the exercise is done), "turn" (stands, but not side-on), "still"
            (all is well but for moving), a reason of `Gates`, or None.
        """
        if reason in ("no_person", "two_people"):
            self._trunk.clear()
            return reason
        if _upright(pose) != self._kind.upright:
            return "place"
        if reason == "not_side_on" and self._kind.upright:
            return "turn"
        if profile is None:
            return reason
        if not self._kind.ready(profile):
            return "place"
        return None if self._still(profile) else "still"

    def _still(self, profile: Profile) -> bool:
        self._trunk.append((profile.t, np.array([profile.shoulder, profile.hip])))
        while self._trunk[0][0] < profile.t - STILL_S:
            self._trunk.popleft()
        seen = np.array([where for _, where in self._trunk])
        return bool(np.ptp(seen, axis=0).max() <= STILL * profile.torso)


def _upright(pose: Pose) -> bool:
    """Whether the trunk stands more than it lies."""
    x, y = pose.mid("SHOULDER") - pose.mid("HIP")
    return bool(-y > abs(x))
