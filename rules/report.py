"""What a check says: findings, reps, holds, the report of a set. Versioned, JSON-serialisable."""

from typing import Literal

from pydantic import BaseModel

Severity = Literal["mild", "severe"]
# What a fault is about, in the order in which faults of one severity are spoken of.
Concern = Literal["setup", "range", "tempo", "polish"]
Verdict = Literal["ok", "mild", "severe", "cannot_judge"]
_RANK: dict[str, int] = {"ok": 0, "mild": 1, "severe": 2}

VERSION = 1
UNJUDGED_LIMIT = 0.40  # a larger unjudged share of a set or rep gets no verdict (evidence.md §6.0)


class MeasuredLine(BaseModel):
    """The line that shows *why*: the landmarks (MediaPipe's numbers) it runs through and where
    they were, in px of a frame of `size`, at time `t` in s. What was read from the body's outline
    has the piece of outline in ``contour`` (px) too; the line is then its chord."""

    t: float
    size: tuple[int, int]
    landmarks: list[int]
    points: list[tuple[float, float]]
    contour: list[tuple[float, float]] = []


class Finding(BaseModel):
    """One occurrence of a fault. ``peak`` is signed, in ``unit``; ``witness`` tells what saw it.

    ``reference`` is the same line in a good frame of the same person, where one was seen.
    """

    fault: str
    witness: str
    concern: Concern = "range"
    severity: Severity
    start_s: float
    end_s: float
    peak: float
    unit: str
    rep: int | None = None
    line: MeasuredLine | None = None
    reference: MeasuredLine | None = None


class Rep(BaseModel):
    """One cycle, or an attempt that did not reach the range (``counted`` false).

    ``start_s`` is None when the clip starts in the raised (bent) position. ``cannot_judge`` names
    the faults that this rep says nothing about.
    """

    index: int
    start_s: float | None
    top_start_s: float
    top_end_s: float
    end_s: float
    counted: bool
    verdict: Verdict = "ok"
    faults: list[str] = []
    cannot_judge: list[str] = []
    metrics: dict[str, float | None] = {}


class Hold(BaseModel):
    """One held position; ``good_s`` is the time in form: without severe faults and unseen time."""

    start_s: float
    end_s: float
    good_s: float
    unseen_s: float = 0.0
    variant: str | None = None


class SetReport(BaseModel):
    """The result of a set. ``judged_share`` is the judged part of the time between the first and
    the last rep or hold (of the whole clip when there is none). ``most`` is the person's own limit
    that held (see `rules.exercise.OwnLimit`). ``even`` when most of it was as slow and as smooth
    as only slow motion is: its tempo was not judged."""

    version: int = VERSION
    exercise: str
    duration_s: float
    frames: int
    judged_share: float
    verdict: Verdict
    reasons: list[str]
    reps: list[Rep] = []
    holds: list[Hold] = []
    findings: list[Finding] = []
    most: float | None = None
    even: bool = False

    @property
    def rep_count(self) -> int:
        """How many reps count."""
        return sum(rep.counted for rep in self.reps)


def worst(severities) -> Verdict:
    """The worst of some severities; ok when there are none."""
    return max(severities, key=_RANK.__getitem__, default="ok")
