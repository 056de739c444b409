"""Lifting from the floor (物の持ち上げ): standing, down to something light on the floor, and up.

Source text 003: close to the thing, knees and hips bent together, up with the whole sole; MHLW the
same (V [b4]). What people do instead is to bend from the back with straight knees, or to reach far.

Grades: V, M, D, C, J of evidence-more.md; D here = measured on three rendered people (`truth/more`,
six reps), a real kettlebell and real deadlifts, and on every stored hinge, squat and chair rise.

Whether the back rounds is estimated from the trunk's outline and the joints, against the same
person standing (`rules.spine`); of bodies unlike all known ones it is read from the outline alone
(`rules.back`). Where neither can be, a lift is not called good.

Not judged: the heels, twisting, the load, what comes first on the way up.
"""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from pose.geometry import lean, median, tilt
from pose.profile import Gates, Profile, bending_gates
from rules import spine
from rules.back import Back, StandingBack
from rules.balance import Facing, Stance, leg_out, seated, stance, walked
from rules.exercise import Dose, Metric, Signal
from rules.fault import Band, Fault, measured_line, rushed
from rules.registry import register
from rules.repeated import RepExercise, Watched, decided, tempo_findings
from rules.report import Finding, MeasuredLine, Rep
from rules.reps import Cycle
from rules.terms import Way

# How much less the hips come down than the shoulders, in % of what these do: with knees and hips
# 35 (rendered) to 34-68 (four real ones), stiff-kneed bends 94-95 (D); a hinge 70-90. The bands are
# those of evidence-more.md §4.3 (D of the renderer, J).
FROM_BACK = Fault(
    "bends_from_back", "bend_share", "pct", Band(80.0, 76.0), Band(90.0, 86.0), unsure=6.0
)
# The hands at the lowest in front of the ankles, leg lengths: 0.40-0.61 where the box is near, 0.62
# to 0.85 (once 1.15) where it is further, of that 0.74 and more where the arms are stretched out
# for it, once 0.53 (D, 12 people in all kinds of clothes): named beyond what near ones read. Never
# severe.
TOO_FAR = Fault("too_far", "wrists", "leg", Band(0.66, 0.62), None, unsure=0.15)
# Rounding of the back, degrees, from its outline: 9-10 of a straight back, 43-44 of one that stoops
# (D, two rendered people); a hinge reads real, good deep lifts as up to 37 (D). Drawn lifts that
# read 24-26 had 26-37 of true rounding (D, four of three people): good up to 11, as far as what is
# estimated can be good (its doubt is 9 and more). The bands are those of evidence-more.md §4.3; the
# means of both kinds differ by 11 (V [b3]): never severe.
ROUNDED = Fault(
    "rounded_back", "contour_standing", "deg", Band(45.0, 40.0), None, unsure=34.0, most=85.0
)
# The same in true degrees, where the spine itself is estimated: who crouches rightly has 25 (SD 8;
# V [b3]), so 20 instead of a hinge's 15. Good is only what the whole interval says to be.
ESTIMATED = replace(ROUNDED, mild=Band(20.0, 20.0), unsure=0.0)
BACK = spine.SpineFault(ESTIMATED, 1, 20.0, math.inf, "flexion_deg", objects=-1.0)
# A wrist so far under its ankle (trunk lengths) is misread: bars and bellies hide hands (J).
UNDER = 0.1
# Where the other hand is further out than the near one by more leg lengths, one of them is misread,
# and nothing is said of the distance: correct drawn lifts have up to 0.11 (12 people),
# one to a far box that reads as near 0.25 and 0.51 (D).
HANDS_APART = 0.18
# Seconds of the way down (J).
TEMPO: dict[Way, Fault] = {
    "out": rushed("crouch", Band(-0.9, -1.2), Band(-0.5, -0.7), unsure=0.15),
}
# How far the shoulders come down, in % of the standing height: standing -2..6, lifts 44-73 (D).
REST_BELOW, MIN_RISE, COUNTED = 10.0, 15.0, 25.0
# The lower hand over its ankle, trunk lengths: 0.45 and less in lifts, 0.51 and more in hinges,
# 0.67 and more in squats and chair rises (D, 70 reps): up to the middle of that gap at the floor.
FLOOR = 0.48
# What is lifted may be higher, a box by its edge: who bends from the back with hands that hang 0.57
# over the ankles has come down by 46 %, hinges by 31 and less (D): the middle. The hips of who
# rounds over bent knees come down by 69-73 % less (D, five people), of a squat that leans by up to
# 60 (D, six): the middle.
STOOPED = (38.0, 64.0)
# Or it stands far in front, and is reached with bent knees: hands 0.31-0.66 over the ankles and
# 0.64-0.79 leg lengths in front of them, hips that come down by 62-67 % of the shoulders' way (D,
# eight lifts of four people). Squats whose arms are out have their hands 0.92 in front and more, or
# 0.80 over the ankles; who hinges brings the hips down by 32 % at most (D): the middles.
REACHES, OUT, HIPS_TOO = 0.73, (0.50, 0.85), 53.0
WHOLE_S = 0.9  # down and up in less is a misreading, as in a squat
# Feet that differ so much in height, leg lengths: one is lifted. 0.05-0.28 in lifts, 0.95 of who
# lifts on one leg (D).
ONE_LEG = 0.6
UPRIGHT = 12.0  # degrees of the trunk: standing, for the own back
BOTTOM = 0.93  # of the way down: the lowest part


class _Frame(NamedTuple):
    """One frame: how far the shoulders have come down and how much less the hips (%), the lower
    hand over its ankle (trunk lengths), the near and the other hand in front of the ankles and by
    how much the feet differ in height (leg lengths), whether a seat bears the body, and its
    back."""

    t: float
    reach: float
    share: float
    over: float
    far: float
    other: float
    feet: float
    sits: bool
    back: Back
    view: float
    stance: Stance
    line: MeasuredLine
    arm_line: MeasuredLine


@register
class Lifting(RepExercise):
    """Signal: how far the shoulders have come down, in % of the standing height."""

    name = "lifting"
    version = 9
    order = 9
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    needs_mask = True
    signal = Signal("reach", "pct")
    upright = True
    rest_below, min_rise, counted_rise = REST_BELOW, MIN_RISE, COUNTED
    min_rep_s = WHOLE_S
    faults = (ROUNDED, FROM_BACK, TOO_FAR, *TEMPO.values())
    tempo = TEMPO
    seconds = ("down_s", "hold_s", "up_s")  # the way there is down
    dose = Dose(reps=5, tempo=(2, 1, 2), ways=("crouch", "stay", "rise"))  # J
    metrics = (
        Metric("reach_pct", "pct"),
        Metric("bend_pct", "pct", (FROM_BACK,)),
        Metric("far_legs", "leg", (TOO_FAR,)),
        Metric("flexion_deg", "deg", (ROUNDED,)),
        Metric("down_s", "s", (TEMPO["out"],)),
        Metric("hold_s", "s"),
        Metric("up_s", "s"),
    )
    kind_of = ("hip_hinge",)  # who bends to the floor hinges too
    essential = "rounded_back"
    strengths = ("rounded_back", "bends_from_back", "too_far", "too_fast")

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._facing, self._back = Facing(), StandingBack(learned=self.name)
        self._rows: list[_Frame] = []

    @classmethod
    def gates(cls) -> Gates:
        return Gates(*bending_gates(cls.needs))

    def in_position(self, profile: Profile) -> bool:
        """On the feet, not on a seat with a leg out in front."""
        return tilt(profile.ankle, profile.knee) < 60 and leg_out(profile) is None

    def ready(self, profile: Profile) -> bool:
        return self.in_position(profile) and _down(profile) < REST_BELOW

    def measure(self, profile: Profile) -> float:
        value, facing = _down(profile), self._facing(profile)
        shoulders = value * (profile.torso + profile.leg)
        hips = 100 * (profile.leg - float(profile.mid_ankle[1] - profile.mid_hip[1]))
        over = min(float(each.ankle[1] - each.wrist[1]) for each in (profile, profile.far))
        seen = float(profile.ankle[1] - profile.wrist[1]) > -UNDER * profile.torso
        near, other = (
            math.copysign(1.0, facing) * float(each.wrist[0] - profile.mid_ankle[0]) / profile.leg
            for each in (profile, profile.far)
        )
        trunk = lean(profile.mid_hip, profile.mid_shoulder, facing)
        stands = value < REST_BELOW and abs(trunk) < UPRIGHT
        back = self._back.read(profile, facing, trunk, stands)
        self.line = measured_line(profile, "SHOULDER", "HIP", "KNEE", "ANKLE")
        self.outline = back.line
        self._rows.append(
            _Frame(
                profile.t,
                value,
                100 * (shoulders - hips) / shoulders if value > MIN_RISE else math.nan,
                over / profile.torso,
                near if seen else math.nan,
                other,
                abs(float(profile.ankle[1] - profile.far.ankle[1])) / profile.leg,
                seated(profile, facing),
                back,
                profile.view,
                stance(profile),
                self.line,
                measured_line(profile, "SHOULDER", "WRIST", "ANKLE"),
            )
        )
        if not self._counter.moving:
            del self._rows[:-30]
        return value

    def watch(self, t: float, profile: Profile) -> Iterable[Watched]:
        return ()

    def tried(self) -> bool:
        """The hands come to the floor or to a box; not on a seat, on one leg or in a walk."""
        rows = self._bottom()
        at_floor = sum(row.over < FLOOR or _stooped(row) or _reached_out(row) for row in rows)
        return (
            at_floor > len(rows) / 2
            and sum(row.sits for row in rows) <= len(rows) / 2
            and not median(row.feet for row in rows) > ONE_LEG
            and not walked([row.stance for row in self._rows])
        )

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        rows = self._bottom()
        middle = rows[len(rows) // 2]
        share, far, other = (
            median(getattr(row, name) for row in rows) for name in ("share", "far", "other")
        )
        if other - far > HANDS_APART:
            far = math.nan
        rep.metrics = dict.fromkeys(metric.name for metric in self.metrics)
        rep.metrics["reach_pct"] = cycle.top
        rep.metrics |= {"down_s": cycle.out_s, "hold_s": cycle.hold_s, "up_s": cycle.back_s}
        found = tempo_findings(cycle, rep, TEMPO, fps, middle.line)
        span = (cycle.top_start_s, cycle.top_end_s)
        bent = [(row.t, row.back.curve, row.view) for row in rows]
        values = {
            "flexion_deg": (ROUNDED, self._back.flexion(bent), middle.back.line or middle.line),
            "bend_pct": (FROM_BACK, share, middle.line),
            "far_legs": (TOO_FAR, far, middle.arm_line),
        }
        for name, (fault, value, line) in values.items():
            if not math.isfinite(value):
                rep.cannot_judge.append(fault.name)
                continue
            rep.metrics[name] = value
            found += decided(fault, value, span, rep, line)
        for finding in found:
            if finding.witness == ROUNDED.witness:
                finding.reference = self._back.standing
        return found

    def second_opinion(self, rep: Rep, found: list[Finding]) -> list[Finding]:
        lines = (row.back.line for row in self._bottom())
        return self._back.second_opinion(BACK, rep, found, lines)

    def _bottom(self) -> list[_Frame]:
        """The frames of the lowest part."""
        low = max(row.reach for row in self._rows)
        return [row for row in self._rows if row.reach >= BOTTOM * low]

    def reset_rep(self) -> None:
        self._back.reset_rep()
        del self._rows[:-1]


def _stooped(row: _Frame) -> bool:
    """Whether somebody bends down from the back as far as to lift something."""
    return row.reach > STOOPED[0] and row.share > STOOPED[1]


def _reached_out(row: _Frame) -> bool:
    """Whether somebody with bent knees has the hands at something far in front."""
    return row.over < REACHES and OUT[0] < row.far < OUT[1] and row.share < HIPS_TOO


def _down(profile: Profile) -> float:
    """How far the shoulders have come down, in % of the height that trunk and leg make."""
    height = float(profile.mid_ankle[1] - profile.mid_shoulder[1])
    return 100 * (1 - height / (profile.torso + profile.leg))
