import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from pose.video import LONG_SIDE, ClipError, ClipWriter, probe, read_frames
from tests import films
from tests.films import FPS, TIME_BASE, decode, film, sample, shots


def empty(folder):
    path = folder / "empty.mp4"
    path.touch()
    return path


def text(folder):
    path = folder / "text.mp4"
    path.write_text("not a video\n" * 500)
    return path


def without_index(folder):
    whole = film(folder / "whole.mp4", shots("plank_sagging", 0, 1))
    assert whole.read_bytes().index(b"mdat") < whole.read_bytes().index(b"moov")
    return films.cut(whole, folder / "cut.mp4", 0.5)


def only_the_index(folder):
    whole = film(folder / "whole.mp4", shots("plank_sagging", 0, 1), faststart=True)
    path = folder / "index.mp4"
    data = whole.read_bytes()
    path.write_bytes(data[: data.index(b"mdat") + 4])
    return path


BAD = {
    "missing": (lambda folder: folder / "none.mp4", "clip-missing"),
    "folder": (lambda folder: folder, "clip-missing"),
    "name too long": (lambda folder: folder / ("a" * 300), "clip-missing"),
    "empty": (empty, "clip-empty"),
    "text": (text, "clip-unreadable"),
    "no index": (without_index, "clip-unreadable"),
    "sound": (lambda folder: films.sound(folder / "a.m4a"), "clip-no-picture"),
    "song": (lambda folder: films.song_with_cover(folder / "a.mp3"), "clip-no-picture"),
    "only the index": (only_the_index, "clip-no-frames"),
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("read", [probe, lambda path: list(read_frames(path))])
def test_what_is_no_clip_is_told_by_its_key(kind, read, tmp_path):
    make, key = BAD[kind]
    path = make(tmp_path)
    with pytest.raises(ClipError) as error:
        read(path)
    assert error.value.key == key


def test_the_song_really_has_a_cover(tmp_path):
    with av.open(str(films.song_with_cover(tmp_path / "a.mp3"))) as container:
        assert len(container.streams.video) == 1


def test_probe_tells_what_read_frames_gives():
    info = probe(sample("plank_sagging"))
    assert (info.size, info.frames, info.fps) == ((640, 480), 210, FPS)
    assert info.duration == pytest.approx(14.0)


def test_frames_are_the_clip_and_the_same_each_time():
    first, second = (list(read_frames(sample("hip_lift_ok"))) for _ in range(2))
    real = list(shots("hip_lift_ok"))
    assert len(first) == len(second) == len(real) == 171
    for frame, again, (t, image) in zip(first, second, real, strict=True):
        assert frame.t == again.t == pytest.approx(t)
        assert frame.image.dtype == np.uint8
        assert frame.image.flags.c_contiguous
        np.testing.assert_array_equal(frame.image, again.image)
        # Two decoders of colour may differ by a rounding, not by a picture.
        assert np.abs(frame.image.astype(int) - image).mean() < 2


def test_a_broken_off_clip_ends_where_it_breaks(tmp_path):
    whole = film(tmp_path / "whole.mp4", shots("plank_sagging", 0, 4), faststart=True)
    part = films.cut(whole, tmp_path / "part.mp4", 0.5)
    times = [frame.t for frame in read_frames(part)]
    assert 20 < len(times) < 45
    assert times == pytest.approx([i / FPS for i in range(len(times))], abs=0.001)
    assert probe(part).duration == pytest.approx(4.0, abs=0.1)  # as it promised


def test_a_damaged_middle_is_passed_over(tmp_path):
    path = film(tmp_path / "clip.mp4", shots("plank_sagging", 0, 4), options={"g": "15"})
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat") + (len(data) // 2)
    data[start : start + len(data) // 20] = bytes(len(data) // 20)
    path.write_bytes(data)
    frames = list(read_frames(path))
    assert 30 < len(frames) <= 60
    assert frames[-1].t > 3.8


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_rotation_is_applied(degrees, tmp_path):
    stored = [(t, films.as_stored(i, degrees)) for t, i in shots("plank_sagging", 0, 0.2)]
    clip = films.turn(film(tmp_path / "turned.mp4", stored), degrees)
    assert probe(clip).size == (640, 480)
    frames = list(read_frames(clip))
    assert len(frames) == 3
    for frame, (_, upright) in zip(frames, shots("plank_sagging", 0, 0.2), strict=True):
        assert frame.image.shape == upright.shape
        assert np.abs(frame.image.astype(int) - upright).mean() < 4
        assert frame.image.flags.c_contiguous


@pytest.fixture(scope="module")
def telephone(tmp_path_factory):
    """Three frames of 4K HEVC held upright, and what they show: (clip, upright 2160x3840)."""
    _, image = next(shots("hinge_rounded"))
    upright = cv2.resize(image[:, 185:455], (2160, 3840), interpolation=cv2.INTER_CUBIC)
    path = tmp_path_factory.mktemp("telephone") / "IMG_0001.mov"
    stored = [(i / 30, films.as_stored(upright, 90)) for i in range(3)]
    film(path, stored, codec="libx265", options={"x265-params": "log-level=none"})
    return films.turn(path, 90), upright


def test_4k_portrait_hevc_is_upright_and_small(telephone):
    clip, upright = telephone
    with av.open(str(clip)) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name == "hevc"
        assert (stream.width, stream.height) == (3840, 2160)
    assert probe(clip).size == (540, LONG_SIDE)
    frames = list(read_frames(clip))
    assert [frame.image.shape for frame in frames] == [(LONG_SIDE, 540, 3)] * 3
    small = cv2.resize(upright, (540, LONG_SIDE), interpolation=cv2.INTER_AREA).astype(int)
    assert np.abs(frames[0].image - small).mean() < 5


def test_a_crop_has_the_full_resolution_and_is_upright(telephone):
    clip, upright = telephone
    frame = next(read_frames(clip))
    crop = frame.crop((100.0, 200.0, 300.0, 500.0))
    assert crop.shape == (1200, 800, 3)
    assert crop.flags.c_contiguous
    assert np.abs(crop.astype(int) - upright[800:2000, 400:1200]).mean() < 5
    # A box that reaches outside is cut at the picture's edge.
    assert frame.crop((-50.0, -50.0, 10_000.0, 10.0)).shape == (40, 2160, 3)


@pytest.mark.parametrize(("coded", "aspect"), [((480, 480), Fraction(4, 3)), ((640, 240), 0.5)])
def test_pixels_that_are_not_square_are_stretched(coded, aspect, tmp_path):
    _, image = next(shots("plank_sagging"))
    aspect = Fraction(aspect)
    squeezed = cv2.resize(image, coded, interpolation=cv2.INTER_AREA)
    clip = film(tmp_path / "narrow.mp4", [(0, squeezed)], aspect=aspect)
    width, height = round(coded[0] * aspect), coded[1]
    assert probe(clip).size == (width, height)
    (frame,) = read_frames(clip)
    assert frame.image.shape == (height, width, 3)
    square = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
    assert np.abs(frame.image.astype(int) - square).mean() < 4


def test_non_square_pixels_and_rotation_together(tmp_path):
    _, image = next(shots("plank_sagging"))
    stored = films.as_stored(image, 90)[:, ::2]  # 240 x 640, each pixel two wide
    clip = films.turn(film(tmp_path / "both.mp4", [(0, stored)], aspect=Fraction(2)), 90)
    assert probe(clip).size == (640, 480)
    (frame,) = read_frames(clip)
    assert frame.image.shape == image.shape
    assert np.abs(frame.image.astype(int) - image).mean() < 8


def fast(seconds, rate):
    _, image = next(shots("plank_sagging"))
    small = cv2.resize(image, (160, 120))
    return ((i / rate, small) for i in range(round(seconds * rate)))


@pytest.mark.parametrize(("rate", "analysed"), [(240, 30), (120, 30), (60, 30), (50, 25)])
def test_at_most_thirty_frames_a_second(rate, analysed, tmp_path):
    clip = film(tmp_path / "fast.mp4", fast(2, rate))
    times = np.array([frame.t for frame in read_frames(clip)])
    assert len(times) == 2 * analysed
    assert np.diff(times) == pytest.approx(1 / analysed, abs=0.001)


def test_thirty_jittery_frames_a_second_stay_whole(tmp_path):
    _, image = next(shots("plank_sagging"))
    jitter = [0.0, 0.0025, -0.0005, 0.001] * 8
    times = [i / 30 + jitter[i] for i in range(30)]
    clip = film(tmp_path / "jitter.mp4", [(t, image[::4, ::4]) for t in times])
    assert [frame.t for frame in read_frames(clip)] == pytest.approx(times, abs=0.001)


def test_max_fps_can_be_chosen():
    times = [frame.t for frame in read_frames(sample("plank_sagging"), max_fps=5)]
    assert np.diff(times) == pytest.approx(0.2, abs=0.001)


def test_a_variable_frame_rate_keeps_its_times(tmp_path):
    times = [0.0, 0.1, 0.15, 0.5, 0.55, 1.3, 1.4]
    _, image = next(shots("plank_sagging"))
    clip = film(tmp_path / "uneven.mp4", [(t, image[::4, ::4]) for t in times])
    assert [frame.t for frame in read_frames(clip)] == pytest.approx(times, abs=0.001)


@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_times_count_from_the_first_frame(suffix, tmp_path):
    late = ((t + 5, image) for t, image in shots("plank_sagging", 0, 0.5))
    times = [frame.t for frame in read_frames(film(tmp_path / f"late.{suffix}", late))]
    assert times == pytest.approx([i / FPS for i in range(8)], abs=0.001)


def test_a_raw_stream_without_times_is_counted(tmp_path):
    path = tmp_path / "raw.h264"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=60)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        for _, image in fast(1, 60):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
        container.mux(stream.encode())
    with av.open(str(path)) as container:
        assert next(container.decode(video=0)).time is None
    rate = probe(path).fps
    times = [frame.t for frame in read_frames(path, max_fps=1000)]
    assert times == pytest.approx([i / rate for i in range(60)])
    every_other = [frame.t for frame in read_frames(path, max_fps=rate / 2)]
    assert every_other == pytest.approx(times[::2])


def test_small_clips_are_not_blown_up_and_long_sides_are_kept(tmp_path):
    _, image = next(shots("plank_sagging"))
    small = film(tmp_path / "small.mp4", [(0, image[::4, ::4])])
    assert next(read_frames(small)).image.shape == (120, 160, 3)
    assert next(read_frames(sample("plank_sagging"), long_side=320)).image.shape == (240, 320, 3)


def test_a_japanese_name_with_spaces(tmp_path):
    clip = film(tmp_path / "腰 の 動画.mp4", shots("plank_sagging", 0, 0.2))
    assert len(list(read_frames(clip))) == 3
    assert len(list(read_frames(str(clip)))) == 3


def test_a_relative_name_like_an_address_is_a_file(tmp_path, monkeypatch):
    film(tmp_path / "clip.mp4", shots("plank_sagging", 0, 0.2))
    (tmp_path / "clip.mp4").rename(tmp_path / "http:12:30.mp4")
    monkeypatch.chdir(tmp_path)
    assert probe("http:12:30.mp4").frames == 3


def picture(size=(64, 48), level=90):
    return np.full((size[1], size[0], 3), level, np.uint8)


class TestWriting:
    def test_times_and_pictures_are_kept(self, tmp_path):
        path = tmp_path / "out.mp4"
        times, levels = [0.0, 0.05, 0.4, 1.7], [20, 90, 160, 230]
        with ClipWriter(path) as writer:
            for t, level in zip(times, levels, strict=True):
                writer.write(picture(level=level), t)
        found = list(decode(path))
        assert [t for t, _ in found] == pytest.approx(times, abs=0.001)
        assert [image.mean() for _, image in found] == pytest.approx(levels, abs=4)

    def test_plays_in_a_browser(self, tmp_path):
        path = tmp_path / "out.mp4"
        with ClipWriter(path) as writer:
            writer.write(picture((65, 49)), 0.0)
        with av.open(str(path)) as container:
            context = container.streams.video[0].codec_context
            assert (context.name, context.pix_fmt) == ("h264", "yuv420p")
            assert (context.width, context.height) == (64, 48)
        assert path.read_bytes().index(b"moov") < path.read_bytes().index(b"mdat")

    def test_times_that_do_not_rise_are_moved_behind(self, tmp_path):
        path = tmp_path / "out.mp4"
        with ClipWriter(path) as writer:
            for t in (0.0, 0.5, 0.5, 0.4, 1.0):
                writer.write(picture(), t)
        times = [t for t, _ in decode(path)]
        ticks = [0, 0.5, 0.5 + TIME_BASE, 0.5 + 2 * TIME_BASE, 1.0]
        assert times == pytest.approx([float(t) for t in ticks], abs=1e-6)

    def test_an_error_leaves_no_half_file(self, tmp_path):
        path = tmp_path / "out.mp4"

        def stopped_halfway():
            with ClipWriter(path) as writer:
                writer.write(picture(), 0.0)
                raise RuntimeError("stop")

        with pytest.raises(RuntimeError, match="stop"):
            stopped_halfway()
        assert not path.exists()

    @pytest.mark.parametrize("name", ["none/out.mp4", "folder", "a" * 300])
    def test_what_cannot_be_opened(self, tmp_path, name):
        (tmp_path / "folder").mkdir()
        with pytest.raises(ClipError) as error:
            ClipWriter(tmp_path / name)
        assert error.value.key == "write-failed"
        assert [p.name for p in tmp_path.iterdir()] == ["folder"]

    @pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
    def test_a_full_disk(self, tmp_path):
        path = tmp_path / "out.mp4"
        path.symlink_to("/dev/full")  # a link: nothing here may remove the device itself

        def fill():
            with ClipWriter(path) as writer:
                for i in range(30):
                    writer.write(picture(), i / 30)

        with pytest.raises(ClipError) as error:
            fill()
        assert error.value.key == "disk-full"
        assert path.is_symlink()

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file size limit")
    def test_a_disk_that_fills_up_leaves_no_half_file(self, tmp_path):
        """In a process of its own, because its files may not grow beyond 20 kB."""
        path = tmp_path / "out.mp4"
        done = subprocess.run(
            [sys.executable, "-c", _WRITE_UNTIL_FULL, path],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
        )
        assert done.stdout.split() == ["begun", "write-failed"], done.stderr
        assert not path.exists()


_WRITE_UNTIL_FULL = """
import resource, sys
from pathlib import Path
import numpy as np
from pose.video import ClipError, ClipWriter
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
noise = np.random.default_rng(0)
try:
    with ClipWriter(sys.argv[1]) as writer:
        print("begun" if Path(sys.argv[1]).exists() else "nothing there")
        for i in range(100):
            writer.write(noise.integers(0, 255, (240, 320, 3), np.uint8), i / 30)
except ClipError as error:
    print(error.key)
"""


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "avi"])
def test_from_the_middle_on_the_frames_are_the_same(suffix, tmp_path):
    clip = film(
        tmp_path / f"clip.{suffix}",
        ((t, image[::4, ::4]) for t, image in shots("hip_lift_arched")),
        options={"g": "40", "bf": "3"},
    )
    every = list(read_frames(clip))
    for start in (0.01, 3.0, 7.77, 10.9):
        whole, part = [f for f in every if f.t >= start], list(read_frames(clip, start=start))
        assert [frame.t for frame in part] == [frame.t for frame in whole], start
        assert all(np.array_equal(a.image, b.image) for a, b in zip(part, whole, strict=True))


def test_of_a_fast_clip_the_same_frames_are_left_from_the_middle_on(tmp_path):
    clip = film(tmp_path / "fast.mp4", fast(4, 60), options={"g": "30"})
    whole = [frame.t for frame in read_frames(clip) if frame.t >= 2.02]
    assert [frame.t for frame in read_frames(clip, start=2.02)] == whole


def test_a_start_behind_the_end_gives_nothing(tmp_path):
    assert list(read_frames(sample("plank_sagging"), start=1e4)) == []
