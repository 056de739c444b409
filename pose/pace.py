"""Which frames of a clip are worth a look: all while the body moves, fewer while it does not."""

import math
from collections import deque

import numpy as np

from pose.pose import Pose
from pose.video import Thin

# Poses per second of a body that hardly moves. All of the rendered truth has 15 frames a second;
# of real clips, where people move faster, 15 throughout change verdicts (D, benchmarks.segments).
STILL_PER_S = 15.0
# What moves: the fastest of shoulders, hips and knees, in trunk lengths a second over `_OVER_S`.
# All 14 real clips are judged as with every frame at 0.4, not all at 0.5 (D).
_MOVES, _OVER_S = 0.4, 0.2
_CALM_S = 0.3  # every frame still counts for so long after the body has stopped
_NEW_S = 1.0  # and after somebody was found: the tracker has to settle
_LAST_S = 0.5  # and at the end of the clip: a rep may end with it


class Pace:
    """Chooses the frames of one stream: ask `wants` of each in turn, tell `saw` what was found.

    Parameters
    ----------
    rate : float
        Frames per second of the stream, 0 when unknown: then all are wanted.
    end : float
        Where the stream ends (s); inf when unknown.
    """

    def __init__(self, rate: float, end: float = math.inf):
        self._thin = Thin.to_least(rate, STILL_PER_S)
        self._last_part = end - _LAST_S
        self._all_until = math.inf
        self._past: deque[tuple[float, np.ndarray]] = deque()

    def wants(self, t: float) -> bool:
        """Whether the frame at `t` (s) is to be looked at."""
        return self._thin.keeps(t) or t < self._all_until or t >= self._last_part

    def saw(self, pose: Pose) -> None:
        """Take the pose of a frame that was wanted."""
        if not pose.found:  # whoever is searched is found sooner in more frames
            self._past.clear()
            self._all_until = math.inf
            return
        places = np.array([pose.mid(name) for name in ("SHOULDER", "HIP", "KNEE")])
        while self._past and self._past[0][0] < pose.t - _OVER_S:
            self._past.popleft()
        if math.isinf(self._all_until):
            self._all_until = pose.t + _NEW_S
        if self._past:
            t, before = self._past[0]
            trunk = float(np.linalg.norm(places[0] - places[1]))
            moved = float(np.linalg.norm(places - before, axis=1).max())
            if moved > _MOVES * trunk * (pose.t - t):
                self._all_until = max(self._all_until, pose.t + _CALM_S)
        self._past.append((pose.t, places))
