"""Sitting at a desk, watched beside other work: when to stand up, and what has changed since the
own start. There is no good or bad posture here (evidence-more.md, finding 7), and leaning back is
nothing to be told of: the backrest is for that. It is no exercise that is chosen, so it is not
registered; `coach.desk` runs it.
"""

from collections import deque
from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from pose.geometry import lean, length, median, tilt
from pose.profile import Profile
from rules.exercise import Dose, Signal
from rules.monitor import MonitorExercise

# Seen by the computer's own camera, whoever stands has the head so many shoulder widths over where
# it was in the seat, or out of the picture (evidence-more.md §5.1, J).
STANDS_WIDTHS = 1.0
# The shoulders wider than at the start by this share: the screen is nearer by 13 % (J).
CLOSER = float(np.log(1.15))
# From the side: a thigh steeper than this bears somebody who stands; and the shoulders so many
# trunk lengths over where they were in the seat, for thighs that the desk hides (J).
STANDS_DEG, STANDS_TRUNKS = 45.0, 0.6
# The seat is where so many looks see somebody first, or by so much lower later (J).
SEAT_LOOKS, SAT_DOWN = 5, 0.5
# Trunk (degrees) and head (trunk lengths) further forward than at the start (J).
LEANS_DEG, HEAD_TRUNKS = 12.0, 0.15


class Desk(MonitorExercise):
    """What both cameras have in common: how high somebody is who sits."""

    name = "desk"
    upright = True
    dose = Dose()

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._forget()

    def look_anew(self) -> None:
        """The camera was moved: nothing that was learnt holds."""
        self._forget()
        self.learn()

    def _forget(self) -> None:
        self._seat: tuple[float, float] | None = None
        self._heights: deque[tuple[float, float]] = deque(maxlen=SEAT_LOOKS)

    def _risen(self, y: float, unit: float) -> float:
        """How far a point at `y` px is over where it is in the seat, in `unit` px of there: what is
        seen first is the seat, and what is clearly lower later."""
        self._heights.append((y, unit))
        now, size = (median(values) for values in zip(*self._heights, strict=True))
        if len(self._heights) == SEAT_LOOKS and (
            self._seat is None or now - self._seat[0] > SAT_DOWN * self._seat[1]
        ):
            self._seat = now, size
        return 0.0 if self._seat is None else (self._seat[0] - y) / self._seat[1]


class DeskFront(Desk):
    """Seen by the computer's own camera: head and shoulders."""

    view = "front"
    facing = "camera"
    needs = ("EAR", "SHOULDER")
    signal = Signal("closeness", "share")
    drifts: ClassVar[Mapping[str, float]] = {"closer": CLOSER}

    def in_position(self, profile: Profile) -> bool:
        head = float(profile.ear[1] + profile.far.ear[1]) / 2
        return head > 0 and self._risen(head, _width(profile)) < STANDS_WIDTHS

    def measure(self, profile: Profile) -> Mapping[str, float]:
        # The logarithm: what it grows by is a share of the own start.
        return {"closer": float(np.log(_width(profile)))}

    def place(self, profile: Profile) -> np.ndarray:
        head = (profile.ear + profile.far.ear) / 2
        return np.concatenate([head, profile.mid_shoulder]) / _width(profile)


class DeskSide(Desk):
    """Seen from the side: head, trunk and, where the desk lets it, thigh."""

    needs = ("EAR", "SHOULDER", "HIP")
    signal = Signal("trunk_tilt", "deg")
    drifts: ClassVar[Mapping[str, float]] = {"forward": LEANS_DEG, "head": HEAD_TRUNKS}

    def in_position(self, profile: Profile) -> bool:
        if tilt(profile.mid_knee, profile.mid_hip) < STANDS_DEG:
            return False
        return self._risen(float(profile.mid_shoulder[1]), profile.torso) < STANDS_TRUNKS

    def measure(self, profile: Profile) -> Mapping[str, float]:
        ahead = float(profile.mid_knee[0] - profile.mid_hip[0])  # the thighs of who sits tell
        head = np.sign(ahead) * (profile.ear[0] - profile.shoulder[0]) / profile.torso
        return {
            "forward": lean(profile.mid_hip, profile.mid_shoulder, ahead),
            "head": float(head),
        }

    def place(self, profile: Profile) -> np.ndarray:
        return np.concatenate([profile.ear, profile.mid_shoulder]) / profile.torso


def _width(profile: Profile) -> float:
    """Of the shoulders, px."""
    return length(profile.shoulder, profile.far.shoulder)
