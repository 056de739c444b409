"""The engine of guided time: a pacer tells the parts of each breath, position held is time counted.

Nothing is judged: a set of it has the verdict "guided", never a fault.
"""

from abc import abstractmethod
from typing import ClassVar, NamedTuple

from pose.profile import Profile
from rules.exercise import Event, Exercise
from rules.terms import Engine

# Out of position or unseen for longer: the pacer waits (as a hold's clock, J).
LEFT_S = 2.0
SHORTEST_S = 1.0  # less than that in position is no set (J)


class PacePart(NamedTuple):
    """A part of the breath: its name, as in the language files, and how long it lasts in s."""

    name: str
    seconds: float


class GuidedExercise(Exercise):
    """Breaths paced in parts, as long as the body is in position.

    Subclasses give `in_position`, and set `value` and `rhythm` in `look` if they can see something
    of the body's own rhythm. Leaving the position lets the pacer wait; it goes on with the breath
    that was broken off, from its beginning. After `target` breaths it is done.

    Attributes
    ----------
    pace : tuple of PacePart
        The parts of a breath, in their order.
    """

    engine: ClassVar[Engine] = "guided"
    judged = False
    pace: ClassVar[tuple[PacePart, ...]]

    def __init__(self, most: float | None = None):
        super().__init__(most)
        if most is not None:
            self.target = min(self.target, int(most))
        self._part_at: int | None = None  # which part goes on
        self._began = 0.0  # when it began, s
        self._last_t: float | None = None
        self._last_in: float | None = None

    @abstractmethod
    def in_position(self, profile: Profile) -> bool:
        """Whether the body is where the breaths are paced."""

    def look(self, t: float, profile: Profile) -> None:
        """See what can be seen of the body in position."""

    def ready(self, profile: Profile) -> bool:
        return self.in_position(profile)

    @property
    def done(self) -> bool:
        return self.paced_s >= SHORTEST_S

    @property
    def over(self) -> bool:
        """Whether all breaths are paced."""
        return self.breaths >= self.target

    def update(self, t: float, profile: Profile | None, fps: float) -> list[Event]:
        dt = 0.0 if self._last_t is None else min(t - self._last_t, 0.5)
        self._last_t = t
        if profile is not None and self.in_position(profile):
            self.positioned_s += dt
            self._last_in = t
            self.look(t, profile)
        if self.over:
            return []
        if self._last_in is None or t - self._last_in > LEFT_S:
            self._wait()
            return []
        if self._part_at is None:
            if self._last_in < t:
                return []  # it begins when somebody is there, not while they are waited for
            return [self._begin(t, 0)]
        self.paced_s += dt
        return self._go_on(t)

    def finish(self, t: float) -> list[Event]:
        self._wait()
        return []

    def _wait(self) -> None:
        self._part_at, self.part, self.phase = None, None, "out"

    def _begin(self, t: float, part: int) -> Event:
        self._part_at, self._began, self.phase = part, t, "pace"
        self.part = (self.pace[part].name, 0.0)
        return Event("pace", t, part=self.pace[part].name, number=self.breaths + 1)

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
            self.breaths += following == 0
            if self.over:
                self._wait()
                break
            events.append(self._begin(end, following))
        return events
