"""Which joints are behind something: what they are said to do, the picture does not show.

MediaPipe places joints, and the person mask, through furniture too, with visibilities above 0.9.
But where something opaque stands before the body, the picture stays as it was while the body is
said to move: the outline is said to have passed over a place, and nothing changed there.
"""

from collections import deque

import numpy as np

from pose.picture import cv2
from pose.pose import CORE, Landmark, Mask, mid

# Looked at so often, s, against the picture of so long ago and not much longer, s (J).
_EVERY_S, _AGO_S, _LATEST_S = 0.2, 0.75, 1.5
_LONG_SIDE = 320  # px to which the pictures are shrunk: fine enough, and averages their noise
# The places looked at round a joint, in trunk lengths; so far must the joint have moved (J).
_REACH, _STEP, _MOVED = 0.5, 0.05, 0.1
# The mask's value must change so much at a place for the outline to have passed over it, the
# brightest channel by so much of the picture's light for a change to be seen, and so many places
# make a vote (J).
_PASSED, _CHANGED, _PLACES = 0.6, 0.05, 8
# At the feet more: the mask has their shadow, and the floor round them, now and then. Seen ankles
# of seven drawn people were hidden, mostly by 8-24 places that changed nothing; votes behind a box
# have 26-58 (D).
_PLACES_AT_ANKLES = 25
_ANKLES = (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE)
# Of so many last votes, at least so many, this share of the places must have changed; else the
# joint is hidden. Seen hips, knees and shoulders of 40 rendered and real clips, loose clothes and
# dim rooms among them: 0.78 and more; behind 24 painted boxes 0.00-0.34 (D). Lower than the middle,
# because a wrong refusal costs a whole set.
_VOTES, _ENOUGH = 6, 3
SEEN = (0.45, 0.55)  # hidden from below the first on, until above the second
# A joint that moves so many trunk lengths from one frame to the next (s at most) is misread, and
# the mask with it: for so long (s) nothing is looked at. A knee that was seen at the hips for two
# frames hid the hip for four seconds (D, one hinge); numbers as of `pose.profile.Steady` (J).
_JUMP, _NEXT_S, _CALM_S = 0.6, 0.15, 0.3

_AXIS = np.arange(-_REACH, _REACH + 1e-6, _STEP)
_PLACES_ROUND = np.stack(np.meshgrid(_AXIS, _AXIS), axis=-1).reshape(-1, 2)
_PLACES_ROUND = _PLACES_ROUND[np.hypot(*_PLACES_ROUND.T) <= _REACH]

_Look = tuple[float, np.ndarray, np.ndarray, Mask]  # t, small picture, landmarks (33, 2) px, mask


class Occlusion:
    """Follows one stream; knows nothing about a body that keeps still, or before a camera that
    moves: there everything counts as seen."""

    def __init__(self) -> None:
        self._looks: deque[_Look] = deque()
        self._votes: dict[Landmark, deque[tuple[int, int]]] = {
            joint: deque(maxlen=_VOTES) for joint in CORE
        }
        self.hidden: set[Landmark] = set()
        self._last: tuple[float, np.ndarray] | None = None  # t, joints (8, 2) of the frame before
        self._jumped_t = -np.inf

    def look(self, t: float, image: np.ndarray, landmarks: np.ndarray, mask: Mask) -> set[Landmark]:
        """Take one frame: RGB picture (h, w, 3), joints (33, 2) in its px, the person mask.

        Returns the landmarks among `pose.pose.CORE` that are hidden."""
        if self._jumped(t, landmarks) or (self._looks and t - self._looks[-1][0] < _EVERY_S):
            return self.hidden
        zoom = _LONG_SIDE / max(image.shape[:2])
        small = cv2.resize(image, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
        now = (t, small, landmarks, mask)
        while len(self._looks) > 1 and self._looks[1][0] <= t - _AGO_S:
            self._looks.popleft()
        if self._looks and _AGO_S <= t - self._looks[0][0] <= _LATEST_S:
            self._vote(now, self._looks[0], zoom)
        self._looks.append(now)
        return self.hidden

    def _jumped(self, t: float, landmarks: np.ndarray) -> bool:
        """Whether a joint has just jumped."""
        last, self._last = self._last, (t, landmarks[CORE])
        if last and t - last[0] <= _NEXT_S:
            steps = np.linalg.norm(landmarks[CORE] - last[1], axis=1)
            if steps.max() > _JUMP * _trunk(landmarks):
                self._jumped_t = t
        return t - self._jumped_t < _CALM_S

    def _vote(self, now: _Look, before: _Look, zoom: float) -> None:
        trunk = _trunk(now[2])
        steps = np.linalg.norm(now[2][CORE] - before[2][CORE], axis=1)
        moved = [j for j, step in zip(CORE, steps, strict=True) if step >= _MOVED * trunk]
        if not moved:
            return
        places = now[2][moved][:, None] + trunk * _PLACES_ROUND
        passed = np.abs(now[3].at(places) - before[3].at(places)) > _PASSED
        height, width = now[1].shape[:2]
        spots = places * zoom - 0.5
        passed &= ((spots >= 0) & (spots <= (width - 1, height - 1))).all(axis=-1)
        x, y = np.ascontiguousarray(np.moveaxis(spots, -1, 0), np.float32)
        there, then = (cv2.remap(look[1], x, y, cv2.INTER_LINEAR) for look in (now, before))
        light = max(1.0, float(np.percentile(now[1], 99)))
        changed = cv2.absdiff(there, then).max(axis=-1) > _CHANGED * light
        for joint, over, seen in zip(moved, passed, passed & changed, strict=True):
            if over.sum() >= (_PLACES_AT_ANKLES if joint in _ANKLES else _PLACES):
                self._votes[joint].append((int(over.sum()), int(seen.sum())))
                self._decide(joint)

    def _decide(self, joint: Landmark) -> None:
        votes = self._votes[joint]
        over, seen = np.sum(votes, axis=0)
        if len(votes) >= _ENOUGH and seen / over < SEEN[joint in self.hidden]:
            self.hidden.add(joint)
        else:
            self.hidden.discard(joint)


def _trunk(landmarks: np.ndarray) -> float:
    """Length of the trunk in px."""
    return float(np.linalg.norm(mid(landmarks, "SHOULDER") - mid(landmarks, "HIP")))
