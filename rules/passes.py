"""The engine of passes: a body that crosses the picture on its feet, turns and comes back."""

import math
from abc import abstractmethod
from collections import deque
from typing import ClassVar, NamedTuple

import numpy as np

from pose.profile import Gates, Profile, Steady, far_inside, inside, large_enough, visible
from rules.exercise import Event, Exercise
from rules.report import Finding, Rep
from rules.terms import Engine

# Where a body is well within the picture, in shares of its width (evidence-more.md §5.2): nearer to
# an edge limbs are cut off, and a lens bends what stands upright.
WITHIN = (0.15, 0.85)
# Leg lengths a second, over so many seconds: slower stands, or shifts its weight. Five real walks
# read 1.0 (0.6-1.3, D), slow old people half of that (M).
SLOWEST, OVER_S = 0.3, 0.5
# Unseen or standing for so long ends a pass: who stops to look round walks again (J).
LOST_S = 0.6


class _Place(NamedTuple):
    """Where the hips are in a frame of a size, px along it, and how long the leg is."""

    t: float
    x: float
    leg: float
    size: tuple[int, int]


class PassExercise(Exercise):
    """A movement across the picture: one rep is one way through its middle.

    Subclasses give `in_position`, `measure`, which also keeps what is judged, and `judge`. What is
    done outside of the middle of the picture, and turning round, belongs to no pass.

    Attributes
    ----------
    heading : float
        Which way the pass under way, or the one just ended, goes: +1 to the picture's right, -1 to
        its left.
    """

    engine: ClassVar[Engine] = "passes"
    leaves = True

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self.heading = 0.0
        self._places: deque[_Place] = deque()
        self._start: float | None = None  # of the pass under way
        self._last = -math.inf  # when it was last seen to go on
        self._last_t: float | None = None
        self._fps = math.inf

    @classmethod
    def gates(cls) -> Gates:
        """Legs that pass each other are taken for each other now and then: only the trunk is
        asked to be steady."""
        held = tuple(joint for joint in cls.needs if joint in ("SHOULDER", "HIP", "KNEE"))
        return Gates(
            inside(*cls.needs),
            far_inside(*cls.needs_far),
            large_enough(*cls.needs),
            visible(*held),
            Steady(("SHOULDER", "HIP")),
            view=cls.view,
            facing=cls.facing,
        )

    @abstractmethod
    def in_position(self, profile: Profile) -> bool:
        """Whether the body is in this exercise at all."""

    @abstractmethod
    def measure(self, profile: Profile) -> float:
        """The main signal; also keeps what `judge` needs."""

    @abstractmethod
    def tried(self, start: float, end: float) -> bool:
        """Whether the way from `start` to `end` (s) is one of this exercise at all."""

    @abstractmethod
    def judge(self, rep: Rep, fps: float) -> list[Finding]:
        """Findings of a whole pass; fills ``rep.metrics`` and ``rep.cannot_judge``."""

    @abstractmethod
    def forget(self, before: float) -> None:
        """Forget what was kept of the frames before a time (s)."""

    def ready(self, profile: Profile) -> bool:
        return self.in_position(profile)

    def update(self, t: float, profile: Profile | None, fps: float) -> list[Event]:
        self.value, self.line, self._fps = math.nan, None, fps
        events: list[Event] = []
        heading, within = 0.0, False
        if profile is not None and self.in_position(profile):
            if self._last_t is not None:
                self.positioned_s += min(t - self._last_t, 0.5)
            self.value = self.measure(profile)
            heading = self._goes(profile)
            x = float(profile.mid_hip[0]) / profile.size[0]
            within = WITHIN[0] <= x <= WITHIN[1]
        self._last_t = t
        if self._start is not None and (heading == -self.heading or t - self._last > LOST_S):
            events = self._close()
        if heading and within:
            if self._start is None:
                self._start, self.heading = self._began(), heading
            self._last = t
        if self._start is None:
            self.forget(t - OVER_S)
        if self._start is not None:
            self.phase = "up"
        else:
            self.phase = "rest" if math.isfinite(self.value) else "out"
        return events

    def finish(self, t: float) -> list[Event]:
        self._places.clear()
        return self._close() if self._start is not None else []

    def _goes(self, profile: Profile) -> float:
        """Which way the body goes now; 0 when it stands, or is not known to go."""
        place = _Place(profile.t, float(profile.mid_hip[0]), profile.leg, profile.size)
        if self._places and (
            self._places[-1].size != place.size or place.t - self._places[-1].t > LOST_S
        ):
            self._places.clear()
        self._places.append(place)
        while place.t - self._places[0].t > OVER_S:
            self._places.popleft()
        first = self._places[0]
        seconds = place.t - first.t
        if seconds < OVER_S / 2:
            return 0.0
        leg = float(np.median([each.leg for each in self._places]))
        speed = (place.x - first.x) / (seconds * leg)
        return math.copysign(1.0, speed) if abs(speed) > SLOWEST else 0.0

    def _began(self) -> float:
        """When the way that is seen now came into the middle of the picture, as far as it was
        followed."""
        width = self._places[-1].size[0]
        inside = [p.t for p in self._places if WITHIN[0] <= p.x / width <= WITHIN[1]]
        return inside[0]

    def _close(self) -> list[Event]:
        assert self._start is not None
        start, end, self._start = self._start, self._last, None
        if not self.tried(start, end):
            return []
        rep = Rep(
            index=len(self.reps) + 1,
            start_s=start,
            top_start_s=start,
            top_end_s=end,
            end_s=end,
            counted=True,
        )
        found = self.judge(rep, self._fps)
        rep.faults = [finding.fault for finding in found]
        rep.verdict = self.rated(finding.severity for finding in found)
        self.reps.append(rep)
        self.findings += found
        told = [Event("fault", end, finding=finding) for finding in found]
        return [Event("rep", end, rep=rep), *told]
