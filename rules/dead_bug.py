"""Dead bug (デッドバグ): on the back, arms to the ceiling and knees over the hips; one leg and the
opposite arm stretch out along the floor, side by side in turn, while the back stays as it was.

Correct form (source text 003): opposite arm and leg, the other two stay, the low back does not
arch. The moving leg's side is the rep's.

Grades: V, M, D, C, J of evidence-more.md; D here = measured on rendered people with known angles
(`truth/more` and further bodies) and on one real demonstration.

Not judged: how hard the back presses the floor (the clinical test is a pressure), breathing, neck.
"""

import math
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from pose.geometry import joint_angle, length, median, tilt
from pose.profile import Joints, Profile
from pose.silhouette import Reader, curve, trunk_contour
from rules.alternating import AlternatingExercise, Limbs
from rules.arch import BUTTOCK, CHEST, LOINS, SIDE_ON
from rules.exercise import Dose, Metric, OwnLimit, Signal
from rules.fault import Band, Fault, rushed, side_line
from rules.registry import register
from rules.repeated import Short, Watched, decided, tempo_findings
from rules.report import Finding, MeasuredLine, Rep
from rules.reps import Cycle, best_half_second
from rules.terms import Way

# How much hollower the outline under the back is with the leg out than half-way there, hundredths
# of the chord: correct -2.4..+1.1 (14 reps of 7 people, one of them real), 20 degrees of lumbar
# arch 2.2-3.4 (4 reps of 2 people), 12 degrees 0.8: about the middle of the gap (D). Against the
# rest before the rep the two overlap: -3.7..+1.5 and 1.6-2.9. Seen 12 degrees from the side 20
# degrees read -1.1, so nothing is read there (`SIDE_ON`); in loose clothes 0.8, and 25 degrees seen
# 9 degrees from the side -1.0: a small value praises nobody. An outline is never called severe (J).
BACK_LIFTS = Fault("back_lifts", "hollow", "pct", Band(1.7, 1.3), None, unsure=math.inf)
# How much more the hand of the leg's own side has gone down than the other, hundredths of the
# trunk: correct -100..-35, the wrong arm +75..+84, the leg alone about 0 (D, 20 reps of 7 people).
# The far hand is read up to half a trunk too high (D), so nobody is called severe for it.
SAME_SIDE = Fault("same_side", "arms", "pct", Band(25.0, 20.0), None, unsure=35.0)
# Angle shoulder-hip-knee of the moving leg at the best half second: correct 155-178, legs that went
# half the way 131 and 134: the middle of the gap (D). A short reach is a fair choice: polish (J).
LEG_SHORT = Fault(
    "leg_short", "reach", "deg", Band(-143.0, -147.0), None, sign=-1, concern="polish", unsure=5.0
)
# How far the other thigh leaves its own place, degrees: correct 2-12, a real one 8-19 (D); no clip
# with the fault, so it is named above evidence-more.md's 20 (J).
RESTING_LEG = Fault(
    "resting_leg_drifts", "change", "deg", Band(25.0, 20.0), None, min_s=0.5, unsure=5.0
)
# A thigh that moves keeps its length in the picture (a camera at 15 degrees takes 3 % of it,
# geometry); where the eye pulls its knee to the other leg it looks 12-26 % shorter (D, three
# people), and then nothing is said against it.
KEPT_LENGTH = 0.9
# How far the other hand has gone down, hundredths of the trunk: correct 44-102, an arm of 38
# degrees 17-22, in hanging clothes correct ones down to 14 and half the way 5-30 (D, ten people).
# Named below the middle between that and an arm that keeps still.
ARM_STILL = Fault(
    "arm_still", "reach", "pct", Band(-2.0, -6.0), None, sign=-1, concern="polish", unsure=20.0
)
# The whole way out in s. Of 1.7-2.1 s it is read 0.75-2.4 (a far leg that hides and then jumps), of
# 0.6 s 0.63-0.70 (D), real ones take 1.2-1.6: named in that gap. The way back is not
# judged: of 1.8 s it is read 0.7-2.3, of 0.6 s 0.9 (D).
TEMPO: dict[Way, Fault] = {
    "out": rushed("reach", Band(-0.72, -0.82), Band(-0.65, -0.75), unsure=0.28),
}
# The furthest that a trainer may let the leg go, degrees shoulder-hip-knee (evidence-more.md, J,
# but for its lowest, 110: such a leg moves too little to be a rep).
OWN = OwnLimit("deg", 130, 180, 150, Band(6.0, 4.0), Band(14.0, 11.0), zero=90.0)

# How far a leg is out: knee over the hip -14..+14, stretched 65-90, half the way 41-44 (D).
REST_BELOW, MIN_RISE, COUNTED_RISE = 22.0, 20.0, 33.0
PARTED = 25.0  # so far apart the thighs come in a rep, degrees (J)
BENT, STRETCHED = 90.0, 165.0  # shoulder-hip-knee with the knee over the hip, and of a whole rep
# On the back with one knee over the hip: degrees of the trunk from upright (86-99), of that thigh
# from hanging (160-180), its shank from upright (78-109), its knee (62-104), and how far its foot
# is over the hip in trunk lengths (0.51-0.81) (D); a leg that leaves its place is to be seen (J).
TRUNK, THIGH, SHANK, KNEE, FOOT = (70.0, 112.0), 115.0, (50.0, 130.0), 130.0, 0.25
# Degrees of reach between which a leg is half-way; so many under its best it is out (J).
HALFWAY, NEAR_TOP = (25.0, 55.0), 8.0
READINGS = 2  # so many of the outline are needed half-way and out (a far leg passes in 0.2 s, D)
# A hand over its shoulder in trunk lengths: 0.84-1.07 to the ceiling, on the floor -0.2..+0.1 (D).
ARMS_UP = 0.5
OBLIQUE_SLACK = 4.0  # degrees that an oblique camera widens a band by (evidence.md §6.0, J)
RESTED = (3, 30)  # from so many of the last frames before a rep the own place is told (J)


class _Moment(NamedTuple):
    """What one frame of a rep shows: how far the moving leg is out (degrees), whether its thigh
    looks as long as before, how far the arm of the same and of the other side has gone down from
    its place before the rep (hundredths of the trunk), and how hollow the outline under the back is
    (hundredths of the chord)."""

    t: float
    reach: float
    whole: bool
    same: float
    other: float
    hollow: float
    line: MeasuredLine


@register
class DeadBug(AlternatingExercise):
    """Signal: how far the moving leg is out, in degrees: 0 with the knee over the hip, 90 in line
    with the trunk."""

    name = "dead_bug"
    version = 6
    bands_since = 6
    order = 7
    view = "side_at_start"
    facing = "up"
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    needs_far = ("HIP", "KNEE", "ANKLE")
    needs_mask = True
    signal = Signal("leg_reach", "deg")
    rest_below, min_rise, counted_rise = REST_BELOW, MIN_RISE, COUNTED_RISE
    watched = (RESTING_LEG,)
    faults = (BACK_LIFTS, SAME_SIDE, LEG_SHORT, ARM_STILL, *watched, *TEMPO.values())
    tempo = TEMPO
    metrics = (
        Metric("leg_reach_deg", "deg", (LEG_SHORT,)),
        Metric("resting_leg_deg", "deg", (RESTING_LEG,)),
        Metric("arm_reach_pct", "pct", (ARM_STILL,)),
        Metric("hollow_pct", "pct", (BACK_LIFTS,)),
        Metric("out_s", "s", (TEMPO["out"],)),
        Metric("stay_s", "s"),
        Metric("back_s", "s"),
    )
    dose = Dose(reps=10, tempo=(2, 1, 2), ways=("reach", "stay", "fold"), per_side=True)  # 003, J
    easier = ("draw_in", 5)  # 002; J
    strengths = ("too_fast", "leg_short")
    opposites = (frozenset({"leg_short", "own_limit"}),)
    own_limit = OWN

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._goal = 0.0 if most is None else min(0.0, most - STRETCHED)
        self._reader = Reader()
        self._arms: deque[tuple[float, float]] = deque(maxlen=RESTED[1])  # near, far, before a rep
        self._thighs: deque[tuple[float, float]] = deque(maxlen=RESTED[1])  # so, in trunk lengths
        self._resting: list[tuple[float, float]] = []
        self._parted = False  # whether the legs were clearly apart in the rep under way
        self._moments: list[_Moment] = []
        self._reach = math.nan

    def in_position(self, profile: Profile) -> bool:
        """On the back, one knee over the hip and the foot in the air; the rest may be anywhere."""
        level = TRUNK[0] < tilt(profile.mid_hip, profile.mid_shoulder) < TRUNK[1]
        return level and any(_folded(profile, leg) for leg in (profile, profile.far))

    def ready(self, profile: Profile) -> bool:
        legs = all(_folded(profile, leg) for leg in (profile, profile.far))
        return self.in_position(profile) and legs and _height(profile, profile) > ARMS_UP

    def limbs(self, profile: Profile) -> Limbs:
        return Limbs(_out(profile), _out(profile.far))

    def measure(self, profile: Profile) -> float:
        value = super().measure(profile)
        limbs = self.limbs(profile)
        arms = _height(profile, profile), _height(profile, profile.far)
        if not self._counter.moving:
            self._arms.append(arms)
            self._thighs.append(_thighs(profile))
        self._parted |= abs(limbs.near - limbs.far) > PARTED
        near = self.moved_near
        self._reach = limbs.near if near else limbs.far
        self.line = side_line(profile, near, "SHOULDER", "HIP", "KNEE")
        if self._counter.moving:
            own = self._own_arms()
            down = [100 * (rest - now) for rest, now in zip(own, arms, strict=True)]
            same, other = down if near else reversed(down)
            arms_down, whole = (same, other), self._whole_thigh(profile, near)
            moment = (profile.t, self._reach, whole, *arms_down, self._hollow(profile), self.line)
            self._moments.append(_Moment(*moment))
        return value

    @property
    def limited_value(self) -> float:
        return self._reach

    def watch(self, t: float, profile: Profile) -> Iterable[Watched]:
        near, far = self.limbs(profile)
        low = self._lowest()
        drift = abs(far - low.far if self.moved_near else near - low.near)
        # Where the eye takes one leg for the other, or both for one between them, the leg that is
        # out seems to come back by as much as the other leaves its place.
        drift = max(0.0, drift - (max(led[0] for led in self._led) - self._led[-1][0]))
        self._resting.append((t, drift))
        if not self._whole_thigh(profile, not self.moved_near):
            drift = math.nan
        line = side_line(profile, not self.moved_near, "SHOULDER", "HIP", "KNEE")
        yield RESTING_LEG, drift, line, OBLIQUE_SLACK if profile.oblique else 0.0

    def _whole_thigh(self, profile: Profile, near: bool) -> bool:
        """Whether a thigh looks as long as before the rep, as far as that is known."""
        own = median(thighs[not near] for thighs in self._thighs)
        return not _thighs(profile)[not near] < KEPT_LENGTH * own

    def tried(self) -> bool:
        return self._parted

    def short(self, cycle: Cycle) -> Short | None:
        if not self._moments:
            return None
        top = BENT + best_half_second([(m.t, m.reach) for m in self._moments])
        return Short(LEG_SHORT, top - self._goal, top, self._moments[-1].line)

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        rep.metrics = {
            "leg_reach_deg": None,
            "resting_leg_deg": None,
            "arm_reach_pct": None,
            "hollow_pct": None,
            "out_s": cycle.out_s,
            "stay_s": cycle.hold_s,
            "back_s": cycle.back_s,
        }
        if not self._moments:
            rep.cannot_judge += dict.fromkeys(fault.name for fault in self.faults)
            return []
        reach = best_half_second([(m.t, m.reach) for m in self._moments])
        top = [m for m in self._moments if m.reach >= reach - NEAR_TOP]
        line = top[len(top) // 2].line
        span = (cycle.top_start_s, cycle.top_end_s)
        if self._resting:
            rep.metrics["resting_leg_deg"] = drift = best_half_second(self._resting)
            if RESTING_LEG.undecided(drift):
                rep.cannot_judge.append(RESTING_LEG.name)
        rep.metrics["leg_reach_deg"] = BENT + reach
        found = tempo_findings(cycle, rep, TEMPO, fps, line)
        hollow = self._lifted(top)
        found += self._told(BACK_LIFTS, hollow, span, rep, line)
        rep.metrics["hollow_pct"] = hollow if math.isfinite(hollow) else None
        value = BENT + reach - self._goal
        lifted = any(f.fault == BACK_LIFTS.name for f in (*self.findings, *found))
        whole = sum(m.whole for m in top) > len(top) / 2
        if (lifted or not whole) and LEG_SHORT.severity(value):
            rep.cannot_judge.append(LEG_SHORT.name)  # whose back came up does well to reach less
        else:
            found += decided(LEG_SHORT, value, span, rep, line, BENT + reach)
        same, other = median([m.same for m in top]), median([m.other for m in top])
        crossed = self._told(SAME_SIDE, same - other, span, rep, line)
        found += crossed or self._told(ARM_STILL, other, span, rep, line)
        rep.metrics["arm_reach_pct"] = other if math.isfinite(other) else None
        return found

    def _told(
        self, fault: Fault, value: float, span: tuple[float, float], rep: Rep, line: MeasuredLine
    ) -> list[Finding]:
        """What a value says of a fault; where it was not seen, ``rep.cannot_judge`` has it."""
        if math.isfinite(value):
            return decided(fault, value, span, rep, line)
        rep.cannot_judge.append(fault.name)
        return []

    def _lifted(self, top: list[_Moment]) -> float:
        """How much hollower the outline under the back is with the leg out than on the way there
        (hundredths of the chord)."""
        before = [m for m in self._moments if m.t < top[0].t]
        half = [m.hollow for m in before if HALFWAY[0] <= m.reach <= HALFWAY[1]]
        pair = [[v for v in each if math.isfinite(v)] for each in (half, [m.hollow for m in top])]
        if min(map(len, pair)) < READINGS:
            return math.nan
        return median(pair[1]) - median(pair[0])

    def _hollow(self, profile: Profile) -> float:
        """How hollow the outline under the back is, in hundredths of the chord from shoulder to
        hip; NaN if it is not trusted."""
        if profile.mask is None or profile.view > SIDE_ON:
            return math.nan
        chord = profile.shoulder, profile.hip
        folded = profile if _folded(profile, profile) else profile.far
        contour = trunk_contour(profile.mask, *chord, folded.hip - folded.knee)
        value = -curve(contour, CHEST, LOINS, BUTTOCK).sagitta
        span = (CHEST[0], BUTTOCK[1])
        reading = self._reader.read(profile.t, value, contour, span, profile.arms, chord)
        return 100 * value if reading.trusted else math.nan

    def _own_arms(self) -> tuple[float, float]:
        """How high the arms were before the rep; NaN when they were not up, or not seen."""
        if len(self._arms) < RESTED[0]:
            return math.nan, math.nan
        near, far = np.median(self._arms, axis=0).tolist()
        return (near, far) if min(near, far) > ARMS_UP else (math.nan, math.nan)

    def reset_rep(self) -> None:
        super().reset_rep()
        self._parted, self._moments, self._resting = False, [], []


def _out(leg: Joints) -> float:
    """How far a leg is out, degrees; 0 with the knee over the hip."""
    return joint_angle(leg.shoulder, leg.hip, leg.knee) - BENT


def _thighs(profile: Profile) -> tuple[float, float]:
    """How long the near and the far thigh look, in trunk lengths."""
    near, far = (length(leg.hip, leg.knee) / profile.torso for leg in (profile, profile.far))
    return near, far


def _folded(profile: Profile, leg: Joints) -> bool:
    """Whether a knee is over the hip, and the foot in the air."""
    return bool(
        tilt(leg.knee, leg.hip) > THIGH
        and SHANK[0] < tilt(leg.ankle, leg.knee) < SHANK[1]
        and joint_angle(leg.hip, leg.knee, leg.ankle) < KNEE
        and leg.hip[1] - leg.ankle[1] > FOOT * profile.torso
    )


def _height(profile: Profile, side: Joints) -> float:
    """How high a hand is over its shoulder, in trunk lengths."""
    return float(side.shoulder[1] - side.wrist[1]) / profile.torso
