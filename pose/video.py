"""Reading and writing clips with PyAV: true timestamps, rotation, any codec FFmpeg knows."""

import errno
import math
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, Self

import av
import numpy as np
from av.container import InputContainer
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

from pose.container import MAX_PIXELS, Course, Packet, TimeLine, courses, opened, packets, tick
from pose.container import ClipError as ClipError

LONG_SIDE = 960  # px; MediaPipe's networks see 224-256 px crops, more pixels only cost time
MAX_FPS = 30.0  # more frames per second show no eye more of a set, they only cost time
_TIME_BASE = Fraction(1, 90_000)


@dataclass(frozen=True)
class ClipInfo:
    """What is known of a clip before it is read through.

    ``duration`` is its length in s, or what its container promises of the picture where that is
    more (a clip that breaks off); ``last`` (s) is when its last frame begins, or should. ``frames``
    is how many there are, ``fps`` their rate by their own times (0 of a single one); ``size`` the
    upright frame as `read_frames` yields it. ``slowed`` is how many times slower than life the clip
    is by its own data: 1 for life, below 1 for a time lapse, NaN when the file carries no times.
    """

    duration: float
    frames: int
    fps: float
    size: tuple[int, int]
    last: float
    slowed: float = 1.0


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
        # A reformatter of its own: one that hangs on the frame keeps its threads for a long time.
        whole = VideoReformatter().reformat(self.source, format="rgb24").to_ndarray()
        full = _upright(whole, _directions(self.source))
        h, w = full.shape[:2]
        sx, sy = w / self.image.shape[1], h / self.image.shape[0]
        left, top = max(0, int(box[0] * sx)), max(0, int(box[1] * sy))
        right, bottom = min(w, int(box[2] * sx)), min(h, int(box[3] * sy))
        return np.ascontiguousarray(full[top:bottom, left:right])


def probe(path: Path | str) -> ClipInfo:
    """Length, frame rate and upright size of a clip: its packets are looked through, one picture is
    decoded.

    Raises
    ------
    ClipError
        Not a video, empty, a photo, or without a picture track.
    """
    parts = courses(path)
    main = max(parts, key=lambda part: part.frames)
    with opened(path, main) as (container, stream):
        frame = next(_decoded(container, stream), None)
        if frame is None:
            raise ClipError("clip-no-frames")
        size = _target_size(frame, LONG_SIDE, _pixel_aspect(stream))
    (a, b), _ = _directions(frame)
    return ClipInfo(
        duration=sum(part.duration for part in parts),
        frames=sum(part.frames for part in parts),
        fps=main.rate,
        size=size[::-1] if abs(b) > abs(a) else size,
        last=sum(part.duration for part in parts[:-1]) + parts[-1].last,
        slowed=main.slowed,
    )


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
    """Frames per second that `read_frames` gives of a clip; 0 of one with a single frame."""
    return Thin.to_most(info.fps, max_fps).rate


def read_frames(
    path: Path | str, long_side: int = LONG_SIDE, max_fps: float = MAX_FPS, start: float = 0.0
) -> Iterator[Frame]:
    """Frames of a clip in time order, upright, scaled so that the long side is at most `long_side`.

    Rotation, mirroring and non-square pixels are applied; of a clip with more than `max_fps` every
    n-th is given, damaged ones are passed over. Where times begin again or jump (recordings that
    were joined) they go on from the frame before. Memory does not grow with the clip's length. From
    `start` (s) on they are the same frames as those of the whole clip.

    Raises
    ------
    ClipError
        Not a video, empty, a photo, without a picture track or a single readable frame.
    """
    begin = 0.0
    for part in courses(path):
        for frame in _frames(path, part, long_side, max_fps, start - begin):
            yield replace(frame, t=begin + frame.t)
        begin += part.duration


def _frames(
    path: Path | str, part: Course, long_side: int, max_fps: float, start: float
) -> Iterator[Frame]:
    """The frames of one recording."""
    with opened(path, part) as (container, stream):
        stream.thread_type = "AUTO"
        aspect, thin = _pixel_aspect(stream), Thin.to_most(part.rate, max_fps)
        reformatter = VideoReformatter()
        origin, decoded = _from(container, stream, part, start)
        if decoded is not None:
            last = -math.inf
            for frame in decoded:
                # Some raw streams carry no timestamps: count frames instead.
                after = max(0.0, last + 1 / (part.rate or MAX_FPS))
                t = after if frame.time is None else frame.time - origin
                if t > last and thin.keeps(t) and t >= start - 1e-9:
                    yield Frame(t, frame, long_side, aspect, reformatter)
                last = max(last, t)
            return
    # It cannot be sought in: read from its beginning.
    whole = _frames(path, part, long_side, max_fps, 0.0)
    yield from (frame for frame in whole if frame.t >= start - 1e-9)


def _from(
    container: InputContainer, stream: VideoStream, course: Course, start: float
) -> tuple[float, Iterator[av.VideoFrame] | None]:
    """Time of the first frame (s), and the frames from a key frame before `start` on; None when
    they cannot be had without those before."""
    decoded = _decoded(container, stream)
    first = next(decoded, None)
    if first is None:
        raise ClipError("clip-no-frames")
    origin = first.time or 0.0
    if start <= 0:
        return origin, chain([first], decoded)
    if first.time is None or course.joined:
        return origin, None
    # A little earlier, so that at least one frame before `start` comes (see `Thin`).
    wanted = max(0.0, start - 0.2) + origin
    try:
        container.seek(int(wanted / tick(stream)), stream=stream)
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
    """RGB image (h, w, 3) of a decoded frame: scaled, square pixels, upright. A `reformatter` kept
    for all frames of a stream halves the time: else each makes its own."""
    width, height = _target_size(frame, long_side, pixel_aspect)
    reformatter = reformatter or VideoReformatter()
    scaled = reformatter.reformat(frame, width, height, "rgb24").to_ndarray()
    return _upright(scaled, _directions(frame))


def _directions(frame: av.VideoFrame) -> np.ndarray:
    """Where a frame's right and its down point when it is shown: (2, 2), right and down positive.
    A telephone held upright or a mirrored selfie is stored as the sensor lies."""
    matrix: Any = frame.side_data.get("DISPLAYMATRIX")
    if matrix is None:
        return np.eye(2)
    return np.frombuffer(bytes(matrix), np.int32).reshape(3, 3)[:2, :2].astype(float)


def _upright(image: np.ndarray, directions: np.ndarray) -> np.ndarray:
    (across, b), (c, down) = directions
    if abs(b) > abs(across):
        image, across, down = image.swapaxes(0, 1), c, b
    turned = image[:: -1 if down < 0 else 1, :: -1 if across < 0 else 1]
    # MediaPipe silently sees noise in an array whose rows are padded, so always copy those.
    return np.ascontiguousarray(turned)


def _target_size(frame: av.VideoFrame, long_side: int, pixel_aspect: float) -> tuple[int, int]:
    """Width and height in px (even, as encoders want) before the rotation is applied."""
    width, height = frame.width * pixel_aspect, float(frame.height)
    scale = min(1.0, long_side / max(width, height))
    return max(2, 2 * round(width * scale / 2)), max(2, 2 * round(height * scale / 2))


def _pixel_aspect(stream: VideoStream) -> float:
    aspect = float(stream.sample_aspect_ratio or 1)
    return aspect if 0.2 < aspect < 5 else 1.0


def _decoded(container: InputContainer, stream: VideoStream) -> Iterator[av.VideoFrame]:
    """Decoded frames on one line of times; damaged packets are skipped."""
    line = TimeLine(tick(stream))
    # Each picture is as large as it likes, whatever the container and the first one say.
    stream.codec_context.options = {"max_pixels": str(MAX_PIXELS)}
    # It says when packets are decoded, not when they are shown: frames come out in that order.
    in_order = container.format.name == "avi"
    for packet in packets(container, stream):
        line.place(packet)
        if packet.is_discard and line.joins:  # FFmpeg's doubt about times that begin again
            packet = _kept(packet)
        try:
            decoded = stream.decode(packet)
        except MemoryError:
            raise
        except av.FFmpegError:  # damaged, or larger than the decoder may make room for
            if stream.width * stream.height > MAX_PIXELS:
                raise ClipError("clip-too-large") from None
            continue
        for frame in decoded:
            if frame.width * frame.height > MAX_PIXELS:
                raise ClipError("clip-too-large")
            if in_order:
                frame.pts = frame.dts
            yield frame


def _kept(packet: Packet) -> Packet:
    """The same packet without its marks, which cannot be taken off."""
    kept = av.Packet(bytes(packet))
    kept.pts, kept.dts, kept.duration = packet.pts, packet.dts, packet.duration
    kept.time_base = packet.time_base
    return kept


class ClipWriter:
    """Writes an H.264 mp4 that plays in every browser (yuv420p, faststart), timestamps kept.

    Use as a context; ``write(image, t)`` takes RGB (h, w, 3) uint8 and seconds that rise. The
    first image fixes the size. A file that could not be finished is removed. ``preset`` is
    x264's: the faster, the larger the file. ``key_every``: frames from one that stands alone to
    the next, for a clip that is stepped through; x264's own choice when None. ``crf``: x264's
    quality, lower is better.

    Raises
    ------
    ClipError
        ``disk-full`` or ``write-failed``.
    """

    def __init__(
        self,
        path: Path | str,
        preset: str = "veryfast",
        key_every: int | None = None,
        crf: int = 23,
    ):
        self.path = Path(path)
        self._options = {"preset": preset, "crf": str(crf)}
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
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
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except (av.FFmpegError, OSError) as error:
            self._discard()
            key = "disk-full" if error.errno == errno.ENOSPC else "write-failed"
            raise ClipError(key, str(error)) from error
