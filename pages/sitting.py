"""What the page of the desk shows and plays, and the web socket through which it is told.

The server decides when it looks and when something is said: it asks the page for a picture every
two seconds, and the page answers. A page in a hidden tab has no timers to rely on, but it gets its
messages. A picture is looked at and forgotten; it comes as plain pixels, so nothing is decoded.
"""

import asyncio
import struct
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import streamlit as st
from starlette.websockets import WebSocket, WebSocketDisconnect

from coach.desk import CALLS, LOOK_S, SAYS, DeskCoach
from coach.voice import clips
from coach.words import Words, words
from pages.board import SHOWN, address, script, sound
from pages.origin import own_page
from pages.server import server
from pose.estimator import PoseEstimator
from pose.model import ensure_model
from pose.scenery import Scenery

_HERE = Path(__file__).parent
_MOST_EYES = 2  # on one desk: its page, and the one that a bad line left behind (J)
_LONGEST = 640  # px of a picture's side; the page sends half of it
_UNANSWERED = 3  # askings without a picture are told

_desk = st.components.v2.component(
    "koshi_desk",
    html=(_HERE / "desk.html").read_text(encoding="utf-8"),
    css=(_HERE / "desk.css").read_text(encoding="utf-8"),
    js=script("notices.js", "desk.js"),
)


def sitting(token: str, camera: str, notice: bool, says: Words) -> None:
    """The desk of that token, seen by `camera` (as the browser calls it; empty: any). With `notice`
    the browser tells of the call to stand up too. The page is run anew when it is over."""
    buttons = ("snooze", "stood", "ended", "lost", "no-picture")
    board = ("mute", "unmute", "volume", "sound-off")
    told = {key: says.say(f"desk-{key}") for key in buttons}
    told |= {key: says.say(f"board-{key}") for key in board} | {"stop": says.say("live-stop")}
    voices = [address(name, says.language) for name in SAYS if name in clips(says.language)]
    told |= {"called": says.say("page-desk")}
    calls = {name: says.say(name) for name in CALLS}
    data = {"address": f"koshi/desk/{token}", "camera": camera, "words": told, "voices": voices}
    _desk(
        key=f"desk-{token}",
        data=data | {"calls": calls, "notice": notice},
        on_over_change=lambda: None,
    )


async def watch(socket: WebSocket) -> None:
    """The address of one desk, for pages of our own that know its token; a few at once."""
    if not own_page(socket.headers):
        await socket.close(1008)
        return
    await socket.accept()
    coach = server().desks.get(socket.path_params["token"], socket.cookies)
    if coach is None or coach.eyes >= _MOST_EYES:
        await socket.close(4429 if coach else 4404)
        return
    coach.eyes += 1  # on the event loop alone
    eye = await asyncio.to_thread(Eye, coach)
    try:
        await _follow(socket, coach, eye)
    except (WebSocketDisconnect, RuntimeError):  # left, or closed from our side
        pass
    finally:
        coach.eyes -= 1
        await asyncio.to_thread(eye.close)


class Eye:
    """Looks at the pictures that come from a page. Not thread-safe."""

    def __init__(self, coach: DeskCoach):
        self._coach, self._scenery = coach, Scenery()
        self._estimator = PoseEstimator(ensure_model())

    def look(self, picture: bytes, t: float) -> bool:
        """Take a picture that came at `t` (s); whether it was one."""
        image = picture_of(picture)
        if image is None:
            return False
        pose = self._estimator.estimate(image, t)
        if self._scenery.moved(image, pose.landmarks):
            self._coach.moved()
        self._coach.see(pose)
        return True

    def close(self) -> None:
        """Look no more."""
        self._estimator.close()


def picture_of(picture: bytes) -> np.ndarray | None:
    """The RGB picture (h, w, 3) of a page's bytes: width and height, two bytes each, and its
    pixels; None for anything else."""
    if len(picture) < 4:
        return None
    width, height = struct.unpack("<HH", picture[:4])
    sides = 0 < width <= _LONGEST and 0 < height <= _LONGEST
    if not sides or len(picture) != 4 + 3 * width * height:
        return None
    return np.frombuffer(picture, np.uint8, offset=4).reshape(height, width, 3)


async def _follow(socket: WebSocket, coach: DeskCoach, eye: Eye) -> None:
    """Ask for pictures and tell what comes of them until the page has gone or says that it is
    enough. Runs on the server's event loop; poses are found in a thread."""
    says = words(coach.language)
    told, due = max(0, len(coach.mouth.said) - SHOWN), -1.0
    unanswered = 0  # askings; to begin with the camera takes a while
    while True:
        now = time.time()  # of the wall: while the computer sleeps it goes on
        look = now >= due
        said = coach.mouth.said[told:]
        sounds = [sound(told + i, each, now, says) for i, each in enumerate(said)]
        shown = view(coach, says, unanswered < _UNANSWERED)
        await socket.send_json({"said": sounds, "view": shown, "look": look})
        told += len(said)
        if look:
            due, unanswered = now + LOOK_S, unanswered + 1
        with suppress(TimeoutError):
            message = await asyncio.wait_for(socket.receive(), max(0.05, due - time.time()))
            if message["type"] == "websocket.disconnect":
                return
            wish, picture = message.get("text"), message.get("bytes")
            if picture and await asyncio.to_thread(eye.look, picture, time.time()):
                unanswered = 0
            ask(coach, wish)
            if coach.over:
                await socket.close()
                return


def ask(coach: DeskCoach, wish: str | None) -> None:
    """Do what was pressed; anything unknown is let pass."""
    if wish == "snooze":
        coach.snooze()
    elif wish == "stood":
        coach.stood()
    elif wish == "stop":
        coach.over = True


def view(coach: DeskCoach, says: Words, seen: bool) -> dict:
    """What the page shows now; `seen`: whether its camera gives pictures."""
    desk, note = coach.desk, coach.note
    again = round((desk.later_s or 0.0) / 60)
    state = coach.state if coach.t is not None else "learning"
    return {
        "state": state,
        "minutes": int(desk.in_s // 60),
        "unit": says.say("desk-of", due=round(desk.due_s / 60)),
        "text": note.text(says) if note else says.say(f"desk-{state}", minutes=again),
        "urgent": state == "due",
        "day": in_words(coach, says),
        "seen": seen,
        "title": says.say("desk-title-due" if state == "due" else "page-desk"),
    }


def in_words(coach: DeskCoach, says: Words) -> str:
    """How often one stood up so far, and how long one sat at most."""
    desk = coach.desk
    return says.say("desk-day", stood=desk.stood, longest=int(desk.longest_s // 60))
