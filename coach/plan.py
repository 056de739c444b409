"""What a person wants to do, and the steps that make it up."""

from dataclasses import dataclass

from coach.terms import Amount, Tempo
from rules import EXERCISES


@dataclass(frozen=True)
class Step:
    """One set of one exercise, of those that a session runs one after the other.

    ``target`` reps (of each side, where the dose is), seconds or paced rounds; ``most`` is the
    person's own limit (`rules.exercise.OwnLimit`); ``number`` of ``sets``; ``rest_s`` of rest
    before whatever comes next; ``other_side``: the same once more on the other side of the body,
    at once; ``stay_s``: seconds at the end of each rep, if others than the dose's; ``easier``: what
    is done in the place of the exercise by whom it is too hard today.
    """

    exercise: str
    target: int
    most: float | None = None
    number: int = 1
    sets: int = 1
    rest_s: int = 60
    other_side: bool = False
    stay_s: int | None = None
    easier: tuple["Step", ...] = ()

    @property
    def possible(self) -> tuple["Step", ...]:
        """It, and what may come in its place."""
        return self, *self.easier

    @property
    def tempo(self) -> tuple[int, int, int] | None:
        """Seconds of the way there, the stay and the way back of a rep."""
        tempo = EXERCISES[self.exercise].dose.tempo
        if tempo is None or self.stay_s is None:
            return tempo
        return tempo[0], self.stay_s, tempo[2]


@dataclass(frozen=True)
class Plan:
    """What a person wants to do: reps, or seconds of a hold, in so many sets with rests (s).

    ``talk``: how much is said; ``tempo``: whether each second of a rep is beeped or spoken;
    ``most``: the person's own limit (`rules.exercise.OwnLimit`). ``then``: what is done after it,
    exercise by exercise; how much is said of that is decided here. ``routine``: what the whole is
    called (`practice.routines`), if it has a name; ``stay_s`` and ``easier`` as in `Step`.
    """

    exercise: str
    target: int
    sets: int = 1
    rest_s: int = 60
    talk: Amount = "normal"
    tempo: Tempo = "off"
    most: float | None = None
    then: tuple["Plan", ...] = ()
    routine: str = ""
    stay_s: int | None = None
    easier: tuple[Step, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The sets one after the other; what is held or paced on each side comes twice."""
        kind = EXERCISES[self.exercise]
        twice = (False, True) if kind.engine in ("hold", "guided") and kind.sides else (False,)
        what = self.exercise, self.target, self.most
        own = tuple(
            Step(*what, n, self.sets, self.rest_s, other, self.stay_s, self.easier)
            for n in range(1, self.sets + 1)
            for other in twice
        )
        return own + tuple(step for plan in self.then for step in plan.steps)
