"""Hip hinge (ヒップヒンジ): standing, the hips go back while the trunk goes forward as one piece.

Correct form (source text 003): hips back, knees only soft, spine neither rounded nor arched,
slowly, until the thighs' backs stretch lightly. The fault people come with is the waist bend: the
trunk goes down while the hips stay over the ankles. Deadlifts and good mornings are read by the
same signal; knees that bend to take something off the floor are no fault there.
"""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from pose.geometry import joint_angle, median, spread, tilt
from pose.profile import Profile
from pose.silhouette import ALONG, Contour, Reader, curve, level
from rules import spine
from rules.balance import Facing, Stance, leg_out, seated, stance, walked
from rules.exercise import Dose, Event, Good, Metric, OwnLimit, Signal
from rules.fault import Band, Fault, measured_line, rushed
from rules.registry import register
from rules.repeated import RepExercise, Short, Watched, decided, tempo_findings
from rules.report import Finding, MeasuredLine, Rep
from rules.reps import Cycle
from rules.terms import Way

# How far the hips go back, in leg lengths, where the trunk is tilted more than 35 degrees. Five
# rendered bodies and real deadlifts: correct 0.16-0.32, half-way 0.11-0.14 (no fault), waist bend
# -0.01-0.04 (D). The truth calls < 0.09 mild and < 0.05 severe; a value is read with +-0.02.
HIPS_NOT_BACK = Fault(
    "hips_not_back",
    "ankle_line",
    "leg",
    Band(-0.09, -0.10),
    Band(-0.065, -0.08),
    0.7,
    sign=-1,
    unsure=0.015,  # the middle to the least of half-way ones (D)
)
# Largest trunk tilt, degrees: evidence.md §6.3 (V [16] for 50-70 as correct; J).
TOO_SHALLOW = Fault(
    "too_shallow", "trunk_tilt", "deg", Band(-43.0, -45.0), None, sign=-1, unsure=3.0
)
# Knee bend beyond standing at the bottom, degrees (evidence.md §6.3, C and J), and only when it is
# large against the trunk's tilt: correct rendered hinges 18-25 degrees, ratio 0.3-0.4 (D).
# Between the two ratios nothing is said: the middle to correct ones (D).
KNEES_BENT = Fault(
    "knees_bent", "knee_angle", "deg", Band(34.0, 30.0), Band(50.0, 45.0), unsure=4.5
)
KNEES_TO_TILT, KNEES_MAYBE = 0.75, 0.57
# Lumbar flexion (+) and extension (-) in degrees, estimated from the outline of the back: how much
# its middle (CHEST, LOINS, BUTTOCK along the chord shoulder-hip) stands out more than when the same
# person stands. Rendered bodies (five, camera within 20 degrees): 5 degrees for each hundredth of
# the chord, and 0.026 without any. Read, in hundredths: correct 1.8-4.7, 8 degrees of flexion
# 3.6-6.4, 20 degrees 5.5-7.7, 30 degrees 8.8-10.0, 40 degrees 8.2-12.8; 12 degrees of extension
# -0.6-0.7, 20 degrees -2.8-0.2. Turned by 30 degrees a correct bend reads up to 7.5, so there only
# a clear rounding is named. The bands are the middles of the gaps (D); natural bending rounds the
# back too, so there is no zero tolerance (evidence.md [14], [17b]).
CHEST, LOINS, BUTTOCK = (0.0, 0.12), (0.50, 0.80), (0.90, 1.0)
STRAIGHT, DEG_PER_CHORD = 0.026, 500.0
ROUNDED = Fault(
    "rounded_back",
    "contour",
    "deg",
    Band(12.5, 9.0),
    Band(26.5, 22.0),
    min_s=0.3,
    unsure=2.0,
    most=70.0,
)
ROUNDED_OBLIQUE = replace(ROUNDED, mild=Band(36.0, 30.0), severe=Band(36.0, 30.0), unsure=28.0)
# In hanging clothes the same back reads up to 30 degrees lower and up to 12 higher: of eleven
# bodies and clothes correct -26..+16, 20 degrees of flexion -4..+26, 40 degrees 20-35 (D). What is
# named reads above every correct one (stout in tight clothes: 17), what is good below every faulty.
HANGING = replace(ROUNDED, mild=Band(18.0, 14.0), severe=Band(29.0, 25.0), unsure=24.0)
# Taking something off the floor with deeply bent knees rounds a real, good back as much as 37
# degrees here, and a rounded one 48-62 (deadlift_good and deadlift_rounded, whatever the model and
# the frames/s; D, one person): what is named is clear, whatever the clothes, and as nobody knows
# more of such backs, what is good is so in hanging ones too. Knees are read anywhere from 45 to 76
# degrees beyond standing there, in correct hinges 18-25 (D): from about the middle on it is one.
LIFTED = replace(ROUNDED, mild=Band(45.0, 41.0), severe=Band(45.0, 41.0), unsure=51.0)
LIFTING = 38.0
# Standing, the outline of the loins lies so far behind the chord (chord lengths): in tight clothes
# 0.12-0.18 (five bodies), in loose and baggy ones 0.18-0.30 (eleven), so do stout ones (D).
HANGS = 0.185
# A back that reads so much rounder than in the own best rep is not called straight: the clothes
# are the same (correct reps of one set differ by up to 3, mild ones by 15-20; D).
SPREAD = 8.0
# Readings of the deepest part of a bend scatter by 1-3 degrees, where cloth swings by 3-5 (D): so
# many times what is more than the usual widens the bands.
STEADY, SWINGING = 2.5, 4.0
SWING_FRAMES = 45  # so many of the last ones tell it while the bend goes on (J)
ARCHED = Fault(
    "arched_back",
    "contour",
    "deg",
    Band(18.0, 14.0),
    Band(32.0, 27.0),
    min_s=0.5,
    sign=-1,
    unsure=11.0,
    most=35.0,
)
# The same in true degrees, where the spine itself is estimated (`rules.spine`; README).
BACK = (
    spine.SpineFault(ROUNDED, 1, 15.0, 30.0, "flexion_deg"),
    spine.SpineFault(ARCHED, -1, 18.0, 32.0, "flexion_deg"),
)
SIDE_ON = 0.20  # shoulder width over trunk length: wider is oblique for the outline (D)
TILTED_BACK = 25.0  # degrees of trunk tilt from which the back is compared with standing
STANDING_EVERY_S = 0.1  # the standing back is read so often: it hardly changes
BACK_SEEN_S = 0.2  # so long the bent back must be seen (s, J)

TEMPO: dict[Way, Fault] = {
    "out": rushed("bend", Band(-1.2, -1.5), Band(-0.7, -1.0), unsure=0.1),
}

# Tilt of the trunk that a trainer may set as the most, degrees; it is read within 1-3 (D, J). To
# somebody who is to stay below `DEEP` nobody says that it was too little.
OWN, DEEP = OwnLimit("deg", 30, 90, 60, Band(4.0, 2.0), Band(10.0, 8.0)), 55.0

TILTED = 35.0  # degrees of trunk tilt from which the hips must have gone back
MIN_RISE, COUNTED_TILT = 20.0, 30.0  # degrees (evidence.md §6.3, J)
# Who squats may keep the trunk upright: reps are cut by the tilt or by so much of the knees' bend,
# whichever is more. Of a squat of 82 degrees of knee and 17 of tilt (real, D) that makes 37; hinges
# and lifts from the floor stay cut by their tilt (knees 20-77 beside tilts of 55-80, D).
SQUAT, SQUAT_SOFT = 0.55, 8.0
# Knees bent so far (degrees) for so long (s) on a seat is sitting, no squat (J; `rules.balance`).
SITS_KNEES, SITS_S = 45.0, 0.3
STANDING = 12.0  # degrees (evidence.md §6.3, J)
REST_BELOW = 20.0  # degrees; standing reads 0-8 (D)


class _Frame(NamedTuple):
    """One frame: trunk tilt (deg), hips behind the ankles (leg lengths), knee bend (deg), feet,
    whether a seat bears the body, back."""

    tilt: float
    low: float  # what the rep is cut by
    back: float
    knee_bend: float
    low_hands: bool
    line: MeasuredLine
    stance: Stance
    sits: bool
    t: float
    back_curve: float  # sagitta of the back's outline in chord lengths, NaN when not trusted
    loins: float  # how far the outline of the loins lies behind the chord, in its lengths
    back_line: MeasuredLine | None
    view: float


@register
class HipHinge(RepExercise):
    """Signal: the trunk's tilt against the vertical in degrees, mid-hip to mid-shoulder."""

    name = "hip_hinge"
    version = 9
    order = 4
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    signal = Signal("trunk_tilt", "deg")
    upright = True
    needs_mask = True
    rest_below, min_rise, counted_rise = REST_BELOW, MIN_RISE, MIN_RISE
    watched = (HIPS_NOT_BACK, ROUNDED, HANGING, LIFTED, ROUNDED_OBLIQUE, ARCHED)
    essential = "rounded_back"
    tempo = TEMPO
    seconds = ("down_s", "hold_s", "up_s")  # the way there is down
    # 003: 10-15, slowly (the seconds: J)
    dose = Dose(reps=10, tempo=(2, 1, 2), ways=("bend", "stay", "return"))
    metrics = (
        Metric("tilt_deg", "deg", (TOO_SHALLOW,)),
        Metric("hips_back_legs", "leg", (HIPS_NOT_BACK,)),
        Metric("knee_bend_deg", "deg", (KNEES_BENT,)),
        Metric("down_s", "s", (TEMPO["out"],)),
        Metric("hold_s", "s"),
        Metric("up_s", "s"),
        Metric("flexion_deg", "deg", (ARCHED, ROUNDED)),
    )
    faults = (HIPS_NOT_BACK, TOO_SHALLOW, KNEES_BENT, ROUNDED, ARCHED, *TEMPO.values())
    rather_another = ("knees_bent",)  # a squat reads so
    strengths = ("rounded_back", "hips_not_back", "too_fast", "too_shallow", "knees_bent")
    opposites = (
        frozenset({"rounded_back", "arched_back"}),
        # Depth and soft knees are easy with the hips where they were.
        frozenset({"hips_not_back", "too_shallow", "knees_bent", "own_limit"}),
    )
    own_limit = OWN

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._standing: list[_Frame] = []
        self._reader = Reader()
        self._spine = spine.SpineGauge(self.name)
        self._looked_t = -math.inf  # when the standing back's outline was last read
        self._bent: list[_Frame] = []
        self._sat: list[float] = []  # when a seat bore the body since the lowest place before
        self._faces, self._facing = Facing(), 0.0
        self._low = math.nan
        self._bands: Fault | None = None  # with which the rep's back was judged
        self._scattered = False  # whether it was a fault but for how much its reading scattered

    @property
    def cut_by(self) -> float:
        """The tilt, or the knees' bend where it is a squat."""
        return self._low

    @property
    def limited_value(self) -> float:
        return self.value

    @classmethod
    def good(cls, most: float | None) -> dict[str, Good]:
        good = super().good(most)
        if most is not None:
            least = good["tilt_deg"][0] if most >= DEEP else None
            good["tilt_deg"] = (least, most + OWN.mild.enter)
        return good

    def in_position(self, profile: Profile) -> bool:
        """Standing on the feet: shins upright, the hips well above the ankles; not on a seat with a
        leg out in front, folded forward."""
        stands = tilt(profile.ankle, profile.hip) < 60 and tilt(profile.ankle, profile.knee) < 65
        return stands and tilt(profile.hip, profile.shoulder) < 130 and leg_out(profile) is None

    def measure(self, profile: Profile) -> float:
        value = tilt(profile.mid_hip, profile.mid_shoulder)
        self._facing = self._faces(profile)
        bend = 180 - joint_angle(profile.hip, profile.knee, profile.ankle)
        self.line = measured_line(profile, "SHOULDER", "HIP", "ANKLE")
        low_hands = bool(profile.wrist[1] > profile.knee[1] + 0.1 * profile.torso)
        far = profile.far
        other = 180 - joint_angle(far.hip, far.knee, far.ankle)
        both = bend if math.isnan(other) else min(bend, other)  # who walks bends one at a time
        self._low = max(value, SQUAT * both - SQUAT_SOFT)
        frame = _Frame(
            value,
            self._low,
            self._hips_back(profile),
            bend,
            low_hands,
            self.line,
            stance(profile),
            bend > SITS_KNEES and seated(profile, self._facing),
            profile.t,
            *self._outline(profile, value),
        )
        self.outline = frame.back_line
        if not self._counter.moving and self._low < STANDING:
            self._standing.append(frame)
            del self._standing[:-60]
        else:
            self._bent.append(frame)
            del self._bent[:-3000]
        return value

    def _outline(
        self, profile: Profile, tilt_deg: float
    ) -> tuple[float, float, MeasuredLine | None, float]:
        """Sagitta of the back's outline and how far the loins lie behind the chord (chord lengths),
        its line, the view; NaN if not trusted."""
        if profile.mask is None or not self._outline_needed(profile.t, tilt_deg):
            return math.nan, math.nan, None, profile.view
        shoulder, hip, behind, _ = trunk(profile, self._facing)
        seen = spine.look(profile, shoulder, hip, behind, tilt_deg)
        contour = seen.back
        if tilt_deg > TILTED_BACK:
            self._spine.moving(tilt_deg, seen)
        else:
            self._spine.rest(profile.t, seen)
        value, span = curve(contour, CHEST, LOINS, BUTTOCK).sagitta, (CHEST[0], BUTTOCK[1])
        chord = shoulder, hip
        if not self._reader.read(profile.t, value, contour, span, profile.arms, chord).trusted:
            return math.nan, math.nan, None, profile.view
        return value, level(contour, LOINS), back_line(profile, contour), profile.view

    def _outline_needed(self, t: float, tilt_deg: float) -> bool:
        """Bent: always; standing: now and then, it does not change; between: never."""
        if tilt_deg >= STANDING:
            return tilt_deg > TILTED_BACK
        if t - self._looked_t < STANDING_EVERY_S:
            return False
        self._looked_t = t
        return True

    def _hips_back(self, profile: Profile) -> float:
        """Hips behind the ankles in leg lengths; behind = away from the toes."""
        facing = math.copysign(1.0, self._facing)
        return float((profile.ankle[0] - profile.hip[0]) * facing / profile.leg)

    def _stand(self) -> list[_Frame]:
        """Own standing frames. A clip that starts bent shows them at the end of its first rep."""
        return self._standing or [row for row in self._bent if row.tilt < STANDING]

    def _flexion(self, row: _Frame, stand: list[_Frame]) -> float:
        """Estimated lumbar flexion of a frame in degrees; NaN when it cannot be told."""
        curves = [other.back_curve for other in stand if math.isfinite(other.back_curve)]
        if not curves:
            return math.nan
        change = row.back_curve - median(curves)
        return (change - STRAIGHT) * DEG_PER_CHORD

    def reference(self, fault: Fault) -> MeasuredLine | None:
        if fault.witness != "contour":
            return None
        lines = [row.back_line for row in self._stand() if row.back_line]
        return lines[len(lines) // 2] if lines else None

    def watch(self, t: float, profile: Profile) -> Iterable[Watched]:
        stand, row = self._stand(), self._bent[-1] if self._bent else None
        if row is None or not stand or row.t != t:
            for watch in self._watches.values():
                watch.close()
            return
        yield from self._watch_hips(stand, row)
        degrees = self._flexion(row, stand) if row.tilt > TILTED_BACK else math.nan
        slack = _swing(self._bent[-SWING_FRAMES:])
        # The most so far: knees that straighten on the way up do not make it another movement.
        knees = max(other.knee_bend for other in self._bent) - _median(stand, "knee_bend")
        now = self._rounded(row.view, stand, knees)
        rounded, arched = (self._spine.backs(each, degrees) for each in BACK)
        for fault in (ROUNDED, HANGING, LIFTED, ROUNDED_OBLIQUE):
            seen = fault is now and rounded
            yield fault, degrees if seen else math.nan, row.back_line, slack
        flat = row.view <= SIDE_ON and not _hangs(stand)
        yield ARCHED, degrees if flat and arched else math.nan, row.back_line, 0.0

    def _rounded(self, view: float, stand: list[_Frame], knees: float) -> Fault:
        """The rounding with the bands that hold for this view, these clothes and knees bent by so
        many degrees beyond standing."""
        if view > SIDE_ON:
            return ROUNDED_OBLIQUE
        if knees > LIFTING:
            return LIFTED
        return HANGING if _hangs(stand) else ROUNDED

    def _watch_hips(self, stand: list[_Frame], row: _Frame) -> Iterable[Watched]:
        if row.tilt <= TILTED:
            self._watches[HIPS_NOT_BACK].close()
            return
        # The furthest so far: hips that have been back once in this bend are no waist bend.
        back = max(row.back for row in self._bent if row.tilt > TILTED)
        yield HIPS_NOT_BACK, back - _median(stand, "back"), row.line, 0.0

    def tried(self) -> bool:
        """Not who walks, nor who sits on something."""
        sat = self._sat + _sitting(self._bent)
        on_feet = not sat or sat[-1] - sat[0] < SITS_S
        return on_feet and not walked([row.stance for row in self._bent])

    def counts(self, low: float, top: float) -> bool:
        return top >= COUNTED_TILT

    def short(self, cycle: Cycle) -> Short | None:
        if self.most is not None and self.most < DEEP:
            return None
        return Short(TOO_SHALLOW, cycle.top, cycle.top, self._deepest())

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        stand = self._stand()
        bottom = [row for row in self._bent if row.low >= 0.85 * cycle.top]
        tilt_deg = max((row.tilt for row in bottom), default=cycle.top)
        deepest = self._deepest()
        back = bend = None
        if stand and bottom:
            back = _median(bottom, "back") - _median(stand, "back")
            bend = _median(bottom, "knee_bend") - _median(stand, "knee_bend")
        rep.metrics = {
            "tilt_deg": tilt_deg,
            "hips_back_legs": back,
            "knee_bend_deg": bend,
            "down_s": cycle.out_s,
            "hold_s": cycle.hold_s,
            "up_s": cycle.back_s,
        }
        found = tempo_findings(cycle, rep, TEMPO, fps, deepest)
        checks: list[tuple[Fault, float]] = []
        found += self._judge_back(rep, tilt_deg, stand, bend)
        if back is None:
            rep.cannot_judge.append(HIPS_NOT_BACK.name)
        elif tilt_deg > TILTED:
            checks.append((HIPS_NOT_BACK, back))
        # Knees bend rightly when something is taken from the floor (source text 003, lifting).
        lifting = bool(bottom) and np.mean([row.low_hands for row in bottom]) > 0.5
        if bend is None or lifting:
            rep.cannot_judge.append(KNEES_BENT.name)
        elif bend > KNEES_TO_TILT * tilt_deg:
            checks.append((KNEES_BENT, bend))
        elif bend > KNEES_MAYBE * tilt_deg and KNEES_BENT.undecided(bend):
            rep.cannot_judge.append(KNEES_BENT.name)
        squats = any(fault is KNEES_BENT and fault.severity(value) for fault, value in checks)
        if not squats and (self.most is None or self.most >= DEEP):
            checks.append((TOO_SHALLOW, tilt_deg))  # to who squats it would say the wrong thing
        span = (cycle.top_start_s, cycle.top_end_s)
        for fault, value in checks:
            found += decided(fault, value, span, rep, deepest)
        return found

    def _judge_back(
        self, rep: Rep, tilt_deg: float, stand: list[_Frame], bend: float | None
    ) -> list[Finding]:
        """The rep's rounding: what only the whole rep shows, or that it cannot be judged."""
        low = max(TILTED_BACK, 0.6 * tilt_deg)
        seen = [
            row
            for row in self._bent
            if row.tilt >= low and math.isfinite(self._flexion(row, stand))
        ]
        rep.metrics["flexion_deg"] = self._bands = None
        self._scattered = False
        if bend is None or not seen or seen[-1].t - seen[0].t < BACK_SEEN_S:
            rep.cannot_judge.append(ROUNDED.name)
            return []
        degrees = float(np.percentile([self._flexion(row, stand) for row in seen], 75))
        rep.metrics["flexion_deg"] = degrees
        fault = self._rounded(median(row.view for row in seen), stand, bend)
        self._bands = fault
        slack = _swing(self._bent)
        if ARCHED.undecided(degrees):
            rep.cannot_judge.append(ARCHED.name)
        if -degrees > ARCHED.most:  # nobody's back: so it is not known to be straight either
            rep.cannot_judge.append(ROUNDED.name)
        severity = fault.severity(degrees - slack)
        self._scattered = bool(fault.severity(degrees)) and not severity
        if not severity:
            if fault.undecided(degrees):
                rep.cannot_judge.append(ROUNDED.name)
            return []
        worst_row = max(seen, key=lambda row: row.back_curve)
        span = (seen[0].t, seen[-1].t)
        finding = fault.found(severity, span, degrees, rep.index, worst_row.back_line)
        finding.reference = self.reference(fault)
        return [finding]

    def second_opinion(self, rep: Rep, found: list[Finding]) -> list[Finding]:
        estimate = self._spine.rep()
        clear = found
        if self._bands is LIFTED:  # what was named before the knees had bent so far
            clear = [f for f in found if f.fault != ROUNDED.name or LIFTED.severity(f.peak)]
        elif self._scattered and not (estimate and estimate.degrees >= BACK[0].mild):
            # What was named before the reading had scattered: now it takes the estimate's word.
            clear = [f for f in found if f.fault != ROUNDED.name]
        if clear != found and ROUNDED.name not in rep.cannot_judge:
            rep.cannot_judge.append(ROUNDED.name)
        found = clear
        if estimate is None:
            return found
        seen = [row for row in self._bent if row.back_line]
        deepest = max(seen, key=lambda row: row.tilt).back_line if seen else self._deepest()
        for judged in BACK:
            reference = self.reference(judged.fault)
            found = spine.second_opinion(judged, estimate, rep, found, deepest, reference)
        return found

    def finish(self, t: float) -> list[Event]:
        events = super().finish(t)
        counted = [rep for rep in self.reps if rep.metrics.get("flexion_deg") is not None]
        best = min((rep.metrics["flexion_deg"] or 0.0 for rep in counted), default=0.0)
        for rep in counted:
            rounder = (rep.metrics["flexion_deg"] or 0.0) - best > SPREAD
            if rounder and ROUNDED.name not in (*rep.faults, *rep.cannot_judge):
                rep.cannot_judge.append(ROUNDED.name)
                rep.verdict = "cannot_judge" if rep.verdict == "ok" else rep.verdict
        return events

    def _deepest(self) -> MeasuredLine | None:
        """What the tilt is measured on where the rep under way was lowest."""
        return max(self._bent, key=lambda row: row.low).line if self._bent else None

    def reset_rep(self) -> None:
        lows = [row.low for row in self._bent]
        top = int(np.argmax(lows)) if lows else 0
        valley = top + int(np.argmin(lows[top:])) if lows else 0
        # The next one has begun there: who rises from a seat was on it until a moment ago.
        self._sat, self._bent = _sitting(self._bent[valley:]), []
        self._spine.reset_rep()


def _sitting(rows: list[_Frame]) -> list[float]:
    """When (s) a seat bore the body."""
    return [row.t for row in rows if row.sits]


def trunk(profile: Profile, facing: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Shoulder, hip and a direction towards the back (2,) px, and the trunk's tilt in degrees."""
    shoulder, hip = profile.mid_shoulder, profile.mid_hip
    x, y = hip - shoulder
    return shoulder, hip, math.copysign(1.0, facing) * np.array([-y, x]), tilt(hip, shoulder)


def back_line(profile: Profile, contour: Contour) -> MeasuredLine:
    """The outline of the back between shoulder and hip, to be drawn."""
    piece = (CHEST[0] <= ALONG) & (BUTTOCK[1] >= ALONG)
    return measured_line(profile, "SHOULDER", "HIP", contour=contour.points[piece])


def _swing(rows: list[_Frame]) -> float:
    """By how much the bands are widened (degrees) because the reading scatters at the deepest."""
    low = max(0.9 * max((row.tilt for row in rows), default=0.0), TILTED_BACK)
    curves = [r.back_curve for r in rows if r.tilt >= low and math.isfinite(r.back_curve)]
    scatter = DEG_PER_CHORD * spread(curves) if len(curves) > 2 else 0.0
    return SWINGING * max(0.0, scatter - STEADY)


def _hangs(stand: list[_Frame]) -> bool:
    """Whether the clothes seem to hang off the back of who stands, as far as it was seen."""
    seen = [row.loins for row in stand if math.isfinite(row.loins)]
    return bool(seen) and median(seen) > HANGS


def _median(rows: list[_Frame], name: str) -> float:
    return median(getattr(row, name) for row in rows)
