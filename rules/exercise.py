"""What every exercise gives the checker, and what repeated ones share."""

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from pose.profile import Profile
from rules.fault import Band, Fault, FaultWatch
from rules.report import UNJUDGED_LIMIT, Finding, Hold, MeasuredLine, Rep, worst
from rules.reps import Cycle, RepCounter


@dataclass(frozen=True)
class Event:
    """Something that has just become certain, at time `t` (s): the stream the coach listens to."""

    kind: Literal["fault", "rep", "attempt", "hold_start", "hold_end", "gate"]
    t: float
    finding: Finding | None = None
    rep: Rep | None = None
    hold: Hold | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Dose:
    """What the source texts ask of a set: reps, or seconds of a held position; the tempo in s of
    the way there, the stay and the way back, and what each is called in the language files."""

    reps: int | None = None
    seconds: int | None = None
    tempo: tuple[int, int, int] | None = None
    ways: tuple[str, str, str] = ("lift", "stay", "lower")


@dataclass(frozen=True)
class OwnLimit:
    """The most that a person with a limit of their own is to do, set by their trainer in whole
    degrees or seconds ``lowest`` .. ``highest``; ``usual`` is what is offered first.

    ``zero`` is the limit at which the main signal is 0. A finding is mild from ``mild`` above the
    limit, severe from ``severe``: what is read lies so far off at times.
    """

    unit: Literal["deg", "s"]
    lowest: int
    highest: int
    usual: int
    mild: Band
    severe: Band
    zero: float = 0.0

    def fault(self, signal: str, most: float) -> Fault:
        """The fault of going beyond `most`, on the main signal."""
        mild, severe = (
            Band(most - self.zero + band.enter, most - self.zero + band.exit)
            for band in (self.mild, self.severe)
        )
        return Fault(OWN_LIMIT, signal, self.unit, mild, severe, min_s=0.2)


OWN_LIMIT = "own_limit"
Good = tuple[float | None, float | None]  # from, to; None where there is no end


class Exercise(ABC):
    """One exercise: joints to events. Make a subclass in one file and name it in `rules.EXERCISES`.

    Attributes
    ----------
    name : str
        As on the command line and in the language files.
    held : bool
        Whether the set is a held position (seconds) and not repetitions (reps).
    upright : bool
        Whether it is done standing, and not on the floor.
    waits : bool
        Whether the time of the hold going on stands still, because it is out of form.
    needs : tuple of str
        Joints of the near side without which nothing is judged.
    signal : str
        The main signal, for the chart; its name is in the language files.
    needs_mask : bool
        Whether the person mask (`Pose.mask`) is read, by the rules or to tell what is hidden.
    essential : str, optional
        The fault without whose judgement a rep is not called good.
    dose : Dose
        What a set is by default.
    faults : tuple of Fault
        Every fault that it can name; the own limit's is made for each person.
    strengths : tuple of str
        Faults whose absence a good set is praised for, the most telling first.
    opposites : tuple of frozenset of str
        Faults that lie at two ends of one thing: where one is, the absence of the other is no
        merit.
    own_limit : OwnLimit
        What a trainer can limit for one person.

    Parameters
    ----------
    most : float, optional
        This person's own limit.
    """

    name: str
    needs: tuple[str, ...]
    signal: str
    held: bool = False
    upright: bool = False
    waits: bool = False
    needs_mask: bool = False
    essential: str | None = None
    dose: Dose
    faults: tuple[Fault, ...]
    strengths: tuple[str, ...]
    opposites: tuple[frozenset[str], ...] = ()
    own_limit: OwnLimit

    def __init__(self, most: float | None = None):
        self.most = most
        self.reps: list[Rep] = []
        self.holds: list[Hold] = []
        self.findings: list[Finding] = []
        self.value = math.nan  # the main signal now
        self.line: MeasuredLine | None = None  # what it is measured on
        self.outline: MeasuredLine | None = None  # the piece of outline read in this frame
        self.even = False  # slow and smooth as only slow motion is: no tempo is judged
        self.phase = "out"
        self.positioned_s = 0.0  # time in which the body was in this exercise's position

    @abstractmethod
    def update(self, t: float, profile: Profile | None, fps: float) -> list[Event]:
        """Take one frame; `profile` is None when a gate forbids to judge it."""

    @abstractmethod
    def finish(self, t: float) -> list[Event]:
        """The clip or the camera has ended."""

    def possible(self, profile: Profile) -> bool:
        """Whether a body can be like this; if not, its joints are misread."""
        return True

    @abstractmethod
    def ready(self, profile: Profile) -> bool:
        """Whether the body is where a set begins from."""

    @property
    @abstractmethod
    def open_findings(self) -> list[Finding]:
        """Findings going on right now."""

    @classmethod
    def good(cls, most: float | None) -> dict[str, Good]:
        """Between which values the metrics of a rep name no fault, with the own limit `most`."""
        return {}

    @classmethod
    def excess(cls, finding: Finding, most: float | None = None) -> float:
        """How far a finding lies beyond its fault's own bands (`Fault.excess`), with the own limit
        `most`; 0 for a fault that this exercise does not have."""
        known = [fault for fault in cls.faults if fault.name == finding.fault]
        if finding.fault == OWN_LIMIT and most is not None:
            known = [cls.own_limit.fault(finding.witness, most)]
        # One that was judged against an own baseline is measured by the bands without it.
        known.sort(key=lambda fault: fault.witness != finding.witness)
        return known[0].excess(finding.peak) if known else 0.0

    @classmethod
    def spoilt_by(cls, fault: str) -> set[str]:
        """The faults beside which the absence of `fault` is no merit, itself among them."""
        return {fault}.union(*(group for group in cls.opposites if fault in group))

    @property
    def hold_s(self) -> float:
        """Time in form of the hold going on right now; 0 for repeated exercises."""
        return 0.0

    def span(self) -> tuple[float, float] | None:
        """From the start of the first to the end of the last rep or hold, in s."""
        starts = [r.top_start_s if r.start_s is None else r.start_s for r in self.reps]
        starts += [hold.start_s for hold in self.holds]
        ends = [rep.end_s for rep in self.reps] + [hold.end_s for hold in self.holds]
        return (min(starts), max(ends)) if starts else None


# At fewer frames/s the tempo is not judged (evidence.md §6.0 says 15; rendered clips at 15 frames/s
# jitter below it).
TEMPO_FPS = 12.0
# Less of the way back than this share of its time was in the clip: its tempo is not judged (J).
WAY_SEEN = 0.9


class RepExercise(Exercise):
    """A repeated exercise: one signal that rises from rest and comes back.

    Subclasses give `in_position`, `measure`, `watch` (faults while moving) and `judge` (faults
    that only a whole rep shows).
    """

    rest_below: float
    min_rise: float
    counted_rise: float
    min_rep_s = 0.5
    # Followed frame by frame; the same fault may have several witnesses.
    watched: tuple[Fault, ...] = ()
    # Of these the ones on the main signal for which a person's own limit speaks when there is one.
    limited: tuple[Fault, ...] = ()
    tempo: dict[str, Fault] = {}  # on seconds of "up", "hold" and "down"
    seconds = ("up_s", "hold_s", "down_s")  # what these seconds are called in a rep's metrics

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._own = self.own_limit.fault(self.signal, most) if most is not None else None
        if self._own:
            self.watched = (*(f for f in self.watched if f not in self.limited), self._own)
        self._counter = RepCounter(self.rest_below, self.min_rise)
        self._watches = {fault: FaultWatch(fault) for fault in self.watched}
        self._in_rep: list[Finding] = []
        self._unsaid: list[Finding] = []  # of a movement that may not count
        self._evenly: list[bool] = []  # of the ways of the counted reps, see `Cycle.even`
        self._last_t: float | None = None
        self._fps = math.inf

    @abstractmethod
    def in_position(self, profile: Profile) -> bool:
        """Whether the body is in this exercise at all."""

    def ready(self, profile: Profile) -> bool:
        return self.in_position(profile)

    @abstractmethod
    def measure(self, profile: Profile) -> float:
        """The main signal; also keeps what the faults need."""

    @abstractmethod
    def watch(
        self, t: float, profile: Profile
    ) -> Iterable[tuple[Fault, float, MeasuredLine | None, float]]:
        """While moving: (fault, value, measured line, slack) of the faults to follow."""

    @abstractmethod
    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        """Findings of a whole rep; fills ``rep.metrics`` and ``rep.cannot_judge``."""

    def update(self, t: float, profile: Profile | None, fps: float) -> list[Event]:
        events: list[Event] = []
        self.value, self.line, self.outline, self._fps = math.nan, None, None, fps
        if profile is not None and self.in_position(profile):
            if self._last_t is not None:
                self.positioned_s += min(t - self._last_t, 0.5)
            self.value = self.measure(profile)
        self._last_t = t
        before = self._counter.phase
        cycle = self._counter.update(t, self.value)
        if cycle:
            events += self._close(t, cycle)
        elif self._counter.phase == "down" and before != "down":
            events += self._turned(t)
        self.phase = self._counter.phase if profile is not None else "out"
        if profile is None or not math.isfinite(self.value):
            for watch in self._watches.values():
                watch.update(t, math.nan)
        elif self._counter.moving:
            own = [(self._own, self.value, self.line, 0.0)] if self._own else []
            for fault, value, line, slack in chain(self.watch(t, profile), own):
                if fault not in self._watches:
                    continue
                news = self._watches[fault].update(t, value, line, len(self.reps) + 1, slack)
                if news:
                    if news not in self._in_rep:
                        news.reference = self.reference(fault)
                        self._in_rep.append(news)
                    self._unsaid.append(news)
            if self._unsaid and self._counts_so_far():
                events += [Event("fault", t, finding=finding) for finding in self._unsaid]
                self._unsaid = []
        return events

    def finish(self, t: float) -> list[Event]:
        cycle = self._counter.finish()
        events = self._close(t, cycle) if cycle else []
        if self.reps:
            self._end_by(self.reps[-1], t, seen=False)
        self.even = sum(self._evenly) > len(self._evenly) / 2 and self._fps >= TEMPO_FPS
        if self.even:
            for rep in self.reps:
                self._leave_tempo(rep)
        return events

    def _turned(self, t: float) -> list[Event]:
        """The top is behind: a way up that was far too fast is named now, not after the rep."""
        fault, way = self.tempo.get("up"), self._counter.way_up
        if fault is None or way is None or self._fps < TEMPO_FPS:
            return []
        seconds = way[1] - way[0]
        if fault.severity(seconds) != "severe" or t - way[0] < self.min_rep_s:
            return []
        if not self._counts_so_far():
            return []
        finding = fault.found("severe", way, seconds, len(self.reps) + 1, self.line)
        self._in_rep.append(finding)
        return [Event("fault", t, finding=finding)]

    def _counts_so_far(self) -> bool:
        """Whether the movement under way would count if it came back now. One that began before
        it was seen may have been anywhere, so it is given the benefit."""
        return self._counter.rest is None or self.counts(self._counter.low, self._counter.top)

    def _close(self, t: float, cycle: Cycle) -> list[Event]:
        for watch in self._watches.values():
            watch.close()
        found, self._in_rep, self._unsaid = self._in_rep, [], []
        duration = cycle.end_s - (cycle.samples[0][0] if cycle.start_s is None else cycle.start_s)
        small = cycle.rise < self.min_rise or duration < self.min_rep_s
        if small or not self.tried():
            self.reset_rep()
            return []
        self._part(cycle)
        reached = self.counts(cycle.rest, cycle.top)
        rep = Rep(
            index=len(self.reps) + 1,
            start_s=cycle.start_s,
            top_start_s=cycle.top_start_s,
            top_end_s=cycle.top_end_s,
            end_s=cycle.end_s,
            counted=cycle.complete and reached,
        )
        late = self.judge(cycle, rep, self._fps) if rep.counted else []
        found = self._one_witness(found) if reached else []
        # The whole rep may say again what was named while it went on; of its tempo it knows better.
        whole = {(f.fault, f.witness) for f in late}
        if rep.counted:
            found = [f for f in found if f.concern != "tempo" or (f.fault, f.witness) in whole]
        named = {(f.fault, f.witness) for f in found}
        known = {f.fault for f in found if f.concern != "tempo"}
        late = [f for f in late if f.fault not in known and (f.fault, f.witness) not in named]
        found += late
        rep.faults = list(dict.fromkeys(finding.fault for finding in found))
        rep.cannot_judge = [name for name in rep.cannot_judge if name not in rep.faults]
        rep.verdict = worst(finding.severity for finding in found)
        silent = rep.counted and rep.verdict == "ok" and self.essential in rep.cannot_judge
        if cycle.unseen_share > UNJUDGED_LIMIT or silent:
            rep.verdict = "cannot_judge"
        self.reps.append(rep)
        self._evenly += cycle.even if rep.counted else []
        self.findings += found
        self.reset_rep()
        events = [Event("fault", t, finding=f) for f in late]
        return [Event("rep" if rep.counted else "attempt", t, rep=rep), *events]

    def _part(self, cycle: Cycle) -> None:
        """The rep before ends and this one begins at its lowest place, where both would be at once:
        their ends are told from their steep parts."""
        begin = cycle.top_start_s if cycle.start_s is None else cycle.start_s
        if not self.reps or self.reps[-1].end_s <= begin:
            return
        last = self.reps[-1]
        at = min(max(cycle.samples[0][0], begin), last.end_s)
        self._end_by(last, at)
        if cycle.start_s is not None:
            cycle.start_s = at
        if cycle.up_s is not None:
            cycle.up_s = cycle.top_start_s - at

    def _end_by(self, rep: Rep, t: float, seen: bool = True) -> None:
        """Let a rep be over at a time (s). What would have come after the last frame was not
        `seen`: nobody knows how long the way back took."""
        if rep.end_s <= t:
            return
        part = (t - rep.top_end_s) / max(rep.end_s - rep.top_end_s, 1e-9)
        rep.end_s = t
        back = self.seconds[2]
        if rep.metrics.get(back) is not None:
            known = seen or part >= WAY_SEEN
            rep.metrics.update({back: t - rep.top_end_s if known else None})
            if not known:
                self._leave_tempo(rep)
        for finding in self.findings:
            if finding.rep == rep.index:
                finding.end_s = min(finding.end_s, t)

    def _leave_tempo(self, rep: Rep) -> None:
        """What is not known of a counted rep's tempo by now is not judged."""
        names = {fault.name for fault in self.tempo.values()} if rep.counted else set()
        rep.cannot_judge += sorted(names - {*rep.faults, *rep.cannot_judge})

    def _one_witness(self, found: list[Finding]) -> list[Finding]:
        """Of several witnesses of one fault in a rep the first one watched speaks."""
        order = [(f.name, f.witness) for f in (*self.watched, *self.tempo.values())]
        best: dict[str, str] = {}
        for finding in sorted(found, key=lambda f: order.index((f.fault, f.witness))):
            best.setdefault(finding.fault, finding.witness)
        return [finding for finding in found if finding.witness == best[finding.fault]]

    def reference(self, fault: Fault) -> MeasuredLine | None:
        """The line of a watched fault in a good frame of the same person; None when unknown."""
        return None

    def tried(self) -> bool:
        """Whether the movement under way is one of this exercise at all, if only an attempt."""
        return True

    def counts(self, low: float, top: float) -> bool:
        """Whether a movement between these levels of the signal reached the range of a rep."""
        return top - low >= self.counted_rise

    @abstractmethod
    def reset_rep(self) -> None:
        """Forget what was kept for the rep that has ended."""

    @property
    def open_findings(self) -> list[Finding]:
        found = [watch.open for watch in self._watches.values() if watch.open]
        return [finding for finding in found if finding not in self._unsaid]


def tempo_findings(
    cycle: Cycle, rep: Rep, limits: dict[str, Fault], fps: float, line: MeasuredLine | None = None
) -> list[Finding]:
    """Faults of the tempo: `limits` maps "up", "hold" and "down" to faults on seconds. The hold is
    judged by the time near the top, which is never shorter than the hold itself.

    """
    parts = {
        "up": (cycle.up_s, cycle.start_s, cycle.top_start_s),
        "hold": (cycle.near_top_s, cycle.top_start_s, cycle.top_end_s),
        "down": (cycle.down_s, cycle.top_end_s, cycle.end_s),
    }
    found = []
    for part, fault in limits.items():
        seconds, start, end = parts[part]
        if seconds is None or start is None or fps < TEMPO_FPS:
            if fault.name not in rep.cannot_judge:
                rep.cannot_judge.append(fault.name)
            continue
        severity = fault.severity(seconds)
        if severity:
            found.append(fault.found(severity, (start, max(end, start)), seconds, rep.index, line))
    return found
