"""The own breath of who lies on the back, from the person mask: the belly rises and sinks.

Lying, the belly carries 94-95 % of the variance of the diaphragm's movement, and quiet breathing
moves the wall less than a third of what deep breathing does (V [b8] of evidence-more.md): a paced,
deep breath is seen, a quiet one often is not. So this is information and no verdict, and what is
not trusted is not told.
"""

from collections.abc import Sequence

import numpy as np

from pose.profile import Profile
from pose.silhouette import Contour, Span, level, trunk_contour
from rules.exercise import Event, Signal
from rules.fault import measured_line
from rules.guided import GuidedExercise
from rules.report import Rhythm

# Where along the chord shoulder-hip the belly is (0 shoulder, 1 hip). A hand that lies there is
# part of the outline and moves with it.
BELLY: Span = (0.55, 0.80)
# What a rhythm needs to be told (evidence-more.md §6): so much between full and empty and at most
# so much noise from frame to frame, both in % of the chord (J, 1 % is about 5 mm); so many breaths
# (J), so alike (autocorrelation a breath later, J). Rendered people 1.65 m away read 1.9-2.0 with a
# deep breath, 0.2 without any, and 0.09-0.19 of noise; 2.55 m away 0.5 of noise and no rhythm; a
# real woman lying still 1.3 and 0.27 (D).
MIN_DEPTH, MAX_NOISE, MIN_BREATHS, MIN_ALIKE = 1.0, 0.35, 3, 0.6
# A breath takes so long, s (0.05-0.5 Hz, evidence-more.md §6).
BREATH_S = (2.0, 20.0)
_HERTZ, _SMOOTH_S, _DRIFT_S = 10.0, 1.0, 20.0
_GAP_S = 1.0  # what was not seen for so long cuts the breath
_EDGE = 0.2  # of the way from empty to full, over and under the middle: no turn within it (J)
# A turn is in the middle of the time within this share of the depth of its extreme: noise shifts
# that less than the extreme itself. Slow ways have more of that time than quick ones, as the sides
# of a cosine: in and out are read that share too alike, which is undone. A whole breath is read
# within 0.2 s, in and out within 0.5 s and, where the belly rests empty, 0.7 s (D, 3 rendered
# people, 24 made-up series with noise).
_NEAR = 0.15
_ALIKE_BY = 2 * float(np.arccos(1 - 2 * _NEAR)) / np.pi


class BreathExercise(GuidedExercise):
    """A paced breath: its own rhythm is read beside the pacer's, where the belly can be seen.

    Signal: the height of the belly over the line shoulder-hip, in % of its length.
    """

    needs_mask = True
    signal = Signal("belly_level", "pct")

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._levels: list[tuple[float, float]] = []

    def look(self, t: float, profile: Profile) -> None:
        self.value, contour = belly_level(profile)
        if contour is not None:
            self.line = measured_line(profile, "SHOULDER", "HIP")
        self._levels.append((t, self.value))

    def finish(self, t: float) -> list[Event]:
        self.rhythm = rhythm(self._levels) if self.true_times else None
        return super().finish(t)


def belly_level(profile: Profile) -> tuple[float, Contour | None]:
    """How high the belly stands over the line shoulder-hip, in % of that line's length, and the
    outline it was read from. NaN and None without a mask."""
    if profile.mask is None:
        return np.nan, None
    up = profile.knee - (profile.shoulder + profile.hip) / 2  # the knees stand on the belly's side
    contour = trunk_contour(profile.mask, profile.shoulder, profile.hip, up)
    return 100 * level(contour, BELLY), contour


def rhythm(samples: Sequence[tuple[float, float]]) -> Rhythm | None:
    """The rhythm in a series of (t in s, belly level in %), or None when it is not surely seen.

    Missing values are NaN. Only whole breaths count, empty to full to empty.
    """
    pieces = _pieces(samples)
    if not pieces:
        return None
    noise = float(np.median([np.std(np.diff(v)) for _, v in pieces])) / np.sqrt(2)
    waves = [_wave(t, v) for t, v in pieces]
    together = np.concatenate([v for _, v in waves])
    depth = float(np.ptp(np.percentile(together, (10, 90))))
    if depth < MIN_DEPTH or noise > MAX_NOISE:
        return None
    breaths = [breath for t, v in waves for breath in _breaths(t, v, depth)]
    ways = np.array(breaths).reshape(-1, 3)
    if len(ways) < MIN_BREATHS:
        return None
    whole = float(np.median(ways[:, 2] - ways[:, 0]))
    if not BREATH_S[0] <= whole <= BREATH_S[1] or _alike(waves, whole) < MIN_ALIKE:
        return None
    seen = sum(end - start for start, _, end in breaths)
    more = float(np.median(2 * ways[:, 1] - ways[:, 0] - ways[:, 2])) / (1 - _ALIKE_BY)
    return Rhythm(
        in_s=max(0.0, (whole + more) / 2),
        out_s=max(0.0, (whole - more) / 2),
        breaths=len(ways),
        seen_share=min(1.0, seen / max(samples[-1][0] - samples[0][0], 1e-6)),
    )


Series = tuple[np.ndarray, np.ndarray]  # t in s, values in %


def _pieces(samples: Sequence[tuple[float, float]]) -> list[Series]:
    """The unbroken stretches of a series that are long enough for a breath."""
    known = np.array([each for each in samples if np.isfinite(each[1])]).reshape(-1, 2)
    cuts = np.flatnonzero(np.diff(known[:, 0]) > _GAP_S) + 1
    parts = [(part[:, 0], part[:, 1]) for part in np.split(known, cuts)]
    return [(t, v) for t, v in parts if len(t) and t[-1] - t[0] >= BREATH_S[0]]


def _wave(t: np.ndarray, values: np.ndarray) -> Series:
    """The stretch evenly sampled, smoothed, about the middle that it drifts along."""
    even = np.arange(t[0], t[-1], 1 / _HERTZ)
    near = round(_SMOOTH_S * _HERTZ)
    smooth = np.convolve(
        np.pad(np.interp(even, t, values), near // 2, mode="edge"), np.ones(near) / near, "valid"
    )[: len(even)]
    half = round(_DRIFT_S * _HERTZ / 2)
    drift = [np.median(smooth[max(0, i - half) : i + half + 1]) for i in range(len(smooth))]
    return even, smooth - drift


def _breaths(t: np.ndarray, wave: np.ndarray, depth: float) -> list[tuple[float, float, float]]:
    """Times (s) of empty, full and empty again of each whole breath of about `depth` (%). A turn at
    an end of the stretch may have been anywhere."""
    side = np.where(wave > _EDGE * depth, 1, np.where(wave < -_EDGE * depth, -1, 0))
    marks = np.flatnonzero(side)
    runs = np.split(marks, np.flatnonzero(np.diff(side[marks])) + 1)
    turns, full = [], []
    for run in runs if len(marks) else ():
        far = side[run] * wave[run]
        near = run[far >= far.max() - _NEAR * depth]
        if near[0] > 0 and near[-1] < len(wave) - 1:
            turns.append(float(t[near].mean()))
            full.append(bool(side[near[0]] > 0))
    first = int(bool(full) and full[0])
    return list(zip(turns[first::2], turns[first + 1 :: 2], turns[first + 2 :: 2], strict=False))


def _alike(waves: Sequence[Series], whole: float) -> float:
    """How alike the belly is a breath later: the highest correlation near a lag of `whole` s."""
    best = -1.0
    for lag in range(round(0.7 * whole * _HERTZ), round(1.3 * whole * _HERTZ) + 1):
        now = np.concatenate([v[lag:] for _, v in waves])
        then = np.concatenate([v[: max(0, len(v) - lag)] for _, v in waves])
        if len(now) >= whole * _HERTZ and now.std() and then.std():
            best = max(best, float(np.corrcoef(now, then)[0, 1]))
    return best
