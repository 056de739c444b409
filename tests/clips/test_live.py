import os
import time
from fractions import Fraction

import av
import numpy as np
import pytest

from clips import live as module
from clips.live import LiveSession, PoseTime
from clips.loops import FOLDER
from clips.record import LiveRecorder
from coach.session import Plan
from pose.pose import Pose
from pose.video import probe
from tests.figures import film, lift_path, lift_rest, reps
from tests.films import decode, sample

TIME_BASE = Fraction(1, 90_000)
SETTLED_S = 10.0  # set-up and countdown
TIMEOUT_S = 120.0  # of the wall clock, for one frame


class Camera:
    """Gives a session frames with times of their own, each when the last one was worked on."""

    def __init__(self, live: LiveSession, begins: float = 0.0):
        self.live, self.begins = live, begins

    def gives(self, image: np.ndarray, t: float) -> np.ndarray:
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(image), format="rgb24")
        frame.pts, frame.time_base = round((self.begins + t) / TIME_BASE), TIME_BASE
        shown = self.live.picture(frame)
        patience = time.monotonic() + TIMEOUT_S
        while not self.live.session.now >= t - 0.001 and self.live.error is None:
            assert time.monotonic() < patience, f"no answer to the frame at {t} s"
            if not self.live._thread.is_alive():
                break
            time.sleep(0.001)
        return shown


def live_session(folder, exercise="hip_lift", target=1, language="ja", **plan):
    recorder = LiveRecorder(folder)
    live = LiveSession(Plan(exercise, target, **plan), language, recorder, PoseTime())
    return live, recorder


@pytest.fixture(scope="module")
def sample_set(tmp_path_factory):
    """A whole live session with a real clip: (session, recorder, pictures shown)."""
    live, recorder = live_session(tmp_path_factory.mktemp("live"))
    camera, shots = Camera(live, begins=5000.0), list(decode(sample("hip_lift_ok")))
    shown = []
    for i in range(round(SETTLED_S * 5)):
        shown.append(camera.gives(shots[0][1], i / 5))
    for t, image in shots:
        shown.append(camera.gives(image, SETTLED_S + t))
    t = SETTLED_S + shots[-1][0]
    while live.session.stage != "done" and live.error is None and t < 60:
        t += 0.2
        shown.append(camera.gives(shots[-1][1], t))
    live.stop()
    return live, recorder, shown


@pytest.mark.long  # in a browser `tests/browser/test_live.py` goes this way each time
def test_a_session_at_the_camera_runs_to_its_spoken_end(sample_set):
    live, _, _ = sample_set
    assert live.error is None
    assert live.session.stage == "done"
    names = [said.line.name for said in live.session.mouth.said if said.line]
    assert names[:2] == ["say-safety", "say-still"]
    assert names[-1] == "say-all-done"
    assert names.count("say-count.1") == 2  # of the countdown and of the rep


def test_the_set_is_recorded_with_its_report(sample_set):
    live, recorder, _ = sample_set
    (checked,) = recorder.sets
    assert recorder.error is None
    assert checked.report == live.session.reports[0]
    assert (checked.report.rep_count, checked.report.verdict) == (1, "ok")
    assert checked.report.judged_share == 1.0
    assert probe(checked.path).frames == len(checked.track.t) == checked.report.frames
    assert checked.track.reps[-1] == 1


def test_only_the_set_is_in_the_clip(sample_set):
    _, recorder, _ = sample_set
    (checked,) = recorder.sets
    assert checked.track.t[0] < 0.3
    assert 8 < checked.track.t[-1] < 13


def test_the_picture_shows_what_is_seen(sample_set):
    _, _, shown = sample_set
    plain = next(decode(sample("hip_lift_ok")))[1]
    assert shown[0].shape == plain.shape
    same = [np.abs(image.astype(int) - plain).mean() for image in (shown[0], shown[20])]
    assert same[0] < 3 < same[1] + 3  # the first is shown before anything is known of it
    assert np.abs(shown[20].astype(int) - shown[0]).max() > 100  # then the skeleton is drawn


def test_stopping_twice_is_stopping_once(sample_set):
    live, recorder, _ = sample_set
    live.stop()
    assert (live.session.stage, len(recorder.sets)) == ("done", 1)


class Figures:
    """In the place of MediaPipe: a figure that lifts its hips again and again, and an error."""

    def __init__(self, fails_at: float):
        self.fails_at = fails_at
        self.moving = film(lift_path(0.0), reps(lift_rest(), 0.0, 3, 2, 4), 15)

    def __call__(self, model, masks) -> "Figures":
        return self

    def __enter__(self) -> "Figures":
        return self

    def __exit__(self, *error) -> None:
        pass

    def estimate(self, image: np.ndarray, t: float) -> Pose:
        if t >= self.fails_at:
            raise RuntimeError("the model has gone")
        frame = max(0, round((t - SETTLED_S) * 15))
        seen = self.moving[frame % len(self.moving)]
        return Pose(t, seen.size, seen.landmarks, seen.visibility)


@pytest.fixture
def figures(monkeypatch):
    """``figures(fails_at=...)``: from now on sessions see figures, up to a time (s)."""

    def begin(fails_at: float = 1e9) -> None:
        monkeypatch.setattr(module, "ensure_model", lambda: None)
        monkeypatch.setattr(module, "PoseEstimator", Figures(fails_at))

    return begin


IMAGE = np.full((48, 64, 3), 90, np.uint8)


def plays(live: LiveSession, seconds: float, fps: float = 15, begins: float = 0.0) -> None:
    camera = Camera(live, begins)
    for i in range(round(seconds * fps)):
        camera.gives(IMAGE, i / fps)


def test_an_estimator_that_fails_keeps_the_set_so_far(figures, tmp_path):
    figures(fails_at=SETTLED_S + 14.0)
    live, recorder = live_session(tmp_path, target=5)
    plays(live, SETTLED_S + 14.2)
    live.stop()
    assert isinstance(live.error, RuntimeError)
    assert live.session.stage == "done"
    (checked,) = recorder.sets
    assert checked.report.rep_count == 1
    assert probe(checked.path).frames == len(checked.track.t) == checked.report.frames


def test_an_estimator_that_fails_before_the_set_leaves_none(figures, tmp_path):
    figures(fails_at=2.0)
    live, recorder = live_session(tmp_path)
    plays(live, 2.2)
    live.stop()
    assert isinstance(live.error, RuntimeError)
    assert (recorder.sets, list(tmp_path.iterdir())) == ([], [])


def test_a_model_that_is_missing_is_the_error(monkeypatch, tmp_path):
    def missing():
        raise OSError("no model")

    monkeypatch.setattr(module, "ensure_model", missing)
    live, recorder = live_session(tmp_path)
    live.stop()
    live._thread.join()
    assert str(live.error) == "no model"
    assert recorder.sets == []


def test_stop_midway_keeps_the_set_so_far(figures, tmp_path):
    figures()
    live, recorder = live_session(tmp_path, target=5)
    plays(live, SETTLED_S + 12.0)
    assert live.session.stage == "set"
    live.stop()
    assert (live.error, live.session.stage) == (None, "done")
    (checked,) = recorder.sets
    assert checked.report.rep_count == 1
    assert probe(checked.path).frames == len(checked.track.t)


def test_stop_before_the_first_frame_leaves_nothing(figures, tmp_path):
    figures()
    live, recorder = live_session(tmp_path)
    live.stop()
    assert (live.error, live.session.stage, recorder.sets) == (None, "done", [])
    assert live.last_frame_at is None


def test_the_pause_is_not_in_the_clip(figures, tmp_path):
    figures()
    live, recorder = live_session(tmp_path, target=5)
    plays(live, SETTLED_S + 11.0)
    before = live.session.reports, live.session.screen.count
    live.session.ask("pause")
    camera, t = Camera(live), SETTLED_S + 11.0
    for i in range(60):
        camera.gives(IMAGE, t + i / 15)
    assert live.session.stage == "paused"
    live.session.ask("resume")
    for i in range(60, 75):
        camera.gives(IMAGE, t + i / 15)
    assert before == ([], 1)
    live.stop()
    (checked,) = recorder.sets
    steps = np.diff(checked.track.t)
    assert (steps > 0).all()
    assert steps.max() < 1.0


def test_two_sets_are_two_clips(figures, tmp_path):
    figures()
    live, recorder = live_session(tmp_path, target=1, sets=2, rest_s=15)
    camera, frame = Camera(live), 0
    while live.session.stage != "done" and frame < 2000:
        camera.gives(IMAGE, frame / 15)
        frame += 1
    live.stop()
    assert [checked.path.name for checked in recorder.sets] == ["set-1.mp4", "set-2.mp4"]
    assert [checked.report.rep_count for checked in recorder.sets] == [1, 1]
    for checked in recorder.sets:
        assert probe(checked.path).frames == len(checked.track.t) == checked.report.frames


def test_the_newest_frame_wins_and_the_camera_never_waits(figures, tmp_path):
    figures()
    live, _ = live_session(tmp_path)
    frames = []
    for i in range(50):
        frame = av.VideoFrame.from_ndarray(IMAGE, format="rgb24")
        frame.pts, frame.time_base = round(i / 15 / TIME_BASE), TIME_BASE
        frames.append(frame)
    begun = time.monotonic()
    for frame in frames:
        live.picture(frame)
    assert time.monotonic() - begun < 5.0
    patience = time.monotonic() + TIMEOUT_S
    while not live.session.now >= 49 / 15 - 0.001:
        assert time.monotonic() < patience
        time.sleep(0.001)
    live.stop()
    assert live.error is None
    assert live.last_frame_at >= begun


def test_pose_time_is_divided_among_the_sessions_that_go_on(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    pose_time, seen = PoseTime(), []
    with pose_time.shared():
        seen.append(pose_time.every_s)
        with pose_time.shared():
            seen.append(pose_time.every_s)
        with pose_time.shared(), pose_time.shared():
            seen.append(pose_time.every_s)
    assert pose_time.sessions == 0
    assert seen == sorted(seen)
    assert seen[0] == 0.0 < seen[1] < seen[2]


def test_who_is_misread_for_long_is_looked_for_anew(tmp_path):
    """The picture jumps from somebody lying to somebody on all fours: MediaPipe goes on with the
    body that lay there, as long as the other one stays."""
    live, _ = live_session(tmp_path, "cat_cow")
    camera = Camera(live)
    lying, kneeling = (
        [image for _, image in decode(FOLDER / f"{name}.mp4")] for name in ("hip_lift", "cat_cow")
    )
    shown = [*lying[::3], *[kneeling[0]] * 150]
    stages = set()
    for n, image in enumerate(shown):
        camera.gives(image, n / 5)
        stages.add(live.session.stage)
        if "countdown" in stages:
            break
    live.stop()
    assert live.error is None
    assert "countdown" in stages, live.session.mouth.said
