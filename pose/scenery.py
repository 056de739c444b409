"""Whether a camera that is looked through now and then still stands as it did."""

import numpy as np

from pose.beside import body
from pose.picture import cv2

# Pictures are compared with their long side shrunk to so many px; a place that changed by so much
# of the picture's light is another one, and so large a share of the places beside the body in both
# is another view, or another lamp (J).
_LONG_SIDE, _CHANGED, _ANOTHER = 64, 0.08, 0.5
_FEW = 0.1  # of the picture must be seen beside the body, to tell


class Scenery:
    """Follows one stream: what stands beside the followed body."""

    def __init__(self) -> None:
        self._before: tuple[np.ndarray, np.ndarray] | None = None

    def moved(self, image: np.ndarray, landmarks: np.ndarray) -> bool:
        """Take a frame (h, w, 3) and the body's joints (33, 2) px in it, NaN where there is none;
        whether the frame before it showed something else."""
        zoom = _LONG_SIDE / max(image.shape[:2])
        small = cv2.resize(image, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (5, 5), 0)
        on = body(landmarks, small.shape, zoom)
        before, self._before = self._before, (small, on)
        if before is None or before[0].shape != small.shape:
            return before is not None
        beside = (on | before[1]) == 0
        if beside.mean() < _FEW:
            return False
        light = max(1.0, float(np.percentile(small, 99)))
        changed = cv2.absdiff(small, before[0])[beside] > _CHANGED * light
        return bool(changed.mean() > _ANOTHER)
