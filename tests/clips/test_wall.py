"""The process that decodes what comes from anywhere: it gives what the reader gives, and can do
nothing else."""

import subprocess
import sys

import numpy as np
import psutil
import pytest

from clips.wall import LIMITS, Limits, probe, read_frames
from pose import container, video
from pose.video import ClipError
from tests.films import film, sample
from tests.pose.test_container import KINDS, write

SMALL, HUGE = np.zeros((64, 64, 3), np.uint8), np.zeros((4400, 8200, 3), np.uint8)
_INSIDE = """
import os, socket, threading
from clips.wall import LIMITS, shut_in, warm_up
warm_up()
shut_in(LIMITS)
def tried(do):
    try:
        do()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"
print(*map(tried, (
    lambda: open("clips/wall.py"),
    lambda: os.open("new", os.O_CREAT | os.O_WRONLY),
    socket.socket,
    os.fork,
    lambda: os.execv("/bin/true", ["true"]),
    lambda: os.kill(os.getppid(), 0),
    lambda: os.unlink("clips/nothing"),
    lambda: bytearray(LIMITS.memory),
    threading.Thread(target=int).start,
)), "KOSHI_DATABASE_URL" in os.environ)
"""


@pytest.mark.parametrize("kind", ["mp4", "prores", "webm", "h264"])
def test_frames_are_those_of_the_reader_to_the_last_pixel(kind, tmp_path):
    clip = write(tmp_path / f"clip.{KINDS[kind].suffix}", KINDS[kind], 12)
    assert probe(clip) == video.probe(clip)
    box = (10.0, 20.0, 110.0, 90.0)
    for start in (0.0, 0.5) if kind == "mp4" else (0.0,):
        both = zip(read_frames(clip, start), video.read_frames(clip, start=start), strict=True)
        for got, own in both:
            assert got.t == own.t
            np.testing.assert_array_equal(got.image, own.image)
            np.testing.assert_array_equal(got.crop(box), own.crop(box))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is less of a wall")
def test_behind_the_wall_nothing_else_can_be_done():
    command = [sys.executable, "-c", _INSIDE]
    done = subprocess.run(command, capture_output=True, text=True, env={})
    assert done.stdout.split() == [*["PermissionError"] * 7, "MemoryError", "done", "False"]


@pytest.mark.parametrize(
    ("limits", "key"),
    [(Limits(frames=5), "clip-too-long"), (Limits(seconds=0.5), "clip-too-long")],
)
def test_a_set_that_is_more_than_was_counted_ends_with_a_word(limits, key, monkeypatch):
    """What a container says of itself is one thing, what is decoded another."""
    info = probe(sample("hip_lift_ok"))
    monkeypatch.setattr("clips.wall._Reader.info", lambda reader: info)
    times = []
    with pytest.raises(ClipError) as error:
        times.extend(frame.t for frame in read_frames(sample("hip_lift_ok"), limits=limits))
    assert error.value.key == key
    assert 0 < len(times) < 30


def test_a_picture_that_grows_in_the_middle_is_refused_before_there_is_room_for_it(tmp_path):
    parts = [
        film(tmp_path / f"{n}.ts", ((2 * n + i / 15, image) for i in range(count)))
        for n, (image, count) in enumerate(((SMALL, 30), (HUGE, 8)))
    ]
    clip = tmp_path / "grows.ts"
    clip.write_bytes(b"".join(part.read_bytes() for part in parts))
    assert probe(clip).size == (64, 64)
    with pytest.raises(ClipError) as error:
        list(read_frames(clip))
    assert error.value.key == "clip-too-large"


def test_a_clip_that_keeps_one_waiting_is_given_up():
    with pytest.raises(ClipError) as error:
        list(read_frames(sample("hip_lift_ok"), limits=Limits(wait_s=0.001)))
    assert error.value.key == "clip-too-much"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_memory_ends_behind_the_wall(tmp_path):
    clip = film(tmp_path / "large.mp4", ((i / 15, HUGE[:4000, :8000]) for i in range(2)))
    with pytest.raises(ClipError):
        list(read_frames(clip, limits=Limits(memory=400 << 20)))


def test_who_is_read_no_more_is_ended():
    probe(sample("hip_lift_ok"))  # what remains for the next clip is there
    before = set(psutil.Process().children(recursive=True))
    handles = _handles()
    for _ in range(3):
        frames = read_frames(sample("hip_lift_ok"))
        next(frames)
        assert set(psutil.Process().children(recursive=True)) > before
        frames.close()
    assert set(psutil.Process().children(recursive=True)) == before
    assert _handles() == handles


def _handles() -> int:
    me = psutil.Process()
    return me.num_handles() if sys.platform == "win32" else me.num_fds()


def test_the_list_names_no_format_that_leads_elsewhere():
    listed = {*container._CLIPS, *container._PHOTOS, *container._SOUND}
    assert not listed & {
        "concat",
        "hls",
        "dash",
        "image2",
        "sdp",
        "rtsp",
        "lavfi",
        "webm_dash_manifest",
    }
    assert LIMITS.frames < 200_000
