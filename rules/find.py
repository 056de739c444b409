"""Which exercise a clip shows: all that there are look at the same poses, and what each of them
found is weighed.

Nothing here knows one exercise from another: an exercise that finds its own reps, holds or
positions where no other does is the one.
"""

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Literal

from pydantic import BaseModel

from pose.pose import Pose
from pose.smoothing import LandmarkFilter
from rules.checker import FormChecker
from rules.exercise import Done, Exercise
from rules.guided import MovingExercise
from rules.registry import EXERCISES
from rules.report import SetReport

# "clear" may be said as if it were so, "likely" with a doubt, "open" is a question.
Sure = Literal["clear", "likely", "open"]
# A part of a clip, from when to when (s); None where that is the clip's own begin or end.
Part = tuple[float | None, float | None]

# A pause so long between two reps or holds parts two sets. Whoever turns to the other side or has
# to think takes less, the rest between sets is half a minute and more (J).
REST_S = 15.0
# What an attempt weighs beside a rep; and a held position, which who moves within it has too: a
# bird dog is a plank on the knees (J).
ATTEMPT, HELD = 0.25, 0.4
# And a position that is only watched, beside a paced movement that was seen in it: who lies with
# the knees up may do anything (J).
WATCHED = 0.5
# So many attempts, if there was nothing else, are worth a question (J), and so many small movements
# of a paced exercise: a real breath read as one tilt, real tilts as four (D).
TRIES = 2
# Of all that was found at a time, the share of the exercise of which most was, and how many seconds
# of it there must be at least (D, `benchmarks.find`: right ones have 0.8 and more nearly always).
CLEAR_SHARE, CLEAR_S = 0.7, 6.0
LIKELY_SHARE, LIKELY_S = 0.6, 1.5
# What is neither so long nor this share of the time in which somebody was seen is chance (J).
LEAST_SHARE = 0.1


class Guess(BaseModel):
    """An exercise that fits, and its share of all that was found at that time, 0..1."""

    exercise: str
    share: float


class Proposal(BaseModel):
    """What a set that begins and ends at these times of the clip (s) may be: the best guess first,
    and how sure that one is."""

    start_s: float
    end_s: float
    sure: Sure
    guesses: list[Guess]

    @property
    def exercise(self) -> str:
        """The one that fits best."""
        return self.guesses[0].exercise


class Finder:
    """Lets every exercise look at the poses of a clip.

    Parameters
    ----------
    tempo : bool
        Whether the frames' times are those of life (`FormChecker`).
    """

    def __init__(self, tempo: bool = True):
        self._filter = LandmarkFilter()
        self._seen_s, self._last_t = 0.0, math.inf
        self._checkers = [FormChecker(name, smooth=False, tempo=tempo) for name in EXERCISES]

    def update(self, pose: Pose) -> None:
        """Take the next frame."""
        if pose.found:
            self._seen_s += max(0.0, min(pose.t - self._last_t, 1.0))
        self._last_t = pose.t
        smooth = self._filter(pose)
        for checker in self._checkers:
            checker.update(smooth)

    def finish(self) -> list[Proposal]:
        """The sets that the clip shows, in the order of time. Call once, after the last frame."""
        done = {}
        for checker in self._checkers:
            report = checker.finish()
            # One small movement beside a pacer that nobody heard may be a breath.
            chance = report.moves is not None and report.moves < TRIES
            done[report.exercise] = [] if chance else checker.times
        return proposals(done, min(LIKELY_S, LEAST_SHARE * self._seen_s))


def proposals(done: Mapping[str, list[Done]], least_s: float = 0.0) -> list[Proposal]:
    """What the sets of a clip may be, from what each exercise found of its own; less than `least_s`
    of it, when it is all there is, is nothing.

    What is only watched, or observed of who keeps still, needs no more than a position, and a rest
    between two sets has that too: it is proposed where nothing that is judged was found.
    """
    done = {name: _of_its_own(name, done) for name in done}
    judged = {name: found for name, found in done.items() if not _position(EXERCISES[name])}
    moved = any(_counted_s(found) >= LIKELY_S for found in judged.values())
    left = judged if moved else done
    found: list[Proposal] = []
    while best := _most(left):
        start, end = best[0].start_s, best[-1].end_s
        inside = {
            name: [each for each in every if each.start_s < end and each.end_s > start]
            for name, every in left.items()
        }
        alone = not found and (_counted_s(best) > least_s or len(best) >= TRIES)
        if alone or _counted_s(best) >= CLEAR_S:  # less is how somebody came or went (J)
            found.append(_proposal(start, end, inside))
        left = {
            name: [each for each in every if each not in inside[name]]
            for name, every in left.items()
        }
    return sorted(found, key=lambda proposal: proposal.start_s)


def _of_its_own(name: str, done: Mapping[str, list[Done]]) -> list[Done]:
    """What an exercise found, without what counts as a special case of it (`Exercise.kind_of`) and
    what has no length, in which nothing else can lie."""
    cases = [
        each
        for other, found in done.items()
        if name in EXERCISES[other].kind_of
        for each in found
        if each.counted
    ]
    return [
        each
        for each in done[name]
        if each.end_s > each.start_s
        and not any(each.start_s < case.end_s and each.end_s > case.start_s for case in cases)
    ]


def parted(found: list[Proposal]) -> list[Part]:
    """The clip in parts that hold one of its sets each, parted half-way between two."""
    if not found:
        return []
    middles = [(one.end_s + two.start_s) / 2 for one, two in pairwise(found)]
    return list(pairwise([None, *middles, None]))


def looks_like(report: SetReport, found: list[Proposal]) -> str | None:
    """The exercise that a set looks like of which the chosen one found nothing, or what is rather
    another (`Exercise.rather_another`) in each rep; None where that is not clear."""
    if not in_doubt(report):
        return None
    named = {each.exercise for each in found if each.sure == "clear"} - {report.exercise}
    return named.pop() if len(named) == 1 and len(found) == 1 else None


def in_doubt(report: SetReport) -> bool:
    """Whether a set may be of another exercise than the chosen one."""
    if report.verdict == "cannot_judge":
        return not (report.rep_count or report.holds)
    rather = EXERCISES[report.exercise].rather_another
    severe = [each for each in report.findings if each.severity == "severe"]
    doubted = {each.rep for each in severe if each.fault in rather}
    counted = {rep.index for rep in report.reps if rep.counted}
    return bool(counted) and counted <= doubted


def _position(kind: type[Exercise]) -> bool:
    """Whether an exercise finds no more than a position, which a rest has too."""
    return not kind.judged or (kind.observed and kind.engine == "hold")


def _most(done: Mapping[str, list[Done]]) -> list[Done]:
    """The set that weighs most, of whatever exercise."""
    every = [(_weight(name, one), one) for name, found in done.items() for one in _sets(found)]
    return max(every, key=lambda each: each[0], default=(0.0, []))[1]


def _weight(name: str, found: list[Done]) -> float:
    """How much what an exercise found speaks for it."""
    kind = EXERCISES[name]
    if kind.engine == "hold":
        return _seconds(found) * HELD
    moves = kind.judged or issubclass(kind, MovingExercise)
    return _seconds(found) * (1.0 if moves else WATCHED)


def _sets(found: list[Done]) -> list[list[Done]]:
    """What was done of one exercise, parted where there was a rest."""
    sets: list[list[Done]] = []
    for each in sorted(found):
        if sets and each.start_s - sets[-1][-1].end_s < REST_S:
            sets[-1].append(each)
        else:
            sets.append([each])
    return sets


def _seconds(found: list[Done]) -> float:
    return sum((one.end_s - one.start_s) * (1.0 if one.counted else ATTEMPT) for one in found)


def _counted_s(found: list[Done]) -> float:
    return _seconds([each for each in found if each.counted])


def _proposal(start: float, end: float, inside: Mapping[str, list[Done]]) -> Proposal:
    weights = {name: _weight(name, found) for name, found in inside.items() if found}
    whole = sum(weights.values())
    ranked = sorted(weights, key=weights.__getitem__, reverse=True)
    guesses = [Guess(exercise=name, share=weights[name] / whole) for name in ranked]
    best, counted = guesses[0], _counted_s(inside[ranked[0]])
    sure: Sure = "open"
    kind = EXERCISES[best.exercise]
    if _position(kind):
        pass  # may be a rest
    # What is only observed is asked for: from the front, arms held out look like arms held up.
    elif best.share >= CLEAR_SHARE and counted >= CLEAR_S and not kind.observed:
        sure = "clear"
    elif best.share >= LIKELY_SHARE and counted >= LIKELY_S:
        sure = "likely"
    return Proposal(start_s=start, end_s=end, sure=sure, guesses=guesses)
