"""What moves in the picture beside the body that is followed: there somebody else may be."""

import numpy as np

from pose.picture import cv2
from pose.pose import BONES, FACE, Box, Mask, mid

# Pictures are compared so often, s, with their long side shrunk to so many px (J).
_EVERY_S, _LONG_SIDE = 0.2, 240
# A place that changed by so much of the picture's light has moved, so many of them are somebody:
# at this size the hips of a body of a sixth of the picture move over 20 and more in a rep (D).
_CHANGED, _PLACES = 0.08, 16
# Half the thickness of what is taken for the body round its bones, in trunk lengths: flesh, loose
# clothes and the shadow close by (J).
_FLESH, _HEAD = 0.25, 0.35
# What the mask has of it from this share on, and so many px of the small picture round that (J).
_MASKED, _ROUND = 0.3, 3


def body(landmarks: np.ndarray, shape: tuple[int, ...], zoom: float = 1.0) -> np.ndarray:
    """Where a body is, roughly: uint8 (h, w), 1 on it, from its landmarks (33, 2) in px / zoom;
    those that are missing (NaN) are left out."""
    marks = np.clip(landmarks * zoom, -10_000, 10_000)
    trunk = float(np.linalg.norm(mid(marks, "SHOULDER") - mid(marks, "HIP")))
    on = np.zeros(shape[:2], np.uint8)
    known = np.isfinite(marks.sum(axis=1))
    for a, b in BONES:
        if known[a] and known[b]:
            first, last = (marks[i].astype(int).tolist() for i in (a, b))
            cv2.line(on, first, last, 1, max(3, round(2 * _FLESH * trunk)))
    face = marks[FACE][known[FACE]]
    if len(face):
        cv2.circle(on, face.mean(axis=0).astype(int).tolist(), round(_HEAD * trunk), 1, -1)
    return on


def without(image: np.ndarray, landmarks: np.ndarray, mask: Mask | None = None) -> np.ndarray:
    """The picture with a body painted over in the colours round it, so that a look finds others:
    its bones with flesh, and what its mask has beside (limbs close to the camera, wide clothes)."""
    zoom = _LONG_SIDE / max(image.shape[:2])
    small = cv2.resize(image, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
    on = body(landmarks, small.shape, zoom)
    if mask is not None:
        x, y = np.meshgrid(*(np.arange(side) + 0.5 for side in small.shape[1::-1]))
        masked = mask.at(np.stack([x, y], axis=-1) / zoom) > _MASKED
        on |= cv2.dilate(masked.astype(np.uint8), np.ones((2 * _ROUND + 1,) * 2, np.uint8))
    off = 1.0 - on.astype(np.float32)
    reach = _LONG_SIDE // 4 * 2 + 1
    weight = cv2.blur(off, (reach, reach))
    fill = cv2.blur(small * off[..., None], (reach, reach)) / np.maximum(weight, 1e-3)[..., None]
    smooth = cv2.resize(fill, image.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    on = cv2.resize(on, image.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    return np.where(on[..., None] > 0, smooth.astype(np.uint8), image)


class Beside:
    """Follows one stream: what has changed since `begin`, outside of the followed body."""

    def __init__(self) -> None:
        self._seen_t = -np.inf
        self.begin()

    def begin(self) -> None:
        """Compare with the next picture from now on."""
        self._first: np.ndarray | None = None
        self._bodies: np.ndarray | None = None
        self._moved: np.ndarray | None = None

    def see(self, t: float, image: np.ndarray, landmarks: np.ndarray) -> bool:
        """Take a frame (h, w, 3) at t (s) with the followed body's joints (33, 2) px; whether it
        was compared, which is not done with every one."""
        if t - self._seen_t < _EVERY_S:
            return False
        self._seen_t = t
        zoom = self._zoom = _LONG_SIDE / max(image.shape[:2])
        small = cv2.resize(image, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
        small = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
        here = body(landmarks, small.shape, zoom)
        if self._first is None or self._first.shape != small.shape:
            self._first, self._bodies = small, here
            self._moved = np.zeros_like(here)
            return False
        light = max(1.0, float(np.percentile(small[::4, ::4], 99)))
        changed = cv2.absdiff(small, self._first) > _CHANGED * light
        self._bodies = self._bodies | here
        self._moved = changed.astype(np.uint8)
        return True

    def moving(self) -> Box | None:
        """The largest place where something has moved: left, top, right, bottom in frame px."""
        if self._moved is None or self._bodies is None:
            return None
        alone = self._moved * (1 - self._bodies)
        joined = cv2.dilate(alone, np.ones((5, 5), np.uint8))
        _, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
        sizes = np.bincount(labels.ravel(), weights=alone.ravel(), minlength=len(stats))
        sizes[0] = 0
        best = int(sizes.argmax())
        if sizes[best] < _PLACES:
            return None
        left, top, width, height = stats[best, :4] / self._zoom
        return left, top, left + width, top + height
