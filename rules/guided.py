"""The engine of guided time: a pacer tells the parts of each round (a breath, a stretch), and time
in position counts.

Nothing is judged: a set of it has the verdict "guided", never a fault.
"""

import math
from abc import abstractmethod
from typing import ClassVar, NamedTuple

from pose.profile import Profile
from rules.exercise import Done, Event, Exercise
from rules.reps import Cutting, Cycle, RepCounter
from rules.terms import Engine, Side

SETTLE_S = 1.0  # so long in position before the pacer begins (J)
# Out of position or unseen for longer: the pacer waits (as a hold's clock, J).
LEFT_S = 2.0
# Less than that in position, seen in every second of it, is no set: who lifts the hips lies still
# between two lifts for 5.3 s at most (D, 18 sets); a real clip of lying still has 8.8 s.
SHORTEST_S, BREAK_S = 7.0, 0.6


class PacePart(NamedTuple):
    """A part of a round: its name, as in the language files, and how long it lasts in s."""

    name: str
    seconds: float


class GuidedExercise(Exercise):
    """Rounds paced in parts, as long as the body is in position.

    Subclasses give `in_position`, and set `value` and `rhythm` in `look` if they can see something
    of the body's own rhythm. Leaving the position lets the pacer wait; it goes on with the round
    that was broken off, from its beginning. After `target` rounds it is done; without a target (a
    clip, to which nobody listened) it goes on as long as the position is held.

    Attributes
    ----------
    pace : tuple of PacePart
        The parts of a round, in their order.
    """

    engine: ClassVar[Engine] = "guided"
    judged = False
    pace: ClassVar[tuple[PacePart, ...]]

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._part_at: int | None = None  # which part goes on
        self._began = 0.0  # when it began, s
        self._last_t: float | None = None
        self._in_since: float | None = None
        self._last_in: float | None = None
        self._stays: list[Done] = []  # in position without a break
        self._side: Side | None = None  # that was in position last
        self.true_times = True  # whether the frames' times are those of life

    @abstractmethod
    def in_position(self, profile: Profile) -> bool:
        """Whether the body is where the rounds are paced."""

    def look(self, t: float, profile: Profile) -> None:
        """See what can be seen of the body in position."""

    def ready(self, profile: Profile) -> bool:
        return self.in_position(profile)

    @property
    def done(self) -> bool:
        return bool(self.times())

    def times(self) -> list[Done]:
        """When the body was in position for long enough."""
        return [stay for stay in self._stays if stay.end_s - stay.start_s >= SHORTEST_S]

    def span(self) -> tuple[float, float] | None:
        return None  # what is paced goes on as long as the clip

    @property
    def per_side(self) -> dict[Side, int]:
        """A set of paced rounds is of one side: they are not counted by sides."""
        return {}

    @property
    def over(self) -> bool:
        """Whether all rounds are paced."""
        return self.target is not None and self.rounds >= self.target

    def update(self, t: float, profile: Profile | None, fps: float) -> list[Event]:
        dt = 0.0 if self._last_t is None else min(t - self._last_t, 0.5)
        self._last_t, self.value, self.line, self.outline = t, math.nan, None, None
        self.true_times = fps > 0
        here = profile is not None and self.in_position(profile)
        if here and profile is not None:
            self.positioned_s += dt
            self.look(t, profile)
            self._turn(self.side_of(profile) if self.sides else None)
        if self.over:
            return []
        if self._last_in is not None and t - self._last_in > LEFT_S:
            self._wait()
        if here and profile is not None:
            self._stay(t)
        if self._part_at is not None:
            return self._go_on(t)
        # It begins when somebody is there, not while they are waited for.
        if here and self._in_since is not None and t - self._in_since >= SETTLE_S:
            return [self._begin(t, 0)]
        return []

    def finish(self, t: float) -> list[Event]:
        self._wait()
        return []

    def _turn(self, side: Side | None) -> None:
        """It is this side now: what went on on the other one is over."""
        if side is not None and self._side not in (None, side):
            self._wait()
        self._side = side

    def _stay(self, t: float) -> None:
        """In position at time `t` (s), and since the last time that it was."""
        before = t if self._last_in is None else self._last_in
        self._in_since = t if self._in_since is None else self._in_since
        if self._last_in is None or t - before > BREAK_S:
            self._stays.append(Done(t, t))
        self.paced_s += t - before
        if self._side:
            self.paced_sides[self._side] = self.paced_sides.get(self._side, 0.0) + t - before
        self._last_in = t
        self._stays[-1] = self._stays[-1]._replace(end_s=t)

    def _wait(self) -> None:
        self._part_at, self.part, self.phase = None, None, "out"
        self._in_since = self._last_in = None

    def _begin(self, t: float, part: int) -> Event:
        self._part_at, self._began, self.phase = part, t, "pace"
        self.part = (self.pace[part].name, 0.0)
        return Event("pace", t, part=self.pace[part].name, number=self.rounds + 1)

    def _go_on(self, t: float) -> list[Event]:
        """The parts that have begun since the last frame; parts follow each other without drift."""
        events = []
        while self._part_at is not None:
            name, seconds = self.pace[self._part_at]
            self.part = (name, t - self._began)
            end = self._began + seconds
            if t < end:
                break
            following = (self._part_at + 1) % len(self.pace)
            self.rounds += following == 0
            if self.over:
                self._wait()
                break
            events.append(self._begin(end, following))
        return events


class MovingExercise(GuidedExercise):
    """Paced movements: the body's own are counted beside the pacer's, and only told.

    A clip in which none was seen is of something else; who listens to the pacer may move too little
    to be seen, and is not told that they do nothing.

    Attributes
    ----------
    rest_below, min_rise : float
        Of the main signal, as of `RepCounter`.
    cutting : Cutting
        Where its ways begin, turn and end.
    counted, too_much : float
        The smallest rise that is a movement of this exercise, and the one from which it is another.
    """

    rest_below: ClassVar[float]
    min_rise: ClassVar[float]
    cutting: ClassVar[Cutting] = Cutting()
    counted: ClassVar[float]
    too_much: ClassVar[float] = math.inf

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._moved = 0
        self._counter = RepCounter(self.rest_below, self.min_rise, self.cutting)

    @abstractmethod
    def measure(self, profile: Profile) -> float:
        """The main signal in this frame."""

    @property
    def resting(self) -> bool:
        """Also not in a movement of its own, whatever the pacer says."""
        return super().resting and not self._counter.moving

    def look(self, t: float, profile: Profile) -> None:
        self.value = self.measure(profile)
        self._moved += self._is_one(self._counter.update(t, self.value))

    def times(self) -> list[Done]:
        return super().times() if self.target is not None or self._moved else []

    def finish(self, t: float) -> list[Event]:
        cycle = self._counter.finish()
        self._moved += self._is_one(cycle) and cycle is not None and cycle.complete
        self.moves = self._moved
        return super().finish(t)

    def _is_one(self, cycle: Cycle | None) -> bool:
        """Whether a cycle, if there is one, is a movement of this exercise."""
        return cycle is not None and self.counted <= cycle.rise < self.too_much
