"""Thread the needle (スレッド・ザ・ニードル): on all fours, one arm threaded under the trunk until
its shoulder is near the floor, while the hips stay over the knees.

Correct form (source text 003): from all fours thread one arm through and twist; 10 times each side;
the turn belongs to the chest and not to the low back. A camera at the side sees the shoulder go
down and come up again, and whether the hips stay where they are.

Grades: V, M, D, C, J of evidence-more.md §3.7; D here = measured on drawn people whose joints are
known (`benchmarks.render.sets`) and on one real demonstration.

Not judged: the turn of the chest, which lies across the camera's view; how far is told, never
asked for, beyond what counts at all.
"""

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from pose.geometry import length, tilt
from pose.profile import Gates, Profile, Steady, inside, large_enough, visible
from rules.bird_dog import swing
from rules.exercise import Dose, Metric, OwnLimit, Signal
from rules.fault import Band, Fault, rushed, side_line
from rules.registry import register
from rules.repeated import RepExercise, Short, Watched, tempo_findings
from rules.report import Finding, MeasuredLine, Rep
from rules.reps import Cycle, best_half_second
from rules.terms import Side, Way

# How far the thighs swing from where they were before the rep, degrees either way; of both the one
# that has moved less, because MediaPipe draws one knee anywhere while an arm passes before it.
# Correct 1.5-6.8, six reps in which they swing by 30 19-29 (D: 21 reps of three drawn people, one
# real rep of 5.8). Bands of evidence-more.md §3.7 (J).
HIPS_MOVE = Fault(
    "hips_move", "thighs", "deg", Band(15.0, 12.0), Band(28.0, 24.0), min_s=0.5, unsure=3.0
)
# How far the lower shoulder came down, % of the thigh: whole ways 86-116, a third of one 43-47 (D).
# Nobody is asked for more than counts (evidence-more.md §3.7: 35 % of the trunk); less is named.
COUNTED_RISE = 40.0
THREADS_LITTLE = Fault(
    "threads_little",
    "drop",
    "pct",
    Band(-COUNTED_RISE, -45.0),
    None,
    sign=-1,
    concern="polish",
    unsure=5.0,
)
# Whole ways in s: only a rush is named (evidence-more.md §2.5, J).
THREADS = rushed("thread", Band(-1.2, -1.4), Band(-0.7, -0.9), unsure=0.15)
TEMPO: dict[Way, Fault] = {"out": THREADS, "back": replace(THREADS, witness="unthread")}

# Degrees. A thigh from hanging: 0-16 on all fours and threading, a plank's 60 and more (D); one of
# whom sits back on the heels is beyond it (J). The shin lies: 94-112 (D).
THIGH, SHIN = 55.0, (65.0, 130.0)
# The trunk: 74-83 on all fours, 59 with an arm raised, 116 with a shoulder on the floor (D); of who
# kneels upright 0-30 (J).
TRUNK = (50.0, 150.0)
REST_BELOW, MIN_RISE = 20.0, 24.0
RESTED = (5, 30)  # frames of rest from which the own place is told: at least, at most
# A hand that comes through towards the camera is lower in the picture than the nearer one was at
# rest, one that goes away from it leaves the other, which is seen higher: 2-57 against -77..-27 %
# of the thigh (D, the same 22 reps). So it is known which arm threads, whose joints MediaPipe
# takes for the other's.
TOWARDS = -12.0
OBLIQUE_SLACK = 4.0  # degrees that an oblique camera widens the bands by (evidence.md §6.0, J)


class _Place(NamedTuple):
    """Where a body on all fours is at rest: the near and the far thigh from hanging (degrees), the
    near one's length (px), how the floor falls from the near hand to the knee (px a px), and how
    far the lower hand is under the hips on such a floor, in % of the thigh."""

    near: float
    far: float
    thigh: float
    floor: float
    hand: float


class _Moment(NamedTuple):
    """One frame of a rep: the signal, how far the thighs have swung (degrees), and how much lower
    the lower hand is than at rest, in % of the thigh."""

    t: float
    drop: float
    swung: float
    hand: float


@register
class ThreadNeedle(RepExercise):
    """Signal: how far the lower shoulder is under the hips, in % of the thigh."""

    name = "thread_needle"
    version = 3
    bands_since = 2
    order = 19
    view = "side_at_start"
    facing = "down"
    sides = True
    stretch = True
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    turns = ("SHOULDER",)
    signal = Signal("shoulder_drop", "pct")
    rest_below, min_rise, counted_rise = REST_BELOW, MIN_RISE, COUNTED_RISE
    watched = (HIPS_MOVE,)
    faults = (HIPS_MOVE, THREADS_LITTLE, *TEMPO.values())
    essential = "hips_move"
    tempo = TEMPO
    seconds = ("thread_s", "stay_s", "unthread_s")
    metrics = (
        Metric("drop_pct", "pct"),
        Metric("thighs_deg", "deg", (HIPS_MOVE,)),
        Metric("thread_s", "s", (TEMPO["out"],)),
        Metric("stay_s", "s"),
        Metric("unthread_s", "s", (TEMPO["back"],)),
    )
    own_range = "drop_pct"
    dose = Dose(
        reps=10, tempo=(2, 2, 2), ways=("thread", "stay", "unthread"), per_side=True
    )  # 003; tempo J
    easier = ("cat_cow", 6)  # J
    strengths = ("hips_move", "too_fast")
    own_limit = OwnLimit("reps", 3, 20, 10)  # J

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._places: deque[_Place] = deque(maxlen=RESTED[1])
        self._moments: list[_Moment] = []
        self._drop_line: MeasuredLine | None = None
        self._arms: tuple[Side | None, Side | None] = (None, None)  # the near and the far one

    @classmethod
    def gates(cls) -> Gates:
        """An arm that passes before a knee takes its joint along for a moment (D)."""
        return Gates(
            inside(*cls.needs),
            large_enough("SHOULDER", "HIP"),
            visible("HIP", "KNEE", "ANKLE"),
            Steady(("HIP",)),
            view=cls.view,
            facing=cls.facing,
        )

    def in_position(self, profile: Profile) -> bool:
        """On the knees, the hips over them, the trunk level or its shoulders lower."""
        kneels = any(
            abs(swing(profile, leg)) < THIGH and SHIN[0] < tilt(leg.ankle, leg.knee) < SHIN[1]
            for leg in (profile, profile.far)
        )
        return kneels and TRUNK[0] < tilt(profile.mid_hip, profile.mid_shoulder) < TRUNK[1]

    def measure(self, profile: Profile) -> float:
        if not self._counter.moving:
            self._places.append(_place(profile))
        self._arms = profile.near_side, profile.far_side
        own = self._own_place()
        lower = max(profile.shoulder[1], profile.far.shoulder[1])  # px: y goes down
        near = bool(profile.shoulder[1] == lower)
        self.line = self._drop_line = side_line(profile, near, "HIP", "SHOULDER")
        return 100 * float(lower - profile.mid_hip[1]) / own.thigh

    def watch(self, t: float, profile: Profile) -> Iterable[Watched]:
        own, now = self._own_place(), _place(profile)
        near, far = abs(now.near - own.near), abs(now.far - own.far)
        swung, thigh = min(near, far), side_line(profile, near <= far, "HIP", "KNEE")
        if len(self._places) < RESTED[0]:
            swung = math.nan  # nobody saw where the hips were before
        hand = _hand(profile, own.thigh, own.floor) - own.hand
        self._moments.append(_Moment(t, self.value, swung, hand))
        slack = OBLIQUE_SLACK if profile.oblique else 0.0
        yield HIPS_MOVE, swung, thigh, slack

    def side(self, cycle: Cycle) -> Side | None:
        """The side of the arm that threads."""
        high = cycle.rest + 0.8 * cycle.rise
        hands = [m.hand for m in self._moments if m.drop >= high and math.isfinite(m.hand)]
        near, far = self._arms
        return far if hands and np.median(hands) > TOWARDS else near

    def short(self, cycle: Cycle) -> Short | None:
        return Short(THREADS_LITTLE, cycle.rise, cycle.rise, self._drop_line)

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        swung = [(m.t, m.swung) for m in self._moments if math.isfinite(m.swung)]
        if not swung:
            rep.cannot_judge.append(HIPS_MOVE.name)
        rep.metrics = {
            "drop_pct": cycle.rise,
            "thighs_deg": best_half_second(swung) if swung else None,
            "thread_s": cycle.out_s,
            "stay_s": cycle.hold_s,
            "unthread_s": cycle.back_s,
        }
        return tempo_findings(cycle, rep, TEMPO, fps, self._drop_line)

    def _own_place(self) -> _Place:
        """The body's own place before the rep, as far as it was seen."""
        return _Place(*np.median(self._places, axis=0).tolist())

    def reset_rep(self) -> None:
        self._moments = []


def _place(profile: Profile) -> _Place:
    """Where a body on all fours is now."""
    thigh = length(profile.hip, profile.knee)
    along, down = profile.knee - profile.wrist
    floor = float(down / along) if along else 0.0
    angles = swing(profile, profile), swing(profile, profile.far)
    return _Place(*angles, thigh, floor, _hand(profile, thigh, floor))


def _hand(profile: Profile, thigh: float, floor: float) -> float:
    """How far the lower hand is under the hips, in % of a `thigh` (px), where the `floor` falls by
    so many px a px."""
    wrists = (side.wrist - profile.mid_hip for side in (profile, profile.far))
    return 100 * max(float(y - floor * x) for x, y in wrists) / thigh  # px: y goes down
