"""A clip shared by several processes gives what one gives, whatever becomes of them."""

import math
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from threading import Thread

import numpy as np
import psutil
import pytest

from clips import segments
from clips.check import Track, check
from clips.segments import cuts, poses
from pose.others import PEOPLE_EVERY_S
from pose.pose import Pose
from pose.video import probe, read_frames
from rules import FormChecker
from tests.clips.test_check import assert_same_set
from tests.figures import hip_lift
from tests.films import EXERCISE, film, sample, shots

ROOT = Path(__file__).parents[2]
HALVES = [0.0, 2.0, math.inf]


def seen(path, where, workers=1, masks=True, progress=None):
    return list(poses(path, probe(path), masks, progress, workers, where))


def report(name, frames):
    checker = FormChecker(EXERCISE[name])
    for _, pose in frames:
        if pose:
            checker.update(pose)
    return checker.finish()


def assert_equal(some, others):
    assert [t for t, _ in some] == [t for t, _ in others]
    for (_, one), (_, other) in zip(some, others, strict=True):
        assert (one is None) == (other is None)
        if one is not None:
            np.testing.assert_array_equal(one.landmarks, other.landmarks)
            np.testing.assert_array_equal(one.visibility, other.visibility)
            assert (one.people, one.mask is None) == (other.people, other.mask is None)
            if one.mask:
                np.testing.assert_array_equal(one.mask.values, other.mask.values)


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    """A way up."""
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    return film(path, shots("hip_lift_arched", 1.5, 4.5))


@pytest.fixture(scope="module")
def alone(clip):
    return seen(clip, HALVES)


@pytest.mark.parametrize(
    "duration", [0.0, 12.0, 29.9, 30.0, 45.0, 61.0, 75.0, 120.0, 600.0, 1800.0]
)
def test_where_a_clip_is_cut(duration):
    where = cuts(duration)
    lengths = np.diff([*where[:-1], max(duration, 1.0)])
    assert (where[0], where[-1]) == (0.0, math.inf)
    assert all(begin % PEOPLE_EVERY_S == 0 for begin in where[:-1])
    assert (len(lengths) == 1) == (duration < 30)
    assert lengths.min() > 0
    assert lengths.max() <= max(35, duration / 7)
    if duration >= 60:
        assert len(lengths) % 4 == 0
        assert len(lengths) <= 8


@pytest.mark.long
def test_two_processes_give_exactly_what_one_gives(clip, alone):
    told = []
    shared = seen(clip, HALVES, 2, progress=lambda done, total: told.append((done, total)))
    assert_equal(shared, alone)
    assert told == sorted(set(told))
    assert 0 < told[-1][0] <= told[-1][1] == pytest.approx(alone[-1][0])


@pytest.mark.long
@pytest.mark.parametrize("name", ["hip_lift_arched", "hinge_rounded", "plank_sagging"])
def test_a_clip_in_segments_is_judged_as_the_whole(name, checked):
    frames = seen(sample(name), [0.0, 5.0, math.inf], masks=EXERCISE[name] != "plank")
    assert_same_set(report(name, frames), checked(name).report)


def test_every_frame_is_there_once_and_in_turn(clip, alone):
    assert [t for t, _ in alone] == [frame.t for frame in read_frames(clip)]


@pytest.mark.long
def test_a_process_that_dies_is_stood_in_for(clip, alone):
    frames = poses(clip, probe(clip), True, None, 2, HALVES)
    first = []
    killer = _Killer()
    with killer:
        first.append(next(frames))
    assert killer.killed
    assert_equal([*first, *frames], alone)


class _Killer:
    """Kills one of the processes of this one as soon as there is one."""

    def __enter__(self):
        self.killed, self._on = [], True
        self._thread = Thread(target=self._look)
        self._thread.start()

    def _look(self):
        while self._on and not self.killed:
            for child in workers_of(os.getpid()):
                with suppress(psutil.NoSuchProcess):
                    if child.cpu_times().user > 1.0:  # it is at work
                        child.send_signal(signal.SIGKILL)
                        self.killed.append(child.pid)
                        break
            time.sleep(0.02)

    def __exit__(self, *error):
        self._on = False
        self._thread.join()


def workers_of(pid: int) -> list[psutil.Process]:
    found = []
    for each in psutil.Process(pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # and zombies
            if "spawn_main" in " ".join(each.cmdline()):
                found.append(each)
    return found


@pytest.mark.long
def test_stopping_early_leaves_no_process(clip):
    frames = poses(clip, probe(clip), True, None, 2, [0.0, 1.0, 2.0, 3.0, math.inf])
    next(frames)
    frames.close()
    assert workers_of(os.getpid()) == []


@pytest.mark.long
def test_a_killed_check_leaves_no_process(tmp_path):
    long = film(tmp_path / "long.mp4", ((t + 11 * n, i) for n in range(3) for t, i in _short()))
    command = [sys.executable, "-m", "clips", "check", str(long), "--exercise", "hip_lift"]
    check = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not (found := workers_of(check.pid)) and time.monotonic() < until:
        time.sleep(0.05)
    assert found
    check.kill()
    check.wait()
    gone, alive = psutil.wait_procs(found, timeout=15)
    assert (len(gone), alive) == (len(found), [])


def _short():
    return ((t, image[::4, ::4]) for t, image in shots("hip_lift_arched", 0, 11))


@pytest.mark.long
def test_segments_that_do_not_agree_are_done_as_one(clip, alone):
    """As when a tracker that starts anew takes somebody else for the person."""
    job = segments._Job(clip, segments.ensure_model(), True, 15.0, probe(clip).duration)
    spans = list(pairwise(HALVES))
    first, second = (list(job.see(*span)) for span in spans)
    elsewhere = [(t, p and replace(p, landmarks=p.landmarks + 150)) for t, p in second]
    joined = list(segments._joined(job, spans, map(segments._packed, [first, elsewhere])))
    assert_equal(joined, list(job.see(0.0, math.inf)))
    kept = list(segments._joined(job, spans, map(segments._packed, [first, second])))
    assert_equal(kept, alone)


def test_agreement():
    lying, nobody = hip_lift(-60), Pose.empty(0, (640, 480))

    def moved(px):
        return replace(lying, landmarks=lying.landmarks + px)

    def agree(one, other):
        frames = [[(t, pose) for t in (4.6, 4.7, 4.8, 4.9)] for pose in (one, other)]
        return segments._agree(*map(segments._packed, frames), 5.0)

    assert agree(lying, moved(5))
    assert agree(nobody, nobody)
    assert not agree(lying, moved(100))
    assert not agree(lying, nobody)
    assert not agree(nobody, lying)
    assert segments._agree(
        [], segments._packed([(0.0, lying)]), 0.0
    )  # the first has none before it


def test_a_frame_passed_over_lies_between_its_neighbours():
    checker, track = FormChecker("hip_lift"), Track()
    there = hip_lift(-60, t=0.0)
    for pose in (there, replace(there, t=0.1, landmarks=there.landmarks + 10)):
        checker.update(pose)
        track.add(pose, checker)
        track.skip(pose.t + 0.05)
    assert track.t == [0.0, 0.05, 0.1]  # the last one has no neighbour behind it
    np.testing.assert_allclose(track.landmarks[1], there.landmarks + 5, rtol=1e-4)
    nobody = Pose.empty(0.2, there.size)
    checker.update(nobody)
    track.add(nobody, checker)
    assert np.isnan(track.landmarks[-2]).all()


@pytest.mark.long
def test_a_fast_clip_keeps_all_its_frames_for_the_player(tmp_path):
    """Of 30 frames a second of somebody who lies still fewer are looked at; all can be stepped."""
    image = next(shots("hip_lift_ok"))[1]
    clip = film(tmp_path / "still.mp4", ((i / 30, image) for i in range(120)))
    found = check(clip, "hip_lift")
    assert 60 < found.report.frames < 105
    assert len(found.track.t) == 120
    assert all(np.isfinite(row).all() for row in found.track.landmarks)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_check_that_is_broken_off_ends_at_once(clip, workers):
    """As when its set is deleted: what tells how far it is raises."""

    def tell(done, total):
        raise LookupError

    began = time.monotonic()
    with pytest.raises(LookupError):
        seen(clip, HALVES, workers, progress=tell)
    with pytest.raises(LookupError):
        check(clip, "hip_lift", tell)
    assert time.monotonic() - began < 60
    assert workers_of(os.getpid()) == []
