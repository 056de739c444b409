"""Cutting a signal that leaves rest and comes back into reps, with a personal resting baseline."""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from pose.geometry import median
from rules.terms import Phase

# Between 10 and 80 % of its way a movement takes this share of its whole time, and this share
# passes before 10 %. Measured on 91 rendered reps with known tempo (grade D): whole movements are
# then read as 0.78-1.39 of the truth, median 0.97. Whole times compare with the seeds' "3-2-4".
# The 94 ways of truth/clips, loose and samples, cut where the top was reached: 90 % within
# 0.90-1.16, median 1.02 (without the cut 0.91-1.24, 1.05); all within 0.63-1.34 (loose clothes).
_MIDDLE, _MIDDLE_SHARE, _BEFORE = (0.10, 0.80), 0.375, 0.26
# A way rests where 5 % of its middle take half a second and four times as long as usual: without a
# stop they take at most twice as long (minimum jerk and rendered reps, D).
_LEVELS, _STOP_S, _STOP_TIMES = np.linspace(*_MIDDLE, 15), 0.5, 4.0
# A way of so many seconds in one swing: people who move so slowly get faster and slower all the
# time. The speed, over so many seconds, then changes by this many times its peak in all (one swing:
# 2). Of nine sets of real clips slowed eight times five are questioned, of all clips at their true
# speed none; nobody there takes six seconds, so how smoothly people do is not measured (J).
_LONG_S, _SPEED_S, _ONE_SWING = 6.0, 0.4, 3.0
_REST_WINDOW_S = 3.0
_LOST_S = 3.0  # a longer gap ends the rep unjudged
_GAP_S = 0.5  # in a longer gap nobody knows when a level was passed
_SETTLED_S = 0.4  # low for so long is a rest that was seen (J)
# Near the rest a movement has ended when it is slower than this share of its range a second and
# this share of its own speed so far, over this share of its time: who lowers in ten seconds still
# has half of that speed there (minimum jerk, J).
_ENDED, _ENDED_PACE, _ENDED_SHARE, _ENDED_S = 0.15, 0.3, 0.4, 1.0


@dataclass(frozen=True)
class Cutting:
    """Where a signal is cut into reps. Levels are shares of the rise from the own rest to the top
    so far, or of the smallest rise that is a movement; the defaults (J) were kept because they
    count every rep of 91 rendered ones in degrees, and of a bird dog and a cat-cow in % (D).

    ``least``: neither the turn at the top nor the one at the bottom is told from less than this,
    in the signal's unit, whatever the rise: more than joints jitter (degrees or percent; a signal
    in other units needs its own).
    """

    resting: float = 0.25  # of the smallest rise: nearer to the lowest place the body rests
    begun: float = 0.5  # of the smallest rise over the rest: a movement has begun
    high: float = 0.6  # from here on a stop is the stay at the top
    still: float = 0.3  # of the rise a second: slower is a stop
    turned: float = 0.35  # so far under the top it goes back
    pulse: float = 0.45  # what turns again above this is a pulse of the same rep
    again: float = 0.25  # so far over the lowest place it goes up again
    back: float = 0.08  # so near to the rest it is back
    near: float = 0.20  # so near to the rest, and slow, it is back
    # What turns again farther from the rest is at times a misread part of a way: 7 of 662 reps of
    # kept sets, not one of them a good one (D).
    returned: float = 0.25
    cut_off: float = 0.35  # so near to the rest the end of the clip is its end
    least: float = 3.0


@dataclass
class Cycle:
    """One way from rest to the end position and back, times in s, levels in the signal's unit.

    ``start_s <= top_start_s <= top_end_s <= end_s``. ``start_s`` and ``out_s`` are None when the
    rest before was not seen, ``out_s`` and ``back_s`` when the way was not; else they are the time
    between these marks. ``near_top_s`` is the time above 80 % of the way, None when its beginning
    was not seen. ``returned``: whether it came back to its rest before the next one began (or the
    clip was over). ``unseen_s`` are the seconds of its longer gaps, ``unseen_share`` their share.
    ``even`` tells of each way that was seen whether it was as slow and as smooth as only slow
    motion is. ``samples`` are the judged (t, value) pairs.
    """

    rest: float
    top: float
    start_s: float | None
    top_start_s: float
    top_end_s: float
    end_s: float
    out_s: float | None
    back_s: float | None
    complete: bool
    near_top_s: float | None = 0.0
    returned: bool = True
    unseen_share: float = 0.0
    unseen_s: float = 0.0
    even: list[bool] = field(default_factory=list)
    samples: list[tuple[float, float]] = field(default_factory=list, repr=False)

    @property
    def rise(self) -> float:
        """Range of the cycle in the signal's unit."""
        return self.top - self.rest

    @property
    def hold_s(self) -> float:
        """Time in the end position."""
        return self.top_end_s - self.top_start_s


class RepCounter:
    """Follows a signal that is low at rest and high in the end position.

    Parameters
    ----------
    rest_below : float
        Signal level below which the body can be at rest; a clip that starts above it starts in
        the end position.
    min_rise : float
        Smallest rise above the own rest that is a movement at all, in the signal's unit.
    cutting : Cutting
        Where its ways begin, turn and end.
    """

    def __init__(self, rest_below: float, min_rise: float, cutting: Cutting = Cutting()):
        self._rest_below, self._min_rise, self._cut = rest_below, min_rise, cutting
        self.phase: Phase = "rest"
        self.rest: float | None = None
        self._idle: deque[tuple[float, float]] = deque()
        self._samples: list[tuple[float, float]] = []
        self._top = self._valley = -math.inf
        self._top_at = self._valley_at = self._down_at = 0
        self._last_t: float | None = None
        self._since = 0.0  # from here on the signal was followed without a long gap
        self._rested = False  # whether a rest was seen since then

    @property
    def moving(self) -> bool:
        """Whether a rep is under way."""
        return bool(self._samples)

    def update(self, t: float, value: float) -> Cycle | None:
        """Take one frame (s, signal or NaN); returns the cycle that it completes, if any."""
        gap = t - self._last_t if self._last_t is not None else math.inf
        if not math.isfinite(value):
            if self.moving and gap > _LOST_S:
                return self._finish(complete=False, lost=True)
            return None
        self._last_t = t
        if not self.moving:
            self._wait(t, value, gap)
            return None
        self._samples.append((t, value))
        return self._follow(value)

    @property
    def way_out(self) -> tuple[float, float] | None:
        """From when to when (s) the rep under way went up, once its top is behind; None while that
        is not so and when it was not seen."""
        if self.phase != "down":
            return None
        times, values = (np.array(column) for column in zip(*self._samples, strict=True))
        up = self._up(times, values)
        return (up.start, up.end) if up and up.seen else None

    @property
    def unseen_s(self) -> float:
        """So many seconds of the rep under way were in longer gaps."""
        return _unseen(np.array([t for t, _ in self._samples]))

    def finish(self) -> Cycle | None:
        """The clip is over: the rep under way, complete if it had all but come back to rest."""
        if not self.moving:
            return None
        value, rise = self._samples[-1][1], self._top - self.low
        back = self.phase == "down" and value <= self.low + self._cut.cut_off * rise
        known = self.rest is not None
        complete = back and (known or value <= self._rest_below)
        return self._finish(complete, landed=known or self._landed())

    @property
    def low(self) -> float:
        """The own rest; unknown (nobody saw it before this rep): the lowest value so far."""
        return self.rest if self.rest is not None else min(v for _, v in self._samples)

    @property
    def top(self) -> float:
        """The highest value of the rep under way so far."""
        return self._top

    def _wait(self, t: float, value: float, gap: float) -> None:
        first = gap > _LOST_S
        if first:
            self._idle.clear()
            self._since, self._rested = t, False
        self._idle.append((t, value))
        while self._idle[0][0] < t - _REST_WINDOW_S:
            self._idle.popleft()
        if first and self.rest is None and value > self._rest_below:
            self._begin([(t, value)], rest=None)
            return
        low_at = min(range(len(self._idle)), key=lambda i: self._idle[i][1])
        self.rest = self._idle[low_at][1]
        if value - self.rest <= self._cut.resting * self._min_rise:
            # What comes down to its lowest place, or stays there, rests; what begins to be seen
            # while it rises does not.
            self._rested |= t - self._since >= _SETTLED_S
        elif value - self.rest > self._cut.begun * self._min_rise:
            rest = self.rest if self._rested else None
            self._begin(list(self._idle)[low_at:], rest)

    def _begin(self, samples: list[tuple[float, float]], rest: float | None) -> None:
        self.rest, self._samples = rest, samples
        self.phase = "up" if samples[0][1] <= self._rest_below else "hold"
        self._top, self._top_at = max((v, i) for i, (_, v) in enumerate(samples))
        self._valley, self._valley_at = self._top, self._top_at

    def _follow(self, value: float) -> Cycle | None:
        here, cut = len(self._samples) - 1, self._cut
        rise = self._top - self.low
        if self.phase != "down":
            if value > self._top:
                self._top, self._top_at = value, here
            self._valley, self._valley_at = value, here
            turned = value < self._top - max(cut.turned * rise, cut.least)
            if turned and rise >= cut.begun * self._min_rise:
                self.phase, self._down_at = "down", here
            elif self._slow(here, cut.still * max(rise, self._min_rise), _SETTLED_S):
                self.phase = "hold" if value > self.low + cut.high * rise else self.phase
            else:
                self.phase = "up" if value > self._samples[max(0, here - 3)][1] else self.phase
            return None
        if value < self._valley:
            self._valley, self._valley_at = value, here
        done = self._valley - self.low
        turned = value - self._valley > max(cut.again * rise, cut.least)
        raised = self.rest is None and self._valley > self._rest_below  # too high for a rest
        if turned and (raised or done > cut.pulse * rise):  # a pulse high up is the same rep's
            self.phase, self._valley, self._valley_at = "up", value, here
            if value > self._top:
                self._top, self._top_at = value, here
            return None
        if self.rest is None:
            closed = not raised and (turned or self._ended(here, rise))
        else:
            closed = value <= self.rest + cut.back * rise or turned
            closed = closed or (done <= cut.near * rise and self._ended(here, rise))
        if not closed:
            return None
        return self._finish(complete=True, returned=done <= cut.returned * rise)

    def _ended(self, here: int, rise: float) -> bool:
        """Whether the way back goes on no more."""
        (then, before), (t, value) = self._samples[self._down_at], self._samples[here]
        pace = (before - value) / max(t - then, 1e-3)
        seconds = min(max(_ENDED_SHARE * (t - then), _SETTLED_S), _ENDED_S)
        return self._slow(here, min(_ENDED * rise, _ENDED_PACE * pace), seconds, self._top_at)

    def _slow(self, here: int, per_second: float, seconds: float, since: int = 0) -> bool:
        """Whether the signal has changed by less than `per_second` over so many seconds, all of
        them after the sample `since`."""
        t, value = self._samples[here]
        for i in range(here, since - 1, -1):
            then, before = self._samples[i]
            if t - then >= seconds:
                return abs(value - before) / (t - then) < per_second
        return False

    def _up(self, times: np.ndarray, values: np.ndarray) -> "_Way | None":
        """The way up of the rep under way; None when it was not seen from a rest on."""
        if self.rest is None:
            return None
        peak = self._top_at
        up = _way(times[: peak + 1], values[: peak + 1], self.rest, self._top)
        if up is None:
            return None
        return up._replace(
            start=max(up.start, self._since), end=min(up.end, _summit(times, values))
        )

    def _landed(self) -> bool:
        """Whether the lowest place after the top was reached and not only passed."""
        floor = self._valley + self._cut.resting * self._min_rise
        after = self._samples[self._top_at :]
        return after[-1][0] - next(t for t, v in after if v <= floor) >= _SETTLED_S

    def _finish(
        self, complete: bool, lost: bool = False, landed: bool = True, returned: bool = True
    ) -> Cycle:
        samples = self._samples
        if complete:  # what follows the valley is the next rest
            samples = samples[: self._valley_at + 1] if self._valley_at else samples
        times, values = (np.array(column) for column in zip(*samples, strict=True))
        low, top, peak = self.low, self._top, self._top_at
        # Nobody saw the rest before: there is the one that it comes down to.
        foot = low if self.rest is not None or not complete else self._valley
        up, down = self._up(times, values), None
        if complete and landed:
            down = _way(-times[peak:][::-1], values[peak:][::-1], foot, top)
        high = times[values >= foot + _MIDDLE[1] * (top - foot)]
        marks = [
            up.start if up else float(times[0]),
            up.end if up else float(high[0]),
            max(-down.end, _summit(times, values)) if down else float(high[-1]),
            -down.start if down else float(times[-1]),
        ]
        start, top_start, top_end, end = np.maximum.accumulate(marks).tolist()
        unseen_s = _unseen(times)
        cycle = Cycle(
            rest=low,
            top=top,
            start_s=start if up else None,
            top_start_s=top_start,
            top_end_s=top_end,
            end_s=end,
            out_s=top_start - start if up and up.seen else None,
            back_s=end - top_end if down and down.seen else None,
            complete=complete,
            near_top_s=float(high[-1] - high[0]) if up or high[0] > times[0] else None,
            returned=returned,
            unseen_share=1.0 if lost else unseen_s / max(float(times[-1] - times[0]), 1e-3),
            unseen_s=unseen_s,
            even=[
                _one_swing(times, values, *span)
                for way, span in ((up, (start, top_start)), (down, (top_end, end)))
                if way and way.seen
            ],
            samples=samples,
        )
        # After a whole movement a rest has been seen, and was there before one too small to be any.
        self._rested = complete and (self._rested or cycle.rise >= self._min_rise)
        self._idle = deque(self._samples[self._valley_at :][-90:])
        self._samples, self.phase = [], "rest"
        if complete and self._idle:
            self.rest = min(v for _, v in self._idle)
        return cycle


def _unseen(times: np.ndarray) -> float:
    """Seconds in which nobody knows when a level was passed, of the frames' times (s)."""
    gaps = np.diff(times)
    return float(gaps[gaps > _GAP_S].sum())


class _Way(NamedTuple):
    """From when to when (s) a whole movement went; ``seen`` when nothing of it was in a gap."""

    start: float
    end: float
    seen: bool


def _way(times: np.ndarray, values: np.ndarray, low: float, high: float) -> _Way | None:
    """A whole movement from `low` up to `high`, its ends told from its steep middle part.

    The last rise through 10 % and the first one through 80 % after it: a hold may drift or pulse
    above that without changing the tempo. Where it rests on its way, the start is told from the
    part before the first stop, the end from the part behind the last. None when it was not seen
    from its start.
    """
    foot, knee = low + _MIDDLE[0] * (high - low), low + _MIDDLE[1] * (high - low)
    begin = _crossing(times, values, foot, last=True)
    if begin is None:
        return None
    later = times >= begin[0]
    end = _crossing(times[later], values[later], knee, last=False)
    if end is None:
        return None
    whole = (end[0] - begin[0]) / _MIDDLE_SHARE
    way = _Way(
        begin[0] - _BEFORE * whole,
        begin[0] + (1 - _BEFORE) * whole,
        max(begin[1], end[1]) <= _GAP_S,
    )
    stops = _stops(times[later], values[later], low, high)
    if not stops:
        return way
    (first, lower), (last, upper) = stops[0], stops[-1]
    before = _way(times[times <= first], values[times <= first], low, lower)
    behind = _way(times[times >= last], values[times >= last], upper, high)
    return _Way(
        min(before.start if before else begin[0], begin[0]),
        max(behind.end if behind else end[0], end[0]),
        way.seen,
    )


def _stops(
    times: np.ndarray, values: np.ndarray, low: float, high: float
) -> list[tuple[float, float]]:
    """Where a way from `low` to `high` rests in its middle: (time in the midst of the stop, level),
    in the order of time."""
    reached = np.maximum.accumulate(values)
    at = np.searchsorted(reached, low + _LEVELS * (high - low))
    at = np.minimum(at, len(times) - 1)
    before = np.maximum(at - 1, 0)
    step = np.maximum(reached[at] - reached[before], 1e-9)
    share = np.clip((low + _LEVELS * (high - low) - reached[before]) / step, 0, 1)
    passed = times[before] + share * (times[at] - times[before])
    taken = np.diff(passed)
    rests = np.flatnonzero(taken > max(_STOP_S, _STOP_TIMES * float(np.median(taken))))
    found = []
    for i in rests:
        within = (passed[i] <= times) & (times <= passed[i + 1])
        if within.any():
            found.append((float(passed[i : i + 2].mean()), float(np.median(values[within]))))
    return found


def _one_swing(times: np.ndarray, values: np.ndarray, start: float, end: float) -> bool:
    """Whether a way from `start` to `end` (s) took long and went in one single swing."""
    end = min(end, float(times[-1]))
    if end - start < _LONG_S:
        return False
    at = np.arange(start, end, 0.1)
    width = round(_SPEED_S / 0.1)
    smooth = np.convolve(np.interp(at, times, values), np.full(width, 1 / width), "valid")
    speed = np.abs(smooth[width:] - smooth[:-width])
    return bool(np.abs(np.diff(speed)).sum() <= _ONE_SWING * speed.max())


def _summit(times: np.ndarray, values: np.ndarray) -> float:
    """When the signal was highest (s); one wild frame is no summit."""
    middles = np.median([values[:-2], values[1:-1], values[2:]], axis=0)
    return float(times[1 + middles.argmax()] if len(middles) else times[values.argmax()])


def _crossing(
    times: np.ndarray, values: np.ndarray, level: float, last: bool
) -> tuple[float, float] | None:
    """When the signal rises through a level, the first or the last time, and the time between the
    two frames there (s); None if never."""
    above = values >= level
    hits = np.flatnonzero(~above[:-1] & above[1:])
    if not len(hits):
        return None
    i = hits[-1] if last else hits[0]
    share = (level - values[i]) / (values[i + 1] - values[i])
    step = float(times[i + 1] - times[i])
    return float(times[i]) + float(share) * step, step


def best_half_second(samples: Sequence[tuple[float, float]]) -> float:
    """Highest median over half a second of (t in s, value) pairs, in the value's unit."""
    times, values = zip(*samples, strict=True)
    starts = np.searchsorted(times, np.array(times) - 0.5).tolist()
    return max(median(values[a : b + 1]) for b, a in enumerate(starts))


def lasting(samples: Sequence[tuple[float, float]], seconds: float) -> float:
    """The highest value that (t in s, value) pairs keep for so long; NaN when none is."""
    if not samples:
        return math.nan
    times, values = (np.array(column) for column in zip(*samples, strict=True))
    starts = np.searchsorted(times, times - seconds)
    whole = [(a, b) for b, a in enumerate(starts) if times[b] - times[0] >= seconds]
    return float(max((values[a : b + 1].min() for a, b in whole), default=math.nan))
