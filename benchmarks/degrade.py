"""Worse copies of a clip: dark, far, blurred, compressed, grey, turned, upright, mirrored."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from pose.video import ClipWriter, read_frames

Degrade = Callable[[np.ndarray, np.random.Generator], np.ndarray]


def dark(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A dim room: 0.22 of the light, with the sensor noise that comes with it (sd 4 of 255)."""
    noise = rng.normal(0, 4, image.shape)
    return np.clip(image * 0.22 + noise, 0, 255).astype(np.uint8)


def far(share: float) -> Degrade:
    """The whole picture shrunk to a share of its size in the middle of a room of one colour."""

    def shrink(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        h, w = image.shape[:2]
        small = cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        top, left = (h - small.shape[0]) // 2, (w - small.shape[1]) // 2
        room = np.empty_like(image)
        room[:] = np.median(image[: h // 8], axis=(0, 1))
        room[top : top + small.shape[0], left : left + small.shape[1]] = small
        return room

    return shrink


def blur(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Out of focus: a box of 11 px."""
    return cv2.blur(image, (11, 11))


def jpeg(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Compressed to JPEG quality 12."""
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 12])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR))


def grey(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Without colour."""
    return cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)


def roll(degrees: float) -> Degrade:
    """The camera turned about its axis, the corners filled with the nearest pixels."""

    def turn(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        h, w = image.shape[:2]
        matrix = cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1.0)
        return cv2.warpAffine(image, matrix, (w, h), borderMode=cv2.BORDER_REPLICATE)

    return turn


def portrait(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The picture as wide as a phone held upright shows it: 3:4, room above and below."""
    h, w = image.shape[:2]
    small = cv2.resize(image, (h, h * h // w), interpolation=cv2.INTER_AREA)
    room = np.empty((w, h, 3), np.uint8)
    room[:] = np.median(image[: h // 8], axis=(0, 1))
    top = (w - small.shape[0]) // 2
    room[top : top + small.shape[0]] = small
    return room


def mirrored(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Left and right exchanged, as many front cameras record."""
    return np.ascontiguousarray(image[:, ::-1])


DEGRADATIONS: dict[str, Degrade] = {
    "dark": dark,
    "half": far(1 / 2),
    "third": far(1 / 3),
    "blur": blur,
    "jpeg": jpeg,
    "grey": grey,
    "roll+10": roll(10),
    "roll-10": roll(-10),
    "portrait": portrait,
    "mirrored": mirrored,
}


def write_copy(clip: Path, name: str, out: Path) -> None:
    """Write the degraded copy `name` of a clip, with the clip's own times."""
    rng = np.random.default_rng(1)
    with ClipWriter(out) as writer:
        for frame in read_frames(clip):
            writer.write(DEGRADATIONS[name](frame.image, rng), frame.t)
