"""What is said during a set: one thing at a time, the most important first, and not too often.

Grades as in evidence.md; the numbers are its policy of §5 (J) unless they say otherwise.
"""

import math
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, get_args

from coach.summary import cue_key, urgency
from coach.terms import Amount, Beep
from coach.voice import Line, clips, seconds
from rules import EXERCISES, Event, Finding, LiveState, Rep
from rules.exercise import OWN_LIMIT
from rules.terms import Severity, Side

SEVERE_AFTER_S = 0.5  # a severe fault is spoken of once it has lasted so long
MILD_REPS = (2, 3)  # a mild one when it was seen in 2 of the last 3 reps ...
MILD_HOLD_S = 2.0  # ... or for so long in a hold
GAP_S: dict[Amount, float] = {
    "few": 12.0,
    "normal": 6.0,
    "many": 6.0,
}  # from one correction to the next
SAME_CUE: dict[Amount, int] = {
    "few": 1,
    "normal": 2,
    "many": 2,
}  # how often the same words are used for a fault
STALE_S = 1.5  # what a whole rep has shown is spoken of so soon after it, or left
FIXED_S = 1.0  # a hold without the fault for so long is praised
REST_NOW_S = 6.0  # a severe fault of a hold that lasts so long: better to rest
_COUNT_WAIT_S = 0.8  # a number that cannot be said so soon is left out
_LEFT_TOLD = 3  # reps that are left, once they are told
_PAUSE_S = 0.12  # between two sentences
_QUEUE = 80  # sounds, more than are ever waiting or made within ten seconds


@dataclass(frozen=True)
class Said:
    """One sound: a sentence or a beep ("tick", "stay", "end"), from `t` on (s, camera clock).
    ``severity`` is that of the fault it corrects; ``beat`` its time (s) among the numbers of a
    countdown, which are heard as far apart as these times are, however late one is said."""

    t: float
    line: Line | None = None
    beep: Beep | None = None
    severity: Severity | None = None
    beat: float | None = None


class Sounded(NamedTuple):
    """A sentence that is heard from `t` until `over` (s, camera clock)."""

    line: Line
    t: float
    over: float
    severity: Severity | None


class Mouth:
    """Says one sentence after the other, never two at once. Knows how long each takes.

    Parameters
    ----------
    language : str
        Whose sound clips are spoken.
    """

    def __init__(self, language: str):
        self._language = language
        self._free = -math.inf
        self.said: list[Said] = []

    def busy(self, t: float) -> float:
        """Seconds until what is being said at time `t` (s) is over; 0 when nothing is."""
        return max(0.0, self._free - t)

    def quiet(self, t: float) -> float:
        """Seconds since what was said last was over; 0 while something is said."""
        return max(0.0, t - self._free)

    def say(
        self,
        t: float,
        *lines: Line,
        wait: float = math.inf,
        severity: Severity | None = None,
        beat: float | None = None,
    ) -> bool:
        """Say some sentences, after what is being said; not at all when that would be more than
        `wait` seconds later. Returns whether they are said. `severity` and `beat` as in `Said`."""
        if self.busy(t) > wait:
            return False
        start = max(t, self._free)
        for line in lines:
            self.said.append(Said(start, line, severity=severity, beat=beat))
            start += seconds(line, self._language) + _PAUSE_S
        self._free = start
        return True

    def sounded(self, t: float) -> list[Sounded]:
        """The last few sentences whose sound has begun at time `t` (s), the last one first."""
        return [
            Sounded(said.line, said.t, said.t + seconds(said.line, self._language), said.severity)
            for said in reversed(self.said[-_QUEUE:])
            if said.line and said.t <= t
        ]

    def text(self, line: Line) -> str:
        """The words of a sentence, as they are spoken; its name when it has no clip."""
        clip = clips(self._language).get(line.name)
        return clip.text if clip else line.name

    def beep(self, t: float, kind: Beep) -> None:
        """A short tone; it may sound while a sentence is spoken."""
        self.said.append(Said(t, beep=kind))


@dataclass
class _Wish:
    """A correction to be spoken from `ready` on, until `until` (s, set clock; None = as long as
    its fault goes on)."""

    finding: Finding
    ready: float
    until: float | None = None


class Tally:
    """The counted reps of a set, `target` of them to do; where there are `sides`, so many of each.

    Which side comes next is left to the person.
    """

    def __init__(self, target: int | None, sides: bool = False):
        self.target, self.count = target, 0
        self._sides = sides
        self._done: Counter[Side | None] = Counter()

    def add(self, rep: Rep) -> list[Line]:
        """One more; returns how it is counted aloud: not at all when its side was not seen."""
        self.count += 1
        side = rep.side if self._sides else None
        self._done[side] += 1
        if self._sides and side is None:
            return []
        number = self._done[side]
        lines = [Line(f"say-side-{side}")] if side else []
        lines.append(Line("say-count", number))
        left = self.target - number if self.target else 0
        if left == _LEFT_TOLD and number > 1:
            lines.append(Line("say-left", left))
        if self.target and side and left == 0 and self._lags(side):
            lines.append(Line("say-other-side"))
        return lines

    def _lags(self, side: Side) -> bool:
        """Whether the other side than this one has more than a rep to do: who changes sides each
        rep knows what comes next."""
        assert self.target is not None
        (other,) = set(get_args(Side)) - {side}
        return self.target - self._done[other] > 1

    @property
    def reached(self) -> bool:
        """Whether all are done."""
        if self.target is None:
            return False
        if not self._sides:
            return self.count >= self.target
        seen = sum(min(self._done[side], self.target) for side in get_args(Side))
        return seen + self._done[None] >= 2 * self.target


class Coach:
    """Turns what the checker finds in one set into what is said, by rules alone: the same set
    gives the same words.

    Parameters
    ----------
    exercise : str
        A name in `rules.EXERCISES`.
    mouth : Mouth
        Says it.
    amount : "few", "normal" or "many"
        "few": severe faults only, less often. "many": good reps are praised too.
    target : int, optional
        Reps to do, of each side where the dose is of each; the last three are announced.
    """

    def __init__(
        self, exercise: str, mouth: Mouth, amount: Amount = "normal", target: int | None = None
    ):
        self._kind = EXERCISES[exercise]
        self._hold = self._kind.engine == "hold"
        self._mouth, self._amount = mouth, amount
        self.tally = Tally(target, self._kind.dose.per_side and not self._hold)
        self._wishes: dict[str, _Wish] = {}
        self._in_rep: dict[str, Finding] = {}
        self._recent: deque[set[str]] = deque(maxlen=MILD_REPS[1])
        self._corrected_at = -math.inf
        self._used: Counter[str] = Counter()
        self._told: set[str] = set()  # faults corrected so far
        self._fixing: dict[str, float] = {}  # fault corrected: since when it is gone in a hold
        self._unseen = self._attempts = 0
        self._told_unseen = self._told_rest = False

    def hear(self, now: float, events: Iterable[Event], state: LiveState) -> None:
        """Take what one frame brought. `now` is the camera's time (s), `state` has the set's."""
        rep, attempt = None, False
        short: list[Finding] = []  # what an attempt lacked
        for event in events:
            rep = event.rep if event.kind == "rep" else rep
            attempt = attempt or event.kind == "attempt"
            if event.kind == "fault" and event.finding:
                short += [event.finding] if attempt else []
                self._in_rep[event.finding.fault] = event.finding
                self._wish(event.finding, state.t)
        if rep:
            self._count(now, rep)
            self._recent.append(set(rep.faults))
            self._wish_mild(state.t)
        if rep or attempt:
            self._in_rep = {}
        # Never a fault while nothing can be judged; after the last rep the farewell speaks.
        if state.reason or self.tally.reached:
            self._forget()
            return
        if self._hold:
            for finding in state.findings:
                if finding.fault not in self._wishes:  # goes on: its event came only once
                    self._wish(finding, state.t)
        if self._correct(now, state):
            return
        if rep:
            self._after_rep(now, rep)
        elif attempt:
            self._tell_attempt(now, short, state.t)
        if self._hold:
            self._praise_hold(now, state)

    def pause(self, now: float, events: Iterable[Event]) -> None:
        """The set pauses; `events` are of what ended with it. A rep still counts, aloud."""
        for event in events:
            if event.kind == "rep" and event.rep:
                self._count(now, event.rep)
        self._in_rep = {}
        self._forget()

    def _forget(self) -> None:
        """What was to be corrected is no longer sure."""
        self._wishes.clear()
        self._fixing = dict.fromkeys(self._fixing, math.nan)

    def _count(self, now: float, rep: Rep) -> None:
        lines = self.tally.add(rep)
        if self.tally.reached:
            self._mouth.say(now, *lines)  # the last number is always said
        else:
            self._mouth.say(now, *lines, wait=_COUNT_WAIT_S)

    def _wish(self, finding: Finding, t: float) -> None:
        known = self._wishes.get(finding.fault)
        if known and known.finding is not finding and urgency(known.finding) <= urgency(finding):
            return
        if finding.fault == OWN_LIMIT:
            self._wishes[finding.fault] = _Wish(finding, t)  # agreed and known: at once
        elif finding.severity == "severe":
            self._wishes[finding.fault] = _Wish(finding, finding.start_s + SEVERE_AFTER_S)
        elif self._hold and finding.severity == "mild" and self._amount != "few":
            self._wishes[finding.fault] = _Wish(finding, finding.start_s + MILD_HOLD_S)

    def _wish_mild(self, t: float) -> None:
        """A rep has ended: its mild faults are spoken of when they have been seen before."""
        for fault, finding in self._in_rep.items():
            seen = sum(fault in faults for faults in self._recent)
            waits = fault in self._wishes
            enough = seen >= MILD_REPS[0] and self._amount != "few"
            if finding.severity == "mild" and enough and not waits:
                self._wishes[fault] = _Wish(finding, t, t + STALE_S)

    def _correct(self, now: float, state: LiveState) -> bool:
        """Speak of the most important fault that is due; drops what is no longer true."""
        for fault, wish in list(self._wishes.items()):
            if wish.until is None and wish.finding not in state.findings:
                # A hold's fault is over; that of a rep is still worth a word, but not for long.
                wish.until = -math.inf if self._hold else state.t + STALE_S
            if wish.until is not None and state.t > wish.until:
                del self._wishes[fault]
        due = [wish.finding for wish in self._wishes.values() if state.t >= wish.ready]
        if self._correcting(now):
            # Or the limit would never be heard of beside a fault that comes before it in each rep.
            due = [f for f in due if f.fault == OWN_LIMIT and f.fault not in self._told]
        if not due:
            return False
        if self._mouth.busy(now) > _COUNT_WAIT_S:
            return False
        finding = min(due, key=urgency)
        del self._wishes[finding.fault]
        line = self._words(finding, state.t)
        if line is None:
            return False
        self._corrected_at = now + self._mouth.busy(now)  # when it sounds
        self._mouth.say(now, line, severity=finding.severity)
        self._told.add(finding.fault)
        self._fixing[finding.fault] = math.nan
        return True

    def _correcting(self, now: float) -> bool:
        """Whether the last correction is too near for another one."""
        return now - self._corrected_at < GAP_S[self._amount]

    def _words(self, finding: Finding, t: float) -> Line | None:
        """The next words for a fault: the picture, then the plain ones, then none."""
        key = cue_key(finding)
        words = self._mouth.text(Line(key))  # two witnesses may have the same
        lasting = finding.severity == "severe" and t - finding.start_s > REST_NOW_S
        used = self._used[words]
        if self._hold and lasting and used:
            told, self._told_rest = self._told_rest, True
            return None if told else Line("say-rest-now")
        self._used[words] += 1
        if used < SAME_CUE[self._amount]:
            return Line(key)
        return Line(f"{key}.plain") if used < 2 * SAME_CUE[self._amount] else None

    def _after_rep(self, now: float, rep: Rep) -> None:
        """Praise a fault that is gone; say once what cannot be seen."""
        hidden = rep.verdict == "cannot_judge" and self._kind.essential not in rep.cannot_judge
        fixed = [
            fault
            for fault in self._fixing
            if not hidden
            and fault not in rep.cannot_judge
            and not self._kind.spoilt_by(fault) & set(rep.faults)
        ]
        for fault in fixed:
            del self._fixing[fault]
        essential = self._kind.essential
        self._unseen += essential in rep.cannot_judge
        if any(wish.finding.severity == "severe" for wish in self._wishes.values()):
            return  # the mouth is kept for it
        if fixed and self._amount != "few":
            self._mouth.say(now, Line(f"praise-{fixed[0]}"), wait=STALE_S)
        elif self._unseen >= 2 and not self._told_unseen and not self._correcting(now):
            self._told_unseen = self._mouth.say(now, Line(f"say-unseen-{essential}"), wait=STALE_S)
        elif self._amount == "many" and self.tally.count % 2 == 0 and _clean(rep):
            self._mouth.say(now, Line("say-good-rep"), wait=STALE_S)

    def _tell_attempt(self, now: float, short: list[Finding], t: float) -> None:
        """That a movement was not counted, and what it was short of."""
        if self._attempts >= SAME_CUE[self._amount] or self._correcting(now):
            return
        lines = [Line("say-attempt")]
        for finding in short[:1]:
            words = self._words(finding, t)
            lines += [words] if words else []
        if self._mouth.say(now, *lines, wait=STALE_S):
            self._attempts, self._corrected_at = self._attempts + 1, now
            for finding in short[:1]:
                self._told.add(finding.fault)
                self._fixing[finding.fault] = math.nan

    def _praise_hold(self, now: float, state: LiveState) -> None:
        going_on = {finding.fault for finding in state.findings}
        for fault, since in list(self._fixing.items()):
            if going_on & self._kind.spoilt_by(fault) or state.phase != "hold":
                self._fixing[fault] = math.nan
            elif math.isnan(since):
                self._fixing[fault] = state.t
            elif state.t - since >= FIXED_S:
                del self._fixing[fault]
                if self._amount != "few":
                    self._mouth.say(now, Line(f"praise-{fault}"), wait=STALE_S)


def _clean(rep: Rep) -> bool:
    """Whether all of a rep was judged, and good."""
    return rep.verdict == "ok" and not rep.cannot_judge
