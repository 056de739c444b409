"""Cat and cow (キャット&カウ): on hands and knees, the back rounded up and let down in turn.

Correct form (source texts 000, 003): with the breath, the whole spine smoothly; hands under the
shoulders, hips over the knees, which stay where they are. Landmarks are blind to it: the back's
outline is read (evidence-more.md §0.1). No norm of the range was found anywhere, so a set is
measured by the person's own neutral and own best, and little range is never severe.

Grades: V, M, D, C, J of evidence-more.md; D here = measured on rendered people with known spines
(`truth/more`, three people, six reps) and on one real demonstration (two cycles); one more person,
in a loose shirt, was only looked at afterwards.

Not judged: which part of the spine moves, the neck, breathing.
"""

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from pose.geometry import joint_angle, median, tilt
from pose.profile import Profile
from pose.silhouette import ALONG, Reader, curve, trunk_contour
from rules.bird_dog import SHANK, THIGH, TRUNK, swing
from rules.cycles import CycleExercise
from rules.exercise import Dose, Good, Metric, OwnLimit, Signal
from rules.fault import Band, Fault, measured_line, rushed
from rules.registry import register
from rules.repeated import Watched, decided, tempo_findings
from rules.report import Finding, MeasuredLine, Rep
from rules.reps import Cycle
from rules.terms import Way

# Where along the chord shoulder-hip the back is read (evidence-more.md §2.4).
CHEST, MIDDLE, BUTTOCK = (0.0, 0.12), (0.40, 0.60), (0.90, 1.0)
# The reading of a flat back, % of the chord: -10.5..+0.6 of 12 people on hands and knees (D). It
# only tells roughly where somebody is whose own neutral was not seen.
FLAT = -4.0

# From the lower end to the upper one, % of the chord: full movements of three people 12.2-18.0,
# movements of a quarter of that 4.1-4.9, still ones 1.1 at most (D). What is small is named between
# a quarter and a half (J).
SMALL = Fault("small_range", "range", "pct", Band(-6.0, -7.0), None, sign=-1, unsure=2.5)
# The same as a share of the own best of the set so far, from the fourth rep on (J,
# evidence-more.md §3.5).
SMALL_OWN = Fault("small_range", "of_best", "share", Band(-0.6, -0.7), None, sign=-1, unsure=0.1)
OWN_FROM = 4
# Ends from the own neutral: cats +7.2..+13.0, of a quarter +2.4; cows -4.2..-5.5, of a quarter
# -1.6..-2.2 (D). Missing is less than what a quarter is (J), good what is clearly more.
CAT_MISSING = Fault("cat_missing", "upper_end", "pct", Band(-1.5, -2.5), None, sign=-1, unsure=1.5)
COW_MISSING = Fault("cow_missing", "lower_end", "pct", Band(-1.0, -1.5), None, sign=-1, unsure=1.0)
# Nobody goes so far from a flat back: the first second was no neutral, but an end (J, between the
# ends above and the whole ranges of the same people).
FURTHEST = (10.0, 15.0)
# How much the near thigh swings to and fro in a rep, degrees: good ones 1-7, rocking to and fro 37
# (D); bands of evidence-more.md §3.5 (J).
HIPS_ROCK = Fault("hips_rock", "thigh", "deg", Band(15.0, 12.0), Band(28.0, 24.0), unsure=3.0)
# The near elbow in the middle of a rep, degrees: 146-155 of rendered people, 165-175 of a real one
# (D), 121-134 of one in a baggy jumper whose arms are straight (D): named when it is clearly bent,
# never severe (J).
ARMS_BEND = Fault(
    "arms_bend",
    "elbow",
    "deg",
    Band(-110.0, -117.0),
    None,
    sign=-1,
    concern="polish",
    unsure=26.0,
)
# Whole ways in s: "with the breath" (000). Rendered ones of 2.0 s read 1.7-2.2, the real ones take
# 2.3-3.9 (D); only a rush is named (evidence-more.md §2.5, J).
ROUNDS = rushed("round", Band(-1.2, -1.4), Band(-0.7, -0.9), unsure=0.15)
TEMPO: dict[Way, Fault] = {"out": ROUNDS, "back": replace(ROUNDS, witness="arch")}
# How far under the own flat back a trainer may let somebody arch, % of the chord; of a rendered
# cow with 18 degrees of lumbar and 14 of thoracic extension 5 are read (D, so 1 % is about 6
# degrees). Bands by what a still back is read off (1.1, D).
OWN = OwnLimit("pct", 0, 8, 3, Band(1.2, 0.8), Band(3.0, 2.4), signal="lower_end")

# Noise of the reading over a second, chord lengths, by how it differs from its neighbours (so a
# quick movement is none): up to 0.0027 of five people in whom every movement is read; where it is
# 0.007-0.012 (one heavy body with a blurred edge) what flickers looks like small movements (D).
NOISY = 0.006
# So clearly rounded nobody is at rest, % over the neutral; what moves the back by less than this is
# no movement (D, above).
REST_BELOW, MIN_RISE = 6.0, 3.0
FROM_END = 0.25  # of the range: what begins so near to the lower end begins at it (J)
# Trunk lengths that the wrists are under their shoulders: the near one 0.81-1.13 (D), with elbows
# at 125 degrees still 0.84 (geometry). The far one is higher in the picture by 0.03-0.20: 0.64-0.98
# of seven drawn people and two real ones, lifted in a bird dog -0.2..0.3, where MediaPipe takes it
# for the other up to 0.5 (D).
ARM, FAR_ARM = 0.75, 0.50
# A far knee that arms and near thigh hide is at times put where the arm is: 40-83 degrees in front
# of its hip, over a shank of 0.25-0.82 of the near one (D, one person in baggy clothes); of a leg
# that is drawn forward the shank is as long as the near one (J).
HIDDEN_SHANK = 0.85
LEFT_S = 0.3  # not on hands and knees for so long: another movement (J)
KEPT = 60  # frames before a rep, in which it may have begun

# What a thigh and an arm are measured on.
THIGH_ENDS, ARM_ENDS = ("HIP", "KNEE"), ("SHOULDER", "ELBOW", "WRIST")


class _Moment(NamedTuple):
    """One frame: the near thigh from hanging and the near elbow, degrees, and the lines on which
    these and the back are read."""

    t: float
    thigh: float
    elbow: float
    line: MeasuredLine
    thigh_line: MeasuredLine
    arm_line: MeasuredLine


@register
class CatCow(CycleExercise):
    """Signal: how far the middle of the back stands out of the line between its ends, against the
    own flat back, in hundredths of the chord shoulder-hip; + = rounded."""

    name = "cat_cow"
    version = 4
    bands_since = 4
    order = 10
    facing = "down"
    needs = ("SHOULDER", "HIP", "KNEE", "WRIST")
    needs_mask = True
    signal = Signal("back_curve", "pct")
    usual = FLAT
    rest_below, min_rise, counted_rise = REST_BELOW, MIN_RISE, MIN_RISE
    faults = (SMALL, SMALL_OWN, CAT_MISSING, COW_MISSING, HIPS_ROCK, ARMS_BEND, *TEMPO.values())
    essential = "small_range"
    tempo = {"back": TEMPO["back"]}  # the way out may begin at the neutral, half-way
    seconds = ("round_s", "stay_s", "arch_s")
    dose = Dose(reps=10, tempo=(3, 1, 3), ways=("round", "stay", "arch"))  # 003: 10-15; tempo J
    metrics = (
        Metric("range_pct", "pct", (SMALL,)),
        Metric("cat_pct", "pct", (CAT_MISSING,)),
        Metric("cow_pct", "pct", (COW_MISSING,)),
        Metric("thigh_swing_deg", "deg", (HIPS_ROCK,)),
        Metric("elbow_deg", "deg", (ARMS_BEND,)),
        Metric("round_s", "s"),
        Metric("stay_s", "s"),
        Metric("arch_s", "s", (TEMPO["back"],)),
    )
    own_range = "range_pct"
    strengths = ("small_range", "hips_rock", "too_fast")
    opposites = (frozenset({"small_range", "cat_missing", "cow_missing", "own_limit"}),)
    own_limit = OWN

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._reader = Reader()
        self._best = 0.0  # range of the set so far
        self._recent: deque[tuple[float, float]] = deque()
        self._moments: list[_Moment] = []
        self._left: list[float] = []  # times out of position in the movement under way

    @classmethod
    def good(cls, most: float | None) -> dict[str, Good]:
        good = super().good(most)
        if most is not None:
            good["cow_pct"] = (None, most + OWN.mild.enter)
        return good

    def in_position(self, profile: Profile) -> bool:
        """On hands and knees, with both."""
        shank = tilt(profile.ankle, profile.knee)  # NaN where the feet are not in the picture
        kneels = (
            TRUNK[0] < tilt(profile.mid_hip, profile.mid_shoulder) < TRUNK[1]
            and abs(swing(profile, profile)) < THIGH
            and (abs(swing(profile, profile.far)) < THIGH or _hidden(profile))
            and not (shank < SHANK[0] or shank > SHANK[1])
            and profile.wrist[1] - profile.shoulder[1] > ARM * profile.torso
            and profile.far.wrist[1] - profile.far.shoulder[1] > FAR_ARM * profile.torso
        )
        if self._counter.moving and not kneels:
            self._left.append(profile.t)
        return kneels

    def tried(self) -> bool:
        """Not who lifts an arm or a leg in it, gets up, or is only getting into position."""
        left = bool(self._left) and self._left[-1] - self._left[0] >= LEFT_S
        swings = [moment.thigh for moment in self._moments]
        settles = self.neutral is None and swings and np.ptp(swings) > HIPS_ROCK.mild.enter
        return super().tried() and not left and not settles

    def reading(self, profile: Profile) -> float:
        self.line = measured_line(profile, "SHOULDER", "HIP", "KNEE")
        if profile.mask is None:
            return math.nan
        chord = profile.shoulder, profile.hip
        contour = trunk_contour(profile.mask, *chord, np.array([0.0, -1.0]))
        value, span = curve(contour, CHEST, MIDDLE, BUTTOCK).sagitta, (CHEST[0], BUTTOCK[1])
        seen = self._reader.read(profile.t, value, contour, span, profile.arms, chord)
        if not seen.trusted or self._noise(profile.t, value) > NOISY:
            return math.nan
        piece = (span[0] <= ALONG) & (span[1] >= ALONG)
        self.line = self.outline = measured_line(
            profile, "SHOULDER", "HIP", "KNEE", contour=contour.points[piece]
        )
        elbow = joint_angle(profile.shoulder, profile.elbow, profile.wrist)
        limbs = (measured_line(profile, *ends) for ends in (THIGH_ENDS, ARM_ENDS))
        self._moments.append(_Moment(profile.t, swing(profile, profile), elbow, self.line, *limbs))
        if not self._counter.moving:
            del self._moments[:-KEPT]
        return 100 * value

    def _noise(self, t: float, value: float) -> float:
        """Noise of the reading in the last second, in its unit."""
        self._recent.append((t, value))
        while self._recent[0][0] < t - 1.0:
            self._recent.popleft()
        bends = np.diff([value for _, value in self._recent], 2)
        bends = bends[np.isfinite(bends)]
        # The second difference of noisy values has six times the variance of one.
        return math.sqrt(float(np.mean(bends**2)) / 6) if len(bends) > 2 else 0.0

    @property
    def limited_value(self) -> float:
        """How far the back hangs under its own neutral."""
        return math.nan if self.neutral is None else -self.value

    def watch(self, t: float, profile: Profile) -> Iterable[Watched]:
        return ()

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        cow, cat = self.ends(cycle)
        if not (cow > -FURTHEST[0] and cat < FURTHEST[1]):
            cow = cat = math.nan
        extent = cycle.top - self._lowest
        seen = [moment for moment in self._moments if moment.t >= cycle.samples[0][0]]
        # On the way up somebody may still come back from a rep that rocked.
        rocked = [moment for moment in seen if moment.t >= cycle.top_start_s]
        low, middle, high = np.percentile([moment.thigh for moment in rocked], (2, 50, 98))
        rock = float(high - low)
        furthest = max(rocked, key=lambda moment: abs(moment.thigh - middle))
        elbow = median(moment.elbow for moment in seen if math.isfinite(moment.elbow))
        top = min(seen, key=lambda moment: abs(moment.t - cycle.top_start_s))
        line = top.line
        values = {
            "range_pct": extent,
            "cat_pct": cat,
            "cow_pct": -cow,
            "thigh_swing_deg": rock,
            "elbow_deg": elbow,
        }
        rep.metrics = {name: v if math.isfinite(v) else None for name, v in values.items()}
        rep.metrics |= {"round_s": cycle.out_s, "stay_s": cycle.hold_s, "arch_s": cycle.back_s}
        span = (cycle.top_start_s, cycle.end_s)
        found = tempo_findings(cycle, rep, self._whole_ways(cycle, rep, extent), fps, line)
        asked = [*self._asked(cat, -cow, rep), (ARMS_BEND, elbow)]
        rep.cannot_judge += [fault.name for fault, value in asked if not math.isfinite(value)]
        if self.neutral is None and self._own:
            rep.cannot_judge.append(self._own.name)
        found += decided(HIPS_ROCK, rock, span, rep, furthest.thigh_line)
        found += decided(ARMS_BEND, elbow, span, rep, top.arm_line)
        missing = [f for fault, v in asked[:-1] for f in decided(fault, v, span, rep, line)]
        if not missing and self.most is None:
            missing = decided(SMALL, extent, span, rep, line)
            if not missing and rep.index >= OWN_FROM:
                missing = decided(SMALL_OWN, extent / self._best, span, rep, line)
        self._best = max(self._best, extent)
        return found + missing

    def _asked(self, cat: float, cow: float, rep: Rep) -> list[tuple[Fault, float]]:
        """The ends that are asked for, with how far from the own neutral they are (NaN unknown).
        The first rep may have begun at the neutral, and stop there before its cow; who has a limit
        is not asked to arch."""
        if self.most is not None:
            return [(CAT_MISSING, cat)]
        begins = rep.index == 1 and cow < COW_MISSING.edge
        return [(CAT_MISSING, cat), (COW_MISSING, math.nan if begins else cow)]

    def _whole_ways(self, cycle: Cycle, rep: Rep, extent: float) -> dict[Way, Fault]:
        """The tempo of the ways that were gone from end to end: the first way out may have begun
        at the neutral."""
        begun = cycle.samples[0][1]
        from_end = begun < self._lowest + FROM_END * extent
        if rep.index == 1:
            from_end &= self.neutral is not None and begun < -COW_MISSING.unsure
        return TEMPO if from_end else self.tempo

    def reset_rep(self) -> None:
        super().reset_rep()
        self._left = []
        del self._moments[:-KEPT]


def _hidden(profile: Profile) -> bool:
    """Whether the far leg was put where an arm is: the knee in front of the hip, a short shank."""
    far, near = profile.far, profile
    short = far.span("KNEE", "ANKLE") < HIDDEN_SHANK * near.span("KNEE", "ANKLE")
    return short and swing(profile, far) < 0
