"""World's greatest stretch (ワールドグレイテストストレッチ): in a long lunge an elbow goes to the
floor, then that arm opens to the ceiling.

Correct form (source text 003): a big step forward, the elbow to the floor, then open the chest and
turn; 6 to 8 times each side. Nobody has published how far that should go, so only its two stages
are looked at, each whether it was there, and a rush; the rear knee, which may rest on the floor, is
told and never judged.

Grades: V, M, D, C, J of evidence-more.md §3.8; D here = measured on drawn people whose joints are
known (`benchmarks.render.sets`: three people and two single clips); no clip of a real one was at
hand.

Not judged: the twist and the back.
"""

import math
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from pose.geometry import joint_angle, length, median, tilt
from pose.profile import (
    Gates,
    Joints,
    Profile,
    Steady,
    far_inside,
    inside,
    large_enough,
    visible,
)
from rules.exercise import Dose, Event, Metric, OwnLimit, Signal
from rules.fault import Band, Fault, rushed, side_line
from rules.registry import register
from rules.repeated import TRIES, RepExercise, Short, Watched, decided, tempo_doubt
from rules.report import Finding, MeasuredLine, Rep
from rules.reps import Cycle, RepCounter, lasting
from rules.terms import Side

# How far the higher hand is over the shoulders' middle, in % of the longer shin at rest: hands on
# the floor about -90, an arm to the ceiling 130 (geometry). Arms that open rise by 216-292 (17
# times), where only an elbow goes down 81 at most (D).
MIN_RISE, COUNTED_RISE, REST_BELOW = 100.0, 150.0, 20.0
SKIPS_OPEN = Fault(
    "skips_open",
    "arm",
    "pct",
    Band(-COUNTED_RISE, -165.0),
    None,
    sign=-1,
    concern="polish",
    unsure=15.0,
)
# How far the shoulders came down before the arm opened, in % of the shin: by 31-64 where an elbow
# goes to the floor (14 times), by 5-8 where it does not (three times, D). The elbow itself is
# hidden by the front knee at times; no elbow comes down without them. Nobody is harmed: mild (J).
SKIPS_ELBOW = Fault(
    "skips_elbow",
    "shoulders",
    "pct",
    Band(-14.0, -16.0),
    None,
    sign=-1,
    concern="polish",
    unsure=6.0,
)
LOWERED = 20.0
ELBOW_S = 12.0  # so long after it the arm opens (evidence-more.md §3.8, J)
LASTS_S = 0.25  # low for so long; with 0.1 s a joint that jumps would do (J)
# From where the shoulders come up until the arm is up, s: 1.5-2.6 where it takes 2.1, once 1.2 (D);
# only a rush is named (evidence-more.md §3.8, J).
RUSH = rushed("arm_up", Band(-1.0, -1.3), None, unsure=0.3)
COMES_UP = 0.3  # of the way down: higher the shoulders come up (J)

# Degrees (J). The front shin from upright and its thigh; the rear thigh, whose knee is behind the
# hip, on the floor or off it; the trunk, which in a lunge with a twist stands (0-16, D).
FRONT_SHIN, FRONT_THIGH, REAR_THIGH, TRUNK = 45.0, 40.0, 15.0, 40.0
HAND_LOW = 0.6  # shins over the front ankle: a hand on the floor, or on a book (J)
# Shoulders over the lower hand at rest, % of the shin: 105-121; down 59-91 (D).
SHOULDERS_REST = 98.0
# The hands are inside of the front foot: in the picture the lower one is higher than a near foot's
# ankle and lower than a far one's, medians of 3..6 and of -24..-21 % of the shin (D, eight clips),
# by which it is known which leg is in front; MediaPipe takes one for the other in two of them.
NEAR_FOOT = -9.0
RESTED = 30  # frames of rest from which the own shin is told, at most
KEPT = 90  # frames from which the leg in front is told, at most


class _Moment(NamedTuple):
    """One frame: the signal, how far the shoulders are over the lower hand, in % of the shin, and
    the rear knee in degrees."""

    t: float
    hand: float
    shoulders: float
    knee: float


@register
class WorldsGreatest(RepExercise):
    """Signal: how far the higher hand is over the shoulders, in % of the shin."""

    name = "worlds_greatest"
    version = 3
    bands_since = 2
    order = 20
    view = "side_at_start"
    sides = True
    stretch = True
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    needs_far = ("HIP", "KNEE", "ANKLE")
    turns = ("SHOULDER",)
    signal = Signal("hand_height", "pct")
    rest_below, min_rise, counted_rise = REST_BELOW, MIN_RISE, COUNTED_RISE
    faults = (SKIPS_ELBOW, SKIPS_OPEN, RUSH)
    essential = "skips_elbow"
    seconds = ("open_s", "stay_s", "down_s")
    metrics = (
        Metric("open_pct", "pct"),
        Metric("lowered_pct", "pct", (SKIPS_ELBOW,)),
        Metric("between_s", "s", (RUSH,)),
        Metric("rear_knee_deg", "deg"),
        Metric("open_s", "s"),
        Metric("stay_s", "s"),
        Metric("down_s", "s"),
    )
    own_range = "open_pct"
    dose = Dose(reps=6, tempo=(2, 2, 3), ways=("open", "stay", "lower"), per_side=True)  # 003; J
    easier = ("hip_flexor", 2)  # J
    strengths = ("skips_elbow", "too_fast")
    own_limit = OwnLimit("reps", 2, 12, 6)  # J

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._shins: deque[float] = deque(maxlen=RESTED)
        self._feet: deque[float] = deque(maxlen=KEPT)  # the lower hand over the front ankle
        self._moments: list[_Moment] = []  # since the arm last opened
        self._lowering = RepCounter(-SHOULDERS_REST, LOWERED)
        self._lowered: list[Cycle] = []  # how the shoulders came down, whatever followed
        self._sides: tuple[Side | None, Side | None] = (None, None)  # the near and the far one
        self._arm: MeasuredLine | None = None

    @classmethod
    def gates(cls) -> Gates:
        """Arms that pass before the legs take their joints along for a moment (D)."""
        return Gates(
            inside(*cls.needs),
            far_inside(*cls.needs_far),
            large_enough("SHOULDER", "HIP"),
            visible("HIP", "KNEE", "ANKLE"),
            Steady(("HIP",)),
            view=cls.view,
            facing=cls.facing,
        )

    def in_position(self, profile: Profile) -> bool:
        """In a long lunge, a hand on the floor."""
        legs = _legs(profile)
        if legs is None or tilt(profile.mid_hip, profile.mid_shoulder) < TRUNK:
            return False
        front, _ = legs
        return bool(front.ankle[1] - _low(profile) < HAND_LOW * length(front.knee, front.ankle))

    def update(self, t: float, profile: Profile | None, fps: float) -> list[Event]:
        events = super().update(t, profile, fps)
        low = -self._moments[-1].shoulders if math.isfinite(self.value) else math.nan
        cycle = self._lowering.update(t, low)
        if cycle and cycle.complete and cycle.rise >= LOWERED:
            self._lowered.append(cycle)
        return events

    def finish(self, t: float) -> list[Event]:
        events = super().finish(t)
        if not self.reps and len(self._lowered) >= TRIES:
            events += [event for cycle in self._lowered for event in self._not_opened(cycle)]
            self._lowered = []
        return events

    def measure(self, profile: Profile) -> float:
        if not self._counter.moving:
            self._shins.append(max(length(leg.knee, leg.ankle) for leg in (profile, profile.far)))
        shin, low = median(self._shins), _low(profile)
        legs = _legs(profile)
        assert legs is not None  # or it is not in position
        front, rear = legs
        shoulders = 100 * float(low - profile.mid_shoulder[1]) / shin  # px: y goes down
        knee = joint_angle(rear.hip, rear.knee, rear.ankle)
        self._feet.append(100 * float(front.ankle[1] - low) / shin)
        high = min(profile.wrist[1], profile.far.wrist[1])
        value = 100 * float(profile.mid_shoulder[1] - high) / shin
        self._moments.append(_Moment(profile.t, value, shoulders, knee))
        self._sides = profile.near_side, profile.far_side
        near = bool(profile.wrist[1] == high)
        self.line = self._arm = side_line(profile, near, "SHOULDER", "WRIST")
        return value

    def watch(self, t: float, profile: Profile) -> Iterable[Watched]:
        return ()

    def side(self, cycle: Cycle) -> Side | None:
        """The side of the leg in front."""
        return self._front

    def short(self, cycle: Cycle) -> Short | None:
        return Short(SKIPS_OPEN, cycle.rise, cycle.rise, self._arm)

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        since = cycle.top_start_s - ELBOW_S
        before = [m for m in self._moments if since <= m.t <= cycle.top_start_s]
        drop, until = _lowering([m for m in before if m.hand < REST_BELOW])
        between = cycle.top_start_s - until
        knees = [m.knee for m in self._moments if math.isfinite(m.knee)]
        rep.metrics = {
            "open_pct": cycle.rise,
            "lowered_pct": drop if math.isfinite(drop) else None,
            "between_s": between if math.isfinite(between) else None,
            "rear_knee_deg": median(knees) if knees else None,
            "open_s": cycle.out_s,
            "stay_s": cycle.hold_s,
            "down_s": cycle.back_s,
        }
        self._moments = self._moments[-1:]
        span = (cycle.top_start_s, cycle.top_end_s)
        found: list[Finding] = []
        for fault, value, doubt in (
            (SKIPS_ELBOW, drop, 0.0),
            (RUSH, between, tempo_doubt(fps)),
        ):
            if not math.isfinite(value):
                rep.cannot_judge.append(fault.name)
            found += decided(fault, value, span, rep, self._arm, doubt=doubt)
        return found

    @property
    def _front(self) -> Side | None:
        near, far = self._sides
        return near if self._feet and median(self._feet) > NEAR_FOOT else far

    def _not_opened(self, cycle: Cycle) -> list[Event]:
        """Shoulders that came down, after which no arm opened, are an attempt."""
        rep = Rep(
            index=len(self.reps) + 1,
            start_s=cycle.start_s,
            top_start_s=cycle.top_start_s,
            top_end_s=cycle.top_end_s,
            end_s=cycle.end_s,
            counted=False,
            side=self._front,
        )
        self.reps.append(rep)
        self._short += 1
        events = [Event("attempt", cycle.end_s, rep=rep)]
        if self._short >= TRIES:
            span = (cycle.top_start_s, cycle.top_end_s)
            finding = SKIPS_OPEN.found("mild", span, 0.0, rep.index, self._arm)
            rep.faults = [finding.fault]
            self.findings.append(finding)
            events.append(Event("fault", cycle.end_s, finding=finding))
        rep.verdict = self.rated(["mild"] if rep.faults else [])
        return events

    def reset_rep(self) -> None:
        pass  # what is kept goes on to where an arm opens


def _low(profile: Profile) -> float:
    """Height of the lower hand, px."""
    return float(max(profile.wrist[1], profile.far.wrist[1]))  # px: y goes down


def _lowering(moments: list[_Moment]) -> tuple[float, float]:
    """How far the shoulders came down for a while, from where they usually are at the most, in % of
    the shin, and until when (s) they were there; NaN for what was not seen."""
    seen = [(m.t, -m.shoulders) for m in moments if math.isfinite(m.shoulders)]
    if not seen:
        return math.nan, math.nan
    low = lasting(seen, LASTS_S)
    drop = float(np.percentile([-value for _, value in seen], 85)) + low
    down = [t for t, value in seen if value > low - COMES_UP * drop]
    return drop, down[-1] if drop >= LOWERED and down else math.nan


def _legs(profile: Profile) -> tuple[Joints, Joints] | None:
    """The front leg and the rear one; None when the body is in no lunge."""
    for front, rear in ((profile, profile.far), (profile.far, profile)):
        ahead = math.copysign(1.0, front.ankle[0] - rear.ankle[0])
        if (
            tilt(front.ankle, front.knee) < FRONT_SHIN
            and tilt(front.knee, front.hip) > FRONT_THIGH
            and (front.knee[0] - front.hip[0]) * ahead > 0
            and tilt(rear.knee, rear.hip) > REAR_THIGH
            and (rear.hip[0] - rear.knee[0]) * ahead > 0
        ):
            return front, rear
    return None
