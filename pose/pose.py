"""One frame of one person: the type everything else speaks of. Made of plain arrays."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

import numpy as np

# The sides as an eye names them, which may take one for the other: what is said goes by
# `pose.profile.Profile.near_side`.
Label = Literal["LEFT", "RIGHT"]
LABELS: tuple[Label, Label] = ("LEFT", "RIGHT")
Box = tuple[float, float, float, float]  # left, top, right, bottom in px


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


# What tells where a body is.
CORE = [
    Landmark[f"{side}_{joint}"] for joint in ("SHOULDER", "HIP", "KNEE", "ANKLE") for side in LABELS
]
# Nose, eyes, ears and mouth.
FACE = [mark for mark in Landmark if mark <= Landmark.MOUTH_RIGHT]

# Bones drawn and checked: pairs of landmarks without face and fingers.
_LIMBS = ("EAR SHOULDER", "SHOULDER ELBOW", "ELBOW WRIST", "SHOULDER HIP")
_LEGS = ("HIP KNEE", "KNEE ANKLE", "ANKLE HEEL", "HEEL TOE")
BONES = (
    *(
        tuple(Landmark[f"{side}_{joint}"] for joint in bone.split())
        for side in LABELS
        for bone in (*_LIMBS, *_LEGS)
    ),
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
)
_PAIRS = {
    left.name.removeprefix("LEFT_"): (int(left), int(Landmark[f"RIGHT_{left.name[5:]}"]))
    for left in Landmark
    if left.name.startswith("LEFT_")
}


def mid(landmarks: np.ndarray, name: str) -> np.ndarray:
    """Mid-point (2,) of a left-right pair of landmarks (33, 2), e.g. ``mid(landmarks, "HIP")``."""
    left, right = _PAIRS[name]
    return np.asarray((landmarks[left] + landmarks[right]) / 2)


@dataclass(frozen=True, eq=False)
class Mask:
    """Where the person is: ``values`` (h, w) 0..255 and the matrix (2, 3) from frame px to its px.

    It ends where nobody is, so that many are kept in little memory.
    """

    values: np.ndarray
    matrix: np.ndarray

    def through(self, matrix: np.ndarray) -> "Mask":
        """The mask of a view for the frame it is of: `matrix` (2, 3) leads from the px of the frame
        to those of the view."""
        square, shift = self.matrix[:, :2], self.matrix[:, 2:]
        return Mask(
            self.values, np.hstack([square @ matrix[:, :2], square @ matrix[:, 2:] + shift])
        )

    def at(self, points: np.ndarray) -> np.ndarray:
        """The mask's shares 0..1 (bilinear) at frame points (..., 2) px; 0 outside of it and at
        points that are missing (NaN)."""
        (height, width), shape = self.values.shape, points.shape[:-1]
        # With a border of zeros: a point outside lies in it.
        padded = np.zeros((height + 3, width + 3), np.uint8)
        padded[1:-2, 1:-2] = self.values
        flat, stride = padded.ravel(), width + 3
        px, py = points[..., 0].ravel(), points[..., 1].ravel()
        x, y = (
            np.fmin(np.fmax((a * px + b * py + (c + 0.5)).astype(np.float32), 0), size + 1)
            for (a, b, c), size in zip(self.matrix.tolist(), (width, height), strict=True)
        )
        left, top = x.astype(np.intp), y.astype(np.intp)
        x, y, corner = x - left, y - top, top * stride + left
        upper, lower = (_between(flat, at, x) for at in (corner, corner + stride))
        share = (upper + y * (lower - upper)) / np.float32(255)
        return np.asarray(share, np.float32).reshape(shape)


def _between(values: np.ndarray, at: np.ndarray, share: np.ndarray) -> np.ndarray:
    """What lies between each place in a row of values and the next, by a share of the way."""
    first = values.take(at).astype(np.float32)
    return np.asarray(first + share * (values.take(at + 1) - first))


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
        Pixels, x to the right, y down, in the order of `Landmark`; a missing landmark is NaN. A
        frame without a person is all NaN (see `Pose.empty`).
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

    def __post_init__(self) -> None:
        count, landmarks = len(Landmark), np.asarray(self.landmarks, float)
        if landmarks.shape != (count, 2):
            raise ValueError(f"landmarks: expected shape ({count}, 2), got {landmarks.shape}")
        if min(self.size) <= 0:
            raise ValueError(f"size: expected positive pixels, got {self.size}")
        exists = np.isfinite(landmarks).all(axis=1)
        visibility = self.visibility
        visibility = exists.astype(float) if visibility is None else np.asarray(visibility, float)
        if visibility.shape != (count,):
            raise ValueError(f"visibility: expected shape ({count},), got {visibility.shape}")
        object.__setattr__(self, "landmarks", landmarks)
        object.__setattr__(self, "visibility", np.where(exists, visibility, 0.0))

    @classmethod
    def empty(cls, t: float, size: tuple[int, int], people: int = 0) -> "Pose":
        """A frame in which nobody was found."""
        return cls(t, size, np.full((len(Landmark), 2), np.nan), people=people)

    @property
    def found(self) -> bool:
        """Whether a person was found at all."""
        return bool(np.isfinite(self.landmarks).any())

    def __getitem__(self, landmark: Landmark) -> np.ndarray:
        """The landmark's (x, y) in pixels."""
        return np.asarray(self.landmarks[landmark])

    def mid(self, name: str) -> np.ndarray:
        """Mid-point of a left-right pair, e.g. ``mid("HIP")``, in pixels."""
        return mid(self.landmarks, name)

    @property
    def box(self) -> Box:
        """Smallest box round the found landmarks: left, top, right, bottom in pixels.

        NaN when nobody was found.
        """
        if not self.found:
            return (np.nan,) * 4
        low, high = np.nanmin(self.landmarks, axis=0), np.nanmax(self.landmarks, axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])
