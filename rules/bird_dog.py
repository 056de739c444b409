"""Bird dog (バードドッグ): on hands and knees, one leg and the opposite arm stretched out, side by
side in turn, while the trunk stays as it was.

Correct form (source text 003; trainer pages V [b12]): opposite arm and leg, the leg as high as the
back and no higher, chest and hips at one height, the hips over the knee on the floor. Only the arm
and the leg move, so the trunk is compared with its own place just before the rep.

Grades: V, M, D, C, J of evidence-more.md; D here = measured on rendered people with known angles
(`truth/more` and further bodies) and on real demonstrations.

Not judged: the arms (the lifted far arm is read 80-96 degrees off in most rendered clips, D); the
pelvis opening (the far hip reads 8-14 % of the trunk higher or lower in level pelvises, D); the low
back's arch: the outline of the loins hollows by 2.0-4.7 % of the chord in 22 degrees of arch, and
by 0.3-6.7 % in demonstrations in which a reader saw no fault (D, three people).
"""

import math
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from pose.geometry import joint_angle, tilt
from pose.profile import Joints, Profile
from rules.alternating import AlternatingExercise, Limbs
from rules.exercise import Dose, Metric, OwnLimit, Signal
from rules.fault import Band, Fault, measured_line
from rules.registry import register
from rules.repeated import Watched, tempo_findings
from rules.report import Finding, MeasuredLine, Rep
from rules.reps import Cutting, Cycle, best_half_second
from rules.terms import Way

# Ankle over the hip, degrees above the floor's line. Correct: -6..+1 (rendered), +6..+11 (three
# real demonstrations, D); 22 degrees of arch lift it to +9 only, so what is named is far above the
# back (J).
LEG_TOO_HIGH = Fault(
    "leg_too_high", "ankle_height", "deg", Band(18.0, 15.0), Band(30.0, 26.0), min_s=0.4
)
# The same at the best half second: a leg 21 degrees short reads -18, the middle of the gap (D).
# Nobody is harmed by a low leg: never severe (J).
LEG_LOW = Fault("leg_low", "ankle_height", "deg", Band(12.5, 10.0), None, sign=-1, concern="polish")
# Knee of the lifted leg at the top, degrees. Correct: 161-176, one real rep 142-147 (D): named when
# it is clearly bent (J).
KNEE_BENT = Fault(
    "knee_bent", "knee_angle", "deg", Band(-138.0, -143.0), None, sign=-1, concern="polish"
)
# How far the trunk tilts from its own place before the rep, degrees either way: correct 0-5.1, all
# rendered and real clips (D).
TRUNK_TILTS = Fault("trunk_tilts", "change", "deg", Band(8.0, 6.0), Band(14.0, 11.0), min_s=0.5)
# How far the thigh on the floor tilts from its own place, degrees either way: correct 0-7.5 (D).
HIPS_SHIFT = Fault("hips_shift", "change", "deg", Band(15.0, 12.0), Band(25.0, 21.0), min_s=0.5)
# Whole ways in s. Read of 0.6 s: 0.44-0.78, of 1.6-1.7 s: 1.2-1.8; real demonstrations take 1.3 and
# more (D). Only a rush is named (evidence-more.md §2.5, J).
TEMPO: dict[Way, Fault] = {
    "out": Fault(
        "too_fast", "reach", "s", Band(-1.0, -1.2), Band(-0.8, -1.0), sign=-1, concern="tempo"
    ),
    "back": Fault(
        "too_fast", "fold", "s", Band(-1.0, -1.2), Band(-0.8, -1.0), sign=-1, concern="tempo"
    ),
}
# How far a trainer may let the thigh go up, degrees from hanging down; 90 is level. Read within 4
# degrees of the truth (D).
OWN = OwnLimit("deg", 45, 100, 75, Band(6.0, 4.0), Band(14.0, 11.0))

# Both thighs' angles from hanging together, degrees: on all fours -10..+20, stretched 79-105, a leg
# 38 degrees short 58 (D). The sum, because MediaPipe takes one leg for the other for up to a second
# of a rep (real clip): it is the same then.
REST_BELOW, MIN_RISE, COUNTED_RISE = 30.0, 20.0, 35.0
CUTTING = Cutting(pulse=0.25)
# So far apart the thighs come in a rep, degrees; not when hips rock over both knees.
PARTED = 25.0
LEVEL = 90.0
# On all fours: degrees of the trunk from upright (74-84), of the lower thigh from hanging (0-20),
# of its shank from upright (81-118), and trunk lengths of the lower wrist under its shoulder
# (0.78-1.13) (D; one leg mistaken for the other 24-37).
TRUNK, THIGH, SHANK, ARM = (55.0, 105.0), 40.0, (60.0, 135.0), 0.55
# The body's own place before a rep is told from the last frames in which both thighs hang within so
# many degrees: from so many at least, at most about two seconds (J).
KNELT, RESTED = 25.0, (5, 30)
TOP = 3.0  # so many degrees under its best half second the leg is at its height (J)
OBLIQUE_SLACK = 4.0  # degrees that an oblique camera widens every band by (evidence.md §6.0, J)


class _Place(NamedTuple):
    """Where a body on all fours is, degrees: the trunk's tilt, each thigh from hanging, and the
    floor's line (+ the knee higher than the wrist)."""

    trunk: float
    near: float
    far: float
    floor: float


class _Moment(NamedTuple):
    """What one frame of a rep shows, in degrees: how high the lifted leg's ankle is, its knee, and
    by how much the trunk and the thigh on the floor have left their own place."""

    t: float
    height: float
    knee: float
    trunk: float
    hips: float
    line: MeasuredLine


@register
class BirdDog(AlternatingExercise):
    """Signal: the lifted leg's angle from hanging, in degrees; 90 is level."""

    name = "bird_dog"
    order = 50
    facing = "down"
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    needs_far = ("HIP", "KNEE", "ANKLE")
    needs_mask = True
    signal = Signal("leg_swing", "deg")
    rest_below, min_rise, counted_rise = REST_BELOW, MIN_RISE, COUNTED_RISE
    cutting = CUTTING
    watched = (LEG_TOO_HIGH, TRUNK_TILTS, HIPS_SHIFT)
    limited = (LEG_TOO_HIGH,)
    faults = (*watched, LEG_LOW, KNEE_BENT, *TEMPO.values())
    essential = "trunk_tilts"
    tempo = TEMPO
    metrics = (
        Metric("leg_height_deg", "deg", (-LEG_LOW.mild.enter, LEG_TOO_HIGH.mild.enter)),
        Metric("knee_deg", "deg", (-KNEE_BENT.mild.enter, None)),
        Metric("trunk_change_deg", "deg", (None, TRUNK_TILTS.mild.enter)),
        Metric("hips_shift_deg", "deg", (None, HIPS_SHIFT.mild.enter)),
        Metric("out_s", "s", (-TEMPO["out"].mild.enter, None)),
        Metric("stay_s", "s"),
        Metric("back_s", "s", (-TEMPO["back"].mild.enter, None)),
    )
    dose = Dose(reps=10, tempo=(2, 2, 2), ways=("reach", "stay", "fold"), per_side=True)  # 003, J
    strengths = ("trunk_tilts", "hips_shift", "too_fast")
    opposites = (frozenset({"leg_too_high", "leg_low", "own_limit"}),)
    own_limit = OWN

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._goal = 0.0 if most is None else min(0.0, most - LEVEL)
        self._places: deque[_Place] = deque(maxlen=RESTED[1])
        self._swings = Limbs(math.nan, math.nan)
        self._parted = False  # whether one leg was clearly out in the rep under way
        self._moments: list[_Moment] = []

    def in_position(self, profile: Profile) -> bool:
        """On hands and knees: the trunk level, a thigh and an arm under it, a shank on the floor.

        The other leg and the other arm may be anywhere.
        """
        knelt = min(_legs(profile), key=lambda leg: abs(swing(profile, leg)))
        reach = max(float(side.wrist[1] - side.shoulder[1]) for side in _legs(profile))
        return (
            TRUNK[0] < tilt(profile.mid_hip, profile.mid_shoulder) < TRUNK[1]
            and abs(swing(profile, knelt)) < THIGH
            and SHANK[0] < tilt(knelt.ankle, knelt.knee) < SHANK[1]
            and reach > ARM * profile.torso
        )

    def ready(self, profile: Profile) -> bool:
        hanging = max(abs(swing(profile, leg)) for leg in _legs(profile)) < KNELT
        return self.in_position(profile) and hanging

    def limbs(self, profile: Profile) -> Limbs:
        return Limbs(swing(profile, profile), swing(profile, profile.far))

    def measure(self, profile: Profile) -> float:
        value = super().measure(profile)
        near, far = self._swings = self.limbs(profile)
        if not self._counter.moving and max(near, far) < KNELT:
            trunk = tilt(profile.mid_hip, profile.mid_shoulder)
            floor = LEVEL - tilt(profile.wrist, profile.knee)
            self._places.append(_Place(trunk, near, far, floor))
        self._parted |= abs(near - far) > PARTED
        self.line = _drawn(profile, self.moved_near, "HIP", "KNEE", "ANKLE")
        return value

    def watch(self, t: float, profile: Profile) -> Iterable[Watched]:
        (near, far), own = self._swings, self._own_place()
        leg = profile if self.moved_near else profile.far
        height = LEVEL - tilt(leg.hip, leg.ankle) - own.floor
        trunk = abs(tilt(profile.mid_hip, profile.mid_shoulder) - own.trunk)
        hips = math.nan  # as long as nobody knows which knee is on the floor
        if abs(near - far) > PARTED:
            hips = abs(far - own.far if self.moved_near else near - own.near)
        assert self.line is not None
        knee = joint_angle(leg.hip, leg.knee, leg.ankle)
        self._moments.append(_Moment(t, height, knee, trunk, hips, self.line))
        slack = OBLIQUE_SLACK if profile.oblique else 0.0
        yield LEG_TOO_HIGH, height, self.line, slack
        yield TRUNK_TILTS, trunk, measured_line(profile, "MID_SHOULDER", "MID_HIP"), slack
        yield HIPS_SHIFT, hips, _drawn(profile, not self.moved_near, "HIP", "KNEE"), slack

    def tried(self) -> bool:
        return self._parted

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        rep.metrics = {
            "leg_height_deg": None,
            "knee_deg": None,
            "trunk_change_deg": None,
            "hips_shift_deg": None,
            "out_s": cycle.out_s,
            "stay_s": cycle.hold_s,
            "back_s": cycle.back_s,
        }
        seen = [moment for moment in self._moments if math.isfinite(moment.height)]
        if not seen:
            rep.cannot_judge += dict.fromkeys(
                f.name for f in self.faults if f not in TEMPO.values()
            )
            return tempo_findings(cycle, rep, TEMPO, fps, self.line)
        height, trunk, hips = (
            best_half_second([(m.t, v) for m in seen if math.isfinite(v := getattr(m, name))])
            for name in ("height", "trunk", "hips")
        )
        top = [m for m in seen if m.height >= height - TOP]
        knee = float(np.median([m.knee for m in top]))
        rep.metrics |= {
            "leg_height_deg": height,
            "knee_deg": knee,
            "trunk_change_deg": trunk,
            "hips_shift_deg": hips,
        }
        line = top[len(top) // 2].line
        found = tempo_findings(cycle, rep, TEMPO, fps, line)
        span = (cycle.top_start_s, cycle.top_end_s)
        for fault, value, peak in (
            (LEG_LOW, height - self._goal, height),
            (KNEE_BENT, knee, knee),
        ):
            severity = fault.severity(value)
            if severity:
                found.append(fault.found(severity, span, peak, rep.index, line))
        return found

    def _own_place(self) -> _Place:
        """The body's own place before the rep; NaN when it was not seen."""
        if len(self._places) < RESTED[0]:
            return _Place(*[math.nan] * 4)
        return _Place(*np.median(self._places, axis=0).tolist())

    def reset_rep(self) -> None:
        super().reset_rep()
        self._parted, self._moments = False, []


def swing(profile: Profile, leg: Joints) -> float:
    """Angle of a leg's thigh from hanging straight down, degrees; + the knee behind the hip."""
    x, y = leg.knee - leg.hip
    tailward = profile.mid_hip[0] - profile.mid_shoulder[0]
    return math.degrees(math.atan2(math.copysign(1.0, tailward) * x, y))


def _legs(profile: Profile) -> tuple[Joints, Joints]:
    """The near and the far side."""
    return profile, profile.far


def _drawn(profile: Profile, near: bool, *joints: str) -> MeasuredLine:
    """The line through some joints of the near or the far side."""
    return measured_line(profile, *(joint if near else f"FAR_{joint}" for joint in joints))
