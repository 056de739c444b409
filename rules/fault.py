"""A fault over time: enters at one threshold, leaves at a lower one, and must persist."""

import math
from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from pose.geometry import median
from pose.profile import Profile
from rules.report import Finding, MeasuredLine, Thresholds
from rules.terms import Concern, Severity, Sign, Unit

WORSE_S = 0.1  # a finding that is open already becomes severe so soon (D: heard 0.25 s earlier)
# From mild to severe in less time: getting down does that in 0.12-0.15 s (a real plank with 30 to 5
# frames a second), a sag of 20 degrees that grows within 1.2 s in 0.17-0.40 (D).
_SUDDEN_S = 0.16
_GAP_S = 0.5  # unjudged frames bridged inside a finding (evidence.md §4, grade J)


@dataclass(frozen=True)
class Band:
    """Thresholds of one severity, in the fault's unit; a larger value is worse."""

    enter: float
    exit: float


@dataclass(frozen=True)
class Baseline:
    """What keeps bands round a person's own baseline sensible, in the fault's unit.

    ``usual``: the baselines that are no fault themselves, in the signal's own sign. ``mild`` and
    ``severe``: the lowest and the highest enter threshold that comes of one, as bands are given.
    """

    usual: tuple[float, float]
    mild: tuple[float, float] = (-math.inf, math.inf)
    severe: tuple[float, float] = (-math.inf, math.inf)


@dataclass(frozen=True)
class Fault:
    """A named error of an exercise. `sign` turns a small value into the worse one when it is -1:
    bands are then given for the negated value, findings keep the signal's own sign. `concern` ranks
    it among others that are to be spoken of. With a `baseline` the bands are for the change from
    the person's own one. One that is `observed` has no severity: its findings only say that it was
    there.

    So far below the mild threshold as `unsure` a value decides nothing: it is named by nobody and
    praised by nobody; about as far as it is read off, a judgement (J) where no reason stands beside
    it. Beyond `most` (as bands are given) no body goes: it is a misreading, and
    decides nothing either."""

    name: str
    witness: str
    unit: Unit
    mild: Band
    severe: Band | None
    min_s: float = 0.0
    sign: Sign = 1
    concern: Concern = "range"
    baseline: Baseline | None = None
    unsure: float = 0.0
    most: float = math.inf
    observed: bool = False

    def found(
        self,
        severity: Severity,
        span: tuple[float, float],
        peak: float,
        rep: int | None,
        line: MeasuredLine | None,
        slack: float = 0.0,
    ) -> Finding:
        """A finding of this fault over a span of time (s), `peak` in the signal's own sign."""
        finding = Finding(
            fault=self.name,
            witness=self.witness,
            concern=self.concern,
            severity="observed" if self.observed else severity,
            start_s=span[0],
            end_s=span[1],
            peak=peak,
            unit=self.unit,
            rep=rep,
        )
        self.peaks(finding, peak, line, slack)
        return finding

    def peaks(
        self, finding: Finding, peak: float, line: MeasuredLine | None, slack: float = 0.0
    ) -> None:
        """Note a finding's highest value, with the thresholds that hold now."""
        severe = self.sign * (self.severe.enter + slack) if self.severe else None
        finding.peak, finding.line, finding.sign = peak, line, self.sign
        finding.band = Thresholds(mild=self.sign * (self.mild.enter + slack), severe=severe)
        finding.beyond = self.excess(peak - self.sign * slack)

    def around(self, own: float) -> "Fault | None":
        """The same fault with the bands that hold for a person whose own baseline is `own`, in the
        signal's sign; None when that is no baseline (or unknown) but a fault itself."""
        assert self.baseline is not None
        limits = self.baseline
        if not limits.usual[0] <= own <= limits.usual[1]:
            return None
        mild = _within(self.mild, self.sign * own, limits.mild)
        severe = self.severe and _within(self.severe, self.sign * own, limits.severe)
        return replace(self, mild=mild, severe=severe, baseline=None)

    def severity(self, value: float, doubt: float = 0.0) -> Severity | None:
        """The severity of one value without any history, if it is off by `doubt` for the worse;
        None when it is fine."""
        if self.sign * value > self.most:
            return None
        worse = self.sign * value - doubt
        if self.severe and worse > self.severe.enter:
            return "severe"
        return "mild" if worse > self.mild.enter else None

    @property
    def edge(self) -> float:
        """Where good values end, in the signal's own sign: beyond it a value decides nothing, or is
        named."""
        return self.sign * (self.mild.enter - self.unsure)

    def undecided(self, value: float, doubt: float = 0.0) -> bool:
        """Whether a value that is not named is not good either, if it may be off by `doubt`."""
        return self.sign * (value - self.edge) + doubt > 0

    def excess(self, value: float) -> float:
        """How far a value lies beyond the bands, to compare different faults: 0 where it becomes
        mild, 1 where it becomes severe (without a severe band: at twice the mild threshold)."""
        step = self.severe.enter - self.mild.enter if self.severe else 0.0
        return (self.sign * value - self.mild.enter) / (step or abs(self.mild.enter) or 1.0)


def rushed(way: str, mild: Band, severe: Band | None, unsure: float) -> Fault:
    """A way (its name is the witness), or a stay, that takes too little time; bands as they are
    given of small values, in seconds below 0."""
    return Fault("too_fast", way, "s", mild, severe, sign=-1, concern="tempo", unsure=unsure)


def _within(band: Band, own: float, limits: tuple[float, float]) -> Band:
    """A band round an own baseline, its enter threshold kept inside its limits."""
    enter = min(max(own + band.enter, limits[0]), limits[1])
    return Band(enter, enter - (band.enter - band.exit))


def measured_line(
    profile: Profile, *joints: str, contour: np.ndarray | None = None
) -> MeasuredLine:
    """Freeze the chain of joints that a value was measured on, and the piece of outline (n, 2) px
    if there was one.

    A joint is the near side's ("HIP"), the far side's ("FAR_HIP") or the middle of both
    ("MID_HIP", whose landmark is the near one).
    """
    seen = [] if contour is None else contour[np.isfinite(contour).all(axis=1)].tolist()
    marks = [profile.mark(joint) for joint in joints]
    middle = any(joint.startswith("MID_") for joint in joints)
    others = [profile.mark(joint.replace("MID_", "FAR_"))[0] for joint in joints if middle]
    return MeasuredLine(
        contour=seen,
        t=profile.t,
        size=profile.size,
        landmarks=[landmark for landmark, _ in marks],
        partners=list[int](others),
        points=[(float(point[0]), float(point[1])) for _, point in marks],
    )


def side_line(profile: Profile, near: bool, *joints: str) -> MeasuredLine:
    """Freeze the chain of joints of the near or the far side."""
    return measured_line(profile, *(joint if near else f"FAR_{joint}" for joint in joints))


class FaultWatch:
    """Follows one fault through a set; opens, worsens and closes its findings."""

    def __init__(self, fault: Fault):
        self.fault = fault
        self.open: Finding | None = None
        self.undecided = False  # whether it read so, for so long as a fault takes, since `forget`
        self._since: dict[str, float | None] = dict.fromkeys(("mild", "severe", "unsure"))
        self._rose: dict[str, float] = {}  # when, between two frames, it went beyond a level
        self._before: tuple[float, float] | None = None  # time and value of the frame before
        self._confirmed: set[str] = set()
        self._recent: deque[float] = deque(maxlen=3)
        self._seen_t = -math.inf
        self._calm = False  # whether it was seen without the fault

    def update(
        self,
        t: float,
        value: float,
        line: MeasuredLine | None = None,
        rep: int | None = None,
        slack: float = 0.0,
    ) -> Finding | None:
        """Take one frame; returns the finding when it opens or becomes severe, else None.

        Parameters
        ----------
        t : float
            Seconds.
        value : float
            The signal in the fault's unit; NaN when this frame is not judged.
        slack : float
            Widens both bands, in the fault's unit (an oblique camera).
        """
        if not math.isfinite(value):
            if t - self._seen_t > _GAP_S:
                self.close()
            return None
        self._recent.append(self.fault.sign * value)
        worse = median(self._recent)  # one wild frame is no peak
        edge = self.fault.sign * self.fault.edge
        self.undecided |= self._persists("unsure", Band(edge, edge), worse, t, 0.0)
        if worse > self.fault.most:
            if t - self._seen_t > _GAP_S:
                self._end()
            return None
        self._seen_t = t
        levels: list[tuple[Severity, Band | None]] = [
            ("mild", self.fault.mild),
            ("severe", self.fault.severe),
        ]
        self._rise(t, self._recent[-1], [(level, band) for level, band in levels if band], slack)
        confirmed = [
            level for level, band in levels if band and self._persists(level, band, worse, t, slack)
        ]
        if self._since["mild"] is None:
            self._calm = True
            self._end()
            return None
        news = None
        if confirmed and self.open is None:
            start = self._since["mild"]
            severity: Severity = "severe" if "severe" in confirmed else "mild"
            peak = self.fault.sign * worse
            self.open = news = self.fault.found(severity, (start, t), peak, rep, line, slack)
        elif self.open and "severe" in confirmed and self.open.severity == "mild":
            self.open.severity, news = "severe", self.open
        if self.open:
            self.open.end_s = t
            if worse >= self.fault.sign * self.open.peak:
                self.fault.peaks(self.open, self.fault.sign * worse, line, slack)
        return news

    @property
    def sudden(self) -> bool:
        """Whether the fault going on became severe at once, as when somebody gets down."""
        if not self._calm or None in (self._since["mild"], self._since["severe"]):
            return False
        took = self._rose.get("severe", math.inf) - self._rose.get("mild", -math.inf)
        return took < _SUDDEN_S

    def _persists(self, level: str, band: Band, worse: float, t: float, slack: float) -> bool:
        """Whether a level is confirmed: above `enter` for `min_s`, since then above `exit`."""
        since = self._since[level]
        confirmed = level in self._confirmed
        if worse <= (band.exit if confirmed else band.enter) + slack:
            self._since[level] = None
            self._confirmed.discard(level)
            return False
        if since is None:
            since = self._since[level] = t
        open_already = level == "severe" and self.open is not None
        if confirmed or t - since >= (WORSE_S if open_already else self.fault.min_s):
            self._confirmed.add(level)
            return True
        return False

    def _rise(
        self, t: float, value: float, levels: list[tuple[Severity, Band]], slack: float
    ) -> None:
        """Note when the value went beyond each level, on a straight line from the frame before:
        with few frames a second a sudden rise would look like a slow one."""
        t0, before = self._before or (-math.inf, value)
        self._before = t, value
        for level, band in levels:
            enter = band.enter + slack
            if value > enter >= before and t - t0 <= _GAP_S:
                self._rose[level] = t0 + (t - t0) * (enter - before) / (value - before)
            elif value > enter and (level not in self._rose or t - t0 > _GAP_S):
                self._rose[level] = t

    def close(self) -> None:
        """End the open finding, if any: the exercise has left the phase where it is judged."""
        self._end()
        self._since["unsure"] = None
        self._confirmed.clear()

    def _end(self) -> None:
        """The open finding is over; the reading goes on."""
        self.open = None
        for level in ("mild", "severe"):
            self._since[level] = None
            self._confirmed.discard(level)
        self._recent.clear()

    def forget(self) -> None:
        """What was read so far is told: another rep or hold begins."""
        self.undecided = False
