"""What a video file says before a picture of it is decoded: which of its tracks is the clip, when
its frames are, how long it is, and whether its times are those of life.

Times are taken from the packets, never from the rate or the length that a container claims: those
are guesses as often as not (browsers' recordings read as 1000 frames per second, raw DV as 60 000).
"""

import math
import os
import re
import struct
from array import array
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import av
import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream

Packet: TypeAlias = "av.Packet[Any]"  # generic for type checkers only

MAX_PIXELS = 8192 * 4320  # px in one frame; more is no camera of our users and fills the memory

# What FFmpeg may take a file for: the formats of clips; and those of photos and sound, so that a
# file of these can be told what it is. Nothing that names other files or addresses (playlists,
# ffconcat, image sequences) and nothing that is read from anywhere but the file itself.
_CLIPS = (
    *("mov", "matroska", "avi", "mpegts", "mpeg", "asf", "flv", "ogg", "mxf", "dv", "gif", "ivf"),
    *("h264", "hevc", "vvc", "obu", "m4v", "mpegvideo", "mjpeg"),
)
_PHOTOS = (
    *("jpeg_pipe", "png_pipe", "apng", "webp_pipe", "bmp_pipe", "tiff_pipe", "gif_pipe"),
    *("jpegxl_pipe", "j2k_pipe"),
)
_PHOTO_SUFFIXES = {
    *(".jpg", ".jpeg", ".jfif", ".png", ".webp", ".bmp", ".tif", ".tiff", ".jxl", ".jp2", ".j2k"),
    *(".ppm", ".pgm", ".pbm", ".tga", ".dpx", ".exr", ".ico", ".psd", ".svg"),
}
_SOUND = ("mp3", "wav", "aac", "flac", "amr", "aiff", "caf", "ac3")
# What decodes a picture track of such clips; the sound of a clip is never decoded.
_CODECS = {
    *("h264", "hevc", "vvc", "av1", "libdav1d", "vp8", "vp9", "libvpx", "libvpx-vp9"),
    *("mpeg1video", "mpeg2video", "mpegvideo", "mpeg4", "h263", "flv", "mjpeg", "theora", "gif"),
    *("msmpeg4v1", "msmpeg4v2", "msmpeg4", "wmv1", "wmv2", "wmv3", "vc1"),
    *("dvvideo", "prores", "dnxhd", "rawvideo"),
}
_LISTED = {
    "format_whitelist": ",".join((*_CLIPS, *_PHOTOS, *_SOUND)),
    "protocol_whitelist": "none",
    "codec_whitelist": ",".join(sorted(_CODECS)),
    "max_streams": "32",  # a telephone writes six
}

# Times that go back by more than this, or forward by more than that (s), are those of another
# recording. Frames that are shown in another order than they are stored in go back by less: by 16
# frames at most in H.264. Cameras that skip pictures leave shorter holes (J).
_BACK_S, _BACK_FRAMES, _AHEAD_S = 1.0, 16, 30.0
# A track with less than this share of the pixels or frames of the largest is a thumbnail, a preview
# or a depth map (J).
_PREVIEW = 0.25
_HOLE_S = 1.0  # s; longer steps between frames are no rate but a pause
_OWN_LENGTH = ("mov", "avi")  # formats that say how long each track is
_BREAKS_S = 1.0  # what a container promises and does not hold is worth a word from here on (J)
# A camera that skips pictures in the dark gives less than it was set to, and its times are true;
# slow motion begins at half the speed (J).
_SLOWED, _SPED_UP = 1.8, 0.55
_CAPTURE = "com.android.capture.fps"
_PHOTO_BRANDS = {"avif", "heic", "heim", "heis", "heix", "mif1"}
# Headers of formats that are put end to end: Matroska (and WebM), Flash, Ogg. In Ogg each track has
# one, the next right behind: less than `_LEAST` bytes are no recording.
_HEADERS = (
    re.compile(rb"\x1a\x45\xdf\xa3(?=.{0,64}?\x42\x82.{1,8}?(?:webm|matroska))", re.DOTALL),
    re.compile(rb"OggS\0\x02"),
    re.compile(rb"FLV\x01[\x00-\x05]\0\0\0\x09\0\0\0\0"),
)
_LEAST, _HEADER, _PIECE = 256, 128, 16 << 20
_RAW = {"h264", "hevc", "m4v", "mjpeg", "mpegvideo", "obu", "vvc"}


class ClipError(Exception):
    """The clip cannot be read or written. ``key`` names the message, ``detail`` is for the log."""

    def __init__(self, key: str, detail: str = ""):
        super().__init__(f"{key}: {detail}" if detail else key)
        self.key, self.detail = key, detail


@dataclass(frozen=True)
class Course:
    """The course of one recording by its packets; a file may hold several, one after the other.

    ``span`` are its first byte and the one behind its last, ``track`` the index of its stream.
    ``duration`` and ``last`` (s), ``frames``, ``rate`` and ``slowed`` are explained by
    `pose.video.ClipInfo`; ``joined`` tells that times in it begin again or jump, so that none can
    be sought.
    """

    span: tuple[int, int]
    track: int
    duration: float
    frames: int
    rate: float
    last: float
    slowed: float
    joined: bool


class TimeLine:
    """Puts the packets of one track on a line of times that goes on, in ticks of the track.

    Where times begin again, or jump by more than a pause, the packets from there on are moved to
    follow those before them; ``joins`` counts how often.
    """

    def __init__(self, time_base: Fraction):
        self.joins = 0
        self._second = 1 / time_base  # in ticks
        self._offset, self._count = 0, 0
        self._begin = self._last = 0

    def place(self, packet: Packet) -> int | None:
        """Move a packet to where it belongs; returns when it is shown, None where it does not say
        or is not shown (cut away by an edit list)."""
        t = packet.dts if packet.pts is None else packet.pts
        if t is None:
            return None
        step = t + self._offset - self._last
        # No frame is shown after a key frame that follows it in the file.
        if self._count and (self._elsewhere(step) or (packet.is_keyframe and step <= 0)):
            self.joins += 1
            self._offset = self._last + max(1, round(self._step)) - t
        t += self._offset
        if self._offset:
            packet.pts = None if packet.pts is None else packet.pts + self._offset
            packet.dts = None if packet.dts is None else packet.dts + self._offset
        self._begin = min(self._begin, t) if self._count else t
        self._last = max(self._last, t) if self._count else t
        self._count += 1
        # FFmpeg marks what it doubts: of joined recordings those whose times begin again.
        return None if packet.is_discard and not self.joins else t

    @property
    def _step(self) -> float:
        """From one frame to the next on average, in ticks."""
        return (self._last - self._begin) / max(1, self._count - 1)

    def _elsewhere(self, step: int) -> bool:
        back = max(_BACK_S * self._second, _BACK_FRAMES * self._step)
        return not -back <= step <= _AHEAD_S * self._second


def courses(path: Path | str) -> tuple[Course, ...]:
    """The recordings in a file, all their packets looked through; once for each version of it.

    Raises
    ------
    ClipError
        Not a video, empty, a photo, or without a picture track.
    """
    path = Path(path)
    if not os.path.isfile(path):  # unlike Path.is_file never raises (a name too long)
        raise ClipError("clip-missing", str(path))
    about = path.stat()
    if about.st_size == 0:
        raise ClipError("clip-empty", path.name)
    return _courses(path.absolute(), about.st_size, about.st_mtime_ns)


@lru_cache(maxsize=32)
def _courses(path: Path, size: int, changed: int) -> tuple[Course, ...]:
    found, errors = [], []
    for span in pairwise([*_beginnings(path), size]):
        try:
            with _container(path, span) as container:
                found.append(_course(container, span))
        except ClipError as error:
            errors.append(error)
    if not found:
        raise errors[0]
    return tuple(found)


@contextmanager
def opened(path: Path | str, course: Course) -> Iterator[tuple[InputContainer, VideoStream]]:
    """Context: container and picture stream of one recording. ClipError when it cannot be read."""
    with _container(Path(path), course.span) as container:
        stream = container.streams[course.track]
        assert isinstance(stream, VideoStream)
        yield container, stream


_held: dict[Path, int] = {}


def hold(path: Path) -> None:
    """Open a clip for good: from now on this process reads it through that handle, and may have
    been forbidden to open files."""
    _held[path.absolute()] = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))


def _file(path: Path) -> BinaryIO:
    held = _held.get(path.absolute())
    if held is None:
        return path.open("rb")
    file = os.fdopen(os.dup(held), "rb")
    file.seek(0)
    return file


def tick(stream: VideoStream) -> Fraction:
    """How long a tick of a stream's times is, s; streams without are no recording of ours."""
    assert stream.time_base is not None
    return stream.time_base


def packets(container: InputContainer, stream: VideoStream | None = None) -> Iterator[Packet]:
    """The packets of a recording, or of one stream; a broken end simply ends them."""
    with suppress(av.FFmpegError):
        yield from container.demux(*([stream] if stream else []))


def _beginnings(path: Path) -> list[int]:
    """Where the recordings in a file begin. FFmpeg stops behind the first one of some formats;
    in others (transport streams) it reads on, and their times begin again (`TimeLine`)."""
    with _file(path) as file:
        head = file.read(_HEADER)
        if head[4:8] == b"ftyp":
            return [at for at, kind in _boxes(file) if kind == b"ftyp"]
        headers = [pattern for pattern in _HEADERS if pattern.match(head)]
        if not headers:
            return [0]
        found = [0, *_matches(file, headers[0])]
        return [0, *(at for before, at in pairwise(found) if at - before >= _LEAST)]


def _matches(file: BinaryIO, pattern: re.Pattern[bytes]) -> Iterator[int]:
    """Where a header is in a file, looked through piece by piece."""
    at, seen = 0, -1
    while len(block := _read(file, at, _PIECE)) > _HEADER:
        for match in pattern.finditer(block):
            if at + match.start() > seen:
                seen = at + match.start()
                yield seen
        at += len(block) - _HEADER


def _boxes(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Place and kind of each box of an mp4 or mov, outermost only."""
    at = 0
    while len(head := _read(file, at, 16)) >= 8:
        length, kind = struct.unpack(">I4s", head[:8])
        yield at, kind
        if length == 1 and len(head) == 16:
            (length,) = struct.unpack(">Q", head[8:])
        if length < 8:  # it goes on to the end, or it is none
            return
        at += length


def _read(file: BinaryIO, at: int, count: int) -> bytes:
    file.seek(at)
    return file.read(count)


class _Window:
    """The bytes of a file from one place to another, as PyAV reads a file; some formats are told
    by its `name`."""

    def __init__(self, file: BinaryIO, begin: int, end: int, name: str):
        self._file, self._begin, self._end, self.name = file, begin, end, name
        self.seek(0)

    def read(self, count: int) -> bytes:
        return self._file.read(max(0, min(count, self._end - self._file.tell())))

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        origin = (self._begin, self._file.tell(), self._end)[whence]
        return self._file.seek(max(self._begin, origin + offset)) - self._begin

    def tell(self) -> int:
        return self._file.tell() - self._begin


@contextmanager
def _container(path: Path, span: tuple[int, int]) -> Iterator[InputContainer]:
    with ExitStack() as stack:
        try:
            # Opened here, so that FFmpeg opens nothing and takes no name for an address.
            source = _Window(stack.enter_context(_file(path)), *span, _called(path))
            container = stack.enter_context(av.open(source, "r", container_options=_LISTED))
        except MemoryError:
            raise
        except (av.FFmpegError, OSError, ValueError) as error:
            raise ClipError("clip-unreadable", str(error)) from error
        yield container


def _called(path: Path) -> str:
    """The name FFmpeg hears. By one that ends as a photo's it takes the file for one of a sequence
    of pictures, which it may not open, and never looks into it."""
    return path.stem if path.suffix.lower() in _PHOTO_SUFFIXES else path.name


def _course(container: InputContainer, span: tuple[int, int]) -> Course:
    if _is_photo(container):
        raise ClipError("clip-photo")
    shown = [stream for stream in container.streams.video if _is_film(stream)]
    if not shown:
        raise ClipError("clip-no-picture")
    films = [stream for stream in shown if stream.codec_context.name in _CODECS]
    if not films:
        raise ClipError("clip-unreadable", "codec")
    tracks = {s.index: _Track(s.time_base) for s in container.streams if s.time_base}
    for packet in packets(container):
        if packet.size and packet.stream_index in tracks:
            tracks[packet.stream_index].add(packet)
    stream = _main(films, tracks)
    if stream.width * stream.height > MAX_PIXELS:
        raise ClipError("clip-too-large")
    track = tracks[stream.index]
    if track.count == 1 and container.format.name in ("apng", "gif"):
        raise ClipError("clip-photo")
    rate = _rate(stream, track)
    promised = _promised(container, stream, tracks)
    broken = promised > track.seconds + _BREAKS_S
    return Course(
        span=span,
        track=stream.index,
        duration=promised if broken else track.seconds,
        frames=track.count,
        rate=rate,
        last=max(0.0, promised - 1 / rate) if broken and rate else track.last,
        slowed=_slowed(container, stream, rate),
        joined=track.line.joins > 0,
    )


class _Track:
    """When the frames of one track are shown, in s."""

    def __init__(self, time_base: Fraction):
        self.line, self.count = TimeLine(time_base), 0
        self._base, self._times = time_base, array("q")
        self._spent, self._final = 0, (-math.inf, 0)  # ticks: of all packets; time, length of one

    def add(self, packet: Packet) -> None:
        """Take the next packet."""
        timed, length = packet.pts is not None or packet.dts is not None, packet.duration or 0
        t = self.line.place(packet)
        if timed and t is None:
            return
        self.count += 1
        self._spent += length
        if t is not None:
            self._times.append(t)
            self._final = max(self._final, (t, length))

    @cached_property
    def times(self) -> np.ndarray:
        """Of every frame; empty when the packets tell none."""
        return np.sort(np.array(self._times, float)) * float(self._base)

    @property
    def last(self) -> float:
        """When the last frame begins, from the first on."""
        if len(self.times):
            return float(self.times[-1] - self.times[0])
        return max(0, self.count - 1) / self.rate if self.rate else 0.0

    @property
    def seconds(self) -> float:
        """From the first frame to the end of the last."""
        length = float(self._final[1] * self._base)
        if not length and self.rate:
            length = 1 / self.rate
        return self.last + length

    @property
    def end(self) -> float:
        """When the last packet ends, by the file's clock."""
        return float(sum(self._final) * self._base) if len(self.times) else 0.0

    @cached_property
    def rate(self) -> float:
        """Frames per second where they come without holes; 0 of a single one."""
        steps = np.diff(self.times)
        steps = steps[steps > 0]
        if len(steps):
            whole = steps[steps <= max(_HOLE_S, 3 * np.median(steps))]
            return float(len(whole) / whole.sum())
        lengths = float(self._spent * self._base)
        return self.count / lengths if lengths else 0.0


def _is_photo(container: InputContainer) -> bool:
    """By its format (image2, png_pipe, ...) or, of those that can be both, by its brand."""
    name, brand = container.format.name, container.metadata.get("major_brand", "")
    return name == "image2" or name.endswith("_pipe") or brand.strip() in _PHOTO_BRANDS


def _is_film(stream: VideoStream) -> bool:
    """Whether a track can be the clip: one that can be decoded, and no cover or thumbnail."""
    kinds = av.stream.Disposition
    aside = kinds.attached_pic | kinds.timed_thumbnails | kinds.still_image | kinds.dependent
    return stream.codec_context is not None and not stream.disposition & aside


def _main(films: list[VideoStream], tracks: dict[int, _Track]) -> VideoStream:
    """Of several picture tracks the one that is marked as default, when just one is; else the
    largest and longest."""
    area = {s.index: s.width * s.height for s in films}
    count = {s.index: tracks[s.index].count for s in films}
    least = _PREVIEW * max(area.values()), _PREVIEW * max(count.values())
    whole = [s for s in films if area[s.index] >= least[0] and count[s.index] >= least[1]]
    marked = [s for s in whole if s.disposition & av.stream.Disposition.default]
    if len(marked) == 1:
        return marked[0]
    return max(whole or films, key=lambda s: area[s.index] * count[s.index])


def _rate(stream: VideoStream, track: _Track) -> float:
    """Frames per second. FFmpeg's figures are exact where they agree with the frames' times."""
    claimed = [float(rate) for rate in (stream.guessed_rate, stream.average_rate) if rate]
    if not track.rate:
        return 0.0
    return next((rate for rate in claimed if abs(rate / track.rate - 1) < 0.1), track.rate)


def _promised(container: InputContainer, stream: VideoStream, tracks: dict[int, _Track]) -> float:
    """How long the picture should be, s; 0 when nothing tells.

    Mostly the length of the file is that of its longest track, and this the sound: it counts only
    where no track lasts as long.
    """
    if tracks[stream.index].line.joins:
        return 0.0  # said of the first part, or made up from the times
    begin = float((stream.start_time or 0) * tick(stream))
    if container.format.name.startswith(_OWN_LENGTH):
        # FFmpeg makes an AVI that breaks off shorter; the count of frames stays as it was written.
        ticks = stream.frames if container.format.name == "avi" else stream.duration
        return float((ticks or 0) * tick(stream))
    if tagged := _clock(stream.metadata.get("DURATION", "")):
        return tagged - begin
    end = (container.duration or 0) / av.time_base  # by the same clock, from its 0 on
    reached = max(track.end for track in tracks.values())
    return end - begin if end - reached > _BREAKS_S else 0.0


def _clock(text: str) -> float:
    """Seconds of "00:00:11.407000000", as Matroska's tags tell them; 0 of anything else."""
    try:
        hours, minutes, seconds = (float(part) for part in text.split(":"))
    except ValueError:
        return 0.0
    return 3600 * hours + 60 * minutes + seconds


def _slowed(container: InputContainer, stream: VideoStream, rate: float) -> float:
    """How many times slower than life the frames follow each other, by the file's own data.

    Android cameras write what the sensor gave per second; a clip of 240 a second shown at 240 is
    true. iPhones keep slow motion at its true times, and Apple's
    ``full-frame-rate-playback-intent`` is 0 of other clips as well: it tells nothing.
    """
    if container.format.name in _RAW and not stream.codec_context.framerate:
        return math.nan
    said = {key.lower(): value for key, value in (container.metadata | stream.metadata).items()}
    try:
        captured = float(said.get(_CAPTURE, 0))
    except ValueError:
        return 1.0
    if not rate or not 0 < captured < math.inf:
        return 1.0
    times = captured / rate
    return 1.0 if _SPED_UP < times < _SLOWED else times
