"""How rounded the back of who is on the feet is, read from its outline against the same person
standing."""

import math
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from pose.geometry import median
from pose.profile import Profile
from pose.silhouette import Reader, curve, level, trunk_contour
from rules.hip_hinge import (
    BUTTOCK,
    CHEST,
    DEG_PER_CHORD,
    HANGS,
    LOINS,
    SIDE_ON,
    STANDING_EVERY_S,
    STRAIGHT,
    back_line,
    trunk,
)
from rules.report import Finding, MeasuredLine, Rep
from rules.spine import Spine, SpineFault, SpineGauge, look, second_opinion

_STOOD = 60  # frames of the standing outline that are kept
BENT_BACK = 25.0  # degrees of trunk lean from which the back is compared with standing (as a hinge)
SEEN_S = 0.2  # so long the bent back must be seen (s, J)


class Back(NamedTuple):
    """The back's outline in one frame: sagitta of its middle and how far the loins lie behind the
    chord shoulder-hip (chord lengths, NaN when not trusted), and what to draw."""

    curve: float = math.nan
    loins: float = math.nan
    line: MeasuredLine | None = None


UNREAD = Back()


class StandingBack:
    """Reads how rounded a back is: how much more its outline stands out than in the same person who
    stands, or sits tall. Numbers and their grades: `rules.hip_hinge`.

    Parameters
    ----------
    bent : float
        Degrees of trunk lean from which the back is read.
    hangs : float
        So far behind the chord (chord lengths) the loins lie who is upright in hanging clothes.
    learned : str or None
        The exercise from whose drawn people the spine is estimated besides (`rules.spine`).
    """

    def __init__(
        self, bent: float = BENT_BACK, hangs: float = HANGS, learned: str | None = None
    ) -> None:
        self._bent, self._hangs_from = bent, hangs
        self._gauge = SpineGauge(learned) if learned else None
        self._reader = Reader()
        self._stood: deque[Back] = deque(maxlen=_STOOD)
        self._looked_t = -math.inf

    def read(self, profile: Profile, facing: float, lean: float, stands: bool) -> Back:
        """The back in this frame: when it leans by `bent` degrees or more, now and then when the
        person `stands` (or sits tall), else it is not read."""
        due = stands and profile.t - self._looked_t >= STANDING_EVERY_S
        if profile.mask is None or not (due or lean > self._bent):
            return UNREAD
        shoulder, hip, behind, tilted = trunk(profile, facing)
        if self._gauge is None:
            contour = trunk_contour(profile.mask, shoulder, hip, behind)
        else:
            seen = look(profile, shoulder, hip, behind, tilted)
            contour = seen.back
            if lean > self._bent:
                self._gauge.moving(tilted, seen)
            elif self._gauge.rest_wanted(profile.t):
                self._gauge.rest(profile.t, seen)
        value, span = curve(contour, CHEST, LOINS, BUTTOCK).sagitta, (CHEST[0], BUTTOCK[1])
        chord = shoulder, hip
        if not self._reader.read(profile.t, value, contour, span, profile.arms, chord).trusted:
            return UNREAD
        back = Back(value, level(contour, LOINS), back_line(profile, contour))
        if due:
            self._looked_t = profile.t
            self._stood.append(back)
        return back

    def flexion(self, curves: Iterable[tuple[float, float, float]]) -> float:
        """Estimated rounding of a bent back in degrees, of (t in s, `Back.curve`, `Profile.view`)
        of some frames; NaN when it cannot be told: too few of them, seen obliquely, or in clothes
        that seem to hang off the back (there correct ones read as rounded as rounded ones, D)."""
        seen = [row for row in curves if math.isfinite(row[1])]
        if not seen or seen[-1][0] - seen[0][0] < SEEN_S or not self._stood:
            return math.nan
        if median(row[2] for row in seen) > SIDE_ON or self._hangs:
            return math.nan
        own = median(back.curve for back in self._stood)
        change = float(np.percentile([row[1] for row in seen], 75)) - own
        return (change - STRAIGHT) * DEG_PER_CHORD

    def spine(self) -> Spine | None:
        """The estimate at the furthest of the movement under way; None where none is made, or the
        body looks like nobody known."""
        return self._gauge.rep() if self._gauge else None

    def second_opinion(
        self,
        judged: SpineFault,
        rep: Rep,
        found: list[Finding],
        lines: Iterable[MeasuredLine | None],
    ) -> list[Finding]:
        """A rep's findings after the estimate, if there is one, has been heard (`rules.spine`);
        `lines` are those of the bent back, of which the middle one is shown."""
        estimate = self.spine()
        if estimate is None:
            return found
        seen = [line for line in lines if line]
        line = seen[len(seen) // 2] if seen else None
        told = second_opinion(judged, estimate, rep, found, line, self.standing)
        if not any(finding.fault == judged.fault.name for finding in found if finding in told):
            rep.metrics[judged.metric] = estimate.degrees  # else the number is the outline's
        return told

    def reset_rep(self) -> None:
        """A rep, or what was none, is over."""
        if self._gauge:
            self._gauge.reset_rep()

    @property
    def _hangs(self) -> bool:
        return median(back.loins for back in self._stood) > self._hangs_from

    @property
    def standing(self) -> MeasuredLine | None:
        """The outline of who stands, to show beside a rounded one."""
        return self._stood[len(self._stood) // 2].line if self._stood else None
