"""What is said beside work at a desk: a chime and a line now and then, and how long one has sat."""

from coach.talk import Mouth
from coach.terms import Camera, Sitting
from coach.voice import Line
from pose.pose import Pose
from pose.profile import better_side, profile_of
from rules.desk import Desk, DeskFront, DeskSide
from rules.exercise import Event

CAMERAS: dict[Camera, type[Desk]] = {"front": DeskFront, "side": DeskSide}
LOOK_S = 2.0  # a pose so often is enough, and costs next to nothing
_SHOWN_S = 300.0  # what was said of the posture stays readable for so long (J)
_CHIME_S = 1.2  # of a tone, before the words
CALLS = ("say-desk-due", "say-desk-hard")  # to stand up
# Everything that can be said here.
SAYS = (
    "say-desk-begin",
    *CALLS,
    "say-desk-still",
    "say-desk-closer",
    "say-desk-forward",
)


class DeskCoach:
    """Watches one person at a desk; keeps times and nothing else.

    Parameters
    ----------
    camera : "front" or "side"
    minutes : int
        After so many it is time to stand up.
    language : str
    """

    def __init__(self, camera: Camera, minutes: int, language: str):
        self.desk = CAMERAS[camera]()
        self.desk.due_s = 60.0 * minutes
        self.language, self.mouth = language, Mouth(language)
        self.t: float | None = None  # of the last look, s
        self.eyes = 0  # pages that look now
        self.over = False  # by word of who is watched
        self._note: tuple[float, Line] | None = None

    def see(self, pose: Pose) -> None:
        """Take the next look, in order of time."""
        if self.t is not None and pose.t <= self.t:
            return
        if self.t is None:
            self.mouth.say(pose.t, Line("say-desk-begin"))
        self.t = pose.t
        profile = None
        if pose.found:
            profile = profile_of(pose, better_side(pose)[0], facing=self.desk.facing)
        for event in self.desk.update(pose.t, profile, 1 / LOOK_S):
            self._tell(event)

    def moved(self) -> None:
        """The camera looks at something else than before."""
        self.desk.look_anew()

    def snooze(self) -> None:
        """Not now."""
        self.desk.snooze()
        self._note = None

    def stood(self) -> None:
        """Who is watched says so: on a desk that rises with its camera nobody sees it."""
        self.desk.left()
        self._note = None

    def _tell(self, event: Event) -> None:
        if event.kind == "stood":
            self._note = None
            return
        line = Line(_line_of(event))
        self.mouth.beep(event.t, "chime")
        self.mouth.say(event.t + _CHIME_S, line)
        self._note = event.t, line

    @property
    def state(self) -> Sitting:
        """What goes on."""
        if self.desk.phase == "out":
            return "away"
        if self.desk.due:
            return "due" if self.desk.later_s is None else "later"
        return "learning" if self.desk.own is None else "sitting"

    @property
    def note(self) -> Line | None:
        """What is to be read by who sits: what is due as long as it is, the rest for a while."""
        if self._note is None or self.t is None or self.state == "away":
            return None
        told, line = self._note
        due = line.key in CALLS
        holds = self.desk.due if due else self.t - told < _SHOWN_S
        return line if holds else None


def _line_of(event: Event) -> str:
    if event.kind == "stand_due":
        return "say-desk-hard" if event.part == "hard" else "say-desk-due"
    if event.kind == "still":
        return "say-desk-still"
    return "say-desk-closer" if event.part == "closer" else "say-desk-forward"
