"""Reading and writing clips with PyAV: true timestamps, rotation, any codec FFmpeg knows."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

LONG_SIDE = 960  # px; MediaPipe's networks see 224-256 px crops, more pixels only cost time
MAX_PIXELS = 8192 * 4320  # px in one frame; more is no camera of our users and fills the memory
MAX_FPS = 30.0  # more frames per second change no verdict, they only cost time
_TIME_BASE = Fraction(1, 90_000)


class ClipError(Exception):
    """The clip cannot be read or written. ``key`` names the message, ``detail`` is for the log."""

    def __init__(self, key: str, detail: str = ""):
        super().__init__(f"{key}: {detail}" if detail else key)
        self.key, self.detail = key, detail


@dataclass(frozen=True)
class ClipInfo:
    """What is known of a clip before it is read through; ``duration`` in s and ``frames`` may be 0
    when the container does not say. ``size`` is the upright frame as `read_frames` yields it."""

    duration: float
    frames: int
    fps: float
    size: tuple[int, int]


@dataclass(frozen=True, eq=False)
class Frame:
    """One upright frame: time in seconds from the first frame and an RGB image (h, w, 3) uint8.

    ``crop`` cuts from the full-resolution picture.
    """

    t: float
    image: np.ndarray
    source: av.VideoFrame

    def crop(self, box: tuple[float, float, float, float]) -> np.ndarray:
        """The part `box` (left, top, right, bottom in pixels of ``image``) at full resolution."""
        full = _upright(self.source.to_ndarray(format="rgb24"), self.source.rotation)
        h, w = full.shape[:2]
        sx, sy = w / self.image.shape[1], h / self.image.shape[0]
        left, top = max(0, int(box[0] * sx)), max(0, int(box[1] * sy))
        right, bottom = min(w, int(box[2] * sx)), min(h, int(box[3] * sy))
        return np.ascontiguousarray(full[top:bottom, left:right])


def probe(path: Path | str) -> ClipInfo:
    """Length, frame rate and upright size of a clip.

    Raises
    ------
    ClipError
        Not a video, empty, or without a picture track.
    """
    with _Open(path) as (container, stream):
        frame = next(_decoded(container, stream), None)
        if frame is None:
            raise ClipError("clip-no-frames")
        rate = float(stream.average_rate or stream.guessed_rate or 0)
        size = _target_size(frame, LONG_SIDE, _pixel_aspect(stream))
        upright = size[::-1] if frame.rotation % 180 else size
        return ClipInfo(_duration(container, stream), stream.frames, rate, upright)


def read_frames(
    path: Path | str, long_side: int = LONG_SIDE, max_fps: float = MAX_FPS
) -> Iterator[Frame]:
    """Frames of a clip in time order, upright, scaled so that the long side is at most `long_side`.

    Rotation metadata and non-square pixels are applied; frames closer together than ``1/max_fps``
    are passed over, and so are damaged ones. Memory does not grow with the clip's length.

    Raises
    ------
    ClipError
        Not a video, empty, without a picture track, or without a single readable frame.
    """
    with _Open(path) as (container, stream):
        stream.thread_type = "AUTO"
        aspect = _pixel_aspect(stream)
        start = last = None
        for n, frame in enumerate(_decoded(container, stream)):
            t = frame.time
            if t is None:  # some raw streams carry no timestamps: count frames instead
                t = n / float(stream.average_rate or stream.guessed_rate or 30)
            start = t if start is None else start
            # The tolerance keeps a 30 fps clip with jittery timestamps whole.
            if last is not None and t - last < 0.9 / max_fps:
                continue
            last = t
            yield Frame(t - start, to_upright_rgb(frame, long_side, aspect), frame)
        if start is None:
            raise ClipError("clip-no-frames")


def to_upright_rgb(
    frame: av.VideoFrame, long_side: int = LONG_SIDE, pixel_aspect: float = 1.0
) -> np.ndarray:
    """RGB image (h, w, 3) of a decoded frame: scaled, square pixels, rotation applied."""
    width, height = _target_size(frame, long_side, pixel_aspect)
    scaled = frame.reformat(width=width, height=height, format="rgb24").to_ndarray()
    return _upright(scaled, frame.rotation)


def _upright(image: np.ndarray, rotation: int) -> np.ndarray:
    turns = round(rotation / 90) % 4  # PyAV: counter-clockwise degrees that make it upright
    # MediaPipe silently sees noise in an array whose rows are padded, so always copy those.
    return np.ascontiguousarray(np.rot90(image, turns))


def _target_size(frame: av.VideoFrame, long_side: int, pixel_aspect: float) -> tuple[int, int]:
    """Width and height in px (even, as encoders want) before the rotation is applied."""
    width, height = frame.width * pixel_aspect, float(frame.height)
    scale = min(1.0, long_side / max(width, height))
    return max(2, 2 * round(width * scale / 2)), max(2, 2 * round(height * scale / 2))


def _pixel_aspect(stream) -> float:
    aspect = float(stream.sample_aspect_ratio or 1)
    return aspect if 0.2 < aspect < 5 else 1.0


class _Open:
    """Context: (container, picture stream), every failure turned into a ClipError."""

    def __init__(self, path: Path | str):
        self.path = Path(path)

    def __enter__(self):
        if not os.path.isfile(self.path):  # unlike Path.is_file never raises (a name too long)
            raise ClipError("clip-missing", str(self.path))
        if self.path.stat().st_size == 0:
            raise ClipError("clip-empty", self.path.name)
        try:
            # Absolute, because FFmpeg takes a bare "12:30.mp4" for an address of protocol "12".
            self.container = av.open(str(self.path.absolute()))
        except (av.FFmpegError, OSError, ValueError) as error:
            raise ClipError("clip-unreadable", str(error)) from error
        streams = [s for s in self.container.streams.video if not _is_cover(s)]
        if not streams:
            self.container.close()
            raise ClipError("clip-no-picture", self.path.name)
        if streams[0].width * streams[0].height > MAX_PIXELS:
            self.container.close()
            raise ClipError("clip-too-large", self.path.name)
        return self.container, streams[0]

    def __exit__(self, *error):
        self.container.close()


def _is_cover(stream) -> bool:
    """Whether a stream is the cover picture of an audio file."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _decoded(container, stream) -> Iterator[av.VideoFrame]:
    """Decoded frames; damaged packets are skipped, a broken end simply ends the clip."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.FFmpegError):
            return
        try:
            yield from packet.decode()
        except av.FFmpegError:
            continue


def _duration(container, stream) -> float:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return (container.duration or 0) / av.time_base


class ClipWriter:
    """Writes an H.264 mp4 that plays in every browser (yuv420p, faststart), timestamps kept.

    Use as a context; ``write(image, t)`` takes RGB (h, w, 3) uint8 and seconds that rise. The
    first image fixes the size. A file that could not be finished is removed. ``preset`` is
    x264's: the faster, the larger the file. ``key_every``: frames from one that stands alone to
    the next, for a clip that is stepped through; x264's own choice when None.

    Raises
    ------
    ClipError
        ``disk-full`` or ``write-failed``.
    """

    def __init__(self, path: Path | str, preset: str = "veryfast", key_every: int | None = None):
        self.path = Path(path)
        self._options = {"preset": preset, "crf": "23"}
        if key_every:
            self._options["g"] = str(key_every)
        self._ours = False
        with self._guard():
            # FFmpeg opens the file only with the first frame. Opened here, a bad path is told at
            # once, and what could not be opened, or is a device, is never removed as half-written.
            self.path.open("wb").close()
            self._ours = self.path.is_file()
            self._container = av.open(
                str(self.path.absolute()), "w", format="mp4", options={"movflags": "+faststart"}
            )
        self._stream: av.VideoStream | None = None
        self._last_pts = -1

    def write(self, image: np.ndarray, t: float) -> None:
        """Append one frame."""
        with self._guard():
            if self._stream is None:
                self._stream = self._container.add_stream("libx264", rate=30)
                self._stream.width, self._stream.height = (2 * (n // 2) for n in image.shape[1::-1])
                self._stream.pix_fmt = "yuv420p"
                self._stream.options = dict(self._options)
                self._stream.codec_context.time_base = _TIME_BASE
            frame = av.VideoFrame.from_ndarray(image, format="rgb24").reformat(
                self._stream.width, self._stream.height, "yuv420p"
            )
            self._last_pts = max(self._last_pts + 1, round(t / _TIME_BASE))
            frame.pts, frame.time_base = self._last_pts, _TIME_BASE
            self._container.mux(self._stream.encode(frame))

    def close(self) -> None:
        """Finish the file."""
        with self._guard():
            if self._stream is not None:
                self._container.mux(self._stream.encode())
            self._container.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, *error):
        if kind is None:
            self.close()
        else:
            with suppress(av.FFmpegError, OSError):
                self._container.close()
            self._discard()

    def _discard(self) -> None:
        if self._ours:
            self.path.unlink(missing_ok=True)

    @contextmanager
    def _guard(self):
        try:
            yield
        except (av.FFmpegError, OSError) as error:
            self._discard()
            key = "disk-full" if error.errno == errno.ENOSPC else "write-failed"
            raise ClipError(key, str(error)) from error
