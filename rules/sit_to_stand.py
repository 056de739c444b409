"""Sit to stand (立ち上がり): from a chair up to standing and back, from the hips.

Correct form (source text 003): feet drawn a little under the chair, a light lean with a long back,
thighs and buttocks press the floor, up until the hips are straight, and quietly down again. The
lean is what lets one rise at all (physics, evidence-more.md §0.6), so how little somebody leans who
stood up is no fault, and slowness is none either.

Grades: V, M, D, C, J of evidence-more.md; D here = measured on rendered people with known angles
(`truth/more`, four people, eight reps) and on two real rises.

Not judged: on which leg the weight is; whether hands help (they may).
"""

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from pose.geometry import joint_angle, lean, median, tilt
from pose.profile import Profile
from rules import spine
from rules.back import BENT_BACK, Back, StandingBack
from rules.balance import Facing, Stance, faces, seated, stance, walked
from rules.exercise import Dose, Good, Metric, OwnLimit, Signal
from rules.fault import Band, Fault, measured_line, rushed
from rules.registry import register
from rules.repeated import RepExercise, Short, Watched, decided, tempo_doubt, tempo_findings
from rules.report import Finding, MeasuredLine, Rep
from rules.reps import Cutting, Cycle, lasting
from rules.terms import Way

# Shank where the hips leave the seat, degrees, + the knee in front of the ankle. Feet under the
# knees read 3..17 (four rendered people, two real), feet 17 degrees in front of them -16: the
# middle of the gap (D). Under 12 rising needs momentum (evidence-more.md §0.6), but bodies that
# are told to have 9-11 read 3-7 here (D). Never severe: it is a set-up.
FEET_FORWARD = Fault(
    "feet_forward",
    "shank",
    "deg",
    Band(5.0, 3.0),
    None,
    sign=-1,
    concern="setup",
    unsure=7.0,
)
# The furthest lean of the trunk, degrees. Read 36-40 in correct rises, 56-58 with the feet far in
# front, of a real one 57 (D). Who is weak or sore leans more (V [b21]), so it is never severe.
LEANS_MUCH = Fault("leans_much", "trunk_lean", "deg", Band(63.0, 58.0), None, unsure=5.0)
# Rounding of the back on the way up, degrees, estimated from its outline (`rules.back`): read
# -4..0 in straight backs, 31 and 32 where 35 were (D, tight clothes). Eleven degrees are natural
# (V [28]), so it is named from evidence-more.md §4.2 on; 30 degrees are severe in the truth. On the
# way down the loins meet the seat: straight backs read up to 34 there, so it is not read.
ROUNDED = Fault(
    "rounded_back",
    "contour_standing",
    "deg",
    Band(24.0, 20.0),
    Band(28.5, 25.0),
    unsure=12.0,
    most=70.0,
)
# The same in true degrees, where the spine itself is estimated; what the outline calls severe stays
# so where the estimate is a fault, too (J). Of 338 straight drawn backs that were not learned from
# one is named so, of 148 rounded ones 74, and 4 are good (D, six folds).
ESTIMATED = replace(ROUNDED, mild=Band(20.0, 20.0), severe=None, unsure=0.0)
BACK = spine.SpineFault(
    ESTIMATED,
    1,
    20.0,
    math.inf,
    "flexion_deg",
    backs_severe=20.0,
    objects=-1.4,
    sure=0.7,
    praises=1.4,
)
# Standing, degrees: knees of 176-180 and a lean of -9..+1 are read of who stands up fully (D); the
# bands are those of evidence-more.md §4.2 (J).
NOT_FULL = Fault("not_full", "knee_angle", "deg", Band(-158.0, -163.0), None, sign=-1, unsure=5.0)
STOOPED = Fault("not_full", "trunk_lean", "deg", Band(16.0, 12.0), None, unsure=4.0)
# Time in which the thighs come down from 30 to 5 % of their way, s: 0.20-0.32 in seven rendered
# ways down of 1.4-1.8 s, 0.14 in one that falls onto the seat, 0.08 in one that is all too fast
# (D). Named in the middle of the gap; severe at what is known to fall.
DROPS = Fault(
    "drops_down",
    "seat",
    "s",
    Band(-0.17, -0.19),
    Band(-0.15, -0.17),
    sign=-1,
    concern="tempo",
    unsure=0.03,
)
LAST_PIECE = (0.30, 0.05)
# The whole way up in s. People of 62 take 1.3-2.1 (V [b22]), rendered ones were read within 0.05 of
# their 1.4-1.6 and 0.59 (D). Only a rush is named: under evidence-more.md's good 0.9, severe where
# the truth's 0.7 is sure.
TEMPO: dict[Way, Fault] = {
    "out": rushed("rise", Band(-0.9, -1.0), Band(-0.65, -0.8), unsure=0.1),
}
# How far a trainer may let the trunk lean, degrees; it is read within 4 of the truth (D).
OWN = OwnLimit("deg", 30, 70, 50, Band(5.0, 3.0), Band(12.0, 9.0), signal="trunk_lean")

# The thigh's rise over level, degrees: seated 2-16 (to 30 on a high seat, J), standing 87-90 (D). A
# rep counts when the thighs come so far up; a little less is standing with bent knees.
REST_BELOW, MIN_RISE, COUNTED_TOP = 45.0, 25.0, 60.0
# The lean comes before the thighs rise, so a rep begins at a third of the usual.
CUTTING = Cutting(begun=0.3)
RECENT_S = 1.0  # a seat met so shortly before a rep began was its start (J)
OFF = (3.0, 12.0)  # degrees over the seated thigh in which the hips leave the seat
UPRIGHT_THIGH, UPRIGHT_TRUNK = 78.0, 12.0  # degrees: standing, for the back's own outline
TOP = 5.0  # degrees under the highest thigh that are the stand
LEAN_S = 0.2  # a lean lasts so long (evidence-more.md §4.2)
KEPT = 45  # frames before a rep: the lean begins while the thighs rest


class _Frame(NamedTuple):
    """One frame: the thigh's rise, trunk and shank leaning forward, the knee's angle (degrees), the
    back's outline, where the feet are."""

    t: float
    rise: float
    lean: float
    shank: float
    knee: float
    back: Back
    view: float
    stance: Stance
    line: MeasuredLine


@register
class SitToStand(RepExercise):
    """Signal: how far the thigh has risen from level, in degrees; 90 is standing."""

    name = "sit_to_stand"
    version = 4
    order = 8
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    needs_mask = True
    signal = Signal("thigh_rise", "deg")
    upright = True
    rest_below, min_rise, counted_rise = REST_BELOW, MIN_RISE, MIN_RISE
    cutting = CUTTING
    faults = (FEET_FORWARD, LEANS_MUCH, ROUNDED, NOT_FULL, STOOPED, DROPS, *TEMPO.values())
    essential = "not_full"
    tempo = TEMPO
    seconds = ("rise_s", "stay_s", "sit_s")
    dose = Dose(reps=10, tempo=(2, 1, 3), ways=("rise", "stay", "sit"))  # J; a desk break: 5
    metrics = (
        Metric("shank_deg", "deg", (FEET_FORWARD,)),
        Metric("lean_deg", "deg", (LEANS_MUCH,)),
        Metric("stand_knee_deg", "deg", (NOT_FULL,)),
        Metric("stand_lean_deg", "deg", (STOOPED,)),
        Metric("flexion_deg", "deg", (ROUNDED,)),
        Metric("rise_s", "s", (TEMPO["out"],)),
        Metric("stay_s", "s"),
        Metric("sit_s", "s"),
        Metric("seat_s", "s", (DROPS,)),
    )
    strengths = ("not_full", "drops_down", "feet_forward", "leans_much", "rounded_back", "too_fast")
    own_limit = OWN

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._facing, self._back = Facing(), StandingBack(learned=self.name)
        self._before: deque[_Frame] = deque(maxlen=KEPT)
        self._rows: list[_Frame] = []
        self._seat_t = -math.inf  # when the body was last on a seat
        self._from_seat = False  # whether the rep under way began there
        self._lean = math.nan

    @property
    def limited_value(self) -> float:
        return self._lean

    @classmethod
    def good(cls, most: float | None) -> dict[str, Good]:
        good = super().good(most)
        if most is not None:
            good["lean_deg"] = (None, most + OWN.mild.enter)
        return good

    def in_position(self, profile: Profile) -> bool:
        """On the feet or a seat: shins upright, knees over the ankles, the trunk not lying."""
        return (
            tilt(profile.ankle, profile.knee) < 60
            and tilt(profile.knee, profile.hip) < 115
            and tilt(profile.mid_hip, profile.mid_shoulder) < 85
        )

    def ready(self, profile: Profile) -> bool:
        sits = _rise(profile) < REST_BELOW and seated(profile, faces(profile))
        return self.in_position(profile) and sits

    def measure(self, profile: Profile) -> float:
        value, facing = _rise(profile), self._facing(profile)
        self._lean = lean(profile.mid_hip, profile.mid_shoulder, facing)
        stands = value > UPRIGHT_THIGH and abs(self._lean) < UPRIGHT_TRUNK
        self.line = measured_line(profile, "SHOULDER", "HIP", "KNEE", "ANKLE")
        back = self._back.read(profile, facing, self._lean, stands)
        self.outline = back.line
        if value < REST_BELOW and seated(profile, facing):
            self._seat_t = profile.t
        row = _Frame(
            profile.t,
            value,
            self._lean,
            lean(profile.ankle, profile.knee, facing),
            joint_angle(profile.hip, profile.knee, profile.ankle),
            back,
            profile.view,
            stance(profile),
            self.line,
        )
        if self._counter.moving:
            self._rows.append(row)
        else:
            self._from_seat |= self._seat_t == profile.t
            self._before.append(row)
            if self._lean < BENT_BACK:
                self._back.reset_rep()  # who leans before the set, and sits up again
        return value

    def watch(self, t: float, profile: Profile) -> Iterable[Watched]:
        return ()

    def tried(self) -> bool:
        """Not who squats, was standing when the set began, or walks off."""
        return self._from_seat and not walked([row.stance for row in self._rows])

    def counts(self, low: float, top: float) -> bool:
        return top >= COUNTED_TOP

    def short(self, cycle: Cycle) -> Short | None:
        rows = self._stood(cycle)
        if not rows:
            return None
        knee = median(row.knee for row in rows)
        return Short(NOT_FULL, knee, knee, rows[-1].line)

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        rep.metrics = dict.fromkeys(metric.name for metric in self.metrics)
        rep.metrics |= {"rise_s": cycle.out_s, "stay_s": cycle.hold_s, "sit_s": cycle.back_s}
        stood = self._stood(cycle)
        line = stood[len(stood) // 2].line if stood else None
        found = tempo_findings(cycle, rep, TEMPO, fps, line)
        found += self._judge_seat(cycle, rep, fps)
        found += self._judge_rise(cycle, rep)
        span = (cycle.top_start_s, cycle.top_end_s)
        for fault, name, values in (
            (NOT_FULL, "stand_knee_deg", [row.knee for row in stood]),
            (STOOPED, "stand_lean_deg", [row.lean for row in stood]),
        ):
            rep.metrics[name] = value = median(values) if values else None
            if value is None:
                rep.cannot_judge.append(fault.name)
            elif not any(finding.fault == fault.name for finding in found):
                found += decided(fault, value, span, rep, line)
        return found

    def _stood(self, cycle: Cycle) -> list[_Frame]:
        """The frames in which the rep stood."""
        return [row for row in self._rows if row.rise >= cycle.top - TOP]

    def _judge_rise(self, cycle: Cycle, rep: Rep) -> list[Finding]:
        """What the way up shows: where the feet are, how far the trunk leans, and its back."""
        # The lean of the way down before is over where the trunk is most upright on the seat.
        sat = [row for row in self._before if row.rise - cycle.rest < OFF[0]]
        begin = min(sat, key=lambda row: row.lean).t if sat else -math.inf
        every = [row for row in (*self._before, *self._rows) if row.t >= begin]
        rising = [row for row in every if row.t <= cycle.top_start_s] or every
        off = [row for row in rising if OFF[0] <= row.rise - cycle.rest <= OFF[1]]
        furthest = lasting([(row.t, row.lean) for row in every], LEAN_S)
        bent = [(r.t, r.back.curve, r.view) for r in rising if r.lean >= 0.6 * furthest]
        worst = max(rising, key=lambda row: row.lean)
        found = []
        for fault, name, value, line in (
            (FEET_FORWARD, "shank_deg", median(row.shank for row in off), worst.line),
            (LEANS_MUCH, "lean_deg", furthest, worst.line),
            (ROUNDED, "flexion_deg", self._back.flexion(bent), worst.back.line),
        ):
            if not math.isfinite(value):
                rep.cannot_judge.append(fault.name)
                continue
            rep.metrics[name] = value
            found += decided(fault, value, (rising[0].t, worst.t), rep, line)
        for finding in found:
            if finding.witness == ROUNDED.witness:
                finding.reference = self._back.standing
        return found

    def second_opinion(self, rep: Rep, found: list[Finding]) -> list[Finding]:
        most = max(row.lean for row in self._rows)
        lines = (row.back.line for row in self._rows if row.lean > most - spine.NEAR_END)
        return self._back.second_opinion(BACK, rep, found, lines)

    def _judge_seat(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        """How long the last piece of the way down took."""
        if cycle.back_s is None:
            rep.cannot_judge.append(DROPS.name)
            return []
        low = cycle.samples[-1][1]
        passed = [_passed(cycle.samples, low + share * (cycle.top - low)) for share in LAST_PIECE]
        seconds = passed[1] - passed[0]
        rep.metrics["seat_s"] = seconds
        span, line = (passed[0], passed[1]), self._rows[-1].line
        return decided(DROPS, seconds, span, rep, line, doubt=tempo_doubt(fps))

    def reset_rep(self) -> None:
        self._back.reset_rep()
        self._from_seat = bool(self._rows) and self._rows[-1].t - self._seat_t < RECENT_S
        low = min(range(len(self._rows)), key=lambda i: self._rows[i].rise, default=0)
        self._before.clear()
        self._before.extend(self._rows[low:])  # who does not rest on the seat is rising already
        self._rows = []


def _rise(profile: Profile) -> float:
    """The near thigh's angle over level, degrees; 90 upright, negative with the hip below."""
    return 90 - tilt(profile.knee, profile.hip)


def _passed(samples: list[tuple[float, float]], level: float) -> float:
    """When a signal that has come down to less falls through a level for the last time (s)."""
    at = max(i for i, (_, value) in enumerate(samples) if value > level)
    (before, high), (after, low) = samples[at], samples[min(at + 1, len(samples) - 1)]
    return before + (high - level) / max(high - low, 1e-9) * (after - before)
