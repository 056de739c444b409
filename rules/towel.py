"""Towel thoracic extension (タオル胸椎エクステンション): leaning back over a rolled towel.

Paced and counted, never judged. Source text 003: a rolled towel under the upper back, slowly lean
the upper body back; 10 times. The camera sees that somebody lies there with the hips down and the
hands at the head, and the head going back and coming again; towel and arms hide the back, and the
head moves also when the chest does not, so nothing is said of how far it went or where.
"""

from pose.geometry import deviation, length
from pose.profile import Profile
from rules.exercise import Dose, OwnLimit, Signal
from rules.fault import measured_line
from rules.guided import MovingExercise, PacePart
from rules.lying import lies_with_knees_up
from rules.registry import register

# From the near wrist to the ear in trunk lengths: hands behind the head 0.22-0.24 (D, one real
# person who lies like that), hands on the belly 0.82-0.97 (D, two people): between them.
HANDS_AT_HEAD = 0.5
# Degrees by which the line shoulder-ear turns to the floor from the own rest: a movement at all,
# and one that counts (evidence-more.md §3.9, J). Lying still it reads the same within 2 (D).
MIN_TURN, COUNTED = 8.0, 12.0
# At rest the head lies on the hands over the line hip-shoulder: -44 to -9 (D, three people); a clip
# that begins beyond this begins leaning back (J).
REST_BELOW = 5.0


@register
class Towel(MovingExercise):
    """Signal: how far the head is back, in degrees of the line shoulder-ear from the trunk's."""

    name = "towel"
    order = 15
    facing = "up"
    needs = ("EAR", "SHOULDER", "HIP", "KNEE")
    signal = Signal("head_back", "deg")
    # Tempo 3-1-3 (J); the second of staying belongs to the way there: no word fits into it.
    pace = (PacePart("pace_lean", 4.0), PacePart("pace_back", 3.0))
    dose = Dose(reps=10)  # 003
    own_limit = OwnLimit("reps", 3, 20, 10)  # J

    rest_below, min_rise, counted = REST_BELOW, MIN_TURN, COUNTED

    def in_position(self, profile: Profile) -> bool:
        at_head = length(profile.wrist, profile.ear) < HANDS_AT_HEAD * profile.torso
        return lies_with_knees_up(profile) and at_head

    def measure(self, profile: Profile) -> float:
        self.line = measured_line(profile, "HIP", "SHOULDER", "EAR")
        # The knees are on the side to which the shoulder stands out when the head goes back.
        return deviation(profile.hip, profile.shoulder, profile.ear, profile.knee)
