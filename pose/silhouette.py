"""The trunk's outline between shoulder and hip, read from the person mask: how the back curves; and
the sole's under the ankle.

MediaPipe has no landmark between shoulders and hips, so a lumbar arch or a rounded back that leaves
the joints in place is invisible to it. The outline shows it: on 39 + 8 people the lumbar skin
profile is fitted well by a quadratic (evidence.md [35]), so a sagitta is enough. All lengths are in
chord lengths (shoulder to hip), so a near and a far person read alike.

A foot has three landmarks, which a pose model lays flat where it should know better; the edge of
its sole shows how it stands.
"""

import math
from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from pose.geometry import median, side_of, spread
from pose.pose import Mask

# Where along the chord the edge is looked for (0 shoulder, 1 hip, beyond it the buttock or thigh),
# and how far from the chord, in chord lengths.
ALONG = np.linspace(-0.05, 1.30, 42)
_REACH = np.linspace(-0.10, 0.70, 65)
# Shares of the mask: where it falls through one half is the edge, and how far the other two lie
# apart its width.
_LEVELS = np.array([0.75, 0.5, 0.25], np.float32)
_EACH, _ROWS = np.ogrid[: len(_LEVELS), : len(ALONG)]
# Neighbouring places along the edge that lie further apart than this break it: an arm, a shadow
# under the back or a hole in the mask (J, evidence.md §6.0 asks for 80 % of an unbroken edge).
_STEP = 0.05

_ARM = 0.08  # half an arm's thickness in chord lengths (J)
# What a reading needs to be trusted: share of unbroken edge (evidence.md §6.0, J), width of the
# edge (usual masks fall within 0.02-0.05 chord lengths; J), noise from frame to frame over a second
# (evidence.md §6.0: 0.015, J).
CONTINUOUS, SOFT, NOISY, _SECOND = 0.8, 0.12, 0.015, 1.0

# Where under the ankle the sole's edge is looked for, in lengths of the shank (a foot is some 0.65
# long, its heel 0.12 behind and its ball 0.33 ahead of the ankle): so far ahead and below. The rear
# piece slopes where the heel is off, though the ball lies; the front one where the toes are up,
# though the heel stands on its round end. A piece whose median is so far off a straight line is the
# edge of something else: soles 0.001-0.018, a foot behind a chair's 0.05-0.07 (D, 44 drawn clips).
_SOLE, _BELOW, _CROOKED = np.linspace(-0.08, 0.20, 29), np.linspace(0.60, 0.0, 61), 0.025
_PIECES = _SOLE < 0.155, _SOLE > -0.005

Span = tuple[float, float]  # from, to along the chord


@dataclass(frozen=True, eq=False)
class Contour:
    """One side of the trunk's outline.

    ``offset`` (n,): distance of the edge from the chord at `ALONG`, in chord lengths, + outward;
    NaN where there is none. ``width`` (n,): how far the mask takes there to fall from 3/4 to 1/4,
    in chord lengths: the sharpness of the edge. ``points`` (n, 2): the edge in frame px.
    """

    offset: np.ndarray
    width: np.ndarray
    points: np.ndarray


@dataclass(frozen=True)
class Curve:
    """How a piece of the outline curves.

    ``sagitta``: how far its middle stands out of the line between its ends, in chord lengths,
    + outward, - hollow. ``bend``: angle between its chest half and its pelvis half in degrees,
    + when they meet in an outward corner.
    """

    sagitta: float
    bend: float


@dataclass(frozen=True)
class Reading:
    """A value read from the outline (chord lengths), with what speaks against it.

    ``continuity`` 0..1: share of the piece with an unbroken edge. ``softness``: median width of the
    edge in chord lengths. ``arm``: whether an arm may lie over it. ``jitter``: standard deviation
    from frame to frame over the last second, in chord lengths.
    """

    value: float
    continuity: float
    softness: float
    arm: bool
    jitter: float

    @property
    def trusted(self) -> bool:
        """Whether the value may be judged."""
        sharp = self.continuity >= CONTINUOUS and self.softness < SOFT
        return sharp and not self.arm and self.jitter < NOISY and math.isfinite(self.value)


class Reader:
    """Reads one kind of value frame by frame, and knows how much it jitters."""

    def __init__(self) -> None:
        self._recent: deque[tuple[float, float]] = deque()

    def read(
        self,
        t: float,
        value: float,
        contour: Contour,
        span: Span,
        joints: np.ndarray,
        chord: tuple[np.ndarray, np.ndarray],
    ) -> Reading:
        """The reading at time `t` (s) of a value taken on a span of the contour.

        ``joints`` (n, 2) px are the arms', ``chord`` shoulder and hip (2,) px each.
        """
        self._recent.append((t, value))
        while self._recent[0][0] < t - _SECOND:
            self._recent.popleft()
        steps = [after - before for (_, before), (_, after) in pairwise(self._recent)]
        steps = [step for step in steps if math.isfinite(step)]
        # The difference of two noisy values has twice the variance of one; slow change cancels.
        jitter = spread(steps) / math.sqrt(2) if len(steps) > 2 else 0.0
        arm = crosses(contour, joints, *chord, span)
        return Reading(value, continuity(contour, span), softness(contour, span), arm, jitter)


def trunk_contour(
    mask: Mask, shoulder: np.ndarray, hip: np.ndarray, outward: np.ndarray
) -> Contour:
    """The edge of the person on one side of the chord shoulder-hip.

    Along rays at right angles to the chord, the first place where the mask falls through one half
    after the body has been met, between samples by linear interpolation (the mask's soft values
    place the edge within a fraction of a pixel).

    Parameters
    ----------
    mask : Mask
        Of the same frame.
    shoulder, hip : ndarray, shape (2,)
        Ends of the chord, frame px.
    outward : ndarray, shape (2,)
        A direction (px) that tells on which side of the chord the edge is looked for.
    """
    chord = hip - shoulder
    normal = np.array([-chord[1], chord[0]])
    if normal @ outward < 0:
        normal = -normal
    line = shoulder + ALONG[:, None] * chord
    value = mask.at(line[:, None] + _REACH[None, :, None] * normal)
    inner, offset, outer = _falls(value)
    return Contour(offset, outer - inner, line + offset[:, None] * normal)


def _falls(value: np.ndarray) -> np.ndarray:
    """Reach at which each row of (len(ALONG), m) values falls through each of `_LEVELS` for the
    first time after being above it, (levels, len(ALONG)); NaN where it does not."""
    inside = value >= _LEVELS[:, None, None]
    falls = inside[:, :, :-1] > inside[:, :, 1:]
    before = falls.argmax(axis=2)
    high, low = value[_ROWS, before], value[_ROWS, before + 1]
    share = (high - _LEVELS[:, None]) / np.maximum(high - low, 1e-6)
    reach = _REACH[before] + share * (_REACH[1] - _REACH[0])
    return np.where(falls[_EACH, _ROWS, before], reach, np.nan)


def curve(contour: Contour, chest: Span, middle: Span, pelvis: Span) -> Curve:
    """Curvature of a piece of the outline; all NaN when one of its three parts has no edge."""
    ends = [level(contour, span) for span in (chest, middle, pelvis)]
    at = [sum(span) / 2 for span in (chest, middle, pelvis)]
    straight = ends[0] + (ends[2] - ends[0]) / (at[2] - at[0]) * (at[1] - at[0])
    slopes = [(ends[1] - ends[0]) / (at[1] - at[0]), (ends[2] - ends[1]) / (at[2] - at[1])]
    bend = math.degrees(math.atan(slopes[0]) - math.atan(slopes[1]))
    return Curve(ends[1] - straight, bend)


def level(contour: Contour, span: Span) -> float:
    """Median offset over a span in chord lengths; NaN when most of the span has no edge."""
    values = contour.offset[_within(span)]
    seen = values[np.isfinite(values)]
    return median(seen.tolist()) if 2 * len(seen) > len(values) else math.nan


def continuity(contour: Contour, span: Span) -> float:
    """Share of a span along which the edge exists and does not jump, 0..1."""
    values = contour.offset[_within(span)]
    steps = np.abs(values[1:] - values[:-1])
    return float(np.count_nonzero(steps <= _STEP)) / len(steps)  # NaN compares false


def softness(contour: Contour, span: Span) -> float:
    """Median width of the edge over a span in chord lengths; NaN when there is none."""
    widths = contour.width[_within(span)]
    seen = widths[np.isfinite(widths)]
    return median(seen.tolist()) if len(seen) else math.nan


@lru_cache
def _within(span: Span) -> slice:
    begin, end = np.searchsorted(ALONG, (span[0] - 1e-6, span[1] + 1e-6))
    return slice(int(begin), int(end))


def crosses(
    contour: Contour, joints: np.ndarray, shoulder: np.ndarray, hip: np.ndarray, span: Span
) -> bool:
    """Whether an arm may lie over the outline: one of its joints (n, 2) px is at the edge or a
    little outside of it, at a place within a span along the chord. Missing joints are nowhere."""
    x, y = (hip - shoulder).tolist()
    square = x * x + y * y
    places = [(px * x + py * y) / square for px, py in (joints - shoulder).tolist()]
    beside = [
        (along, joint)
        for along, joint in zip(places, joints, strict=True)
        if span[0] <= along <= span[1]
    ]
    seen = np.isfinite(contour.offset)
    if not beside or not seen.any():
        return False
    middle = contour.points[seen][seen.sum() // 2]
    sign = math.copysign(1.0, side_of(shoulder, hip, middle))
    for along, joint in beside:
        out = sign * side_of(shoulder, hip, joint) / math.sqrt(square)
        edge = float(np.interp(along, ALONG[seen], contour.offset[seen]))
        if edge - _ARM < out < _REACH[-1] + _ARM:
            return True
    return False


def sole(mask: Mask, knee: np.ndarray, ankle: np.ndarray, ahead: float) -> tuple[float, np.ndarray]:
    """How the sole of who sits or stands slopes against the picture, where it slopes most: degrees,
    + where the heel is higher than the ball, and its edge (n, 2) in frame px. NaN and no edge where
    it is not seen.

    The edge is looked for from below, so of two feet it is the nearer one's, which is lower in the
    picture.

    Parameters
    ----------
    mask : Mask
        Of the same frame.
    knee, ankle : ndarray, shape (2,)
        Of the shank, frame px.
    ahead : float
        Whether the toes point to the right (+1) or to the left (-1) of the picture.
    """
    unseen = math.nan, np.empty((0, 2))
    shank = float(np.hypot(*(knee - ankle)))
    if not shank > 0:  # nor missing
        return unseen
    x, y = np.broadcast_arrays(ahead * _SOLE[:, None], _BELOW)
    value = mask.at(ankle + shank * np.stack([x, y], axis=-1))
    inside = value >= 0.5
    here = inside.argmax(axis=1)
    if not inside.any(axis=1).all() or not here.all():
        return unseen
    rows = np.arange(len(value))
    low, high = value[rows, here - 1], value[rows, here]
    down = _BELOW[here - 1] + (0.5 - low) / (high - low) * (_BELOW[1] - _BELOW[0])
    slopes = [_slope(_SOLE[piece], down[piece]) for piece in _PIECES]
    if np.isnan(slopes).any():
        return unseen
    edge = ankle + shank * np.column_stack([ahead * _SOLE, down])
    return math.degrees(math.atan(max(slopes, key=abs))), edge


def _slope(along: np.ndarray, down: np.ndarray) -> float:
    """Slope of a piece of the sole's edge; NaN where it is no straight line."""
    slope, start = np.polyfit(along, down, 1)
    off = median(np.abs(down - start - slope * along).tolist())
    return float(slope) if off < _CROOKED else math.nan
