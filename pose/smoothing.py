"""The One Euro filter (Casiez, Roussel & Vogel 2012) on landmarks."""

import math

import numpy as np

from pose.geometry import length
from pose.pose import Landmark, Pose

# Start values of evidence.md §3 (grade J), in torso lengths and seconds. MediaPipe's VIDEO mode has
# filtered already: this only quiets a still body, so that faults need fewer frames to be sure.
MIN_CUTOFF_HZ = 1.5
BETA = 4.0
DERIVATIVE_CUTOFF_HZ = 1.0
_GAP_S = 0.5  # after a longer gap the filter starts anew


class LandmarkFilter:
    """Causal smoothing of one person's landmarks: strong when still, weak when moving.

    Speeds are measured in torso lengths per second, so a near and a far person are treated alike.
    """

    def __init__(self) -> None:
        self._t = -math.inf
        self._size: tuple[int, int] | None = None
        self._position = np.full((len(Landmark), 2), np.nan)
        self._speed = np.zeros((len(Landmark), 2))

    def __call__(self, pose: Pose) -> Pose:
        """The same pose with smoothed landmarks (px); missing landmarks stay missing."""
        dt = min(pose.t - self._t, 2 * _GAP_S)
        torso = length(pose.mid("SHOULDER"), pose.mid("HIP"))
        if not math.isfinite(torso) or torso == 0:
            return pose
        # Pixels of a picture of another size say nothing about where a joint was.
        followed = 0 < dt < _GAP_S and pose.size == self._size
        known = np.isfinite(self._position) & followed
        raw = np.where(known, (pose.landmarks - self._position) / max(dt, 1e-3) / torso, 0.0)
        share = _share(DERIVATIVE_CUTOFF_HZ, dt)
        self._speed = np.where(known, self._speed + share * (raw - self._speed), 0.0)
        weight = _share(MIN_CUTOFF_HZ + BETA * np.abs(self._speed), dt)
        smooth = self._position + weight * (pose.landmarks - self._position)
        self._position = np.where(known, smooth, pose.landmarks)
        self._t, self._size = pose.t, pose.size
        smoothed = self._position.copy()
        return Pose(pose.t, pose.size, smoothed, pose.visibility, pose.people, pose.mask)


def _share(cutoff_hz: float | np.ndarray, dt: float) -> float | np.ndarray:
    """Weight of the new sample of a first-order low-pass, `dt` s after the one before."""
    turn = 2 * math.pi * cutoff_hz * max(dt, 1e-3)
    return turn / (turn + 1)
