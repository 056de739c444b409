"""The engine of held positions: a clock that waits for the form, faults against the own start."""

import math
from abc import abstractmethod
from collections import defaultdict, deque
from typing import ClassVar

from pose.geometry import length, median
from pose.profile import Array, Profile
from rules.exercise import Event, Exercise
from rules.fault import Fault, FaultWatch
from rules.report import Finding, Hold, MeasuredLine
from rules.terms import Engine, Side

BASELINE_S = 2.0  # first seconds in position that make the own baseline (evidence.md: 5; J)
SETTLE_S = 0.5  # in position and nearly still for so long before the hold begins (J)
STILL_SPEED = 0.25  # trunk lengths per second (evidence.md: 0.1; MediaPipe jitters more)
LEFT_S = 1.0  # out of position for so long ends the hold
SHORTEST_S = 1.0  # a moment in position is no hold (J)
# Neither clear nor clearly absent for longer, or for so much of what was judged: the hold says
# nothing of it (J).
UNDECIDED_S, UNDECIDED_SHARE = 1.0, 0.5
LASTED_S = 0.5  # so long a body must have been as low as its lowest place (J)
UNSEEN_LIMIT_S = 20.0  # unseen for longer: the hold ends where it was last seen (J)
# The timer waits after so long a severe fault, and unseen (evidence.md §6.2, J). It goes on when
# the form is back: one that stops for good, as written there after 3 s, leaves who has corrected
# themselves holding on for nothing.
PAUSE_SEVERE_S, PAUSE_UNSEEN_S = 1.0, 2.0


class HoldExercise(Exercise):
    """A held position, by toes or knees or whatever its variants are.

    Subclasses give `position`, `measure` and `read`. A fault is watched from the end of the first
    two seconds on: round the person's own first values where it has a baseline and those are good
    ones, else by the fault of the same name that has none. While a severe one of how the body is
    held goes on (not of its set-up), the clock waits.

    Attributes
    ----------
    variants : tuple of str
        What `position` can be.
    oblique_slack : float
        By how much all bands are widened when the camera stands obliquely.
    leaving_s : float
        A fault that began so shortly before the position was left is part of getting down; one
        that became severe at once is told only after so long.
    shortest_s : float
        What is held for less is no hold.
    """

    engine: ClassVar[Engine] = "hold"
    variants: ClassVar[tuple[str, ...]] = ()
    oblique_slack: ClassVar[float] = 0.0
    leaving_s: ClassVar[float] = 1.5
    shortest_s: ClassVar[float] = SHORTEST_S

    def __init__(self, most: float | None = None):
        super().__init__(most)
        limit = self.own_limit
        long = limit.fault("hold", most) if limit and most is not None else None
        self._too_long = FaultWatch(long) if long else None
        self._hold: Hold | None = None
        self.baselines: dict[str, float] = {}  # own first values by fault, once they are known
        self._judged_since: float | None = None
        self._first: list[dict[str, float]] = []
        self._watches: list[FaultWatch] = []
        self._undecided: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
        self._unsaid: list[Finding] = []  # of what may be getting down
        self._recent: deque[tuple[float, Array]] = deque()
        self._size: tuple[int, int] | None = None
        self._in_since: float | None = None
        self._last_in = self._last_t = -math.inf
        self._out = False  # of the position, while it was seen
        self._severe_since: float | None = None

    @abstractmethod
    def position(self, profile: Profile, held: str | None) -> str | None:
        """Which variant of the position the body is in; None when in none (any more). `held` is
        the variant of the hold going on."""

    @abstractmethod
    def measure(self, profile: Profile, variant: str) -> tuple[float, MeasuredLine]:
        """The main signal and what it is measured on."""

    @abstractmethod
    def read(self, profile: Profile, variant: str) -> dict[str, float]:
        """The values now of the faults, by their names; NaN where they cannot be read."""

    def lines(self, profile: Profile) -> dict[str, MeasuredLine]:
        """What the values of `read` are measured on, by fault, where it is not what the main signal
        is measured on."""
        return {}

    def still_point(self, profile: Profile) -> Array:
        """The point (px) that keeps still when the hold begins."""
        return profile.hip

    def left_open(self) -> tuple[str, ...]:
        """The faults of which the way in which the position was left may have been one."""
        return ()

    def side(self, profile: Profile) -> Side | None:
        """Which side of the body is held, where there are sides."""
        return self.side_of(profile) if self.sides else None

    def ready(self, profile: Profile) -> bool:
        return self.position(profile, None) is not None

    @property
    def hold_s(self) -> float:
        return self._hold.good_s if self._hold else 0.0

    @property
    def open_findings(self) -> list[Finding]:
        watches = [*self._watches, *([self._too_long] if self._too_long else [])]
        found = [watch.open for watch in watches if watch.open]
        return [finding for finding in found if finding not in self._unsaid]

    def update(self, t: float, profile: Profile | None, fps: float) -> list[Event]:
        dt = min(t - self._last_t, 0.5) if math.isfinite(self._last_t) else 0.0
        self._last_t = t
        self.value, self.line = math.nan, None
        self._out = False
        if profile is None:
            return self._unseen(t, dt)
        if self._hold and self.side(profile) not in (None, self._hold.side):
            return self._end(self._last_in, left=True)
        variant = self.position(profile, self._hold.variant if self._hold else None)
        if variant is None:
            self._in_since, self._out = None, True
            for watch in self._watches:
                watch.update(t, math.nan)
            if self._hold and t - self._last_in >= LEFT_S:
                return self._end(self._last_in, left=True)
            return []
        self.positioned_s += dt
        self.value, self.line = self.measure(profile, variant)
        if not math.isfinite(self.value):
            return self._unseen(t, dt)
        events = []
        if self._hold is None:
            events = self._begin(t, profile, variant)
        else:
            self._hold.unseen_s += max(0.0, t - self._last_in - PAUSE_UNSEEN_S)
        self._last_in = t
        if self._hold:
            self._hold.end_s = t
            events += self._judge(t, dt, profile, self._hold)
        return events

    def finish(self, t: float) -> list[Event]:
        return self._end(self._last_in, self._out) if self._hold else []

    def _begin(self, t: float, profile: Profile, variant: str) -> list[Event]:
        """Start the hold once the body has been in position and nearly still for a moment."""
        if profile.size != self._size:  # a place in another picture cannot be compared
            self._size = profile.size
            self._recent.clear()
        self._recent.append((t, self.still_point(profile) / profile.torso))
        # One that is older is kept where frames are rare: nothing else tells that the body moves.
        while len(self._recent) > 2 and self._recent[0][0] < t - 0.3:
            self._recent.popleft()
        (t0, before), (t1, now) = self._recent[0], self._recent[-1]
        moving = t1 > t0 and length(before, now) / (t1 - t0) > STILL_SPEED
        if moving:
            self._in_since = None
            return []
        self._in_since = t if self._in_since is None else self._in_since
        if t - self._in_since < SETTLE_S:
            return []
        start = self._in_since
        side = self.side(profile)
        self._hold = Hold(start_s=start, end_s=t, good_s=0.0, variant=variant, side=side)
        self.baselines, self._judged_since, self._first, self._watches = {}, None, [], []
        self._undecided.clear()
        self.phase = "hold"
        return [Event("hold_start", t, hold=self._hold)]

    def _judge(self, t: float, dt: float, profile: Profile, hold: Hold) -> list[Event]:
        values = self.read(profile, hold.variant or "")
        if self._judged_since is None:
            self._first.append(values)
            if t - hold.start_s < BASELINE_S:
                hold.good_s = t - hold.start_s
                return []
            self._judged_since = t
            self.baselines = {name: _middle(self._first, name) for name in values}
            self._watches = [FaultWatch(fault) for fault in self._faults_now()]
            values = self.read(profile, hold.variant or "")
        slack = self.oblique_slack if profile.oblique else 0.0
        news, lines = [], self.lines(profile)
        for watch in self._watches:
            value = values[watch.fault.name]
            line = lines.get(watch.fault.name, self.line)
            found = watch.update(t, value, line, slack=slack)
            if math.isnan(value) or watch.fault.undecided(value):
                self._undecided[watch.fault.name].append((t, dt))
            if found and (watch.sudden or found in self._unsaid):
                self._unsaid += [found] if found not in self._unsaid else []
            elif found:
                news.append(found)
            if found and found not in self.findings:
                self.findings.append(found)
        if self._too_long:
            long = self._too_long.update(t, t - hold.start_s, self.line)
            if long:
                self.findings += [long] if long not in self.findings else []
                news.append(long)
        late = [found for found in self._unsaid if t - found.start_s >= self.leaving_s]
        self._unsaid = [found for found in self._unsaid if found not in late]
        self._run_timer(t, dt, hold)
        going_on = [watch.open for watch in self._watches]
        news += [found for found in late if found in going_on]
        return [Event("fault", t, finding=found) for found in news]

    def _faults_now(self) -> list[Fault]:
        """Each fault as it is watched in this hold, in the order in which they are declared."""
        found: dict[str, Fault | None] = {}
        for fault in self.faults:
            found.setdefault(fault.name, None)
            if fault.baseline is None:
                found[fault.name] = found[fault.name] or fault
            else:
                found[fault.name] = fault.around(self.baselines[fault.name]) or found[fault.name]
        return [fault for fault in found.values() if fault]

    def _run_timer(self, t: float, dt: float, hold: Hold) -> None:
        severe = any(
            watch.open and watch.open.severity == "severe" and watch.fault.concern != "setup"
            for watch in self._watches
        )
        if not severe:
            self._severe_since = None
        elif self._severe_since is None:
            self._severe_since = t
        bad_s = t - self._severe_since if self._severe_since is not None else 0.0
        self.waits = bad_s >= PAUSE_SEVERE_S
        if not self.waits:
            hold.good_s += dt

    def _unseen(self, t: float, dt: float) -> list[Event]:
        self._in_since = None
        if not self._hold:
            return []
        for watch in self._watches:
            watch.update(t, math.nan)
        gap = t - self._last_in
        if gap > UNSEEN_LIMIT_S:
            return self._end(self._last_in)
        if gap <= PAUSE_UNSEEN_S and not self.waits:
            self._hold.good_s += dt
        return []

    def _end(self, t: float, left: bool = False) -> list[Event]:
        """The hold ended at `t`, the body having `left` the position or not being seen."""
        hold, self._hold = self._hold, None
        assert hold is not None
        over = t - self.leaving_s if left else t
        if left:
            form = {watch.fault.name for watch in self._watches}
            self.findings = [
                finding
                for finding in self.findings
                if finding.fault not in form or finding.start_s <= over
            ]
        self._unsaid = []
        found = {f.fault for f in self.findings if hold.start_s <= f.start_s <= t}
        unsure = dict.fromkeys((*self._open_faults(over), *(self.left_open() if left else ())))
        hold.cannot_judge = [name for name in unsure if name not in found]
        hold.end_s = t
        hold.good_s = min(hold.good_s, t - hold.start_s)
        self.phase, self.waits = "out", False
        for watch in (*self._watches, *([self._too_long] if self._too_long else [])):
            watch.close()
        self._in_since, self._severe_since = None, None
        self._recent.clear()
        if hold.end_s - hold.start_s < self.shortest_s:
            return []
        self.holds.append(hold)
        return [Event("hold_end", t, hold=hold)]

    def _open_faults(self, over: float) -> list[str]:
        """The faults of which the hold that is `over` (s) says nothing: all, where it was too short
        to be judged at all."""
        if self._judged_since is None or over <= self._judged_since:
            return list(dict.fromkeys(fault.name for fault in self.faults))
        least = min(UNDECIDED_S, UNDECIDED_SHARE * (over - self._judged_since))
        return [
            name
            for name, spans in self._undecided.items()
            if sum(dt for at, dt in spans if at <= over) > least
        ]


class Lowest:
    """The lowest that a value has been for `LASTED_S`; infinite as long as that is unknown."""

    def __init__(self) -> None:
        self.value = math.inf
        self._recent: deque[tuple[float, float]] = deque()

    def see(self, t: float, value: float) -> None:
        """Take the value at time `t` (s)."""
        self._recent.append((t, value))
        if t - self._recent[0][0] < LASTED_S:
            return
        while t - self._recent[0][0] > LASTED_S:
            self._recent.popleft()
        self.value = min(self.value, max(value for _, value in self._recent))


def _middle(rows: list[dict[str, float]], name: str) -> float:
    """Median of a value over some frames, NaN when it was never read."""
    seen = [row[name] for row in rows if math.isfinite(row[name])]
    return median(seen)
