"""How far the lower back arches in a hip lift, read from the trunk's outline.

Joints cannot show an arch with the hips on the shoulder-knee line (20 degrees of it read 186 +- 3.5
against 184 +- 4, design.md §4); the outline does, on both sides of the trunk: the hollow under the
back deepens, and the belly comes to stand over the thigh at the groin. Both are compared with the
same rep half-way and with lying at rest, because absolute values belong to body and clothes.

All numbers here are of grade D, from rendered people with known spines: five bodies, arms on the
floor, on the chest and to the ceiling, camera turned by up to 18 degrees (benchmarks.accuracy).
"""

import math
from collections import deque
from typing import NamedTuple

import numpy as np

from pose.geometry import median
from pose.profile import Profile
from pose.silhouette import (
    ALONG,
    Contour,
    Reader,
    curve,
    level,
    trunk_contour,
)
from rules.fault import measured_line
from rules.report import MeasuredLine

# Along the chord from shoulder (0) to hip (1): under the back, and on the belly side (where arms
# folded on the chest do not reach).
CHEST, LOINS, BUTTOCK = (0.12, 0.28), (0.55, 0.80), (0.98, 1.12)
BELLY, THIGH = (0.72, 0.88), (1.10, 1.25)
# The step from belly to thigh (chord lengths) at a height (degrees over the shoulder-knee line) in
# correct reps: one curve fits all five bodies within 0.02; two real people lie 0.03 and 0.05 below
# it all the way.
_USUAL_STEP = (1.25e-6, 3.204e-5, 3.410e-3, 3.139e-2)
HALFWAY = (-32.0, -16.0)  # degrees of height whose values are the rep's own baseline
NEAR_TOP = (-19.0, 15.5)  # degrees of height between which the outline is compared
KEPT = 0.25  # share of each baseline that is taken off: best of 0, 1/4, 1/2 and 1
_REST_S, _REST_EVERY_S = 1.0, 0.1
# Trusted up to about 15 degrees from side-on: shoulder width over trunk length. Side-on 0.10-0.26
# (the widest with the arms to the ceiling), turned by 30 degrees 0.21-0.43.
SIDE_ON = 0.26


class Witness(NamedTuple):
    """What a reading means: value `zero` is no arch, each chord length more is `gain` degrees.

    ``unsure``: so far below the threshold (degrees) nothing is said; ``slack``: so much more is
    needed to name it; below ``least`` (degrees) it is cloth that was read. Correct reps and 20
    degrees of arch read, in hundredths of the chord: both sides 1.6-7.4 and 8.1-13.0, belly
    0.1-1.9 (real people -3.9..-0.5) and 3.1-5.0,
    back alone 2.5-6.4 and 5.8-9.2.
    """

    zero: float
    gain: float
    unsure: float
    slack: float
    least: float = -math.inf


# 18 degrees of arch on a heavy body in a loose shirt read -26..-17, correct ones -11 at the
# least (D).
BOTH = Witness(0.048, 333.0, 2.0, 0.0, least=-14.0)
BELLY_ONLY = Witness(0.008, 555.0, 2.8, 0.0)
BACK_ONLY = Witness(0.048, 620.0, 8.0, 5.0)


class Arch(NamedTuple):
    """The arch in one frame: estimated lumbar arch in degrees, `Witness` figures, what to draw."""

    degrees: float
    witness: Witness
    line: MeasuredLine


class ArchGauge:
    """Measures the arch frame by frame; keeps the baselines of the rep under way."""

    def __init__(self) -> None:
        self._rest: deque[tuple[float, float]] = deque()
        self._back, self._belly = Reader(), Reader()
        self._halfway: dict[str, list[float]] = {"hollow": [], "step": []}
        self._earlier = {"hollow": math.nan, "step": math.nan}
        self.halfway_line: MeasuredLine | None = None

    def reset_rep(self) -> None:
        """A rep has ended: its half-way values serve one that passes half-way unseen."""
        self._earlier = {name: self._baseline(name) for name in self._halfway}
        self._halfway = {"hollow": [], "step": []}
        self.halfway_line = None

    def update(
        self,
        profile: Profile,
        height: float,
        moving: bool,
        edges: tuple[Contour, Contour] | None = None,
    ) -> Arch | None:
        """Take one frame; the arch when the hips are near the top and the outline can be trusted.

        Parameters
        ----------
        height : float
            Hips over the shoulder-knee line in degrees.
        moving : bool
            Whether a rep is under way; otherwise the body rests.
        edges : tuple of Contour or None
            The outline under the back and over the belly where it was looked for already.
        """
        if profile.mask is None or profile.view > SIDE_ON:
            return None
        up = profile.knee - profile.ankle  # away from the floor, however the camera is rolled
        back, belly = edges or (None, None)
        if not moving:
            self._keep_rest(profile, -up)
            return None
        if not HALFWAY[0] <= height <= NEAR_TOP[1]:
            return None
        under, hollow = self._hollow(profile, -up, back)
        over, step = self._step(profile, up, belly)
        step -= float(np.polyval(_USUAL_STEP, height))
        if height <= HALFWAY[1]:
            for name, value, contour in (("step", step, over), ("hollow", hollow, under)):
                if math.isfinite(value):
                    self._halfway[name].append(value)
                    self.halfway_line = _line(profile, contour)
        if height < NEAR_TOP[0]:
            return None
        hollow -= KEPT * (self._baseline("hollow") + self._resting())
        step -= KEPT * self._baseline("step")
        if math.isfinite(hollow + step):
            return _arch(hollow + step, BOTH, profile, under)
        if math.isfinite(step):
            return _arch(step, BELLY_ONLY, profile, over)
        if math.isfinite(hollow):
            return _arch(hollow, BACK_ONLY, profile, under)
        return None

    def _keep_rest(self, profile: Profile, down: np.ndarray) -> None:
        if self._rest and profile.t - self._rest[-1][0] < _REST_EVERY_S:
            return
        self._rest.append((profile.t, self._hollow(profile, down)[1]))
        while self._rest[0][0] < profile.t - _REST_S:
            self._rest.popleft()

    def _hollow(
        self, profile: Profile, down: np.ndarray, contour: Contour | None = None
    ) -> tuple[Contour, float]:
        """The outline under the back and how hollow it is (chord lengths); NaN if not trusted."""
        assert profile.mask is not None
        chord = profile.shoulder, profile.hip
        contour = contour or trunk_contour(profile.mask, *chord, down)
        value = -curve(contour, CHEST, LOINS, BUTTOCK).sagitta
        span = (CHEST[0], BUTTOCK[1])
        reading = self._back.read(profile.t, value, contour, span, profile.arms, chord)
        return contour, value if reading.trusted else math.nan

    def _step(
        self, profile: Profile, up: np.ndarray, contour: Contour | None = None
    ) -> tuple[Contour, float]:
        """The outline over belly and thigh and how far the belly stands over it (chord lengths);
        NaN if not trusted."""
        assert profile.mask is not None
        chord = profile.shoulder, profile.hip
        contour = contour or trunk_contour(profile.mask, *chord, up)
        value = level(contour, BELLY) - level(contour, THIGH)
        span = (BELLY[0], THIGH[1])
        reading = self._belly.read(profile.t, value, contour, span, profile.arms, chord)
        return contour, value if reading.trusted else math.nan

    def _resting(self) -> float:
        return median(value for _, value in self._rest if math.isfinite(value))

    def _baseline(self, name: str) -> float:
        """The own half-way value; NaN when none was seen yet: then nothing can be compared."""
        values = self._halfway[name]
        return median(values) if values else self._earlier[name]


def _arch(value: float, witness: Witness, profile: Profile, contour: Contour) -> Arch | None:
    degrees = (value - witness.zero) * witness.gain
    if degrees < witness.least:
        return None
    return Arch(degrees, witness, _line(profile, contour))


def _line(profile: Profile, contour: Contour) -> MeasuredLine:
    piece = (CHEST[0] <= ALONG) & (THIGH[1] >= ALONG)
    return measured_line(profile, "SHOULDER", "HIP", contour=contour.points[piece])
