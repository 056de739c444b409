"""What a check says: findings, reps, holds, the report of a set. Versioned, JSON-serialisable.

A report explains itself: whoever reads it later needs neither the exercise nor today's thresholds.
"""

from collections.abc import Iterable
from typing import Self

import numpy as np
from pydantic import AliasChoices, BaseModel, Field, model_validator

from rules.registry import EXERCISES
from rules.terms import COUNTED_IN, Concern, Counted, Engine, Severity, Side, Sign, Unit, Verdict

_RANK: dict[Verdict, int] = {"ok": 0, "observed": 1, "mild": 2, "severe": 3}

VERSION = 2
UNJUDGED_LIMIT = 0.40  # a larger unjudged share of a set or rep gets no verdict (evidence.md §6.0)
UNEVEN_REPS = 2  # more of one side than of the other is worth a word (evidence-more.md §2.1, J)


class MeasuredLine(BaseModel):
    """The line that shows *why*: the landmarks (MediaPipe's numbers) it runs through and where
    they were, in px of a frame of `size`, at time `t` in s. Where points lie midway between the
    body's sides, ``partners`` has the other landmark of each (the same one, where one does not).
    What was read from the body's outline has the piece of outline in ``contour`` (px) too; the line
    is then its chord."""

    t: float
    size: tuple[int, int]
    landmarks: list[int]
    points: list[tuple[float, float]]
    partners: list[int] = []
    contour: list[tuple[float, float]] = []

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """The two landmarks that each point lies midway between, twice the same where on one."""
        return list(zip(self.landmarks, self.partners or self.landmarks, strict=True))

    def among(self, landmarks: np.ndarray) -> np.ndarray:
        """Where the line lies in a frame with these landmarks (33, 2) px: (n, 2) px."""
        points: np.ndarray = landmarks[np.array(self.pairs)].mean(axis=1)
        return points


class Thresholds(BaseModel):
    """From where a value was mild and severe (None: never), in the signal's own sign and unit."""

    mild: float
    severe: float | None


class Finding(BaseModel):
    """One occurrence of a fault. ``peak`` is signed, in ``unit``; ``witness`` tells what saw it.

    ``sign`` is -1 where small values are the worse ones, ``band`` has the thresholds that held at
    the peak, and ``beyond`` is how far the peak lies beyond them: 0 where it becomes mild, 1 where
    severe. All three are None where a report of version 1 did not say and nobody knows any more.
    ``reference`` is the same line in a good frame of the same person, where one was seen.
    """

    fault: str
    witness: str
    concern: Concern = "range"
    severity: Severity
    start_s: float
    end_s: float
    peak: float
    unit: Unit
    sign: Sign | None = None
    band: Thresholds | None = None
    beyond: float | None = None
    rep: int | None = None
    line: MeasuredLine | None = None
    reference: MeasuredLine | None = None


class Rep(BaseModel):
    """One cycle, or an attempt that did not reach the range (``counted`` false).

    ``start_s`` is None when the clip starts in the raised (bent) position. ``cannot_judge`` names
    the faults that this rep says nothing about. ``side`` is the body's, where sides alternate and
    it was seen.
    """

    index: int
    start_s: float | None
    top_start_s: float
    top_end_s: float
    end_s: float
    counted: bool
    side: Side | None = None
    verdict: Verdict = "ok"
    faults: list[str] = []
    cannot_judge: list[str] = []
    metrics: dict[str, float | None] = {}


class Hold(BaseModel):
    """One held position; ``good_s`` is the time in form: without severe faults and unseen time.

    ``side`` is the body's, where a position is held once on each side. ``cannot_judge`` names the
    faults that for some of it were neither clear nor clearly absent.
    """

    start_s: float
    end_s: float
    good_s: float
    unseen_s: float = 0.0
    variant: str | None = None
    side: Side | None = None
    cannot_judge: list[str] = []


class MetricBand(BaseModel):
    """Between which values a metric of a rep is good (None: no end), in `unit`. Until November 28,
    2026 the values next to a fault, of which nothing is said, lay inside."""

    unit: Unit
    low: float | None = None
    high: float | None = None


class Rhythm(BaseModel):
    """The own rhythm beside a pacer's: seconds in and out, of how many whole breaths, and the share
    of the time in which these were seen. Information, never a fault."""

    in_s: float
    out_s: float
    breaths: int
    seen_share: float


class SetReport(BaseModel):
    """The result of a set. ``judged_share`` is the judged part of the time between the first and
    the last rep or hold (of the whole clip when there is none). ``most`` is the person's own limit
    that held (see `rules.exercise.OwnLimit`). ``even`` when most of it was as slow and as smooth
    as only slow motion is: its tempo was not judged.

    ``rules_version`` is that of the exercise's rules, ``metrics`` has the bands of its reps'
    metrics, ``counted`` what there is to count. Of a guided set ``paced_s`` is the time in
    position and ``paced_sides`` that of each side, ``rounds`` (once called breaths) how many were
    paced to their end, ``rhythm`` that of the own breath, if it was seen, ``moves`` the own
    movements that were seen, if it looks for them. ``looks_like`` is the exercise that a set looks
    like of which the chosen one found nothing. ``version`` is the one it was written in.
    """

    version: int = VERSION
    exercise: str
    rules_version: int = 1
    engine: Engine = "reps"
    counted: Counted = "reps"
    duration_s: float
    frames: int
    judged_share: float
    verdict: Verdict
    reasons: list[str]
    reps: list[Rep] = []
    holds: list[Hold] = []
    findings: list[Finding] = []
    metrics: dict[str, MetricBand] = {}
    most: float | None = None
    even: bool = False
    paced_s: float = 0.0
    rounds: int = Field(0, validation_alias=AliasChoices("rounds", "breaths"))
    rhythm: Rhythm | None = None
    paced_sides: dict[Side, float] = {}
    moves: int | None = None
    looks_like: str | None = None

    @model_validator(mode="after")
    def _explain_older(self) -> Self:
        if self.version == 1:
            self._explain_version_1()
        if "counted" not in self.model_fields_set:
            self.counted = COUNTED_IN[self.engine]
        return self

    def _explain_version_1(self) -> None:
        """Version 1 leaves to the exercise what its findings and numbers mean. It is asked as long
        as its bands are those of that time; what nobody knows any more stays unknown."""
        kind = EXERCISES.get(self.exercise)
        self.engine = kind.engine if kind else "hold" if self.holds else "reps"
        if kind and kind.bands_since <= self.rules_version:
            # Then what was next to a fault was good too.
            self.metrics = {key: MetricBand(unit=b.unit) for key, b in kind.bands(None).items()}
            for finding in self.findings:
                fault = kind.known(finding, self.most)
                if fault:
                    fault.peaks(finding, finding.peak, finding.line)

    @property
    def rep_count(self) -> int:
        """How many reps count."""
        return sum(rep.counted for rep in self.reps)

    @property
    def parts(self) -> list[Verdict]:
        """The verdicts of its counted reps; a set of holds is one part."""
        return [rep.verdict for rep in self.reps if rep.counted] or [self.verdict]

    @property
    def per_side(self) -> dict[Side, float]:
        """Counted reps, or seconds in form or paced, of each side that was seen; empty without
        sides."""
        done = dict(self.paced_sides)
        for rep in self.reps:
            if rep.counted and rep.side:
                done[rep.side] = done.get(rep.side, 0) + 1
        for hold in self.holds:
            if hold.side:
                done[hold.side] = done.get(hold.side, 0.0) + hold.good_s
        return done

    @property
    def fewer(self) -> Side | None:
        """The side of which clearly fewer reps were done (`UNEVEN_REPS`); None when they are even,
        and of holds."""
        if not any(rep.side for rep in self.reps):
            return None
        left, right = (self.per_side.get(side, 0) for side in ("left", "right"))
        if abs(left - right) <= UNEVEN_REPS:
            return None
        return "left" if left < right else "right"


def unseen(
    reps: Iterable[Rep], holds: Iterable[Hold], essential: str | None, decisive: Iterable[str]
) -> list[str]:
    """Why a set without findings is not called good: what most of its reps, or all of its holds,
    say nothing about. Empty when it may be. `essential`, `decisive`: those of its exercise."""
    if (held := list(holds)) and all(hold.cannot_judge for hold in held):
        return ["undecided"]
    counted = [rep for rep in reps if rep.counted]
    silent = [rep for rep in counted if essential in rep.cannot_judge]
    if len(silent) > UNJUDGED_LIMIT * len(counted):
        return [f"unseen_{essential}"]
    between = [
        rep
        for rep in counted
        if rep.verdict == "cannot_judge" or not {*decisive}.isdisjoint(rep.cannot_judge)
    ]
    return ["undecided"] if len(between) > UNJUDGED_LIMIT * len(counted) else []


def is_silent(rep: Rep, essential: str | None, decisive: Iterable[str]) -> bool:
    """Whether a rep of which nothing was found is not called good all the same. An attempt that
    fell short is not good because nothing is said of the first one."""
    return bool({essential, *decisive} & {*rep.cannot_judge} if rep.counted else rep.cannot_judge)


def worst(severities: Iterable[Verdict]) -> Verdict:
    """The worst of some severities; ok when there are none."""
    return max(severities, key=_RANK.__getitem__, default="ok")
