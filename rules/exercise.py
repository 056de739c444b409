"""What an exercise declares, and what every engine gives the checker."""

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from pose.profile import Facing, Gates, Profile, Reason, View, usual_gates
from rules.fault import Band, Fault
from rules.report import Finding, Hold, MeasuredLine, MetricBand, Rep, Rhythm, worst
from rules.terms import Counted, Engine, EventKind, Phase, Side, Unit, Verdict


@dataclass(frozen=True)
class Event:
    """Something that has just become certain, at time `t` (s): the stream the coach listens to.

    ``part`` and ``number`` are of "pace": which part of which round (1 is the first) begins; of
    what is watched, what has changed and for how many minutes something has gone on.
    """

    kind: EventKind
    t: float
    finding: Finding | None = None
    rep: Rep | None = None
    hold: Hold | None = None
    reason: Reason | None = None
    part: str | None = None
    number: int | None = None


class Done(NamedTuple):
    """From when to when (s) a rep, a hold or paced time went on; attempts are not ``counted``, nor
    is what is rather another exercise (`Exercise.rather_another`)."""

    start_s: float
    end_s: float
    counted: bool = True


# Less in form is an attempt at a hold: real short ones have 3.3 s and more, what other movements
# have of one 3.0 s at most (D, 7 clips).
HOLD_COUNTS_S = 3.2


@dataclass(frozen=True)
class Signal:
    """The main signal: its name, as in the language files, and its unit."""

    name: str
    unit: Unit

    def __str__(self) -> str:
        return self.name


Good = tuple[float | None, float | None]  # from, to; None where there is no end


@dataclass(frozen=True)
class Metric:
    """A number of each rep, and the faults that it is read for: one of small values, one of large
    ones, or none."""

    name: str
    unit: Unit
    faults: tuple[Fault, ...] = ()

    @property
    def good(self) -> Good:
        """Between which values it is praised: where it is named or decides nothing, it is not."""
        ends = {fault.sign: fault.edge for fault in self.faults if math.isfinite(fault.edge)}
        return ends.get(-1), ends.get(1)


@dataclass(frozen=True)
class Dose:
    """What the source texts ask of a set: reps (paced ones where the time is guided), seconds of a
    held position, or paced breaths;
    the tempo in s of the way there, the stay and the way back, and what each is called in the
    language files; whether all of it is asked of each side."""

    reps: int | None = None
    seconds: int | None = None
    breaths: int | None = None
    tempo: tuple[int, int, int] | None = None
    ways: tuple[str, str, str] = ("lift", "stay", "lower")
    per_side: bool = False

    @property
    def counted(self) -> Counted:
        """What there is to count."""
        return "reps" if self.reps else "breaths" if self.breaths else "seconds"

    @property
    def amount(self) -> int:
        """How many there are to do, of whatever it is."""
        return self.reps or self.seconds or self.breaths or 1


_NO_BAND = Band(0.0, 0.0)


@dataclass(frozen=True)
class OwnLimit:
    """The most that a person with a limit of their own is to do, set by their trainer in whole
    units ``lowest`` .. ``highest``; ``usual`` is what is offered first. One on the amount ("reps",
    "breaths") is where a set ends, and no fault.

    ``zero`` is the limit at which the limited signal is 0. A finding is mild from ``mild`` above
    the limit, severe from ``severe``: what is read lies so far off at times. What is paced ends at
    its limit, and has no bands. ``signal`` is limited, if it is not the main one ("hold": the
    seconds of a hold).
    """

    unit: Literal["deg", "s", "pct", "breaths", "reps"]
    lowest: int
    highest: int
    usual: int
    mild: Band = _NO_BAND
    severe: Band = _NO_BAND
    zero: float = 0.0
    signal: str | None = None

    @property
    def of_amount(self) -> bool:
        """Whether it is how many reps or breaths are done that is limited, and not their form."""
        return self.unit in ("breaths", "reps")

    def fault(self, signal: str, most: float) -> Fault:
        """The fault of going beyond `most`, on the limited signal."""
        mild, severe = (
            Band(most - self.zero + band.enter, most - self.zero + band.exit)
            for band in (self.mild, self.severe)
        )
        return Fault(OWN_LIMIT, self.signal or signal, self.unit, mild, severe, min_s=0.2)


OWN_LIMIT = "own_limit"


class Exercise(ABC):
    """One exercise: joints to events. One file declares one, as a subclass of an engine
    (`rules.repeated`, `alternating`, `cycles`, `passes`, `hold`, `guided`, `monitor`), and
    registers it.

    Attributes
    ----------
    name : str
        As on the command line and in the language files.
    order : int
        Where it stands among the exercises offered; by name where it is the same.
    version : int
        Of its rules: raised when a set may be judged differently from before.
    bands_since : int
        The version from which on its bands are those of today: zones and gates may change without
        them, and old sets are explained by them.
    engine : str
        What turns its signal into reps, holds or paced time; the engine's class says it.
    judged : bool
        Whether its form is looked at; what is not is only paced.
    observed : bool
        Whether what is found of its form are observations: each is told as seen, not seen or not
        visible, and no set or rep gets a verdict.
    view : "side", "front" or "side_at_start"
        From where the camera sees the body: its side, its front, or its side as long as it rests
        (the trunk turns within the rep).
    facing : "up", "down", "toes" or "camera"
        Where the front of the body points, by which left and right are told.
    upright : bool
        Whether it is done standing or sitting, and not on the floor.
    leaves : bool
        Whether it goes out of the picture between its reps: what is not seen there is not missed.
    sides : bool
        Whether its reps or holds belong to a side of the body.
    needs, needs_far : tuple of str
        Joints of the near and of the far side without which nothing is judged.
    turns : tuple of str
        Those of them that the movement turns away from the camera: they may be hidden.
    stretch : bool
        Whether it is a stretch, which needs no day of rest after it, whatever engine runs it.
    needs_mask : bool
        Whether the person mask (`Pose.mask`) is read, by the rules or to tell what is hidden.
    signal : Signal
        The main signal, for counting and the chart.
    faults : tuple of Fault
        Every fault that it can name, once for each witness; the own limit's is made for each
        person.
    essential : str, optional
        The fault without whose judgement a rep is not called good.
    decisive : tuple of str
        Others of that kind, for which the coach has no words of their own.
    strengths : tuple of str
        Faults whose absence a good set is praised for, the most telling first.
    opposites : tuple of frozenset of str
        Faults that lie at two ends of one thing: where one is, the absence of the other is no
        merit.
    rather_another : tuple of str
        Faults that, when severe, may be no fault: who bends the knees far in a hinge may squat.
    kind_of : tuple of str
        Exercises whose movement its own is a case of: what counts here speaks for it, not for them.
    metrics : tuple of Metric
        The numbers of a rep.
    own_range : str, optional
        The metric of its reps that tells how far one moves, where that is worth comparing with
        oneself over the weeks.
    dose : Dose
        What a set is by default.
    easier : (str, int), optional
        What is done in its place, and how much of it, by whom it is too hard today: another
        exercise, or itself in its easier form.
    own_limit : OwnLimit, optional
        What a trainer can limit for one person.

    Parameters
    ----------
    most : float, optional
        This person's own limit.
    """

    name: str
    order: ClassVar[int] = 100
    version: ClassVar[int] = 1
    bands_since: ClassVar[int] = 1
    engine: ClassVar[Engine]
    judged: ClassVar[bool] = True
    observed: ClassVar[bool] = False
    view: ClassVar[View] = "side"
    facing: ClassVar[Facing] = "toes"
    upright: ClassVar[bool] = False
    leaves: ClassVar[bool] = False
    sides: ClassVar[bool] = False
    needs: ClassVar[tuple[str, ...]]
    needs_far: ClassVar[tuple[str, ...]] = ()
    turns: ClassVar[tuple[str, ...]] = ()
    stretch: ClassVar[bool] = False
    needs_mask: ClassVar[bool] = False
    signal: ClassVar[Signal]
    faults: ClassVar[tuple[Fault, ...]] = ()
    essential: str | None = None
    decisive: tuple[str, ...] = ()
    strengths: ClassVar[tuple[str, ...]] = ()
    opposites: ClassVar[tuple[frozenset[str], ...]] = ()
    rather_another: ClassVar[tuple[str, ...]] = ()
    kind_of: ClassVar[tuple[str, ...]] = ()
    metrics: ClassVar[tuple[Metric, ...]] = ()
    own_range: ClassVar[str | None] = None
    dose: ClassVar[Dose]
    easier: ClassVar[tuple[str, int] | None] = None
    own_limit: ClassVar[OwnLimit | None] = None

    def __init__(self, most: float | None = None):
        self.most = most
        self.reps: list[Rep] = []
        self.holds: list[Hold] = []
        self.findings: list[Finding] = []
        self.value = math.nan  # the main signal now
        self.line: MeasuredLine | None = None  # what it is measured on
        self.outline: MeasuredLine | None = None  # the piece of outline read in this frame
        self.even = False  # slow and smooth as only slow motion is: no tempo is judged
        self.phase: Phase = "out"
        self.waits = False  # whether the time of the hold stands still, because it is out of form
        self.positioned_s = 0.0  # time in which the body was in this exercise's position
        self.unread_s = 0.0  # of it, the time in which the main signal could not be read
        self.target: int | None = None  # rounds to pace
        self.paced_s = 0.0  # of it, the time that was paced
        self.rounds = 0  # paced to their end
        self.part: tuple[str, float] | None = None  # of the round: its name, and s since it began
        self.rhythm: Rhythm | None = None
        self.paced_sides: dict[Side, float] = {}  # s in position of each side, if it has sides
        self.moves: int | None = None  # seen beside the pacer; None where they are not looked for

    @abstractmethod
    def update(self, t: float, profile: Profile | None, fps: float) -> list[Event]:
        """Take one frame; `profile` is None when a gate forbids to judge it."""

    @abstractmethod
    def finish(self, t: float) -> list[Event]:
        """The clip or the camera has ended."""

    def possible(self, profile: Profile) -> bool:
        """Whether a body can be like this; if not, its joints are misread."""
        return True

    @classmethod
    def side_of(cls, profile: Profile) -> Side | None:
        """The side of the body that is being done, where one is held or paced at a time: the one
        that is nearer, unless an exercise knows better."""
        return profile.near_side

    @abstractmethod
    def ready(self, profile: Profile) -> bool:
        """Whether the body is where a set begins from."""

    @property
    def open_findings(self) -> list[Finding]:
        """Findings going on right now."""
        return []

    @classmethod
    def rated(cls, found: Iterable[Verdict]) -> Verdict:
        """What the severities of the findings of a rep or set come to."""
        if cls.observed:
            return "observed"
        return worst(found) if cls.judged else "guided"

    @property
    def done(self) -> bool:
        """Whether there is anything to judge."""
        return any(rep.counted for rep in self.reps) or bool(self.holds)

    @property
    def resting(self) -> bool:
        """Whether nothing is under way: then an exercise seen from the side at its start is
        looked at for its view."""
        return self.phase in ("out", "rest")

    @property
    def hold_s(self) -> float:
        """Time in form of the hold going on right now; 0 for repeated exercises."""
        return 0.0

    @property
    def per_side(self) -> dict[Side, int]:
        """Counted reps of each side, if this exercise has sides."""
        sides: tuple[Side, Side] = ("left", "right")
        counted = [rep.side for rep in self.reps if rep.counted]
        return {side: counted.count(side) for side in sides} if self.sides else {}

    def times(self) -> list[Done]:
        """When its reps, attempts and holds went on."""
        doubted = {
            found.rep
            for found in self.findings
            if found.fault in self.rather_another and found.severity == "severe"
        }
        reps = [
            Done(
                rep.top_start_s if rep.start_s is None else rep.start_s,
                rep.end_s,
                rep.counted and rep.index not in doubted,
            )
            for rep in self.reps
        ]
        holds = [Done(h.start_s, h.end_s, h.good_s >= HOLD_COUNTS_S) for h in self.holds]
        return reps + holds

    def spans(self) -> list[tuple[float, float]]:
        """The times (s) of which all should have been seen: from the start of the first to the end
        of the last rep or hold, or each of them where one leaves the picture between two."""
        times = self.times()
        if self.leaves:
            return [(each.start_s, each.end_s) for each in times]
        return [(min(times)[0], max(each.end_s for each in times))] if times else []

    @classmethod
    def gates(cls) -> Gates:
        """What must be so in a frame before it is judged; an exercise that is seen otherwise (at a
        desk, without its feet) has gates of its own."""
        usual = usual_gates(cls.needs, cls.needs_far, cls.turns)
        return Gates(*usual, view=cls.view, facing=cls.facing)

    @classmethod
    def good(cls, most: float | None) -> dict[str, Good]:
        """Between which values the metrics of a rep are good, with the own limit `most`."""
        return {metric.name: metric.good for metric in cls.metrics if metric.good != (None, None)}

    @classmethod
    def bands(cls, most: float | None) -> dict[str, MetricBand]:
        """Unit and band of every metric of a rep, with the own limit `most`."""
        good = cls.good(most)
        found = {}
        for metric in cls.metrics:
            low, high = good.get(metric.name, (None, None))
            found[metric.name] = MetricBand(unit=metric.unit, low=low, high=high)
        return found

    @classmethod
    def witnesses(cls) -> dict[str, tuple[str, ...]]:
        """Every fault that can be named and what can witness it, own limits among them."""
        every = list(cls.faults)
        if cls.own_limit and cls.judged and not cls.own_limit.of_amount:
            every.append(cls.own_limit.fault(cls.signal.name, cls.own_limit.usual))
        found: dict[str, tuple[str, ...]] = {}
        for fault in every:
            found[fault.name] = (*found.get(fault.name, ()), fault.witness)
        return found

    @classmethod
    def known(cls, finding: Finding, most: float | None = None) -> Fault | None:
        """The fault of a finding, with the own limit `most`; None for one that this exercise does
        not have. One that was judged against an own baseline is measured without it."""
        if finding.fault == OWN_LIMIT and most is not None and cls.own_limit:
            return cls.own_limit.fault(finding.witness, most)
        same = [f for f in cls.faults if f.name == finding.fault and f.baseline is None]
        return min(same, key=lambda fault: fault.witness != finding.witness, default=None)

    @classmethod
    def excess(cls, finding: Finding, most: float | None = None) -> float:
        """How far a finding lies beyond its fault's own bands (`Fault.excess`), with the own limit
        `most`; 0 for a fault that this exercise does not have."""
        fault = cls.known(finding, most)
        return fault.excess(finding.peak) if fault else 0.0

    @classmethod
    def spoilt_by(cls, fault: str) -> set[str]:
        """The faults beside which the absence of `fault` is no merit, itself among them."""
        return {fault}.union(*(group for group in cls.opposites if fault in group))
