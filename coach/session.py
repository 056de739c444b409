"""From "the camera is on" to the spoken end, hands-free: what happens next, and what is on screen.

Everything runs on the frames' own time, so the same frames give the same session.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from coach.gesture import RaisedHand
from coach.ready import Ready
from coach.summary import farewell
from coach.talk import Amount, Coach, Mouth
from coach.voice import NUMBERS, Line
from pose.pose import Pose
from rules import EXERCISES, Event, FormChecker, LiveState, SetReport

Stage = Literal["ready", "countdown", "set", "rest", "paused", "closing", "done"]

# How long things must last or take, s (all J).
IN_PLACE_S = 0.5  # in the exercise's position, before a person is told to keep still
READY_S = 1.0  # in position and still, before the countdown
COUNTDOWN = 3
LEFT_PLACE_S = 0.6  # out of position: the countdown is broken off
DIRECTION_AFTER_S = 1.5  # a reason not to see must last before a direction is spoken
DIRECTION_AGAIN_S = 8.0
GONE_S = 2.0  # out of the picture: the set pauses
PAUSED_MAX_S = 180.0  # then the set ends with what was done; nobody in view is waited for so long
READY_MAX_S = 600.0  # somebody who does not get into position
LEFT_HOLD_S = 15.0  # out of the hold: the set ends with what was held
SEEN_LATE_S = 1.0  # a rep is seen to have begun so long after it has (D: 0.6-1.1)
LATE_S = 0.4  # a number of seconds that would be heard later than so is left out
LAST_WAY_S = 1.5  # so long after its last rep was counted a set ends
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
    ``count``: reps, or seconds held; ``left_s``: of the countdown or the rest; ``waits``: the
    clock of the hold stands still until the form is back."""

    stage: Stage
    set_number: int
    count: int
    light: str | None = None
    left_s: int | None = None
    ring: Ring | None = None
    waits: bool = False


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
        Of the set going on, or the one before it; in "ready" it only looks for the position.
    missing : str or None
        What keeps the set from beginning, before it has: see `coach.ready.Ready`.
    to_try : Line or None
        What the last set's farewell gave to try next.
    set_pose : Pose or None
        The frame just taken as part of the set, with the set's own time (pauses left out); None
        when it belongs to no set.
    reports : list of SetReport
        Of the sets that have ended.
    """

    def __init__(self, plan: Plan, language: str):
        self.plan = plan
        self.stage: Stage = "ready"
        self.mouth = Mouth(language)
        self.checker = FormChecker(plan.exercise, most=plan.most)
        self.set_pose: Pose | None = None
        self.reports: list[SetReport] = []
        self.missing: str | None = None
        self.to_try: Line | None = None
        self._kind = EXERCISES[plan.exercise]
        self._gates = self._kind.gates()
        self._hand = RaisedHand()
        self._setup = Ready(plan.exercise)
        self._began = math.nan  # of the stage (s, camera clock)
        self._t = math.nan
        self._reason: str | None = None
        self._reason_since = self._missing_since = self._good_since = math.nan
        self._seen_at = math.nan  # when the body was last in the picture
        self._directed: dict[str, tuple[float, float]] = {}  # when last, and how long to wait
        self._asked: list[str] = []
        self._number = 0  # of the countdown or the rest, as last seen (s)
        self._told_slow = self._told_still = self._told_waits = self._met = False
        self._resume_to: Stage = "ready"
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
        profile, reason = self._gates.look(pose)
        if reason != self._reason or first:
            self._reason, self._reason_since = reason, t
        if reason not in LOST or first:
            self._seen_at = t
        missing = self._setup.missing(pose, profile, reason)
        if missing != self.missing or first:
            self.missing, self._missing_since = missing, t
        self._met |= missing != "no_person"
        raised = self._hand.update(pose)
        asked, self._asked = self._asked, []
        if first:
            self._go("ready")
            self.mouth.say(t, Line("say-safety"))
        if "stop" in asked and self.stage not in ("closing", "done"):
            self._end(complete=self.stage == "set" and self._reached, last=True)
        elif self.stage in ("ready", "set", "rest") and (
            "pause" in asked or (raised and self._hand_counts())
        ):
            self._pause("say-pause")
        elif self.stage == "paused" and (raised or "resume" in asked or "pause" in asked):
            self._resume()
        else:
            steps: dict[Stage, Callable[[Pose], None]] = {
                "ready": self._ready,
                "countdown": self._countdown,
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
        if self.stage == "ready":
            light = _light(self.missing)
        elif self.stage == "countdown" and gone >= 0:
            left = max(1, math.ceil(COUNTDOWN - gone))
        elif self.stage == "rest":
            left = min(self.plan.rest_s, max(0, math.ceil(self.plan.rest_s - gone)))
        elif self.stage == "set":
            ring = self._ring()
        count = int(self._hold_s) if self._kind.held else self.state.rep_count
        stage = self._resume_to if self.stage == "paused" else self.stage
        if stage in ("ready", "countdown"):
            count = 0
        number = min(len(self.reports) + 1, self.plan.sets)
        waits = self.stage == "set" and self.state.waits
        return Screen(self.stage, number, count, light, left, ring, waits)

    @property
    def direction(self) -> Line | None:
        """What is to be done right now so that the set can begin."""
        if self.stage != "ready":
            return None
        return _direction(self.missing or "still", self.plan.exercise, self._met)

    def _go(self, stage: Stage) -> None:
        self.stage, self._began, self._good_since = stage, self._t, math.nan
        self._directed, self._number = {}, 0

    def _hand_counts(self) -> bool:
        """Arms go up to the ceiling before the first rep; within a rep nobody waves."""
        if self.stage == "set":
            return self.state.rep_count > 0 and self.state.phase == "rest"
        return self.stage == "rest"

    # Before the set

    def _ready(self, pose: Pose) -> None:
        """Say what is missing; when nothing is and the body keeps still, count down."""
        self.checker.update(pose)
        in_place = self.missing in (None, "still")
        lasts = self._lasts(self.missing is None, READY_S) and not self.mouth.busy(self._t)
        if self._t - max(self._seen_at, self._began) > PAUSED_MAX_S:
            self._end(complete=False, last=True, words="say-nobody")
        elif self._t - self._began > READY_MAX_S:
            self._end(complete=False, last=True)
        elif in_place and self._kind.held and math.isfinite(self.state.value):
            if lasts:  # who is up already is not kept waiting
                self._begin_set("say-keep")
        elif lasts and self._told_still:
            self._go("countdown")
            self._number = COUNTDOWN + 1
        elif not in_place:
            again_s = 20.0 if self.missing == "place" else DIRECTION_AGAIN_S
            self._direct(self.missing or "", self._missing_since, again_s)
        elif self.missing == "still" or not self._told_still:
            self._told_still |= self._direct("still", self._missing_since, after_s=IN_PLACE_S)

    def _countdown(self, pose: Pose) -> None:
        away = self.missing not in (None, "still")
        if self._lasts(away, LEFT_PLACE_S):
            self._go("ready")
            return
        gone = self._t - self._began
        number = COUNTDOWN - math.floor(gone)
        if 0 < number < self._number:
            self._number = number
            self.mouth.say(self._t, Line("say-count", number), wait=0.5)
        if gone >= COUNTDOWN and not away:
            self._begin_set(f"say-go-{self.plan.exercise}" if self._kind.held else "say-go")

    def _begin_set(self, words: str) -> None:
        self.checker = FormChecker(self.plan.exercise, most=self.plan.most)
        target = None if self._kind.held else self.plan.target
        self._coach = Coach(self.plan.exercise, self.mouth, self.plan.talk, target)
        self._zero, self._hold_s, self._held_s, self._gone_at = self._t, 0.0, 0.0, None
        self._phase, self._ticks, self._last_rep_at = "rest", [], self._t
        self._told_waits = False
        self._go("set")
        self.mouth.say(self._t, Line(words))

    # The set

    def _set(self, pose: Pose) -> None:
        self.set_pose = replace(pose, t=pose.t - self._zero)
        events = self.checker.update(self.set_pose)
        state = self.state
        self._coach.hear(self._t, events, state)
        if self._kind.held:
            self._watch_hold(events, state)
        else:
            self._watch_reps(events, state)
        if self.stage != "set":
            return  # it was given up
        # A rep is counted when it has all but come back: the set has its last way whole too.
        back = self._kind.held or self._t - self._last_rep_at >= LAST_WAY_S
        if self._reached and back:
            self._end(complete=True)
        elif self._t - self._seen_at >= GONE_S:
            self._pause("say-lost" if self._reason == "no_person" else "say-out_of_frame")
        elif self._reason and self._reason not in LOST:
            self._direct(self._reason, self._reason_since, again_s=20.0)
        slow = self.checker.slow and self._kind.dose.tempo and state.phase == "rest"
        if slow and not self._told_slow:
            self._told_slow = self.mouth.say(self._t, Line("say-slow"), wait=0.5)

    @property
    def _reached(self) -> bool:
        """Whether what was planned for the set is done."""
        done = self._hold_s if self._kind.held else self.state.rep_count
        return done >= self.plan.target

    def _watch_hold(self, events: list[Event], state: LiveState) -> None:
        """Seconds spoken every ten, and the last ones; a hold given up ends the set."""
        before = self._hold_s
        ended = any(event.kind == "hold_end" for event in events)
        self._held_s += _held(events)
        self._hold_s = self._held_s + state.hold_s
        if state.waits and not self._told_waits:
            self._told_waits = self.mouth.say(self._t, Line("say-waits"), wait=LATE_S)
        for second in range(math.floor(before) + 1, math.floor(self._hold_s) + 1):
            left = self.plan.target - second
            if 0 < left <= 3:
                self.mouth.beep(self._t, "tick")
            elif state.findings:
                continue  # the mouth is kept for what is to be corrected
            elif left in NUMBERS["say-seconds-left"] and self.plan.target > 2 * left:
                self.mouth.say(self._t, Line("say-seconds-left", left), wait=LATE_S)
            elif second % 10 == 0 and left > 0 and second in NUMBERS["say-seconds"]:
                self.mouth.say(self._t, Line("say-seconds", second), wait=LATE_S)
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
        self._be_patient(state.phase != "hold", state)

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
        self._be_patient(state.phase in ("rest", "out"), state)

    def _be_patient(self, idle: bool, state: LiveState) -> None:
        """A kind word to who is in no hurry; at last the set ends with what was done."""
        waited = self._t - self._last_rep_at
        if idle and waited > PAUSED_MAX_S:
            self._end(complete=False, last=True)
        elif idle and not state.reason and waited > IDLE_S and "idle" not in self._directed:
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

    def _end(self, complete: bool, last: bool = False, words: str = "say-early-done") -> None:
        """The set is over: say how it went; then rest, or close. `words`: why, when it was not
        done."""
        in_set = self.stage == "set" or (self.stage == "paused" and self._resume_to == "set")
        lines = [Line("say-set-done" if complete else words)]
        if in_set:
            self.reports.append(self.checker.finish())
            if complete and self._told_waits:
                lines.append(Line("say-in-form"))
            said = {each.line.key for each in self.mouth.said if each.line}
            ending = farewell(self.reports[-1], complete, said)
            lines += ending
            self.to_try = next((line for line in ending if line.key.startswith("cue-")), None)
            self.mouth.beep(self._t, "end")
        if last or len(self.reports) >= self.plan.sets:
            lines += [Line("say-all-done")] if self.reports else []
            self.mouth.say(self._t, *lines)
            self._go("closing")
            return
        self.mouth.say(self._t, *lines, Line("say-rest", self.plan.rest_s))
        self._go("rest")
        self._began += self.mouth.busy(self._t)  # it lasts as long as was said, from then on

    # Between and after

    def _rest(self, pose: Pose) -> None:
        left = self.plan.rest_s - (self._t - self._began)
        if left <= 10 < self._number and self.plan.rest_s > 20:
            self.mouth.say(self._t, Line("say-seconds-left", 10), wait=LATE_S)
        self._number = math.ceil(left)
        if left <= 0:
            self.mouth.say(self._t, Line("say-set", len(self.reports) + 1))
            self._go("ready")
            self.checker = FormChecker(self.plan.exercise, most=self.plan.most)

    def _pause(self, words: str) -> None:
        self._resume_to = self.stage
        if self.stage == "set":
            events = self.checker.interrupt()
            self._coach.pause(self._t, events)
            self._hold_s = self._held_s = self._held_s + _held(events)
            if self._reached:
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

    def _direct(
        self,
        what: str,
        since: float,
        again_s: float = DIRECTION_AGAIN_S,
        after_s: float = DIRECTION_AFTER_S,
    ) -> bool:
        """Speak a direction, when it has been needed `since` (s) long enough and it was not spoken
        just now. Returns whether it is spoken."""
        lasting = self._t - max(self._began, since) >= after_s
        last, wait_s = self._directed.get(what, (-math.inf, again_s))
        line = _direction(what, self.plan.exercise, self._met)
        due = lasting and self._t - last >= wait_s
        if not due or not self.mouth.say(self._t, line, wait=0.3):
            return False
        # Who needs longer does not hear the same again and again.
        again = again_s if math.isinf(last) else 2 * wait_s
        self._directed[what] = (self._t, again)
        return True


def _direction(what: str, exercise: str, met: bool) -> Line:
    """The sentence for what is missing; `met`: whether anybody has been seen yet."""
    if what == "no_person" and not met:
        what = "frame"
    return Line(f"say-place-{exercise}" if what == "place" else f"say-{what}")


def _held(events: list[Event]) -> float:
    """Seconds in form of the holds that have just ended."""
    return sum(event.hold.good_s for event in events if event.kind == "hold_end" and event.hold)


def _light(missing: str | None) -> str:
    if missing in (None, "still"):
        return "green"
    return "red" if missing in ("no_person", "two_people") else "amber"
