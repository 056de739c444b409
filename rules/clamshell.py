"""Clamshell (クラムシェル): on the side with bent knees, heels together, the upper knee opened.

Correct form (source text 002): lying on the side, the heels stay together, the upper knee opens
slowly, without turning the low back. The front of the body is to the camera, best with the back
against a wall. No range is asked for: the text ends where the muscle is felt.

Thighs and shins point to the camera, so angles of the picture mean nothing (D, rendered); where the
knees are is right. So the opening is how much further apart the knees are than at rest, in
hundredths of the trunk's length.

Grades: V, M, D, C, J of evidence-more.md; D here = measured on rendered people (`truth/more`, two
people, four reps) and on one real demonstration (one rep); one more person was only looked at
afterwards.

Not judged: which muscle works. A roll of pelvis and trunk is not named: where the shoulders move
along, nobody says that it was good.
"""

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from pose.geometry import joint_angle, length, tilt
from pose.profile import Gates, Profile, Steady, far_inside, inside, large_enough, visible
from rules.exercise import Dose, Good, Metric, OwnLimit, Signal
from rules.fault import Band, Fault, measured_line, rushed
from rules.registry import register
from rules.repeated import RepExercise, Short, Watched, decided, tempo_findings
from rules.report import Finding, Rep
from rules.reps import Cycle, best_half_second
from rules.side_plank import height
from rules.terms import Side, Way

# Distance of the ankles over the own at rest, trunk lengths: up to 0.03 in good reps, 0.25 where a
# drawn figure was misread, lifted straight legs 0.5 and more (D): named between.
HEELS_PART = Fault(
    "heels_part", "ankles", "trunk", Band(0.30, 0.24), Band(0.50, 0.42), min_s=0.3, unsure=0.06
)
# How far the shoulders' middle moves from its own place, trunk lengths: 0.01-0.02 in good reps (D);
# bands of evidence-more.md §3.6 (J).
ROCKS = Fault("rocks", "shift", "trunk", Band(0.12, 0.08), Band(0.22, 0.18), min_s=0.3, unsure=0.03)
# Opening in hundredths of the trunk: 34-48 in good reps (D); 62 degrees of evidence-more.md §3.6
# are 88 (J geometry). Who opens so far rolls back or parts the heels.
TOO_WIDE = Fault("too_wide", "opening", "pct", Band(88.0, 80.0), None, min_s=0.3, unsure=8.0)
# No range is asked for; 18 degrees, 27 here, are expected (evidence-more.md §3.6, J). An opening of
# 13 degrees reads 9-16 (seven people), one of 35 with the trunk rolled back by 24 is 11-45, good
# ones 24-56 (D): named is what is small and no roll, in the gap nobody knows, none of it is severe.
COUNTED_RISE = 7.0
OPENS_LITTLE = Fault("opens_little", "knees", "pct", Band(-17.0, -18.0), None, sign=-1, unsure=7.0)
# Whole ways in s, "no faster than 2-2" (V [b15]): 1.2-2.2 in good reps (D); only a rush is named
# (evidence-more.md §3.6, J).
OPENS = rushed("open", Band(-1.0, -1.2), Band(-0.6, -0.8), unsure=0.15)
TEMPO: dict[Way, Fault] = {"out": OPENS, "back": replace(OPENS, witness="close")}
# Nor who has opened whose shoulders move along, as a share of the opening: 0.017-0.043 in
# good reps (15 of 8 people, two of them real; 0.08 of one more), 0.064-0.27 where the trunk rolls
# back by 24 degrees (8 of 7 people, D): the middle of the gap.
ROLLED = 0.053
# Nor whose head comes up with the trunk, hundredths of it: -0.1..+1.0 in good and small openings
# (29 of ten people; 0.6 of a real one), 1.6-12.4 where the trunk rolls back by 24 degrees (11 of
# ten people; 3.5 and more of nine): the middle of the gap (D). Whoever is left out of both edges
# is caught by one of them.
HEAD_UP = 1.3
# How far a trainer may let the knees open, hundredths of the trunk (J).
OWN = OwnLimit("pct", 10, 80, 35, Band(5.0, 3.0), Band(12.0, 9.0), signal="opening")

# Distance of the knees, hundredths of the trunk: at rest 17-42, open 59-89, still within 2 (D).
REST_BELOW, MIN_RISE = 50.0, 4.0
# On the side with bent knees: the trunk's degrees from upright (51-90, propped or flat), hips over
# the line from the elbow to the ankles 0.13-0.23 trunk lengths (in side planks 0.35 and more), the
# lower knee in the picture 124-163 degrees (straight legs 165-180), its ankle 0.9-1.4 trunk lengths
# from the hips (side planks on the knees 0.5-0.7) (D, 4 clams, 13 side planks).
LYING, HIPS_UP, STRAIGHT, FOOT = 45.0, 0.30, 166.0, (0.75, 1.5)
# The hips lie on each other: their line is 11 degrees at most off the square to the trunk, of who
# lies on the back and is seen obliquely by 62-66 (D, ten clams, one hip lift): the middle.
ACROSS = 36.0
# The lower shoulder disappears under who lies on it: 0.42-0.71 trunk lengths of shoulder in the
# picture (16 clips of seven people), lying with the side to the camera 0.00-0.23 (D). Not lower:
# what was seen is left under 0.38 (`pose.profile.NOT_FRONT_ON`).
FRONT_FROM = 0.41
# Who moves the shoulders so far, trunk lengths, gets into position or out of it (J, real side
# planks that turn over 0.4).
MOVED = 0.3
# Ankles so far apart are no clamshell's but a lifted leg's, trunk lengths (J).
LEG_LIFTED = 0.7
RESTED = (3, 30)  # frames of rest from which the own place is told: at least, at most


class _Place(NamedTuple):
    """Where a body lies: distance of the ankles in trunk lengths, the shoulders' middle and
    the ear's height in px (y goes down)."""

    ankles: float
    x: float
    y: float
    head: float


@register
class Clamshell(RepExercise):
    """Signal: distance of the knees away from the floor, in hundredths of the trunk's length."""

    name = "clamshell"
    version = 6
    bands_since = 6
    order = 11
    view = "front"
    facing = "camera"
    sides = True
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    needs_far = ("KNEE", "ANKLE")
    needs_mask = True  # for what is hidden alone
    signal = Signal("knees_apart", "pct")
    rest_below, min_rise, counted_rise = REST_BELOW, MIN_RISE, COUNTED_RISE
    watched = (HEELS_PART, ROCKS, TOO_WIDE)
    limited = (TOO_WIDE,)
    faults = (*watched, OPENS_LITTLE, *TEMPO.values())
    essential = "opens_little"
    tempo = TEMPO
    seconds = ("open_s", "stay_s", "close_s")
    dose = Dose(reps=10, tempo=(2, 1, 2), ways=("open", "stay", "close"), per_side=True)  # 002; J
    metrics = (
        Metric("opening_pct", "pct", (TOO_WIDE,)),
        Metric("heels_apart", "trunk", (HEELS_PART,)),
        Metric("open_s", "s", (TEMPO["out"],)),
        Metric("stay_s", "s"),
        Metric("close_s", "s", (TEMPO["back"],)),
    )
    strengths = ("opens_little", "heels_part", "too_fast")
    opposites = (frozenset({"opens_little", "too_wide", "heels_part", "own_limit"}),)
    own_limit = OWN

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._places: deque[_Place] = deque(maxlen=RESTED[1])
        self._apart: list[tuple[float, float]] = []  # t, distance of the ankles over the own one
        self._shifts: list[tuple[float, float]] = []  # t, the shoulders off their place
        self._heads: list[tuple[float, float]] = []  # t, the ear over its place, trunk lengths
        self._moved = 0.0  # the furthest that the shoulders were in the rep, trunk lengths
        self._side: Side | None = None  # of the upper leg

    @classmethod
    def gates(cls) -> Gates:
        """A thigh that opens changes its length in the picture."""
        return Gates(
            inside(*cls.needs),
            far_inside(*cls.needs_far),
            large_enough("SHOULDER", "HIP"),
            visible("SHOULDER", "HIP", "KNEE"),
            Steady(("SHOULDER", "HIP")),
            view=cls.view,
            facing=cls.facing,
            front_from=FRONT_FROM,
        )

    @classmethod
    def good(cls, most: float | None) -> dict[str, Good]:
        good = super().good(most)
        if most is not None:
            good["opening_pct"] = (None, most + OWN.mild.enter)
        return good

    def in_position(self, profile: Profile) -> bool:
        """On the side, one hip on the other, the knees bent."""
        along = profile.mid_hip - profile.mid_shoulder
        trunk = math.hypot(*along)
        foot = float((profile.ankle - profile.mid_hip) @ along) / trunk**2
        hips = profile.far.hip - profile.hip
        return (
            tilt(profile.mid_hip, profile.mid_shoulder) > LYING
            and FOOT[0] < foot < FOOT[1]
            and abs(float(hips @ along))
            < math.sin(math.radians(ACROSS)) * trunk * math.hypot(*hips)
            and joint_angle(profile.hip, profile.knee, profile.ankle) < STRAIGHT
            and not height(profile, profile.mid_hip, "toes") > HIPS_UP
        )

    def measure(self, profile: Profile) -> float:
        if not self._counter.moving:
            self._places.append(_place(profile))
        self._side = profile.far_side
        self.line = measured_line(profile, "KNEE", "HIP", "FAR_KNEE")
        trunk = length(profile.mid_shoulder, profile.mid_hip)
        return 100 * float(profile.knee[1] - profile.far.knee[1]) / trunk

    @property
    def limited_value(self) -> float:
        """How far the knees are open."""
        return self.value - self._counter.low

    def watch(self, t: float, profile: Profile) -> Iterable[Watched]:
        own, now = self._own_place(), _place(profile)
        trunk = length(profile.mid_shoulder, profile.mid_hip)
        apart = now.ankles - own.ankles
        self._apart.append((t, apart))
        yield HEELS_PART, apart, measured_line(profile, "ANKLE", "FAR_ANKLE"), 0.0
        shoulders = measured_line(profile, "SHOULDER", "FAR_SHOULDER")
        shift = math.hypot(now.x - own.x, now.y - own.y) / trunk
        if math.isfinite(shift):
            self._shifts.append((t, shift))
            self._moved = max(self._moved, shift)
        if math.isfinite(own.head - now.head):
            self._heads.append((t, (own.head - now.head) / trunk))
        yield ROCKS, shift, shoulders, 0.0
        yield TOO_WIDE, self.limited_value, self.line, 0.0

    def side(self, cycle: Cycle) -> Side | None:
        return self._side

    def tried(self) -> bool:
        """Not who lifts the whole leg, or turns over."""
        apart = [value for _, value in self._apart if math.isfinite(value)]
        return self._moved < MOVED and (not apart or max(apart) < LEG_LIFTED)

    def short(self, cycle: Cycle) -> Short | None:
        if self._limited:
            return None
        return Short(OPENS_LITTLE, cycle.rise, cycle.rise, self.line)

    @property
    def _limited(self) -> bool:
        """Whether the person's own limit keeps the opening small."""
        return self.most is not None and OPENS_LITTLE.undecided(self.most)

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        seen = [row for row in self._apart if math.isfinite(row[1])]
        if not seen:
            rep.cannot_judge += [HEELS_PART.name, ROCKS.name]
        rep.metrics = {
            "opening_pct": cycle.rise,
            "heels_apart": best_half_second(seen) if seen else None,
            "open_s": cycle.out_s,
            "stay_s": cycle.hold_s,
            "close_s": cycle.back_s,
        }
        found = tempo_findings(cycle, rep, TEMPO, fps, self.line)
        if self._rolled(cycle.rise):
            rep.cannot_judge += [ROCKS.name, OPENS_LITTLE.name]
        elif not self._limited:
            span = (cycle.top_start_s, cycle.top_end_s)
            found += decided(OPENS_LITTLE, cycle.rise, span, rep, self.line)
        return found

    def _rolled(self, rise: float) -> bool:
        """Whether an opening (hundredths of the trunk) may be a roll of the whole trunk. Of a small
        one the head alone tells it: what the shoulders seem to move is a large share of that."""
        head = 100 * best_half_second(self._heads) if self._heads else math.nan
        if OPENS_LITTLE.severity(rise):
            return not head <= HEAD_UP
        shoulders = bool(self._shifts) and 100 * best_half_second(self._shifts) > ROLLED * rise
        return shoulders or head > HEAD_UP

    def _own_place(self) -> _Place:
        """The body's own place before the rep; NaN when it was not seen."""
        if len(self._places) < RESTED[0]:
            return _Place(*[math.nan] * len(_Place._fields))
        return _Place(*np.median(self._places, axis=0).tolist())

    def reset_rep(self) -> None:
        self._apart, self._shifts, self._heads, self._moved = [], [], [], 0.0


def _place(profile: Profile) -> _Place:
    """Where a body lies now."""
    trunk = length(profile.mid_shoulder, profile.mid_hip)
    x, y = profile.mid_shoulder.tolist()
    apart = length(profile.ankle, profile.far.ankle) / trunk
    return _Place(apart, x, y, head=float(profile.ear[1]))
