"""The engine of open-ended watching (sitting): events when it is time to stand, when nothing has
moved for long and when the posture has drifted from the own one. No verdict, no fault: a reminder.
"""

import math
from abc import abstractmethod
from collections import deque
from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from pose.profile import Profile
from rules.exercise import Event, Exercise
from rules.terms import Engine

# The position is what most of so many looks say: a single misread one neither begins nor breaks off
# a stand (J).
_LOOKS = 3


class MonitorExercise(Exercise):
    """Time in a position that is to be left now and then.

    Subclasses give `in_position`, `measure` and `place`. The own posture is the middle of the first
    seconds after each time that the position was taken. Who is not seen is away: a camera at a desk
    sees nobody who stands.

    Attributes
    ----------
    due_s : float
        After so long in position it is time to leave it (source text 003: 45 min).
    hard_s, again_s, snooze_s : float
        Told once more at the first, whatever was put off, and then again every second
        (003 and MHLW: within the hour; the repeat J); put off by the third (J).
    away_s : float
        Out of position, or nothing looked at, for so long: it was left, and the time begins anew
        (003: 1 min).
    own_s, over_s : float
        So many first seconds make the own posture; the posture now is the middle of so many.
    drifts : mapping
        By how much each number of `measure` may grow over the own one.
    drift_s, still_s, note_again_s : float
        A drift is told after the first, a place not left after the second, and after either nothing
        of the kind for the third (evidence-more.md §5.1, J; MHLW: a pause or two within the hour).
    still_within : float
        So far from a place, in units of the body, is still the same one (J).
    """

    engine: ClassVar[Engine] = "monitor"
    judged = False
    due_s: float = 45 * 60.0
    hard_s: ClassVar[float] = 60 * 60.0
    again_s: ClassVar[float] = 15 * 60.0
    snooze_s: ClassVar[float] = 5 * 60.0
    away_s: ClassVar[float] = 60.0
    own_s: ClassVar[float] = 10.0
    over_s: ClassVar[float] = 60.0
    drifts: ClassVar[Mapping[str, float]]
    drift_s: ClassVar[float] = 5 * 60.0
    still_s: ClassVar[float] = 20 * 60.0
    still_within: ClassVar[float] = 0.25
    note_again_s: ClassVar[float] = 20 * 60.0

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self.stood = 0  # how often it was left
        self.in_s = self.longest_s = 0.0  # since it was left last; the longest of all
        self._put_off: float | None = None  # `in_s` at which it is told again
        self._asked_to_wait = False  # by who is watched, and not told again yet
        self._looks: deque[bool] = deque(maxlen=_LOOKS)
        self._last_t: float | None = None
        self._out_s = 0.0  # without a break
        self._told_t = -math.inf  # when a drift or a place not left was told last
        self.learn()

    @abstractmethod
    def in_position(self, profile: Profile) -> bool:
        """Whether the body is in the position that is watched."""

    @abstractmethod
    def measure(self, profile: Profile) -> Mapping[str, float]:
        """The posture, as numbers that grow with what is told of; `drifts` has their names."""

    @abstractmethod
    def place(self, profile: Profile) -> np.ndarray:
        """Where the body is, (n,) in its own units: what changes when one moves in position."""

    def learn(self) -> None:
        """The own posture is another from now on: one has sat down anew, or the camera was
        moved."""
        self.own: dict[str, float] | None = None
        self._recent: deque[tuple[float, np.ndarray]] = deque()
        self._off_since: dict[str, float] = {}
        self._spot: np.ndarray | None = None
        self._spot_t = 0.0

    def snooze(self) -> None:
        """What is due is told a little later, at `hard_s` all the same."""
        later = self.in_s + self.snooze_s
        self._put_off = min(later, self.hard_s) if self.in_s < self.hard_s else later
        self._asked_to_wait = True

    def left(self) -> None:
        """The position was left, by word of who is watched."""
        self.stood += self.in_s > 0
        self._anew()

    @property
    def due(self) -> bool:
        """Whether it is time to leave the position, put off or not."""
        return self.in_s >= self.due_s

    @property
    def later_s(self) -> float | None:
        """After how long in position it is told again, where who is watched has put it off."""
        return self._put_off if self._asked_to_wait else None

    def ready(self, profile: Profile) -> bool:
        return self.in_position(profile)

    @property
    def done(self) -> bool:
        return self.positioned_s > 0

    def update(self, t: float, profile: Profile | None, fps: float) -> list[Event]:
        dt = 0.0 if self._last_t is None else t - self._last_t
        self._last_t, self.value = t, math.nan
        if dt >= self.away_s:  # nobody looked: the computer slept
            self._anew()
            dt = 0.0
        self._looks.append(profile is not None and self.in_position(profile))
        if 2 * sum(self._looks) <= len(self._looks):
            return self._away(t, dt)
        self.phase, self._out_s = "hold", 0.0
        self.positioned_s += dt
        self.in_s += dt
        self.longest_s = max(self.longest_s, self.in_s)
        events = self._time_to_leave(t)
        if profile is not None and self._looks[-1]:
            events += self._notes(t, profile)
        return events

    def finish(self, t: float) -> list[Event]:
        return []

    def _time_to_leave(self, t: float) -> list[Event]:
        if self.in_s < (self.due_s if self._put_off is None else self._put_off):
            return []
        self._asked_to_wait = False
        hard = self.in_s >= self.hard_s
        self._put_off = self.in_s + self.again_s if hard else self.hard_s
        return [Event("stand_due", t, part="hard" if hard else None, number=int(self.in_s // 60))]

    def _away(self, t: float, dt: float) -> list[Event]:
        self.phase = "out"
        self._off_since.clear()
        before, self._out_s = self._out_s, self._out_s + dt
        if not before < self.away_s <= self._out_s:
            return []
        sat = self.in_s > 0
        self.stood += sat
        self._anew()
        return [Event("stood", t)] if sat else []

    def _anew(self) -> None:
        self.in_s, self._put_off, self._asked_to_wait = 0.0, None, False
        self.learn()

    def _notes(self, t: float, profile: Profile) -> list[Event]:
        """What is worth a word of the posture, one thing at a time and seldom."""
        numbers = self.measure(profile)
        now = np.concatenate([[*numbers.values()], self.place(profile)])
        if not np.isfinite(now).all():
            return []
        self.value = float(now[0])
        self._recent.append((t, now))
        span = self.own_s if self.own is None else self.over_s
        while len(self._recent) > 1 and self._recent[1][0] <= t - span:
            self._recent.popleft()
        middle = np.median([each for _, each in self._recent], axis=0)
        usual = dict(zip(numbers, middle.tolist(), strict=False))
        if self.own is None:
            if t - self._recent[0][0] >= span:
                self.own = usual
            return []
        told = self._still(t, middle[len(numbers) :]) or self._drifted(t, usual)
        # While it is time to stand nothing else is told.
        if told is None or self.due or t - self._told_t < self.note_again_s:
            return []
        self._told_t = t
        return [told]

    def _still(self, t: float, spot: np.ndarray) -> Event | None:
        if self._spot is None or np.abs(spot - self._spot).max() > self.still_within:
            self._spot, self._spot_t = spot, t
        if t - self._spot_t < self.still_s:
            return None
        return Event("still", t, number=int((t - self._spot_t) // 60))

    def _drifted(self, t: float, usual: Mapping[str, float]) -> Event | None:
        assert self.own is not None
        told = None
        for name, most in self.drifts.items():
            if usual[name] - self.own[name] <= most:
                self._off_since.pop(name, None)
            elif t - self._off_since.setdefault(name, t) >= self.drift_s:
                told = told or Event("drift", t, part=name)
        return told
