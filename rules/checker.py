"""The one object that turns a stream of poses into events and, at the end, a report."""

import statistics
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

import numpy as np

from pose.pose import Pose
from pose.profile import Reason
from pose.smoothing import LandmarkFilter
from rules.exercise import Done, Event, Exercise
from rules.registry import EXERCISES
from rules.repeated import ROUGH_FPS
from rules.report import UNJUDGED_LIMIT, Finding, MeasuredLine, Rep, SetReport, unseen
from rules.terms import Phase, Side

Unseen = Reason | Literal["no_frames"]  # why a time was not judged

_GATE_SAYS_S = 0.5  # a gate must hold for so long before it is told (no flicker, grade J)
_GAP_S = 1.0  # frames further apart than this: what is between was not seen
_MISREAD_S = 1.0  # so long after joints that no body can have nothing is judged (J)
# A set without a rep in which so much was not seen has that as its reason: what was not seen may
# have been the reps (J).
_SHUT_SHARE = 0.10
# Reasons that say: nothing of this exercise was found though it was looked for, or somebody is
# seen, but from elsewhere or in part. What is there may be another exercise.
MAYBE_ANOTHER = frozenset(
    {"other_exercise", "no_movement", "not_side_on", "not_front_on", "hidden"}
)
_POSITION_SHARE = 0.10  # less of the seen time in position: probably another exercise (J)


@dataclass(frozen=True)
class LiveState:
    """What is true right now, for the page and the overlay.

    ``value`` is the exercise's main signal, ``hold_s`` the time in form of the hold going on;
    ``line`` is what the signal is measured on, ``outline`` the piece of the body's outline that was
    read, if any; ``waits`` tells that the hold's time stands still. ``sides`` has the counted reps
    of each side, where there are sides.
    Of a guided set ``part`` is the part of the round, ``part_s`` the seconds since it began,
    ``paced_s`` the time in position and ``rounds`` how many were paced to their end.
    """

    t: float
    phase: Phase
    value: float
    rep_count: int
    hold_s: float
    reason: Reason | None
    findings: tuple[Finding, ...]
    line: MeasuredLine | None
    outline: MeasuredLine | None = None
    waits: bool = False
    sides: Mapping[Side, int] = field(default_factory=dict)
    part: str | None = None
    part_s: float = 0.0
    paced_s: float = 0.0
    rounds: int = 0


class FormChecker:
    """Checks the form of one set of one exercise, live or from a clip, with the frames' own clock.

    Parameters
    ----------
    exercise : str
        A name in `rules.EXERCISES`.
    smooth : bool
        Smooth the landmarks with the One Euro filter; off when they are smooth already.
    most : float, optional
        This person's own limit (see `rules.exercise.OwnLimit`).
    tempo : bool
        Whether the frames' times are those of life; if not, no tempo is judged, and no limit of
        seconds.
    target : int, optional
        How many rounds are paced; without it, as many as the position is held for.

    Raises
    ------
    ValueError
        Unknown exercise.
    """

    def __init__(
        self,
        exercise: str,
        smooth: bool = True,
        most: float | None = None,
        tempo: bool = True,
        target: int | None = None,
    ):
        if exercise not in EXERCISES:
            raise ValueError(f"exercise: expected one of {sorted(EXERCISES)}, got {exercise!r}")
        kind = EXERCISES[exercise]
        if not tempo and kind.own_limit and kind.own_limit.unit == "s":
            most = None
        self._exercise = kind(most)
        if target is not None:
            self._exercise.target = target if most is None else min(target, int(most))
        self._gates = self._exercise.gates()
        self._filter = LandmarkFilter() if smooth else None
        self._tempo = tempo
        self._frames = 0
        self._t0: float | None = None
        self._t = 0.0
        self._steps: deque[float] = deque(maxlen=30)
        self._history: list[tuple[float, Unseen | None]] = []  # changes of the gate: (t, reason)
        self._seen_s: defaultdict[Unseen | None, float] = defaultdict(float)
        self._reason: Reason | None = None
        self._reason_since = 0.0
        self._told: Reason | None = None
        self._misread_t = -np.inf

    def update(self, pose: Pose) -> list[Event]:
        """Take the next frame; returns what has become certain with it.

        A frame that is not later than the one before is ignored.
        """
        if self._t0 is None:
            self._t0 = pose.t
        elif pose.t <= self._t:
            return []
        else:
            self._steps.append(pose.t - self._t)
        dt = self._steps[-1] if self._steps else 0.0
        if dt > _GAP_S:
            self._miss(self._t, pose.t)
        self._t, self._frames = pose.t, self._frames + 1
        if self._filter:
            pose = self._filter(pose)
        profile, reason = self._gates.look(pose, self._exercise.resting)
        if profile is not None and not self._exercise.possible(profile):
            self._misread_t = pose.t
        if profile is not None and pose.t - self._misread_t < _MISREAD_S:
            profile, reason = None, "hidden"
        self._seen_s[reason] += min(dt, _GAP_S)
        if not self._history or reason != self._history[-1][1]:
            self._history.append((pose.t, reason))
            self._reason, self._reason_since = reason, pose.t
        events = self._tell_gate(pose.t)
        return events + self._exercise.update(pose.t, profile, self._clear_fps)

    def _miss(self, start: float, end: float) -> None:
        """Frames are missing between two times (s): nothing was seen there."""
        self._history.append((start + _GAP_S, "no_frames"))
        self._seen_s["no_frames"] += end - start - _GAP_S
        for t in np.arange(start + _GAP_S, end, _GAP_S):
            self._exercise.update(float(t), None, self._clear_fps)

    def _tell_gate(self, t: float) -> list[Event]:
        if self._reason == self._told or t - self._reason_since < _GATE_SAYS_S:
            return []
        self._told = self._reason
        return [Event("gate", t, reason=self._told)]

    @property
    def fps(self) -> float:
        """Effective frames per second of the last second or so."""
        return 1 / statistics.median(self._steps) if self._steps else float("inf")

    @property
    def _clear_fps(self) -> float:
        """Frames per second of life that are seen; 0, too few for any tempo, when unknown."""
        return self.fps if self._tempo else 0.0

    @property
    def signal(self) -> str:
        """Name of the main signal, as in the language files."""
        return self._exercise.signal.name

    @property
    def times(self) -> list[Done]:
        """When reps, attempts, holds or paced time went on so far."""
        return self._exercise.times()

    @property
    def state(self) -> LiveState:
        """What is true right now."""
        exercise = self._exercise
        return LiveState(
            t=self._t,
            phase=exercise.phase,
            value=exercise.value,
            rep_count=sum(rep.counted for rep in exercise.reps),
            hold_s=exercise.hold_s,
            reason=self._told,
            findings=tuple(exercise.open_findings),
            line=exercise.line,
            outline=exercise.outline,
            waits=exercise.waits,
            sides=exercise.per_side,
            part=exercise.part[0] if exercise.part else None,
            part_s=exercise.part[1] if exercise.part else 0.0,
            paced_s=exercise.paced_s,
            rounds=exercise.rounds,
        )

    def interrupt(self) -> list[Event]:
        """The set pauses here: what is under way ends. Frames may go on later."""
        return self._exercise.finish(self._t)

    @property
    def slow(self) -> bool:
        """Whether the frames come too slowly for the tempo to be judged."""
        return len(self._steps) == self._steps.maxlen and self.fps < ROUGH_FPS

    def finish(self) -> SetReport:
        """End the set and report it. Call once, after the last frame."""
        self._exercise.finish(self._t)
        exercise = self._exercise
        duration = self._t - self._t0 if self._t0 is not None else 0.0
        done = exercise.done
        judged = self._judged_share(exercise.spans() if done else [])
        reasons = [] if done and not exercise.judged else self._reasons(done, judged)
        verdict = exercise.rated(finding.severity for finding in exercise.findings)
        if not reasons and verdict == "ok":
            watched = exercise.essential, exercise.decisive
            reasons = _unread(exercise) or unseen(exercise.reps, exercise.holds, *watched)
        return SetReport(
            exercise=exercise.name,
            rules_version=exercise.version,
            engine=exercise.engine,
            counted=exercise.dose.counted,
            metrics=exercise.bands(exercise.most),
            paced_s=exercise.paced_s,
            rounds=exercise.rounds,
            rhythm=exercise.rhythm,
            paced_sides=exercise.paced_sides,
            moves=exercise.moves,
            most=exercise.most,
            even=exercise.even,
            duration_s=duration,
            frames=self._frames,
            judged_share=judged,
            verdict="cannot_judge" if reasons else verdict,
            reasons=reasons,
            reps=exercise.reps if done else [_without_faults(rep) for rep in exercise.reps],
            holds=exercise.holds,
            findings=sorted(exercise.findings if done else [], key=lambda found: found.start_s),
        )

    def _judged_share(self, spans: list[tuple[float, float]]) -> float:
        """Share of the time inside some spans (s; none = everything) in which no gate was shut."""
        whole = [(start, min(end, self._t)) for start, end in spans or [(self._t0 or 0.0, self._t)]]
        length = sum(max(0.0, end - start) for start, end in whole)
        if not length or not self._history:
            return 0.0
        changes = [*self._history, (self._t, None)]
        good = 0.0
        for (since, reason), (until, _) in pairwise(changes):
            if reason is None:
                good += sum(max(0.0, min(until, end) - max(since, start)) for start, end in whole)
        return min(1.0, good / length)

    def _reasons(self, done: bool, judged: float) -> list[str]:
        """Why there is no verdict, the most frequent gate first; empty when there is one."""
        if self._frames == 0:
            return ["no_frames"]
        shut = [(seconds, reason) for reason, seconds in self._seen_s.items() if reason]
        reasons: list[str] = [reason for _, reason in sorted(shut, reverse=True)]
        if judged < 1 - UNJUDGED_LIMIT:
            return reasons[:2] or ["too_short"]
        if done:
            return []
        if judged < 1 - _SHUT_SHARE:
            return reasons[:2]
        seen = self._seen_s[None]
        if self._exercise.positioned_s < _POSITION_SHARE * seen:
            return ["other_exercise"]
        return _unread(self._exercise) or ["no_movement"]


def _without_faults(rep: Rep) -> Rep:
    """An attempt of a set in which no rep was found: not seen well enough to be faulty."""
    return rep.model_copy(update={"faults": [], "verdict": "cannot_judge"})


def _unread(exercise: Exercise) -> list[str]:
    """The reason of a set in which the main signal could not be read for too long."""
    if exercise.essential and exercise.unread_s > UNJUDGED_LIMIT * exercise.positioned_s:
        return [f"unseen_{exercise.essential}"]
    return []
