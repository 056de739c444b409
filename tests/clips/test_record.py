import errno
import sys
from dataclasses import replace

import av
import numpy as np
import pytest

from clips.record import LiveRecorder
from coach.session import Plan, Session
from pose.video import ClipError, ClipWriter, probe
from rules import FormChecker
from tests.figures import film, hip_lift, lift_path, lift_rest, reps

SIZE = (64, 48)
FPS = 15
LYING = replace(hip_lift(lift_rest()), mask=None)


def picture(t: float) -> np.ndarray:
    return np.full((SIZE[1], SIZE[0], 3), int(100 + 10 * t) % 256, np.uint8)


def record(recorder: LiveRecorder, seconds: float) -> FormChecker:
    """A set of someone lying still."""
    checker = FormChecker("hip_lift")
    for i in range(round(seconds * FPS)):
        pose = replace(LYING, t=i / FPS)
        checker.update(pose)
        recorder.add(picture(pose.t), pose, checker)
    recorder.end(checker.finish(), checker.signal)
    return checker


def test_each_set_is_a_clip_of_its_own(tmp_path):
    recorder = LiveRecorder(tmp_path)
    record(recorder, 2.0)
    record(recorder, 1.0)
    assert [checked.path.name for checked in recorder.sets] == ["set-1.mp4", "set-2.mp4"]
    assert [len(checked.track.t) for checked in recorder.sets] == [30, 15]
    assert [probe(checked.path).frames for checked in recorder.sets] == [30, 15]
    assert recorder.error is None


def test_the_clip_has_the_set_s_own_times(tmp_path):
    recorder = LiveRecorder(tmp_path)
    record(recorder, 2.0)
    (checked,) = recorder.sets
    with av.open(str(checked.path)) as container:
        times = [float(frame.time) for frame in container.decode(video=0)]
    assert times == pytest.approx(checked.track.t, abs=0.002)


def test_report_and_signal_are_the_set_s(tmp_path):
    recorder = LiveRecorder(tmp_path)
    checker = record(recorder, 2.0)
    (checked,) = recorder.sets
    assert checked.report == checker.finish()
    assert checked.signal == "overshoot"
    assert checked.truncated_s is None


def test_an_empty_set_leaves_nothing(tmp_path):
    recorder = LiveRecorder(tmp_path)
    record(recorder, 0.0)
    assert recorder.sets == []
    assert list(tmp_path.iterdir()) == []
    record(recorder, 1.0)
    assert [checked.path.name for checked in recorder.sets] == ["set-1.mp4"]


@pytest.fixture
def disk(monkeypatch):
    """``disk["room"]``: how many more frames it takes; it is full after them."""
    state = {"room": 10_000}
    write = ClipWriter.write

    def limited(self, image, t):
        state["room"] -= 1
        if state["room"] < 0:
            with self._guard():
                raise OSError(errno.ENOSPC, "No space left on device")
        write(self, image, t)

    monkeypatch.setattr(ClipWriter, "write", limited)
    return state


def test_a_disk_that_fills_up_midway_ends_the_clip_and_not_the_set(tmp_path, disk):
    recorder = LiveRecorder(tmp_path)
    record(recorder, 1.0)
    disk["room"] = 10
    record(recorder, 2.0)
    first, second = recorder.sets
    assert (first.path.name, second.path) == ("set-1.mp4", None)
    assert len(second.track.t) == second.report.frames == 30
    assert recorder.error.key == "disk-full"
    assert [path.name for path in tmp_path.iterdir()] == ["set-1.mp4"]


def test_the_next_set_is_recorded_when_there_is_room_again(tmp_path, disk):
    recorder = LiveRecorder(tmp_path)
    disk["room"] = 0
    record(recorder, 1.0)
    disk["room"] = 100
    record(recorder, 1.0)
    assert [checked.path and checked.path.name for checked in recorder.sets] == [None, "set-2.mp4"]


def test_a_folder_that_has_gone_ends_the_clip_and_not_the_set(tmp_path):
    recorder = LiveRecorder(tmp_path / "gone")
    record(recorder, 1.0)
    (checked,) = recorder.sets
    assert (checked.path, len(checked.track.t)) == (None, 15)
    assert recorder.error.key == "write-failed"


def test_a_disk_that_is_full_at_the_very_end_leaves_the_report(tmp_path, monkeypatch):
    def close(self):
        with self._guard():
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ClipWriter, "close", close)
    recorder = LiveRecorder(tmp_path)
    record(recorder, 1.0)
    (checked,) = recorder.sets
    assert (checked.path, checked.report.frames) == (None, 15)
    assert recorder.error.key == "disk-full"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_a_device_that_is_really_full(tmp_path):
    (tmp_path / "set-1.mp4").symlink_to("/dev/full")
    recorder = LiveRecorder(tmp_path)
    record(recorder, 3.0)
    (checked,) = recorder.sets
    assert (checked.path, checked.report.frames) == (None, 45)
    assert isinstance(recorder.error, ClipError)
    assert recorder.error.key == "disk-full"


def test_the_coaching_goes_on_without_the_clip(tmp_path, disk):
    """The same words with a full disk as without a recorder."""
    scripts = []
    for room in (10_000, 20):
        disk["room"] = room
        recorder = LiveRecorder(tmp_path / str(room))
        (tmp_path / str(room)).mkdir()
        session = Session(Plan("hip_lift", 2), "ja")
        poses = film(lift_path(0.0), reps(lift_rest(), 0.0, 3, 2, 4, 2, lead=14.0), FPS)
        for pose in poses:
            session.update(pose)
            if session.set_pose is not None:
                recorder.add(picture(pose.t), session.set_pose, session.checker)
            if session.reports and not recorder.sets:
                recorder.end(session.reports[-1], session.checker.signal)
        assert session.stage in ("closing", "done")
        scripts.append(session.mouth.said)
        (checked,) = recorder.sets
        assert (checked.path is None) is (room == 20)
        assert checked.report.rep_count == 2
    assert scripts[0] == scripts[1]
