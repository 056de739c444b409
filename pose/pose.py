"""One frame of one person: the type everything else speaks of."""

from dataclasses import dataclass
from enum import IntEnum

import cv2
import numpy as np

# Our pictures are small: waking OpenCV's threads costs more than they bring (D: 27 against 100 us
# for the remap below on two busy cores).
cv2.setNumThreads(0)


class Landmark(IntEnum):
    """MediaPipe's order of the 33 landmarks; "left" is the body's left."""

    NOSE = 0
    LEFT_EYE_INNER = 1
    LEFT_EYE = 2
    LEFT_EYE_OUTER = 3
    RIGHT_EYE_INNER = 4
    RIGHT_EYE = 5
    RIGHT_EYE_OUTER = 6
    LEFT_EAR = 7
    RIGHT_EAR = 8
    MOUTH_LEFT = 9
    MOUTH_RIGHT = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_THUMB = 21
    RIGHT_THUMB = 22
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_TOE = 31
    RIGHT_TOE = 32


# Shoulders, hips, knees and ankles: what tells where a body is.
CORE = [11, 12, 23, 24, 25, 26, 27, 28]

# Bones drawn and checked: pairs of landmarks without face and fingers.
_LIMBS = ("EAR SHOULDER", "SHOULDER ELBOW", "ELBOW WRIST", "SHOULDER HIP")
_LEGS = ("HIP KNEE", "KNEE ANKLE", "ANKLE HEEL", "HEEL TOE")
BONES = (
    *(
        tuple(Landmark[f"{side}_{joint}"] for joint in bone.split())
        for side in ("LEFT", "RIGHT")
        for bone in (*_LIMBS, *_LEGS)
    ),
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
)


@dataclass(frozen=True, eq=False)
class Mask:
    """Where the person is: ``values`` (h, w) 0..255 and the matrix (2, 3) from frame px to its px.

    It ends where nobody is, so that many are kept in little memory.
    """

    values: np.ndarray
    matrix: np.ndarray

    @classmethod
    def of(cls, share: np.ndarray, matrix: np.ndarray) -> "Mask":
        """From the model's shares (h, w) 0..1 of a whole picture; a copy."""
        values = cv2.convertScaleAbs(share, alpha=255)
        x, y, width, height = cv2.boundingRect(values)
        part = values[y : y + height, x : x + width].copy()
        return cls(part, matrix - [[0, 0, x], [0, 0, y]])

    def at(self, points: np.ndarray) -> np.ndarray:
        """The mask's shares 0..1 (bilinear) at frame points (..., 2) px; 0 outside of it."""
        spots = points @ self.matrix[:, :2].T + (self.matrix[:, 2] - 0.5)
        x, y = np.ascontiguousarray(np.moveaxis(spots, -1, 0), np.float32)
        shape = x.shape
        if not self.values.size:
            return np.zeros(shape, np.float32)
        flat = (x.reshape(shape[0], -1), y.reshape(shape[0], -1))
        share = self.values.astype(np.float32) / 255
        return cv2.remap(share, *flat, cv2.INTER_LINEAR).reshape(shape)


@dataclass(frozen=True, eq=False)
class Pose:
    """Where the joints of one person are in one frame.

    Parameters
    ----------
    t : float
        Time of the frame in seconds, on the clip's or the camera's own clock.
    size : (int, int)
        Width and height of the upright frame in pixels.
    landmarks : ndarray, shape (33, 2)
        Pixels, x to the right, y down, MediaPipe's order; a missing landmark is NaN. A frame
        without a person is all NaN (see `Pose.empty`).
    visibility : ndarray, shape (33,), optional
        0..1; ones where landmarks exist when not given.
    people : int
        How many people were last seen in the picture.
    mask : Mask, optional
        The person mask of the same frame, where it was asked for.

    Raises
    ------
    ValueError
        An array has another shape, or the size is not positive.
    """

    t: float
    size: tuple[int, int]
    landmarks: np.ndarray
    visibility: np.ndarray = None  # type: ignore[assignment]  # set in __post_init__
    people: int = 1
    mask: Mask | None = None

    def __post_init__(self):
        landmarks = np.asarray(self.landmarks, float)
        if landmarks.shape != (33, 2):
            raise ValueError(f"landmarks: expected shape (33, 2), got {landmarks.shape}")
        if min(self.size) <= 0:
            raise ValueError(f"size: expected positive pixels, got {self.size}")
        exists = np.isfinite(landmarks).all(axis=1)
        visibility = self.visibility
        visibility = exists.astype(float) if visibility is None else np.asarray(visibility, float)
        if visibility.shape != (33,):
            raise ValueError(f"visibility: expected shape (33,), got {visibility.shape}")
        object.__setattr__(self, "landmarks", landmarks)
        object.__setattr__(self, "visibility", np.where(exists, visibility, 0.0))

    @classmethod
    def empty(cls, t: float, size: tuple[int, int], people: int = 0) -> "Pose":
        """A frame in which nobody was found."""
        return cls(t, size, np.full((33, 2), np.nan), people=people)

    @property
    def found(self) -> bool:
        """Whether a person was found at all."""
        return bool(np.isfinite(self.landmarks).any())

    def __getitem__(self, landmark: Landmark) -> np.ndarray:
        """The landmark's (x, y) in pixels."""
        return self.landmarks[landmark]

    def mid(self, name: str) -> np.ndarray:
        """Mid-point of a left-right pair, e.g. ``mid("HIP")``, in pixels."""
        return (self[Landmark[f"LEFT_{name}"]] + self[Landmark[f"RIGHT_{name}"]]) / 2

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Smallest box round the found landmarks: left, top, right, bottom in pixels.

        NaN when nobody was found.
        """
        if not self.found:
            return (np.nan,) * 4
        low, high = np.nanmin(self.landmarks, axis=0), np.nanmax(self.landmarks, axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])
