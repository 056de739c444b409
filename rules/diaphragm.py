"""Diaphragm breathing (横隔膜ブリージング): on the back, knees up, 4 s in and 6 s out.

Paced and counted, never judged.

Source text 003: on the back, knees up, one hand on the chest, one on the belly; 4 s in, 6 s out, 10
breaths. What the camera sees is that somebody lies there, and in a good set-up the belly rising
and sinking (`rules.breath`); which muscles work, and whether a breath is deep enough, it does not.

D here = measured on 26 rendered and real people lying on the back, and on 32 clips of lifts,
planks, hinges and all-fours.
"""

from pose.geometry import side_of, tilt
from pose.profile import Profile
from rules.breath import belly_level, rhythm
from rules.exercise import Dose, Event, OwnLimit, Signal
from rules.fault import measured_line
from rules.guided import GuidedExercise, PacePart
from rules.registry import register

# In trunk lengths over the line shoulder-ankle. Hips on the floor read -0.01..0.11, on a soft
# bed 0.16, at the top of lifts 0.33-0.67 (D); knees that stand 0.44-0.88, stretched legs about 0
# (D): between them.
HIPS_DOWN, KNEES_UP = 0.18, 0.25
# Degrees of the shins from upright: feet on the floor read 1-50 (D), legs held up in the air or on
# a chair 60 and more (J).
SHINS_STAND = 58.0
# Degrees of the line shoulder-ankle from the level: 0-10 (D), a sitting body is far steeper (J).
LEVEL = 28.0


@register
class Diaphragm(GuidedExercise):
    """Signal: the height of the belly over the line shoulder-hip, in % of its length."""

    name = "diaphragm"
    order = 10
    facing = "up"
    needs = ("SHOULDER", "HIP", "KNEE")  # head and feet are often cut off on a mat at home
    needs_mask = True
    signal = Signal("belly_level", "pct")
    pace = (PacePart("pace_in", 4.0), PacePart("pace_out", 6.0))  # 003
    dose = Dose(breaths=10)  # 003
    own_limit = OwnLimit("breaths", 3, 20, 10)  # J

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._levels: list[tuple[float, float]] = []

    def in_position(self, profile: Profile) -> bool:
        return lies_with_knees_up(profile)

    def look(self, t: float, profile: Profile) -> None:
        self.value, contour = belly_level(profile)
        if contour is not None:
            self.line = measured_line(profile, "SHOULDER", "HIP")
        self._levels.append((t, self.value))

    def finish(self, t: float) -> list[Event]:
        self.rhythm = rhythm(self._levels) if self.true_times else None
        return super().finish(t)


def lies_with_knees_up(profile: Profile) -> bool:
    """On the back with the hips and the feet on the floor, wherever the camera is rolled to."""
    shoulder, ankle = profile.shoulder, profile.ankle
    up = 1.0 if ankle[0] < shoulder[0] else -1.0  # of the two sides of the line, px: y goes down
    hips, knees = (
        up * side_of(shoulder, ankle, point) / profile.torso
        for point in (profile.hip, profile.knee)
    )
    return bool(
        abs(tilt(shoulder, ankle) - 90) < LEVEL
        and hips < HIPS_DOWN
        and knees > KNEES_UP
        and tilt(ankle, profile.knee) < SHINS_STAND
    )
