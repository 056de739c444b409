"""A clip in which the face of the person who exercises cannot be known again."""

from pathlib import Path

import numpy as np

from clips.access import Access, NoSuchSetError
from clips.ahead import ahead
from clips.annotate import KEY_EVERY, pictures
from clips.check import CheckedClip
from clips.library import Library
from clips.result import BLURRED
from clips.scratch import scratch
from clips.segments import Progress
from pose.picture import cv2
from pose.pose import FACE, Pose
from pose.video import ClipWriter

_ROOM = 2.0  # the circle, in distances from the head's middle to its outermost landmark (J)
_NECK = 0.75  # and no smaller than this much of the way from the head to the shoulders (J)
_HELD_S = 0.5  # a head that was lost is taken to be where it was for so long (J)
_COARSE = 8  # squares across the circle: no face is known again from so few


class FaceBlur:
    """Makes the head of the followed person coarse, frame by frame. Where no head is known the
    whole picture is made coarse: better too much. Faces of others are left as they are."""

    def __init__(self):
        self._last: tuple[float, np.ndarray, float] | None = None  # s, middle and radius px

    def draw(self, image: np.ndarray, pose: Pose) -> None:
        """Change an RGB image (h, w, 3) whose size the pose has, in place."""
        seen = _head(pose)
        if seen:
            self._last = (pose.t, *seen)
        elif self._last is None or pose.t - self._last[0] > _HELD_S:
            image[:] = _coarse(image, 2 * _COARSE)
            return
        assert self._last is not None
        _, middle, radius = self._last
        radius *= 1.0 if seen else 1.5
        left, top = np.maximum(0, np.floor(middle - radius)).astype(int)
        right, bottom = np.ceil(middle + radius).astype(int)
        part = image[top : max(top, bottom), left : max(left, right)]
        if part.size:
            part[:] = _coarse(part, _COARSE)


def blur(checked: CheckedClip, out: Path, progress: Progress | None = None) -> None:
    """Write the checked frames with the face made coarse (H.264 mp4).

    Raises
    ------
    pose.video.ClipError
        ``disk-full`` or ``write-failed``; a half-written file is removed.
    """
    face = FaceBlur()
    with ClipWriter(out, key_every=KEY_EVERY) as writer:
        end = checked.track.t[-1] if checked.track.t else 0.0
        for i, frame in enumerate(ahead(pictures(checked), 4)):
            image = frame.image.copy()
            face.draw(image, checked.track.pose(i, (image.shape[1], image.shape[0])))
            writer.write(image, frame.t)
            if progress:
                progress(frame.t, end)


def hide_face(
    library: Library, access: Access, copies: Path, progress: Progress | None = None
) -> None:
    """Keep the clip of a set with the face hidden, where there is none yet; `copies` is for copies
    of files that lie elsewhere.

    Raises
    ------
    clips.access.NoSuchSetError, clips.access.NoSuchShareError
        The set is not theirs, or was deleted meanwhile; nothing of it stays.
    OSError, ValueError, pose.video.ClipError
        Its result is missing or damaged, or the clip could not be written.
    """
    key = f"{library.owned(access).folder}/{BLURRED}"
    if library.files.exists(key):
        return
    checked = library.result(access, copies).checked
    with scratch("blur") as folder:
        out = Path(folder) / BLURRED
        blur(checked, out, progress)
        library.files.put(out, key)
    try:
        library.get(access)
    except NoSuchSetError:
        library.files.remove(key)
        raise


def _head(pose: Pose) -> tuple[np.ndarray, float] | None:
    """Middle and radius (px) of the circle round the head; None when there is none."""
    points = pose.landmarks[FACE]
    points = points[np.isfinite(points).all(axis=1)]
    if not len(points):
        return None
    middle = points.mean(axis=0)
    reach = np.linalg.norm(points - middle, axis=1).max()
    neck = np.linalg.norm(pose.mid("SHOULDER") - middle)
    return middle, float(np.nanmax([_ROOM * reach, _NECK * neck, 8.0]))


def _coarse(part: np.ndarray, squares: int) -> np.ndarray:
    h, w = part.shape[:2]
    small = cv2.resize(
        part, (squares, max(1, round(squares * h / w))), interpolation=cv2.INTER_AREA
    )
    return cv2.resize(small, (w, h), interpolation=cv2.INTER_NEAREST)
