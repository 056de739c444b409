"""What finds people in a picture: any that does can be the eye of a `pose.follower.Follower`."""

from dataclasses import dataclass
from statistics import median
from typing import Protocol

import numpy as np

from pose.pose import CORE, Box, Mask, mid


@dataclass(frozen=True, eq=False)
class Person:
    """One person in one picture.

    ``landmarks`` (33, 2): px of that picture, in the order of `pose.pose.Landmark`. Those of
    `pose.pose.CORE` are always placed, be it by a guess; others that an eye does not know are NaN.
    ``visibility`` (33,): how sure that is, 0..1. ``mask``: for px of the same picture, if there is
    one.
    """

    landmarks: np.ndarray
    visibility: np.ndarray
    mask: Mask | None

    @property
    def box(self) -> Box:
        """Smallest box round the landmarks, px."""
        low, high = np.nanmin(self.landmarks, axis=0), np.nanmax(self.landmarks, axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    @property
    def length(self) -> float:
        """Long side of the box, px."""
        left, top, right, bottom = self.box
        return max(right - left, bottom - top)

    @property
    def plausible(self) -> float:
        """0..1: how well the main joints are seen, less where a leg's two bones differ much."""
        hips, knees, ankles = (mid(self.landmarks, name) for name in ("HIP", "KNEE", "ANKLE"))
        thigh, shank = np.linalg.norm(hips - knees), np.linalg.norm(knees - ankles)
        even = float(min(thigh / shank, shank / thigh)) if thigh * shank else 0.0
        return float(self.visibility[CORE].mean()) * min(1.0, even / 0.5)

    def apart(self, other: "Person") -> float:
        """Median distance of the main joints of two bodies in px."""
        steps = np.linalg.norm(self.landmarks[CORE] - other.landmarks[CORE], axis=1)
        return float(median(steps.tolist()))  # numpy's own costs three times as much on so few


class Detector(Protocol):
    """Finds people in RGB pictures (h, w, 3), uint8 and contiguous. One for each stream."""

    def track(self, picture: np.ndarray, t: float) -> Person | None:
        """The person in the next picture of the stream, at `t` (s); may go by the pictures before,
        of which each may show another part of the frame."""

    def search(self, picture: np.ndarray) -> list[Person]:
        """The people, two or more where they are, in a picture that is looked at for itself."""

    def close(self) -> None:
        """Free what it holds."""
