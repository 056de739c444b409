"""Diaphragm breathing (横隔膜ブリージング): on the back, knees up, 4 s in and 6 s out.

Paced and counted, never judged.

Source text 003: on the back, knees up, one hand on the chest, one on the belly; 4 s in, 6 s out, 10
breaths. What the camera sees is that somebody lies there, and in a good set-up the belly rising
and sinking (`rules.breath`); which muscles work, and whether a breath is deep enough, it does not.
"""

from pose.profile import Profile
from rules.breath import BreathExercise
from rules.exercise import Dose, OwnLimit
from rules.guided import PacePart
from rules.lying import lies_with_knees_up
from rules.registry import register


@register
class Diaphragm(BreathExercise):
    """The breath alone, hips and feet on the floor."""

    name = "diaphragm"
    order = 12
    facing = "up"
    needs = ("SHOULDER", "HIP", "KNEE")  # head and feet are often cut off on a mat at home
    pace = (PacePart("pace_in", 4.0), PacePart("pace_out", 6.0))  # 003
    dose = Dose(breaths=10)  # 003
    own_limit = OwnLimit("breaths", 3, 20, 10)  # J

    def in_position(self, profile: Profile) -> bool:
        return lies_with_knees_up(profile)
