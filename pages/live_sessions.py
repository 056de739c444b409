"""Live sessions that outlive the page that began them, so that a reload loses nothing."""

import secrets
import shutil
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clips.live import LiveSession, PoseTime
from clips.record import LiveRecorder
from coach.session import Plan
from coach.words import Words
from pages.tokens import brings
from pages.turn import ice_servers
from pages.visits import KEPT_SWEEPS, Active, Visits

# Sessions that go on at once, each with its recording: of one person, of all (J: two cores do
# three well).
MOST_OF_ONE, MOST_OF_ALL = 4, 12
_ASLEEP_S = 4.0  # who watches the camera looks more often, unless the page sleeps
_SILENT_S = 30.0  # a session without a camera picture for so long is ended


class TooManySessionsError(RuntimeError):
    """So many are going on that no further one is begun; ``key`` names the message that says so."""

    def __init__(self, key: str):
        super().__init__(key)
        self.key = key


@dataclass
class Running:
    """One live session: what runs it, what keeps it, whose it is (the `person`, and the visit of
    theirs that has it, the `owner`, in the browser known ``by`` a cookie), and by which camera (as
    the browser calls it; empty: any). ``pain`` is what was told before it, 0..10; ``sockets`` is
    how many boards follow it, ``ice`` by which servers its pictures may come. Times: wall clock, s.
    """

    live: LiveSession
    recorder: LiveRecorder
    says: Words
    token: str
    folder: Path
    person: str
    owner: str
    fps: int
    camera: str = ""
    by: str = ""
    pain: int | None = None
    ice: list[dict[str, Any]] = field(default_factory=ice_servers)
    began: float = field(default_factory=lambda: time.monotonic())
    played: bool = False
    stop_asked: bool = False
    sockets: int = 0
    absent: int = 0  # sweeps since the owner was last seen
    _asleep_s: float = 0.0  # since the last frame
    _watched_at: float = field(default_factory=lambda: time.monotonic())
    _frame_at: float = 0.0

    @property
    def key(self) -> str:
        """A key of its own for each session, so that its player is a fresh one."""
        return f"camera-{self.token}"

    def silence(self) -> float:
        """Seconds without a camera frame, asked for every few seconds. While nobody asks (the
        laptop sleeps, the tab is frozen) no time passes."""
        now, last = time.monotonic(), self.live.last_frame_at or self.began
        gap = now - self._watched_at
        asleep = min(gap, now - last) if gap > _ASLEEP_S else 0.0
        self._asleep_s = asleep if last != self._frame_at else self._asleep_s + asleep
        self._watched_at, self._frame_at = now, last
        return now - last - self._asleep_s

    def ask(self, wish: str) -> None:
        """What was pressed on the page; anything unknown is let pass."""
        self.stop_asked = self.stop_asked or wish == "stop"
        if wish in ("pause", "stop", "skip", "easier", "hurts"):
            self.live.session.ask(wish)  # type: ignore[arg-type]


class LiveSessions:
    """The live sessions of all visitors, each by its token; `pose_time` is shared among them."""

    def __init__(self, visits: Visits) -> None:
        self.pose_time = PoseTime()
        self._visits = visits
        self._running: dict[str, Running] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """How many are going on."""
        with self._lock:
            return sum(not running.live.ended for running in self._running.values())

    def begin(
        self,
        plan: Plan,
        says: Words,
        person: str,
        visitor: str,
        fps: int,
        camera: str = "",
        by: str = "",
    ) -> Running:
        """Start a session for this person's visit, whose `camera` is asked for `fps` frames/s, in
        the browser that is known `by` a cookie (`pages.tokens.mark`).

        Raises
        ------
        TooManySessionsError
            This person, or all together, have as many as may go on at once.
        """
        token = secrets.token_urlsafe(16)
        with self._lock:  # two that begin in the same moment are counted one after the other
            going = [each.person for each in self._running.values() if not each.live.ended]
            if going.count(person) >= MOST_OF_ONE:
                raise TooManySessionsError("live-many-own")
            if len(going) >= MOST_OF_ALL:
                raise TooManySessionsError("live-many")
            folder = self._visits.folder(f"live-{token}")
            recorder = LiveRecorder(folder)
            live = LiveSession(plan, says.language, recorder, self.pose_time)
            running = Running(live, recorder, says, token, folder, person, visitor, fps, camera, by)
            self._running[token] = running
        return running

    def get(self, token: str, cookies: Mapping[str, str] | None = None) -> Running | None:
        """The session of that token, in the browser with these cookies."""
        running = self._of(token)
        return running if running and brings(cookies or {}, running.by) else None

    def since(self, by: str, t: float) -> bool:
        """Whether a session that began before `t` (`time.monotonic`, s) in the browser known `by`
        that cookie still goes on, or has its page open still, where its sets may be kept."""
        with self._lock:
            every = list(self._running.values())
        return any(each.by == by and each.began < t for each in every)

    def claim(
        self, token: str, person: str, visitor: str, active: Active, by: str = ""
    ) -> Running | None:
        """The session of that token, when it is this person's and the page that began it is gone;
        it is this visitor's now."""
        running = self._of(token)
        if running is None or running.person != person:
            return None
        if running.owner == visitor:
            return running
        for _ in range(20):  # a reload: the old page's connection is about to close
            if not active(running.owner):
                running.owner, running.by, running.absent = visitor, by, 0
                return running
            time.sleep(0.1)
        return None

    def _of(self, token: str) -> Running | None:
        with self._lock:
            return self._running.get(token)

    def sweep(self, active: Active) -> None:
        """End sessions whose camera is silent; forget those whose visitor has gone."""
        with self._lock:
            every = list(self._running.items())
        for token, running in every:
            last = running.live.last_frame_at or running.began
            running.absent = 0 if active(running.owner) else running.absent + 1
            gone = running.absent > KEPT_SWEEPS
            if gone or time.monotonic() - last > _SILENT_S:
                running.live.end()  # without waiting: others are to be swept too
            if gone and running.live.ended:
                with self._lock:
                    del self._running[token]
                shutil.rmtree(running.folder, ignore_errors=True)

    def close(self) -> None:
        """End all of them, without waiting."""
        with self._lock:
            for running in self._running.values():
                running.live.end()
