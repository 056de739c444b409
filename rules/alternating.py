"""The engine of alternating sides: one rep is the way out and back of one side."""

import math
from abc import abstractmethod
from collections import deque
from typing import ClassVar, NamedTuple

from pose.profile import Profile
from rules.repeated import RepExercise
from rules.reps import Cycle
from rules.terms import Engine, Side

_CAUGHT_S = 1.0  # a limb that was misread so long before a way has caught up with its place (J)
_OWN_REST_S = 3.0  # the own rest of each limb is the lowest of so long (as `RepCounter`)


class Limbs(NamedTuple):
    """The signal of the near and of the far limb, in the exercise's unit; NaN when not seen."""

    near: float
    far: float


class AlternatingExercise(RepExercise):
    """A repeated exercise in which one limb moves at a time, in any order.

    Subclasses give `limbs`. Each limb is measured from its own rest (a far one looks higher or
    lower by perspective), the one that has moved further is the signal, and the side that led when
    the rep was highest is the rep's.
    """

    engine: ClassVar[Engine] = "alternating"
    sides = True

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._rested: deque[tuple[float, Limbs]] = deque()
        self._led: list[tuple[float, bool, Side | None]] = []  # value, whether near, its side
        self.moved_near = True  # whether the near limb leads now
        self._misread_t = -math.inf  # when a limb was last where none can be

    @abstractmethod
    def limbs(self, profile: Profile) -> Limbs:
        """How far each limb is out, with the rest near 0."""

    def measure(self, profile: Profile) -> float:
        limbs = self.limbs(profile)
        if min(limbs) < -self.rest_below:
            self._misread_t = profile.t
        if not self._counter.moving:
            self._rest(profile.t, limbs)
        near, far = (now - low for now, low in zip(limbs, self._lowest(), strict=True))
        if math.isnan(near) and math.isnan(far):
            return math.nan
        self.moved_near = not far > near  # also when the far one is not seen
        value = near if self.moved_near else far
        side = profile.near_side if self.moved_near else profile.far_side
        if not self._counter.moving:
            self._led.clear()
        self._led.append((value, self.moved_near, side))
        return value

    @property
    def led_near(self) -> bool:
        """Whether the near limb is the one that this rep is about."""
        return max(self._led, key=lambda led: led[0], default=(0.0, True, None))[1]

    def side(self, cycle: Cycle) -> Side | None:
        high = cycle.rest + 0.8 * cycle.rise
        seen = [side for value, _, side in self._led if value >= high and side]
        return max(set(seen), key=seen.count, default=None)

    def tempo_known(self, start_s: float, end_s: float) -> bool:
        return not start_s - _CAUGHT_S < self._misread_t < end_s

    def _rest(self, t: float, limbs: Limbs) -> None:
        self._rested.append((t, limbs))
        while self._rested[0][0] < t - _OWN_REST_S:
            self._rested.popleft()

    def _lowest(self) -> Limbs:
        """Each limb's own rest: 0 as long as it was seen raised only. What lies as far on the other
        side of 0 is a misreading, and would make a raised limb of a resting one."""
        low = []
        for values in zip(*(limbs for _, limbs in self._rested), strict=True):
            known = min((v for v in values if v >= -self.rest_below), default=0.0)
            low.append(known if known <= self.rest_below else 0.0)
        return Limbs(*low) if low else Limbs(0.0, 0.0)

    def reset_rep(self) -> None:
        self._led.clear()
