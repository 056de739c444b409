"""The engine of open-ended watching (sitting): events when it is time to stand and when the posture
has drifted from the own one. No verdict, no fault: a reminder."""

import math
from abc import abstractmethod
from collections import deque
from typing import ClassVar

import numpy as np

from pose.profile import Profile
from rules.exercise import Event, Exercise
from rules.terms import Engine, EventKind


class MonitorExercise(Exercise):
    """Time in a position that is to be left now and then.

    Subclasses give `in_position` and `measure`, one number for the posture. The own posture is the
    middle of the first seconds. Who is not seen is away: a camera at a desk sees nobody who stands.

    Attributes
    ----------
    due_s : float
        After so long in position it is time to leave it; told again each time as long as it is not
        left (source text 003: 45 min).
    away_s : float
        Out of position for so long: it was left, and the time begins anew (003: 1 min).
    own_s, over_s : float
        So many first seconds make the own posture; the posture now is the middle of so many.
    drift, drift_s, drift_again_s : float
        Off the own posture by so much for so long is told, and not again for so long
        (evidence-more.md §5.1, J).
    """

    engine: ClassVar[Engine] = "monitor"
    judged = False
    due_s: ClassVar[float] = 45 * 60.0
    away_s: ClassVar[float] = 60.0
    own_s: ClassVar[float] = 10.0
    over_s: ClassVar[float] = 60.0
    drift: ClassVar[float]
    drift_s: ClassVar[float] = 5 * 60.0
    drift_again_s: ClassVar[float] = 20 * 60.0

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self.own: float | None = None  # the own posture
        self.stood = 0  # how often it was left
        self._recent: deque[tuple[float, float]] = deque()
        self._last_t: float | None = None
        self._in_s = self._out_s = 0.0  # since it was left last; out of it without a break
        self._told_due = 0
        self._off_since: float | None = None
        self._told_drift = -math.inf

    @abstractmethod
    def in_position(self, profile: Profile) -> bool:
        """Whether the body is in the position that is watched."""

    @abstractmethod
    def measure(self, profile: Profile) -> float:
        """The posture, as one number."""

    def ready(self, profile: Profile) -> bool:
        return self.in_position(profile)

    @property
    def done(self) -> bool:
        return self.positioned_s > 0

    def update(self, t: float, profile: Profile | None, fps: float) -> list[Event]:
        dt = 0.0 if self._last_t is None else min(t - self._last_t, 3.0)
        self._last_t, self.value = t, math.nan
        if profile is None or not self.in_position(profile):
            return self._away(t, dt)
        self.phase, self._out_s = "hold", 0.0
        self.positioned_s += dt
        self._in_s += dt
        self.value = self.measure(profile)
        kinds: list[EventKind] = []
        if self._in_s >= self.due_s * (self._told_due + 1):
            self._told_due += 1
            kinds.append("stand_due")
        if self._drifted(t):
            kinds.append("drift")
        return [Event(kind, t) for kind in kinds]

    def finish(self, t: float) -> list[Event]:
        return []

    def _away(self, t: float, dt: float) -> list[Event]:
        self.phase, self._off_since = "out", None
        before, self._out_s = self._out_s, self._out_s + dt
        if not before < self.away_s <= self._out_s:
            return []
        left, self._in_s, self._told_due = self._in_s > 0, 0.0, 0
        self.stood += left
        return [Event("stood", t)] if left else []

    def _drifted(self, t: float) -> bool:
        """Whether the posture has been off the own one for long, and that was not told lately."""
        if not math.isfinite(self.value):
            return False
        self._recent.append((t, self.value))
        span = self.own_s if self.own is None else self.over_s
        while len(self._recent) > 1 and self._recent[1][0] <= t - span:
            self._recent.popleft()
        middle = float(np.median([value for _, value in self._recent]))
        if self.own is None:
            if t - self._recent[0][0] >= span:
                self.own = middle
            return False
        if abs(middle - self.own) <= self.drift:
            self._off_since = None
            return False
        self._off_since = t if self._off_since is None else self._off_since
        told = t - self._off_since >= self.drift_s and t - self._told_drift >= self.drift_again_s
        self._told_drift = t if told else self._told_drift
        return told
