"""Clips as telephones, browsers, cameras and editors write them: every frame, at its own time."""

import struct
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from pose import container
from pose.container import ClipError, courses
from pose.video import probe, read_frames

RATE = 15
FRAGMENTED = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}


@dataclass(frozen=True)
class Kind:
    """A container with a codec; ``options`` are the container's."""

    suffix: str
    format: str
    codec: str
    options: dict[str, str] = field(default_factory=dict)
    rate: Fraction = Fraction(RATE)
    size: tuple[int, int] = (160, 120)
    pixels: str = "yuv420p"


PAL = Fraction(25)
KINDS = {
    "mp4": Kind("mp4", "mp4", "libx264"),
    "fragmented": Kind("mp4", "mp4", "libx264", FRAGMENTED),
    "hevc": Kind("mov", "mov", "libx265"),
    "mjpeg": Kind("mov", "mov", "mjpeg", pixels="yuvj420p"),
    "prores": Kind("mov", "mov", "prores_ks", pixels="yuv422p10le"),
    "3gp": Kind("3gp", "3gp", "h263", size=(176, 144)),
    "mkv": Kind("mkv", "matroska", "libx264"),
    "webm": Kind("webm", "webm", "libvpx-vp9"),
    "webm of vp8": Kind("webm", "webm", "libvpx"),
    "ts": Kind("ts", "mpegts", "libx264"),
    "mts": Kind("mts", "mpegts", "libx264", {"mpegts_m2ts_mode": "1"}),
    "mpg": Kind("mpg", "mpeg", "mpeg2video", rate=PAL),
    "vob": Kind("vob", "vob", "mpeg2video", rate=PAL),
    "flv": Kind("flv", "flv", "flv"),
    "wmv": Kind("wmv", "asf", "wmv2"),
    "ogv": Kind("ogv", "ogg", "libvpx"),
    "avi": Kind("avi", "avi", "mpeg4"),
    "avi with B-frames": Kind("avi", "avi", "libx264"),
    "mxf": Kind("mxf", "mxf", "mpeg2video", rate=PAL),
    "gif": Kind("gif", "gif", "gif", rate=PAL, pixels="rgb8"),
    "dv": Kind("dv", "dv", "dvvideo", {}, Fraction(30_000, 1001), (720, 480), "yuv411p"),
    "h264": Kind("h264", "h264", "libx264"),
    "hevc raw": Kind("hevc", "hevc", "libx265"),
    "m2v": Kind("m2v", "mpeg2video", "mpeg2video", rate=PAL),
    "ivf": Kind("ivf", "ivf", "libvpx"),
}
# Kinds that are one clip when put end to end, as `cat` does.
JOINED = ["ts", "mts", "vob", "mpg", "webm", "mkv", "ogv", "fragmented", "mp4", "flv"]


def picture(n: int, size: tuple[int, int]) -> np.ndarray:
    """A picture that tells its number, below 256, in eight bars."""
    bars = np.array([20 + 200 * (n >> bit & 1) for bit in range(8)], np.uint8)
    row = np.repeat(bars, size[0] // 8)
    return np.ascontiguousarray(np.broadcast_to(row[None, :, None], (size[1], size[0], 3)))


def number(image: np.ndarray) -> int:
    bars = image.reshape(image.shape[0], 8, -1).mean(axis=(0, 2))
    return int(sum((bars > 120) << np.arange(8)))


def write(
    path: Path,
    kind: Kind,
    count: int,
    first: int = 0,
    times: list[float] | None = None,
    matrix: tuple[int, int, int, int] | None = None,
    metadata: dict[str, str] | None = None,
) -> Path:
    """A clip of `count` pictures from `first` on, at `times` (s) or one after the other."""
    with av.open(str(path), "w", format=kind.format, options=kind.options) as out:
        out.metadata.update(metadata or {})
        stream = out.add_stream(kind.codec, rate=kind.rate)
        stream.width, stream.height = kind.size
        stream.pix_fmt = kind.pixels
        if kind.codec.startswith(("libx", "mpeg", "libvpx")):
            stream.options = {"g": "10"}
        if kind.codec == "libx264":
            stream.options |= {"preset": "ultrafast", "bf": "2"}
        if kind.codec == "libx265":
            stream.options |= {"x265-params": "log-level=none"}
        if matrix:
            a, b, c, d = (value << 16 for value in matrix)
            stream.set_display_matrix([a, b, 0, c, d, 0, 0, 0, 1 << 30])
        for n in range(count):
            frame = av.VideoFrame.from_ndarray(picture(first + n, kind.size), format="rgb24")
            if times:
                base = Fraction(1, 90_000)
                stream.codec_context.time_base = stream.codec_context.time_base or base
                frame.pts, frame.time_base = round(times[n] / base), base
                if n == 0:
                    stream.codec_context.time_base = base
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return path


def seen(path: Path, **how) -> tuple[list[float], list[int]]:
    """Times and numbers of the pictures of a clip."""
    frames = [(frame.t, number(frame.image)) for frame in read_frames(path, **how)]
    return [t for t, _ in frames], [n for _, n in frames]


def joined(path: Path, *parts: Path) -> Path:
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    return path


@pytest.mark.parametrize("name", KINDS)
def test_every_frame_at_its_time_from_any_time_on(name, tmp_path):
    kind = KINDS[name]
    clip = write(tmp_path / f"clip.{kind.suffix}", kind, 40)
    times, numbers = seen(clip)
    assert times == pytest.approx([n / float(kind.rate) for n in range(40)], abs=0.011)
    assert numbers == list(range(40))
    info = probe(clip)
    assert info.fps == pytest.approx(float(kind.rate), rel=0.01)
    assert info.duration == pytest.approx(40 / float(kind.rate), abs=0.1)
    assert info.last == pytest.approx(times[-1], abs=0.01)
    assert (info.frames, info.slowed) == (40, 1.0)
    late = times[25] - 0.01
    assert seen(clip, start=late) == (times[25:], numbers[25:])


@pytest.mark.parametrize("name", JOINED)
def test_recordings_put_end_to_end_are_one(name, tmp_path):
    kind = KINDS[name]
    parts = [write(tmp_path / f"{n}.{kind.suffix}", kind, 30, 30 * n) for n in range(3)]
    clip = joined(tmp_path / f"joined.{kind.suffix}", *parts)
    times, numbers = seen(clip)
    assert numbers == list(range(90))
    assert np.diff(times) == pytest.approx(1 / float(kind.rate), abs=0.01)
    info = probe(clip)
    assert info.frames == 90
    assert info.last == pytest.approx(times[-1], abs=0.01)
    assert info.fps == pytest.approx(float(kind.rate), rel=0.01)
    for start in (times[12], times[31], times[75]):
        first = times.index(start)
        assert seen(clip, start=start) == (times[first:], numbers[first:])


@pytest.mark.parametrize("name", ["ts", "webm", "mkv", "mp4", "fragmented", "flv"])
def test_times_that_jump_by_an_hour_go_on(name, tmp_path):
    times = [n / RATE + (3600 if n >= 20 else 0) for n in range(40)]
    clip = write(tmp_path / f"jump.{KINDS[name].suffix}", KINDS[name], 40, times=times)
    found, numbers = seen(clip)
    assert numbers == list(range(40))
    assert np.diff(found) == pytest.approx(1 / RATE, abs=0.01)
    assert probe(clip).duration == pytest.approx(40 / RATE, abs=0.1)
    assert seen(clip, start=found[30]) == (found[30:], numbers[30:])


@pytest.mark.parametrize("name", ["ts", "mts", "webm", "mkv", "fragmented"])
@pytest.mark.parametrize("order", [(0, 3600, 2, 3), (3600, 0, 1, 2), (0, 3600, 1, 7200)])
def test_a_part_that_lies_an_hour_ahead_stays_in_its_place(name, order, tmp_path):
    kind, parts = KINDS[name], []
    for n, begin in enumerate(order):
        times = [begin + i / RATE for i in range(15)]
        parts.append(write(tmp_path / f"{n}.{kind.suffix}", kind, 15, 15 * n, times))
    times, numbers = seen(joined(tmp_path / f"joined.{kind.suffix}", *parts))
    assert numbers == list(range(60))
    assert min(np.diff(times)) > 0.05
    assert times[-1] < 10


@pytest.mark.parametrize("name", ["ts", "webm", "mkv", "mp4"])
def test_a_pause_is_no_jump(name, tmp_path):
    times = [n / RATE + (20 if n >= 20 else 0) for n in range(40)]
    clip = write(tmp_path / f"pause.{KINDS[name].suffix}", KINDS[name], 40, times=times)
    assert seen(clip)[0] == pytest.approx(times, abs=0.005)
    assert probe(clip).fps == pytest.approx(RATE, rel=0.01)


def test_a_recording_of_a_browser_keeps_its_frames(tmp_path):
    """No rate, no length, frames 50 to 90 ms apart: FFmpeg guesses 1000 frames per second."""
    steps = np.random.default_rng(1).uniform(0.05, 0.09, 60)
    times = [0.0, *np.cumsum(steps).tolist()]
    live = Kind("webm", "webm", "libvpx", {"live": "1"})
    clip = write(tmp_path / "recorded.webm", live, 61, times=times)
    info = probe(clip)
    assert info.fps == pytest.approx(1 / steps.mean(), rel=0.1)
    assert info.duration == pytest.approx(times[-1], abs=0.2)
    assert seen(clip)[0] == pytest.approx(times, abs=0.002)


ORIENTATIONS = {  # where the stored picture's right and its down are shown
    "as it is": (1, 0, 0, 1),
    "right": (0, 1, -1, 0),
    "upside down": (-1, 0, 0, -1),
    "left": (0, -1, 1, 0),
    "mirrored": (-1, 0, 0, 1),
    "mirrored upside down": (1, 0, 0, -1),
    "mirrored right": (0, 1, 1, 0),
    "mirrored left": (0, -1, -1, 0),
}


@pytest.mark.parametrize("suffix", ["mp4", "mov", "mkv"])
@pytest.mark.parametrize("name", ORIENTATIONS)
def test_all_eight_orientations(name, suffix, tmp_path):
    (a, b, c, d) = ORIENTATIONS[name]
    kind = Kind(suffix, {"mkv": "matroska"}.get(suffix, suffix), "libx264")
    clip = tmp_path / f"turned.{suffix}"
    stored = np.zeros((120, 160, 3), np.uint8)
    stored[:60, :80], stored[:60, 80:], stored[60:, :80] = 240, 160, 80  # corners that differ
    with av.open(str(clip), "w", format=kind.format) as out:
        stream = out.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        stream.set_display_matrix([a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30])
        out.mux(stream.encode(av.VideoFrame.from_ndarray(stored, format="rgb24")))
        out.mux(stream.encode())
    width, height = (160, 120) if a else (120, 160)
    # Each pixel of the middle of each quarter goes to where the matrix sends it.
    expected = np.zeros((2, 2))
    for y, x in np.ndindex(2, 2):
        right, down = 2 * x - 1, 2 * y - 1
        shown_x, shown_y = a * right + c * down, b * right + d * down
        expected[(shown_y + 1) // 2, (shown_x + 1) // 2] = stored[30 + 60 * y, 40 + 80 * x, 0]
    (frame,) = read_frames(clip)
    assert probe(clip).size == (width, height)
    for image in (frame.image, frame.crop((0, 0, width, height))):
        assert image.shape == (height, width, 3)
        assert image.flags.c_contiguous
        quarters = image[height // 4 :: height // 2, width // 4 :: width // 2, 0]
        np.testing.assert_allclose(quarters, expected, atol=6)
    part = frame.crop((width / 2, 0, width, height / 2))
    assert part.mean() == pytest.approx(expected[0, 1], abs=6)


@dataclass(frozen=True)
class Track:
    size: tuple[int, int]
    count: int
    seconds: float = 2.0
    default: bool = False


def write_tracks(path: Path, tracks: list[Track]) -> Path:
    default = av.stream.Disposition.default
    with av.open(str(path), "w") as out:
        streams = []
        for track in tracks:
            stream = out.add_stream("libx264", rate=Fraction(track.count / track.seconds))
            stream.width, stream.height = track.size
            stream.pix_fmt, stream.options = "yuv420p", {"preset": "ultrafast"}
            streams.append(stream)
        for stream, track in zip(streams, tracks, strict=True):
            stream.disposition = default if track.default else av.stream.Disposition(0)
        for n, (stream, track) in enumerate(zip(streams, tracks, strict=True)):
            for _ in range(track.count):
                frame = av.VideoFrame.from_ndarray(picture(40 * n, track.size), format="rgb24")
                out.mux(stream.encode(frame))
            out.mux(stream.encode())
    return path


SMALL, LARGE = (160, 120), (640, 480)


@pytest.mark.parametrize("suffix", ["mp4", "mov", "mkv"])
@pytest.mark.parametrize(
    ("tracks", "taken"),
    [
        ([Track(SMALL, 2), Track(LARGE, 30)], 1),  # thumbnails first
        ([Track(SMALL, 2, default=True), Track(LARGE, 30)], 1),  # and marked
        ([Track(SMALL, 30), Track(LARGE, 30)], 1),  # a preview, a depth map
        ([Track(LARGE, 1, 0.1), Track(LARGE, 30)], 1),  # one still
        ([Track(LARGE, 30), Track(SMALL, 30)], 0),
        ([Track(LARGE, 30, default=True), Track(LARGE, 30)], 0),  # two cameras
        ([Track(LARGE, 30), Track(LARGE, 30, default=True)], 1),
        ([Track((480, 360), 30, default=True), Track(LARGE, 30, default=True)], 1),
    ],
)
def test_of_several_tracks_the_clip_is_taken(suffix, tracks, taken, tmp_path):
    clip = write_tracks(tmp_path / f"tracks.{suffix}", tracks)
    (info, (_, numbers)) = probe(clip), seen(clip)
    assert info.size == tracks[taken].size
    assert len(numbers) == info.frames == tracks[taken].count
    assert set(numbers) == {40 * taken}


SOUND = {
    "mp4": ("mp4", "libx264", "aac"),
    "mov": ("mov", "libx264", "aac"),
    "mkv": ("matroska", "libx264", "aac"),
    "webm": ("webm", "libvpx", "libopus"),
    "avi": ("avi", "mpeg4", "mp2"),
    "ts": ("mpegts", "libx264", "aac"),
    "flv": ("flv", "libx264", "aac"),
}


def write_with_sound(path: Path, sound_s: float, late_s: float = 0.0) -> Path:
    """Two seconds of pictures that begin after `late_s`, and a sound."""
    kind, codec, sound_codec = SOUND[path.suffix[1:]]
    with av.open(str(path), "w", format=kind) as out:
        stream = out.add_stream(codec, rate=RATE)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        sound = out.add_stream(sound_codec, rate=48_000, layout="mono")
        for n in range(30):
            frame = av.VideoFrame.from_ndarray(picture(n, (160, 120)), format="rgb24")
            frame.pts, frame.time_base = n + round(late_s * RATE), Fraction(1, RATE)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
        of = "fltp" if sound_codec == "aac" else "s16"
        chunk = np.zeros((1, 960), np.float32 if of == "fltp" else np.int16)
        for n in range(round(sound_s * 50)):
            samples = av.AudioFrame.from_ndarray(chunk, format=of, layout="mono")
            samples.sample_rate, samples.pts = 48_000, 960 * n
            samples.time_base = Fraction(1, 48_000)
            out.mux(sound.encode(samples))
        out.mux(sound.encode())
    return path


@pytest.mark.parametrize("suffix", SOUND)
@pytest.mark.parametrize("late_s", [0.0, 3.0])
def test_a_longer_sound_is_no_clip_that_breaks_off(suffix, late_s, tmp_path):
    clip = write_with_sound(tmp_path / f"sound.{suffix}", 9.0, late_s)
    times, numbers = seen(clip)
    assert len(numbers) == 30
    assert probe(clip).last == pytest.approx(times[-1], abs=0.1)


@pytest.mark.parametrize("suffix", ["mkv", "webm", "avi", "flv"])
def test_a_file_that_breaks_off_promised_more(suffix, tmp_path):
    kind = next(kind for kind in KINDS.values() if kind.suffix == suffix)
    whole = write(tmp_path / f"whole.{suffix}", kind, 90).read_bytes()
    part = tmp_path / f"part.{suffix}"
    part.write_bytes(whole[: len(whole) // 2])
    times, _ = seen(part)
    assert times[-1] < 4.5
    assert probe(part).last == pytest.approx(6.0, abs=0.2)


def test_the_end_cut_away_in_a_telephone_is_no_loss(tmp_path):
    """An edit list that shows the first two of four seconds."""
    clip = write(tmp_path / "edited.mp4", Kind("mp4", "mp4", "mpeg4"), 60)
    data = bytearray(clip.read_bytes())
    at = data.index(b"elst") + 12  # version, flags, one entry: its length in movie ticks
    scale = struct.unpack_from(">I", data, data.index(b"mvhd") + 16)[0]
    assert struct.unpack_from(">I", data, at)[0] == 4 * scale
    struct.pack_into(">I", data, at, 2 * scale)
    clip.write_bytes(data)
    times, _ = seen(clip)
    assert times[-1] == pytest.approx(2.0, abs=0.15)
    assert probe(clip).last == pytest.approx(times[-1], abs=0.1)
    assert probe(clip).frames == len(times)


@pytest.mark.parametrize(
    ("said", "slowed"),
    [
        ({}, 1.0),
        ({"com.android.capture.fps": "15.000000"}, 1.0),
        ({"com.android.capture.fps": "24"}, 1.0),  # set to 24, fewer in the dark
        ({"com.android.capture.fps": "60"}, 4.0),
        ({"com.android.capture.fps": "120.0"}, 8.0),
        ({"com.android.capture.fps": "1"}, 1 / 15),
        ({"com.android.capture.fps": "nan"}, 1.0),
        ({"com.android.capture.fps": "0"}, 1.0),
        ({"com.android.capture.fps": "fast"}, 1.0),
        ({"com.apple.quicktime.full-frame-rate-playback-intent": "0"}, 1.0),
    ],
)
def test_slow_motion_and_time_lapse_are_known_by_their_data(said, slowed, tmp_path):
    kind = Kind("mp4", "mp4", "mpeg4", {"movflags": "use_metadata_tags"})
    clip = write(tmp_path / "slow.mp4", kind, 15, metadata=said)
    assert probe(clip).slowed == pytest.approx(slowed)


def test_slow_motion_is_known_in_matroska_too(tmp_path):
    said = {"com.android.capture.fps": "240"}
    assert probe(write(tmp_path / "x.mkv", KINDS["mkv"], 15, metadata=said)).slowed == 16.0


def test_a_stream_without_times_has_no_tempo(tmp_path):
    raw = Kind("mjpeg", "mjpeg", "mjpeg", pixels="yuvj420p")
    assert np.isnan(probe(write(tmp_path / "x.mjpeg", raw, 10)).slowed)


def photo(path: Path) -> Path:
    if path.suffix == ".gif":
        return write(path, KINDS["gif"], 1)
    # FFmpeg's encoder for AV1 would make root's process, and all it starts, a real-time one.
    drawn = path.with_suffix(".avif") if path.suffix == ".heic" else path
    # As large as photos are: FFmpeg looks into a small one whatever it is called.
    noise = np.random.default_rng(1).integers(0, 256, (240, 320, 3), np.uint8)
    assert cv2.imwrite(str(drawn), noise)
    if drawn != path:
        path.write_bytes(drawn.read_bytes().replace(b"avif", b"heic", 1))
        drawn.unlink()
    return path


@pytest.mark.parametrize(
    "name", ["a.jpg", "a.jpeg", "a.png", "a.webp", "a.bmp", "a.tiff", "a.gif", "a.avif", "a.heic"]
)
@pytest.mark.parametrize("called", ["", ".mp4"])
def test_a_photo_is_no_clip(name, called, tmp_path):
    path = photo(tmp_path / name)
    path = path.rename(path.with_name(path.name + called))
    for read in (probe, lambda path: list(read_frames(path))):
        with pytest.raises(ClipError) as error:
            read(path)
        assert error.value.key == "clip-photo"


def test_a_clip_of_one_frame_and_moving_pictures_are_clips(tmp_path):
    assert seen(write(tmp_path / "one.mp4", KINDS["mp4"], 1)) == ([0.0], [0])
    assert len(seen(write(tmp_path / "moving.gif", KINDS["gif"], 5))[0]) == 5


def test_a_file_is_looked_through_once_for_each_of_its_versions(tmp_path):
    clip = write(tmp_path / "clip.mkv", KINDS["mkv"], 15)
    first = courses(clip)
    assert courses(str(clip)) is first
    write(clip, KINDS["mkv"], 20)
    assert courses(clip)[0].frames == 20


def test_headers_are_found_where_pieces_meet(tmp_path, monkeypatch):
    part = write(tmp_path / "a.webm", KINDS["webm"], 15)
    clip = joined(tmp_path / "b.webm", part, part, part)
    size = part.stat().st_size
    for piece in (size + 10, size + 60, size - 20, 1000):
        monkeypatch.setattr(container, "_PIECE", piece)
        assert container._beginnings(clip) == [0, size, 2 * size]
