"""How long a camera has been silent, by a clock of the test's own."""

from types import SimpleNamespace

import pytest

from pages import sets
from pages.sets import Running


@pytest.fixture
def clock(monkeypatch):
    now = SimpleNamespace(t=100.0)
    monkeypatch.setattr(sets.time, "monotonic", lambda: now.t)
    return now


@pytest.fixture
def running(clock):
    live = SimpleNamespace(last_frame_at=None)
    return Running(live, None, None, "token", None, "owner", 30)


def after(running, clock, seconds, frame=False):
    clock.t += seconds
    if frame:
        running.live.last_frame_at = clock.t
    return running.silence()


def test_silence_grows_from_the_last_frame(running, clock):
    assert after(running, clock, 3) == 3
    assert after(running, clock, 3, frame=True) == 0
    assert after(running, clock, 3) == 3
    assert after(running, clock, 3) == 6


def test_while_nobody_looks_no_time_passes(running, clock):
    after(running, clock, 3, frame=True)
    assert after(running, clock, 3600) == 0  # the laptop slept
    assert after(running, clock, 3) == 3
    assert after(running, clock, 1, frame=True) == 0


def test_a_frame_just_before_or_after_the_sleep_changes_nothing(running, clock):
    after(running, clock, 3, frame=True)
    clock.t += 1
    running.live.last_frame_at = clock.t
    assert after(running, clock, 3600) == 0
    assert after(running, clock, 3600, frame=True) == 0
    assert after(running, clock, 3) == 3  # the camera dies then: told in time
    assert after(running, clock, 3) == 6
