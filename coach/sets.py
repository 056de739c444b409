"""One set as it is done: what is counted and told of it, and when it is over.

What differs between reps, holds and paced time is here, and nowhere else in a session.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, NamedTuple

from coach.plan import Plan, Step
from coach.talk import Coach, Mouth
from coach.terms import Beep
from coach.voice import NUMBERS, Line
from pose.pose import Pose
from rules import EXERCISES, Event, FormChecker, LiveState, SetReport
from rules.exercise import Exercise
from rules.guided import GuidedExercise
from rules.terms import Engine

# How long things must last or take, s (all J).
LEFT_S = 15.0  # out of the position that is held: the set ends with what was done
SEEN_LATE_S = 1.0  # a rep is seen to have begun so long after it has (D: 0.6-1.1)
LATE_S = 0.4  # a number of seconds that would be heard later than so is left out
LAST_WAY_S = 1.5  # so long after its last rep was counted a set ends
IDLE_S = 25.0  # in position without a rep: a word of patience
IDLE_MAX_S = 180.0  # then the set ends with what was done
AHEAD_S = 0.8  # what is paced is handed on so long before, or a late frame would make it late
_LEFT_TOLD = 3  # rounds that are left, once they are told
_BRIDGED_S = 0.6  # of a pause: too long to be bridged, too short to count as unseen time


@dataclass(frozen=True)
class Ring:
    """The part of the movement that is going on: so many of `of` seconds have passed."""

    part: str
    seconds: float
    of: float


class SetRun(ABC):
    """One set of a step.

    Parameters
    ----------
    step : Step
    plan : Plan
        How it is spoken of.
    mouth : Mouth
    t : float
        When it begins (s, camera clock).

    Attributes
    ----------
    checker : FormChecker
        Takes its frames in the set's own time: 0 at its beginning, pauses left out.
    given_up : bool
        Whether nobody goes on with it.
    """

    # Whether the position is the exercise: who is in it already is not counted in.
    in_position: ClassVar[bool] = False

    def __init__(self, step: Step, plan: Plan, mouth: Mouth, t: float):
        self.step = step
        self._kind = EXERCISES[step.exercise]
        self.checker = FormChecker(step.exercise, most=step.most, target=self._target)
        self.given_up = False
        self._plan, self._mouth, self._t = plan, mouth, t
        self._coach = Coach(step.exercise, mouth, plan.talk, self._reps)
        self._zero = t
        self._done_t = t  # when something was last done
        self._paused_t = math.nan
        self._told_idle = False
        self._report: SetReport | None = None

    @property
    def _reps(self) -> int | None:
        """How many reps are to be counted aloud; None when none are."""
        return None

    @property
    def _target(self) -> int:
        """How much is to be done: no more than the person's own limit of it."""
        target, most = self.step.target, self.step.most
        own = self._kind.own_limit
        return target if most is None or not (own and own.of_amount) else min(target, int(most))

    def update(self, pose: Pose) -> Pose:
        """Take the next frame; returns it in the set's own time."""
        self._t = pose.t
        own = replace(pose, t=pose.t - self._zero)
        events = self.checker.update(own)
        self._coach.hear(self._t, events, self.state)
        self._follow(events, self.state)
        return own

    def pause(self, t: float) -> None:
        """The set stands still from time `t` (s) on; what is under way ends."""
        self._t = self._paused_t = t
        events = self.checker.interrupt()
        self._coach.pause(t, events)
        self._interrupted(events)

    def resume(self, t: float) -> None:
        """It goes on at time `t` (s)."""
        self._zero += t - self._paused_t - _BRIDGED_S
        self._t = self._done_t = t
        self._told_idle = False

    def finish(self) -> SetReport:
        """The set is over. Call once."""
        self._report = self.checker.finish()
        return self._report

    @property
    def going_on(self) -> bool:
        """Whether it has not been ended yet."""
        return self._report is None

    @property
    def moving(self) -> bool:
        """Whether a rep or hold is under way."""
        return self.going_on and self.state.phase not in ("out", "rest")

    @property
    def state(self) -> LiveState:
        """What is true of the body right now."""
        return self.checker.state

    @property
    def slow(self) -> bool:
        """Whether now is the time to say that the tempo cannot be judged."""
        return False

    @property
    def hand_counts(self) -> bool:
        """Whether a raised hand is a sign, and no part of the exercise."""
        return False

    @property
    def over(self) -> bool:
        """Whether all of it has been done, its last way included."""
        return self.reached

    def last_words(self) -> list[Line]:
        """What is to be said of a set that was done, besides its farewell."""
        return []

    @property
    @abstractmethod
    def reached(self) -> bool:
        """Whether what was planned has been done."""

    @property
    @abstractmethod
    def count(self) -> int:
        """Reps, whole seconds in form or paced rounds done."""

    @property
    @abstractmethod
    def ring(self) -> Ring | None:
        """The part of the movement that is going on."""

    @abstractmethod
    def _follow(self, events: list[Event], state: LiveState) -> None:
        """Tell of one frame what is no matter of form."""

    @abstractmethod
    def _interrupted(self, events: list[Event]) -> None:
        """The set pauses; `events` are of what ended with it."""

    def _be_patient(self, idle: bool, state: LiveState) -> None:
        """A kind word to who is in no hurry; at last the set ends with what was done."""
        waited = self._t - self._done_t
        if idle and waited > IDLE_MAX_S:
            self.given_up = True
        elif idle and not state.reason and waited > IDLE_S and not self._told_idle:
            self._told_idle = self._mouth.say(self._t, Line("say-idle"))


class _Tick(NamedTuple):
    """A second of a rep: when it is told (s, camera clock), of which way, which number; the beep
    that stands for it, if one does."""

    t: float
    way: str
    number: int
    beep: Beep | None


class RepsSet(SetRun):
    """Repetitions: each counted, the seconds of its ways told."""

    def __init__(self, step: Step, plan: Plan, mouth: Mouth, t: float):
        super().__init__(step, plan, mouth, t)
        self._moving = False
        self._rep_t = t  # when the rep under way began
        self._ticks: list[_Tick] = []

    @property
    def _reps(self) -> int | None:
        return self._target

    @property
    def reached(self) -> bool:
        return self._coach.tally.reached

    @property
    def over(self) -> bool:
        # A rep is counted when it has all but come back: the set has its last way whole too.
        return self.reached and self._t - self._done_t >= LAST_WAY_S

    @property
    def count(self) -> int:
        return self.state.rep_count

    @property
    def slow(self) -> bool:
        return self.checker.slow and bool(self._kind.dose.tempo) and self.state.phase == "rest"

    @property
    def hand_counts(self) -> bool:
        # Arms go up to the ceiling before the first rep; within a rep nobody waves.
        return self.state.rep_count > 0 and self.state.phase == "rest"

    @property
    def ring(self) -> Ring | None:
        """Which way should be going on, by the dose's tempo."""
        ways, tempo = self._kind.dose.ways, self.step.tempo
        if self.state.phase == "rest" or tempo is None:
            return None
        seconds = self._t - self._rep_t
        for way, of in zip(ways, tempo, strict=True):
            if seconds < of:
                return Ring(way, seconds, of)
            seconds -= of
        return Ring(ways[2], tempo[2], tempo[2])

    def resume(self, t: float) -> None:
        super().resume(t)
        self._moving, self._ticks = False, []

    def _follow(self, events: list[Event], state: LiveState) -> None:
        """Ticks from the start of each rep; a word of patience when none comes."""
        if not self._moving and state.phase == "up":
            self._rep_t = self._t - SEEN_LATE_S
            self._ticks = self._tempo_ticks()
        self._moving = state.phase != "rest"
        if any(event.kind in ("rep", "attempt") for event in events):
            self._ticks, self._done_t = [], self._t
        while self._ticks and self._t >= self._ticks[0].t:
            self._tick(self._ticks.pop(0))
        self._be_patient(state.phase in ("rest", "out"), state)

    def _interrupted(self, events: list[Event]) -> None:
        self._ticks = []

    def _tempo_ticks(self) -> list[_Tick]:
        """Each second of the way there as it ends, of the stay and the way back as it begins."""
        tempo = self.step.tempo
        if self._plan.tempo == "off" or tempo is None:
            return []
        (there, stay, back), start = self._kind.dose.ways, self._rep_t
        up, still, down = tempo
        ticks = [_Tick(start + i, there, i, "tick") for i in range(1, up)]
        ticks += [_Tick(start + up, there, up, "stay"), _Tick(start + up + 0.5, stay, 1, None)]
        ticks += [_Tick(start + up + i, stay, i + 1, "stay") for i in range(1, still)]
        ticks += [_Tick(start + up + still + i, back, i + 1, "tick") for i in range(down)]
        return ticks

    def _tick(self, tick: _Tick) -> None:
        # Only the dose's own seconds have a word; a longer stay goes on with beeps.
        dose = self._kind.dose
        worded = dict(zip(dose.ways, dose.tempo or (0, 0, 0), strict=True))[tick.way]
        spoken = self._plan.tempo == "voice" and tick.number <= worded
        line = Line(f"say-{tick.way}-{tick.number}")
        if spoken and self._mouth.say(self._t, line, wait=0.25):
            return
        if tick.beep:
            self._mouth.beep(self._t, tick.beep)


class HoldSet(SetRun):
    """A position held: its seconds in form, told every ten, and the last ones."""

    in_position = True

    def __init__(self, step: Step, plan: Plan, mouth: Mouth, t: float):
        super().__init__(step, plan, mouth, t)
        self._earlier_s = self._in_form_s = 0.0  # in form: in holds that ended, and in all
        self._left_t: float | None = None  # out of the position since
        self._told_waits = False

    @property
    def reached(self) -> bool:
        return self._in_form_s >= self.step.target

    @property
    def count(self) -> int:
        return int(self._in_form_s)

    @property
    def ring(self) -> Ring | None:
        return Ring("stay", self._in_form_s, self.step.target)

    def resume(self, t: float) -> None:
        super().resume(t)
        self._left_t = t

    def last_words(self) -> list[Line]:
        return [Line("say-in-form")] if self._told_waits else []

    @property
    def hand_counts(self) -> bool:
        # Both arms carry the body; on its side the upper one may point anywhere.
        down = self._earlier_s > 0 and self.state.phase == "out"
        return down and not self._kind.sides

    def _follow(self, events: list[Event], state: LiveState) -> None:
        before = self._in_form_s
        self._earlier_s += _in_form(events)
        self._in_form_s = self._earlier_s + state.hold_s
        # Not before it was said for what: a drop that may be getting down is told late.
        if state.waits and state.findings and not self._told_waits:
            self._told_waits = self._mouth.say(self._t, Line("say-waits"), wait=LATE_S)
        for second in range(math.floor(before) + 1, math.floor(self._in_form_s) + 1):
            self._tell(second, state)
        if any(event.kind == "hold_end" for event in events):
            self._left_t = self._t
            self._mouth.say(self._t, Line("say-hold-ended"), wait=1.0)
        elif state.phase == "hold":
            self._left_t, self._done_t = None, self._t
        elif self._left_t is not None and self._t - self._left_t > LEFT_S:
            self.given_up = True
            return
        self._be_patient(state.phase != "hold", state)

    def _interrupted(self, events: list[Event]) -> None:
        self._earlier_s += _in_form(events)
        self._in_form_s = self._earlier_s

    def _tell(self, second: int, state: LiveState) -> None:
        """So many seconds have been held."""
        left, t = self.step.target - second, self._t
        if 0 < left <= 3:
            self._mouth.beep(t, "tick")
        elif state.findings and not self._kind.observed:
            return  # the mouth is kept for what is to be corrected
        elif left in NUMBERS["say-seconds-left"] and self.step.target > 2 * left:
            self._mouth.say(t, Line("say-seconds-left", left), wait=LATE_S)
        elif second % 10 == 0 and left > 0 and second in NUMBERS["say-seconds"]:
            self._mouth.say(t, Line("say-seconds", second), wait=LATE_S)
        elif self._plan.tempo != "off" and left > 0:
            self._mouth.beep(t, "stay")
        if second == self.step.target // 2 + 3 and self._plan.talk == "many":
            self._mouth.say(t, Line("say-breathe"), wait=1.0)


class GuidedSet(SetRun):
    """Paced time: each part of a round told as it begins, rounds counted, no word about form.

    How to do it is told in the first round, in plainer words in the second; then each part has
    its one word.
    """

    def __init__(self, step: Step, plan: Plan, mouth: Mouth, t: float):
        super().__init__(step, plan, mouth, t)
        self._parts = _guided(self._kind).pace
        self._paced = False  # whether the pacer runs, or nobody was told yet that it waits
        self._second = 0  # of the part of the round, as last seen
        self._ahead: tuple[str, int] | None = None  # part of which round was told before it began

    @property
    def reached(self) -> bool:
        return self.state.rounds >= self._target

    @property
    def count(self) -> int:
        return self.state.rounds

    @property
    def hand_counts(self) -> bool:
        return self.state.rounds > 0

    @property
    def ring(self) -> Ring | None:
        state = self.state
        return Ring(state.part, state.part_s, dict(self._parts)[state.part]) if state.part else None

    def resume(self, t: float) -> None:
        super().resume(t)
        self._paced, self._second, self._ahead = False, 0, None

    def _follow(self, events: list[Event], state: LiveState) -> None:
        begun = [event for event in events if event.kind == "pace"]
        for event in begun:
            if (event.part, event.number) != self._ahead:
                self._tell(event.part or "", event.number or 1, self._t)
        self._look_ahead(state)
        second = math.floor(state.part_s)
        if self._plan.tempo != "off" and not begun and second > self._second:
            self._mouth.beep(self._t, "tick")
        self._second = second
        if state.part:
            self._paced, self._done_t = True, self._t
        elif self._paced and not self.reached:  # told once the mouth is free
            self._paced = not self._mouth.say(self._t, Line("say-pace-waits"), wait=1.0)
        self._be_patient(not state.part, state)

    def _interrupted(self, events: list[Event]) -> None:
        pass

    def _look_ahead(self, state: LiveState) -> None:
        """Tell the next part when it is near, for the moment when it begins."""
        names = [part.name for part in self._parts]
        if state.part is None:
            self._ahead = None
            return
        at = names.index(state.part)
        left_s = self._parts[at].seconds - state.part_s
        last = at + 1 == len(names)
        following = (names[(at + 1) % len(names)], state.rounds + 1 + last)
        if left_s > AHEAD_S or following == self._ahead or following[1] > self._target:
            return
        self._ahead = following
        self._tell(*following, self._t + left_s)

    def _tell(self, part: str, number: int, t: float) -> None:
        """A part of a round (1 is the first) begins at time `t` (s): told in time, or beeped."""
        how = f"say-{part}-{self.step.exercise}"
        first = [how] if self._plan.talk == "few" else [how, f"{how}.plain"]
        lines = [Line(first[number - 1] if number <= len(first) else f"say-{part}")]
        left = self._target - number + 1
        if left == _LEFT_TOLD and number > len(first) and part == self._parts[0].name:
            lines.append(Line("say-left", left))
        if not self._mouth.say(t, *lines, wait=LATE_S):
            self._mouth.beep(t, "stay")


def _guided(kind: type[Exercise]) -> type[GuidedExercise]:
    assert issubclass(kind, GuidedExercise)
    return kind


def _in_form(events: Iterable[Event]) -> float:
    """Seconds in form of the holds that have just ended."""
    return sum(event.hold.good_s for event in events if event.kind == "hold_end" and event.hold)


_RUNS: dict[Engine, type[SetRun]] = {
    "reps": RepsSet,
    "alternating": RepsSet,
    "cycles": RepsSet,
    "passes": RepsSet,
    "hold": HoldSet,
    "guided": GuidedSet,
}


def run_of(exercise: str) -> type[SetRun]:
    """How a set of an exercise is run."""
    return _RUNS[EXERCISES[exercise].engine]
