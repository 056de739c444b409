"""Which sentences a session can come to say: those whose sound its page fetches beforehand.

A sentence that is needed all the same is fetched when it is said.
"""

from collections.abc import Sequence

from coach.plan import Step
from coach.stages import COUNTDOWN
from coach.voice import Line, spoken
from coach.words import Words, needed
from rules import EXERCISES


def repertoire(steps: Sequence[Step], words: Words) -> list[Line]:
    """The sentences of what the steps' exercises need and of what every exercise may say; of those
    with a number, the numbers that the steps come to."""
    steps = [each for step in steps for each in step.possible]
    every = set().union(*(needed(kind) for kind in EXERCISES.values()))
    own = set().union(*(needed(EXERCISES[step.exercise]) for step in steps))
    return [
        line
        for line in spoken(words)
        if (line.key in own or line.key not in every)
        and (line.n is None or any(_comes_to(step, line.key, line.n) for step in steps))
    ]


def _comes_to(step: Step, key: str, n: int) -> bool:
    """Whether one of the numbers of a message may be told in a step."""
    counted = EXERCISES[step.exercise].dose.counted
    told = {
        "say-count": n <= max(COUNTDOWN, step.target if counted == "reps" else 0),
        "say-seconds": counted == "seconds" and n < step.target,
        "say-set": n <= step.sets,
        "say-rest": n == step.rest_s,
    }
    return told.get(key, True)
