"""Live sessions that outlive the page that began them, so that a reload loses nothing."""

import secrets
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from clips.record import LiveRecorder
from coach.live import LiveSession
from coach.session import Plan
from pages.frame import KEPT_SWEEPS, on_sweep, visit_folder, visitor

_SILENT_S = 30.0  # a session without a camera picture for so long is ended


@dataclass
class Running:
    """One live session: what runs it, what keeps it, whose it is. Times: wall clock, s."""

    live: LiveSession
    recorder: LiveRecorder
    plan: Plan
    token: str
    folder: Path
    owner: str
    fps: int
    began: float = field(default_factory=time.monotonic)
    played: bool = False
    absent: int = 0  # sweeps since the owner was last seen

    @property
    def key(self) -> str:
        """A key of its own for each session, so that its player is a fresh one."""
        return f"camera-{self.token}"


@st.cache_resource(show_spinner=False)
def _all() -> dict[str, Running]:
    running: dict[str, Running] = {}
    on_sweep(lambda active: _sweep(running, active))
    return running


def begin(plan: Plan, language: str, fps: int) -> Running:
    """Start a session for this visitor, whose camera is asked for `fps` frames/s."""
    token = secrets.token_urlsafe(16)
    folder = visit_folder(f"live-{token}")
    recorder = LiveRecorder(folder)
    live = LiveSession(plan, language, recorder)
    running = _all()[token] = Running(live, recorder, plan, token, folder, visitor(), fps)
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


def _sweep(all_running: dict[str, Running], active) -> None:
    """End sessions whose camera is silent; forget those whose visitor has gone."""
    for token, running in list(all_running.items()):
        last = running.live.last_frame_at or running.began
        if time.monotonic() - last > _SILENT_S:
            running.live.stop()
        running.absent = 0 if active(running.owner) else running.absent + 1
        if running.absent > KEPT_SWEEPS:
            running.live.stop()
            del all_running[token]
            shutil.rmtree(running.folder, ignore_errors=True)
