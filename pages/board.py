"""The board beside the camera picture: huge count, cue, ring, lights, buttons; and the voice.

One component does both, because both follow the same stream: what was said, and what is to be
seen. It is drawn once and then follows the session through a web socket of its own (`follow`):
redrawing it through Streamlit several times a second took a tenth of the machine and held up the
picture. Sounds are played with WebAudio one after the other; beeps may sound over a sentence.
"""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st
from starlette.websockets import WebSocket, WebSocketDisconnect

from clips.loops import address_of, loop_of
from coach.plan import Step
from coach.repertoire import repertoire
from coach.session import Session
from coach.talk import Said, Sounded
from coach.voice import clips
from coach.words import Words
from pages.server import server
from rules import EXERCISES

_HERE = Path(__file__).parent
SHOWN = 12  # sounds told again to a page that connects anew: what it missed is not lost
_MOST_SOCKETS = 4  # to one session: its page, and those that a bad line left behind (J)
_LOOK_S = 0.05  # the session is looked at so often
# What was said stays readable so long; the one before it, after its end (s, J).
_KEEP_TEXT_S, _EARLIER_S, _PAUSE_S = 7.0, 4.0, 0.2
# Numbers and beats, which the count and the ring show.
_WAYS = sorted({way for kind in EXERCISES.values() for way in kind.dose.ways})
_BEATS = ("say-count", "say-side-", *(f"say-{way}-" for way in _WAYS))


def script(*names: str) -> str:
    """A component's script, with the line to the server and the voice before it."""
    return "\n".join((_HERE / each).read_text(encoding="utf-8") for each in ("voice.js", *names))


_board = st.components.v2.component(
    "koshi_board",
    html=(_HERE / "board.html").read_text(encoding="utf-8"),
    css=(_HERE / "board.css").read_text(encoding="utf-8"),
    js=script("board.js"),
)


def board(key: str, address: str, steps: Sequence[Step], says: Words) -> None:
    """Show and speak what comes from `address` (a web socket, relative to the page), where a
    session of these steps goes on. The page is run anew when the session is over."""
    data = {
        "address": address,
        "words": _words(says),
        "voices": _voices(steps, says),
        "alarms": _alarms(says.language),
    }
    _board(key=key, data=data, on_over_change=lambda: None)


async def follow(socket: WebSocket) -> None:
    """The address that a page's board follows its session at, for the browser that it is in; a few
    at once."""
    await socket.accept()
    running = server().live.get(socket.path_params["token"], socket.cookies)
    if running is None or running.sockets >= _MOST_SOCKETS:
        await socket.close(4429 if running else 4404)
        return
    running.sockets += 1  # on the event loop alone
    try:
        await _tell(socket, running.live.session, running.says, running.ask)
    finally:
        running.sockets -= 1


async def _tell(
    socket: WebSocket, session: Session, says: Words, ask: Callable[[str], None]
) -> None:
    """Tell a page everything that changes until the session is done; hand what is pressed there
    to `ask`. Runs on the server's event loop."""
    listener = asyncio.create_task(_listen(socket, ask))
    told, shown = max(0, len(session.mouth.said) - SHOWN), None
    try:
        while not listener.done():
            said, view = session.mouth.said[told:], _view(session, says)
            if said or view != shown:
                sounds = [sound(told + i, each, session.now, says) for i, each in enumerate(said)]
                await socket.send_json({"said": sounds, "view": view})
                told, shown = told + len(said), view
            if session.stage == "done":
                await socket.close()
                break
            await asyncio.sleep(_LOOK_S)
    except WebSocketDisconnect:
        pass
    finally:
        listener.cancel()


async def _listen(socket: WebSocket, ask: Callable[[str], None]) -> None:
    try:
        async for wish in socket.iter_text():
            ask(wish)
    except RuntimeError:  # closed from our side
        pass


def _voices(steps: Sequence[Step], says: Words) -> list[str]:
    """Addresses of the sound clips that may be needed, to be fetched before they are."""
    names = [line.name for line in repertoire(steps, says)]
    return [address(name, says.language) for name in names if name in clips(says.language)]


def address(name: str, language: str) -> str:
    """Where a browser gets a sound clip."""
    # The digest makes a clip that was made anew a new address for the browser.
    return f"app/static/voices/{language}/{name}.mp3?{clips(language)[name].sha256[:8]}"


def sound(number: int, said: Said, now: float, says: Words) -> dict:
    """A sound for the page at the time `now` (s); the number tells which were played already."""
    told: dict = {"n": number, "late": now - said.t}
    if said.line is None:
        return told | {"beep": said.beep}
    known = said.line.name in clips(says.language)
    url = address(said.line.name, says.language) if known else None
    beat = {} if said.beat is None else {"beat": said.beat}
    return told | {"name": said.line.name, "url": url} | beat


def _view(session: Session, says: Words) -> dict:
    screen, run = session.screen, session.run
    done = screen.stage in ("set", "paused", "closing", "done")
    step = run.step if run and done else session.step
    counted = EXERCISES[step.exercise].dose.counted
    big: int | None = screen.left_s
    unit = says.say("unit-left") if screen.left_s is not None else ""
    if done:
        big = screen.count
        unit = says.say(f"unit-{counted}", target=step.target)
        if counted == "reps" and screen.sides:
            sides = {str(side): number for side, number in screen.sides.items()}
            unit = says.say("unit-sides", target=step.target, **sides)
    title = says.say(f"stage-{screen.stage}", set=screen.set_number, sets=step.sets)
    if session.plan.then:
        title = f"{says.say(f'exercise-{step.exercise}')} · {title}"
    text, severity, earlier = _texts(session, says)
    ring = screen.ring
    return {
        "stage": screen.stage,
        "more": session.more,
        "easier": bool(session.step.easier),
        "title": title,
        "big": big,
        "unit": unit,
        "text": text,
        "severity": severity,
        "earlier": earlier,
        "note": says.say("board-waits") if screen.waits else "",
        "light": screen.light,
        # How it is done, as long as there is only the way into it to be looked at.
        "loop": _loop(step.exercise) if screen.stage == "ready" else None,
        "ring": ring
        and {
            "part": says.say(f"way-{ring.part}"),
            "share": round(min(1.0, ring.seconds / ring.of), 2),
            "seconds": int(min(ring.seconds, ring.of)) + (0 if counted == "seconds" else 1),
        },
    }


def _loop(exercise: str) -> str | None:
    loop = loop_of(exercise)
    return address_of(loop) if loop else None


def _texts(session: Session, says: Words) -> tuple[str, str, str]:
    """The sentence to read, its severity ("ok" when it corrects nothing), and the one before it.

    A sentence is shown while it sounds; in between stands what is true now. The one before it
    stays beside it for a moment: several may follow each other faster than they can be read.
    """
    now = session.now
    told = [each for each in session.mouth.sounded(now) if not each.line.key.startswith(_BEATS)]
    last = told[0] if told else None
    if last is None or now > last.over + _PAUSE_S:
        fresh = last if last and now - last.t < _KEEP_TEXT_S else None
        return *_standing(session, says, fresh), ""
    earlier = told[1].line.text(says) if told[1:] and now < told[1].over + _EARLIER_S else ""
    return last.line.text(says), last.severity or "ok", earlier


def _standing(session: Session, says: Words, last: Sounded | None) -> tuple[str, str]:
    """What is to be read while nobody speaks; `last` is what was said just before."""
    stage, reason = session.stage, session.state.reason
    if stage == "paused":
        return says.say("board-paused"), "ok"
    if stage == "set" and reason:
        return says.say(f"say-{reason}"), "cannot_judge"
    if session.direction:
        return session.direction.text(says), "ok"
    if stage in ("rest", "closing", "done") and session.to_try:
        return session.to_try.text(says), "ok"
    return (last.line.text(says), last.severity or "ok") if last else ("", "ok")


def _words(says: Words) -> dict[str, str]:
    buttons = ("pause", "resume", "skip", "easier", "hurts", "mute", "unmute", "sound-off")
    keys = (*buttons, "hands", "keys", "volume", "lost", "ended")
    return {key: says.say(f"board-{key}") for key in keys} | {"stop": says.say("live-stop")}


def _alarms(language: str) -> dict[str, str]:
    """Addresses of what is said when the server does not answer, to be fetched before anything."""
    return {key: address(f"say-{key}-server", language) for key in ("lost", "ended")}
