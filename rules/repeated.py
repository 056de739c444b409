"""The engine of repetitions: one signal that leaves its rest, reaches an end and comes back."""

import math
from abc import abstractmethod
from collections.abc import Iterable
from itertools import chain
from typing import ClassVar, NamedTuple

from pose.profile import Profile
from rules.exercise import Event, Exercise
from rules.fault import Fault, FaultWatch
from rules.report import UNJUDGED_LIMIT, Finding, MeasuredLine, Rep, is_silent
from rules.reps import Cutting, Cycle, RepCounter
from rules.terms import Engine, Side, Way

# At fewer frames/s the tempo is uncertain (evidence.md §6.0 says 15; rendered clips at 15 frames/s
# jitter below it), and at fewer than `ROUGH_FPS` unknown.
TEMPO_FPS, ROUGH_FPS = 12.0, 6.0
# By so many frames a way is read off then (D: `benchmarks.tempo`, 5 to 95 % of the ways out and
# back -0.7 to 1.2).
_ROUGH = 1.5
# Less of the way back than this share of its time was in the clip: its tempo is not judged (J).
WAY_SEEN = 0.9
# From so many attempts on that fell short it is said of what; a bow before may be one (J).
TRIES = 2
# What is quicker is no try but a joint that was seen elsewhere for a moment: 0.5 and 0.7 s, in wide
# trousers (D, one person); whoever tries takes longer (J).
TRY_S = 1.0

# The value now of a fault that is followed, what it is measured on, and by how much its bands are
# widened.
Watched = tuple[Fault, float, MeasuredLine | None, float]


class Short(NamedTuple):
    """What to say of a movement that does not reach the range of a rep: the fault of too little,
    its value and its peak to show, and what that is measured on."""

    fault: Fault
    value: float
    peak: float
    line: MeasuredLine | None


class RepExercise(Exercise):
    """A repeated exercise: one signal that rises from rest and comes back.

    Subclasses give `in_position`, `measure`, `watch` (faults while moving) and `judge` (faults
    that only a whole rep shows).

    Attributes
    ----------
    rest_below, min_rise, cutting
        How the signal is cut into reps, see `RepCounter`.
    counted_rise : float
        The least rise of a rep that counts, in the signal's unit.
    watched : tuple of Fault
        Followed frame by frame; the same fault may have several witnesses.
    limited : tuple of Fault
        Of these the ones on the main signal for which a person's own limit speaks when there is
        one.
    tempo : dict
        Faults on the seconds of the ways.
    seconds : tuple of str
        What the seconds of the ways out, stay and back are called in a rep's metrics.
    """

    engine: ClassVar[Engine] = "reps"
    rest_below: ClassVar[float]
    min_rise: ClassVar[float]
    counted_rise: ClassVar[float]
    cutting: ClassVar[Cutting] = Cutting()
    min_rep_s: ClassVar[float] = 0.5
    watched: tuple[Fault, ...] = ()
    limited: ClassVar[tuple[Fault, ...]] = ()
    tempo: ClassVar[dict[Way, Fault]] = {}
    seconds: ClassVar[tuple[str, str, str]] = ("out_s", "stay_s", "back_s")

    def __init__(self, most: float | None = None):
        super().__init__(most)
        limit = self.own_limit
        self._own: Fault | None = None
        if limit and most is not None and not limit.of_amount:
            self._own = limit.fault(self.signal.name, most)
        if self._own:
            self.watched = (*(f for f in self.watched if f not in self.limited), self._own)
        self._counter = RepCounter(self.rest_below, self.min_rise, self.cutting)
        self._watches = {fault: FaultWatch(fault) for fault in self.watched}
        self._in_rep: list[Finding] = []
        self._unsaid: list[Finding] = []  # of a movement that may not count
        self._set_rest = math.inf  # the lowest rest of the set so far
        self._short = 0  # attempts that were too little
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
    def watch(self, t: float, profile: Profile) -> Iterable[Watched]:
        """While moving: the values now of the faults to follow."""

    @abstractmethod
    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        """Findings of a whole rep; fills ``rep.metrics`` and ``rep.cannot_judge``."""

    @property
    def watching(self) -> bool:
        """Whether faults are followed in this frame: while something moves."""
        return self._counter.moving

    @property
    def cut_by(self) -> float:
        """The value now by which the reps are cut: the main signal, unless a usual wrong form of
        the exercise moves something else."""
        return self.value

    @property
    def limited_value(self) -> float:
        """The value now of what a person's own limit is about: the main signal, unless the limit
        names another."""
        return self.value

    def side(self, cycle: Cycle) -> Side | None:
        """Which side of the body a movement belongs to, where there are sides."""
        return None

    def update(self, t: float, profile: Profile | None, fps: float) -> list[Event]:
        events: list[Event] = []
        self.value, self.line, self.outline, self._fps = math.nan, None, None, fps
        if profile is not None and self.in_position(profile):
            if self._last_t is not None:
                self.positioned_s += min(t - self._last_t, 0.5)
            self.value = self.measure(profile)
            if self._last_t is not None and not math.isfinite(self.value):
                self.unread_s += min(t - self._last_t, 0.5)
        self._last_t = t
        before = self._counter.phase
        cycle = self._counter.update(t, self.cut_by if math.isfinite(self.value) else math.nan)
        if cycle:
            events += self._close(t, cycle)
        elif self._counter.phase == "down" and before != "down":
            events += self._turned(t)
        self.phase = self._counter.phase if profile is not None else "out"
        if profile is None or not math.isfinite(self.value):
            for watch in self._watches.values():
                watch.update(t, math.nan)
        elif self.watching:
            own = [(self._own, self.limited_value, self.line, 0.0)] if self._own else []
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
        """The top is behind: a way out that was far too fast is named now, not after the rep."""
        fault, way = self.tempo.get("out"), self._counter.way_out
        if fault is None or way is None:
            return []
        seconds = way[1] - way[0]
        doubt = tempo_doubt(self._fps) + self._counter.unseen_s
        if fault.severity(seconds, doubt) != "severe" or t - way[0] < self.min_rep_s:
            return []
        if not self._counts_so_far() or not self.tempo_known(*way):
            return []
        finding = fault.found("severe", way, seconds, len(self.reps) + 1, self.line)
        self._in_rep.append(finding)
        return [Event("fault", t, finding=finding)]

    def tempo_known(self, start_s: float, end_s: float) -> bool:
        """Whether the time of a way out is that of the body: a limb that was seen in a wrong place
        catches up faster than anybody moves."""
        return True

    def risen(self, cycle: Cycle) -> float:
        """How far the top of a movement that is over lies above the lowest rest of the set so far:
        who does not come all the way back before the next one has risen as far."""
        return cycle.top - self._set_rest

    def _counts_so_far(self) -> bool:
        """Whether the movement under way would count if it came back now, and is this exercise's
        at all. One that began before it was seen may have been anywhere, so it is given the
        benefit."""
        far = self._counter.rest is None or self.counts(self._counter.low, self._counter.top)
        return far and self.tried()

    def _close(self, t: float, cycle: Cycle) -> list[Event]:
        undecided = {watch.fault.name for watch in self._watches.values() if watch.undecided}
        for watch in self._watches.values():
            watch.close()
            watch.forget()
        self._set_rest = min(self._set_rest, cycle.rest)
        found, self._in_rep, self._unsaid = self._in_rep, [], []
        duration = cycle.end_s - (cycle.samples[0][0] if cycle.start_s is None else cycle.start_s)
        # Not what is only supposed: who was out of the picture meanwhile walks.
        seen_s = cycle.samples[-1][0] - cycle.samples[0][0] - cycle.unseen_s
        small = cycle.rise < self.min_rise or min(duration, seen_s) < self.min_rep_s
        if small or not self.tried():
            self.reset_rep()
            return []
        self._part(cycle)
        if cycle.start_s is not None and not self.tempo_known(cycle.start_s, cycle.top_start_s):
            cycle.out_s = None
        reached = self.counts(cycle.rest, cycle.top)
        rep = Rep(
            index=len(self.reps) + 1,
            start_s=cycle.start_s,
            top_start_s=cycle.top_start_s,
            top_end_s=cycle.top_end_s,
            end_s=cycle.end_s,
            counted=cycle.complete and reached,
            side=self.side(cycle),
        )
        if rep.counted:
            late = self.judge(cycle, rep, self._fps)
            rep.cannot_judge += sorted(undecided - set(rep.cannot_judge))
        else:
            late = self._too_short(cycle, rep) if cycle.complete else []
        # Who stands and never comes back up after the set's reps sits down, or reaches for the
        # phone.
        leaves = self.upright and not cycle.complete and any(done.counted for done in self.reps)
        found = self._one_witness(found) if reached and not leaves else []
        # The whole rep may say again what was named while it went on; of its tempo it knows better,
        # and of one that is none nobody knows.
        whole = {(f.fault, f.witness) for f in late}
        found = [f for f in found if f.concern != "tempo" or (f.fault, f.witness) in whole]
        named = {(f.fault, f.witness) for f in found}
        known = {f.fault for f in found if f.concern != "tempo"}
        late = [f for f in late if f.fault not in known and (f.fault, f.witness) not in named]
        found += late
        if rep.counted:
            known_before = found
            found = self.second_opinion(rep, found)
            late = [f for f in found if f in late or f not in known_before]
        rep.faults = list(dict.fromkeys(finding.fault for finding in found))
        rep.cannot_judge = [name for name in rep.cannot_judge if name not in rep.faults]
        rep.verdict = self.rated(finding.severity for finding in found)
        silent = rep.verdict == "ok" and (
            is_silent(rep, self.essential, self.decisive) or not cycle.returned
        )
        if cycle.unseen_share > UNJUDGED_LIMIT or silent:
            rep.verdict = "cannot_judge"
        self.reps.append(rep)
        self._evenly += cycle.even if rep.counted else []
        self.findings += found
        self.reset_rep()
        events = [Event("fault", t, finding=f) for f in late]
        return [Event("rep" if rep.counted else "attempt", t, rep=rep), *events]

    def _too_short(self, cycle: Cycle, rep: Rep) -> list[Finding]:
        """What an attempt fell short of. It is no rep, so it is never more than mild."""
        short = self.short(cycle)
        if short is None or not short.fault.severity(short.value):
            return []
        tries = cycle.samples[-1][0] - cycle.samples[0][0] >= TRY_S
        self._short += tries
        if not tries or self._short < TRIES:
            rep.cannot_judge.append(short.fault.name)
            return []
        span = (cycle.top_start_s, cycle.top_end_s)
        return [short.fault.found("mild", span, short.peak, rep.index, short.line)]

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
        if cycle.out_s is not None:
            cycle.out_s = cycle.top_start_s - at

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

    def second_opinion(self, rep: Rep, found: list[Finding]) -> list[Finding]:
        """What is left of a counted rep's findings, and what is added, when all that is known of
        it has been heard; may change ``rep.cannot_judge``."""
        return found

    def tried(self) -> bool:
        """Whether the movement under way is one of this exercise at all, if only an attempt."""
        return True

    def counts(self, low: float, top: float) -> bool:
        """Whether a movement between these levels of the signal reached the range of a rep."""
        return top - low >= self.counted_rise

    def short(self, cycle: Cycle) -> Short | None:
        """What a movement that came back without reaching the range fell short of; None when
        nothing can be said."""
        return None

    @property
    def done(self) -> bool:
        """Also who only ever fell short hears of it."""
        return super().done or self._short >= TRIES

    @abstractmethod
    def reset_rep(self) -> None:
        """Forget what was kept for the rep that has ended."""

    @property
    def open_findings(self) -> list[Finding]:
        found = [watch.open for watch in self._watches.values() if watch.open]
        return [finding for finding in found if finding not in self._unsaid]


def tempo_doubt(fps: float) -> float:
    """By how many seconds a way may be longer or shorter than it is read at so many frames/s."""
    if fps >= TEMPO_FPS:
        return 0.0
    return _ROUGH / fps if fps >= ROUGH_FPS else math.inf


def tempo_findings(
    cycle: Cycle, rep: Rep, limits: dict[Way, Fault], fps: float, line: MeasuredLine | None = None
) -> list[Finding]:
    """Faults of the tempo, by `limits` on the seconds of the ways. The stay is judged by the time
    near the top, which is never shorter than the stay itself. Each may be off by as much as was not
    seen of the rep."""
    parts: dict[Way, tuple[float | None, float | None, float]] = {
        "out": (cycle.out_s, cycle.start_s, cycle.top_start_s),
        "stay": (cycle.near_top_s, cycle.top_start_s, cycle.top_end_s),
        "back": (cycle.back_s, cycle.top_end_s, cycle.end_s),
    }
    found = []
    doubt = tempo_doubt(fps) + cycle.unseen_s
    for part, fault in limits.items():
        seconds, start, end = parts[part]
        if seconds is None or start is None:
            if fault.name not in rep.cannot_judge:
                rep.cannot_judge.append(fault.name)
            continue
        span = (start, max(end, start))
        found += decided(fault, seconds, span, rep, line, doubt=doubt)
    return found


def decided(
    fault: Fault,
    value: float,
    span: tuple[float, float],
    rep: Rep,
    line: MeasuredLine | None,
    peak: float | None = None,
    doubt: float = 0.0,
) -> list[Finding]:
    """What a value of a whole rep says of a fault: its finding over a span of time (s), with the
    `peak` to show if that is another; where it decides nothing, ``rep.cannot_judge`` has it.
    By `doubt` it may be off either way."""
    severity = fault.severity(value, doubt)
    if severity:
        return [fault.found(severity, span, value if peak is None else peak, rep.index, line)]
    if fault.undecided(value, doubt) and fault.name not in rep.cannot_judge:
        rep.cannot_judge.append(fault.name)
    return []
