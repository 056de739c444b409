"""MediaPipe's Pose Landmarker (Tasks API) as a detector."""

from pathlib import Path
from typing import Any

import numpy as np
from mediapipe import Image, ImageFormat
from mediapipe.tasks.python import BaseOptions, vision

from pose.detector import Person
from pose.picture import mask_of


class Landmarker:
    """A `pose.detector.Detector`.

    Parameters
    ----------
    model : Path
        The bundle of `pose.model.ensure_model`.
    masks : bool
        Whether people have masks (about a tenth more time).

    Not thread-safe.
    """

    def __init__(self, model: Path, masks: bool = False):
        self._model, self._masks = model.read_bytes(), masks
        self._tracker = self._made(vision.RunningMode.VIDEO, people=1)
        self._still: vision.PoseLandmarker | None = None
        self._last_ms = -1

    def _made(self, mode: vision.RunningMode, people: int) -> vision.PoseLandmarker:
        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_buffer=self._model),
            running_mode=mode,
            num_poses=people,
            output_segmentation_masks=self._masks,
        )
        return vision.PoseLandmarker.create_from_options(options)

    def track(self, picture: np.ndarray, t: float) -> Person | None:
        """The person in the next picture (h, w, 3) of the stream. A time (s) that is not later than
        the one before is moved 1 ms behind it: MediaPipe refuses equal or falling timestamps."""
        self._last_ms = max(self._last_ms + 1, round(t * 1000))
        result = self._tracker.detect_for_video(_image(picture), self._last_ms)
        return next(iter(_people(result, picture)), None)

    def search(self, picture: np.ndarray) -> list[Person]:
        """Up to two people in a picture (h, w, 3) that is looked at for itself."""
        if self._still is None:
            self._still = self._made(vision.RunningMode.IMAGE, people=2)
        return _people(self._still.detect(_image(picture)), picture)

    def close(self) -> None:
        """Free MediaPipe's graphs."""
        for landmarker in (self._tracker, self._still):
            if landmarker is not None:
                landmarker.close()


def _image(picture: np.ndarray) -> Image:
    return Image(image_format=ImageFormat.SRGB, data=picture)


def _people(result: Any, picture: np.ndarray) -> list[Person]:
    height, width = picture.shape[:2]
    found = []
    for i, marks in enumerate(result.pose_landmarks):
        mask = None
        if result.segmentation_masks:
            # Not a view of it: MediaPipe's array dies with its image.
            mask = mask_of(result.segmentation_masks[i].numpy_view()[..., 0])
        xy = np.array([(m.x * width, m.y * height) for m in marks])
        found.append(Person(xy, np.array([m.visibility for m in marks]), mask))
    return found
