"""From "the camera is on" to the spoken end, hands-free: what happens next, and what is on screen.

Everything runs on the frames' own time, so the same frames give the same session.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coach import terms
from coach.plan import Plan, Step
from coach.sets import Ring, SetRun, run_of
from coach.sight import Sight
from coach.stages import Closing, Done, Ready, Rest, Stage
from coach.summary import farewell
from coach.talk import Mouth
from coach.terms import Light, Missing, Wish
from coach.voice import Line
from pose.pose import Pose
from rules import FormChecker, LiveState, SetReport
from rules.terms import Side

# The first one counts.
_WISHES: tuple[Wish, ...] = ("hurts", "stop", "skip", "easier", "pause", "resume")

__all__ = ["Plan", "Ring", "Screen", "Session", "Step"]


@dataclass(frozen=True)
class Screen:
    """What is to be seen right now. ``light``: "red", "amber", "green" while the camera is set up;
    ``count``: reps, seconds held, or paced rounds, of them ``sides`` on each side of the body,
    where there are sides; ``left_s``: of the countdown or the rest; ``waits``: the clock of the
    hold stands still until the form is back."""

    stage: terms.Stage
    set_number: int
    count: int
    light: Light | None = None
    left_s: int | None = None
    ring: Ring | None = None
    waits: bool = False
    sides: Mapping[Side, int] = field(default_factory=dict)


class Session:
    """A session at the camera: set-up, countdown, sets and rests, the spoken end.

    Parameters
    ----------
    plan : Plan
    language : str
        Whose voice speaks: how long sentences take decides what is said when.
    steps : sequence of Step, optional
        What is done one after the other, of whatever exercises; the plan's own by default.

    Attributes
    ----------
    mouth : Mouth
        Everything said so far.
    sight : Sight
        What is seen of the person.
    run : SetRun or None
        The set going on, or the one before it; None while the next one is got ready.
    to_try : Line or None
        What the last set's farewell gave to try next.
    set_pose : Pose or None
        The frame just taken as part of the set, with the set's own time (pauses left out); None
        when it belongs to no set.
    reports : list of SetReport
        Of the sets that have ended.
    told_still, told_slow : bool
        What is said once in a session and was.
    told_before : set of str
        The exercises of which was said what must be known before.
    hurt : str or None
        The exercise in which the person told that it hurt.
    """

    def __init__(self, plan: Plan, language: str, steps: Sequence[Step] | None = None):
        self.plan = plan
        self.steps = tuple(plan.steps if steps is None else steps)
        self.mouth = Mouth(language)
        self.set_pose: Pose | None = None
        self.reports: list[SetReport] = []
        self.to_try: Line | None = None
        self.told_still = self.told_slow = False
        self.told_before: set[str] = set()
        self.run: SetRun | None = None
        self.hurt: str | None = None
        self._at = 0  # the step that is done, or comes next
        self._took: SetRun | None = None  # the run that the frame just taken was part of
        self._scout: FormChecker
        self._t = math.nan
        self.sight = Sight(self.step.exercise)
        self._asked: list[Wish] = []
        self._stage: Stage = Ready(self)

    def ask(self, wish: Wish) -> None:
        """A key or button was pressed: taken with the next frame. Any thread may call it."""
        self._asked.append(wish)

    def update(self, pose: Pose) -> None:
        """Take the next frame of the camera."""
        first = math.isnan(self._t)
        self._t, self.set_pose = pose.t, None
        self.sight.look(pose, resting=not (self.run and self.run.moving))
        asked, self._asked = self._asked, []
        if first:
            self._stage = Ready(self)
            self.mouth.say(self._t, Line("say-safety"))
        run = self.run
        self._stage = self._done_as_asked(asked) or self._stage.update(pose)
        self._took = None if self.set_pose is None else run

    def _done_as_asked(self, asked: list[Wish]) -> Stage | None:
        """The stage that what was asked for, by a key or by a raised hand, leads to, if any."""
        for wish in sorted(asked, key=_WISHES.index):
            if stage := self._stage.ask(wish):
                return stage
        return self._stage.raised() if self.sight.hand_up else None

    def stop(self) -> None:
        """The camera is gone: the set going on ends here."""
        if self.run and self.run.going_on:
            self.reports.append(self.run.finish())
        self._stage = Done(self)

    @property
    def stage(self) -> terms.Stage:
        """What is happening."""
        return self._stage.name

    @property
    def step(self) -> Step:
        """What is being done, or comes next; at the end the last one that was to be done."""
        return self.steps[min(self._at, len(self.steps) - 1)]

    @property
    def now(self) -> float:
        """Time of the last frame (s, camera clock)."""
        return self._t

    @property
    def checker(self) -> FormChecker:
        """Of the set that the frame just taken was part of, that is going on or was the last one;
        while a set is got ready it only looks for the position."""
        run = self._took or self.run  # once: another thread may look while the next frame is taken
        return run.checker if run else self._scout

    @property
    def state(self) -> LiveState:
        """What is true of the body right now."""
        return self.checker.state

    @property
    def screen(self) -> Screen:
        """What is to be seen right now."""
        stage, run = self._stage, self.run
        return Screen(
            stage.name,
            self.step.number,
            run.count if run else 0,
            stage.light,
            stage.left_s,
            stage.ring,
            stage.waits,
            run.state.sides if run else {},
        )

    @property
    def in_vain_s(self) -> float:
        """How long somebody has been there and not in the position that is waited for."""
        return self._stage.in_vain_s

    @property
    def direction(self) -> Line | None:
        """What is to be done right now so that the set can begin."""
        return self._stage.direction

    # For the stages

    def scout(self) -> FormChecker:
        """No set is going on: a checker that only looks for the position of the next one."""
        self.sight.turn_to(self.step.exercise)
        self.run, self._scout = None, FormChecker(self.step.exercise, most=self.step.most)
        return self._scout

    def begin_run(self) -> SetRun:
        """The next set begins."""
        run = run_of(self.step.exercise)
        self.run = run(self.step, self.plan, self.mouth, self._t)
        return self.run

    def end(
        self, complete: bool = False, last: bool = False, words: str = "say-early-done"
    ) -> Stage:
        """The set is over: say how it went; then rest, or close. `words`: why, when it was not
        done."""
        lines, ended = [Line("say-set-done" if complete else words)], self.step
        if self.run and self.run.going_on:
            self.reports.append(self.run.finish())
            lines += self.run.last_words() if complete else []
            heard = {each.line.key for each in self.mouth.said if each.line}
            ending = farewell(self.reports[-1], complete, heard)
            lines += ending
            self.to_try = next((line for line in ending if line.key.startswith("cue-")), None)
            self.mouth.beep(self._t, "end")
        self._at += 1
        if last or self._at >= len(self.steps):
            lines += [Line("say-all-done")] if self.reports else []
            self.mouth.say(self._t, *lines)
            return Closing(self)
        if self.step.exercise != ended.exercise:
            self.mouth.say(self._t, *lines, self._next)
            return Ready(self)
        if self.step.other_side:
            self.mouth.say(self._t, *lines, Line("say-other-side"))
            return Ready(self)
        self.mouth.say(self._t, *lines, Line("say-rest", ended.rest_s))
        return Rest(self, ended.rest_s)

    def skip(self) -> Stage | None:
        """Leave what is left of this exercise and go on with the next one; None when there is
        none. What was done of it is kept."""
        if not self.more:
            return None
        self._leave()
        self._at = self._after
        self.mouth.say(self._t, self._next)
        return Ready(self)

    def ease(self) -> Stage | None:
        """Go on with the easier form of this exercise in the place of what is left of it; None
        when it has none. What was done is kept."""
        hard = self.step
        if not hard.easier:
            return None
        self._leave()
        self.steps = (*self.steps[: self._at], *hard.easier, *self.steps[self._after :])
        self.mouth.say(self._t, Line(f"say-easier-{hard.exercise}"))
        return Ready(self)

    def hurts(self) -> Stage:
        """It hurts: all ends here, with a kind word and nothing else. What was done is kept."""
        self._leave()
        self.hurt = self.reports[-1].exercise if self.reports else self.step.exercise
        self.mouth.beep(self._t, "end")
        self.mouth.say(self._t, Line("say-pain"), Line("say-pain-rest"))
        return Closing(self)

    def _leave(self) -> None:
        """What is under way ends as it is."""
        if self.run and self.run.going_on:
            self.reports.append(self.run.finish())

    @property
    def more(self) -> bool:
        """Whether another exercise comes after the one that is being done."""
        return self._after < len(self.steps)

    @property
    def _after(self) -> int:
        """Where the steps of the next exercise begin."""
        at, exercise = self._at, self.step.exercise
        while at < len(self.steps) and self.steps[at].exercise == exercise:
            at += 1
        return at

    @property
    def _next(self) -> Line:
        """Which exercise comes now."""
        return Line(f"say-next-{self.step.exercise}")

    def direction_to(self, missing: Missing) -> Line:
        """The sentence for what is missing."""
        if missing == "place":
            return Line(f"say-place-{self.step.exercise}")
        unmet = missing == "no_person" and not self.sight.met
        return Line("say-frame" if unmet else f"say-{missing}")

    @property
    def side_done(self) -> Side | None:
        """The side of the body that was held, or paced for the longest, last."""
        if not self.reports:
            return None
        holds, paced = self.reports[-1].holds, self.reports[-1].paced_sides
        if holds:
            return holds[-1].side
        longest_last: list[Side] = sorted(paced, key=paced.__getitem__)
        return longest_last[-1] if longest_last else None
