"""Hip lift (ヒップリフト): on the back, knees bent, hips up until shoulder, hip, knee are in line.

Correct form (source texts 000, 002, 003, 004): lift to the shoulder-knee line and not above it, no
arching, 3 s up - 2 s hold - 4 s down, no momentum. A little lower is fine (002: "the pelvis
floats"); a low lift is a mild fault at most until it is clearly short. Arching has two witnesses:
the hips above the line, and the trunk's outline when they are not; the estimate of the lumbar spine
(`rules.spine`) is heard on both.

Grades: V, M, D, C, J of evidence.md; D here = measured on rendered people with known angles
(five bodies, benchmarks.accuracy) and on the real clips.
"""

import math
from collections.abc import Iterable

import numpy as np

from pose.geometry import deviation, joint_angle, median, tilt
from pose.profile import Joints, Profile
from rules import spine
from rules.arch import HALFWAY, NEAR_TOP, Arch, ArchGauge
from rules.exercise import Dose, Good, Metric, OwnLimit, Signal
from rules.fault import Band, Fault, measured_line, rushed
from rules.registry import register
from rules.repeated import RepExercise, Short, Watched, decided, tempo_findings
from rules.report import Finding, MeasuredLine, Rep
from rules.reps import Cycle, best_half_second
from rules.terms import Way

# Hips above the shoulder-knee line, degrees. Correct reps of five bodies read 2..13 at the top,
# 12 degrees of lumbar arch 18..27, 20 degrees 31..36: the middles of the gaps (D). The textbook
# "more than 8" (evidence.md §6.1) would scold two correct bodies of five.
OVER_ARCH = Fault(
    "over_arch", "above_line", "deg", Band(15.5, 13.5), Band(29.0, 25.0), min_s=0.35, unsure=1.5
)
# Lumbar arch estimated from the outline, degrees (`rules.arch`): the middle of the gap between
# correct reps and 20 degrees of arch, severe above nearly all of 12 degrees (D).
HOLLOW_BACK = Fault(
    "over_arch",
    "contour",
    "deg",
    Band(9.4, 7.0),
    Band(18.0, 15.0),
    min_s=0.3,
    unsure=2.0,
    most=35.0,
)
# An outline that arches while the joints are not yet so near to the line (degrees) is cloth that
# hangs, or joints that it hides: correct lifts in loose cloth read -9 and -5 (a reskinned real one)
# and down to -20 (rendered), arches of 20 degrees on the line 0..13 (D).
AGREES = -4.0
# Lumbar extension in true degrees from which it is over_arch, where the spine itself is estimated
# (`rules.spine`; README). The outline alone, with the hips on the line, is named only where the
# estimate nearly is a fault too: three correct lifts of two people read 18-21 degrees of arch and
# were estimated at 6.4-7.8 with 9.3-10.3 of doubt (0.24 doubts short of a fault and more), true
# ones at 11.6-17.4 (six of four people, 0.12 beyond and more, D): the middle of the gap. Severe is
# only what is estimated as more than 13.7 too: a correct lift whose outline read 22 was at 11.9,
# two of those six at 11.6, the others from 15.6 on (D). What outline and joints pass stays open
# where it is 0.12 doubts beyond a fault: arches that they passed 0.20 and 0.39, correct lifts up
# to 0.05 (D).
HIGH_SPINE = spine.SpineFault(OVER_ARCH, -1, 10.0, 18.0, "arch_deg")
HOLLOW_SPINE = HIGH_SPINE._replace(fault=HOLLOW_BACK, agrees=0.06, backs_severe=13.7, objects=0.12)
# Both legs tell how high the hips are, within 5.9 degrees of each other at the top of 75 of 85
# drawn and real reps (25 people). Where wide trousers or a bed let a knee be seen in a wrong place
# they are 6.9-32 apart, and 35 in a correct lift that was read 45 degrees over the line by one leg
# and 10 by the other (D): from 8.3 on only the lower one tells of an arch, when the rep is over
# (of 18 such reps one is named, 25 degrees of arch that both read over 32).
APART = 8.3
# So long near the top the outline must have been trusted, or the rep's arch is not judged (s, J).
ARCH_SEEN_S = 0.4
# Hips below the line at the best half second, degrees. Correct: -13..+10 (real clips), -22 in wide
# clothes (D, one of 26 people), low rendered reps (28 degrees short) read 24..39: named in the
# middle of that gap; evidence.md §6.1 accepts 18 (J), praised is what is 15.5 short at most.
NOT_HIGH_ENOUGH = Fault(
    "not_high_enough", "below_line", "deg", Band(23.0, 21.0), Band(36.0, 32.0), sign=-1, unsure=7.5
)
# A body whose hips are seen too high reads 15 degrees short where it is 31 short (D). Correct lifts
# rise by 42-67 degrees from the own rest (D, 60 reps, real ones among them), low ones by 22-37 (D,
# ten people): below the middle, and in the lower half of what is good, nobody is told that the hips
# are high enough.
LITTLE_RISE = 40.0
# Whole movement in s, bands of evidence.md §6.1 (J on the seeds' 3-2-4). A hold is read with an
# error of -1.4..+0.5 s (D), so only a missing one is named (less than 1 s near the top), as mild.
TEMPO: dict[Way, Fault] = {
    "out": rushed("up", Band(-2.0, -2.2), Band(-1.0, -1.2), unsure=0.1),
    "stay": rushed("hold", Band(-1.0, -1.2), None, unsure=0.1),
    "back": rushed("down", Band(-2.5, -3.0), Band(-1.2, -1.5), unsure=0.1),
}
# Angle shoulder-hip-knee that a trainer may set as the most, degrees. It is read 2-13 degrees too
# high at the top of correct reps (D): the middle of that is let pass.
OWN = OwnLimit("deg", 150, 180, 170, Band(7.0, 5.0), Band(14.0, 11.0), zero=180.0)
# Knee angle at rest, degrees. The seeds say "about 90", but correct clips read 40-72 (D), so only
# a set-up that surely changes the exercise is named: 135 moves the work to the hamstrings (V [20]).
FEET_FAR = Fault(
    "feet_too_far", "knee_angle", "deg", Band(120.0, 115.0), None, concern="setup", unsure=3.0
)
FEET_NEAR = Fault(
    "feet_too_near",
    "knee_angle",
    "deg",
    Band(-32.0, -36.0),
    None,
    sign=-1,
    concern="setup",
    unsure=3.0,
)

# A leg in the air: degrees of its shank from upright (88-177) and its foot over the other one,
# trunk lengths (0.31-2.0); with both feet on the floor perspective makes up to 0.30, but then both
# shanks stand (D).
RAISED_SHANK, RAISED = 60.0, 0.22
# A pelvic tilt with the hips on the floor moves the line by 5-8 degrees (real clip), a low lift
# by 25 and more (D): a movement is looked at from 11, counted from 17 degrees.
MIN_RISE, COUNTED_RISE = 11.0, 17.0
# Degrees; hips on the floor read -75..-48 (D), with the feet so far off that the knee is at 140
# degrees -19 (geometry); what begins higher begins lifted.
REST_BELOW = -17.0
# The trunk turns 9-25 degrees in a lift, not when a foot slides or a knee drops while the hips
# stay down (real clip: under 3); degrees (D).
TRUNK_TURN = 4.5
# Nor is it a lift when the trunk's length in the picture changes by so much: 1.02-1.34 times in
# lifts, 1.54 where somebody who lies still was misread when the clip began (D, 38 lifts): between.
STRETCHED = 1.44


# Hips further above the line than any hip and spine go: joints that are hidden or out of the
# picture read 66-137 degrees, the highest of 25 degrees of arch 44 (D). Passive extension of the
# hip is about 7 degrees (V [21]), of the whole lumbar spine some 35 (M), of which 0.63 show (D).
IMPOSSIBLE = 55.0


@register
class HipLift(RepExercise):
    """Signal: the hips above (+) or below (-) the shoulder-knee line in degrees."""

    name = "hip_lift"
    version = 11
    bands_since = 9
    order = 1
    facing = "up"
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    signal = Signal("overshoot", "deg")
    needs_mask = True
    rest_below, min_rise, counted_rise = REST_BELOW, MIN_RISE, COUNTED_RISE
    watched = (OVER_ARCH, HOLLOW_BACK)
    limited = (OVER_ARCH,)
    faults = (OVER_ARCH, HOLLOW_BACK, NOT_HIGH_ENOUGH, FEET_FAR, FEET_NEAR, *TEMPO.values())
    essential: str | None = "over_arch"
    decisive = ("not_high_enough",)
    tempo = TEMPO
    seconds = ("up_s", "hold_s", "down_s")
    metrics = (
        Metric("top_deg", "deg", (NOT_HIGH_ENOUGH, OVER_ARCH)),
        Metric("rise_deg", "deg"),
        Metric("rest_knee_deg", "deg", (FEET_NEAR, FEET_FAR)),
        Metric("up_s", "s", (TEMPO["out"],)),
        Metric("hold_s", "s"),
        Metric("down_s", "s", (TEMPO["back"],)),
        Metric("arch_deg", "deg", (HOLLOW_BACK,)),
    )
    dose = Dose(reps=10, tempo=(3, 2, 4))  # 002, 004
    easier = ("pelvic_tilt", 5)  # J
    strengths = ("over_arch", "too_fast", "not_high_enough")
    opposites = (frozenset({"over_arch", "not_high_enough", "own_limit"}),)
    own_limit = OWN

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._goal = _goal(most)  # low ones show no arch
        if self._goal < NEAR_TOP[0] + OWN.mild.enter:
            self.essential = None
        self._gauge = ArchGauge()
        self._spine = spine.SpineGauge(self.name)
        self._arch: Arch | None = None
        self._arches: list[tuple[float, Arch]] = []
        self._good: MeasuredLine | None = None  # the outline at the top of a rep without arch
        self._rest_knee: list[float] = []
        self._trunk: list[float] = []
        self._lengths: list[float] = []  # of the trunk in the rep, px of a frame of `_size`
        # How high the hips are in the rep by the near leg, and how much less by the far one.
        self._legs: list[tuple[float, float]] = []
        self._size: tuple[int, int] | None = None
        self._best: tuple[float, MeasuredLine | None] = (-math.inf, None)
        self._slack = 0.0  # by which the view widens the bands of the height, degrees

    @classmethod
    def good(cls, most: float | None) -> dict[str, Good]:
        good = super().good(most)
        if most is not None:
            highest = min(OVER_ARCH.edge, most - OWN.zero + OWN.mild.enter)
            good["top_deg"] = (_goal(most) + NOT_HIGH_ENOUGH.edge, highest)
        return good

    def in_position(self, profile: Profile) -> bool:
        """On the back with the feet on the floor: shoulders as low as the feet, shins standing,
        and no leg in the air (`single_leg_hip_lift`)."""
        lying = tilt(profile.hip, profile.shoulder) > 50
        low = profile.ankle[1] - profile.shoulder[1] < 0.7 * profile.torso
        standing = tilt(profile.ankle, profile.knee) < 75
        return bool(lying and low and standing and not _one_leg(profile))

    def possible(self, profile: Profile) -> bool:
        return overshoot(profile) < IMPOSSIBLE or not self.in_position(profile)

    def measure(self, profile: Profile) -> float:
        value = overshoot(profile)
        self.line = measured_line(profile, "SHOULDER", "HIP", "KNEE")
        if self._counter.moving:
            self._trunk.append(tilt(profile.shoulder, profile.hip))
            if profile.size != self._size:  # pixels of another picture cannot be compared
                self._size, self._lengths = profile.size, []
            self._lengths.append(profile.torso)
            self._legs.append((value, value - overshoot(profile.far)))
        else:
            self._rest_knee.append(joint_angle(profile.hip, profile.knee, profile.ankle))
            del self._rest_knee[:-30]
        if value > self._best[0]:
            self._best = (value, self.line)
        seen = self._look(profile, value)
        edges = (seen.back, seen.belly) if seen else None
        self._arch = self._gauge.update(profile, value, self._counter.moving, edges)
        self.outline = self._arch.line if self._arch else None
        return value

    def _look(self, profile: Profile, height: float) -> spine.Look | None:
        """What is seen of the trunk where that is looked at."""
        moving = self._counter.moving
        wanted = height >= HALFWAY[0] if moving else self._spine.rest_wanted(profile.t)
        if profile.mask is None or not wanted:
            return None
        seen = spine.look(profile, *trunk(profile))
        if moving:
            self._spine.moving(height, seen)
        else:
            self._spine.rest(profile.t, seen)
        return seen

    def watch(self, t: float, profile: Profile) -> Iterable[Watched]:
        high = not OVER_ARCH.undecided(self.value) or (
            self._legs_agree() and self._spine.backs(HIGH_SPINE, self.value)
        )
        self._slack = 4.0 if profile.oblique else 0.0
        yield OVER_ARCH, self.value if high else math.nan, self.line, self._slack
        arch = self._arch
        if arch is None:
            yield HOLLOW_BACK, math.nan, None, 0.0
        else:
            self._arches.append((t, arch))
            agrees = self.value > AGREES and self._legs_agree()
            agrees = agrees and self._spine.backs(HOLLOW_SPINE, arch.degrees)
            yield HOLLOW_BACK, arch.degrees if agrees else math.nan, arch.line, arch.witness.slack

    def reference(self, fault: Fault) -> MeasuredLine | None:
        if fault is not HOLLOW_BACK:
            return None
        return self._good or self._gauge.halfway_line

    def second_opinion(self, rep: Rep, found: list[Finding]) -> list[Finding]:
        if not self._legs_agree():  # nor is the chord known that outline and estimate go by
            others = [finding for finding in found if finding.fault != OVER_ARCH.name]
            return others + self._by_lower_leg(rep)
        estimate = self._spine.rep()
        if estimate is None:
            return found
        line = self._arches[len(self._arches) // 2][1].line if self._arches else self._best[1]
        reference = self.reference(HOLLOW_BACK)
        high = any(finding.witness == OVER_ARCH.witness for finding in found)
        judged = HIGH_SPINE if high else HOLLOW_SPINE
        return spine.second_opinion(judged, estimate, rep, found, line, reference)

    def tried(self) -> bool:
        """The trunk turns, and is the same one all the while."""
        if not self._trunk or max(self._lengths) > STRETCHED * min(self._lengths):
            return False
        return float(np.ptp(self._trunk)) >= TRUNK_TURN

    def counts(self, low: float, top: float) -> bool:
        return super().counts(low, top) and self.tried()

    def short(self, cycle: Cycle) -> Short | None:
        top = best_half_second(cycle.samples)
        return Short(NOT_HIGH_ENOUGH, top - self._goal, top, self._best[1])

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        top = best_half_second(cycle.samples)
        knee = median(self._rest_knee) if self._rest_knee else None
        rep.metrics = {
            "top_deg": top,
            "rise_deg": cycle.rise,
            "rest_knee_deg": knee,
            "up_s": cycle.out_s,
            "hold_s": cycle.hold_s,
            "down_s": cycle.back_s,
        }
        self._judge_arch(rep)
        found = tempo_findings(cycle, rep, TEMPO, fps, self._best[1])
        top_span = (cycle.top_start_s, cycle.top_end_s)
        start = cycle.top_start_s if cycle.start_s is None else cycle.start_s
        rest_span = (start, cycle.top_start_s)
        checks = [(NOT_HIGH_ENOUGH, top - self._goal, top_span)]
        if knee is not None:
            checks += [(FEET_FAR, knee, rest_span), (FEET_NEAR, knee, rest_span)]
        for fault, value, (start, end) in checks:
            peak = top if fault is NOT_HIGH_ENOUGH else value
            found += decided(fault, value, (start, end), rep, self._best[1], peak)
        if self.most is None and top < NOT_HIGH_ENOUGH.edge / 2 and self.risen(cycle) < LITTLE_RISE:
            rep.cannot_judge.append(NOT_HIGH_ENOUGH.name)
        return found

    def _judge_arch(self, rep: Rep) -> None:
        """Keep the rep's arch, or that it cannot be judged; a finding is the watch's matter."""
        seen = [t for t, _ in self._arches]
        rep.metrics["arch_deg"] = None
        if not seen or seen[-1] - seen[0] < ARCH_SEEN_S or not self._legs_agree():
            rep.cannot_judge.append(HOLLOW_BACK.name)
            return
        degrees = float(np.percentile([arch.degrees for _, arch in self._arches], 75))
        rep.metrics["arch_deg"] = degrees
        last = self._arches[-1][1]
        if degrees > HOLLOW_BACK.mild.enter - last.witness.unsure:
            rep.cannot_judge.append(HOLLOW_BACK.name)  # unless it was found
        else:
            ranked = sorted((arch for _, arch in self._arches), key=lambda arch: arch.degrees)
            self._good = ranked[len(ranked) // 2].line

    def _near_top(self) -> list[tuple[float, float]]:
        """How high the near leg tells the hips to be, and how much higher than the far one does,
        in the frames near the rep's top so far, degrees."""
        highest = max((height for height, _ in self._legs), default=0.0)
        return [leg for leg in self._legs if leg[0] > highest - spine.NEAR_END]

    def _legs_agree(self) -> bool:
        """Whether both legs tell the same height of the hips, as far as both are seen."""
        return not abs(median(apart for _, apart in self._near_top())) > APART

    def _by_lower_leg(self, rep: Rep) -> list[Finding]:
        """What the leg that tells the lower height says of a whole rep, where both disagree."""
        height = median(above - max(0.0, apart) for above, apart in self._near_top())
        severity = OVER_ARCH.severity(height, self._slack)
        if not severity:
            return []
        span, line = (rep.top_start_s, rep.top_end_s), self._best[1]
        return [OVER_ARCH.found(severity, span, height, rep.index, line, self._slack)]

    def reset_rep(self) -> None:
        self._trunk, self._lengths, self._legs, self._arches = [], [], [], []
        self._best = (-math.inf, None)
        self._gauge.reset_rep()
        self._spine.reset_rep()


def _one_leg(profile: Profile) -> bool:
    """Whether the far foot is in the air and its shank does not stand."""
    raised = profile.far
    high = profile.ankle[1] - raised.ankle[1] > RAISED * profile.torso
    return bool(high and tilt(raised.ankle, raised.knee) > RAISED_SHANK)


def overshoot(body: Joints) -> float:
    """Degrees by which the hips are above (+) or below (-) the shoulder-knee line."""
    return -deviation(body.shoulder, body.hip, body.knee, towards=body.ankle)


def trunk(profile: Profile) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Shoulder, hip and a direction towards the back (2,) px, and the hips' height in degrees."""
    return profile.shoulder, profile.hip, profile.ankle - profile.knee, overshoot(profile)


def _goal(most: float | None) -> float:
    """How high the hips are to come, degrees over the shoulder-knee line."""
    return min(0.0, (OWN.zero if most is None else most) - OWN.zero)
