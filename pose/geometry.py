"""Plane geometry of joints, in pixels. Missing points are NaN and give NaN.

Never use normalised x, y here: a 16:9 frame bends a true 170 degrees to 162 (evidence.md §0).
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np


def median(values: Iterable[float]) -> float:
    """Median of a few values; NaN when one of them is missing (NaN), or when there are none.

    As numpy's own, which costs ten times as much on so few.
    """
    ranked = sorted(values)
    half = len(ranked) // 2
    if not ranked or any(map(math.isnan, ranked)):
        return math.nan
    return float(ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2)


def spread(values: Sequence[float]) -> float:
    """Standard deviation of a few values, at least one."""
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))


def length(a: np.ndarray, b: np.ndarray) -> float:
    """Distance between two points (2,) in pixels."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def joint_angle(a: np.ndarray, joint: np.ndarray, b: np.ndarray) -> float:
    """Unsigned angle a-joint-b in degrees, 0..180; 180 = straight.

    Tells neither sag from pike nor arch from low: use `deviation` for those.
    """
    ux, uy, vx, vy = a[0] - joint[0], a[1] - joint[1], b[0] - joint[0], b[1] - joint[1]
    return math.degrees(math.atan2(abs(ux * vy - uy * vx), ux * vx + uy * vy))


def side_of(a: np.ndarray, b: np.ndarray, point: np.ndarray) -> float:
    """On which side of the line a-b a point lies: distance in pixels with a sign.

    Only the comparison of two signs for the same line has a meaning.
    """
    cross = (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
    span = length(a, b)
    return cross / span if span else math.nan


def deviation(a: np.ndarray, joint: np.ndarray, b: np.ndarray, towards: np.ndarray) -> float:
    """How far the chain a-joint-b is bent, in degrees: ``180 - joint_angle`` with a sign.

    Positive when the joint lies on the same side of the line a-b as `towards`. The sign comes from
    anatomy, not from "up" in the picture, so it survives a rolled or turned camera
    (design.md §3).
    """
    bend = 180 - joint_angle(a, joint, b)
    return math.copysign(bend, side_of(a, b, joint) * side_of(a, b, towards))


def tilt(lower: np.ndarray, upper: np.ndarray) -> float:
    """Angle of the line lower-upper against the picture's vertical in degrees.

    0 upright, 90 horizontal, 180 upside down. Assumes a level camera (roll up to about 5 degrees).
    """
    return math.degrees(math.atan2(abs(upper[0] - lower[0]), lower[1] - upper[1]))


def lean(lower: np.ndarray, upper: np.ndarray, facing: float) -> float:
    """`tilt` with a sign, in degrees: + when the upper point lies towards where the body faces,
    the picture's right (`facing` > 0) or left (< 0)."""
    ahead = math.copysign(1.0, facing) * (upper[0] - lower[0])
    return math.degrees(math.atan2(ahead, lower[1] - upper[1]))
