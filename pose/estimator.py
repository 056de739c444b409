"""MediaPipe Pose Landmarker (Tasks API, VIDEO mode) behind one small class."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from mediapipe import Image, ImageFormat
from mediapipe.tasks.python import BaseOptions, vision

from pose.pose import Pose

Box = tuple[float, float, float, float]

# A body shorter than this share of the frame's long side is looked at again on a crop:
# measured in design.md §4, detection falls from 100 % to 51-79 % at half size (grade D).
SMALL_BODY = 0.30
# How often the picture is searched for a second person, in seconds (grade J: one look costs
# about two frames of inference, so this is 2 % of the time at 20 frames/s).
PEOPLE_EVERY_S = 5.0
# Padding round the last known body for the second look, in body-box long sides (grade J).
_CROP_PADDING = 0.35
# How long a lost person is searched for at the last known place, in seconds (grade J).
_REMEMBER_S = 3.0


class PoseEstimator:
    """Finds the person in each frame of one stream. One per stream: it tracks from frame to frame.

    Parameters
    ----------
    model : Path
        The bundle of `pose.model.ensure_model`.

    Use as a context, or call `close`. Not thread-safe.
    """

    def __init__(self, model: Path):
        self._model = model.read_bytes()
        self._tracker = self._landmarker(vision.RunningMode.VIDEO, people=1)
        self._still: vision.PoseLandmarker | None = None  # for crops and for counting people
        self._last_ms = -1
        self._last_box: Box | None = None
        self._last_seen = self._counted_at = -np.inf
        self._people = 1

    def _landmarker(self, mode, people: int) -> vision.PoseLandmarker:
        base = BaseOptions(model_asset_buffer=self._model)
        options = vision.PoseLandmarkerOptions(
            base_options=base, running_mode=mode, num_poses=people
        )
        return vision.PoseLandmarker.create_from_options(options)

    def estimate(
        self, image: np.ndarray, t: float, crop: Callable[[Box], np.ndarray] | None = None
    ) -> Pose:
        """The pose in one frame.

        Parameters
        ----------
        image : ndarray, shape (h, w, 3), uint8
            Upright RGB frame.
        t : float
            Time of the frame in s. A frame not later than the one before is moved 1 ms behind it,
            because MediaPipe refuses equal or falling timestamps.
        crop : callable, optional
            Cuts a box (pixels of `image`) at the camera's full resolution; used for the second
            look at a lost or small person. Without it the crop comes from `image`.

        Returns
        -------
        Pose
            ``Pose.empty`` when nobody was found.
        """
        size = (image.shape[1], image.shape[0])
        self._last_ms = max(self._last_ms + 1, round(t * 1000))
        result = self._tracker.detect_for_video(_as_mp(image), self._last_ms)
        found = _poses(result, size, (0.0, 0.0, float(size[0]), float(size[1])))
        best = found[0] if found else None
        if best is None or _length(best[0]) < SMALL_BODY * max(size):
            best = self._second_look(image, t, crop, best) or best
        self._count_people(image, t)
        if best is None:
            return Pose.empty(t, size, people=0)
        pose = Pose(t, size, *best, people=max(1, self._people))
        self._last_box, self._last_seen = pose.box, t
        return pose

    def _second_look(self, image, t, crop, first):
        """Look again, closely, where the person is or last was; None when nothing is seen."""
        box = _box(first[0]) if first else self._last_box
        if box is None or t - self._last_seen > _REMEMBER_S:
            return None
        h, w = image.shape[:2]
        pad = _CROP_PADDING * max(box[2] - box[0], box[3] - box[1]) + 0.02 * max(w, h)
        box = (
            max(0.0, box[0] - pad),
            max(0.0, box[1] - pad),
            min(float(w), box[2] + pad),
            min(float(h), box[3] + pad),
        )
        if box[2] - box[0] < 16 or box[3] - box[1] < 16:
            return None
        if crop is None:
            part = image[int(box[1]) : int(box[3]), int(box[0]) : int(box[2])]
            part = np.ascontiguousarray(part)
        else:
            part = crop(box)
        found = _poses(self._look(part), (w, h), box)
        return max(found, key=lambda pose: _length(pose[0])) if found else None

    def _count_people(self, image: np.ndarray, t: float) -> None:
        if t - self._counted_at < PEOPLE_EVERY_S:
            return
        self._counted_at = t
        size = (image.shape[1], image.shape[0])
        found = _poses(self._look(image), size, (0.0, 0.0, float(size[0]), float(size[1])))
        self._people = _distinct([landmarks for landmarks, *_ in found])

    def _look(self, image: np.ndarray):
        if self._still is None:
            self._still = self._landmarker(vision.RunningMode.IMAGE, people=2)
        return self._still.detect(_as_mp(image))

    def close(self) -> None:
        """Free MediaPipe's graphs."""
        for landmarker in (self._tracker, self._still):
            if landmarker is not None:
                landmarker.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def _as_mp(image: np.ndarray) -> Image:
    return Image(image_format=ImageFormat.SRGB, data=np.ascontiguousarray(image))


def _poses(result, size, box: Box) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Landmarks (33, 2) px of the whole frame, visibility (33,) and world (33, 3) m per person."""
    origin, span = np.array(box[:2]), np.array([box[2] - box[0], box[3] - box[1]])
    poses = []
    for marks, world in zip(result.pose_landmarks, result.pose_world_landmarks, strict=True):
        xy = np.array([(m.x, m.y) for m in marks]) * span + origin
        visibility = np.array([m.visibility for m in marks])
        poses.append((xy, visibility, np.array([(m.x, m.y, m.z) for m in world])))
    return poses


def _box(landmarks: np.ndarray) -> Box:
    low, high = landmarks.min(axis=0), landmarks.max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _length(landmarks: np.ndarray) -> float:
    box = _box(landmarks)
    return max(box[2] - box[0], box[3] - box[1])


def _distinct(people: list[np.ndarray]) -> int:
    """How many different people: a second one counts when it is at least half as long as the first
    and lies at least half its length away (else it is the same body found twice)."""
    if len(people) < 2:
        return len(people)
    lengths = [_length(p) for p in people]
    apart = float(np.median(np.linalg.norm(people[0] - people[1], axis=1)))
    return 2 if min(lengths) >= 0.5 * max(lengths) and apart >= 0.5 * max(lengths) else 1
