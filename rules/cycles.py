"""The engine of movements about a neutral, with an end on each side of it (cat and cow)."""

import math
from abc import abstractmethod
from typing import ClassVar, NamedTuple

import numpy as np

from pose.profile import Profile
from rules.repeated import RepExercise
from rules.reps import Cycle
from rules.terms import Engine

NEUTRAL_S = 1.0  # kept still for so long at the start: the own neutral (evidence-more.md §3.5, J)
# Still: less than this share of the smallest movement that is a rep's (J).
STILL = 0.3


class Ends(NamedTuple):
    """How far a cycle went below (-) and above (+) the own neutral, in the signal's unit."""

    low: float
    high: float


class CycleExercise(RepExercise):
    """A repeated exercise that swings about a neutral: one rep is low, high and low again.

    Subclasses give `reading`, one number a frame in percent or degrees; the main signal is its
    difference from the person's own neutral, the middle of the first second in position in which
    it keeps still. Before that nothing is counted. In `judge`, `ends` tells the two ends of a rep.
    """

    engine: ClassVar[Engine] = "cycles"

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self.neutral: float | None = None
        self._first: list[tuple[float, float]] = []

    @abstractmethod
    def reading(self, profile: Profile) -> float:
        """What is measured in this frame; NaN when it cannot be trusted."""

    def measure(self, profile: Profile) -> float:
        value = self.reading(profile)
        if self.neutral is None:
            self._find_neutral(profile.t, value)
        return math.nan if self.neutral is None else value - self.neutral

    def _find_neutral(self, t: float, value: float) -> None:
        if not math.isfinite(value):
            return
        self._first = [(t, value), *self._first]
        seconds = [row for row in self._first if row[0] >= t - NEUTRAL_S]
        whole = len(seconds) < len(self._first)
        self._first = self._first[: len(seconds) + 1]
        values = np.array([v for _, v in seconds])
        if whole and np.ptp(values) < STILL * self.min_rise:
            self.neutral = float(np.median(values))

    def tried(self) -> bool:
        """Coming back to the neutral at the end of a set is no attempt."""
        return self._counter.top > STILL * self.min_rise

    def ends(self, cycle: Cycle) -> Ends:
        """The two ends of a rep."""
        return Ends(min(value for _, value in cycle.samples), cycle.top)
