"""What the camera shows of the person before and during a set, and for how long it has been so."""

import math
from typing import Generic, TypeVar

from coach.gesture import RaisedHand
from coach.ready import SetUp
from coach.terms import Missing
from pose.pose import Pose
from pose.profile import Reason
from rules import EXERCISES
from rules.terms import Side

LOST: tuple[Reason, ...] = ("no_person", "out_of_frame")
_What = TypeVar("_What")


class Since(Generic[_What]):
    """Something that changes now and then: what it is, and since when (s)."""

    def __init__(self, what: _What):
        self.what, self.t = what, math.nan

    def now(self, t: float, what: _What) -> None:
        """What it is at time `t` (s)."""
        if what != self.what or math.isnan(self.t):
            self.what, self.t = what, t


class Sight:
    """The person as one exercise needs to see them.

    Attributes
    ----------
    reason : Since of str or None
        Why nothing can be judged.
    missing : Since of str or None
        What keeps a set from beginning (`coach.ready.SetUp`).
    there_t : float
        When the body was last in the picture (s, camera clock).
    side : "left", "right" or None
        The side of the body that is being done (`Exercise.side_of`), when last seen.
    met : bool
        Whether anybody has been seen yet.
    hand_up : bool
        Whether one hand has just been raised.
    """

    def __init__(self, exercise: str):
        self.reason: Since[Reason | None] = Since(None)
        self.missing: Since[Missing | None] = Since(None)
        self.there_t = math.nan
        self.met = self.hand_up = False
        self.side: Side | None = None
        self._hand = RaisedHand()
        self._exercise = ""
        self.turn_to(exercise)

    def turn_to(self, exercise: str) -> None:
        """Look for another exercise from here on."""
        if exercise != self._exercise:
            self._exercise = exercise
            self._gates = EXERCISES[exercise].gates()
            self._set_up = SetUp(exercise)

    def look(self, pose: Pose, resting: bool) -> None:
        """Take the next frame of the camera; `resting`: whether no rep is under way."""
        profile, reason = self._gates.look(pose, resting)
        missing = self._set_up.missing(pose, profile, reason)
        self.reason.now(pose.t, reason)
        self.missing.now(pose.t, missing)
        if reason not in LOST or math.isnan(self.there_t):
            self.there_t = pose.t
        self.met |= missing != "no_person"
        if profile is not None:
            self.side = EXERCISES[self._exercise].side_of(profile)
        self.hand_up = self._hand.update(pose)
