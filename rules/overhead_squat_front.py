"""Overhead squat (オーバーヘッドスクワット), from the front: what the side does not show of it.

The other look at the squat of `rules.overhead_squat`: knees, feet and the hips' way to one side.
Observed and never rated; no source that was read has a limit for any of it (evidence-more.md §4.5).

Grades: V, M, D, C, J of evidence-more.md; D here = five real squats of two people with a
trainer's remarks, and 17 more of two people with the arms in front.

From the front nobody sees how far the thighs tilt: reps are cut by how far the hips come down over
the feet, against the same person standing with the arms up. Not judged: causes, trunk, arms, heels
and back (from the side), a small shift of the hips (three of which a trainer speaks read 0.02-0.08,
two of which he does not 0.05).
"""

import math
from collections import deque
from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

import numpy as np

from pose.geometry import joint_angle, length, median, tilt
from pose.profile import Gates, Profile, Steady, far_inside, inside, large_enough, visible
from rules.exercise import Dose, Metric, Signal
from rules.fault import Band, Fault, measured_line
from rules.overhead_squat import AT_START
from rules.registry import register
from rules.repeated import RepExercise, Short, Watched, decided
from rules.report import Finding, MeasuredLine, Rep
from rules.reps import Cycle, lasting

# Of the knees' distance over the ankles', for so long while the hips are down: 0.95 in the one
# squat whose knees a trainer calls unsteady, 1.00-1.66 in 21 of which nobody says so (D).
# evidence-more.md has 0.75 and 1.5 (J): the one is how people stand, the other a good squat with
# the feet turned out.
KNEES_IN = Fault(
    "knees_in", "knees", "share", Band(-0.85, -0.88), None, sign=-1, unsure=0.12, observed=True
)
KNEES_OUT = Fault("knees_out", "knees", "share", Band(1.9, 1.85), None, unsure=0.2, observed=True)
# Degrees by which both feet on average point further out than standing: up to 10 where nobody says
# so (D); toes jitter (12, evidence-more.md §4.5, J).
FEET = Fault("feet_turn_out", "toes", "deg", Band(16.0, 14.0), None, unsure=5.0, observed=True)
# How far the hips go to one side, in distances of the ankles, more than standing: see above (0.15
# evidence-more.md §4.5, J).
SHIFTS = Fault("shifts", "shift", "share", Band(0.16, 0.14), None, unsure=0.06, observed=True)
LASTS_S = 0.3
# % of the standing height of the hips: the shallowest real squat comes down by 21, 0-4 standing
# (D); what counts is in between (J).
REST_BELOW, MIN_RISE, COUNTED = 10.0, 8.0, 13.0
NOT_DEEP = Fault(
    "not_deep",
    "sink",
    "pct",
    Band(-COUNTED, -COUNTED - 1),
    None,
    sign=-1,
    unsure=1.0,
    observed=True,
)
STOOD_S = 20.0  # so long the standing height is remembered: a slow rep takes half of it (J)
# Wrists so far over the shoulders in the picture, trunk lengths: 0.4-0.7 with the arms up, -0.4 and
# less with them in front (D). Arms that are raised half-way read like it from the front.
UP = 0.3
STANDING_KNEE, UPRIGHT = 150.0, 25.0  # degrees in the picture (J)
WHOLE_S = 0.9  # down and up in less is a misreading, as in `rules.squat`
DOWN = 0.7  # of the rep's way: there knees, feet and hips are looked at (J)


class _Frame(NamedTuple):
    """One frame: how far the hips are down (%), the knees' distance and the hips' shift in
    distances of the ankles, where the feet point (degrees outward), and how far the wrists are over
    the shoulders (trunk lengths)."""

    t: float
    sink: float
    knees: float
    shift: float
    toes: float
    arms: float
    legs: MeasuredLine
    hips: MeasuredLine
    feet: MeasuredLine


@register
class OverheadSquatFront(RepExercise):
    """Signal: how far the hips have come down, in % of their height standing."""

    name = "overhead_squat_front"
    order = 24
    observed = True
    view = "front"
    facing = "camera"
    needs = ("SHOULDER", "WRIST", "HIP", "KNEE", "ANKLE")
    needs_far = ("KNEE", "ANKLE")
    signal = Signal("hip_sink", "pct")
    upright = True
    rest_below, min_rise, counted_rise = REST_BELOW, MIN_RISE, COUNTED
    min_rep_s = WHOLE_S
    faults = (KNEES_IN, KNEES_OUT, FEET, SHIFTS, NOT_DEEP)
    seconds = ("down_s", "hold_s", "up_s")
    dose = Dose(reps=5, tempo=(4, 1, 4), ways=("sink", "stay", "rise"))  # V [b25], as from the side
    metrics = (
        Metric("sink_pct", "pct"),
        Metric("knees_share", "share"),
        Metric("toes_deg", "deg"),
        Metric("shift_share", "share"),
        Metric("down_s", "s"),
        Metric("hold_s", "s"),
        Metric("up_s", "s"),
    )

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._stood: deque[tuple[float, tuple[int, int], float]] = deque()
        self._rows: list[_Frame] = []

    @classmethod
    def gates(cls) -> Gates:
        # The thighs point to the camera and the trunk leans to it: no bone keeps its length, and
        # only the trunk tells how large the body is.
        gates = [
            inside(*cls.needs),
            far_inside(*cls.needs_far),
            large_enough("SHOULDER", "HIP"),
            visible(*cls.needs),
            Steady(("HIP", "ANKLE")),
        ]
        return Gates(*gates, view=cls.view, facing=cls.facing)

    def in_position(self, profile: Profile) -> bool:
        """On the feet: hips over the ankles, the trunk upright as far as the front shows it."""
        return _height(profile) > 0 and tilt(profile.mid_hip, profile.mid_shoulder) < UPRIGHT

    def ready(self, profile: Profile) -> bool:
        knee = joint_angle(profile.hip, profile.knee, profile.ankle)
        return self.in_position(profile) and knee > STANDING_KNEE and _arms(profile) > UP

    def measure(self, profile: Profile) -> float:
        arms, height, size = _arms(profile), _height(profile), profile.size
        if arms > UP:  # whoever still walks to the place has them down
            self._stood.append((profile.t, size, height))
        while self._stood and self._stood[0][0] < profile.t - STOOD_S:
            self._stood.popleft()
        stood = max((h for _, seen, h in self._stood if seen == size), default=math.nan)
        self.line = measured_line(profile, "MID_HIP", "MID_ANKLE")
        apart = abs(float(profile.ankle[0] - profile.far.ankle[0]))
        row = _Frame(
            profile.t,
            100 * (1 - height / stood),
            abs(float(profile.knee[0] - profile.far.knee[0])) / apart,
            float(profile.mid_hip[0] - profile.mid_ankle[0]) / apart,
            _toes(profile),
            arms,
            measured_line(profile, "HIP", "KNEE", "ANKLE"),
            self.line,
            measured_line(profile, "HEEL", "TOE"),
        )
        self._rows.append(row)
        if not self._counter.moving:
            del self._rows[:-30]
        return row.sink

    def watch(self, t: float, profile: Profile) -> Iterable[Watched]:
        return ()

    def tried(self) -> bool:
        """Not who squats with the arms anywhere else than up."""
        return median(row.arms for row in self._before()[-AT_START:]) > UP

    def short(self, cycle: Cycle) -> Short | None:
        rise = cycle.top - cycle.rest
        return Short(NOT_DEEP, rise, rise, self._lowest().hips)

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        low = self._lowest()
        edge = cycle.rest + DOWN * cycle.rise
        rows = [row for row in self._rows if row.sink >= edge]
        stood = self._before()
        toes, shift = (median(getattr(row, name) for row in stood) for name in ("toes", "shift"))
        wide = lasting([(row.t, row.knees) for row in rows], LASTS_S)
        near = -lasting([(row.t, -row.knees) for row in rows], LASTS_S)
        turned = lasting([(row.t, row.toes - toes) for row in rows], LASTS_S)
        ways = [
            sign * lasting([(row.t, sign * (row.shift - shift)) for row in rows], LASTS_S)
            for sign in (1, -1)
        ]
        aside = max(map(abs, ways)) if np.isfinite(ways).all() else math.nan
        rep.metrics = {
            "sink_pct": cycle.rise,
            "knees_share": _known(near),
            "toes_deg": _known(turned),
            "shift_share": _known(aside),
            "down_s": cycle.out_s,
            "hold_s": cycle.hold_s,
            "up_s": cycle.back_s,
        }
        span, found = (cycle.top_start_s, cycle.top_end_s), []
        for fault, value, line in (
            (KNEES_IN, near, low.legs),
            (KNEES_OUT, wide, low.legs),
            (FEET, turned, low.feet),
            (SHIFTS, aside, low.hips),
            (NOT_DEEP, cycle.rise, low.hips),
        ):
            if not math.isfinite(value):
                rep.cannot_judge.append(fault.name)
                continue
            found += decided(fault, value, span, rep, line)
        return found

    def _before(self) -> list[_Frame]:
        """The frames before the movement."""
        return [*takewhile(lambda row: not row.sink >= MIN_RISE, self._rows)] or self._rows[:1]

    def _lowest(self) -> _Frame:
        return max(self._rows, key=lambda row: row.sink)

    def reset_rep(self) -> None:
        del self._rows[:-1]


def _height(profile: Profile) -> float:
    """How high the hips are over the ankles, px."""
    return float(profile.mid_ankle[1] - profile.mid_hip[1])


def _arms(profile: Profile) -> float:
    """How far the lower wrist is over the shoulders, trunk lengths."""
    trunk = length(profile.mid_shoulder, profile.mid_hip)
    return float(profile.mid_shoulder[1] - max(profile.wrist[1], profile.far.wrist[1])) / trunk


def _toes(profile: Profile) -> float:
    """How far both feet point outward in the picture, on average, degrees."""
    out = []
    for foot, other in ((profile, profile.far), (profile.far, profile)):
        outward = math.copysign(1.0, foot.ankle[0] - other.ankle[0])
        across, down = foot.toe - foot.heel
        out.append(math.degrees(math.atan2(outward * across, down)))
    return sum(out) / 2


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
