"""Squat (スクワット): standing, hips down and back between the feet, and up again.

The source texts name it (000, 001, 002) and ask for no depth: thighs level at most, and somebody
with a sore back may stay far above. How far the trunk must lean is dictated by how far the knees
come forward (physics, evidence-more.md §0.5), so the lean is judged by what it is more than that.

Grades: V, M, D, C, J of evidence-more.md; D here = measured on rendered people with known angles
(`truth/more`, three people, six reps) and on real demonstrations (four people from the side).

Thighs, knees and shanks are read half-way between both legs: knees that open outward point one
thigh to the camera, and it then looks half as long (a real squat, D).

Not judged: knees falling inward (only from the front), the feet's width, on which leg the weight
is, bouncing at the bottom (a quick turn looks the same).
"""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar, NamedTuple

import numpy as np

from pose.geometry import lean, length, median, tilt
from pose.profile import Gates, Profile, bending_gates
from rules import spine
from rules.back import Back, StandingBack
from rules.balance import FAR_SHANK, Facing, Stance, far_shank, seated, stance, walked
from rules.exercise import Dose, Good, Metric, OwnLimit, Signal
from rules.fault import Band, Fault, measured_line, rushed
from rules.registry import register
from rules.repeated import RepExercise, Short, Watched, decided, tempo_findings
from rules.report import Finding, MeasuredLine, Rep
from rules.reps import Cycle, lasting
from rules.terms import Way

# Trunk tilt (degrees) that balances over the middle of the foot, by the shank's and the thigh's
# lean, with the arms forward and without (D arithmetic on Winter's masses, evidence-more.md §4.1;
# what nobody can balance there is as far as a trunk goes).
Leans = tuple[tuple[int, int, int], ...]  # a row for each of the shanks
SHANKS, THIGHS = (20.0, 25.0, 30.0, 35.0, 40.0), (60.0, 75.0, 90.0)
ARMS_FORWARD: Leans = ((46, 59, 65), (36, 47, 51), (28, 37, 40), (20, 29, 32), (13, 21, 24))
ARMS_BACK: Leans = ((68, 80, 90), (51, 69, 79), (40, 53, 58), (31, 42, 46), (23, 33, 36))
FORWARD = 0.6  # trunk lengths that the wrist is in front of the shoulder with arms forward (J)
# Lean of the trunk beyond that, degrees: read -50..+2 in good squats (13 real, 10 drawn), 9 and 29
# of two drawn people who fall over their knees: nothing is said from the middle of that gap on (D).
# Bodies differ by 8 (J), so what is named is as in evidence-more.md §4.1 (J).
LEANS = Fault("leans_forward", "excess", "deg", Band(13.0, 9.0), Band(24.0, 19.0), unsure=7.5)
# Shank at the bottom of a squat whose thighs come so far, degrees: read 17..39 in good ones (under
# 22 only obliquely), 3-14 where 12 made the trunk lean by 70 (9 people), once 20: the middle of the
# gap, and from there to the middle to the good ones nothing is decided (D). A hint and no fault of
# will, so never severe.
ANKLES_STIFF = Fault(
    "ankles_stiff", "shank", "deg", Band(-15.0, -18.0), None, sign=-1, concern="setup", unsure=7.0
)
ANKLES_FROM = 60.0
# A shank that is misread by 5 degrees changes what balances by 12. So a trunk that leans further
# than that of any good squat is praised by no table, neither for its lean nor for its ankles: good
# ones read 33-46 (18 of ten drawn people), too far ones 50-74 (18 of nine): the middle of the gap,
# 47.5-49.6 whoever of them is left out (D).
LEANS_FAR = 48.0
# How much higher the heel is over the toe than standing, in foot lengths, for so long: read up to
# 0.08 in good squats, 0.14-0.16 in wide trousers, 0.25-0.31 with heels 20 degrees up (once 0.14):
# the middles of the gaps (D). Seen obliquely a good one reads 0.20, so there it is not judged.
HEELS_UP = Fault("heels_up", "heel", "share", Band(0.20, 0.17), Band(0.24, 0.21), unsure=0.09)
HEELS_S = 0.3
# Who goes onto the toes brings the knees forward: the shanks of heels that are up lean by 35-52
# degrees (12 people), of heels misread as up by 23 and 26 (one person): the middle of the gap (D).
TOES_SHANK = 30.0
# Shoulder width over trunk length up to which heels are judged: turned further good ones read
# 0.20-0.22 in wide trousers (0.19 and more); whose heels are up was seen at 0.07-0.16 (D).
HEELS_SIDE_ON = 0.17
# Rounding of the back, degrees, estimated from its outline (`rules.back`): 12-30 of straight
# rendered backs, 29-41 of straight ones that lean by 67-71 degrees, 45 of two rounded by 32 and 35
# (three people, D): named in the middle of the gap, good up to 11, as far as what is estimated can
# be. Squatting rounds any back by 25 +- 8 (V [b3]), so it is never severe.
ROUNDED = Fault(
    "rounded_back", "contour_standing", "deg", Band(43.0, 39.0), None, unsure=32.0, most=85.0
)
# The same in true degrees, where the spine itself is estimated: as in a lift from the floor, whose
# crouch is a squat. Of 292 straight drawn backs that were not learned from none is named so, and of
# 134 rounded ones 2 are good (D, six folds; by one doubt each way 50 of 134 are named instead of 64
# and 9 good). What the outline names, which no straight back has read, stays unless the whole
# interval speaks against it (45 of a true 32 is estimated at 10; D).
ESTIMATED = replace(ROUNDED, mild=Band(20.0, 20.0), unsure=0.0)
BACK = spine.SpineFault(
    ESTIMATED,
    1,
    20.0,
    math.inf,
    "flexion_deg",
    agrees=1.0,
    objects=-1.4,
    sure=0.7,
    praises=1.4,
)
# No depth is asked for; what does not count falls short of this, degrees of the thigh: squats to 45
# read 39-42 and count (D), hinges come to 28 (D).
COUNTED = 33.0
NOT_DEEP = Fault(
    "not_deep", "thigh_tilt", "deg", Band(-COUNTED, -COUNTED - 2), None, sign=-1, unsure=2.0
)
# Seconds of the way down: a quick real set reads 0.6-0.7, the others 1.2 and more (D): named near
# the middle. Only a drop is severe, faster than that quick set, which is no fault to its readers.
TEMPO: dict[Way, Fault] = {
    "out": rushed("sink", Band(-1.0, -1.2), Band(-0.5, -0.6), unsure=0.15),
}
# How far a trainer may let the thighs come, degrees; read within 8 of the truth (D).
OWN = OwnLimit("deg", 30, 90, 60, Band(5.0, 3.0), Band(12.0, 9.0))
OWN_COUNTS = 8.0  # so much less than the own limit counts, where that is below `COUNTED`

# The thighs' tilt, degrees: standing 0-8, at the bottom 42-93 (D).
REST_BELOW, MIN_RISE = 18.0, 15.0
STANDING_LEAN = 20.0  # degrees of the trunk with which a set begins
UPRIGHT_THIGH, UPRIGHT_TRUNK = 12.0, 12.0  # degrees: standing, for the own back and heels
# Down and up in less is a misreading, s: the quickest real squats take 1.3, legs that are taken for
# each other in a walk 0.7 (D).
WHOLE_S = 0.9
# A movement in which the thighs tilt so little beside the trunk is a bend: times its lean they tilt
# 0.07-0.75 in hinges and deadlifts, 0.93 in the squat that leans most, 1.18 and more in all others:
# the middle of the gap (D). A lift of a load far in front has 1.02: its hands are at the floor.
BENDS = 0.84
# The thigh that tilts less does so by this share of the tilt half-way between both: 0.88 and more
# in squats, 0.12-0.38 where one leg is lifted (D).
BOTH = 0.63
# The lower wrist so little over its ankle (trunk lengths) reaches for the floor: in lifts 0.25-0.28
# (D), in squats over 1.1 (D), with hanging arms 0.38 at the lowest (geometry).
FLOOR = 0.33
SAT_S = 0.3  # a bottom on which one stays so long without balance is a seat (J)
BOTTOM = 0.92  # of the depth: the bottom


class _Frame(NamedTuple):
    """One frame: the thighs' tilt, trunk and shanks leaning forward, what the lean is more than
    needed (degrees), the heel over the toe (foot lengths), the far shank's length over the near
    one's, the back's outline, whether a seat bears the body and whether the hands are at the floor.
    """

    t: float
    depth: float
    both: float  # of the thigh that tilts less
    lean: float
    shank: float
    excess: float
    heel: float
    far_shank: float
    back: Back
    view: float
    sits: bool
    low_hands: bool
    stance: Stance
    line: MeasuredLine


@register
class Squat(RepExercise):
    """Signal: the tilt of the thighs in degrees; 0 standing, 90 level."""

    name = "squat"
    version = 8
    bands_since = 2
    order = 9
    needs: ClassVar[tuple[str, ...]] = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    needs_mask = True
    signal = Signal("squat_depth", "deg")
    upright = True
    rest_below, min_rise, counted_rise = REST_BELOW, MIN_RISE, MIN_RISE
    min_rep_s = WHOLE_S
    faults: ClassVar[tuple[Fault, ...]] = (
        LEANS,
        HEELS_UP,
        ANKLES_STIFF,
        ROUNDED,
        NOT_DEEP,
        *TEMPO.values(),
    )
    tempo: ClassVar[dict[Way, Fault]] = TEMPO
    seconds = ("down_s", "hold_s", "up_s")  # the way there is down
    dose = Dose(reps=10, tempo=(3, 1, 2), ways=("sink", "stay", "rise"))  # J
    easier: ClassVar[tuple[str, int] | None] = ("sit_to_stand", 5)  # as at the desk
    metrics: ClassVar[tuple[Metric, ...]] = (
        Metric("depth_deg", "deg"),
        Metric("lean_deg", "deg"),
        Metric("excess_deg", "deg", (LEANS,)),
        Metric("shank_deg", "deg"),
        Metric("heel_share", "share", (HEELS_UP,)),
        Metric("flexion_deg", "deg", (ROUNDED,)),
        Metric("down_s", "s", (TEMPO["out"],)),
        Metric("hold_s", "s"),
        Metric("up_s", "s"),
    )
    # Open in 18 of 46 faulty reps in which nothing is named, in one of 55 good ones (D).
    decisive = ("leans_forward",)
    strengths: ClassVar[tuple[str, ...]] = ("heels_up", "leans_forward", "too_fast")
    # With shanks that stay upright, or on the toes, the lean is another one.
    opposites: ClassVar[tuple[frozenset[str], ...]] = (
        frozenset({"leans_forward", "ankles_stiff", "heels_up"}),
    )
    own_limit: ClassVar[OwnLimit | None] = OWN

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._named = {fault.name: fault for fault in self.faults}
        self._facing, self._back = Facing(), StandingBack(learned=Squat.name)
        self._heels: list[float] = []  # of who stands
        self._rows: list[_Frame] = []

    @classmethod
    def gates(cls) -> Gates:
        return Gates(*bending_gates(cls.needs))

    @classmethod
    def good(cls, most: float | None) -> dict[str, Good]:
        good = super().good(most)
        if most is not None:
            good["depth_deg"] = (None, most + OWN.mild.enter)
        return good

    def in_position(self, profile: Profile) -> bool:
        """On the feet: shins upright, the hips not far under the knees, the trunk not lying."""
        return (
            tilt(profile.ankle, profile.knee) < 60
            and _depth(profile) < 125
            and tilt(profile.mid_hip, profile.mid_shoulder) < 90
        )

    def ready(self, profile: Profile) -> bool:
        stands = _depth(profile) < REST_BELOW
        upright = tilt(profile.mid_hip, profile.mid_shoulder) < STANDING_LEAN
        return self.in_position(profile) and stands and upright

    def measure(self, profile: Profile) -> float:
        value, facing = _depth(profile), self._facing(profile)
        trunk = lean(profile.mid_hip, profile.mid_shoulder, facing)
        shank = lean(*_either(profile, "ankle", "knee"), facing)
        near = lean(profile.ankle, profile.knee, facing)
        heel = float(profile.toe[1] - profile.heel[1]) / length(profile.heel, profile.toe)
        stands = value < UPRIGHT_THIGH and abs(trunk) < UPRIGHT_TRUNK
        back = self._back.read(profile, facing, trunk, stands)
        self.line, self.outline = measured_line(profile, "SHOULDER", "HIP", "KNEE"), back.line
        if stands and not self._counter.moving:
            self._heels.append(heel)
            del self._heels[:-60]
        far = far_shank(profile)
        sides = (profile, profile.far) if far > FAR_SHANK else (profile,)
        over = [side.ankle[1] - side.wrist[1] for side in sides]
        row = _Frame(
            profile.t,
            value,
            min(tilt(leg.knee, leg.hip) for leg in (profile, profile.far)),
            trunk,
            shank,
            trunk - needed_lean(min(shank, near), value, self.balance(profile, facing)),
            heel,
            far,
            back,
            profile.view,
            seated(profile, facing),
            any(height < FLOOR * profile.torso for height in over),
            stance(profile),
            measured_line(profile, "SHOULDER", "HIP", "KNEE", "ANKLE"),
        )
        self._rows.append(row)
        if not self._counter.moving:
            del self._rows[:-30]
        return value

    def balance(self, profile: Profile, facing: float) -> Leans:
        """The trunk tilts that balance with the arms where they are now."""
        reach = math.copysign(1.0, facing) * float(profile.wrist[0] - profile.shoulder[0])
        return ARMS_FORWARD if reach > FORWARD * profile.torso else ARMS_BACK

    def watch(self, t: float, profile: Profile) -> Iterable[Watched]:
        return ()

    def tried(self) -> bool:
        """Not who bends over, lifts one leg, takes something off the floor, sits down or walks
        off."""
        bottom = self._bottom()
        low, both, leaning = (
            median(getattr(row, name) for row in bottom) for name in ("depth", "both", "lean")
        )
        sat = [row.t for row in self._rows if row.sits and row.depth > 45]
        return (
            low > BENDS * leaning
            and not both < BOTH * low
            and sum(row.low_hands for row in bottom) <= len(bottom) / 2
            and (not sat or sat[-1] - sat[0] < SAT_S)
            and not walked([row.stance for row in self._rows])
        )

    def counts(self, low: float, top: float) -> bool:
        return top >= (COUNTED if self.most is None else min(COUNTED, self.most - OWN_COUNTS))

    def short(self, cycle: Cycle) -> Short | None:
        if self.most is not None and self.most < COUNTED + OWN_COUNTS:
            return None
        return Short(self._named[NOT_DEEP.name], cycle.top, cycle.top, self._bottom()[0].line)

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        rows = self._bottom()
        middle = rows[len(rows) // 2]
        depth, shank, leaning = (
            median(getattr(row, name) for row in rows) for name in ("depth", "shank", "lean")
        )
        bent = [(row.t, row.back.curve, row.view) for row in rows]
        heel = self._heel()
        if heel > HEELS_UP.mild.enter and shank < TOES_SHANK:
            heel = math.nan
        values = {
            "excess_deg": (LEANS.name, self._excess(rows), middle.line),
            "heel_share": (HEELS_UP.name, heel, middle.line),
            "flexion_deg": (
                ROUNDED.name,
                self._back.flexion(bent),
                middle.back.line or middle.line,
            ),
        }
        rep.metrics = dict.fromkeys(metric.name for metric in self.metrics)
        rep.metrics |= {"depth_deg": depth, "lean_deg": leaning, "shank_deg": shank}
        rep.metrics |= {"down_s": cycle.out_s, "hold_s": cycle.hold_s, "up_s": cycle.back_s}
        found = tempo_findings(cycle, rep, self.tempo, fps, middle.line)
        span = (cycle.top_start_s, cycle.top_end_s)
        for name, (fault, value, line) in values.items():
            if not math.isfinite(value):
                rep.cannot_judge.append(fault)
                continue
            rep.metrics[name] = value
            found += decided(self._named[fault], value, span, rep, line)
        if ANKLES_STIFF in self.faults and depth > ANKLES_FROM:
            if _legs_seen(rows):
                found += decided(ANKLES_STIFF, shank, span, rep, middle.line)
            else:
                rep.cannot_judge.append(ANKLES_STIFF.name)
        if leaning > LEANS_FAR and LEANS in self.faults:
            known = {*rep.cannot_judge, *(finding.fault for finding in found)}
            rep.cannot_judge += [f.name for f in (LEANS, ANKLES_STIFF) if f.name not in known]
        if self.most is None or self.most >= COUNTED + OWN_COUNTS:
            found += decided(self._named[NOT_DEEP.name], cycle.top, span, rep, middle.line)
        for finding in found:
            if finding.witness == ROUNDED.witness:
                finding.reference = self._back.standing
        return found

    def second_opinion(self, rep: Rep, found: list[Finding]) -> list[Finding]:
        judged = BACK._replace(fault=replace(BACK.fault, observed=self.observed))
        lines = (row.back.line for row in self._bottom())
        return self._back.second_opinion(judged, rep, found, lines)

    def _bottom(self) -> list[_Frame]:
        """The frames of the rep's lowest part."""
        low = max(row.depth for row in self._rows)
        return [row for row in self._rows if row.depth >= BOTTOM * low]

    def _excess(self, rows: list[_Frame]) -> float:
        """How far the trunk leans beyond what balances, degrees; NaN where the table of what does
        says nothing: over shanks more upright than its first row, perhaps on the toes, and where
        the legs are misread."""
        shank = median(row.shank for row in rows)
        # A lean of 65 degrees over a shank read as 19 was "3 too much": that row is for 20 (D).
        heel = self._heel()
        flat = not HEELS_UP.undecided(heel) if math.isfinite(heel) else shank < TOES_SHANK
        told = SHANKS[0] <= shank <= SHANKS[-1] and flat
        excess = median(row.excess for row in rows)
        return excess if _legs_seen(rows) and (told or excess < 0) else math.nan

    def _heel(self) -> float:
        """How much the heel has come up for a while, in foot lengths; NaN when nobody knows."""
        rows = [row for row in self._rows if row.depth > REST_BELOW]
        if (
            not self._heels
            or not rows
            or median(row.view for row in self._bottom()) > HEELS_SIDE_ON
        ):
            return math.nan
        return lasting([(row.t, row.heel) for row in rows], HEELS_S) - median(self._heels)

    def reset_rep(self) -> None:
        self._back.reset_rep()
        del self._rows[:-1]


def needed_lean(shank: float, thigh: float, leans: Leans) -> float:
    """The trunk's lean that balances with shanks and thighs at these tilts, by a table of `leans`
    like `ARMS_FORWARD`, all in degrees; outside of the table its nearest entry."""
    by_shank = [np.interp(thigh, THIGHS, row) for row in leans]
    return float(np.interp(shank, SHANKS, by_shank))


def _depth(profile: Profile) -> float:
    """Tilt of the thighs, degrees."""
    return tilt(*_either(profile, "knee", "hip"))


def _legs_seen(rows: list[_Frame]) -> bool:
    """Whether the far leg, where it is known, is where legs are."""
    seen = [row.far_shank for row in rows if math.isfinite(row.far_shank)]
    return not seen or median(seen) > FAR_SHANK


def _either(profile: Profile, lower: str, upper: str) -> tuple[np.ndarray, np.ndarray]:
    """Two joints half-way between both legs, the near leg's where the far one is not known."""
    middle = (getattr(profile, f"mid_{lower}"), getattr(profile, f"mid_{upper}"))
    known = np.isfinite(middle).all()
    return middle if known else (getattr(profile, lower), getattr(profile, upper))
