"""Hamstring stretch (ハムストリングストレッチ): on a chair's edge, one leg out, folding forward.

Correct form (source text 000): sit on the edge, one leg stretched out in front, fold forward with a
long back, without swinging, breathing on. The text has no seconds; 20 of each side are J, and no
depth is asked of anybody.

Grades: D here = two rendered people (a straight back, and one rounded by 30 degrees) and a real one
who folds for a second, so what is named is never severe.

Not judged: the stretched knee. A straight one reads 171-179 degrees sitting, 153-167 folded and
131-149 with a rounded back (D): who is told to straighten it may have it straight. Nor the pelvis,
the head, or how it feels.
"""

from collections import deque
from itertools import pairwise

from pose.geometry import lean
from pose.profile import Profile
from rules.back import UNREAD, StandingBack
from rules.balance import knees_point, leg_out, side_of_leg
from rules.exercise import Dose, OwnLimit, Signal
from rules.fault import Band, Fault, measured_line
from rules.hold import HoldExercise, Lowest
from rules.registry import register
from rules.report import MeasuredLine
from rules.terms import Side

# Rounding in degrees, by the outline against the same person sitting tall, as `rules.back`: a
# straight fold reads -10 to -3, one rounded by 30 degrees 30 to 40 (D, two bodies). Named from
# where evidence-more.md §4.4 does (J), above the middle of these; the middle is unsure.
ROUNDED = Fault(
    "rounded_back",
    "contour_seated",
    "deg",
    Band(22.0, 17.0),
    None,
    min_s=0.5,
    unsure=10.0,
    most=85.0,
)
# The third largest swing of the trunk, there or back, within three seconds, degrees: a still fold
# has none over 1 (D); three of 3 are bouncing (evidence-more.md §4.4, J).
BOUNCES = Fault(
    "bounces", "swing", "deg", Band(3.0, 2.0), None, min_s=0.3, concern="tempo", unsure=1.0
)
SWINGS, SWINGS_S = 3, 3.0
TURNS = 1.0  # degrees by which the trunk must turn back to have swung: a still one reads within (D)

# Seconds of a hold that a trainer may set as the most; sitting up takes one or two (J).
OWN = OwnLimit("s", 5, 60, 20, Band(3.0, 2.0), Band(10.0, 9.0), signal="hold")

# Degrees of the trunk over the own tall sitting from which a fold is held, and under which it is
# over (evidence-more.md §4.4, J); so near to it somebody sits tall.
FOLDED, UP_AGAIN, TALL = 12.0, 8.0, 6.0
# Tall sitting leans -5..0 (D, two people), and as far as a camera is rolled; a clip that begins in
# the fold has none (J).
SITS = (-20.0, 10.0)
READ_FROM = SITS[0] + FOLDED  # whoever folds leans by more, wherever the camera is rolled to
# The loins of who sits tall in tight clothes lie 0.19-0.31 behind the chord (seven people), in
# loose and baggy ones 0.21-0.38 (D, ten): beyond the tight ones they hang, as
# `rules.hip_hinge.HANGS` of who stands. Straight folds read -23..+18 whatever is worn (19 sets),
# backs rounded by 35 degrees 41-54 in tight clothes (six), 13-38 in hanging ones (five, D).
HANGS = 0.33
READ_S = 0.5  # of the outline are taken together


@register
class HamstringStretch(HoldExercise):
    """Signal: how far the trunk is folded forward from the own tall sitting, in degrees."""

    name = "hamstring_stretch"
    version = 4
    order = 18
    upright = True
    sides = True
    stretch = True
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    needs_mask = True
    signal = Signal("fold", "deg")
    dose = Dose(seconds=20, per_side=True)  # J
    faults = (ROUNDED, BOUNCES)
    strengths = ("rounded_back", "bounces")
    own_limit = OWN

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._tall = Lowest()
        self._back = StandingBack(bent=READ_FROM, hangs=HANGS)
        self._curves: deque[tuple[float, float, float]] = deque()
        self._leans: deque[tuple[float, float]] = deque()
        self._seen = UNREAD

    @classmethod
    def side_of(cls, profile: Profile) -> Side | None:
        """The side of the stretched leg: by where the knees point, a raised foot says little."""
        leg = leg_out(profile)
        if leg is None:
            return None
        return side_of_leg(leg, profile, knees_point(profile))

    def position(self, profile: Profile, held: str | None) -> str | None:
        if leg_out(profile) is None:
            return None
        leaning = lean(profile.mid_hip, profile.mid_shoulder, knees_point(profile))
        self._tall.see(profile.t, leaning)
        fold = leaning - self._own
        self._seen = self._back.read(profile, knees_point(profile), leaning, fold < TALL)
        return "" if fold > (FOLDED if held is None else UP_AGAIN) else None

    @property
    def _own(self) -> float:
        """How far this person's trunk leans who sits tall."""
        return min(max(self._tall.value, SITS[0]), SITS[1])

    def measure(self, profile: Profile, variant: str) -> tuple[float, MeasuredLine]:
        leaning = lean(profile.mid_hip, profile.mid_shoulder, knees_point(profile))
        self._remember(profile.t, leaning, profile.view)
        self.outline = self._seen.line
        return leaning - self._own, self._seen.line or measured_line(profile, "SHOULDER", "HIP")

    def _remember(self, t: float, leaning: float, view: float) -> None:
        self._leans.append((t, leaning))
        self._curves.append((t, self._seen.curve, view))
        for kept, seconds in ((self._leans, SWINGS_S), (self._curves, READ_S)):
            while kept[0][0] < t - seconds:
                kept.popleft()

    def read(self, profile: Profile, variant: str) -> dict[str, float]:
        swung = sorted(swings([leaning for _, leaning in self._leans]), reverse=True)
        return {
            "rounded_back": self._back.flexion(self._curves),
            "bounces": swung[SWINGS - 1] if len(swung) >= SWINGS else 0.0,
        }

    def ready(self, profile: Profile) -> bool:
        """On the chair, one leg out in front."""
        return leg_out(profile) is not None


def swings(values: list[float]) -> list[float]:
    """How far a value went between its turns, one way and the other; a way under `TURNS` is none,
    and neither is one whose turn has not been seen."""
    turns, way = values[:1], 0.0
    for value in values:
        step = value - turns[-1]
        if step * way > 0:
            turns[-1] = value
        elif abs(step) >= TURNS:
            turns.append(value)
            way = step
    return [abs(b - a) for a, b in pairwise(turns)]
