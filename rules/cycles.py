"""The engine of movements about a neutral, with an end on each side of it (cat and cow)."""

import math
from abc import abstractmethod
from typing import ClassVar, NamedTuple

import numpy as np

from pose.profile import Profile
from rules.exercise import Event
from rules.repeated import RepExercise
from rules.reps import Cutting, Cycle, RepCounter
from rules.terms import Engine

NEUTRAL_S = 1.0  # kept still for so long at the start: the own neutral (evidence-more.md §3.5, J)
BEGINS_S = 2.0  # so long after its first reading a body may still be about to begin (J)
# Still: changing by less than this share of the smallest movement that is a rep's: people on hands
# and knees keep within 1.1 % of the trunk, of 3 (D, one real and three rendered bodies).
STILL = 0.4
# A rep is over where its way back ends, at the other end or at the neutral, wherever that is
# between both, and not where it passes the place that it came from.
CUTTING = Cutting(back=-math.inf, near=0.65, returned=0.65, cut_off=0.65, least=2.0)


class Ends(NamedTuple):
    """How far a rep went below (-) and above (+) the own neutral, in the signal's unit."""

    low: float
    high: float


class Swings(RepCounter):
    """Cuts a signal that goes beyond its rest on both sides: its low is the lower end."""

    @property
    def low(self) -> float:
        return min(super().low, self._valley) if self.phase == "down" else super().low


class CycleExercise(RepExercise):
    """A repeated exercise that swings about a neutral, whichever end is the first.

    Subclasses give `reading`, one number a frame in percent or degrees, and the reading that is
    `usual` for a neutral. The main signal is the reading's difference from the person's own
    neutral, the middle of the first second in position in which it keeps still; as long as there is
    none, from the usual one, and the two `ends` of a rep are not known. One rep is the way to the
    upper end and back, with the lower end before or after it.
    """

    engine: ClassVar[Engine] = "cycles"
    cutting: ClassVar[Cutting] = CUTTING
    usual: ClassVar[float]

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._counter: RepCounter = self._swings()
        self.neutral: float | None = None
        self._first: list[tuple[float, float]] = []
        self._lowest = math.inf  # since the lower turn at which the last rep ended
        self._complete = True  # whether the movement that ends now came back
        self._begun = math.inf  # time of the first reading

    def _swings(self) -> Swings:
        return Swings(self.rest_below, self.min_rise, self.cutting)

    @abstractmethod
    def reading(self, profile: Profile) -> float:
        """What is measured in this frame; NaN when it cannot be trusted."""

    def measure(self, profile: Profile) -> float:
        reading = self.reading(profile)
        if self.neutral is None and self._may_be_neutral(profile.t, reading):
            self._find_neutral(profile.t, reading)
        value = reading - (self.usual if self.neutral is None else self.neutral)
        self._lowest = min(self._lowest, value) if math.isfinite(value) else self._lowest
        return value

    def _may_be_neutral(self, t: float, reading: float) -> bool:
        """Whether the body may still be at its own neutral: it is not moving or has only begun,
        since flat backs read as rounded where the usual one is lower (D, two of 18 people)."""
        if math.isfinite(reading):
            self._begun = min(self._begun, t)
        return not self.reps and (not self._counter.moving or t - self._begun < BEGINS_S)

    def _find_neutral(self, t: float, reading: float) -> None:
        if not math.isfinite(reading):
            return
        self._first = [(t, reading), *self._first]
        seconds = [row for row in self._first if row[0] >= t - NEUTRAL_S]
        # A whole second that was read, and not what follows a gap alone.
        whole = len(seconds) < len(self._first) and seconds[-1][0] <= t - NEUTRAL_S / 2
        self._first = self._first[: len(seconds) + 1]
        values = np.array([v for _, v in seconds])
        if whole and np.ptp(values) < STILL * self.min_rise:
            self.neutral = float(np.median(values))
            self._counter, self._lowest = self._swings(), math.inf

    @property
    def watching(self) -> bool:
        """The lower end may come before anything rises."""
        return True

    def _counts_so_far(self) -> bool:
        return True

    def _close(self, t: float, cycle: Cycle) -> list[Event]:
        self._complete = cycle.complete
        return super()._close(t, cycle)

    def tried(self) -> bool:
        """Coming back to the neutral at the end of a set is no attempt."""
        known = self.neutral is not None
        return self._complete or (known and self._counter.top > STILL * self.min_rise)

    def ends(self, cycle: Cycle) -> Ends:
        """The two ends of a rep; both NaN when the own neutral was not seen. Call in `judge`."""
        if self.neutral is None:
            return Ends(math.nan, math.nan)
        return Ends(self._lowest, cycle.top)

    def reset_rep(self) -> None:
        turn = self._counter.rest  # the lower end may be that of the next rep, too
        self._lowest = math.inf if turn is None else turn
