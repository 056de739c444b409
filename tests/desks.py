"""Somebody at a desk, seen by the computer's camera and from the side, a look every few seconds."""

import math
from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np

from pose.pose import Landmark, Pose
from tests.figures import View, on_feet

SIZE = (320, 240)
LOOK_S = 4.0
_SIDE = View(SIZE, 0.3)
Look = Callable[[float], Pose]  # a body at a time (s)


def front(closer: float = 1.0, up: float = 0.0, aside: float = 0.0) -> Look:
    """Head and shoulders, `closer` times as wide as usual, `up` and `aside` by so many usual
    widths of the shoulders; the hips are supposed, under the picture."""

    def look(t: float) -> Pose:
        # Nobody sits like a stone, and no joint is read like one.
        sway = 0.02 * math.sin(t / 7.0) + 0.01 * math.sin(1.7 * t)
        half = 40 * closer * (1 + 0.5 * sway)
        x, y = 160 + 80 * (aside + sway), 170 - 80 * up
        marks = np.full((33, 2), np.nan)
        for side, way in (("LEFT", 1), ("RIGHT", -1)):
            marks[Landmark[f"{side}_SHOULDER"]] = x + way * half, y
            marks[Landmark[f"{side}_EAR"]] = x + way * 0.4 * half, y - 1.4 * half
            marks[Landmark[f"{side}_HIP"]] = x + way * 0.7 * half, y + 3 * half
            marks[Landmark[f"{side}_KNEE"]] = x + way * 0.7 * half, y + 4 * half
            marks[Landmark[f"{side}_ANKLE"]] = x + way * 0.7 * half, y + 6 * half
        return Pose(t, SIZE, marks)

    return look


@lru_cache(500)
def _beside(rise: float, lean: float) -> np.ndarray:
    return on_feet(rise, lean, 5.0, 0.0, _SIDE).landmarks


def side(lean: float = 0.0, rise: float = 8.0) -> Look:
    """From the side, the trunk `lean` degrees forward, the thighs `rise` degrees over level (90:
    standing)."""

    def look(t: float) -> Pose:
        sway = round(2 * math.sin(t / 7.0))
        return Pose(t, SIZE, _beside(rise, lean + sway).copy())

    return look


def nobody(t: float) -> Pose:
    """An empty chair."""
    return Pose.empty(t, SIZE)


def looks(*stays: tuple[Look, float], t: float = 0.0) -> Iterator[Pose]:
    """What is seen of (body, minutes) one after the other."""
    for look, minutes in stays:
        for _ in range(round(60 * minutes / LOOK_S)):
            yield look(t)
            t += LOOK_S
