"""Bird dog (バードドッグ): on hands and knees, one leg and the opposite arm stretched out, side by
side in turn, while the trunk stays as it was.

Correct form (source text 003; trainer pages V [b12]): opposite arm and leg, the leg as high as the
back and no higher, chest and hips at one height, the hips over the knee on the floor. Only the arm
and the leg move, so the trunk is compared with its own place just before the rep.

Grades: V, M, D, C, J of evidence-more.md; D here = measured on rendered people with known angles
(`truth/more` and further bodies) and on real demonstrations.

Not judged: the arms (the lifted far arm is read 80-96 degrees off in most rendered clips, D); the
pelvis opening (the far hip of level pelvises reads 8-19 % of the trunk higher or lower, D); the low
back's arch: the outline of the loins hollows by 2.0-4.7 % of the chord in 22 degrees of arch, by
0.2-2.3 % in 15 degrees, by up to 2.3 % in none (rendered), and by 0.3-6.7 % in demonstrations in
which a reader saw no fault (three real people, D).
"""

import math
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from pose.geometry import joint_angle, length, median, tilt
from pose.profile import Joints, Profile
from rules.alternating import AlternatingExercise, Limbs
from rules.exercise import Dose, Metric, OwnLimit, Signal
from rules.fault import Band, Fault, measured_line, rushed, side_line
from rules.registry import register
from rules.repeated import Short, Watched, decided, tempo_findings
from rules.report import Finding, MeasuredLine, Rep
from rules.reps import Cutting, Cycle, best_half_second
from rules.spine import SpineGauge, look
from rules.terms import Way

# Ankle over the hip, degrees above the floor's line. Correct -7..+8 (44 reps of 17 rendered
# people), of two real ones +6..+9.8 (D). 22 degrees of arch lift it to 9.2, 25 degrees to 9.2-18
# (15 people, D; of one more to 5.5, which nobody can tell): from the middle of the drawn ones' gap
# on nobody says that it was good, and what is named "too high" is higher than an arch alone lifts
# it.
LEG_TOO_HIGH = Fault(
    "leg_too_high",
    "ankle_height",
    "deg",
    Band(21.0, 18.0),
    Band(30.0, 26.0),
    min_s=0.4,
    unsure=12.4,
)
# The same at the best half second: legs 21 and 25 degrees under the level read -18 and -27 (D, two
# people): the middle of the gap.
# Nobody is harmed by a low leg: never severe (J).
LEG_LOW = Fault(
    "leg_low",
    "ankle_height",
    "deg",
    Band(12.5, 10.0),
    None,
    sign=-1,
    concern="polish",
    unsure=3.0,
)
# Degrees of lumbar extension, estimated (`rules.spine`), from which nobody is told that the leg was
# at a good height: of 239 drawn level backs that were not learned from, seen up to 15 degrees from
# the side, 6 are estimated as more, of 94 arched by 20 degrees and more 80 (D, six folds); of five
# other people level ones as -2..9, arches of 22 and 25 as 12.7-23 (D).
ARCHED = 12.0
LIFTED = 45.0  # degrees of a thigh from hanging from which the back is looked at (J)
# Knee of the lifted leg at the top, degrees. Correct: 159-178, one real rep 142-147; bent by 30 it
# reads 129-157 (4 people, D): named when it is clearly bent more (J).
KNEE_BENT = Fault(
    "knee_bent",
    "knee_angle",
    "deg",
    Band(-125.0, -130.0),
    None,
    sign=-1,
    concern="polish",
    unsure=16.0,
)
# A knee that MediaPipe sees in the wrong place shortens the thigh in the picture: 0.82-1.14 of the
# shank where it is right, 0.67 where it was read at 120 degrees in a straight leg (D).
THIGH_SEEN = 0.75
# How far the trunk tilts from its own place before the rep, degrees either way: correct 0.5-7.0 (D,
# 21 reps of 8 people, 2 of them real; the most in a loose shirt), no clip with the fault (J).
TRUNK_TILTS = Fault(
    "trunk_tilts", "change", "deg", Band(10.0, 8.0), Band(16.0, 13.0), min_s=0.5, unsure=1.5
)
# How far the body moves over the near limb on the floor, the arm where the near leg is lifted, the
# thigh where the far one is: hundredths of the trunk's length either way. Correct 2.3-9.2 (D, 21
# reps of 8 people); named from where evidence-more.md §3.3 does, 12 and 22 degrees of thigh (J).
# The far thigh cannot tell: it reads up to 26 degrees off in a correct rep (loose shorts, D).
HIPS_SHIFT = Fault(
    "hips_shift", "change", "pct", Band(18.0, 14.0), Band(32.0, 27.0), min_s=0.7, unsure=4.0
)
# Whole ways in s. Read of 0.6 s: 0.44-0.78, of 1.6-1.7 s: 1.2-1.8; real demonstrations take 1.3 and
# more (D). Only a rush is named (evidence-more.md §2.5, J).
TEMPO: dict[Way, Fault] = {
    "out": rushed("reach", Band(-1.0, -1.2), Band(-0.8, -1.0), unsure=0.1),
    "back": rushed("fold", Band(-1.0, -1.2), Band(-0.8, -1.0), unsure=0.1),
}
# How far a trainer may let the thigh go up, degrees from hanging down; 90 is level. Read within 4
# degrees of the truth (D).
OWN = OwnLimit("deg", 45, 100, 75, Band(6.0, 4.0), Band(14.0, 11.0))

# The lifted thigh from hanging, degrees: on all fours -20..+19, stretched 79-98, legs 34 and 41
# degrees short 58 and 45 (D). MediaPipe took one leg for the other for most of a second of a real
# rep, which then falls to 37 degrees in between: a rep is over only further down.
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
KNELT, RESTED = 25.0, (3, 30)
# A shoulder keeps this share of its own height over a hand that stands: 0.94 and more in correct
# reps (D); a reaching arm is past it in half a second (J).
STANDS = 0.88
TOP = 3.0  # so many degrees under its best half second the leg is at its height (J)
OBLIQUE_SLACK = 4.0  # degrees that an oblique camera widens every band by (evidence.md §6.0, J)


class _Place(NamedTuple):
    """Where a body on all fours is: the trunk's tilt and the floor's line (+ the knee higher than
    the wrist) in degrees; how far the shoulder is in front of the hand and over it, and the hip in
    front of the knee, in hundredths of the trunk's length."""

    trunk: float
    floor: float
    arm: float
    over: float
    thigh: float


class _Moment(NamedTuple):
    """What one frame of a rep shows: how high the lifted leg's ankle is and its knee (degrees), and
    by how much the trunk (degrees) and the hips (hundredths of it) have left their own place."""

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
    version = 8
    bands_since = 4
    order = 6
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
    decisive = ("leg_too_high",)  # an arched back, which is not looked for, lifts the leg
    tempo = TEMPO
    metrics = (
        Metric("leg_height_deg", "deg", (LEG_LOW, LEG_TOO_HIGH)),
        Metric("knee_deg", "deg", (KNEE_BENT,)),
        Metric("trunk_change_deg", "deg", (TRUNK_TILTS,)),
        Metric("hips_shift_pct", "pct", (HIPS_SHIFT,)),
        Metric("out_s", "s", (TEMPO["out"],)),
        Metric("stay_s", "s"),
        Metric("back_s", "s", (TEMPO["back"],)),
    )
    dose = Dose(reps=10, tempo=(2, 2, 2), ways=("reach", "stay", "fold"), per_side=True)  # 003, J
    easier = ("cat_cow", 6)  # J
    strengths = ("trunk_tilts", "hips_shift", "too_fast")
    opposites = (frozenset({"leg_too_high", "leg_low", "own_limit"}),)
    own_limit = OWN

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._goal = 0.0 if most is None else min(0.0, most - LEVEL)
        self._places: deque[_Place] = deque(maxlen=RESTED[1])
        self._parted = False  # whether one leg was clearly out in the rep under way
        self._moments: list[_Moment] = []
        self._spine = SpineGauge(self.name)

    def in_position(self, profile: Profile) -> bool:
        """On hands and knees: the trunk level, a thigh and an arm under it, a shank on the floor.

        The other leg and the other arm may be anywhere.
        """
        knelt = min(_legs(profile), key=lambda leg: abs(swing(profile, leg)))
        return (
            TRUNK[0] < tilt(profile.mid_hip, profile.mid_shoulder) < TRUNK[1]
            and abs(swing(profile, knelt)) < THIGH
            and SHANK[0] < tilt(knelt.ankle, knelt.knee) < SHANK[1]
            and any(_props(profile, side) for side in _legs(profile))
        )

    def ready(self, profile: Profile) -> bool:
        hanging = max(abs(swing(profile, leg)) for leg in _legs(profile)) < KNELT
        return self.in_position(profile) and hanging

    def limbs(self, profile: Profile) -> Limbs:
        return Limbs(swing(profile, profile), swing(profile, profile.far))

    def measure(self, profile: Profile) -> float:
        value = super().measure(profile)
        near, far = self.limbs(profile)
        if not self._counter.moving and max(near, far) < KNELT:
            self._places.append(_place(profile))
        self._parted |= abs(near - far) > PARTED
        self.line = side_line(profile, self.moved_near, "HIP", "KNEE", "ANKLE")
        self._look(profile, max(near, far))
        return value

    def _look(self, profile: Profile, lifted: float) -> None:
        """See the back: now and then at rest, and while a leg is lifted."""
        rests = not self._counter.moving and lifted < KNELT and self._spine.rest_wanted(profile.t)
        if profile.mask is None or not (rests or lifted > LIFTED):
            return
        seen = look(profile, *trunk(profile))
        if rests:
            self._spine.rest(profile.t, seen)
        else:
            self._spine.moving(lifted, seen)

    def watch(self, t: float, profile: Profile) -> Iterable[Watched]:
        own, now, near = self._own_place(), _place(profile), self.moved_near
        leg = profile if near else profile.far
        height = LEVEL - tilt(leg.hip, leg.ankle) - own.floor
        trunk = abs(now.trunk - own.trunk)
        hips = abs(now.arm - own.arm if near else now.thigh - own.thigh)
        if near and not now.over > STANDS * own.over:
            hips = math.nan  # the near arm is out as well
        assert self.line is not None
        knee = joint_angle(leg.hip, leg.knee, leg.ankle)
        if length(leg.hip, leg.knee) < THIGH_SEEN * length(leg.knee, leg.ankle):
            knee = math.nan
        self._moments.append(_Moment(t, height, knee, trunk, hips, self.line))
        slack = OBLIQUE_SLACK if profile.oblique else 0.0
        yield LEG_TOO_HIGH, height, self.line, slack
        yield TRUNK_TILTS, trunk, measured_line(profile, "MID_SHOULDER", "MID_HIP"), slack
        stands = ("SHOULDER", "WRIST") if near else ("HIP", "KNEE")
        yield HIPS_SHIFT, hips, measured_line(profile, *stands), slack

    def tried(self) -> bool:
        return self._parted

    def short(self, cycle: Cycle) -> Short | None:
        heights = [(m.t, m.height) for m in self._moments if math.isfinite(m.height)]
        if not heights:
            return None
        top = best_half_second(heights)
        return Short(LEG_LOW, top - self._goal, top, self._moments[-1].line)

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        rep.metrics = {
            "leg_height_deg": None,
            "knee_deg": None,
            "trunk_change_deg": None,
            "hips_shift_pct": None,
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
        height = best_half_second([(m.t, m.height) for m in seen])
        stood = [(m.t, m.hips) for m in seen if math.isfinite(m.hips)]
        told = 2 * len(stood) > len(seen)  # not where arm and leg of the near side are out at once
        if not told:
            rep.cannot_judge.append(HIPS_SHIFT.name)
        top = [m for m in seen if m.height >= height - TOP]
        knee = median(m.knee for m in top)
        if not math.isfinite(knee):
            rep.cannot_judge.append(KNEE_BENT.name)
        rep.metrics |= {
            "leg_height_deg": height,
            "knee_deg": knee if math.isfinite(knee) else None,
            "trunk_change_deg": best_half_second([(m.t, m.trunk) for m in seen]),
            "hips_shift_pct": best_half_second(stood) if told else None,
        }
        line = top[len(top) // 2].line
        found = tempo_findings(cycle, rep, TEMPO, fps, line)
        span = (cycle.top_start_s, cycle.top_end_s)
        # A leg at the top may be down before it has lasted long enough to be open.
        if LEG_TOO_HIGH in self.watched and LEG_TOO_HIGH.undecided(height):
            rep.cannot_judge.append(LEG_TOO_HIGH.name)
        for fault, value, peak in (
            (LEG_LOW, height - self._goal, height),
            (KNEE_BENT, knee, knee),
        ):
            found += decided(fault, value, span, rep, line, peak)
        return found

    def second_opinion(self, rep: Rep, found: list[Finding]) -> list[Finding]:
        estimate = self._spine.rep()
        named = {*rep.cannot_judge, *(finding.fault for finding in found)}
        if estimate and -estimate.degrees > ARCHED and LEG_TOO_HIGH.name not in named:
            rep.cannot_judge.append(LEG_TOO_HIGH.name)
        return found

    def _own_place(self) -> _Place:
        """The body's own place before the rep; NaN when it was not seen."""
        if len(self._places) < RESTED[0]:
            return _Place(*[math.nan] * len(_Place._fields))
        return _Place(*np.median(self._places, axis=0).tolist())

    def reset_rep(self) -> None:
        super().reset_rep()
        self._parted, self._moments = False, []
        self._spine.reset_rep()


def swing(profile: Profile, leg: Joints) -> float:
    """Angle of a leg's thigh from hanging straight down, degrees; + the knee behind the hip."""
    x, y = leg.knee - leg.hip
    tailward = profile.mid_hip[0] - profile.mid_shoulder[0]
    return math.degrees(math.atan2(math.copysign(1.0, tailward) * x, y))


def trunk(profile: Profile) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Shoulder, hip and a direction towards the back (2,) px, and the lifted thigh's `swing` in
    degrees."""
    lifted = max(swing(profile, leg) for leg in _legs(profile))
    return profile.mid_shoulder, profile.mid_hip, np.array([0.0, -1.0]), lifted


def _place(profile: Profile) -> _Place:
    """Where a body on all fours is now, told by the near side."""
    headward = 100 * math.copysign(1.0, profile.mid_shoulder[0] - profile.mid_hip[0])
    return _Place(
        tilt(profile.mid_hip, profile.mid_shoulder),
        LEVEL - tilt(profile.wrist, profile.knee),
        headward * float(profile.shoulder[0] - profile.wrist[0]) / profile.torso,
        100 * float(profile.wrist[1] - profile.shoulder[1]) / profile.torso,
        headward * float(profile.hip[0] - profile.knee[0]) / profile.torso,
    )


def _props(profile: Profile, side: Joints) -> bool:
    """Whether an arm stands on the floor under its shoulder."""
    return bool(side.wrist[1] - side.shoulder[1] > ARM * profile.torso)


def _legs(profile: Profile) -> tuple[Joints, Joints]:
    """The near and the far side."""
    return profile, profile.far
