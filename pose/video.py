"""Reading and writing clips with PyAV: true timestamps, rotation, any codec FFmpeg knows."""

import errno
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import VideoReformatter

LONG_SIDE = 960  # px; MediaPipe's networks see 224-256 px crops, more pixels only cost time
MAX_PIXELS = 8192 * 4320  # px in one frame; more is no camera of our users and fills the memory
MAX_FPS = 30.0  # more frames per second show no eye more of a set, they only cost time
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
    """One upright frame at ``t`` seconds from the clip's first; ``crop`` cuts from the picture at
    full resolution. Its picture is converted when it is asked for."""

    t: float
    source: av.VideoFrame
    long_side: int
    pixel_aspect: float
    reformatter: VideoReformatter

    @cached_property
    def image(self) -> np.ndarray:
        """RGB (h, w, 3) uint8, at most `long_side` px long."""
        return to_upright_rgb(self.source, self.long_side, self.pixel_aspect, self.reformatter)

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
        size = _target_size(frame, LONG_SIDE, _pixel_aspect(stream))
        upright = size[::-1] if frame.rotation % 180 else size
        return ClipInfo(_duration(container, stream), stream.frames, _rate(stream), upright)


class Thin:
    """Chooses frames of a stream that has `rate` a second so that every n-th is left.

    By the frames' times and nothing else, so that a clip read from its middle on gives the same
    ones. ``keeps(t)``, asked of each frame in turn, is always true of the first.
    """

    def __init__(self, rate: float, every: int):
        self.rate = rate / every  # frames a second that are left
        self._every, self._cell = every, -math.inf

    @classmethod
    def to_most(cls, rate: float, most: float) -> "Thin":
        """So that at most about `most` a second are left (a tenth more is none too many)."""
        return cls(rate, max(1, math.ceil(rate / (1.1 * most))))

    @classmethod
    def to_least(cls, rate: float, least: float) -> "Thin":
        """So that not fewer than about `least` a second are left."""
        return cls(rate, max(1, math.floor(rate / least + 0.1)))

    def keeps(self, t: float) -> bool:
        """Whether the frame at `t` s is one that is left."""
        if self._every == 1:
            return True
        # Half a frame of the stream: timestamps that jitter stay in their cell.
        cell, last = math.floor(t * self.rate + 0.5 / self._every), self._cell
        self._cell = cell
        return cell != last


def frame_rate(info: ClipInfo, max_fps: float = MAX_FPS) -> float:
    """Frames per second that `read_frames` gives of a clip; 0 when the container does not say."""
    return Thin.to_most(info.fps, max_fps).rate


def read_frames(
    path: Path | str, long_side: int = LONG_SIDE, max_fps: float = MAX_FPS, start: float = 0.0
) -> Iterator[Frame]:
    """Frames of a clip in time order, upright, scaled so that the long side is at most `long_side`.

    Rotation metadata and non-square pixels are applied; of a clip with more than `max_fps` every
    n-th is given, damaged ones are passed over. Memory does not grow with the clip's length. From
    `start` (s) on they are the same frames as those of the whole clip.

    Raises
    ------
    ClipError
        Not a video, empty, without a picture track, or without a single readable frame.
    """
    with _Open(path) as (container, stream):
        stream.thread_type = "AUTO"
        aspect, thin = _pixel_aspect(stream), Thin.to_most(_rate(stream), max_fps)
        reformatter = VideoReformatter()
        origin, decoded = _from(container, stream, start)
        if decoded is not None:
            last = -math.inf
            for n, frame in enumerate(decoded):
                # Some raw streams carry no timestamps: count frames instead.
                t = n / (_rate(stream) or 30) if frame.time is None else frame.time - origin
                if t > last and thin.keeps(t) and t >= start - 1e-9:
                    yield Frame(t, frame, long_side, aspect, reformatter)
                last = max(last, t)
            return
    # It cannot be sought in: read from its beginning.
    yield from (frame for frame in read_frames(path, long_side, max_fps) if frame.t >= start - 1e-9)


def _from(container, stream, start: float) -> tuple[float, Iterator[av.VideoFrame] | None]:
    """Time of the first frame (s), and the frames from a key frame before `start` on; None when
    they cannot be had without those before."""
    decoded = _decoded(container, stream)
    first = next(decoded, None)
    if first is None:
        raise ClipError("clip-no-frames")
    origin = first.time or 0.0
    if start <= 0:
        return origin, chain([first], decoded)
    if first.time is None:
        return origin, None
    # A little earlier, so that at least one frame before `start` comes (see `Thin`).
    wanted = max(0.0, start - 0.2) + origin
    try:
        container.seek(int(wanted / stream.time_base), stream=stream)
    except av.FFmpegError:
        return origin, None
    decoded = _decoded(container, stream)
    key = next(decoded, None)
    if key is None or key.time is None or key.time > wanted + 1e-6:
        return origin, None
    return origin, chain([key], decoded)


def to_upright_rgb(
    frame: av.VideoFrame,
    long_side: int = LONG_SIDE,
    pixel_aspect: float = 1.0,
    reformatter: VideoReformatter | None = None,
) -> np.ndarray:
    """RGB image (h, w, 3) of a decoded frame: scaled, square pixels, rotation applied. A
    `reformatter` kept for all frames of a stream halves the time: else each makes its own."""
    width, height = _target_size(frame, long_side, pixel_aspect)
    reformatter = reformatter or VideoReformatter()
    scaled = reformatter.reformat(frame, width, height, "rgb24").to_ndarray()
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


def _rate(stream) -> float:
    """Frames per second; 0 when unknown. FFmpeg's guess is exact where the rate is steady, and far
    off the average where it is not."""
    average, guess = float(stream.average_rate or 0), float(stream.guessed_rate or 0)
    return guess if not average or abs(guess / average - 1) < 0.1 else average


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
        self._reformatter = VideoReformatter()
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
            frame = self._reformatter.reformat(
                av.VideoFrame.from_ndarray(image, format="rgb24"),
                self._stream.width,
                self._stream.height,
                "yuv420p",
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
