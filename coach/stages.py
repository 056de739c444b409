"""The stages of a session, each with what it alone remembers: what is said in it, what comes next.

All times are the camera's clock, s.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from coach import terms
from coach.gesture import HOLD_S
from coach.sets import IDLE_MAX_S, LATE_S, Ring, run_of
from coach.sight import LOST
from coach.terms import Light, Missing, Wish
from coach.voice import Line
from coach.words import before_key, go_key
from pose.pose import Pose
from rules import EXERCISES
from rules.guided import GuidedExercise

if TYPE_CHECKING:
    from coach.session import Session

# How long things must last or take, s (all J).
IN_PLACE_S = 0.5  # in the exercise's position, before a person is told to keep still
READY_S = 1.0  # in position and still, before the countdown
COUNTDOWN = 3
LEFT_PLACE_S = 0.6  # out of position: the countdown is broken off
DIRECTION_AFTER_S = 1.5  # a reason not to see must last before a direction is spoken
DIRECTION_AGAIN_S = 8.0
GONE_S = 2.0  # out of the picture: the set pauses
# The same where one leaves it and comes back, or turns round in it (`Exercise.leaves`).
AWAY_S = 10.0
ASKED_AFTER_S = 5.0  # so long a raised hand means what was said last; then the next is asked
PAUSED_MAX_S = IDLE_MAX_S  # nobody in view, or paused: waited for as long as for the next rep
READY_MAX_S = 600.0  # somebody who does not get into position
OTHER_SIDE_S = 20.0  # so long the other side is waited for, then any is taken
_SOON_S = 10  # of a rest: the time that is told


class Stage(ABC):
    """Takes the frames from when it begins until another stage does."""

    name: ClassVar[terms.Stage]

    def __init__(self, session: "Session"):
        self.session = session
        self.began = session.now
        self._good_since = math.nan
        self._directed: dict[str, tuple[float, float]] = {}  # when last, and how long to wait

    @abstractmethod
    def update(self, pose: Pose) -> "Stage":
        """Take the next frame; returns the stage that it leads to."""

    def ask(self, wish: Wish) -> "Stage | None":
        """Do what was asked for; None where it means nothing."""
        session = self.session
        ends: dict[Wish, Callable[[], Stage | None]] = {
            "skip": session.skip,
            "easier": session.ease,
            "hurts": session.hurts,
            "stop": lambda: session.end(last=True),
        }
        return ends[wish]() if wish in ends else None

    def raised(self) -> "Stage | None":
        """One hand was raised; None where that means nothing."""
        return None

    def resume(self, paused_s: float) -> None:
        """It goes on after a pause of so many seconds."""
        self.began = self.session.now
        self._good_since, self._directed = math.nan, {}

    @property
    def light(self) -> Light | None:
        """Of the camera, while it is set up."""
        return None

    @property
    def left_s(self) -> int | None:
        """Seconds that are left of a countdown or rest."""
        return None

    @property
    def ring(self) -> Ring | None:
        """The part of the movement that is going on."""
        return None

    @property
    def direction(self) -> Line | None:
        """What is to be done right now so that the set can begin."""
        return None

    @property
    def in_vain_s(self) -> float:
        """How long somebody has been there and not in the position that is waited for."""
        return 0.0

    @property
    def waits(self) -> bool:
        """Whether the clock of a hold stands still until the form is back."""
        return False

    def _lasts(self, good: bool, seconds: float) -> bool:
        """Whether something has been true for so long without a break."""
        now = self.session.now
        if not good:
            self._good_since = math.nan
        elif math.isnan(self._good_since):
            self._good_since = now
        return good and now - self._good_since >= seconds

    def _direct(
        self,
        what: Missing,
        since: float,
        again_s: float = DIRECTION_AGAIN_S,
        after_s: float = DIRECTION_AFTER_S,
    ) -> bool:
        """Speak a direction, when it has been needed `since` (s) long enough and it was not spoken
        just now. Returns whether it is spoken."""
        now = self.session.now
        last, wait_s = self._directed.get(what, (-math.inf, again_s))
        due = now - max(self.began, since) >= after_s and now - last >= wait_s
        if not due or not self.session.mouth.say(now, self.session.direction_to(what), wait=0.3):
            return False
        # Who needs longer does not hear the same again and again.
        self._directed[what] = (now, again_s if math.isinf(last) else 2 * wait_s)
        return True


class Pausable(Stage):
    """A stage that can be paused."""

    def ask(self, wish: Wish) -> Stage | None:
        return self.pause("say-pause") if wish == "pause" else super().ask(wish)

    def pause(self, words: str, by_hand: bool = False) -> Stage:
        """Stand still, and say why. `by_hand`: by a raised hand, which is then asked for more."""
        self.session.mouth.say(self.session.now, Line(words))
        return Paused(self.session, self, asked_for=words == "say-pause", by_hand=by_hand)


class Ready(Pausable):
    """Before a set: says what is missing; when nothing is and the body keeps still, counts down."""

    name = "ready"

    def __init__(self, session: "Session"):
        super().__init__(session)
        self._checker = session.scout()
        self.missing: Missing | None = None
        self._moved = False  # out of the position that was held on the first side
        self._not_in_vain_t = session.now
        if session.step.other_side:  # it was said as the first side ended
            heard = session.now + session.mouth.busy(session.now)
            self._directed["other-side"] = (heard, DIRECTION_AGAIN_S)

    @property
    def in_vain_s(self) -> float:
        return self.session.now - self._not_in_vain_t

    @property
    def light(self) -> Light:
        if self.missing in (None, "still"):
            return "green"
        return "red" if self.missing in ("no_person", "two_people") else "amber"

    @property
    def direction(self) -> Line:
        return self.session.direction_to(self.missing or "still")

    def update(self, pose: Pose) -> Stage:
        session, now, sight = self.session, self.session.now, self.session.sight
        self._checker.update(pose)
        self.missing, since = sight.missing.what, sight.missing.t
        if self.missing in (None, "still") and self._same_side():
            self.missing, since = "other-side", self.began
        in_place = self.missing in (None, "still")
        self._moved |= not in_place and self.missing != "other-side"
        if in_place or self.missing in ("other-side", "no_person"):
            self._not_in_vain_t = now
        lasts = self._lasts(self.missing is None, READY_S) and not session.mouth.busy(now)
        if now - max(sight.there_t, self.began) > PAUSED_MAX_S:
            return session.end(last=True, words="say-nobody")
        if now - self.began > READY_MAX_S:
            return session.end(last=True)
        at_once = run_of(session.step.exercise).in_position
        if in_place and at_once and math.isfinite(self._checker.state.value):
            if lasts:  # who is up already is not kept waiting
                return Set(session, "say-keep")
        elif lasts and session.told_still:
            return self if self._tell_before() else Countdown(session, self)
        elif self.missing and not in_place:
            again_s = 20.0 if self.missing == "place" else DIRECTION_AGAIN_S
            self._direct(self.missing, since, again_s)
        elif self.missing == "still" or not session.told_still:
            session.told_still |= self._direct("still", since, after_s=IN_PLACE_S)
        return self

    def raised(self) -> Stage | None:
        """Between two sets; before the first one arms are raised for other reasons."""
        return self.pause("say-pause", by_hand=True) if self.session.reports else None

    def _tell_before(self) -> bool:
        """Say once of an exercise what must be known before one is paced; whether that is now."""
        session = self.session
        kind = EXERCISES[session.step.exercise]
        if kind.name in session.told_before or not issubclass(kind, GuidedExercise):
            return False
        session.told_before.add(kind.name)
        return session.mouth.say(session.now, Line(before_key(kind)))

    def _same_side(self) -> bool:
        """Whether the other side is to be done and the body still lies on the one that was."""
        session = self.session
        if not session.step.other_side or session.now - self.began > OTHER_SIDE_S:
            return False
        done, now = session.side_done, session.sight.side
        # Where a side is not known, who has got up and come back has turned round.
        return now == done if done and now else not self._moved


class Countdown(Stage):
    """Three, two, one; broken off by who leaves the place."""

    name = "countdown"

    def __init__(self, session: "Session", ready: Ready):
        super().__init__(session)
        self._ready = ready
        self._told = COUNTDOWN + 1

    @property
    def left_s(self) -> int:
        return max(1, math.ceil(COUNTDOWN - (self.session.now - self.began)))

    def update(self, pose: Pose) -> Stage:
        session, now = self.session, self.session.now
        away = session.sight.missing.what not in (None, "still")
        if self._lasts(away, LEFT_PLACE_S):
            self._ready.resume(0.0)
            return self._ready
        gone = now - self.began
        number = COUNTDOWN - math.floor(gone)
        if 0 < number < self._told:
            self._told = number
            beat = self.began + COUNTDOWN - number
            session.mouth.say(now, Line("say-count", number), wait=0.5, beat=beat)
        if gone >= COUNTDOWN and not away:
            go = go_key(EXERCISES[session.step.exercise])
            return Set(session, go, beat=self.began + COUNTDOWN)
        return self


class Set(Pausable):
    """A set is being done."""

    name = "set"

    def __init__(self, session: "Session", words: str, beat: float | None = None):
        super().__init__(session)
        self.run = session.begin_run()
        session.mouth.say(session.now, Line(words), beat=beat)

    @property
    def ring(self) -> Ring | None:
        return self.run.ring

    @property
    def waits(self) -> bool:
        return self.run.state.waits

    def update(self, pose: Pose) -> Stage:
        session, now, sight = self.session, self.session.now, self.session.sight
        session.set_pose = self.run.update(pose)
        if self.run.given_up:
            return session.end(last=True)
        if self.run.over:
            return session.end(complete=True)
        reason = sight.reason.what
        leaves = EXERCISES[session.step.exercise].leaves
        if now - sight.there_t >= (AWAY_S if leaves else GONE_S):
            return self.pause("say-lost" if reason == "no_person" else "say-out_of_frame")
        if reason and reason not in LOST:
            after_s = AWAY_S if leaves else DIRECTION_AFTER_S
            self._direct(reason, sight.reason.t, again_s=20.0, after_s=after_s)
        if self.run.slow and not session.told_slow:
            session.told_slow = session.mouth.say(now, Line("say-slow"), wait=0.5)
        return self

    def ask(self, wish: Wish) -> Stage | None:
        if wish == "stop":
            return self.session.end(complete=self.run.reached, last=True)
        return super().ask(wish)

    def raised(self) -> Stage | None:
        return self.pause("say-pause", by_hand=True) if self.run.hand_counts else None

    def pause(self, words: str, by_hand: bool = False) -> Stage:
        self.run.pause(self.session.now)
        if self.run.reached:
            return self.session.end(complete=True)
        return super().pause(words, by_hand)

    def resume(self, paused_s: float) -> None:
        super().resume(paused_s)
        self.run.resume(self.session.now)


class Rest(Pausable):
    """Between two sets. It lasts as long as was said, from the end of those words on."""

    name = "rest"

    def __init__(self, session: "Session", seconds: int):
        super().__init__(session)
        self.began += session.mouth.busy(session.now)
        self._seconds = seconds
        self._told = 0

    @property
    def _left(self) -> float:
        return self._seconds - (self.session.now - self.began)

    @property
    def left_s(self) -> int:
        return min(self._seconds, max(0, math.ceil(self._left)))

    def update(self, pose: Pose) -> Stage:
        session, now, left = self.session, self.session.now, self._left
        if left <= _SOON_S < self._told and self._seconds > 2 * _SOON_S:
            session.mouth.say(now, Line("say-seconds-left", _SOON_S), wait=LATE_S)
        self._told = math.ceil(left)
        if left > 0:
            return self
        if session.step.number > 1:
            session.mouth.say(now, Line("say-set", session.step.number))
        return Ready(session)

    def raised(self) -> Stage:
        return self.pause("say-pause", by_hand=True)

    def resume(self, paused_s: float) -> None:
        began = self.began
        super().resume(paused_s)
        self.began, self._told = began + paused_s, 0


_Answer = Callable[[], Stage | None]


class Paused(Stage):
    """Another stage stands still: until it is asked for, or, when the person was lost, until they
    are there again. Who paused by hand is asked, one after the other, what else the hand may mean:
    that it hurts, that it is to be easier, that the next exercise is to come; a raised hand is the
    answer to what was being asked when it went up, and at first and at last it means to go on."""

    name = "paused"

    def __init__(self, session: "Session", stage: Pausable, asked_for: bool, by_hand: bool):
        super().__init__(session)
        self._stage, self._asked_for = stage, asked_for
        self._meant: list[tuple[float, _Answer]] = [(-math.inf, self._on)]  # from when on
        self._open = self._questions() if by_hand else []

    def _questions(self) -> list[tuple[str, _Answer]]:
        session = self.session
        easier = [("say-ask-easier", session.ease)] if session.step.easier else []
        skip = [("say-ask-skip", session.skip)] if session.more else []
        return [("say-ask-pain", session.hurts), *easier, *skip, ("say-ask-on", self._on)]

    def update(self, pose: Pose) -> Stage:
        session = self.session
        if session.now - self.began > PAUSED_MAX_S:
            return session.end(last=True)
        if self._open and session.mouth.quiet(session.now) >= ASKED_AFTER_S:
            words, answer = self._open.pop(0)
            session.mouth.say(session.now, Line(words))
            self._meant.append((session.now, answer))
        seen = session.sight.reason.what is None
        return self._on() if not self._asked_for and self._lasts(seen, READY_S) else self

    def ask(self, wish: Wish) -> Stage | None:
        return self._on() if wish in ("pause", "resume") else super().ask(wish)

    def raised(self) -> Stage | None:
        up = self.session.now - HOLD_S  # when the hand went up
        return [answer for t, answer in self._meant if t <= up][-1]()

    def _on(self) -> Stage:
        session = self.session
        session.mouth.say(session.now, Line("say-resume"), wait=1.0)
        self._stage.resume(session.now - self.began)
        return self._stage


class Closing(Stage):
    """The last words are spoken to their end."""

    name = "closing"

    def update(self, pose: Pose) -> Stage:
        session = self.session
        return self if session.mouth.busy(session.now) else Done(session)

    def ask(self, wish: Wish) -> Stage | None:
        return None


class Done(Stage):
    """All is over."""

    name = "done"

    def update(self, pose: Pose) -> Stage:
        return self

    def ask(self, wish: Wish) -> Stage | None:
        return None
