"""Overhead squat (オーバーヘッドスクワット), from the side: a squat with the arms beside the ears.

Source text 002 names it to look how the whole body moves together. It is observed and never rated:
no source that was read has a degree from which anything of it is too much (evidence-more.md §4.5),
so what is looked for is only told as seen, not seen or not visible. The front is a look of its own
(`rules.overhead_squat_front`).

Grades: V, M, D, C, J of evidence-more.md; D here = three real squats of two people, obliquely seen,
with a trainer's remarks, and the real and rendered squats of `rules.squat`.

Not judged: causes (no muscle is called weak), the low back hollowing (raised arms move the outline
of the upper back), knees and feet (from the front), on which leg the weight is.
"""

import math
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

import numpy as np

from pose.geometry import lean, median
from pose.profile import Profile
from rules.exercise import Dose, Metric
from rules.fault import Band, Fault, measured_line
from rules.registry import register
from rules.repeated import decided
from rules.report import Finding, MeasuredLine, Rep
from rules.reps import Cycle, lasting
from rules.squat import HEELS_UP, LEANS, NOT_DEEP, REST_BELOW, ROUNDED, Leans, Squat

# Trunk tilt (degrees) that balances with the arms up, as `rules.squat.ARMS_FORWARD`: shanks of 25,
# 30 and 35 by the same arithmetic (D, evidence-more.md §4.5), 20 and 40 carried on from them by the
# steps of the table with arms forward (J); to stop at 25 and 35 would call balance a lean.
ARMS_UP_LEANS: Leans = ((50, 62, 66), (40, 50, 53), (32, 41, 44), (25, 33, 36), (18, 25, 28))
# The bands of the squat, with one level: what is only told has no severity.
LEANS_SEEN, HEELS_SEEN, ROUNDED_SEEN, SHALLOW_SEEN = (
    replace(fault, severe=None, observed=True) for fault in (LEANS, HEELS_UP, ROUNDED, NOT_DEEP)
)
# Degrees of the arms in front of the trunk's own line, for so long: 43 and 42 in two squats of
# which a trainer says that the arms fall, 30 in one of which he does not: the middle of the gap
# (D, n = 3). The change from standing (25, evidence-more.md §4.5, J) reads 11, 0 and 19 there: who
# has the arms in front from the start would never be told.
ARMS = Fault("arms_fall", "arms", "deg", Band(36.0, 33.0), None, unsure=5.0, observed=True)
ARMS_S = 0.3
# Degrees of the arms from upright with which a rep begins: 28-48 in overhead squats, 57-69 in one
# with the arms stretched out in front (D): the middle of the gap. Later they may fall.
UP = 52.0
AT_START = 5  # frames before the movement


class _Arms(NamedTuple):
    """The arms in one frame: their lean forward from upright and from the trunk's line, and the
    tilt of the thighs, all in degrees; what they are measured on."""

    t: float
    depth: float
    upright: float
    trunk: float
    line: MeasuredLine


@register
class OverheadSquat(Squat):
    """Signal: as of the squat, the tilt of the thighs in degrees."""

    name = "overhead_squat"
    order = 23
    observed = True
    needs = ("SHOULDER", "WRIST", "HIP", "KNEE", "ANKLE")
    kind_of = ("squat",)
    faults = (LEANS_SEEN, ARMS, HEELS_SEEN, ROUNDED_SEEN, SHALLOW_SEEN)
    tempo = {}
    dose = Dose(reps=5, tempo=(4, 1, 4), ways=("sink", "stay", "rise"))  # V [b25]: 5, about 4 s
    easier = None
    # Without a band: none of them is called good.
    metrics = (
        Metric("depth_deg", "deg"),
        Metric("lean_deg", "deg"),
        Metric("excess_deg", "deg"),
        Metric("shank_deg", "deg"),
        Metric("arms_deg", "deg"),
        Metric("heel_share", "share"),
        Metric("flexion_deg", "deg"),
        Metric("down_s", "s"),
        Metric("hold_s", "s"),
        Metric("up_s", "s"),
    )
    strengths = ()
    opposites = ()
    own_limit = None

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._arms: list[_Arms] = []

    def ready(self, profile: Profile) -> bool:
        return super().ready(profile) and abs(lean(*_arms(profile), 1.0)) < UP

    def measure(self, profile: Profile) -> float:
        value = super().measure(profile)
        row = self._rows[-1]
        upright = lean(*_arms(profile), self._facing.now)
        line = measured_line(profile, "WRIST", "SHOULDER", "HIP")
        self._arms.append(_Arms(profile.t, value, upright, upright - row.lean, line))
        if not self._counter.moving:
            del self._arms[:-30]
        return value

    def balance(self, profile: Profile, facing: float) -> Leans:
        return ARMS_UP_LEANS

    def tried(self) -> bool:
        """Nor who squats with the arms anywhere else: asked when the rep begins, because arms that
        come down within it are what is looked for."""
        before = [*takewhile(lambda arms: arms.depth < REST_BELOW, self._arms)] or self._arms[:1]
        return super().tried() and abs(median(arms.upright for arms in before[-AT_START:])) < UP

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        found = super().judge(cycle, rep, fps)
        rows = [arms for arms in self._arms if arms.depth > REST_BELOW and arms.trunk == arms.trunk]
        fallen = lasting([(arms.t, arms.trunk) for arms in rows], ARMS_S) if rows else math.nan
        if not math.isfinite(fallen):
            rep.cannot_judge.append(ARMS.name)
            return found
        rep.metrics["arms_deg"] = fallen
        most = max(rows, key=lambda arms: arms.trunk)
        beyond = [arms.t for arms in rows if arms.trunk >= min(fallen, ARMS.mild.enter)]
        return found + decided(ARMS, fallen, (beyond[0], beyond[-1]), rep, most.line)

    def reset_rep(self) -> None:
        super().reset_rep()
        del self._arms[:-1]


def _arms(profile: Profile) -> tuple[np.ndarray, np.ndarray]:
    """The shoulder and the wrist half-way between both sides, the near ones where the far are not
    known."""
    wrist = (profile.wrist + profile.far.wrist) / 2
    known = np.isfinite([profile.mid_shoulder, wrist]).all()
    return (profile.mid_shoulder, wrist) if known else (profile.shoulder, profile.wrist)
