"""Poses of a clip as a file, so that it need not be looked at again: arrays alone, some hundred
frames at a time, for a long clip's masks do not fit into memory at once."""

import zipfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import numpy as np

from clips.segments import Seen
from pose.pose import Mask, Pose

_BLOCK = 100  # frames


class PoseWriter:
    """Writes frames to `path` one after the other; whole when it is closed."""

    def __init__(self, path: Path):
        self._file = zipfile.ZipFile(path, "w")
        self._frames: list[Seen] = []
        self._blocks = 0

    def __enter__(self) -> "PoseWriter":
        return self

    def __exit__(self, *error: object) -> None:
        if self._frames:
            self._write()
        self._file.close()

    def add(self, seen: Seen) -> None:
        """Keep the next frame, also one that was not looked at."""
        self._frames.append(seen)
        if len(self._frames) == _BLOCK:
            self._write()

    def _write(self) -> None:
        with self._file.open(f"{self._blocks}.npz", "w") as out:
            np.savez_compressed(out, **_arrays(self._frames))
        self._frames, self._blocks = [], self._blocks + 1


def read_poses(path: Path) -> Generator[Seen]:
    """The frames that were written to `path`.

    Raises
    ------
    OSError, ValueError, KeyError, zipfile.BadZipFile
        It is missing or damaged.
    """
    with zipfile.ZipFile(path) as file:
        for name in file.namelist():
            with file.open(name) as block, np.load(block) as arrays:
                yield from _frames({key: arrays[key] for key in arrays.files})


def _arrays(frames: list[Seen]) -> dict[str, Any]:
    """Times of all frames; of those that were looked at what was seen, masks end to end."""
    poses = [pose for _, pose in frames if pose is not None]
    masks = [pose.mask for pose in poses if pose.mask is not None]
    return {
        "t": np.array([t for t, _ in frames]),
        "looked": np.array([pose is not None for _, pose in frames]),
        "size": np.array([pose.size for pose in poses], np.int32).reshape(-1, 2),
        "landmarks": np.array([pose.landmarks for pose in poses]),
        "visibility": np.array([pose.visibility for pose in poses]),
        "people": np.array([pose.people for pose in poses], np.int32),
        "masked": np.array([pose.mask is not None for pose in poses], bool),
        "mask_shape": np.array([mask.values.shape for mask in masks], np.int32).reshape(-1, 2),
        "mask_matrix": np.array([mask.matrix for mask in masks]),
        "mask_values": np.concatenate(
            [*(mask.values.ravel() for mask in masks), np.zeros(0, np.uint8)]
        ),
    }


def _frames(arrays: dict[str, Any]) -> Generator[Seen]:
    ends = np.cumsum(arrays["mask_shape"].prod(axis=1))
    pose_at = mask_at = 0
    for t, looked in zip(arrays["t"].tolist(), arrays["looked"], strict=True):
        if not looked:
            yield t, None
            continue
        mask = None
        if arrays["masked"][pose_at]:
            shape, end = arrays["mask_shape"][mask_at], int(ends[mask_at])
            values = arrays["mask_values"][end - int(shape.prod()) : end].reshape(shape)
            mask = Mask(values, arrays["mask_matrix"][mask_at])
            mask_at += 1
        width, height = arrays["size"][pose_at].tolist()
        yield (
            t,
            Pose(
                t,
                (width, height),
                arrays["landmarks"][pose_at],
                arrays["visibility"][pose_at],
                int(arrays["people"][pose_at]),
                mask,
            ),
        )
        pose_at += 1
