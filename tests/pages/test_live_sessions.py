"""How long a camera has been silent, by a clock of the test's own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace

import pytest

from coach.plan import Plan
from coach.words import words
from pages import live_sessions
from pages.live_sessions import (
    MOST_OF_ALL,
    MOST_OF_ONE,
    LiveSessions,
    Running,
    TooManySessionsError,
)
from pages.server import swept
from pages.visits import KEPT_SWEEPS


@pytest.fixture
def clock(monkeypatch):
    now = SimpleNamespace(t=100.0)
    monkeypatch.setattr(live_sessions.time, "monotonic", lambda: now.t)
    return now


@pytest.fixture
def running(clock):
    live = SimpleNamespace(last_frame_at=None)
    return Running(live, None, None, "token", None, "me", "owner", 30)


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


class Stuck:
    """A live session whose worker comes to no end until it is told to."""

    last_frame_at = None

    def __init__(self):
        self.ended, self.asked = False, 0

    def end(self):
        self.asked += 1


def test_a_session_that_does_not_end_keeps_nobody_waiting(clock, tmp_path):
    stuck = Running(Stuck(), None, None, "stuck", tmp_path / "stuck", "me", "gone", 30)
    other = Running(Stuck(), None, None, "other", tmp_path / "other", "me", "gone", 30)
    other.live.ended = True
    for each in (stuck, other):
        each.folder.mkdir()
    every = LiveSessions(None)
    every._running.update(stuck=stuck, other=other)
    for _ in range(KEPT_SWEEPS + 1):
        every.sweep(lambda owner: False)
    assert stuck.live.asked
    assert every.get("stuck") is stuck
    assert every.get("other") is None
    assert stuck.folder.exists()
    assert not other.folder.exists()
    stuck.live.ended = True
    every.sweep(lambda owner: False)
    assert not stuck.folder.exists()


def test_a_session_is_claimed_when_its_page_is_gone_and_by_nobody_else(clock, monkeypatch):
    monkeypatch.setattr(live_sessions.time, "sleep", lambda s: None)
    running = Running(Stuck(), None, None, "token", None, "me", "old", 30)
    every = LiveSessions(None)
    every._running["token"] = running
    assert every.claim("guess", "me", "new", lambda owner: False) is None
    assert every.claim("token", "me", "new", lambda owner: True) is None
    assert every.claim("token", "somebody else", "new", lambda owner: False) is None
    assert every.claim("token", "me", "new", lambda owner: False) is running
    assert running.owner == "new"
    assert every.claim("token", "me", "new", lambda owner: True) is running
    assert every.claim("token", "somebody else", "new", lambda owner: True) is None


@pytest.mark.parametrize(("person", "key"), [("me", "live-many-own"), ("other", "live-many")])
def test_so_many_sessions_and_no_more(clock, tmp_path, person, key):
    every = LiveSessions(None)
    for n in range(MOST_OF_ALL):
        who = "me" if n < MOST_OF_ONE else f"somebody {n}"
        every._running[str(n)] = Running(Stuck(), None, None, str(n), tmp_path, who, "visit", 30)
    with pytest.raises(TooManySessionsError) as told:
        every.begin(Plan("plank", 5), words("ja"), person, "visit", 30)
    assert told.value.key == key
    for running in every._running.values():
        running.live.ended = True
    with swept() as made:  # what is over counts no longer
        every._visits = made.visits
        assert every.begin(Plan("plank", 5), words("ja"), person, "visit", 30)
        every.close()


def test_sessions_that_begin_in_the_same_moment_are_counted_too():
    start = Barrier(3 * MOST_OF_ONE)

    def begin(made, n):
        start.wait()
        try:
            return made.live.begin(Plan("plank", 5), words("ja"), "me", f"visit {n}", 30)
        except TooManySessionsError:
            return None

    with swept() as made, ThreadPoolExecutor(start.parties) as threads:
        begun = list(threads.map(begin, [made] * start.parties, range(start.parties)))
    assert sum(each is not None for each in begun) == MOST_OF_ONE
