"""The part of a frame that is shown to the pose model, and the way back to the frame's pixels."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from pose.detector import Person
from pose.picture import cv2
from pose.pose import Box

Crop = Callable[[Box], np.ndarray]
Turn = Literal[0, 1, 3]  # quarter turns counter-clockwise
TURNS: tuple[Turn, ...] = (0, 1, 3)

# Long side of what the model is shown, px. It looks at 224-256 px; more only costs time, less
# coarsens the mask's edge.
SMALLEST, LARGEST = 384, 960
# A frame whose brightest hundredth is darker than this (0..255) is lifted until it is `BRIGHT`, at
# most `MOST_GAIN` times: so nothing that is bright already, like a lit body before a black bar,
# burns out. Measured on rendered clips at 0.22 of the light (D, benchmarks.accuracy).
DARK, BRIGHT, MOST_GAIN = 130.0, 220.0, 5.0


@dataclass(frozen=True)
class View:
    """A box of the frame (left, top, right, bottom in px), turned by `turn` quarter turns
    counter-clockwise."""

    box: tuple[int, int, int, int]
    turn: Turn = 0

    def holds(self, box: Box, margin: float) -> bool:
        """Whether a body's box lies inside with `margin` of its long side to spare."""
        pad = margin * max(box[2] - box[0], box[3] - box[1])
        low, high = (np.array(self.box[i : i + 2]) for i in (0, 2))
        return bool((low + pad <= box[:2]).all() and (np.array(box[2:]) + pad <= high).all())

    def cut(self, image: np.ndarray, crop: Crop | None = None) -> tuple[np.ndarray, np.ndarray]:
        """The picture to show to the model, and the matrix (2, 3) from frame px to its px.

        `crop` cuts a box at the camera's full resolution; without it the cut comes from `image`.
        The width is padded to a multiple of 4: MediaPipe 0.10.30-1.0 aborts the process when it
        is asked for a mask of any other width (google-ai-edge/mediapipe issue 6331).
        """
        left, top, right, bottom = self.box
        part = image
        if self.box != (0, 0, image.shape[1], image.shape[0]):
            part = crop(self.box) if crop else image[top:bottom, left:right]
        long = max(part.shape[:2])
        zoom = min(max(long, SMALLEST), LARGEST) / long
        if zoom != 1:
            way = cv2.INTER_AREA if zoom < 1 else cv2.INTER_LINEAR
            part = cv2.resize(part, None, fx=zoom, fy=zoom, interpolation=way)
        h, w = part.shape[:2]
        sx, sy = w / (right - left), h / (bottom - top)
        matrix = {
            0: [[sx, 0, -left * sx], [0, sy, -top * sy]],
            1: [[0, sy, -top * sy], [-sx, 0, w + left * sx]],
            3: [[0, -sy, h + top * sy], [sx, 0, -left * sx]],
        }[self.turn]
        part = np.rot90(part, self.turn)
        spare = -part.shape[1] % 4
        if spare:
            part = cv2.copyMakeBorder(
                np.ascontiguousarray(part), 0, 0, 0, spare, cv2.BORDER_REPLICATE
            )
        # MediaPipe silently reads noise from an array that is not contiguous.
        return np.ascontiguousarray(part), np.array(matrix, float)

    def found(self, person: Person, matrix: np.ndarray) -> "Found":
        """Somebody found in the picture of this view, in px of the frame; `matrix` as of `cut`."""
        mask = person.mask and person.mask.through(matrix)
        return Found(back(person.landmarks, matrix), person.visibility, mask, self)


@dataclass(frozen=True, eq=False)
class Found(Person):
    """One person found by looking at a `view` of a frame; everything in px of the frame."""

    view: View


def whole(size: tuple[int, int], turn: Turn = 0) -> View:
    """The view of the whole frame of `size` (w, h)."""
    return View((0, 0, *size), turn)


def around(box: Box, size: tuple[int, int], margin: float, turn: Turn = 0) -> View:
    """The view round a body's box, with `margin` of its long side on every side, inside the frame.

    A view that would be nearly the whole frame is the whole frame.
    """
    pad = margin * max(box[2] - box[0], box[3] - box[1]) + 0.02 * max(size)
    left, top = (max(0, math.floor(edge - pad)) for edge in box[:2])
    right, bottom = (
        min(limit, math.ceil(edge + pad)) for edge, limit in zip(box[2:], size, strict=True)
    )
    width, height = right - left, bottom - top
    if min(width, height) < 16 or width * height > 0.7 * size[0] * size[1]:
        return whole(size, turn)
    return View((left, top, right, bottom), turn)


def tiles(size: tuple[int, int]) -> list[View]:
    """Nine overlapping views of half the frame's width and height, to find a small person in."""
    width, height = size
    corners = [(width * i // 4, height * j // 4) for j in (1, 2, 0) for i in (1, 0, 2)]
    return [View((x, y, x + width // 2, y + height // 2)) for x, y in corners]


def back(points: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Points (n, 2) in a view's px as frame px; `matrix` (2, 3) is the view's."""
    return np.linalg.solve(matrix[:, :2], (points - matrix[:, 2]).T).T


class Lamp:
    """Lifts the brightness of a dark clip, steadily: a gain that flickers disturbs the tracking."""

    def __init__(self) -> None:
        self._gain = 1.0

    def look(self, image: np.ndarray) -> None:
        """Take the brightness of the next frame."""
        light = max(1.0, float(np.percentile(image[::12, ::12], 99)))
        wanted = min(MOST_GAIN, BRIGHT / light) if light < DARK else 1.0
        self._gain += (1.0 if self._gain == 1.0 else 0.1) * (wanted - self._gain)

    def lift(self, picture: np.ndarray) -> np.ndarray:
        """The picture, brighter when the clip is dark; the same array when it is not."""
        if self._gain < 1.05:
            return picture
        # The noise is lifted too: a small blur takes most of it away.
        return cv2.GaussianBlur(cv2.convertScaleAbs(picture, alpha=self._gain), (3, 3), 0)
