"""Live sessions that outlive the page that began them, so that a reload loses nothing."""

import functools
import secrets
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st
from starlette.websockets import WebSocket

from clips.live import LiveSession
from clips.record import LiveRecorder
from coach.session import Plan
from coach.words import Words
from pages import board
from pages.frame import KEPT_SWEEPS, on_sweep, visit_folder, visitor

_ASLEEP_S = 4.0  # who watches the camera looks more often, unless the page sleeps
_SILENT_S = 30.0  # a session without a camera picture for so long is ended


@dataclass
class Running:
    """One live session: what runs it, what keeps it, whose it is, and by which camera (as the
    browser calls it; empty: any). Times: wall clock, s."""

    live: LiveSession
    recorder: LiveRecorder
    says: Words
    token: str
    folder: Path
    owner: str
    fps: int
    camera: str = ""
    began: float = field(default_factory=lambda: time.monotonic())
    played: bool = False
    stop_asked: bool = False
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
        if wish in ("pause", "stop"):
            self.live.session.ask(wish)  # type: ignore[arg-type]


@functools.cache
def _all() -> dict[str, Running]:
    running: dict[str, Running] = {}
    on_sweep(lambda active: _sweep(running, active))
    return running


def begin(plan: Plan, says: Words, fps: int, camera: str = "") -> Running:
    """Start a session for this visitor, whose `camera` is asked for `fps` frames/s."""
    token = secrets.token_urlsafe(16)
    folder = visit_folder(f"live-{token}")
    recorder = LiveRecorder(folder)
    live = LiveSession(plan, says.language, recorder)
    running = _all()[token] = Running(live, recorder, says, token, folder, visitor(), fps, camera)
    return running


def claim(token: str) -> Running | None:
    """The session of that token, when the page that began it is gone; it is this visitor's now."""
    running = _all().get(token)
    if running is None or running.owner == visitor():
        return running
    for _ in range(20):  # a reload: the old page's connection is about to close
        if not st.runtime.get_instance().is_active_session(running.owner):
            running.owner, running.absent = visitor(), 0
            return running
        time.sleep(0.1)
    return None


async def follow(socket: WebSocket) -> None:
    """The address that a page's board follows its session at; the token is its only key."""
    await socket.accept()
    running = _all().get(socket.path_params["token"])
    if running is None:
        await socket.close(4404)
        return
    await board.follow(socket, running.live.session, running.says, running.ask)


def _sweep(all_running: dict[str, Running], active) -> None:
    """End sessions whose camera is silent; forget those whose visitor has gone."""
    for token, running in list(all_running.items()):
        last = running.live.last_frame_at or running.began
        running.absent = 0 if active(running.owner) else running.absent + 1
        gone = running.absent > KEPT_SWEEPS
        if gone or time.monotonic() - last > _SILENT_S:
            running.live.end()  # without waiting: others are to be swept too
        if gone and running.live.ended:
            del all_running[token]
            shutil.rmtree(running.folder, ignore_errors=True)
