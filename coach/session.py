"""From "the camera is on" to the spoken end, hands-free: what happens next, and what is on screen.

Everything runs on the frames' own time, so the same frames give the same session.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from coach.gesture import RaisedHand
from coach.summary import farewell
from coach.talk import Amount, Coach, Mouth
from coach.voice import NUMBERS, Line
from pose.pose import Pose
from pose.profile import Gates
from rules import EXERCISES, Event, FormChecker, LiveState, SetReport

Stage = Literal["frame", "countdown", "place", "set", "rest", "paused", "closing", "done"]

# How long things must last or take, s (all J).
FRAMED_S = 1.2  # the whole body in the picture, before the countdown
READY_S = 1.0  # in the exercise's position, before the set begins
COUNTDOWN = 3
DIRECTION_AFTER_S = 1.5  # a reason not to see must last before a direction is spoken
DIRECTION_AGAIN_S = 8.0
GONE_S = 2.0  # out of the picture: the set pauses
PAUSED_MAX_S = 180.0  # then the set ends with what was done
LEFT_HOLD_S = 15.0  # out of the hold: the set ends with what was held
SEEN_LATE_S = 1.0  # a rep is seen to have begun so long after it has (D: 0.6-1.1)
IDLE_S = 25.0  # in position without a rep: a word of patience
LOST = ("no_person", "out_of_frame")


@dataclass(frozen=True)
class Plan:
    """What a person wants to do: reps, or seconds of a hold, in so many sets with rests (s).

    ``talk``: how much is said; ``tempo``: whether each second of a rep is beeped or spoken;
    ``most``: the person's own limit (`rules.exercise.OwnLimit`).
    """

    exercise: str
    target: int
    sets: int = 1
    rest_s: int = 60
    talk: Amount = "normal"
    tempo: Literal["off", "beep", "voice"] = "off"
    most: float | None = None


@dataclass(frozen=True)
class Ring:
    """The part of the movement that is going on: so many of `of` seconds have passed."""

    part: str
    seconds: float
    of: float


@dataclass(frozen=True)
class Screen:
    """What is to be seen right now. ``light``: "red", "amber", "green" while the camera is set up;
    ``count``: reps, or seconds held; ``left_s``: of the countdown or the rest."""

    stage: Stage
    set_number: int
    count: int
    light: str | None = None
    left_s: int | None = None
    ring: Ring | None = None


class _Tick(NamedTuple):
    """A second of a rep: when it is told (s, camera clock), of which way, which number; the beep
    that stands for it, if one does."""

    t: float
    way: str
    number: int
    beep: str | None


class Session:
    """A session at the camera: set-up, countdown, sets and rests, the spoken end.

    Parameters
    ----------
    plan : Plan
    language : str
        Whose voice speaks: how long sentences take decides what is said when.

    Attributes
    ----------
    stage : str
        One of `Stage`.
    mouth : Mouth
        Everything said so far.
    checker : FormChecker
        Of the set going on, or the one before it; in "place" it only looks for the position.
    set_pose : Pose or None
        The frame just taken as part of the set, with the set's own time (pauses left out); None
        when it belongs to no set.
    reports : list of SetReport
        Of the sets that have ended.
    """

    def __init__(self, plan: Plan, language: str):
        self.plan = plan
        self.stage: Stage = "frame"
        self.mouth = Mouth(language)
        self.checker = FormChecker(plan.exercise, most=plan.most)
        self.set_pose: Pose | None = None
        self.reports: list[SetReport] = []
        self._kind = EXERCISES[plan.exercise]
        self._gates = Gates(self._kind.needs)
        self._hand = RaisedHand()
        self._began = math.nan  # of the stage (s, camera clock)
        self._t = math.nan
        self._reason: str | None = None
        self._reason_since = self._good_since = math.nan
        self._seen_at = 0.0  # when the body was last in the picture
        self._directed: dict[str, tuple[float, float]] = {}  # when last, and how long to wait
        self._asked: list[str] = []
        self._number = 0  # of the countdown or the rest, as last seen (s)
        self._told_slow = False
        self._resume_to: Stage = "frame"
        self._paused_at = self._rested = 0.0
        self._by_hand = False
        self._hold_s = self._held_s = 0.0  # of the set in form: in all, and in holds that ended
        self._coach = Coach(plan.exercise, self.mouth)
        self._zero = 0.0  # camera clock at the set's time 0, pauses included
        self._phase, self._rep_began = "rest", 0.0
        self._ticks: list[_Tick] = []
        self._last_rep_at = 0.0
        self._gone_at: float | None = None  # out of the hold since

    def ask(self, wish: Literal["pause", "resume", "stop"]) -> None:
        """A key or button was pressed: taken with the next frame. Any thread may call it."""
        self._asked.append(wish)

    def update(self, pose: Pose) -> None:
        """Take the next frame of the camera."""
        t = pose.t
        first = math.isnan(self._t)
        self._t, self.set_pose = t, None
        _, reason = self._gates.look(pose)
        if reason != self._reason or math.isnan(self._reason_since):
            self._reason, self._reason_since = reason, t
        if reason not in LOST:
            self._seen_at = t
        raised = self._hand.update(pose)
        asked, self._asked = self._asked, []
        if first:
            self._go("frame")
            self.mouth.say(t, Line("say-safety"), Line("say-frame"))
        if "stop" in asked and self.stage not in ("closing", "done"):
            self._end(complete=False, last=True)
        elif self.stage in ("place", "set", "rest") and (
            "pause" in asked or (raised and self._hand_counts())
        ):
            self._pause("say-pause")
        elif self.stage == "paused" and (raised or "resume" in asked or "pause" in asked):
            self._resume()
        else:
            steps: dict[Stage, Callable[[Pose], None]] = {
                "frame": self._frame,
                "countdown": self._countdown,
                "place": self._place,
                "set": self._set,
                "rest": self._rest,
                "paused": self._paused,
                "closing": self._closing,
            }
            if self.stage in steps:
                steps[self.stage](pose)

    def stop(self) -> None:
        """The camera is gone: the set going on ends here."""
        if self.stage == "set" or (self.stage == "paused" and self._resume_to == "set"):
            self.reports.append(self.checker.finish())
        self.stage = "done"

    @property
    def now(self) -> float:
        """Time of the last frame (s, camera clock)."""
        return self._t

    @property
    def state(self) -> LiveState:
        """What is true of the body right now."""
        return self.checker.state

    @property
    def screen(self) -> Screen:
        """What is to be seen right now."""
        light = left = ring = None
        gone = self._t - self._began
        if self.stage in ("frame", "place"):
            light = _light(self._reason)
        elif self.stage == "countdown" and gone >= 0:
            left = max(1, math.ceil(COUNTDOWN - gone))
        elif self.stage == "rest":
            left = max(0, math.ceil(self.plan.rest_s - gone))
        elif self.stage == "set":
            ring = self._ring()
        count = int(self._hold_s) if self._kind.held else self.state.rep_count
        stage = self._resume_to if self.stage == "paused" else self.stage
        if stage in ("frame", "countdown", "place"):
            count = 0
        number = min(len(self.reports) + 1, self.plan.sets)
        return Screen(self.stage, number, count, light, left, ring)

    def _go(self, stage: Stage) -> None:
        self.stage, self._began, self._good_since = stage, self._t, math.nan
        self._directed, self._number = {}, 0

    def _hand_counts(self) -> bool:
        """Arms go up to the ceiling before the first rep; within a rep nobody waves."""
        if self.stage == "set":
            return self.state.rep_count > 0 and self.state.phase == "rest"
        return self.stage == "rest"

    # Before the set

    def _frame(self, pose: Pose) -> None:
        # Nobody is side-on yet who is still walking to the mat.
        reason = None if self._reason == "not_side_on" and _upright(pose) else self._reason
        if self._lasts(reason is None, FRAMED_S) and not self.mouth.busy(self._t):
            self.mouth.say(self._t, Line("say-framed"))
            self._go("countdown")
            self._began += self.mouth.busy(self._t)
            self._number = COUNTDOWN + 1
        elif reason:
            self._direct(reason)

    def _countdown(self, pose: Pose) -> None:
        gone = self._t - self._began
        number = COUNTDOWN - math.floor(gone)
        if 0 < number < self._number:
            self._number = number
            self.mouth.say(self._t, Line("say-count", number), wait=0.5)
        if gone >= COUNTDOWN:
            self._to_place()

    def _to_place(self) -> None:
        self._go("place")
        self.checker = FormChecker(self.plan.exercise, most=self.plan.most)

    def _place(self, pose: Pose) -> None:
        self.checker.update(pose)
        in_position = self._reason is None and math.isfinite(self.state.value)
        if self._lasts(in_position, READY_S) and not self.mouth.busy(self._t):
            self._begin_set()
        elif self._reason:
            self._direct(self._reason)
        elif not in_position:
            self._direct(f"place-{self.plan.exercise}", again_s=20.0)

    def _begin_set(self) -> None:
        self.checker = FormChecker(self.plan.exercise, most=self.plan.most)
        target = None if self._kind.held else self.plan.target
        self._coach = Coach(self.plan.exercise, self.mouth, self.plan.talk, target)
        self._zero, self._hold_s, self._held_s, self._gone_at = self._t, 0.0, 0.0, None
        self._phase, self._ticks, self._last_rep_at = "rest", [], self._t
        self._go("set")
        self.mouth.say(self._t, Line("say-go"))

    # The set

    def _set(self, pose: Pose) -> None:
        self.set_pose = replace(pose, t=pose.t - self._zero)
        events = self.checker.update(self.set_pose)
        state = self.state
        self._coach.hear(self._t, events, state)
        if self._kind.held:
            self._watch_hold(events, state)
            complete = self._hold_s >= self.plan.target
        else:
            self._watch_reps(events, state)
            complete = state.rep_count >= self.plan.target
        if self.stage != "set":
            return  # it was given up
        if complete:
            self._end(complete=True)
        elif self._t - self._seen_at >= GONE_S:
            self._pause("say-lost" if self._reason == "no_person" else "say-out_of_frame")
        elif self._reason and self._reason not in LOST:
            self._direct(self._reason, again_s=20.0)
        slow = self.checker.slow and self._kind.dose.tempo and state.phase == "rest"
        if slow and not self._told_slow:
            self._told_slow = self.mouth.say(self._t, Line("say-slow"), wait=0.5)

    def _watch_hold(self, events: list[Event], state: LiveState) -> None:
        """Seconds spoken every ten, and the last ones; a hold given up ends the set."""
        before = self._hold_s
        ended = any(event.kind == "hold_end" for event in events)
        self._held_s += _held(events)
        self._hold_s = self._held_s + state.hold_s
        for second in range(math.floor(before) + 1, math.floor(self._hold_s) + 1):
            left = self.plan.target - second
            if 0 < left <= 3:
                self.mouth.beep(self._t, "tick")
            elif state.findings:
                continue  # the mouth is kept for what is to be corrected
            elif left in NUMBERS["say-seconds-left"] and self.plan.target > 2 * left:
                self.mouth.say(self._t, Line("say-seconds-left", left), wait=0.8)
            elif second % 10 == 0 and left > 0 and second in NUMBERS["say-seconds"]:
                self.mouth.say(self._t, Line("say-seconds", second), wait=0.8)
            elif self.plan.tempo != "off" and left > 0:
                self.mouth.beep(self._t, "stay")
            if second == self.plan.target // 2 + 3 and self.plan.talk == "many":
                self.mouth.say(self._t, Line("say-breathe"), wait=1.0)
        if ended:
            self._gone_at = self._t
            self.mouth.say(self._t, Line("say-hold-ended"), wait=1.0)
        elif state.phase == "hold":
            self._gone_at, self._last_rep_at = None, self._t
        elif self._gone_at is not None and self._t - self._gone_at > LEFT_HOLD_S:
            self._end(complete=False, last=True)
            return
        self._be_patient(state.phase != "hold")

    def _watch_reps(self, events: list[Event], state: LiveState) -> None:
        """Ticks from the start of each rep; a word of patience when none comes."""
        if self._phase == "rest" and state.phase == "up":
            self._rep_began = self._t - SEEN_LATE_S
            self._ticks = self._tempo_ticks()
        self._phase = state.phase
        if any(event.kind in ("rep", "attempt") for event in events):
            self._ticks, self._last_rep_at = [], self._t
        while self._ticks and self._t >= self._ticks[0].t:
            self._tick(self._ticks.pop(0))
        self._be_patient(state.phase == "rest")

    def _be_patient(self, idle: bool) -> None:
        """A kind word to who is in no hurry; at last the set ends with what was done."""
        waited = self._t - self._last_rep_at
        if idle and waited > PAUSED_MAX_S:
            self._end(complete=False, last=True)
        elif idle and waited > IDLE_S and "idle" not in self._directed:
            self.mouth.say(self._t, Line("say-idle"))
            self._directed["idle"] = (self._t, math.inf)

    def _tempo_ticks(self) -> list[_Tick]:
        """Each second of the way there as it ends, of the stay and the way back as it begins."""
        dose = self._kind.dose
        if self.plan.tempo == "off" or dose.tempo is None:
            return []
        (there, stay, back), start = dose.ways, self._rep_began
        up, still, down = dose.tempo
        ticks = [_Tick(start + i, there, i, "tick") for i in range(1, up)]
        ticks += [_Tick(start + up, there, up, "stay"), _Tick(start + up + 0.5, stay, 1, None)]
        ticks += [_Tick(start + up + i, stay, i + 1, "stay") for i in range(1, still)]
        ticks += [_Tick(start + up + still + i, back, i + 1, "tick") for i in range(down)]
        return ticks

    def _tick(self, tick: _Tick) -> None:
        line = Line(f"say-{tick.way}-{tick.number}")
        if self.plan.tempo == "voice" and self.mouth.say(self._t, line, wait=0.25):
            return
        if tick.beep:
            self.mouth.beep(self._t, tick.beep)

    def _ring(self) -> Ring | None:
        """The hold so far; in a rep, which way should be going on, by the dose's tempo."""
        dose = self._kind.dose
        if self._kind.held:
            return Ring("stay", self._hold_s, self.plan.target)
        if self.state.phase == "rest" or dose.tempo is None:
            return None
        seconds = self._t - self._rep_began
        for way, of in zip(dose.ways, dose.tempo, strict=True):
            if seconds < of:
                return Ring(way, seconds, of)
            seconds -= of
        return Ring(dose.ways[2], dose.tempo[2], dose.tempo[2])

    def _end(self, complete: bool, last: bool = False) -> None:
        """The set is over: say how it went; then rest, or close."""
        in_set = self.stage == "set" or (self.stage == "paused" and self._resume_to == "set")
        lines = [Line("say-set-done" if complete else "say-early-done")]
        if in_set:
            self.reports.append(self.checker.finish())
            said = {each.line.key for each in self.mouth.said if each.line}
            lines += farewell(self.reports[-1], complete, said)
            self.mouth.beep(self._t, "end")
        if last or len(self.reports) >= self.plan.sets:
            lines += [Line("say-all-done")] if self.reports else []
            self.mouth.say(self._t, *lines)
            self._go("closing")
            return
        self.mouth.say(self._t, *lines, Line("say-rest", self.plan.rest_s))
        self._go("rest")

    # Between and after

    def _rest(self, pose: Pose) -> None:
        left = self.plan.rest_s - (self._t - self._began)
        if left <= 10 < self._number and self.plan.rest_s > 20:
            self.mouth.say(self._t, Line("say-seconds-left", 10), wait=1.0)
        self._number = math.ceil(left)
        if left <= 0:
            self.mouth.say(self._t, Line("say-set", len(self.reports) + 1))
            self._to_place()

    def _pause(self, words: str) -> None:
        self._resume_to = self.stage
        if self.stage == "set":
            events = self.checker.interrupt()
            self._coach.pause(self._t, events)
            self._hold_s = self._held_s = self._held_s + _held(events)
            if not self._kind.held and self.state.rep_count >= self.plan.target:
                self._end(complete=True)
                return
        self._paused_at, self._by_hand = self._t, words == "say-pause"
        self._rested = self._t - self._began
        self.mouth.say(self._t, Line(words))
        self._go("paused")

    def _paused(self, pose: Pose) -> None:
        if self._t - self._began > PAUSED_MAX_S:
            self._end(complete=False, last=True)
        elif not self._by_hand and self._lasts(self._reason is None, READY_S):
            self._resume()

    def _resume(self) -> None:
        self.mouth.say(self._t, Line("say-resume"), wait=1.0)
        stage = self._resume_to
        self._go(stage)
        if stage == "set":
            # A gap too long to be bridged, too short to count as unseen time of the set.
            self._zero += self._t - self._paused_at - 0.6
            self._phase, self._ticks, self._last_rep_at = "rest", [], self._t
            self._gone_at = self._t if self._kind.held else None
        elif stage == "rest":
            self._began -= self._rested

    def _closing(self, pose: Pose) -> None:
        if not self.mouth.busy(self._t):
            self._go("done")

    # Helpers

    def _lasts(self, good: bool, seconds: float) -> bool:
        """Whether something has been true for so long without a break."""
        if not good:
            self._good_since = math.nan
        elif math.isnan(self._good_since):
            self._good_since = self._t
        return good and self._t - self._good_since >= seconds

    def _direct(self, what: str, again_s: float = DIRECTION_AGAIN_S) -> None:
        """Speak a direction, when its reason lasts and it was not spoken just now."""
        lasting = self._t - max(self._began, self._reason_since) >= DIRECTION_AFTER_S
        last, wait_s = self._directed.get(what, (-math.inf, again_s))
        if (
            lasting
            and self._t - last >= wait_s
            and self.mouth.say(self._t, Line(f"say-{what}"), wait=0.3)
        ):
            # Who needs longer does not hear the same again and again.
            again = again_s if math.isinf(last) else 2 * wait_s
            self._directed[what] = (self._t, again)


def _held(events: list[Event]) -> float:
    """Seconds in form of the holds that have just ended."""
    return sum(event.hold.good_s for event in events if event.kind == "hold_end" and event.hold)


def _light(reason: str | None) -> str:
    if reason is None:
        return "green"
    return "red" if reason in ("no_person", "two_people") else "amber"


def _upright(pose: Pose) -> bool:
    """Whether the trunk stands more than it lies."""
    x, y = pose.mid("SHOULDER") - pose.mid("HIP")
    return bool(-y > abs(x))
