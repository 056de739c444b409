"""OpenCV as we use it, and what it makes of pictures for the rest."""

import cv2
import numpy as np

from pose.pose import Mask

__all__ = ["cv2", "mask_of"]

# Our pictures are small: waking OpenCV's threads costs more than they bring (D: 27 against 100 us
# for a remap on two busy cores). Whoever uses OpenCV takes it from here.
cv2.setNumThreads(0)


def mask_of(share: np.ndarray) -> Mask:
    """The mask of a picture, in its px, from a model's shares (h, w) 0..1, a copy."""
    values = cv2.convertScaleAbs(share, alpha=255)
    x, y, width, height = cv2.boundingRect(values)
    part = values[y : y + height, x : x + width].copy()
    return Mask(part, np.array([[1.0, 0.0, -x], [0.0, 1.0, -y]]))
